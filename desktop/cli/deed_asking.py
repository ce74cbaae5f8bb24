"""What the card of a deed asks, asked in the terminal: answered by number or in words."""

from __future__ import annotations

from collections.abc import Callable

from desktop.agent.conversation import Conversation
from desktop.agent.deeds.answers import NoAnswer
from desktop.agent.deeds.card import Deed, Form, FormField
from desktop.agent.drafts import DraftState
from desktop.cli.choices import SHOWN
from desktop.cli.terminal import Unanswered, ask_choice, leave_unless_value, printable, told
from desktop.text.language import tr
from desktop.text.retold import retold


async def ask_deed(
    conversation: Conversation,
    deed: Deed,
    read: Callable[[str], str],
    write: Callable[[str], None],
    *,
    hears: bool = False,
) -> Deed:
    """Ask for what a card still needs, one thing after the other; Enter leaves the rest open.

    Where somebody `hears` what is no answer, Unanswered is raised for it.
    """
    try:
        while deed.state is DraftState.ASKING and (asked := deed.asked):
            value = _answer(asked, read, write, hears=hears)
            if not value:
                return deed
            try:
                deed = await conversation.answer(deed.id, asked.key, value)
            except NoAnswer as problem:
                leave_unless_value(value, hears=hears)
                write(f" {told(str(problem))}")
    except Unanswered as other:
        raise Unanswered(other.said, deed.id) from None
    return deed


def _answer(asked: FormField, read: Callable[[str], str], write: Callable[[str], None], *, hears: bool) -> str:
    if asked.form is Form.CHOICE:
        names = [retold(option.text) if asked.is_told else option.text for option in asked.options]
        shown = asked.fitting or SHOWN
        picked = ask_choice(f" {told(asked.question)}", names, read, write, shown=shown, hears=hears)
        return "" if picked is None else asked.options[picked].key
    for option in asked.options:
        write(f"   {printable(option.text)}")
    said = read(f" {told(asked.question)} {tr('(Enter to leave it open)')} ").strip()
    leave_unless_value(said, hears=hears, free=True)
    return said
