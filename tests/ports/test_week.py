"""The week through the whole port: out of the demo account's entries, opened, added to, and repeated."""

from datetime import timedelta
from decimal import Decimal

import pytest

from desktop.agent.drafts import DraftState
from desktop.agent.intents import Channel
from desktop.app.ports.app_port import AppPort

LONG = 60_000


@pytest.fixture
def shown(qapp, home, qtbot):
    """A port in which somebody is signed in, and what it told of the week."""
    port = AppPort(home, demo=True)
    told = []
    port.week.changed.connect(told.append)
    port.start()
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    yield port, told
    port.stop()


def opened(port, told, day, qtbot):
    port.week.turn_to(day)
    qtbot.waitUntil(lambda: told[-1].chosen == day)
    return told[-1]


def test_a_past_day_is_opened_added_to_and_repeated_from(shown, qtbot):
    port, told = shown
    week = told[-1]
    assert (week.chosen, len(week.days)) == (week.today, 7)
    friday = week.today - timedelta(days=week.today.weekday() + 3)
    view = opened(port, told, friday, qtbot)
    assert sum((one.hours for one in view.entries), Decimal(0)) == view.days[4].hours
    with qtbot.waitSignal(port.sketched) as sketch:
        port.sketch("1h nucleus marketing site design", day=friday)
    assert sketch.args[1].drafts[0].spent_date == friday
    with qtbot.waitSignal(port.replied) as reply:
        port.say("1h nucleus marketing site design", Channel.TYPED, day=friday)
    (card,) = reply.args[0].drafts
    assert (card.spent_date, card.hours, card.state) == (friday, Decimal(1), DraftState.READY)
    assert "Fri" in reply.args[0].text
    port.commit((card.id,))
    qtbot.waitUntil(lambda: told[-1].days[4].hours == view.days[4].hours + 1)
    with qtbot.waitSignal(port.replied) as reply:
        port.say("1h nucleus marketing site design yesterday", Channel.TYPED, day=friday)
    assert reply.args[0].drafts[0].spent_date == week.today - timedelta(days=1), "words that name a day are obeyed"
    empty = friday + timedelta(days=1)
    view = opened(port, told, empty, qtbot)
    assert (view.before, view.entries, view.days[5].is_working) == (friday, (), False)
    with qtbot.waitSignal(port.replied) as reply:
        port.week.repeat_before()
    drafts = reply.args[0].drafts
    assert {one.spent_date for one in drafts} == {empty}
    assert sum(one.hours for one in drafts) == view.before_hours
    port.week.forget()
    assert told[-1] is None
    port.retry_outbox()
    qtbot.waitUntil(lambda: told[-1] is not None)
    assert told[-1].chosen == week.today, "whoever signs in next begins with today"
