"""What stands between the words: breaks, brackets, quotations, notes, and talk that is only about the moment."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.numbers import number_at
from desktop.agent.reading.text.quantities import HOUR, MINUTE, Phrases, low, phrase
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import FILLERS
from desktop.agent.reading.time.clock import clock_at

#: Said of the moment of speaking, not of the work.
_TALK = Phrases(
    ("so", "far"),
    ("same", "client"),
    ("same", "day"),
    ("one", "second"),
    ("a", "second"),
    ("one", "sec"),
    ("one", "moment"),
    ("a", "moment"),
    ("hang", "on"),
    ("what", "a", "day"),
    ("what", "a", "week"),
    ("you", "know", "what"),
    ("you", "know"),
    ("what", "else"),
    ("lets", "see"),
    ("lets", "say"),
    ("let", "me", "see"),
    ("let", "me", "think"),
    ("thats", "it"),
    ("thats", "all"),
    ("thats", "the", "day"),
    ("oh", "yeah"),
    ("as", "well"),
    ("nothing", "but"),
    ("nothing", "except"),
    ("nothing", "besides"),
    ("on", "second", "thought"),
    ("on", "second", "thoughts"),
    ("before", "lunch"),
    ("after", "lunch"),
    ("over", "lunch"),
    ("after", "breakfast"),
    ("before", "dinner"),
    ("oh", "right"),
    ("right", "so"),
    ("right", ","),
    ("alright", "so"),
    ("alright", ","),
    ("okay", "so"),
)
_NOTE_HEADS = frozenset({"note", "notes", "comment", "comments", "description", "desc", "memo", "details"})
_NOTE_WORDS = frozenset({"re", "regarding", "about", "concerning"})
_BREAK_WORDS = {"and": 1, "&": 1, "+": 2, "plus": 2, "then": 2, "also": 2, "besides": 2, "followed": 2, "but": 2}
_BREAK_PHRASES = Phrases(
    ("so", "i"), ("so", "we"), ("as", "well", "as"), ("so", "just"), ("so", "only"), ("so", "then")
)
_BREAK_MARKS = {
    ",": 2,
    ";": 3,
    ".": 3,
    "?": 3,
    "!": 3,
    "…": 3,
    "|": 2,
    "•": 4,
    "→": 2,
    "(": 2,
    ")": 2,
    ":": 2,
    "=": 2,
    "—": 2,
}


_SAYING = frozenset({":", "=", "-", "saying", "says", "that", "reading"})


def _noted_at(tokens: Sequence[Token], i: int) -> int | None:
    """Where the text begins behind "with the note", "and a comment saying"; None where nothing of the kind begins."""
    if low(tokens, i) not in ("with", "and", "add", "plus"):
        return None
    j = i + 1
    while low(tokens, j) in ("the", "a", "as"):
        j += 1
    if low(tokens, j) == "note" and low(tokens, i) == "and" and j == i + 1 and number_at(tokens, j + 1) is not None:
        return None  # "be so kind and note four hours"
    if low(tokens, j) not in ("note", "comment", "description", "memo") or low(tokens, j + 1) in (
        "on",
        "for",
        "to",
        "",
    ):
        return None
    return j + 2 if low(tokens, j + 1) in _SAYING else j + 1


def note_ranges(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Where notes are announced in words: names in there name nothing."""
    begun = ((i, _noted_at(tokens, i)) for i in range(len(tokens)) if tokens[i].low in ("with", "and", "add", "plus"))
    return [(i, _sentence_end(tokens, at)) for i, at in begun if at is not None]


def note_start(tokens: Sequence[Token], item: Item) -> int:
    """The first token of a note's own text."""
    announced = _noted_at(tokens, item.start)
    return announced if announced is not None else item.start + 2


def _sentence_end(tokens: Sequence[Token], i: int) -> int:
    while i < len(tokens) and tokens[i].kind is not TokenKind.NEWLINE and tokens[i].text not in (".", ";", "!", "?"):
        i += 1
    return i


def _is_list_number(tokens: Sequence[Token], i: int) -> bool:
    """ "1) Acme 2h", "2. Globex 1h": the number of a line."""
    first = i == 0 or tokens[i - 1].kind is TokenKind.NEWLINE
    if not first or tokens[i].kind is not TokenKind.DIGITS or len(tokens[i].text) > 2 or i + 2 >= len(tokens):
        return False
    return tokens[i + 1].text in (")", ".") and tokens[i + 1].glued and not tokens[i + 2].glued


_SIGN_OFF = (
    ("best", "regards"),
    ("kind", "regards"),
    ("warm", "regards"),
    ("regards",),
    ("sincerely",),
    ("yours",),
    ("-", "-"),
)


def signed_off(tokens: Sequence[Token]) -> int:
    """The token at which the end of a letter begins ("Best regards", "--"), else the number of all tokens."""
    for i in range(1, len(tokens)):
        if tokens[i - 1].kind is TokenKind.NEWLINE and any(phrase(tokens, i, words) for words in _SIGN_OFF):
            return i
    return len(tokens)


_REFERENCES = frozenset("case invoice order ticket ref job file room part item issue account policy docket".split())
_EDITS = frozenset("edit update correction typo fix erratum".split())
#: These may have words between them and the better figure ("edit: make it 2.25").
_PLAIN_EDITS = frozenset({"edit", "correction", "typo"})
_NEAR_FIGURE = 4


def _edited(tokens: Sequence[Token], i: int) -> Item | None:
    """ "2h Acme, edit: 2.5", "edit 2: 2.25": what comes behind the colon puts right what was said."""
    if tokens[i].low not in _EDITS or (i and _carries_on(tokens[i - 1])):
        return None
    if tokens[i].low == "typo" and i and (low(tokens, i + 1) == "," or low(tokens, i + 1).isdigit()):
        return Item(What.FIX, i, i + 1)
    j = i + 2 if i + 1 < len(tokens) and tokens[i + 1].kind is TokenKind.DIGITS else i + 1
    if j == i + 2 and j + 1 < len(tokens) and tokens[j].glued and tokens[j + 1].glued:
        return None  # "meeting 0:30, edit 2:45" is a task with its time
    near = _NEAR_FIGURE if tokens[i].low in _PLAIN_EDITS else 1
    figure = any(token.kind is TokenKind.DIGITS for token in tokens[j + 1 : j + 1 + near])
    return Item(What.FIX, i, j + 1) if low(tokens, j) == ":" and i and figure else None


def _carries_on(before: Token) -> bool:
    """Whether a word stands in front that is no unit: "copy edit: 2h" edits nothing that was said."""
    return before.kind is TokenKind.WORD and before.low not in HOUR | MINUTE


#: Behind "hang on" these begin a correction.
_PUTTING_RIGHT = frozenset("that thats it its make no the".split())


def _puts_right(tokens: Sequence[Token], i: int) -> bool:
    """Whether a correction follows: "hang on, it was ...", "hang on, 2.5"."""
    j = i + 1 if low(tokens, i) == "," else i
    return low(tokens, j) in _PUTTING_RIGHT or number_at(tokens, j) is not None


def aside_at(tokens: Sequence[Token], i: int) -> Item | None:
    """Words that are about the moment of speaking ("one second", "it's half past six"), and "50/50"."""
    if phrase(tokens, i, ("as", "well", "as")):
        return None
    if (said := _TALK.at(tokens, i)) is not None and not (said == ("hang", "on") and _puts_right(tokens, i + 2)):
        return Item(What.FILLER, i, i + len(said))
    if _is_list_number(tokens, i):
        return Item(What.BREAK, i, i + 2, level=4)
    if (edited := _edited(tokens, i)) is not None:
        return edited
    if tokens[i].low == "no" and low(tokens, i - 1) in _REFERENCES:
        return Item(What.WORD, i, i + 1)  # "case no 3304121"
    if phrase(tokens, i, ("50", "/", "50")):
        return Item(What.SPLIT, i, i + 3)
    if phrase(tokens, i, ("24", "/", "7")):
        return Item(What.WORD, i, i + 3)
    return _time_told(tokens, i) if tokens[i].low in ("its", "it") else None


def note_at(tokens: Sequence[Token], i: int) -> Item | None:
    """ "notes: …" and quoted words: taken as they are up to the end of the line, or of the quotation."""
    if tokens[i].low in _NOTE_HEADS and low(tokens, i + 1) in (":", "-", "="):
        end = i + 2
        while end < len(tokens) and tokens[end].kind is not TokenKind.NEWLINE:
            end += 1
        return Item(What.NOTE, i, end, note=True)
    if (begun := _noted_at(tokens, i)) is not None and _sentence_end(tokens, begun) > begun:
        return Item(What.NOTE, i, _sentence_end(tokens, begun), note=True)
    spoken = low(tokens, i + 1) == "," and low(tokens, i - 1) in (",", ".", "")
    if tokens[i].low in ("note", "notes") and spoken and _sentence_end(tokens, i + 2) > i + 2:
        return Item(What.NOTE, i, _sentence_end(tokens, i + 2), note=True)
    if tokens[i].text in _QUOTES and (quoted := _quoted(tokens, i)) is not None:
        return quoted
    tagged = tokens[i].text == "#" and low(tokens, i + 1).isalpha()  # "#nucleus 2h"
    if tokens[i].text in ("#", "$", "€", "£") and not tagged and i + 1 < len(tokens) and tokens[i + 1].glued:
        end = i + 2
        while (
            end < len(tokens)
            and tokens[end].glued
            and (tokens[end].kind is not TokenKind.MARK or _groups_figures(tokens, end))
        ):
            end += 1
        return Item(What.WORD, i, end)
    return None


def _groups_figures(tokens: Sequence[Token], i: int) -> bool:
    """The marks within "$1,240.50"."""
    figure = i + 1 < len(tokens) and tokens[i + 1].glued and tokens[i + 1].kind is TokenKind.DIGITS
    return figure and tokens[i].text in (",", ".") and tokens[i - 1].kind is TokenKind.DIGITS


_LONGEST_QUOTE = 80
_QUOTES = {"'": "'", "‘": "’", '"': '"', "“": "”", "«": "»", "„": "“"}


def _quoted(tokens: Sequence[Token], i: int) -> Item | None:
    """Words in quotation marks are a note as they stand, unless they are few (a name) or all there is."""
    closing = _QUOTES[tokens[i].text]
    for j in range(i + 1, min(len(tokens), i + _LONGEST_QUOTE)):
        if tokens[j].kind is TokenKind.NEWLINE:
            return None
        if tokens[j].text == closing:
            return (
                Item(What.NOTE, i, j + 1, note=True)
                if j - i - 1 >= 3 and not (i == 0 and j + 1 == len(tokens))
                else None
            )
    return None


def plain_at(tokens: Sequence[Token], i: int) -> Item:
    """A break, a filler or a plain word: what is left once names, times, tasks and phrases are read."""
    token = tokens[i]
    told = low(tokens, i - 1) in ("the", "our", "their", "an") or low(tokens, i + 1) in ("it", "that", "them", "this")
    if token.low in _NOTE_WORDS and not told:  # "the about page", "the call about it"
        return Item(What.BREAK, i, i + 1, level=1, note=True)
    if token.low in _BREAK_WORDS:
        return Item(What.BREAK, i, i + 1, level=_BREAK_WORDS[token.low])
    if token.low == "so" and i and low(tokens, i + 1) in ("yesterday", "today"):
        return Item(What.BREAK, i, i + 1, level=2)  # "I never did yesterday so yesterday was ..."
    if (words := _BREAK_PHRASES.at(tokens, i)) is not None:
        return Item(What.BREAK, i, i + len(words), level=2)
    if token.kind is TokenKind.MARK:
        return _mark_at(tokens, i)
    plain = token.low in FILLERS and token.low not in _NOTE_WORDS
    return Item(What.FILLER if plain else What.WORD, i, i + 1)


def _mark_at(tokens: Sequence[Token], i: int) -> Item:
    token = tokens[i]
    if token.text in _BREAK_MARKS:
        if token.text == "." and token.glued and i + 1 < len(tokens) and tokens[i + 1].glued:
            return Item(What.FILLER, i, i + 1)
        note = token.text in (":", "(") or token.text == "|"
        return Item(What.BREAK, i, i + 1, level=_BREAK_MARKS[token.text], note=note)
    if token.text == "-" and low(tokens, i + 1) == ">" and tokens[i + 1].glued:
        return Item(What.BREAK, i, i + 2, level=2)
    if token.text in _DASHES:
        return _dash_at(tokens, i)
    return Item(What.FILLER, i, i + 1)


_DASHES = frozenset("- – / * > ~".split())


def _dash_at(tokens: Sequence[Token], i: int) -> Item:
    """A bullet in front of a line, a pause inside of one, "*2h" as a correction."""
    token = tokens[i]
    if i == 0 or tokens[i - 1].kind is TokenKind.NEWLINE:
        alone = token.text == "*" and tokens[0].text != "*" and _is_figure_behind(tokens, i) and _only_length(tokens, i)
        return Item(What.FIX, i, i + 1) if alone and i else Item(What.BREAK, i, i + 1, level=4)
    if token.text == "*" and not token.glued and _is_figure_behind(tokens, i):
        return Item(What.FIX, i, i + 1)  # "3h Acme *2h", as corrections are typed in chats
    if token.text == "/" and token.glued and len(tokens[i - 1].text) > 2 and tokens[i - 1].kind is TokenKind.DIGITS:
        return Item(What.FILLER, i, i + 1)  # "case 3304121/2026"
    if not token.glued or token.text == "/":
        return Item(What.BREAK, i, i + 1, level=2, note=token.text in ("-", "–"))
    return Item(What.FILLER, i, i + 1)


def _time_told(tokens: Sequence[Token], i: int) -> Item | None:
    """ "It's half past six and I'm tired": what the clock says now, not since when."""
    at = i + 2 if tokens[i].low == "it" and low(tokens, i + 1) == "is" else i + 1
    told = clock_at(tokens, at) if tokens[i].low == "its" or at == i + 2 else None
    if told is None or low(tokens, told.end) in HOUR | MINUTE | {"to", "until", "till", "-"}:
        return None
    plain = told.end - at == 1 and not told.fixed
    return None if plain else Item(What.FILLER, i, told.end)


def _is_figure_behind(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].glued and tokens[i + 1].kind is TokenKind.DIGITS


def _only_length(tokens: Sequence[Token], i: int) -> bool:
    """Whether nothing but figures and units stands between token `i` and the end of its line ("*3.5h")."""
    for token in tokens[i + 1 :]:
        if token.kind is TokenKind.NEWLINE:
            break
        if token.kind is TokenKind.WORD and token.low not in HOUR | MINUTE:
            return False
    return True
