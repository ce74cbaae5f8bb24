"""Numbers in digits and in words, as far as hours, days and clock times need them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.agent.reading.text.tokens import Token, TokenKind

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {"forteen": 14, "ninteen": 19}
TENS = {
    word: 20 + 10 * place for place, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
} | {"fourty": 40}
FRACTIONS = {
    "¼": Decimal("0.25"),
    "½": Decimal("0.5"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "⅛": Decimal("0.125"),
    "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"),
    "⅞": Decimal("0.875"),
}
#: What Whisper writes for a number word, where a number must stand.
HOMOPHONES = {"for": 4, "fore": 4, "to": 2, "too": 2, "won": 1, "ate": 8}
_ORDINAL_UNITS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30}
#: Words with which a number may begin.
_HEADS = frozenset({*UNITS, *TENS, "a", "point", "hundred"})
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
#: Longer runs of digits are no hours, days or minutes; they are references, and are left to the notes.
_MAX_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Number:
    """A value and the token after it. `heard` is the homophone that was taken for it; `words` says it was spelt."""

    value: Decimal
    end: int
    heard: str = ""
    words: bool = False


def _low(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def _is_digits(tokens: Sequence[Token], i: int) -> bool:
    return 0 <= i < len(tokens) and tokens[i].kind is TokenKind.DIGITS and len(tokens[i].text) <= _MAX_DIGITS


def small(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """A whole number below 100 in words ("forty five", "twenty-three") and the token after it."""
    low = _low(tokens, i)
    if low in UNITS:
        return UNITS[low], i + 1
    if low not in TENS:
        return None
    after = i + 2 if _low(tokens, i + 1) == "-" and tokens[i + 1].glued else i + 1
    unit = UNITS.get(_low(tokens, after), 0)
    return (TENS[low] + unit, after + 1) if 1 <= unit <= 9 else (TENS[low], i + 1)


def _digits(tokens: Sequence[Token], i: int) -> Number | None:
    """ "2", "2.5", "1,5", ".5", "2½", "½"."""
    if _low(tokens, i) in FRACTIONS and tokens[i].kind is TokenKind.FRACTION:
        return Number(FRACTIONS[tokens[i].text], i + 1)
    if _low(tokens, i) in (".", ",") and _is_digits(tokens, i + 1) and tokens[i + 1].glued:
        if tokens[i].glued and i > 0 and (tokens[i - 1].kind is not TokenKind.MARK or tokens[i - 1].low == "."):
            return None  # "v2.5" is no half, and neither is "...5"
        return Number(Decimal("0." + tokens[i + 1].text), i + 2)
    if not _is_digits(tokens, i):
        return None
    value, end = Decimal(tokens[i].text), i + 1
    if (
        _low(tokens, end) in (".", ",")
        and tokens[end].glued
        and _is_digits(tokens, end + 1)
        and tokens[end + 1].glued
        and len(tokens[end + 1].text) <= 2
    ):
        return Number(Decimal(f"{tokens[i].text}.{tokens[end + 1].text}"), end + 2)
    if end < len(tokens) and tokens[end].kind is TokenKind.FRACTION:
        return Number(value + FRACTIONS[tokens[end].text], end + 1)
    if end < len(tokens) and not tokens[end].glued and (part := slash_fraction(tokens, end)) is not None:
        return Number(value + part.value, part.end)
    if _low(tokens, end) == "-" and tokens[end].glued and (part := slash_fraction(tokens, end + 1)) is not None:
        return Number(value + part.value, part.end) if tokens[end + 1].glued else Number(value, end)  # "2-1/2"
    return Number(value, end)


def slash_fraction(tokens: Sequence[Token], i: int) -> Number | None:
    """ "1/2", "3/4": halves, thirds and quarters written with a slash."""
    if not (_is_digits(tokens, i) and _low(tokens, i + 1) in ("/", "⁄") and _is_digits(tokens, i + 2)):
        return None
    over, under = int(tokens[i].text), int(tokens[i + 2].text)
    if not (tokens[i + 1].glued and tokens[i + 2].glued and under in (2, 3, 4) and 0 < over < under):
        return None
    return Number(Decimal(over) / under, i + 3)


def _worded(tokens: Sequence[Token], i: int) -> Number | None:
    """ "forty five", "a hundred and five", "one point two five", "point five"."""
    low = _low(tokens, i)
    if low == "point":
        return _after_point(tokens, i, Decimal(0))
    if low in ("a", "one") and _low(tokens, i + 1) == "hundred":
        i += 1
        low = "hundred"
    if low == "hundred":
        end = i + 1
        after = end + 1 if _low(tokens, end) == "and" else end
        rest = small(tokens, after)
        return Number(Decimal(100 + rest[0]), rest[1], words=True) if rest else Number(Decimal(100), end, words=True)
    head = small(tokens, i)
    if head is None:
        return None
    if _low(tokens, head[1]) == "hundred":
        return Number(Decimal(head[0] * 100), head[1] + 1, words=True)
    if _low(tokens, head[1]) == "point":
        return _after_point(tokens, head[1], Decimal(head[0])) or Number(Decimal(head[0]), head[1], words=True)
    return Number(Decimal(head[0]), head[1], words=True)


def _after_point(tokens: Sequence[Token], i: int, whole: Decimal) -> Number | None:
    figures, end = "", i + 1
    while len(figures) < 3:
        if _is_digits(tokens, end):
            figures, end = figures + tokens[end].text, end + 1
        elif (part := small(tokens, end)) is not None:
            figures, end = figures + str(part[0]), part[1]
        else:
            break
    return Number(whole + Decimal("0." + figures), end, words=True) if figures else None


def _and_a_half(tokens: Sequence[Token], number: Number) -> Number:
    """ "two and a half", "two and three quarters"; not the start of "and half an hour"."""
    i = _past_hyphen(tokens, number.end)
    if _low(tokens, i) != "and":
        return number
    i = _past_hyphen(tokens, i + 1)
    whole = _low(tokens, i) in ("a", "one")
    if whole:
        i = _past_hyphen(tokens, i + 1)
    part = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}.get(_low(tokens, i))
    noun = _past_hyphen(tokens, i + 1)
    if part is None and _low(tokens, i) in ("three", "3") and _low(tokens, noun) in ("quarters", "quarter"):
        part, i = Decimal("0.75"), noun
    if part is None or _low(tokens, i + 1) in ("an", "a", "day"):
        return number
    if _low(tokens, i + 1) == "of" and not whole:
        return number  # "two, and half of it meetings", but "two and a half of meetings"
    return Number(number.value + part, i + 1, number.heard, number.words)


def _past_hyphen(tokens: Sequence[Token], i: int) -> int:
    """ "two-and-a-half"."""
    joined = _low(tokens, i) == "-" and tokens[i].glued and i + 1 < len(tokens) and tokens[i + 1].glued
    return i + 1 if joined else i


def number_at(tokens: Sequence[Token], i: int) -> Number | None:
    """The number that begins at token `i`, or None. Digits, words, decimals and "and a half"."""
    if not 0 <= i < len(tokens) or (tokens[i].kind is TokenKind.WORD and tokens[i].low not in _HEADS):
        return None
    number = _digits(tokens, i) or _worded(tokens, i)
    return _and_a_half(tokens, number) if number else None


def homophone_at(tokens: Sequence[Token], i: int) -> Number | None:
    """A number heard as a small word; only for places where a number must stand."""
    low = _low(tokens, i)
    if low not in HOMOPHONES:
        return None
    return _and_a_half(tokens, Number(Decimal(HOMOPHONES[low]), i + 1, heard=low, words=True))


def ordinal_at(tokens: Sequence[Token], i: int) -> Number | None:
    """ "3rd", "third", "twenty-third", "31st" as a day number and the token after it."""
    if _is_digits(tokens, i):
        if _low(tokens, i + 1) in _SUFFIXES and tokens[i + 1].glued:
            return Number(Decimal(tokens[i].text), i + 2)
        return None
    low = _low(tokens, i)
    if low in _ORDINAL_UNITS:
        return Number(Decimal(_ORDINAL_UNITS[low]), i + 1, words=True)
    if low in TENS:
        after = i + 2 if _low(tokens, i + 1) == "-" else i + 1
        unit = _ORDINAL_UNITS.get(_low(tokens, after), 99)
        if unit <= 9:
            return Number(Decimal(TENS[low] + unit), after + 1, words=True)
    return None
