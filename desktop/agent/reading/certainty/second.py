"""A second reader looks at what the rules read: an entry that it reads otherwise is checked by a person.

In come the words and the rules' reading; out comes the same reading with `checks`, `alternatives` and `confidence` on
its entries. It fills in a task or a project that the rules left open where it is sure of one, the project always to be
checked; of an entry that is to be checked anyway it may know the task, in a story the day, better than the rules, whose
value is offered. Only where they left something open in a long dictation may its own reading stand instead, each entry
to be checked (`own_reading.py`). Of the kind of a message it
has an opinion, too (`kinds.py`): where it is sure enough, the rules read the words again as that kind. Of a request in
which they found no project it may know the one that is named (`meant_project.py`), which is then told.
"""

from __future__ import annotations

from concurrent.futures import Future
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Protocol

from desktop.agent.intents import Interpretation, Utterance
from desktop.agent.reading.certainty.scope import ReadAs
from desktop.harvest.catalog import Catalog

if TYPE_CHECKING:
    from desktop.agent.reading.certainty.learned import LearnedReader

NOTHING_TO_WAIT_FOR: Final[Future[None]] = Future()
NOTHING_TO_WAIT_FOR.set_result(None)


class SecondReader(Protocol):
    """Looks at words once they are said, never while they are typed."""

    def look(
        self,
        utterance: Utterance,
        found: Interpretation,
        catalog: Catalog,
        workday: Decimal,
        read_as: ReadAs | None = None,
    ) -> Interpretation:
        """The rules' reading with the second reader's doubts; `workday` are the hours of a full day.

        Without `read_as` the kind of the message is not looked at.
        """
        ...

    def wake(self, catalog: Catalog, workday: Decimal) -> Future[None]:
        """Begin to be ready for words about that account, which may be said soon; the future ends when it is."""
        ...

    def close(self) -> None:
        """Let go of what it holds."""
        ...


class Trusting:
    """Doubts nothing: the reader of an installation without weights."""

    def wake(self, catalog: Catalog, workday: Decimal) -> Future[None]:
        """There is nothing to begin."""
        return NOTHING_TO_WAIT_FOR

    def close(self) -> None:
        """It holds nothing."""

    def look(
        self,
        utterance: Utterance,
        found: Interpretation,
        catalog: Catalog,
        workday: Decimal,
        read_as: ReadAs | None = None,
    ) -> Interpretation:
        """The reading as it is."""
        return found


class WhenNeeded(Trusting):
    """The learned reader in this very process, of which nothing is imported before the first words were said.

    For whoever asks once, or has no screen: loading it lets no other thread work for a moment (`Apart` is for them).
    """

    def __init__(self) -> None:
        self._reader: LearnedReader | None = None

    def look(
        self,
        utterance: Utterance,
        found: Interpretation,
        catalog: Catalog,
        workday: Decimal,
        read_as: ReadAs | None = None,
    ) -> Interpretation:
        """What the learned reader makes of it."""
        if self._reader is None:
            from desktop.agent.reading.certainty.learned import LearnedReader

            self._reader = LearnedReader()
        return self._reader.look(utterance, found, catalog, workday, read_as)
