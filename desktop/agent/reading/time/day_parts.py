"""Parts of the working day and of an hour as words: "all day", "half a day", "three quarters of"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from desktop.agent.reading.text.numbers import slash_fraction
from desktop.agent.reading.text.quantities import Phrases, Quantity, in_hours, low, phrase
from desktop.agent.reading.text.tokens import Token
from desktop.agent.reading.time.days import WEEKDAYS

_WHOLE_DAYS = (
    ("all", "day", "long"),
    ("all", "of", "the", "day"),
    ("all", "day"),
    ("the", "whole", "day"),
    ("the", "hole", "day"),
    ("the", "entire", "day"),
    ("the", "full", "day"),
    ("whole", "day"),
    ("full", "days"),
    ("whole", "days"),
    ("entire", "days"),
    ("full", "day"),
    ("entire", "day"),
    ("a", "whole", "day"),
    ("a", "full", "day"),
    ("one", "full", "day"),
    ("another", "full", "day"),
    ("full", "-", "day"),
)
_HALF_DAYS = (
    ("half", "of", "the", "day"),
    ("half", "the", "day"),
    ("half", "a", "day"),
    ("half", "-", "day"),
    ("half", "day"),
    ("a", "half", "day"),
    ("a", "half", "-", "day"),
)
_REST = (("the", "rest", "of", "the", "day"), ("rest", "of", "the", "day"), ("the", "rest", "of", "my", "day"))
_WHOLE_DAY_PHRASES, _HALF_DAY_PHRASES, _REST_PHRASES = Phrases(*_WHOLE_DAYS), Phrases(*_HALF_DAYS), Phrases(*_REST)


def day_at(tokens: Sequence[Token], i: int, workday: Decimal) -> Quantity | None:
    """A whole day, half of one, the rest of one or another part of one at token `i`."""
    if (whole := _WHOLE_DAY_PHRASES.at(tokens, i)) is not None:
        return Quantity(in_hours(workday), i + len(whole), day=True)
    if (half := _HALF_DAY_PHRASES.at(tokens, i)) is not None:
        return Quantity(in_hours(workday / 2), i + len(half), day=True)
    of_it = low(tokens, i) in ("all", "whole") and low(tokens, i + 1) == "of"
    if of_it and low(tokens, i + 2) in WEEKDAYS.keys() | {"yesterday", "today"}:
        return Quantity(in_hours(workday), i + 2, day=True)  # "all of yesterday", whose day is read after it
    if (part := _part_of_day(tokens, i, workday)) is not None:
        return part
    if (rest := _REST_PHRASES.at(tokens, i)) is not None:
        return Quantity(None, i + len(rest), code="rest_of_day")
    if low(tokens, i) in ("a", "one", "another") and low(tokens, i + 1) == "day" and not ago(tokens, i + 2):
        if phrase(tokens, i + 2, ("and", "a", "half")):
            return Quantity(in_hours(workday * Decimal("1.5")), i + 5, day=True)
        return Quantity(in_hours(workday), i + 2, day=True)
    if phrase(tokens, i, ("day", "and", "a", "half")):
        return Quantity(in_hours(workday * Decimal("1.5")), i + 4, day=True)
    return None


def _part_of_day(tokens: Sequence[Token], i: int, workday: Decimal) -> Quantity | None:
    """ "three quarters of a day"."""
    j = i + 1 if low(tokens, i) in ("a", "one") else i
    share = share_at(tokens, j)
    if share is None or low(tokens, share[1]) != "of" or low(tokens, share[1] + 1) not in ("a", "the"):
        return None
    end = share[1] + 2
    return Quantity(in_hours(workday * share[0]), end + 1, day=True) if low(tokens, end) == "day" else None


def ago(tokens: Sequence[Token], i: int) -> bool:
    """Whether the words before token `i` say how long ago something was, not how long it took."""
    return low(tokens, i) in ("ago", "before", "earlier", "off")


_TENTHS = "one two three four five six seven eight nine".split()
_SHARES = {
    "half": Decimal("0.5"),
    "½": Decimal("0.5"),
    "quarter": Decimal("0.25"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
}


def share_at(tokens: Sequence[Token], j: int) -> tuple[Decimal, int] | None:
    """A half, a quarter, three quarters or some tenths at token `j`, and the token after it."""
    if (share := _SHARES.get(low(tokens, j))) is not None:
        return share, j + 1
    if low(tokens, j) in ("three", "3"):
        noun = j + 2 if low(tokens, j + 1) == "-" else j + 1
        if low(tokens, noun) in ("quarters", "quarter"):
            return Decimal("0.75"), noun + 1
    if low(tokens, j + 1) in ("tenths", "tenth") and low(tokens, j) in _TENTHS:
        return Decimal(_TENTHS.index(low(tokens, j)) + 1) / 10, j + 2
    slashed = slash_fraction(tokens, j)
    return (slashed.value, slashed.end) if slashed is not None else None
