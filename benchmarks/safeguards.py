"""The safeguards between a language model's words and the person; each can be switched off here, to measure it.

    with READING["quotes"]():
        …                                      # what the model says is believed, whether the message says it or not

The product itself has no such switches: they put something careless in the safeguard's place while they last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Final
from unittest.mock import patch

from pydantic import ValidationError

from desktop.agent.intents import Interpretation, Span
from desktop.agent.model import copied, loop, quoting, reader
from desktop.agent.model.figures import Gate
from desktop.agent.model.quoting import QuotedMessage

Off = Callable[[], AbstractContextManager[Any]]


def _anywhere(text: str, quote: str) -> Span | None:
    """Words that are quoted are in the message, even if they are not."""
    return copied.found(text, quote) or (Span(0, 0) if quote.strip() else None)


def _sure(_rules: Interpretation, model: Interpretation) -> Interpretation:
    return model


def _bare(text: str) -> QuotedMessage | None:
    """Only what is JSON and nothing else."""
    try:
        return QuotedMessage.model_validate_json(text)
    except ValidationError:
        return None


class _Open(Gate):
    """Lets each number through."""

    def feed(self, piece: str) -> str:
        return piece

    def end(self) -> str:
        return ""


READING: Final[Mapping[str, Off]] = {
    "quotes": lambda: patch.object(quoting, "found", _anywhere),
    "certainty": lambda: patch.object(reader, "agreed", _sure),
    "repair": lambda: patch.object(reader, "parsed", _bare),
    "asking again": lambda: patch.object(reader, "TRIES", 1),
}
"""A value whose words are not in the message is asked; what the rules read differently is checked; JSON is taken out of
fences and talk; and asked for once more."""

ANSWERING: Final[Mapping[str, Off]] = {"figure gate": lambda: patch.object(loop, "Gate", _Open)}
"""A number that nobody computed is struck."""
