"""What the ear was not sure of becomes a question: a pure function between reading spoken words and making cards.

The recogniser gives places in the text that it would not swear to. A length that rests on one is asked, a project that
rests on one is offered first and asked, and a day that rests on one bears a warning. Whoever reads the words (the local
grammar or a language model) need not know of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.agent.intents import Choice, EntryIntent, Interpretation, Kind, Span, Warn

#: Codes of the warnings; an edit of the field settles its own.
UNSURE_HOURS, UNSURE_PROJECT, UNSURE_DATE = "heard_unsure_hours", "heard_unsure_project", "heard_unsure_date"
_CERTAIN = 100.0
#: Doubt this many characters beside a length is about the length, too: "from 9 to 11, 30".
_BESIDE = 2
_ON_THE = len(" on the ")
_OPEN_ENDED = ("notes",)


def with_doubts(reading: Interpretation, doubts: Sequence[Span], text: str) -> Interpretation:
    """The same reading, with what rests on doubtful words open.

    Args:
        reading: What was read from `text`.
        doubts: Places in `text`, half-open.
        text: The words, for the warnings to quote.
    """
    if not doubts:
        return reading
    if reading.kind is Kind.REVISE and any(change.hours is not None for change in reading.revisions):
        return Interpretation(Kind.NONE, question=f"Was that {_quoted(doubts, text)}? Please say or type it once more.")
    stretches = _stretches(reading.entries, len(text))
    # A word that nothing was read from may have been what mattered: another project, or "make that eight".
    lost = [doubt for doubt in doubts if not any(_is_read(doubt, entry.spans) for entry in reading.entries)]
    entries = tuple(
        _doubted(entry, stretch, _is_inherited(reading.entries, place), doubts, lost, text)
        for place, (entry, stretch) in enumerate(zip(reading.entries, stretches, strict=True))
    )
    return replace(reading, entries=entries)


def _doubted(
    entry: EntryIntent, stretch: Span, is_inherited: bool, doubts: Sequence[Span], lost: Sequence[Span], text: str
) -> EntryIntent:
    spans = entry.spans
    of_hours = _touching(_wider(spans.get("hours")), doubts)
    of_project = _touching(spans.get("project"), doubts)
    of_day = _touching(spans.get("spent_date"), doubts)
    nearby = _touching(stretch, lost)
    if is_inherited:
        of_project = [*of_project, *nearby]
    if not of_hours:
        of_hours = _touching(_before_project(spans), lost)
    if any(warning.code == "corrected" for warning in entry.warnings):
        of_hours = [*of_hours, *nearby]
    warnings = list(entry.warnings)
    if of_hours and entry.hours is not None:
        warnings.append(Warn(UNSURE_HOURS, f"Heard {_quoted(of_hours, text)}, but not for sure. How long was it?"))
        entry = replace(entry, hours=None, started_time=None, ended_time=None)
    if of_project and entry.project is not None:
        warnings.append(
            Warn(UNSURE_PROJECT, f"Heard {_quoted(of_project, text)}, but not for sure. Which project is it?")
        )
        first = Choice(entry.project, _CERTAIN)
        others = tuple(choice for choice in entry.choices if choice.project.id != entry.project.id)
        # The task that was said stays said: it is looked up anew in the project that is chosen.
        task = entry.task.name if entry.task is not None and "task" in spans else entry.said_task
        entry = replace(entry, project=None, task=None, choices=(first, *others), said_task=task)
    if of_day:
        warnings.append(Warn(UNSURE_DATE, f"Heard {_quoted(of_day, text)}, but not for sure. Please check the day."))
    return replace(entry, warnings=tuple(warnings))


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


def _first(entry: EntryIntent) -> int:
    return min((span.start for span in entry.spans.values()), default=0)


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
