"""A second reader looks at what the rules read and may only doubt it: what it reads otherwise is checked by a person.

In come the words and the rules' reading; out comes the same reading with `checks`, `alternatives` and `confidence` on
its entries. It adds no entry, drops none and changes no value but a task that the rules left open.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from desktop.agent.intents import Interpretation, Utterance
from desktop.harvest.catalog import Catalog


class SecondReader(Protocol):
    """Looks at words once they are said, never while they are typed."""

    def look(self, utterance: Utterance, found: Interpretation, catalog: Catalog, workday: Decimal) -> Interpretation:
        """The rules' reading with the second reader's doubts; `workday` are the hours of a full day."""
        ...


class Trusting:
    """Doubts nothing: the reader of an installation without weights."""

    def look(self, utterance: Utterance, found: Interpretation, catalog: Catalog, workday: Decimal) -> Interpretation:
        """The reading as it is."""
        return found


class WhenNeeded:
    """The learned reader, of which nothing is imported before the first words were said."""

    def __init__(self) -> None:
        self._reader: SecondReader | None = None

    def look(self, utterance: Utterance, found: Interpretation, catalog: Catalog, workday: Decimal) -> Interpretation:
        """What the learned reader makes of it."""
        if self._reader is None:
            from desktop.agent.reading.certainty.learned import LearnedReader

            self._reader = LearnedReader()
        return self._reader.look(utterance, found, catalog, workday)
