"""The words that say which card, what changes and how; each plays one part."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """The part that a mark plays."""

    NAME = "name"
    TASK = "task"
    DAY = "day"
    DAYS = "days"  # several
    LENGTH = "length"
    NOTE = "note"  # words that are a note as they stand
    PLACE = "place"  # first, second, last
    GROUP = "group"  # both, all three, them
    OTHER = "other"
    POINT = "point"  # it, that
    ONE = "one"  # "the Acme one", "the first entry"
    STATE = "state"  # ready
    COPULA = "copula"  # was, should be
    NOT = "not"
    MORE = "more"
    LESS = "less"
    OFF = "off"
    CHANGE = "change"
    ADD = "add"
    TAKE = "take"
    DROP = "drop"
    KEEP = "keep"
    SWAP = "swap"
    LOG = "log"
    PREPOSITION = "preposition"
    FIELD = "field"
    MEMO = "memo"  # the words note, comment, description
    AGAIN = "again"
    ANOTHER = "another"
    JOIN = "join"  # and, plus, also in front
    EACH = "each"
    SPLIT = "split"
    UNBILLED = "unbilled"
    FIX = "fix"
    BREAK = "break"
    WORD = "word"
    SKIP = "skip"


#: Parts that say something of a card: they pick it, or they change it.
ATTRIBUTES = frozenset({Part.NAME, Part.TASK, Part.DAY, Part.LENGTH})
_WORDS: dict[Part, str] = {
    Part.POINT: "it that this",
    Part.GROUP: "both all them they those these everything",
    Part.OTHER: "other others rest remaining",
    Part.ONE: "one ones card cards entry entries item line row",
    Part.STATE: "ready complete finished",
    Part.COPULA: "was were is are be been being took lasted goes belongs went ran became",
    Part.NOT: "not never instead rather neither",
    Part.MORE: "more extra additional longer",
    Part.LESS: "less fewer shorter",
    Part.OFF: "off",
    Part.CHANGE: """
        make made change changed set move moved put switch turn update correct bump push shift edit fix assign
        call say use try bill charge
    """,
    Part.ADD: "add increase raise extend",
    Part.TAKE: "take knock shave cut reduce subtract shorten deduct lower trim minus",
    Part.DROP: "without drop scratch remove delete discard scrap cancel lose skip forget ditch kill erase toss bin",
    Part.KEEP: "keep",
    Part.SWAP: "swap swapped exchange flip reverse",
    Part.LOG: "log send post submit save confirm commit book enter record file",
    Part.PREPOSITION: "to on onto for from of in into as under against by at with but except till until",
    Part.FIELD: "project task hours hour time date day client duration length",
    Part.MEMO: "note notes comment comments description memo",
    Part.AGAIN: "again same ditto likewise duplicate repeat",
    Part.ANOTHER: "another",
    Part.JOIN: "and plus also too & + then besides",
    Part.EACH: "each apiece",
    Part.SPLIT: "split half halves evenly equally",
    Part.FIX: "no nope actually sorry wait oops whoops correction meant mean nah rather closer nearer wrong incorrect",
}
#: The part of each word.
BY_WORD = {word: part for part, words in _WORDS.items() for word in words.split()}
#: Cards counted from 0; -1 is the last.
PLACES = {
    "first": 0, "1st": 0, "top": 0, "former": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3,
    "fifth": 4, "5th": 4, "sixth": 5, "last": -1, "bottom": -1, "latter": -1, "final": -1,
}  # fmt: skip
#: The places of the middle card, of the longest and of the shortest.
MIDDLE, LONGEST, SHORTEST = 99, 98, 97
#: What is said of a card that stays as it is: "the first is fine".
APPROVED = frozenset("fine ok okay right good correct great".split())
#: Behind one of these a number is a place in the list.
NUMBERED = frozenset({"number", "card", "entry", "no", "nr", "#", "line", "item", "option"})
#: In front of "at" these say when the work ended.
ENDS = frozenset("ended finished stopped done ends end over".split())
#: Words that say nothing here; every other one is told to be left over.
SILENT = frozenset(
    """
    a an the um uh er erm oh ok okay well so just please pls thanks thank you i im ive id ill my me we our us btw by
    way only though really yeah yes yep right now hey and also as he she have has had do did does should would could
    can will shall must ought let lets its like think guess believe bit little about around whole exactly quite even
    still back up out over around down go done hi cheers ty thx lol sure fine great
    """.split()
)
