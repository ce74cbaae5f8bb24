"""The notes of an entry: the words that nothing else took, as they were said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.agent.reading.entries.clauses import Clause
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
    merged: list[str] = []
    for start, end in pieces:
        merged.append(text[tokens[start].start : tokens[end - 1].end].strip())
    if not merged:
        return "", None
    first, last = min(start for start, _ in pieces), max(end for _, end in pieces)
    return ", ".join(dict.fromkeys(merged)), (tokens[first].start, tokens[last - 1].end)


def _note_pieces(
    clause: Clause, tokens: Sequence[Token], used: Sequence[Mention], done: TaskMention | None
) -> list[tuple[int, int]]:
    """Runs of words with the fillers between them; a task's verb in front of its object belongs to the run."""
    pieces: list[tuple[int, int]] = []
    run: list[Item] = []
    for item in clause.items:
        if item.what is What.NOTE:
            _close(run, pieces, tokens)
            quoted = tokens[item.start].kind is TokenKind.MARK
            pieces.append((item.start + 1, item.end - 1) if quoted else (note_start(tokens, item), item.end))
        elif item.what is What.TASK and _is_other(item, done):
            run.append(replace(item, what=What.WORD))
        elif item.what is What.TASK:
            _close(run, pieces, tokens)
            if tokens[item.start].low.endswith("ing"):
                run.append(item)
        elif _is_word(item, used) or (run and item.what in _INSIDE):
            run.append(item)
        else:
            _close(run, pieces, tokens)
    _close(run, pieces, tokens)
    return [(start, end) for start, end in pieces if end > start and tokens[start:end]]


def _is_other(item: Item, done: TaskMention | None) -> bool:
    """Whether a task's word tells of another kind of work than the one that was taken."""
    return done is not None and item.task is not None and item.task != done and not item.task.names & done.names


#: Items that stay in a note once it has begun.
_INSIDE = frozenset({What.FILLER, What.SAME, What.EACH, What.FIX, What.NOT, What.ALL, What.TOTAL, What.REST, What.DROP})


def _is_word(item: Item, used: Sequence[Mention]) -> bool:
    """A word nobody claimed; a word of some name that decided nothing is a word like any other."""
    if item.what in (What.WORD, What.DROP):
        return True
    return item.what is What.NAME and bool(used) and item.name not in used and not item.task


#: Said of the logging, not of the work.
_OVERSIGHT = frozenset("forgot forgotten missed oops almost".split())


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
