"""Which project is meant by the names of one entry: settled, a tie that is asked, archived, or unknown.

The score of a choice, 0 to 100, is for people to follow: 100 times what the mention is worth (see `matching`), less
10 for a project that only shares its client with the words, less 40 for one that is merely close by spelling. What
the user logged to lately adds up to 4, which orders equals and never settles anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.agent.intents import Choice
from desktop.agent.reading.names.matching import NameIndex
from desktop.agent.reading.names.mentions import Mention
from desktop.agent.reading.names.spelling import name_words
from desktop.agent.reading.names.vocabulary import How
from desktop.harvest.catalog import Project

_CLIENT_ONLY = 10.0
_SPELLING_ONLY = 40.0
_LATELY = 4.0
MAX_CHOICES = 20
#: More names than these in one entry name nothing.
_MOST_NAMES = 40


class Outcome(StrEnum):
    """How the names of an entry came out."""

    SETTLED = "settled"
    TIE = "tie"
    ARCHIVED = "archived"
    UNKNOWN = "unknown"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention and where it stands: in the place of a project (`slot`), or also readable as a task (`task_word`).

    `leads` marks words where a project is expected, whatever follows them; `hint` a task's word that is a word of a
    project's name too: it may settle between projects, never name one.
    """

    mention: Mention
    slot: bool = True
    leads: bool = False
    task_word: bool = False
    task_names: frozenset[str] = frozenset()
    hint: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the names come to. `used` are the mentions that decided; the others are words for the notes."""

    outcome: Outcome
    project: Project | None = None
    choices: tuple[Choice, ...] = ()
    used: tuple[Mention, ...] = ()
    archived: Project | None = None
    doubtful: bool = False


class Resolver:
    """Settles names to projects; built once with the index and how lately each project was used (0 to 1 by id)."""

    def __init__(self, index: NameIndex, lately: Mapping[int, float]) -> None:
        self.index = self._index = index
        self._lately = lately
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for position in range(index.active):
            for task in index.projects[position].tasks:
                self._having[task.name].append(position)

    def resolve(self, seen: Sequence[Seen]) -> Resolution:
        """The project that these mentions name together."""
        seen = seen[:_MOST_NAMES]
        if not seen:
            return Resolution(Outcome.UNNAMED)
        clients = _client_mentions(seen)
        whole = [s for s in seen if s.mention.full and s.mention.projects]
        if len(whole) > 1 or (whole and clients):
            # A name made of task words ("Support") is a task beside another name.
            others = [s for s in whole if not s.task_word]
            if len(others) < len(whole) and (others or clients):
                kept = [s for s in whole if s.task_word and clients and self._of(clients) & s.mention.projects]
                whole = others or kept
        if len(whole) > 1 and all(s.task_word for s in whole) and len({s.mention.projects for s in whole}) == 1:
            whole = whole[-1:]  # "support for Support": the first is what was done
        parts = [s for s in seen if not s.mention.full and s.mention.projects]
        if whole:
            return self._from_whole(whole, clients, parts)
        if clients and (better := self._plainer(clients, parts)):
            return self._from_parts(seen, better)
        if clients:
            return self._from_clients(clients, parts)
        return self._from_parts(seen, parts)

    # How each case is decided

    def _plainer(self, clients: Sequence[Seen], parts: Sequence[Seen]) -> list[Seen]:
        """ "the bovine TB reading at their farms": two words of a project beside one of a client name it."""
        if any(s.mention.full or s.mention.matched > 1 for s in clients):
            return []
        said = [s for s in parts if s.mention.matched > 1 and s.mention.exact and not s.task_word]
        plain = [replace(s, slot=True) for s in said]
        return plain if plain and not _all(plain) & self._of(clients) else []

    def _beside(self, candidates: frozenset[int], whole: Sequence[Seen], parts: Sequence[Seen]) -> Seen | None:
        """A telling word of another project right beside a whole name ("CRM Phase 1"), so that it is asked which."""
        for s in parts:
            touching = any(
                abs(s.mention.end - w.mention.start) == 0 or abs(w.mention.end - s.mention.start) == 0 for w in whole
            )
            of_one_client = {self._index.projects[p].client.id for p in candidates} & {
                self._index.projects[p].client.id for p in s.mention.projects
            }
            telling = s.slot and s.mention.exact and not s.task_word and (of_one_client or not s.mention.weak)
            if touching and telling and s.mention.projects and not s.mention.projects & candidates:
                return s
        return None

    def _longer(
        self, candidates: frozenset[int], whole: Sequence[Seen], parts: Sequence[Seen]
    ) -> tuple[frozenset[int], Seen] | None:
        """ "phase 2 of the data platform": a whole name and the words that make it a longer one."""
        said = {word for w in whole for p in w.mention.projects for word in name_words(self._index.projects[p].name)}
        for s in parts:
            fitting = frozenset(
                p
                for p in s.mention.projects - candidates
                if self._index.is_active(p) and self._makes(p, said, s) and s.mention.exact
            )
            if len(fitting) == 1 and len(whole) == 1:
                return fitting, s
        return None

    def _makes(self, position: int, said: set[str], part: Seen) -> bool:
        words = name_words(self._index.projects[position].name)
        return said < set(words) and len(words) == len(said) + part.mention.matched

    def _from_whole(self, whole: Sequence[Seen], clients: Sequence[Seen], parts: Sequence[Seen]) -> Resolution:
        clients = [c for c in clients if c.mention.full or self._of([c]) & _all(whole) or self._leads(c, whole)]
        candidates: frozenset[int] = frozenset()
        ignored: list[Mention] = []
        family = self._of(clients)
        for s in sorted(whole, key=lambda s: (not s.mention.exact, bool(s.mention.also), -s.mention.matched)):
            if family and not s.mention.projects & family and s.mention.also & family:
                shorter = s.mention.also & family  # "Loop web", though another client's project has the code WEB
                candidates = candidates & shorter or candidates or shorter
                continue
            both = candidates & s.mention.projects
            if candidates and not both:
                # Two different projects for one length of time: which of them is asked.
                if not s.mention.exact and s.mention.matched == 1:
                    ignored.append(s.mention)
                    continue
                return self._asked(candidates | s.mention.projects, whole[0].mention, [s.mention for s in whole])
            candidates = both or s.mention.projects
        named = [c for c in clients if c.mention.full or any(_touch(c.mention, w.mention) for w in whole)]
        used = [s.mention for s in (*whole, *named) if s.mention not in ignored]
        longer = self._longer(candidates, whole, parts)
        if longer is not None:
            return self._settle(longer[0], whole[0].mention, [*used, longer[1].mention])
        rival = self._beside(candidates, whole, parts)
        if rival is not None and not (candidates & family and not rival.mention.projects & family):
            return self._asked(candidates | rival.mention.projects, whole[0].mention, [*used, rival.mention])
        if clients:
            if candidates & family:
                candidates &= family
            elif alike := self._alike(whole, family):
                candidates = alike  # "the retainer of Morgan & Hayes", whose retainer is called 2026 Retainer
            elif any(s.mention.exact and s.mention.full for s in clients):
                own = frozenset(p for p in family if self._index.is_active(p))
                return self._asked(candidates | own, whole[0].mention, used)
        return self._settle(candidates, whole[0].mention, used)

    def _leads(self, client: Seen, whole: Sequence[Seen]) -> bool:
        """ "Quintessa wardrobes": a client's word right before a name of another's that one of its own has in it."""
        before = client.mention.exact and any(client.mention.end == s.mention.start for s in whole)
        return before and bool(self._alike(whole, self._of([client])))

    def _alike(self, whole: Sequence[Seen], family: frozenset[int]) -> frozenset[int]:
        """The client's active projects whose names have all the words of a name that is another client's."""
        names = [set(name_words(self._index.projects[p].name)) for s in whole for p in s.mention.projects]
        common = set.intersection(*names) if names else set()
        return frozenset(
            p
            for p in family
            if common and self._index.is_active(p) and common <= set(name_words(self._index.projects[p].name))
        )

    def _from_clients(self, clients: Sequence[Seen], parts: Sequence[Seen]) -> Resolution:
        family = self._of(clients)
        named: frozenset[int] = frozenset()
        used = [s.mention for s in clients]
        for s in sorted(parts, key=lambda s: (bool(s.mention.clients), -s.mention.matched)):
            if named and s in clients:
                continue  # "the Lindenau kindergarten", where a school of that client is called Lindenau too
            fitting = s.mention.projects & family or s.mention.also & family
            if s.task_word and self._is_task_of((p for p in family - fitting if self._index.is_active(p)), s):
                continue  # other projects of the client have that task too, so the word does not tell them apart
            if fitting and (not named or named & fitting):
                narrows = (named or frozenset(p for p in family if self._index.is_active(p))) - fitting
                named = named & fitting or fitting
                if narrows or any(_touch(s.mention, other) for other in used):
                    used.append(s.mention)  # "a call with the bakers" of Half Moon Bakery tells nothing of the project
            elif s.slot and s.mention.exact and (fitting or not s.mention.weak) and not s.task_word:
                # "Acme mobile website": words of two projects; which of them is asked.
                rivals = named or frozenset(p for p in family if self._index.is_active(p))
                return self._asked(rivals | s.mention.projects, clients[0].mention, [*used, s.mention])
        first = clients[0].mention
        if named:
            return self._settle(named, first, used)
        active = frozenset(p for p in family if self._index.is_active(p))
        if len({c for s in clients for c in s.mention.clients}) > 1 and len(active) > 1:
            return self._asked(active, first, used)
        return self._settle(active or family, first, used)

    def _from_parts(self, seen: Sequence[Seen], parts: Sequence[Seen]) -> Resolution:
        usable = [s for s in parts if (s.slot or not s.mention.weak) and not s.task_word]
        if not usable:
            leading = [s for s in parts if s.leads and s.mention.exact and not s.task_word]
            if not leading:
                return Resolution(Outcome.UNNAMED)
            # "1.5h website fixed checkout": too ordinary a word to name a project, but it says which to offer.
            active = frozenset(p for p in leading[0].mention.projects if self._index.is_active(p))
            return (
                self._asked(active, leading[0].mention, [leading[0].mention]) if active else Resolution(Outcome.UNNAMED)
            )
        usable.sort(key=lambda s: (-s.mention.matched, s.mention.weak, -s.mention.coverage))
        candidates = usable[0].mention.projects
        used = [usable[0].mention]
        for s in usable[1:]:
            if candidates & s.mention.projects:
                candidates &= s.mention.projects
                used.append(s.mention)
        active = frozenset(p for p in candidates if self._index.is_active(p))
        for s in parts if len(active) > 1 else ():
            if s not in usable and s.mention.exact and not self._is_task_of(active - s.mention.projects, s):
                active = active & s.mention.projects or active  # "the grassland survey at Kiln Lane"
        if active and all(mention.is_scrap for mention in used):
            return self._asked(active, usable[0].mention, used)
        return self._settle(active or candidates, usable[0].mention, used, doubtful=True)

    def _is_task_of(self, positions: Iterable[int], seen: Seen) -> bool:
        """Whether a word says a task that one of these projects has, so that it tells no project from them."""
        return any(task.name in seen.task_names for p in positions for task in self._index.projects[p].tasks)

    def _settle(
        self, candidates: frozenset[int], mention: Mention, used: Sequence[Mention], *, doubtful: bool = False
    ) -> Resolution:
        active = sorted(p for p in candidates if self._index.is_active(p))
        if len(active) == 1:
            project = self._index.projects[active[0]]
            doubtful = doubtful or any(m.how not in (How.EXACT, How.FORM) for m in used)
            return Resolution(Outcome.SETTLED, project, (), tuple(used), doubtful=doubtful)
        if active:
            return self._asked(frozenset(active), mention, used)
        if candidates:
            return Resolution(
                Outcome.ARCHIVED, used=tuple(used), archived=self._index.projects[min(candidates)], choices=()
            )
        return Resolution(Outcome.UNKNOWN, used=tuple(used))

    def _asked(self, candidates: Iterable[int], mention: Mention, used: Sequence[Mention]) -> Resolution:
        active = [p for p in candidates if self._index.is_active(p)]
        base = 100 * mention.quality - (_CLIENT_ONLY if mention.clients else 0.0)
        return Resolution(Outcome.TIE, None, self.ranked((p, base) for p in active), tuple(used))

    def of_client(self, client: int, near: Mention) -> Seen:
        """A client that is not named but meant ("the same client"), as if it were named where `near` stands."""
        mention = replace(near, projects=frozenset(), clients=frozenset((client,)), full=True, how=How.EXACT)
        return Seen(mention)

    # Choices

    def ranked(self, scored: Iterable[tuple[int, float]]) -> tuple[Choice, ...]:
        """Choices best first; equal scores by how lately the project was used, then by name."""
        choices = []
        for position, score in scored:
            project = self._index.projects[position]
            score = min(100.0, max(0.0, score + _LATELY * self._lately.get(project.id, 0.0)))
            choices.append(Choice(project, round(score, 1)))
        choices.sort(key=lambda choice: (-choice.score, choice.project.name, choice.project.client.name))
        return tuple(choices[:MAX_CHOICES])

    def family(self, project: Project) -> tuple[Choice, ...]:
        """The active projects of a project's client."""
        active = (p for p in self._index.of_client[project.client.id] if self._index.is_active(p))
        return self.ranked((p, 100.0 - _SPELLING_ONLY) for p in active)

    def with_task(self, names: Collection[str], limit: int = 5) -> tuple[Choice, ...]:
        """Active projects that have one of these tasks."""
        having = sorted({p for name in names for p in self._having.get(name, ())})
        return self.ranked((p, 100.0 - _SPELLING_ONLY) for p in having)[:limit]

    def closest(self, said: str) -> tuple[Choice, ...]:
        """The five projects that are closest by spelling, for words that match nothing."""
        return self.ranked((p, max(0.0, score - _SPELLING_ONLY)) for p, score in self._index.closest(said))

    def _of(self, clients: Sequence[Seen]) -> frozenset[int]:
        return frozenset(p for s in clients for c in s.mention.clients for p in self._index.of_client[c])


def _touch(a: Mention, b: Mention) -> bool:
    return 0 <= a.start - b.end <= 1 or 0 <= b.start - a.end <= 1


def _all(seen: Sequence[Seen]) -> frozenset[int]:
    return frozenset(p for s in seen for p in s.mention.projects)


def _client_mentions(seen: Sequence[Seen]) -> list[Seen]:
    """Mentions of clients that count: whole ones, or parts that are not ordinary words, where no whole one is."""
    whole = [s for s in seen if s.mention.clients and s.mention.full and not (s.mention.projects and s.mention.full)]
    if whole:
        exact = [s for s in whole if s.mention.exact]
        return exact or whole
    parts = [
        s
        for s in seen
        if s.mention.clients and not s.mention.full and (not s.mention.weak or s.slot) and not s.task_word
    ]
    named = frozenset(client for s in parts if not s.mention.weak for client in s.mention.clients)
    return [s for s in parts if not s.mention.weak or not s.mention.clients & named]
