"""A second reader looks at what the rules read and may only doubt it: what it reads otherwise is checked by a person.

In come the words and the rules' reading; out comes the same reading with `checks`, `alternatives` and `confidence` on
its entries. It adds no entry, drops none and changes no value but a task that the rules left open. Of what is no work
to be logged it has an opinion, too (`kinds.py`): then the rules read the words again as that kind.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Protocol

from desktop.agent.intents import Interpretation, Kind, Utterance
from desktop.harvest.catalog import Catalog

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


class Trusting:
    """Doubts nothing: the reader of an installation without weights."""

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


class WhenNeeded:
    """The learned reader, of which nothing is imported before the first words were said."""

    def __init__(self) -> None:
        self._reader: SecondReader | None = None

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
