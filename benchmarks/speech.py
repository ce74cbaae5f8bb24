"""Speech against plain `whisper.transcribe()`: how soon, how right, how many names, and nothing where nobody speaks.

    python -m benchmarks.make_speech   # once: speaks the summaries (espeak-ng; flite and Piper where installed)
    python -m benchmarks.speech [--clips N] [--sets first,second]

Real tiny.en weights, two threads. Plain and tuned hear the same clips in the same run, clip by clip, so that whatever
else the machine does weighs on both. "End of speech to cards" plays 15 s of speech into a dictation at the pace of a
voice, in steps of 64 ms as a microphone does, and counts from the last step until the words are understood; plain
Whisper gets the same recording, and only has to write it down. Clips of a set that is put aside are counted and never
shown. What speech does to the app is `benchmarks.speech_app`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
import warnings
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import corpus, noises
from benchmarks.make_speech import FOLDER, SETS, Clip, clips
from desktop.agent.intents import Channel, Interpretation, Span, Utterance
from desktop.agent.reading.certainty.hearing import Faint, with_doubts, with_second
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, Project, Task
from desktop.speech import loading, weights
from desktop.speech.audio import BYTES_PER_SECOND
from desktop.speech.dictation import Dictation
from desktop.speech.errors import NoSpeech
from desktop.speech.transcribe import transcribe_pcm
from desktop.speech.transcriber import Transcriber
from desktop.speech.transcript import Transcript
from desktop.speech.vocabulary import Vocabulary, vocabulary
from desktop.speech.wav import read_wav

if TYPE_CHECKING:
    import whisper

STEP = 2048  # bytes: 64 ms, what QAudioSource delivers at a time
SPOKEN_SECONDS = 15.0
THREADS = 2
_RUNS = 10


def main() -> None:
    """Print the figures."""
    # As the worker has it, before torch is loaded: plain Whisper shall not lose for spinning on a busy machine.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--clips", type=int, default=0, help="only so many clips")
    options.add_argument("--sets", default="", help="only these sets, separated by commas")
    chosen = options.parse_args()
    wanted = tuple(each for each in SETS if not chosen.sets or each.name in chosen.sets.split(","))
    made = clips(FOLDER, wanted)
    if not made:
        print(f"No speech in {FOLDER}: run python -m benchmarks.make_speech first (needs espeak-ng).")
        return
    # An odd step, so that both voices of the summaries come up.
    made = made[:: max(1, len(made) // chosen.clips) | 1] if chosen.clips else made
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        tuned = Transcriber(lambda: weights.find("tiny.en", cache), threads=THREADS)
        tuned.start().result()
        words = demo_vocabulary()
        report_phantoms(tuned, words)
        plain = Plain(loading.load(weights.find("tiny.en", cache)))
        report_latency(plain, tuned, words, made)
        report_accuracy(plain, tuned, words, made)
        tuned.close()


def demo_vocabulary() -> Vocabulary:
    """The demo account's."""
    path = Path(__file__).parent.parent / "desktop" / "demo" / "account.json"
    account = json.loads(path.read_text("utf-8"))
    ids = {each["name"]: each["id"] for kind in ("clients", "tasks") for each in account[kind]}
    projects = (
        Project(
            each["id"],
            each["name"],
            each["code"],
            Client(ids[each["client"]], each["client"]),
            tuple(Task(ids[task["task"]], task["task"], task["billable"]) for task in each["tasks"]),
        )
        for each in account["projects"]
        if each["is_active"]
    )
    return vocabulary(Catalog(tuple(projects)))


def demo_reader() -> Interpreter:
    """The local grammar over the demo account."""
    catalog, workday = corpus.load_account(corpus.FIRST_ACCOUNT)
    return Interpreter(catalog, workday=workday)


class Plain:
    """`whisper.transcribe()` as it comes; the language is known to it, too."""

    def __init__(self, model: whisper.Whisper) -> None:
        import torch

        torch.set_num_threads(THREADS)
        self._model = model

    def __call__(self, pcm: bytes) -> str:
        samples = np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return str(self._model.transcribe(samples, language="en", fp16=False)["text"])


def report_latency(plain: Plain, tuned: Transcriber, words: Vocabulary, made: list[Clip]) -> None:
    """End of speech to cards on 15 s of speech."""
    reader = demo_reader()
    natural = [clip for clip in made if clip.voice == "piper"] or made
    ours, theirs = [], []
    for place in range(_RUNS):
        pcm = b"".join(read_wav(clip.path) for clip in natural[place * 3 :] + natural)
        pcm = pcm[: int(SPOKEN_SECONDS * BYTES_PER_SECOND)]
        ours.append(end_to_cards(tuned, words, pcm, reader))
        began = time.perf_counter()
        plain(pcm)
        theirs.append(time.perf_counter() - began)
    share = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    print(
        f"end of speech to cards, {SPOKEN_SECONDS:.0f} s of speech: {statistics.median(ours):.2f} s"
        f" (worst of {len(ours)}: {max(ours):.2f}); whisper.transcribe() {statistics.median(theirs):.2f} s;"
        f" ratio {share:.2f}",
        flush=True,
    )


def end_to_cards(tuned: Transcriber, words: Vocabulary, pcm: bytes, reader: Interpreter) -> float:
    """Seconds from the last sound to the entries, the sound coming at the pace of a voice."""
    dictation = Dictation(tuned, words, "en")
    began = time.perf_counter()
    for start in range(0, len(pcm), STEP):
        late = began + (start + STEP) / BYTES_PER_SECOND - time.perf_counter()
        if late > 0:
            time.sleep(late)
        dictation.feed(pcm[start : start + STEP])
    ended = time.perf_counter()
    understood(dictation.finish().result(), reader, datetime(2026, 11, 20, 17, 45))
    return time.perf_counter() - ended


def understood(heard: Transcript, reader: Interpreter, now: datetime) -> Interpretation:
    """What the app makes of the words."""
    reading = reader.read(Utterance(heard.text, now, Channel.VOICE))
    if heard.second:
        second = reader.read(Utterance(heard.second, now, Channel.VOICE))
        reading = with_second(reading, second, heard.text, heard.second)
    doubts = [(Faint if each.is_faint else Span)(each.start, each.end) for each in heard.doubts]
    return with_doubts(reading, doubts, heard.text)


@dataclass
class Score:
    """Counts over clips."""

    wrong: int = 0
    words: int = 0
    missed: int = 0
    names: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return (
            f"words wrong {self.wrong / max(1, self.words):6.1%}   names missed {self.missed:3}/{self.names}"
            f"   {self.seconds:6.1f} s"
        )


def report_accuracy(plain: Plain, tuned: Transcriber, words: Vocabulary, made: list[Clip]) -> None:
    """Word error rate (after Whisper's own normaliser) and names missed, of both; then what becomes of the words."""
    from whisper.normalizers import EnglishTextNormalizer

    plainly = EnglishTextNormalizer()
    projects, clients = zip(*(phrase.split(" for ") for phrase in words.phrases), strict=True)
    names = {*projects, *clients, *(client.split()[0] for client in clients)}
    scores: dict[tuple[str, str], Score] = {}
    drafts: dict[str, Drafts] = {}
    left: list[str] = []
    reader, aside = demo_reader(), {each.name for each in SETS if each.aside}
    for clip in made:
        pcm = read_wav(clip.path)
        said = plainly(clip.text).split()
        meant = {name for name in map(plainly, names) if f" {name} " in f" {' '.join(said)} "}
        for who in ("whisper.transcribe()", "tuned"):
            began = time.perf_counter()
            transcript = Transcript(plain(pcm)) if who != "tuned" else spoken(tuned, words, pcm)
            took = time.perf_counter() - began
            heard = plainly(transcript.text).split()
            wrong = distance(said, heard)
            for voice in (clip.set, "all"):
                score = scores.setdefault((voice, who), Score())
                score.wrong += wrong
                score.words += len(said)
                score.names += len(meant)
                score.missed += sum(f" {name} " not in f" {' '.join(heard)} " for name in meant)
                score.seconds += took
        written, *verdicts = judged(clip.row, transcript, reader)
        for key in (f"{clip.set} {clip.voice}", f"{clip.set}", "all"):
            drafts.setdefault(key, Drafts()).add(written, *verdicts)
        sure, unsure = verdicts
        if (wrong or not sure.right) and clip.set not in aside:
            mark = "!!" if unsure.wrong_ready else "  "
            doubts = [transcript.text[each.start : each.end] for each in transcript.doubts]
            left.append(
                f" {mark} {clip.set} {clip.id} {clip.voice}: {clip.text}\n"
                f"      {transcript.text} {doubts} {unsure.reason}\n      {transcript.second}"
            )
    for (voice, who), score in sorted(scores.items()):
        print(f"{voice:14} {who:21} {score}")
    for voice, counts in sorted(drafts.items()):
        print(f"{voice:14} {counts}")
    print("still wrong (!!: a complete draft that differs):\n" + "\n".join(left), flush=True)


@dataclass
class Drafts:
    """What became of the summaries, in lines, and what doubts changed.

    `right` are those of which every entry is right, `to_check` those among them that a person looks at before they are
    logged. `wrong_written` are among the wrong ones those that are read wrong as they are written, too: no matter of
    the ear.
    """

    lines: int = 0
    right: int = 0
    to_check: int = 0
    wrong_ready: int = 0
    wrong_written: int = 0
    wrong_without: int = 0
    entries: int = 0
    needless: int = 0

    def add(self, written: corpus.Verdict, sure: corpus.Verdict, unsure: corpus.Verdict) -> None:
        """One line: as it is written, as it was heard, and with the doubts of the ear."""
        self.lines += 1
        self.right += unsure.right
        self.to_check += unsure.right and unsure.to_check
        self.wrong_ready += unsure.wrong_ready
        self.wrong_written += unsure.wrong_ready and written.wrong_ready
        self.wrong_without += sure.wrong_ready
        if sure.right:
            self.entries += sure.entries
            self.needless += unsure.needless

    def __str__(self) -> str:
        asked = self.lines - self.right - self.wrong_ready
        return (
            f"{self.lines} summaries: {self.right} right ({self.to_check} of them only to check),"
            f" {asked} asked, {self.wrong_ready} wrong and ready"
            f" ({self.wrong_written} of them read wrong as written; {self.wrong_without} without doubts); asked in vain"
            f" {self.needless / max(1, self.entries):.1%} of the entries heard right"
        )


def judged(
    row: dict[str, Any], heard: Transcript, reader: Interpreter
) -> tuple[corpus.Verdict, corpus.Verdict, corpus.Verdict]:
    """What comes of the words as they are written, as if all that was heard were sure, and as it was heard."""
    now = datetime.fromisoformat(row["now"])
    written, sure = Transcript(row["text"]), replace(heard, doubts=(), second="")
    written_so, heard_so, asked_so = (
        corpus.judge(row, understood(each, reader, now)) for each in (written, sure, heard)
    )
    return written_so, heard_so, asked_so


def spoken(tuned: Transcriber, words: Vocabulary, pcm: bytes) -> Transcript:
    """What the tuned path hears; no text for nothing."""
    try:
        return transcribe_pcm(pcm, tuned, words, "en")
    except NoSpeech:
        return Transcript("")


def report_phantoms(tuned: Transcriber, words: Vocabulary) -> None:
    """Words where nobody speaks: there must be none."""
    heard = {name: text for name, pcm in noises.clips() if (text := spoken(tuned, words, pcm).text)}
    print(f"phantom words: {len(heard)} of 60 clips without a voice {heard or ''}", flush=True)


def distance(said: list[str], heard: list[str]) -> int:
    """Words to change, add or drop to make one of the other."""
    row: list[Any] = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        before, row[0] = row[:], i
        for j, other in enumerate(heard, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (word != other))
    return int(row[-1])


if __name__ == "__main__":
    main()
