"""The worker thread runs coroutines for other threads and ends cleanly."""

import asyncio
import gc
import threading

import pytest

from desktop.app.worker import Worker


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


def test_what_may_not_be_cut_off_ends_before_the_rest_is_cancelled():
    worker = Worker()
    worker.start()
    begun, order = threading.Event(), []

    async def endless() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            order.append("cancelled")

    async def last() -> None:
        await asyncio.sleep(0)
        order.append("ended")

    worker.submit(endless())
    assert begun.wait(5)
    gc.collect()  # what nobody holds is not forgotten while it waits
    worker.stop(last())
    assert order == ["ended", "cancelled"]


def test_what_takes_longer_than_the_grace_is_cancelled_and_the_thread_ends():
    worker = Worker()
    worker.start()
    cancelled = threading.Event()

    async def last() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    worker.stop(last(), grace=0.1)
    assert cancelled.wait(5)
    worker._thread.join(5)
    assert not worker._thread.is_alive()


def test_a_failing_end_ends_all_the_same(caplog):
    worker = Worker()
    worker.start()

    async def last() -> None:
        raise ValueError("no")

    worker.stop(last())
    assert not worker._thread.is_alive()
    assert "failed" in caplog.text


def test_nothing_is_taken_after_stopping():
    worker = Worker()
    worker.start()
    worker.stop()

    async def late() -> None: ...

    assert worker.submit(late()).cancelled()
    worker.stop(late())
