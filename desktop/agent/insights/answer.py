"""What an answer is: a sentence with its figures, tables, pictures, texts to copy and where to look in Harvest.

"How much is left on the website?" becomes `Answer(kind=budget, reply="62.5 of 250 h are left …", figures={…}, …)`.
Every number in it was computed from what Harvest gave, with exact decimals; a surface only writes and paints it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from desktop.agent.intents import Interpretation, Kind

Figure: TypeAlias = "Decimal | date | str | int | bool | Sequence[Figure] | Mapping[str, Figure] | None"
"""A value of `figures`: as `ask --json` prints it, but decimals still exact and days still days."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency (ISO 4217; "" where Harvest did not say). Two currencies are never added."""

    amount: Decimal
    currency: str


Cell: TypeAlias = "str | Decimal | Money | date | None"


class Unit(StrEnum):
    """How the cells of a column are written: all but text and days stand to the right."""

    TEXT = "text"
    HOURS = "hours"
    MONEY = "money"
    AMOUNT = "amount"  # hours in some rows, money in others
    PERCENT = "percent"
    COUNT = "count"  # whole numbers: invoices, days
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column."""

    title: str
    unit: Unit = Unit.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns, each as long as `columns`; `total` is a last row that sums the others up, if there is one."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    total: tuple[Cell, ...] | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A text made to be copied and sent, such as a reminder; `label` says what it is."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to say next: `label` is shown, `words` are said by choosing it.

    Where it answers the question that an answer asks, `meant` is that question with the answer filled in.
    """

    label: str
    words: str
    meant: Interpretation | None = None


@dataclass(frozen=True, slots=True)
class BurnDown:
    """A budget over time: what was spent by the end of each day, and where the present pace leads.

    `spent` begins at the first day shown and ends at `today`; `projected` begins there too and is empty without a pace.
    Amounts are hours where `currency` is None, else money of that currency.
    """

    title: str
    currency: str | None
    budget: Decimal
    today: date
    spent: tuple[tuple[date, Decimal], ...]
    projected: tuple[tuple[date, Decimal], ...] = ()
    exhausted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `billable` hours below, `other` on top, and what would be full (None: nothing is expected)."""

    label: str
    billable: Decimal
    other: Decimal
    capacity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Hours side by side against capacity: the days of a week, the weeks of a month, people."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an invoice, and what it was on the one before (None: there was none before)."""

    label: str
    amount: Decimal
    before: Decimal | None = None


@dataclass(frozen=True, slots=True)
class InvoiceParts:
    """An invoice's parts beside those of the one before, in one currency. `name` and `before` name the two."""

    title: str
    currency: str
    name: str
    before: str | None
    parts: tuple[Part, ...]


Picture: TypeAlias = "BurnDown | Bars | InvoiceParts"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    `figures` have the shape that `docs/command-line.md` gives for the kind. `counted` says in words what is in the
    figures (exact or rounded hours, which days, whose); where `is_complete` is not, something that belongs in them may
    not be seen, and `counted` says what. `question` is asked where the words fit several things or none: then there are
    no figures, and `offers` are what can be said next.
    """

    kind: Kind
    reply: str
    as_of: datetime
    figures: Mapping[str, Figure] = field(default_factory=dict)
    counted: str = ""
    is_complete: bool = True
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    copies: tuple[Copy, ...] = ()
    link: str = ""
    question: str | None = None
    offers: tuple[Offer, ...] = ()
