"""The process that holds the second reader's network: what is to be looked at comes over a pipe, the reading goes back.

It says first whether it can work (`Ready` or `Lacking`). Then it takes a `Known` account whenever that is another, and
answers each `Job` with an `Interpretation` or a `Failure`; before that it may ask with a `Kind` for the words as the
rules read them so, once. It ends with the pipe, and by itself when nobody asked for so many seconds.

Only this process imports numpy and onnxruntime; of Gleaner only the rules whose findings the network weighs.
"""

from __future__ import annotations

import contextlib
import os
import signal
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.agent.intents import Interpretation, Kind, Utterance
from desktop.harvest.catalog import Catalog

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from desktop.agent.reading.certainty.learned import LearnedReader


@dataclass(frozen=True, slots=True)
class Ready:
    """The weights are loaded."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """The weights, or the library that runs them, are not installed; `text` is a sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """The account that all is about until another comes; `workday` are the hours of a full day."""

    catalog: Catalog
    workday: Decimal


@dataclass(frozen=True, slots=True)
class Job:
    """Words and the rules' reading. Without `has_kinds` the kind of the message is not looked at."""

    utterance: Utterance
    found: Interpretation
    has_kinds: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """The words could not be looked at; `text` is for the log."""

    text: str


def serve(pipe: Connection, idle_seconds: float) -> None:
    """The body of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; ending us is the app's business
    # What libraries say on standard output and standard error is not for the person's terminal.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    with contextlib.suppress(EOFError, OSError):
        if (reader := _loaded(pipe, idle_seconds)) is not None:
            _answer(pipe, reader, idle_seconds)


def _loaded(pipe: Connection, idle_seconds: float) -> LearnedReader | None:
    try:
        from desktop.agent.reading.certainty.engine import Awake, NoWeights
        from desktop.agent.reading.certainty.learned import LearnedReader

        awake = Awake(idle_seconds)
        try:
            awake.engine()
        except NoWeights as lack:
            pipe.send(Lacking(str(lack)))
            return None
    except Exception as error:
        pipe.send(Lacking(f"The second reader could not be started: {type(error).__name__}: {error}"))
        return None
    pipe.send(Ready())
    return LearnedReader(awake)


def _answer(pipe: Connection, reader: LearnedReader, idle_seconds: float) -> None:
    known: Known | None = None

    def read_as(kind: Kind) -> Interpretation:
        pipe.send(kind)
        meant: Interpretation = pipe.recv()
        return meant

    while pipe.poll(idle_seconds):
        order = pipe.recv()
        if isinstance(order, Known):
            known = order
        elif isinstance(order, Job) and known is not None:
            asked = read_as if order.has_kinds else None
            answer: Interpretation | Failure
            try:
                answer = reader.look(order.utterance, order.found, known.catalog, known.workday, asked)
            except (EOFError, OSError):
                raise
            except Exception as error:
                answer = Failure(f"{type(error).__name__}: {error}")
            pipe.send(answer)
