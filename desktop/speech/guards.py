"""Words that nobody said: what Whisper is known to make up, and how to tell.

Voice activity keeps silence away from Whisper; these catch what still comes out
wrong. All are pure functions over text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from desktop.speech.vocabulary import EXAMPLE

#: What the models write over breath, hum and clicks; learnt from captions, so it sounds polite. Whole pieces only.
PHANTOMS = frozenset(
    {
        "bye", "bye bye", "hmm", "mm", "oh", "ok", "okay", "please subscribe", "so",
        "subtitles by the amara org community",
        "thank you", "thank you bye", "thank you for watching", "thank you so much", "thank you very much", "thanks",
        "thanks for watching", "the", "the end", "uh", "um", "you", "yeah",
    }
)  # fmt: skip
_MARKS = re.compile(r"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♪♫]+")
#: Hurried English has about this many.
_WORDS_PER_SECOND = 4.0
_LONG_LOOP = 5
_LOOP = re.compile(r"\b(\w[\w'’]*(?:[\s,.!?–-]+\w[\w'’]*){0,7}?)(?:[\s,.!?–-]+\1\b){3,}", re.IGNORECASE)


def bare_words(text: str) -> str:
    """Lower case, letters and digits, single spaces."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("'", "").replace("’", "")))


def without_marks(text: str) -> str:
    """Without "[Music]", "(applause)" and notes: they describe sound, they are no words."""
    return " ".join(_MARKS.sub(" ", text).split())


def without_loops(text: str) -> str:
    """A run of the same one to eight words, four times or more, once."""
    return _LOOP.sub(r"\1", text)


def without_doubling(text: str, seconds: float) -> str:
    """A text that is the same words twice, faster than anybody speaks in `seconds`, once."""
    words = text.split()
    half = len(words) // 2
    twice = half > 1 and bare_words(" ".join(words[:half])) == bare_words(" ".join(words[half:]))
    return " ".join(words[:half]) if twice and len(words) > _WORDS_PER_SECOND * seconds else text


def repeated(tokens: Sequence[int]) -> int:
    """How many of the last tokens only say again what stands right before them; 0 for none.

    Five tokens or more are a loop the second time, fewer the third.
    """
    for length in range(1, len(tokens) // 2 + 1):
        copies = 2 if length >= _LONG_LOOP else 3
        last = tokens[-length:]
        if all(tokens[-(copy + 1) * length : -copy * length] == last for copy in range(1, copies)):
            return (copies - 1) * length
    return 0


def is_phantom(text: str) -> bool:
    """Whether the whole text is one that the models are known to make up."""
    return bare_words(text) in PHANTOMS or not bare_words(text)


def is_echo(text: str, phrases: Sequence[str]) -> bool:
    """Whether the prompt came back instead of what was said.

    It did where the words are its example, or a list of phrases of it and hardly anything else: two or more that follow
    each other there, making up four fifths of the words. One alone may well have been said: it is a fair answer to
    "which project?".
    """
    words = bare_words(text)
    if words and words in bare_words(EXAMPLE) and len(words.split()) > 5:
        return True
    known = [bare_words(phrase) for phrase in phrases]
    best = 0
    for first in range(len(known)):
        covered, place = 0, first
        while place < len(known) and known[place] and f" {known[place]} " in f" {words} ":
            covered += len(known[place].split())
            place += 1
        if place - first >= 2:
            best = max(best, covered)
    return best >= 0.8 * max(1, len(words.split()))


def clean(text: str, phrases: Sequence[str] = (), seconds: float = math.inf) -> str:
    """The words that may be believed, of a piece that lasts so many seconds; "" where none can."""
    kept = without_doubling(without_loops(without_marks(text)), seconds)
    return "" if is_phantom(kept) or is_echo(kept, phrases) else kept
