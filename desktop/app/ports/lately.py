"""What was logged lately as the screen sees it: the person's own entries come in, cards and favourites go out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from desktop.agent.drafts import Draft, DraftState, Reply
from desktop.agent.intents import Channel, EntryIntent
from desktop.harvest.catalog import Catalog, PastEntry, Project, Task
from desktop.harvest.errors import HarvestError
from desktop.text import plain
from desktop.ui.lately_port import LatelyPort, Repeatable

if TYPE_CHECKING:
    from desktop.app.ports.life import Work
    from desktop.app.services import Services
    from desktop.ui.preferences_port import PreferencesPort

MOST = 9


class LatelyDesk(LatelyPort):
    """`do` runs what needs the services, `do_inside` only while somebody is signed in.

    `reply` shows cards, `fail` a sentence.
    """

    def __init__(
        self,
        preferences: PreferencesPort,
        do: Callable[[Work], None],
        do_inside: Callable[[Work], None],
        reply: Callable[[Reply], None],
        fail: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._work, self._quietly = do, do_inside
        self._reply = reply
        self._fail = fail

    def look(self) -> None:
        """See what was logged meanwhile."""

        async def work(services: Services) -> None:
            with contextlib.suppress(HarvestError):  # nobody asked
                world = await services.conversation.world()
                self._show(tuple(_shown(*one) for one in _distinct(world.history, world.catalog)))

        self._quietly(work)

    def take(self, key: str) -> None:
        """Make a card of it."""

        async def work(services: Services) -> None:
            from desktop.agent.editing import new_draft

            found = await self._find(services, key)
            if found:
                entry, project, task = found
                day = (await services.conversation.now()).date()
                draft = new_draft(EntryIntent(project, task, entry.hours, day, notes=entry.notes))
                self._reply(await services.conversation.by_hand.put([draft]))

        self._work(work)

    def keep(self, key: str) -> None:
        """Make a favourite of it: the first sentence that is read as this very entry, by the rules alone.

        The sentences are made up here and hold its notes, which the person did not send to any language model.
        """

        async def work(services: Services) -> None:
            found = await self._find(services, key)
            if not found:
                return
            for words in _sentences(*found):
                reading = await services.conversation.read(words, Channel.TYPED, asks_model=False)
                if _says(reading.drafts, *found):
                    kept = self._preferences.value.favourites
                    self._preferences.choose_favourites((*(one for one in kept if one != words), words))
                    return
            self._fail("No sentence was found for this entry. Write one in the settings, under Favourites.")

        self._work(work)

    async def _find(self, services: Services, key: str) -> tuple[PastEntry, Project, Task] | None:
        world = await services.conversation.world()
        for one in _distinct(world.history, world.catalog):
            if str(one[0].id) == key:
                return one
        self._fail("That entry can no longer be logged again.")
        return None


def _distinct(history: Iterable[PastEntry], catalog: Catalog) -> list[tuple[PastEntry, Project, Task]]:
    """The latest of each kind that can be logged to still, at most `MOST`; running ones aside."""
    found: dict[tuple[int, int, str], tuple[PastEntry, Project, Task]] = {}
    for entry in sorted(history, key=lambda one: (one.spent_date, one.id), reverse=True):
        project = catalog.project(entry.project_id)
        task = project.task(entry.task_id) if project is not None and project.is_active else None
        if project is not None and task is not None and entry.hours > 0 and not entry.is_running:
            found.setdefault((project.id, task.id, entry.notes.strip()), (entry, project, task))
        if len(found) == MOST:
            break
    return list(found.values())


def _shown(entry: PastEntry, project: Project, task: Task) -> Repeatable:
    return Repeatable(str(entry.id), entry.hours, project.name, project.client.name, task.name, entry.notes.strip())


def _sentences(entry: PastEntry, project: Project, task: Task) -> Iterator[str]:
    """Ways to say an entry, the shortest first."""
    length, notes = f"{entry.hours.normalize():f}h", plain.shown(entry.notes)
    for names in ((project.name, task.name), (project.client.name, project.name, task.name)):
        said = " ".join((length, *names))
        yield from (f"{said}: {notes}", f"{said}, {notes}", f"{said} {notes}") if notes else (said,)


def _says(drafts: Sequence[Draft], entry: PastEntry, project: Project, task: Task) -> bool:
    if len(drafts) != 1 or drafts[0].state is not DraftState.READY:
        return False
    draft = drafts[0]
    same = (draft.project, draft.task, draft.hours) == (project, task, entry.hours)
    return same and draft.notes.casefold() == plain.shown(entry.notes).casefold()
