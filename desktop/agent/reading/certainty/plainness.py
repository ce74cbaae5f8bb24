"""Whether a message was told plainly enough to be sure of it: where it was not, every entry of it is checked.

In come the words, their items and the entries drafted from them; out come the same entries, with `checks` where the
story holds more than they account for. "2h Nucleus dev, 1h gala design" says nothing else. "I did the slides for two
hours, no, Priya did those, and tomorrow it is another three" does: each doubt of the table is one way of telling more
than is to be logged. Values stand as they were read; a person looks at them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from desktop.agent.intents import NO_ALTERNATIVES, Alternatives, EntryIntent, Field, Interpretation, Kind, Span, Warn
from desktop.agent.reading.certainty.doubts import to_check
from desktop.agent.reading.entries.entry import STORY, Entry, Reading, is_whole_name
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.numbers import number_at
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.time.clock import clock_at
from desktop.harvest.catalog import Task

#: So many words that nobody claimed are more than the trimmings of a sentence.
_MANY_WORDS = 6
NOT_PLAIN = "not_plain"
#: Warnings that say that something was taken so, though it could be otherwise: in a long message a reason to look.
_UNSURE = frozenset(
    """corrected date_scope date_unclear future_date approximate total_mismatch unit vague multiplied not_done not_mine
    each_or_total several_days start_unknown task_not_assigned task_unclear task_default after_midnight rest_of_day
    break_unknown share_unclear hours_impossible day_too_long""".split()
)
_OTHERS = re.compile(r"\b(he|she|they|his|hers|her|their|theirs|him|them|hes|shes|theyre|who)\b")
#: Days as other languages call them: they are not read, so the day may be another than today.
_FOREIGN_DAYS = frozenset(
    """gestern vorgestern heute montag dienstag mittwoch donnerstag freitag samstag sonntag hier ayer ieri gisteren
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes jueves
    viernes ontem""".split()
)
_PAUSES = frozenset("lunch lunchbreak break breaks pause sandwich snack nap breakfast dinner".split())
_DENIALS = re.compile(
    r"\b(not|dont|didnt|doesnt|nothing|never|without|except|none|isnt|wasnt|wont|cant|couldnt|havent|hasnt)\b"
)
_PLANS = re.compile(
    r"\b(tomorrow|planned|will|ill|itll|thatll|gonna|going to|promised|estimated?|quoted|budgeted|expect|supposed)\b"
)
_IF = re.compile(
    r"\b(if|unless|once|provided|assuming|in case) .{0,20}\b(approve[ds]?|agree[ds]?|accept(s|ed)?|okay(s|ed)?|ok|fine|"
    r"allow(s|ed)?|signs?|signed|confirm(s|ed)?|says (yes|so)|possible)\b"
)
_POLITE = re.compile(r"\bif (thats|that is|its|it is|thats all) (ok|okay|alright|fine|possible)\b|\bif possible\b")
#: In a story these tell of plans as well.
_HOPES = re.compile(r"\b(next|plan|planning|should|would(?! you)|needs?|hop(e|ing)|wants?|later|still)\b")
_FIXES = re.compile(r"\b(actually|no|wait|sorry|mean|instead|rather|scratch|hang on|hold on|correction)\b")
_SUMS = re.compile(r"\b(total|altogether|in all|all in|makes|thats|overall|together|all of (it|them|that))\b")


@dataclass(frozen=True)
class Told:
    """One message with what was read of it."""

    tokens: Sequence[Token]
    items: Sequence[Item]
    reading: Reading
    entries: Sequence[EntryIntent]
    today: date

    @cached_property
    def line(self) -> str:
        """All words outside of whole names and notes that stand as they are, in small letters."""
        plain = [item for item in self.items if not is_whole_name(item) and item.what is not What.NOTE]
        return " ".join(self.tokens[i].low for item in plain for i in range(item.start, item.end))

    @cached_property
    def kept(self) -> str:
        """The words within the entries that are no part of a name or a task."""
        items = [item for entry in self.reading.entries for clause in entry.clauses for item in clause.items]
        plain = [item for item in items if item.what not in (What.NAME, What.TASK, What.NOTE)]
        return " ".join(self.tokens[i].low for item in plain for i in range(item.start, item.end))

    def said_of(self, entry: Entry) -> str:
        """The words of an entry, in small letters."""
        items = (item for clause in entry.clauses for item in clause.items)
        return " ".join(self.tokens[i].low for item in items for i in range(item.start, item.end))

    @cached_property
    def left(self) -> list[int]:
        """The places of the words that nobody claimed."""
        return [i for item in self.items if item.what is What.WORD for i in range(item.start, item.end)]

    @cached_property
    def is_long(self) -> bool:
        """Whether it is a story rather than a note: many words in one line."""
        longest = words = 0
        for token in self.tokens:
            words = 0 if token.kind is TokenKind.NEWLINE else words + (token.kind is not TokenKind.MARK)
            longest = max(longest, words)
        return longest >= STORY

    @cached_property
    def codes(self) -> set[str]:
        """The codes of all warnings on the entries."""
        return {warning.code for entry in self.entries for warning in entry.warnings}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One way of saying more than the entries account for, and the fields that it makes doubtful."""

    name: str
    example: str
    fields: tuple[Field, ...]
    fires: Callable[[Told], bool]


def _lengths_left(told: Told) -> bool:
    used = {entry.spent.item.start for entry in told.reading.entries if entry.spent.item is not None}
    return any(item.what is What.LENGTH and item.start not in used for item in told.items)


def _figures_left(told: Told) -> bool:
    return any(
        told.tokens[i].kind in (TokenKind.DIGITS, TokenKind.FRACTION)
        or (told.tokens[i].low != "one" and number_at(told.tokens, i) is not None)
        or (told.tokens[i].low in ("noon", "midnight") and clock_at(told.tokens, i) is not None)
        for i in told.left
    )


def _times_left(told: Told) -> bool:
    """Whether what nobody claimed looks like a time: "2u", "9.15", "half"."""
    return any(
        told.tokens[i].low in ("half", "quarter")
        or (told.tokens[i].kind is TokenKind.DIGITS and _is_joined(told.tokens[i + 1 : i + 3]))
        for i in told.left
    )


def _is_joined(behind: Sequence[Token]) -> bool:
    """Whether a figure goes on without a space: to one letter, or to a point and more figures."""
    if not behind or not behind[0].glued:
        return False
    if behind[0].kind is TokenKind.WORD:
        return len(behind[0].text) == 1
    return behind[0].text in (".", ":") and len(behind) > 1 and behind[1].glued and behind[1].kind is TokenKind.DIGITS


def _work_left_out(told: Told) -> bool:
    """Whether what was taken for talk beside the work has a name and a length as work has."""
    clauses = [clause for clause in told.reading.dropped if clause.has(What.NAME) and clause.length is not None]
    return any(clause.length is not None and not clause.length.bare for clause in clauses)


def _of_pause(told: Told) -> bool:
    """Whether a length of an entry stands beside a pause: it may be how long that was."""
    lengths = [entry.spent.item for entry in told.reading.entries if entry.spent.item is not None]
    beside = {i for item in lengths for i in (*range(item.start - 2, item.start), item.end, item.end + 1)}
    return any(told.tokens[i].low in _PAUSES for i in beside if 0 <= i < len(told.tokens))


def _borrowed(told: Told) -> bool:
    return any(entry.inherited and entry.has_words and not _says_same(told, entry) for entry in told.reading.entries)


def _says_same(told: Told, entry: Entry) -> bool:
    return any(told.tokens[i].low == "same" for c in entry.clauses for x in c.items for i in range(x.start, x.end))


def _two_tasks(told: Told, entry: EntryIntent) -> bool:
    """ "2h outreach, Jo did the interviews": whether the words of an entry name two tasks that its project has."""
    read = _read_of(told, entry)
    return bool(read and entry.project and _differ([said.among(entry.project) for said in read.tasks]))


def _differ(tasks: Sequence[Sequence[Task]]) -> bool:
    said = [{task.id for task in each} for each in tasks if each]
    return any(not one & other for one in said for other in said)


def _twice(told: Told) -> bool:
    seen = [(entry.project and entry.project.id, entry.hours, entry.spent_date) for entry in told.entries]
    return len(seen) > len(set(seen))


def _says(pattern: re.Pattern[str]) -> Callable[[Told], bool]:
    return lambda told: pattern.search(told.line) is not None


_ALL = (Field.PROJECT, Field.HOURS, Field.DAY)
#: What makes any message doubtful.
ALWAYS: tuple[Doubt, ...] = (
    Doubt("times left", "prep 2h, then their call 2u", (Field.HOURS,), _times_left),
    Doubt("kept denied", "3h design, that one not mine", (Field.ENTRY,), lambda told: bool(_DENIALS.search(told.kept))),
    Doubt("kept planned", "copy by Thursday, it'll be about 3h", (Field.ENTRY,), lambda t: bool(_PLANS.search(t.kept))),
    Doubt("work left out", "ugh, spent like 3 hours on the site, 45 min mails", (Field.ENTRY,), _work_left_out),
    Doubt("of a pause", "2h grading, a sandwich 30 minutes", (Field.HOURS, Field.ENTRY), _of_pause),
)
#: What makes a long message doubtful.
STORIES: tuple[Doubt, ...] = (
    Doubt(
        "asked beside",
        "two hours on the lift and, what was it called, the other one for three",
        _ALL,
        lambda told: any(entry.project is None or entry.hours is None for entry in told.entries),
    ),
    Doubt(
        "left out",
        "I sat in the car for an hour and then two hours of drawings",
        (Field.ENTRY,),
        lambda told: bool(told.reading.dropped),
    ),
    Doubt("denied", "I did not do the other one", (Field.ENTRY,), _says(_DENIALS)),
    Doubt("planned", "and tomorrow another three hours", (Field.ENTRY,), _says(_PLANS)),
    Doubt("hoped", "I still need to finish it", (Field.ENTRY,), _says(_HOPES)),
    Doubt("uneven", "two hours calcs three hours and an hour", (Field.HOURS,), lambda told: told.reading.uneven),
    Doubt("figures left", "got to the site at eight and left at one", (Field.HOURS,), _figures_left),
    Doubt("lengths left", "six hours, of which an hour was lunch", (Field.HOURS,), _lengths_left),
    Doubt("taken so", "two, no, three hours", _ALL, lambda told: bool(told.codes & _UNSURE)),
    Doubt("other people", "she checked them for an hour", (Field.ENTRY,), _says(_OTHERS)),
    Doubt("corrected", "actually that was the other site", (Field.PROJECT, Field.HOURS), _says(_FIXES)),
    Doubt("summed up", "all of it six hours", (Field.ENTRY, Field.HOURS), _says(_SUMS)),
    Doubt(
        "many words", "then the racking one, until the kettle boiled", _ALL, lambda told: len(told.left) > _MANY_WORDS
    ),
    Doubt("borrowed", "calcs for the store, then an hour on the canopy", (Field.PROJECT,), _borrowed),
    Doubt("said twice", "an hour with April, that was an hour", (Field.ENTRY,), _twice),
)


#: What is doubtful of one entry alone, by the code of its warning. No second reader lifts that.
ALONE = {
    "change_wished": Field.ENTRY,
    "date_unclear": Field.DAY,
    "day_left": Field.DAY,
    "clock_or_length": Field.HOURS,
    "conditional": Field.ENTRY,
    "future_date": Field.DAY,
    "project_borrowed": Field.PROJECT,
    "sum_of_others": Field.ENTRY,
    "times_overlap": Field.HOURS,
}


def checked(told: Told) -> Interpretation:
    """The entries, each with `checks` for all that is doubtful about the message it comes from, or about itself."""
    doubts = [doubt for doubt in (*ALWAYS, *(STORIES if told.is_long else ())) if doubt.fires(told)]
    fields = {field for doubt in doubts for field in doubt.fields}
    more = (Warn(NOT_PLAIN, "More was said than these entries hold. Are they right?"),)
    entries = []
    for place, entry in enumerate(told.entries):
        tasks = {Field.TASK} if _two_tasks(told, entry) else set()
        said = more if doubts or tasks else ()
        borrowed = _borrowed_from_another_day(told, entry) or _borrowed_from_beside(told, entry)
        own = (
            *borrowed,
            *_foreign_day(told, entry),
            *_clock_or_length(told, entry),
            *_days_left(told, entry),
            *_overlaps(told, place),
            *_sums_up(told, entry),
            *_on_condition(told),
            *_change_wished(told, entry),
        )
        mine = fields | tasks | {ALONE[warning.code] for warning in (*entry.warnings, *own) if warning.code in ALONE}
        checks = tuple(field for field in Field if field in mine)
        others = _other_projects(told, entry) if borrowed else _other_day(told, entry)
        entries.append(to_check(entry, checks, *said, *own, others=others) if checks else entry)
    # "Label: 1h mtg, .5 pm, 2 design": a note, every word of which has its part.
    doubted = any(warning.code == NOT_PLAIN for entry in entries for warning in entry.warnings)
    plain = not (doubted or told.is_long or told.left or told.reading.dropped)
    return Interpretation(Kind.LOG, tuple(entries), is_plain=plain)


def _borrowed_from_another_day(told: Told, entry: EntryIntent) -> list[Warn]:
    """ "Mon 2h Nucleus, Tue 3h Label design, Wed 1h meetings": Wednesday's may be of either, or of neither."""
    projects = {one.project.id for one in told.entries if one.project is not None}
    read = _read_of(told, entry)
    if read is None or not read.inherited or read.has(What.SAME) or len(projects) < 2:
        return []
    if not any(item is read.when.item for clause in read.clauses for item in clause.items):
        return []
    return [Warn("project_borrowed", "The project was said for another day.")]


def _borrowed_from_beside(told: Told, entry: EntryIntent) -> list[Warn]:
    """ "1.5 Label, 2 Nucleus, .5 standup": each its own, and the last one may be of either, or of neither."""
    projects = {one.project.id for one in told.entries if one.project is not None}
    read = _read_of(told, entry)
    if read is not None and read.inherited and _OTHER.search(told.said_of(read)):
        return [Warn("project_borrowed", "The other one may be of another project.")]
    if read is None or not read.inherited or not read.tasks or read.has(What.SAME) or len(projects) < _SEVERAL:
        return []
    place = told.reading.entries.index(read)
    giver = next((one for one in reversed(told.reading.entries[:place]) if not one.inherited), None)
    if giver is None or giver.tasks or read.shared or giver.shared:
        return []
    said = set(told.said_of(read).split())
    return [] if said & _THERE else [Warn("project_borrowed", "The project was said for another entry.")]


_SEVERAL = 2
_OTHER = re.compile(r"\bother ones?\b")  # "two brand films: Lindqvist two hours, the other one an hour"
_THERE = frozenset("there it same that also too".split())


def _clock_or_length(told: Told, entry: EntryIntent) -> list[Warn]:
    """ "Mon 1:30 Gala": right behind a day it may be a time of the day as well as a length; not in a list of such."""
    read = _read_of(told, entry)
    if read is None or read.spent.item is None or entry.started_time is not None or len(told.entries) > 1:
        return []
    at = read.spent.item
    words = [token.text for token in told.tokens[at.start : at.end]]
    if len(words) != _CLOCK or words[1] != ":" or not (words[0].isdigit() and words[2].isdigit()):
        return []
    behind_day = any(item.what is What.DAYS and item.end == at.start for item in told.items)
    is_clock = 1 <= int(words[0]) <= _HOURS and int(words[2]) % 5 == 0
    return (
        [Warn("clock_or_length", "This may be a time of the day: is it how long it took?")]
        if behind_day and is_clock
        else []
    )


_CLOCK, _HOURS = 3, 12


def _read_of(told: Told, entry: EntryIntent) -> Entry | None:
    """What was read where the hours of an entry stand; None where none were said."""
    span = entry.spans.get("hours")
    return next(
        (one for one in told.reading.entries if one.spent.item and span and _starts(told, one.spent.item, span)), None
    )


def _days_left(told: Told, entry: EntryIntent) -> list[Warn]:
    """ "Monday I was at the store and Tuesday 3h": a single day of an entry's words that the entry is not of."""
    read = _read_of(told, entry)
    if read is None or read.corrected or read.days is None:
        return []
    said = [item.days for clause in read.clauses for item in clause.items if item.what is What.DAYS and item.days]
    left = any(len(days.days) == 1 and not set(days.days) & set(read.days.days) for days in said)
    return [Warn("day_left", "Another day was said as well.")] if left else []


def _other_projects(told: Told, entry: EntryIntent) -> Alternatives:
    others = dict.fromkeys(one.project for one in told.entries if one.project not in (None, entry.project))
    return Alternatives(projects=tuple(project for project in others if project is not None))


def _other_day(told: Told, entry: EntryIntent) -> Alternatives:
    """ "3/4 2h": the fourth of March, or the third of April."""
    read = _read_of(told, entry)
    other = read.days.other if read is not None and read.days is not None and read.days.ambiguous else None
    return Alternatives(days=(other,)) if other is not None else NO_ALTERNATIVES


def _starts(told: Told, item: Item, span: Span) -> bool:
    return told.tokens[item.start].start == span.start


def _foreign_day(told: Told, entry: EntryIntent) -> list[Warn]:
    """ "gestern 2h Nucleus": only English is read, so it may be another day than today."""
    words = [told.tokens[place] for place in told.left if told.tokens[place].low in _FOREIGN_DAYS]
    if not words or "spent_date" in entry.spans:
        return []
    return [Warn("date_unclear", f"Is “{words[0].text}” a day? Only English is read.")]


def _sums_up(told: Told, entry: EntryIntent) -> list[Warn]:
    """ "eight hours, well, seven and a half, so drawings four, survey three and a half": all of it, told first."""
    total = sum((one.hours or Decimal(0) for one in told.entries), Decimal(0))
    if not told.is_long or len(told.entries) <= 2 or not entry.hours or 2 * entry.hours != total:
        return []
    others = {(one.project, one.task) for one in told.entries if one is not entry}
    if entry.task is not None and entry.said_task and (entry.project, entry.task) not in others:
        return []  # work of its own that is as long by chance
    return [Warn("sum_of_others", "As long as the others together.")]


def _on_condition(told: Told) -> list[Warn]:
    """ "put 2h on Acme if it is approved"."""
    is_meant = _IF.search(_POLITE.sub("", told.kept))
    return [Warn("conditional", "Only if that comes true.")] if is_meant else []


def _change_wished(told: Told, entry: EntryIntent) -> list[Warn]:
    """ "1h admin today and change my Friday Acme to 1 hour": an entry of which nothing else is left to say is none."""
    read = _read_of(told, entry)
    idle = (What.NAME, What.TASK, What.NOTE, What.LENGTH, What.DAYS)
    left = [item for clause in read.clauses for item in clause.items if item.what not in idle] if read else []
    words = {told.tokens[i].low for item in left for i in range(item.start, item.end) if told.tokens[i].low.isalpha()}
    changes = bool(words & _CHANGES) or {"add", "note"} <= words
    is_one = changes and words <= _CHANGES | _BESIDE
    return [Warn("change_wished", "This may be a change of an entry that is there: is it new work?")] if is_one else []


_CHANGES = frozenset("change move fix make edit update correct adjust shift switch".split())
_BESIDE = frozenset(
    """a an the my our to and it that this those one ones entry entries add note notes please pls also then just from of
    for be into as on in i id can you could would like want need time hours hour be with too so""".split()
)


def _overlaps(told: Told, place: int) -> list[Warn]:
    """ "Nucleus 9-11, Label 10-12": nobody is at two places at once."""
    entry = told.entries[place]
    if entry.started_time is None or entry.ended_time is None:
        return []
    for other in (*told.entries[:place], *told.entries[place + 1 :]):
        if other.spent_date != entry.spent_date or other.started_time is None or other.ended_time is None:
            continue
        if entry.started_time < other.ended_time and other.started_time < entry.ended_time:
            return [Warn("times_overlap", "At the same time as another entry.")]
    return []
