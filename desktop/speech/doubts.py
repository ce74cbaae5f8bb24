"""Which words of a transcript the model was not sure of, so that they are asked about instead of believed.

A wrong name is mostly no name at all, but a wrong number is as good a number as the right one. What each limit is worth
stands in docs/decisions.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

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
#: A word that carries sense and of which one of both hearings has less than that may be another one.
FAINT_LIMIT = 0.6
#: Where "on" was written and "of" had more than this, "of" was said, as a rule.
OF_LIMIT = 0.1
#: Words that stand between those that matter, whichever of them it is.
_FILLERS = frozenset(
    (
        "a about account all also an and another another's at but by did do each for had have i i'm i've in is it just"
        " like log make me more mostly my no of okay on or our out please project put rest so spend spent that the then"
        " this through to took us was we went with work worked working"
    ).split()
)
#: Nobody rounds to these, and each is easily written for its twin, however sure the model is.
_ODD_MINUTES = frozenset({13, 14, 16, 17, 18, 19})
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
    least: float  # what the hearing that believes less in it gave to the word


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
    for before, after in pairwise(heard):
        if numbers.value(before.plain) in _ODD_MINUTES and after.plain.startswith("min"):
            unsure.append((before.start, before.end))
    # "An hour in 15 minutes" was "and 15 minutes".
    for before, link, after in zip(heard, heard[1:], heard[2:], strict=False):
        if link.plain == "in" and numbers.is_length(before.plain) and numbers.is_number(after.plain):
            unsure.append((link.start, after.end))
    faint = {(each.start, each.end) for each in heard if _is_faint(each)}.difference(unsure)
    found = sorted({*((*place, False) for place in unsure), *((*place, True) for place in faint)})
    return tuple(dict.fromkeys(Doubt(*_moved(start, end, corrections), is_faint) for start, end, is_faint in found))


def _is_faint(heard: _Heard) -> bool:
    # "Two hours on the app" was "two hours of design on the app", where "of" is likely as well.
    is_short = heard.plain == "on" and heard.word.rival > OF_LIMIT
    return is_short or (heard.least < FAINT_LIMIT and heard.plain not in _FILLERS)


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
    for piece in pieces:
        is_guessed = piece.log_probability < PIECE_LIMIT or piece.second_log_probability < SECOND_LIMIT
        for word, least in _both(piece):
            plain = _plain(word)
            # "415" may have become 4:15 since.
            place = re.compile(":?".join(map(re.escape, plain))).search(text, at) if plain else None
            # A word that cleaning dropped is not looked for all through the rest.
            if place is None or place.start() - at > 3:
                continue
            start, at = place.span()
            found.append(_Heard(start, at, plain.casefold(), word, is_guessed, least))
    return found


def _both(piece: Decoded) -> Iterator[tuple[Word, float]]:
    """The words of the piece, each with the stronger rivals of its two hearings, and the lesser probability."""
    if not piece.second_words:
        yield from ((word, word.probability) for word in piece.words)
        return
    one_text, other_text = ([_plain(word).casefold() for word in each] for each in (piece.words, piece.second_words))
    like: dict[int, Word] = {}
    for first, second, length in SequenceMatcher(None, one_text, other_text, autojunk=False).get_matching_blocks():
        like |= {first + at: piece.second_words[second + at] for at in range(length)}
    for place, one in enumerate(piece.words):
        other = like.get(place)
        if other is None:
            yield one, 0.0
        else:
            stronger = replace(one, rival=max(one.rival, other.rival), twin=max(one.twin, other.twin))
            yield stronger, min(one.probability, other.probability)


def _plain(word: Word) -> str:
    return _EDGES.sub("", word.text)


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
