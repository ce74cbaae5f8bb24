"""Clauses to entries: which length belongs to which name, what corrects what, what is beside the work.

The clauses are read from left to right; each either belongs to the entry that is open or opens the next. What was said
once for several entries is handed out at the end (`sharing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.agent.reading.entries.around import Around
from desktop.agent.reading.entries.asides import Asides
from desktop.agent.reading.entries.clauses import WHOLE_NAME, Clause
from desktop.agent.reading.entries.corrections import Corrections
from desktop.agent.reading.entries.entry import Entry, Reading, When, as_word, hours_of, too_long
from desktop.agent.reading.entries.roles import sorted_out
from desktop.agent.reading.entries.sharing import shared_out
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.names.resolve import Resolver
from desktop.agent.reading.text.quantities import Quantity, low
from desktop.agent.reading.text.tokens import Token

#: What may stand between "the rest of" and the length that it is the rest of.
_IT = frozenset("it that which".split())
_LOOSE = frozenset({"vague", "until", "rest_of_day"})
_WHOSE = frozenset("my the our those these that".split())


class Assembler:
    """Puts entries together from clauses."""

    def __init__(self, resolver: Resolver, tokens: Sequence[Token]) -> None:
        self._resolver, self._tokens, self._around = resolver, tokens, Around(tokens, resolver)
        self._kin = self._around.kin
        self._asides, self._fixes = Asides(tokens, self._kin), Corrections(tokens, self._kin)
        self._sum_next = False  # "Total:" was said, and its length follows
        self._total: Decimal | None = None

    def assemble(self, parts: Sequence[Clause]) -> Reading:
        """The entries that the clauses speak of."""
        for clause in parts:
            clause.items = [as_word(item) if item.days and too_long(item.days) else item for item in clause.items]
        parts, dropped = sorted_out(parts, self._tokens)
        entries: list[Entry] = []
        sentence = 0
        for k, clause in enumerate(parts):
            self._rests_of(clause, entries)
            if clause.level >= 3:
                sentence += 1
            following = parts[k + 1] if k + 1 < len(parts) else None
            current = entries[-1] if entries else None
            self._fixes.begin(clause.level)
            clause.fix = clause.fix or self._fixes.goes_on(entries, clause)
            if self._asides.is_aside(clause, following, entries, dropped=self._fixes.dropped):
                dropped.append(clause)
                self._asides.takes_break(entries, clause, following)
                self._asides.takes_back(entries, clause)
                self._asides.dates_next(clause, following)
                if following is not None and self._asides.puts_right(current, clause, following):
                    following.fix = True
            elif current is not None and self._says_exactly(current, clause):
                entries[-1] = replace(
                    current.with_clause(clause), spent=current.spent.of(clause), each=clause.has(What.EACH)
                )
            elif self._states_total(clause, entries, following) or self._fixes.changes(entries, clause):
                continue
            elif current is not None and following is None and clause.only_days and clause.level >= 4:
                self._fixes.for_all(entries, clause)  # a last line that is nothing but a day
            elif current is not None and self._belongs(current, clause, following, _Ahead.of(parts, k)):
                is_put_right = clause.only_days and current.corrected
                if is_put_right and low(self._tokens, clause.items[0].start) in ("it", "that"):
                    current = replace(current, when=When())  # "correction: export tool, and it was Monday"
                entries[-1] = current.with_clause(clause)
            else:
                shares = current is not None and self._shares(current, clause)
                entries.append(Entry(sentence=sentence, shared=shares).with_clause(clause))
        return shared_out(Reading(tuple(entries), self._total, tuple(dropped)), self._around)

    def _rests_of(self, clause: Clause, entries: Sequence[Entry]) -> None:
        """ "the rest of my 8 hours on booking": the length is the whole of which what is left is meant."""
        rest, length = clause.find(What.REST), clause.find(What.LENGTH)
        if rest is None or length is None or low(self._tokens, rest.end) != "of":
            return
        if {low(self._tokens, i) for i in range(rest.end + 1, length.start)} <= _WHOSE:
            known = any(entry.has_length for entry in entries)
            self._total = hours_of(length.length) if known else None
            left = replace(length, what=What.FILLER, length=None) if known else replace(length, length=_unknown(length))
            clause.items = [left if item is length else item for item in clause.items]

    def _states_total(self, clause: Clause, entries: Sequence[Entry], following: Clause | None) -> bool:
        if clause.fix:
            return False
        sums = self._sum_next and clause.length is not None and not clause.names
        self._sum_next = clause.has(What.TOTAL) and clause.empty_but(What.TOTAL)
        if self._sum_next:
            return True
        if not (clause.has(What.TOTAL) or sums) or clause.length is None or clause.names:
            return False
        if following is not None and following.has(What.SPLIT, What.EACH):
            return False  # "six hours in total, split evenly between A and B"
        if len(entries) == 1 and not entries[0].has_length:
            return False  # "Acme design, an hour all told"
        longest = max((hours_of(entry.length) or Decimal(0) for entry in entries), default=Decimal(0))
        before = entries[-1].clauses[-1] if entries else clause  # "driving there | and back was two hours altogether"
        told = clause.tasks or clause.words or (clause.level == 1 and before.length is None and before.tasks)
        if (hours_of(clause.length) or longest) < longest and told:
            return False  # "the drive was fifty minutes altogether", behind two hours of something else
        if not entries and following is None:
            return False
        self._total = hours_of(clause.length)
        return True

    def _belongs(self, current: Entry, clause: Clause, following: Clause | None, ahead: _Ahead) -> bool:
        """Whether a clause is about the open entry."""
        if self._opens_part_of_day(current, clause, following):
            return False
        if self._is_note(current, clause, following):
            return True
        if clause.length is not None:
            apart = clause.days is not None or (bool(clause.names) and not current.names)
            apart = apart or (clause.level > 1 and bool(current.tasks) and self._is_as_long(current))
            if current.has_length or (current.has(What.SAME) and apart):
                return False
            if clause.names and current.names and self._is_about(clause) and not self._kin.settles(current, clause):
                clause.names = []  # "internal meeting about Nucleus 1h"
                return True
            if clause.names and current.names:
                return self._kin.fits(current, clause)
            return not (clause.names and current.tasks and clause.level >= 3)
        other_task = bool(clause.tasks) and bool(current.tasks) and not (clause.words and self._ends_again(clause))
        named = bool(clause.names) and bool(current.names)  # "an hour and a half, same lift" names it at last
        again = clause.has(What.SAME) and (named or clause.days is not None or other_task)
        if current.has_length and (again or clause.has(What.REST)):
            return False
        if clause.only_days or (clause.days_lead and clause.days is not None and not clause.names):
            return self._day_belongs(current, clause, following, ahead)
        if clause.names:
            return self._name_belongs(current, clause, following, ahead.length, ahead.any_length)
        opens = _leads_length(following) or (clause.level >= 3 and bool(clause.tasks) and ahead.any_length)
        if not (current.has_length and opens and clause.level >= 2):
            return True
        if clause.tasks and (current.tasks or clause.level >= 4):
            return False
        # "Oscorp, 2h" after a finished entry: words that a length follows are a name nobody knows.
        return not clause.words or clause.note or not (current.names or self._said_something(current))

    def _ends_again(self, clause: Clause) -> bool:
        """ "snagging, drawer fronts again": told of the work, not one more of it."""
        last = clause.items[-1]
        return last.what is What.SAME and last.end == last.start + 1 and low(self._tokens, last.start) == "again"

    def _is_as_long(self, current: Entry) -> bool:
        """ "the same for the desk work", "same again": that says how long it was; "testing again" does not."""
        items = [item for clause in current.clauses for item in clause.items]
        whose = {seen.mention.start for seen in current.names}
        said = (item for item in items if item.what is What.SAME and item.end not in whose)  # not "same shop"
        return any(low(self._tokens, item.start) in ("the", "same") for item in said)

    def _says_exactly(self, current: Entry, clause: Clause) -> bool:
        """ "took the whole afternoon four hours", "all day on A seven hours": told loosely, then exactly, at once."""
        loose, exact = current.length, clause.length
        if loose is None or exact is None or clause.fix or clause.days is not None:
            return False
        is_loose = loose.day or (loose.code == "vague" and exact.started is not None)
        if is_loose and clause.level < 4 and clause.empty_but(What.LENGTH) and exact.hours and not exact.bare:
            return True  # "all morning on A, eight thirty until twelve"
        if clause.level:
            return False
        concludes = current.each or (loose.bare and hours_of(loose) is None)  # "the road was forty each way so 1h20"
        first = clause.items[0].start
        concludes = concludes and low(self._tokens, first) in ("so", "thats")
        # "I mixed three jingles that took me an hour": what was counted was none.
        concludes = concludes or (
            loose.bare and low(self._tokens, first) in _IT and low(self._tokens, first + 1) == "took"
        )
        if exact.hours is None or exact.bare or exact.day or not (loose.day or loose.code in _LOOSE or concludes):
            return False
        return self._kin.fits(current, clause) and not clause.has(What.SAME, What.REST, What.EACH, What.SPLIT)

    def _opens_part_of_day(self, current: Entry, clause: Clause, following: Clause | None) -> bool:
        """ "Afternoon: call w/ their chair, 45m": behind a part of the day stands what was done in it."""
        opens = self._around.is_part_of_day(clause.items[0].start - 1) and bool(clause.tasks)
        return opens and current.has_length and _leads_length(following)

    def _is_about(self, clause: Clause) -> bool:
        """Whether a clause tells what the work was about, so that its names name no project."""
        return low(self._tokens, clause.items[0].start - 1) in ("about", "regarding", "concerning", "re")

    def _is_note(self, current: Entry, clause: Clause, following: Clause | None) -> bool:
        """Whether a clause is a note on the open entry, or a task of it; names in it decide nothing then."""
        fresh = current.has_length and clause.level >= 3  # "Sprint, three. Meet, two."
        opens = current.has_length and _leads_length(following) and clause.level >= 2
        if clause.names and not fresh and not opens and self._only_task(current, clause):
            clause.names = []
            return not (clause.length and current.has_length)
        apart = self._lacks_task(current, clause)
        weak = all((seen.mention.weak or apart) and not seen.mention.full for seen in clause.names)
        if clause.note and current.has_length and not (clause.length or current.names) and clause.words and weak:
            clause.names = []  # "zenith 0.2 (new client?)"
            return True
        if not (clause.note and current.has_length and current.names):
            return False
        if not clause.length:
            settles = not self._resolver.resolve(current.names).project and (
                self._resolver.resolve([*current.names, *clause.names]).project is not None
            )
            if not self._kin.fits(current, clause) or (clause.words and not settles):
                clause.names = []
            return True
        if self._tells(clause):
            clause.items = [as_word(item) for item in clause.items]
            return True
        return False

    def _lacks_task(self, current: Entry, clause: Clause) -> bool:
        """ "training 2h (accessibility webinar)": the audit that these words may mean has no training."""
        whole = [task for task in current.tasks if task.strength == WHOLE_NAME]
        project = self._resolver.resolve(clause.names).project if whole and clause.names else None
        return project is not None and not any(task.among(project) for task in whole)

    def _day_belongs(self, current: Entry, clause: Clause, following: Clause | None, ahead: _Ahead) -> bool:
        if clause.only_days and clause.level >= 4 and following is not None and current.has_length:
            return False
        if not current.has_length or following is None:
            return not (current.has_length and clause.level >= 4)
        if not current.names and following.names and following.length is None:
            return True  # "five hours a day, Wednesday to Friday, lab notebook"
        if clause.level == 2 and low(self._tokens, following.items[0].start - 1) == "and" and current.names:
            return True  # "Acme, four hours, Tuesday, and ..."
        apart = (
            clause.level >= 3 and following.level == 3
        )  # "Monday. 2h Acme." but not "2h Acme. Yesterday. Another ..."
        opens = ahead.work or (apart and following.days is None and bool(following.length or following.names))
        return not (opens and not following.fix and clause.level >= 1)

    def _name_belongs(
        self, current: Entry, clause: Clause, following: Clause | None, ahead: bool, any_length: bool
    ) -> bool:
        if clause.level >= 3 and current.has_length and any_length:
            return False
        if not current.names:
            # "2h, Acme" takes the name; a name that has its own length behind it ("Acme, 1h") opens the next.
            own = following is not None and following.length is not None and not following.names and following.level < 3
            said = self._said_something(current) or (bool(current.tasks) and clause.level >= 3)
            return not (current.has_length and own and said and clause.level >= 2)
        if self._is_object(current, clause) and not any_length:
            if self._resolver.resolve(current.names).project is not None:
                clause.names = []
            return True
        if self._kin.fits(current, clause):
            return self._kin.settles(current, clause) or not (current.has_length and clause.level >= 1 and ahead)
        if clause.words and not ahead and not any(s.mention.full for s in clause.names):
            return True
        return not self._strong(clause)

    def _is_object(self, current: Entry, clause: Clause) -> bool:
        """ "1.5h business development, the Route 66 renewal pitch": a name that only says which pitch."""
        done = current.has_length and bool(current.tasks) and clause.level < 3
        return done and bool(clause.words) and not any(seen.slot for seen in clause.names)

    def _only_task(self, current: Entry, clause: Clause) -> bool:
        """ "R&D, research, 1h" where a project is called Research too: a task that the open entry's project has."""
        if not current.names or not all(s.task_word for s in clause.names):
            return False
        project = self._resolver.resolve(current.names).project
        if current.has_length and clause.length is not None:
            # "... three hours of design and an hour of support": what was done, not where.
            name = min(seen.mention.start for seen in clause.names)
            if low(self._tokens, name - 1) != "of" or not any(task.strength == WHOLE_NAME for task in clause.tasks):
                return False
        return project is not None and any(task.among(project) for task in clause.tasks)

    def _tells(self, clause: Clause) -> bool:
        """A note with a length in it ("interviewed 4 users for 15 min each"), not one more entry."""
        first = next((item for item in clause.items if item.what is not What.FILLER), None)
        at = next((k for k, item in enumerate(clause.items) if item.what is What.LENGTH), 0)
        before = [item for item in clause.items[:at] if item.what is What.WORD]
        plain = not clause.names or low(self._tokens, clause.items[0].start - 1) == "("
        return first is not None and len(before) >= 2 and plain and first.what in (What.WORD, What.FILLER)

    def _said_something(self, entry: Entry) -> bool:
        return bool(entry.names) or entry.has_words

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
            and current.spent.item is not None
            and current.spent.item.start < min(s.mention.start for s in current.names)
        )


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What comes after a clause before its sentence ends.

    `length`: a length before any other name; `any_length`: a length at all; `work`: a length, a name or "the same".
    """

    length: bool
    any_length: bool
    work: bool

    @classmethod
    def of(cls, parts: Sequence[Clause], k: int) -> _Ahead:
        rest: list[Clause] = []
        for clause in parts[k + 1 : k + 8]:
            if clause.level >= 3:
                break
            rest.append(clause)
        return cls(
            length=_length_ahead(parts, k),
            any_length=any(clause.length is not None or clause.has(What.REST) for clause in rest),
            work=any(clause.length is not None or clause.names or clause.has(What.SAME) for clause in rest),
        )


def _length_ahead(parts: Sequence[Clause], k: int) -> bool:
    """Whether a length comes after clause `k`, before the sentence ends and before another name."""
    for clause in parts[k + 1 : k + 5]:
        if clause.level >= 3 or clause.names or clause.fix:
            return False
        if clause.length is not None or clause.has(What.REST):
            return True
    return False


def _unknown(length: Item) -> Quantity:
    return Quantity(None, length.end, code="vague")


def _leads_length(following: Clause | None) -> bool:
    return (
        following is not None
        and following.length is not None
        and not following.names
        and not following.fix
        and following.level < 3
    )
