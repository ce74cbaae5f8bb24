"""What this process knows of the writes that it has to do with, also while the journal cannot be read or written.

`known.get(id)` gives the journal's operation. Where the outcome of a request could not be stored (the disk filled
between the request and its answer), it says so: such a request is never called unsent.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Final

from desktop.agent.journal import Journal, JournalError, Operation, State

UNANSWERED: Final = "It is not clear whether Harvest has it; it is looked up before anything is sent again."
LEFT: Final = "It was sent, but what became of it could not be stored. It is looked up before anything is sent again."
SENT_TWICE: Final = (
    "Harvest was slow to answer, so it was sent twice. A second copy that turns up late is looked for in a minute."
)
STAYED: Final = "It is confirmed and kept, but could not be sent."

log = logging.getLogger(__name__)


class Known:
    """The operations that this process confirmed, sent or looked up, as they stand."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._latest: dict[str, Operation] = {}
        self._trouble: dict[str, tuple[str, bool]] = {}

    @property
    def ids(self) -> frozenset[str]:
        """Everything that this process had to do with."""
        return frozenset(self._latest)

    def keep(self, operation: Operation) -> None:
        """Remember an operation as it is now stored."""
        self._latest[operation.id] = operation

    def get(self, operation_id: str) -> Operation | None:
        """The operation as it stands: the journal's, else the latest that this process saw. Raises nothing."""
        try:
            operation = self._journal.operation(operation_id)
        except JournalError as problem:
            log.warning("An operation cannot be read: %s", problem)
            operation = self._latest.get(operation_id)
        else:
            if operation is not None and operation_id in self._latest:
                self._latest[operation_id] = operation
        return None if operation is None else self.explained(operation)

    def note_trouble(self, operation_id: str, problem: Exception, *, left: bool) -> None:
        """What happened could not be stored. `left`: a request may have reached Harvest."""
        sentence = str(problem) if isinstance(problem, JournalError) else f"Gleaner failed: {type(problem).__name__}."
        self._trouble[operation_id] = (f"{LEFT if left else STAYED} {sentence}", left)

    def clear_trouble(self, operation_id: str) -> None:
        """The journal has it again."""
        self._trouble.pop(operation_id, None)

    def explained(self, operation: Operation) -> Operation:
        """With the reason why it is open; the journal has none while a request is under way or was cut off."""
        if operation.id in self._trouble and operation.state in (State.CONFIRMED, State.SENDING):
            reason, left = self._trouble[operation.id]
            return replace(operation, state=State.SENDING if left else operation.state, reason=reason)
        if operation.reason:
            return operation
        if operation.state is State.SENDING:
            return replace(operation, reason=UNANSWERED)
        return replace(operation, reason=SENT_TWICE) if operation.is_watched else operation
