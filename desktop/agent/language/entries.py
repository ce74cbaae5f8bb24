"""Clauses to entries: which length belongs to which name, which day to which entry, what is a note.

The clauses are read from left to right. Each either belongs to the entry that is open or opens the next; at the end what
was said once for several entries (a day, a task, a project in front of a list) is handed to those that lack it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from desktop.agent.language.clauses import Clause
from desktop.agent.language.dates import Days
from desktop.agent.language.durations import Quantity, in_hours, low
from desktop.agent.language.items import Item, What
from desktop.agent.language.resolve import Outcome, Resolution, Resolver, Seen
from desktop.agent.language.tasks import TaskMention
from desktop.agent.language.tokens import Token
from desktop.agent.language.words import ASIDES, PREPOSITIONS, SMALL_TALK, UNDONE


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
    there: bool = False
    rest: bool = False
    stated_total: bool = False
    shared: bool = False
    header: bool = False
    sentence: int = 0
    corrected: bool = False
    grouped: bool = False
    inherited: bool = False
    replaced: list[Seen] = field(default_factory=list)
    less: Quantity | None = None
    warnings: list[str] = field(default_factory=list)
    resolution: Resolution | None = None

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
        clause.items = [_as_word(item) if item.days and _too_long(item.days) else item for item in clause.items]
        self.clauses.append(clause)
        self.names.extend(clause.names)
        self.hints.extend(clause.hints)
        self.tasks.extend(clause.tasks)
        if clause.length is not None and self.length is None:
            self.length, self.length_item = clause.length, clause.find(What.LENGTH)
        if clause.days is not None:
            self.days_lead = clause.days_lead if self.days is None else self.days_lead
            self.days = clause.days
            self.days_item = [item for item in clause.items if item.days is not None][-1]
        self.each = self.each or clause.has(What.EACH)
        self.split = self.split or clause.has(What.SPLIT)
        self.same = self.same or clause.has(What.SAME)
        self.rest = self.rest or clause.has(What.REST)
        less = clause.find(What.LESS)
        if less is not None:
            self.less = less.length


@dataclass(slots=True)
class Reading:
    """All entries of one utterance, with what was said about all of them."""

    entries: list[Entry] = field(default_factory=list)
    total: Decimal | None = None
    dropped: list[Clause] = field(default_factory=list)
    swapped: bool = False


_SUMMING = frozenset("so yeah yes right again total altogether meaning ie basically".split())
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


def _too_long(days: Days) -> bool:
    """A month or a quarter is no day that somebody worked ("april was weird")."""
    return days.period and len(days.days) > 7


class Assembler:
    """Puts entries together from clauses."""

    def __init__(self, resolver: Resolver, tokens: Sequence[Token]) -> None:
        self._resolver, self._tokens = resolver, tokens
        self._sum_next = False  # "Total:" was said, and its length follows
        self._talked = False  # the clause before was small talk

    def assemble(self, parts: Sequence[Clause]) -> Reading:
        """The entries that the clauses speak of."""
        reading = Reading()
        entries = reading.entries
        sentence = 0
        amending = renamed = False
        for k, clause in enumerate(parts):
            if clause.level >= 3:
                sentence += 1
                amending = False
            clause.fix = clause.fix or bool(entries and clause.length and self._place(clause, len(entries)) is not None)
            clause.fix = clause.fix or (renamed and clause.length is not None and not clause.names and clause.level < 3)
            renamed = False
            clause.fix = clause.fix or (amending and bool(clause.names) and self._target(entries, clause) is not None)
            following = parts[k + 1] if k + 1 < len(parts) else None
            current = entries[-1] if entries else None
            aside = self._aside(clause, current)
            self._talked = self._talked and aside
            if aside:
                reading.dropped.append(clause)
            elif self._states_total(clause, reading, following):
                continue
            elif current is not None and self._drops(clause):
                self._drop(entries, clause)
            elif clause.fix and current is not None and self._corrects(entries, clause):
                amending = bool(clause.names)
                renamed = clause.length is None and bool(clause.names)
            elif (
                clause.has(What.NOT)
                and (clause.names or clause.length)
                and (current is not None or following is not None)
            ):
                reading.dropped.append(clause)
            elif clause.has(What.ALL) and entries and not clause.length and not (clause.names and self._named(entries)):
                self._for_all(entries, clause)
            elif clause.has(What.RECAP) and clause.only_days and entries:
                self._for_all(entries, clause)
            elif current is not None and current.has_length and self._doubts(clause):
                current.length = Quantity(None, 0, code="vague")
            elif self._recaps(entries, clause):
                reading.dropped.append(clause)
            elif current is not None and self._belongs(current, clause, following, ahead=_length_ahead(parts, k)):
                current.add(clause)
            else:
                entry = Entry(sentence=sentence)
                entry.add(clause)
                if current is not None and self._shares(current, clause):
                    entry.shared = True
                entries.append(entry)
        self._finish(reading)
        return reading

    # One clause at a time

    def _named(self, entries: Sequence[Entry]) -> bool:
        return any(entry.names for entry in entries)

    def _lows(self, clause: Clause) -> set[str]:
        """The words of a clause that are no part of a whole name."""
        plain = [item for item in clause.items if not _whole_name(item)]
        return {self._tokens[i].low for item in plain for i in range(item.start, item.end)}

    def _aside(self, clause: Clause, current: Entry | None) -> bool:
        """Talk around the work, and work that was not done."""
        lows = self._lows(clause)
        if self._talked and clause.level < 3 and clause.length is not None and not clause.names and not clause.tasks:
            return True  # "had dinner with friends, 3 hours"
        said = f" {self._words(clause)} "
        if clause.length is None and any(f" {aside} " in said for aside in ASIDES):
            return True
        if "already" in lows and lows & {"in", "logged", "there", "entered", "booked", "tracked", "done", "down"}:
            return True
        if lows & set(UNDONE) and not clause.fix:
            return not (clause.length and clause.names and not lows & {"didnt", "havent", "never", "nothing"})
        if lows & SMALL_TALK and not clause.tasks and not clause.has(What.LESS):
            self._talked = clause.length is None
            return clause.length is None or not clause.names
        # "yeah two hours": what was said already.
        if (
            current is None
            or current.length is None
            or clause.length is None
            or clause.names
            or clause.tasks
            or clause.words
        ):
            return False
        return bool(lows & {"yeah", "yes", "right", "yep"}) and clause.length.hours == current.length.hours

    def _words(self, clause: Clause) -> str:
        plain = [item for item in clause.items if not _whole_name(item)]
        return " ".join(self._tokens[i].low for item in plain for i in range(item.start, item.end))

    def _states_total(self, clause: Clause, reading: Reading, following: Clause | None) -> bool:
        sums = self._sum_next and clause.length is not None and not clause.names
        self._sum_next = clause.has(What.TOTAL) and clause.empty_but(What.TOTAL)
        if self._sum_next:
            return True
        if not (clause.has(What.TOTAL) or sums) or clause.length is None:
            return False
        hours = hours_of(clause.length)
        if reading.entries and not clause.names:
            reading.total = hours
            return True
        if not clause.names and following is not None:
            reading.total = hours
            return True
        return False

    def _family(self, names: Sequence[Seen]) -> frozenset[int]:
        found = self._resolver.resolve(names)
        positions: set[int] = set()
        index = self._resolver.index
        for seen in names:
            positions |= seen.mention.projects
            for client in seen.mention.clients:
                positions |= set(index.of_client[client])
        if found.project is not None:
            return frozenset(p for p in positions if index.projects[p].client.id == found.project.client.id)
        return frozenset(positions)

    def _fits(self, current: Entry, clause: Clause) -> bool:
        """Whether the names of a clause may be about the project of the open entry."""
        if not clause.names or not current.names:
            return True
        before, now = self._resolver.resolve(current.names), self._resolver.resolve(clause.names)
        if before.project is not None and now.project is not None:
            return before.project == now.project
        return bool(self._family(current.names) & self._family(clause.names))

    def _belongs(self, current: Entry, clause: Clause, following: Clause | None, *, ahead: bool) -> bool:
        """Whether a clause is about the open entry. `ahead`: a length follows that no other name comes before."""
        if self._is_note(current, clause):
            return True
        if clause.length is not None:
            if current.has_length:
                return False
            if clause.names and current.names:
                return self._fits(current, clause)
            return not (clause.names and current.tasks and clause.level >= 3)
        again = clause.has(What.SAME) and (clause.names or clause.days is not None)
        if current.has_length and (again or clause.has(What.REST)):
            return False
        if clause.only_days or (clause.days_lead and clause.days is not None and not clause.names):
            return self._day_belongs(current, clause, following)
        if clause.names:
            return self._name_belongs(current, clause, following, ahead=ahead)
        if not (current.has_length and _leads_length(following) and clause.level >= 2):
            return True
        if clause.tasks and (current.tasks or clause.level >= 4):
            return False
        # "Oscorp, 2h" after a finished entry: words that a length follows are a name nobody knows.
        return not clause.words or clause.note or not (current.names or self._said_something(current))

    def _is_note(self, current: Entry, clause: Clause) -> bool:
        """Whether a clause is a note on the open entry, or a task of it; names in it decide nothing then."""
        if clause.names and not clause.length and self._only_task(current, clause):
            clause.names = []
            return True
        if not (clause.note and current.has_length and current.names):
            return False
        if not clause.length:
            clause.names = [] if not self._fits(current, clause) or clause.words else clause.names
            return True
        if self._tells(clause):
            clause.items = [_as_word(item) for item in clause.items]
            return True
        return False

    def _day_belongs(self, current: Entry, clause: Clause, following: Clause | None) -> bool:
        if clause.only_days and clause.level >= 4 and following is not None and current.has_length:
            return False
        if not current.has_length or following is None:
            return not (current.has_length and clause.level >= 4)
        opens = following.length is not None or bool(following.names) or following.has(What.SAME)
        return not (opens and following.level < 4 and not following.fix and clause.level >= 1)

    def _name_belongs(self, current: Entry, clause: Clause, following: Clause | None, *, ahead: bool) -> bool:
        if not current.names:
            # "2h, Acme" takes the name; a name that has its own length behind it ("Acme, 1h") opens the next.
            own = following is not None and following.length is not None and not following.names
            return not (current.has_length and own and self._said_something(current) and clause.level >= 2)
        if self._fits(current, clause):
            return not (current.has_length and clause.level >= 1 and ahead)
        if clause.words and not ahead and not any(s.mention.full for s in clause.names):
            return True
        return not self._strong(clause)

    def _only_task(self, current: Entry, clause: Clause) -> bool:
        """ "R&D, research, 1h" where a project is called Research too: a task that the open entry's project has."""
        if not current.names or not all(s.task_word for s in clause.names):
            return False
        project = self._resolver.resolve(current.names).project
        return project is not None and any(task.among(project) for task in clause.tasks)

    def _tells(self, clause: Clause) -> bool:
        """A note with a length in it ("interviewed 4 users for 15 min each"), not one more entry."""
        first = next((item for item in clause.items if item.what is not What.FILLER), None)
        at = next((k for k, item in enumerate(clause.items) if item.what is What.LENGTH), 0)
        before = [item for item in clause.items[:at] if item.what is What.WORD]
        return first is not None and first.what is What.WORD and len(before) >= 2 and not clause.names

    def _said_something(self, entry: Entry) -> bool:
        return bool(entry.names) or any(clause.words for clause in entry.clauses)

    def _strong(self, clause: Clause) -> bool:
        """Whether a clause names a project for its own sake, not in passing."""
        return any(s.mention.full and (s.slot or s.mention.exact) for s in clause.names) or any(
            s.slot for s in clause.names
        )

    def _shares(self, current: Entry, clause: Clause) -> bool:
        """ "2h on A and B": a second name without a length of its own."""
        return bool(
            clause.names
            and clause.length is None
            and current.has_length
            and current.names
            and clause.level in (1, 2)
            and not clause.words
            and not clause.has(What.SAME, What.REST)
            and clause.days is None
            and current.length_item is not None
            and current.length_item.start < min(s.mention.start for s in current.names)
        )

    # Corrections

    def _target(self, entries: list[Entry], clause: Clause) -> Entry | None:
        """The entry that a clause speaks of by name or by its place, else None."""
        place = self._place(clause, len(entries))
        if place is not None:
            return entries[place]
        if not clause.names:
            return None
        for entry in reversed(entries):
            if entry.names and self._same_project(entry.names, clause.names):
                return entry
        return None

    def _same_project(self, a: Sequence[Seen], b: Sequence[Seen]) -> bool:
        first, second = self._resolver.resolve(a), self._resolver.resolve(b)
        if first.project is not None and second.project is not None:
            return first.project == second.project
        return bool(self._family(a) & self._family(b))

    def _recaps(self, entries: Sequence[Entry], clause: Clause) -> bool:
        """ "so 3 hours on Nucleus": an entry said again in so many words, after a word of summing up."""
        if clause.length is None or not clause.names or clause.words or not self._lows(clause) & _SUMMING:
            return False
        return any(
            entry.length is not None
            and entry.length.hours == clause.length.hours
            and bool(entry.names)
            and self._same_project(entry.names, clause.names)
            for entry in entries
        )

    def _doubts(self, clause: Clause) -> bool:
        """ "five hours, maybe six": a second length that is only perhaps the right one."""
        if clause.length is None or not clause.length.bare or clause.names or clause.tasks or clause.words:
            return False
        first = self._tokens[clause.items[0].start].low
        return first in ("maybe", "perhaps", "or", "possibly")

    def _drops(self, clause: Clause) -> bool:
        """ "drop the Northwind one", "scratch that": nothing but a name beside the word for dropping."""
        if not clause.has(What.DROP) or clause.length is not None or clause.note:
            return False
        extra = [low(self._tokens, item.start) for item in clause.words]
        return all(word in ("one", "last", "first", "second", "third", "entry") for word in extra)

    def _place(self, clause: Clause, count: int) -> int | None:
        """Which of `count` entries "the second one" is."""
        plain = [i for item in clause.items if item.what is not What.NAME for i in range(item.start, item.end)]
        for i in plain:
            place = _PLACES.get(self._tokens[i].low)
            if place is not None and low(self._tokens, i + 1) in ("one", "entry", "card") and -count <= place < count:
                return place
        return None

    def _drop(self, entries: list[Entry], clause: Clause) -> None:
        target = self._target(entries, clause)
        if target is None and not clause.names:
            target = entries[-1]
        if target is not None:
            entries.remove(target)

    def _corrects(self, entries: list[Entry], clause: Clause) -> bool:
        """Change the last entry, or the one that is named, as the clause says; False where it is a new entry."""
        named = self._target(entries, clause) if clause.length is not None else None
        target = named or entries[-1]
        if (
            clause.length is not None
            and not clause.length.bare
            and clause.names
            and named is None
            and target.has_length
            and target.names
            and clause.level >= 3
        ):
            return False
        if clause.length is not None:
            target.length, target.length_item, target.less = clause.length, clause.find(What.LENGTH), None
        if clause.days is not None:
            target.days, target.days_lead = clause.days, True
            target.days_item = [item for item in clause.items if item.days is not None][-1]
        if clause.names and (named is None or not target.names):
            target.replaced += target.names
            target.names = self._renamed(target.names, clause.names)
        if clause.tasks:
            target.tasks = list(clause.tasks)
        target.corrected = True
        if [item for item in clause.words if low(self._tokens, item.start) not in (*_PLACES, "one")]:
            target.clauses.append(clause)
        return True

    def _renamed(self, old: list[Seen], new: list[Seen]) -> list[Seen]:
        """The new names, together with the client that was said before where they only make it more exact."""
        clients = [s for s in old if s.mention.clients and s.mention.full]
        alone = self._resolver.resolve(new)
        together = self._resolver.resolve([*clients, *new]) if clients else alone
        if (
            clients
            and together.outcome is Outcome.SETTLED
            and (alone.project is None or alone.project == together.project)
        ) and not (alone.outcome is Outcome.TIE and not self._family(new) & self._family(clients)):
            return [*clients, *new]
        if alone.outcome is Outcome.UNNAMED:
            return [*old, *new]
        # "data platform - I mean phase 2": some words of a longer name of the same family.
        narrowed = [s for s in new if s.mention.projects]
        return narrowed or new

    # Said once for several entries

    def _for_all(self, entries: list[Entry], clause: Clause) -> None:
        for entry in entries:
            if clause.days is not None and (entry.days is None or len(entries) == 1):
                entry.days = clause.days
                entry.days_item = [item for item in clause.items if item.days is not None][-1]
            if clause.tasks and not entry.tasks:
                entry.tasks = list(clause.tasks)
            if clause.names and not entry.names:
                entry.names, entry.inherited = list(clause.names), True
        if clause.words and not clause.tasks:
            entries[-1].clauses.append(clause)

    def _finish(self, reading: Reading) -> None:
        entries = reading.entries
        entries[:] = [entry for entry in entries if self._counts(entry)]
        self._drop_sum(entries)
        self._to_next(entries)
        self._share_lengths(entries)
        self._drop_header(entries)
        self._inherit(entries)
        _spread_days(entries)
        self._take_rest(reading)

    def _counts(self, entry: Entry) -> bool:
        return (
            entry.has_length
            or bool(entry.names)
            or entry.same
            or bool(entry.tasks)
            or any(c.words for c in entry.clauses)
        )

    def _to_next(self, entries: list[Entry]) -> None:
        """Words in front of the first entry ("Fixed the login bug. 2h Acme.") are its note; a project after lengths is theirs."""
        while len(entries) > 1 and not (
            entries[0].has_length or entries[0].names or entries[0].tasks or entries[0].same
        ):
            entries[1].clauses[:0] = entries[0].clauses
            if entries[1].days is None:
                entries[1].days, entries[1].days_item, entries[1].days_lead = (
                    entries[0].days,
                    entries[0].days_item,
                    True,
                )
            del entries[0]
        head = entries[0] if len(entries) > 1 else None
        if (
            head is not None
            and head.tasks
            and not (head.has_length or head.names or any(c.words for c in head.clauses))
        ):
            # "client calls: 20m P&G, 25m AT&T": a task in front of a list is the task of all of them.
            for entry in entries[1:]:
                entry.tasks = entry.tasks or list(head.tasks)
            del entries[0]
        for before, after in zip(reversed(entries[:-1]), reversed(entries[1:]), strict=True):
            timed = before.days is not None or (before.length is not None and before.length.started is not None)
            bare = not before.names and not before.tasks and not any(clause.words for clause in before.clauses)
            if (
                before.has_length
                and timed
                and bare
                and after.names
                and after.has_length
                and before.sentence == after.sentence
            ):
                before.names, before.tasks, before.inherited = list(after.names), list(after.tasks), True

    def _share_lengths(self, entries: list[Entry]) -> None:
        """ "an hour each on A and B", "3 hours split between A and B", "2h on A and B" (asked)."""
        k = 0
        while k < len(entries):
            entry = entries[k]
            if not entry.has_length:
                k += 1
                continue
            # Forward: names behind the length; backward: names in front of it ("A and B, 1h each").
            group = [entry]
            j = k + 1
            while j < len(entries) and not entries[j].has_length and entries[j].names and not entries[j].same:
                if not (entry.each or entry.split or entries[j].shared):
                    break
                group.append(entries[j])
                j += 1
            if (entry.each or entry.split) and len(group) == 1:
                i = k - 1
                while (
                    i >= 0 and not entries[i].has_length and entries[i].names and entries[i].sentence == entry.sentence
                ):
                    group.insert(0, entries[i])
                    i -= 1
            if len(group) > 1 and entry.length is not None:
                each = entry.each or any(member.each for member in group)
                self._hand_out(group, entry, each=each)
            k = max(j, k + 1)

    def _hand_out(self, group: list[Entry], giver: Entry, *, each: bool) -> None:
        length = giver.length
        assert length is not None
        hours = hours_of(length)
        share: Quantity
        for place, member in enumerate(group):
            member.grouped = True
            if each or hours is None:
                share = length
            elif giver.split:
                share = Quantity(_portion(hours, len(group), place), length.end)
            else:
                share = Quantity(None, length.end, code="each_or_total", value=hours)
            member.length, member.length_item = share, giver.length_item
            member.less = giver.less
            if member.days is None:
                member.days, member.days_item, member.days_lead = giver.days, giver.days_item, giver.days_lead
            if not member.tasks and giver.tasks and member is not giver and not giver.names[:0]:
                member.tasks = [task for task in giver.tasks if self._before_names(task, giver)]

    def _before_names(self, task: TaskMention, giver: Entry) -> bool:
        """A task said before the first of several names, or apart from them, holds for all of them."""
        first = min((s.mention.start for s in giver.names), default=0)
        return task.start < first or any(task in clause.tasks and not clause.names for clause in giver.clauses)

    def _drop_sum(self, entries: list[Entry]) -> None:
        """ "8h today: 3 Stark, 5 Nucleus", "8 hours, half on A and half on B": a sum in front of its named parts."""
        if (
            len(entries) < 3
            or entries[0].names
            or entries[0].tasks
            or any(clause.words for clause in entries[0].clauses)
        ):
            return
        head, rest = entries[0], entries[1:]
        hours = hours_of(head.length)
        resting = [entry for entry in rest if entry.rest and entry.length is None]
        if hours is None or any(not entry.names or (entry.length is None and not entry.rest) for entry in rest):
            return
        if len(resting) == 1:
            left = hours - sum(hours_of(entry.length) or 0 for entry in rest if entry.length)
            resting[0].length = Quantity(left if left > 0 else None, 0)
        if (
            all(entry.length and entry.length.bare and entry.length.value == Decimal("0.5") for entry in rest)
            and len(rest) == 2
        ):
            for place, entry in enumerate(rest):
                entry.length = Quantity(portion(hours, 2, place), 0)
        elif sum(hours_of(entry.length) or 0 for entry in rest) != hours:
            return
        for entry in rest:
            if entry.days is None:
                entry.days, entry.days_item, entry.days_lead = head.days, head.days_item, True
        del entries[0]

    def _drop_header(self, entries: list[Entry]) -> None:
        """ "3h acme: 1 design, 2 dev": the first length is the sum of those that follow."""
        if len(entries) < 3:
            return
        head, rest = entries[0], entries[1:]
        hours = hours_of(head.length) if head.length else None
        if hours is None or not head.names or any(entry.names or entry.length is None for entry in rest):
            return
        parts = [hours_of(entry.length) for entry in rest if entry.length]
        if all(part is not None for part in parts) and sum(part for part in parts if part) == hours:
            for entry in rest:
                entry.names, entry.inherited = list(head.names), True
                entry.days = entry.days or head.days
            del entries[0]

    def _inherit(self, entries: list[Entry]) -> None:
        """Entries without a project of their own take the one said before, where the words call for it."""
        kept: list[Entry] = []
        for entry in entries:
            before = next((e for e in reversed(kept) if e.names), None)
            if entry.same and kept:
                self._same_as(entry, kept)
            elif not entry.names and before is not None and entry.has_length and self._may_inherit(entry, kept, before):
                entry.names, entry.inherited = list(before.names), True
                if not entry.tasks and not any(clause.words for clause in entry.clauses):
                    entry.tasks = list(before.tasks)
            elif not entry.has_length and kept and not entry.names and not entry.tasks:
                # Words alone: a note on what stands before.
                kept[-1].clauses.extend(entry.clauses)
                if entry.days is not None and kept[-1].days is None:
                    kept[-1].days = entry.days
                continue
            kept.append(entry)
        # A project in front of a list without a length of its own is its heading.
        headings = [
            entry
            for k, entry in enumerate(kept)
            if not entry.has_length
            and k + 1 < len(kept)
            and kept[k + 1].inherited
            and not entry.same
            and kept[k + 1].names == entry.names
        ]
        for heading in headings:
            follower = kept[kept.index(heading) + 1]
            if follower.days is None:
                follower.days, follower.days_item, follower.days_lead = (
                    heading.days,
                    heading.days_item,
                    heading.days_lead,
                )
            kept.remove(heading)
        entries[:] = kept

    def _may_inherit(self, entry: Entry, kept: list[Entry], before: Entry) -> bool:
        lows = {low for clause in entry.clauses for low in self._lows(clause)}
        if lows & {"there", "that", "it", "same"}:
            return True
        words = [item for clause in entry.clauses for item in clause.words]
        if not words:
            return True
        heading = all(e.inherited or e is before or e.names == before.names for e in kept) and self._name_leads(before)
        if heading and (not self._slotted(entry) or lows & {"the", "our", "their", "a"}):
            return True
        return bool(entry.tasks) and not self._slotted(entry) and entry.tasks[0].start < words[0].start

    def _name_leads(self, entry: Entry) -> bool:
        if entry.length_item is None:
            return True
        return min(s.mention.start for s in entry.names) < entry.length_item.start

    def _slotted(self, entry: Entry) -> bool:
        """Whether unknown words stand where a project stands ("1h for Oscorp")."""
        return bool(slot_words(entry, self._tokens))

    def _same_as(self, entry: Entry, kept: list[Entry]) -> None:
        before = kept[-1]
        if entry.length is None:
            half = any(
                low(self._tokens, i) == "half"
                for c in entry.clauses
                for item in c.items
                for i in range(item.start, item.end)
            )
            entry.length, entry.length_item = before.length, before.length_item
            entry.each, entry.grouped = entry.each or entry.days is not None, True
            del half
        if not entry.names:
            entry.names, entry.inherited = list(before.names), True
        if not entry.tasks:
            entry.tasks = list(before.tasks)

    def _take_rest(self, reading: Reading) -> None:
        """ "six hours total, two on acme, rest on booking"."""
        resting = [entry for entry in reading.entries if entry.rest and not entry.has_length]
        if len(resting) != 1 or reading.total is None:
            return
        known = [hours_of(entry.length) for entry in reading.entries if entry.length is not None]
        if all(hours is not None for hours in known):
            left = reading.total - sum((hours for hours in known if hours is not None), Decimal(0))
            resting[0].length = Quantity(left if left > 0 else None, 0)


_WORKED = frozenset(
    """worked working work log logged book booked add added put enter track record spent spend did doing was charge
    charged bill need needs i""".split()
)


def speaks_of_work(reading: Reading, tokens: Sequence[Token], items: Sequence[Item]) -> bool:
    """Whether the entries are more than chit-chat: a length, or a name or task together with a word of working."""
    entries = reading.entries
    lows = {tokens[i].low for item in items if not _whole_name(item) for i in range(item.start, item.end)}
    if lows & SMALL_TALK and not any(entry.names or entry.tasks for entry in entries):
        return False
    if any(entry.has_length or entry.same for entry in entries):
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


def _whole_name(item: Item) -> bool:
    return item.what is What.NAME and item.name is not None and item.name.full


def _as_word(item: Item) -> Item:
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


hours_of = hours_of


def _portion(hours: Decimal, count: int, place: int) -> Decimal:
    """Equal shares in hundredths whose sum is exact; the first ones take what is left over."""
    cents = int(hours * 100)
    share, left = divmod(cents, count)
    return Decimal(share + (1 if place < left else 0)) / 100


portion = _portion


def _length_ahead(parts: Sequence[Clause], k: int) -> bool:
    """Whether a length comes after clause `k`, before the sentence ends and before another name."""
    for clause in parts[k + 1 : k + 5]:
        if clause.level >= 3 or clause.names or clause.fix:
            return False
        if clause.length is not None:
            return True
    return False


def _leads_length(following: Clause | None) -> bool:
    return (
        following is not None
        and following.length is not None
        and not following.names
        and not following.fix
        and following.level < 3
    )


def _spread_days(entries: list[Entry]) -> None:
    """A day holds for what follows until another is said, and for what stands before it where it ends the sentence."""
    current: Entry | None = None
    for k, entry in enumerate(entries):
        if entry.days is not None:
            first_of_sentence = all(e.days is None for e in entries[:k] if e.sentence == entry.sentence)
            last = k + 1 == len(entries) or entries[k + 1].sentence != entry.sentence
            if not entry.days_lead and first_of_sentence and current is None:
                for earlier in entries[:k]:
                    if earlier.sentence == entry.sentence and earlier.days is None:
                        earlier.days, earlier.days_item = entry.days, entry.days_item
                        if not last:
                            earlier.warnings.append("date_scope")
            current = entry
        elif current is not None:
            entry.days, entry.days_item = current.days, current.days_item
            if not current.days_lead and current is not entry:
                entry.warnings.append("date_scope")
