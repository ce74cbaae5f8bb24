"""One person's conversation from elsewhere: what was said to and fro, and what is done with its cards.

Words, confirmations and answers come in as plain values (`confirm({"<card>": "<mark>"})`), `view()` gives all that a
page shows. What a person confirms is what they have seen: a card that has changed since is shown again instead.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from desktop.agent import checking
from desktop.agent.conversation import Conversation
from desktop.agent.deeds.answers import NoAnswer
from desktop.agent.deeds.card import Deed, Form
from desktop.agent.drafts import UNCONFIRMED, Card, Change, Draft, DraftState, NotAsSeen
from desktop.agent.insights.answer import Answer
from desktop.agent.intents import Channel, Kind
from desktop.agent.journal import JournalError
from desktop.agent.wording import outcome_text
from desktop.channels.card_json import RIGHT, Json, answer_json, card_json, projects_json
from desktop.harvest.catalog import Project
from desktop.harvest.errors import HarvestError
from desktop.settings import SettingsError
from desktop.text import plain
from desktop.text.hours_text import parse_hours

WELCOME: Final = "Hello. What did you work on? For example: 2 hours on the website, design"
CHANGED: Final = "That has changed since you saw it, so nothing was done. Please look at it again."
BY_WORD: Final = "“yes” confirms all that is ready, “undo” takes back what was logged last."
_MOST_LINES: Final = 100
_MOST_KEYS: Final = 100

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was said; `number` counts up, `cards` are the ids of those that stand below it."""

    number: int
    is_own: bool
    text: str
    cards: tuple[str, ...] = ()
    answer: Answer | None = None


class Talk:
    """Holds a conversation. Use from the loop of the services that it is of.

    Words may confirm and undo, unless not `confirms_by_words`: whoever holds it so calls `confirm` and `undo`.
    """

    def __init__(self, conversation: Conversation, *, confirms_by_words: bool = True) -> None:
        self._conversation = conversation
        self._confirms_by_words = confirms_by_words
        self._lines: deque[Line] = deque(maxlen=_MOST_LINES)
        self._count = 0
        self._keys: deque[str] = deque(maxlen=_MOST_KEYS)
        self._today = datetime.now(UTC).astimezone().date()
        self._projects: tuple[Project, ...] = ()
        self._tell(WELCOME)

    # --- what a page shows -------------------------------------------------------------------------------------------

    async def view(self) -> Json:
        """All lines, and the cards that stand below them as they are now."""
        self._conversation.check_again()
        cards = self._cards()
        shown = {key: card_json(card, self._today) for key, card in cards.items() if self._is_shown(key)}
        asks = any(card["ask"] and card["ask"]["all"] for card in shown.values())
        return {
            "lines": [_line_json(line, self._count) for line in self._lines],
            "cards": shown,
            "projects": projects_json(self._projects) if asks else [],
        }

    # --- what a person does ------------------------------------------------------------------------------------------

    async def say(self, words: str, key: str = "") -> bool:
        """Hear words; False where they could not be taken and are the person's to keep. One `key` is heard once."""
        if key and key in self._keys:
            return True
        self._keys.append(key)
        self._tell(words, is_own=True)

        async def hear() -> None:
            reply = await self._conversation.say(words, Channel.TYPED, may_write=self._confirms_by_words)
            if reply.kind in (Kind.CONFIRM, Kind.UNDO) and not self._confirms_by_words:
                reply = replace(reply, text=BY_WORD)
            asks = reply.question if reply.question and reply.question != reply.text else ""
            await self._look()
            ids = tuple(card.id for card in (*reply.drafts, *reply.deeds))
            self._tell(" ".join(filter(None, [reply.text, asks])), cards=ids, answer=reply.answer)

        return await self._guarded(hear)

    def stop(self) -> None:
        """Give up what is being worked out; its answer then says so."""
        self._conversation.stop_answering()

    async def confirm(self, seen: Mapping[str, str]) -> None:
        """Write these cards, as they were seen. What cannot be taken back is confirmed alone or not at all."""

        async def write() -> None:
            cards = self._cards()
            known = [cards[key] for key in seen if key in cards]
            if len(known) > 1:
                known = [card for card in known if not (isinstance(card, Deed) and card.is_grave)]
            ready = [card.id for card in known if card.state is DraftState.READY]
            if ready:
                try:
                    done = await self._conversation.commit(ready, as_seen=lambda card: self._is(card, seen[card.id]))
                except NotAsSeen:
                    self._tell(CHANGED)
                else:
                    self._tell(outcome_text(done))

        await self._guarded(write)

    async def dismiss(self, seen: Sequence[str]) -> None:
        """Drop cards; “undo” brings entries' cards back."""

        async def drop() -> None:
            self._conversation.discard([key for key in seen if key in self._cards()])

        await self._guarded(drop)

    async def undo(self, card_id: str | None) -> None:
        """Take that commit back, or what was done last in this conversation."""

        async def take_back() -> None:
            if card_id is None:
                reply = await self._conversation.say("undo", Channel.TYPED)
                self._tell(reply.text, cards=tuple(card.id for card in reply.drafts))
            elif card_id in self._cards():
                self._tell((await self._conversation.undo(card_id)).text)

        await self._guarded(take_back)

    async def answer(self, card_id: str, mark: str, key: str, value: str) -> str:
        """Answer what a card asks. Returns why that cannot be taken, or ""."""
        card = self._cards().get(card_id)
        if card is None or card.state not in UNCONFIRMED or not self._is(card, mark):
            return CHANGED
        problem = ""

        async def fill_in() -> None:
            nonlocal problem
            try:
                if isinstance(card, Draft):
                    problem = await self._answer_draft(card, mark, key, value)
                elif isinstance(card, Deed):
                    problem = await self._answer_deed(card, mark, key, value)
            except NotAsSeen:
                problem = CHANGED

        await self._guarded(fill_in)
        return problem

    # --- inside ------------------------------------------------------------------------------------------------------

    async def _answer_draft(self, card: Draft, mark: str, key: str, value: str) -> str:
        change: Change | None = None
        if key == "check" and checking.is_to_check(card):
            if value == RIGHT:
                change = Change(checked=True)
            else:
                others = checking.options(card, self._today)
                if not (value.isdecimal() and int(value) < len(others)):
                    return CHANGED
                change = others[int(value)].change
                if change is None:
                    self._conversation.discard([card.id])
                    return ""
        elif key == "project" and value.isdecimal():
            project = (await self._conversation.world()).catalog.project(int(value))
            change = Change(project=project) if project else None
        elif key == "task" and value.isdecimal() and card.project:
            task = card.project.task(int(value))
            change = Change(task=task) if task else None
        elif key == "hours":
            hours = parse_hours(value)
            if hours is None:
                return "That is no length of time up to 24 hours."
            change = Change(hours=hours)
        if change is None:
            return "That is none of the answers."
        await self._conversation.edit(card.id, change, as_seen=lambda now: self._is(now, mark))
        return ""

    async def _answer_deed(self, card: Deed, mark: str, key: str, value: str) -> str:
        asked = card.asked
        # Only what is asked: no path of a file on this machine comes from a browser.
        if asked is None or asked.key != key or asked.form is Form.FILE:
            return CHANGED
        try:
            await self._conversation.answer(card.id, key, value, as_seen=lambda now: self._is(now, mark))
        except NoAnswer as problem:
            return str(problem)
        return ""

    def _cards(self) -> dict[str, Card]:
        return {card.id: card for card in (*self._conversation.cards, *self._conversation.deeds.all)}

    def _is_shown(self, card_id: str) -> bool:
        return any(card_id in line.cards for line in self._lines)

    def _is(self, card: Card, mark: str) -> bool:
        """Whether the card is as it was when it had that mark."""
        return mark == str(card_json(card, self._today)["mark"])

    def _tell(
        self, text: str, *, is_own: bool = False, cards: tuple[str, ...] = (), answer: Answer | None = None
    ) -> None:
        self._count += 1
        self._lines.append(Line(self._count, is_own, text, cards, answer))

    async def _look(self) -> None:
        self._today = (await self._conversation.now()).date()
        self._projects = (await self._conversation.world()).catalog.projects

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> bool:
        """Do it; whatever goes wrong becomes a line. Whether it went well."""
        try:
            await work()
        except (HarvestError, JournalError, SettingsError) as problem:
            self._tell(f"{problem} Nothing is lost.")
        except Exception as problem:  # the last net: the person must learn that nothing happened
            log.exception("Unexpected failure")
            kind = type(problem).__name__
            self._tell(f"Something went wrong inside Gleaner ({kind}). What was confirmed is kept.")
        else:
            return True
        return False


def _line_json(line: Line, newest: int) -> Json:
    shown: Json = {
        "number": line.number,
        "own": line.is_own,
        "text": plain.shown_lines(line.text),
        "cards": list(line.cards),
        "newest": line.number == newest,
    }
    if line.answer is not None:
        shown["answer"] = answer_json(line.answer)
    return shown
