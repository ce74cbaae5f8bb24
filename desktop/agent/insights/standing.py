"""How one budget stands: spent, left, its pace, and when it is used up, in hours or in money.

Harvest's budget report says what is spent; entries of the last weeks say how fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from desktop.agent.insights.amounts import amount_text, weeks_words
from desktop.agent.insights.answer import Figure
from desktop.agent.insights.pace import UNKNOWN, Outlook, Pace, first_day, outlook
from desktop.agent.insights.spans import DAY, month_of, short_day
from desktop.agent.insights.sums import ZERO
from desktop.harvest.models import Expense, Project, ProjectBudgetRow
from desktop.harvest.text import plain
from desktop.harvest.work import Work
from desktop.text.money_text import money_text

MONEY_KINDS: Final = ("project_cost", "task_fees")
SPLIT_KINDS: Final = ("task", "task_fees", "person")
KIND_TEXT: Final = {
    "project": "hours for the project",
    "project_cost": "money for the project",
    "task": "hours per task",
    "task_fees": "money per task",
    "person": "hours per person",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one budget stands. Amounts are hours where `currency` is None, else money; None: not set, or not to be seen.

    `resets_on` is the day on which a monthly budget starts anew; `fee` the fixed fee of the project, if it has one.
    """

    project_id: int
    project: str
    client: str
    budget_by: str
    currency: str | None
    budget: Decimal | None
    spent: Decimal | None
    remaining: Decimal | None
    pace: Pace
    outlook: Outlook
    resets_on: date | None = None
    ends_on: date | None = None
    fee: Decimal | None = None

    @property
    def percent(self) -> Decimal | None:
        """How much of it is used, in percent, exact; None without a budget above nothing."""
        return self.spent * 100 / self.budget if self.budget and self.spent is not None else None

    @property
    def exhausted_on(self) -> date | None:
        """The day on which it is used up at this pace; None where it never is, or starts anew before."""
        day = self.outlook.exhausted_on
        return None if day is not None and self.resets_on is not None and day >= self.resets_on else day

    def text(self, amount: Decimal) -> str:
        """An amount of this budget in words."""
        return amount_text(amount, self.currency)


def standing(
    row: ProjectBudgetRow, used: Pace, today: date, terms: Project | None = None, currency: str = ""
) -> Standing:
    """One budget from Harvest's report of it and the pace. `terms` are the project's, where they may be seen."""
    is_money = row.budget_by in MONEY_KINDS
    left = row.budget_remaining
    if left is None and row.budget is not None and row.budget_spent is not None:
        left = row.budget - row.budget_spent
    end = month_of(today).end
    return Standing(
        project_id=row.project_id,
        project=plain(row.project_name),
        client=plain(row.client_name),
        budget_by=row.budget_by,
        currency=(currency_of(terms) or currency) if is_money else None,
        budget=row.budget,
        spent=row.budget_spent,
        remaining=left,
        pace=used,
        outlook=outlook(left, used.per_week, today) if left is not None else Outlook(),
        resets_on=end + DAY if row.budget_is_monthly and end else None,
        ends_on=terms.ends_on if terms else None,
        fee=terms.fee if terms and terms.is_fixed_fee else None,
    )


def used_by(budget_by: str, rows: Iterable[Work], expenses: Iterable[Expense] = ()) -> list[tuple[date, Decimal]]:
    """What each entry and expense took off a budget of that kind, as Harvest counts: rounded hours, or their worth."""
    used = [(row.day, taken(budget_by, row)) for row in rows]
    return used + [(expense.spent_date, expense.total_cost) for expense in expenses]


def taken(budget_by: str, row: Work) -> Decimal:
    """What one entry takes off a budget of that kind."""
    if budget_by not in MONEY_KINDS:
        return row.rounded
    return row.rounded * row.rate if row.is_billable and row.rate is not None else ZERO


def since(today: date, starts: int = 0) -> date:
    """The first day of which entries are needed: for the pace, and for the month that runs."""
    return min(first_day(today, starts), today.replace(day=1))


def began(terms: Project | None, rows: Sequence[Work]) -> date | None:
    """The first day on which time could be tracked: the project's first, unless something was tracked before it."""
    if terms is None or terms.created_at is None:
        return None
    began = max(terms.created_at.date(), terms.starts_on or date.min)
    return min([began, *(row.day for row in rows)])


def currency_of(terms: Project | None) -> str:
    """The currency in which a project is billed; "" where it may not be seen."""
    return (terms.client.currency or terms.currency) if terms else ""


def figures(one: Standing) -> dict[str, Figure]:
    """The figures of one budget, as `ask --json` gives them."""
    return {
        "project": one.project,
        "client": one.client,
        "budget_by": one.budget_by,
        "unit": "hours" if one.currency is None else "money",
        "currency": one.currency or None,
        "budget": one.budget,
        "spent": one.spent,
        "remaining": one.remaining,
        "percent": one.percent,
        "burn_per_week": one.pace.per_week,
        "weeks_left": one.outlook.weeks_left,
        "exhausted_on": one.exhausted_on,
        "monthly": one.resets_on is not None,
        "fee": one.fee,
    }


def month_start(one: Standing) -> date | None:
    """The first day of the month that a monthly budget counts; None where it counts all time."""
    return (one.resets_on - DAY).replace(day=1) if one.resets_on else None


_SOON: Final = Decimal(4)


def sentence(one: Standing, today: date) -> str:
    """How it stands, and where its pace leads, in plain words."""
    name = f"{one.project} ({one.client})"
    if one.spent is None:
        return (
            f"The budget of {name} is {KIND_TEXT.get(one.budget_by, 'money')}, and your role in Harvest may not see "
            f"its amounts. An administrator can give you the permission to see rates."
        )
    fee = f" The project has a fixed fee of {money_text(one.fee, one.currency or '')}." if one.fee is not None else ""
    month = f" in {today:%B}" if one.resets_on else ""
    if one.budget is None or one.remaining is None:
        kind = KIND_TEXT.get(one.budget_by, one.budget_by)
        return f"{name} is budgeted by {kind}, without an amount; {one.text(one.spent)} are used.{fee}"
    used = f", {one.percent:.0f} % is used" if one.percent is not None else ""
    if one.remaining < 0:
        head = f"{name} is {one.text(-one.remaining)} over its budget of {one.text(one.budget)}{month}{used}."
    else:
        head = f"{one.text(one.remaining)} of {one.text(one.budget)} are left on {name}{month}{used}."
    return f"{head} {_prospect(one, today)}{fee}".strip()


def _prospect(one: Standing, today: date) -> str:
    """Where the pace leads, in plain words."""
    per_week = one.pace.per_week
    if per_week is None:
        return "No full week has passed to tell a pace by." if one.pace is not UNKNOWN else ""
    if not per_week:
        return "Nothing was used in the last four full weeks, so at this pace it does not run out."
    weeks = len(one.pace.weeks)
    over = "the last full week" if weeks == 1 else f"the last {_number(weeks)} full weeks"
    speed = f"{one.text(per_week)} a week ({over}{', very uneven' if one.pace.is_irregular else ''})"
    if one.remaining is not None and one.remaining <= 0:
        anew = f" It starts anew on {short_day(one.resets_on, today)}." if one.resets_on else ""
        return f"The pace is {speed}.{anew}"
    day = one.exhausted_on
    if day is None:
        if one.resets_on is not None:
            return f"At {speed} it lasts the month; it starts anew on {short_day(one.resets_on, today)}."
        return f"At {speed} it lasts for years."
    left = one.outlook.weeks_left or ZERO
    end = f", before the project ends on {short_day(one.ends_on, today)}" if one.ends_on and day < one.ends_on else ""
    if left <= _SOON:
        return f"Over budget {weeks_words(left)} at the current pace of {speed}, about {short_day(day, today)}{end}."
    return f"At {speed} it lasts {weeks_words(left, 'another')}, until about {short_day(day, today)}{end}."


def _number(count: int) -> str:
    return ("no", "one", "two", "three", "four")[count]
