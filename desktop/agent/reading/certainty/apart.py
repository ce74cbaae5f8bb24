"""The second reader in a process of its own, so that nothing of it can make the screen wait.

In come the words and the rules' reading, as with any second reader; they go to the process (`child.py`), and what it
makes of them comes back. Where it does not start or does not answer in time, the rules' reading stands, and the log
says so.

    none ──wake()/look()──▶ starting ──Ready──▶ awake ──idle, or it died──▶ none
                               ╰── too slow, or hung: killed, none; three times in a row: for good
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

from desktop.agent.intents import Interpretation, Kind, Utterance
from desktop.agent.reading.certainty.child import Failure, Job, Known, Lacking, Ready, serve
from desktop.agent.reading.certainty.scope import IDLE_SECONDS, ReadAs, has_an_opinion
from desktop.agent.reading.certainty.second import NOTHING_TO_WAIT_FOR
from desktop.children import Child
from desktop.harvest.catalog import Catalog

_MOST_FAILURES: Final = 3

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long we wait, in seconds: idle before it leaves; for a start; for what it makes of one message."""

    idle: float = IDLE_SECONDS
    start: float = 20.0
    look: float = 5.0


class _Gone(Exception):  # noqa: N818 - says what is the matter
    """The process ended."""


class _Silent(Exception):  # noqa: N818 - says what is the matter
    """The process says nothing, or nothing of use."""


class _Lacking(Exception):  # noqa: N818 - says what is the matter
    """There is nothing to start: the weights, or what runs them, are not installed."""


class Apart:
    """A second reader whose weights are in another process. May be used from any thread; close it in the end."""

    def __init__(self, limits: Limits | None = None, body: Callable[..., None] = serve) -> None:
        self._limits = limits or Limits()
        self._body = body
        self._child: Child | None = None
        self._knows: Catalog | None = None
        self._is_lacking = False
        self._is_closed = False
        self._failures = 0
        self._lock = threading.Lock()
        self._helper = ThreadPoolExecutor(1, thread_name_prefix="second-reader")
        self._waking: tuple[Catalog, Future[None]] | None = None

    @property
    def process_id(self) -> int | None:
        """The process that holds the weights, or None while there is none."""
        child = self._child
        return child.pid if child is not None and child.is_alive else None

    def wake(self, catalog: Catalog, workday: Decimal) -> Future[None]:
        """Begin to be ready for words about that account; the future ends when it is, or cannot be."""
        if self._is_lacking or self._is_closed or (self._knows is catalog and self.process_id is not None):
            return NOTHING_TO_WAIT_FOR
        if self._waking is None or self._waking[0] is not catalog or self._waking[1].done():
            self._waking = (catalog, self._helper.submit(self._wake, catalog, workday))
        return self._waking[1]

    def look(
        self,
        utterance: Utterance,
        found: Interpretation,
        catalog: Catalog,
        workday: Decimal,
        read_as: ReadAs | None = None,
    ) -> Interpretation:
        """What the learned reader makes of it; what the rules did, where it does not answer."""
        if not has_an_opinion(utterance, found, read_as):
            return found
        job = Job(utterance, found, has_kinds=read_as is not None)
        with self._lock:
            return self._tried(lambda: self._asked(job, catalog, workday, read_as)) or found

    def close(self) -> None:
        """End the process. Nothing is looked at any more."""
        self._is_closed = True
        if (child := self._child) is not None:
            child.kill()  # it holds nothing that could be lost; whoever waits for it is told
        with self._lock:
            self._end()
        self._helper.shutdown()

    # From here on whoever calls holds the lock, or takes it.

    def _wake(self, catalog: Catalog, workday: Decimal) -> None:
        with self._lock:
            self._tried(lambda: self._prepared(catalog, workday))

    def _tried(self, work: Callable[[], T]) -> T | None:
        """What `work` gives; once more where the process was gone, as it is after it was idle. None: it cannot be."""
        for attempt in (1, 2):
            if self._is_lacking or self._is_closed:
                return None
            try:
                done = work()
            except (_Gone, _Silent) as problem:
                self._end()
                if attempt == 1 and isinstance(problem, _Gone):
                    continue
                self._fail(str(problem))
                return None
            except _Lacking as lack:
                self._end()
                log.warning("%s", lack)
                self._is_lacking = True
                return None
            except BaseException:
                self._end()  # it may wait for an answer that nobody will give
                raise
            self._failures = 0
            return done
        return None

    def _fail(self, why: str) -> None:
        if self._is_closed:
            return
        self._failures += 1
        log.warning("The second reader did not answer (%s): what the rules read stands.", why)
        if self._failures >= _MOST_FAILURES:
            log.warning("The second reader is not asked again until Gleaner is started anew.")
            self._is_lacking = True

    def _prepared(self, catalog: Catalog, workday: Decimal) -> Child:
        """A process that is ready and knows the account."""
        child = self._child
        if child is None or not child.is_alive:
            self._end()
            child = self._started()
        if self._knows is not catalog:
            with _at_most(self._limits.look, child):
                child.pipe.send(Known(catalog, workday))
            self._knows = catalog
        return child

    def _started(self) -> Child:
        try:
            child = self._child = Child("second-reader", self._body, self._limits.idle)
        except OSError as error:
            raise _Silent(f"its process could not be started: {error}") from error
        with _at_most(self._limits.start, child):
            said = child.pipe.recv()
        if isinstance(said, Lacking):
            raise _Lacking(said.text)
        if not isinstance(said, Ready):
            raise _Silent("it did not say that it is ready")
        return child

    def _asked(self, job: Job, catalog: Catalog, workday: Decimal, read_as: ReadAs | None) -> Interpretation:
        child = self._prepared(catalog, workday)
        with _at_most(self._limits.look, child):
            child.pipe.send(job)
            answer = child.pipe.recv()
            if isinstance(answer, Kind) and read_as is not None:
                child.pipe.send(read_as(answer))
                answer = child.pipe.recv()
        if isinstance(answer, Interpretation):
            return answer
        if isinstance(answer, Failure):
            log.warning("The second reader failed (%s): what the rules read stands.", answer.text)
            return job.found
        raise _Silent("it answered out of turn")

    def _end(self) -> None:
        child, self._child, self._knows = self._child, None, None
        if child is not None:
            child.end(patience=0)


@contextlib.contextmanager
def _at_most(seconds: float, child: Child) -> Iterator[None]:
    """Speak with the process for so long, then kill it, which ends whatever waits for it, reading or writing."""
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    clock = threading.Timer(seconds, end)
    clock.daemon = True
    clock.start()
    try:
        yield
    except (EOFError, OSError) as error:
        raise (_Silent("it took too long and was ended") if late.is_set() else _Gone("its process ended")) from error
    finally:
        clock.cancel()
