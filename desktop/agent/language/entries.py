"""Clauses to entries: which length belongs to which name, what corrects what, what is beside the work.

The clauses are read from left to right; each either belongs to the entry that is open or opens the next. What was said
once for several entries is handed out at the end (`sharing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.agent.language.clauses import Clause
from desktop.agent.language.durations import HOUR, MINUTE, Quantity, from_minutes, low
from desktop.agent.language.entry import Entry, Reading, as_word, hours_of, is_whole_name, plain_words
from desktop.agent.language.items import What
from desktop.agent.language.resolve import Outcome, Resolver, Seen
from desktop.agent.language.sharing import Sharing
from desktop.agent.language.tokens import Token, TokenKind
from desktop.agent.language.words import ASIDES, ORDINARY, SMALL_TALK, UNDONE, UNDONE_THINGS

_SUMMING = frozenset("so yeah yes right total altogether meaning ie basically".split())
_HANGING = frozenset("because cause cos which where who since although though while whatever".split())
_BESIDE_DROP = frozenset("one last first second third entry though please actually instead".split())
_DEEDS = frozenset("took did covered handled ran led joined had wrote fixed made".split())
#: The strength of a task that is said by its whole name.
_WHOLE = 3
#: Fewer are hours, even where minutes are corrected.
_FEWEST_MINUTES = 5
#: Hours; a range that long may well have a lunch in it.
_WITH_LUNCH = 6
#: Behind "nothing" these deny that there was any work.
_NO_MORE = frozenset("there done else today yesterday logged to on for happened".split())
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "middle": 1}


class Assembler:
    """Puts entries together from clauses."""

    def __init__(self, resolver: Resolver, tokens: Sequence[Token]) -> None:
        self._resolver, self._tokens = resolver, tokens
        self._sum_next = False  # "Total:" was said, and its length follows
        self._amending = self._renaming = False  # a correction is under way
        self._talked = False  # the clause before was small talk
        self._dropped = self._denied = False  # the clause before dropped an entry, or denied a length
        self._idle = False  # the clause before was a day on which nothing was done

    def assemble(self, parts: Sequence[Clause]) -> Reading:
        """The entries that the clauses speak of."""
        reading = Reading()
        entries = reading.entries
        sentence = 0
        self._amending = self._renaming = False
        for k, clause in enumerate(parts):
            if clause.level >= 3:
                sentence += 1
                self._amending = False
            following = parts[k + 1] if k + 1 < len(parts) else None
            current = entries[-1] if entries else None
            self._dropped = self._dropped and clause.level < 3
            clause.fix = clause.fix or self._goes_on_correcting(entries, clause)
            if self._is_aside(clause, current, following, entries):
                reading.dropped.append(clause)
                self._takes_break(current, clause, following)
                self._takes_back(entries, current, clause)
                if following is not None and self._puts_right(current, clause, following):
                    following.fix = True
            elif self._states_total(clause, reading, following) or self._changes(entries, clause):
                continue
            elif current is not None and following is None and clause.only_days and clause.level >= 4:
                self._for_all(entries, clause)  # a last line that is nothing but a day
            elif current is not None and self._belongs(current, clause, following, _Ahead.of(parts, k)):
                current.add(clause)
            else:
                entry = Entry(sentence=sentence)
                entry.add(clause)
                if current is not None and self._shares(current, clause):
                    entry.shared = True
                entries.append(entry)
        Sharing(self._tokens, self._resolver).finish(reading)
        return reading

    def _goes_on_correcting(self, entries: list[Entry], clause: Clause) -> bool:
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

    def _is_aside(
        self, clause: Clause, current: Entry | None, following: Clause | None, entries: Sequence[Entry]
    ) -> bool:
        """Whether a clause makes no entry and no part of one."""
        aside = self._aside(clause, current)
        self._talked = self._talked and aside
        if aside or (self._dropped and clause.has(What.RECAP) and clause.level < 3):
            return True
        idle = following is not None and following.level < 3 and following.empty_but(What.WORD)
        if clause.only_days and idle and following is not None and "nothing" in self._lows(following):
            self._idle = True
            return True  # "and on Friday, nothing"
        denied = clause.has(What.NOT) and bool(clause.names or clause.length or _only_denies(clause))
        denied = denied and (not clause.fix or clause.items[0].what is What.NOT)
        if denied and (current is not None or following is not None):
            self._denies(current, clause)
            return True
        if current is not None and (self._says_again(current, clause) or self._says_shares(entries, clause)):
            return True
        return not clause.fix and self._recaps(entries, clause)

    def _denies(self, current: Entry | None, clause: Clause) -> None:
        """ "eight hours. No, not eight": what was said before and is denied waits for what is meant."""
        self._denied = True
        if current is None:
            return
        said, days = clause.length, clause.days if clause.only_days_but_not else None
        if said is not None and current.has_length and not current.names and hours_of(said) == hours_of(current.length):
            current.length = current.length_item = None
        if days is not None and current.days is not None and days.days == current.days.days and not current.has_length:
            current.days = current.days_item = None

    def _says_again(self, current: Entry, clause: Clause) -> bool:
        """A length that was said just so: after "not thirty hours", or once more as a range ("from eight to ten")."""
        said, denied = clause.length, self._denied
        self._denied = False
        if said is None or current.length is None or not clause.empty_but(What.LENGTH) or clause.level > 3:
            return False
        if said.hours is None or said.hours != hours_of(current.length) or clause.fix:
            return False
        if said.started is not None and current.length.started is not None:
            return False  # "9.30-12, lunch, then 1-3.30 more of it"
        ranged = said.started is not None or low(self._tokens, clause.items[0].start) == "from"
        if clause.level < 3 and ranged and current.length.started is None:
            current.length = said
            return True
        return denied or (clause.level < 3 and bool(self._lows(clause) & {"its", "it"}))

    def _says_shares(self, entries: Sequence[Entry], clause: Clause) -> bool:
        """ "5 hours split between A and B, so two and a half each"."""
        told = clause.has(What.EACH) and clause.length is not None and clause.empty_but(What.LENGTH, What.EACH)
        return told and clause.level < 3 and any(entry.split for entry in entries[-4:])

    def _takes_break(self, current: Entry | None, clause: Clause, following: Clause | None) -> None:
        """ "9-5 on Acme, 1h lunch": whether the break lies within the range is asked, unless a range follows."""
        timed = current is not None and current.length is not None and current.length.started is not None
        goes_on = following is not None and following.length is not None and following.length.started is not None
        if not timed or current is None or current.length is None or goes_on:
            return
        long = (current.length.hours or 0) >= _WITH_LUNCH
        if self._lows(clause) & {"lunch", "break", "dinner"} and (clause.length is not None or long):
            current.length = Quantity(None, 0, code="break_unknown")

    def _puts_right(self, current: Entry | None, clause: Clause, following: Clause) -> bool:
        """ "2h Bloom Kids, not kids, just Bloom": what is denied was said, and what is meant follows."""
        if current is None or not (clause.has(What.NOT) and clause.names and following.names) or following.length:
            return False
        return bool(current.names) and self._same_project(current.names, clause.names)

    def _takes_back(self, entries: list[Entry], current: Entry | None, clause: Clause) -> None:
        """ "2h Acme (cancelled)": whether anything was worked at all is asked."""
        if current is None or clause.has(What.NAME, What.LENGTH, What.TASK):
            return
        lows = {word for c in current.clauses for word in self._lows(c)}
        lone = current.has_length and not (current.names or current.tasks or any(c.words for c in current.clauses))
        if self._idle or lows & {"it", "that", "there"}:
            self._idle = False  # "and on Friday, nothing" is over
            return
        if lone and clause.level < 3 and self._lows(clause) & (SMALL_TALK | {"nothing", "break", "pause"}):
            entries.remove(current)  # "twelve to one, lunch"
            return
        if not clause.empty_but(What.WORD):
            return
        counted = any(self._tokens[item.start].kind is TokenKind.DIGITS for item in clause.words)  # "1 cancelled"
        if current.has_length and not counted and self._lows(clause) & {"cancelled", "canceled"}:
            current.length = Quantity(None, 0, code="not_done")
        elif (
            not current.has_length and "nothing" in self._lows(clause) and clause.level < 3 and self._denied_all(clause)
        ):
            entries.remove(current)  # "yesterday was a holiday, so nothing there"

    def _denied_all(self, clause: Clause) -> bool:
        """ "nothing there", "nothing on Friday"; not "nothing exciting"."""
        first = next((item for item in clause.items if low(self._tokens, item.start) == "nothing"), None)
        after = next((item for item in clause.items if first is not None and item.start == first.end), None)
        return after is None or after.what is not What.WORD or low(self._tokens, after.start) in _NO_MORE

    def _changes(self, entries: list[Entry], clause: Clause) -> bool:
        """Whether a clause dropped, corrected or completed entries that are there already."""
        if not entries:
            return False
        current = entries[-1]
        if clause.has(What.SWAP) and len(entries) == 2 and clause.empty_but(What.SWAP):
            first, second = entries
            first.length, second.length = second.length, first.length
            first.corrected = second.corrected = True
        elif self._drops(clause) or self._leaves_out(clause):
            self._drop(entries, clause)
            self._dropped = True
        elif clause.fix and self._corrects(entries, clause):
            self._amending = bool(clause.names)
            self._renaming = clause.length is None and bool(clause.names)
        elif (clause.has(What.RECAP) and clause.only_days) or self._is_for_all(entries, clause):
            self._for_all(entries, clause)
        elif current.has_length and self._doubts(clause):
            current.length = Quantity(None, 0, code="vague")
        else:
            return False
        return True

    def _is_for_all(self, entries: Sequence[Entry], clause: Clause) -> bool:
        summed = clause.has(What.RECAP) and clause.empty_but(What.RECAP, What.TASK) and bool(clause.tasks)
        recap = clause.find(What.RECAP)
        if summed and recap is not None and low(self._tokens, recap.end - 1) == "all":
            return True  # "and that was all design"
        named = any(not seen.task_word for seen in clause.names) or (clause.names and not clause.tasks)
        return clause.has(What.ALL) and not clause.length and not (named and self._named(entries))

    # One clause at a time

    def _named(self, entries: Sequence[Entry]) -> bool:
        return any(entry.names for entry in entries)

    def _lows(self, clause: Clause) -> set[str]:
        return plain_words(clause, self._tokens)

    def _aside(self, clause: Clause, current: Entry | None) -> bool:
        """Talk around the work, and work that was not done."""
        lows = self._lows(clause)
        if clause.note and current is not None and current.has_length and clause.length is None and not clause.names:
            return False  # "1h bizdev: coffee with the Contoso people"
        loose = clause.length is not None and not clause.names and not clause.tasks
        if loose and clause.length is not None and _says_little(clause.length, lows):
            return True  # "stared at the ceiling until five", "what was five, oh yeah"
        timed = clause.length is not None and clause.length.started is not None
        talk = self._talked and clause.level < 3 and clause.length is not None and not timed
        if talk and not clause.names and not clause.tasks:
            return True  # "had dinner with friends, 3 hours"
        if clause.length is None and self._did_another(clause):
            return True
        said = f" {self._words(clause)} "
        if clause.length is None and clause.names and said.rstrip().endswith((" did not", " didnt", " did not happen")):
            return True
        if clause.length is None and any(f" {aside} " in said for aside in ASIDES):
            return True
        if "already" in lows and lows & {"in", "logged", "there", "entered", "booked", "tracked", "done", "down"}:
            return True
        if lows & set(UNDONE) and not clause.fix and self._is_undone(clause, lows):
            return not (clause.length and clause.names and not lows & {"didnt", "havent", "never", "nothing"})
        if (
            lows & SMALL_TALK - self._in_length(clause) - self._in_names(clause)
            and not clause.tasks
            and not clause.has(What.LESS)
        ):
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

    def _did_another(self, clause: Clause) -> bool:
        """ "Priya took the Initech call": what somebody else did."""
        if len(clause.items) < 2 or clause.items[0].what is not What.WORD:
            return False
        first = self._tokens[clause.items[0].start]
        named = first.text[:1].isupper() and first.low not in ORDINARY
        return named and low(self._tokens, clause.items[0].end) in _DEEDS and not self._lows(clause) & {"i", "we", "me"}

    def _is_undone(self, clause: Clause, lows: set[str]) -> bool:
        """Whether the words deny work: "I didn't work on A", not "nothing but 2h on A" or "the page won't load"."""
        if clause.length and lows & {"except", "but", "besides"} and "nothing" in lows:
            return False
        return not (lows & UNDONE_THINGS and not lows & (set(UNDONE) - UNDONE_THINGS) and not lows & {"i", "we"})

    def _in_length(self, clause: Clause) -> set[str]:
        """The words of a length: "9 to 5 less an hour lunch"."""
        item = clause.find(What.LENGTH)
        return {self._tokens[i].low for i in range(item.start, item.end)} if item is not None else set()

    def _in_names(self, clause: Clause) -> set[str]:
        """The words of names that are said in part, but plainly: "the kids app"."""
        named = [item for item in clause.items if item.what is What.NAME and item.name and item.name.matched > 1]
        return {self._tokens[i].low for item in named for i in range(item.start, item.end)}

    def _words(self, clause: Clause) -> str:
        plain = [item for item in clause.items if not is_whole_name(item)]
        return " ".join(self._tokens[i].low for item in plain for i in range(item.start, item.end))

    def _states_total(self, clause: Clause, reading: Reading, following: Clause | None) -> bool:
        if clause.fix:
            return False
        sums = self._sum_next and clause.length is not None and not clause.names
        self._sum_next = clause.has(What.TOTAL) and clause.empty_but(What.TOTAL)
        if self._sum_next:
            return True
        if not (clause.has(What.TOTAL) or sums) or clause.length is None:
            return False
        hours = hours_of(clause.length)
        if len(reading.entries) == 1 and not reading.entries[0].has_length:
            return False  # "Acme design, an hour all told"
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

    def _belongs(self, current: Entry, clause: Clause, following: Clause | None, ahead: _Ahead) -> bool:
        """Whether a clause is about the open entry."""
        if self._is_note(current, clause, following):
            return True
        if clause.length is not None:
            apart = clause.days is not None or (bool(clause.names) and not current.names)
            if current.has_length or (current.same and apart):
                return False
            if clause.names and current.names and self._is_about(clause):
                clause.names = []  # "internal meeting about Nucleus 1h"
                return True
            if clause.names and current.names:
                return self._fits(current, clause)
            return not (clause.names and current.tasks and clause.level >= 3)
        other_task = bool(clause.tasks) and bool(current.tasks)
        named = bool(clause.names) and bool(current.names)  # "an hour and a half, same lift" names it at last
        again = clause.has(What.SAME) and (named or clause.days is not None or other_task)
        if current.has_length and (again or clause.has(What.REST)):
            return False
        if clause.only_days or (clause.days_lead and clause.days is not None and not clause.names):
            return self._day_belongs(current, clause, following, ahead)
        if clause.names:
            return self._name_belongs(current, clause, following, ahead.length, ahead.any_length)
        if self._does(current, clause) or self._explains(current, clause):
            return True
        opens = _leads_length(following) or (clause.level >= 3 and bool(clause.tasks) and ahead.any_length)
        if not (current.has_length and opens and clause.level >= 2):
            return True
        if clause.tasks and (current.tasks or clause.level >= 4):
            return False
        # "Oscorp, 2h" after a finished entry: words that a length follows are a name nobody knows.
        return not clause.words or clause.note or not (current.names or self._said_something(current))

    def _explains(self, current: Entry, clause: Clause) -> bool:
        """ "..., because they sign on Friday", "..., which took ages": a clause that hangs on the one before."""
        head = low(self._tokens, clause.items[0].start) if clause.items else ""
        return head in _HANGING and current.has_length and clause.level < 3

    def _does(self, current: Entry, clause: Clause) -> bool:
        """ "two hours on Acme, developing the form": a verb with its object, told of the entry that has no task yet."""
        first = next((item for item in clause.items if item.what is not What.FILLER), None)
        verb = first is not None and first.what is What.TASK and low(self._tokens, first.start).endswith("ing")
        if not (verb and clause.words and clause.level < 3 and current.has_length and current.names):
            return False
        project = self._resolver.resolve(current.all_names).project
        return not any(project is None or task.among(project) for task in current.tasks)

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
        weak = all(seen.mention.weak and not seen.mention.full for seen in clause.names)
        if clause.note and current.has_length and not (clause.length or current.names) and clause.words and weak:
            clause.names = []  # "zenith 0.2 (new client?)"
            return True
        if not (clause.note and current.has_length and current.names):
            return False
        if not clause.length:
            settles = not self._resolver.resolve(current.names).project and (
                self._resolver.resolve([*current.names, *clause.names]).project is not None
            )
            if not self._fits(current, clause) or (clause.words and not settles):
                clause.names = []
            return True
        if self._tells(clause):
            clause.items = [as_word(item) for item in clause.items]
            return True
        return False

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
        if self._fits(current, clause):
            return self._settles(current, clause) or not (current.has_length and clause.level >= 1 and ahead)
        if clause.words and not ahead and not any(s.mention.full for s in clause.names):
            return True
        return not self._strong(clause)

    def _is_object(self, current: Entry, clause: Clause) -> bool:
        """ "1.5h business development, the Route 66 renewal pitch": a name that only says which pitch."""
        done = current.has_length and bool(current.tasks) and clause.level < 3
        return done and bool(clause.words) and not any(seen.slot for seen in clause.names)

    def _settles(self, current: Entry, clause: Clause) -> bool:
        """Whether the clause's names say which of the open entry's projects is meant: "Vandelay, the export tool"."""
        if self._resolver.resolve(current.all_names).project is not None:
            return False
        return self._resolver.resolve([*current.all_names, *clause.names]).project is not None

    def _only_task(self, current: Entry, clause: Clause) -> bool:
        """ "R&D, research, 1h" where a project is called Research too: a task that the open entry's project has."""
        if not current.names or not all(s.task_word for s in clause.names):
            return False
        project = self._resolver.resolve(current.names).project
        if current.has_length and clause.length is not None:
            # "... three hours of design and an hour of support": what was done, not where.
            name = min(seen.mention.start for seen in clause.names)
            if low(self._tokens, name - 1) != "of" or not any(task.strength == _WHOLE for task in clause.tasks):
                return False
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
            and hours_of(entry.length) == hours_of(clause.length)
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
        if not clause.has(What.DROP) or clause.length is not None:
            return False
        first = next((item for item in clause.items if item.what is not What.FILLER), None)
        if clause.note and (first is None or first.what is not What.DROP or not clause.names):
            return False
        return all(low(self._tokens, item.start) in _BESIDE_DROP for item in clause.words)

    def _leaves_out(self, clause: Clause) -> bool:
        """ "leave the focus one out please"."""
        lows = self._lows(clause)
        extra = {low(self._tokens, item.start) for item in clause.words} - _BESIDE_DROP
        return bool(clause.names) and clause.length is None and "out" in lows and extra <= {"leave", "take", "out"}

    def _place(self, clause: Clause, count: int) -> int | None:
        """Which of `count` entries "the second one" is."""
        plain = [i for item in clause.items if item.what is not What.NAME for i in range(item.start, item.end)]
        for i in plain:
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
            length = self._in_its_unit(clause.length, target)
            target.length, target.length_item, target.less = length, clause.find(What.LENGTH), None
        elif (less := clause.find(What.LESS)) is not None:
            target.less = less.length
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

    def _in_its_unit(self, length: Quantity, target: Entry) -> Quantity:
        """ "35 minutes, actually call it 45": a bare number has the unit of what it corrects."""
        item = target.length_item
        if not length.bare or length.value is None or item is None or target.length is None:
            return length
        minutes = any(low(self._tokens, i) in MINUTE for i in range(item.start, item.end))
        hours = any(low(self._tokens, i) in HOUR for i in range(item.start, item.end))
        if not minutes or hours or length.value < _FEWEST_MINUTES:
            return length
        return replace(length, hours=from_minutes(length.value), bare=False, value=None)

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
        if all(s.mention.clients and not s.mention.projects for s in new) and alone.project is None:
            # "the Ten Thousand website, no, Loop": another client's project of the same name.
            moved = [s for s in old if s.mention.projects and not s.mention.clients]
            if moved and self._resolver.resolve([*new, *moved]).outcome is Outcome.SETTLED:
                return [*new, *moved]
        if alone.outcome is Outcome.SETTLED:
            return new
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
            names = [seen for seen in clause.names if not (seen.task_word and clause.tasks)]
            if names and not entry.names:
                entry.names, entry.inherited = names, True
        if clause.words and not clause.tasks:
            entries[-1].clauses.append(clause)


def _only_denies(clause: Clause) -> bool:
    """ "not today", "not the training"."""
    return clause.only_days_but_not or (bool(clause.tasks) and clause.empty_but(What.TASK, What.NOT))


def _says_little(length: Quantity, lows: set[str]) -> bool:
    return length.code == "start_unknown" or (length.bare and "what" in lows)


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


def _leads_length(following: Clause | None) -> bool:
    return (
        following is not None
        and following.length is not None
        and not following.names
        and not following.fix
        and following.level < 3
    )
