"""Words and how they came about, as plain values that cross threads and processes."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Word:
    """One written word (with its leading space and punctuation) and the model's mean probability for it, 0 to 1.

    `rival` is the probability that it gave to all other numbers at that place, where the word begins as a number does,
    and for "on" that of "of"; `twin` the part of it that fell to the number that sounds nearly alike (fifteen, fifty).
    """

    text: str
    probability: float
    rival: float = 0.0
    twin: float = 0.0


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the worker made of one piece of sound (at most 30 s).

    `seconds` is the time spent on it; `temperature`, `window` (seconds of encoder input) and `attempts` say how it was
    reached. `log_probability` is the mean per token, `compression` zlib's ratio (above 2.4: a loop). `doubtful` are
    names that were written and taken back, because the sound did not support them. `second` is what was written for
    the same sound begun a moment earlier or later: where the two mean different things, neither is sure. Where there
    was only one hearing, it is the same text with the same words.
    """

    text: str
    language: str
    words: tuple[Word, ...] = ()
    audio_seconds: float = 0.0
    seconds: float = 0.0
    model: str = ""
    temperature: float = 0.0
    window: float = 30.0
    log_probability: float = 0.0
    no_speech: float = 0.0
    compression: float = 0.0
    attempts: int = 1
    doubtful: tuple[str, ...] = ()
    second: str = ""
    second_log_probability: float = 0.0
    second_words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A name put in place of what was heard: `text[start:end] == name` in the transcript that bears it."""

    heard: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place, `text[start:end]` of the transcript, that the model was not sure of.

    `is_faint`: it was, a little. That matters only if nothing is read from the place: another word may belong there.
    """

    start: int
    end: int
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """The words of a whole recording.

    `audio_seconds` is the length of the recording, `seconds` the time that decoding took in all. `corrections` are in
    order of their place, and so are `doubts`; `doubtful` are names that were written and taken back, for want of
    support by the sound. `second` are the words of a second hearing, names put right.
    """

    text: str
    language: str = "en"
    audio_seconds: float = 0.0
    seconds: float = 0.0
    model: str = ""
    segments: tuple[Decoded, ...] = ()
    corrections: tuple[Correction, ...] = ()
    doubtful: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    second: str = ""

    def without(self, correction: Correction) -> Transcript:
        """The same words with that one correction taken back; later corrections and doubts move along."""
        if correction not in self.corrections:
            return self
        text = self.text[: correction.start] + correction.heard + self.text[correction.end :]
        shift = len(correction.heard) - (correction.end - correction.start)
        kept = tuple(
            each
            if each.start < correction.start
            else Correction(each.heard, each.name, each.start + shift, each.end + shift)
            for each in self.corrections
            if each is not correction
        )
        doubts = tuple(
            each if each.start < correction.end else replace(each, start=each.start + shift, end=each.end + shift)
            for each in self.doubts
        )
        return replace(self, text=text, corrections=kept, doubts=doubts)
