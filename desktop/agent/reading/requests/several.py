"""Where one message may hold two wishes: "1h admin and how was my week" opens twice.

In come the words; out come the pieces of it, each of which begins as a message by itself would: with a question, with a
command, with work and its length, or with money that was spent. What each is, and whether it stands by itself, is for
the readers to say (`desktop.agent.several`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from desktop.agent.intents import Span
from desktop.agent.reading.items.items import What
from desktop.agent.reading.requests.heard import ASKED, Heard
from desktop.agent.reading.requests.shapes import Shapes

#: Longer messages are a day's work, with more turns in them than wishes.
_LONG: Final = 400
_MOST: Final = 6
_SENTENCE: Final = 3
"""The level of the break between two sentences."""
_COMMANDS: Final = Shapes(
    "^ <begin>/<halt>/<change>/<remove>/<send>/<create>/<invoice>",
    "^ clock/punch/check/sign me in/out/off",
    "^ show/list/tell/give/explain",
    "^ claim/expense/reimburse",
)
_LOG: Final = Shapes("^ log/add/put/book/enter/record/track")
_WORK: Final = Shapes("^ [N/D] L", "^ N [N/D] L", "^ L .. N", "^ i/we <did> .. L")
_SPENT: Final = Shapes("<spending>/<expense>/spent/paid/cost/bought .. M", "M .. <spending>/<expense>", "spent/paid #")
#: "When I got back" and "what I didn't" ask nothing.
_TELLS: Final = Shapes("^ <ask> i/we/he/she/they/it")
_PLEASE: Final = frozenset("please pls plz can could would also then need want".split())
_POINTS: Final = frozenset("it that this them those these one ones".split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a message that opens as one by itself.

    `asks`, `acts`, `logs` or `works`: with a question, a command, one to log, or a length of work. `is_told`: it is a
    sentence, or asked for in so many words; `points` at what was said before it.
    """

    span: Span
    asks: bool = False
    acts: bool = False
    logs: bool = False
    works: bool = False
    is_told: bool = False
    points: bool = False


def pieces(heard: Heard, words: str, hear: Callable[[str], Heard]) -> tuple[Piece, ...]:
    """The pieces in their order; none where the message opens but once, or only with work."""
    if len(words) > _LONG:
        return ()
    found: list[Piece] = []
    asked_for = _LOG.first(heard.line) == 0
    for span, level in _stretches(heard):
        part = hear(words[span.start : span.end])
        piece = _piece(span, part)
        if found and not (piece.asks or piece.acts or piece.logs or piece.works):
            found[-1] = replace(found[-1], span=Span(found[-1].span.start, span.end))
            continue
        is_told = level >= _SENTENCE or asked_for or not _PLEASE.isdisjoint(part.cues[:_MOST])
        found.append(replace(piece, is_told=is_told))
    wishes = any(piece.asks or piece.acts for piece in found)
    return tuple(found) if wishes and 1 < len(found) <= _MOST else ()


def _piece(span: Span, part: Heard) -> Piece:
    asks = ASKED.first(part.line) == 0 and _TELLS.first(part.line) != 0 and not part.lengths
    return Piece(
        span,
        asks,
        _COMMANDS.first(part.line) == 0 or part.says(_SPENT),
        _LOG.first(part.line) == 0,
        _WORK.first(part.line) == 0,
        points=not part.cue_set.isdisjoint(_POINTS),
    )


def _stretches(heard: Heard) -> list[tuple[Span, int]]:
    """What stands between the breaks, each with the strongest break before it; a question keeps its mark.

    "Also" begins something of its own, as a sentence does.
    """
    tokens, found = heard.tokens, list[tuple[Span, int]]()
    first, level = 0, _SENTENCE
    breaks = [
        (item.start, item.end, _SENTENCE if tokens[item.start].low == "also" else item.level)
        for item in heard.items
        if item.what is What.BREAK and not item.note and item.start < len(tokens)
    ]
    for at, behind, strength in (*breaks, (len(tokens), len(tokens), 0)):
        if at > first:
            is_asked = at < len(tokens) and tokens[at].text == "?"
            found.append((Span(tokens[first].start, tokens[at if is_asked else at - 1].end), level))
            level = 0
        first, level = behind, max(level, strength)
    return found
