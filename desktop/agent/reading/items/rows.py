"""Lines of cells in what is no table as a whole: weekdays that head them, and cells that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.agent.reading.text.tokens import Token, TokenKind

_FEWEST = 2
_BAR = "|"
_TWO_LETTERS = {"mo": "mon", "tu": "tue", "we": "wed", "th": "thu", "fr": "fri", "sa": "sat", "su": "sun"}
#: These are weekdays only in a row of them.
_WORDS_TOO = frozenset({"we", "sa", "su"})


def days_in_full(tokens: list[Token]) -> list[Token]:
    """ "Mo 2h Acme, Tu 1h": weekdays in two letters, where several of them head lines or lists."""
    heads = [i for i, token in enumerate(tokens) if token.low in _TWO_LETTERS and _heads(tokens, i)]
    titled = {tokens[i].text for i in heads if tokens[i].text.istitle()}
    if len(titled) < _FEWEST:
        heads = [i for i in heads if tokens[i].low not in _WORDS_TOO and not tokens[i].text.isupper()]
    out = list(tokens)
    for i in heads:
        out[i] = replace(tokens[i], low=_TWO_LETTERS[tokens[i].low])
    return out


def _heads(tokens: Sequence[Token], i: int) -> bool:
    """Whether a weekday could stand at token `i`: first in a line or behind a comma or bar, a figure or mark next."""
    first = i == 0 or tokens[i - 1].kind is TokenKind.NEWLINE or tokens[i - 1].text in (",", ";", _BAR, ":")
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return first and (after is None or after.kind is not TokenKind.WORD)
