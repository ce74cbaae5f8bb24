"""What was pasted, as what it is: a table whose rows are entries, or words with what is only layout blanked.

"Project,Hours\\nNucleus,2" is a table of one row; "[09:58] robin: 2h Nucleus" is one message that says "2h Nucleus".
Offsets always point into the text that was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Column(StrEnum):
    """What the cells of a column are."""

    DATE = "date"
    START = "start"
    END_DATE = "end_date"
    END = "end"
    HOURS = "hours"
    MINUTES = "minutes"
    SECONDS = "seconds"
    CLIENT = "client"
    PROJECT = "project"
    CODE = "code"
    TASK = "task"
    NOTES = "notes"
    BILLABLE = "billable"
    PERSON = "person"
    STATUS = "status"
    LABEL = "label"  # of a grid: whatever names the line
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, unquoted, and where it stands; an empty place where it is not written so in the text."""

    text: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all as long as `titles`; `titles` are empty where no row heads the others."""

    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def column(self, place: int) -> Iterator[str]:
        """The cells of one column that are not empty."""
        return (row[place].text for row in self.rows if row[place].text)


@dataclass(frozen=True, slots=True)
class Message:
    """Offsets of one message of a chat, when it was written (None: no day was said with it), and by whom.

    `who` may as well be a name of the account ("[10:30] Nucleus: 2h"); it stands at `named_at`.
    """

    start: int
    end: int
    written: datetime | None = None
    who: str = ""
    named_at: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """`words` are the text, sign for sign, without what is mere layout; `table` and `messages` where it has them.

    `open_items` says that lines were left out that tell of work which is still to be done.
    """

    words: str
    table: Table | None = None
    messages: tuple[Message, ...] = field(default=())
    open_items: bool = False


def blanked(text: str, start: int, end: int) -> str:
    """The text with blanks in that range; line breaks stay."""
    return text[:start] + "".join(sign if sign == "\n" else " " for sign in text[start:end]) + text[end:]
