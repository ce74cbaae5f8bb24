"""When somebody was away: told once, at the end, whatever the machine did meanwhile."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.app.away import Away, AwayWatch

START = datetime(2026, 11, 20, 14, tzinfo=UTC)
LEAST = timedelta(minutes=10)


def minute(number: float) -> datetime:
    return START + timedelta(minutes=number)


def seen(*looks: tuple[float, float | None]) -> list[Away]:
    """What is told at looks of (minute, idle minutes)."""
    watch = AwayWatch()
    told = (watch.look(minute(at), idle if idle is None else idle * 60, LEAST) for at, idle in looks)
    return [one for one in told if one is not None]


def test_whoever_comes_back_is_told_of_once():
    assert seen((0, 0), (5, 5), (12, 12), (30, 30), (30.25, 0.1), (31, 0)) == [Away(START, minute(30.15))]


def test_short_breaks_are_none_and_a_sleeping_machine_was_left():
    assert seen((0, 0), (9, 9), (9.5, 0), (18, 8.5), (18.5, 0)) == []
    assert seen((0, 0), (60, 0)) == [Away(START, minute(60))]


def test_where_nobody_can_tell_or_the_clock_was_set_back_it_begins_anew():
    assert seen((0, 0), (20, None), (40, 0), (41, 0)) == []
    assert seen((0, 0), (-30, 0), (-29, 0)) == []


@given(st.lists(st.tuples(st.floats(0.1, 60), st.floats(0, 1)), max_size=40))
def test_no_minute_is_told_of_twice_and_none_in_which_somebody_was_there(steps):
    """Each step: so many minutes pass, of which the last part (a share) was quiet."""
    watch, at, active, told = AwayWatch(), 0.0, 0.0, []
    watch.look(START, 0, LEAST)
    touched = [0.0]
    for passed, share in steps:
        at += passed
        active = max(active, at - passed * share)
        touched.append(active)
        if (away := watch.look(minute(at), (at - active) * 60, LEAST)) is not None:
            told.append(away)
    for one, other in pairwise(told):
        assert one.ended <= other.began + timedelta(milliseconds=1)
    for away in told:
        inside = [
            one
            for one in touched
            if away.began + timedelta(seconds=1) < minute(one) < away.ended - timedelta(seconds=1)
        ]
        assert inside == []
