"""Passes over what is spoken alone: what was heard for another word, said twice to be sure, or cut short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.quantities import MINUTE, from_minutes, in_hours, low
from desktop.agent.reading.text.tokens import Token

#: A plain number above this behind minutes is minutes too.
_MOST_HOURS = 12


def spoken(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """The items with what the other passes leave of speech put right."""
    return _like_minutes(_insisted(items), tokens)


def _insisted(items: list[Item]) -> list[Item]:
    """ "for hours. For hours, four" (spoken): a length that may have been a word, said once more to make it sure."""
    out = list(items)
    heard: Decimal | None = None
    for k, item in enumerate(items):
        said = item.length if item.what is What.LENGTH else None
        if said is not None:
            hours = said.hours if said.hours is not None else in_hours(said.value) if said.value is not None else None
            if heard is not None and hours == heard:
                out[k] = Item(What.FILLER, item.start, item.end)
            else:
                heard = hours if said.heard else None
        elif item.what not in (What.BREAK, What.FILLER):
            heard = None
    return out


def _like_minutes(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "thirteen minutes on A and thirty on B": a number too large for hours has the unit of the one before."""
    out: list[Item] = []
    minutes = False
    for item in items:
        said = item.length if item.what is What.LENGTH else None
        if item.what is What.BREAK and item.level >= 3:
            minutes = False
        elif said is not None and said.bare and minutes and (said.value or 0) > _MOST_HOURS:
            item = replace(item, length=replace(said, hours=from_minutes(said.value or Decimal(0)), bare=False))
        elif said is not None:
            words = {low(tokens, i) for i in range(item.start, item.end)}
            minutes = bool(words & MINUTE)
        out.append(item)
    return out
