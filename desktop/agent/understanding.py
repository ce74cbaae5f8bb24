"""Words to what they mean, for one conversation: the rules, the second reader, and what the person taught.

In come an utterance and what is known of the account (`World`); out goes an `Interpretation`, with the time that it
took. Nothing is remembered of it, and nothing is written.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from desktop.agent.aliases import AliasBook, AliasOffer
from desktop.agent.drafts import Draft
from desktop.agent.intents import Interpretation, Kind, Span, Utterance
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.certainty.hearing import with_doubts, with_second
from desktop.agent.reading.certainty.scope import ReadAs, has_an_opinion, may_be_another
from desktop.agent.reading.certainty.second import SecondReader
from desktop.agent.reading.reader import Interpreter
from desktop.agent.several import parts_of
from desktop.agent.wording import reply_text
from desktop.harvest.catalog import Account, Catalog, PastEntry, Project
from desktop.harvest.directory import Snapshot

_ASKS: Final = {
    Kind.TIMER_START: "to start a timer",
    Kind.TIMER_STOP: "to stop a timer",
    Kind.EDIT: "to change an entry",
    Kind.DELETE: "to delete an entry",
    Kind.EXPENSE: "to log an expense",
    Kind.INVOICE_CREATE: "to create an invoice",
    Kind.INVOICE_SEND: "to send an invoice",
    Kind.BUDGET: "about a budget",
    Kind.HOURS: "about hours",
    Kind.MISSING_TIME: "about missing time",
    Kind.INVOICE_EXPLAIN: "about an invoice",
    Kind.COST: "about costs",
}


@dataclass(frozen=True, slots=True)
class World:
    """What reading words needs to know of Harvest, all of it in memory.

    `recent` are the active projects that were logged to last, the latest first.
    """

    account: Account
    catalog: Catalog
    history: tuple[PastEntry, ...]
    recent: tuple[Project, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One utterance as understood: nothing is written, nothing remembered. `milliseconds` excludes the network."""

    interpretation: Interpretation
    drafts: tuple[Draft, ...]
    reply: str
    milliseconds: float
    interpreter: str = "local"


def world_of(known: Snapshot) -> World:
    """What was read of the account, as reading words needs it."""
    active = {project.id: project for project in known.catalog.projects}
    lately = dict.fromkeys(entry.project_id for entry in known.history)
    recent = tuple(active[number] for number in lately if number in active)
    return World(known.account, known.catalog, known.history, recent)


def sentence_of(meant: Interpretation, drafts: Sequence[Draft], today: date) -> str:
    """What words ask for, in a sentence, before anything is made of them."""
    if drafts:
        return reply_text(drafts, today)
    if meant.kind in _ASKS:
        return f"That asks {_ASKS[meant.kind]}."
    return meant.question or "That does not say what to log. Try “2 hours on …”, with the project's or client's name."


@dataclass(frozen=True, slots=True)
class _Read:
    """What a reading by the rules rests on, to the minute."""

    interpreter: Interpreter
    utterance: Utterance
    context: Context


class Understanding:
    """The readers of one conversation. `aliases` are what the person taught."""

    def __init__(self, aliases: AliasBook, second_reader: SecondReader) -> None:
        self.aliases = aliases
        self.second_reader = second_reader
        self._interpreter: tuple[World, Interpreter] | None = None
        self._latest: tuple[_Read, Interpretation] | None = None

    def interpreter(self, world: World) -> Interpreter:
        """The rules for that account, indexed once."""
        if self._interpreter is None or self._interpreter[0] is not world:
            interpreter = Interpreter(
                world.catalog,
                workday=world.account.workday,
                history=world.history,
                aliases=self.aliases.aliases,
                week_starts=world.account.week_starts,
            )
            self._interpreter = (world, interpreter)
        return self._interpreter[1]

    def by_rules(self, world: World, utterance: Utterance, context: Context) -> Interpretation:
        """What the rules make of it. What was typed is read with each key, so that Enter mostly says the same again."""
        interpreter = self.interpreter(world)
        minute = replace(utterance, now=utterance.now.replace(second=0, microsecond=0))
        read = _Read(interpreter, minute, context)
        if self._latest is None or self._latest[0] != read:
            self._latest = read, interpreter.read(minute, context)
        return self._latest[1]

    def get_ready(self, world: World) -> None:
        """Words may be said soon: the second reader may get ready meanwhile."""
        self.second_reader.wake(world.catalog, world.account.workday)

    async def read(
        self,
        world: World,
        utterance: Utterance,
        context: Context,
        doubts: Sequence[Span] = (),
        second: str = "",
        *,
        is_final: bool = True,
        by_model: Interpretation | None = None,
    ) -> tuple[Interpretation, float]:
        """What the words mean, and the milliseconds that it took; `by_model` is what a language model has read.

        Words that are not final are looked at by the rules alone. `doubts` and `second` are as in `Conversation.say`.
        """
        interpreter = self.interpreter(world)
        started = time.perf_counter()
        meant = by_model or self.by_rules(world, utterance, context)
        if is_final and by_model is None:
            read_as = partial(interpreter.read_as, utterance) if may_be_another(meant, context) else None
            meant = await self._looked_at(world, utterance, meant, read_as)
        if second and by_model is None:
            other = interpreter.read(replace(utterance, text=second), context)
            meant = with_second(meant, other, utterance.text, second)
        meant = with_doubts(meant, doubts, utterance.text)
        return meant, (time.perf_counter() - started) * 1000

    async def parts(self, world: World, utterance: Utterance, context: Context) -> tuple[Span, ...]:
        """Where each wish of a message stands that holds several; () for all others."""

        async def read(part: Span) -> Interpretation:
            said = replace(utterance, text=utterance.text[part.start : part.end])
            return (await self.read(world, said, context))[0]

        return await parts_of(self.interpreter(world).pieces(utterance), read)

    async def _looked_at(
        self, world: World, utterance: Utterance, meant: Interpretation, read_as: ReadAs | None
    ) -> Interpretation:
        """What the second reader makes of it; others work while it is waited for to be ready."""
        if not has_an_opinion(utterance, meant, read_as):
            return meant
        known = world.catalog, world.account.workday
        if not (woken := self.second_reader.wake(*known)).done():
            await asyncio.shield(asyncio.wrap_future(woken))
        return self.second_reader.look(utterance, meant, *known, read_as)

    def teach(self, offer: AliasOffer, *, is_wanted: bool) -> None:
        """The user's answer to an offer."""
        (self.aliases.accept if is_wanted else self.aliases.decline)(offer)
        self._interpreter = None

    def forget(self, said: str) -> None:
        """Forget what these words mean."""
        self.aliases.remove(said)
        self._interpreter = None
