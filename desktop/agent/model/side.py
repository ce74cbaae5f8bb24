"""The conversation's side of a language model: whether to ask it about a message, and what came of that.

`await side.read(utterance, rules, …)` gives the model's reading, or the rules' own with a sentence where the model
failed; `await side.ask(words, desk, …)` answers a free question.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.agent.insights.answer import Answer
from desktop.agent.intents import Interpretation, Utterance, Warn
from desktop.agent.model.agent import Agent
from desktop.agent.model.connected import Connected
from desktop.agent.model.errors import ModelError
from desktop.agent.model.looking import Desk
from desktop.agent.model.loop import Finished, Looked, Step
from desktop.agent.model.reader import ModelReader, is_wanted
from desktop.agent.model.talk import Model
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog

_READING = "The language model reads it …"
_STRUCK = "A number that nobody computed was left out."


@dataclass(frozen=True, slots=True)
class Said:
    """What the agent answered: its words, the last computed answer under them, and the cards that it drafted."""

    text: str
    answer: Answer | None = None
    card_ids: tuple[str, ...] = ()


class ModelSide:
    """A model in a conversation. `may_read`: it has proved that it reads well enough; else it only answers questions.

    `on_step` is told of each step of a free question while it is answered.
    """

    def __init__(self, model: Model, *, may_read: bool, connected: Connected | None = None) -> None:
        self._reader = ModelReader(model)
        self._agent = Agent(model, connected)
        self._may_read = may_read
        self._busy = 0
        self._at_rest = asyncio.Event()
        self._at_rest.set()
        self.on_step: Callable[[Step], None] | None = None

    async def read(
        self, utterance: Utterance, rules: Interpretation, catalog: Catalog, workday: Decimal, interpreter: Interpreter
    ) -> Interpretation | None:
        """The model's reading where the rules' is not sure enough; None where the rules' own stands."""
        if not self._may_read or not is_wanted(utterance, rules):
            return None
        self._tell(Looked(_READING))
        try:
            with self._speaking():
                return await self._reader.read(utterance, rules, catalog, workday, interpreter)
        except ModelError as problem:
            return replace(rules, warnings=(*rules.warnings, Warn("model_failed", str(problem))))
        finally:
            self._tell(Finished(""))

    async def ask(self, words: str, desk: Desk, outcomes: Mapping[str, str]) -> Said:
        """The answer to a free question; a model that fails is told in a sentence. Raises HarvestError."""
        try:
            with self._speaking():
                async for step in self._agent.ask(words, desk, outcomes):
                    self._tell(step)
                    if isinstance(step, Finished):
                        text = f"{step.text} {_STRUCK}" if step.struck else step.text
                        return Said(text, step.answers[-1] if step.answers else None, step.card_ids)
        except ModelError as problem:
            return Said(str(problem))
        return Said("")

    async def said(self) -> None:
        """Wait until it says nothing more."""
        await self._at_rest.wait()

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        self._busy += 1
        self._at_rest.clear()
        try:
            yield
        finally:
            self._busy -= 1
            if not self._busy:
                self._at_rest.set()

    def _tell(self, step: Step) -> None:
        if self.on_step:
            self.on_step(step)
