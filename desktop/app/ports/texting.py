"""SMS and WhatsApp as the settings see them: numbers and address in the settings, Twilio's token in the keyring."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from desktop.paths import Home
from desktop.ui.texting_port import TextingPort, TextingView

Submit = Callable[[Coroutine[Any, Any, None]], object]


class TextingDesk(TextingPort):
    """`submit` puts a coroutine on the worker's loop."""

    def __init__(self, home: Home, submit: Submit) -> None:
        super().__init__()
        self._home = home
        self._submit = submit

    def look(self) -> None:
        """Read the settings."""
        self._do(self._tell())

    def keep(self, numbers: str, address: str, token: str) -> None:
        """Only whole: what cannot be used changes nothing."""

        async def work() -> None:
            from desktop.channels.numbers import TOKEN_NAME, address_of, numbers_of
            from desktop.harvest.secrets import Secrets
            from desktop.settings import MessageSettings, update

            wanted = MessageSettings(numbers=numbers_of(numbers), url=address_of(address))
            if token:
                await Secrets().set(TOKEN_NAME, token)
            update(self._home.settings, messages=wanted)
            await self._tell()

        self._do(work())

    def forget_token(self) -> None:
        """Out of the keyring."""

        async def work() -> None:
            from desktop.channels.numbers import TOKEN_NAME
            from desktop.harvest.secrets import Secrets

            await Secrets().delete(TOKEN_NAME)
            await self._tell()

        self._do(work())

    async def _tell(self) -> None:
        from desktop.settings import load

        kept = load(self._home.settings).messages
        self._show(
            TextingView(
                kept.numbers,
                kept.url,
                f"{kept.url}/twilio" if kept.url else "",
                await self._has_token(),
                importlib.util.find_spec("twilio") is not None,
            )
        )

    async def _has_token(self) -> bool:
        from desktop.channels.numbers import TOKEN_NAME
        from desktop.harvest.errors import KeyringProblem
        from desktop.harvest.secrets import Secrets

        try:
            return bool(os.environ.get("GLEANER_TWILIO_TOKEN") or await Secrets().get(TOKEN_NAME))
        except KeyringProblem:
            return False

    def _do(self, step: Coroutine[Any, Any, None]) -> None:
        async def work() -> None:
            from desktop.harvest.errors import KeyringProblem
            from desktop.settings import SettingsError

            try:
                await step
            except (ValueError, SettingsError, KeyringProblem) as problem:
                self._show(replace(self._view, problem=str(problem)))

        self._submit(work())
