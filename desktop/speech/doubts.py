"""Which words of a transcript the model was not sure of, so that they are asked about instead of believed.

A wrong name is mostly no name at all, but a wrong number is as good a number as the right one. What each limit is worth
stands in docs/decisions.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from desktop.speech import numbers
from desktop.speech.transcript import Correction, Decoded, Doubt, Word

#: Numbers below this are doubted, or where all other numbers together have more than that ("15" 0.56, "50" 0.40), and
#: the other words of lengths ("hour", "half") below the third.
NUMBER_LIMIT = 0.55
RIVAL_LIMIT = 0.15
PART_LIMIT = 0.45
#: Of the numbers that were taken for their twin none had given it less than 0.1.
TWIN_LIMIT = 0.05
#: Any other word: what stands there is anybody's guess, and may have been a name or a number.
WORD_LIMIT = 0.2
#: Below this mean log-probability of a whole piece none of its numbers and lengths is believed, nor where the second
#: hearing of it falls below that: it cannot confirm anything.
PIECE_LIMIT = -0.45
SECOND_LIMIT = -0.8
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class _Heard:
    """A word at its place in the text before names were put right."""

    start: int
    end: int
    plain: str
    word: Word
    is_guessed: bool


def doubts(text: str, pieces: Sequence[Decoded], corrections: Sequence[Correction]) -> tuple[Doubt, ...]:
    """The places in the final text that must not be taken for granted, in order.

    Args:
        text: As decoded and cleaned, before names were put right.
        pieces: What the model wrote; words that cleaning dropped are skipped.
        corrections: How `text` became the final text.
    """
    heard = _place(text, pieces)
    unsure = [(each.start, each.end) for each in heard if _is_unsure(each)]
    unsure += [(each.start, each.end) for each in _repeated(heard)]
    # "An hour in 15 minutes" was "and 15 minutes".
    for before, link, after in zip(heard, heard[1:], heard[2:], strict=False):
        if link.plain == "in" and numbers.is_length(before.plain) and numbers.is_number(after.plain):
            unsure.append((link.start, after.end))
    return tuple(dict.fromkeys(Doubt(*_moved(start, end, corrections)) for start, end in sorted(unsure)))


def _is_unsure(heard: _Heard) -> bool:
    word = heard.word
    if numbers.is_number(heard.plain):
        is_taken = numbers.value(heard.plain) in numbers.TWINS and word.twin > TWIN_LIMIT
        return heard.is_guessed or word.probability < NUMBER_LIMIT or word.rival > RIVAL_LIMIT or is_taken
    if numbers.is_length(heard.plain):
        return heard.is_guessed or word.probability < PART_LIMIT
    return word.probability < WORD_LIMIT


def _repeated(heard: Sequence[_Heard]) -> Iterator[_Heard]:
    """Numbers in "-teen" or "-ty" that were written before: to repeat one is easier than to hear its twin."""
    seen: set[int] = set()
    for each in heard:
        value = numbers.value(each.plain)
        if value is not None and value in numbers.TWINS:
            if value in seen:
                yield each
            seen.add(value)


def _place(text: str, pieces: Sequence[Decoded]) -> list[_Heard]:
    found: list[_Heard] = []
    at = 0
    for word, is_guessed in ((word, _is_guessed(piece)) for piece in pieces for word in _both(piece)):
        plain = _plain(word)
        # "415" may have become 4:15 since.
        place = re.compile(":?".join(map(re.escape, plain))).search(text, at) if plain else None
        # A word that cleaning dropped is not looked for all through the rest.
        if place is None or place.start() - at > 3:
            continue
        start, at = place.span()
        found.append(_Heard(start, at, plain.casefold(), word, is_guessed))
    return found


def _both(piece: Decoded) -> Sequence[Word]:
    """The words of the piece, each with the stronger rivals of its two hearings: the surer one may be the wrong one."""
    words = list(piece.words)
    one_text, other_text = ([_plain(word).casefold() for word in each] for each in (words, piece.second_words))
    for first, second, length in SequenceMatcher(None, one_text, other_text, autojunk=False).get_matching_blocks():
        for at in range(length):
            one, other = words[first + at], piece.second_words[second + at]
            words[first + at] = replace(one, rival=max(one.rival, other.rival), twin=max(one.twin, other.twin))
    return words


def _plain(word: Word) -> str:
    return _EDGES.sub("", word.text)


def _is_guessed(piece: Decoded) -> bool:
    return piece.log_probability < PIECE_LIMIT or piece.second_log_probability < SECOND_LIMIT


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
