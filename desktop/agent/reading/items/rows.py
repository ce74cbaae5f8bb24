"""Lines of cells in what is no table as a whole: weekdays that head them, and cells that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.tokens import Token, TokenKind

_FEWEST_BARS = 2
_BAR = "|"
_TWO_LETTERS = {"mo": "mon", "tu": "tue", "we": "wed", "th": "thu", "fr": "fri", "sa": "sat", "su": "sun"}
_LETTERS = {"m": "mon", "t": "tue", "w": "wed", "th": "thu", "f": "fri"}
#: These are weekdays only in a row of them.
_WORDS_TOO = frozenset({"we", "sa", "su"})
_KNOWN = frozenset({What.NAME, What.TASK, What.LENGTH, What.DAYS})


def days_in_full(tokens: list[Token]) -> list[Token]:
    """ "Mo 2h Acme, Tu 1h": weekdays in two letters, where several of them head lines or lists."""
    tokens = _letters_of_days(tokens)
    heads = [i for i, token in enumerate(tokens) if token.low in _TWO_LETTERS and _heads(tokens, i)]
    titled = {tokens[i].text for i in heads if tokens[i].text.istitle()}
    if len(titled) < _FEWEST_BARS:
        heads = [i for i in heads if tokens[i].low not in _WORDS_TOO and not tokens[i].text.isupper()]
    out = list(tokens)
    for i in heads:
        out[i] = replace(tokens[i], low=_TWO_LETTERS[tokens[i].low])
    return out


def _letters_of_days(tokens: list[Token]) -> list[Token]:
    """ "m: 2h Acme t: 3h", "m-w 2h": weekdays in one letter, where two of them head lists or make a stretch."""
    marks = [
        i for i, t in enumerate(tokens[:-1]) if t.low in _LETTERS and tokens[i + 1].text == ":" and tokens[i + 1].glued
    ]
    heads = marks if len({tokens[i].low for i in marks}) >= _FEWEST_BARS else []
    for i, token in enumerate(tokens[:-2]):
        dash, last = tokens[i + 1], tokens[i + 2]
        if token.low in _LETTERS and dash.text == "-" and dash.glued and last.glued and last.low in _LETTERS:
            heads += [i, i + 2]
    out = list(tokens)
    for i in heads:
        out[i] = replace(tokens[i], low=_LETTERS[tokens[i].low])
    return out


def _heads(tokens: Sequence[Token], i: int) -> bool:
    """Whether a weekday could stand at token `i`: first in a line or behind a comma or bar, a figure or mark next."""
    first = i == 0 or tokens[i - 1].kind is TokenKind.NEWLINE or tokens[i - 1].text in (",", ";", _BAR, ":")
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return first and (after is None or after.kind is not TokenKind.WORD)


def rows_together(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """The cells of a row are one entry; a cell of other words beside its name and its length is a note."""
    if sum(token.text == _BAR for token in tokens) < _FEWEST_BARS:
        return items
    out: list[Item] = []
    for line in _item_lines(items):
        bars = [k for k, item in enumerate(line) if _is_bar(item, tokens)]
        out += line if len(bars) < _FEWEST_BARS else _row(line, bars)
    return out


def _is_bar(item: Item, tokens: Sequence[Token]) -> bool:
    return item.what is What.BREAK and tokens[item.start].text == _BAR


def _item_lines(items: Sequence[Item]) -> list[list[Item]]:
    lines: list[list[Item]] = [[]]
    for item in items:
        lines[-1].append(item)
        if item.what is What.BREAK and item.level >= 4:
            lines.append([])
    return lines


def _row(line: list[Item], bars: Sequence[int]) -> list[Item]:
    ends = [-1, *bars, len(line)]
    cells = [line[a + 1 : b] for a, b in pairwise(ends)]
    pure = [_kinds(cell) for cell in cells]
    named = any(kinds == {What.NAME} for kinds in pure)
    timed = sum(kinds == {What.LENGTH} for kinds in pure) == 1
    if not (named and timed):
        several = sum(What.LENGTH in kinds for kinds in pure) > 1
        # "Acme: 2h design | Globex: 1h": bars between entries
        barred = set(bars) if several else set()
        return [replace(item, level=3, note=False) if k in barred else item for k, item in enumerate(line)]
    out: list[Item] = []
    for k, cell in enumerate(cells):
        note = not pure[k] <= _KNOWN
        if k:
            bar = line[bars[k - 1]]
            out.append(replace(bar, level=1, note=True) if note else Item(What.FILLER, bar.start, bar.end))
        out += [_plain(item) for item in cell] if note else cell
    return out


def _kinds(cell: Sequence[Item]) -> set[What]:
    return {
        item.what for item in cell if item.what is not What.FILLER and not (item.what is What.BREAK and item.level >= 4)
    }


def _plain(item: Item) -> Item:
    if item.what in (What.FILLER, What.NOTE) or (item.what is What.BREAK and item.level >= 4):
        return item
    return Item(What.WORD, item.start, item.end)
