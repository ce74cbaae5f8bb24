"""Deeds on the command line: their cards are shown, what they ask is asked, and what is agreed to is confirmed."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import DraftState, Reply
from desktop.app.services import Services
from desktop.cli.as_json import Json
from desktop.cli.deed_asking import ask_deed
from desktop.cli.deed_json import deed_json, outcome_json
from desktop.cli.printing import print_json
from desktop.cli.terminal import (
    grave_question,
    is_yes,
    read_line,
    read_or_nothing,
    show_cards,
    to_stderr,
    to_stdout,
    told,
)
from desktop.text.language import tr

_SEND_TOO = "An e-mail cannot be taken back: to send it without being asked, say --yes --send."


async def carry_out(services: Services, reply: Reply, *, yes: bool, send: bool, as_json: bool) -> bool | None:
    """Show the cards of a reply and confirm what is agreed to. None: something is asked, and nothing was written.

    `yes` confirms what is ready without asking, and an e-mail only together with `send`.
    """
    conversation = services.conversation
    deeds = list(reply.deeds)
    today, asks = (await conversation.now()).date(), not yes and sys.stdin.isatty()
    projects = None if asks else ()
    if not yes:  # what is done unasked is shown once, with what became of it
        to_stderr(told(reply.text))
        show_cards(deeds, today, to_stderr, projects)
    if asks:
        deeds = [await ask_deed(conversation, deed, read_or_nothing, to_stderr) for deed in deeds]
    agreed = [deed for deed in deeds if deed.state is DraftState.READY and _is_agreed(deed, yes=yes, send=send)]
    if len(agreed) < len(deeds) and (yes or not agreed):
        question = next((deed.asked.question for deed in deeds if deed.asked), None)
        if yes and not as_json:
            to_stderr(told(reply.text))
            show_cards(deeds, today, to_stderr, projects)
        held = any(deed.is_grave and deed.state is DraftState.READY for deed in deeds) and yes and not send
        to_stderr(told(question) if question else tr(_SEND_TOO) if held else tr("Nothing was written."))
        if as_json:
            _print_json(services, reply, deeds)
        return None
    await conversation.commit([deed.id for deed in agreed])
    done = [conversation.deeds.get(deed.id) for deed in agreed]
    if as_json:
        _print_json(services, reply, done)
    else:
        show_cards(done, today, to_stdout)
    operations = services.committer.operations([deed.id for deed in agreed])
    if not operations:  # the same was confirmed elsewhere meanwhile: the cards say so, and wait
        return None
    return len(operations) == len(agreed) and all(operation.is_done for operation in operations)


def _is_agreed(deed: Deed, *, yes: bool, send: bool) -> bool:
    if yes:
        return send or not deed.is_grave
    if not sys.stdin.isatty():
        return False
    if deed.is_grave:
        said = read_line(grave_question(deed.action))
        return said is not None and said.strip().casefold() == "send"
    return is_yes(read_line(f"{told(deed.action)}? {tr('[Y/n]')} "))


def _print_json(services: Services, reply: Reply, deeds: Sequence[Deed]) -> None:
    """One object; where the words made several cards, `cards` has them all."""
    told = [_deed_json(services, deed) for deed in deeds]
    answer: Json = {"kind": deeds[0].kind.value, "reply": reply.text, **told[0]}
    if len(told) > 1:
        answer["cards"] = told
    print_json(answer)


def _deed_json(services: Services, deed: Deed) -> Json:
    operation = services.journal.operation(deed.id) if deed.state is DraftState.COMMITTED else None
    return {"card": deed_json(deed), "committed": outcome_json(operation) if operation else None}
