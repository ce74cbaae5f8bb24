"""What can be answered to what a card asks: a card comes in, its numbered choices come out, as names or as lines.

`2h acme` asks which project: `   1) Acme › Website`, `   2) Acme › App`. The numbers are those by which it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from desktop.agent import checking
from desktop.agent.checking import Pick
from desktop.agent.deeds.card import Form, FormField
from desktop.agent.drafts import Draft, DraftState, Missing
from desktop.harvest.catalog import Project
from desktop.text.language import tr
from desktop.text.retold import retold

SHOWN: Final = 9
"""Choices of a list that may be long; the others can be named."""


def projects_for(card: Draft, projects: Sequence[Project]) -> tuple[list[Project], int | None]:
    """The projects that it may be, those that the card offers first, and how many of them are listed (None: all)."""
    offered = [choice.project for choice in card.choices]
    return [*offered, *(project for project in projects if project not in offered)], len(offered) or None


def told_apart(project: Project) -> str:
    """ "Hooli › Nucleus (HOO-N)": the code tells projects of one name apart."""
    code = f" ({project.code})" if project.code else ""
    return f"{project.client.name} › {project.name}{code}"


def listed(names: Sequence[str], shown: int | None = None) -> list[str]:
    """Numbered lines of the first `shown` names, and how many more there are."""
    first = names[:shown]
    left = len(names) - len(first)
    more = [tr("   … or one of {number} others by name", number=left)] if left else []
    return [*(f"   {number}) {name}" for number, name in enumerate(first, 1)), *more]


def words_of(pick: Pick) -> str:
    """Another answer as it is shown: names stay as they are."""
    is_name = pick.change is not None and (pick.change.project or pick.change.task)
    return pick.words if is_name else retold(pick.words)


def choices_of(card: Draft, projects: Sequence[Project], today: date) -> list[str]:
    """The lines below the card of an entry: what its first question may be answered with."""
    lines: list[str] = []
    if card.state is DraftState.ASKING and card.missing is Missing.PROJECT:
        fitting, shown = projects_for(card, projects)
        lines = listed([told_apart(project) for project in fitting], shown or SHOWN)
    elif card.state is DraftState.ASKING and card.missing is Missing.TASK and card.project:
        lines = listed([task.name for task in card.project.tasks])
    elif checking.is_to_check(card):
        lines = listed([words_of(option) for option in checking.options(card, today)])
    return [f"   {line}" for line in lines]


def choices_of_field(field: FormField) -> list[str]:
    """The same below a field of a deed's card that asks."""
    names = [retold(option.text) if field.is_told else option.text for option in field.options if field.question]
    lines = listed(names, field.fitting or SHOWN) if field.form is Form.CHOICE else [f"   {name}" for name in names]
    return [f"   {line}" for line in lines]
