"""Numbers in a model's words: only those that were computed, or that the person said, get through.

"There are 62.5 h left of 900" with 62.5 computed becomes "There are 62.5 h left of …". Works on text as it streams in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

STRUCK = "…"
_NUMBER = re.compile(r"\d[\d,.’' ]*\d|\d")
_UNFINISHED = re.compile(r"(?:\d[\d,.’' ]*|[A-Za-z]+)$")
_SMALL = 1
"""Up to here numbers are words of the language ("one of them") more than figures."""

_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {word: (i + 2) * 10 for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
NUMBER_WORDS = tuple(_WORDS)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_SPELT = re.compile(
    r"\b(?:"
    + "|".join([*_WORDS, *_SCALES])
    + r")(?:(?:[\s-]+|\s+and\s+)(?:"
    + "|".join([*_WORDS, *_SCALES])
    + r"))*\b",
    re.IGNORECASE,
)


def numbers_in(text: str) -> set[Decimal]:
    """All numbers of a text, in digits and in words."""
    found = {value for match in _NUMBER.finditer(text) for value in _values(match[0])}
    return found | {_spelt(match[0]) for match in _SPELT.finditer(text)}


def numbers_of(value: object) -> set[Decimal]:
    """All numbers in the figures of an answer, however deep, with the parts of its days and of its texts."""
    if isinstance(value, bool) or value is None:
        return set()
    if isinstance(value, Decimal | int | float):
        return {abs(Decimal(str(value)))}
    if isinstance(value, date):
        return {Decimal(value.year), Decimal(value.month), Decimal(value.day)}
    if isinstance(value, str):
        return numbers_in(value)
    if isinstance(value, Mapping):
        return numbers_of(list(value.values()))
    if isinstance(value, Sequence | set | frozenset):
        return set().union(*map(numbers_of, value)) if value else set()
    return set()


class Gate:
    """Lets a streaming text through, piece by piece, without numbers that nobody computed."""

    def __init__(self, known: Iterable[Decimal]) -> None:
        self._known = {abs(value) for value in known}
        self._held = ""
        self.struck = 0
        """How many numbers were taken out so far."""

    def know(self, more: Iterable[Decimal]) -> None:
        """Further numbers were computed meanwhile."""
        self._known |= {abs(value) for value in more}

    def feed(self, piece: str) -> str:
        """The text that can be shown by now: a number, or a word that may be part of one, is held until it is whole."""
        text = self._held + piece
        held = _held_back(text)
        self._held = text[len(text) - held :]
        return self._checked(text[: len(text) - held])

    def end(self) -> str:
        """What was still held."""
        text, self._held = self._held, ""
        return self._checked(text)

    def _checked(self, text: str) -> str:
        text = _SPELT.sub(lambda match: self._kept(match[0], {_spelt(match[0])}), text)
        return _NUMBER.sub(lambda match: self._kept(match[0], _values(match[0])), text)

    def _kept(self, written: str, values: set[Decimal]) -> str:
        if any(value <= _SMALL or self._is_known(value, written) for value in values):
            return written
        self.struck += 1
        return STRUCK

    def _is_known(self, value: Decimal, written: str) -> bool:
        """Computed, or a computed number rounded to the places that are written."""
        if value in self._known:
            return True
        places = len(written.rpartition(".")[2]) if "." in written else 0
        unit = Decimal(1).scaleb(-places)
        return any(known.quantize(unit) == value for known in self._known if known < 10**12)


def _held_back(text: str) -> int:
    match = _UNFINISHED.search(text)
    if match is None:
        return 0
    start = match.start()
    # A spelt number may go on: "twenty" waits for "-four".
    before = list(_SPELT.finditer(text))
    if before and before[-1].end() >= start - 5:
        start = min(start, before[-1].start())
    return len(text) - start


def _values(written: str) -> set[Decimal]:
    """What a number in digits may be: "1,250.50", "1.250,50", "1 250"."""
    bare = re.sub(r"[’' ]", "", written)
    forms = {bare.replace(",", ""), bare.replace(".", "").replace(",", "."), bare.replace(",", ".")}
    values = set()
    for form in forms:
        try:
            values.add(Decimal(form))
        except InvalidOperation:
            continue
    return values or {Decimal(0)}


def _spelt(words: str) -> Decimal:
    total, part = 0, 0
    for word in re.findall(r"[a-z]+", words.casefold()):
        if word in _WORDS:
            part += _WORDS[word]
        elif word == "hundred":
            part = max(1, part) * 100
        elif word in _SCALES:
            total, part = total + max(1, part) * _SCALES[word], 0
    return Decimal(total + part)
