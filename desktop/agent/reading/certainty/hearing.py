"""What the ear was not sure of is to be checked: a pure function between reading spoken words and making cards.

The recogniser gives places in the text that it would not swear to. A length, a project or a day that rests on one
stands and is checked by the person ("Heard “four”, but not for sure. Is it 4 h?"). It also gives what it heard when it
listened a second time: where the two differ, the other length or day is offered; words may differ ("2.5", "two and a
half"), entries may not. Only where words were lost that may have been another length or another project is the field
asked anew. Whoever reads the words (the local grammar or a language model) need not know of any of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.agent.intents import (
    Alternatives,
    Choice,
    EntryIntent,
    Field,
    Interpretation,
    Kind,
    Revision,
    Span,
    Warn,
)
from desktop.agent.reading.certainty.doubts import to_check
from desktop.harvest.catalog import Project

#: Codes of the warnings; an edit of the field settles its own.
UNSURE_HOURS, UNSURE_PROJECT, UNSURE_DATE = "heard_unsure_hours", "heard_unsure_project", "heard_unsure_date"
_CERTAIN = 100.0
#: Doubt this many characters beside a length is about the length, too: "from 9 to 11, 30".
_BESIDE = 2
_ON_THE = len(" on the ")
#: A spoken day that is in the words and in no entry's date was not understood: "maybe before yesterday".
_DAYS = re.compile(r"\b(?:yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE)
_OPEN_ENDED = ("notes",)
_LEAD = re.compile(r"\b(?:on|for|with|about|in|at|to)\b", re.IGNORECASE)
#: Words of a length, and what they are written for; beside those that a note may have as well: "sprint 12".
_UNITS = re.compile(r"\b(?:half|quarters?|hours?|ours?|minutes?)\b", re.IGNORECASE)
_NUMBERS = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven"
    r"|eigh|nine)ty)\b",
    re.IGNORECASE,
)
_TO_EIGHT = re.compile(r"\w+ to (?:eight|8)", re.IGNORECASE)
#: "The date before the yesterday": the day before it was meant.
_BEFORE = re.compile(r"\bbefore (?:the )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Faint(Span):
    """Words that were heard, if faintly: doubted only where nothing, or only a note, was read from them."""


def with_doubts(reading: Interpretation, doubts: Sequence[Span], text: str) -> Interpretation:
    """The same reading, with what rests on doubtful words to be checked, or asked where other words were lost.

    Args:
        reading: What was read from `text`.
        doubts: Places in `text`, half-open.
        text: The words, for the warnings to quote.
    """
    # A word that nothing was read from may have been what mattered: another project, or "make that eight".
    unread = [doubt for doubt in doubts if not any(_is_read(doubt, entry.spans) for entry in reading.entries)]
    faint = [doubt for doubt in unread if isinstance(doubt, Faint)]
    lost = [doubt for doubt in unread if not isinstance(doubt, Faint)]
    strong = [doubt for doubt in doubts if not isinstance(doubt, Faint)]
    if reading.kind is Kind.REVISE and strong and any(change.hours is not None for change in reading.revisions):
        return Interpretation(Kind.NONE, question=f"Was that {_quoted(strong, text)}? Please say or type it once more.")
    entries = tuple(
        _doubted(
            _with_faint(entry, _touching(stretch, faint), text),
            stretch,
            _before_length(entry, reading.entries),
            _is_inherited(reading.entries, place),
            strong,
            lost,
            text,
        )
        for place, (entry, stretch) in enumerate(
            zip(reading.entries, _stretches(reading.entries, len(text)), strict=True)
        )
    )
    return replace(reading, entries=entries)


def with_second(reading: Interpretation, second: Interpretation, text: str, second_text: str) -> Interpretation:
    """The same reading, with to be checked what another reading of the same sound does not share.

    Args:
        reading: What was read from `text`.
        second: What was read from `second_text`, which the recogniser wrote when it listened again.
        text: The words, for the warnings to quote.
        second_text: The other words.
    """
    if reading.kind is Kind.REVISE and _changes(reading) != _changes(second):
        return Interpretation(Kind.NONE, question=f"Was that “{text}”? Please say or type it once more.")
    if reading.kind is not Kind.LOG:
        return reading
    pairs = _paired(reading.entries, second.entries if second.kind is Kind.LOG else ())
    shared = replace(reading, entries=tuple(_shared(entry, other, text, second_text) for entry, other in pairs))
    return _with_lengths(_with_days(_with_own_projects(shared), text), text)


def _with_lengths(reading: Interpretation, text: str) -> Interpretation:
    """The same reading, with lengths open that may not be all that was said of a length."""
    spans = [(key, span) for entry in reading.entries for key, span in entry.spans.items()]
    read = [span for key, span in spans if key not in _OPEN_ENDED]
    units, numbers = ([Span(*found.span()) for found in kind.finditer(text)] for kind in (_UNITS, _NUMBERS))
    lost = [unit for unit in units if not _touching(unit, read)]
    lost += [number for number in numbers if not _touching(number, [span for _, span in spans])]
    entries = tuple(
        _without_length(entry, found, text)
        if entry.hours is not None
        and not _is_corrected(entry)
        and (found := [*_touching(stretch, lost), *_like_a_day(entry, text)])
        else entry
        for entry, stretch in zip(reading.entries, _stretches(reading.entries, len(text)), strict=True)
    )
    return replace(reading, entries=entries)


def _like_a_day(entry: EntryIntent, text: str) -> list[Span]:
    """The length, if it may be a shorter one and a day: "six today" and "six to eight" sound the same."""
    span = entry.spans.get("hours")
    return [span] if span is not None and _TO_EIGHT.fullmatch(text, span.start, span.end) else []


def _unsure(code: str, heard: Sequence[Span], text: str) -> Warn:
    return Warn(code, f"Heard {_quoted(heard, text)}, but not for sure.")


def _without_length(entry: EntryIntent, heard: Sequence[Span], text: str) -> EntryIntent:
    """The same entry with its length asked: what was lost may have been another."""
    warning = Warn(UNSURE_HOURS, f"Heard {_quoted(heard, text)}, but not for sure. How long was it?")
    return replace(entry, hours=None, started_time=None, ended_time=None, warnings=(*entry.warnings, warning))


def _changes(reading: Interpretation) -> list[Revision]:
    """What is changed on which card, whatever the notes say."""
    return [replace(revision, notes=None) for revision in reading.revisions]


def _with_own_projects(reading: Interpretation) -> Interpretation:
    """The same reading, with a borrowed project asked where words are left over: they may have been its own."""
    entries = tuple(
        replace(
            _without_project(entry, entry.project),
            warnings=(*entry.warnings, Warn(UNSURE_PROJECT, f"Heard “{entry.notes}”. Which project is it?")),
        )
        if entry.project and entry.notes and _is_shared(reading.entries, place)
        else entry
        for place, entry in enumerate(reading.entries)
    )
    return replace(reading, entries=entries)


def _is_shared(entries: Sequence[EntryIntent], place: int) -> bool:
    """Whether another entry's project rests on the same words."""
    span = entries[place].spans.get("project")
    others = (*entries[:place], *entries[place + 1 :])
    return span is not None and any(other.spans.get("project") == span for other in others)


def _with_days(reading: Interpretation, text: str) -> Interpretation:
    """The same reading, with the day to be checked of entries beside one that is nobody's."""
    taken = [entry.spans["spent_date"] for entry in reading.entries if "spent_date" in entry.spans]
    days = [Span(*match.span()) for match in _DAYS.finditer(text)]
    lost = [day for day in days if not any(_overlap(day, span) for span in taken)]
    entries = tuple(
        _unsure_day(entry, found, text)
        if (found := _before_day(entry, text) if "spent_date" in entry.spans else _touching(stretch, lost))
        else entry
        for entry, stretch in zip(reading.entries, _stretches(reading.entries, len(text)), strict=True)
    )
    return replace(reading, entries=entries)


def _before_day(entry: EntryIntent, text: str) -> list[Span]:
    day = entry.spans["spent_date"]
    before = _BEFORE.search(text, 0, day.start)
    return [Span(before.start(), day.end)] if before else []


def _unsure_day(entry: EntryIntent, heard: Sequence[Span], text: str) -> EntryIntent:
    """The same entry with its day to be checked."""
    return to_check(entry, (Field.DAY,), _unsure(UNSURE_DATE, heard, text))


def _paired(
    entries: Sequence[EntryIntent], others: Sequence[EntryIntent]
) -> list[tuple[EntryIntent, EntryIntent | None]]:
    """Each entry with its like in the other reading: the one at its place, or where some are missing an equal one."""
    if len(entries) == len(others):
        return list(zip(entries, others, strict=True))
    left = list(others)
    pairs: list[tuple[EntryIntent, EntryIntent | None]] = []
    for entry in entries:
        like = next((other for other in left if _is_same(entry, other)), None)
        if like is not None:
            left.remove(like)
        pairs.append((entry, like))
    return pairs


def _is_same(one: EntryIntent, other: EntryIntent) -> bool:
    return (one.hours, one.spent_date) == (other.hours, other.spent_date)


def _shared(entry: EntryIntent, other: EntryIntent | None, text: str, second_text: str) -> EntryIntent:
    """An entry beside its like in the other hearing: what differs stands as it was heard first, and is checked."""
    if other is None:
        if entry.hours is not None:
            warning = Warn(UNSURE_HOURS, f"Heard {_either(_said(entry, 'hours', text), '')}.")
            entry = to_check(entry, (Field.HOURS, Field.ENTRY), warning)
        return entry
    if entry.hours is not None and other.hours != entry.hours:
        warning = Warn(
            UNSURE_HOURS, f"Heard {_either(_said(entry, 'hours', text), _said(other, 'hours', second_text))}."
        )
        lengths = (other.hours,) if other.hours is not None else ()
        entry = to_check(entry, (Field.HOURS,), warning, others=Alternatives(hours=lengths))
    if other.spent_date != entry.spent_date:
        heard = _either(_said(entry, "spent_date", text), _said(other, "spent_date", second_text))
        days = Alternatives(days=(other.spent_date,))
        entry = to_check(entry, (Field.DAY,), Warn(UNSURE_DATE, f"Heard {heard}."), others=days)
    if entry.project and other.project and entry.project.id != other.project.id:
        heard = _either(_said(entry, "project", text), _said(other, "project", second_text))
        warning = Warn(UNSURE_PROJECT, f"Heard {heard}. Which project is it?")
        entry = replace(_without_project(entry, entry.project, other.project), warnings=(*entry.warnings, warning))
    return entry


def _said(entry: EntryIntent | None, key: str, text: str) -> str:
    span = entry.spans.get(key) if entry is not None else None
    return text[span.start : span.end] if span else ""


def _either(one: str, two: str) -> str:
    heard = [f"“{each}”" for each in dict.fromkeys(filter(None, (one, two)))]
    return " or ".join(heard) + (", but not for sure" if len(heard) < 2 else "") if heard else "it, but not for sure"


def _without_project(entry: EntryIntent, *offered: Project) -> EntryIntent:
    """The same entry with its project asked, and these offered first."""
    ids = {project.id for project in offered}
    others = tuple(choice for choice in entry.choices if choice.project.id not in ids)
    # The task that was said stays said: it is looked up anew in the project that is chosen.
    task = entry.task.name if entry.task is not None and "task" in entry.spans else entry.said_task
    choices = (*(Choice(project, _CERTAIN) for project in offered), *others)
    return replace(entry, project=None, task=None, choices=choices, said_task=task)


def _doubted(
    entry: EntryIntent,
    stretch: Span,
    before: Span | None,
    is_inherited: bool,
    doubts: Sequence[Span],
    lost: Sequence[Span],
    text: str,
) -> EntryIntent:
    spans = entry.spans
    of_hours = _touching(_wider(spans.get("hours")), doubts)
    of_project = _touching(spans.get("project"), doubts)
    nearby = _touching(stretch, lost)
    # A day that was said and not understood looks like no day at all.
    of_day = _touching(spans["spent_date"], doubts) if "spent_date" in spans else nearby
    lost_length = [] if of_hours else [*_touching(_before_project(spans), lost), *_touching(before, lost)]
    if _is_corrected(entry):
        lost_length += nearby
    if entry.hours is not None and lost_length:
        entry = _without_length(entry, [*of_hours, *lost_length], text)
    elif entry.hours is not None and of_hours:
        entry = to_check(entry, (Field.HOURS,), _unsure(UNSURE_HOURS, of_hours, text))
    if entry.project is not None and is_inherited and nearby:
        heard = _quoted([*of_project, *nearby], text)
        warning = Warn(UNSURE_PROJECT, f"Heard {heard}, but not for sure. Which project is it?")
        entry = replace(_without_project(entry, entry.project), warnings=(*entry.warnings, warning))
    elif entry.project is not None and of_project:
        entry = _unsure_project(entry, of_project, text)
    return _unsure_day(entry, of_day, text) if of_day else entry


def _unsure_project(entry: EntryIntent, heard: Sequence[Span], text: str, *fields: Field) -> EntryIntent:
    """The same entry with its project to be checked, and what else the words may have named."""
    others = tuple(choice.project for choice in entry.choices if choice.project != entry.project)
    warning = _unsure(UNSURE_PROJECT, heard, text)
    return to_check(entry, (Field.PROJECT, *fields), warning, others=Alternatives(projects=others))


def _with_faint(entry: EntryIntent, faint: Sequence[Span], text: str) -> EntryIntent:
    """The same entry, with to be checked what words may have said that were heard faintly and not read.

    Between length and project stands the task as a rule, right behind the project the rest of its name, and on the
    outside the day.
    """
    hours, project = entry.spans.get("hours"), entry.spans.get("project")
    if hours is None or entry.hours is None:
        return entry
    of_task = _touching(_task_place(entry, text), faint)
    if project is not None:
        of_task += [each for each in faint if text[project.end : each.start] == " "]
    said = [span for span in (hours, project) if span is not None]
    first, last = min(span.start for span in said), max(span.end for span in said)
    of_day = [each for each in faint if each.end <= first or (each.start >= last and each not in of_task)]
    if of_task and entry.project is not None:
        entry = _unsure_project(entry, of_task, text, Field.TASK)
    return _unsure_day(entry, of_day, text) if of_day and "spent_date" not in entry.spans else entry


def _task_place(entry: EntryIntent, text: str) -> Span | None:
    """Where the task would stand that was not read: behind the length, up to what leads to the project."""
    hours, project = entry.spans["hours"], entry.spans.get("project")
    if project is None or project.start < hours.end or "task" in entry.spans:
        return None
    leads = [lead.end() for lead in _LEAD.finditer(text, hours.end, project.start)]
    return Span(hours.end, leads[-1] if leads else project.start)


def _stretches(entries: Sequence[EntryIntent], end: int) -> list[Span]:
    """The words around each entry: from where its length stands to where the next one's does."""
    starts = [
        min((span.start for key, span in entry.spans.items() if key == "hours"), default=_first(entry))
        for entry in entries
    ]
    return [
        Span(start if place else 0, min((other for other in starts if other > start), default=end))
        for place, start in enumerate(starts)
    ]


def _before_length(entry: EntryIntent, entries: Sequence[EntryIntent]) -> Span | None:
    """Words before a length that nothing was read from: "save the under half an hour" was seven and a half."""
    hours = entry.spans.get("hours")
    if hours is None:
        return None
    read = (
        span.end
        for each in entries
        for key, span in each.spans.items()
        if key not in _OPEN_ENDED and span.end <= hours.start
    )
    return Span(max(read, default=0), hours.start)


def _first(entry: EntryIntent) -> int:
    return min((span.start for span in entry.spans.values()), default=0)


def _is_corrected(entry: EntryIntent) -> bool:
    """Whether the words took something back: "ten hours, no, eight"."""
    return any(warning.code == "corrected" for warning in entry.warnings)


def _is_inherited(entries: Sequence[EntryIntent], place: int) -> bool:
    """Whether the entry's project was only said for an earlier one."""
    span = entries[place].spans.get("project")
    return span is not None and any(other.spans.get("project") == span for other in entries[:place])


def _is_read(doubt: Span, spans: Mapping[str, Span]) -> bool:
    return any(_overlap(doubt, span) for key, span in spans.items() if key not in _OPEN_ENDED)


def _touching(place: Span | None, doubts: Sequence[Span]) -> list[Span]:
    return [doubt for doubt in doubts if place is not None and _overlap(doubt, place)]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _wider(span: Span | None) -> Span | None:
    return Span(span.start - _BESIDE, span.end + _BESIDE) if span else None


def _before_project(spans: Mapping[str, Span]) -> Span | None:
    """Where the length stands as a rule ("… on the project"), if the one that was read comes from further on."""
    project, hours = spans.get("project"), spans.get("hours")
    if project is None or hours is None or hours.start < project.start:
        return None
    return Span(project.start - _ON_THE, project.start)


def _quoted(doubts: Sequence[Span], text: str) -> str:
    words = dict.fromkeys(text[doubt.start : doubt.end] for doubt in doubts)
    return " and ".join(f"“{word}”" for word in words)
