"""One trace of a day's work as it was found, before anybody guesses a project: an event, commits, an entry to repeat.

`Found(Source.CALENDAR, "event:9f…", "Acme weekly sync", start=time(10), end=time(11), hours=Decimal(1))`
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Final

from desktop.agent.drafts import Draft

MOST_SHOWN: Final = 120
"""Letters of a title that are kept: it becomes a note."""


class Source(StrEnum):
    """Where it was found."""

    CALENDAR = "calendar"
    COMMITS = "commits"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Found:
    """`key` is the same each time that it is found. `title` is untrusted plain text, one line.

    `start` and `end` are by the person's clock; `hours` is None where the trace does not say how long it took. `place`
    is what may name the project: a repository's folder. `project_id` and `task_id` are set where an entry is repeated,
    whose day is `day`.
    """

    source: Source
    key: str
    title: str
    start: time | None = None
    end: time | None = None
    hours: Decimal | None = None
    place: str = ""
    count: int = 1
    project_id: int | None = None
    task_id: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in one place, and a sentence where it could not be looked into."""

    found: tuple[Found, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What was found, and the card that it would become: complete, or asking for what the trace does not tell."""

    found: Found
    draft: Draft

    @property
    def key(self) -> str:
        """The same each time that it is found."""
        return self.found.key


def one_line(text: str) -> str:
    """Untrusted words as one printable line of bounded length."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text[: MOST_SHOWN * 4]).split())
    return words if len(words) <= MOST_SHOWN else f"{words[: MOST_SHOWN - 1]}…"
