"""The notes of an entry: the words that nothing else took, as they were said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.agent.reading.entries.clauses import WHOLE_NAME, Clause
from desktop.agent.reading.entries.entry import Entry
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.items.marks import note_start
from desktop.agent.reading.names.mentions import Mention
from desktop.agent.reading.tasks.tasks import TaskMention
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token, TokenKind


def notes_of(
    entry: Entry, tokens: Sequence[Token], text: str, used: Sequence[Mention] = (), done: TaskMention | None = None
) -> tuple[str, tuple[int, int] | None]:
    """The words nobody claimed, as they were said, without the fillers at their edges; and where they stand.

    `used` are the mentions that named the project, `done` is the one that named the task: other words for a kind of
    work ("development standup") are words like any other.
    """
    pieces: list[tuple[int, int]] = []
    for clause in entry.clauses:
        pieces += _note_pieces(clause, tokens, used, done)
    merged = [text[tokens[start].start : tokens[end - 1].end].strip() for start, end in _joined(pieces, tokens)]
    if not merged:
        return "", None
    first, last = min(start for start, _ in pieces), max(end for _, end in pieces)
    return ", ".join(dict.fromkeys(merged)), (tokens[first].start, tokens[last - 1].end)


_ABOUT = frozenset("about re regarding concerning and &".split())
_ARTICLES = frozenset("the a an our my their".split())


def _joined(pieces: Sequence[tuple[int, int]], tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """ "header and footer", "Jane about the export": pieces with nothing but a joint between them are one."""
    out: list[tuple[int, int]] = []
    for start, end in pieces:
        between = [low(tokens, i) for i in range(out[-1][1], start)] if out and out[-1][1] < start else []
        if between and between[0] in _ABOUT and all(word in _ARTICLES for word in between[1:]):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _note_pieces(
    clause: Clause, tokens: Sequence[Token], used: Sequence[Mention], done: TaskMention | None
) -> list[tuple[int, int]]:
    """Runs of words with the fillers between them; a task's verb in front of its object belongs to the run."""
    pieces: list[tuple[int, int]] = []
    run: list[Item] = []
    for k, item in enumerate(clause.items):
        following = clause.items[k + 1 : k + 1 + _NEAR]
        if item.what is What.NOTE:
            _close(run, pieces, tokens)
            quoted = tokens[item.start].kind is TokenKind.MARK
            pieces.append((item.start + 1, item.end - 1) if quoted else (note_start(tokens, item), item.end))
        elif item.what is What.TASK and (
            _is_other(item, done)
            or _is_part_of_phrase(item, run, following, tokens)
            or low(tokens, item.start) in ("on", "in")  # "on the phone about invoices"
        ):
            run.append(replace(item, what=What.WORD))
        elif item.what is What.TASK:
            _close(run, pieces, tokens)
            if tokens[item.start].low.endswith("ing"):
                run.append(item)
        elif _is_word(item, used) or (run and (item.what in _INSIDE or _is_called_so(item, run, tokens))):
            run.append(item)
        else:
            _close(run, pieces, tokens)
    _close(run, pieces, tokens)
    return [(start, end) for start, end in pieces if end > start and tokens[start:end]]


def _is_other(item: Item, done: TaskMention | None) -> bool:
    """Whether a task's word tells of another kind of work than the one that was taken."""
    return done is not None and item.task is not None and item.task != done and not item.task.names & done.names


_NEAR = 4
_WITH = frozenset("with to from of about the a an our my their his her".split())


def _is_part_of_phrase(item: Item, run: Sequence[Item], following: Sequence[Item], tokens: Sequence[Token]) -> bool:
    """ "code review", "homepage design", "call with Jane": a kind of work and the words that belong to it."""
    if item.task is None or item.task.strength >= WHOLE_NAME:
        return False
    if run and run[-1].what is What.WORD and run[-1].end == item.start:
        return True
    told = next((k for k, other in enumerate(following) if other.what is not What.FILLER), None)
    if told is None or following[told].what is not What.WORD or low(tokens, following[told].end - 1).endswith("ing"):
        return False
    between = [low(tokens, i) for i in range(item.end, following[told].start)]
    return all(word in _WITH for word in between)


def _is_called_so(item: Item, run: Sequence[Item], tokens: Sequence[Token]) -> bool:
    """ "travel to client Wayne": a name right behind the word for what it is."""
    named = item.what is What.NAME and run[-1].end == item.start
    return named and low(tokens, item.start - 1) in ("client", "customer")


#: Items that stay in a note once it has begun.
_INSIDE = frozenset({What.FILLER, What.SAME, What.EACH, What.FIX, What.NOT, What.ALL, What.TOTAL, What.REST, What.DROP})


def _is_word(item: Item, used: Sequence[Mention]) -> bool:
    """A word nobody claimed; a word of some name that decided nothing is a word like any other."""
    if item.what in (What.WORD, What.DROP):
        return True
    return item.what is What.NAME and bool(used) and item.name not in used and not item.task


#: Said of the logging, of the day or of how it felt, not of the work.
_OVERSIGHT = frozenset(
    """forgot forgotten missed oops almost started starting start began begun finished finishing ended continued client
    customer whole est sure took takes taken spent less more than thought expected longer guess honestly yeah""".split()
)


def _close(run: list[Item], pieces: list[tuple[int, int]], tokens: Sequence[Token]) -> None:
    """End a run of words, without the fillers at its edges."""
    while run and run[-1].what not in (What.WORD, What.NAME, What.DROP):
        run.pop()
    while run and run[0].what is What.FILLER:
        run.pop(0)
    if all(low(tokens, item.start) in _OVERSIGHT or item.what is What.FILLER for item in run):
        run.clear()  # "forgot yesterday: 2h"
    if any(item.what in (What.WORD, What.NAME) for item in run):
        pieces.append((run[0].start, run[-1].end))
    run.clear()
