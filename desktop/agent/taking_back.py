"""Taking back what was written, exactly once: each with the operation that undoes it, through the same journal."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from desktop.agent.journal import Journal, JournalError, Kind, NewOperation, Operation, State
from desktop.agent.known import Known
from desktop.agent.undoing import CannotUndo, inverse, restart
from desktop.agent.writes.base import ran_before
from desktop.agent.writes.payloads import StopTimer, Tampered, read
from desktop.harvest.catalog import Account
from desktop.harvest.client import Harvest
from desktop.harvest.errors import HarvestError
from desktop.harvest.models import TimeEntry

_MAKES: Final = frozenset({Kind.CREATE_ENTRY, Kind.START_TIMER})
_ELSEWHERE: Final = "Not undone. That was confirmed in another account; change to that one to take it back."
_CHANGED_HERE: Final = "Not undone. It was changed from here since; take that change back first."


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of an undo. `text` is for people; `operations` are what was to be undone, as they stand now."""

    is_done: bool
    text: str
    operations: tuple[Operation, ...] = ()


class Out(Protocol):
    """What is asked of the committer: the one way out, for what takes back, too."""

    def account(self) -> Awaitable[Account]:
        """Who is signed in. Raises HarvestError."""
        ...

    def store(self, news: Sequence[NewOperation]) -> tuple[Operation, ...]:
        """Store what is to be sent. Raises JournalError: then nothing of it was."""
        ...

    def send(self, operation_ids: Sequence[str]) -> Awaitable[object]:
        """Take these operations as far as they go now."""
        ...

    def note(self, operation_id: str, reason: str) -> None:
        """Replace what a person reads."""
        ...

    def tell(self, operation_id: str) -> Operation | None:
        """Tell the screen how that operation stands."""
        ...


class TakingBack:
    """Undoes operations of whoever is signed in."""

    def __init__(self, committer: Out, harvest: Harvest, journal: Journal, known: Known) -> None:
        self._committer = committer
        self._harvest = harvest
        self._journal = journal
        self._known = known

    async def latest(self) -> Undone:
        """Take back what was confirmed last and is not undone yet: all that one Enter wrote."""
        account = await self._committer.account()
        latest = self._journal.latest_commit(account.user_id)
        if not latest:
            return Undone(False, "There is nothing to undo.")
        results = [await self.one(operation.id) for operation in latest]
        return Undone(
            all(result.is_done for result in results),
            " ".join(dict.fromkeys(result.text for result in results)),
            tuple(one for result in results for one in result.operations),
        )

    async def one(self, operation_id: str) -> Undone:
        """Take one operation back, exactly once; a card's id is its operation's. What cannot be, is told, not done.

        An entry that was changed from here since stays until that change is taken back.
        """
        account = await self._committer.account()
        operation = self._journal.operation(operation_id)
        if operation is not None and operation.user_id != account.user_id:
            return Undone(False, _ELSEWHERE)
        if operation is not None and operation.state is State.SENDING:
            await self._committer.send([operation_id])
            operation = self._journal.operation(operation_id)
        if operation is None:
            return Undone(False, "There is nothing to undo.")
        match operation.state:
            case State.COMMITTED:
                return await self._take_back(operation, account)
            case State.CONFIRMED if self._journal.discard(operation_id, "Taken back before it was sent."):
                return self._result(True, "Taken back before it was sent.", operation_id)
            case State.UNDONE | State.DISCARDED:
                return self._result(True, "That was taken back already.", operation_id)
            case State.REFUSED:
                return self._result(False, "Harvest refused that, so there is nothing to undo.", operation_id)
            case _:
                text = "It is not clear whether Harvest has it. Please try again when Harvest answers."
                return self._result(False, text, operation_id)

    async def _take_back(self, operation: Operation, account: Account) -> Undone:
        made = operation.answer_id if operation.kind in _MAKES else None
        if made is not None and self._journal.was_changed(made, operation.seq):
            return self._result(False, _CHANGED_HERE, operation.id)
        batch = uuid.uuid4().hex
        try:
            planned = inverse(self._as_it_was_left(operation), account, batch)
        except (CannotUndo, Tampered) as problem:
            return self._result(False, str(problem), operation.id)
        (back,) = self._committer.store([planned])
        await self._committer.send([back.id])
        back = self._known.get(back.id) or back
        if back.state is not State.COMMITTED:
            text = {
                State.REFUSED: f"Not undone. {back.reason}",
                State.UNCLEAR: f"Not undone. {back.reason}",
            }.get(back.state, f"It will be undone as soon as Harvest answers. {back.reason}")
            self._committer.note(operation.id, text)
            return self._result(False, text, operation.id)
        text = _undone_text(operation, back)
        if operation.kind is Kind.START_TIMER and (ran := ran_before(operation)):
            text += await self._restore_timer(ran[0], account, back.batch)
        return self._result(True, text, operation.id)

    def _as_it_was_left(self, operation: Operation) -> Operation:
        """An entry that was changed from here since it was made is known as that change left it, and not as foreign."""
        if operation.kind not in _MAKES or operation.answer_id is None:
            return operation
        return replace(operation, answer=self._journal.latest_image(operation.answer_id) or operation.answer)

    async def _restore_timer(self, entry_id: int, account: Account, batch: str) -> str:
        try:
            if (await self._harvest.time_entry(entry_id)).is_running:
                return ""
        except HarvestError:
            return ""
        try:
            (again,) = self._committer.store([restart(entry_id, account.user_id, batch)])
        except JournalError as problem:
            return f" The timer that ran before could not be started again. {problem}"
        await self._committer.send([again.id])
        stored = self._known.get(again.id)
        if stored is not None and stored.state is State.COMMITTED:
            return " The timer that ran before runs again."
        return " The timer that ran before could not be started again."

    def _result(self, is_done: bool, text: str, operation_id: str) -> Undone:
        operation = self._committer.tell(operation_id)
        return Undone(is_done, text, (operation,) if operation else ())


def _undone_text(operation: Operation, back: Operation) -> str:
    if operation.kind is Kind.DELETE_ENTRY:
        return f"It is back in Harvest, with a new number: {back.answer_id}. {back.reason}".strip()
    if operation.kind is Kind.STOP_TIMER and (change := read(operation, StopTimer).change) is not None:
        had = TimeEntry.model_validate_json(operation.answer).hours
        text = f"The timer runs again, from the {had:.2f} h that it was set to; what was taken off is not given back."
        return f"{text} {back.reason}".strip() if change.payload() else back.reason or text
    return back.reason or f"Undone: {operation.summary}."
