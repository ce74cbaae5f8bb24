"""Accounts that count by start and end, or do not say how: no timer runs because of a card."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from desktop.agent.drafts import DraftState
from desktop.agent.journal import State
from desktop.agent.validation import validate
from tests.agent.writing import FRIDAY, bench_of

S = DraftState


def configured(server, *, timestamps, clock="12h", wrong_mode="observed"):
    server.account.configure(wants_timestamp_timers=timestamps, clock=clock)
    server.account.switches = replace(server.account.switches, wrong_mode=wrong_mode)


@pytest.mark.parametrize("clock", ["12h", "24h"])
async def test_account_with_times_gets_the_times_that_the_card_showed(server, journal_path, clock):
    configured(server, timestamps=True, clock=clock, wrong_mode="rejected")
    async with bench_of(server, journal_path) as bench:
        assert bench.account.wants_timestamp_timers
        card = validate(bench.card("1.5"), account=bench.account, today=FRIDAY, now=time(14, 59))
        (done,) = await bench.committer.commit([card])
        (entry,) = bench.stored()
        assert (done.state, done.answer.hours, done.reason) == (S.COMMITTED, Decimal("1.5"), "")
        assert (entry.started_minute, entry.ended_minute) == (13 * 60 + 29, 14 * 60 + 59)


async def test_hours_finer_than_minutes_are_as_close_as_times_can_be(server, journal_path):
    configured(server, timestamps=True)
    async with bench_of(server, journal_path) as bench:
        card = validate(bench.card("0.33"), account=bench.account, today=FRIDAY, now=time(14, 59))
        (done,) = await bench.committer.commit([card])
        assert (done.state, done.answer.hours, done.reason) == (S.COMMITTED, Decimal("0.33"), "")


@pytest.mark.parametrize("wrong_mode", ["observed", "accepted", "ignored", "rejected"])
@pytest.mark.parametrize("timestamps", [False, True])
async def test_account_that_does_not_say_how_it_counts(server, journal_path, timestamps, wrong_mode):
    configured(server, timestamps=timestamps, wrong_mode=wrong_mode)
    async with bench_of(server, journal_path, wants_timestamp_timers=None) as bench:
        card = bench.card("2", started_time=time(9), ended_time=time(11))
        (done,) = await bench.committer.commit([card])
        (entry,) = bench.stored()
        assert (done.state, done.answer.hours, entry.timer_started_at) == (S.COMMITTED, 2, None)
        # What was learnt is used from then on: the next one is right at once.
        posts = len(bench.demo.faults.strikes)
        (again,) = await bench.committer.commit([bench.card("3", started_time=time(12), ended_time=time(15))])
        assert (again.state, again.answer.hours, len(bench.demo.faults.strikes)) == (S.COMMITTED, 3, posts)


@pytest.mark.parametrize("wrong_mode", ["observed", "accepted", "ignored"])
@pytest.mark.parametrize("timestamps", [False, True])
async def test_account_that_counts_the_other_way_than_we_believe(server, journal_path, timestamps, wrong_mode):
    configured(server, timestamps=timestamps, wrong_mode=wrong_mode)
    async with bench_of(server, journal_path, wants_timestamp_timers=not timestamps) as bench:
        card = bench.card("2", started_time=time(9), ended_time=time(11))
        (done,) = await bench.committer.commit([card])
        (entry,) = bench.stored()
        assert (done.state, done.answer.hours, entry.timer_started_at) == (S.COMMITTED, 2, None)
        if wrong_mode == "ignored" or (wrong_mode == "observed" and not timestamps):
            assert "started a timer" in done.reason


async def test_repair_that_is_cut_short_is_finished_later(server, journal_path):
    configured(server, timestamps=False, wrong_mode="ignored")
    async with bench_of(server, journal_path, wants_timestamp_timers=True) as bench:
        bench.fault("drop_before", method="PATCH", path="/stop$", times=1)
        card = bench.card("2", started_time=time(9), ended_time=time(11))
        await bench.committer.commit([card])
        await bench.committer.settle_pending()
        (entry,) = bench.stored()
        assert (bench.state(card), entry.hours, entry.timer_started_at) == (State.COMMITTED, 2, None)


async def test_timer_that_cannot_be_set_right_is_removed_and_told(server, journal_path):
    configured(server, timestamps=False, wrong_mode="ignored")
    async with bench_of(server, journal_path, wants_timestamp_timers=True) as bench:
        bench.fault("rate_limited", method="PATCH", path=r"/time_entries/\d+$", retry_after="0")
        card = bench.card("2", started_time=time(9), ended_time=time(11))
        await bench.committer.commit([card])
        assert bench.state(card) is State.SENDING
        bench.demo.faults.clear()
        await bench.committer.settle_pending()
        assert (bench.state(card), [entry.hours for entry in bench.stored()]) == (State.COMMITTED, [2])


@pytest.mark.parametrize(
    ("refused", "told", "runs"),
    [
        ([("PATCH", "/stop$")], "did not let it be stopped", True),
        ([("PATCH", r"/time_entries/\d+$"), ("DELETE", "")], "did not let it be removed", False),
    ],
)
async def test_a_timer_that_harvest_will_not_have_mended_is_settled_and_told(server, journal_path, refused, told, runs):
    configured(server, timestamps=False, wrong_mode="ignored")
    async with bench_of(server, journal_path, wants_timestamp_timers=True) as bench:
        for method, path in refused:
            bench.fault("server_error", method=method, path=path or None, status=422)
        card = bench.card("2", started_time=time(9), ended_time=time(11))
        (done,) = await bench.committer.commit([card])
        (entry,) = bench.stored()
        assert (bench.state(card), entry.timer_started_at is not None) == (State.COMMITTED, runs)
        assert told in done.reason
        assert await bench.committer.pending_count() == 0
