"""What the tokens of an utterance turn into: items, each with one part to play."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.agent.reading.names.mentions import Mention
from desktop.agent.reading.tasks.tasks import TaskMention
from desktop.agent.reading.text.quantities import Quantity
from desktop.agent.reading.time.days import Days


class What(StrEnum):
    """The part that an item plays."""

    NAME = "name"
    TASK = "task"
    LENGTH = "length"
    DAYS = "days"
    EACH = "each"
    SPLIT = "split"
    SAME = "same"
    ALL = "all"
    TOTAL = "total"
    REST = "rest"
    UNBILLED = "unbilled"
    LESS = "less"
    FIX = "fix"
    DROP = "drop"
    NOT = "not"
    RECAP = "recap"
    SWAP = "swap"
    NOTE = "note"
    BREAK = "break"
    FILLER = "filler"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Item:
    """Tokens `start` to `end` and the part they play.

    `level` is how strongly a break parts: 1 "and", 2 ",", 3 "."; `like` is the day of "same as Tuesday".
    """

    what: What
    start: int
    end: int
    name: Mention | None = None
    task: TaskMention | None = None
    length: Quantity | None = None
    days: Days | None = None
    like: date | None = None
    level: int = 0
    note: bool = False
