"""What Harvest has, as cards that words may be about: "the hour on admin this morning, make that training"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from desktop.agent.drafts import Draft, DraftState
from desktop.harvest.catalog import Catalog, PastEntry

#: How far back an entry is looked for that words correct without saying its day.
_LATELY: Final = timedelta(days=14)


class Logged:
    """The person's entries as Harvest had them when the account was read, the earliest first."""

    def __init__(self, catalog: Catalog, history: Iterable[PastEntry]) -> None:
        self._projects = {project.id: project for project in catalog.projects}
        self._entries = {entry.id: entry for entry in sorted(history, key=lambda entry: entry.id)}
        self._lately: tuple[date, tuple[Draft, ...]] | None = None

    def lately(self, today: date) -> tuple[Draft, ...]:
        """Those of the last two weeks, as cards; made once a day, since words are read with each key."""
        if self._lately is None or self._lately[0] != today:
            near = (entry for entry in self._entries.values() if today - _LATELY <= entry.spent_date <= today)
            self._lately = today, tuple(card for card in map(self._card, near) if card is not None)
        return self._lately[1]

    def as_they_are(self, cards: Sequence[Draft]) -> tuple[Draft, ...]:
        """Cards of what was logged, with what their entries are by now, and with all tasks of their projects."""
        return tuple(self._as_it_is(card) for card in cards)

    def _as_it_is(self, card: Draft) -> Draft:
        entry = self._entries.get(card.answer.id) if card.answer is not None else None
        now = self._card(entry) if entry is not None else None
        if now is not None:
            return replace(now, id=card.id, answer=card.answer)
        known = self._projects.get(card.project.id) if card.project is not None else None
        return replace(card, project=known or card.project)

    def _card(self, entry: PastEntry) -> Draft | None:
        project = self._projects.get(entry.project_id)
        task = project.task(entry.task_id) if project is not None else None
        if project is None or task is None:
            return None
        return Draft(
            f"#{entry.id}", DraftState.COMMITTED, project, task, entry.hours, entry.spent_date, notes=entry.notes
        )
