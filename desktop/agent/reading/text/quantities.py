"""A length of time, as a value, and how tokens are compared with words: what all readers of time share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from decimal import ROUND_HALF_UP, Decimal

from desktop.agent.reading.text.tokens import Token

HOUR = frozenset("h hr hrs hour hours hs".split())
HEARD_HOUR = frozenset({"our", "ours"})
MINUTE = frozenset("m min mins minute minutes minuets".split())
DAY = frozenset({"day", "days"})
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A length of time, or of an unknown length where `hours` is None.

    `bare` is a number without a unit, `value` that number. `code` is the warning that goes with the reading,
    `heard` a homophone that was taken for a number. `day` marks a part of the working day, which is meant for each
    of several days. `started`, `ended` and `overnight` are set where a clock range gave the length.
    """

    hours: Decimal | None
    end: int
    bare: bool = False
    value: Decimal | None = None
    code: str = ""
    heard: str = ""
    day: bool = False
    started: time | None = None
    ended: time | None = None
    overnight: bool = False


def in_hours(hours: Decimal) -> Decimal:
    """To a hundredth of an hour, as Harvest keeps it."""
    return hours.quantize(_CENT, ROUND_HALF_UP)


def from_minutes(minutes: Decimal) -> Decimal:
    """Minutes as hours, to a hundredth."""
    return in_hours(minutes / 60)


def low(tokens: Sequence[Token], i: int) -> str:
    """The folded token at `i`, or "" beyond the ends."""
    return tokens[i].low if 0 <= i < len(tokens) else ""


def phrase(tokens: Sequence[Token], i: int, words: Sequence[str]) -> bool:
    """Whether the tokens from `i` are exactly `words`."""
    if i + len(words) > len(tokens) or tokens[i].low != words[0]:  # mostly, and this is asked of every word
        return False
    return all(tokens[i + k].low == word for k, word in enumerate(words))


class Phrases:
    """Word sequences, found by their first word, the longest first."""

    def __init__(self, *phrases: tuple[str, ...]) -> None:
        self._by_head: dict[str, list[tuple[str, ...]]] = {}
        for words in sorted(phrases, key=len, reverse=True):
            self._by_head.setdefault(words[0], []).append(words)

    def at(self, tokens: Sequence[Token], i: int) -> tuple[str, ...] | None:
        """The phrase that begins at token `i`, or None."""
        if i >= len(tokens):
            return None
        for words in self._by_head.get(tokens[i].low, ()):
            if phrase(tokens, i, words):
                return words
        return None
