"""The process that decodes: started by `multiprocessing` (spawn), fed over a pipe, ended when it is idle.

Only this process imports torch and whisper. It reads `Job`s and answers with `Decoded` or `Failure`; before that it
says `Ready` once. It ends when the pipe closes, so it never outlives the app.
"""

from __future__ import annotations

import contextlib
import os
import signal
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.speech.errors import SpeechError
from desktop.speech.weights import Weights

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of sound: 16-bit little-endian mono at 16 kHz, at most 30 s; phrases to expect, the most used last."""

    pcm: bytes
    phrases: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded and warm."""

    model: str


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong; `text` is a sentence for the user."""

    text: str
    weights: bool = False


def default_threads() -> int:
    """Cores that this process may use, but one more than four brings nothing for models of this size."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(4, cores))


def serve(pipe: Connection, weights: Weights, threads: int) -> None:
    """The body of the process."""
    # Ctrl+C in a terminal reaches the whole group; ending us is the app's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    # Threads that wait shall sleep, not spin: a decode takes 0.43 s so on a busy machine, and 0.65 s else; on an idle
    # one 0.17 s and 0.14 s.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        import numpy as np
        import torch

        torch.set_num_threads(threads)
        from desktop.speech.engine import Engine
        from desktop.speech.loading import load

        engine = Engine(load(weights), weights.model)
        # The first decode costs twice as much as the next: let it be one of silence, before anybody waits for it.
        engine.decode(np.zeros(16_000, dtype="float32"))
        pipe.send(Ready(weights.model))
    except SpeechError as error:
        pipe.send(Failure(str(error), weights=True))
        return
    except Exception as error:
        pipe.send(Failure(f"Speech recognition could not be started: {error}"))
        return

    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while isinstance(job := pipe.recv(), Job):
            try:
                samples = np.frombuffer(job.pcm[: len(job.pcm) // 2 * 2], "<i2").astype(np.float32) / np.float32(32768)
                answer: object = engine.decode(samples, job.phrases, job.language)
            except Exception as error:
                answer = Failure(f"The recording could not be turned into words: {error}")
            pipe.send(answer)
