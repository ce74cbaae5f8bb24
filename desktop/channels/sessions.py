"""The browsers that are signed in, each with a conversation of its own; they end with the program."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from typing import Final

from desktop.agent.conversation import Conversation
from desktop.channels.door import digest, new_secret
from desktop.channels.saying import Saying
from desktop.channels.talk import Talk

Converse = Callable[[Callable[[str], None]], AbstractAsyncContextManager[Conversation]]
"""Opens one more conversation; it tells what is said while an answer is worked out."""

MOST: Final = 8
"""Browsers at once; one more, and the one that was quiet for longest is signed out."""


@dataclass(slots=True)
class Session:
    """One signed-in browser. `token` proves that a request is its page's own; `link` was made for another browser."""

    talk: Talk
    stack: AsyncExitStack
    saying: Saying
    token: str = field(default_factory=new_secret)
    link: str = ""

    def is_token(self, given: str) -> bool:
        """Whether that is this session's token."""
        return hmac.compare_digest(self.token.encode(), given.encode("utf-8", "replace"))


class Sessions:
    """By the hash of their cookie, the one that was used last at the end."""

    def __init__(self, converse: Converse) -> None:
        self._converse = converse
        self._open: dict[str, Session] = {}
        self._in_order = asyncio.Lock()

    def __len__(self) -> int:
        return len(self._open)

    async def open(self) -> str:
        """A new session; returns the secret for its cookie."""
        async with self._in_order:
            stack = AsyncExitStack()
            saying = Saying()
            conversation = await stack.enter_async_context(self._converse(saying.tell))
            secret = new_secret()
            self._open[digest(secret)] = Session(Talk(conversation), stack, saying)
            while len(self._open) > MOST:
                await self.close(next(iter(self._open.values())))
            return secret

    def find(self, secret: str) -> Session | None:
        """The session of that cookie, or None."""
        key = digest(secret)
        session = self._open.pop(key, None)
        if session is not None:
            self._open[key] = session
        return session

    async def close(self, session: Session) -> None:
        """Sign that browser out; cards that were not confirmed go with it."""
        self._open = {key: one for key, one in self._open.items() if one is not session}
        await session.stack.aclose()

    async def aclose(self) -> None:
        """Sign all out."""
        for session in tuple(self._open.values()):
            await self.close(session)
