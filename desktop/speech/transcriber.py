"""Our side of the worker process: sound in, a future of words out.

One thread owns the process, so that callers on any thread, or on an event loop, never wait:

    stopped ──start()/transcribe()──▶ starting ──Ready──▶ warm ──five idle minutes──▶ stopped
                                         ╰──────crash or hang: ended, started anew, job tried once more──╯

Neither this module nor what it imports loads numpy, torch or whisper.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace

from desktop.children import LEAVING_SECONDS, Child
from desktop.speech.errors import DecodingFailed, SpeechError, WeightsError, WorkerCrashed, WorkerError, WorkerHung
from desktop.speech.transcript import Decoded
from desktop.speech.weights import Weights
from desktop.speech.worker import Failure, Job, Ready, default_threads, serve

BYTES_PER_SECOND = 32_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How long we wait, in seconds: idle before leaving; for a start; for a decode, and more per second of sound."""

    idle: float = 300.0
    start: float = 180.0
    decode: float = 20.0
    per_second: float = 4.0


@dataclass(frozen=True, slots=True)
class _Task:
    """A job and its future; no job means: only be warm."""

    job: Job | None
    future: Future[Decoded | None]


class Transcriber:
    """Turns sound into words in another process.

    Args:
        weights: Says which weights to load, called anew for every start, so that a change of settings counts.
        limits: How long to wait for what.
        threads: For torch; None for what suits the machine.
        on_trouble: Told, on the transcriber's own thread, of each crash or hang, also of those that a second try mends.
    """

    def __init__(
        self,
        weights: Callable[[], Weights],
        limits: Limits | None = None,
        threads: int | None = None,
        on_trouble: Callable[[WorkerError], None] | None = None,
    ) -> None:
        self._weights = weights
        self._limits = limits or Limits()
        self._threads = threads or default_threads()
        self._on_trouble = on_trouble
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._child: Child | None = None
        self._lock = threading.Lock()
        self._owner: threading.Thread | None = None
        self._closed = False
        self._stale = False

    @property
    def process_id(self) -> int | None:
        """The worker's process id, or None while there is none."""
        child = self._child
        return child.pid if child is not None else None

    def start(self) -> Future[None]:
        """Start the worker and load the model, if that has not happened; the future ends when it is warm."""
        future: Future[None] = Future()
        self._put(_Task(None, future))  # type: ignore[arg-type]  # of the two kinds of future this is the one for no job
        return future

    def transcribe(self, pcm: bytes, phrases: tuple[str, ...] = (), language: str | None = None) -> Future[Decoded]:
        """The words in up to 30 s of sound, in the order of the calls.

        Args:
            pcm: 16-bit little-endian mono at 16 kHz (`array.tobytes()` of an int16 array).
            phrases: Phrases that may occur, the most used last.
            language: Two letters; None lets a multilingual model find out.

        The future raises `WeightsError` where no model can be loaded, and `WorkerError` where the worker failed twice.
        """
        future: Future[Decoded] = Future()
        self._put(_Task(Job(pcm, phrases, language), future))  # type: ignore[arg-type]
        return future

    def reload(self) -> None:
        """Load the weights anew before the next job: settings have changed."""
        self._stale = True

    def close(self) -> None:
        """End the worker; jobs that wait are cancelled. Waits for a running one only briefly."""
        with self._lock:
            self._closed = True
            owner = self._owner
        if owner is not None:
            self._tasks.put(None)
            owner.join(8)

    def _put(self, task: _Task) -> None:
        with self._lock:
            if self._closed:
                raise RuntimeError("the transcriber is closed")
            if self._owner is None:
                self._owner = threading.Thread(target=self._own, name="transcriber", daemon=True)
                self._owner.start()
            self._tasks.put(task)

    # From here on everything runs on the owner's thread.

    def _own(self) -> None:
        while True:
            try:
                task = self._tasks.get(timeout=self._limits.idle if self._child else None)
            except queue.Empty:
                self._stop()
                continue
            if task is None or self._closed:
                break
            if task.future.set_running_or_notify_cancel():
                self._run(task)
        self._stop()
        with contextlib.suppress(queue.Empty):
            while True:
                left = self._tasks.get_nowait()
                if left is not None:
                    left.future.cancel()

    def _run(self, task: _Task) -> None:
        trouble: WorkerError | None = None
        for attempt in (1, 2):
            try:
                result = self._once(task.job)
            except (WorkerCrashed, WorkerHung) as error:
                self._stop(kill=True)
                if self._closed:
                    break
                trouble = error
                if self._on_trouble is not None:
                    self._on_trouble(error)
            except SpeechError as error:
                if isinstance(error, WeightsError):
                    self._stop(kill=True)
                task.future.set_exception(error)
                return
            else:
                task.future.set_result(result and replace(result, attempts=result.attempts + attempt - 1))
                return
        task.future.set_exception(trouble or WorkerCrashed("Speech recognition was ended."))

    def _once(self, job: Job | None) -> Decoded | None:
        if self._stale:
            self._stale = False
            self._stop()
        self._ensure()
        if job is None:
            return None
        answer = self._exchange(job)
        if isinstance(answer, Decoded):
            return answer
        raise DecodingFailed(answer.text if isinstance(answer, Failure) else "Speech recognition gave no words.")

    def _ensure(self) -> None:
        if self._child is not None and self._child.is_alive:
            return
        self._stop(kill=True)
        self._child = Child("whisper", serve, self._weights(), self._threads)
        answer = self._receive(self._limits.start)
        if isinstance(answer, Failure):
            self._stop(kill=True)
            raise (WeightsError if answer.weights else DecodingFailed)(answer.text)
        if not isinstance(answer, Ready):
            raise WorkerCrashed("Speech recognition answered out of turn.")

    def _exchange(self, job: Job) -> object:
        try:
            self._open.pipe.send(job)
        except OSError as error:
            raise WorkerCrashed("Speech recognition ended unexpectedly.") from error
        return self._receive(self._limits.decode + self._limits.per_second * len(job.pcm) / BYTES_PER_SECOND)

    def _receive(self, patience: float) -> object:
        pipe, deadline = self._open.pipe, time.monotonic() + patience
        try:
            # In slices, so that `close` is not kept waiting.
            while not pipe.poll(0.2):
                if self._closed:
                    raise WorkerCrashed("Speech recognition was ended.")
                if time.monotonic() > deadline:
                    raise WorkerHung("Speech recognition gave no answer and was ended.")
            return pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerCrashed("Speech recognition ended unexpectedly.") from error

    @property
    def _open(self) -> Child:
        if self._child is None:
            raise WorkerCrashed("Speech recognition is not running.")
        return self._child

    def _stop(self, *, kill: bool = False) -> None:
        if self._child is not None:
            self._child.end(patience=0 if kill else LEAVING_SECONDS)
            self._child = None
