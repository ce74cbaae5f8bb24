"""The language model that a person set up: from settings, keyring and environment to a side of the conversation.

`GLEANER_LLM_MODEL`, `GLEANER_LLM_BASE_URL` and `GLEANER_LLM_API_KEY` come before the settings. Nothing is loaded and
nobody is asked before the first question; without a model this module imports nothing of one.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.harvest.errors import KeyringProblem
from desktop.harvest.secrets import Secrets
from desktop.paths import Home
from desktop.settings import Tried, load, place_of, update

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from desktop.agent.conversation import Conversation
    from desktop.agent.model.connected import Connected
    from desktop.agent.model.gguf import LocalFile
    from desktop.agent.model.loop import Step
    from desktop.agent.model.proving import Result
    from desktop.agent.model.remote import LiteLlm
    from desktop.agent.model.side import ModelSide
    from desktop.agent.model.talk import Model

KEY_NAME: Final = "language-model"
_MOST_TRIED: Final = 20


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A model as the conversation uses it, the model itself, and the process behind it, which is to be closed."""

    side: ModelSide
    model: Model
    carrier: LiteLlm | LocalFile
    connected: Connected

    async def aclose(self) -> None:
        """End the processes behind it."""
        await self.connected.aclose()
        await self.carrier.aclose()


class Models:
    """The language model of one conversation: used, exchanged for another, and closed when it is not used any more.

    `on_wait` is told of each quiet step and of the words so far, and "" when the whole reply is there.
    """

    def __init__(self, conversation: Conversation, on_wait: Callable[[str], None] | None = None) -> None:
        self._conversation = conversation
        self._on_wait = on_wait
        self._used: LanguageModel | None = None
        self._leaving: set[asyncio.Task[None]] = set()
        self._said = ""

    def use(self, opened: LanguageModel | None) -> None:
        """From now on that one, or none. What the other one is still saying it may end, without its connected tools."""
        self._conversation.use_model(opened.side if opened else None)
        if self._used is not None:
            task = asyncio.create_task(_leave(self._used))
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)
        self._used = opened
        if opened:
            opened.side.on_step = self._tell

    async def aclose(self) -> None:
        """End the processes behind all that were used."""
        leaving = tuple(self._leaving)
        for task in leaving:
            task.cancel()  # whoever still speaks is not waited for
        await asyncio.gather(*leaving, return_exceptions=True)
        if self._used is not None:
            await self._used.aclose()

    def _tell(self, step: Step) -> None:
        """What is looked at, then the words as they come; the reply itself ends it."""
        from desktop.agent.model.loop import Finished, Said

        if isinstance(step, Said):
            self._said += step.text
        elif isinstance(step, Finished):
            self._said = ""
        if self._on_wait:
            self._on_wait("" if isinstance(step, Finished) else self._said or step.text)


async def _leave(opened: LanguageModel) -> None:
    """End what another model has taken the place of: its connected tools now, itself when it has said its words."""
    try:
        await opened.connected.aclose()
        await opened.side.said()
    finally:
        await opened.aclose()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which model is set up, where, and whether it may read messages: only one that has proved itself may.

    `is_key_for_it`: the key that is kept was given for this vendor or address.
    """

    model: str
    url: str
    may_read: bool
    is_from_environment: bool
    is_key_for_it: bool


def wanted(home: Home) -> Wanted | None:
    """What is set up, in the environment or in the settings; None where no model is."""
    chosen = load(home.settings).language_model
    named = os.environ.get("GLEANER_LLM_MODEL", "").strip()
    model, url = (named, os.environ.get("GLEANER_LLM_BASE_URL", "").strip()) if named else (chosen.model, chosen.url)
    if not model:
        return None
    tried = chosen.trial_of(model, url)
    is_key_for_it = chosen.key_for in (None, place_of(model, url))
    return Wanted(model, url, bool(tried and tried.may_read), bool(named), is_key_for_it)


async def key_of(choice: Wanted) -> str:
    """The key: from the environment with a model named there, else from the keyring; "" where there is none for it."""
    if choice.is_from_environment:
        return os.environ.get("GLEANER_LLM_API_KEY", "")
    if not choice.is_key_for_it:
        return ""
    try:
        return await Secrets().get(KEY_NAME) or ""
    except KeyringProblem:
        return ""  # the service will say that it wants a key


async def keep_key(key: str) -> None:
    """Keep the key in the system's keyring, or with "" forget it. Raises KeyringProblem."""
    await (Secrets().set(KEY_NAME, key) if key else Secrets().delete(KEY_NAME))


async def open_model(home: Home) -> LanguageModel | None:
    """The model that is set up, not started; None where none is."""
    choice = wanted(home)
    if choice is None:
        return None
    from desktop.agent.model.connected import Connected, Server
    from desktop.agent.model.gguf import LocalFile
    from desktop.agent.model.remote import LiteLlm
    from desktop.agent.model.sent import Logged
    from desktop.agent.model.side import ModelSide
    from desktop.agent.model.talk import Setup

    setup = Setup(choice.model, choice.url, await key_of(choice))
    is_file = choice.model.casefold().endswith(".gguf")
    carrier = LocalFile(choice.model) if is_file else LiteLlm(lambda: setup)
    logged = Logged(carrier, home.sent, lambda: load(home.settings).language_model.keeps_log)
    tools = load(home.settings).connected_tools
    connected = Connected(
        [Server(tool.name, tool.address, tool.tools, tool.seen) for tool in tools if tool.is_on and tool.tools]
    )
    side = ModelSide(logged, may_read=choice.may_read, connected=connected)
    return LanguageModel(side, logged, carrier, connected)


async def try_out(home: Home) -> AsyncIterator[Result]:
    """Let the model that is set up read our sentences; what that proves is kept. Raises SettingsError."""
    from desktop.agent.model.proving import may_read, prove

    choice, opened = wanted(home), await open_model(home)
    if choice is None or opened is None:
        return
    results = []
    try:
        async for result in prove(opened.model):
            results.append(result)
            yield result
    finally:
        await opened.aclose()
    if any(result.problem for result in results):
        return
    before = load(home.settings).language_model
    seconds = sum(result.seconds for result in results) / max(len(results), 1)
    found = Tried(model=choice.model, url=choice.url, may_read=may_read(results), seconds=round(seconds, 2))
    others = [one for one in before.tried if (one.model, one.url) != (choice.model, choice.url)]
    update(home.settings, language_model=before.model_copy(update={"tried": (*others[1 - _MOST_TRIED :], found)}))
