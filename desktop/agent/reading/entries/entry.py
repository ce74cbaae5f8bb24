"""An entry while it is being read, and what all readers of entries need to know of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

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


@dataclass(slots=True)
class Entry:
    """An entry while it is being read: what was said of it so far."""

    clauses: list[Clause] = field(default_factory=list)
    names: list[Seen] = field(default_factory=list)
    hints: list[Seen] = field(default_factory=list)
    tasks: list[TaskMention] = field(default_factory=list)
    length: Quantity | None = None
    length_item: Item | None = None
    days: Days | None = None
    days_item: Item | None = None
    days_lead: bool = False
    each: bool = False
    split: bool = False
    same: bool = False
    like: date | None = None
    there: bool = False
    rest: bool = False
    shared: bool = False
    sentence: int = 0
    corrected: bool = False
    grouped: bool = False
    inherited: bool = False
    replaced: list[Seen] = field(default_factory=list)
    less: Quantity | None = None
    warnings: list[str] = field(default_factory=list)

    @property
    def has_length(self) -> bool:
        """Whether a length was said, known or vague."""
        return self.length is not None

    @property
    def all_names(self) -> list[Seen]:
        """Names and the task words that may tell projects apart."""
        return [*self.names, *self.hints]

    def add(self, clause: Clause) -> None:
        """Take a clause in."""
        clause.items = [as_word(item) if item.days and too_long(item.days) else item for item in clause.items]
        self.clauses.append(clause)
        self.names.extend(clause.names)
        self.hints.extend(clause.hints)
        self.tasks.extend(clause.tasks)
        if clause.length is not None and self.length is None:
            self.length, self.length_item = clause.length, clause.find(What.LENGTH)
        if clause.days is not None:
            self.days_lead = clause.days_lead if self.days is None else self.days_lead
            self.days = _with_days(self.days, clause.days) if clause.only_days else clause.days
            self.days_item = [item for item in clause.items if item.days is not None][-1]
        self.each = self.each or clause.has(What.EACH)
        self.split = self.split or clause.has(What.SPLIT)
        self.same = self.same or clause.has(What.SAME)
        self.like = self.like or next((item.like for item in clause.items if item.like), None)
        self.rest = self.rest or clause.has(What.REST)
        less = clause.find(What.LESS)
        if less is not None:
            self.less = less.length


def _with_days(before: Days | None, more: Days) -> Days:
    """ "on Mon, Tue, Wed": single days in a row are all meant; a day that makes a week exact replaces it."""
    if before is None or len(more.days) != 1 or before.span or before.period or set(more.days) <= set(before.days):
        return more
    return Days((*before.days, *more.days), more.end)


@dataclass(slots=True)
class Reading:
    """All entries of one utterance, with what was said about all of them."""

    entries: list[Entry] = field(default_factory=list)
    total: Decimal | None = None
    dropped: list[Clause] = field(default_factory=list)
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
    if lengths or (days and told) or any(entry.same for entry in entries):
        return True
    if lows & SMALL_TALK:
        return False
    worked = bool(lows & _WORKED)
    if any(entry.names for entry in entries):
        leads = next((item.what for item in items if item.what not in (What.FILLER, What.BREAK)), None)
        whole = any(s.mention.full for entry in entries for s in entry.names)
        terse = whole and leads in (What.NAME, What.DAYS) and not any(item.what is What.WORD for item in items)
        return worked or any(entry.tasks for entry in entries) or terse
    said = {item.what for item in items} - {What.FILLER, What.BREAK}
    if said == {What.TASK, What.DAYS}:
        return True  # "vacation yesterday"
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
                run = [item]
                for other in clause.items[k + 1 :]:
                    if other.what is not What.WORD:
                        break
                    run.append(other)
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
