"""A second reader looks at what the rules read and may only doubt it: what it reads otherwise is checked by a person.

In come the words and the rules' reading; out comes the same reading with `checks`, `alternatives` and `confidence` on
its entries. It adds no entry, drops none and changes no value but a task that the rules left open. Of what is no work
to be logged it has an opinion, too (`kinds.py`): then the rules read the words again as that kind.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Protocol

from desktop.agent.intents import Interpretation, Kind, Utterance
from desktop.agent.reading.certainty.kinds import KINDS
from desktop.agent.reading.documents.tables import table_in
from desktop.harvest.catalog import Catalog

if TYPE_CHECKING:
    from desktop.agent.reading.certainty.learned import LearnedReader

IDLE_SECONDS: Final = 600.0
"""How long the weights stay in memory when nobody asks."""
NOTHING_TO_WAIT_FOR: Final[Future[None]] = Future()
NOTHING_TO_WAIT_FOR.set_result(None)
_HAVE_OTHERS: Final = frozenset({Kind(name) for name in KINDS})

#: Reads the same words as of another kind, by the rules.
ReadAs = Callable[[Kind], Interpretation]


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


def has_lengths(found: Interpretation) -> bool:
    """Whether the rules read work with a length that the words carry."""
    return found.kind is Kind.LOG and any("hours" in one.spans for one in found.entries)


def has_an_opinion(utterance: Utterance, found: Interpretation, read_as: ReadAs | None) -> bool:
    """Whether the learned reader can say anything of such words; it is not even loaded for others."""
    if not has_lengths(found) and (read_as is None or found.kind not in _HAVE_OTHERS):
        return False
    # Rows of a table are read by their columns, not by their words.
    return table_in(utterance.text) is None


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
