"""The rate limits, on a clock that only sleeping moves."""

import asyncio

import pytest

from desktop.harvest.limits import Patience, RateLimit, Waiting, retry_after
from tests.harvest.scripted import Reply


class Turns:
    """Runs many turns at once on an event-driven fake clock, and notes when each came."""

    def __init__(self, limit, window, on_wait=None):
        self.now = 0.0
        self.sleepers = []
        self.came = []
        patience = Patience(clock=lambda: self.now, sleep=self._sleep)
        self.rate = RateLimit(limit, window, Waiting(patience, on_wait))

    async def _sleep(self, seconds):
        future = asyncio.get_running_loop().create_future()
        self.sleepers.append((self.now + seconds, future))
        await future

    async def settle(self):
        for _ in range(20):
            await asyncio.sleep(0)

    async def advance(self, until):
        await self.settle()
        while True:
            self.sleepers = [item for item in self.sleepers if not item[1].done()]
            due = min((when for when, _ in self.sleepers), default=None)
            if due is None or due > until:
                break
            self.now = due
            for when, future in self.sleepers:
                if when <= due:
                    future.set_result(None)
            await self.settle()
        self.now = until

    async def take(self, name):
        await self.rate.turn()
        self.came.append((name, self.now))


async def test_no_window_holds_more_than_the_limit_and_the_order_is_kept():
    turns = Turns(10, 5)
    tasks = [asyncio.create_task(turns.take(number)) for number in range(35)]
    await turns.advance(100)
    await asyncio.gather(*tasks)
    assert [name for name, _ in turns.came] == list(range(35))
    times = [when for _, when in turns.came]
    assert all(later - earlier >= 5 for earlier, later in zip(times, times[10:], strict=False))
    assert times[9] == 0
    assert times[-1] < 16, "no slower than the limit asks"


async def test_a_pause_gives_the_whole_burst_back():
    turns = Turns(3, 5)
    for round_ in range(3):
        await asyncio.gather(*(turns.take(number) for number in range(3)))
        turns.now += 6
        assert len(turns.came) == 3 * (round_ + 1)


async def test_blocking_holds_those_back_who_wait_already():
    turns = Turns(2, 5)
    tasks = [asyncio.create_task(turns.take(number)) for number in range(4)]
    await turns.settle()
    turns.rate.block(60)
    await turns.advance(200)
    await asyncio.gather(*tasks)
    assert [when for _, when in turns.came] == [0, 0, 60, 60]


async def test_one_who_gives_up_waiting_leaves_the_turn_to_the_next():
    turns = Turns(1, 5)
    await turns.take("first")
    second = asyncio.create_task(turns.take("second"))
    await turns.settle()
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    third = asyncio.create_task(turns.take("third"))
    await turns.advance(6)
    await third
    assert [name for name, _ in turns.came] == ["first", "third"]


async def test_nobody_overtakes_when_others_give_up():
    turns = Turns(3, 5)
    tasks = [asyncio.create_task(turns.take(number)) for number in range(7)]
    await turns.settle()
    for task in tasks[4:6]:
        task.cancel()
    await turns.settle()
    last = asyncio.create_task(turns.take("last"))
    await turns.advance(100)
    await asyncio.gather(*tasks, last, return_exceptions=True)
    assert [name for name, _ in turns.came] == [0, 1, 2, 3, 6, "last"]


async def test_waiting_is_told_once_over_when_the_last_wait_ends():
    told = []
    turns = Turns(1, 5, told.append)
    tasks = [asyncio.create_task(turns.take(number)) for number in range(3)]
    await turns.advance(100)
    await asyncio.gather(*tasks)
    assert told[-1] == ""
    assert told.count("") == 1
    assert all("slow down" in line for line in told[:-1])


async def test_a_wait_of_a_second_is_not_worth_a_word():
    told = []
    turns = Turns(1, 0.9, told.append)
    tasks = [asyncio.create_task(turns.take(number)) for number in range(2)]
    await turns.advance(10)
    await asyncio.gather(*tasks)
    assert told == []


@pytest.mark.parametrize(("path", "window"), [("/company", 15), ("/reports/project_budget", 900)])
async def test_the_client_keeps_harvests_limits(server, harvest, fake_time, listing, path, window):
    server.on(f"GET {path}", Reply(listing("results", [])))
    call = harvest.company if path == "/company" else harvest.project_budget_report
    for _ in range(100):
        await call()
    assert fake_time.slept == []
    await call()
    assert window <= sum(fake_time.slept) <= window * 1.05
    assert len(server.seen) == 101


async def test_reports_do_not_eat_into_the_other_limit(server, harvest, fake_time, listing):
    server.on("GET /reports/project_budget", Reply(listing("results", [])))
    server.on("GET /company", Reply({}))
    for _ in range(60):
        await harvest.project_budget_report()
        await harvest.company()
    assert fake_time.slept == []


def test_retry_after_reads_numbers_and_dates_and_nothing_else():
    assert retry_after("12") == 12
    assert retry_after(" 1.5 ") == 1.5
    assert 3e9 < retry_after("Fri, 31 Dec 2199 23:59:59 GMT") < 6e9
    assert [retry_after(text) for text in (None, "", "soon", "-1", "inf", "nan", "1e999")] == [None] * 7
