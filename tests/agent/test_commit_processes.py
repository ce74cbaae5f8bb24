"""Two copies of the app on one journal, and copies that die at the worst moment: each entry is sent once."""

import asyncio
import os
import signal
import sys
import threading
from contextlib import asynccontextmanager

import pytest

from desktop.agent.journal import State
from desktop.demo import faulty
from desktop.demo.faults import Fault
from tests.agent.writing import bench_of


@asynccontextmanager
async def copy_of_the_app(server, journal_path, mode, when=""):
    """A started copy that waits for "go" on its standard input."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.agent.copy_of_the_app",
        str(journal_path),
        server.address.as_json(),
        mode,
        when,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert await process.stdout.readline() == b"ready\n"
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def confirmed(server, journal_path, count):
    async with bench_of(server, journal_path) as bench:
        cards = [bench.card("1", f"card {number}") for number in range(count)]
        await bench.committer.confirm(cards)
        return cards


@pytest.mark.parametrize("when", ["before_send", "after_send", "after_answer"])
async def test_process_that_dies_while_sending_leaves_every_entry_once(server, journal_path, when):
    cards = await confirmed(server, journal_path, 2)
    async with copy_of_the_app(server, journal_path, "die", when) as process:
        await process.communicate(b"go\n")
        assert process.returncode == 9
    async with bench_of(server, journal_path) as bench:
        assert len(bench.stored()) == (0 if when == "before_send" else 1)
        assert bench.state(cards[0]) is State.SENDING
        await bench.committer.settle_pending()
        assert sorted(bench.stored_notes()) == ["card 0", "card 1"]
        attempts = [bench.journal.operation(card.id).attempts for card in cards]
        assert attempts == [2 if when == "before_send" else 1, 1]


async def test_process_that_is_killed_while_it_waits_for_the_answer(server, journal_path, monkeypatch):
    applied = threading.Event()
    run = faulty._Recording.run

    async def told(recording):
        await run(recording)
        applied.set()

    monkeypatch.setattr(faulty._Recording, "run", told)
    (card,) = await confirmed(server, journal_path, 1)
    server.account.faults.add(_fault("delay_after", seconds=30.0, times=1))
    async with copy_of_the_app(server, journal_path, "settle") as process, bench_of(server, journal_path) as bench:
        process.stdin.write(b"go\n")
        assert await asyncio.to_thread(applied.wait, 30)
        assert bench.stored()
        # It lives and waits: nobody else may touch its entry.
        await bench.committer.settle_pending()
        assert (bench.state(card), bench.journal.operation(card.id).attempts) == (State.SENDING, 1)
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
        await bench.committer.settle_pending()
        assert (bench.state(card), bench.stored_notes()) == (State.COMMITTED, ["card 0"])
        assert bench.journal.operation(card.id).attempts == 1


async def test_two_copies_send_each_entry_once(server, journal_path):
    cards = await confirmed(server, journal_path, 30)
    async with (
        copy_of_the_app(server, journal_path, "settle") as one,
        copy_of_the_app(server, journal_path, "settle") as two,
    ):
        await asyncio.gather(one.communicate(b"go\n"), two.communicate(b"go\n"))
    async with bench_of(server, journal_path) as bench:
        await bench.committer.settle_pending()
        assert sorted(bench.stored_notes()) == sorted(card.notes for card in cards)
        assert {bench.journal.operation(card.id).attempts for card in cards} == {1}


async def test_two_copies_under_faults_leave_each_entry_once(server, journal_path):
    cards = await confirmed(server, journal_path, 20)
    for kind in ("drop_after", "drop_before", "server_error_after", "duplicate"):
        server.account.faults.add(_fault(kind, probability=0.1))
    async with (
        copy_of_the_app(server, journal_path, "settle") as one,
        copy_of_the_app(server, journal_path, "settle") as two,
    ):
        await asyncio.gather(one.communicate(b"go\n"), two.communicate(b"go\n"))
    server.account.faults.clear()
    async with bench_of(server, journal_path) as bench:
        for _ in range(3):
            await bench.committer.settle_pending()
        bench.time.now = bench.time.now.replace(year=2030)
        await bench.committer.settle_pending()
        assert sorted(bench.stored_notes()) == sorted(card.notes for card in cards)


def _fault(kind, **more):

    return Fault(kind=kind, method="POST", **more)
