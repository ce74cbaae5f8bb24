"""The one way in: words become a reply with cards, and cards become commits when a person confirms them.

Every surface (chat, quick entry, microphone, command line) calls `say`; the cards that come back are remembered here,
so that "that", "the last one" and "make it 3" have something to refer to. Nothing here writes to Harvest by itself:
`commit` hands the very cards that were confirmed to the committer, which journals them first.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.agent.aliases import AliasBook, AliasOffer
from desktop.agent.answering import Answering, Screen
from desktop.agent.board import Board
from desktop.agent.by_hand import ByHand
from desktop.agent.card_edits import CardEdits
from desktop.agent.commit import Committer
from desktop.agent.confirming import PRESS_ENTER, AsSeen, Confirming
from desktop.agent.deeds.card import Deed
from desktop.agent.deeds.desk import PLANNERS, Deeds
from desktop.agent.drafts import UNCONFIRMED, Card, Change, Draft, Reply
from desktop.agent.editing import new_draft
from desktop.agent.insights.following import Following
from desktop.agent.insights.insights import QUESTIONS, Insights
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import OwnWork
from desktop.agent.intents import Channel, Interpretation, Kind, Span, Utterance
from desktop.agent.journal import JournalError
from desktop.agent.knowledge import Knowledge
from desktop.agent.open_day import on_day
from desktop.agent.planning import Planning
from desktop.agent.portions import MOST_CARDS
from desktop.agent.reading.cards.assent import ends_with_log
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.certainty.second import SecondReader, Trusting
from desktop.agent.referring import Referring
from desktop.agent.revising import Revising, dropped_text
from desktop.agent.several import Message, together
from desktop.agent.taking_back import Undone
from desktop.agent.understanding import Reading, Understanding, World, sentence_of
from desktop.agent.wording import asked_text, reply_text, without_escapes
from desktop.harvest.client import Harvest
from desktop.harvest.directory import Directory

if TYPE_CHECKING:
    from desktop.agent.model.side import ModelSide


LOOK_FIRST = "Look at it first; “yes” then logs what the cards show."


class Conversation:
    """Remembers the cards of one window or one terminal. Use from one asyncio loop only."""

    def __init__(
        self,
        directory: Directory,
        committer: Committer,
        insights: Insights,
        harvest: Harvest,
        *,
        aliases: AliasBook | None = None,
        second_reader: SecondReader | None = None,
        model: ModelSide | None = None,
        on_change: Callable[[Card], None] | None = None,
        on_offer: Callable[[AliasOffer], None] | None = None,
    ) -> None:
        self._committer = committer
        self._answering = Answering(insights, model)
        self._following = Following()
        self._board = Board(committer, on_change)
        self.understanding = Understanding(aliases or AliasBook(), second_reader or Trusting())
        self.model = model
        self._portions = self._board.portions
        self._knowledge = Knowledge(directory, committer, self._board)
        self._referring = Referring(self._board)
        self._revising = Revising(self._board, self._referring)
        # What a person did first counts first: an edit that still waits for Harvest comes before the Enter after it.
        self._in_order = asyncio.Lock()
        self._planning = Planning(harvest, committer, self._knowledge, self._board, self._in_order)
        self._confirming = Confirming(committer, self._knowledge, self._board, self._referring, self._in_order)
        self.by_hand = ByHand(self._knowledge, self._board, self._planning, self._referring, self._in_order)
        self._editing = CardEdits(
            self._knowledge, self._board, self._planning, self.understanding, self._in_order, on_offer
        )
        self._handed_in: set[str] = set()
        committer.listen(self._hear)

    @property
    def cards(self) -> tuple[Draft, ...]:
        """All cards of entries of this conversation, oldest first."""
        return self._board.drafts

    @property
    def deeds(self) -> Deeds:
        """The cards of its deeds."""
        return self._board.deeds

    def close(self) -> None:
        """Hear of writes no more; what was confirmed goes its way without this conversation."""
        self._committer.leave(self._hear)

    async def world(self) -> World:
        """Account, projects and recent entries; loaded when stale. Raises HarvestError."""
        return await self._knowledge.world()

    async def now(self) -> datetime:
        """The wall clock of the user's Harvest time zone, which decides what "today" is."""
        return await self._knowledge.now()

    async def get_ready(self) -> None:
        """Somebody is about to type or speak: what takes a moment to be ready begins to. Raises HarvestError."""
        self.understanding.get_ready(await self.world())

    async def read(
        self,
        text: str,
        channel: Channel,
        now: datetime | None = None,
        *,
        doubts: Sequence[Span] = (),
        is_final: bool = True,
        day: date | None = None,
        asks_model: bool = True,
    ) -> Reading:
        """Understand words without remembering or writing anything. Raises HarvestError if Harvest cannot be read.

        While words are still being typed they are not final: nobody looks at them a second time, and they may be about
        the cards that are open ("make it 3"), which makes no new ones. `day` is as in `say`. Words that the person did
        not say to Gleaner, such as a past entry's, are not for a language model (`asks_model`).
        """
        world = await self.world()
        utterance = Utterance(without_escapes(text), now or await self.now(), channel)
        context = Context() if is_final else self._referring.context()
        by_model = await self._by_model(world, utterance, context) if is_final and asks_model else None
        return await self._read(world, utterance, context, doubts, is_final=is_final, by_model=by_model, day=day)

    async def say(
        self,
        text: str,
        channel: Channel = Channel.TYPED,
        now: datetime | None = None,
        *,
        doubts: Sequence[Span] = (),
        second: str = "",
        may_write: bool = True,
        most: int | None = MOST_CARDS,
        day: date | None = None,
    ) -> Reply:
        """Hear one message and answer it. Raises HarvestError; the words are then still the caller's to keep.

        `doubts` are places in spoken words that the recogniser was not sure of, `second` the words of its second
        hearing of the same sound: what rests on the one, or differs in the other, is asked. Typed words may confirm
        cards ("yes") and undo; spoken ones never do, nor any where not `may_write`. At most `most` cards come of it
        (None: all); `Reply.left` says how many entries wait to be asked for. What is new is meant for `day` where the
        words name none; None is today.
        """
        words = without_escapes(text)
        world, own = await self._knowledge.fresh()
        self._knowledge.said_at = now
        moment = now or await self.now()
        if self._portions.are_asked(words):
            return await self._show_rest(world, moment, most)
        chosen = self._following.chosen(words)
        if chosen is not None:
            return replace(await self._ask(chosen, world, moment, own), kind=chosen.kind)
        utterance, again = Utterance(words, moment, channel), without_escapes(second)
        whole = Message(utterance, doubts, again, day, may_write and channel is Channel.TYPED, most)
        parts = await self._parts(world, whole)
        if not parts:
            return await self._take(whole, world, own)
        before = self._referring.context()  # what was said in one breath is about no card that comes of it
        replies: list[Reply] = []
        for part in parts:
            after = replies[-1].kind if replies else None
            replies.append(await self._take(replace(part, before=before, after=after), world, own))
        return together(replies)

    async def _parts(self, world: World, whole: Message) -> tuple[Message, ...]:
        """The wishes of a message that holds several, each as a message; () where it, or what was heard, is one."""
        context, said = self._referring.context(), whole.utterance
        spans = await self.understanding.parts(world, said, context)
        others: Sequence[Span | None] = [None] * len(spans)
        if spans and whole.second:
            others = await self.understanding.parts(world, replace(said, text=whole.second), context)
        return tuple(map(whole.part, spans, others)) if len(spans) == len(others) else ()

    async def _take(self, message: Message, world: World, own: OwnWork | None, before: Context | None = None) -> Reply:
        """Do what one message asks for; `before` are the cards that it may be about, if not those of now."""
        utterance, most = message.utterance, message.most
        words, moment = utterance.text, utterance.now
        by_model = await self._by_model(world, utterance, message.before or self._referring.context())
        async with self._in_order:  # cards may have changed since
            context = self._referring.context()
            heard = message.doubts, message.second
            about = message.before or context
            reading = await self._read(world, utterance, about, *heard, by_model=by_model, day=message.day)
            reading = replace(reading, interpretation=message.said_after(reading.interpretation, context))
            reading = await self._followed(reading, world, utterance)
            meant = reading.interpretation
            people = () if context.shown else await self._planning.people_said(meant, words, world, moment)
            reading = replace(reading, drafts=()) if people else reading
            self._board.tell_words(reading.drafts, words)
            shown = reading.drafts[:most]
            later, reading = reading.drafts[len(shown) :], replace(reading, drafts=shown)
            kind = meant.kind
            reply = self._revising.answer(reading, world, moment)
            self._portions.keep(later)
            if kind is Kind.DISCARD and not reading.drafts and (dropped := self._portions.drop()):
                reply = replace(reply, text=f"{reply.text} {dropped_text(dropped)}")
            self._referring.read(meant)
            self._referring.show(reply.drafts)
            if self._revising.puts_back(meant):
                return self._revising.put_back()
            if waiting := self._revising.dropped_first(meant, self._handed_in):
                return self._revising.drop_deeds(waiting)
        if kind in (Kind.UNDO, Kind.CONFIRM) and not reading.drafts:
            reply = await self._confirming.act(meant) if message.is_trusted else self._confirming.hint(kind)
        elif meant.asked.helps:
            reply = self._answering.help(meant, self._scene(world, moment))
        elif kind in QUESTIONS:
            reply = await self._ask(meant, world, moment, own)
        elif people or (kind in PLANNERS and not reading.drafts):
            reply = await self._planning.plan(meant, words, world, moment, people)
            self._referring.show_deeds(reply.deeds)
        elif kind is Kind.NONE and not (reading.drafts or meant.question):
            reply = await self._talk(meant, words, world, moment)
        told = [warning.text for warning in meant.warnings]
        if reply.drafts and kind in (Kind.LOG, Kind.REVISE) and ends_with_log(words):
            told.append(LOOK_FIRST if message.is_trusted else PRESS_ENTER)
        if reading.drafts and len(self._portions):
            told.append(self._portions.sentence(len(reading.drafts)))
            reply = replace(reply, left=len(self._portions))
        return replace(reply, text=" ".join([reply.text, *told]), kind=Kind.LOG if reading.drafts else kind)

    async def confirms(self, text: str) -> bool:
        """Whether typed words would confirm cards that are open now; nothing is written. Raises HarvestError."""
        utterance = Utterance(without_escapes(text), await self.now())
        reading = await self._read(await self.world(), utterance, self._referring.context(), is_final=False)
        return reading.interpretation.kind is Kind.CONFIRM

    async def _show_rest(self, world: World, now: datetime, most: int | None) -> Reply:
        """The entries that an earlier message had too many of, checked as they stand now."""
        async with self._in_order:
            self._board.remember()
            drafts: list[Draft] = []
            for draft in self._portions.take(most):
                drafts.append(self._board.checked(draft, world, now, drafts))
                self._board.keep(drafts[-1])
            self._referring.show(drafts)
        text = " ".join(filter(None, [reply_text(drafts, now.date()), self._portions.sentence(len(drafts))]))
        return Reply(text, tuple(drafts), asked_text(drafts), kind=Kind.LOG, left=len(self._portions))

    async def _ask(self, meant: Interpretation, world: World, now: datetime, own: OwnWork | None) -> Reply:
        """Answer a question, outside of the order of cards: they can be edited while a long reading lasts."""
        reply = await self._answering.stoppable(self._answering.question(meant, self._scene(world, now), own))
        self._following.remember(meant, reply.answer)
        return reply

    def _scene(self, world: World, now: datetime) -> Scene:
        return Scene(world.account, world.catalog, now, world.recent)

    async def _followed(self, reading: Reading, world: World, utterance: Utterance) -> Reading:
        """What was said, as part of what was asked before it: "and last month?", "how much is left on it?"."""
        kind = reading.interpretation.kind
        self._following.forget_choices()
        if any(draft.hours is not None for draft in reading.drafts):
            return reading
        rewritten = self._following.rewritten(utterance.text)
        if rewritten is not None and (reading.drafts or kind is Kind.NONE or kind in QUESTIONS):
            again = await self._read(world, replace(utterance, text=rewritten), Context())
            if again.interpretation.kind in QUESTIONS:
                return replace(again, interpretation=self._following.completed(again.interpretation, follows=True))
        if kind in QUESTIONS:
            return replace(reading, interpretation=self._following.completed(reading.interpretation, follows=False))
        return reading

    async def hand_in(self, text: str, now: datetime | None = None) -> Reply:
        """Cards for words that are not the person's own: a program's. They cannot refer to cards, confirm or undo, and
        take the place of no card but one that was handed in, too."""
        world = await self.world()
        whole = Utterance(without_escapes(text), now or await self.now())
        parts = await self.understanding.parts(world, whole, Context())
        said = [replace(whole, text=whole.text[part.start : part.end]) for part in parts] or [whole]
        replies = [await self._hand_in(part, world) for part in said]
        return together(replies) if parts else replies[0]

    async def _hand_in(self, utterance: Utterance, world: World) -> Reply:
        words, moment = utterance.text, utterance.now
        reading = await self._read(world, utterance, Context())
        if not reading.drafts and reading.interpretation.kind in PLANNERS:
            reply = await self._planning.plan(reading.interpretation, words, world, moment, replaceable=self._handed_in)
            self._handed_in |= {deed.id for deed in reply.deeds}
            return reply
        async with self._in_order:
            self._board.tell_words(reading.drafts, words)
            for card in reading.drafts:
                self._board.keep_handed_in(card)
        return Reply(reading.reply, reading.drafts, asked_text(reading.drafts), kind=reading.interpretation.kind)

    async def _talk(self, meant: Interpretation, words: str, world: World, now: datetime) -> Reply:
        """What is of no kind: the language model's, where there is one, else a kind word and what can be said."""
        if self.model:
            return await self._ask_freely(words, world, now)
        return self._answering.kindly(meant, words, self._scene(world, now), self._board)

    async def _ask_freely(self, words: str, world: World, now: datetime) -> Reply:
        """A question that no rule knows goes to the language model, which looks things up and may draft cards."""
        scene = self._scene(world, now)

        async def draft(said: str) -> tuple[str, tuple[str, ...]]:
            made = await self.hand_in(said, now)
            return made.text, tuple(card.id for card in (*made.drafts, *made.deeds))

        return await self._answering.stoppable(self._answering.freely(words, scene, Screen(draft, self._board)))

    async def _by_model(self, world: World, utterance: Utterance, context: Context) -> Interpretation | None:
        """What a language model reads where the rules are not sure; None where there is none, or it is not wanted.

        Stopped, it leaves what the rules have read.
        """
        if self.model is None:
            return None
        interpreter = self.understanding.interpreter(world)
        rules = self.understanding.by_rules(world, utterance, context)
        reading = self.model.read(utterance, rules, world.catalog, world.account.workday, interpreter)
        return await self._answering.unless_stopped(reading)

    def use_model(self, model: ModelSide | None) -> None:
        """From now on this language model is asked, or none."""
        self.model = model
        self._answering.model = model

    def stop_answering(self) -> bool:
        """Give up the answer that is being worked out; whether there was one. Its `say` then says that it stopped."""
        return self._answering.stop()

    async def edit(
        self, draft_id: str, change: Change, now: datetime | None = None, *, as_seen: AsSeen | None = None
    ) -> Draft:
        """Apply an edit made on a card that is not confirmed yet, and check it again.

        Raises KeyError, HarvestError, NotAsSeen.
        """
        return await self._editing.edit(draft_id, change, now, as_seen)

    async def answer(
        self, deed_id: str, key: str, value: str, now: datetime | None = None, *, as_seen: AsSeen | None = None
    ) -> Deed:
        """Fill in a field of a deed's card. Raises NoAnswer (with what could be taken), KeyError, HarvestError,
        NotAsSeen.
        """
        return await self._editing.answer(deed_id, key, value, now, as_seen)

    @property
    def aliases(self) -> AliasBook:
        """What the person taught: words of theirs for projects."""
        return self.understanding.aliases

    def teach(self, offer: AliasOffer, *, is_wanted: bool) -> None:
        """The user's answer to an offer."""
        self.understanding.teach(offer, is_wanted=is_wanted)

    def forget_alias(self, said: str) -> None:
        """Forget what these words mean."""
        self.understanding.forget(said)

    async def commit(self, card_ids: Sequence[str], *, as_seen: AsSeen | None = None) -> tuple[Card, ...]:
        """Write the ready ones of these cards to Harvest, each on its own; returns them in their new states.

        `as_seen` says of a card whether it is still as the person saw it. Raises NotAsSeen: then nothing is written.
        """
        return await self._confirming.commit(card_ids, as_seen)

    def discard(self, card_ids: Sequence[str]) -> tuple[Card, ...]:
        """Drop cards that are not confirmed (refused ones too); the word "undo" brings them back."""
        return self._editing.discard(card_ids)

    def take_up(self, cards: Sequence[Card]) -> None:
        """Cards of an earlier run, as the journal has them now. They keep their ids, so none is written twice."""
        for card in cards:
            self._board.take_up(card)

    async def bring_back(self, draft_ids: Sequence[str], now: datetime | None = None) -> None:
        """Open these cards again, those that were discarded, and check them as things stand now. Raises HarvestError.

        A card keeps its id, so one that the journal knows, because Harvest refused it once, is written once at most.
        """
        await self._editing.bring_back(draft_ids, now)

    @property
    def can_put_back(self) -> bool:
        """Whether the word "undo" is about cards that are not written: it takes back what was done to them last, and
        drops deeds that are open."""
        return self._board.can_put_back or any(deed.id not in self._handed_in for deed in self._board.deeds.open)

    async def undo(self, draft_id: str | None = None) -> Undone:
        """Take that commit back, or the latest one. Raises HarvestError."""
        return await self._confirming.undo(draft_id)

    async def today_hours(self) -> Decimal:
        """Hours that Harvest has for today."""
        return await self._knowledge.today_hours()

    def check_again(self) -> None:
        """Compare the open cards with what was logged since they were shown, by whichever window or process."""
        with contextlib.suppress(JournalError):
            self._board.compare()

    def _hear(self, card: Card) -> None:
        """The committer tells of a card, perhaps of another conversation's: what it logs may be on a card here, too."""
        is_own = self._board.knows(card.id)
        self._board.keep(card)
        if not is_own and card.state not in UNCONFIRMED:
            self.check_again()

    async def _read(
        self,
        world: World,
        utterance: Utterance,
        context: Context,
        doubts: Sequence[Span] = (),
        second: str = "",
        *,
        is_final: bool = True,
        by_model: Interpretation | None = None,
        day: date | None = None,
    ) -> Reading:
        meant, milliseconds = await self.understanding.read(
            world, utterance, context, doubts, second, is_final=is_final, by_model=by_model
        )
        meant = on_day(meant, day, utterance.now.date()) if day else meant
        drafts: list[Draft] = []
        unread = self._board.unread() if meant.entries else ()
        for entry in meant.entries:
            drafts.append(self._board.checked(new_draft(entry), world, utterance.now, (*unread, *drafts)))
        reader = "llm" if by_model is not None else "local"
        return Reading(meant, tuple(drafts), sentence_of(meant, drafts, utterance.now.date()), milliseconds, reader)
