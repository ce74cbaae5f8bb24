"""Numbers as Whisper may write them: "four", "Four" and "4" are one answer, and so their probabilities add up.

Without that a number that was heard for sure looks like a guess: of "six hours", tiny.en gives 0.54 to "six" and most
of the rest to "6".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
#: The reader of lengths takes "for hours" for four, so between these two there is nothing to decide.
_SAME = {"four": "for"}
#: What lengths are made of beside numbers.
_PARTS = frozenset("a an half halves quarter quarters third thirds point hour hours minute minutes day days".split())
#: Sounds like a number, and is read as one where a number must stand.
_HOMOPHONES = frozenset("for to too won ate".split())
#: "Fifteen" and "fifty" differ by a stress: each of these numbers with its twin.
TWINS = {teen: 10 * (teen - 10) for teen in range(13, 20)} | {10 * (teen - 10): teen for teen in range(13, 20)}
_VALUES = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 * ten for ten, word in enumerate(_TENS, 2)},
}
WORDS = frozenset({*_UNITS, *_TENS})


def is_number(word: str) -> bool:
    """Whether a word, in lower case and without marks, says or sounds like a number."""
    return word in WORDS or any(letter.isdigit() for letter in word) or word in _HOMOPHONES


def is_length(word: str) -> bool:
    """Whether a word may be a part of a length: "an hour and a half"."""
    return is_number(word) or word in _PARTS


def value(word: str) -> int | None:
    """The number that a word in lower case says, in digits or letters; None for none."""
    return int(word) if word.isdecimal() and len(word) < 5 else _VALUES.get(word)


def alike(encode: Callable[[str], Sequence[int]]) -> Mapping[int, tuple[int, ...]]:
    """For the token of a number all tokens that say the same number, itself among them.

    Args:
        encode: Text to tokens. Only what is one single token counts.
    """

    @cache
    def tokens(text: str) -> tuple[int, ...]:
        made = [tuple(encode(written)) for written in (text, f" {text}", text.capitalize(), f" {text.capitalize()}")]
        return tuple(dict.fromkeys(each[0] for each in made if len(each) == 1))

    groups: dict[int, tuple[int, ...]] = {}
    for value, word in enumerate(_UNITS):
        same = (*tokens(word), *tokens(str(value)), *tokens(_SAME.get(word, word)))
        groups |= dict.fromkeys(same, tuple(dict.fromkeys(same)))
    for place, word in enumerate(_TENS, 2):
        spelt = tokens(word)
        digits = {value: tokens(str(value)) for value in range(10 * place, 10 * place + 10)}
        groups |= dict.fromkeys(spelt, (*spelt, *(token for same in digits.values() for token in same)))
        for same in digits.values():
            groups |= dict.fromkeys(same, (*same, *spelt))
    return groups


def beginnings(encode: Callable[[str], Sequence[int]]) -> Mapping[int, frozenset[int]]:
    """For each token that begins a number below 100 the numbers it may begin: " Four" begins 4, and 14 as well.

    Args:
        encode: Text to tokens.
    """
    found: dict[int, set[int]] = {}
    for value in range(100):
        words = [str(value), _UNITS[value] if value < len(_UNITS) else _TENS[value // 10 - 2]]
        words += [_SAME[words[1]]] if words[1] in _SAME else []
        for written in (form for word in words for form in (word, word.capitalize())):
            for text in (written, f" {written}"):
                found.setdefault(encode(text)[0], set()).add(value)
    return {token: frozenset(values) for token, values in found.items()}


def rivals(encode: Callable[[str], Sequence[int]]) -> Mapping[int, tuple[int, ...]]:
    """For each token that begins a number all tokens that can only begin another one; for "on" that of "of".

    Args:
        encode: Text to tokens.
    """
    begun = beginnings(encode)
    return {encode(" on")[0]: (encode(" of")[0],)} | {
        token: tuple(other for other, meant in begun.items() if not meant & values) for token, values in begun.items()
    }


def twins(encode: Callable[[str], Sequence[int]]) -> Mapping[int, tuple[int, ...]]:
    """For each token that begins a number with a twin all tokens that begin that twin, and not itself.

    Args:
        encode: Text to tokens.
    """
    begun = beginnings(encode)
    wanted = {token: {TWINS[value] for value in values if value in TWINS} for token, values in begun.items()}
    return {
        token: tuple(other for other, meant in begun.items() if meant & twin and not meant & begun[token])
        for token, twin in wanted.items()
        if twin
    }
