"""One phone's conversation by text messages: cards as numbered lines, "yes" confirms those that are ready.

"4h williams and 3h acme" is answered "1. Brand Refresh · …" and "2. An entry … Which project? a) … b) …"; "2 is b"
answers, "1 is 3 hours" changes, "drop 2" forgets, "yes" confirms, "undo" takes back.
"""

from __future__ import annotations

import re
from typing import Final

from desktop.agent.conversation import Conversation
from desktop.agent.drafts import UNCONFIRMED
from desktop.channels.card_json import Json
from desktop.channels.talk import Talk

LONGEST: Final = 1500
"""Characters of one answer; Twilio takes 1,600."""
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_ORDINALS: Final = tuple("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_EXAMPLE: Final = "1 is 3 hours"
_YES: Final = frozenset(
    {
        "yes",
        "y",
        "yep",
        "yeah",
        "yup",
        "sure",
        "yes please",
        "ok",
        "okay",
        "confirm",
        "confirm all",
        "log it",
        "log them",
    }
)
_DROP: Final = re.compile(r"(?:drop|dismiss|remove)\s+#?(\d{1,2})")
_CHOSEN: Final = re.compile(r"(?:#?(\d{1,2})\s*(?:is|=|:)?\s*)?([a-z])\)?")
_FILLED: Final = re.compile(r"#?(\d{1,2})\s*(?:is|=|:)\s+(.+)", re.DOTALL)
"""What follows a card's number: "3 is 18.50", but not "2:30 acme"."""


class Texting:
    """Hears one message, and says what is to be sent back. Only cards that were sent whole can be confirmed."""

    def __init__(self, conversation: Conversation) -> None:
        self._talk = Talk(conversation, confirms_by_words=False)
        self._told = 1  # the welcome is for pages
        self._sent: list[Json] = []

    async def hear(self, words: str) -> str:
        """The answer to one message."""
        problem = await self._do(" ".join(words.split()), words)
        page = await self._talk.view()
        fresh = [line for line in page["lines"] if line["number"] > self._told]
        self._told = page["lines"][-1]["number"]
        lines = [problem, *(line["text"] for line in fresh if not line["own"])]
        for line in fresh:
            if "answer" in line:
                offers = [offer["text"] for offer in line["answer"]["offers"]]
                lines += [line["answer"]["counted"], *(offers if not line["answer"]["counted"] else [])]
        said = "\n".join(filter(None, lines))[:LONGEST]
        return "\n".join([said, *self._cards_told(page["cards"], LONGEST - len(said))]).strip()

    async def _do(self, words: str, raw: str) -> str:
        """Do what the words ask for. Returns a sentence of our own, or ""."""
        low = words.casefold().strip(" .!")
        if low in _YES:
            return await self._confirm()
        if low == "undo":
            await self._talk.undo(None)
            return ""
        if (found := _DROP.fullmatch(low)) and (card := self._card(found[1])):
            await self._talk.dismiss([card["id"]])
            return f"Dropped {found[1]}. Nothing was written."
        if (found := _CHOSEN.fullmatch(low)) and (asked := self._asked(found[1])):
            options = asked["ask"]["options"]
            place = _LETTERS.index(found[2])
            if place < len(options):
                return await self._answer(asked, options[place]["key"])
        if self._sent and (found := _FILLED.fullmatch(words)):
            card = self._card(found[1])
            return await self._fill_in(card, found[2]) if card else f"There is no card {found[1]}."
        await self._talk.say(raw)
        return ""

    async def _fill_in(self, card: Json, words: str) -> str:
        """What follows a card's number: an answer to what it asks, or a change. No other card is changed by it."""
        if not _is_entry(card):
            is_asked = card["ask"] and card["ask"]["types"]
            return await self._answer(card, words) if is_asked else "That card cannot be changed. Please say it anew."
        entries = [one["id"] for one in self._sent if _is_entry(one)]
        place = entries.index(card["id"])
        if place >= len(_ORDINALS):
            return "Please confirm or drop some of those before it first."
        await self._talk.say(f"the {_ORDINALS[place]} one is {words}")
        now = (await self._talk.view())["cards"]
        if all(now[one["id"]]["mark"] == one["mark"] for one in self._sent if one["id"] != card["id"]):
            return ""
        await self._talk.undo(None)
        return f"That was read as something else. Please say it in other words, such as: {_EXAMPLE}"

    async def _confirm(self) -> str:
        ready = [card for card in self._sent if card["action"] and not card["alone"]]
        if ready:
            await self._talk.confirm({card["id"]: card["mark"] for card in ready})
            return ""
        return "Something is still open." if self._sent else "There is nothing to log right now."

    async def _answer(self, card: Json, value: str) -> str:
        return await self._talk.answer(card["id"], card["mark"], card["ask"]["key"], value)

    def _card(self, number: str) -> Json | None:
        place = int(number) - 1
        return self._sent[place] if 0 <= place < len(self._sent) else None

    def _asked(self, number: str | None) -> Json | None:
        """The card of that number if it asks something; without a number, the only one that does."""
        if number is not None:
            card = self._card(number)
            return card if card and card["ask"] else None
        asking = [card for card in self._sent if card["ask"]]
        return asking[0] if len(asking) == 1 else None

    def _cards_told(self, cards: dict[str, Json], room: int) -> list[str]:
        """The open cards, as many as there is room for, and what can be said to them."""
        waiting = [card for card in cards.values() if card["can_dismiss"]]
        self._sent = []
        told: list[str] = []
        for number, card in enumerate(waiting, 1):
            block = _card_text(number, card)
            room -= len(block) + 1
            if room < 150:  # for the last lines
                break
            told.append(block)
            self._sent.append(card)
        if left := len(waiting) - len(self._sent):
            told.append(f"({left} more, shown when these are done)")
        ready = [str(place) for place, card in enumerate(self._sent, 1) if card["action"] and not card["alone"]]
        if ready:
            told.append(f"“yes” confirms {' and '.join(filter(None, [', '.join(ready[:-1]), ready[-1]]))}.")
        if any(card["action"] and card["alone"] for card in self._sent):
            told.append("What cannot be taken back is not confirmed by message. Please do it in the app.")
        return told


def _is_entry(card: Json) -> bool:
    """Whether it is a new entry's card that can still be changed."""
    return bool(card["facts"]) and card["state"] in UNCONFIRMED


def _card_text(number: int, card: Json) -> str:
    facts = [card["title"], card["client"], *card["facts"]]
    lines = [f"{number}. {', '.join(filter(None, facts))}"]
    lines += [f"For {card['person']}"] if card["person"] else []
    lines += [f"“{card['notes']}”"] if card["notes"] else []
    for field in card["fields"]:
        before = f"{field['before']} → " if field["before"] is not None else ""
        lines.append(f"{field['name']}: {before}{field['text']}")
    for table in card["tables"]:
        lines += [table["title"], *(" · ".join(filter(None, row)) for row in table["rows"])]
    lines += [f"! {warning['text']}" for warning in card["warnings"] if warning["doubts"]]
    lines += [card["status"]] if card["status"] else []
    if card["ask"]:
        lines.append(card["ask"]["question"])
        lines += [f" {letter}) {one['text']}" for letter, one in zip(_LETTERS, card["ask"]["options"], strict=False)]
    return "\n".join(lines)
