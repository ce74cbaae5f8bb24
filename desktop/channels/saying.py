"""What is said while an answer is worked out: the model's side tells it, and whoever follows hears each change.

`tell("looked at the budget")`, then the words so far as they come; "" when there is nothing (more) to say.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator


class Saying:
    """One conversation's. Use from one asyncio loop only."""

    def __init__(self) -> None:
        self._text = ""
        self._changed = asyncio.Event()

    def tell(self, text: str) -> None:
        """That is said now."""
        self._text = text
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def follow(self) -> AsyncIterator[str]:
        """What is said, and then each change; of changes that come faster than they are taken, the latest."""
        while True:
            changed = self._changed
            yield self._text
            await changed.wait()
