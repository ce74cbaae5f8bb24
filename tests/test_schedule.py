"""When the end-of-day prompt comes: over a year's days, clock changes, sleep, restarts; and never twice a day."""

from __future__ import annotations

import asyncio
import selectors
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import apscheduler.schedulers.base
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import desktop.app.schedule
from desktop.app.schedule import (
    Alarm,
    Excuse,
    Prompter,
    after_asking,
    after_setting_up,
    after_snoozing,
    next_prompt,
    snoozes,
)
from desktop.settings import PromptMemory, PromptSettings, Settings, load, save

BERLIN = ZoneInfo("Europe/Berlin")
WORKDAYS = PromptSettings()
NOTHING = PromptMemory()
FRIDAY = date(2026, 11, 20)


def at(hour: int, minute: int = 0, day: date = FRIDAY, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=zone)


def next_local(now: datetime, wanted: PromptSettings = WORKDAYS, memory: PromptMemory = NOTHING) -> datetime | None:
    due = next_prompt(now, wanted, memory)
    return due and due.astimezone(now.tzinfo).replace(tzinfo=None)


def test_on_a_working_day_it_comes_in_the_evening():
    assert next_local(at(9)) == datetime(2026, 11, 20, 17, 30)


def test_after_friday_comes_monday_and_after_the_old_year_the_new_one():
    assert next_local(at(18), memory=PromptMemory(asked=FRIDAY)) == datetime(2026, 11, 23, 17, 30)
    eve = date(2026, 12, 31)
    assert next_local(at(23, 59, eve), memory=PromptMemory(asked=eve)) == datetime(2027, 1, 1, 17, 30)


def test_the_one_day_of_the_week_that_is_wanted_comes_again_in_a_week_even_if_it_is_tomorrow_and_taken():
    fridays = PromptSettings(weekdays=(4,))
    assert next_local(at(18), fridays, PromptMemory(asked=FRIDAY)) == datetime(2026, 11, 27, 17, 30)
    thursday = at(18, day=date(2026, 11, 19))
    assert next_local(thursday, fridays, PromptMemory(asked=FRIDAY)) == datetime(2026, 11, 27, 17, 30)


def test_what_fell_due_in_sleep_is_due_on_waking_the_same_day_only():
    assert next_prompt(at(23, 59), WORKDAYS, NOTHING) <= at(23, 59)
    midnight = at(0, 1, date(2026, 11, 24))
    assert next_local(midnight, memory=PromptMemory(asked=FRIDAY)) == datetime(2026, 11, 24, 17, 30)


def test_what_would_have_been_due_before_it_was_set_up_is_not_made_up_for():
    memory = after_setting_up(at(18), NOTHING, WORKDAYS)
    assert next_local(at(18, 1), memory=memory) == datetime(2026, 11, 23, 17, 30)
    later = PromptSettings(at=time(18, 5))
    assert next_local(at(18, 1), later, memory) == datetime(2026, 11, 20, 18, 5)


def test_switched_off_or_without_days_it_never_comes():
    assert next_prompt(at(9), PromptSettings(is_on=False), NOTHING) is None
    assert next_prompt(at(9), PromptSettings(weekdays=()), NOTHING) is None


def test_a_snooze_ends_when_it_was_told_to_and_switching_off_ends_it():
    memory = after_snoozing(at(17, 30), PromptMemory(asked=FRIDAY), 15)
    assert next_local(at(17, 31), memory=memory) == datetime(2026, 11, 20, 17, 45)
    off = PromptSettings(is_on=False)
    assert next_prompt(at(17, 31), off, after_setting_up(at(17, 31), memory, off)) is None


def test_a_snooze_does_not_outlive_its_day_and_is_not_offered_past_midnight():
    assert snoozes(at(17, 30)) == (15, 30, 60)
    assert snoozes(at(23, 20)) == (15, 30)
    assert snoozes(at(23, 50)) == ()
    memory = after_snoozing(at(23, 50), PromptMemory(asked=FRIDAY), 15)
    assert next_local(at(0, 10, date(2026, 11, 21)), memory=memory) == datetime(2026, 11, 23, 17, 30)


def test_a_clock_that_was_years_ahead_for_a_while_does_not_silence_it():
    memory = PromptMemory(asked=date(2031, 1, 1), since=datetime(2031, 1, 1, tzinfo=UTC))
    assert next_local(at(9), memory=memory) == datetime(2026, 11, 20, 17, 30)


def test_after_a_flight_to_the_west_the_same_date_is_not_asked_twice():
    in_auckland = after_asking(at(17, 30, zone=ZoneInfo("Pacific/Auckland")), NOTHING)
    in_honolulu = at(20, 0, date(2026, 11, 19), ZoneInfo("Pacific/Honolulu"))
    assert next_local(in_honolulu, memory=in_auckland) == datetime(2026, 11, 23, 17, 30)


def test_a_skipped_hour_comes_an_hour_later_and_a_repeated_one_the_first_time():
    every_day = PromptSettings(at=time(2, 30), weekdays=tuple(range(7)))
    assert next_local(at(1, 0, date(2026, 3, 29)), every_day) == datetime(2026, 3, 29, 3, 30)
    autumn = next_prompt(at(1, 0, date(2026, 10, 25)), every_day, NOTHING)
    assert autumn == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = at(2, 30, date(2026, 10, 25)).replace(fold=1)
    asked = after_asking(autumn.astimezone(BERLIN), NOTHING)
    assert next_prompt(second, every_day, asked) > second


ZONES = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu", "Africa/Cairo"]
).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))
CLOCKS = st.times(max_value=time(22, 0)).map(lambda moment: moment.replace(second=0, microsecond=0))
WANTED = st.builds(
    PromptSettings, is_on=st.booleans(), at=CLOCKS, weekdays=st.sets(st.integers(0, 6)).map(lambda days: tuple(days))
)


@settings(deadline=None)
@given(zone=ZONES, start=MOMENTS, wanted=WANTED, naps=st.lists(st.integers(1, 60 * 50), min_size=1, max_size=60))
def test_whatever_the_machine_sleeps_it_comes_once_on_each_day_that_saw_its_time(zone, start, wanted, naps):
    """Wake up now and then, ask what is due, and compare with what each day deserved."""
    memory = after_setting_up(start.astimezone(zone), NOTHING, wanted)
    asked: list[date] = []
    deserved: set[date] = set()
    moment = start
    for nap in naps:
        moment += timedelta(minutes=nap)
        now = moment.astimezone(zone)
        today = datetime.combine(now.date(), wanted.at, tzinfo=zone)
        is_over = start <= today.astimezone(UTC) <= moment
        if wanted.is_on and now.weekday() in wanted.weekdays and is_over:
            deserved.add(now.date())
        due = next_prompt(now, wanted, memory)
        if due is not None and due <= now:
            asked.append(now.date())
            memory = after_asking(now, memory)
            again = next_prompt(now, wanted, memory)
            assert again is None or again > now
    assert asked == sorted(deserved)


@settings(deadline=None)
@given(zone=ZONES, start=MOMENTS, wanted=WANTED)
def test_what_is_to_come_comes_at_the_time_and_on_the_days_that_were_wished(zone, start, wanted):
    now = start.astimezone(zone)
    due = next_prompt(now, wanted, PromptMemory(asked=now.date()))
    if not wanted.is_on or not wanted.weekdays:
        assert due is None
        return
    assert due is not None
    local = due.astimezone(zone)
    assert now.date() < local.date() <= now.date() + timedelta(days=8)
    assert local.weekday() in wanted.weekdays
    moved = zone.utcoffset(local - timedelta(hours=3)) != zone.utcoffset(local + timedelta(hours=3))
    assert local.time() == wanted.at or moved


# --- the watch over it -----------------------------------------------------------------------------------------------


class Wall:
    """A clock on the wall: it goes as clocks do, and can be moved on, as it seems to whoever wakes up."""

    def __init__(self, now: datetime) -> None:
        self._ahead = now - datetime.now(UTC)
        self._zone = now.tzinfo
        self._read = asyncio.Event()

    def __call__(self) -> datetime:
        self._read.set()
        return (datetime.now(UTC) + self._ahead).astimezone(self._zone)

    def jump(self, **amount: float) -> None:
        self._ahead += timedelta(**amount)

    async def turns(self) -> None:
        """Until whoever watches it has looked so often that whatever would come at once has come."""
        for _ in range(6):
            self._read.clear()
            await asyncio.wait_for(self._read.wait(), 10)


class Asked(list[datetime]):
    """When it asked."""

    def __init__(self) -> None:
        super().__init__()
        self._came = asyncio.Event()

    def note(self, moment: datetime) -> None:
        self.append(moment)
        self._came.set()

    async def came(self) -> None:
        await asyncio.wait_for(self._came.wait(), 10)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.toml"


@asynccontextmanager
async def watching(path, wall, *, allowed: bool = True, tick: float = 0.01, excuse=lambda _day: Excuse.NONE):
    """A prompter at work; gives it and the list of times at which it asked."""
    asked = Asked()
    one = Prompter(path, lambda: asked.note(wall()), wall, tick, excuse)
    task = asyncio.create_task(one.run())
    await asyncio.sleep(0)
    one.allow(is_allowed=allowed)
    try:
        yield one, asked
    finally:
        task.cancel()
        await asyncio.wait({task})


async def test_the_alarm_rings_late_rather_than_never_and_once():
    rung = Asked()
    alarm = Alarm(lambda: rung.note(at(18)))
    alarm.start()
    alarm.set(timedelta(hours=1))
    alarm.set(timedelta(hours=-3))
    await rung.came()
    alarm.set(timedelta(0))
    alarm.set(None)
    for _ in range(20):
        await asyncio.sleep(0)  # a turn of the loop: whatever would come at once, comes
    alarm.close()
    assert len(rung) == 1


async def test_the_alarm_rings_when_its_time_has_come(path, monkeypatch):
    monkeypatch.setenv("TZ", "CET-1CEST")  # a zone as POSIX spells it, which has no name that could be looked up
    save(path, Settings(prompt_memory=PromptMemory(since=at(9))))  # or a late start would have nothing to make up for
    wall = Wall(at(17, 29) + timedelta(seconds=59.8))
    async with watching(path, wall, tick=60) as (_, asked):
        await asked.came()
    assert asked[0] >= at(17, 30)
    assert load(path).prompt_memory.asked == FRIDAY


async def test_after_sleep_it_comes_once(path):
    wall = Wall(at(16))
    async with watching(path, wall) as (_, asked):
        await wall.turns()
        assert asked == []
        wall.jump(hours=3)
        await asked.came()
        wall.jump(hours=1)
        await wall.turns()
    assert len(asked) == 1


async def test_after_a_night_of_sleep_yesterday_is_not_made_up_for(path):
    wall = Wall(at(16, day=date(2026, 11, 19)))
    async with watching(path, wall) as (_, asked):
        wall.jump(hours=16)
        await wall.turns()
        assert asked == []
        wall.jump(hours=10)
        await asked.came()


async def test_after_a_restart_the_day_is_remembered(path):
    wall = Wall(at(16))
    async with watching(path, wall) as (_, asked):
        wall.jump(hours=2)
        await asked.came()
    async with watching(path, wall) as (_, asked):
        await wall.turns()
    assert asked == []


async def test_what_fell_due_while_it_did_not_run_comes_at_its_start_but_not_at_the_very_first_one(path):
    wall = Wall(at(18, day=date(2026, 11, 19)))
    async with watching(path, wall) as (_, asked):
        await wall.turns()
        assert asked == []
    wall.jump(days=1)
    async with watching(path, wall) as (_, asked):
        await asked.came()


async def test_nobody_is_asked_before_somebody_is_there(path):
    save(path, Settings(prompt_memory=PromptMemory(since=at(9))))
    async with watching(path, wall := Wall(at(18)), allowed=False) as (one, asked):
        await wall.turns()
        assert asked == []
        one.allow(is_allowed=True)
        assert len(asked) == 1


async def test_snoozed_it_comes_back_once_even_after_a_restart(path):
    wall = Wall(at(17, 31))
    async with watching(path, wall) as (one, asked):
        one.snooze(15)
    wall.jump(minutes=20)
    async with watching(path, wall) as (_, asked):
        await asked.came()
        wall.jump(hours=1)
        await wall.turns()
        assert len(asked) == 1


async def test_waived_it_stays_away_for_the_day(path):
    wall = Wall(at(17))
    async with watching(path, wall) as (one, asked):
        one.waive()
        wall.jump(hours=2)
        await wall.turns()
        assert asked == []
        wall.jump(days=3)
        await asked.came()


async def test_a_full_day_or_a_holiday_is_not_asked_about_and_a_talk_is_not_interrupted(path):
    long_ago = Settings(prompt_memory=PromptMemory(since=at(8)))
    save(path, long_ago)
    excuses = [Excuse.BUSY, Excuse.BUSY, Excuse.NONE]
    async with watching(path, wall := Wall(at(18)), excuse=lambda _day: excuses.pop(0)) as (one, asked):
        one.look()
        assert (asked, excuses) == ([], [Excuse.NONE])
        assert load(path).prompt_memory.asked is None, "it is still to come"
        one.look()
        assert len(asked) == 1
    save(path, long_ago)
    async with watching(path, wall := Wall(at(18)), excuse=lambda _day: Excuse.DONE) as (_, asked):
        await wall.turns()
        assert (asked, load(path).prompt_memory.asked) == ([], FRIDAY)


async def test_new_settings_count_at_once_and_are_kept(path):
    wall = Wall(at(18))
    wanted = PromptSettings(at=time(18, 30), weekdays=(4,))
    async with watching(path, wall) as (one, asked):
        one.change(wanted)
        assert load(path).prompt == wanted
        wall.jump(minutes=31)
        await asked.came()
        one.change(PromptSettings(at=time(12, 0)))
        await wall.turns()
        assert len(asked) == 1


async def test_where_nothing_can_be_written_it_asks_all_the_same_and_says_so(path):
    path.mkdir()
    wall = Wall(at(17))
    async with watching(path, wall) as (one, asked):
        wall.jump(hours=1)
        await asked.came()
        wall.jump(hours=1)
        await wall.turns()
        assert len(asked) == 1
        assert "settings" in one.problem


class DreamtLoop(asyncio.SelectorEventLoop):
    """An event loop that never waits: where nothing else is to be done, its clock goes on to the next timer."""

    def __init__(self) -> None:
        super().__init__(_Sleepless(self))
        self.seconds = 0.0

    def time(self) -> float:
        return self.seconds


class _Sleepless(selectors.DefaultSelector):
    def __init__(self, loop: DreamtLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout=None):
        ready = super().select(0)
        if not ready and timeout:
            self._loop.seconds += timeout
        return ready


def test_the_real_scheduler_rings_on_every_working_day_of_three_weeks_and_nothing_fails_in_it(path, monkeypatch):
    loop = DreamtLoop()
    problems, asked = [], []
    loop.set_exception_handler(lambda _, context: problems.append(context))

    class Dreamt(datetime):
        @classmethod
        def now(cls, tz=None):
            return (at(9) + timedelta(seconds=loop.seconds)).astimezone(tz)

    # The scheduler and the alarm read the same clock as the loop counts.
    monkeypatch.setattr(apscheduler.schedulers.base, "datetime", Dreamt)
    monkeypatch.setattr(desktop.app.schedule, "datetime", Dreamt)

    async def three_weeks() -> None:
        one = Prompter(path, lambda: asked.append(Dreamt.now(BERLIN)), lambda: Dreamt.now(BERLIN), tick=1e9)
        task = asyncio.create_task(one.run())
        await asyncio.sleep(0)
        one.allow(is_allowed=True)
        await asyncio.sleep(3 * 7 * 24 * 3600 - 1)
        task.cancel()
        await asyncio.wait({task})

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(three_weeks())
    assert problems == []
    assert [moment.date() for moment in asked] == [
        day for day in (FRIDAY + timedelta(days=ahead) for ahead in range(21)) if day.weekday() < 5
    ]
    assert {moment.replace(second=0, microsecond=0).time() for moment in asked} == {time(17, 30)}
