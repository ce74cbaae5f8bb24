"""The subcommands of `gleaner`. Standard output carries only the answer; messages go to standard error.

Exit codes: 0 done; 2 usage; 3 an answer from the user is needed and nothing was written; 4 Harvest refused or cannot be
reached and nothing is lost; 5 not signed in.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

from desktop import screen
from desktop.agent.commit import Committer
from desktop.agent.drafts import UNCONFIRMED, Card, Draft, DraftState, Reply
from desktop.agent.intents import Channel, Kind
from desktop.agent.journal import OPEN, JournalError, Operation, State
from desktop.agent.several import together
from desktop.agent.wording import asked_text
from desktop.app.services import Services, open_services
from desktop.cli.as_json import (
    Json,
    answer_json,
    committed_json,
    draft_json,
    operation_json,
    reading_json,
    unsettled_json,
)
from desktop.cli.asking import ask_what_is_open
from desktop.cli.deed_json import deed_json
from desktop.cli.lines import draft_lines
from desktop.cli.printing import degrade, flush, lost_output, print_json
from desktop.cli.saying import carry_out
from desktop.cli.terminal import (
    WITHOUT_KEYRING,
    is_yes,
    printable,
    read_line,
    read_or_nothing,
    show_cards,
    show_reply,
    to_stderr,
    to_stdout,
    told,
    unlogged_text,
)
from desktop.harvest.errors import HarvestError, KeyringProblem, NotSignedIn
from desktop.paths import Home, find_home, locate_home, of_disk
from desktop.settings import SettingsError, take_notices
from desktop.text import local
from desktop.text.language import tr
from desktop.text.retold import retold

log = logging.getLogger(__name__)

_PATIENCE = 3.0
DEMO_SENTENCE = "4 hours on the Williams account and 2 hours on internal training"


class Exit(IntEnum):
    """Exit codes of every subcommand."""

    DONE = 0
    USAGE = 2
    ASKED = 3
    REFUSED = 4
    SIGNED_OUT = 5


_WHERE: Final = {
    State.CONFIRMED: "confirmed, and not sent",
    State.SENDING: "sent, and not answered",
    State.UNCLEAR: "not clear whether Harvest has it",
    State.COMMITTED: "done",
    State.REFUSED: "Harvest said no",
    State.UNDONE: "taken back",
    State.DISCARDED: "dropped",
}

Command = Callable[[argparse.Namespace, Services], Awaitable[Exit]]


def run(options: argparse.Namespace) -> int:
    """Run one subcommand; returns its exit code. Failures become one sentence on standard error."""
    degrade()
    interrupts = signal.getsignal(signal.SIGINT)
    try:
        code = _run(options)
        for notice in take_notices():
            to_stderr(told(notice))
    finally:
        with contextlib.suppress(ValueError, TypeError):  # another thread than the main one, or a handler not of Python
            signal.signal(signal.SIGINT, interrupts)
    lost = lost_output()
    if not lost:
        return code
    to_stderr(told(lost))
    # What was written to Harvest is told by the code, printed or not; a mere answer that nobody got was not given.
    return Exit.REFUSED if code == Exit.DONE and options.command not in _WRITING else code


def _run(options: argparse.Namespace) -> int:
    try:
        if options.command in _WITHOUT_HARVEST:
            return _WITHOUT_HARVEST[options.command](options)
        return asyncio.run(_with_services(options, _COMMANDS[options.command]))
    except NotSignedIn as problem:
        to_stderr(f"{told(str(problem))} {tr('To connect, run: gleaner login')}")
        return Exit.SIGNED_OUT
    except KeyringProblem as problem:
        to_stderr(f"{told(problem.reason)} {told(problem.advice)} {tr(WITHOUT_KEYRING)}")
        return Exit.SIGNED_OUT
    except HarvestError as problem:
        to_stderr(f"{told(str(problem))} {tr('Nothing was written; please say it again then.')}")
        return Exit.REFUSED
    except (JournalError, SettingsError) as problem:
        to_stderr(told(str(problem)))
        return Exit.REFUSED
    except OSError as problem:
        to_stderr(told(of_disk(problem)))
        return Exit.REFUSED
    except KeyboardInterrupt:
        to_stderr(f"\n{tr('Stopped. Nothing was written.')}")
        return Exit.ASKED


async def _with_services(options: argparse.Namespace, command: Command) -> Exit:
    today = options.now.date() if getattr(options, "now", None) else None
    reads_only = options.command in _READING
    home = locate_home(options.home) if reads_only else find_home(options.home)
    async with open_services(home, demo=options.demo, today=today, on_wait=_waiting, reads_only=reads_only) as services:
        if services.journal.rescue:
            to_stderr(told(services.journal.rescue.sentence))
        await _settle_doubts(services.committer)
        before = services.committer.touched
        try:
            return await command(options, services)
        except (Exception, asyncio.CancelledError, KeyboardInterrupt) as problem:
            begun = [one for one in services.committer.touched if one not in before]
            if options.command == "converse" and isinstance(problem, asyncio.CancelledError | KeyboardInterrupt):
                return _left(services, begun)
            if not begun:
                raise
            return _cut_short(problem, begun)


async def _settle_doubts(committer: Committer) -> None:
    """What an earlier run left in doubt is settled first, whatever the command; without an answer, later."""
    try:
        for operation in await committer.settle_doubts():
            to_stderr(printable(tr("Confirmed earlier: {told}", told=operation_line(operation))))
    except (HarvestError, JournalError) as problem:
        log.info("Doubts are settled later: %s", problem)


def _cut_short(problem: BaseException, begun: Sequence[Operation]) -> Exit:
    """A command that ended early after something was confirmed: told, and its exit code made, from the journal."""
    if isinstance(problem, asyncio.CancelledError | KeyboardInterrupt):
        _end_in_peace()
        to_stderr(f"\n{tr('Stopped.')}")
    elif isinstance(problem, OSError):
        to_stderr(told(of_disk(problem)))
    elif isinstance(problem, HarvestError | JournalError | SettingsError):
        to_stderr(told(str(problem)))
    else:
        log.error("The command ended early", exc_info=problem)
    for operation in begun:
        to_stderr(printable(operation_line(operation)))
    return outcome_of(begun)


def _left(services: Services, begun: Sequence[Operation]) -> Exit:
    """A conversation ended by Ctrl+C: what is done was told there, so that only what is not settled is told."""
    _end_in_peace()
    lines = [operation_line(one) for one in begun if one.state in OPEN or one.is_watched]
    if unlogged := unlogged_text(services.conversation):
        lines.append(unlogged)
    to_stderr(f"\n{tr('Stopped.') if lines else tr('Stopped. Nothing is open.')}")
    for line in lines:
        to_stderr(printable(line))
    return outcome_of(begun) if begun else Exit.ASKED


def _end_in_peace() -> None:
    """What is left takes a moment only, and a second Ctrl+C must not keep it from being said."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if (task := asyncio.current_task()) is not None:
        task.uncancel()


def outcome_of(operations: Sequence[Operation]) -> Exit:
    """The exit code that these writes come to: done where each has the outcome that was wanted."""
    return Exit.DONE if all(operation.is_done for operation in operations) else Exit.REFUSED


def operation_line(operation: Operation) -> str:
    """One write of the journal, where it is and what there is to know, as one line."""
    return f"{retold(operation.summary)}: {tr(_WHERE[operation.state])}. {retold(operation.reason)}".strip()


def _waiting(sentence: str) -> None:
    if sentence:
        to_stderr(told(sentence))


# --- draft ---------------------------------------------------------------------------------------------------------


async def _draft(options: argparse.Namespace, services: Services) -> Exit:
    if options.stdin:
        return Exit.DONE if await draft_lines(services.conversation) else Exit.REFUSED
    reading = await services.conversation.read(options.text, Channel(options.channel), options.now)
    if options.as_json:
        answer = reading_json(
            "", reading.interpretation, reading.drafts, reading.reply, reading.milliseconds, reading.interpreter
        )
        print_json(answer)
        return Exit.DONE
    to_stdout(told(reading.reply))
    today = (options.now or await services.conversation.now()).date()
    show_cards(reading.drafts, today, to_stdout, (await services.conversation.world()).catalog.projects)
    return Exit.DONE


# --- log -----------------------------------------------------------------------------------------------------------


async def _log(options: argparse.Namespace, services: Services) -> Exit:
    reply = await services.conversation.say(options.text, Channel.TYPED, options.now, may_write=False, most=None)
    entries = [part for part in reply.parts if part.drafts]
    if entries:
        for part in reply.parts:
            if not part.drafts:
                to_stderr(told(part.text))  # an answer, or a deed, which `log` does not do
        reply = together(entries)
    return await _log_entries(options, services, reply)


async def _log_entries(options: argparse.Namespace, services: Services, reply: Reply) -> Exit:
    conversation = services.conversation
    now = options.now or await conversation.now()
    today = now.date()
    ids = [draft.id for draft in reply.drafts]
    is_ready = bool(ids) and all(card.state is DraftState.READY for card in reply.drafts)
    asks = not options.yes and sys.stdin.isatty()
    if not (options.yes and (is_ready or options.as_json)):  # what is logged unasked is shown once, with its outcome
        to_stderr(told(reply.text))
        projects = None if asks else (await conversation.world()).catalog.projects
        show_cards(reply.drafts, today, to_stderr, projects)
    if ids and asks:
        await ask_what_is_open(conversation, now)
    cards = [card for card in conversation.cards if card.id in ids]
    is_ready = bool(cards) and all(card.state is DraftState.READY for card in cards)
    if not is_ready or not (options.yes or _agreed(cards)):
        to_stderr(told(reply.question or "Nothing was written."))
        if options.as_json:
            drafts = [draft_json(card) for card in cards]
            empty: Json = {"committed": [], "refused": [], "pending": [], "question": reply.question, "drafts": drafts}
            print_json({"kind": reply.kind.value, **empty})
        return Exit.ASKED
    done = [card for card in await _told_if_slow(conversation.commit(ids)) if isinstance(card, Draft)]
    _print_outcome(services.committer, done, today, as_json=options.as_json)
    if held := [card for card in done if card.state in UNCONFIRMED]:
        to_stderr(told(asked_text(held) or "") or tr("The same was logged meanwhile."))
    is_logged = all(card.state is DraftState.COMMITTED for card in done)
    return outcome_of(services.committer.operations(ids)) if is_logged else Exit.REFUSED


async def _told_if_slow(work: Coroutine[Any, Any, Sequence[Card]]) -> Sequence[Card]:
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait([task], timeout=_PATIENCE)
        if not done:
            to_stderr(tr("Harvest is slow to answer; it is asked what it has before anything is sent again…"))
        return await task
    except asyncio.CancelledError:
        # It must have ended before the journal is closed.
        task.cancel()
        await asyncio.wait([task])
        raise


def _agreed(cards: Sequence[Draft]) -> bool:
    if not sys.stdin.isatty():
        return False
    many = local.counted(len(cards), "entry", "entries")
    return is_yes(read_line(f"{tr('Log {many}?', many=many)} {tr('[Y/n]')} "))


def _print_outcome(committer: Committer, done: Sequence[Draft], today: date, *, as_json: bool) -> None:
    if not as_json:
        show_cards(done, today, to_stdout)
        return
    watched = {operation.id for operation in committer.watched()}
    open_states = (DraftState.CONFIRMED, DraftState.SENDING)
    waiting = [card for card in done if card.state in open_states or card.id in watched]
    answer: Json = {
        "kind": Kind.LOG.value,
        "committed": [committed_json(card) for card in done if card.state is DraftState.COMMITTED],
        "refused": [unsettled_json(card) for card in done if card.state is DraftState.REFUSED],
        "pending": [unsettled_json(card) for card in waiting],
    }
    print_json(answer)


# --- ask -----------------------------------------------------------------------------------------------------------


async def _ask(options: argparse.Namespace, services: Services) -> Exit:
    """Answer a question. Whatever the words are, nothing is written: a deed is shown and left unconfirmed."""
    reply = await services.conversation.say(options.text, Channel.TYPED, options.now, may_write=False, most=None)
    return await _show_answer(options, services, reply)


async def _show_answer(options: argparse.Namespace, services: Services, reply: Reply) -> Exit:
    if options.as_json:
        print_json(_asked_json(reply))
    else:
        today = (options.now or await services.conversation.now()).date()
        show_reply(reply, today, to_stdout, projects=(await services.conversation.world()).catalog.projects)
    is_answered = reply.answer is not None and (reply.answer.kind is not Kind.NONE or reply.answer.tables)
    return Exit.DONE if is_answered and reply.answer and not reply.answer.question else Exit.ASKED


def _asked_json(reply: Reply) -> Json:
    """The answer; else what was understood, with its unconfirmed cards."""
    if reply.answer is not None:
        return answer_json(reply.answer)
    told: Json = {"kind": reply.kind.value, "reply": reply.text, "question": reply.question}
    if reply.deeds:
        cards = [deed_json(deed) for deed in reply.deeds]
        figures = {"figures": cards[0]["figures"]} if "figures" in cards[0] else {}
        return {**told, **figures, "card": cards[0], "cards": cards, "committed": None}
    return {**told, "drafts": [draft_json(draft) for draft in reply.drafts]}


# --- say -----------------------------------------------------------------------------------------------------------


async def _mcp(_options: argparse.Namespace, services: Services) -> Exit:
    """Serve other assistants until they leave. Standard output is theirs alone."""
    from desktop.channels.assistants import serve

    await serve(services)
    return Exit.DONE


async def _serve(options: argparse.Namespace, services: Services) -> Exit:
    """Serve the web chat until ended; the first line says where."""
    from desktop.channels.messages import CannotServe
    from desktop.channels.serving import Addresses, Where, serve

    def tell(addresses: Addresses) -> None:
        print_json({"url": addresses.url, "sign_in_url": addresses.sign_in_url})
        flush("stdout")
        to_stderr(tr("Open sign_in_url in a browser: it signs in one, once, within the hour. Ctrl+C ends the server."))

    try:
        await serve(services, Where(options.host, options.port, options.cert, options.key), tell)
    except CannotServe as problem:
        to_stderr(printable(str(problem)))
        return Exit.USAGE
    return Exit.DONE


async def _say(options: argparse.Namespace, services: Services) -> Exit:
    """The one way in: entries as `log`, deeds as cards that are confirmed here or, where they are ready, by `--yes`."""
    reply = await services.conversation.say(
        options.text, Channel(options.channel), options.now, may_write=False, most=None
    )
    return max([await _do(options, services, part) for part in reply.parts or (reply,)])


async def _do(options: argparse.Namespace, services: Services, reply: Reply) -> Exit:
    """What one wish asks for."""
    if not reply.deeds:
        is_entry = reply.drafts or reply.kind is Kind.LOG
        return await (_log_entries if is_entry else _show_answer)(options, services, reply)
    is_done = await carry_out(services, reply, yes=options.yes, send=options.send, as_json=options.as_json)
    return Exit.ASKED if is_done is None else Exit.DONE if is_done else Exit.REFUSED


# --- undo, pending, status ------------------------------------------------------------------------------------------


async def _undo(options: argparse.Namespace, services: Services) -> Exit:
    undone = await services.committer.undo_last()
    if options.as_json:
        operations = [operation_json(operation) for operation in undone.operations]
        print_json({"done": undone.is_done, "reply": undone.text, "undone": operations})
    else:
        to_stdout(told(undone.text))
    if not undone.operations:
        return Exit.DONE
    return Exit.DONE if undone.is_done else Exit.REFUSED


async def _pending(options: argparse.Namespace, services: Services) -> Exit:
    if options.retry:
        await services.committer.settle_pending()
    waiting = (*services.committer.pending(), *services.committer.watched())
    code = Exit.REFUSED if options.retry and waiting else Exit.DONE
    if options.as_json:
        print_json({"pending": [operation_json(one) for one in waiting]})
        return code
    for operation in waiting:
        to_stdout(printable(operation_line(operation)))
    if not waiting:
        to_stdout(tr("Nothing waits: all that was confirmed is settled."))
    return code


async def _status(options: argparse.Namespace, services: Services) -> Exit:
    account = await services.directory.account()
    catalog = await services.directory.catalog()
    waiting = await services.committer.pending_count()
    if options.as_json:
        answer: Json = {
            "user": {"id": account.user_id, "name": account.user_name},
            "company": account.company,
            "account_id": services.signed_in.account_id,
            "demo": options.demo,
            "sign_in": services.signed_in.origin.value,
            "time_zone": account.zone.key,
            "projects": len(catalog.projects),
            "pending": waiting,
            "home": str(services.home.root),
        }
        print_json(answer)
        return Exit.DONE
    who = tr("{name} at {company}", name=printable(account.user_name), company=printable(account.company))
    to_stdout(who + (tr(" (demo account)") if options.demo else ""))
    to_stdout(tr("{number} projects, times in {zone}.", number=len(catalog.projects), zone=account.zone.key))
    waits = tr("{number} confirmed but not settled; see: gleaner pending", number=waiting)
    to_stdout(waits if waiting else tr("Nothing waits."))
    return Exit.DONE


# --- without Harvest ------------------------------------------------------------------------------------------------


def _demo_server(options: argparse.Namespace) -> Exit:
    from desktop.demo.server import serve

    try:
        serve(options.port, options.account, options.now)
    except ValueError as problem:
        to_stderr(printable(tr("{file} is no account file: {problem}", file=options.account, problem=problem)))
        return Exit.USAGE
    except OSError as problem:
        to_stderr(printable(tr("The demo account cannot be served: {problem}", problem=problem)))
        return Exit.REFUSED
    return Exit.DONE


def _transcribe(options: argparse.Namespace) -> Exit:
    from desktop.cli.transcription import transcribe

    return Exit.DONE if transcribe(options) else Exit.REFUSED


def _login(options: argparse.Namespace) -> Exit:
    from desktop.cli.sign_in import login

    if options.demo:
        to_stdout(tr("The demo account needs no sign-in."))
        return Exit.DONE
    return Exit.DONE if asyncio.run(login(read_or_nothing)) else Exit.SIGNED_OUT


def _logout(_: argparse.Namespace) -> Exit:
    from desktop.app.services import session

    to_stdout(told(asyncio.run(session().sign_out())))
    return Exit.DONE


def _doctor(options: argparse.Namespace) -> Exit:
    from desktop.cli.doctor import examine

    return Exit.DONE if asyncio.run(examine(options)) else Exit.REFUSED


# --- the conversation in a terminal -----------------------------------------------------------------------------------


def converse(options: argparse.Namespace, no_screen: str) -> int:
    """Hold the conversation in the terminal; without one, play a sentence on a demo account that is then forgotten."""
    is_played = sys.stdin is None or not sys.stdin.isatty()
    if is_played and not options.demo:
        to_stderr(f"{told(no_screen)} {tr('Use a subcommand (gleaner --help), or: gleaner --demo')}")
        return Exit.USAGE
    if is_played:
        to_stderr(f"{told(no_screen)} {tr('Without a terminal too, an example is played on the demo account.')}")
    elif no_screen != screen.NONE:
        to_stderr(f"{told(no_screen)} {tr('This is the conversation in the terminal.')}")
    options.command = "play" if is_played else "converse"
    return run(options)


async def _converse(options: argparse.Namespace, services: Services) -> Exit:
    from desktop.cli.dialogue import Dialogue

    await Dialogue(services, read_line, to_stdout, is_demo=options.demo).hold()
    return Exit.DONE


def _play(options: argparse.Namespace) -> Exit:
    return asyncio.run(_play_once())


async def _play_once() -> Exit:
    with tempfile.TemporaryDirectory(prefix="gleaner-") as folder:
        async with open_services(Home(Path(folder)), demo=True, forgetful=True) as services:
            from desktop.cli.dialogue import Dialogue

            is_done = await Dialogue(services, read_line, to_stdout, is_demo=True).play(DEMO_SENTENCE)
    return Exit.DONE if is_done else Exit.REFUSED


_WRITING = frozenset({"log", "say", "undo", "pending", "converse"})
"""Commands that may write to Harvest."""
_READING = frozenset({"draft", "ask"})
"""Commands that write nothing anywhere, and so need no folder that can be written."""
_COMMANDS: dict[str, Command] = {
    "draft": _draft,
    "log": _log,
    "ask": _ask,
    "say": _say,
    "mcp": _mcp,
    "serve": _serve,
    "undo": _undo,
    "pending": _pending,
    "status": _status,
    "converse": _converse,
}
_WITHOUT_HARVEST: dict[str, Callable[[argparse.Namespace], Exit]] = {
    "demo-server": _demo_server,
    "transcribe": _transcribe,
    "login": _login,
    "logout": _logout,
    "doctor": _doctor,
    "play": _play,
}
