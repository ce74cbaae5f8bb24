"""What a model quoted from a message becomes intents: our own finders turn the quoted words into values.

The model says which words tell the length, the day and the notes, and which project and task of the list they mean. A
value whose words are not in the message is left open, so that it is asked: nothing comes from the model's own head.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from desktop.agent.intents import Choice, EntryIntent, Interpretation, Kind, Span, Utterance, Warn
from desktop.agent.model.copied import found
from desktop.agent.model.lengths import OPEN, Length, Lengths
from desktop.agent.model.listing import Listing
from desktop.agent.reading.reader import Interpreter

UNSAID = "unsaid"
UNCLEAR = "unclear"

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
    minus_words: Quote = ""
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


class Quotes:
    """Turns quotes from messages about one catalog into intents; `workday` is the hours of a full day."""

    def __init__(self, workday: Decimal, reader: Interpreter) -> None:
        self._lengths = Lengths(workday)
        self._reader = reader

    def interpretation(self, utterance: Utterance, quoted: QuotedMessage, listing: Listing) -> Interpretation | None:
        """What the quotes come to; None where they name nothing that we know how to do."""
        try:
            kind = Kind(quoted.kind)
        except ValueError:
            return None
        if kind is Kind.LOG:
            made: list[EntryIntent] = []
            for each in quoted.entries[:_MOST_ENTRIES]:
                made += self._entries(utterance, each, listing, made[-1].hours if made else None)
            return Interpretation(Kind.LOG, tuple(made)) if made else None
        if kind is Kind.NONE:
            return Interpretation(Kind.NONE)
        return self._request(utterance, kind, quoted, listing)

    def _entries(
        self, utterance: Utterance, quoted: QuotedEntry, listing: Listing, before: Decimal | None
    ) -> list[EntryIntent]:
        text = utterance.text
        quotes = {
            "project": quoted.project_words,
            "task": quoted.task_words,
            "hours": quoted.hours_words,
            "spent_date": quoted.day_words,
            "notes": quoted.notes_words,
        }
        spans = {name: span for name, words in quotes.items() if (span := found(text, words))}
        project = listing.projects.get(quoted.project) if "project" in spans else None
        choices = self._choices(utterance, quoted.project_words) if project is None and "project" in spans else ()
        among = [project] if project else [choice.project for choice in choices] or list(listing.projects.values())
        notes = spans.get("notes")
        entry = EntryIntent(
            project,
            listing.task(among, quoted.task) if "task" in spans else None,
            None,
            utterance.now.date(),
            notes=text[notes.start : notes.end] if notes else "",
            choices=choices,
            said_project="" if project else quoted.project_words,
            spans=spans,
            warnings=(Warn("read_by_model", "Read by the language model."),),
        )
        return [
            replace(entry, spent_date=day, hours=length.hours, started_time=length.started, ended_time=length.ended)
            for day, length in self._times(utterance, quoted, spans, before)
        ]

    def _times(
        self, utterance: Utterance, quoted: QuotedEntry, spans: Mapping[str, Span], before: Decimal | None
    ) -> list[tuple[date, Length]]:
        """The days of an entry, each with its length; open where its words are not in the message."""
        days = self._lengths.days(utterance, quoted.day_words) if "spent_date" in spans else [utterance.now.date()]
        minus = quoted.minus_words
        if "hours" not in spans or (minus and not found(utterance.text, minus)):
            return [(day, OPEN) for day in days]
        if len(days) > 1 and not minus and quoted.shared_by <= 1:
            together = self._lengths.on_days(utterance, quoted.hours_words, quoted.day_words)
            if [day for day, _ in together] == days and all(length.hours for _, length in together):
                return together
        length = self._lengths.length(utterance, quoted.hours_words, minus, before)
        return [(day, length.shared(quoted.shared_by)) for day in days]

    def _choices(self, utterance: Utterance, words: str) -> tuple[Choice, ...]:
        """The projects that our own reader offers for words of which the model could not tell the project."""
        read = self._reader.read(replace(utterance, text=f"1 hour on {words}"))
        if read.kind is not Kind.LOG or len(read.entries) != 1:
            return ()
        entry = read.entries[0]
        return (Choice(entry.project, 100.0), *entry.choices) if entry.project else entry.choices

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
