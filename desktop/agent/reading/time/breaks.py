"""What is taken off a range of clock times: "less an hour for lunch", "minus two 15-minute breaks and a walk"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.agent.reading.text.numbers import number_at
from desktop.agent.reading.text.quantities import Phrases, Quantity, in_hours, low
from desktop.agent.reading.text.tokens import Token
from desktop.agent.reading.time.durations import duration_at

_LESS = (
    ("but", "take", "out"),
    ("but", "knock", "off"),
    ("knock", "off"),
    ("but", "take", "off"),
    ("take", "out"),
    ("take", "off"),
    ("taking", "out"),
    ("not", "counting"),
    ("not", "including"),
    ("apart", "from"),
    ("but", "minus"),
    ("but", "subtract"),
    ("minus",),
    ("-",),
    ("less",),
    ("without",),
    ("excluding",),
    ("except",),
    ("except", "for"),
    ("subtract",),
    ("subtracting",),
    ("deduct",),
    ("with",),
)
_LESS_PHRASES = Phrases(*_LESS)
_BREAK = frozenset("lunch break breaks lunchbreak pause coffee breakfast dinner off".split())
_ERRANDS = frozenset("walk nap errand errands appointment dentist doctor gym run pickup".split())


def break_at(
    tokens: Sequence[Token], i: int, *, workday: Decimal, voice: bool = False
) -> tuple[Decimal | None, int] | None:
    """ "minus an hour for lunch": the hours to take off (None where no length is said) and the token after it."""
    if low(tokens, i) in (",", "("):
        i += 1
    words = _LESS_PHRASES.at(tokens, i)
    if words is None:
        return None
    j = i + len(words)
    if low(tokens, j) in ("a", "the", "my") and duration_at(tokens, j, workday=workday, voice=voice) is None:
        j += 1
    amount = _amount_off(tokens, j, workday, voice)
    if amount is not None and amount.hours is not None and not amount.bare:
        j = amount.end
        before = j
        while low(tokens, j) in ("for", "of", "my", "a", "the", "out"):
            j += 1
        if low(tokens, j) in _BREAK:
            while low(tokens, j) in _BREAK | {"out"} or (low(tokens, j) == "for" and low(tokens, j + 1) in _BREAK):
                j += 1
            more = _another_break(tokens, j, workday, voice)
            return (amount.hours + more[0], more[1]) if more is not None else (amount.hours, j)
        return (amount.hours, before) if words not in (("with",), ("-",)) else None
    while low(tokens, j) in ("for", "the", "my", "a"):
        j += 1
    if low(tokens, j) in _BREAK and words not in (("with",), ("-",)):
        return None, j + 1
    return None


def _amount_off(tokens: Sequence[Token], i: int, workday: Decimal, voice: bool) -> Quantity | None:
    """A length to take off, or so many of them: "two 15-minute breaks"."""
    count = number_at(tokens, i)
    if count is not None and count.value in (2, 3, 4):
        one = duration_at(tokens, count.end, workday=workday, voice=voice)
        if one is not None and one.hours is not None and not one.bare and low(tokens, one.end) in _BREAK:
            return replace(one, hours=one.hours * count.value)
    return duration_at(tokens, i, workday=workday, voice=voice)


def _another_break(tokens: Sequence[Token], i: int, workday: Decimal, voice: bool) -> tuple[Decimal, int] | None:
    """ "... and half an hour for lunch", "... and a 15 min walk"."""
    if low(tokens, i) not in ("and", ",", "plus", "+"):
        return None
    j = i + 2 if low(tokens, i + 1) == "a" and low(tokens, i + 2).isdigit() else i + 1
    amount = _amount_off(tokens, j, workday, voice)
    if amount is None or amount.hours is None or amount.bare:
        return None
    j = amount.end + 1 if low(tokens, amount.end) == "for" else amount.end
    return (amount.hours, j + 1) if low(tokens, j) in _BREAK | _ERRANDS else None


def less_break(tokens: Sequence[Token], worked: Quantity, *, workday: Decimal, voice: bool = False) -> Quantity:
    """`worked` without a break that is said right after it; the ends of the range no longer give the hours then."""
    pause = break_at(tokens, worked.end, workday=workday, voice=voice)
    if pause is None or worked.hours is None:
        return worked
    hours = None if pause[0] is None or pause[0] >= worked.hours else in_hours(worked.hours - pause[0])
    return Quantity(hours, pause[1], code="" if hours is not None else "break_unknown")
