"""Random and mutated inputs: none may raise, stall or give an invalid result.

    python -m benchmarks.fuzz [COUNT] [SEED]

Texts are corpus lines with pieces swapped, doubled, cut and strewn with signs, runs of one kind of character up to
20,000 long, and soup of words that mean something to the grammar.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from benchmarks.corpus import DATA, FIRST_ACCOUNT, load_account
from desktop.agent.drafts import Draft, DraftState
from desktop.agent.intents import Channel, Interpretation, Kind, Utterance
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog

_SIGNS = list(
    "😀🧑‍💻☕½¾٣۵५١٠\u200f\u202e\u0000\u0007\u200b\ufeff\n\t\r-–—:;,.!?/\\|&+*#$€%\"'’“”()[]<>{}=~^@_0123456789abcz"
)
_WORDS = """2h 1h30 1:30 90m half an hour and a quarter to for too won ate hours our yesterday monday last week the 3rd
feb 29 30 2026-02-31 99/99 each split between no wait make that 3 scratch undo same as from 9 until 5 since minus lunch
acme stark glx-1 data platform phase two nucleus internal training dev qa meetings notes : " budget invoice delete start
timer stop total rest all both not -2h 1000000 0h 25h point five hundred one q2 every day""".split()


def _text(chance: random.Random, lines: Sequence[str]) -> str:
    pick = chance.random()
    if pick < 0.45:
        text = chance.choice(lines)
        for _ in range(chance.randint(1, 6)):
            at, to = chance.randint(0, len(text)), chance.randint(0, len(text))
            way = chance.random()
            if way < 0.3:
                text = text[:at] + chance.choice(_SIGNS) + text[at:]
            elif way < 0.5:
                text = text[: min(at, to)] + text[max(at, to) :]
            elif way < 0.7:
                text = text[:at] + chance.choice(lines)[: chance.randint(0, 40)] + text[at:]
            else:
                text = text[:at] + " " + chance.choice(_WORDS) + " " + text[at:]
        return text
    if pick < 0.8:
        return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(0, 40)))
    if pick < 0.98:
        return "".join(chance.choice(_SIGNS) for _ in range(chance.randint(0, 120)))
    unit = chance.choice([*_SIGNS, *_WORDS, "9", "(", "and ", "1 ", "a.", "acme ", "no, ", "2h acme, "])
    return unit * (chance.randint(1, 20_000) // max(1, len(unit)))


def check(found: Interpretation, text: str, catalog: Catalog) -> None:
    """Raise AssertionError where a result could not be shown."""
    known = {project.id for project in catalog.projects}
    for entry in found.entries:
        assert entry.project is None or entry.project.id in known
        assert entry.hours is None or Decimal(0) < entry.hours <= 24, entry.hours
        assert entry.task is None or entry.project is None or entry.project.task(entry.task.id) == entry.task
        assert all(choice.project.id in known and 0 <= choice.score <= 100 for choice in entry.choices)
        assert all(0 <= span.start < span.end <= len(text) for span in entry.spans.values())
        assert entry.started_time is None or entry.ended_time is not None
    assert found.entries or found.kind is not Kind.LOG or found.question


def main(arguments: Sequence[str] = ()) -> None:
    """Run and report the slowest inputs."""
    count = int(arguments[0]) if arguments else 100_000
    chance = random.Random(int(arguments[1]) if len(arguments) > 1 else 1)
    catalog, workday = load_account(FIRST_ACCOUNT)
    interpreter = Interpreter(catalog, workday=workday)
    lines = [json.loads(raw)["text"] for raw in (DATA / "utterances.jsonl").read_text(encoding="utf-8").splitlines()]
    slowest: list[tuple[float, str]] = []
    cards: tuple[Draft, ...] = ()
    begun = time.perf_counter()
    for number in range(count):
        text = _text(chance, lines)
        now = datetime(2024, 1, 1) + timedelta(minutes=chance.randint(0, 1_600_000))
        context = Context(cards) if chance.random() < 0.3 else Context()
        started = time.perf_counter()
        try:
            found = interpreter.read(Utterance(text, now, chance.choice(tuple(Channel))), context)
            check(found, text, catalog)
        except Exception as problem:
            print(f"input {number}: {text[:300]!r} at {now}: {problem!r}")
            raise
        if found.entries and chance.random() < 0.2:
            cards = tuple(
                Draft(str(k), DraftState.ASKING, e.project, e.task, e.hours, e.spent_date, choices=e.choices)
                for k, e in enumerate(found.entries[:4])
            )
        slowest = sorted([*slowest, ((time.perf_counter() - started) * 1000, text[:80])], reverse=True)[:5]
    print(f"{count:,} inputs in {time.perf_counter() - begun:.0f} s, none failed. Slowest:")
    for milliseconds, text in slowest:
        print(f"  {milliseconds:7.1f} ms  {text!r}")


if __name__ == "__main__":
    main(sys.argv[1:])
