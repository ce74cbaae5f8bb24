"""New entries that point at cards: "same again for yesterday", "another hour on that for QA", "both of them"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from desktop.agent.drafts import Draft
from desktop.agent.intents import EntryIntent, Interpretation, Kind, Revision, Warn
from desktop.agent.reading.cards.changes import Changer, Unclear
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.cards.marks import Mark, Said
from desktop.agent.reading.cards.remarks import Remark
from desktop.agent.reading.cards.targets import Picker
from desktop.agent.reading.cards.words import Part
from desktop.agent.reading.entries.entry import portion
from desktop.agent.reading.names.resolve import Resolver
from desktop.harvest.catalog import Project

_OF_IT = re.compile(r"\bof (it|that)\b")
_SAME_DAY = re.compile(r"\bsame (day|date)\b")
_ADDING = frozenset({"add", "plus", "and", "also"})
_MOST = 24
_MEMO = re.compile(r"^(with|and)?\s*(the |a )?(notes?|comments?)\s*[:,-]?\s*", re.IGNORECASE)
_POINTING = frozenset({"that", "it", "there", "this", "same"})
_TIMES = frozenset(
    "morning afternoon evening noon night week month quarter year day weekend monday tuesday wednesday thursday friday"
    " saturday sunday time".split()
)


def again(said: Said, found: Sequence[Remark], picker: Picker, resolver: Resolver) -> Interpretation | None:
    """ "same again for yesterday", "same but Tuesday", "one more hour of the same yesterday": a copy with changes."""
    marks = [mark for mark in said.marks if mark.part is not Part.SKIP]
    repeats = any(mark.part is Part.AGAIN for mark in marks) or _is_day_too(said, marks)
    if not repeats or any(mark.part is Part.COPULA for mark in marks):
        return None
    if any(item.days is not None and item.days.week for item in said.items):
        return None  # "repeat last week": not what was said last
    if not picker.cards or len(said.words) > 14 or any(m.low in ("as", "like") for m in marks):
        return None
    selectors = [mark for remark in found for mark in remark.selectors if mark.part is not Part.POINT]
    values = [mark for remark in found for mark in remark.values]
    picked = picker.pick([m for m in selectors if m.part in (Part.PLACE, Part.GROUP, Part.OTHER)])
    models = picked.cards if picked is not None else picker.focus[-1:]
    # "the same for Acme": what would pick a card is what is new here.
    values += [m for m in selectors if m.part in (Part.NAME, Part.TASK, Part.DAY, Part.LENGTH)]
    if picked is None and len(picker.focus) > 1 and not any(m.part in (Part.NAME, Part.LENGTH) for m in values):
        return Interpretation(Kind.NONE, question="The same as which one? Say “the first one again”, or “both again”.")
    remark = Remark(values=values, sign=min((one.sign for one in found if one.value(Part.LENGTH)), default=0))
    days = [day for mark in marks if mark.part is Part.DAYS for day in mark.days]
    entries = []
    for model in models:
        others = [day for day in days if day != model.spent_date and day <= said.today]
        dated = [replace(model, spent_date=day) for day in others] or [model]
        entries += [_copy(card, remark, said, picker, resolver) for card in dated]
    if days and len(entries) > 7 * len(models):
        return None
    if not entries or any(entry is None for entry in entries):
        return None
    return Interpretation(Kind.LOG, tuple(entry for entry in entries if entry is not None))


def several(said: Said) -> bool:
    """Whether several days are said."""
    return any(mark.part is Part.DAYS for mark in said.marks)


def _is_day_too(said: Said, marks: Sequence[Mark]) -> bool:
    """ "and yesterday too", "Monday as well", "also Tuesday": the same on another day."""
    adds = (marks and marks[0].part is Part.JOIN) or {"too", "also"} & set(said.words) or "as well" in said.text.lower()
    plain = {Part.DAY, Part.DAYS, Part.JOIN, Part.PREPOSITION, Part.BREAK, Part.FIELD, Part.LOG, Part.POINT, Part.GROUP}
    return bool(adds) and any(m.part in (Part.DAY, Part.DAYS) for m in marks) and all(m.part in plain for m in marks)


def _copy(card: Draft, remark: Remark, said: Said, picker: Picker, resolver: Resolver) -> EntryIntent | None:
    changer = Changer(resolver, picker, said)
    name = remark.value(Part.NAME)
    project, choices = card.project, card.choices
    if name is not None:
        resolution = resolver.resolve(name.seen)
        project, choices = resolution.project, resolution.choices
        if project is None and not choices:
            return None
    task = changer.task(remark, project)
    if isinstance(task, Unclear):
        return None
    if task is None and card.task is not None:
        same = (one for one in project.tasks if one.name == card.task.name) if project else iter(())
        task = next(same, None)
    day, length = remark.value(Part.DAY), remark.value(Part.LENGTH)
    hours = (length.hours or None) if length is not None else card.hours
    if length is not None and remark.sign < 0 and card.hours is not None and length.hours:
        hours = card.hours + remark.sign * length.hours  # "the same two again, an hour less each"
    if hours is not None and not 0 < hours <= _MOST:
        hours = None
    as_it_is = length is None or remark.sign < 0 or several(said) or _SAME_DAY.search(" ".join(said.words))
    spent = card.spent_date if as_it_is else said.today
    if day is not None:
        spent = day.day or card.spent_date + timedelta(days=day.shift)
    note = remark.value(Part.NOTE)
    told = said.text[said.tokens[note.start].start : said.tokens[note.end - 1].end] if note is not None else ""
    told = _MEMO.sub("", told)
    return EntryIntent(
        project,
        task,
        hours,
        spent,
        notes=told or (card.notes if name is None else ""),
        choices=choices if project is None else (),
        said_project=card.said_project if name is None else "",
        warnings=() if length is None or hours is not None else (Warn("unit", "Hours or minutes?"),),
    )


def for_each_choice(said: Said, found: Sequence[Remark], card: Draft) -> Interpretation | None:
    """ "both", "all three, an hour each", "both, split evenly": an entry for each project that the card offers."""
    offered = [choice.project for choice in card.choices]
    groups = [mark for remark in found for mark in remark.selectors if mark.part is Part.GROUP]
    others = [m for r in found for m in (*r.selectors, *r.rest) if m.part not in (Part.GROUP, Part.ONE, Part.POINT)]
    values = [mark for remark in found for mark in remark.values]
    if not groups or others or not 1 < len(offered) <= 5 or any(m.part is not Part.LENGTH for m in values):
        return None
    group = groups[0]
    count = 2 if group.low == "both" else group.count
    if group.low not in ("both", "all", "everything") or (count is not None and count != len(offered)):
        return None
    parts = {part for remark in found for part in remark.parts}
    length = values[-1] if values else None
    each = Part.EACH in parts
    hours: list[Decimal | None]
    if length is not None and length.hours is not None and 0 < length.hours <= _MOST and (each or card.hours is None):
        hours = [length.hours if each else None] * len(offered)
    elif Part.SPLIT in parts and card.hours is not None:
        hours = [portion(card.hours, len(offered), place) for place in range(len(offered))]
    elif length is None and each and card.hours is not None:
        hours = [card.hours] * len(offered)
    else:
        hours = [None] * len(offered)
    entries = tuple(_for_project(card, project, part) for project, part in zip(offered, hours, strict=True))
    return Interpretation(Kind.LOG, entries, revisions=(Revision(card.id, discard=True),))


def _for_project(card: Draft, project: Project, hours: Decimal | None) -> EntryIntent:
    """The card's entry for one of several projects; whether its hours are meant for each is asked."""
    name = (card.task.name if card.task else card.said_task).casefold()
    task = next((task for task in project.tasks if task.name.casefold() == name), None)
    warn = Warn("each_or_total", "For each of them, or for all together?")
    return EntryIntent(
        project, task, hours, card.spent_date, notes=card.notes, warnings=() if hours is not None else (warn,)
    )


def points(words: Sequence[str]) -> bool:
    """Whether "that" or "there" is among them; "this morning" and "that week" point at a time, not at a card."""
    return any(word in _POINTING and after not in _TIMES for word, after in pairwise((*words, "")))


def pointed_at(
    entries: Sequence[EntryIntent], words: Sequence[str], context: Context, *, same: bool
) -> list[EntryIntent]:
    """Entries without a project that say "that" or "there" take the project of the last card, or of the last commit."""
    focus = [draft for draft in context.shown if draft.id in context.focus]
    recent = [draft for draft in (*context.committed, *context.shown, *focus) if draft.project is not None]
    if not recent or not points(words):
        return list(entries)
    last = recent[-1]
    if _SAME_DAY.search(" ".join(words)):
        entries = [replace(entry, spent_date=last.spent_date) for entry in entries]
    project = last.project
    same = same or _OF_IT.search(" ".join(words)) is not None
    out = []
    for entry in entries:
        if same and entry.project is not None and entry.hours is None:
            task = entry.task or (entry.project.task(last.task.id) if last.task else None)
            out.append(replace(entry, hours=last.hours, task=task))
            continue
        # A client with several projects was named: that is a question, not a gap to fill.
        named = entry.said_project and not (same and entry.said_project.lower() in ("project", "client", "one"))
        if entry.project is not None or named or "project" in entry.spans or project is None:
            out.append(entry)
            continue
        task = entry.task
        task = project.task(task.id) if task else (last.task if same else None)
        if task is None and len(project.tasks) == 1:
            task = project.tasks[0]
        hours = entry.hours if entry.hours is not None or not same else last.hours
        adds = words[0] in _ADDING and "spent_date" not in entry.spans  # "add an hour of testing for it"
        spent = last.spent_date if adds else entry.spent_date
        out.append(
            replace(entry, project=project, task=task, hours=hours, spent_date=spent, choices=(), said_project="")
        )
    return out
