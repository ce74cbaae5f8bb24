"""How long: "1h30", "an hour and a half", "three quarters of an hour", "half a day", "a couple of hours"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.agent.reading.text.numbers import Number, homophone_at, number_at
from desktop.agent.reading.text.quantities import (
    DAY,
    HEARD_HOUR,
    HOUR,
    MINUTE,
    Phrases,
    Quantity,
    from_minutes,
    in_hours,
    low,
    phrase,
)
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.time.day_parts import ago, day_at, share_at

_AFTER_HEARD_HOUR = frozenset(["on", "of", "for", "in", "at", "with", "and", ",", "."])
_ARTICLES = frozenset({"a", "an", "one", "the", "another", "won"})
_ABOUT = frozenset(
    "about around roughly approximately approx nearly almost circa ca maybe perhaps probably ~ like".split()
)
_ABOUT_PHRASES = (
    ("the", "best", "part", "of"),
    ("the", "better", "part", "of"),
    ("best", "part", "of"),
    ("better", "part", "of"),
    ("just", "over"),
    ("just", "under"),
    ("a", "little", "over"),
    ("a", "little", "under"),
    ("a", "bit", "over"),
    ("a", "bit", "under"),
    ("a", "bit", "more", "than"),
    ("a", "bit", "less", "than"),
    ("more", "than"),
    ("less", "than"),
    ("or", "so"),
    ("at", "least"),
    ("at", "most"),
    ("up", "to"),
    ("no", "more", "than"),
    ("not", "even"),
    ("not", "quite"),
    ("close", "to"),
    ("under",),
    ("over",),
    ("<",),
    (">",),
)
_VAGUE = (
    ("a", "few", "hours"),
    ("few", "hours"),
    ("several", "hours"),
    ("some", "hours"),
    ("a", "few", "minutes"),
    ("a", "few", "mins"),
    ("some", "time"),
    ("a", "bit", "of", "time"),
    ("a", "while"),
    ("hours", "and", "hours"),
    *(
        (*unsure, "how", "long")
        for unsure in (
            ("no", "idea"),
            ("not", "sure"),
            ("dont", "know"),
            ("dont", "remember"),
            ("cant", "remember"),
            ("forgot",),
            ("forget",),
            ("look", "up"),
            ("check",),
            ("figure", "out"),
        )
    ),
    ("for", "hours"),
    *(
        (*all_of, part)
        for all_of in (("all",), ("whole",), ("the", "whole"), ("most", "of", "the"), ("half", "the"))
        for part in ("morning", "afternoon", "evening")
    ),
    ("an", "hour", "or", "two"),
    ("an", "hour", "or", "so", "or", "two"),
    ("hour", "or", "two"),
    ("a", "day", "or", "two"),
    ("one", "or", "two", "hours"),
)
#: Behind a length these leave open how much more it was.
_BITS = (
    ("and", "a", "bit"),
    ("and", "a", "little"),
    ("and", "a", "bit", "more"),
    ("and", "change"),
    ("and", "some"),
    ("and", "something"),
    ("something",),
)


def _hour(tokens: Sequence[Token], i: int, voice: bool) -> bool:
    return low(tokens, i) in HOUR or (voice and low(tokens, i) in HEARD_HOUR)


_VAGUE_PHRASES, _ROUGH_PHRASES, _BIT_PHRASES = Phrases(*_VAGUE), Phrases(*_ABOUT_PHRASES), Phrases(*_BITS)


def duration_at(tokens: Sequence[Token], i: int, *, workday: Decimal, voice: bool = False) -> Quantity | None:
    """The longest duration that begins at token `i`, or None.

    A number without a unit is returned too, marked `bare`: whether a number can stand there is for the caller to say.
    """
    vague = _VAGUE_PHRASES.at(tokens, i)
    if vague is not None and not (voice and vague == ("for", "hours")):
        return Quantity(None, i + len(vague), code="vague")
    start = _past_about(tokens, i)
    if start == i:
        return _less(tokens, _exact_at(tokens, i, workday, voice), workday, voice)
    rough = _exact_at(tokens, start, workday, voice)
    if rough is None or (rough.bare and low(tokens, i) in ("like", "~", "maybe")):
        return None
    return replace(rough, code=rough.code or "approximate")


def _less(tokens: Sequence[Token], found: Quantity | None, workday: Decimal, voice: bool) -> Quantity | None:
    """ "an hour less ten minutes"."""
    if found is None or found.bare or found.hours is None or low(tokens, found.end) not in ("less", "minus"):
        return found
    off = _exact_at(tokens, found.end + 1, workday, voice)
    if off is None or off.bare or off.hours is None or off.hours >= found.hours:
        return found
    return replace(found, hours=found.hours - off.hours, end=off.end)


def _exact_at(tokens: Sequence[Token], i: int, workday: Decimal, voice: bool) -> Quantity | None:
    found = _plain(tokens, i, workday, voice)
    if found is not None and (bit := _BIT_PHRASES.at(tokens, found.end)) and low(tokens, found.end + len(bit)) != "of":
        return Quantity(None, found.end + len(bit), code="vague")  # "2 and a bit"
    if found is not None and found.bare:
        return _rough_unit(tokens, found) or found
    return found if found is None else _with_tail(tokens, found)


def _rough_unit(tokens: Sequence[Token], number: Quantity) -> Quantity | None:
    """ "3 or so hours", "3 ish hours", "3-ish hours", "40 odd minutes": how exact it is stands before the unit."""
    end = number.end + 1 if low(tokens, number.end) == "-" else number.end
    if low(tokens, end) in ("ish", "odd"):
        end += 1
    elif phrase(tokens, end, ("or", "so")):
        end += 2
    else:
        return None
    if number.value is None or low(tokens, end) not in HOUR | MINUTE:
        return None
    hours = in_hours(number.value) if low(tokens, end) in HOUR else from_minutes(number.value)
    return Quantity(hours, end + 1, code="approximate")


def _plain(tokens: Sequence[Token], i: int, workday: Decimal, voice: bool) -> Quantity | None:
    return (
        _negative(tokens, i, workday, voice)
        or _couple(tokens, i, workday)
        or day_at(tokens, i, workday)
        or _part_of_hour(tokens, i, voice)
        or _article_hour(tokens, i, voice)
        or _hours_minutes(tokens, i)
        or _numbered(tokens, i, workday, voice)
    )


def _with_tail(tokens: Sequence[Token], found: Quantity) -> Quantity:
    """What may stand right behind a length and say how exact it is: "2h-ish", "2h max", "2h flat", "2h+", "or so"."""
    after = low(tokens, found.end)
    if after in ("ish", "tops", "max") or (after == "+" and _ends_glued(tokens, found.end)):
        return replace(found, end=found.end + 1, code=found.code or "approximate")
    if after in ("flat", "exactly", "straight", "sharp"):
        return replace(found, end=found.end + 1)
    if phrase(tokens, found.end, ("or", "so")):
        return replace(found, end=found.end + 2, code=found.code or "approximate")
    return found


def _ends_glued(tokens: Sequence[Token], i: int) -> bool:
    """Whether the mark at `i` belongs to what stands before it and to nothing behind it."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return tokens[i].glued and not (after is not None and after.glued and after.kind is not TokenKind.MARK)


def _past_about(tokens: Sequence[Token], i: int) -> int:
    rough = _ROUGH_PHRASES.at(tokens, i)
    if rough is not None:
        return i + len(rough)
    return i + 1 if low(tokens, i) in _ABOUT else i


def _negative(tokens: Sequence[Token], i: int, workday: Decimal, voice: bool) -> Quantity | None:
    """ "-2h": hours cannot be taken off by logging, so the number is asked."""
    if low(tokens, i) not in ("-", "−", "minus") or i != 0 or i + 1 >= len(tokens):
        return None
    if low(tokens, i) != "minus" and not tokens[i + 1].glued:
        return None
    found = _numbered(tokens, i + 1, workday, voice)
    if found is None or found.bare or any(token.kind is TokenKind.NEWLINE for token in tokens):
        return None
    return replace(found, hours=None, code="negative")


def _couple(tokens: Sequence[Token], i: int, workday: Decimal) -> Quantity | None:
    j = i + 1 if low(tokens, i) in ("a", "another") else i
    if low(tokens, j) != "couple":
        return None
    j = j + 2 if low(tokens, j + 1) == "of" else j + 1
    if low(tokens, j) == "more":
        j += 1
    unit = low(tokens, j)
    if unit in HOUR:
        return Quantity(Decimal(2), j + 1, code="approximate")
    if unit in MINUTE:
        return Quantity(from_minutes(Decimal(2)), j + 1, code="approximate")
    if unit in DAY:
        return Quantity(workday * 2, j + 1, code="approximate", day=True)
    return None


def _part_of_hour(tokens: Sequence[Token], i: int, voice: bool) -> Quantity | None:
    """ "half an hour", "a half hour", "a quarter of an hour", "three quarters of an hour", "3/4 hour"."""
    j = i + 1 if low(tokens, i) in ("a", "one", "another", "the") else i
    share = share_at(tokens, j)
    if share is None:
        return None
    part, j = share
    if low(tokens, i) in ("half", "one", "three", "a") and low(tokens, j) in ("for", "on", "") and low(tokens, j - 1):
        return Quantity(None, j, bare=True, value=part)  # "half an hour for A, half for B"
    if low(tokens, j) == "of" and low(tokens, j + 1) in ("that", "it", "those", "them"):
        return Quantity(None, j + 2, bare=True, value=part)  # "7 hours, half of that Focus"
    if low(tokens, j) == "-":
        j += 1
    if low(tokens, j) == "of":
        j += 1
    if low(tokens, j) in ("an", "a"):
        j += 1
    if not _hour(tokens, j, voice) or (low(tokens, j) == "h" and j == i + 1 and tokens[i].kind is TokenKind.WORD):
        return None
    return Quantity(in_hours(part), j + 1)


def _article_hour(tokens: Sequence[Token], i: int, voice: bool) -> Quantity | None:
    """ "an hour", "an hour and a quarter", "hour forty", "another hour"."""
    j = i
    article = low(tokens, j)
    heard = "won" if article == "won" else ""
    if article in _ARTICLES and (not heard or voice):
        j += 1
        if low(tokens, j) in ("whole", "full", "solid", "good", "single"):
            j += 1
    elif article not in ("hour", "hr") and not (voice and article == "our" and low(tokens, j + 1) == "and"):
        return None
    if not _hour(tokens, j, voice) or low(tokens, j) in ("hours", "hrs", "hs", "h") or tokens[j].text == "HR":
        return None  # "the HR director"
    if low(tokens, j) == "ours" or (low(tokens, j) == "our" and article not in ("an", "one", "won", "a", "our")):
        return None
    more = _minutes_after(tokens, j + 1, Decimal(1), voice)
    if j == i and more is None:
        return None
    if low(tokens, j) == "our":
        heard = "our"
    if more is not None:
        return replace(more, heard=heard)
    return Quantity(Decimal(1), j + 1, heard=heard)


def _hours_minutes(tokens: Sequence[Token], i: int) -> Quantity | None:
    """ "it took three forty": two numbers in words and no unit, where only a length can stand."""
    hours = number_at(tokens, i) if low(tokens, i - 1) in ("took", "taken", "lasted") else None
    minutes = number_at(tokens, hours.end) if hours is not None and hours.words else None
    if hours is None or minutes is None or not minutes.words or not _closes_length(tokens, minutes.end):
        return None
    if not 0 < hours.value <= _MOST_HOURS or minutes.value not in range(10, 60, 5):
        return None
    return Quantity(in_hours(hours.value + minutes.value / 60), minutes.end)


_MOST_HOURS = 12


def _minutes_after(tokens: Sequence[Token], i: int, hours: Decimal, voice: bool) -> Quantity | None:
    """What may follow hours: "45m", "and 45 minutes", "and a half", "forty", "30" glued."""
    glued_digits = 0 <= i < len(tokens) and tokens[i].glued and tokens[i].kind is TokenKind.DIGITS
    if glued_digits:
        minutes = int(tokens[i].text) if len(tokens[i].text) <= 2 else 99
        if minutes < 60:
            end = i + 2 if low(tokens, i + 1) in MINUTE and tokens[i + 1].glued else i + 1
            return Quantity(in_hours(hours + Decimal(minutes) / 60), end)
        return None
    j, linked = i, False
    if low(tokens, j) in ("and", "&", "+") or (low(tokens, j) == "," and _minutes_word(tokens, j + 1)):
        j, linked = j + 1, True
    elif voice and low(tokens, j) in ("in", "an") and (_minutes_word(tokens, j + 1) or _parts(tokens, j + 1)):
        j, linked = j + 1, True  # "an hour in ten minutes" was "an hour and ten minutes"
    k = j + 1 if low(tokens, j) == "a" else j
    if linked and low(tokens, k) in ("half", "quarter"):
        if (
            low(tokens, k + 1) in ("an", "a", "day", "-")
            or _hour(tokens, k + 1, voice)
            or phrase(tokens, k + 1, ("of", "an"))
        ):
            return None  # the next entry begins: "an hour and half an hour on ..."
        return Quantity(in_hours(hours + (Decimal("0.5") if low(tokens, k) == "half" else Decimal("0.25"))), k + 1)
    if (
        linked
        and low(tokens, j) in ("three", "3")
        and low(tokens, j + 1) == "quarters"
        and not (low(tokens, j + 2) == "of" and low(tokens, j + 3) in ("an", "a", "hour"))
    ):
        return Quantity(in_hours(hours + Decimal("0.75")), j + 2)
    number = number_at(tokens, j)
    if number is None or number.value != int(number.value) or not 0 < number.value < 60:
        return None
    if low(tokens, number.end) in MINUTE:
        return Quantity(in_hours(hours + number.value / 60), number.end + 1)
    is_round = number.value >= 15 and number.value % 5 == 0
    ends = number.end >= len(tokens) or tokens[number.end].kind is not TokenKind.WORD  # "an hour and 15."
    if is_round and (ends if linked else j == i) and _closes_length(tokens, number.end):
        return Quantity(in_hours(hours + number.value / 60), number.end)  # "1h 20"
    # Without its unit only a round number of minutes, said as words or standing at the end: "two hours fifteen".
    if (
        number.value % 5 == 0
        and number.words
        and not _hour(tokens, number.end, voice)
        and low(tokens, number.end) != "%"
    ):
        return Quantity(in_hours(hours + number.value / 60), number.end)
    return None


def _parts(tokens: Sequence[Token], i: int) -> bool:
    """Whether parts of an hour stand at token `i` that are said behind whole ones."""
    return any(phrase(tokens, i, words) for words in (("a", "half"), ("a", "quarter"), ("three", "quarters")))


def _closes_length(tokens: Sequence[Token], i: int) -> bool:
    """Whether nothing at token `i` is counted by the number before it."""
    if i >= len(tokens) or tokens[i].kind is TokenKind.NEWLINE:
        return True
    if tokens[i].kind is TokenKind.WORD:
        return tokens[i].low in ("on", "for", "of", "with", "in", "and", "today", "yesterday")
    return tokens[i].text in (",", ";", ".", "(", ")", "|", "!", "?") and not (
        tokens[i].glued and i + 1 < len(tokens) and tokens[i + 1].glued
    )


def _minutes_word(tokens: Sequence[Token], i: int) -> bool:
    number = number_at(tokens, i)
    return number is not None and low(tokens, number.end) in MINUTE


def _numbered(tokens: Sequence[Token], i: int, workday: Decimal, voice: bool) -> Quantity | None:
    number = number_at(tokens, i)
    if number is None and voice:
        number = _heard_number(tokens, i)
        if number is None and (alone := heard_alone(tokens, i)) is not None:
            return Quantity(None, alone.end, bare=True, value=alone.value, heard=alone.heard)
    if number is None:
        return None
    if number.value == 1 and number.words and low(tokens, number.end) in ("half", "quarter"):
        return None
    if (special := _colon(tokens, i, number) or _between(tokens, i, number, voice)) is not None:
        return special
    unit = number.end
    while low(tokens, unit) in ("-", "more", "full", "whole", "solid", "good", "billable"):
        unit += 1
    if _hour(tokens, unit, voice):
        end = unit + 1
        heard = number.heard or (tokens[unit].low if tokens[unit].low in HEARD_HOUR else "")
        more = _minutes_after(tokens, end, number.value, voice) if number.value == int(number.value) else None
        return replace(more, heard=heard) if more else Quantity(in_hours(number.value), end, heard=heard)
    if _minute(tokens, unit, number.value):
        return Quantity(from_minutes(number.value), unit + 1, heard=number.heard)
    if low(tokens, unit) in DAY or (low(tokens, unit) == "d" and tokens[unit].glued):
        if low(tokens, number.end) == "-" and number.value > _LONGEST_HYPHENED:
            return None  # "the 30-day notice"
        if not ago(tokens, unit + 1):
            return _days_long(tokens, number, unit + 1, workday, voice)
    return None if number.heard else _without_unit(tokens, number)


def _without_unit(tokens: Sequence[Token], number: Number) -> Quantity:
    """A number alone, or with the minutes that are added to it: ".5+15m"."""
    if low(tokens, number.end) == "+" and tokens[number.end].glued and not number.words:
        more = number_at(tokens, number.end + 1)
        if more is not None and more.value < 60 and low(tokens, more.end) in MINUTE:
            return Quantity(in_hours(number.value) + from_minutes(more.value), more.end + 1)
    return Quantity(None, number.end, bare=True, value=number.value)


#: Marks of minutes ("90'").
_PRIMES = frozenset({"'", "\N{PRIME}", "\N{RIGHT SINGLE QUOTATION MARK}"})
_LONGEST_PRIMED, _LONGEST_METRE = 600, 120
#: In front of figures with an "m" apart from them these tell of metres.
_MEASURING = frozenset("at of over within by x wide deep high long tall from to".split())


def _minute(tokens: Sequence[Token], i: int, value: Decimal) -> bool:
    """Whether a unit of minutes stands at token `i` behind that number; an "m" apart from it may mean metres."""
    unit, rounded = low(tokens, i), value == int(value) and value % 5 == 0 and value > 0
    if unit in _PRIMES:
        return rounded and value <= _LONGEST_PRIMED and _ends_glued(tokens, i)
    if unit != "m" or tokens[i].glued:
        return unit in MINUTE
    return rounded and value <= _LONGEST_METRE and not {low(tokens, i - 2), low(tokens, i + 1)} & _MEASURING


#: More days than these are a term, not work.
_LONGEST_HYPHENED = 5


def _days_long(tokens: Sequence[Token], number: Number, end: int, workday: Decimal, voice: bool) -> Quantity:
    """So many working days, with the hours that may follow: "1 day 2 hours"."""
    hours = in_hours(number.value * workday)
    rest = number_at(tokens, end)
    hourly = rest is not None and (_hour(tokens, rest.end, voice) or low(tokens, rest.end) in MINUTE)
    more = _numbered(tokens, end, workday, voice) if hourly else None
    if more is not None and more.hours is not None and not more.day:
        return Quantity(hours + more.hours, more.end, heard=number.heard)
    return Quantity(hours, end, value=number.value, day=True, heard=number.heard)


def _heard_number(tokens: Sequence[Token], i: int) -> Number | None:
    """ "for hours", "to hours", "won hour": only right before a unit of time."""
    number = homophone_at(tokens, i)
    if number is None:
        return None
    unit = low(tokens, number.end)
    if unit == "our" and low(tokens, number.end + 1) not in _AFTER_HEARD_HOUR:
        return None  # "for our meeting"
    return number if unit in HOUR - {"h", "hour"} | HEARD_HOUR or (unit == "hour" and number.value == 1) else None


def heard_alone(tokens: Sequence[Token], i: int) -> Number | None:
    """ "Two hours on A and for on B": between "and" and "on" only a number can stand, and this was four."""
    if low(tokens, i) not in ("for", "to", "too") or low(tokens, i + 1) != "on":
        return None
    return homophone_at(tokens, i) if low(tokens, i - 1) in ("and", ",") else None


def _between(tokens: Sequence[Token], i: int, number: Number, voice: bool) -> Quantity | None:
    """ "2-3 hours", "between two and three hours": which of the two is asked."""
    joint = low(tokens, number.end)
    opened = joint == "and" and low(tokens, i - 1) == "between"
    if not opened and joint not in ("-", "–", "to", "or", "/"):
        return None
    upper = number_at(tokens, number.end + 1)
    if upper is None or upper.value <= number.value:
        return None
    unit = low(tokens, upper.end)
    if _hour(tokens, upper.end, voice) or (unit in MINUTE and unit != "m"):
        return Quantity(None, upper.end + 1, code="vague")
    return None


def _colon(tokens: Sequence[Token], i: int, number: Number) -> Quantity | None:
    """ "1:30", "2:15 hours": hours and minutes where a duration stands."""
    j = number.end
    if j != i + 1 or tokens[i].kind is not TokenKind.DIGITS or low(tokens, j) != ":" or not tokens[j].glued:
        return None
    if j + 1 >= len(tokens) or not tokens[j + 1].glued or tokens[j + 1].kind is not TokenKind.DIGITS:
        return None
    figures = tokens[j + 1].text
    if len(figures) != 2 or int(figures) > 59 or number.value > 99:
        return None
    end, hours = j + 2, number.value + Decimal(figures) / 60
    if _glued_pair(tokens, end, ":"):  # "01:30:00"
        hours, end = hours + Decimal(tokens[end + 1].text) / 3600, end + 2
    if low(tokens, end) in HOUR:
        end += 1
    return Quantity(in_hours(hours), end)


def _glued_pair(tokens: Sequence[Token], i: int, mark: str) -> bool:
    """Whether a mark and two figures stand at token `i` with nothing between them: ":30"."""
    if i + 1 >= len(tokens) or low(tokens, i) != mark or not (tokens[i].glued and tokens[i + 1].glued):
        return False
    return tokens[i + 1].kind is TokenKind.DIGITS and len(tokens[i + 1].text) == 2
