"""One message, prepared for the recognisers of everything that is no entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.agent.intents import Choice
from desktop.agent.language.clauses import Clause
from desktop.agent.language.durations import Quantity, low
from desktop.agent.language.items import Item, What
from desktop.agent.language.resolve import Resolution, Resolver, Seen
from desktop.agent.language.tasks import TaskIndex
from desktop.agent.language.tokens import Token
from desktop.harvest.catalog import Client, Project, Task

_ASKING = frozenset("how what whats which when whens why hows whos where show".split())
_SUBJECTS = frozenset("i we my our the there it they you anyone everyone any this that".split())
_LEADING = frozenset("um uh er ok okay so hey hi please and well yeah now then oh like hmm just".split())
OPENERS = frozenset(
    """how what whats which when why where who are did do does is am was were any have has can show tell give list
    compare hows whos whens will""".split()
)
TEAM = frozenset("team everyone everybody anyone anybody people who whos staff colleagues crew each".split())


@dataclass(slots=True)
class Heard:
    """One utterance, prepared for the recognisers."""

    tokens: Sequence[Token]
    items: Sequence[Item]
    parts: Sequence[Clause]
    today: date
    text: str
    cues: list[str] = field(default_factory=list)

    @property
    def cue_set(self) -> set[str]:
        """All words outside of names."""
        return set(self.cues)

    @property
    def lengths(self) -> list[Quantity]:
        """Lengths with a unit, or from a clock range."""
        found = [item for item in self.items if item.what is What.LENGTH and item.length and not item.length.bare]
        return [item.length for item in found if item.length and item.name is None]

    @property
    def question(self) -> bool:
        """Whether the words ask something."""
        if self.first in _ASKING:
            # "What did I do, right, Acme, two hours": asked of oneself, and answered.
            return not (self.has("what did i do", "what was it") and self.lengths and self.seen)
        words = [cue for cue in self.cues if cue not in _LEADING]
        subject = len(words) > 1 and words[1] in _SUBJECTS
        if self.first in ("can", "could", "would", "will"):
            if len(words) > 1 and words[1] in ("we", "they", "it", "anyone", "someone") and not self.lengths:
                return True
            return any(word in _ASKING for word in words[2:6])  # "can you log" is a request, "can you tell me how" asks
        return (self.first in OPENERS and subject) or (self.text.rstrip().endswith("?") and not self.lengths)

    @property
    def first(self) -> str:
        """The first word that matters."""
        return next((cue for cue in self.cues if cue not in _LEADING and cue.isalnum()), "")

    def has(self, *phrases: str) -> bool:
        """Whether any of these word sequences is said outside of names."""
        joined = f" {' '.join(self.cues)} "
        return any(f" {said} " in joined for said in phrases)

    @property
    def seen(self) -> list[Seen]:
        """All names; where there is none, those that were read as a time ("Q3", "3M")."""
        fixed = max((k for k, part in enumerate(self.parts) if part.fix and part.names), default=0)
        kept = self.parts[fixed:]  # "start the clock, lookbook, no sorry, H&M retainer"
        named = [seen for part in kept for seen in (*part.names, *part.hints)]
        if any(seen.mention.full for seen in named):
            return named
        return [
            *named,
            *(Seen(item.name) for item in self.items if item.name and item.what in (What.DAYS, What.LENGTH)),
        ]


class Asker:
    """What all recognisers need to know of a message: the project, client, task and time that it names."""

    def __init__(self, resolver: Resolver, tasks: TaskIndex) -> None:
        self._resolver, self._tasks = resolver, tasks
        self._index = resolver.index

    def _resolve(self, heard: Heard) -> Resolution:
        return self._resolver.resolve(heard.seen)

    def _project(self, heard: Heard) -> tuple[Project | None, tuple[Choice, ...]]:
        found = self._resolve(heard)
        return found.project, found.choices

    def _client(self, heard: Heard) -> Client | None:
        """The client that is said, or whose project is."""
        said = [c for seen in heard.seen for c in seen.mention.clients if seen.mention.full or not seen.mention.weak]
        if said:
            return self._index.clients[said[0]]
        project = self._resolve(heard).project
        return project.client if project else None

    def _said_client(self, heard: Heard) -> Client | None:
        said = [c for seen in heard.seen for c in seen.mention.clients if seen.mention.full or not seen.mention.weak]
        return self._index.clients[said[0]] if said else None

    def _task(self, heard: Heard, project: Project | None) -> Task | None:
        mentions = [task for part in heard.parts for task in part.tasks if task.names]
        for mention in sorted(mentions, key=lambda m: -m.strength):
            if project is not None:
                among = mention.among(project)
                if len(among) == 1:
                    return among[0]
            elif len(mention.names) == 1:
                return self._tasks.tasks[next(iter(mention.names))]
        return None

    def _period(self, heard: Heard) -> tuple[date | None, date | None]:
        """The first and the last day that are asked about; both None where the words leave them open."""
        days = [item for item in heard.items if item.what is What.DAYS and item.days and item.days.days]
        if not days:
            return None, None
        all_days = [day for item in days for day in (item.days.days if item.days else ())]
        start, end = min(all_days), max(all_days)
        before = low(heard.tokens, days[0].start - 1)
        if "since" in (before, low(heard.tokens, days[0].start)):
            return start, heard.today
        if heard.has("so far", "to date", "until now", "till now", "up to now", "up to today", "by now"):
            end = min(end, heard.today)
        return start, end

    def _days(self, heard: Heard) -> bool:
        return any(item.what is What.DAYS for item in heard.items)

    def _one_day(self, heard: Heard) -> date | None:
        for item in heard.items:
            if item.what is What.DAYS and item.days and item.days.days:
                return item.days.days[0]
        return None
