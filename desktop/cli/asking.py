"""Asks in the terminal for what the cards still miss and what is to be checked on them, by number or by name."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from desktop.agent import checking
from desktop.agent.checking import Pick
from desktop.agent.conversation import Conversation
from desktop.agent.drafts import UNCONFIRMED, Change, Draft, DraftState, Missing
from desktop.cli.choices import listed, projects_for, told_apart, words_of
from desktop.cli.terminal import (
    Unanswered,
    ask_choice,
    is_yes,
    leave_unless_value,
    printable,
    read_line,
    read_or_nothing,
    to_stderr,
    told,
)
from desktop.text.hours_text import parse_hours
from desktop.text.language import tr


async def ask_what_is_open(conversation: Conversation, now: datetime, *, hears: bool = False) -> None:
    """Ask for what the open cards still miss, where Enter leaves it open, then what to check, where Enter says yes.

    Where somebody `hears` what is no answer, Unanswered is raised for it.
    """
    for number, card in enumerate((card for card in conversation.cards if card.state in UNCONFIRMED), 1):
        try:
            await _ask_about(conversation, number, card, now, hears=hears)
        except Unanswered as other:
            raise Unanswered(other.said, card.id) from None


async def _ask_about(conversation: Conversation, number: int, card: Draft, now: datetime, *, hears: bool) -> None:
    while card.state is DraftState.ASKING and card.missing:
        change = await _ask_one(conversation, card, hears=hears)
        if change is None:
            break
        card = await conversation.edit(card.id, change, now)
    while checking.is_to_check(card):
        answer = _check_one(number, card, now.date(), hears=hears)
        if answer is None:
            break
        if answer.change is None:
            conversation.discard([card.id])
            break
        card = await conversation.edit(card.id, answer.change, now)


def _check_one(number: int, card: Draft, today: date, *, hears: bool) -> Pick | None:
    """The answer to what is to be checked on a card; None where it is left open."""
    name = card.project.name if card.project else card.said_project
    to_stderr(f" {number}. {printable(name)}: {told(checking.question(card, today))}")
    options = checking.options(card, today)
    for choice in listed([words_of(option) for option in options]):
        to_stderr(printable(choice))
    other = tr("a number for the other answer, ") if options else ""
    while (line := read_line(tr("   Enter if it looks right, {other}- to leave it: ", other=other))) is not None:
        said = line.strip()
        if is_yes(said):
            return _RIGHT
        if said == "-":
            return None
        if said.isdecimal() and 1 <= int(said) <= len(options):
            return options[int(said) - 1]
        leave_unless_value(said, hears=hears)
        to_stderr(tr("   That is none of the answers."))
    return None


async def _ask_one(conversation: Conversation, card: Draft, *, hears: bool) -> Change | None:
    if card.missing is Missing.PROJECT:
        projects, shown = projects_for(card, (await conversation.world()).catalog.projects)
        names = [told_apart(project) for project in projects]
        said = printable(card.said_project)
        question = tr(" Which project is “{said}”?", said=said) if said else f" {tr('Which project?')}"
        picked = ask_choice(question, names, read_or_nothing, to_stderr, shown=shown, hears=hears)
        return None if picked is None else Change(project=projects[picked])
    if card.missing is Missing.TASK and card.project:
        tasks = card.project.tasks
        question = tr(" Which task on {project}?", project=printable(card.project.name))
        picked = ask_choice(question, [task.name for task in tasks], read_or_nothing, to_stderr, hears=hears)
        return None if picked is None else Change(task=tasks[picked])
    while said := read_or_nothing(tr(" How many hours? (1.5, 1:30, 90m; Enter to leave it open) ")).strip():
        if hours := parse_hours(said):
            return Change(hours=hours)
        leave_unless_value(said, hears=hears)
        to_stderr(f" {told('That is no length of time up to 24 hours.')}")
    return None


_RIGHT: Final = Pick("", "", Change(checked=True))
