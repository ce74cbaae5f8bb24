"""What is said and what is done with cards, as work for the worker's loop: each method returns at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.agent.deeds.answers import NoAnswer
from desktop.agent.drafts import UNCONFIRMED, Change, DraftState, Reply
from desktop.agent.intents import Channel

if TYPE_CHECKING:
    from datetime import date

    from desktop.agent.intents import Span
    from desktop.app.ports.life import Work
    from desktop.app.services import Services


class CardDesk:
    """`do` puts work on the loop. `answer` takes a reply to the screen, `refuse` why a field of a card was not taken,
    `fail` what went wrong; `show_written` tells anew what Harvest has and what waits.
    """

    def __init__(
        self,
        do: Callable[[Work], None],
        answer: Callable[[Reply], None],
        refuse: Callable[[str, str], None],
        fail: Callable[[str], None],
        show_written: Work,
    ) -> None:
        self._do = do
        self._answer = answer
        self._refuse = refuse
        self._fail = fail
        self._show_written = show_written

    def say(self, text: str, channel: Channel, doubts: tuple[Span, ...], second: str, day: date | None) -> None:
        """Hand words to the conversation."""

        async def work(services: Services) -> None:
            before = _written(services)
            reply = await services.conversation.say(text, channel, doubts=doubts, second=second, day=day)
            self._answer(replace(reply, to=text))
            if _written(services) != before:
                await self._show_written(services)

        self._do(work)

    def edit(self, draft_id: str, change: Change) -> None:
        """Change a card."""

        async def work(services: Services) -> None:
            await services.conversation.edit(draft_id, change)

        self._do(work)

    def fill_in(self, deed_id: str, key: str, value: str) -> None:
        """Fill in a field of a deed's card."""

        async def work(services: Services) -> None:
            try:
                await services.conversation.answer(deed_id, key, value)
            except NoAnswer as problem:
                self._refuse(deed_id, str(problem))

        self._do(work)

    def commit(self, card_ids: tuple[str, ...]) -> None:
        """Write these very cards."""

        async def work(services: Services) -> None:
            await services.conversation.commit(card_ids)
            await self._show_written(services)

        self._do(work)

    def discard(self, card_ids: tuple[str, ...]) -> None:
        """Drop cards."""

        async def work(services: Services) -> None:
            services.conversation.discard(card_ids)

        self._do(work)

    def bring_back(self, draft_ids: tuple[str, ...]) -> None:
        """Open discarded cards again."""

        async def work(services: Services) -> None:
            try:
                await services.conversation.bring_back(draft_ids)
            except KeyError:
                self._fail("Those entries belong to another account. They are open again once you change to it.")

        self._do(work)

    def undo(self, card_id: str | None) -> None:
        """Take that commit back; without one, the latest thing that was done here, written or not."""

        async def work(services: Services) -> None:
            if card_id is None and services.conversation.can_put_back:
                self._answer(await services.conversation.say("undo", Channel.TYPED))
                return
            undone = await services.conversation.undo(card_id)
            if not undone.is_done:
                self._fail(undone.text)
            await self._show_written(services)

        self._do(work)


def _written(services: Services) -> dict[str, DraftState]:
    """The cards that words may have written or taken back."""
    cards = (*services.conversation.cards, *services.conversation.deeds.all)
    return {card.id: card.state for card in cards if card.state not in UNCONFIRMED}
