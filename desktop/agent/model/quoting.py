"""What a model quoted from a message becomes intents: our own finders turn the quoted words into values.

The model says which words tell the length, the day and the notes, and which project and task of the list they mean. A
value whose words are not in the message is left open, so that it is asked: nothing comes from the model's own head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from desktop.agent.intents import EntryIntent, Field, Interpretation, Kind, Span, Utterance, Warn
from desktop.agent.model.listing import Listing
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, Project, Task

UNSAID = "unsaid"
UNCLEAR = "unclear"

_CARRIER = "Kwerty"
_CARRIED = Project(1, _CARRIER, "", Client(1, "Kwerty"), (Task(1, "Kwerty", billable=True),))
_MOST_ENTRIES = 30

Quote = Annotated[str, BeforeValidator(lambda value: "" if value is None or value == UNSAID else str(value))]


class QuotedEntry(BaseModel):
    """One time entry as a model read it: words copied from the message, and names from the list."""

    model_config = ConfigDict(extra="ignore")

    project_words: Quote = ""
    project: Quote = ""
    task_words: Quote = ""
    task: Quote = ""
    hours_words: Quote = ""
    shared_by: int = 1
    day_words: Quote = ""
    notes_words: Quote = ""


class QuotedMessage(BaseModel):
    """A whole message as a model read it."""

    model_config = ConfigDict(extra="ignore")

    kind: str = "none"
    entries: tuple[QuotedEntry, ...] = ()
    project: Quote = ""
    range_words: Quote = ""


def parsed(text: str) -> QuotedMessage | None:
    """The JSON in what a model wrote, also where it is fenced or stands in talk; None where there is none."""
    for candidate in _objects(text):
        try:
            return QuotedMessage.model_validate_json(candidate)
        except ValidationError:
            continue
    return None


def _objects(text: str) -> Sequence[str]:
    start, end = text.find("{"), text.rfind("}")
    whole = text[start : end + 1] if 0 <= start < end else ""
    return [part for part in (whole, whole.replace(",}", "}").replace(",]", "]")) if part]


@dataclass(frozen=True, slots=True)
class _Length:
    hours: Decimal | None
    started: time | None = None
    ended: time | None = None


class Quotes:
    """Turns quotes from messages about one catalog into intents; `workday` is the hours of a full day."""

    def __init__(self, workday: Decimal, reader: Interpreter) -> None:
        self._plain = Interpreter(Catalog((_CARRIED,), ()), workday=workday)
        self._reader = reader

    def interpretation(self, utterance: Utterance, quoted: QuotedMessage, listing: Listing) -> Interpretation | None:
        """What the quotes come to; None where they name nothing that we know how to do."""
        try:
            kind = Kind(quoted.kind)
        except ValueError:
            return None
        if kind is Kind.LOG:
            made = [
                entry for each in quoted.entries[:_MOST_ENTRIES] for entry in self._entries(utterance, each, listing)
            ]
            return Interpretation(Kind.LOG, tuple(made)) if made else None
        if kind is Kind.NONE:
            return Interpretation(Kind.NONE)
        return self._request(utterance, kind, quoted, listing)

    def _entries(self, utterance: Utterance, quoted: QuotedEntry, listing: Listing) -> list[EntryIntent]:
        text = utterance.text
        project_span = found(text, quoted.project_words)
        project = listing.projects.get(quoted.project) if project_span else None
        task_span = found(text, quoted.task_words)
        task = listing.task(project, quoted.task) if project and task_span else None
        hours_span, day_span = found(text, quoted.hours_words), found(text, quoted.day_words)
        length = self._length(utterance, quoted.hours_words, max(1, quoted.shared_by)) if hours_span else _Length(None)
        days = self._days(utterance, quoted.day_words) if day_span else [utterance.now.date()]
        notes_span = found(text, quoted.notes_words)
        spans = {
            name: span
            for name, span in (
                ("project", project_span),
                ("task", task_span),
                ("hours", hours_span),
                ("spent_date", day_span),
                ("notes", notes_span),
            )
            if span
        }
        entry = EntryIntent(
            project,
            task,
            length.hours,
            utterance.now.date(),
            started_time=length.started,
            ended_time=length.ended,
            notes=text[notes_span.start : notes_span.end] if notes_span else "",
            said_project="" if project else quoted.project_words,
            spans=spans,
            warnings=(Warn("read_by_model", "Read by the language model."),),
        )
        return [replace(entry, spent_date=day) for day in days]

    def _length(self, utterance: Utterance, words: str, shared_by: int) -> _Length:
        """Hours in the quoted words, by the same finders as everywhere: exactly one length, or it is asked."""
        read = self._plain.read(replace(utterance, text=f"{words} on {_CARRIER}"))
        lengths = {(entry.hours, entry.started_time, entry.ended_time) for entry in read.entries}
        if len(lengths) != 1:
            return _Length(None)
        hours, started, ended = lengths.pop()
        if hours is None or shared_by == 1:
            return _Length(hours, started, ended)
        return _Length((hours / shared_by).quantize(Decimal("0.01")))

    def _days(self, utterance: Utterance, words: str) -> list[date]:
        read = self._plain.read(replace(utterance, text=f"1 hour on {_CARRIER} {words}"))
        days = list(dict.fromkeys(entry.spent_date for entry in read.entries))
        if not days:
            read = self._plain.read(replace(utterance, text=f"{words} 1 hour on {_CARRIER}"))
            days = list(dict.fromkeys(entry.spent_date for entry in read.entries))
        return days or [utterance.now.date()]

    def _request(
        self, utterance: Utterance, kind: Kind, quoted: QuotedMessage, listing: Listing
    ) -> Interpretation | None:
        """A question or deed, put into plain words of our own and read again: our reader decides what it comes to."""
        template = _PLAIN_WORDS.get(kind)
        if template is None:
            return None
        project = listing.projects.get(quoted.project)
        about = f"{project.client.name} {project.name}" if project else ""
        span = found(utterance.text, quoted.range_words)
        days = utterance.text[span.start : span.end] if span else ""
        words = " ".join(template.format(about=about, days=days).split())
        read = self._reader.read(replace(utterance, text=words))
        return read if read.kind is kind else None


_PLAIN_WORDS = {
    Kind.BUDGET: "how much budget is left on {about}?",
    Kind.HOURS: "how many hours did I track on {about} {days}?",
    Kind.MISSING_TIME: "which days are missing hours {days}?",
    Kind.INVOICE_EXPLAIN: "explain the last invoice of {about}",
    Kind.COST: "what did {about} cost {days}?",
    Kind.TIMER_START: "start a timer on {about}",
    Kind.TIMER_STOP: "stop the timer",
}


def found(text: str, quote: str) -> Span | None:
    """Where the quoted words stand in the message, whatever the case, spacing and punctuation between them."""
    words = re.findall(r"\w+(?:[.,:/'’+-]\w+)*|[^\w\s]", quote, re.UNICODE)
    words = [word for word in words if re.search(r"\w|[£$€%]", word)]
    if not words:
        return None
    pattern = r"[\W_]*?".join(re.escape(word) for word in words)
    match = re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    return Span(match.start(), match.end()) if match else None


def agreed(rules: Interpretation, model: Interpretation) -> Interpretation:
    """The model's reading, ready only where the rules read the same project, hours and day; else it is checked."""
    left = list(rules.entries)
    entries = []
    for entry in model.entries:
        best = min(left, key=lambda other: len(_differs(entry, other)), default=None)
        differing = _differs(entry, best) if best is not None else [Field.ENTRY]
        if best is not None and len(differing) <= 1:
            left.remove(best)
        else:
            differing = [Field.ENTRY]
        entries.append(_with_checks(entry, best if differing != [Field.ENTRY] else None, tuple(differing)))
    if left:  # the rules saw work that the model did not: nothing of the message is ready unseen
        entries = [replace(e, checks=e.checks or (Field.ENTRY,), confidence=min(e.confidence, 0.5)) for e in entries]
    return replace(model, entries=tuple(entries))


def _differs(one: EntryIntent, other: EntryIntent) -> list[Field]:
    fields = []
    if one.project != other.project:
        fields.append(Field.PROJECT)
    if one.hours != other.hours:
        fields.append(Field.HOURS)
    if one.spent_date != other.spent_date:
        fields.append(Field.DAY)
    if one.task and other.task and one.task != other.task:
        fields.append(Field.TASK)
    return fields


def _with_checks(entry: EntryIntent, other: EntryIntent | None, checks: tuple[Field, ...]) -> EntryIntent:
    """The entry with its doubtful fields, and what the other reading has there."""
    if not checks:
        return replace(entry, confidence=0.99)
    more = entry.alternatives
    if other is not None:
        if Field.PROJECT in checks and other.project:
            more = replace(more, projects=(other.project,))
        if Field.TASK in checks and other.task:
            more = replace(more, tasks=(other.task,))
        if Field.HOURS in checks and other.hours:
            more = replace(more, hours=(other.hours,))
        if Field.DAY in checks:
            more = replace(more, days=(other.spent_date,))
    return replace(entry, checks=checks, alternatives=more, confidence=0.7)
