"""Clauses that make no entry: talk, denials, what others did, what was said before, breaks and recaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.agent.reading.entries.clauses import Clause
from desktop.agent.reading.entries.entry import STORY, Entry, When, hours_of, is_whole_name, plain_words
from desktop.agent.reading.entries.kinship import Kinship
from desktop.agent.reading.items.items import What
from desktop.agent.reading.text.quantities import Quantity, low
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import ASIDES, SMALL_TALK, UNDONE, UNDONE_THINGS

_SUMMING = frozenset("so yeah yes right total altogether meaning ie basically".split())
#: Hours; a range that long may well have a lunch in it.
_WITH_LUNCH = 6


_WRITTEN = frozenset("logged log entered enter booked book tracked track wrote write".split())
#: "two hours coaching which I never wrote down": worked all the same.
_NEVER_WRITTEN = re.compile(
    r" (which|that) i (never|didnt|havent|hadnt) "
    r"(do anyway|wrote|write|written|logged|log|entered|enter|booked|tracked) |"
    r" i (never|didnt|havent|hadnt) (log|logged|enter|entered|book|booked|wrote|write) .{0,20}\b(it|that|which) was "
)
_WAS_LOGGED = "(in|logged|there|entered|booked|tracked|done|down)"
_ALREADY = re.compile(rf" already (\w+ )?{_WAS_LOGGED} | {_WAS_LOGGED} (\w+ )?already ")
_RESTING = frozenset("break breaks pause ate eating sandwich snack nap kebab salad".split())
_NEAR = 3
_PAUSES = frozenset("break pause lunch coffee tea dinner breakfast".split())


class Asides:
    """Recognises clauses beside the work, and what they say of the entries before them."""

    def __init__(self, tokens: Sequence[Token], kin: Kinship) -> None:
        self._tokens, self._kin = tokens, kin
        self._is_story = sum(token.kind is not TokenKind.MARK for token in tokens) >= STORY
        self._talked = False  # the clause before was small talk
        self._denied = False  # the clause before denied a length
        self._idle = False  # the clause before was a day on which nothing was done

    def is_aside(
        self,
        clause: Clause,
        following: Clause | None,
        entries: list[Entry],
        *,
        dropped: bool,
    ) -> bool:
        """Whether a clause makes no entry and no part of one."""
        current = entries[-1] if entries else None
        idle = bool(self._lows(clause) & (set(UNDONE) | SMALL_TALK))  # "dinner at the Holiday Inn, 3 hours"
        aside = self._aside(clause, current) and (idle or not _is_measured(clause, following))
        self._talked = self._talked and aside
        if aside or (dropped and clause.has(What.RECAP) and clause.level < 3):
            return True
        plain = following is not None and following.level < 3 and following.empty_but(What.WORD)
        if clause.only_days and plain and following is not None and "nothing" in self._lows(following):
            self._idle = True
            return True  # "and on Friday, nothing"
        denied = clause.has(What.NOT) and bool(clause.names or clause.length or _only_denies(clause))
        denied = denied and (not clause.fix or clause.items[0].what is What.NOT)
        if denied and (current is not None or following is not None):
            self._denies(entries, clause)
            return True
        if current is not None and self._says_again(entries, clause):
            return True
        return not clause.fix and self._recaps(entries, clause)

    def _denies(self, entries: list[Entry], clause: Clause) -> None:
        """ "eight hours. No, not eight": what was said before and is denied waits for what is meant."""
        self._denied = True
        if not entries:
            return
        current = entries[-1]
        said, days = clause.length, clause.days if clause.only_days_but_not else None
        if said is not None and current.has_length and not current.names and hours_of(said) == hours_of(current.length):
            entries[-1] = replace(current, spent=replace(current.spent, length=None, item=None))
        if days is not None and current.days is not None and days.days == current.days.days and not current.has_length:
            entries[-1] = replace(current, when=When(leads=current.when.leads))

    def _says_again(self, entries: list[Entry], clause: Clause) -> bool:
        """A length that was said just so: after "not thirty hours", or once more as a range ("from eight to ten").

        Two that are no sum of one another and stand in one breath ("1h prep 9-11") cannot both be meant: that is asked.
        """
        current = entries[-1]
        said, denied = clause.length, self._denied
        self._denied = False
        if said is None or current.length is None or not clause.empty_but(What.LENGTH, What.EACH) or clause.level > 3:
            return False
        if said.hours is None or clause.fix:
            return False
        if current.length.code == "break_unknown" and clause.level < 3:
            entries[-1] = replace(current, spent=replace(current.spent, length=said, less=None))
            return True  # "8 to 4 with a lunch, so 7.5h"
        if clause.has(What.EACH):  # "all day mon and tue, 8h each"
            several = current.days is not None and len(current.days.days) > 1
            return several and said.hours == hours_of(current.length) and clause.level < 3
        ranges = (said.started is not None) + (current.length.started is not None)
        before, less = hours_of(current.length), current.spent.less
        if before is not None and less is not None and said.hours == before - (less.hours or 0) and clause.level < 3:
            return True  # "9 to 5 with an hour for lunch so 7h"
        if clause.level == 0 and ranges == 1 and said.hours != before and not less:
            entries[-1] = current.lasting(Quantity(None, 0, code="vague"))
            return True
        if said.hours != before:
            return False
        if said.started is not None and current.length.started is not None:
            return False  # "9.30-12, lunch, then 1-3.30 more of it"
        ranged = said.started is not None or low(self._tokens, clause.items[0].start) == "from"
        if clause.level < 3 and ranged and current.length.started is None:
            entries[-1] = current.lasting(said)
            return True
        return denied or (clause.level < 3 and bool(self._lows(clause) & {"its", "it", "so"}))

    def takes_break(self, entries: list[Entry], clause: Clause, following: Clause | None) -> None:
        """ "9-5 on Acme, 1h lunch": whether the break lies within the range is asked, unless a range follows."""
        current = entries[-1] if entries else None
        timed = current is not None and current.length is not None and current.length.started is not None
        goes_on = following is not None and following.length is not None and following.length.started is not None
        if not timed or current is None or current.length is None or goes_on:
            return
        long = (current.length.hours or 0) >= _WITH_LUNCH
        if self._lows(clause) & {"lunch", "break", "dinner"} and (clause.length is not None or long):
            entries[-1] = current.lasting(Quantity(None, 0, code="break_unknown"))

    def puts_right(self, current: Entry | None, clause: Clause, following: Clause) -> bool:
        """ "2h Bloom Kids, not kids, just Bloom": what is denied was said, and what is meant follows."""
        if current is None or not (clause.has(What.NOT) and clause.names and following.names) or following.length:
            return False
        return bool(current.names) and self._kin.same_project(current.names, clause.names)

    def takes_back(self, entries: list[Entry], clause: Clause) -> None:
        """ "2h Acme (cancelled)": whether anything was worked at all is asked."""
        if not entries or clause.has(What.NAME, What.LENGTH, What.TASK):
            return
        current = entries[-1]
        lows = {word for c in current.clauses for word in self._lows(c)}
        lone = current.has_length and not (current.names or current.tasks or current.has_words)
        if self._idle or lows & {"it", "that", "there"}:
            self._idle = False  # "and on Friday, nothing" is over
            return
        if lone and clause.level < 3 and self._lows(clause) & (SMALL_TALK | {"nothing", "break", "pause"}):
            entries.pop()  # "twelve to one, lunch"
            return
        if not clause.empty_but(What.WORD):
            return
        counted = any(self._tokens[item.start].kind is TokenKind.DIGITS for item in clause.words)  # "1 cancelled"
        if current.has_length and not counted and self._lows(clause) & {"cancelled", "canceled"}:
            entries[-1] = current.lasting(Quantity(None, 0, code="not_done"))

    def dates_next(self, clause: Clause, following: Clause | None) -> None:
        """ "Friday I logged nothing, it was 3h proposals": the day on which nothing was written down is the work's."""
        day = clause.day_item
        unwritten = self._lows(clause) & _WRITTEN and self._lows(clause) & {"nothing", "didnt", "never", "forgot"}
        if day is None or not unwritten or not clause.days_lead or following is None or following.days is not None:
            return
        if low(self._tokens, following.items[0].start) == "it" and following.length is not None:
            following.items = [day, *following.items]

    def _lows(self, clause: Clause) -> set[str]:
        return plain_words(clause, self._tokens)

    def _aside(self, clause: Clause, current: Entry | None) -> bool:
        """Talk around the work, and work that was not done."""
        lows = self._lows(clause)
        if clause.note and current is not None and current.has_length and clause.length is None and not clause.names:
            return False  # "1h bizdev: coffee with the Contoso people"
        loose = clause.length is not None and not clause.names and not clause.tasks
        if loose and self._is_story and clause.words and clause.length and clause.length.code == "rest_of_day":
            return True  # "and the rest of the day I was fighting with my laptop"
        if loose and clause.length is not None and _says_little(clause.length, lows):
            return True  # "stared at the ceiling until five", "what was five, oh yeah"
        timed = clause.length is not None and (
            clause.length.started is not None or clause.length.code == "break_unknown"
        )
        slight = clause.length is not None and not clause.names and all(task.strength == 1 for task in clause.tasks)
        if slight and self._is_pause(clause, timed=timed and loose):
            return True
        talk = self._talked and clause.level < 3 and clause.length is not None and not timed
        if talk and not clause.names and not clause.tasks:
            return True  # "had dinner with friends, 3 hours"
        said = f" {self._words(clause)} "
        if clause.length is None and clause.names and said.rstrip().endswith((" did not", " didnt", " did not happen")):
            return True
        if clause.length is None and any(f" {aside} " in said for aside in ASIDES):
            return True
        if _ALREADY.search(said):
            return True
        undone = (lows - self._said_late(clause)) & set(UNDONE) and not clause.fix and self._is_undone(clause, lows)
        if undone and not (clause.length and _NEVER_WRITTEN.search(said)):
            return not (clause.length and clause.names and not lows & {"didnt", "havent", "never", "nothing"})
        if (
            lows & SMALL_TALK - self._in_length(clause) - self._in_names(clause)
            and not clause.tasks
            and not clause.has(What.LESS)
            and not (clause.fix and clause.length is not None)  # "no, it was two because lunch was long"
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

    def _is_pause(self, clause: Clause, *, timed: bool) -> bool:
        """ "10:30-11:00 break", between two others; "I ate a sandwich ten minutes", "a break of an hour" in a story."""
        places = [i for item in clause.words for i in range(item.start, item.end)]
        if timed and places and {self._tokens[i].low for i in places} <= _PAUSES:
            return True
        item = clause.find(What.LENGTH)
        near = range(item.start - _NEAR, item.end + _NEAR) if item is not None and self._is_story else range(0)
        return any(self._tokens[i].low in _RESTING for i in places if i in near)

    def _said_late(self, clause: Clause) -> set[str]:
        """ "two hours of cutting, and my ears hear nothing above six kHz", "nothing else": it denies no work there."""
        item = clause.find(What.LENGTH)
        places = [i for one in clause.items for i in range(one.start, one.end) if self._tokens[i].low == "nothing"]
        late = (low(self._tokens, i + 1) in ("else", "but") or (item is not None and i >= item.end) for i in places)
        return {"nothing"} if item is not None and places and all(late) else set()

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

    def _recaps(self, entries: Sequence[Entry], clause: Clause) -> bool:
        """ "so 3 hours on Nucleus": an entry said again in so many words, after a word of summing up."""
        if clause.length is None or not clause.names or clause.words or not self._lows(clause) & _SUMMING:
            return False
        return any(
            entry.length is not None
            and hours_of(entry.length) == hours_of(clause.length)
            and bool(entry.names)
            and self._kin.same_project(entry.names, clause.names)
            for entry in entries
        )


def _is_measured(clause: Clause, following: Clause | None) -> bool:
    """ "the audit report is done: 5h": talk that names a project, and a length right behind it with nothing else."""
    if following is None or not clause.names or clause.length is not None or clause.has(What.NOT):
        return False
    return following.level < 3 and following.length is not None and following.empty_but(What.LENGTH)


def _only_denies(clause: Clause) -> bool:
    """ "not today", "not the training"."""
    return clause.only_days_but_not or (bool(clause.tasks) and clause.empty_but(What.TASK, What.NOT))


def _says_little(length: Quantity, lows: set[str]) -> bool:
    return length.code == "start_unknown" or (length.bare and "what" in lows)
