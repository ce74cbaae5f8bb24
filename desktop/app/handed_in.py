"""What the person dismissed of words that other programs handed in, told through the journal: cards in, a mark out.

The program that asks `gleaner mcp` what became of its draft is in another process: `dismissed_at(journal, 7, "2h a")`
gives the moment at which the last card of those words was dismissed in the app.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.agent.drafts import DraftState
from desktop.agent.wording import without_escapes

if TYPE_CHECKING:
    from desktop.agent.journal import Journal
    from desktop.app.services import Services


def dismissed_at(journal: Journal, user_id: int, words: str) -> datetime | None:
    """When everything that those words became was dismissed; None where it was not."""
    told = journal.fact(user_id, _name(words))
    return datetime.fromisoformat(told) if told else None


class HandedIn:
    """The words that other programs handed in to this run of the app, and the cards of each."""

    def __init__(self) -> None:
        self._cards: dict[str, tuple[str, ...]] = {}
        self._dismissed: set[str] = set()

    def add(self, words: str, card_ids: Iterable[str]) -> None:
        """Words became these cards."""
        self._cards[words] = tuple(card_ids)

    async def tell(self, services: Services) -> None:
        """Note in the journal what was dismissed since, and what was brought back."""
        if not self._cards:
            return
        conversation = services.conversation
        gone = {
            card.id for card in (*conversation.cards, *conversation.deeds.all) if card.state is DraftState.DISCARDED
        }
        dismissed = {words for words, ids in self._cards.items() if ids and gone.issuperset(ids)}
        for words in dismissed ^ self._dismissed:
            moment = datetime.now(UTC).isoformat() if words in dismissed else ""
            services.journal.learn((await services.directory.account()).user_id, _name(words), moment)
        self._dismissed = dismissed


def _name(words: str) -> str:
    return f"dismissed:{hashlib.sha256(without_escapes(words).encode()).hexdigest()[:16]}"
