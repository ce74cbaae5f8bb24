"""Which names of an account words may mean: every likely one, without context, so that a rival is never overlooked.

In come tokens, out come sightings: "hathersage supply" is sighted as the client Hathersage Brewing with each of its
projects and as a part of "Supply agreement", each with what speaks for it. Nothing is decided here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import jellyfish
import numpy as np
from rapidfuzz import fuzz, process

from desktop.agent.reading.text.tokens import Token, TokenKind, tokenize

#: Words that are no sighting of a name by themselves.
COMMON = frozenset(
    """a an the for to on of in at and or with from i my me we our it is was were did do be been that this so then um uh
    okay ok well just like no not you your he she they them had have has as but by if up out about some all any please
    can could put log add book hours hour h hrs hr m min mins minutes minute day days today yesterday now half how much
    what when which last next week month s re also more one two three four five six seven eight nine ten plus after
    before until till work worked spent monday tuesday wednesday thursday friday saturday sunday""".split()
)
_CORPORATE = frozenset("gmbh llp ltd inc co corporation company llc ag as industries the group".split())
_JOINTS = frozenset("and of the for &".split())
_FIGURES = {
    word: str(value)
    for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"oh": "0", "first": "1", "second": "2", "ii": "2", "iii": "3", "twenty": "20", "thirty": "30", "sixty": "60"}
_LONGEST = 6
_LEAST_ALIKE = 72


@dataclass(frozen=True, slots=True)
class Key:
    """One way of saying a name: `route` is what of it (`name`, `part`, `init`, `code`, `codepart`), for `owner`.

    `coverage` is the share of the whole name that it says.
    """

    owner: int
    route: str
    coverage: float


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `start` to `end` may say what `key` says, and how well: `quality` is 0 to 1.

    `how` is `exact`, `fuzzy`, `sound`, `prefix` or `stem`.
    """

    start: int
    end: int
    key: Key
    how: str
    quality: float

    @property
    def score(self) -> float:
        """How much speaks for it, 0 to 1."""
        return self.quality * (0.5 + 0.5 * self.key.coverage)


def squashed(words: Sequence[str]) -> str:
    """Words without seams and signs, as names are compared: "Café-Bar 2" -> "cafebar2"."""
    return "".join(letter for word in words for letter in word if letter.isalnum())


def _in_figures(words: Sequence[str]) -> str:
    """Numbers said as words, as figures: "moj three" -> "moj3"; "" where there are none."""
    if not any(word in _FIGURES for word in words):
        return ""
    return squashed([_FIGURES.get(word, word) for word in words])


@lru_cache(maxsize=8192)
def _sound(key: str) -> str:
    return jellyfish.metaphone(key)


def _sounds(key: str) -> str:
    return _sound(key) if len(key) >= 4 and key.isalpha() else ""


def name_words(name: str) -> list[str]:
    """The folded words of a name."""
    return [token.low for token in tokenize(name)]


def ways_of(name: str, owner: int, prefix: str = "") -> Iterator[tuple[str, Key]]:
    """All ways of saying a name: whole, in parts, by its first letters, with its numbers as figures."""
    words = [word for word in name_words(name) if any(letter.isalnum() for letter in word)]
    whole = squashed(words)
    yield whole, Key(owner, prefix + "name", 1.0)
    core = [word for word in words if word not in _CORPORATE]
    if core and core != words:
        yield squashed(core), Key(owner, prefix + "name", 0.95)
    if figures := _in_figures(words):
        yield figures, Key(owner, prefix + "name", 1.0)
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            part = words[start:end]
            if len(part) == len(words) or all(word in COMMON or word in _CORPORATE for word in part):
                continue
            share = len(squashed(part)) / max(1, len(whole))
            yield squashed(part), Key(owner, prefix + "part", share)
            if len(figures := _in_figures(part)) > 2:
                yield figures, Key(owner, prefix + "part", share)
    for letters in ([word for word in words if word not in _JOINTS], words):
        if len(letters) >= 2:
            yield "".join(word[0] for word in letters), Key(owner, prefix + "init", 0.8)


def ways_of_code(code: str, owner: int) -> Iterator[tuple[str, Key]]:
    """A project's code, whole and by its letters: "HOO-N"."""
    words = name_words(code)
    yield squashed(words), Key(owner, "code", 1.0)
    for word in words:
        if word.isalpha() and len(word) >= 2:
            yield word, Key(owner, "codepart", 0.5)


class Names:
    """Ways of saying names, looked up by all runs of words of a message."""

    def __init__(self, ways: Sequence[tuple[str, Key]], longest: int = _LONGEST) -> None:
        table: dict[str, dict[tuple[int, str], Key]] = {}
        for text, key in ways:
            if len(text) >= 2 or key.route.endswith("name") or key.route == "code":
                best = table.setdefault(text, {})
                known = best.get((key.owner, key.route))
                if known is None or known.coverage < key.coverage:
                    best[key.owner, key.route] = key
        self._texts = sorted(table)
        self._keys = [tuple(table[text].values()) for text in self._texts]
        self._places = {text: place for place, text in enumerate(self._texts)}
        self._longest = longest
        self._by_sound: dict[str, list[int]] = {}
        self._by_stem: dict[str, list[int]] = {}
        for place, text in enumerate(self._texts):
            if sound := _sounds(text):
                self._by_sound.setdefault(sound, []).append(place)
            if len(text) >= 4:
                self._by_stem.setdefault(text[: max(4, int(len(text) * 0.7))], []).append(place)

    def matches(self, tokens: Sequence[Token]) -> list[Match]:
        """All that the tokens may say, less what the same tokens say better of the same owner."""
        runs = list(_runs(tokens, self._longest))
        if not runs or not self._texts:
            return []
        best: dict[tuple[int, int, int, str], Match] = {}
        for run, place, how, quality in self._alike([text for _, _, _, text in runs]):
            start, end, is_edgy, text = runs[run]
            for key in self._keys[place]:
                match = Match(start, end, key, how, quality)
                side = "c" if key.route.startswith("c") and not key.route.startswith("code") else ""
                known = best.get((start, end, key.owner, side))
                if _may_be(match, text, is_edgy=is_edgy) and (known is None or known.score < match.score):
                    best[start, end, key.owner, side] = match
        return _without_worse(best)

    def _alike(self, runs: Sequence[str]) -> Iterator[tuple[int, int, str, float]]:
        done: set[tuple[int, int]] = set()
        likeness = process.cdist(runs, self._texts, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE, dtype=np.uint8)
        for run, place in zip(*(side.tolist() for side in likeness.nonzero()), strict=True):
            said, text = runs[run], self._texts[place]
            if said == text:
                done.add((run, place))
                yield run, place, "exact", 1.0
            elif min(len(said), len(text)) >= 4 and _digits(said) == _digits(text):
                done.add((run, place))
                yield run, place, "fuzzy", float(likeness[run, place]) / 100
        for run, said in enumerate(runs):
            for place, how, quality in self._related(said):
                if (run, place) not in done:
                    done.add((run, place))
                    yield run, place, how, quality

    def _related(self, said: str) -> Iterator[tuple[int, str, float]]:
        """Keys that sound the same, that go on behind what was said, or of which it is another form."""
        if len(said) < 3:
            return
        for place in self._by_sound.get(_sounds(said), ()):
            yield place, "sound", 0.85
        for place in range(bisect_left(self._texts, said), len(self._texts)):
            text = self._texts[place]
            if not text.startswith(said):
                break
            if len(text) > len(said):
                yield place, "prefix", 0.6 + 0.3 * len(said) / len(text)
        for cut in range(4, len(said)):
            for place in self._by_stem.get(said[:cut], ()):
                if 0 < len(said) - len(self._texts[place]) <= 4:
                    yield place, "stem", 0.75


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _runs(tokens: Sequence[Token], longest: int) -> Iterator[tuple[int, int, bool, str]]:
    """Runs of words with their squashed text, and whether a common word stands at an edge."""
    for start, first in enumerate(tokens):
        if first.kind in (TokenKind.MARK, TokenKind.NEWLINE):
            continue
        for end in range(start + 1, min(len(tokens), start + longest) + 1):
            last = tokens[end - 1]
            if last.kind is TokenKind.NEWLINE:
                break
            if last.kind is TokenKind.MARK:
                continue
            words = [token.low for token in tokens[start:end]]
            content = [word for word in words if word.isalnum()] or words
            is_edgy = content[0] in COMMON or content[-1] in COMMON
            figures = _in_figures(words)
            if len(figures) >= 2 and any(letter.isalpha() for letter in figures):
                yield start, end, content[0] in COMMON and words[0] not in _FIGURES, figures
            text = squashed(words)
            if len(text) >= 2 or text.isdigit():
                yield start, end, is_edgy, text


def _may_be(match: Match, text: str, *, is_edgy: bool) -> bool:
    """Whether the run may be meant as that name at all."""
    is_whole = match.key.route in ("name", "code", "cname")
    if is_edgy:
        is_exact = match.how == "exact" and (is_whole or match.key.coverage > 0.5)
        if not is_exact and not (is_whole and match.quality >= 0.9):
            return False
    if match.key.route in ("init", "cinit", "codepart", "code") and match.how != "exact":
        return match.key.route == "code" and match.how == "fuzzy" and match.quality > 0.85
    return not (match.how == "prefix" and not is_whole and len(text) < 4)


def _without_worse(best: Mapping[tuple[int, int, int, str], Match]) -> list[Match]:
    """Without those that overlap a better, or an equal and wider, sighting of the same owner."""
    by_owner: dict[tuple[int, str], list[Match]] = {}
    for (_, _, owner, side), match in best.items():
        by_owner.setdefault((owner, side), []).append(match)
    kept: list[Match] = []
    for group in by_owner.values():
        kept += [match for match in group if not any(_beats(other, match) for other in group)]
    return sorted(kept, key=lambda match: (match.start, match.end, -match.score))


def _beats(one: Match, other: Match) -> bool:
    if one is other or one.end <= other.start or other.end <= one.start:
        return False
    wider = one.end - one.start > other.end - other.start
    return one.score > other.score or (one.score == other.score and wider)


def abbreviates(word: str, whole: str) -> bool:
    """Whether a short form stands for a word: "mtg" for meeting, "calcs" for calculations, "prog" for programming."""
    short = word.removesuffix("s") if len(word) > 3 else word
    if len(short) < 2 or len(whole) <= len(short) or short[0] != whole[0]:
        return False
    if whole.startswith(short):
        return len(short) >= 3
    letters = iter(whole)
    return (
        len(short) >= 3 and short[1:].translate(_NO_VOWELS) == short[1:] and all(letter in letters for letter in short)
    )


_NO_VOWELS = str.maketrans("", "", "aeiou")
