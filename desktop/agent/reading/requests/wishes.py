"""What is to become of an entry that exists: "move Friday's Acme entry to Globex", "split the last one into 2h and 1h".

Such a message has three parts: a verb, which entry is meant, and what it is to be. Each part is read on its own, as if
nothing else had been said: the entry as what "delete …" would delete, the new value as names, days and lengths, a note
as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from desktop.agent.intents import Details, EntryIntent, Interpretation, Kind, Part
from desktop.agent.reading.entries.entry import hours_of
from desktop.agent.reading.items.items import What
from desktop.agent.reading.names.resolve import Resolver
from desktop.agent.reading.requests.heard import Heard
from desktop.agent.reading.requests.slots import Slots
from desktop.agent.reading.requests.wish_rules import (
    BECOMES,
    ENTRY,
    FROM,
    LATEST_BECOMES,
    MORE_NOTES,
    NOT_THAT,
    NOTES,
    SPLITS,
    STEPS,
    STEPS_TOLD,
    TAIL,
)
from desktop.agent.reading.tasks.tasks import TaskIndex
from desktop.agent.reading.text.tokens import TokenKind

#: A message longer than this is no command about one entry.
_LONGEST: Final = 400

_VERBS: Final = frozenset(
    """belong belongs
    add adjust amend append attach break bump change convert correct cut decrease deduct divide drag drop edit extend
    fix increase knock lengthen lower make move must needs ought put raise reassign recategorise recategorize reduce
    relabel remove rename replace reword rewrite separate set shave shift shorten split subtract switch take transfer
    trim turn update has longer shorter less""".split()
)
_NEWEST: Final = frozenset("last latest newest previous recent".split())
_CALLED: Final = frozenset("entry one record booking log".split())
_QUOTES: Final = "\"“”'‘’ "
_POINTING: Final = frozenset("it that this that_one this_one that_entry this_entry the_entry".split())
_LATEST: Final = frozenset("the_last_one the_latest_one the_last last_one my_last_one".split())
_VALUE_WORDS: Final = frozenset(
    """the a an my hours hour hrs task project client on for to of instead please thanks only just now rather total it
    be day date as in under against not and by""".split()
)

_LATEST_ONE: Final = Interpretation(Kind.DELETE, details=Details(is_last=True))

ReadWords = Callable[[str], Interpretation]
HearWords = Callable[[str], Heard]


@dataclass(frozen=True, slots=True)
class _Value:
    """What was said of one entry: each is None where it was not."""

    heard: Heard
    is_plain: bool
    hours: Decimal | None


def may_wish(heard: Heard) -> bool:
    """Whether the words have the look of it: a verb of changing, or what ought to be. Cheap, and often wrong."""
    said = heard.cue_set
    noted = any(item.what is What.NOTE for item in heard.items) and not heard.lengths
    return not heard.question and bool(
        noted or said & _VERBS or "should" in said or "was" in said or (said & _NEWEST and said & _CALLED)
    )


class Wishes(Slots):
    """Reads what entries are to become. `points`: "it" and "that" mean the latest entry."""

    def __init__(self, resolver: Resolver, tasks: TaskIndex, read: ReadWords, hear: HearWords, *, points: bool) -> None:
        super().__init__(resolver, tasks)
        self._read, self._hear, self._points = read, hear, points

    def wish(self, text: str) -> Interpretation | None:
        """The change that the words ask for, or None where they are something else."""
        said = " ".join(text.split(" ")).strip()
        if not said or len(said) > _LONGEST:
            return None
        return (
            self._noted(said) or self._split(said) or self._stepped(said) or self._latest(said) or self._becomes(said)
        )

    def _target(self, words: str, *, is_entry: bool = False) -> Interpretation | None:
        """Which entry the words mean; None where they mean none. `is_entry`: it must be called one."""
        said = words.strip().strip(",")
        key = "_".join(said.casefold().split())
        if key in _LATEST or (key in _POINTING and self._points):
            return _LATEST_ONE
        if key in _POINTING:
            return None
        heard = self._hear(said)
        is_called_one = ENTRY.fit(_first_clause(heard.line))
        if is_entry and not is_called_one:
            return None
        found = self.fill(Kind.DELETE, heard)
        names_one = found.project or found.client or found.day or found.start or found.details.is_last
        return found if names_one or is_called_one else None

    def _noted(self, said: str) -> Interpretation | None:
        for rules, is_more in ((NOTES, False), (MORE_NOTES, True)):
            for rule in rules:
                match = rule.match(said)
                target = self._target(match["target"]) if match else None
                if match and target is not None:
                    new = match["new"].strip(_QUOTES)
                    notes = Details(more_notes=new) if is_more else Details(to_notes=new)
                    return _edit(target, replace(notes, is_last=target.details.is_last, old_hours=_old(target)))
        return None

    def _split(self, said: str) -> Interpretation | None:
        for rule in SPLITS:
            match = rule.match(said)
            target = self._target(match["target"], is_entry=False) if match else None
            if match is None or target is None:
                continue
            parts = self._parts(match["parts"], target)
            if len(parts) > 1:
                kept = Details(parts=parts, is_last=target.details.is_last, old_hours=_old(target))
                return _edit(target, kept)
        return None

    def _parts(self, words: str, target: Interpretation) -> tuple[Part, ...]:
        """ "2h design and 1h meetings": read as entries, each a part."""
        entries = self._read(words).entries
        if len(entries) < 2:
            return self._listed(words, target)
        return tuple(self._part(entry, target) for entry in entries)

    def _listed(self, words: str, target: Interpretation) -> tuple[Part, ...]:
        """ "design and QA", "2h and 1h": each by itself; none where one of them says nothing."""
        parts = []
        for said in re.split(r",|;|\+|&|\band\b", words):
            value = self._value(said)
            project, _ = self.project(value.heard)
            task = self.task(value.heard, project or target.project)
            if not value.is_plain or (value.hours is None and task is None and project is None):
                return ()
            parts.append(Part(value.hours, project if project != target.project else None, task))
        return tuple(parts)

    def _part(self, entry: EntryIntent, target: Interpretation) -> Part:
        is_guessed = any(warning.code == "task_default" for warning in entry.warnings)
        project = entry.project if entry.project != target.project else None
        return Part(entry.hours, project, None if is_guessed else entry.task, entry.notes)

    def _stepped(self, said: str) -> Interpretation | None:
        for sign, rule in (*STEPS, *STEPS_TOLD):
            match = rule.match(said)
            if match is None:
                continue
            value = self._value(match["step"])
            if value.hours is None or not value.is_plain or value.heard.seen or value.heard.is_dated:
                continue  # "put this morning's 2h from Acme on Globex" is no step
            is_dated = (sign, rule) in STEPS_TOLD and self._hear(match["target"]).is_dated
            target = self._target(match["target"], is_entry=not is_dated)
            if target is not None:
                return _edit(target, replace(target.details, step=sign * value.hours))
        return None

    def _latest(self, said: str) -> Interpretation | None:
        """ "my last entry was wrong, it should be 3 hours": no other words can be meant by what is so called."""
        for rule in LATEST_BECOMES:
            match = rule.match(said)
            target = self._target(match["target"]) if match else None
            if match is None or target is None:
                continue
            value = self._value(TAIL.sub("", match["new"]))
            if value.is_plain and (found := self._changed(target, value, None)) is not None:
                return found
        return None

    def _becomes(self, said: str) -> Interpretation | None:
        for rule in BECOMES:
            match = rule.match(said)
            if match is None:
                continue
            words, old = match["target"], None
            if came := FROM.match(words):
                words, old = came["target"], self._value(came["old"])
            value = self._value(TAIL.sub("", match["new"]))
            if not value.is_plain:
                continue
            if old is None and (taken := NOT_THAT.search(match["new"])) is not None:
                old = self._value(taken["old"])
            target = None if "," in words else self._target(words, is_entry=not self._hear(words).is_dated)
            found = self._changed(target, value, old) if target is not None else None
            if found is not None:
                return found
        return None

    def _changed(self, target: Interpretation, value: _Value, old: _Value | None) -> Interpretation | None:
        """The change of that entry to those values; None where they say nothing."""
        heard = value.heard
        project, choices = self.project(heard)
        if project is None and target.project is not None:  # the client's project of that name
            alike = [one.project for one in choices if one.project.name == target.project.name]
            project = alike[0] if len(alike) == 1 else None
        task = self.task(heard, project or target.project)
        day = heard.first_day
        if project is None and not choices and task is None and day is None and value.hours is None:
            return None
        names_nothing = not (target.project or target.client or target.day or target.start or target.details.is_last)
        if names_nothing or (target == _LATEST_ONE and project is not None and value.hours is not None):
            return None  # "make that 3 hours on Acme" is work of its own
        details = replace(
            target.details,
            to_project=project,
            to_choices=tuple(choice.project for choice in choices) if project is None else (),
            to_task=task,
            to_day=day,
        )
        if old is not None:
            details = replace(details, old_hours=old.hours or details.old_hours)
            of, _ = self.project(old.heard)
            target = replace(
                target,
                project=target.project or of,
                task=target.task or self.task(old.heard, target.project or of),
                day=target.day or old.heard.first_day,
            )
        return replace(_edit(target, details), hours=value.hours)

    def _value(self, words: str) -> _Value:
        """Names, days and lengths; `is_plain` where there is nothing else."""
        heard = self._hear(words.strip(" ,;"))
        lengths = [item.length for item in heard.items if item.what is What.LENGTH and item.length is not None]
        hours = hours_of(lengths[0]) if len(lengths) == 1 else None
        if hours is None and not lengths:
            hours = _bare(heard)
        known = (What.NAME, What.TASK, What.DAYS, What.LENGTH, What.FILLER, What.BREAK)
        others = [
            token.low
            for item in heard.items
            if item.what not in known
            for token in heard.tokens[item.start : item.end]
            if token.kind is TokenKind.WORD and token.low not in _VALUE_WORDS
        ]
        return _Value(heard, not others and len(lengths) < 2, hours)


def _bare(heard: Heard) -> Decimal | None:
    """ "to 3": a number alone is hours."""
    tokens = [token for token in heard.tokens if token.text.strip()]
    if len(tokens) == 1 and tokens[0].kind is TokenKind.DIGITS:
        return Decimal(tokens[0].text)
    if len(tokens) == 3 and tokens[1].text in ".," and tokens[0].kind is tokens[2].kind is TokenKind.DIGITS:
        return Decimal(f"{tokens[0].text}.{tokens[2].text}")
    return None


def _first_clause(line: str) -> str:
    """ "| N entry | forgot it | " -> "| N entry | "."""
    return f"| {line.removeprefix('| ').split(' | ')[0]} | "


def _old(target: Interpretation) -> Decimal | None:
    return target.details.old_hours


def _edit(target: Interpretation, details: Details) -> Interpretation:
    return replace(target, kind=Kind.EDIT, details=details)
