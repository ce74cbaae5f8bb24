"""The tools that look things up in Harvest or make drafts: each is one question of `insights`, or words for our reader.

`await looking.budget("Acme | Website Redesign")` gives the answer's sentence, figures and tables as data for the model.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from rapidfuzz import fuzz, process

from desktop.agent.insights.answer import Answer
from desktop.agent.insights.plain_tables import text_lines
from desktop.agent.insights.scene import Scene
from desktop.agent.intents import Asked, By, Interpretation, Kind, Whose
from desktop.agent.model.figures import numbers_in, numbers_of
from desktop.agent.model.listing import harmless, listing
from desktop.agent.model.tools import Result, Tool, ToolError, as_data
from desktop.harvest.catalog import Client, Project

_MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class Desk:
    """What the tools may use of the conversation; none of it writes.

    `answer` gives a question's answer with computed figures, `draft` makes cards of words (a sentence about them, and
    their ids), `on_screen` says what cards are open and what was just logged, a line each. The first two raise
    HarvestError.
    """

    scene: Scene
    answer: Callable[[Interpretation], Awaitable[Answer]]
    draft: Callable[[str], Awaitable[tuple[str, tuple[str, ...]]]]
    on_screen: Callable[[], str]


class Looking:
    """The tools of one turn. `said` are the numbers that the person said: drafts may hold those, and computed ones."""

    def __init__(self, desk: Desk, said: Iterable[Decimal]) -> None:
        self._desk = desk
        self._numbers = set(said)
        self._labels = listing(desk.scene.catalog.projects).projects

    @property
    def tools(self) -> tuple[Tool, ...]:
        """All of them."""
        return (
            self.find_projects,
            self.hours,
            self.entries_of_day,
            self.budget,
            self.missing_time,
            self.invoice,
            self.costs,
            self.open_cards,
            self.draft,
        )

    async def find_projects(self, words: str) -> Result:
        """Find the person's projects whose client, name or code is like these words; gives labels and tasks."""
        best = process.extract(words, list(self._labels), scorer=fuzz.WRatio, limit=_MOST_FOUND, score_cutoff=45)
        found = [
            {"project": label, "tasks": [harmless(task.name) for task in self._labels[label].tasks]}
            for label, _, _ in best
        ]
        return Result(as_data(found), f"looked for projects like “{harmless(words, 40)}”")

    async def hours(
        self,
        from_day: date | None = None,
        to_day: date | None = None,
        project: str = "",
        client: str = "",
        split_by: Literal["", "client", "project", "task", "person", "day"] = "",
        whose: Literal["mine", "team"] = "mine",
    ) -> Result:
        """Tracked hours between two days (YYYY-MM-DD), of one project or client or all, billable and not."""
        meant = Interpretation(
            Kind.HOURS,
            project=self._project(project) if project else None,
            client=self._client(client) if client else None,
            start=from_day,
            end=to_day,
            team=whose == "team",
            asked=Asked(Whose.OURS if whose == "team" else Whose.MINE, By(split_by) if split_by else None),
        )
        return await self._answer(meant, f"looked at the hours{_of(project or client)}")

    async def entries_of_day(self, day: date) -> Result:
        """The person's own time entries of one day (YYYY-MM-DD), with notes."""
        meant = Interpretation(Kind.HOURS, start=day, end=day, asked=Asked(Whose.MINE, lists=True))
        return await self._answer(meant, f"looked at the entries of {day:%a %d %b}")

    async def budget(self, project: str) -> Result:
        """What is left of a project's budget, how fast it is used and when it runs out."""
        return await self._answer(
            Interpretation(Kind.BUDGET, project=self._project(project)), f"looked at the budget{_of(project)}"
        )

    async def missing_time(self, from_day: date | None = None, to_day: date | None = None) -> Result:
        """Days (YYYY-MM-DD) on which the person logged less than a full day."""
        return await self._answer(
            Interpretation(Kind.MISSING_TIME, start=from_day, end=to_day), "looked for missing time"
        )

    async def invoice(self, client: str) -> Result:
        """The latest invoice of a client: what is in it, and why it differs from the one before."""
        meant = Interpretation(Kind.INVOICE_EXPLAIN, client=self._client(client))
        return await self._answer(meant, f"looked at the invoices{_of(client)}")

    async def costs(self, project: str) -> Result:
        """What a project cost: hours at billing rates, expenses, what is invoiced."""
        return await self._answer(
            Interpretation(Kind.COST, project=self._project(project)), f"looked at the costs{_of(project)}"
        )

    async def open_cards(self) -> Result:
        """The cards that are open on the person's screen, and what was just logged."""
        text = self._desk.on_screen()
        return Result(text or "No card is open.", "looked at the open cards", frozenset(numbers_in(text)))

    async def draft(self, words: str) -> Result:
        """Make cards that the person may confirm, from one plain sentence such as "2 hours on Acme website, Design,
        yesterday: checkout" or "start a timer on Acme website". Only with numbers that the person said. Nothing is
        written before the person confirms; recipients of e-mails cannot be given."""
        if "@" in words:
            raise ToolError("Recipients are chosen by the person on the card. Leave addresses out.")
        foreign = numbers_in(words) - self._numbers
        named = {value for label in self._labels for value in numbers_in(label)}
        if strange := sorted(foreign - named - numbers_of(self._desk.scene.today)):
            raise ToolError(f"The person did not say {strange[0]:f}. Ask for it instead.")
        sentence, card_ids = await self._desk.draft(harmless(words, 500))
        return Result(sentence, "made a draft" if card_ids else "", frozenset(numbers_in(sentence)), card_ids=card_ids)

    def _project(self, words: str) -> Project:
        """The project of that label, or the only one that is nearly called so."""
        if words in self._labels:
            return self._labels[words]
        best = process.extract(words, list(self._labels), scorer=fuzz.token_set_ratio, limit=3, score_cutoff=70)
        if not best:
            raise ToolError(f"There is no project like {harmless(words)!r}. Use find_projects.")
        if len(best) > 1 and best[1][1] > best[0][1] - 5:
            raise ToolError(f"Several fit: {'; '.join(label for label, _, _ in best)}. Use one of these labels.")
        return self._labels[best[0][0]]

    def _client(self, words: str) -> Client:
        clients = {harmless(project.client.name): project.client for project in self._labels.values()}
        best = process.extract(words, list(clients), scorer=fuzz.WRatio, limit=2, score_cutoff=75)
        if not best:
            raise ToolError(f"There is no client like {harmless(words)!r}.")
        return clients[best[0][0]]

    async def _answer(self, meant: Interpretation, step: str) -> Result:
        answer = await self._desk.answer(meant)
        tables = "\n".join(line for table in answer.tables for line in text_lines(table))
        text = as_data({"answer": answer.reply, "counted": answer.counted, "question": answer.question}) + "\n" + tables
        numbers = frozenset(numbers_of(answer.figures) | numbers_in(text))
        self._numbers |= numbers
        return Result(text, step, numbers, answer)


def _of(label: str) -> str:
    return f" of {harmless(label.rpartition('|')[2].strip(), 40)}" if label else ""
