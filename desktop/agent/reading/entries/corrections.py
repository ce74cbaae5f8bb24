"""Corrections in the same words: lengths, days and names that are changed, swapped, dropped or said for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.agent.reading.entries.clauses import Clause
from desktop.agent.reading.entries.entry import Entry, Spent, When, plain_words
from desktop.agent.reading.entries.kinship import Kinship
from desktop.agent.reading.items.items import What
from desktop.agent.reading.text.quantities import HOUR, MINUTE, Quantity, from_minutes, low
from desktop.agent.reading.text.tokens import Token

_BESIDE_DROP = frozenset("one last first second third entry though please actually instead".split())
#: Fewer are hours, even where minutes are corrected.
_FEWEST_MINUTES = 5
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "middle": 1}


class Corrections:
    """Changes entries that are there already, as a clause says."""

    def __init__(self, tokens: Sequence[Token], kin: Kinship) -> None:
        self._tokens, self._kin = tokens, kin
        self._amending = self._renaming = False  # a correction is under way
        self.dropped = False  # the clause before dropped an entry
        self._all = False  # "both", of which more is said
        self._gone: Entry | None = None  # what the clause before dropped, of which what it was may be said

    def begin(self, level: int) -> None:
        """A clause begins that is parted from the one before by `level`."""
        self.dropped = self.dropped and level < 3
        self._amending = self._amending and level < 3

    def goes_on(self, entries: list[Entry], clause: Clause) -> bool:
        """Whether a clause continues a correction: "make the first one 1.5", "..., nucleus, one hour"."""
        renamed, self._renaming = self._renaming, False
        if entries and clause.length and self._place(clause, len(entries)) is not None:
            return True
        if renamed and clause.length is not None and not clause.names and clause.level < 3:
            return True
        if entries and clause.length and not clause.length.bare and clause.level < 3 and clause.empty_but(What.LENGTH):
            last = entries[-1]  # "fifteen, no, fifty, uh, forty five minutes"
            if last.corrected and last.length is not None and last.length.bare and not last.names:
                return True
        return self._amending and bool(clause.names) and self._target(entries, clause) is not None

    def changes(self, entries: list[Entry], clause: Clause) -> bool:
        """Whether a clause dropped, corrected or completed entries that are there already."""
        gone, self._gone = self._gone, None
        if gone is not None and self.dropped and self._says_what_it_was(gone, clause):
            names = self._kin.renamed(gone.names, clause.names)
            tasks = tuple(clause.tasks) or gone.tasks
            entries.append(replace(gone, names=names, tasks=tasks, replaced=gone.names, corrected=True))
            return True
        if not entries:
            return False
        current = entries[-1]
        everything, self._all = self._all, clause.empty_but(What.ALL)
        if clause.has(What.SWAP) and len(entries) == 2 and clause.empty_but(What.SWAP):
            first, second = entries
            lengths = second.length, first.length
            entries[:] = [replace(e.lasting(n), corrected=True) for e, n in zip(entries, lengths, strict=True)]
        elif self._drops(clause) or self._leaves_out(clause):
            self._drop(entries, clause)
            self.dropped = True
        elif clause.fix and "nothing" in plain_words(clause, self._tokens) and not (clause.length or clause.names):
            entries.clear()  # "scratch that, log nothing"
        elif clause.fix and (clause.has(What.ALL) or everything) and clause.length is not None and not clause.names:
            # "no: both half an hour"
            entries[:] = [replace(entry, spent=entry.spent.of(clause), corrected=True) for entry in entries]
        elif clause.fix and self._corrects(entries, clause):
            self._amending = bool(clause.names)
            self._renaming = clause.length is None and bool(clause.names)
        elif (clause.has(What.RECAP) and clause.only_days) or self._is_for_all(entries, clause):
            self.for_all(entries, clause)
        elif current.has_length and self._doubts(clause):
            entries[-1] = current.lasting(Quantity(None, 0, code="vague"))
        else:
            return False
        return True

    def _says_what_it_was(self, gone: Entry, clause: Clause) -> bool:
        """ "2h Acme, forget that, it was Globex": the length is still what was said."""
        says = clause.fix or low(self._tokens, clause.items[0].start) in ("it", "its", "that", "thats", "was")
        more = clause.length is not None or clause.days is not None or bool(clause.words)
        return says and bool(clause.names) and bool(gone.names) and gone.has_length and not more

    def _is_for_all(self, entries: Sequence[Entry], clause: Clause) -> bool:
        summed = clause.has(What.RECAP) and clause.empty_but(What.RECAP, What.TASK) and bool(clause.tasks)
        recap = clause.find(What.RECAP)
        if summed and recap is not None and low(self._tokens, recap.end - 1) == "all":
            return True  # "and that was all design"
        named = any(not seen.task_word for seen in clause.names) or (clause.names and not clause.tasks)
        return clause.has(What.ALL) and not clause.length and not (named and self._named(entries))

    def _named(self, entries: Sequence[Entry]) -> bool:
        return any(entry.names for entry in entries)

    def _target(self, entries: Sequence[Entry], clause: Clause) -> int | None:
        """The place of the entry that a clause speaks of by name or by its place, else None."""
        place = self._place(clause, len(entries))
        if place is not None or not clause.names:
            return place
        named = (k for k in range(len(entries) - 1, -1, -1) if entries[k].names)
        return next((k for k in named if self._kin.same_project(entries[k].names, clause.names)), None)

    def _doubts(self, clause: Clause) -> bool:
        """ "five hours, maybe six": a second length that is only perhaps the right one."""
        if clause.length is None or not clause.length.bare or clause.names or clause.tasks or clause.words:
            return False
        first = self._tokens[clause.items[0].start].low
        return first in ("maybe", "perhaps", "or", "possibly")

    def _drops(self, clause: Clause) -> bool:
        """ "drop the Northwind one", "scratch that": nothing but a name beside the word for dropping."""
        if not clause.has(What.DROP) or clause.length is not None:
            return False
        first = next((item for item in clause.items if item.what is not What.FILLER), None)
        if clause.note and (first is None or first.what is not What.DROP or not clause.names):
            return False
        return all(low(self._tokens, item.start) in _BESIDE_DROP for item in clause.words)

    def _leaves_out(self, clause: Clause) -> bool:
        """ "leave the focus one out please"."""
        lows = plain_words(clause, self._tokens)
        extra = {low(self._tokens, item.start) for item in clause.words} - _BESIDE_DROP
        return bool(clause.names) and clause.length is None and "out" in lows and extra <= {"leave", "take", "out"}

    def _place(self, clause: Clause, count: int) -> int | None:
        """Which of `count` entries "the second one" is."""
        plain = [i for item in clause.items if item.what is not What.NAME for i in range(item.start, item.end)]
        length = clause.find(What.LENGTH)
        for i in plain:
            if length is not None and length.start == i + 1:
                continue  # "the last one I wrote the notes" is an hour
            place = _PLACES.get(self._tokens[i].low)
            if place is not None and low(self._tokens, i + 1) in ("one", "entry", "card") and -count <= place < count:
                return place
        return None

    def _drop(self, entries: list[Entry], clause: Clause) -> None:
        if clause.has(What.ALL) and not clause.names:
            entries.clear()  # "scrap all that, it was 2h Acme"
            return
        target = self._target(entries, clause)
        if target is None and not clause.names:
            target = -1
        if target is not None:
            self._gone = None if clause.names else entries[target]
            del entries[target]

    def _corrects(self, entries: list[Entry], clause: Clause) -> bool:
        """Change the last entry, or the one that is named, as the clause says; False where it is a new entry."""
        place = self._target(entries, clause) if clause.length is not None else None
        target = entries[-1 if place is None else place]
        exact = clause.length is not None and not clause.length.bare
        if exact and clause.names and place is None and target.has_length and target.names and clause.level >= 3:
            return False
        spent, when, names, replaced = target.spent, target.when, target.names, target.replaced
        if clause.length is not None:
            spent = Spent(self._in_its_unit(clause.length, target), clause.find(What.LENGTH))
        elif (less := clause.find(What.LESS)) is not None:
            spent = replace(spent, less=less.length)
        if clause.days is not None:
            when = When(clause.days, clause.day_item, leads=True)
        if clause.names and (place is None or not names):
            names, replaced = self._kin.renamed(names, clause.names), (*replaced, *names)
        told = [item for item in clause.words if low(self._tokens, item.start) not in (*_PLACES, "one")]
        entries[-1 if place is None else place] = replace(
            target,
            spent=spent,
            when=when,
            names=names,
            replaced=replaced,
            tasks=tuple(clause.tasks) or target.tasks,
            corrected=True,
            clauses=(*target.clauses, clause) if told else target.clauses,
        )
        return True

    def _in_its_unit(self, length: Quantity, target: Entry) -> Quantity:
        """ "35 minutes, actually call it 45": a bare number has the unit of what it corrects."""
        item = target.spent.item
        if not length.bare or length.value is None or item is None or target.length is None:
            return length
        minutes = any(low(self._tokens, i) in MINUTE for i in range(item.start, item.end))
        hours = any(low(self._tokens, i) in HOUR for i in range(item.start, item.end))
        if not minutes or hours or length.value < _FEWEST_MINUTES:
            return length
        return replace(length, hours=from_minutes(length.value), bare=False, value=None)

    def for_all(self, entries: list[Entry], clause: Clause) -> None:
        """Give all entries the day, task or name that was said for all of them."""
        only = len(entries) == 1
        names = tuple(seen for seen in clause.names if not (seen.task_word and clause.tasks))
        for k, entry in enumerate(entries):
            if clause.days is not None and (entry.days is None or only):
                entry = replace(entry, when=When(clause.days, clause.day_item, entry.when.leads))
            if clause.tasks and (not entry.tasks or only):
                entry = replace(entry, tasks=(*entry.tasks, *clause.tasks))
            entries[k] = entry.taking(names) if names and not entry.names else entry
        closing = entries[-1].clauses[-1] if entries[-1].clauses else None
        if clause.empty_but(What.ALL) and closing is not None and closing.tasks and closing.empty_but(What.TASK):
            tasks = tuple(closing.tasks)  # "Meetings, both of them"
            entries[:] = [replace(entry, tasks=entry.tasks or tasks) for entry in entries]
        if clause.words and not clause.tasks:
            entries[-1] = replace(entries[-1], clauses=(*entries[-1].clauses, clause))
