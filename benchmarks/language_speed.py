"""Milliseconds per sentence of the local interpreter, by the size of the account.

    python -m benchmarks.language_speed [PROJECTS ...]

Accounts are made up (the same every time): six tasks a project, one client for every four projects. Every sentence is
read cold (the interpreter remembers looked-up words, so each is read once before a different one). Bars: 95 % of
sentences in 5 ms with 40 projects, all in one frame of 16 ms with 2,000.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from benchmarks.corpus import DATA
from desktop.agent.intents import Channel, Utterance
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, Project, Task

SIZES = (40, 100, 1_000, 2_000, 10_000)
_TASKS = ("Design", "Development", "Meetings", "QA & Testing", "Project Management", "Content Writing")
_FIRST = """Amber Birch Cedar Delta Ember Falcon Garnet Harbor Indigo Juniper Kestrel Lumen Maple Nimbus Onyx Pioneer
Quartz Raven Summit Tundra Umber Vertex Willow Xenon Yarrow Zephyr Acme Globex Stark Northwind Hooli Vandelay""".split()
_SECOND = "Foods Health Labs Media Energy Traders Partners Studios Systems Bank Rail Press Motors Airways Water".split()
_WHAT = """Website Mobile Data Brand Customer Patient Energy Content Payment Search Billing Loyalty Campaign Event
Partner Analytics Inventory Support Identity Reporting""".split()
_KIND = (
    "Redesign App Platform Refresh Portal Dashboard Migration Strategy Engine Tool Audit Rollout Retainer Phase".split()
)


def account(size: int) -> Catalog:
    """A catalog of `size` projects with names of two to four words and a code each."""
    chance = random.Random(7)
    tasks = tuple(Task(place, name, True) for place, name in enumerate(_TASKS, start=1))
    projects = []
    for number in range(size):
        owner = number // 4
        name = f"{_FIRST[owner % len(_FIRST)]} {_SECOND[owner // len(_FIRST) % len(_SECOND)]}"
        client = Client(owner, name if owner < len(_FIRST) * len(_SECOND) else f"{name} {owner}")
        title = f"{chance.choice(_WHAT)} {chance.choice(_KIND)}"
        if chance.random() < 0.4:
            title += f" {chance.choice(_WHAT)}"
        if chance.random() < 0.3:
            title += f" {chance.randint(2, 9)}"
        projects.append(Project(10_000 + number, title, f"{name[:3].upper()}-{number}", client, tasks))
    return Catalog(tuple(projects))


def sentences(catalog: Catalog) -> list[Utterance]:
    """The labelled corpus, and sentences that name this account's own projects, some misspelt."""
    found = []
    for raw in (DATA / "utterances.jsonl").read_text(encoding="utf-8").splitlines():
        line = json.loads(raw)
        found.append(Utterance(line["text"], datetime.fromisoformat(line["now"]), Channel(line["channel"])))
    chance = random.Random(11)
    now = datetime(2026, 11, 18, 17, 40)
    for _ in range(200):
        one, two = chance.choice(catalog.projects), chance.choice(catalog.projects)
        name = one.name if chance.random() < 0.7 else one.name.replace("e", "", 1)
        text = chance.choice(
            (
                f"2h {name}, 1.5h {two.client.name} {two.name} yesterday",
                f"an hour and a half of design on {one.client.name} {name} for the login bug",
                f"{one.code} 45m, {two.code} 3h dev",
                f"Um, I spent three hours on {name} and, uh, half an hour on {two.name.lower()} meetings",
            )
        )
        found.append(Utterance(text, now, chance.choice((Channel.TYPED, Channel.VOICE))))
    return found


def measure(size: int) -> tuple[float, list[float]]:
    """Milliseconds to build the index, and for each sentence."""
    catalog = account(size)
    begun = time.perf_counter()
    interpreter = Interpreter(catalog, workday=Decimal(8))
    built = (time.perf_counter() - begun) * 1000
    times = []
    for utterance in sentences(catalog):
        begun = time.perf_counter()
        interpreter.read(utterance)
        times.append((time.perf_counter() - begun) * 1000)
    return built, sorted(times)


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    print(f"{'projects':>9}{'build ms':>10}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}")
    for size in [int(argument) for argument in arguments] or SIZES:
        built, times = measure(size)
        print(
            f"{size:>9,}{built:>10.0f}{times[len(times) // 2]:>9.2f}"
            f"{times[int(len(times) * 0.95)]:>9.2f}{times[-1]:>9.2f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
