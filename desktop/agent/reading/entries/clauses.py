"""Items to clauses: stretches of words that can hold at most one length of time.

Breaks part clauses ("," "and" "." new lines); inside a run-on sentence the second length, or the second name after a
length, parts them too. A correction ("no, make that 4") always begins a clause of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from desktop.agent.reading.entries.openings import opening, pulled, turns
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.names.resolve import Seen
from desktop.agent.reading.tasks.tasks import TaskMention
from desktop.agent.reading.text.quantities import Quantity, low
from desktop.agent.reading.text.tokens import Token
from desktop.agent.reading.text.words import DETERMINERS, PREPOSITIONS, TAILS
from desktop.agent.reading.time.days import Days

#: The strength of a task that is said by its whole name.
WHOLE_NAME = 3
_SLOT_FILLERS = frozenset({"um", "uh", "er", "just", "doing", "account", "client"})


@dataclass(slots=True)
class Clause:
    """Some items; `level` says how strongly they are parted from what stands before (1 "and", 2 ",", 3 ".", 4 line)."""

    items: list[Item]
    level: int = 0
    note: bool = False
    fix: bool = False
    names: list[Seen] = field(default_factory=list)
    hints: list[Seen] = field(default_factory=list)

    def find(self, what: What) -> Item | None:
        """The first item of that kind, or None."""
        return next((item for item in self.items if item.what is what), None)

    def has(self, *whats: What) -> bool:
        """Whether any item is of one of those kinds."""
        return any(item.what in whats for item in self.items)

    @property
    def length(self) -> Quantity | None:
        """The length of time said here."""
        found = self.find(What.LENGTH)
        return found.length if found else None

    @property
    def days(self) -> Days | None:
        """The days said here; a second saying of a day in one clause is more exact and wins."""
        found = [item.days for item in self.items if item.days is not None]
        single = sorted({days.days[0] for days in found if len(days.days) == 1})
        if len(found) > 1 and len(single) == len(found) > 1:
            return Days(tuple(single), found[-1].end)  # "mon tue wed 3h"
        return found[-1] if found else None

    @property
    def day_item(self) -> Item | None:
        """The last item that says a day."""
        return next((item for item in reversed(self.items) if item.days is not None), None)

    @property
    def tasks(self) -> list[TaskMention]:
        """The tasks said here."""
        return [item.task for item in self.items if item.task is not None]

    @property
    def words(self) -> list[Item]:
        """What nobody claimed."""
        return [item for item in self.items if item.what in (What.WORD, What.NOTE)]

    @property
    def days_lead(self) -> bool:
        """Whether the day stands before everything else that matters."""
        for item in self.items:
            if item.what is What.DAYS:
                return True
            if item.what in (What.LENGTH, What.NAME, What.TASK, What.WORD):
                return False
        return False

    @property
    def only_days(self) -> bool:
        """Nothing but a day and fillers."""
        return self.has(What.DAYS) and not self.has(What.LENGTH, What.NAME, What.TASK, What.WORD, What.NOTE, What.SAME)

    @property
    def only_days_but_not(self) -> bool:
        """ "not today"."""
        return self.has(What.DAYS) and self.empty_but(What.DAYS, What.NOT)

    def empty_but(self, *whats: What) -> bool:
        """Nothing but fillers and items of these kinds."""
        return all(item.what in (What.FILLER, What.BREAK, *whats) for item in self.items)

    @property
    def empty(self) -> bool:
        """Nothing but fillers and breaks."""
        return not any(item.what not in (What.FILLER, What.BREAK) for item in self.items)


def clauses(items: Sequence[Item], tokens: Sequence[Token]) -> list[Clause]:
    """All clauses in order; empty ones hand their break on to the next."""
    found: list[Clause] = []
    current = Clause([])
    bracket = inside = False
    for item in items:
        if item.what is What.BREAK:
            inside = (inside or low(tokens, item.start) == "(") and low(tokens, item.start) != ")" and item.level < 4
            if current.items:
                found.append(current)
                goes_on = item.level == 1 and current.note and not current.has(What.LENGTH, What.DAYS)
                shares = current.has(What.SPLIT, What.EACH) and low(tokens, item.start) == ":"
                current = Clause([], level=item.level, note=(item.note and not shares) or inside or goes_on)
            else:
                current.level = max(current.level, item.level)
                current.note = (current.note or item.note) and not bracket
            bracket = low(tokens, item.start) == ")"
            continue
        if item.what is What.NOT and not _denies(items, item):
            item = replace(item, what=What.WORD)
        if item.what in (What.FIX, What.REST, What.NOT) and any(i.what is not What.FILLER for i in current.items):
            found.append(current)
            current = Clause([], level=1)
        current.items.append(item)
    if current.items:
        found.append(current)
    found = _fixed(found, tokens)
    apart = [part for clause in found for part in _run_on(clause, tokens)]
    for clause in apart:
        seen = _seen(clause, tokens)
        clause.names = [s for s in seen if not s.hint]
        clause.hints = [s for s in seen if s.hint]
    return [clause for clause in apart if not clause.empty]


def _denies(items: Sequence[Item], negation: Item) -> bool:
    """Whether "not" turns against a name, a length, a day or a task, and is not just a word of a note."""
    following = (item for item in items if item.start >= negation.end and item.what is not What.FILLER)
    after = next(following, None)
    return after is not None and after.what in (What.NAME, What.LENGTH, What.DAYS, What.TASK)


def _fixed(found: list[Clause], tokens: Sequence[Token]) -> list[Clause]:
    """Say which clauses correct: what follows "no," or "make that", or what stands before a closing "I mean"."""
    kept: list[Clause] = []
    pending = False
    for k, clause in enumerate(found):
        if (clause.items and clause.items[0].what is What.FIX) or (
            len(clause.items) > 1 and clause.items[0].what is What.FILLER and clause.items[1].what is What.FIX
        ):
            rest = [item for item in clause.items if item.what is not What.FIX]
            if not any(item.what is not What.FILLER for item in rest):
                following = found[k + 1] if k + 1 < len(found) else None
                closing = following is None or following.level >= 2
                if closing and kept and clause.level in (1, 2) and _closes(clause, tokens):
                    kept[-1].fix = True
                elif len(kept) > 1 and clause.level == 1 and kept[-1].empty_but(What.LENGTH):
                    kept[-1].fix = True  # "Two hours Acme, uh, three actually"
                else:
                    pending = True
                continue
            clause.items = rest
            clause.fix = True
        if pending and any(item.what is not What.FILLER for item in clause.items):
            clause.fix, pending = True, False
        kept.append(clause)
    return kept


#: Corrections that may stand behind what they correct; the others only open one.
_CLOSING = frozenset({"mean", "meant", "say", "rather"})


def _closes(fix: Clause, tokens: Sequence[Token]) -> bool:
    """Whether a lone correction belongs to what stands before it: "the website I mean", "the app, I should say"."""
    last = next(item for item in reversed(fix.items) if item.what is What.FIX)
    if low(tokens, last.end - 1) not in _CLOSING:
        return False
    return fix.level == 1 or last.end - last.start >= 3


def _run_on(clause: Clause, tokens: Sequence[Token]) -> list[Clause]:
    """Clauses with at most one length each, for sentences that run on without breaks."""
    lengths = [k for k, item in enumerate(clause.items) if item.what is What.LENGTH]
    cuts = _between(clause, lengths, tokens) if len(lengths) > 1 else []
    turn = turns(clause.items, lengths[-1], tokens) if lengths else None
    cuts += [turn] if turn is not None else []
    return _cut(clause, cuts, 0) if cuts else _listed_names(clause)


def _between(clause: Clause, lengths: Sequence[int], tokens: Sequence[Token]) -> list[int]:
    """Where a clause of several lengths is to be cut."""
    first_name = next((k for k, item in enumerate(clause.items) if item.what is What.NAME), None)
    names_lead = first_name is not None and first_name < lengths[0]
    first_day = next((k for k, item in enumerate(clause.items) if item.what is What.DAYS), None)
    days_lead = first_day is not None and first_day < lengths[0]
    tasks_lead = any(item.task is not None for item in clause.items[: lengths[0]])
    cuts: list[int] = []
    seen_length = seen_name = False
    for k, item in enumerate(clause.items):
        parted = False
        if item.what is What.DAYS and days_lead and seen_length:
            parted = True  # "Monday 3h Acme Tuesday the same"
        elif item.what is What.TASK and tasks_lead and seen_length:
            # "meetings 1h strategy 2h": the task leads its length, as the first one did.
            parted = any(i.what is What.LENGTH for i in clause.items[k:])
        elif item.what is What.LENGTH:
            parted = seen_length
        elif item.what is What.NAME and names_lead:
            parted = seen_length and seen_name
        if parted:
            last = max((j for j in lengths if j < k), default=0)
            cuts.append(opening(clause.items, k, max(last, cuts[-1] if cuts else 0), tokens))
            seen_length = seen_name = False
        if item.what is What.LENGTH:
            seen_length = True
        elif item.what is What.NAME:
            seen_name = True
    return cuts


def _cut(clause: Clause, cuts: Sequence[int], level: int) -> list[Clause]:
    """The parts of a clause between the cuts; all but the first are parted by `level`."""
    begins = [0, *(cut for cut in cuts if cut > 0)]
    parts = [
        Clause(clause.items[a:b], level=level if a else clause.level, note=clause.note and not a)
        for a, b in zip(begins, [*begins[1:], len(clause.items)], strict=True)
    ]
    parts[0].fix = clause.fix
    return [part for part in parts if part.items]


def _listed_names(clause: Clause) -> list[Clause]:
    """ "an hour each on the audio guide the loyalty app": names side by side share a length only where that is said."""
    if not clause.has(What.EACH, What.SPLIT):
        return [clause]
    whole = [k for k, item in enumerate(clause.items) if _names_project(item)]
    cuts = [pulled(clause.items, k, whole[0]) for k in whole[1:]]
    if not cuts:  # "each on the care plans for Huber Prana"
        cuts = [k for k, (one, other) in enumerate(pairwise(clause.items), 1) if _is_client(one) and _is_client(other)]
    return _cut(clause, cuts, 1) if cuts else [clause]


def _is_client(item: Item) -> bool:
    return item.what is What.NAME and item.name is not None and bool(item.name.clients) and not item.name.projects


def _names_project(item: Item) -> bool:
    return item.what is What.NAME and item.name is not None and item.name.full and bool(item.name.projects)


def _seen(clause: Clause, tokens: Sequence[Token]) -> list[Seen]:
    """The names of a clause, with what their places say about them."""
    found = []
    for k, item in enumerate(clause.items):
        if item.name is None or item.what in (What.DAYS, What.LENGTH) or low(tokens, item.start - 1) == "which":
            continue  # "can't recall which phase" names none
        task_word = item.what is What.TASK
        found.append(
            Seen(
                item.name,
                slot=_in_slot(clause.items, k, tokens),
                leads=k > 0 and clause.items[k - 1].what is What.LENGTH,
                task_word=task_word or (item.what is What.NAME and _is_task_word(item)),
                task_names=item.task.names if item.task else frozenset(),
                hint=task_word,
            )
        )
    return found


def _is_task_word(item: Item) -> bool:
    if item.task is None or item.name is None or not item.name.full:
        return False
    # "internal meetings" is the task before it is the project that is called Internal.
    return item.name.end == item.end or (item.task.strength == WHOLE_NAME and item.task.end == item.end)


def _in_slot(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> bool:
    """Whether the item stands where a project stands: behind a preposition, a length or a break, before no noun."""
    after = items[k + 1] if k + 1 < len(items) else None
    if after is not None and after.what is What.WORD and low(tokens, after.start) not in TAILS:
        return False
    j = k - 1
    while j >= 0 and items[j].what is What.FILLER and low(tokens, items[j].start) in DETERMINERS | _SLOT_FILLERS:
        j -= 1
    if j < 0:
        return True
    before = items[j]
    if before.what is What.FILLER:
        return low(tokens, before.start) == "|" or low(tokens, before.end - 1) in PREPOSITIONS or k <= 2
    return before.what is not What.WORD
