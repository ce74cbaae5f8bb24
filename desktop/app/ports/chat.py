"""What stands above and behind the chat, for the screen: today's entries, today's chat, and what was logged from here.

The entries are what Harvest last told, the chat comes from its own small file, the rest from the journal.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.harvest.catalog import Account, Catalog, PastEntry
from desktop.paths import Home, of_disk
from desktop.preferences import Preferences
from desktop.text import plain
from desktop.ui.chat_port import ChatPort, Earlier, Kept, Logged

if TYPE_CHECKING:
    from desktop.agent.drafts import Card, Reply
    from desktop.agent.journal import Journal
    from desktop.agent.logbook import Record
    from desktop.app.kept_chat import KeptChat, Line
    from desktop.app.ports.life import Work
    from desktop.app.services import Services

Submit = Callable[[Coroutine[Any, Any, None]], object]

_PAST = "A project of the past"
_MOST = 100_000


class ChatDesk(ChatPort):
    """`do` puts work on the worker's loop once there are services, `submit` at once.

    `answer` takes a reply to the screen, and `fail` what went wrong. `home` is the person's, in the `demo`, too: the
    wish to keep no chat is one for both. `keeps`: whether today's chat is kept, until `prefer` tells otherwise.
    """

    def __init__(
        self,
        home: Home,
        submit: Submit,
        do: Callable[[Work], None],
        answer: Callable[[Reply], None],
        fail: Callable[[str], None],
        *,
        demo: bool = False,
        keeps: bool = True,
    ) -> None:
        super().__init__()
        self._home, self._submit, self._do = home, submit, do
        self._path = (home.demo if demo else home).chat
        self._answer, self._fail = answer, fail
        self._user: int | None = None
        self._shown: set[int] = set()
        self._keeps = keeps
        self._today = date.today  # until the account's zone is known
        self._reading = asyncio.Lock()
        self._read_at: tuple[Journal, int, int] | None = None
        self._kept_records: tuple[Record, ...] = ()  # as the journal was then: every pause in typing looks through them

    def repeat(self, entry_id: int) -> None:
        """A card like that entry, for today."""

        async def work(services: Services) -> None:
            reply = await services.conversation.by_hand.repeat(entry_id)
            if reply is None:
                self._fail("That entry cannot be repeated: its project or task takes no time any more.")
            else:
                self._answer(reply)

        self._do(work)

    def change(self, entry_id: int) -> None:
        """A card that changes that entry."""

        async def work(services: Services) -> None:
            self._answer(await services.conversation.by_hand.change(entry_id))

        self._do(work)

    def find(self, words: str) -> None:
        """Look through the journal."""

        async def work(services: Services) -> None:
            from desktop.agent.logbook import find

            self.found.emit(words, tuple(_kept(one) for one in find(await self._records(services), words)))

        self._do(work)

    def export(self, path: Path) -> None:
        """Write the journal as CSV, for this account alone."""

        async def work(services: Services) -> None:
            from desktop.agent.logbook import csv_of

            records = await self._records(services)
            try:
                await asyncio.to_thread(path.write_text, csv_of(records), encoding="utf-8-sig", newline="")
            except OSError as problem:
                self._fail(f"The file was not written. {of_disk(problem)}")
            else:
                self.exported.emit(f"{plain.counted(len(records), 'line')} written to {path}")

        self._do(work)

    async def _records(self, services: Services) -> tuple[Record, ...]:
        """What this person logged from here, newest first; read anew only where something happened since."""
        from desktop.agent.logbook import records_of

        user, journal = (await services.directory.account()).user_id, services.journal
        async with self._reading:  # whoever asks meanwhile gets what is being read
            mark = (journal, user, await asyncio.to_thread(journal.latest_event))
            if self._read_at != mark:
                self._kept_records = await asyncio.to_thread(lambda: records_of(journal.history(_MOST), user))
                self._read_at = mark
            return self._kept_records

    # --- today's chat ----------------------------------------------------------------------------------------------

    def prefer(self, value: Preferences) -> None:
        """Whether the chat is to be kept; where it is not any more, what was kept goes."""
        if self._keeps and not value.keeps_chat:
            self._submit(self._forget())
        self._keeps = value.keeps_chat

    def hear(self, words: str) -> None:
        """The person said something."""
        self._add("said", plain.shown_lines(words))

    def note(self, reply: Reply) -> None:
        """It was answered."""
        text = reply.text or reply.question or ""
        if text:
            self._add("answered", plain.shown_lines(text))
        if cards := [card.id for card in (*reply.drafts, *reply.deeds)]:
            self._add("cards", " ".join(cards))

    def know(self, account: Account | None, today: Callable[[], date]) -> None:
        """Who is signed in, and which day it is there: from now on what is said is theirs.

        The wish to keep nothing may have been written into the settings while another home, or none, was open.
        """
        self._user = account.user_id if account else None
        if account is None:
            self._read_at, self._kept_records = None, ()
        self._today = today
        if not self._keeps:
            self._submit(self._forget())
        elif self._user is not None and self._user not in self._shown:
            self._shown.add(self._user)
            self._submit(self._read(self._user, today()))

    def _add(self, kind: str, text: str) -> None:
        if self._keeps and self._user is not None:
            self._submit(self._keep(kind, text, self._user, self._today()))

    async def _keep(self, kind: str, text: str, user_id: int, day: date) -> None:
        self._file.add(kind, text, user_id, day)

    async def _forget(self) -> None:
        from desktop.app.kept_chat import KeptChat

        for home in (self._home, self._home.demo):
            KeptChat(home.chat).forget()

    async def _read(self, user_id: int, day: date) -> None:
        """At once, before anything new is said; the cards follow from the journal."""
        lines = self._file.lines(user_id, day)

        async def work(services: Services) -> None:
            self.earlier.emit(_earlier(lines, services, user_id))

        if lines:
            self._do(work)

    @property
    def _file(self) -> KeptChat:
        from desktop.app.kept_chat import KeptChat  # with SQLite, on the worker's loop: the window shows without it

        return KeptChat(self._path)

    # --- today's entries -------------------------------------------------------------------------------------------

    def show_today(self, history: Sequence[PastEntry], catalog: Catalog, today: date) -> None:
        """Tell what is logged today."""
        entries = sorted((one for one in history if one.spent_date == today), key=lambda one: one.id)
        self.today_changed.emit(tuple(logged(one, catalog) for one in entries))


def _earlier(lines: Sequence[Line], services: Services, user_id: int) -> tuple[Earlier, ...]:
    """With their cards as the journal has them; a card stands where it was shown first, and is told of once."""
    from desktop.agent.cards import card_of
    from desktop.agent.deeds.card import Deed
    from desktop.agent.drafts import DraftState

    told: list[Earlier] = []
    seen: set[str] = set()
    for line in lines:
        if line.kind != "cards":
            told.append(Earlier(said=line.text) if line.kind == "said" else Earlier(text=line.text))
            continue
        keys = [key for key in line.text.split() if key not in seen]
        seen.update(keys)
        stored = [services.journal.operation(key) for key in keys]
        cards: list[Card] = [
            card for one in stored if one and one.user_id == user_id and (card := card_of(one)) is not None
        ]
        services.conversation.take_up(cards)
        lost = len(keys) - len(cards)
        refused = [card for card in cards if isinstance(card, Deed) and card.state is DraftState.REFUSED]
        told += [Earlier(text=f"{deed.summary} was refused: {deed.reason}") for deed in refused]  # its plan is gone
        told.append(Earlier(cards=tuple(card for card in cards if card not in refused), lost=lost))
    return tuple(told)


def _kept(one: Record) -> Kept:
    day = one.day or one.at.date()
    return Kept(day, one.hours, one.client, one.project, one.task, one.notes, one.state, one.counts)


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
