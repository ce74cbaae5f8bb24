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
from desktop.agent.commit import Committer
from desktop.agent.deeds.card import Deed
from desktop.agent.deeds.desk import PLANNERS, Deeds
from desktop.agent.drafts import UNCONFIRMED, Card, Change, Draft, DraftState, NotAsSeen, Reply
from desktop.agent.editing import change_of, edited, new_draft, unchanged
from desktop.agent.insights import helping, small_talk
from desktop.agent.insights.following import Following
from desktop.agent.insights.insights import QUESTIONS, Insights
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import OwnWork
from desktop.agent.intents import Channel, EntryIntent, Interpretation, Kind, Revision, Span, Utterance
from desktop.agent.journal import JournalError
from desktop.agent.open_day import on_day
from desktop.agent.planning import Planning
from desktop.agent.portions import MOST_CARDS, Portions
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.cards.wording import SAYS_SO
from desktop.agent.reading.certainty.hearing import UNSURE_PROJECT
from desktop.agent.reading.certainty.second import SecondReader, Trusting
from desktop.agent.taking_back import Undone
from desktop.agent.understanding import Reading, Understanding, World, sentence_of, world_of
from desktop.agent.wording import (
    asked_text,
    card_text,
    changed_text,
    count_text,
    outcome_text,
    reply_text,
    without_escapes,
)
from desktop.harvest.catalog import Project, Task
from desktop.harvest.client import Harvest
from desktop.harvest.directory import Directory, Snapshot
from desktop.harvest.errors import HarvestError

if TYPE_CHECKING:
    from desktop.agent.model.side import ModelSide

NOTHING_CHANGED = "That changes nothing that I understand, so the cards are as they were."
_RECENT = 5
_STAYS = "No card is open. What was logged stays; “undo” takes it back."
_NOTHING = "There is nothing to log right now."
_ABOUT_CARDS = frozenset({Kind.LOG, Kind.REVISE, Kind.DISCARD, Kind.UNDO, Kind.CONFIRM})

AsSeen = Callable[[Card], bool]


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
        self._directory = directory
        self._committer = committer
        self._answering = Answering(insights, model)
        self._following = Following()
        self._board = Board(committer, on_change)
        self.understanding = Understanding(aliases or AliasBook(), second_reader or Trusting())
        self.model = model
        self._on_offer = on_offer
        self._focus: tuple[str, ...] = ()
        self._unsettled: tuple[Revision, ...] = ()
        self._portions = Portions()
        self._written: tuple[str, ...] = ()
        self._is_fresh = True
        self._made_invoice = False
        self._moment: datetime | None = None
        self._known: Snapshot | None = None
        self._world: World | None = None
        # What a person did first counts first: an edit that still waits for Harvest comes before the Enter after it.
        self._in_order = asyncio.Lock()
        self._planning = Planning(harvest, committer, self._board, self._in_order)
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
        latest = self._committer.latest_seq()
        known = self._known = await self._directory.snapshot()
        if self._world is None or self._world.history is not known.history:
            self._board.read_history(known.account.user_id, latest)
        if self._world is None or self._world.catalog is not known.catalog or self._world.history is not known.history:
            self._world = world_of(known)
        return self._world

    async def now(self) -> datetime:
        """The wall clock of the user's Harvest time zone, which decides what "today" is."""
        account = await self._directory.account()
        return datetime.now(account.zone).replace(tzinfo=None)

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
        context = Context() if is_final else self._context()
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
        before = self._known
        world = await self.world()
        own = _own_work(self._known) if self._known is not before else None
        self._moment = now
        moment = now or await self.now()
        if self._portions.are_asked(words):
            return await self._show_rest(world, moment, most)
        chosen = self._following.chosen(words)
        if chosen is not None:
            return replace(await self._ask(chosen, world, moment, own), kind=chosen.kind)
        utterance = Utterance(words, moment, channel)
        by_model = await self._by_model(world, utterance, self._context())  # cards can be edited meanwhile
        async with self._in_order:
            context = self._context()
            second = without_escapes(second)
            reading = await self._read(world, utterance, context, doubts, second, by_model=by_model, day=day)
            reading = await self._followed(reading, world, utterance)
            people = (
                () if context.shown else await self._planning.people_said(reading.interpretation, words, world, moment)
            )
            reading = replace(reading, drafts=()) if people else reading
            self._board.tell_words(reading.drafts, words)
            reading = replace(reading, drafts=self._portions.first(reading.drafts, most))
            self._unsettled = reading.interpretation.revisions if reading.interpretation.kind is Kind.NONE else ()
            kind = reading.interpretation.kind
            if reading.drafts or kind in (Kind.REVISE, Kind.DISCARD):
                self._board.remember(reading.interpretation.revisions)
            reply = self._answer(reading, world, moment)
            if kind in (Kind.DISCARD, Kind.UNDO) and not reading.drafts and (dropped := self._portions.drop()):
                gone = count_text(dropped, "entry that was not shown is", "entries that were not shown are")
                reply = replace(reply, text=f"{reply.text} {gone} dropped, too.")
            self._is_fresh = kind in _ABOUT_CARDS or (kind is Kind.NONE and bool(self._unsettled))
            self._focus = tuple(card.id for card in reply.drafts if card.state in UNCONFIRMED) or self._focus
            meant = reading.interpretation.revisions
            if kind is Kind.UNDO and self._board.can_put_back and not self._are_logged(meant):
                return self._put_back()
        if reading.interpretation.kind in (Kind.UNDO, Kind.CONFIRM) and not reading.drafts:
            is_trusted = may_write and channel is Channel.TYPED
            reply = await self._act(reading.interpretation) if is_trusted else self._hint(reading.interpretation.kind)
        elif reading.interpretation.asked.helps:
            answer = helping.answer(self._scene(world, moment))
            reply = Reply(answer.reply, answer=answer)
        elif kind in QUESTIONS:
            reply = await self._ask(reading.interpretation, world, moment, own)
        elif people or (kind in PLANNERS and not reading.drafts):
            reply = await self._planning.plan(reading.interpretation, words, world, moment, people)
        elif kind is Kind.NONE and not (reading.drafts or reading.interpretation.question):
            reply = await self._talk(reading.interpretation, words, world, moment)
        told = [warning.text for warning in reading.interpretation.warnings]
        if reading.drafts and len(self._portions):
            told.append(self._portions.sentence(len(reading.drafts)))
            reply = replace(reply, left=len(self._portions))
        text = " ".join([reply.text, *told])
        return replace(reply, text=text, kind=Kind.LOG if reading.drafts else kind)

    async def confirms(self, text: str) -> bool:
        """Whether typed words would confirm cards that are open now; nothing is written. Raises HarvestError."""
        utterance = Utterance(without_escapes(text), await self.now())
        reading = await self._read(await self.world(), utterance, self._context(), is_final=False)
        return reading.interpretation.kind is Kind.CONFIRM

    async def _show_rest(self, world: World, now: datetime, most: int | None) -> Reply:
        """The entries that an earlier message had too many of, checked as they stand now."""
        async with self._in_order:
            drafts: list[Draft] = []
            for draft in self._portions.take(most):
                drafts.append(self._board.checked(draft, world, now, drafts))
                self._board.keep(drafts[-1])
            self._focus = tuple(draft.id for draft in drafts)
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
            meant = self._following.completed(reading.interpretation, follows=False)
            return replace(reading, interpretation=meant)
        return reading

    async def hand_in(self, text: str, now: datetime | None = None) -> Reply:
        """Cards for words that are not the person's own: a program's. They cannot refer to cards, confirm or undo, and
        take the place of no card but one that was handed in, too."""
        words = without_escapes(text)
        world = await self.world()
        moment = now or await self.now()
        reading = await self._read(world, Utterance(words, moment), Context())
        if not reading.drafts and reading.interpretation.kind in PLANNERS:
            reply = await self._planning.plan(reading.interpretation, words, world, moment, replaceable=self._handed_in)
            self._handed_in |= {deed.id for deed in reply.deeds}
            return reply
        async with self._in_order:
            self._board.tell_words(reading.drafts, words)
            for card in reading.drafts:
                self._board.keep(card)
        return Reply(reading.reply, reading.drafts, asked_text(reading.drafts), kind=reading.interpretation.kind)

    async def put(self, drafts: Sequence[Draft], now: datetime | None = None) -> Reply:
        """Cards that the person picked from what was offered (an event, an entry to repeat); checked as any other."""
        world = await self.world()
        moment = now or await self.now()
        async with self._in_order:
            self._board.remember()
            unread = self._board.unread()
            shown: list[Draft] = []
            for draft in drafts:
                shown.append(self._board.checked(draft, world, moment, (*unread, *shown)))
                self._board.keep(shown[-1])
            self._is_fresh = True
            self._focus = tuple(draft.id for draft in shown if draft.state in UNCONFIRMED) or self._focus
        return Reply(reply_text(shown, moment.date()), tuple(shown), asked_text(shown), kind=Kind.LOG)

    async def repeat(self, entry_id: int, now: datetime | None = None) -> Reply | None:
        """A card like that entry of one's own, for today; None where it cannot be logged to any more."""
        world, moment = await self.world(), now or await self.now()
        entry = next((one for one in world.history if one.id == entry_id), None)
        project = world.catalog.project(entry.project_id) if entry else None
        task = project.task(entry.task_id) if project and entry else None
        if entry is None or task is None:
            return None
        hours = None if entry.is_running else entry.hours
        return await self.put([new_draft(EntryIntent(project, task, hours, moment.date(), notes=entry.notes))], moment)

    async def change(self, entry_id: int, now: datetime | None = None) -> Reply:
        """A card that changes this very entry; what it is to be is filled in there. Raises HarvestError."""
        world, moment = await self.world(), now or await self.now()
        ground = self._planning.ground(world, moment)
        return await self._planning.planned(self.deeds.change(entry_id, ground), "")

    async def start_timer(self, project: Project, task: Task, now: datetime | None = None) -> Reply:
        """A card that starts a timer there, and stops the one that runs. Raises HarvestError."""
        world, moment = await self.world(), now or await self.now()
        meant = Interpretation(Kind.TIMER_START, project=project, task=task)
        return await self._planning.planned(self.deeds.plan(meant, self._planning.ground(world, moment)), "")

    async def stop_timer(self, entry_id: int, at: datetime | None = None, now: datetime | None = None) -> Reply:
        """A card that stops this very timer, now or as of then, by the person's wall clock. Raises HarvestError."""
        world, moment = await self.world(), now or await self.now()
        return await self._planning.planned(self.deeds.stop(entry_id, at, self._planning.ground(world, moment)), "")

    async def _talk(self, meant: Interpretation, words: str, world: World, now: datetime) -> Reply:
        """What is of no kind: the language model's, where there is one, else a kind word and what can be said."""
        if self.model:
            return await self._ask_freely(words, world, now)
        is_open = bool(self._board.open)
        has_logged = bool(self._board.logged)
        answer = small_talk.answer(words, meant, self._scene(world, now), is_open=is_open, has_logged=has_logged)
        return Reply(answer.reply, answer=answer)

    async def _ask_freely(self, words: str, world: World, now: datetime) -> Reply:
        """A question that no rule knows goes to the language model, which looks things up and may draft cards."""
        scene = self._scene(world, now)

        async def draft(said: str) -> tuple[str, tuple[str, ...]]:
            made = await self.hand_in(said, now)
            return made.text, tuple(card.id for card in (*made.drafts, *made.deeds))

        screen = Screen(draft, self._on_screen, self._outcomes, self._board.get)
        return await self._answering.stoppable(self._answering.freely(words, scene, screen))

    def _on_screen(self) -> str:
        shown = [card_text(card) for card in self._board.open_drafts]
        logged = [f"just logged: {card_text(card)}" for card in self._board.logged[-_RECENT:]]
        return "\n".join([*shown, *(deed.title for deed in self.deeds.open), *logged])

    def _outcomes(self) -> dict[str, str]:
        return {card.id: f"{card_text(card)}: {card.state}" for card in self._board.drafts} | {
            deed.id: f"{deed.title}: {deed.state}" for deed in self.deeds.all
        }

    async def _by_model(self, world: World, utterance: Utterance, context: Context) -> Interpretation | None:
        """What a language model reads where the rules are not sure; None where there is none, or it is not wanted.

        Stopped, it leaves what the rules have read.
        """
        if self.model is None:
            return None
        interpreter = self.understanding.interpreter(world)
        rules = interpreter.read(utterance, context)
        reading = self.model.read(utterance, rules, world.catalog, world.account.workday, interpreter)
        return await self._answering.unless_stopped(reading)

    def _context(self) -> Context:
        return Context(
            self._board.open_drafts,
            self._board.logged,
            self._focus,
            self._unsettled,
            self._board.applied,
            self._written,
            self._is_fresh,
            len(self.deeds.open),
            invoice_made=self._made_invoice,
        )

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
        async with self._in_order:
            world = await self.world()
            moment = now or await self.now()
            draft = self._board.draft(draft_id)  # as it is now: it may have been dropped meanwhile
            if draft.state not in UNCONFIRMED and draft.state is not DraftState.REFUSED:
                return draft
            _refuse_unseen(draft, as_seen)
            self._board.remember()
            if draft.project is None and change.project is not None:
                self._learn(draft, change.project)
            if change.checked:
                self._board.show(draft_id)
            self._board.keep(self._board.checked(edited(draft, change, world.history), world, moment))
            return self._board.draft(draft_id)

    async def answer(
        self, deed_id: str, key: str, value: str, now: datetime | None = None, *, as_seen: AsSeen | None = None
    ) -> Deed:
        """Fill in a field of a deed's card. Raises NoAnswer (with what could be taken), KeyError, HarvestError,
        NotAsSeen.
        """
        async with self._in_order:
            world = await self.world()
            deed = self.deeds.get(deed_id)
            if deed.state not in UNCONFIRMED | {DraftState.REFUSED}:
                return deed
            _refuse_unseen(deed, as_seen)
            self._board.keep(
                await self.deeds.answer(deed_id, key, value, self._planning.ground(world, now or await self.now()))
            )
            return self.deeds.get(deed_id)

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

    def _learn(self, draft: Draft, project: Project) -> None:
        """What stood where a project should, and what it turned out to mean; what was misheard teaches nothing."""
        if any(warning.code == UNSURE_PROJECT for warning in draft.warnings):
            return
        span = draft.spans.get("project")
        said = draft.said_project or (self._board.words.get(draft.id, "")[span.start : span.end] if span else "")
        offer = self.aliases.chosen(said, project.id, project.name)
        if offer and self._on_offer:
            self._on_offer(offer)

    async def commit(self, card_ids: Sequence[str], *, as_seen: AsSeen | None = None) -> tuple[Card, ...]:
        """Write the ready ones of these cards to Harvest, each on its own; returns them in their new states.

        `as_seen` says of a card whether it is still as the person saw it. Raises NotAsSeen: then nothing is written.
        """
        self._board.forget()
        async with self._in_order:
            self._board.compare()
            held = self._board.release(card_ids)  # told now: whoever confirms once more has seen it
            for key in card_ids:
                _refuse_unseen(self._board.get(key), as_seen)
            ready = [
                card for key in card_ids if key not in held and (card := self._board.get(key)).state is DraftState.READY
            ]
            operations = await self._committer.confirm(ready, said=self._board.words) if ready else ()
        if operations:
            self._written = tuple(operation.id for operation in operations)
            await self._committer.send([operation.id for operation in operations])
            self._made_invoice = any(isinstance(one, Deed) and one.kind is Kind.INVOICE_CREATE for one in ready)
            await self._look_again()
        return tuple(self._board.get(key) for key in card_ids)

    def discard(self, card_ids: Sequence[str]) -> tuple[Card, ...]:
        """Drop cards that are not confirmed (refused ones too); the word "undo" brings them back."""
        if any(self._board.get(key).state in UNCONFIRMED for key in card_ids):
            self._board.remember()
        return self._board.drop(card_ids)

    def take_up(self, cards: Sequence[Card]) -> None:
        """Cards of an earlier run, as the journal has them now. They keep their ids, so none is written twice."""
        for card in cards:
            self._board.take_up(card)

    async def bring_back(self, draft_ids: Sequence[str], now: datetime | None = None) -> None:
        """Open these cards again, those that were discarded, and check them as things stand now. Raises HarvestError.

        A card keeps its id, so one that the journal knows, because Harvest refused it once, is written once at most.
        """
        async with self._in_order:
            world, moment = await self.world(), now or await self.now()
            self._board.remember()
            for key in draft_ids:
                card = self._board.draft(key)
                if card.state is DraftState.DISCARDED:
                    self._board.keep(self._board.checked(replace(card, state=DraftState.ASKING), world, moment))

    @property
    def has_dropped(self) -> bool:
        """Whether the latest act dropped cards, which undo would bring back."""
        return self._board.has_dropped

    async def undo(self, draft_id: str | None = None) -> Undone:
        """Take that commit back, or the latest one. Raises HarvestError."""
        outcome = await (self._committer.undo(draft_id) if draft_id else self._committer.undo_last())
        await self._look_again()
        return outcome

    async def today_hours(self) -> Decimal:
        """Hours that Harvest has for today."""
        world = await self.world()
        today = (await self.now()).date()
        return sum((entry.hours for entry in world.history if entry.spent_date == today), Decimal(0))

    async def _look_again(self) -> None:
        """After a write: what was just logged counts for every open card. Offline, the older reading serves on."""
        with contextlib.suppress(HarvestError, JournalError):
            await self._directory.refresh()
            world, now = await self.world(), self._moment or await self.now()
            async with self._in_order:
                for card in self._board.open_drafts:
                    self._board.keep_if_new(self._board.checked(card, world, now))
                self._board.compare()

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

    def _answer(self, reading: Reading, world: World, now: datetime) -> Reply:
        meant = reading.interpretation
        if reading.drafts:
            for revision in meant.revisions:  # "both": two cards come in the place of the one that asked
                if revision.discard:
                    self._board.drop([revision.draft_id])
            for draft in reading.drafts:
                self._board.keep(draft)
            return Reply(reading.reply, reading.drafts, asked_text(reading.drafts) or meant.question)
        if meant.kind is Kind.REVISE:
            return self._revise(meant.revisions, world, now)
        if meant.kind is Kind.DISCARD:
            gone = self._board.drop([card.id for card in self._board.open])
            if gone:
                return Reply(f"Dropped {count_text(len(gone), 'card', 'cards')}. Nothing was written.")
            return Reply(_STAYS if self._board.logged else "Fine.")
        if meant.kind is Kind.NONE and self._board.open_drafts:
            if not meant.question:
                return Reply(NOTHING_CHANGED)
            self._hold(meant)
        return Reply(reading.reply, question=meant.question)

    def _hold(self, meant: Interpretation) -> None:
        """A change was wished for and not made: the cards that it may be of are looked at before they are logged."""
        fitting = {revision.draft_id for revision in meant.revisions} or set(self._focus)
        for card in self._board.open_drafts:
            if card.id in fitting and meant.question != SAYS_SO:
                self._board.keep(unchanged(card))

    def _revise(self, revisions: Sequence[Revision], world: World, now: datetime) -> Reply:
        touched: list[Draft] = []
        changed: list[tuple[Draft, Draft]] = []
        for revision in revisions:
            draft = next((card for card in self._board.open_drafts if card.id == revision.draft_id), None)
            if draft is None:
                continue
            if revision.discard:
                self._board.keep(replace(draft, state=DraftState.DISCARDED))
            else:
                self._board.keep(self._board.checked(edited(draft, change_of(revision), world.history), world, now))
                changed.append((draft, self._board.draft(draft.id)))
            touched.append(self._board.draft(draft.id))
        shown = [card for card in touched if card.state in UNCONFIRMED]
        several = len(self._board.open_drafts) > 1
        text = changed_text(changed, now.date(), is_named=several) if changed else "Dropped."
        return Reply(text, tuple(touched), asked_text(shown))

    async def _taken_back(self, draft_ids: Sequence[str]) -> str:
        """Undo these commits, or all that the latest confirmation wrote."""
        if not draft_ids:
            return (await self.undo()).text
        return " ".join(dict.fromkeys([(await self.undo(key)).text for key in draft_ids]))

    def _are_logged(self, meant: Sequence[Revision]) -> bool:
        """Whether words name entries that Harvest has ("delete the last one"), and not the cards before them."""
        logged = {card.id for card in self._board.logged}
        return bool(meant) and all(revision.draft_id in logged for revision in meant)

    def _put_back(self) -> Reply:
        """The cards as they were before the latest message that made, changed or dropped some; writes nothing."""
        cards = self._board.put_back()
        text = "The cards are as they were before that." if cards else "Dropped what was just said."
        drafts = tuple(card for card in cards if isinstance(card, Draft))
        deeds = tuple(card for card in cards if isinstance(card, Deed))
        return Reply(f"{text} Nothing was written.", drafts, deeds=deeds)

    def _hint(self, kind: Kind) -> Reply:
        """What a microphone heard, or a script sent, writes nothing: a radio could say yes, too."""
        if kind is Kind.UNDO:
            return Reply("Nothing was taken back. Press Ctrl+Z, or type “undo”, to take the last entries back.")
        cards = self._board.open_drafts
        if not cards and self.deeds.open:
            return Reply("Confirm it on its card.", question=self.deeds.question)
        return Reply("Press Enter to log what the cards show." if cards else _NOTHING, question=asked_text(cards))

    async def _act(self, meant: Interpretation) -> Reply:
        if meant.kind is Kind.UNDO:
            return Reply(await self._taken_back([revision.draft_id for revision in meant.revisions]))
        chosen = {revision.draft_id for revision in meant.revisions}
        cards = tuple(card for card in self._board.open_drafts if not chosen or card.id in chosen)
        deeds = () if chosen else self.deeds.open
        if not (cards or deeds) or (question := asked_text(cards) or self.deeds.question):
            return Reply("Something is still open.", question=question) if cards or deeds else Reply(_NOTHING)
        if grave := next((deed for deed in deeds if deed.is_grave), None):
            return Reply(f"That cannot be taken back, so it is confirmed on its card alone: “{grave.action}”.")
        done = await self.commit([card.id for card in (*cards, *deeds)])
        held = [card for card in done if isinstance(card, Draft) and card.state in UNCONFIRMED]
        return Reply(outcome_text(done), question=asked_text(held))


def _refuse_unseen(card: Card, as_seen: AsSeen | None) -> None:
    """What is written or under way already is not done twice, however it looks by now."""
    if as_seen and card.state in UNCONFIRMED and not as_seen(card):
        raise NotAsSeen


def _own_work(known: Snapshot | None) -> OwnWork | None:
    return OwnWork(known.account.user_id, known.since, known.work) if known else None
