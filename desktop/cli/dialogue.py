"""Gleaner's conversation, held line by line in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import UNCONFIRMED, Card, Draft, DraftState
from desktop.agent.intents import Channel
from desktop.app.services import Services
from desktop.cli.asking import ask_what_is_open
from desktop.cli.deed_asking import ask_deed
from desktop.cli.terminal import Write, card_lines, plain, read_or_nothing, show_deeds, show_outcomes, show_reply
from desktop.harvest.errors import HarvestError

HINT = "Enter logs the cards · undo takes the last log back · drop forgets them · quit ends"

_OPEN: Final = frozenset({DraftState.ASKING, DraftState.NEEDS_CHECK})


class Dialogue:
    """Reads sentences, shows cards, commits on an empty line."""

    def __init__(self, services: Services, read: Callable[[str], str | None], write: Write, *, is_demo: bool) -> None:
        self._services = services
        self._conversation = services.conversation
        self._read = read
        self._write = write
        self._is_demo = is_demo

    async def hold(self) -> None:
        """Until `quit` or the end of input."""
        account = await self._services.directory.account()
        where = " This is the demo account: nothing leaves this machine." if self._is_demo else ""
        self._write(plain(f"Hello {account.user_name}. What did you work on?{where}"))
        self._write("For example: 4 hours on the Williams account and 2 hours on internal training")
        self._write(HINT)
        while (line := self._read("\n> ")) is not None:
            said = line.strip()
            if said.casefold() in ("quit", "exit", "q"):
                return
            try:
                await (self._hear(said) if said else self._commit())
            except HarvestError as problem:
                self._write(plain(f"{problem} Nothing is lost."))

    async def play(self, sentence: str) -> bool:
        """Say one sentence, log what it becomes; whether all of it is in Harvest."""
        self._write(f"> {sentence}")
        await self._hear(sentence)
        self._write("\n> (Enter)")
        done = await self._commit()
        return bool(done) and all(card.state is DraftState.COMMITTED for card in done)

    async def _hear(self, said: str) -> None:
        if said.casefold() == "drop":
            self._conversation.discard([card.id for card in (*self._open_cards(), *self._conversation.deeds.open)])
            self._write("Dropped. Nothing was written.")
            return
        reply = await self._conversation.say(said, Channel.TYPED)
        show_reply(reply, (await self._conversation.now()).date(), self._write)

    async def _commit(self) -> Sequence[Card]:
        cards = self._open_cards()
        if not cards and self._conversation.deeds.open:
            return await self._do_deeds()
        if not cards:
            self._write("There is nothing to log yet.")
            return ()
        now = await self._conversation.now()
        if any(card.state in _OPEN for card in cards):
            await ask_what_is_open(self._conversation, now)
            answered = {number: card for number, card in self._numbered(cards).items() if card.state in UNCONFIRMED}
            if list(answered.values()) != cards:
                # An answer brings more to the card than was said: it is shown before it is sent.
                before = dict(enumerate(cards, 1))
                for number, card in answered.items():
                    if _facts(card) != _facts(before[number]):
                        for line in card_lines(number, card, now.date()):
                            self._write(line)
                self._write("Enter logs what is complete." if answered else "Nothing is left to log.")
                return ()
        if any(card.state is DraftState.NEEDS_CHECK for card in cards):
            self._write("Nothing is logged before that is checked.")
            return ()
        done = await self._conversation.commit([card.id for card in self._open_cards()])
        show_outcomes(self._numbered(cards), self._write)
        return done

    def _numbered(self, cards: Sequence[Draft]) -> dict[int, Draft]:
        """Those cards as they are now, by the numbers under which they are shown."""
        now = {card.id: card for card in self._conversation.cards}
        return {number: now[card.id] for number, card in enumerate(cards, 1)}

    async def _do_deeds(self) -> Sequence[Card]:
        """Enter confirms the deeds that are ready; what they ask is asked first, and shown again with the answer."""
        before = self._conversation.deeds.open
        for deed in before:
            await ask_deed(self._conversation, deed, read_or_nothing, self._write)
        deeds = self._conversation.deeds.open
        if deeds != before:
            show_deeds(deeds, self._write)
            self._write("Enter confirms what is complete.")
            return ()
        agreed = [deed.id for deed in deeds if deed.state is DraftState.READY and self._is_agreed(deed)]
        done = await self._conversation.commit(agreed)
        show_deeds([card for card in done if isinstance(card, Deed)], self._write)
        return done

    def _is_agreed(self, deed: Deed) -> bool:
        """Enter alone does what can be taken back; what cannot is asked for by a word of its own."""
        if not deed.is_grave:
            return True
        said = self._read(f"{plain(deed.action)}? It cannot be taken back. Type “send” to do it: ")
        return said is not None and said.strip().casefold() == "send"

    def _open_cards(self) -> list[Draft]:
        return [card for card in self._conversation.cards if card.state in UNCONFIRMED]


def _facts(card: Draft) -> tuple[object, ...]:
    """What of a card is sent."""
    return card.project, card.task, card.hours, card.spent_date, card.started_time, card.ended_time, card.notes
