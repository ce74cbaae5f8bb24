"""What stands in front of a list or behind it: a project, a client or a task that is said for all of its entries."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from desktop.agent.reading.entries.entry import Entry, plain_words
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.names.resolve import Resolver
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token

_SAME_CLIENT = frozenset("there them their same".split())


class Headings:
    """Hands headings and closing words to the entries they are meant for."""

    def __init__(self, tokens: Sequence[Token], resolver: Resolver) -> None:
        self._tokens, self._resolver = tokens, resolver

    def heading_task(self, entries: list[Entry]) -> None:
        """ "client calls: 20m P&G, 25m AT&T": a task in front of a colon is the task of the whole list."""
        clauses = entries[0].clauses if entries else []
        if len(clauses) < 2 or not clauses[0].tasks or not clauses[0].empty_but(What.TASK):
            return
        if low(self._tokens, clauses[1].items[0].start - 1) != ":":
            return
        for entry in entries[1:]:
            if not entry.tasks and entry.sentence == entries[0].sentence:
                entry.tasks = list(clauses[0].tasks)

    def heading_client(self, entries: list[Entry]) -> None:
        """ "Loop: general 1h, website 2h": a client in front of a colon tells projects of the same name apart."""
        clauses = [clause for entry in entries[:2] for clause in entry.clauses]
        if len(clauses) < 2 or not clauses[0].names or not clauses[0].empty_but(What.NAME):
            return
        head = [seen for seen in clauses[0].names if seen.mention.clients]
        if not head or low(self._tokens, clauses[1].items[0].start - 1) != ":":
            return
        alone = len(entries[0].clauses) == 1
        took = False
        for entry in entries[1:]:
            if entry.sentence == entries[0].sentence and entry.names and not entry.inherited:
                together = self._resolver.resolve([*head, *entry.names])
                if together.project is not None and (self._is_open(entry) or self._is_loose(entry)):
                    entry.names, took = [*head, *entry.names], True
        if alone and took and not entries[0].has_length:
            del entries[0]  # "ACME: web 2h, app 1h"

    def _is_open(self, entry: Entry) -> bool:
        return self._resolver.resolve(entry.names).project is None

    def _is_loose(self, entry: Entry) -> bool:
        """Whether nothing but parts of names was said, so that a client in front of them decides."""
        return all(not seen.mention.full for seen in entry.names)

    def same_client(self, entries: list[Entry]) -> None:
        """ "an hour on the audio guide and four on the website relaunch there": the client of the entry before."""
        for before, entry in pairwise(entries):
            words = {w for clause in entry.clauses for w in plain_words(clause, self._tokens)}
            if not words & _SAME_CLIENT or not entry.names or self._resolver.resolve(entry.all_names).project:
                continue
            project = self._resolver.resolve(before.all_names).project
            if project is None:
                continue
            same = self._resolver.of_client(project.client.id, entry.names[0].mention)
            together = self._resolver.resolve([same, *entry.all_names])
            if together.project is not None and together.project.client == project.client:
                entry.names = [same, *entry.names]

    def closing_task(self, entries: list[Entry]) -> None:
        """ "Acme 9 to 12 and 1 to 5, development": a task that closes a list of one project is for all of it."""
        last = entries[-1] if entries else None
        if last is not None and last.clauses and _ends_in_all(last.clauses[-1].items):
            for entry in entries:
                entry.tasks = entry.tasks or list(last.tasks)  # "2h A 3h B and half an hour C, all design"
        if last is None or len(last.clauses) < 2 or not last.clauses[-1].tasks or last.clauses[-1].level < 2:
            return
        if not last.clauses[-1].empty_but(What.TASK) or any(clause.tasks for clause in last.clauses[:-1]):
            return
        for entry in entries[:-1]:
            if entry.names == last.names and not entry.tasks and entry.sentence == last.sentence:
                entry.tasks = list(last.tasks)


def _ends_in_all(items: Sequence[Item]) -> bool:
    """Whether "all" or "both" stands right in front of a task with which the words end."""
    telling = [item.what for item in items if item.what is not What.FILLER]
    while telling and telling[-1] in (What.DAYS, What.ALL):
        telling.pop()
    return telling[-2:] == [What.ALL, What.TASK]
