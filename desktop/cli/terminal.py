"""The conversation in a terminal: the same cards as on the screen, in plain text, for shells and for no screen."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TextIO

from desktop.agent import checking
from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import UNCONFIRMED, Card, Draft, DraftState, Reply
from desktop.agent.insights.plain_tables import answer_lines
from desktop.agent.wording import day_text, hours_text
from desktop.cli import printing
from desktop.cli.choices import choices_of, listed
from desktop.cli.deed_lines import deed_lines, outcome_lines
from desktop.text import local
from desktop.text.language import tr
from desktop.text.retold import retold

if TYPE_CHECKING:
    from desktop.agent.conversation import Conversation  # the windows speak through this module, and come without it
    from desktop.harvest.catalog import Project

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")

_YES = frozenset(("", "y", "yes", "j", "ja"))
WITHOUT_KEYRING = "To do without it, set HARVEST_ACCESS_TOKEN and HARVEST_ACCOUNT_ID in the environment."

Write = Callable[[str], None]

_TINTS = tuple(
    (re.compile(sign), code)
    for sign, code in (
        (r" \d+\. ", "1"),  # bold: the title of a card
        (r" +✓ ", "32"),
        (r" +✗ ", "31"),
        (r" +[!?] ", "33"),
        (r" +\d+\) ", "36"),
        (r" +[…↶] ", "2"),
    )
)
_WAYS_OUT = frozenset({"quit", "exit", "q", "drop", "undo", "cancel", "never mind", "nevermind"})


class Unanswered(Exception):  # noqa: N818 - says what it is not
    """Something else was said than an answer: the question is left, and the words are heard as a message.

    `about` is the id of the card that asked, where it is known.
    """

    def __init__(self, said: str, about: str = "") -> None:
        super().__init__(said)
        self.said = said
        self.about = about


def printable(text: str) -> str:
    """Text that came from elsewhere, without anything that a terminal would obey."""
    return _CONTROL.sub("", text)


def told(text: str) -> str:
    """A sentence of the core as it is shown: in the language in use, without anything that a terminal would obey."""
    return printable(retold(text))


def is_yes(said: str | None) -> bool:
    """Whether a person agreed, by Enter or a word; None is the end of input."""
    return said is not None and said.strip().casefold() in _YES


def grave_question(action: str) -> str:
    """What is asked before that cannot be taken back."""
    return tr("{action}? It cannot be taken back. Type “send” to do it: ", action=told(action))


def card_lines(number: int, draft: Draft, today: date) -> list[str]:
    """One card as lines, indented, warnings and choices below it."""
    if draft.project:
        title = f"{draft.project.client.name} › {draft.project.name}"
    else:
        said = tr(" (said: {words})", words=draft.said_project) if draft.said_project else ""
        title = tr("Which project?") + said
    hours = retold(hours_text(draft.hours)) if draft.hours is not None else tr("how many hours?")
    task = draft.task.name if draft.task else tr("which task?") if draft.project else ""
    billable = "" if draft.billable is None else tr("billable") if draft.billable else tr("not billable")
    facts = [fact for fact in (hours, task, retold(day_text(draft.spent_date, today)), billable) if fact]
    lines = [f" {number}. {title}", f"    {' · '.join(facts)}"]
    if draft.notes:
        lines.append(f"    “{draft.notes}”")
    lines += [f"    ! {retold(warning.text)}" for warning in checking.told(draft)]
    if checking.is_to_check(draft):
        lines.append(f"    ? {retold(checking.question(draft, today))}")
    lines += _outcome_lines(draft)
    return [printable(line) for line in lines]


def _outcome_lines(draft: Draft) -> list[str]:
    if draft.answer:
        rounded = draft.answer.rounded_hours
        much, more = retold(hours_text(draft.answer.hours)), retold(hours_text(rounded))
        note = tr(", {hours} rounded", hours=more) if rounded != draft.answer.hours else ""
        why = [f"    ! {retold(draft.reason)}"] if draft.reason else []
        return [f"    ✓ {tr('in Harvest as {number}: {hours}', number=draft.answer.id, hours=much)}{note}", *why]
    if draft.state is DraftState.REFUSED:
        return [f"    ✗ {tr('Harvest said no: {why}', why=retold(draft.reason))}"]
    if draft.state in (DraftState.CONFIRMED, DraftState.SENDING):
        why_not = retold(draft.reason) or tr("it is sent when Harvest answers")
        return [f"    … {tr('waiting: {why}', why=why_not)}"]
    if draft.state is DraftState.UNDONE:
        return [f"    ↶ {tr('taken back')}"]
    return []


def show_cards(cards: Sequence[Card], today: date, write: Write, projects: Sequence[Project] | None = None) -> None:
    """All cards, numbered from 1; with `projects` as in `show_numbered`."""
    show_numbered(dict(enumerate(cards, 1)), today, write, projects)


def show_numbered(
    numbered: Mapping[int, Card], today: date, write: Write, projects: Sequence[Project] | None = None
) -> None:
    """Cards of both kinds, by their own numbers.

    Where nobody is asked next, `projects` are all that there are: what a card asks then stands below it with its
    choices.
    """
    for number, card in numbered.items():
        lines: list[str] = []
        if isinstance(card, Draft):
            lines = card_lines(number, card, today)
            lines += choices_of(card, projects, today) if projects is not None else []
        elif isinstance(card, Deed):
            lines = deed_lines(number, card, with_choices=projects is not None)
        for line in lines:
            write(printable(line))


def show_outcomes(numbered: Mapping[int, Card], write: Write) -> None:
    """What became of cards that were shown before, by their numbers: a name and Harvest's answer."""
    for number, card in numbered.items():
        if isinstance(card, Draft):
            lines = [card.project.name if card.project else card.said_project, *_outcome_lines(card)]
        else:
            lines = [retold(card.title), *outcome_lines(card)] if isinstance(card, Deed) else [""]
        for line in (f" {number}. {lines[0]}", *lines[1:]):
            write(printable(line))


def show_reply(
    reply: Reply,
    today: date,
    write: Write,
    numbered: Mapping[int, Card] | None = None,
    projects: Sequence[Project] | None = None,
) -> None:
    """All that is said back: the sentence, an answer's tables and texts, cards, and the open question.

    The cards are the reply's own, numbered from 1, or those of `numbered`; `projects` as in `show_numbered`.
    """
    write(told(reply.text))
    if reply.answer:
        for line in answer_lines(reply.answer):
            write(printable(line))
    own: dict[int, Card] = dict(enumerate((*reply.drafts, *reply.deeds), 1))
    show_numbered(own if numbered is None else numbered, today, write, projects)
    if reply.question and reply.question != reply.text:
        write(told(reply.question))


def leave_unless_value(said: str, *, hears: bool, free: bool = False) -> None:
    """Raise Unanswered where `said` is no slip in giving a value but something else, and there is who `hears` it.

    A number that does not fit, a path or an address is asked for again; where the words are `free` only a way out is no
    answer.
    """
    is_slip = free or not re.search(r"[^\W\d_]", said) or any(sign in said for sign in "@/\\")
    if hears and (is_way_out(said) or not is_slip):
        raise Unanswered(said)


def is_way_out(said: str) -> bool:
    """Whether the words answer no question: "quit", "drop", "never mind"."""
    return said.casefold().strip(" .!") in _WAYS_OUT


def ask_choice(
    question: str,
    options: Sequence[str],
    read: Callable[[str], str],
    write: Write,
    *,
    shown: int | None = None,
    hears: bool = False,
) -> int | None:
    """Let a person pick by number or by (part of) a name; None where they press Enter to leave it open.

    Only the first `shown` options are listed; the others can be named all the same. Raises Unanswered where somebody
    `hears` what is no answer; otherwise it is asked again.
    """
    write(question)
    first = options[:shown]
    for line in listed(first):
        write(printable(line))
    left = len(options) - len(first)
    more = tr("; or one of {number} others by name", number=left) if left else ""
    while True:
        said = read(tr("   number or name{more}; Enter to leave it open: ", more=more)).strip()
        if not said:
            return None
        if said.isdecimal() and 1 <= int(said) <= len(first):
            return int(said) - 1
        if hears and is_way_out(said):
            raise Unanswered(said)
        fits = [index for index, option in enumerate(options) if said.casefold() in option.casefold()]
        if len(fits) == 1:
            return fits[0]
        if not fits:
            leave_unless_value(said, hears=hears)
        several = ", ".join(printable(options[index]) for index in fits[:5])
        write(tr("   That fits several: {names}.", names=several) if fits else tr("   That fits none of them."))


def tinted(text: str, stream: TextIO | None) -> str:
    """A line in the colour of what it is (a card's title, a doubt, what became of it), where a terminal takes colours.

    `NO_COLOR` and a terminal that calls itself dumb get none.
    """
    if stream is None or not stream.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    for sign, code in _TINTS:
        if sign.match(text):
            return f"\x1b[{code}m{text}\x1b[0m"
    return text


def to_stderr(text: str) -> None:
    """Messages go to standard error, so that standard output carries only the answer."""
    printing.write("stderr", f"{tinted(text, sys.stderr)}\n")


def to_stdout(text: str) -> None:
    """The answer itself."""
    printing.write("stdout", f"{tinted(text, sys.stdout)}\n")


def read_or_nothing(prompt: str) -> str:
    """One line of standard input; "" at its end."""
    return read_line(prompt) or ""


def read_line(prompt: str) -> str | None:
    """One line of standard input; None at its end. Ctrl+C ends it at once, with KeyboardInterrupt."""
    printing.write("stderr", prompt)
    printing.flush("stderr")
    # asyncio only notes a first Ctrl+C and goes on when the line is there: it would be taken as an answer.
    noting = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return sys.stdin.readline() or None
    finally:
        signal.signal(signal.SIGINT, noting)


def unlogged_text(conversation: Conversation) -> str:
    """ "1 card was not logged.", or nothing where no card is open."""
    drafts = sum(card.state in UNCONFIRMED for card in conversation.cards)
    if not (count := drafts + len(conversation.deeds.open)):
        return ""
    return tr("{many} not logged.", many=local.counted(count, "card was", "cards were"))
