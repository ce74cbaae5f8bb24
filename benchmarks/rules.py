"""What each small rule of the reader brings: where it fires, what is lost without it, what it makes wrong.

    python -m benchmarks.rules [--heldout] [FILE.jsonl ...]

Every line of the corpora is read once while the rules note where they change something; then each rule is left out in
turn, for the lines on which it fired. "Brings" are lines that are right only with it, "costs" lines that are right only
without it, "guards" lines that would have a complete and wrong draft without it. A rule that brings and guards nothing
may go.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.corpus import ACCOUNTS, DATA, Label, Verdict, judge, load_account
from desktop.agent.intents import Channel, Utterance
from desktop.agent.reading.certainty import plainness
from desktop.agent.reading.certainty.caution import Caution
from desktop.agent.reading.entries import entries as assembling
from desktop.agent.reading.entries.around import Pass
from desktop.agent.reading.entries.sharing import PASSES
from desktop.agent.reading.items.rules import RULES, Rule
from desktop.agent.reading.reader import Interpreter


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule stands: an attribute of a rule, a module or a class; `idle` is what does nothing in its stead."""

    name: str
    owner: Any
    attribute: str
    idle: Callable[..., Any]


def places() -> list[Place]:
    """All rules that can be left out."""
    found = [Place(rule.name, rule, "apply", lambda items, _: items) for rule in RULES]
    found.append(Place("roles", assembling, "sorted_out", lambda parts, _: (list(parts), [])))
    found += [Place(f"entries: {one.name}", one, "apply", lambda reading, _: reading) for one in PASSES]
    return [*found, Place("failed plans", Caution, "_failed", lambda *_: False)]


def _put(place: Place, other: Callable[..., Any]) -> None:
    put = object.__setattr__ if isinstance(place.owner, Rule | Pass) else setattr
    put(place.owner, place.attribute, other)


@contextmanager
def instead(place: Place, other: Callable[..., Any]) -> Iterator[None]:
    """The rule replaced for a while."""
    kept = getattr(place.owner, place.attribute)
    _put(place, other)
    try:
        yield
    finally:
        _put(place, kept)


class Reading:
    """Reads labelled lines, each against its account."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.lines: list[Label] = [json.loads(raw) for path in paths for raw in path.read_text().splitlines() if raw]
        self._readers: dict[Path, Interpreter] = {}

    def verdict(self, line: Label) -> Verdict:
        """How the line is read now."""
        account = ACCOUNTS[line.get("account", "first")]
        if account not in self._readers:
            catalog, workday = load_account(account)
            self._readers[account] = Interpreter(catalog, workday=workday)
        said = Utterance(line["text"], datetime.fromisoformat(line["now"]), Channel(line["channel"]))
        return judge(line, self._readers[account].read(said))


def _noting(place: Place, fired: dict[str, set[int]], current: list[int]) -> Callable[..., Any]:
    """The rule itself, which notes the line on which it changes what it is given."""
    rule = getattr(place.owner, place.attribute)

    def noted(*args: Any) -> Any:
        result = rule(*args)
        # What only says yes or no fires where it says yes; of two results the first is what is passed on.
        changed = (
            result if isinstance(result, bool) else (result[0] if isinstance(result, tuple) else result) != args[0]
        )
        if changed:
            fired[place.name].add(current[0])
        return result

    return noted


def report(reading: Reading) -> None:
    """One row for each rule, the idlest first."""
    fired: defaultdict[str, set[int]] = defaultdict(set)
    current = [0]
    with_all: list[Verdict] = []
    patched = [(place, getattr(place.owner, place.attribute)) for place in places()]
    for place, _ in patched:
        _put(place, _noting(place, fired, current))
    for number, line in enumerate(reading.lines):
        current[0] = number
        with_all.append(reading.verdict(line))
    for place, rule in patched:
        _put(place, rule)
    rows = []
    for place, _ in patched:
        with instead(place, place.idle):
            without = {number: reading.verdict(reading.lines[number]) for number in fired[place.name]}
        brings = sum(with_all[n].right and not other.right for n, other in without.items())
        costs = sum(other.right and not with_all[n].right for n, other in without.items())
        guards = sum(other.wrong_ready and not with_all[n].wrong_ready for n, other in without.items())
        rows.append((brings + guards, f"{place.name:32}{len(without):>7}{brings:>8}{costs:>7}{guards:>8}"))
    print(f"{'rule':32}{'fires':>7}{'brings':>8}{'costs':>7}{'guards':>8}")
    for _, row in sorted(rows):
        print(row)
    _report_doubts(reading, [v.right for v in with_all])


def _report_doubts(reading: Reading, right: Sequence[bool]) -> None:
    """Each doubt: on how many lines it fires, of how many right ones, and what is wrong and ready without it."""
    fired: defaultdict[str, set[int]] = defaultdict(set)
    number = 0

    def note(doubt: plainness.Doubt, told: plainness.Told) -> bool:
        fires = doubt.fires(told)
        if fires:
            fired[doubt.name].add(number)
        return fires

    tables = (plainness.ALWAYS, plainness.STORIES)
    always, stories = (tuple(replace(d, fires=partial(note, d)) for d in table) for table in tables)
    plainness.ALWAYS, plainness.STORIES = always, stories
    try:
        for number, line in enumerate(reading.lines):  # noqa: B007
            reading.verdict(line)
    finally:
        plainness.ALWAYS, plainness.STORIES = tables
    print(f"\n{'doubt':32}{'fires':>7}{'right':>8}{'alone':>7}")
    for name, lines in sorted(fired.items(), key=lambda pair: len(pair[1])):
        alone = sum(not any(n in other for key, other in fired.items() if key != name) for n in lines)
        print(f"{name:32}{len(lines):>7}{sum(right[n] for n in lines):>8}{alone:>7}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Report on the files that are named, or on all open corpora of the tests."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--heldout", action="store_true", help="the held-out corpora instead of the open ones")
    options = parser.parse_args(arguments)
    every = sorted(DATA.glob("*utterances.jsonl"))
    files = [path.resolve() for path in options.files]
    report(Reading(files or [path for path in every if ("heldout" in path.name) == options.heldout]))


if __name__ == "__main__":
    main(sys.argv[1:])
