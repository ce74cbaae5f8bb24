"""What stands in front of a list or behind it: a project, a client or a task that is said for all of its entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.agent.reading.entries.around import Around
from desktop.agent.reading.entries.clauses import Clause
from desktop.agent.reading.entries.entry import Entry, Reading
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.names.resolve import Seen
from desktop.agent.reading.text.quantities import low

_SAME_CLIENT = frozenset("there them their same".split())


def heading_task(reading: Reading, around: Around) -> Reading:
    """ "client calls: 20m P&G, 25m AT&T": a task in front of a colon is the task of the whole list."""
    entries = reading.entries
    clauses = entries[0].clauses if entries else ()
    if not _heads(clauses, What.TASK, around):
        return reading
    tasks = tuple(clauses[0].tasks)
    mine = [not entry.tasks and entry.sentence == entries[0].sentence for entry in entries]
    return replace(
        reading,
        entries=tuple(replace(e, tasks=tasks) if is_mine else e for e, is_mine in zip(entries, mine, strict=True)),
    )


def heading_client(reading: Reading, around: Around) -> Reading:
    """ "Loop: general 1h, website 2h": a client in front of a colon tells projects of the same name apart."""
    clauses = [clause for entry in reading.entries[:2] for clause in entry.clauses]
    if not _heads(clauses, What.NAME, around):
        return reading
    head = [seen for seen in clauses[0].names if seen.mention.clients]
    first, *rest = reading.entries
    told = [first, *(_of_client(entry, first, head, around) for entry in rest)]
    if len(first.clauses) == 1 and told != list(reading.entries) and not first.has_length:
        del told[0]  # "ACME: web 2h, app 1h"
    return replace(reading, entries=tuple(told))


def heading_project(reading: Reading, around: Around) -> Reading:
    """ "Restructuring/Quist: works council interviews 2h, board paper 3h": a project in front of a colon is the list's.

    Words of other projects' names in the list tell what was done, where no project or client is named whole.
    """
    entries = reading.entries
    head = entries[0] if len(entries) > 1 else None
    if head is None or head.has_length or not head.names or not all(c.empty_but(What.NAME) for c in head.clauses):
        return reading
    project = around.resolver.resolve(head.names).project
    if project is None or around.before(entries[1]) != ":":
        return reading

    def of_head(entry: Entry) -> Entry:
        parts = bool(entry.names) and not any(seen.mention.full or seen.mention.clients for seen in entry.names)
        mine = entry.sentence == head.sentence and any(task.among(project) for task in entry.tasks)
        return entry.taking(head.names) if parts and mine else entry

    return replace(reading, entries=(head, *(of_head(entry) for entry in entries[1:])))


def _of_client(entry: Entry, first: Entry, head: Sequence[Seen], around: Around) -> Entry:
    if not head or entry.sentence != first.sentence or not entry.names or entry.inherited:
        return entry
    together = (*head, *entry.names)
    # Where nothing but parts of names was said, a client in front of them decides.
    loose = all(not seen.mention.full for seen in entry.names)
    is_open = loose or around.resolver.resolve(entry.names).project is None
    return replace(entry, names=together) if is_open and around.resolver.resolve(together).project else entry


def _heads(clauses: Sequence[Clause], what: What, around: Around) -> bool:
    """Whether the first clause is nothing but things of one kind, with a colon behind it."""
    if len(clauses) < 2 or not clauses[0].has(what) or not clauses[0].empty_but(what):
        return False
    return low(around.tokens, clauses[1].items[0].start - 1) == ":"


def same_client(reading: Reading, around: Around) -> Reading:
    """ "an hour on the audio guide and four on the website relaunch there": the client of the entry before."""
    entries = list(reading.entries)
    for k, entry in enumerate(entries[1:], start=1):
        if (
            not around.words(entry) & _SAME_CLIENT
            or not entry.names
            or around.resolver.resolve(entry.all_names).project
        ):
            continue
        project = around.resolver.resolve(entries[k - 1].all_names).project
        if project is None:
            continue
        same = around.resolver.of_client(project.client.id, entry.names[0].mention)
        together = around.resolver.resolve([same, *entry.all_names])
        if together.project is not None and together.project.client == project.client:
            entries[k] = replace(entry, names=(same, *entry.names))
    return replace(reading, entries=tuple(entries))


def closing_task(reading: Reading, around: Around) -> Reading:
    """ "Acme 9 to 12 and 1 to 5, development": a task that closes a list of one project is for all of it."""
    entries = reading.entries
    last = entries[-1] if entries else None
    if last is None or not last.clauses:
        return reading
    closing, others = last.clauses[-1], last.clauses[:-1]
    if _ends_in_all(closing.items):  # "2h A 3h B and half an hour C, all design"
        entries = tuple(replace(entry, tasks=entry.tasks or last.tasks) for entry in entries)
    only = bool(closing.tasks) and closing.empty_but(What.TASK) and not any(clause.tasks for clause in others)
    if others and only and closing.level >= 2:
        entries = tuple(_of_list(entry, last) for entry in entries)
    return replace(reading, entries=entries)


def _of_list(entry: Entry, last: Entry) -> Entry:
    mine = entry.names == last.names and not entry.tasks and entry.sentence == last.sentence
    return replace(entry, tasks=last.tasks) if mine else entry


def _ends_in_all(items: Sequence[Item]) -> bool:
    """Whether "all" or "both" stands right in front of a task with which the words end."""
    telling = [item.what for item in items if item.what is not What.FILLER]
    while telling and telling[-1] in (What.DAYS, What.ALL):
        telling.pop()
    return telling[-2:] == [What.ALL, What.TASK]
