"""Run the benchmarks: all of them, or those named."""

from __future__ import annotations

import importlib
import sys
import time

NAMES = {
    "corpus": "right, wrong-and-ready and needless questions on the labelled corpora",
    "keystrokes": "keys and seconds for three entries, beside the form on Harvest's timesheet",
    "language_speed": "milliseconds per sentence, by number of projects",
    "answers": "requests, time against bare requests and memory of every kind of question, on the large account",
    "cards": "what a card costs on the screen",
    "first_enter": "Enter to cards, cold and warm, and how long the screen stands still meanwhile",
    "harvest_reads": "reading a month of 5,000 entries, against a bare loop",
    "rules": "what each small rule of the reader brings, costs and guards on the labelled corpora",
    "model": "a language model's reading and answers, where one is set up, beside the local reader alone",
    "model_speed": "a language model's first words, stalls, memory and the tokens sent, with a server on loopback",
    "soak": "900 writes under faults, slow answers, clock jumps and a full disk: nothing lost, doubled or mistold",
    "speech": "end of speech to cards, word error rate, phantom words, against plain Whisper",
    "speech_app": "longest stall of the screen while speaking, memory of the app, 15 minutes of speech",
    "startup": "launch to window and idle memory, against a bare PySide6 window",
}


def main(argv: list[str]) -> int:
    unknown = [name for name in argv if name not in NAMES]
    if unknown:
        print(f"No benchmark called {', '.join(unknown)}. There are:")
        for name, what in NAMES.items():
            print(f"  {name:15} {what}")
        return 2
    for name in argv or NAMES:
        print(f"\n== {name}: {NAMES[name]}", flush=True)
        started = time.perf_counter()
        sys.argv = [f"benchmarks.{name}"]  # each has options of its own when run alone
        importlib.import_module(f"benchmarks.{name}").main()
        print(f"-- {name} took {time.perf_counter() - started:.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
