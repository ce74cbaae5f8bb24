"""How the words of names are written, shortened, spelt out and spoken: every way to read one place of an utterance.

The same rules give the words of a name (`name_words`) and the words that an utterance may mean (`Readings`), so that
"Phase II" meets "phase two" and "GLX" meets "gee ell ex".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from desktop.agent.reading.names.vocabulary import Guess, How, Vocabulary
from desktop.agent.reading.text.numbers import UNITS, homophone_at, number_at, small
from desktop.agent.reading.text.tokens import Token, TokenKind, tokenize
from desktop.agent.reading.text.words import ORDINARY

#: Words between the words of a name that neither make nor break it.
_JOINTS = frozenset(["(", ")", "&", "and", "n", "et", "und", "+", "-", "–", "/", ".", "'", "the", "of"])
#: Roman numerals are said as numbers ("Phase II", "phase two"); a lone I or V is more often a letter.
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8"}
_ORDINALS = dict(
    zip("1st 2nd 3rd 4th 5th 6th 7th".split(), "first second third fourth fifth sixth seventh".split(), strict=True)
)
#: Words of names that a figure follows.
NUMBERED = frozenset("phase part stage volume level version release season".split())
#: What a letter in front of a figure is short for.
_GLUED_SHORT = {"p": "phase", "s": "season", "v": "version", "pt": "part"}
_SPOKEN_JOINTS = frozenset("point dot dash hyphen slash".split())
#: What a small Whisper model writes for a letter that was spelt out ("at and tea", "gee ell ex").
_SPELT = {
    said: letter
    for letter, words in {
        "b": "bee be", "c": "sea see cee", "d": "dee", "e": "ee", "f": "eff", "g": "gee", "h": "aitch", "i": "eye",
        "j": "jay", "k": "kay", "l": "ell el", "m": "em", "n": "en", "o": "oh", "p": "pea pee", "q": "queue cue",
        "r": "are ar", "s": "ess", "t": "tea tee", "u": "you", "v": "vee", "x": "ex", "y": "why",
    }.items()
    for said in words.split()
}  # fmt: skip


def name_words(name: str) -> tuple[str, ...]:
    """The words that count in a name: folded, numbers as digits, without joints ("H&R Block" -> h, r, block)."""
    tokens = tokenize(name)
    words: list[str] = []
    i = 0
    while i < len(tokens):
        number = number_at(tokens, i) if tokens[i].kind is not TokenKind.MARK else None
        if number is not None and number.value == int(number.value):
            words.append(str(int(number.value)))
            i = number.end
            continue
        if tokens[i].kind in (TokenKind.WORD, TokenKind.DIGITS) and tokens[i].low not in _JOINTS - {"n", "et", "und"}:
            words.append(figure_word(tokens, i))
        i += 1
    return tuple(words) or tuple(token.low for token in tokens if token.kind is TokenKind.WORD or is_sign(token))


def is_sign(token: Token) -> bool:
    """A picture sign ("🚀"), which may be all there is of a name; marks of writing name nothing."""
    return token.kind is TokenKind.MARK and unicodedata.category(token.text) == "So"


def figure_word(tokens: Sequence[Token], i: int) -> str:
    """A Roman numeral as its figure, a lone I or V only where something is numbered ("Phase I"); else the word."""
    said = tokens[i].low
    if said in ("i", "v") and i and tokens[i - 1].low in NUMBERED:
        return "1" if said == "i" else "5"
    return _ROMAN.get(said, said)


@dataclass(frozen=True, slots=True)
class Edge:
    """From one token to another by one word of the vocabulary; an `ordinal` in figures is more often a day ("2nd")."""

    guess: Guess
    end: int
    ordinal: bool = False


class Readings:
    """Reads single places of an utterance as words of the vocabulary; `complete` are the words that names contain."""

    def __init__(self, vocabulary: Vocabulary, complete: Collection[str]) -> None:
        self._vocabulary, self._complete = vocabulary, complete

    def at(self, tokens: Sequence[Token], i: int, *, voice: bool) -> list[Edge]:
        """All edges that begin at token `i`."""
        if tokens[i].low in self._vocabulary and is_sign(tokens[i]):
            return [Edge(Guess(tokens[i].low, 1.0, How.EXACT), i + 1)]
        if tokens[i].kind not in (TokenKind.WORD, TokenKind.DIGITS):
            return []
        return [*self._numbers(tokens, i, voice), *self._words(tokens, i, voice), *self._joined(tokens, i, voice)]

    def _numbers(self, tokens: Sequence[Token], i: int, voice: bool) -> Iterator[Edge]:
        """Numbers as figures: "two", "ii", "3.1" figure by figure, "to" for two (spoken), "one zero four two"."""
        said: list[tuple[str, int]] = []
        joint = next((j for j in range(i + 1, min(i + 6, len(tokens))) if tokens[j].low == "and"), len(tokens))
        number = number_at(tokens[:joint], i)  # "Reporting 2.0 and half ..." is no 2.5
        if number is not None and number.value == int(number.value):
            said.append((str(int(number.value)), number.end))
        elif number is not None:  # "Dashboard 3.1", figure by figure
            whole = (tokens[i].low, i + 1) if tokens[i].kind is TokenKind.DIGITS else small(tokens, i)
            said += [(str(whole[0]), whole[1])] if whole is not None else []
        if (nth := _ordinal_at(tokens, i)) in self._vocabulary:
            yield Edge(Guess(nth, 1.0, How.EXACT), i + 2, ordinal=True)
        if (figure := figure_word(tokens, i)) != tokens[i].low:
            said.append((figure, i + 1))
        if (figures := _spelt_figures(tokens, i)) is not None:
            said += [(figures[0], figures[1]), (str(int(figures[0])), figures[1])]
        yield from (Edge(Guess(word, 1.0, How.EXACT), end) for word, end in said if word in self._vocabulary)
        heard = homophone_at(tokens, i) if voice else None
        if heard is not None and str(int(heard.value)) in self._vocabulary:
            yield Edge(Guess(str(int(heard.value)), 0.85, How.SOUND), i + 1)

    def _words(self, tokens: Sequence[Token], i: int, voice: bool) -> Iterator[Edge]:
        """The word itself, and what it may be short, misspelt or misheard for."""
        word = tokens[i].low
        if tokens[i].kind is TokenKind.WORD:
            guesses = list(self._vocabulary.guesses(word, voice=voice))
            if guesses and not any(guess.word in self._complete for guess in guesses):
                guesses += self._vocabulary.completions(word)
            yield from (Edge(guess, i + 1) for guess in guesses)
            after = tokens[i + 1] if i + 1 < len(tokens) else None
            long = _GLUED_SHORT.get(word, "")
            if long in self._vocabulary and after and after.glued and after.kind is TokenKind.DIGITS:
                yield Edge(Guess(long, 0.9, How.FORM), i + 1)  # "p2"
        letter = _SPELT.get(word) if voice else None
        if letter is not None and letter in self._vocabulary:
            yield Edge(Guess(letter, 0.9, How.SOUND), i + 1)

    def _joined(self, tokens: Sequence[Token], i: int, voice: bool) -> Iterator[Edge]:
        """Words written or heard apart that are one in the name: "north wind", "A.I.", "G L X"."""
        letters, j = _letter(tokens[i], voice), i + 1
        for _ in range(4):
            after = j
            while after < len(tokens) and (
                tokens[after].low in (".", "-") and (tokens[after].glued or len(letters) == j - i)
            ):
                after += 1
            if after >= len(tokens) or tokens[after].kind is not TokenKind.WORD:
                break
            letters, j = letters + _letter(tokens[after], voice), after + 1
            end = j
            dotted = tokens[j - 2].low == "." and len(tokens[j - 1].low) == 1
            if dotted and end < len(tokens) and tokens[end].low == "." and tokens[end].glued:
                ends = end + 1 < len(tokens) and tokens[end + 1].text[:1].isupper()  # "... on T.P.S. Today ..."
                end += 0 if ends else 1
            torn = len(tokens[j - 1].low) > 1  # "north winds", not "website S.E.O."
            plain = letters if letters in self._vocabulary or not torn else letters.removesuffix("s")
            if plain in self._vocabulary and len(plain) > 1:
                yield Edge(Guess(plain, 0.98, How.FORM), end)
            elif voice and j == i + 2 and tokens[i].low not in ORDINARY | {"a"}:
                heard = self._vocabulary.sounds_like(letters)
                if heard is not None:
                    yield Edge(Guess(heard, 0.8, How.SOUND), end)
            elif voice and j == i + 2:
                heard = self._vocabulary.sounds_like(letters)
                if heard is not None and len(letters) >= 7:
                    yield Edge(Guess(heard, 0.75, How.SOUND), end)


def _letter(token: Token, voice: bool) -> str:
    return _SPELT.get(token.low, token.low) if voice else token.low


def _ordinal_at(tokens: Sequence[Token], i: int) -> str:
    """ "2nd floor" as "second floor"; "" where there is none."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if tokens[i].kind is not TokenKind.DIGITS or after is None or not after.glued:
        return ""
    return _ORDINALS.get(tokens[i].low + after.low, "")


def _spelt_figures(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """ "one zero four two": a number said figure by figure; "twenty twenty five": a year said in two halves."""
    if tokens[i].low == "twenty" and (half := small(tokens, i + 1)) is not None and half[0] >= 10:
        return f"20{half[0]}", half[1]
    first = small(tokens, i)
    if first is not None and 0 < first[0] < 10 and (rest := small(tokens, first[1])) is not None and rest[0] >= 10:
        return f"{first[0]}{rest[0]}", rest[1]  # "three sixty"
    figures, j = "", i
    while len(figures) < 8 and j < len(tokens) and (tokens[j].low in UNITS or tokens[j].low in ("oh", "o")):
        value = UNITS.get(tokens[j].low, 0)
        if value > 9:
            break
        figures, j = figures + str(value), j + 1
    return (figures, j) if len(figures) > 1 else None


def past_joints(tokens: Sequence[Token], i: int) -> int:
    """Past what may stand between two words of one name."""
    j = i
    while j < len(tokens) and j - i < 3 and tokens[j].low in _JOINTS:
        if tokens[j].low == "(" and j + 1 < len(tokens) and tokens[j + 1].kind is TokenKind.DIGITS:
            break  # "4h portal (2 design, 2 dev)"
        if tokens[j].low in (".", "-", "–", "/", "+") and not (
            tokens[j].glued and j + 1 < len(tokens) and tokens[j + 1].glued
        ):
            break
        j += 1
    return j


def past_spoken_joint(tokens: Sequence[Token], i: int) -> int:
    """Past a mark that was read out: "dashboard three point one", "N G M dash A G"."""
    return i + 1 if 0 < i < len(tokens) - 1 and tokens[i].low in _SPOKEN_JOINTS else i
