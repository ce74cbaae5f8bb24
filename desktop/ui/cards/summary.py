"""What the commit bar says about the cards on the screen. Knows no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.agent.drafts import Draft, DraftState, Missing
from desktop.agent.intents import NO_ALTERNATIVES, Field
from desktop.text import local
from desktop.text.language import tr

_ASKS = {
    Missing.PROJECT: ("needs a project", "need a project"),
    Missing.TASK: ("needs a task", "need a task"),
    Missing.HOURS: ("needs hours", "need hours"),
}


@dataclass(frozen=True, slots=True)
class Summary:
    """Cards that may be logged now, those to check first, and what is still asked.

    `hours` sums the ready ones; `has_choices` says whether the first card that waits for an answer offers some to pick.
    """

    ready: tuple[str, ...]
    checking: tuple[str, ...]
    asking: tuple[str, ...]
    hours: Decimal
    asked: str
    has_choices: bool

    @property
    def button(self) -> str:
        """What Enter does: `Check 1 entry` as long as one is to be checked, then `Log 2 entries`."""
        if self.checking:
            return tr("Check {many}", many=local.counted(len(self.checking), "entry", "entries"))
        return tr("Log {many}", many=local.counted(len(self.ready), "entry", "entries"))

    @property
    def total(self) -> str:
        """`6.00 h`, or "" where nothing is ready."""
        return f"{local.hours(self.hours)} h" if self.ready else ""

    def keys(self, escape: str) -> str:
        """What the keys do now, in a few words that end in `escape`; "" where no card is open."""
        if self.checking:
            other = tr(" · Alt+1 takes the other answer") if self.has_choices else ""
            return tr("Enter shows what to check{other} · {escape}", other=other, escape=escape)
        if self.ready:
            tab = tr("Tab edits")
            if self.asking:
                tab = tr("Alt+1 or Tab answers") if self.has_choices else tr("Tab answers")
            return tr(
                "Enter logs {many} · {tab} · {escape}",
                many=local.counted(len(self.ready), "entry", "entries"),
                tab=tab,
                escape=escape,
            )
        if not self.asking:
            return ""
        first = tr(" · Alt+1 takes the first choice") if self.has_choices else ""
        return tr("Tab to answer{first} · {escape}", first=first, escape=escape)

    @property
    def is_open(self) -> bool:
        """Whether any card waits for the user."""
        return bool(self.ready or self.checking or self.asking)


def summarise(drafts: Iterable[Draft]) -> Summary:
    """Count what is ready, what is to be checked and what is asked, over cards in any state."""
    every = list(drafts)
    ready = [draft for draft in every if draft.state is DraftState.READY]
    doubted = [draft for draft in every if draft.state is DraftState.NEEDS_CHECK]
    asking = [draft for draft in every if draft.state is DraftState.ASKING]
    waiting = next((draft for draft in every if draft in doubted or draft in asking), None)
    return Summary(
        ready=tuple(draft.id for draft in ready),
        checking=tuple(draft.id for draft in doubted),
        asking=tuple(draft.id for draft in asking),
        hours=sum((draft.hours for draft in ready if draft.hours is not None), Decimal(0)),
        asked=_counts(len(ready), len(doubted), len(asking)) if doubted else _asked(asking),
        has_choices=waiting is not None and _has_choices(waiting),
    )


def _counts(ready: int, doubted: int, asking: int) -> str:
    """`2 ready · 1 to check · 1 to answer`."""
    counts = ((ready, tr("ready")), (doubted, tr("to check")), (asking, tr("to answer")))
    return " · ".join(f"{number} {what}" for number, what in counts if number)


def _asked(asking: Sequence[Draft]) -> str:
    """`2 need a task`, `3 need an answer`."""
    counts = Counter(draft.missing for draft in asking if draft.missing)
    said = [f"{number} {tr(_ASKS[kind][number > 1])}" for kind, number in counts.items()]
    return tr("{count} need an answer", count=len(asking)) if len(said) > 1 else "".join(said)


def _has_choices(draft: Draft) -> bool:
    if draft.state is DraftState.NEEDS_CHECK:
        return Field.ENTRY in draft.checks or draft.alternatives != NO_ALTERNATIVES
    match draft.missing:
        case Missing.PROJECT:
            return bool(draft.choices)
        case Missing.TASK:
            return draft.project is not None and bool(draft.project.tasks)
        case missing:
            return missing is Missing.HOURS
