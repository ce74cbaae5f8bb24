"""Which words gave which value of a card: "2h training" gives the hours at 0 to 2 and the project at 3 to 11."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from desktop.agent.drafts import Draft
from desktop.ui.widgets.words_edit import Mark

INKS: Final = {"notes": "settled", "task": "check", "project": "accent", "spent_date": "sending", "hours": "committed"}
"""The colour of each value, in the words and on the card that forms; where two lie over each other the later counts."""


def marks(typed: str, drafts: Iterable[Draft]) -> tuple[Mark, ...]:
    """For what was typed, blanks around it included; the drafts were read without those."""
    blanks = len(typed) - len(typed.lstrip())
    found = {}
    for draft in drafts:
        for name, ink in INKS.items():
            if (span := draft.spans.get(name)) is not None:
                place = _units(typed, blanks + span.start), _units(typed, blanks + span.end)
                found[place] = Mark(*place, ink)
    order = list(INKS.values())
    return tuple(sorted(found.values(), key=lambda mark: (order.index(mark.ink), mark.start)))


def _units(text: str, letters: int) -> int:
    return len(text[:letters].encode("utf-16-le", "surrogatepass")) // 2
