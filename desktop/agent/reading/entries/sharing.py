"""What was said once for several entries: lengths, names, tasks and days find all the entries they are meant for.

In comes the reading with its entries as they were said, out comes it with each entry whole: "an hour each on A and B"
is an hour on A and an hour on B. The passes of the table are taken in its order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from desktop.agent.reading.entries.around import Around, Pass
from desktop.agent.reading.entries.clauses import WHOLE_NAME, Clause
from desktop.agent.reading.entries.entry import POSSESSIVES, Entry, Reading, hours_of, portion, slot_words
from desktop.agent.reading.entries.headings import (
    closing_task,
    heading_client,
    heading_project,
    heading_task,
    same_client,
)
from desktop.agent.reading.entries.sums import (
    drop_header,
    drop_heads,
    drop_recapped,
    drop_sum,
    drop_total,
    take_rest,
)
from desktop.agent.reading.items.items import What
from desktop.agent.reading.names.resolve import Outcome, Seen
from desktop.agent.reading.tasks.tasks import TaskMention
from desktop.agent.reading.text.quantities import Quantity, low
from desktop.agent.reading.text.words import ORDINARY


def only_telling(reading: Reading, around: Around) -> Reading:
    """ "yesterday": what names nothing, lasts nothing and has no words is no entry."""
    kept = [e for e in reading.entries if e.has_length or e.names or e.tasks or e.has_words or e.has(What.SAME)]
    return replace(reading, entries=tuple(kept))


def forget_scraps(reading: Reading, around: Around) -> Reading:
    """ "I left early to pick up my son": words that name nothing make no entry of their own beside real ones."""
    if not any(entry.has_length for entry in reading.entries):
        return reading
    return replace(reading, entries=tuple(_without_scraps(entry, around) for entry in reading.entries))


def _without_scraps(entry: Entry, around: Around) -> Entry:
    if not entry.names or (not around.is_story and (entry.has_length or entry.tasks or entry.has(What.SAME))):
        return entry
    unnamed = around.resolver.resolve(entry.all_names).outcome is Outcome.UNNAMED
    return replace(entry, names=()) if unnamed else entry


def to_next(reading: Reading, around: Around) -> Reading:
    """Words in front of an entry ("Fixed the bug. 2h Acme.") are its note; a project after lengths is theirs."""
    entries = list(reading.entries)
    while len(entries) > 1 and not (entries[0].has_length or entries[0].names or entries[0].tasks):
        if entries[0].has(What.SAME):
            break
        before = entries.pop(0)
        note = replace(entries[0], clauses=(*before.clauses, *entries[0].clauses))
        entries[0] = note.dated_like(before, leads=True)
    head = entries[0] if len(entries) > 1 else None
    if head is not None and head.tasks and not (head.has_length or head.names or head.has_words):
        # "client calls: 20m P&G, 25m AT&T": a task in front of a list is the task of all of them.
        entries = [replace(entry, tasks=entry.tasks or head.tasks) for entry in entries[1:]]
    for k in range(len(entries) - 2, -1, -1):
        before, after = entries[k : k + 2]
        if _waits_for_name(before, after, around):
            entries[k] = before.taking(after.names, tasks=after.tasks)
        elif _is_one_list(before, after, around):
            entries[k] = before.taking(after.names)
    return replace(reading, entries=tuple(entries))


def _waits_for_name(before: Entry, after: Entry, around: Around) -> bool:
    """ "Monday two hours and Tuesday three on A": a dated length and nothing else, with the named one behind it."""
    if not (before.has_length and after.has_length and after.names and before.sentence == after.sentence):
        return False
    timed = before.days is not None or (before.length is not None and before.length.started is not None)
    worded = any(clause.words for clause in before.clauses if clause.length)
    same = before.tasks in ((), after.tasks)  # "Thu 2h, Fri 3h - Label, QA both"
    return timed and same and not (before.names or worded or _points_back(before, around))


def _points_back(entry: Entry, around: Around) -> bool:
    """ "two on the meetings for it": to what was said before."""
    return bool({"there", "that", "it", "them", "their"} & around.words(entry))


def _is_one_list(before: Entry, after: Entry, around: Around) -> bool:
    """ "2h design / 3h dev / 1h qa on Acme": tasks of one project, whose name comes last."""
    if before.names or not (before.has_length and before.tasks and after.has_length and after.tasks and after.names):
        return False
    if before.sentence != after.sentence or before.has_words or after.has_words or _points_back(before, around):
        return False
    if after.days is not None and before.days is None:
        return False
    project = around.resolver.resolve(after.names).project
    joined = around.before(after) in ("/", "+", "&", "and")
    return joined and project is not None and all(task.among(project) for task in before.tasks)


def settle_by_others(reading: Reading, around: Around) -> Reading:
    """In a story, or with "both", an open name is the project that fits it and is named plainly beside it, if one is.

    "the director search for Kessler two hours, then on the phone with Kessler": the same search; "the Aldermoor
    audit an hour, then the library one": an audit as well. Elsewhere it is so where they share a length.
    """
    is_told = around.is_story or any("both" in around.words(entry) for entry in reading.entries)
    resolve, family = around.resolver.resolve, around.kin.family
    entries = list(reading.entries)
    listed = [is_told or entry.grouped for entry in entries]
    if not any(listed):
        return reading
    plain = [k for k, e in enumerate(entries) if listed[k] and e.names and resolve(e.all_names).project]
    for k, entry in enumerate(entries):
        if not listed[k] or resolve(entry.all_names).outcome not in (Outcome.TIE, Outcome.UNKNOWN):
            continue
        mine = family(entry.names)
        fitting = [entries[j] for j in plain if family(entries[j].names) & mine]
        if len({resolve(other.all_names).project for other in fitting}) == 1:
            entries[k] = entry.taking(_told(fitting[-1], around))
            continue
        before = next((entries[j] for j in reversed(plain) if j < k), None)
        named = before.names if before is not None else ()
        kind = [seen for seen in named if seen.mention.projects and not seen.mention.clients]
        together = [*(seen for seen in entry.names if seen.mention.clients), *kind]
        if len(together) > len(kind) > 0 and resolve(together).project is not None:
            entries[k] = entry.taking(together)
    return replace(reading, entries=tuple(entries))


def share_lengths(reading: Reading, around: Around) -> Reading:
    """ "an hour each on A and B", "3 hours split between A and B", "2h on A and B" (asked)."""
    entries = list(reading.entries)
    k = 0
    while k < len(entries):
        entry = entries[k]
        if not entry.has_length:
            k += 1
            continue
        # Forward: names behind the length; backward: names in front of it ("A and B, 1h each").
        first, end = k, k + 1
        several = entry.each or entry.has(What.SPLIT)
        while end < len(entries) and _waits(entries[end]) and (several or entries[end].shared):
            end += 1
        if several and end == k + 1:
            while first > 0 and _waits(entries[first - 1], same=True) and entries[first - 1].sentence == entry.sentence:
                first -= 1
        group = entries[first:end]
        if entry.has(What.SPLIT) and len(group) == 1 and len(parts := _by_tasks(entry, around)) > 1:
            group = parts  # "4h on A split between design and development"
        entries[first:end] = _handed_out(group, k - first) if len(group) > 1 else group
        k = first + len(group)
    return replace(reading, entries=tuple(entries))


def _waits(entry: Entry, *, same: bool = False) -> bool:
    """Whether an entry has a name and no length; one that is "the same" waits for nothing, unless `same`."""
    return not entry.has_length and bool(entry.names) and (same or not entry.has(What.SAME))


def _by_tasks(entry: Entry, around: Around) -> list[Entry]:
    """An entry for each task of its project that is named behind the word that shares."""
    project = around.resolver.resolve(entry.all_names).project
    shared = next((item for clause in entry.clauses for item in clause.items if item.what is What.SPLIT), None)
    tasks = [task for task in entry.tasks if shared is not None and task.start >= shared.end]
    if project is None or not all(task.among(project) for task in tasks):
        return []
    clauses = tuple(_without(clause, tasks) for clause in entry.clauses)
    return [replace(entry, tasks=(task,), clauses=clauses) for task in tasks]


def _handed_out(group: Sequence[Entry], place: int) -> list[Entry]:
    """The entries of a group with the length of the one at `place`, or of the first where they are its tasks."""
    giver = group[place]
    hours = hours_of(giver.length)
    each = any(member.each for member in group) or hours is None
    split = any(member.has(What.SPLIT) for member in group)
    behind = [clause for clause in giver.clauses if clause.level >= 2 and clause.words and clause.empty_but(What.WORD)]
    out = []
    for number, member in enumerate(group):
        share = giver.length
        if share is not None and hours is not None and not each:
            part = portion(hours, len(group), number) or None
            end = share.end
            share = Quantity(part, end) if split else Quantity(None, end, code="each_or_total", value=hours)
        told = replace(member, grouped=True, spent=replace(giver.spent, length=share)).dated_like(giver)
        if number != place:
            tasks = member.tasks or tuple(task for task in giver.tasks if _before_names(task, giver))
            told = replace(told, clauses=(*member.clauses, *behind), tasks=tasks)
        out.append(told)
    return out


def _before_names(task: TaskMention, giver: Entry) -> bool:
    """A task said before the first of several names, or apart from them, holds for all of them."""
    first = min((s.mention.start for s in giver.names), default=0)
    return task.start < first or any(task in clause.tasks and not clause.names for clause in giver.clauses)


def inherit(reading: Reading, around: Around) -> Reading:
    """Entries without a project of their own take the one said before, where the words call for it."""
    kept: list[Entry] = []
    before: Entry | None = None
    for entry in reading.entries:
        before = kept[-1] if kept and kept[-1].names else before or _of_others(entry, reading)
        if entry.has(What.SAME) and kept:
            entry = _same_as(entry, kept)
        elif not entry.names and before is not None and entry.has_length and _may_inherit(entry, kept, before, around):
            tasks = entry.tasks
            if not tasks and ("other" in around.words(entry) or not entry.has_words):
                tasks = before.tasks
            entry = entry.taking(_told(before, around), tasks=tasks)
        elif kept and "both" in around.words(entry) and around.kin.same_project(kept[-1].names, entry.names):
            entry = replace(entry, tasks=entry.tasks or kept[-1].tasks)  # "2h on A qa Mon, 1h on Tue, both at A"
        elif not entry.has_length and kept and not entry.names and not entry.tasks:
            # Words alone: a note on what stands before.
            kept[-1] = replace(kept[-1], clauses=(*kept[-1].clauses, *entry.clauses)).dated_like(entry)
            continue
        kept.append(entry)
    # A project in front of a list without a length of its own is its heading.
    headings = {
        k
        for k, (entry, follower) in enumerate(pairwise(kept))
        if follower.inherited
        and follower.names == _told(entry, around)
        and not (entry.has_length or entry.has(What.SAME))
    }
    for k in headings:
        kept[k + 1] = kept[k + 1].dated_like(kept[k])
    return replace(reading, entries=tuple(entry for k, entry in enumerate(kept) if k not in headings))


def _of_others(entry: Entry, reading: Reading) -> Entry | None:
    """ "block C with Marek, he did six hours and I did three": what others did, said in front, names the project."""
    first = min((item.start for clause in entry.clauses for item in clause.items), default=0)
    said = [c for c in reading.dropped if c.names and c.length is not None and c.items[0].start < first]
    return Entry().with_clause(said[-1]) if said else None


def _told(entry: Entry, around: Around) -> tuple[Seen, ...]:
    """The names of an entry, with the task words that told its project: "assessment at Acme, then 2h travel"."""
    resolve = around.resolver.resolve
    settled = resolve(entry.names).project or not resolve(entry.all_names).project
    return entry.names if settled else entry.all_names


def _may_inherit(entry: Entry, kept: Sequence[Entry], before: Entry, around: Around) -> bool:
    lows = around.words(entry)
    words = [item for clause in entry.clauses for item in clause.words]
    project = around.resolver.resolve(_told(before, around)).project
    named = around.resolver.resolve(before.names).project is not None
    telling = [task for task in entry.tasks if task.strength == WHOLE_NAME or not named or around.tells_alone(task)]
    if project is not None and telling and not any(task.among(project) for task in entry.tasks):
        return False  # "2 Stark, 1 admin", where Stark has no admin
    if lows & {"there", "that", "it", "same"}:
        return True
    slot = slot_words(entry, around.tokens)  # "1h for Oscorp"
    if not words or around.is_story:
        return True  # in a story the talk around a length names nothing; the person checks it
    if _is_parallel(entry, before, around):
        return False  # "Acme 1, zenith .5": an unknown word where its neighbour has its name
    first = next((item for clause in entry.clauses for item in clause.items if item.what is not What.FILLER), None)
    opening = around.tokens[first.start] if first is not None and first.what is What.WORD else None
    unknown = opening is not None and opening.text[:1].isupper() and opening.low not in ORDINARY
    if unknown and _name_leads(before):
        return False  # "Export tool, forty minutes, and Inny tech an hour"
    heading = all(e.inherited or e is before or e.names == before.names for e in kept) and _name_leads(before)
    if heading and (not slot or lows & {"the", "our", "their", "a"} or _is_headed(entry, before, around)):
        return True
    if lows & POSSESSIVES and not slot:
        return True  # "one hour with May and two hours of her drawings"
    if not entry.tasks or entry.tasks[0].start >= words[0].start:
        return False
    return not slot or _with_people(entry, around)


def _is_headed(entry: Entry, before: Entry, around: Around) -> bool:
    """ "Label relaunch: 2h dev, 1h meeting with Judit": behind a heading "with" names who took part."""
    end = max(seen.mention.end for seen in before.names)
    slot = slot_words(entry, around.tokens)
    return low(around.tokens, end) == ":" and low(around.tokens, slot[0].start - 1) == "with"


def _with_people(entry: Entry, around: Around) -> bool:
    """ "meetings with the rangers": who took part, in small letters; "with Oscorp" may well be a client."""
    slot = slot_words(entry, around.tokens)
    words = [around.tokens[i] for item in slot for i in range(item.start, item.end)]
    places = range(slot[0].start - 1, -1, -1)
    if any(low(around.tokens, i) == "their" and low(around.tokens, i - 1) == "with" for i in places[:4]):
        return True  # "with their head of HR"
    joint = next((i for i in places if low(around.tokens, i) not in ("the", "a", "our")), 0)
    return low(around.tokens, joint) == "with" and not any(token.text[:1].isupper() for token in words)


def _is_parallel(entry: Entry, before: Entry, around: Around) -> bool:
    """Whether an unknown word leads its length just as nothing but a name leads the neighbour's."""
    if entry.spent.item is None or before.spent.item is None or entry.tasks or before.inherited:
        return False
    items = [item for clause in entry.clauses for item in clause.items if item.what is not What.FILLER]
    neighbour = [item for clause in before.clauses[:1] for item in clause.items if item.what is not What.FILLER]
    unknown = [item.what for item in items[:2]] == [What.WORD, What.LENGTH]
    *names, last = [item.what for item in neighbour] or [What.WORD]
    known = bool(names) and set(names) == {What.NAME} and last is What.LENGTH
    return known and unknown and low(around.tokens, items[0].start) not in ORDINARY


def _name_leads(entry: Entry) -> bool:
    return entry.spent.item is None or min(s.mention.start for s in entry.names) < entry.spent.item.start


def _same_as(entry: Entry, kept: Sequence[Entry]) -> Entry:
    before, like = kept[-1], entry.like
    if like is not None:
        before = next((e for e in reversed(kept) if e.days is not None and like in e.days.days), before)
    if entry.length is None:
        spent = replace(entry.spent, length=before.length, item=before.spent.item)
        entry = replace(entry, spent=spent, each=entry.each or entry.days is not None, grouped=True)
    if not entry.names:
        entry = entry.taking(before.names)
    return replace(entry, tasks=entry.tasks or before.tasks)


def _without(clause: Clause, tasks: Sequence[TaskMention]) -> Clause:
    """The clause with these tasks as mere fillers, so that none of them is a note on another."""
    items = [replace(item, what=What.FILLER) if item.task in tasks else item for item in clause.items]
    return replace(clause, items=items)


def spread_days(reading: Reading, around: Around) -> Reading:
    """A day holds for what follows until another is said, and for what stands before it where it ends the sentence."""
    entries = list(reading.entries)
    current: Entry | None = None
    for k, entry in enumerate(entries):
        if entry.days is None:
            if current is not None:
                entries[k] = replace(_of_its_day(entry, current), day_borrowed=not current.when.leads)
            continue
        mine = [j for j in range(k) if entries[j].sentence == entry.sentence]
        last = k + 1 == len(entries) or entries[k + 1].sentence != entry.sentence
        if not entry.when.leads and current is None:
            for j in mine:
                entries[j] = replace(_of_its_day(entries[j], entry), day_borrowed=not last)
        current = entry
    return replace(reading, entries=tuple(entries))


def _of_its_day(entry: Entry, dated: Entry) -> Entry:
    return replace(entry, when=replace(dated.when, leads=entry.when.leads))


def spread_each(reading: Reading, around: Around) -> Reading:
    """ "last week Tue & Thu: 2h Wayne and 1h Williams per day": said once for several days, "per day" is for all."""
    several = {
        (entry.sentence, entry.days.days)
        for entry in reading.entries
        if entry.each and not entry.grouped and entry.days is not None and len(entry.days.days) > 1
    }
    all_of_them = tuple(
        replace(e, each=e.each or (e.days is not None and (e.sentence, e.days.days) in several))
        for e in reading.entries
    )
    return replace(reading, entries=all_of_them)


PASSES: tuple[Pass, ...] = (
    Pass("only telling", "yesterday", only_telling),
    Pass("scraps", "I left early to book a website but I did get two hours in on A", forget_scraps),
    Pass(
        "all of it",
        "this Monday was A, two hours of design and two hours qa, and on Tuesday A again, an hour of design, so "
        "five hours on A since Monday",
        drop_total,
    ),
    Pass("recapped", "6h A, two of those design, so four hours qa and two hours design", drop_recapped),
    Pass("sum in front", "5h today: 3h A, 2h B", drop_sum),
    Pass("to the next", "Monday two hours and Tuesday three on A", to_next),
    Pass("shared lengths", "an hour each on A and B", share_lengths),
    Pass("sum of parts", "3h A: 1h design, 2h qa", drop_header),
    Pass(
        "sums of parts",
        "this morning an hour of design on A and then after lunch four hours on B, two qa and two design",
        drop_heads,
    ),
    Pass("project in front", "on A: brand design 2h, qa 1h", heading_project),
    Pass("inherited", "2h A design, 1h qa", inherit),
    Pass("task in front", "design: A 2h, B 1h", heading_task),
    Pass("client in front", "beta: A 1h, website redesign 2h", heading_client),
    Pass("same client", "1h beta website redesign, website redesign there 2h", same_client),
    Pass(
        "settled by others",
        "three hours on the acme website redesign this morning, then I called somebody, and after that another hour on "
        "the website redesign with the whole team",
        settle_by_others,
    ),
    Pass("task behind", "A 9 to 12 and 1 to 5, design", closing_task),
    Pass("days", "Monday 2h A. 1h B", spread_days),
    Pass("per day", "last Monday and Tuesday: 2h A and 1h B per day", spread_each),
    Pass("rest", "6 hours total, 2h on A, rest on B", take_rest),
)


def shared_out(reading: Reading, around: Around) -> Reading:
    """The reading after all passes."""
    for one in PASSES:
        reading = one.apply(reading, around)
    return reading
