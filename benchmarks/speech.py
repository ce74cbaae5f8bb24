"""Speech against plain `whisper.transcribe()`: how soon, how right, how many names, and nothing where nobody speaks.

    python -m benchmarks.make_speech   # once: speaks the summaries (espeak-ng; Piper where it is installed)
    python -m benchmarks.speech [--clips N]

Real tiny.en weights, two threads. Plain and tuned hear the same clips in the same run, clip by clip, so that whatever
else the machine does weighs on both. "End of speech to words" plays 15 s of speech into a dictation at the pace of a
voice, in steps of 64 ms as a microphone does, and counts from the last step; plain Whisper gets the same recording.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import corpus, noises
from benchmarks.make_speech import FOLDER, Clip, clips, summaries
from desktop.harvest.catalog import Catalog, Client, Project, Task
from desktop.speech import loading, weights
from desktop.speech.audio import BYTES_PER_SECOND, read_wav
from desktop.speech.dictation import Dictation
from desktop.speech.errors import NoSpeech
from desktop.speech.transcribe import transcribe_pcm
from desktop.speech.transcriber import Transcriber
from desktop.speech.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    import whisper

STEP = 2048  # bytes: 64 ms, what QAudioSource delivers at a time
SPOKEN_SECONDS = 15.0
THREADS = 2


def main() -> None:
    """Print the figures."""
    # As the worker has it, before torch is loaded: plain Whisper shall not lose for spinning on a busy machine.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--clips", type=int, default=0, help="only so many clips")
    chosen = options.parse_args()
    made = clips()
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
        report_memory(cache, made[0])
        plain = Plain(loading.load(weights.find("tiny.en", cache)))
        report_latency(plain, tuned, words, made)
        report_accuracy(plain, tuned, words, made)
        tuned.close()


def demo_vocabulary() -> Vocabulary:
    """The demo account's."""
    path = Path(__file__).parent.parent / "desktop" / "harvest" / "demo" / "account.json"
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
    """End of speech to words on 15 s of speech."""
    natural = [clip for clip in made if clip.voice == "piper"] or made
    ours, theirs = [], []
    for place in range(5):
        pcm = b"".join(read_wav(clip.path) for clip in natural[place * 3 :] + natural)
        pcm = pcm[: int(SPOKEN_SECONDS * BYTES_PER_SECOND)]
        ours.append(end_to_words(tuned, words, pcm))
        began = time.perf_counter()
        plain(pcm)
        theirs.append(time.perf_counter() - began)
    share = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    print(
        f"end of speech to words, {SPOKEN_SECONDS:.0f} s of speech: {statistics.median(ours):.2f} s"
        f" (worst of {len(ours)}: {max(ours):.2f}); whisper.transcribe() {statistics.median(theirs):.2f} s;"
        f" ratio {share:.2f}",
        flush=True,
    )


def end_to_words(tuned: Transcriber, words: Vocabulary, pcm: bytes) -> float:
    """Seconds from the last sound to the transcript, the sound coming at the pace of a voice."""
    dictation = Dictation(tuned, words, "en")
    began = time.perf_counter()
    for start in range(0, len(pcm), STEP):
        late = began + (start + STEP) / BYTES_PER_SECOND - time.perf_counter()
        if late > 0:
            time.sleep(late)
        dictation.feed(pcm[start : start + STEP])
    ended = time.perf_counter()
    dictation.finish().result()
    return time.perf_counter() - ended


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
    left: list[str] = []
    heard_rows: list[dict[str, Any]] = []
    rows = {row["id"]: row for row in summaries()}
    for clip in made:
        pcm = read_wav(clip.path)
        said = plainly(clip.text).split()
        meant = {name for name in map(plainly, names) if f" {name} " in f" {' '.join(said)} "}
        for who in ("whisper.transcribe()", "tuned"):
            began = time.perf_counter()
            text = plain(pcm) if who != "tuned" else spoken(tuned, words, pcm)
            took = time.perf_counter() - began
            heard = plainly(text).split()
            wrong = distance(said, heard)
            if who == "tuned":
                heard_rows.append({**rows[clip.id], "id": f"{clip.id}-{clip.voice}", "text": text})
            if who == "tuned" and wrong:
                left.append(f"    {clip.id} {clip.voice}: {clip.text}\n      {text}")
            for voice in (clip.voice, "all"):
                score = scores.setdefault((voice, who), Score())
                score.wrong += wrong
                score.words += len(said)
                score.names += len(meant)
                score.missed += sum(f" {name} " not in f" {' '.join(heard)} " for name in meant)
                score.seconds += took
    for (voice, who), score in sorted(scores.items()):
        print(f"{voice:7} {who:21} {score}")
    print("still wrong:\n" + "\n".join(left), flush=True)
    for voice in sorted({clip.voice for clip in made}):
        heard = FOLDER / f"heard-{voice}.jsonl"
        kept = (json.dumps(row) for row in heard_rows if row["id"].endswith(voice))
        heard.write_text("\n".join(kept) + "\n", "utf-8")
        corpus.main(["--show", str(heard)])


def spoken(tuned: Transcriber, words: Vocabulary, pcm: bytes) -> str:
    """What the tuned path hears; "" for nothing."""
    try:
        return transcribe_pcm(pcm, tuned, words, "en").text
    except NoSpeech:
        return ""


def report_phantoms(tuned: Transcriber, words: Vocabulary) -> None:
    """Words where nobody speaks: there must be none."""
    heard = {name: text for name, pcm in noises.clips() if (text := spoken(tuned, words, pcm))}
    print(f"phantom words: {len(heard)} of 60 clips without a voice {heard or ''}", flush=True)


_APP = """
import sys
from pathlib import Path
from desktop.speech import weights
from desktop.speech.audio import read_wav
from desktop.speech.transcribe import transcribe_pcm
from desktop.speech.transcriber import Limits, Transcriber

def resident():
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024

if __name__ == "__main__":
    from PySide6.QtWidgets import QApplication
    app = QApplication(["bench", "-platform", "offscreen"])
    import desktop.speech.recorder
    transcriber = Transcriber(lambda: weights.find("tiny.en", Path(sys.argv[1])), Limits(idle=1))
    before = resident()
    transcribe_pcm(read_wav(Path(sys.argv[2])), transcriber)
    during = resident()
    child = transcriber.process_id
    while transcriber.process_id is not None:
        transcriber._owner.join(0.1)
    print(f"{before:.0f} MB before, {during:.0f} MB during, {resident():.0f} MB after the worker left")
"""


def report_memory(cache: Path, clip: Clip) -> None:
    """Resident memory of an app process (Qt and all of speech but the microphone) around a decode."""
    if not Path("/proc/self/status").exists():
        return
    script = cache / "app.py"
    script.write_text(_APP, "utf-8")
    command = [sys.executable, str(script), str(cache), str(clip.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(f"memory of the app process: {done.stdout.strip() or done.stderr.strip()}", flush=True)


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
