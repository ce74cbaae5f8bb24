"""The language model that a person set up: from settings, keyring and environment to a side of the conversation.

`GLEANER_LLM_MODEL`, `GLEANER_LLM_BASE_URL` and `GLEANER_LLM_API_KEY` come before the settings. Nothing is loaded and
nobody is asked before the first question; without a model this module imports nothing of one.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.harvest.errors import KeyringProblem
from desktop.harvest.secrets import Secrets
from desktop.paths import Home
from desktop.settings import load

if TYPE_CHECKING:
    from desktop.agent.model.remote import LiteLlm
    from desktop.agent.model.side import ModelSide

KEY_NAME: Final = "language-model"


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A model as the conversation uses it, and the process behind it, which is to be closed."""

    side: ModelSide
    carrier: LiteLlm


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which model is set up, where, and whether it may read messages."""

    model: str
    url: str
    may_read: bool
    is_from_environment: bool


def wanted(home: Home) -> Wanted | None:
    """What is set up, in the environment or in the settings; None where no model is."""
    if named := os.environ.get("GLEANER_LLM_MODEL", "").strip():
        return Wanted(named, os.environ.get("GLEANER_LLM_BASE_URL", ""), may_read=True, is_from_environment=True)
    chosen = load(home.settings).language_model
    if not chosen.model:
        return None
    return Wanted(chosen.model, chosen.url, chosen.may_read, is_from_environment=False)


async def key_of(choice: Wanted) -> str:
    """The key: from the environment with a model named there, else from the keyring; "" where there is none."""
    if choice.is_from_environment:
        return os.environ.get("GLEANER_LLM_API_KEY", "")
    try:
        return await Secrets().get(KEY_NAME) or ""
    except KeyringProblem:
        return ""  # the service will say that it wants a key


async def open_model(home: Home) -> LanguageModel | None:
    """The model that is set up, not started; None where none is."""
    choice = wanted(home)
    if choice is None:
        return None
    from desktop.agent.model.remote import LiteLlm
    from desktop.agent.model.sent import Logged
    from desktop.agent.model.side import ModelSide
    from desktop.agent.model.talk import Setup

    setup = Setup(choice.model, choice.url, await key_of(choice))
    carrier = LiteLlm(lambda: setup)
    logged = Logged(carrier, home.sent, lambda: load(home.settings).language_model.keeps_log)
    return LanguageModel(ModelSide(logged, may_read=choice.may_read), carrier)
