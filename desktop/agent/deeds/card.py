"""The card of a deed, as plain values: a change of an entry is a title, fields with their values before, a button.

Every surface shows a `Deed` the same way: the title, whose time it is where it is not one's own, the fields, the
tables, and one button that is named for what it does. What is asked is asked by its fields: a deed is `ready` when none
of them asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.agent.drafts import Card, DraftState
from desktop.agent.intents import Kind, Warn


class Form(StrEnum):
    """How the value of a field is given."""

    SHOWN = "shown"  # cannot be changed here
    CHOICE = "choice"  # one of the options, by its key
    LINE = "line"  # words
    TEXT = "text"  # words over several lines
    HOURS = "hours"  # "1.5", "1:30"
    MONEY = "money"  # "18", "18.50"
    DAY = "day"  # "2026-11-20"
    CHOICES = "choices"  # some of the options, their keys parted by commas
    FLAG = "flag"  # "yes" or "no"
    FILE = "file"  # the path of a file; "" takes it off
    ADDRESSES = "addresses"  # e-mail addresses, parted by commas; the options are known ones


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that a field offers: what is handed back, and what people read."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of a card. `value` is what the form says (for a choice the option's key), `shown` what people read.

    `before` is what Harvest has now, where the deed changes it. `question` is set where the field must be answered
    before the deed can be confirmed. `is_ours`: what is offered are words of Gleaner, not names. `fitting`: how many of
    the options, the first ones, fit what was said; 0 where nothing was said that tells.
    """

    key: str
    name: str
    value: str = ""
    shown: str = ""
    form: Form = Form.SHOWN
    options: tuple[Option, ...] = ()
    before: str | None = None
    question: str = ""
    is_ours: bool = False
    fitting: int = 0

    @property
    def text(self) -> str:
        """What people read."""
        return self.shown or self.value

    @property
    def is_told(self) -> bool:
        """Whether its value and its options are words of Gleaner; what a person wrote, and names, are not."""
        return self.is_ours or self.form in (Form.SHOWN, Form.HOURS, Form.DAY, Form.FLAG)

    @property
    def is_changed(self) -> bool:
        """Whether the deed makes it something else than it is."""
        return self.before is not None and self.before != self.text


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of an invoice, or what is left out of it. `numeric` are the columns that are set to the right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """What is stored and sent when the card is confirmed: the kind of write, its canonical JSON, what was before."""

    kind: str
    payload: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Deed(Card):
    """One card. `id` is a UUID and becomes the operation's, so that confirming twice does nothing twice.

    `action` is what its button says; `person` is whose time it is, where it is not one's own. `is_grave` deeds cannot
    be taken back (an e-mail): they are confirmed one by one, by their own button, never by a key that confirms all.
    `writing` is None while something is asked, and once it is stored. `outcome` says what Harvest has made of it;
    `figures` are the card's numbers as JSON, for programs.
    """

    kind: Kind
    title: str
    action: str
    summary: str
    fields: tuple[FormField, ...] = ()
    tables: tuple[Table, ...] = ()
    person: str = ""
    is_grave: bool = False
    warnings: tuple[Warn, ...] = ()
    writing: Writing | None = None
    outcome: str = ""
    reason: str = ""
    figures: str = ""

    @property
    def asked(self) -> FormField | None:
        """The first field that must be answered, or None."""
        return next((field for field in self.fields if field.question), None)

    def field(self, key: str) -> FormField | None:
        """The field of that key, or None."""
        return next((field for field in self.fields if field.key == key), None)


def settled_state(deed: Deed) -> DraftState:
    """The one check of a deed that is not confirmed: `asking` while a field asks, else `ready`."""
    return DraftState.ASKING if deed.asked or deed.writing is None else DraftState.READY
