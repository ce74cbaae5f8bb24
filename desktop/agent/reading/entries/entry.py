"""An entry while it is being read, and what all readers of entries need to know of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import Any

from desktop.agent.reading.entries.clauses import Clause
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.names.resolve import Seen
from desktop.agent.reading.tasks.tasks import TaskMention
from desktop.agent.reading.text.quantities import Quantity, in_hours, low
from desktop.agent.reading.text.tokens import Token
from desktop.agent.reading.text.words import PREPOSITIONS, SMALL_TALK
from desktop.agent.reading.time.days import Days

#: From so many words on a message is a story: it is checked as a whole, so its gaps may be filled by what is likely.
STORY = 20
#: What belongs to somebody who was spoken of before.
POSSESSIVES = frozenset("her his their".split())


@dataclass(frozen=True, slots=True)
class When:
    """The days of an entry, the item that says them, and whether they stand before all else that matters."""

    days: Days | None = None
    item: Item | None = None
    leads: bool = False

    def with_clause(self, clause: Clause) -> When:
        """The days after one more clause of the entry."""
        if clause.days is None:
            return self
        days = _with_days(self.days, clause.days) if clause.only_days else clause.days
        return When(days, clause.day_item, clause.days_lead if self.days is None else self.leads)


@dataclass(frozen=True, slots=True)
class Spent:
    """The length of an entry, the item that says it, and what is to be taken off it."""

    length: Quantity | None = None
    item: Item | None = None
    less: Quantity | None = None

    def with_clause(self, clause: Clause) -> Spent:
        """The length after one more clause of the entry: the first that is said counts."""
        said = self if self.length is not None or clause.length is None else self.of(clause)
        less = clause.find(What.LESS)
        return said if less is None else replace(said, less=less.length)

    def of(self, clause: Clause) -> Spent:
        """The length that a clause says, in the place of this one."""
        return replace(self, length=clause.length, item=clause.find(What.LENGTH))


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry while it is being read: what was said of it so far. Passes make it anew, none changes it.

    `each` and `shared` tell how its length is meant for several, `grouped` that it was handed out; `inherited` that its
    names were said for another entry, `day_borrowed` that its day was.
    """

    clauses: tuple[Clause, ...] = ()
    names: tuple[Seen, ...] = ()
    hints: tuple[Seen, ...] = ()
    tasks: tuple[TaskMention, ...] = ()
    spent: Spent = Spent()
    when: When = When()
    each: bool = False
    shared: bool = False
    grouped: bool = False
    sentence: int = 0
    corrected: bool = False
    inherited: bool = False
    day_borrowed: bool = False
    replaced: tuple[Seen, ...] = ()

    @property
    def length(self) -> Quantity | None:
        """How long it took, as it was said."""
        return self.spent.length

    @property
    def has_length(self) -> bool:
        """Whether a length was said, known or vague."""
        return self.spent.length is not None

    @property
    def days(self) -> Days | None:
        """The days it is of."""
        return self.when.days

    @property
    def like(self) -> date | None:
        """The day spoken of before whose work it is like."""
        return next((item.like for clause in self.clauses for item in clause.items if item.like), None)

    @property
    def has_words(self) -> bool:
        """Whether anything was said that nobody claimed."""
        return any(clause.words for clause in self.clauses)

    @property
    def all_names(self) -> tuple[Seen, ...]:
        """Names and the task words that may tell projects apart."""
        return (*self.names, *self.hints)

    def has(self, *whats: What) -> bool:
        """Whether anything of one of those kinds was said of it."""
        return any(clause.has(*whats) for clause in self.clauses)

    def with_clause(self, clause: Clause) -> Entry:
        """The entry with one more clause of it."""
        return replace(
            self,
            clauses=(*self.clauses, clause),
            names=(*self.names, *clause.names),
            hints=(*self.hints, *clause.hints),
            tasks=(*self.tasks, *clause.tasks),
            spent=self.spent.with_clause(clause),
            when=self.when.with_clause(clause),
            each=self.each or clause.has(What.EACH),
        )

    def lasting(self, length: Quantity | None) -> Entry:
        """The entry with another length in the place of the one that was said."""
        return replace(self, spent=replace(self.spent, length=length))

    def taking(self, names: Sequence[Seen], **more: Any) -> Entry:
        """The entry with the names that were said for another."""
        return replace(self, names=tuple(names), inherited=True, **more)

    def dated_like(self, other: Entry, *, leads: bool = False) -> Entry:
        """The entry with the days of another one, where it has none; they stand in front where `leads` says so."""
        return (
            self if self.days is not None else replace(self, when=replace(other.when, leads=leads or other.when.leads))
        )


def _with_days(before: Days | None, more: Days) -> Days:
    """ "on Mon, Tue, Wed": single days in a row are all meant; a day that makes a week exact replaces it."""
    if before is None or len(more.days) != 1 or before.span or before.period or set(more.days) <= set(before.days):
        return more
    return Days((*before.days, *more.days), more.end)


@dataclass(frozen=True, slots=True)
class Reading:
    """All entries of one utterance, with what was said about all of them."""

    entries: tuple[Entry, ...] = ()
    total: Decimal | None = None
    dropped: tuple[Clause, ...] = ()
    recapped: bool = False
    uneven: bool = False


def too_long(days: Days) -> bool:
    """A month or a quarter is no day that somebody worked ("april was weird")."""
    return days.period and len(days.days) > 7


def plain_words(clause: Clause, tokens: Sequence[Token]) -> set[str]:
    """The words of a clause that are no part of a whole name."""
    plain = [item for item in clause.items if not is_whole_name(item)]
    return {tokens[i].low for item in plain for i in range(item.start, item.end)}


_WORKED = frozenset(
    """worked working work log logged book booked add added put enter track record spent spend did doing was charge
    charged bill need needs i""".split()
)


def speaks_of_work(reading: Reading, tokens: Sequence[Token], items: Sequence[Item]) -> bool:
    """Whether the entries are more than chit-chat: a length, or a name or task together with a word of working."""
    entries = reading.entries
    lows = {tokens[i].low for item in items if not is_whole_name(item) for i in range(item.start, item.end)}
    if lows & SMALL_TALK and not any(entry.names or entry.tasks for entry in entries):
        return False
    # "what a day": a day alone is no length of work.
    lengths = [entry for entry in entries if entry.has_length and not (entry.length and entry.length.day)]
    days = [entry for entry in entries if entry.length is not None and entry.length.day]
    told = bool(lows & _WORKED) or any(entry.names or entry.tasks or slot_words(entry, tokens) for entry in days)
    if lengths or (days and told) or any(entry.has(What.SAME) for entry in entries):
        return True
    if lows & SMALL_TALK:
        return False
    worked = bool(lows & _WORKED)
    if any(entry.names for entry in entries):
        leads = next((item.what for item in items if item.what not in (What.FILLER, What.BREAK)), None)
        whole = any(s.mention.full for entry in entries for s in entry.names)
        terse = whole and leads in (What.NAME, What.DAYS) and not any(item.what is What.WORD for item in items)
        return worked or any(entry.tasks for entry in entries) or terse
    plain = bool(lows & {"worked", "log", "book", "add", "logged", "track", "record", "enter"})
    return plain and any(entry.tasks or slot_words(entry, tokens) for entry in entries)


def is_whole_name(item: Item) -> bool:
    """Whether an item is the whole name of something."""
    return item.what is What.NAME and item.name is not None and item.name.full


def as_word(item: Item) -> Item:
    """The same tokens as a word for the notes."""
    return item if item.what in (What.FILLER, What.WORD, What.NOTE) else Item(What.WORD, item.start, item.end)


def slot_words(entry: Entry, tokens: Sequence[Token]) -> list[Item]:
    """Unknown words right behind a preposition that a project follows: "for Oscorp", "on the void survey"."""
    found: list[Item] = []
    for clause in entry.clauses:
        for k, item in enumerate(clause.items):
            if item.what is not What.WORD:
                continue
            j = k - 1
            while (
                j >= 0
                and clause.items[j].what is What.FILLER
                and low(tokens, clause.items[j].start) in ("the", "a", "um", "uh", "our", "that")
            ):
                j -= 1
            before = clause.items[j] if j >= 0 else None
            if before is not None and before.what is What.FILLER and low(tokens, before.start) in PREPOSITIONS:
                run = list(takewhile(lambda other: other.what is What.WORD, clause.items[k:]))
                after = clause.items[k + len(run) : k + len(run) + 1]
                if after and after[0].what is What.TASK:
                    continue  # "in the weekly team meeting"
                return run
    return found


def hours_of(length: Quantity | None) -> Decimal | None:
    """Hours of a length; a number without a unit is hours up to 12 (and asked beyond)."""
    if length is None:
        return None
    if not length.bare:
        return length.hours
    return in_hours(length.value) if length.value is not None and length.value <= 12 else None


def portion(hours: Decimal, count: int, place: int) -> Decimal:
    """Equal shares in hundredths whose sum is exact; the first ones take what is left over."""
    cents = int(hours * 100)
    share, left = divmod(cents, count)
    return Decimal(share + (1 if place < left else 0)) / 100
