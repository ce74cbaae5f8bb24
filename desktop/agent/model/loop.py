"""The agent's loop: a question goes in, the model looks things up with our tools, words and cards come out.

`async for step in run(model, toolbox, messages, known)` yields `Looked("looked at Acme's budget")`, `Said("There are
…")` and at last `Finished(…)`. At most eight rounds; closing the iterator stops the model at once. Nothing here can
write: tools read, or make drafts that a person confirms later.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from desktop.agent.insights.answer import Answer
from desktop.agent.model.figures import Gate
from desktop.agent.model.talk import Called, Message, Model, ToolCall, Words
from desktop.agent.model.tools import Toolbox

MOST_ROUNDS: Final = 8
_MOST_CALLS: Final = 6
_OUT_OF_ROUNDS: Final = "That took too many steps, so it was stopped here."
_NO_WORDS: Final = "The language model gave no answer."


@dataclass(frozen=True, slots=True)
class Looked:
    """A tool was used; `text` is a quiet line for the person."""

    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of the reply, with numbers that nobody computed taken out."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The run is over: the whole reply, the answers under it, the cards it made, and the turns to remember."""

    text: str
    answers: tuple[Answer, ...] = ()
    card_ids: tuple[str, ...] = ()
    turns: tuple[Message, ...] = ()
    struck: int = 0


Step: TypeAlias = Looked | Said | Finished


async def run(
    model: Model, toolbox: Toolbox, messages: Sequence[Message], known: Iterable[Decimal] = ()
) -> AsyncIterator[Step]:
    """Let the model answer the last message. `known` are the numbers that the person said. Raises ModelError."""
    turns = list(messages)
    begun = len(turns)
    gate = Gate(known)
    answers: list[Answer] = []
    card_ids: list[str] = []
    seen: set[tuple[str, str]] = set()
    text = ""
    for _ in range(MOST_ROUNDS):
        said, calls = "", []
        async for event in model.complete(turns, toolbox.specs):
            if isinstance(event, Words):
                said += event.text
                if shown := gate.feed(event.text):
                    text += shown
                    yield Said(shown)
            elif isinstance(event, Called):
                calls.append(event.call)
        if shown := gate.end():
            text += shown
            yield Said(shown)
        turns.append(Message("assistant", said, tuple(calls[:_MOST_CALLS])))
        if not calls:
            break
        for call in calls[:_MOST_CALLS]:
            result_text = "Error: that was looked up already; answer with what is known."
            if (key := (call.name, call.arguments)) not in seen:
                seen.add(key)
                result = await toolbox.run(call)
                result_text = result.text
                gate.know(result.numbers)
                answers += [result.answer] if result.answer else []
                card_ids += result.card_ids
                if result.step:
                    yield Looked(result.step)
            turns.append(_as_data(call, result_text))
    else:
        text = f"{text} {_OUT_OF_ROUNDS}".strip()
    whole = text.strip() or (answers[-1].reply if answers else "") or _NO_WORDS
    yield Finished(whole, tuple(answers), tuple(card_ids), tuple(turns[begun:]), gate.struck)


def _as_data(call: ToolCall, text: str) -> Message:
    """A result is data, whatever it says: it stands between marks that it cannot contain."""
    clean = text.replace("<", "‹").replace(">", "›")
    return Message("tool", f"<data>\n{clean}\n</data>", call_id=call.id)
