"""What every kind of write has in common: a check before, the request itself, and a look afterwards."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final

from desktop.agent.journal import Journal, Operation
from desktop.harvest.catalog import Account
from desktop.harvest.client import Harvest
from desktop.harvest.errors import HarvestError, Unclear
from desktop.harvest.models import Answer

REFERENCES: Final = "references"
"""Fact: whether the account keeps external references, `kept` or `ignored`."""

COUNTING: Final = "counting"
"""Fact: how the account counts time, `durations` or `timestamps`."""


_NOT_KEPT: Final = frozenset({"billable_rate", "cost_rate", "task_assignment", "user_assignment"})


@dataclass(frozen=True, slots=True)
class Desk:
    """What a write works with."""

    harvest: Harvest
    journal: Journal
    account: Account
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Done:
    """Harvest has it. `answer` is Harvest's own JSON, as far as we model it; `note` is what a person should know."""

    answer: str = ""
    answer_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """Harvest does not have it, as far as this look goes. `surely`: no request for it has ever left."""

    surely: bool = False


@dataclass(frozen=True, slots=True)
class Declined:
    """Harvest did not do it as confirmed, and has nothing of it left; `reason` says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """Only a person can tell; `reason` says why."""

    reason: str


Found = Done | Declined | Absent | Undecided


class Conflict(Exception):  # noqa: N818 - a state of affairs
    """Not sent, because things are not as they were when the person confirmed. The text says what is different."""


class Write(ABC):
    """How one kind of write is sent and found again. Stateless; raises HarvestError, Conflict and Tampered."""

    patience: ClassVar[timedelta | None] = None
    """How long after its confirmation it may still be sent; None: as long as it takes."""

    resends: ClassVar[bool] = True
    """Whether it may be sent again by itself when a look does not find it."""

    is_create: ClassVar[bool] = False
    """Whether it makes something new, so that a second delivery would make a twin."""

    def knows_its_own(self, desk: Desk) -> bool:
        """Whether what it makes surely carries our mark, so that a copy of it can be told from anybody's else."""
        return True

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Before the first request: raise Conflict, or say that there is nothing left to do. Reads only."""
        return None

    @abstractmethod
    async def send(self, desk: Desk, operation: Operation) -> Done | Declined:
        """Make the request. An error of `maybe_applied` leaves the outcome open; any other means it was not applied."""

    @abstractmethod
    async def look(self, desk: Desk, operation: Operation) -> Found:
        """After a doubt: does Harvest have it? Reads, and mends what is half done."""

    async def may_be_ours(self, desk: Desk, operation: Operation, answer_id: int) -> bool:
        """Whether what Harvest answered with, and what was not taken for ours, may be all the same. Reads only."""
        return True

    async def copies(self, desk: Desk, operation: Operation) -> tuple[int, ...]:
        """What looks like a second copy, where none can be told by our mark. Reads only."""
        return ()


def done(answer: Answer, answer_id: int, note: str = "") -> Done:
    """What is kept of Harvest's answer: rates are nobody's business on this disk."""
    return Done(image(answer), answer_id, note)


def image(answer: Answer) -> str:
    """The JSON of what Harvest has, as it is kept."""
    return answer.model_dump_json(exclude_none=True, exclude=set(_NOT_KEPT))


@contextmanager
def after_the_fact() -> Iterator[None]:
    """For requests that follow a write which did arrive: whatever fails now, the write itself is not undone by it."""
    try:
        yield
    except Unclear:
        raise
    except HarvestError as error:
        raise Unclear(f"Harvest has it, but did not let us finish: {error}") from error


def words_of(problem: HarvestError) -> str:
    """Harvest's own words, where it gave any; else our sentence for that kind of answer."""
    return getattr(problem, "message", "") or str(problem)


def not_ours(desk: Desk, operation: Operation, answer_id: int) -> Unclear:
    """Harvest answered with something else than was sent: no outcome. It is noted, as it may be ours all the same."""
    image = json.loads(operation.before) if operation.before else {"there": [], "running": []}
    desk.journal.remember(operation.id, json.dumps({**image, "answered": answer_id}))
    return Unclear("Harvest answered about something else than was sent.")


def answered_with(operation: Operation) -> int | None:
    """The id of what Harvest answered with and what is not known to be ours, or None."""
    if not operation.before:
        return None
    answered: int | None = json.loads(operation.before).get("answered")
    return answered


def snapshot(there: Iterable[int], running: Iterable[int] = ()) -> str:
    """The before-image of a create: what was there already that looks the same, and which timers ran."""
    return json.dumps({"there": sorted(there), "running": sorted(running)})


def there_before(operation: Operation) -> frozenset[int] | None:
    """The ids of a snapshot; None where none was taken, and so nothing can have been sent."""
    if not operation.before:
        return None
    return frozenset(json.loads(operation.before)["there"])


def ran_before(operation: Operation) -> tuple[int, ...]:
    """The timers that ran before this one was started."""
    return tuple(json.loads(operation.before)["running"]) if operation.before else ()
