"""How close words are to names of tasks in meaning: "grading" is close to "Marking", "deploying" to "Releases".

A table of one short vector for each everyday word, made once from a sentence encoder and kept beside the weights. A
name is the mean of its words. Words that the table lacks are looked up by their plain forms, else are close to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from desktop.agent.reading.certainty.likeness import name_words

Vectors = NDArray[np.float32]
_ENDINGS = ("s", "es", "ing", "ed", "er", "ings")


class Meaning:
    """A table of words. `vectors` are rows of unit length, one for each of `words`."""

    def __init__(self, words: Sequence[str], vectors: Vectors) -> None:
        self._places = {word: place for place, word in enumerate(words)}
        self._vectors = vectors
        self._of_name = lru_cache(maxsize=512)(self._name)

    def closeness(self, words: Sequence[str], names: Sequence[str]) -> Vectors:
        """Cosines, a row for each word and a column for each name; 0 where the table knows neither."""
        width = self._vectors.shape[1]
        rows = np.stack([self._word(word) for word in words]) if words else np.zeros((0, width), np.float32)
        columns = np.stack([self._of_name(name) for name in names]) if names else np.zeros((0, width), np.float32)
        closeness: Vectors = rows @ columns.T
        return closeness

    def of(self, name: str) -> Vectors:
        """The vector of a name; zeros where the table knows none of its words."""
        return self._of_name(name)

    def _word(self, word: str) -> Vectors:
        place = self._places.get(word)
        if place is None:
            place = next((self._places[form] for form in _plain_forms(word) if form in self._places), None)
        if place is None:
            return np.zeros(self._vectors.shape[1], np.float32)
        row: Vectors = self._vectors[place]
        return row

    def _name(self, name: str) -> Vectors:
        known = [self._word(word) for word in name_words(name) if len(word) > 2 and word != "and"]
        total: Vectors = np.sum(known, axis=0, dtype=np.float32) if known else self._word("")
        length = float(np.linalg.norm(total))
        return total / length if length else total


def _plain_forms(word: str) -> list[str]:
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) > 2]
    return [form for stem in stems for form in (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem)]
