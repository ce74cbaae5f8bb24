"""Which words of a transcript the model was not sure of, so that they are asked about instead of believed.

A wrong name is mostly no name at all, but a wrong number is as good a number as the right one. Measured with tiny.en
(96 spoken summaries, on which the limits were chosen, and 96 others, with other voices and more noise): drafts that
were wrong and complete fall from 9 to 1 and from 9 to 3 lines, and of the entries heard right 6 % and 5 % are asked
about.

Dropped: a limit of their own for names (0.25 and 0.4 asked more and caught nothing), and a second decode of a doubted
piece: of the few that were looked at, one that was wrong agreed with the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.speech import numbers
from desktop.speech.transcript import Correction, Doubt, Word

#: Numbers below this are doubted, and the other words of lengths ("hour", "half") below that.
NUMBER_LIMIT = 0.55
PART_LIMIT = 0.45
#: Any other word: what stands there is anybody's guess, and may have been a name or a number.
WORD_LIMIT = 0.2
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class _Heard:
    """A word at its place in the text before names were put right."""

    start: int
    end: int
    plain: str
    probability: float


def doubts(text: str, words: Sequence[Word], corrections: Sequence[Correction]) -> tuple[Doubt, ...]:
    """The places in the final text that must not be taken for granted, in order.

    Args:
        text: As decoded and cleaned, before names were put right.
        words: What the model wrote; those that cleaning dropped are skipped.
        corrections: How `text` became the final text.
    """
    heard = _place(text, words)
    unsure = [(each.start, each.end) for each in heard if _is_unsure(each)]
    # "An hour in 15 minutes" was "and 15 minutes".
    for before, link, after in zip(heard, heard[1:], heard[2:], strict=False):
        if link.plain == "in" and numbers.is_length(before.plain) and numbers.is_number(after.plain):
            unsure.append((link.start, after.end))
    return tuple(dict.fromkeys(Doubt(*_moved(start, end, corrections)) for start, end in sorted(unsure)))


def _is_unsure(word: _Heard) -> bool:
    if numbers.is_number(word.plain):
        return word.probability < NUMBER_LIMIT
    return word.probability < (PART_LIMIT if numbers.is_length(word.plain) else WORD_LIMIT)


def _place(text: str, words: Sequence[Word]) -> list[_Heard]:
    found: list[_Heard] = []
    at = 0
    for word in words:
        plain = _EDGES.sub("", word.text)
        start = text.find(plain, at) if plain else -1
        # A word that cleaning dropped is not looked for all through the rest.
        if start < 0 or start - at > 3:
            continue
        at = start + len(plain)
        found.append(_Heard(start, at, plain.casefold(), word.probability))
    return found


def _moved(start: int, end: int, corrections: Sequence[Correction]) -> tuple[int, int]:
    """A place of the decoded text in the final one; what lies inside a correction is all of it."""
    shift = 0
    for each in corrections:
        before = each.start - shift
        after = before + len(each.heard)
        if end <= before:
            break
        if start < after:
            return each.start, each.end
        shift += (each.end - each.start) - len(each.heard)
    return start + shift, end + shift
