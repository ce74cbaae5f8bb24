"""Words about the cards on the screen and about what was just done: answers, changes, "yes", "undo", "that".

Only short messages are read so; a message that makes a whole entry of its own is an entry. What is changed is the card
that is named or numbered, else the one that asks, else the last one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from desktop.agent.drafts import Draft, Missing
from desktop.agent.intents import EntryIntent, Interpretation, Kind, Revision, Warn
from desktop.agent.language.clauses import Clause
from desktop.agent.language.context import Context
from desktop.agent.language.durations import low
from desktop.agent.language.entry import hours_of
from desktop.agent.language.items import Item, What
from desktop.agent.language.resolve import Resolver, Seen
from desktop.agent.language.tokens import Token, TokenKind
from desktop.harvest.catalog import Project, Task


def _phrases(table: str) -> frozenset[str]:
    """Phrases that are parted by bars."""
    return frozenset(" ".join(words.split()) for words in table.split("|"))


_CONFIRM = _phrases(
    """
    yes | yep | yeah | yup | sure | ok | okay | confirm | confirmed | log it | log them | log that | log those |
    log both | log all | log both of them | log all of them | post it | post them | looks good | look good | go
    ahead | do it | submit | submit it | submit them | save | save it | save them | thats right | that is right |
    thats correct | correct | right | commit | commit it | enter | send | send it | perfect | all good | good |
    great | yes please | sounds good | thats it | exactly | book it | book them | add it | add them | put it in |
    thats fine | fine | its fine
    """
)
_DISCARD = _phrases(
    """
    no | nope | nah | never mind | nevermind | cancel | cancel it | cancel that | cancel them | forget it | forget
    that | forget them | discard | discard it | discard that | discard them | discard all | scrap it | scrap that
    | scratch that | scratch it | drop it | drop that | drop them | drop all | dont log it | dont log that | dont
    | stop | throw it away | throw them away | clear | clear all | delete that | delete it | delete them | remove
    it | remove that | remove them | remove all | no thanks | leave it | ditch it
    """
)
_UNDO = _phrases(
    """
    undo | undo that | undo it | undo this | undo the last one | undo last | take it back | take that back |
    revert | revert that | revert it | roll back | roll it back | roll that back | undo the last entry | undo them
    | undo everything | undo all | take back the last one | oops undo | undo my last entry
    """
)
_ASSENT = frozenset("yes yep yeah yup sure ok okay no nope nah right great".split())
_POLITE = frozenset("please um uh er oh well so then just now thanks thank you and hey hmm".split())
_PLACES = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "fifth": 4,
    "last": -1,
}
_DROP = frozenset("scratch drop remove delete discard scrap cancel lose skip forget ditch kill".split())
_CHANGE = frozenset(
    "make change set move switch it its that thats this not no actually sorry wait should was use i correct".split()
)
_POINTING = frozenset({"that", "it", "there", "this", "same"})
_TIMES = frozenset(
    "morning afternoon evening noon night week month quarter year day weekend monday tuesday wednesday thursday friday"
    " saturday sunday time".split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """One message, prepared: `plain` are its words without politeness and marks."""

    tokens: Sequence[Token]
    items: Sequence[Item]
    parts: Sequence[Clause]
    plain: tuple[str, ...]
    today: date
    text: str

    @property
    def lengths(self) -> list[Item]:
        """Items that say a length, bare numbers too."""
        return [item for item in self.items if item.what is What.LENGTH]

    @property
    def seen(self) -> list[Seen]:
        """All names."""
        return [seen for part in self.parts for seen in part.names]

    @property
    def day(self) -> date | None:
        """The last day that is said."""
        days = [item.days for item in self.items if item.days is not None and len(item.days.days) == 1]
        return days[-1].days[0] if days else None

    @property
    def hours(self) -> Decimal | None:
        """The length that is meant: not one after "not" or "from"."""
        found = [i for i in self.lengths if low(self.tokens, i.start - 1) not in ("not", "from")]
        return hours_of(found[-1].length) if found else None


class Conversation:
    """Reads messages against the cards on the screen."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def read(
        self,
        tokens: Sequence[Token],
        items: Sequence[Item],
        parts: Sequence[Clause],
        today: date,
        text: str,
        context: Context,
    ) -> Interpretation | None:
        """A change, an answer, a yes or an undo; None where the words are something new."""
        words = tuple(t.low for t in tokens if t.kind in (TokenKind.WORD, TokenKind.DIGITS) and t.low not in _POLITE)
        said = Said(tokens, items, parts, words, today, text)
        line = " ".join(words)
        if len(words) > 1 and words[0] in _ASSENT and " ".join(words[1:]) in _CONFIRM | _DISCARD | _UNDO:
            line = " ".join(words[1:])  # "yes, log it"
        if line in _UNDO:
            return Interpretation(Kind.UNDO)
        if not context.shown and not context.committed:
            return None
        if context.shown:
            return self._about_shown(said, line, context)
        return self._about_committed(said, line, context)

    # Cards that are shown

    def _about_shown(self, said: Said, line: str, context: Context) -> Interpretation | None:
        if line in _CONFIRM:
            return Interpretation(Kind.CONFIRM)
        if line in _DISCARD:
            return Interpretation(Kind.DISCARD)
        dropped = self._dropped(said, context)
        if dropped is not None:
            return dropped
        noted = self._noted(said, context)
        if noted is not None:
            return noted
        answered = self._answer(said, context)
        if answered is not None:
            return answered
        return self._changed(said, context)

    def _dropped(self, said: Said, context: Context) -> Interpretation | None:
        """ "scratch the last one", "remove the Acme one"."""
        verb = next((word for word in said.plain if word not in ("no", "actually", "wait", "ok", "okay")), "")
        if verb not in _DROP or said.lengths:
            return None
        if {"all", "everything", "both", "them"} & set(said.plain):
            return Interpretation(Kind.DISCARD)
        target = self._target(said, context)
        if target is None:
            return None
        return Interpretation(Kind.REVISE, revisions=(Revision(target.id, discard=True),))

    def _noted(self, said: Said, context: Context) -> Interpretation | None:
        """ "for the login bug", "note: waiting for IT": nothing but words for the notes of the last card."""
        if any(item.what in (What.LENGTH, What.NAME, What.TASK, What.DAYS, What.FIX) for item in said.items):
            return None
        words = [item for item in said.items if item.what in (What.WORD, What.NOTE)]
        starts = said.tokens[0].low if said.tokens else ""
        if not words or starts not in ("for", "about", "re", "note", "notes", "comment", "description"):
            return None
        first = words[0].start + (2 if words[0].what is What.NOTE else 0)
        end = max(item.end for item in words)
        text = said.text[said.tokens[first].start : said.tokens[end - 1].end] if first < end else ""
        card = context.shown[-1]
        notes = f"{card.notes}, {text}" if card.notes else text
        return Interpretation(Kind.REVISE, revisions=(Revision(card.id, notes=notes),)) if text else None

    def _target(self, said: Said, context: Context) -> Draft | None:
        """The card that is numbered or named; the last one where neither is said; None where a name fits no card."""
        cards = context.shown
        place = self._place(said)
        if place is not None:
            return cards[place] if -len(cards) <= place < len(cards) else None
        if said.seen:
            fitting = [card for card in cards if card.project is not None and self._names(said.seen, card.project)]
            return fitting[-1] if fitting else None
        return cards[-1] if cards else None

    def _place(self, said: Said) -> int | None:
        for i, token in enumerate(said.tokens):
            if token.low in _PLACES and low(said.tokens, i + 1) in ("one", "card", "entry", ""):
                return _PLACES[token.low]
        return None

    def _names(self, seen: Sequence[Seen], project: Project) -> bool:
        """Whether all of these names can be names of the project."""
        index = self._resolver.index
        for s in seen:
            positions = set(s.mention.projects)
            for client in s.mention.clients:
                positions |= set(index.of_client[client])
            if not any(index.projects[p].id == project.id for p in positions):
                return False
        return bool(seen)

    # Answers to what a card asks

    def _answer(self, said: Said, context: Context) -> Interpretation | None:
        asking = next((card for card in context.shown if card.missing is not None), None)
        if asking is None or len(said.plain) > 12:
            return None
        if asking.missing is Missing.PROJECT:
            return self._which_project(said, asking)
        if asking.missing is Missing.TASK:
            return self._which_task(said, asking)
        bare = [item.length for item in said.lengths if item.length is not None and item.length.bare]
        if asking.missing is Missing.HOURS and len(said.plain) <= 2 and bare and said.hours is None:
            return Interpretation(Kind.NONE, question=f"{bare[0].value} minutes or hours?")
        if asking.missing is Missing.HOURS and not said.seen and said.hours is not None and len(said.lengths) == 1:
            return Interpretation(Kind.REVISE, revisions=(Revision(asking.id, hours=said.hours, spent_date=said.day),))
        return None

    def _number(self, said: Said) -> int | None:
        """ "2", "the second one", "number 2": a place in the list that the card offers, counted from 0."""
        place = self._place(said)
        if place is not None:
            return place
        bare = [item for item in said.lengths if item.length is not None and item.length.bare]
        others = [
            word
            for word in said.plain
            if word not in ("number", "no", "option", "the", "one", "take", "choose", "pick")
        ]
        if len(said.plain) <= 3 and len(others) <= 1:
            value = bare[0].length.value if bare and bare[0].length else None
            if value is None and others and others[0].isdigit() and len(others[0]) <= 2:
                value = Decimal(others[0])
            if value is not None and value == int(value) and 1 <= value <= 20:
                return int(value) - 1
        return None

    def _which_project(self, said: Said, card: Draft) -> Interpretation | None:
        offered = [choice.project for choice in card.choices]
        if said.plain in (("both",), ("both", "of", "them"), ("all", "of", "them")) and 1 < len(offered) <= 5:
            entries = tuple(_for_project(card, project) for project in offered)
            return Interpretation(Kind.LOG, entries, revisions=(Revision(card.id, discard=True),))
        project = None
        number = self._number(said)
        if number is not None and -len(offered) <= number < len(offered):
            project = offered[number]
        if project is None:
            fitting = [p for p in offered if said.seen and self._names(said.seen, p)]
            exact = [p for p in fitting if any(s.mention.full and s.mention.projects for s in said.seen)]
            if len(exact or fitting) == 1:
                project = (exact or fitting)[0]
        if project is None and said.seen and not said.lengths:
            project = self._resolver.resolve(said.seen).project
        if project is None or [item for item in said.lengths if item.length and not item.length.bare and card.hours]:
            return None
        hours = said.hours if card.hours is None and number is None else None
        return Interpretation(
            Kind.REVISE,
            revisions=(
                Revision(card.id, project=project, task=self._task(said, project), hours=hours, spent_date=said.day),
            ),
        )

    def _which_task(self, said: Said, card: Draft) -> Interpretation | None:
        if card.project is None or (said.lengths and self._number(said) is None) or self._other_project(said, card):
            return None
        task = self._task(said, card.project)
        number = self._number(said)
        if task is None and number is not None and -len(card.project.tasks) <= number < len(card.project.tasks):
            task = card.project.tasks[number]
        if task is None:
            return None
        return Interpretation(Kind.REVISE, revisions=(Revision(card.id, task=task),))

    def _other_project(self, said: Said, card: Draft) -> bool:
        whole = [s for s in said.seen if not s.task_word]
        return bool(whole) and card.project is not None and not self._names(whole, card.project)

    def _task(self, said: Said, project: Project) -> Task | None:
        for part in said.parts:
            for mention in part.tasks:
                among = mention.among(project)
                if len(among) == 1:
                    return among[0]
        return None

    # Changes

    def _changed(self, said: Said, context: Context) -> Interpretation | None:
        if not self._is_change(said, context):
            return None
        named = [s for s in said.seen if any(c.project and self._names([s], c.project) for c in context.shown)]
        pointed = self._place(said) is not None
        card = self._target(replace_seen(said, named), context) if named or pointed else context.shown[-1]
        if card is None:
            return None
        project = None
        fresh = [s for s in said.seen if s not in named or len(context.shown) == 1]
        if fresh and (not named or fresh != named):
            project = self._new_project(fresh, card)
            if project is None:
                return None
        target = project or card.project
        task = self._task(said, target) if target is not None else None
        if project is not None and card.project == project:
            project = None
        revision = Revision(card.id, project=project, task=task, hours=said.hours, spent_date=said.day)
        if revision == Revision(card.id):
            return None
        return Interpretation(Kind.REVISE, revisions=(revision,))

    def _new_project(self, seen: Sequence[Seen], card: Draft) -> Project | None:
        """The project that is said instead; words that fit several count within the card's client or choices first."""
        offered = [choice.project for choice in card.choices]
        near = [p for p in offered if self._names(seen, p)]
        if card.project is not None:
            client = card.project.client
            near += [
                p for p in self._resolver.index.projects if p.client == client and p.is_active and self._names(seen, p)
            ]
        near = list(dict.fromkeys(near))
        found = self._resolver.resolve(seen)
        return found.project or (near[0] if len(near) == 1 else None)

    def _is_change(self, said: Said, context: Context) -> bool:
        """Whether a message changes a card: it starts so, points at one, or says too little for its own entry."""
        if not said.plain or len(said.plain) > 16:
            return False
        first = said.plain[0]
        whole = bool(said.seen) and any(item.length and not item.length.bare for item in said.lengths)
        if first == "and" or {"another", "also", "same"} & set(said.plain) or (said.plain[0] in ("add", "log", "plus")):
            return False
        pointed = self._place(said) is not None or (
            "one" in said.plain and any(c.project and self._names(said.seen, c.project) for c in context.shown)
        )
        corrected = any(item.what is What.FIX for item in said.items) or any(part.fix for part in said.parts)
        if whole and not pointed:
            opens = first in ("no", "actually", "sorry", "i", "wait", "make")
            again = first in ("it", "that", "its") and any(item.what is What.NOT for item in said.items)
            return (corrected and opens) or again
        says = bool(said.seen) + bool(said.lengths) + (said.day is not None) + any(part.tasks for part in said.parts)
        if not says:
            return False
        return pointed or corrected or first in _CHANGE or (says == 1 and len(said.plain) <= 4 and not said.seen)

    # What was committed

    def _about_committed(self, said: Said, line: str, context: Context) -> Interpretation | None:
        last = context.committed[-1]
        drops = bool(said.plain) and said.plain[0] in _DROP and not said.lengths and not said.seen
        if drops and (line in _DISCARD or self._place(said) == -1 or "last" in said.plain):
            return Interpretation(Kind.UNDO)
        corrected = any(item.what is What.FIX for item in said.items) or any(part.fix for part in said.parts)
        if not corrected or said.seen or len(said.plain) > 10:
            return None
        if said.hours is None and said.day is None:
            return None
        return Interpretation(Kind.EDIT, project=last.project, task=last.task, day=last.spent_date, hours=said.hours)


def replace_seen(said: Said, named: Sequence[Seen]) -> Said:
    """The same message with only these names, for finding the card that they point at."""
    parts = [replace(part, names=[s for s in part.names if s in named]) for part in said.parts]
    return replace(said, parts=parts)


def _for_project(card: Draft, project: Project) -> EntryIntent:
    """The card's entry for one of several projects; whether its hours are meant for each is asked."""
    task = project.task(card.task.id) if card.task else None
    warn = Warn("each_or_total", "For each of them, or for all together?")
    return EntryIntent(project, task, None, card.spent_date, notes=card.notes, warnings=(warn,))


def _points(words: Sequence[str]) -> bool:
    """Whether "that" or "there" is among them; "this morning" and "that week" point at a time, not at a card."""
    return any(word in _POINTING and after not in _TIMES for word, after in pairwise((*words, "")))


def pointed_at(
    entries: Sequence[EntryIntent], words: Sequence[str], context: Context, *, same: bool
) -> list[EntryIntent]:
    """Entries without a project that say "that" or "there" take the project of the last card, or of the last commit."""
    recent = [draft for draft in (*context.committed, *context.shown) if draft.project is not None]
    if not recent or not _points(words):
        return list(entries)
    last = recent[-1]
    project = last.project
    out = []
    for entry in entries:
        if same and entry.project is not None and entry.hours is None:
            task = entry.task or (entry.project.task(last.task.id) if last.task else None)
            out.append(replace(entry, hours=last.hours, task=task))
            continue
        # A client with several projects was named: that is a question, not a gap to fill.
        if entry.project is not None or entry.said_project or "project" in entry.spans or project is None:
            out.append(entry)
            continue
        task = entry.task
        task = project.task(task.id) if task else (last.task if same else None)
        if task is None and len(project.tasks) == 1:
            task = project.tasks[0]
        hours = entry.hours if entry.hours is not None or not same else last.hours
        out.append(replace(entry, project=project, task=task, hours=hours, choices=()))
    return out
