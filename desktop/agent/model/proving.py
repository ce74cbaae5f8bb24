"""A model proves itself before it may read: 20 sentences of ours about an account of ours, and what it made of them.

`async for result in prove(model)` yields a `Result` for each sentence; `may_read(results)` says whether that is enough.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from desktop.agent.intents import Channel, EntryIntent, Interpretation, Utterance
from desktop.agent.model.errors import ModelError
from desktop.agent.model.reader import ModelReader
from desktop.agent.model.talk import Model
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, Project, Task

RIGHT_NEEDED: Final = 15
"""Of 20. The rules alone read ten of these."""
SENTENCES: Final = 20
_WORKDAY: Final = Decimal(7)
_NEAR: Final = Decimal("0.011")
_DATA: Final = Path(__file__).with_name("trial.json")
_ACCOUNT: Final = Path(__file__).parents[2] / "demo" / "account.json"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one sentence; `seconds` is how long the model took, `problem` what went wrong with the service."""

    text: str
    is_right: bool
    seconds: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    entries: tuple[tuple[str, Decimal, str], ...]


async def prove(model: Model) -> AsyncIterator[Result]:
    """Let the model read all sentences, one after the other. A service that fails ends it with its problem."""
    catalog, now, sentences = _trial()
    reader, rules = ModelReader(model), Interpreter(catalog, workday=_WORKDAY)
    for sentence in sentences:
        utterance = Utterance(sentence.text, now, Channel.VOICE)
        begun = time.monotonic()
        try:
            found = await reader.read(utterance, rules.read(utterance), catalog, _WORKDAY, rules)
        except ModelError as problem:
            yield Result(sentence.text, is_right=False, seconds=time.monotonic() - begun, problem=str(problem))
            return
        yield Result(sentence.text, is_right(found, sentence.entries), time.monotonic() - begun)


def may_read(results: Sequence[Result]) -> bool:
    """Whether so many were right that the model helps more than it hinders."""
    return len(results) == SENTENCES and sum(result.is_right for result in results) >= RIGHT_NEEDED


def is_right(found: Interpretation | None, wanted: Sequence[tuple[str, Decimal, str]]) -> bool:
    """Whether these very entries were read, no more and no fewer, in any order."""
    if found is None:
        return False
    left = list(wanted)
    for entry in found.entries:
        match = next((want for want in left if _same(entry, want)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _same(entry: EntryIntent, want: tuple[str, Decimal, str]) -> bool:
    project, hours, day = want
    return (
        entry.project is not None
        and entry.hours is not None
        and entry.project.name == project
        and abs(entry.hours - hours) <= _NEAR
        and entry.spent_date.isoformat() == day
    )


@cache
def _trial() -> tuple[Catalog, datetime, tuple[_Sentence, ...]]:
    trial = json.loads(_DATA.read_text(encoding="utf-8"))
    sentences = tuple(
        _Sentence(each["text"], tuple((e["project"], Decimal(str(e["hours"])), e["day"]) for e in each["entries"]))
        for each in trial["sentences"]
    )
    return _catalog(), datetime.fromisoformat(trial["now"]), sentences


def _catalog() -> Catalog:
    account = json.loads(_ACCOUNT.read_text(encoding="utf-8"))
    clients = {client["name"]: Client(number, client["name"]) for number, client in enumerate(account["clients"], 1)}
    tasks = {task["name"]: number for number, task in enumerate(account["tasks"], 1)}
    return Catalog(
        tuple(
            Project(
                number,
                project["name"],
                project.get("code") or "",
                clients[project["client"]],
                tuple(Task(tasks[task["task"]], task["task"], task["billable"]) for task in project["tasks"]),
            )
            for number, project in enumerate(account["projects"], 1)
            if project.get("is_active", True)
        )
    )
