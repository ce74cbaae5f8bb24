"""Questions of one conversation to their replies: one at a time, and each can be stopped while it is worked out.

A question that the rules know goes to `insights`; any other goes to the language model, where one is set up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from desktop.agent.board import Board
from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import Draft, Reply
from desktop.agent.insights import helping, naming_all, small_talk
from desktop.agent.insights.insights import Insights
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import OwnWork
from desktop.agent.intents import Interpretation, Topic
from desktop.agent.wording import asked_text, card_text

if TYPE_CHECKING:
    from desktop.agent.model.side import ModelSide


T = TypeVar("T")
_RECENT: Final = 5
"""Logged cards that a model is told of."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a language model's tools may do with the cards: make some, and see them. None of it writes.

    `draft` gives a sentence about the cards that it made of words, and their ids.
    """

    draft: Callable[[str], Awaitable[tuple[str, tuple[str, ...]]]]
    board: Board

    def shown(self) -> str:
        """What is open and what was just logged, a line each."""
        shown = [card_text(card) for card in self.board.open_drafts]
        logged = [f"just logged: {card_text(card)}" for card in self.board.logged[-_RECENT:]]
        return "\n".join([*shown, *(deed.title for deed in self.board.deeds.open), *logged])

    def outcomes(self) -> dict[str, str]:
        """What became of cards by their id."""
        return {card.id: f"{card_text(card)}: {card.state}" for card in self.board.drafts} | {
            deed.id: f"{deed.title}: {deed.state}" for deed in self.board.deeds.all
        }


class Answering:
    """Works out replies. Use from one asyncio loop only."""

    def __init__(self, insights: Insights, model: ModelSide | None) -> None:
        self._insights = insights
        self.model = model
        self._task: asyncio.Task[Reply] | None = None
        self._readings: set[asyncio.Task[Any]] = set()

    async def question(self, meant: Interpretation, scene: Scene, own: OwnWork | None) -> Reply:
        """The answer to a question of one of the known kinds. Raises HarvestError."""
        answer = await self._insights.answer(meant, scene, own)
        return Reply(answer.reply, question=answer.question, answer=answer)

    def help(self, meant: Interpretation, scene: Scene) -> Reply:
        """What can be said to Gleaner, or which projects and clients there are."""
        answer = naming_all.answer(meant, scene) if meant.asked.topic is Topic.NAMES else helping.answer(scene)
        return Reply(answer.reply, answer=answer)

    def kindly(self, meant: Interpretation, words: str, scene: Scene, board: Board) -> Reply:
        """A kind word for what is of no kind, and what can be said."""
        is_open, has_logged = bool(board.open), bool(board.logged)
        answer = small_talk.answer(words, meant, scene, is_open=is_open, has_logged=has_logged)
        return Reply(answer.reply, answer=answer)

    async def freely(self, words: str, scene: Scene, screen: Screen) -> Reply:
        """What the language model makes of words, with the cards that it drafted. Raises HarvestError."""
        if self.model is None:
            raise ValueError("there is no language model to ask")
        # Only where a model is set up: the app without one loads nothing of it.
        from desktop.agent.model.looking import Desk

        desk = Desk(scene, lambda meant: self._insights.answer(meant, scene, None), screen.draft, screen.shown)
        said = await self.model.ask(words, desk, screen.outcomes())
        made = [screen.board.get(card_id) for card_id in said.card_ids]
        drafts = tuple(card for card in made if isinstance(card, Draft))
        deeds = tuple(card for card in made if isinstance(card, Deed))
        return Reply(said.text, drafts, asked_text(drafts), said.answer, deeds=deeds)

    async def stoppable(self, work: Coroutine[None, None, Reply]) -> Reply:
        """Do this; a later one, or `stop`, ends it, and the reply says so."""
        if self._task is not None:
            self._task.cancel()
        task = self._task = asyncio.ensure_future(work)
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            task.cancel()
            raise
        return Reply("Stopped. Nothing was changed.") if task.cancelled() else task.result()

    async def unless_stopped(self, work: Coroutine[None, None, T]) -> T | None:
        """What comes of a model's reading; None where `stop` ends it. One message's does not end another's."""
        task = asyncio.ensure_future(work)
        self._readings.add(task)
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            task.cancel()
            raise
        finally:
            self._readings.discard(task)
        return None if task.cancelled() else task.result()

    def stop(self) -> bool:
        """Give up what is being worked out; whether there was something."""
        stopped = [task.cancel() for task in self._readings]
        return (self._task is not None and self._task.cancel()) or any(stopped)
