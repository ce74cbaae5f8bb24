"""On which side of a change a value stands: what was, what is to be, or neither.

"from Acme to Globex", "Globex instead of Acme", "it wasn't Acme, it was Globex": in come the words and where a value
begins (a name, a day, a length, a task), out comes its side, by the little words before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token
from desktop.agent.reading.text.words import DETERMINERS

Value = TypeVar("Value")

_WAS: Final = frozenset("from off not instead rather wasnt isnt werent arent leaving".split())
_CONTRASTS: Final = _WAS - {"from", "off", "leaving"}
_BECOMES: Final = frozenset("to into onto → > under as be become really actually belongs".split())
_LEAVING: Final = frozenset("from off".split())
_ONTO: Final = frozenset("on onto under".split())
#: Between such a word and its value: "instead of the", "not for my", "should be on".
_BETWEEN: Final = DETERMINERS | frozenset("of for on in at than my our its more about over back the a an".split())
_FAR: Final = 5


class Side(StrEnum):
    """Where a value stands."""

    WAS = "was"
    NEITHER = "neither"
    BECOMES = "becomes"


@dataclass(frozen=True, slots=True)
class Sides(Generic[Value]):
    """Values by their sides; `was` and `becomes` may be empty, `neither` holds what stands on no side."""

    was: tuple[Value, ...]
    neither: tuple[Value, ...]
    becomes: tuple[Value, ...]
    contrasts: bool

    @property
    def of_entry(self) -> tuple[Value, ...]:
        """What the entry has that is meant: what stands on no side, unless that is said against what was."""
        if self.becomes:
            return self.neither or self.was
        return self.was if self.contrasts and self.was else (self.neither or self.was)

    @property
    def new(self) -> tuple[Value, ...]:
        """What it is to have."""
        if self.becomes:
            return self.becomes
        return self.neither if self.contrasts and self.was else ()


def side_at(tokens: Sequence[Token], start: int, named: frozenset[int], leaves: frozenset[str]) -> tuple[Side, str]:
    """The side of the value that begins at a token, and the word that says so.

    `named` are the tokens of all names; behind words of `leaves`, too, stands what was.
    """
    k, far = start - 1, 0
    while k >= 0 and far < _FAR:
        word = tokens[k].low
        if k in named and far:
            break  # "from Acme on the Globex one"
        if k not in named:
            if word in _WAS or word in leaves:
                return Side.WAS, word
            if word in _BECOMES:
                return Side.BECOMES, word
            if word not in _BETWEEN:
                break
            far += 1
        k -= 1
    return Side.NEITHER, low(tokens, k) if k >= 0 else ""


def sides_of(
    tokens: Sequence[Token],
    values: Iterable[Value],
    start: Callable[[Value], int],
    named: frozenset[int],
    leaves: frozenset[str] = frozenset(),
) -> Sides[Value]:
    """The values by their sides; `start` is where each begins."""
    sided = [(value, *side_at(tokens, start(value), named, leaves)) for value in values]
    left = [start(value) for value, side, word in sided if side is Side.WAS and word in _LEAVING]
    if left and not any(side is Side.BECOMES for _, side, _ in sided):
        sided = [
            (value, Side.BECOMES if side is Side.NEITHER and _is_onto(tokens, start(value), left[0]) else side, word)
            for value, side, word in sided
        ]
    return Sides(
        tuple(value for value, side, _ in sided if side is Side.WAS),
        tuple(value for value, side, _ in sided if side is Side.NEITHER),
        tuple(value for value, side, _ in sided if side is Side.BECOMES),
        any(side is Side.WAS and word in _CONTRASTS for _, side, word in sided),
    )


def _is_onto(tokens: Sequence[Token], start: int, left: int) -> bool:
    """ "From Acme on the Globex one": behind what is left, the value stands behind a word of putting."""
    before = next((k for k in range(start - 1, left, -1) if tokens[k].low not in DETERMINERS), left)
    return left < before and tokens[before].low in _ONTO
