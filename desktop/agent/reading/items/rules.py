"""The small rules over items, in their order: each looks at what was found and puts right what it knows better.

A rule takes the items and what stands around them and gives the items anew: "an hour on A and twice that on B" has two
lengths behind the first of them. `python -m benchmarks.rules` shows what each brings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.agent.reading.items.bare import settle_bare
from desktop.agent.reading.items.completed import completed
from desktop.agent.reading.items.counted import counted_things, said_so_often
from desktop.agent.reading.items.day_passes import settle_days
from desktop.agent.reading.items.items import Item
from desktop.agent.reading.items.labelled import labelled
from desktop.agent.reading.items.passes import (
    both_ways,
    breaks_between,
    chained,
    multiplied,
    other_halves,
    overruns,
    relative_lengths,
    stated_backwards,
    timed_words,
    without_stutter,
)
from desktop.agent.reading.items.people import participants
from desktop.agent.reading.items.spoken import spoken
from desktop.agent.reading.items.summed import parts_of_sum
from desktop.agent.reading.items.told import in_brackets, in_notes
from desktop.agent.reading.names.matching import NameIndex
from desktop.agent.reading.text.tokens import Token


@dataclass(frozen=True, slots=True)
class Around:
    """What a rule may look at beside the items."""

    tokens: Sequence[Token]
    today: date
    names: NameIndex
    voice: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `example` is a message in which it changes something."""

    name: str
    example: str
    apply: Callable[[list[Item], Around], list[Item]]


def _plain(name: str, example: str, apply: Callable[[list[Item], Sequence[Token]], list[Item]]) -> Rule:
    """A rule that looks at nothing but the tokens."""
    return Rule(name, example, lambda items, around: apply(items, around.tokens))


RULES: tuple[Rule, ...] = (
    _plain("relative lengths", "an hour on A and twice that on B", relative_lengths),
    _plain("both ways", "the drive to A was an hour each way", both_ways),
    _plain("overruns", "A ran 30 minutes over, so it came to two hours", overruns),
    _plain("other halves", "2h, half of it A and the other half B", other_halves),
    Rule("days", "2h A on Monday, 1h B the day before", lambda items, a: settle_days(items, a.tokens, a.today)),
    Rule("participants", "1h A with Victoria and the board", lambda items, a: participants(items, a.tokens, a.names)),
    _plain("breaks between", "A 7:30 to 15:30, 30 min break in between", breaks_between),
    _plain("stated backwards", "stopped work on A at 5, had started at 2", stated_backwards),
    _plain("in brackets", "2h A (on Teams, 09:00 CET)", in_brackets),
    _plain("counted things", "2h A (pages 12-18)", counted_things),
    _plain("chained", "9-12 on A, then B until 5", chained),
    _plain("timed words", "2h A @ 14:00", timed_words),
    Rule(
        "spoken",
        "thirteen minutes on A and thirty on B",
        lambda items, a: spoken(items, a.tokens) if a.voice else items,
    ),
    _plain("completed", "6h: 1/2 A, 1/2 B", completed),
    _plain("parts of a sum", "six hours today, three of those A, two B and the last one C", parts_of_sum),
    _plain("multiplied", "three 1 hour meetings on A", multiplied),
    _plain("bare numbers", "2h A, 2 coffees", settle_bare),
    _plain("said so often", "2h A x3", said_so_often),
    _plain("labelled", "A: planned 3h, spent 4h", labelled),
    Rule("in notes", "2h A for Friday's demo", lambda items, a: in_notes(items, a.tokens, a.today)),
    _plain("stutter", "two hours two hours on A", without_stutter),
)


def settled(items: list[Item], around: Around) -> list[Item]:
    """The items after all rules."""
    for rule in RULES:
        items = rule.apply(items, around)
    return items
