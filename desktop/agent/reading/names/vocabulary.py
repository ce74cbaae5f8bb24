"""One said word to the words that names are made of: exact, plural, shortened, misspelt or misheard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import OSA

from desktop.agent.reading.text.words import ORDINARY

#: How many different said words are remembered; beyond that the memory starts afresh.
_REMEMBERED = 4_096
#: These are heard for numbers, not for names.
_NUMBERS_HEARD = frozenset({"ate", "won", "our", "too"})
_LONG_ENOUGH = 6
_SHORT_ALIKE = 0.66  # of words of three letters, "Tee" for "Tea"
_ALIKE = 0.6  # of words that were torn apart ("dash bored"); "so today" sounds as "studio" and is none
#: Two ways of writing one word, in either direction.
SAME = {
    "co": "company",
    "corp": "corporation",
    "inc": "incorporated",
    "ltd": "limited",
    "intl": "international",
    "dept": "department",
    "mgmt": "management",
    "mktg": "marketing",
    "mtg": "meeting",
    "mtgs": "meetings",
    "ph": "phase",
    "proj": "project",
    "st": "saint",
    "bros": "brothers",
    "assoc": "associates",
    "h": "hour",
    "hr": "hour",
    "hrs": "hours",
    "version": "v",
}
_OTHER_FORM = SAME | {long: short for short, long in SAME.items()}


class How(StrEnum):
    """How a said word came to be taken for a name's word, best first."""

    EXACT = "exact"
    FORM = "form"  # plural, singular, another spelling of the same word
    PREFIX = "prefix"
    TYPO = "typo"
    SOUND = "sound"


_NEAR = frozenset({How.EXACT, How.FORM, How.TYPO})
_FEWEST_BONES = 4
_BY_BONES = 0.78  # what a word without its vowels is worth
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Guess:
    """A word of the vocabulary and how well it fits the said one, 0 to 1."""

    word: str
    quality: float
    how: How


class Vocabulary:
    """All words of all names. Looking a word up never scans them all: candidates share a letter or a sound."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._initial: defaultdict[str, list[str]] = defaultdict(list)
        self._tail: defaultdict[str, list[str]] = defaultdict(list)
        self._sound: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            if len(word) >= 4 and word.isalpha() and word.isascii():
                self._initial[word[:1]].append(word)
                self._tail[word[1:4]].append(word)
            if len(word) >= 3 and word.isalpha() and word.isascii():
                self._sound[_sound_of(word)].append(word)
        self._known: dict[tuple[str, bool], tuple[Guess, ...]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def guesses(self, word: str, *, voice: bool = False) -> tuple[Guess, ...]:
        """What `word` may stand for, best first; an exact word stands for itself alone."""
        key = (word, voice)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._look_up(word, voice)
        return known

    def claims(self, word: str, meant: str) -> bool:
        """Whether `word` is, begins or nearly is a word here other than `meant`."""
        return any(
            guess.word != meant
            and ((guess.how in _NEAR and guess.quality > _BY_BONES) or (guess.how is How.PREFIX and len(word) > 3))
            for guess in self.guesses(word)
        )

    def sounds_like(self, word: str) -> str | None:
        """The one word of the vocabulary that sounds exactly like `word`, for words that were torn apart in speech."""
        if len(word) < 5 or not word.isascii() or not word.isalpha():
            return None
        same = [w for w in self._sound.get(_sound_of(word), ()) if w[0] == word[0]]
        same = [w for w in same if OSA.normalized_similarity(word, w) >= _ALIKE]
        near = [w for w in same if abs(len(w) - len(word)) <= 2]
        # "handlerportal" and "haendlerportal" are one word in two spellings.
        return near[0] if len({_without_umlauts(w) for w in near}) == 1 else None

    def _look_up(self, word: str, voice: bool) -> tuple[Guess, ...]:
        if word in self._words:
            other = _OTHER_FORM.get(word)
            same = (Guess(other, 0.97, How.FORM),) if other is not None and other in self._words else ()
            return (Guess(word, 1.0, How.EXACT), *same)
        forms = [form for form in _forms(word) if form in self._words]
        if forms:
            return tuple(Guess(form, 0.97, How.FORM) for form in forms)
        if len(word) < 3 or len(word) > 40 or not word.isascii() or not word.isalpha():
            return ()
        found: dict[str, Guess] = {}
        found |= {guess.word: guess for guess in self.completions(word)}
        if len(word) >= 5 and word not in ORDINARY:
            self._typos(word, found, 7 if voice else 8)
        if not voice and len(word) >= _FEWEST_BONES and word not in ORDINARY and not _VOWELS & set(word):
            self._bones(word, found)
        short = len(word) == 3 and voice and word not in ORDINARY and word not in _NUMBERS_HEARD
        if short or (len(word) >= 4 and (word not in ORDINARY or voice)):
            # What was typed is seldom spelt by its sound alone.
            self._sounds(word, found, least=(0.75 if word in ORDINARY else 0.5) if voice else 0.66)
        return tuple(sorted(found.values(), key=lambda guess: (-guess.quality, guess.word))[:6])

    def completions(self, word: str) -> list[Guess]:
        """Longer words that begin with this one; none for ordinary words."""
        if len(word) < 3 or word in ORDINARY:
            return []
        longer = (other for other in self._initial.get(word[0], ()) if other.startswith(word) and other != word)
        return [Guess(other, 0.7 + 0.2 * len(word) / len(other), How.PREFIX) for other in longer]

    def _typos(self, word: str, found: dict[str, Guess], far: int) -> None:
        """Words one slip away, or two from a length of `far` letters on."""
        allowed = 1 if len(word) < far - 1 else 2
        near = [w for w in self._initial.get(word[0], ()) if abs(len(w) - len(word)) <= allowed]
        if len(word) >= _LONG_ENOUGH:  # a slip in the first letter of a short word is more often another word ("clock")
            near += [w for w in self._tail.get(word[1:4], ()) if w[0] != word[0] and abs(len(w) - len(word)) <= 1]
        for other, distance, _ in process.extract(word, near, scorer=OSA.distance, score_cutoff=allowed, limit=5):
            if distance == 2 and max(len(word), len(other)) < far:
                continue
            if other not in found or found[other].how is How.PREFIX:
                found[other] = Guess(other, 1 - 0.9 * distance / max(len(word), len(other)), How.TYPO)

    def _bones(self, word: str, found: dict[str, Guess]) -> None:
        """Words whose vowels were left out in haste: "thrml", "wrkshp"."""
        for other in self._initial.get(word[0], ()):
            if other not in found and word == other[0] + "".join(c for c in other[1:] if c not in _VOWELS):
                found[other] = Guess(other, _BY_BONES, How.TYPO)

    def _sounds(self, word: str, found: dict[str, Guess], *, least: float) -> None:
        for other in self._sound.get(_sound_of(word), ()):
            alike = OSA.normalized_similarity(word, other)
            if alike >= least and other not in found and (len(other) > 3 or alike >= _SHORT_ALIKE):
                found[other] = Guess(other, 0.6 + 0.3 * alike, How.SOUND)


def _without_umlauts(word: str) -> str:
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _sound_of(word: str) -> str:
    """Metaphone, without the silent letters and glides that it voices ("sight" sounds as "site", "Hayes" as "haze")."""
    sound = jellyfish.metaphone(word.replace("ght", "t"))
    return sound[:1] + sound[1:].translate(_GLIDES)


_GLIDES = str.maketrans("", "", "WY")


def _forms(word: str) -> list[str]:
    """Plural, singular and long or short spellings of one word."""
    forms = []
    if word in _OTHER_FORM:
        forms.append(_OTHER_FORM[word])
    if len(word) >= 4:
        if word.endswith("s"):
            forms.append(word[:-1])
            if word.endswith("es"):
                forms.append(word[:-2])
        forms.append(word + "s")
        if word.endswith("ies"):
            forms.append(word[:-3] + "y")
        if word.endswith("y"):
            forms.append(word[:-1] + "ies")
        if word.endswith(("ch", "sh", "s", "x")):
            forms.append(word + "es")
    return forms
