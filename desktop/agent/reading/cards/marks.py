"""A message about cards as marks: each word or item with the part that it plays in a change, so that order decides.

Names, tasks, days and lengths come from the scanner's items; what is between them ("the second one", "should be",
"more", "off") is read here, word by word, because for entries those words mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from desktop.agent.reading.cards.words import (
    ATTRIBUTES,
    BY_WORD,
    ENDS,
    LONGEST,
    MIDDLE,
    NUMBERED,
    PLACES,
    SHORTEST,
    SILENT,
    Part,
)
from desktop.agent.reading.entries.clauses import Clause
from desktop.agent.reading.entries.entry import hours_of
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.names.resolve import Seen
from desktop.agent.reading.tasks.tasks import TaskMention
from desktop.agent.reading.text.quantities import Quantity, low
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.time.clock import clock_at, moment_at
from desktop.agent.reading.time.days import MONTHS
from desktop.agent.reading.time.durations import duration_at


@dataclass(frozen=True, slots=True)
class Mark:
    """Tokens `start` to `end` and their part. Only the fields of that part are set.

    `place` counts cards from 0, -1 is the last; `count` is how many a group was said to be; `hours` is None where a
    length is not settled ("45" may be minutes); `shift` are days from the card's own ("a day earlier").
    """

    part: Part
    start: int
    end: int
    low: str = ""
    seen: tuple[Seen, ...] = ()
    tasks: tuple[TaskMention, ...] = ()
    day: date | None = None
    shift: int = 0
    days: tuple[date, ...] = ()
    hours: Decimal | None = None
    length: Quantity | None = None
    place: int | None = None
    count: int | None = None

    @property
    def is_bare(self) -> bool:
        """A number without its unit."""
        return self.length is not None and self.length.bare


@dataclass(frozen=True, slots=True)
class Said:
    """One message: its tokens, items, clauses and marks."""

    tokens: Sequence[Token]
    items: Sequence[Item]
    parts: Sequence[Clause]
    text: str
    today: date
    marks: tuple[Mark, ...] = field(default=())

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words, without marks."""
        return tuple(t.low for t in self.tokens if t.kind in (TokenKind.WORD, TokenKind.DIGITS))

    @property
    def asks(self) -> bool:
        """Whether it is a question about the cards, not a wish."""
        return bool(self.tokens) and self.tokens[-1].low == "?" and self.tokens[0].low in _ASKING


_ASKING = frozenset("was is are were did does do how what which when who why where whats has have".split())


def marked(
    tokens: Sequence[Token], items: Sequence[Item], parts: Sequence[Clause], text: str, today: date, cards: int
) -> Said:
    """The message with its marks; `cards` is how many are on the screen (it tells "the second" from the 2nd)."""
    seen = {s.mention.start: s for part in parts for s in (*part.names, *part.hints)}
    out: list[Mark] = []
    shifts = _shifts(tokens, items)
    for k, item in enumerate(items):
        moved = next((mark for mark in shifts if mark.start <= item.start < mark.end), None)
        if moved is not None:
            out += [moved] if item.start == moved.start else []
            continue
        out += _of_item(item, tokens, seen, cards, items[k - 1] if k else None)
    return Said(
        tokens,
        items,
        parts,
        text,
        today,
        tuple(
            _joined(
                _counted(
                    _compared(_numbered(_summed(_with_people(_claimed(_away(_arrowed(out, tokens))))), cards)), cards
                )
            )
        ),
    )


def _arrowed(marks: list[Mark], tokens: Sequence[Token]) -> list[Mark]:
    """ "3 -> 2": what stands in front of an arrow is what was there."""
    out: list[Mark] = []
    for place, mark in enumerate(marks):
        behind = next((m for m in marks[place + 1 :] if m.part not in (Part.SKIP, Part.BREAK)), None)
        before = next((m for m in reversed(marks[:place]) if m.part not in (Part.SKIP, Part.BREAK)), None)
        if mark.part in ATTRIBUTES and behind is not None and _is_arrow(mark, behind, tokens):
            out.append(Mark(Part.NOT, mark.start, mark.start))
        elif mark.part is Part.BREAK and before and behind and _is_arrow(before, behind, tokens):
            continue
        out.append(mark)
    return out


def _away(marks: list[Mark]) -> list[Mark]:
    """ "take the admin off", "get rid of the meeting", "QA goes": other words for "drop"."""
    out = list(marks)
    for k, mark in enumerate(marks):
        end = next((j for j in range(k + 1, len(marks)) if marks[j].part is Part.BREAK), len(marks))
        parts = [one.part for one in marks[k + 1 : end]]
        telling = any(one.part in ATTRIBUTES for one in marks[:k])
        goes = mark.low == "goes" and telling and set(parts) <= {Part.SKIP}
        if mark.low == "rid" or goes:
            out[k] = replace(mark, part=Part.DROP)
        elif mark.low == "take" and Part.OFF in parts and Part.LENGTH not in parts:
            out[k] = replace(mark, part=Part.DROP)
            off = k + 1 + parts.index(Part.OFF)
            out[off] = replace(out[off], part=Part.SKIP)
    return out


def _claimed(marks: list[Mark]) -> list[Mark]:
    """ "it was 1 hour, I'd put 2", "it says 6, make it 8": what somebody put, or what it says, is what was there."""
    out = list(marks)
    lengths = [k for k, mark in enumerate(out) if mark.part is Part.LENGTH]
    told = [k for k in lengths if k and out[k - 1].low in _CLAIMS and k > 1 and out[k - 2].low in _CLAIMANTS]
    others = [k for k in lengths if k not in told]
    if (
        len(told) == 1
        and len(others) == 1
        and any(out[j].part in (Part.COPULA, Part.CHANGE) for j in _ahead(out, others[0]))
    ):
        verb = told[0] - 1
        out[verb] = Mark(Part.NOT, out[verb].start, out[verb].end)
    for k in range(1, len(out) - 1):  # "the 3 hours I put on the boiler"
        if out[k].low in _CLAIMS and out[k - 1].low in _CLAIMANTS and k > 1 and out[k - 2].part in ATTRIBUTES:
            out[k] = Mark(Part.SKIP, out[k].start, out[k].end)
    return out


def _ahead(marks: Sequence[Mark], place: int) -> list[int]:
    """The places in front of that one, back to a break."""
    start = next((k for k in range(place - 1, -1, -1) if marks[k].part is Part.BREAK), -1)
    return list(range(start + 1, place))


_CLAIMS = frozenset("put said had have logged entered wrote booked recorded says say shows reads".split())
_CLAIMANTS = frozenset("i id ive i'd i've we it that which harvest there".split())


def _is_arrow(before: Mark, behind: Mark, tokens: Sequence[Token]) -> bool:
    between = "".join(token.text for token in tokens[before.end : behind.start])
    return before.part is behind.part and between in ("->", "=>", "→", "-->", ">")


def _shifts(tokens: Sequence[Token], items: Sequence[Item]) -> list[Mark]:
    """ "a day earlier", "the week after", "two days before": counted from the day that the card has."""
    ends = {k: item.end for item in items if item.what is What.DAYS for k in range(item.start, item.end)}
    found = []
    for k in range(1, len(tokens) - 1):
        sign = _SHIFTING.get(low(tokens, k + 1))
        count = _small(low(tokens, k - 1)) or (1 if low(tokens, k - 1) in ("a", "one", "the", "1") else None)
        unit = _DAYS_OF.get(tokens[k].low, 0)
        if unit and sign and count and ends.get(k + 1, 0) <= k + 2 and k + 2 not in ends:
            found.append(Mark(Part.DAY, k - 1, k + 2, shift=sign * count * unit))
    return found


_DAYS_OF = {"day": 1, "days": 1, "week": 7, "weeks": 7}


_SHIFTING = {"earlier": -1, "before": -1, "prior": -1, "later": 1, "after": 1}


_TIMES = frozenset("from at since between about around to till until by of for , and".split())


def places_hidden(tokens: Sequence[Token], cards: int) -> list[Token]:
    """The tokens with "the second" made unknown where there are two cards, so that it is not the 2nd of a month."""
    out = list(tokens)
    for k, token in enumerate(tokens):
        if token.low == "one" and low(tokens, k + 1) == "to" and k > 1 and low(tokens, k - 1) not in _TIMES:
            out[k] = replace(token, low="(one)")  # "the Stark one to 2 hours": no stretch from one to two
        place = PLACES.get(token.low)
        month = {low(tokens, k + 1), low(tokens, k + 2), low(tokens, k - 1)} & (set(MONTHS) | {"of"})
        if place is not None and token.kind is TokenKind.WORD and 0 <= place < cards and cards > 1 and not month:
            out[k] = replace(token, low=f"({token.low})")
    return out


def _of_item(item: Item, tokens: Sequence[Token], seen: dict[int, Seen], cards: int, before: Item | None) -> list[Mark]:
    match item.what:
        case What.BREAK:
            return _of_break(item, tokens)
        case What.NOTE:
            return [Mark(Part.NOTE, item.start, item.end)]
        case What.DAYS:
            return _of_days(item, tokens, cards)
        case What.LENGTH | What.LESS:
            return _of_length(item, tokens, before, cards)
        case What.NAME:
            return _of_name(item, tokens, seen)
        case What.TASK if item.task is not None:
            hint = seen.get(item.start)
            return [Mark(Part.TASK, item.start, item.end, tasks=(item.task,), seen=(hint,) if hint else ())]
        case What.EACH:
            return [Mark(Part.EACH, item.start, item.end, low=low(tokens, item.start))]
        case What.UNBILLED:
            return [Mark(Part.UNBILLED, item.start, item.end)]
        case _:
            return _of_words(item, tokens, cards)


def _of_break(item: Item, tokens: Sequence[Token]) -> list[Mark]:
    word = low(tokens, item.start)
    if BY_WORD.get(word) is Part.JOIN:
        return [Mark(Part.BREAK, item.start, item.end, low=word), Mark(Part.JOIN, item.start, item.end, low=word)]
    if word in ("re", "regarding", "about", "concerning"):
        return [Mark(Part.PREPOSITION, item.start, item.end, low="about")]
    return [Mark(Part.BREAK, item.start, item.end, low=word)]


def _of_days(item: Item, tokens: Sequence[Token], cards: int) -> list[Mark]:
    """A single day; "the second" is a card where there are two. Of several days only a copy can be made."""
    if item.days is None or len(item.days.days) != 1 or low(tokens, item.end) in ("before", "prior", "after"):
        several = item.days.days if item.days is not None and not item.days.period else ()
        return [Mark(Part.DAYS if len(several) > 1 else Part.WORD, item.start, item.end, days=several)]
    last = low(tokens, item.end - 1)
    place = PLACES.get(last)
    day = item.days.days[0].day
    behind = tokens[item.end + 1].low if item.end + 1 < len(tokens) else ","
    is_place = 1 < cards >= day and low(tokens, item.end).replace(".", "").isdigit() and behind in (",", "and", ".")
    if last in ("st", "nd", "rd", "th") and (is_place or low(tokens, item.end) in ("one", "card", "entry")):
        return [Mark(Part.PLACE, item.start, item.end, low=last, place=item.days.days[0].day - 1)]  # "the 2nd one"
    preposition = low(tokens, item.start)
    out = []
    if preposition in ("to", "on", "for", "from", "of", "in"):
        out.append(Mark(Part.PREPOSITION, item.start, item.start + 1, low=preposition))
    if place is not None and 0 <= place < cards and cards > 1 and not _months(tokens, item):
        return [*out, Mark(Part.PLACE, item.end - 1, item.end, low=last, place=place)]
    return [*out, Mark(Part.DAY, item.start, item.end, day=item.days.days[0])]


def _months(tokens: Sequence[Token], item: Item) -> bool:
    plain = {"the", "to", "on", "for", "from", "of", "in", *PLACES}
    return any(tokens[k].low not in plain for k in range(item.start, item.end))


def _of_length(item: Item, tokens: Sequence[Token], before: Item | None, cards: int) -> list[Mark]:
    length = item.length
    if length is None:
        return [Mark(Part.WORD, item.start, item.end)]
    if low(tokens, item.start) == "one" and item.end == item.start + 1 and length.bare:
        noun = low(tokens, item.start - 1) in {"other", "that", "this", "middle", "each", "every", *PLACES}
        if noun or (before is not None and before.what in (What.NAME, What.TASK, What.DAYS)):
            return [Mark(Part.ONE, item.start, item.end)]
    if (moment := _moment(item, length, tokens)) is not None:
        return [Mark(Part.LENGTH, item.start, item.end, length=moment)]
    if low(tokens, item.start - 1) in ("at", "@"):
        return [Mark(Part.WORD, item.start, item.end)]  # a time of the day, not a length
    if (instead := _from_to(item, length, tokens)) is not None:
        return instead
    hours = hours_of(length)
    if length.code == "vague" and length.value is not None:
        hours = length.value  # "half an hour less", which an entry cannot say
    marks = []
    if item.what is What.LESS:
        marks.append(Mark(Part.TAKE, item.start, item.start, low="minus"))
    if length.bare and length.value is not None and _is_numbered(tokens, item.start, length.value, cards):
        return [Mark(Part.PLACE, item.start, item.end, place=int(length.value) - 1)]
    words = [tokens[k].low for k in range(item.start, item.end)]
    for word, part in (("another", Part.ANOTHER), ("more", Part.MORE)):
        if word in words:
            marks.append(Mark(part, item.start, item.start, low=word))
    said = low(tokens, item.start) if item.end == item.start + 1 else ""
    return [*marks, Mark(Part.LENGTH, item.start, item.end, low=said, hours=hours, length=length)]


def _from_to(item: Item, length: Quantity, tokens: Sequence[Token]) -> list[Mark] | None:
    """ "change 4 to 5": behind such a verb no stretch of the day, but what was and what is to be."""
    verb = low(tokens, item.start - 1) if low(tokens, item.start - 1) != "from" else low(tokens, item.start - 2)
    joint = next((k for k in range(item.start, item.end) if tokens[k].low == "to"), None)
    if length.started is None or joint is None or BY_WORD.get(verb) is not Part.CHANGE or verb == "make":
        return None
    new = duration_at(tokens[: item.end], joint + 1, workday=Decimal(8))
    if new is None or new.end != item.end:
        return None
    return [Mark(Part.LENGTH, joint + 1, item.end, hours=hours_of(new), length=new)]


def _moment(item: Item, length: Quantity, tokens: Sequence[Token]) -> Quantity | None:
    """ "until half past twelve", "ended at 5": one end of the stretch that a card has (code "until" or "since")."""
    if length.code == "start_unknown":
        return moment_at(tokens, item.start)
    ran_to = low(tokens, item.start - 1) == "to" and any(t.text == ":" for t in tokens[item.start : item.end])
    ends = ENDS | {"ran", "went", "lasted"} if ran_to else ENDS
    if (low(tokens, item.start - 1) != "at" and not ran_to) or low(tokens, item.start - 2) not in ends:
        return None
    at = clock_at(tokens, item.start)
    return Quantity(None, at.end, bare=at.fixed, value=Decimal(at.minutes), code="until") if at is not None else None


def _of_name(item: Item, tokens: Sequence[Token], seen: dict[int, Seen]) -> list[Mark]:
    word = low(tokens, item.start)
    lone = item.end == item.start + 1 and item.name is not None and not item.name.full
    idle = item.name is not None and item.name.weak and word in SILENT  # "by the way" is no Wayne
    if item.name is None or (lone and (idle or word in ("off", "one", "other"))):
        return [Mark(BY_WORD.get(word, Part.WORD), item.start, item.end, low=word)]
    found = seen.get(item.start) or Seen(item.name)
    tasks = (item.task,) if item.task is not None else ()
    return [Mark(Part.NAME, item.start, item.end, low=word, seen=(found,), tasks=tasks)]


#: Contracted words that are two marks.
_TWO = {
    "its": (Part.POINT, Part.COPULA), "thats": (Part.POINT, Part.COPULA), "theyre": (Part.GROUP, Part.COPULA),
    "wasnt": (Part.COPULA, Part.NOT), "isnt": (Part.COPULA, Part.NOT), "werent": (Part.COPULA, Part.NOT),
    "arent": (Part.COPULA, Part.NOT), "shouldve": (Part.COPULA,), "shouldnt": (Part.COPULA, Part.NOT),
}  # fmt: skip


def _of_words(item: Item, tokens: Sequence[Token], cards: int) -> list[Mark]:
    """Word by word: phrases of the scanner ("make that", "it was") are taken apart again."""
    moment = moment_at(tokens, item.start)
    if moment is not None:
        return [Mark(Part.LENGTH, item.start, max(item.end, moment.end), length=moment)]
    out: list[Mark] = []
    k = item.start
    while k < item.end:
        word = low(tokens, k)
        before = low(tokens, k - 1).strip("()")
        counted = before in PLACES or BY_WORD.get(before) in (Part.GROUP, Part.OTHER)
        is_number = (word in _NUMBERS and not counted) or tokens[k].kind is TokenKind.DIGITS
        number = duration_at(tokens, k, workday=Decimal(8)) if is_number else None
        if number is not None and not _counts_things(tokens, number.end):
            at = low(tokens, k - 1)
            named = _is_numbered(tokens, k, number.value, cards) or (
                BY_WORD.get(at) is Part.CHANGE and _is_length(tokens, number.end)
            )
            if named and number.value is not None and 0 < number.value <= 20 and number.value % 1 == 0:
                out.append(Mark(Part.PLACE, k, number.end, place=int(number.value) - 1))
            else:
                out.append(Mark(Part.LENGTH, k, number.end, hours=hours_of(number), length=number))
            k = max(number.end, k + 1)
            continue
        out += _of_word(word, k, tokens)
        k += 1
    return out


def _is_numbered(tokens: Sequence[Token], k: int, value: Decimal | None, cards: int) -> bool:
    """ "card 2", "no 2"; "no, five" of two cards is a length."""
    at, most = low(tokens, k - 1), cards if low(tokens, k - 1) == "no" else 20
    return at in NUMBERED and value is not None and value <= most


def _is_length(tokens: Sequence[Token], i: int) -> bool:
    """ "make 2 4 hours": a length with its unit right behind a number, which is the card's then."""
    found = duration_at(tokens, i, workday=Decimal(8)) if i < len(tokens) else None
    return found is not None and not found.bare


def _counts_things(tokens: Sequence[Token], end: int) -> bool:
    """ "3 coffees ago": a number in front of a word that says nothing of cards is no length."""
    if end >= len(tokens) or tokens[end].kind is not TokenKind.WORD:
        return False
    return tokens[end].low not in SILENT and tokens[end].low not in BY_WORD


def _of_word(word: str, k: int, tokens: Sequence[Token]) -> list[Mark]:
    if word == "n":
        return [Mark(part, k, k + 1, low="and") for part in (Part.BREAK, Part.JOIN)]
    if word in _TWO:
        return [Mark(part, k, k + 1, low=word) for part in _TWO[word]]
    put_in = word == "put" and low(tokens, k + 1) in _IT and low(tokens, k + 2) in ("in", "down")
    if put_in and k + 4 >= len(tokens) and low(tokens, k - 1) in ("", ",", "lets", "please", "and", "so", "just"):
        return [Mark(Part.LOG, k, k + 1, low=word)]  # "1 hour, let's put it in"
    if word == "rest" and _TIME_OF_DAY.match(" ".join(token.low for token in tokens[k : k + 4])):
        return [Mark(Part.WORD, k, k + 1, low=word)]
    if word == "out" and any(BY_WORD.get(token.low) is Part.TAKE for token in tokens[:k]):
        return [Mark(Part.OFF, k, k + 1, low=word)]  # "take half an hour out of that"
    word = word.strip("()") if word.strip("()") in {"one", *PLACES} else word
    if word in PLACES:
        return [Mark(Part.PLACE, k, k + 1, low=word, place=PLACES[word])]
    if word in ("middle", "center", "centre"):
        return [Mark(Part.PLACE, k, k + 1, low=word, place=MIDDLE)]
    if word == "be" or (word in ("should", "must") and low(tokens, k + 1) not in ("be", "have", "say", "go")):
        return [Mark(Part.COPULA, k, k + 1, low=word)]
    part = BY_WORD.get(word)
    if part is Part.LOG and low(tokens, k - 1) in ("the", "a", "audit", "change"):
        part = None
    if part is None:
        silent = word in SILENT or tokens[k].kind is TokenKind.MARK
        return [Mark(Part.SKIP if silent else Part.WORD, k, k + 1, low=word)]
    return [Mark(part, k, k + 1, low=word)]


_IT = frozenset("it that this them those".split())
_TIME_OF_DAY = re.compile(r"rest of (?:the |my )?(?:day|morning|afternoon|evening|week)\b")


def _with_people(marks: list[Mark]) -> list[Mark]:
    """ "with Pepper about the rollout": what is nearly a name is none behind "with"."""
    out = []
    for place, mark in enumerate(marks):
        before = marks[place - 1] if place else None
        beside = before is not None and before.low in ("with", "about") and mark.part is Part.NAME
        if beside and not all(seen.mention.exact and not seen.mention.weak for seen in mark.seen):
            mark = Mark(Part.WORD, mark.start, mark.end, low=mark.low)
        out.append(mark)
    return out


def _numbered(marks: list[Mark], cards: int) -> list[Mark]:
    """ "1 is 3 hours", "2: half an hour": a bare number in front of what it is to be is a card's."""
    head = next((k for k, mark in enumerate(marks) if mark.part is not Part.SKIP), len(marks))
    behind = [mark for mark in marks[head + 1 :] if mark.part is not Part.SKIP]
    if not behind or not (behind[0].part is Part.COPULA or behind[0].low in (":", "=")):
        return marks
    length = marks[head].length
    number = length.value if length is not None and length.bare else None
    if number is None or number % 1 or not 0 < number <= cards or not any(m.part in ATTRIBUTES for m in behind):
        return marks
    place = Mark(Part.PLACE, marks[head].start, marks[head].end, place=int(number) - 1)
    return [*marks[:head], place, *marks[head + 1 :]]


def _summed(marks: list[Mark]) -> list[Mark]:
    """ "so it's 8 total": what all cards come to is no card's."""
    return [
        replace(mark, part=Part.WORD, low="total")
        if mark.part is Part.LENGTH and behind is not None and behind.low in ("total", "altogether", "overall")
        else mark
        for mark, behind in zip(marks, [*marks, None][1:], strict=True)
    ]


def _compared(marks: list[Mark]) -> list[Mark]:
    """ "the longer one was 3": a card by how long it is beside the others."""
    out = list(marks)
    for k in range(len(marks) - 1):
        if marks[k].low in _EXTREMES and marks[k + 1].part is Part.ONE:
            out[k] = Mark(Part.PLACE, marks[k].start, marks[k].end, place=_EXTREMES[marks[k].low])
    return out


_EXTREMES = {"longer": LONGEST, "longest": LONGEST, "bigger": LONGEST, "biggest": LONGEST,
             "shorter": SHORTEST, "shortest": SHORTEST, "smaller": SHORTEST, "smallest": SHORTEST}  # fmt: skip


def _counted(marks: list[Mark], cards: int) -> list[Mark]:
    """ "all three", "those two": a number behind a group counts it, unless it is all that the words say."""
    values = sum(m.part in (Part.LENGTH, Part.DAY, Part.NAME, Part.TASK) for m in marks)
    acts = any(m.part in (Part.LOG, Part.DROP, Part.SWAP, Part.KEEP, Part.UNBILLED) for m in marks)
    out: list[Mark] = []
    for mark in marks:
        before = next((m for m in reversed(out) if m.part is not Part.SKIP), None)
        value = mark.length.value if mark.length is not None and mark.length.bare else _small(mark.low)
        if (
            before is not None
            and before.place in (0, -1)
            and mark.low in _SMALL
            and (values > 1 or acts or not mark.length)
        ):
            count = _SMALL[mark.low]
            places = range(1, count) if before.place == 0 else range(-count, -1)
            out += [replace(before, place=place) for place in places]
            continue
        if before is not None and before.part is Part.AGAIN and before.low == "same" and value == cards > 1:
            out.append(Mark(Part.GROUP, mark.start, mark.end, low="those", count=cards))
            continue
        if before is not None and before.part in (Part.GROUP, Part.OTHER) and value is not None and 2 <= value <= 20:
            is_all = before.low in ("all", "others", "other") or value == cards
            if is_all and (values > 1 or acts or mark.part is Part.WORD or before.low in ("all", "other")):
                out[out.index(before)] = Mark(
                    before.part, before.start, mark.end, low=before.low, count=int(value), place=before.place
                )
                continue
        out.append(mark)
    return out


_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5}
_NUMBERS = frozenset({*_SMALL, "six", "seven", "eight", "nine", "ten"})


def _small(word: str) -> int | None:
    return _SMALL.get(word)


def _joined(marks: list[Mark]) -> list[Mark]:
    """Names side by side ("Acme mobile") are one mark."""
    out: list[Mark] = []
    for mark in marks:
        before = out[-1] if out else None
        if mark.part is Part.NAME and before is not None and before.part is Part.NAME and before.end == mark.start:
            out[-1] = Mark(
                Part.NAME, before.start, mark.end, before.low, (*before.seen, *mark.seen), (*before.tasks, *mark.tasks)
            )
        else:
            out.append(mark)
    return out
