"""Work with a request beside it: "1h on Nucleus. How much have I logged today?".

In come the words with their sentences; out come the words without those that only ask, and what they ask. Neither may
make the other vanish: what is left of the message is read as work, and the question is told to be asked by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.agent.intents import Warn
from desktop.agent.reading.items.items import What
from desktop.agent.reading.requests.heard import Heard
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.text.tokens import Token, TokenKind

#: Longer messages are a day's work, and rarely ask for anything without a question mark.
_LONG: Final = 300
_ENDS: Final = frozenset(".?!")
#: Hours that are told, not worked: agreed on, left, or logged already.
_TOLD: Final = Shapes(
    "said/says/quoted/agreed/promised/sold/estimated/budgeted/bought/thinks/thought/reckons/reckon/get/gets/given/left",
    "i/we/it/that/is/was/were/be/been/have/had <logged>",
    "<change> .. <record>/to",
    "<remove>/<timer>/<invoice>",
    "<ought>",
)
#: Asked of the very hours that are told.
_OF_IT: Final = Shapes("<logged>/right/correct/there/enough/wrong", "^ can/could/would/will you")


@dataclass(frozen=True, slots=True)
class Beside:
    """A message in two: `asked` are the sentences that ask; `readings` the words as they may be read as
    work: with spaces in the place of what asks, and, where the work names nothing, all of them."""

    readings: tuple[str, ...]
    asked: tuple[str, ...]


def parted(heard: Heard, words: str, hear: Callable[[str], Heard], wants: Callable[[Heard], bool]) -> Beside | None:
    """The two parts of a message with work in one sentence and a request in another; None for all other messages.

    `wants` tells whether a sentence without a question mark is a request.
    """
    sentences = _sentences(heard.tokens) if heard.lengths else []
    if len(sentences) < 2 or (len(words) > _LONG and "?" not in words):
        return None
    asked: list[tuple[int, int]] = []
    others: list[Heard] = []
    for start, end in sentences:
        part = hear(words[start:end])
        if part.lengths or not (wants(part) or _asks(part, words[start:end])):
            others.append(part)
        else:
            asked.append((start, end))
    if not asked or not others or any(part.question or part.says(_TOLD) for part in others):
        return None
    kept = words
    for start, end in asked:
        said = hear(words[start:end])
        if said.says(_OF_IT) and not said.says(_SUM):
            return None
        days = any(item.what is What.DAYS for item in said.items) and not any(part.days for part in others)
        if not days or said.seen:
            kept = kept[:start] + " " * (end - start) + kept[end:]
    names = any(part.seen for part in others)
    return Beside((kept,) if names else (kept, words), tuple(words[start:end].strip() for start, end in asked))


def _asks(part: Heard, said: str) -> bool:
    """Whether it is a whole question: "will it rain?" is, "or was it Friday?" is a doubt about the work."""
    return said.rstrip().endswith("?") and part.first in _ASKING


_ASKING: Final = frozenset(
    """what whats how hows who whos whose when where why which will would can could do does did is are has have
    should shall may""".split()
)
_SUM: Final = Shapes("^ how much/many/long", "^ what")


def not_answered(asked: Sequence[str]) -> tuple[Warn, ...]:
    """What is said of requests that nothing was done about beside the work."""
    quoted = " ".join(f"“{one}”" for one in asked)
    return (Warn("not_answered", f"{quoted} waits: say it by itself."),) if asked else ()


def _sentences(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Where each sentence begins and ends in the text; a mark within a figure or a name ends none."""
    found: list[tuple[int, int]] = []
    first: int | None = None
    for k, token in enumerate(tokens):
        first = token.start if first is None else first
        is_last = k + 1 == len(tokens)
        is_mark = token.text in _ENDS and (is_last or not tokens[k + 1].glued or tokens[k + 1].text in _ENDS)
        if is_mark or token.kind is TokenKind.NEWLINE or is_last:
            found.append((first, token.end))
            first = None
    return found
