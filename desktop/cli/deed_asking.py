"""What the card of a deed asks, asked in the terminal: answered by number or in words."""

from __future__ import annotations

from collections.abc import Callable

from desktop.agent.conversation import Conversation
from desktop.agent.deeds.answers import NoAnswer
from desktop.agent.deeds.card import Deed, Form, FormField
from desktop.agent.drafts import DraftState
from desktop.cli.terminal import ask_choice, plain

_SHOWN = 9


async def ask_deed(
    conversation: Conversation, deed: Deed, read: Callable[[str], str], write: Callable[[str], None]
) -> Deed:
    """Ask for what a card still needs, one thing after the other; Enter leaves the rest open."""
    while deed.state is DraftState.ASKING and (asked := deed.asked):
        value = _answer(asked, read, write)
        if not value:
            return deed
        try:
            deed = await conversation.answer(deed.id, asked.key, value)
        except NoAnswer as problem:
            write(f" {plain(str(problem))}")
    return deed


def _answer(asked: FormField, read: Callable[[str], str], write: Callable[[str], None]) -> str:
    if asked.form is Form.CHOICE:
        names = [option.text for option in asked.options]
        picked = ask_choice(f" {plain(asked.question)}", names, read, write, shown=_SHOWN)
        return "" if picked is None else asked.options[picked].key
    for option in asked.options:
        write(f"   {plain(option.text)}")
    return read(f" {plain(asked.question)} (Enter to leave it open) ").strip()
