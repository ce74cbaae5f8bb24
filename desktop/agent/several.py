"""Two wishes in one message: each is done as if it had been said by itself, in the order in which they were said.

"1h admin and how was my week" -> "1h admin", "how was my week": a card for the one, an answer for the other. Only where
each part is plainly of a kind of its own; all other messages stay whole.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from desktop.agent.drafts import Reply
from desktop.agent.insights.answer import Answer
from desktop.agent.intents import QUESTIONS, Interpretation, Kind, Span, Utterance
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.reader import of_card
from desktop.agent.reading.requests.several import Piece

_TIMERS: Final = frozenset({Kind.TIMER_START, Kind.TIMER_STOP})
_INVOICES: Final = frozenset({Kind.INVOICE_CREATE, Kind.INVOICE_SEND})
#: Kinds of which two in a row are one wish: a timer that starts stops the one before it, what is made is then sent.
_GROUPS: Final = {kind: group for group in (_TIMERS, _INVOICES) for kind in group}
_CHANGES: Final = frozenset({Kind.EDIT, Kind.DELETE})
_OF_ONE: Final = frozenset({Kind.BUDGET, Kind.COST})
_ENTRIES: Final = frozenset({Kind.LOG, Kind.REVISE})

Read = Callable[[Span], Awaitable[Interpretation]]


@dataclass(frozen=True, slots=True)
class Message:
    """Words as they are heard; the fields are those of `Conversation.say`. `is_trusted`: they may confirm and undo.

    A part of a longer message is about the cards `before` that, and comes `after` a wish of that kind.
    """

    utterance: Utterance
    doubts: Sequence[Span]
    second: str
    day: date | None
    is_trusted: bool
    most: int | None
    before: Context | None = None
    after: Kind | None = None

    def part(self, span: Span, heard: Span | None) -> Message:
        """A part of it, and of its second hearing, as a message."""
        within = (one for one in self.doubts if span.start <= one.start and one.end <= span.end)
        doubts = [Span(one.start - span.start, one.end - span.start) for one in within]
        said = replace(self.utterance, text=self.utterance.text[span.start : span.end])
        second = self.second[heard.start : heard.end] if heard else ""
        return replace(self, utterance=said, doubts=doubts, second=second)

    def said_after(self, meant: Interpretation, context: Context) -> Interpretation:
        """A question of a project that names none is about the one before it: "2h nucleus and how much is left"."""
        if self.before is None or meant.kind not in QUESTIONS:
            return meant
        names_nothing = not (meant.project or meant.client or meant.choices or meant.asked.names)
        if meant.kind in _OF_ONE and names_nothing and (self.after in QUESTIONS or self.after in _ENTRIES):
            meant = replace(meant, asked=replace(meant.asked, refers=True))
        return of_card(meant, context)


@dataclass(frozen=True, slots=True)
class _Part:
    piece: Piece
    wish: frozenset[Kind]


async def parts_of(pieces: Sequence[Piece], read: Read) -> tuple[Span, ...]:
    """Where each wish of a message stands; () where it holds but one. `read` reads a part as a message by itself."""
    parts: list[_Part] = []
    ahead: Piece | None = None  # "phew, what a day": goes with what comes after it
    for piece in pieces:
        if ahead is not None:
            piece, ahead = replace(piece, span=Span(ahead.span.start, piece.span.end)), None
        wish = _wish(await read(piece.span), piece, parts)
        if parts and wish in (None, parts[-1].wish):
            joined = replace(parts[-1].piece, span=Span(parts[-1].piece.span.start, piece.span.end))
            parts[-1] = replace(parts[-1], piece=joined)
        elif wish is None:
            ahead = piece
        else:
            parts.append(_Part(piece, wish))
    if len(parts) < 2:
        return ()
    for place, part in enumerate(parts):
        if part.piece not in pieces and _wish(await read(part.piece.span), part.piece, parts[:place]) != part.wish:
            return ()
    return tuple(part.piece.span for part in parts)


def _wish(meant: Interpretation, piece: Piece, before: Sequence[_Part]) -> frozenset[Kind] | None:
    """Of what kind a part is that stands by itself behind those `before` it; None where it does not."""
    kind = meant.kind
    stands = not (meant.question or meant.asked.helps)
    if kind is Kind.LOG:
        whole = all(one.hours and (one.project or "project" in one.spans) for one in meant.entries)
        stands = stands and whole and bool(meant.entries) and _is_new(piece, before)
    elif kind is Kind.REVISE:
        stands = stands and not before
    elif kind in QUESTIONS:
        stands = stands and piece.asks
    elif kind in (Kind.EDIT, Kind.DELETE):
        names_one = meant.day or meant.start or meant.details.is_last
        stands = stands and piece.acts and not piece.points and bool(names_one or piece.is_told)
    elif kind is Kind.EXPENSE:
        stands = stands and piece.acts and meant.amount is not None
    else:
        stands = stands and (kind in _TIMERS or (kind in _INVOICES and (piece.is_told or not before)))
    return _GROUPS.get(kind, frozenset({kind})) if stands else None


def _is_new(piece: Piece, before: Sequence[_Part]) -> bool:
    """Whether work is told anew, and not of what was to be done before it: "..., it was 2h on Globex"."""
    changes = bool(before) and not before[-1].wish.isdisjoint(_CHANGES)
    return piece.logs or not before or (piece.works and (piece.is_told or not changes))


def together(replies: Sequence[Reply]) -> Reply:
    """What is said back to all parts of one message."""
    answers = [reply.answer for reply in replies if reply.answer is not None]
    return Reply(
        "\n".join(reply.text for reply in replies if reply.text),
        tuple(draft for reply in replies for draft in reply.drafts),
        next((reply.question for reply in replies if reply.question), None),
        _answers(answers) if answers else None,
        replies[0].kind,
        tuple(deed for reply in replies for deed in reply.deeds),
        replies[-1].left,
        parts=tuple(replies),
    )


def _answers(answers: Sequence[Answer]) -> Answer:
    """Several answers side by side; the figures are those of the first."""
    first = answers[0]
    asked = next((one for one in answers if one.question), first)
    return replace(
        first,
        reply="\n".join(one.reply for one in answers),
        tables=tuple(table for one in answers for table in one.tables),
        pictures=tuple(picture for one in answers for picture in one.pictures),
        copies=tuple(copy for one in answers for copy in one.copies),
        question=asked.question,
        offers=asked.offers,
    )
