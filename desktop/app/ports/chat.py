"""What stands above and behind the chat, for the screen: today's entries out of what Harvest last told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from desktop.harvest.catalog import Catalog, PastEntry
from desktop.ui.chat_port import ChatPort, Logged

if TYPE_CHECKING:
    from desktop.agent.drafts import Reply
    from desktop.app.ports.life import Work
    from desktop.app.services import Services

_PAST = "A project of the past"


class ChatDesk(ChatPort):
    """`do` puts work on the worker's loop; `answer` takes a reply to the screen, and `fail` what went wrong."""

    def __init__(
        self, do: Callable[[Work], None], answer: Callable[[Reply], None], fail: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._do, self._answer, self._fail = do, answer, fail

    def repeat(self, entry_id: int) -> None:
        """A card like that entry, for today."""

        async def work(services: Services) -> None:
            reply = await services.conversation.repeat(entry_id)
            if reply is None:
                self._fail("That entry cannot be repeated: its project or task takes no time any more.")
            else:
                self._answer(reply)

        self._do(work)

    def change(self, entry_id: int) -> None:
        """A card that changes that entry."""

        async def work(services: Services) -> None:
            self._answer(await services.conversation.change(entry_id))

        self._do(work)

    def show_today(self, history: Sequence[PastEntry], catalog: Catalog, today: date) -> None:
        """Tell what is logged today."""
        entries = sorted((one for one in history if one.spent_date == today), key=lambda one: one.id)
        self.today_changed.emit(tuple(logged(one, catalog) for one in entries))


def logged(entry: PastEntry, catalog: Catalog) -> Logged:
    """An entry as the screen shows it, with the names that the catalog has for it."""
    known = (project for project in (*catalog.projects, *catalog.archived) if project.id == entry.project_id)
    project = next(known, None)
    task = project.task(entry.task_id) if project else None
    return Logged(
        entry.id,
        entry.hours,
        project.name if project else _PAST,
        project.client.name if project else "",
        task.name if task else "",
        entry.notes,
        entry.is_running,
    )
