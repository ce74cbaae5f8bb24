"""Puts the user's names right where Whisper wrote them as they sound: "glow backs" is Globex.

Runs of one to four words are held against the names of clients and projects, whole and, for a rare word such as
"Globex", alone. Everyday words are changed only on strong evidence, a name that was heard right is left alone, and
where two names are about as near, neither is taken: the card asks then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.speech.common import COMMON
from desktop.speech.sounds import likeness, same_start, squash
from desktop.speech.transcript import Correction

#: From which likeness on a run is taken for a name: with a rare word in it, and of everyday words only.
RARE_LIMIT = 0.74
COMMON_LIMIT = 0.86
#: Of two runs that overlap, the one that explains more letters; a letter is worth this much likeness.
_LETTER = 0.01
_LEAD = 0.04
_SHORTEST = 4
_LONGEST_RUN = 4
_LENGTHS = 0.5
_GENITIVE = re.compile(r"['’]s$")
_WORD = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*")
#: A name is not heard across these.
_STOPS = re.compile(r"[,;:!?]|\.(?!\w)")
#: Words that stand beside a name more often than they are a part of it.
_SMALL = frozenset(
    {
        *("a", "an", "and", "on", "for", "the", "to", "of", "in", "at", "with", "from", "today", "yesterday"),
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        *("fifteen", "twenty", "thirty", "forty", "fifty", "ninety", "half", "quarter"),
        *("hour", "hours", "minute", "minutes"),
    }
)


@dataclass(frozen=True, slots=True)
class _Target:
    """A name, or a rare word of one, that can be written into the text."""

    text: str
    squashed: str
    parts: tuple[str, ...]

    @property
    def words(self) -> int:
        return len(self.parts)


@dataclass(frozen=True, slots=True)
class _Fit:
    score: float
    first: int
    last: int
    target: _Target

    @property
    def rank(self) -> float:
        return self.score + _LETTER * len(self.target.squashed)


class Names:
    """The names that can be meant, the most used last."""

    def __init__(self, ordered: Sequence[str]) -> None:
        self.ordered = tuple(ordered)
        self._targets = tuple(dict.fromkeys(_targets(ordered)))
        self._right = frozenset(squash(word) for name in ordered for word in _WORD.findall(name))
        self._whole = frozenset(target.squashed for target in self._targets)

    def correct(self, text: str) -> tuple[str, tuple[Correction, ...]]:
        """The text with names put right, and each place where that happened, in order."""
        words = list(_WORD.finditer(text))
        kept: list[_Fit] = []
        for fit in sorted(self._fits(text, words), key=lambda fit: (-fit.rank, fit.first)):
            if all(fit.last < other.first or fit.first > other.last for other in kept):
                kept.append(fit)
        parts: list[str] = []
        corrections: list[Correction] = []
        at = length = 0
        for fit in sorted(kept, key=lambda fit: fit.first):
            start, end = words[fit.first].start(), _without_genitive(words[fit.last])
            before = text[at:start]
            parts += [before, fit.target.text]
            place = length + len(before)
            length = place + len(fit.target.text)
            corrections.append(Correction(text[start:end], fit.target.text, place, length))
            at = end
        return "".join([*parts, text[at:]]), tuple(corrections)

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The names, and rare words of names, that the text has letter by letter."""
        found = f" {' '.join(squash(word) for word in _WORD.findall(text))} "
        return tuple(target.text for target in self._targets if f" {' '.join(target.parts)} " in found)

    def _fits(self, text: str, words: Sequence[re.Match[str]]) -> Iterator[_Fit]:
        for first in range(len(words)):
            for last in range(first, min(first + _LONGEST_RUN, len(words))):
                if last > first and _STOPS.search(text, words[last - 1].end(), words[last].start()):
                    break
                run = [squash(_GENITIVE.sub("", words[place].group())) for place in range(first, last + 1)]
                fit = self._best(run, first, last)
                if fit is not None:
                    yield fit

    def _best(self, run: Sequence[str], first: int, last: int) -> _Fit | None:
        heard = "".join(run)
        if len(heard) < 3 or (heard in self._whole and len(run) == 1):
            return None
        rare = any(word not in COMMON and word not in self._right and not word.isdigit() for word in run)
        scored = sorted(
            (
                (likeness(heard, target.squashed), target)
                for target in self._targets
                if self._thinkable(run, heard, target)
            ),
            key=lambda pair: -pair[0],
        )
        if not scored:
            return None
        score, target = scored[0]
        # Four letters are soon alike.
        if score < (RARE_LIMIT if rare and len(target.squashed) > _SHORTEST else COMMON_LIMIT):
            return None
        rivals = [each for each, other in scored[1:] if target.squashed not in other.squashed]
        if rivals and score - rivals[0] < _LEAD:
            return None
        return _Fit(score, first, last, target)

    def _thinkable(self, run: Sequence[str], heard: str, target: _Target) -> bool:
        if abs(len(heard) - len(target.squashed)) > _LENGTHS * len(target.squashed):
            return False
        if heard == target.squashed:
            # The same letters in other words ("North wind", "star kindustries"); the same words are right already.
            return tuple(run) != target.parts
        if _holds(run, target.parts):
            return False  # "Acme 5" is Acme and five: what stands beside a name that is right was said, too
        if any(word.isdigit() and word not in target.parts for word in run):
            return False  # a number is never a part of a name that has none
        if len(run) < target.words and likeness(heard, target.squashed) < COMMON_LIMIT:
            return False  # "exported" is only the better half of Export Tool
        if len(run) == target.words == 1 and _inflected(heard, target.squashed):
            return False
        if any(word in self._right and word not in target.squashed for word in run):
            return False
        if len(run) > 1 and any(word in _SMALL and word not in target.parts for word in (run[0], run[-1])):
            # "in a tech" may be Initech; "exported the" is no Export Tool.
            return target.words == 1 and likeness(heard, target.squashed) >= COMMON_LIMIT
        return same_start(heard, target.squashed)


def _targets(ordered: Sequence[str]) -> Iterable[_Target]:
    for name in ordered:
        words = _WORD.findall(name)
        if 1 < len(words) <= _LONGEST_RUN - 1:
            yield _Target(name, squash(name), tuple(squash(word) for word in words))
        for word in words:
            plain = squash(word)
            if plain not in COMMON and (len(plain) >= _SHORTEST or (word.isupper() and len(plain) >= 3)):
                yield _Target(word, plain, (plain,))


def _holds(run: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether the run has exactly those words somewhere in it."""
    return any(tuple(run[at : at + len(parts)]) == tuple(parts) for at in range(len(run) - len(parts) + 1))


def _inflected(one: str, other: str) -> bool:
    """Whether one is the other with an ending: "exports" is not misheard."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long[len(short) :] in ("s", "es", "d", "ed", "er", "ing")


def _without_genitive(word: re.Match[str]) -> int:
    return word.start() + len(_GENITIVE.sub("", word.group()))
