"""What the commit bar says about the cards on the screen. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from desktop.agent.drafts import Draft, DraftState, Missing
from desktop.text import plain

_ASKS = {
    Missing.PROJECT: ("needs a project", "need a project"),
    Missing.TASK: ("needs a task", "need a task"),
    Missing.HOURS: ("needs hours", "need hours"),
}


@dataclass(frozen=True, slots=True)
class Summary:
    """Cards that may be logged now, and what is still asked.

    `hours` sums the ready ones; `has_choices` says whether the first card that asks offers answers to pick.
    """

    ready: tuple[str, ...]
    asking: tuple[str, ...]
    hours: Decimal
    asked: str
    has_choices: bool

    @property
    def button(self) -> str:
        """`Log 2 entries`."""
        return f"Log {plain.counted(len(self.ready), 'entry', 'entries')}"

    @property
    def total(self) -> str:
        """`6.00 h`, or "" where nothing is ready."""
        return f"{plain.hours(self.hours)} h" if self.ready else ""

    def keys(self, escape: str) -> str:
        """What the keys do now, in a few words that end in `escape`; "" where no card is open."""
        if self.ready:
            tab = "Tab edits"
            if self.asking:
                tab = "Alt+1 or Tab answers" if self.has_choices else "Tab answers"
            return f"Enter logs {plain.counted(len(self.ready), 'entry', 'entries')} · {tab} · {escape}"
        if not self.asking:
            return ""
        first = " · Alt+1 takes the first choice" if self.has_choices else ""
        return f"Tab to answer{first} · {escape}"

    @property
    def is_open(self) -> bool:
        """Whether any card waits for the user."""
        return bool(self.ready or self.asking)


def summarise(drafts: Iterable[Draft]) -> Summary:
    """Count what is ready and what is asked, over cards in any state."""
    every = list(drafts)
    ready = [draft for draft in every if draft.state is DraftState.READY]
    asking = [draft for draft in every if draft.state in (DraftState.ASKING, DraftState.NEEDS_CHECK)]
    counts: dict[Missing, int] = {}
    for draft in asking:
        if draft.missing:
            counts[draft.missing] = counts.get(draft.missing, 0) + 1
    said = [f"{number} {_ASKS[kind][number > 1]}" for kind, number in counts.items()]
    if len(said) > 1:
        said = [f"{len(asking)} need an answer"]
    return Summary(
        ready=tuple(draft.id for draft in ready),
        asking=tuple(draft.id for draft in asking),
        hours=sum((draft.hours for draft in ready if draft.hours is not None), Decimal(0)),
        asked="".join(said),
        has_choices=bool(asking) and _has_choices(asking[0]),
    )


def _has_choices(draft: Draft) -> bool:
    match draft.missing:
        case Missing.PROJECT:
            return bool(draft.choices)
        case Missing.TASK:
            return draft.project is not None and bool(draft.project.tasks)
        case missing:
            return missing is Missing.HOURS
