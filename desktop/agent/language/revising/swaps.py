""" "swap the hours", "swap those two around": two cards exchange what they differ in."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.agent.drafts import Draft
from desktop.agent.intents import Interpretation, Kind, Revision


def swapped(cards: Sequence[Draft], fields: set[str]) -> Interpretation:
    """Both changes; what is to be swapped is asked where it was not said and the cards differ in several ways."""
    if len(cards) != 2:
        return Interpretation(Kind.NONE, question="Which two should be swapped? Nothing was changed.")
    one, other = cards
    said = {name for name, words in _FIELDS.items() if words & fields}
    if not said:
        said = {"hours"} if one.hours != other.hours and one.task == other.task else set()
        said = said or {name for name in ("hours", "task", "spent_date") if getattr(one, name) != getattr(other, name)}
    if len(said) != 1:
        return Interpretation(Kind.NONE, question="Swap the hours, the tasks or the days? Nothing was changed.")
    (name,) = said
    mine, theirs = getattr(one, name), getattr(other, name)
    if mine is None or theirs is None:
        return Interpretation(Kind.NONE, question="One of them has nothing to swap yet. Nothing was changed.")
    if name == "task" and any(
        c.project is None or c.project.task(t.id) is None for c, t in ((one, theirs), (other, mine))
    ):
        return Interpretation(Kind.NONE, question="One of the projects lacks that task, so nothing was changed.")
    return Interpretation(Kind.REVISE, revisions=(_setting(one, name, theirs), _setting(other, name, mine)))


_FIELDS = {
    "hours": {"hours", "hour", "time", "times", "durations"},
    "task": {"task", "tasks"},
    "spent_date": {"day", "days", "date", "dates"},
    "notes": {"note", "notes"},
}


def _setting(card: Draft, name: str, value: object) -> Revision:
    return Revision(card.id, **{name: value})  # type: ignore[arg-type]
