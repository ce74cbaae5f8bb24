"""Quoted words to hours, by the same finders as everywhere: "from ten to four" less "an hour for lunch" is 5 hours.

The quotes are put into plain sentences about projects that nobody has, and our own reader reads those. What does not
come to exactly one length is left open, so that it is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Final

from desktop.agent.intents import EntryIntent, Kind, Utterance
from desktop.agent.model.copied import found
from desktop.agent.model.figures import NUMBER_WORDS, numbers_in
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, Project, Task

_CARRIER: Final = "Kwerty"
_SECOND: Final = "Zubrok"
_PROJECTS: Final = tuple(
    Project(number, name, "", Client(number, name), (Task(1, name, billable=True),))
    for number, name in enumerate((_CARRIER, _SECOND), 1)
)
_ANY = re.IGNORECASE
_BACK: Final = re.compile(r"\b(that|same|ditto|twice|double|as (?:long|much))\b", _ANY)
"""A length that is told by another: "the same again", "twice as long", "half that"."""
_EACH: Final = re.compile(r"[\s,]+(?:(?:a|per|each|every) day|daily|each|apiece|a ?piece|in all|in total)$", _ANY)
_COUNTED: Final = re.compile(r"\b(?:of (?:those|them|these|that|which)|the|other|first|last|remaining|only)\b", _ANY)
"""What may stand around a bare number of hours: "one of those", "the other two"."""
_UNIT: Final = re.compile(r"\b(hours?|hrs?|minutes?|mins?)\b", _ANY)
_PARTS: Final = "|".join((*NUMBER_WORDS, "and", "a", "half", "quarters?", "point"))
_BARE: Final = re.compile(rf"(?:\d+(?:[.,]\d+)?|\b(?:{_PARTS})\b|[\s-])+", _ANY)
_UNTIL: Final = re.compile(r"\b(?:until|'?till?|to)\b", _ANY)
_NUMBERS: Final = "|".join(NUMBER_WORDS)
_CLOCK: Final = re.compile(
    rf"(?:\b(?:half|quarter) (?:past|after) )?\b(?:\d{{1,2}}(?:[:.]\d\d)?|noon|midday|midnight|{_NUMBERS})\b"
    rf"(?:[ -]?(?:{_NUMBERS}|o'?clock|[ap]\.?m\b\.?))*",
    _ANY,
)
_LEAST, _MOST = Decimal("0.08"), Decimal(12)
"""Hours, between which a number without a unit is believed: five minutes, and a long day."""


@dataclass(frozen=True, slots=True)
class Length:
    """Hours, and the clock times where those were said. None: to be asked."""

    hours: Decimal | None = None
    started: time | None = None
    ended: time | None = None

    def shared(self, by: int) -> Length:
        """This length shared equally by so many entries."""
        if self.hours is None or by <= 1:
            return self
        return Length((self.hours / by).quantize(Decimal("0.01")))


OPEN: Final = Length()


class Lengths:
    """Reads quotes about lengths and days; `workday` is the hours of a full day."""

    def __init__(self, workday: Decimal) -> None:
        self._reader = Interpreter(Catalog(_PROJECTS, ()), workday=workday)

    def length(self, utterance: Utterance, words: str, minus: str = "", before: Decimal | None = None) -> Length:
        """The length in `words` less that in `minus`. `before` is the length of the entry before, for "the same"."""
        if before is not None and _BACK.search(words):
            return self._told_by(utterance, words, before)
        less = f" minus {minus}" if minus else ""
        if number := _bare(words):
            unit = _unit_near(utterance.text, words)
            length = self._one(utterance, f"{number} {unit}{less} on {_CARRIER}")
            return length if length.hours is not None and _LEAST <= length.hours <= _MOST else OPEN
        for said in dict.fromkeys(filter(None, (words, _EACH.sub("", words), _from_to(words)))):
            if (length := self._one(utterance, f"{said}{less} on {_CARRIER}")).hours is not None:
                return length
        return OPEN

    def on_days(self, utterance: Utterance, hours_words: str, day_words: str) -> list[tuple[date, Length]]:
        """The lengths on several days that were said together ("two hours a day", "Monday to Wednesday")."""
        read = self._entries(utterance, f"{hours_words} on {_CARRIER} {day_words}")
        return [(entry.spent_date, _length_of(entry)) for entry in read]

    def days(self, utterance: Utterance, words: str) -> list[date]:
        """The days that the words name; today where they name none."""
        for said in (f"1 hour on {_CARRIER} {words}", f"{words} 1 hour on {_CARRIER}"):
            if days := list(dict.fromkeys(entry.spent_date for entry in self._entries(utterance, said))):
                return days
        return [utterance.now.date()]

    def _told_by(self, utterance: Utterance, words: str, before: Decimal) -> Length:
        read = self._entries(utterance, f"{before} hours on {_CARRIER} and {words} on {_SECOND}")
        return _length_of(read[-1]) if len(read) == 2 and read[0].hours == before else OPEN

    def _one(self, utterance: Utterance, text: str) -> Length:
        lengths = {_length_of(entry) for entry in self._entries(utterance, text)}
        return lengths.pop() if len(lengths) == 1 else OPEN

    def _entries(self, utterance: Utterance, text: str) -> tuple[EntryIntent, ...]:
        read = self._reader.read(replace(utterance, text=text))
        return read.entries if read.kind is Kind.LOG else ()


def _length_of(entry: EntryIntent) -> Length:
    return Length(entry.hours, entry.started_time, entry.ended_time)


def _bare(words: str) -> str:
    """The number, where the words are nothing but one: "one of those", "three and a half"."""
    number = " ".join(_COUNTED.sub(" ", words).split())
    return number if numbers_in(number) and _BARE.fullmatch(number) else ""


def _from_to(words: str) -> str:
    """Beginning and end, where other words stand between: "began at eight, with rain, until lunch at noon". Else ""."""
    parts = _UNTIL.split(words)
    ends = [clocks[0] for part in parts if len(clocks := _CLOCK.findall(part)) == 1]
    return f"from {ends[0]} to {ends[1]}" if len(parts) == len(ends) == 2 and not _UNIT.search(words) else ""


def _unit_near(text: str, words: str) -> str:
    """The unit that follows a bare number, or else the last one before it: "fifteen minutes, no, ten"."""
    span = found(text, words)
    if span is None:
        return "hours"
    if after := _UNIT.match(text[span.end :].lstrip()):
        return after[0]
    before = _UNIT.findall(text[: span.start])
    return str(before[-1]) if before else "hours"
