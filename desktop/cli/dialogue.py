"""Gleaner's conversation, held line by line in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import UNCONFIRMED, Card, Draft, DraftState
from desktop.agent.intents import Channel
from desktop.app.services import Services
from desktop.cli.asking import ask_what_is_open
from desktop.cli.deed_asking import ask_deed
from desktop.cli.terminal import (
    Unanswered,
    Write,
    grave_question,
    printable,
    read_or_nothing,
    show_numbered,
    show_outcomes,
    show_reply,
    told,
    unlogged_text,
)
from desktop.harvest.errors import HarvestError
from desktop.text.language import SAY_IT_IN_ENGLISH, in_use, tr

_HINT = "Enter logs the cards · undo takes the last log back · drop forgets them · quit ends"

_EXAMPLE: Final = "4 hours on the Williams account and 2 hours on internal training"
_QUIT: Final = frozenset({"quit", "exit", "q"})
_DROP: Final = frozenset({"drop", "drop all", "drop them", "drop them all", "drop everything", "drop both"})
_DROP_ONE: Final = frozenset({"drop it", "drop this", "drop that", "drop this one", "drop that one"})
"""At a card's question these are about that card."""
_OPEN: Final = frozenset({DraftState.ASKING, DraftState.NEEDS_CHECK})


class Dialogue:
    """Reads sentences, shows cards, commits on an empty line what was shown last."""

    def __init__(self, services: Services, read: Callable[[str], str | None], write: Write, *, is_demo: bool) -> None:
        self._services = services
        self._conversation = services.conversation
        self._read = read
        self._write = write
        self._is_demo = is_demo
        # The open cards as they were shown last, with nothing said in between: what Enter confirms.
        self._seen: list[Card] = []
        self._told: set[str] = set()

    async def hold(self) -> None:
        """Until `quit` or the end of input."""
        account = await self._services.directory.account()
        where = tr(" This is the demo account: nothing leaves this machine.") if self._is_demo else ""
        hello = tr("Hello {name}. What did you work on?", name=printable(account.user_name))
        self._write(f"{hello}{where}")
        self._write(tr("For example: {words}", words=_EXAMPLE))
        if in_use() != "en":
            self._write(tr(SAY_IT_IN_ENGLISH))
        self._write(tr(_HINT))
        while (line := self._read("\n> ")) is not None and await self._turn(line.strip()):
            pass
        if unlogged := unlogged_text(self._conversation):
            self._write(unlogged)

    async def play(self, sentence: str) -> bool:
        """Say one sentence, log what it becomes; whether all of it is in Harvest."""
        self._write(f"> {sentence}")
        await self._hear(sentence)
        self._write("\n> (Enter)")
        done = await self._confirm()
        return bool(done) and all(card.state is DraftState.COMMITTED for card in done)

    async def _turn(self, said: str) -> bool:
        """Hear one line, and what was said instead of an answer to a question; False where it ends the conversation."""
        heard: str | None = said
        while heard is not None:
            if heard.casefold() in _QUIT:
                return False
            try:
                await (self._hear(heard) if heard else self._confirm())
                heard = None
            except Unanswered as other:
                heard = other.said
                if other.about and heard.casefold() in _DROP_ONE | {"drop"}:
                    asked = [card.id for card in self._open() if card.id in self._told]
                    with_it = heard.casefold() == "drop" and other.about in asked
                    self._drop(asked if with_it else [other.about])
                    heard = None
            except HarvestError as problem:
                self._write(f"{told(str(problem))} {tr('Nothing is lost.')}")
                heard = None
        return True

    async def _hear(self, said: str) -> None:
        before = self._open()
        if said.casefold() in _DROP and before:
            self._drop([card.id for card in before])
            return
        if before and before != self._seen and await self._conversation.confirms(said):
            await self._show_open(tr("Still open:"))
            return
        self._seen = []
        reply = await self._conversation.say(said, Channel.TYPED)
        numbered = dict(enumerate(self._open(), 1))
        self._told = {card.id for card in (*reply.drafts, *reply.deeds)}
        now, known = {card.id for card in numbered.values()}, {card.id for card in before}
        told = {card.id for card in (*reply.drafts, *reply.deeds)}
        if not (told & known or known - now):  # nothing that was there was changed: what came is shown alone
            numbered = {number: card for number, card in numbered.items() if card.id in told}
        asks = [card for card in numbered.values() if card.state in _OPEN]
        shown = replace(reply, question=None) if asks else reply  # the question comes with its choices
        show_reply(shown, (await self._conversation.now()).date(), self._write, numbered)
        self._seen = list(numbered.values())
        if asks:
            await self._has_answered(self._open())

    async def _confirm(self) -> Sequence[Card]:
        """Enter: what was shown last is confirmed; what else is open is shown first, and what is asked is asked."""
        cards, self._told = self._open(), set()
        if not cards:
            self._write(tr("There is nothing to log."))
            return ()
        if cards != self._seen:
            await self._show_open(tr("Still open:"))
            return ()
        if await self._has_answered(cards):
            return ()
        if any(card.state is DraftState.NEEDS_CHECK for card in cards):
            self._write(tr("Nothing is logged before that is checked."))
            return ()
        return await self._commit(cards)

    async def _has_answered(self, cards: Sequence[Card]) -> bool:
        """Ask what these cards ask; whether that changed any. What an answer changed is shown before it is sent."""
        if any(card.state in _OPEN for card in cards if isinstance(card, Draft)):
            await ask_what_is_open(self._conversation, await self._conversation.now(), hears=True)
        for deed in self._conversation.deeds.open:
            await ask_deed(self._conversation, deed, read_or_nothing, self._write, hears=True)
        answered = self._open()
        if answered == cards:
            return False
        before = {card.id: (number, _facts(card)) for number, card in enumerate(cards, 1)}
        fresh = {number: card for number, card in enumerate(answered, 1) if before[card.id] != (number, _facts(card))}
        show_numbered(fresh, (await self._conversation.now()).date(), self._write)
        self._seen = answered
        logs = any(isinstance(card, Draft) for card in answered)
        enter = tr("Enter logs what is complete.") if logs else tr("Enter confirms what is complete.")
        self._write(enter if answered else tr("Nothing is left to log."))
        return True

    async def _commit(self, cards: Sequence[Card]) -> Sequence[Card]:
        """Send what is ready of these cards; an e-mail only after a word of its own. What is left is shown anew."""
        self._seen = []
        numbers = {card.id: number for number, card in enumerate(cards, 1)}
        ready = [card for card in cards if card.state is DraftState.READY]
        grave = [card for card in ready if isinstance(card, Deed) and card.is_grave]
        done = [*await self._conversation.commit([card.id for card in ready if card not in grave])]
        self._show_done(done, numbers)
        for deed in grave:
            said = self._read(grave_question(deed.action))
            words = (said or "").strip()
            if words.casefold() != "send":
                self._write(tr("Not sent."))
                if words:
                    raise Unanswered(words, deed.id)
                return done
            sent = await self._conversation.commit([deed.id])
            self._show_done(sent, numbers)
            done += sent
        await self._show_open(tr("Still open:"))
        return done

    def _show_done(self, cards: Sequence[Card], numbers: Mapping[str, int]) -> None:
        """What became of them; those that are still open are shown with all others that are."""
        settled = {numbers[card.id]: card for card in cards if card.state not in UNCONFIRMED}
        show_outcomes(settled, self._write)

    def _drop(self, card_ids: Sequence[str]) -> None:
        self._conversation.discard(card_ids)
        self._seen = []
        if len(card_ids) > 1:
            text = tr("Dropped {count} cards. Nothing was written. “undo” brings them back.", count=len(card_ids))
        elif self._open():
            text = tr("Dropped. The others are still open; “drop” forgets them, too.")
        else:
            text = tr("Dropped. Nothing was written.")
        self._write(text)

    async def _show_open(self, title: str) -> None:
        """All open cards by their numbers: the places by which they can be named, those of new entries first."""
        self._seen = self._open()
        if title and self._seen:
            self._write(title)
        show_numbered(dict(enumerate(self._seen, 1)), (await self._conversation.now()).date(), self._write)

    def _open(self) -> list[Card]:
        drafts = [card for card in self._conversation.cards if card.state in UNCONFIRMED]
        return [*drafts, *self._conversation.deeds.open]


def _facts(card: Card) -> object:
    """What of a card is sent; of a deed all that it shows."""
    if not isinstance(card, Draft):
        return card
    return card.project, card.task, card.hours, card.spent_date, card.started_time, card.ended_time, card.notes
