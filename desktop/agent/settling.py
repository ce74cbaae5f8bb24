"""One operation on its way: sent once, and after a doubt looked up before anything is sent again."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from desktop.agent.grace import Grace
from desktop.agent.journal import Claim, JournalError, Operation, State
from desktop.agent.writes.base import Absent, Conflict, Declined, Desk, Done, Undecided, Write, answered_with, words_of
from desktop.agent.writes.kinds import WRITES
from desktop.agent.writes.payloads import Tampered
from desktop.harvest.errors import Forbidden, HarvestError, NotFound, Refused

MAILED = "Harvest gave no clear answer, and does not list this e-mail. It was not sent again: please look, and decide."
ODD = (
    "Harvest answered about something else ({answered}) than was sent, and does not list what was sent. It was not sent"
    " again: please look, and decide."
)
TOO_LATE = "More than a minute has passed since it was confirmed. A timer counts from now, so nothing was sent."
NOT_AGAIN = (
    "Harvest gave no clear answer in time and does not show it, so it was not sent again. Please look at your timers."
)

log = logging.getLogger(__name__)


class Step(StrEnum):
    """How far an operation came."""

    SETTLED = "settled"  # there is an outcome
    DOUBT = "doubt"  # a request may have arrived: settle it
    WAITS = "waits"  # Harvest does not take requests now: try later
    TAKEN = "taken"  # somebody else is at it, or there is nothing to do
    BROKEN = "broken"  # what happened could not be stored: nothing more is sent now


@dataclass(frozen=True, slots=True)
class Looks:
    """When to look after an unclear outcome, in seconds since then, before it is sent again.

    A look at once finds what was stored; the later ones allow for reads that lag behind writes, and for a request that
    Harvest is still working on after we stopped listening. `patient` are those for what bears no mark of ours: a copy
    of it could not be told from somebody's own, so it is not sent again before a minute has passed. `twins`: how long
    after the look at once, and then from look to look, a first request is looked for that arrived later than that.
    """

    at: tuple[float, ...] = (0.0, 2.0, 6.0)
    patient: tuple[float, ...] = (0.0, 2.0, 6.0, 20.0, 60.0)
    twins: tuple[float, ...] = (60.0, 540.0, 3600.0, 86400.0)


class Delivery:
    """Takes single operations as far as they go now. Only the journal's claim gives the right to send."""

    def __init__(self, desk: Desk, looks: Looks, grace: Grace, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._desk = desk
        self._grace = grace
        self._journal = desk.journal
        self._looks = looks
        self._sleep = sleep
        self.stopper: HarvestError | None = None
        """Why the latest step that ended with `WAITS` did."""
        self.has_left = False
        """Whether a request of the latest step's operation may have reached Harvest, now or in an earlier life."""

    async def send(self, operation_id: str) -> Step:
        """Send an operation that was never sent; one in doubt is left to `settle`."""
        claim = self._claim(operation_id)
        if claim is None:
            return Step.TAKEN
        try:
            return await self._first(claim.operation) if claim.fresh else Step.DOUBT
        finally:
            self._release(operation_id)

    async def settle(self, operation_id: str) -> Step:
        """Look an operation up that is in doubt, and send it again where Harvest does not have it."""
        claim = self._claim(operation_id)
        if claim is None:
            return Step.TAKEN
        try:
            return await self._first(claim.operation) if claim.fresh else await self._settle(claim)
        finally:
            self._release(operation_id)

    def _claim(self, operation_id: str) -> Claim | None:
        self.has_left = False
        claim = self._journal.claim(operation_id)
        self.has_left = claim is not None and not claim.fresh
        return claim

    def _release(self, operation_id: str) -> None:
        # Whatever ends a step, its own error or being cancelled, is what counts: not that this failed, too.
        try:
            self._journal.release(operation_id)
        except JournalError as problem:
            log.warning("A claim could not be given back: %s", problem)

    async def _first(self, operation: Operation) -> Step:
        write = WRITES[operation.kind]
        if self._is_late(operation, write):
            return self._refuse(operation, TOO_LATE)
        try:
            early = await write.check(self._desk, operation)
        except (Conflict, Tampered) as problem:
            return self._refuse(operation, str(problem))
        except (Refused, Forbidden, NotFound) as problem:
            return self._refuse(operation, words_of(problem))
        except HarvestError as problem:
            return self._wait(operation, write, problem)
        if early is not None:
            return self._commit(operation, write, early)
        return await self._send(operation, write, fresh=True)

    async def _settle(self, claim: Claim) -> Step:
        operation = claim.operation
        write = WRITES[operation.kind]
        try:
            found = await self._look(operation, write)
        except (Conflict, Tampered) as problem:
            return self._refuse(operation, str(problem))
        except HarvestError as problem:
            self._journal.doubt(operation.id, str(problem))
            self.stopper = problem
            return Step.WAITS
        match found:
            case Done():
                return self._commit(operation, write, found)
            case Declined(reason):
                return self._refuse(operation, reason)
            case Undecided(reason):
                self._journal.finish(operation.id, State.UNCLEAR, reason=reason)
                return Step.SETTLED
            case Absent(surely=True):
                return await self._first(operation)
        if not write.resends:
            self._journal.finish(operation.id, State.UNCLEAR, reason=MAILED)
            return Step.SETTLED
        if self._is_late(operation, write):
            return self._refuse(operation, NOT_AGAIN)
        return await self._send(self._journal.attempt(operation.id), write, fresh=False)

    async def _look(self, operation: Operation, write: Write) -> Done | Declined | Absent | Undecided:
        """Look, and go on looking while Harvest may still be at it: counted from the first look in this process."""
        attempt = ("attempt", operation.id, operation.attempts)
        times = self._looks.at
        if write.is_create and not write.knows_its_own(self._desk):
            times = self._looks.patient
        elapsed = self._grace.since(attempt)
        while True:
            found = await write.look(self._desk, operation)
            if not isinstance(found, Absent) or found.surely:
                return found
            later = [at for at in times if at > elapsed]
            if not later:
                break
            await self._sleep(later[0] - elapsed)
            elapsed = max(later[0], self._grace.since(attempt))
        answered = answered_with(operation) if write.is_create else None
        if answered is not None and await write.may_be_ours(self._desk, operation, answered):
            return Undecided(ODD.format(answered=answered))
        return found

    async def _send(self, operation: Operation, write: Write, *, fresh: bool) -> Step:
        # The check may have stored what was there before.
        operation = self._journal.operation(operation.id) or operation
        self.has_left = True
        try:
            done = await write.send(self._desk, operation)
        except (Conflict, Tampered) as problem:
            return self._refuse(operation, str(problem))
        except (Refused, Forbidden, NotFound) as problem:
            return self._refuse(operation, words_of(problem))
        except HarvestError as problem:
            if problem.maybe_applied:
                self._journal.doubt(operation.id, str(problem))
                return Step.DOUBT
            if fresh:
                return self._wait(operation, write, problem)
            # An earlier request may still turn up: it stays in doubt, and is looked up again next time.
            self._journal.doubt(operation.id, str(problem))
            self.stopper = problem
            return Step.WAITS
        return (
            self._refuse(operation, done.reason) if isinstance(done, Declined) else self._commit(operation, write, done)
        )

    def _is_late(self, operation: Operation, write: Write) -> bool:
        if write.patience is None:
            return False
        # A clock that was set back in between says nothing of how long it was: then it is late, too.
        age = abs(self._desk.clock() - operation.confirmed_at)
        return age > write.patience or self._grace.since(("now", operation.id)) > write.patience.total_seconds()

    def _commit(self, operation: Operation, write: Write, done: Done) -> Step:
        self._journal.finish(
            operation.id,
            State.COMMITTED,
            answer=done.answer,
            answer_id=done.answer_id,
            reason=done.note,
            verify_at=self._desk.clock() if write.is_create else None,
        )
        return Step.SETTLED

    def _refuse(self, operation: Operation, reason: str) -> Step:
        # Sent more than once: should the first request turn up late after all, it must not stay beside a refused card.
        verify_at = self._desk.clock() if operation.resends and WRITES[operation.kind].is_create else None
        self._journal.finish(operation.id, State.REFUSED, reason=reason, verify_at=verify_at)
        return Step.SETTLED

    def _wait(self, operation: Operation, write: Write, problem: HarvestError) -> Step:
        if write.patience is not None:
            return self._refuse(operation, f"{problem} The timer was left as it was.")
        self._journal.wait(operation.id, str(problem))
        self.stopper = problem
        return Step.WAITS
