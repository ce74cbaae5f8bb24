"""How well the local interpreter understands: scores labelled utterances.

    python -m benchmarks.corpus [--show] [FILE.jsonl ...]

A line is right when every field that its label gives is right, in any order of entries. "Wrong and ready" is a complete
draft that differs from its label: the one defect that must not occur. A needless question is an open field that the
label settles. Lines of a file with "heldout" in its name are never shown.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from desktop.agent.drafts import Draft
from desktop.agent.intents import Channel, EntryIntent, Interpretation, Kind, Utterance
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.certainty.learned import LearnedReader
from desktop.agent.reading.certainty.scope import may_be_another
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, Project, Task

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
FIRST_ACCOUNT = ROOT / "desktop" / "demo" / "account.json"
ACCOUNTS = {"first": FIRST_ACCOUNT} | {
    name: DATA / f"{name}_account.json" for name in ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
}

Label = dict[str, Any]


def load_account(path: Path) -> tuple[Catalog, Decimal]:
    """The catalog of an account file, and the hours of a full day."""
    account = json.loads(path.read_text(encoding="utf-8"))
    clients = {client["name"]: Client(client["id"], client["name"]) for client in account["clients"]}
    tasks = {task["name"]: task["id"] for task in account["tasks"]}
    projects = [
        Project(
            project["id"],
            project["name"],
            project.get("code") or "",
            clients[project["client"]],
            tuple(Task(tasks[task["task"]], task["task"], task["billable"]) for task in project["tasks"]),
            project.get("is_active", True),
        )
        for project in account["projects"]
    ]
    catalog = Catalog(tuple(p for p in projects if p.is_active), tuple(p for p in projects if not p.is_active))
    return catalog, Decimal(account["user"]["weekly_capacity"]) / 3600 / 5


@dataclass
class Verdict:
    """What came of one line."""

    line: Label
    right: bool
    reason: str = ""
    to_check: bool = False
    wrong_ready: bool = False
    needless: int = 0
    entries: int = 0
    milliseconds: float = 0.0


@dataclass
class Score:
    """Sums over verdicts."""

    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def right(self) -> float:
        """Share of lines that are right."""
        return sum(v.right for v in self.verdicts) / max(1, len(self.verdicts))

    @property
    def wrong_ready(self) -> int:
        """Lines with a complete draft that differs from the label."""
        return sum(v.wrong_ready for v in self.verdicts)

    @property
    def needless(self) -> float:
        """Questions that the label would not have asked, as a share of the labelled entries."""
        return sum(v.needless for v in self.verdicts) / max(1, sum(v.entries for v in self.verdicts))


def _same_hours(said: object, found: Decimal | None) -> bool:
    if said is None or found is None:
        return said is None and found is None
    return abs(Decimal(str(said)) - found) <= Decimal("0.011")


def entry_differs(label: Label, found: EntryIntent | Draft) -> list[str]:
    """The fields in which an entry differs from its label."""
    wrong = []
    name = found.project.name if found.project else None
    if name != label["project"]:
        wrong.append(f"project {name!r} for {label['project']!r}")
    if label.get("client") and found.project and found.project.client.name != label["client"]:
        wrong.append(f"client {found.project.client.name!r}")
    if label["project"] is None and label.get("candidates"):
        offered = {choice.project.name for choice in found.choices}
        if missing := set(label["candidates"]) - offered:
            wrong.append(f"not offered: {sorted(missing)}")
    if label.get("task") is not None and (found.task.name if found.task else None) != label["task"]:
        wrong.append(f"task {found.task.name if found.task else None!r} for {label['task']!r}")
    if "hours" in label and not _same_hours(label["hours"], found.hours):
        wrong.append(f"hours {found.hours} for {label['hours']}")
    if label.get("date") and found.spent_date.isoformat() != label["date"]:
        wrong.append(f"date {found.spent_date} for {label['date']}")
    notes = found.notes.lower()
    if lacking := [word for word in label.get("notes_has", ()) if word not in notes]:
        wrong.append(f"notes {found.notes!r} lack {lacking}")
    return wrong


def _pair(labels: Sequence[Label], found: Sequence[EntryIntent]) -> list[tuple[Label | None, EntryIntent | None]]:
    """Each label with the entry that differs least from it."""
    left = list(found)
    pairs: list[tuple[Label | None, EntryIntent | None]] = []
    order = sorted(
        ((len(entry_differs(label, entry)), i, j) for i, label in enumerate(labels) for j, entry in enumerate(found)),
    )
    used_labels: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in order:
        if i not in used_labels and j not in used_found:
            used_labels.add(i)
            used_found.add(j)
            pairs.append((labels[i], found[j]))
    pairs += [(label, None) for i, label in enumerate(labels) if i not in used_labels]
    pairs += [(None, left[j]) for j in range(len(found)) if j not in used_found]
    return pairs


def _complete(entry: EntryIntent) -> bool:
    """Ready to be confirmed once a task is there: the task may be a sensible default."""
    return entry.project is not None and entry.hours is not None and not entry.checks


def judge(line: Label, found: Interpretation) -> Verdict:
    """Compare one result with its label."""
    label = line["expect"]
    verdict = Verdict(line, right=True)
    kind = found.kind.value
    if kind != label["kind"]:
        verdict.right, verdict.reason = False, f"kind {kind} for {label['kind']}"
        verdict.wrong_ready = found.kind is Kind.LOG and any(_complete(entry) and entry.task for entry in found.entries)
        return verdict
    if label["kind"] == "log":
        return _judge_log(verdict, label, found)
    wrong = []
    values: dict[str, Any] = {
        "project": found.project.name if found.project else None,
        "client": found.client.name if found.client else None,
        "task": found.task.name if found.task else None,
        "from": found.start.isoformat() if found.start else None,
        "to": found.end.isoformat() if found.end else None,
        "date": found.day.isoformat() if found.day else None,
        "projects": sorted(project.name for project in found.projects),
    }
    for key, expected in label.items():
        if key == "kind":
            continue
        if key in ("hours", "amount"):
            if not _same_hours(expected, found.hours if key == "hours" else found.amount):
                wrong.append(f"{key} {found.hours if key == 'hours' else found.amount} for {expected}")
        elif key == "projects":
            if values["projects"] != sorted(expected):
                wrong.append(f"projects {values['projects']} for {expected}")
        elif values.get(key) != expected:
            wrong.append(f"{key} {values.get(key)} for {expected}")
    verdict.right, verdict.reason = not wrong, "; ".join(wrong)
    return verdict


def _judge_log(verdict: Verdict, label: Label, found: Interpretation) -> Verdict:
    verdict.entries = len(label["entries"])
    verdict.to_check = any(entry.checks for entry in found.entries)
    reasons = []
    for expected, entry in _pair(label["entries"], found.entries):
        if expected is None or entry is None:
            reasons.append("too few entries" if entry is None else f"one too many: {_short(entry)}")
            verdict.wrong_ready |= entry is not None and _complete(entry)
            continue
        wrong = entry_differs(expected, entry)
        reasons += wrong
        verdict.wrong_ready |= bool(wrong) and _complete(entry)
        verdict.needless += (expected["project"] is not None and entry.project is None) + (
            expected.get("hours") is not None and entry.hours is None
        )
        verdict.needless += expected.get("task") is not None and entry.task is None
    verdict.right, verdict.reason = not reasons, "; ".join(reasons)
    return verdict


def _short(entry: EntryIntent) -> str:
    return f"{entry.project.name if entry.project else None} {entry.hours} {entry.spent_date}"


@dataclass
class Both:
    """The rules of one account with the learned reader's opinion of the kind of a message, as in the application.

    `quick`: entries with all that is needed are not looked at; they nearly always are work.
    """

    rules: Interpreter
    catalog: Catalog
    workday: Decimal
    learned: LearnedReader
    quick: bool = False

    def read(self, said: Utterance, context: Context | None = None) -> Interpretation:
        """The rules' reading, of whichever kind the two take the words for."""
        context = context or Context()
        found = self.rules.read(said, context)
        if not may_be_another(found, context) or (self.quick and _is_plainly_told(found)):
            return found
        looked = self.learned.look(said, found, self.catalog, self.workday, partial(self.rules.read_as, said))
        return found if looked.kind is found.kind else looked


def _is_plainly_told(found: Interpretation) -> bool:
    return bool(found.entries) and all(_complete(entry) and entry.task for entry in found.entries)


def score(paths: Iterable[Path], *, quick: bool = False) -> Score:
    """Judge all lines of the files; a line may name its account (`account`: first to eighth). `quick` as in `Both`."""
    readers: dict[Path, Both] = {}
    learned, total = LearnedReader(), Score()
    for path in paths:
        for raw in path.read_text(encoding="utf-8").splitlines():
            if not raw.strip():
                continue
            line = json.loads(raw)
            account = ACCOUNTS[line.get("account", "first")]
            if account not in readers:
                catalog, workday = load_account(account)
                readers[account] = Both(Interpreter(catalog, workday=workday), catalog, workday, learned, quick)
            utterance = Utterance(line["text"], datetime.fromisoformat(line["now"]), Channel(line["channel"]))
            begun = time.perf_counter()
            found = readers[account].read(utterance)
            verdict = judge(line, found)
            verdict.milliseconds = (time.perf_counter() - begun) * 1000
            total.verdicts.append(verdict)
    return total


def report(name: str, total: Score, *, show: bool) -> None:
    """Print the figures, and with `show` the lines that are not right."""
    print(
        f"{name}: {len(total.verdicts)} lines, {total.right:.1%} right, {total.wrong_ready} wrong and ready, "
        f"{total.needless:.1%} needless questions"
    )
    by_kind: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for verdict in total.verdicts:
        for key in (verdict.line["expect"]["kind"], verdict.line["channel"]):
            by_kind[key]["lines"] += 1
            by_kind[key]["right"] += verdict.right
            by_kind[key]["wrong_ready"] += verdict.wrong_ready
            by_kind[key]["needless"] += verdict.needless
    print(f"  {'':16}{'lines':>6}{'right':>8}{'wrong+ready':>13}{'needless':>10}")
    for key, counts in by_kind.items():
        print(
            f"  {key:16}{counts['lines']:>6}{counts['right'] / counts['lines']:>8.1%}"
            f"{counts['wrong_ready']:>13}{counts['needless']:>10}"
        )
    if show:
        for verdict in total.verdicts:
            if not verdict.right:
                flag = "!!" if verdict.wrong_ready else "  "
                print(
                    f"{flag} {verdict.line['id']} [{verdict.line['channel']}] {verdict.line['text']!r}\n"
                    f"      {verdict.reason}"
                )


def main(arguments: Sequence[str] | None = None) -> None:
    """Score the files that are named, or all corpora of the tests."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--show", action="store_true", help="print the lines that are not right")
    options = parser.parse_args(arguments)
    for path in options.files or sorted(DATA.glob("*utterances.jsonl")):
        report(path.name, score([path]), show=options.show and "heldout" not in path.name)


if __name__ == "__main__":
    main(sys.argv[1:])
