"""Which names may be about the same project, and what a corrected name comes to."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.agent.reading.entries.clauses import Clause
from desktop.agent.reading.entries.entry import Entry
from desktop.agent.reading.names.resolve import Outcome, Resolver, Seen


class Kinship:
    """Compares the names of entries and clauses by the projects that they come to."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def family(self, names: Sequence[Seen]) -> frozenset[int]:
        """The positions of all projects that the names may be about."""
        found = self._resolver.resolve(names)
        positions: set[int] = set()
        index = self._resolver.index
        for seen in names:
            positions |= seen.mention.projects
            for client in seen.mention.clients:
                positions |= set(index.of_client[client])
        if found.project is not None:
            return frozenset(p for p in positions if index.projects[p].client.id == found.project.client.id)
        return frozenset(positions)

    def fits(self, current: Entry, clause: Clause) -> bool:
        """Whether the names of a clause may be about the project of the open entry."""
        if not clause.names or not current.names:
            return True
        before, now = self._resolver.resolve(current.names), self._resolver.resolve(clause.names)
        if before.project is not None and now.project is not None:
            return before.project == now.project
        return bool(self.family(current.names) & self.family(clause.names))

    def same_project(self, a: Sequence[Seen], b: Sequence[Seen]) -> bool:
        """Whether both may be about one project."""
        first, second = self._resolver.resolve(a), self._resolver.resolve(b)
        if first.project is not None and second.project is not None:
            return first.project == second.project
        return bool(self.family(a) & self.family(b))

    def settles(self, current: Entry, clause: Clause) -> bool:
        """Whether the clause's names say which of the open entry's projects is meant: "Vandelay, the export tool"."""
        if self._resolver.resolve(current.all_names).project is not None:
            return False
        return self._resolver.resolve([*current.all_names, *clause.names]).project is not None

    def renamed(self, old: Sequence[Seen], new: Sequence[Seen]) -> tuple[Seen, ...]:
        """The new names, together with the client that was said before where they only make it more exact."""
        clients = [s for s in old if s.mention.clients and s.mention.full]
        alone = self._resolver.resolve(new)
        together = self._resolver.resolve([*clients, *new]) if clients else alone
        if (
            clients
            and together.outcome is Outcome.SETTLED
            and (alone.project is None or alone.project == together.project)
        ) and not (alone.outcome is Outcome.TIE and not self.family(new) & self.family(clients)):
            return (*clients, *new)
        if alone.outcome is Outcome.UNNAMED:
            return (*old, *new)
        if all(s.mention.clients and not s.mention.projects for s in new) and alone.project is None:
            # "the Ten Thousand website, no, Loop": another client's project of the same name.
            moved = [s for s in old if s.mention.projects and not s.mention.clients]
            if moved and self._resolver.resolve([*new, *moved]).outcome is Outcome.SETTLED:
                return (*new, *moved)
        if alone.outcome is Outcome.SETTLED:
            return tuple(new)
        # "data platform - I mean phase 2": some words of a longer name of the same family.
        return tuple(s for s in new if s.mention.projects) or tuple(new)
