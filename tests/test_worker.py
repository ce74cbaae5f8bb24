"""The worker thread runs coroutines for other threads and ends cleanly."""

import asyncio
import threading

import pytest

from desktop.worker import Worker


@pytest.fixture
def worker():
    worker = Worker()
    worker.start()
    yield worker
    worker.stop()


def test_results_and_errors_come_back(worker: Worker):
    async def answer() -> str:
        return threading.current_thread().name

    async def fail() -> None:
        raise ValueError("no")

    assert worker.submit(answer()).result(5) == "gleaner-worker"
    with pytest.raises(ValueError, match="no"):
        worker.submit(fail()).result(5)


def test_stopping_lets_what_runs_clean_up():
    worker = Worker()
    worker.start()
    begun, cleaned = threading.Event(), threading.Event()

    async def long_work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            cleaned.set()

    worker.submit(long_work())
    assert begun.wait(5)
    worker.stop()
    assert cleaned.is_set()


def test_a_worker_that_never_started_can_be_stopped():
    Worker().stop()
