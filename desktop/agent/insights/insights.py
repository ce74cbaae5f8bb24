"""From a question that was understood to its answer: one place that knows which file answers which kind.

Insights(harvest).answer(meant, scene) -> Answer, by as few requests as its figures need
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from desktop.agent.insights import (
    absences,
    billings,
    budgets,
    comparing,
    costs,
    gaps,
    hours,
    invoice_lists,
    invoices,
    latest,
    longest,
    people,
    running,
    unbilled,
)
from desktop.agent.insights.answer import Answer
from desktop.agent.insights.naming import named
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import HarvestSource, OnProgress, OwnWork, Source
from desktop.agent.intents import Interpretation, Kind, Topic
from desktop.harvest.client import Harvest

Asking = Callable[[Interpretation, Scene, Source], Awaitable[Answer]]

QUESTIONS: Final[dict[Kind, Asking]] = {
    Kind.BUDGET: budgets.ask,
    Kind.COST: costs.ask,
    Kind.HOURS: hours.ask,
    Kind.INVOICE_EXPLAIN: invoices.ask,
    Kind.MISSING_TIME: gaps.ask,
}
_TOPICS: Final[dict[Topic, Asking]] = {
    Topic.INVOICES: invoice_lists.ask,
    Topic.BILLED: billings.ask,
    Topic.TIMER: running.ask,
    Topic.UNBILLED: unbilled.ask,
    Topic.LAST: latest.ask,
    Topic.LONGEST: longest.ask,
    Topic.WHO: people.ask,
    Topic.WEEKEND: people.ask_weekend,
    Topic.ABSENCE: absences.ask,
}


class Insights:
    """Answers questions from Harvest. `on_progress` is told while a long reading lasts; see `OnProgress`."""

    def __init__(self, harvest: Harvest, on_progress: OnProgress | None = None) -> None:
        self._harvest = harvest
        self.on_progress = on_progress

    async def answer(self, meant: Interpretation, scene: Scene, own: OwnWork | None = None) -> Answer:
        """Answer a question of one of the kinds in `QUESTIONS`. Raises HarvestError; cancelling ends all reading.

        `own` are the person's entries where they were read in this very turn.
        """
        source = HarvestSource(self._harvest, own=own, on_progress=self.on_progress)
        try:
            clear = await named(meant, scene, source)
            if isinstance(clear, Answer):
                return clear
            return await _asking(clear.meant)(clear.meant, clear.scene, source)
        finally:
            await source.aclose()


def _asking(meant: Interpretation) -> Asking:
    """What answers it: its topic's own file, else the one of its kind."""
    beside = comparing.ask if meant.kind is Kind.HOURS and meant.asked.than else QUESTIONS[meant.kind]
    return _TOPICS.get(meant.asked.topic, beside)
