"""What a pass over entries may look at beside them, and what a pass is: a reading in, a reading out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop.agent.reading.entries.entry import STORY, Entry, Reading, plain_words
from desktop.agent.reading.entries.kinship import Kinship
from desktop.agent.reading.names.resolve import Resolver
from desktop.agent.reading.tasks.tasks import TaskMention
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token, TokenKind

_PARTS_OF_DAY = frozenset("morning afternoon evening night am pm".split())


@dataclass(frozen=True)
class Around:
    """The words of the message, and what the account knows of names."""

    tokens: Sequence[Token]
    resolver: Resolver

    @cached_property
    def kin(self) -> Kinship:
        """Which names may be about the same project."""
        return Kinship(self.resolver)

    @cached_property
    def is_story(self) -> bool:
        """Whether the message is long enough to be checked as a whole."""
        return sum(token.kind is not TokenKind.MARK for token in self.tokens) >= STORY

    def tells_alone(self, task: TaskMention) -> bool:
        """ "an hour of tidying, which is maintenance": in a story, a task that a single project has names it."""
        return self.is_story and task.strength > 1 and len(self.resolver.with_task(task.names, limit=2)) == 1

    def first_token(self, entry: Entry) -> int:
        """The first token of an entry."""
        return min((item.start for clause in entry.clauses for item in clause.items), default=0)

    def before(self, entry: Entry) -> str:
        """The word or sign in front of an entry."""
        return low(self.tokens, self.first_token(entry) - 1)

    def is_part_of_day(self, colon: int) -> bool:
        """Whether a part of the day and its colon end with that token: "afternoon:"."""
        return low(self.tokens, colon) == ":" and low(self.tokens, colon - 1) in _PARTS_OF_DAY

    def words(self, entry: Entry) -> set[str]:
        """The words of an entry that are no part of a whole name."""
        return {word for clause in entry.clauses for word in plain_words(clause, self.tokens)}


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass; `example` is a message in which it changes something."""

    name: str
    example: str
    apply: Callable[[Reading, Around], Reading]
