"""What the second reader is worth: mistakes against looks, and what it costs.

    python -m benchmarks.certainty                                  what training wrote down, by hand held out; the cost
    python -m benchmarks.certainty --account FILE --lines FILE ...  other labelled lines, rules alone and with the veto

"Wrong" are lines with a complete draft that differs from its label and would be logged unseen, "ready" the lines of
entries that are wholly right and need no look, "looks" the lines with a draft to check. The shipped network has learnt
from all lines of `training/lines`: the curve comes from networks that had not seen hand or account.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.corpus import entry_differs, load_account
from benchmarks.language_speed import account as account_of_size
from desktop.agent.intents import Channel, Interpretation, Kind, Utterance
from desktop.agent.reading.certainty.engine import Awake
from desktop.agent.reading.certainty.learned import LearnedReader
from desktop.agent.reading.reader import Interpreter

ROOT = Path(__file__).resolve().parent.parent
CURVE = ROOT / "training" / "curve.json"
LIMITS = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99)


@dataclass(frozen=True)
class Looked:
    """A line with both readings."""

    line: dict[str, Any]
    found: Interpretation

    @property
    def rights(self) -> list[bool]:
        """Of each entry whether the label has it, each of the label's once."""
        expect = self.line["expect"]
        left = list(expect["entries"]) if expect["kind"] == "log" else []
        hits = []
        for entry in self.found.entries:
            hit = next((one for one in left if one.get("project") and not entry_differs(one, entry)), None)
            if hit is not None:
                left.remove(hit)
            hits.append(hit is not None)
        return hits

    def verdict(self, limit: float) -> tuple[bool, bool, bool]:
        """Whether something wrong would be logged unseen, all is right without a look, something is looked at."""
        is_log = self.line["expect"]["kind"] == "log"
        wrong = looks = False
        is_whole = is_log and len(self.found.entries) == len(self.line["expect"]["entries"])
        for entry, hit in zip(self.found.entries, self.rights, strict=True):
            is_complete = entry.project is not None and entry.task is not None and entry.hours is not None
            is_sure = entry.confidence >= limit
            looks |= is_complete and not is_sure
            wrong |= is_complete and is_sure and not hit
            is_whole = is_whole and hit and (is_sure or entry.task is None)
        return wrong, is_whole, looks


def look_at(account: Path, paths: Sequence[Path]) -> list[Looked]:
    """All lines of the files, read by the rules and looked at by the shipped network."""
    catalog, workday = load_account(account)
    interpreter, reader = Interpreter(catalog, workday=workday), LearnedReader(Awake(600))
    every = []
    for path in paths:
        for raw in path.read_text(encoding="utf-8").splitlines():
            if raw.strip():
                line = json.loads(raw)
                said = Utterance(line["text"], datetime.fromisoformat(line["now"]), Channel(line["channel"]))
                every.append(Looked(line, reader.look(said, interpreter.read(said), catalog, workday)))
    return every


def show_curve(name: str, every: Sequence[Looked]) -> None:
    """A table: the rules alone (limit 0), then ever more careful."""
    logs = sum(one.line["expect"]["kind"] == "log" for one in every)
    print(f"{name}: {len(every)} lines, {logs} of them entries")
    for limit in LIMITS:
        verdicts = [one.verdict(limit) for one in every]
        wrong, ready, looks = (sum(column) for column in zip(*verdicts, strict=True))
        print(f"  {limit:5.2f}  wrong {wrong:4}  ready {ready:4} ({ready / max(1, logs):5.1%})  looks {looks:4}")


def show_trained() -> None:
    """What training wrote down, by hand held out."""
    if not CURVE.is_file():
        print("training/curve.json is not there: make train")
        return
    known = json.loads(CURVE.read_text(encoding="utf-8"))
    print(f"Held out of training, limit {known['limit']}: wrong and ready, ready and right of the log lines")
    print(f"  {'hand':14}{'lines':>6}{'logs':>6}{'rules wrong':>13}{'ready':>7}{'veto wrong':>12}{'ready':>7}")
    for row in known["hands"]:
        print(
            f"  {row['hand']:14}{row['lines']:>6}{row['logs']:>6}{row['rules_wrong']:>13}{row['rules_ready']:>7}"
            f"{row['wrong']:>12}{row['ready']:>7}"
        )
    print("  limit   wrong   ready, all hands")
    for row in known["curve"]:
        print(f"  {row['limit']:5.2f} {row['wrong']:7} {row['ready']:7}")


def show_cost() -> None:
    """Milliseconds a message of some 40 words against 40 projects, on one thread."""
    catalog = account_of_size(40)
    interpreter, reader = Interpreter(catalog, workday=Decimal(8)), LearnedReader(Awake(600))
    one, two = catalog.projects[3], catalog.projects[17]
    text = (
        f"okay so this morning I did two hours on the {one.name} for {one.client.name} mostly design and then a call "
        f"with the {two.client.name} people about the {two.name} that was forty five minutes and three hours of dev"
    )
    said = Utterance(text, datetime(2026, 11, 20, 18, 5), Channel.VOICE)
    found = interpreter.read(said)
    begun = time.perf_counter()
    reader.look(said, found, catalog, Decimal(8))
    print(f"first look, weights loaded: {time.perf_counter() - begun:.2f} s; kind {Kind(found.kind).value}")
    spent = []
    for _ in range(40):
        begun = time.thread_time()
        reader.look(said, found, catalog, Decimal(8))
        spent.append((time.thread_time() - begun) * 1000)
    print(f"each further look at {len(text.split())} words: {statistics.median(spent):.1f} ms of one thread")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the curve and the cost, or judge other lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--account", type=Path)
    parser.add_argument("--lines", type=Path, nargs="*", default=[])
    options = parser.parse_args(arguments)
    if options.account:
        show_curve(options.account.parent.name, look_at(options.account, options.lines))
        return
    show_trained()
    show_cost()


if __name__ == "__main__":
    main(sys.argv[1:])
