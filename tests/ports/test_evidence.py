"""What a day left behind, through the whole port: found on the worker's thread, taken as cards, kept."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from desktop.agent.drafts import DraftState
from desktop.app.ports.app_port import AppPort
from desktop.settings import load


@pytest.fixture
def port(qapp, home, tmp_path, qtbot):
    one = AppPort(home, demo=True)
    with qtbot.waitSignal(one.signed_in, timeout=60_000):
        one.start()
    yield one
    one.stop()


def gathered(port, qtbot):
    done = lambda view: not view.is_looking  # noqa: E731
    with qtbot.waitSignal(port.evidence.gathered, check_params_cb=done, timeout=30_000) as told:
        port.evidence.gather()
    return told.args[0]


def calendar(path, start: datetime, title: str) -> None:
    stamps = [f"{moment:%Y%m%dT%H%M%S}" for moment in (start, start + timedelta(minutes=45))]
    path.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:t\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\n"
        f"DTSTART:{stamps[0]}\nDTEND:{stamps[1]}\nSUMMARY:{title}\nEND:VEVENT\nEND:VCALENDAR\n"
    )


def test_an_event_is_found_taken_logged_and_not_offered_again(port, home, tmp_path, qtbot):
    place = tmp_path / "me.ics"
    start = datetime.combine(port.today, datetime.min.time()).replace(hour=9)
    calendar(place, start, "Nucleus marketing site design review")
    with qtbot.waitSignal(port.evidence.changed):
        port.evidence.add_place(str(place), is_calendar=True)
    assert load(home.settings).evidence.calendars == (str(place),)
    view = gathered(port, qtbot)
    (event, *before) = view.offers
    assert (event.draft.project.name, event.draft.hours) == ("Nucleus Marketing Site", Decimal("0.75"))
    assert before, "the last working day is there to be repeated"
    with qtbot.waitSignal(port.replied) as told:
        port.evidence.take((event.key,))
    (card,) = told.args[0].drafts
    assert (card.id, card.notes) == (event.draft.id, "Nucleus marketing site design review")
    assert event.key not in {one.key for one in gathered(port, qtbot).offers}
    port.discard((card.id,))
    again = next(one for one in gathered(port, qtbot).offers if one.key == event.key)
    assert again.draft.id != card.id
    with qtbot.waitSignal(port.replied) as told:
        port.evidence.take((again.key,))
    (card,) = told.args[0].drafts
    assert card.state is DraftState.READY
    with qtbot.waitSignal(port.changed, check_params_cb=lambda one: one.state is DraftState.COMMITTED):
        port.commit((card.id,))
    assert event.key not in {one.key for one in gathered(port, qtbot).offers}


def test_what_cannot_be_listed_is_told_and_not_kept(port, home, qtbot):
    for place, is_calendar in (("http://c.example/a.ics", True), ("/nowhere.ics", True), ("relative", False)):
        with qtbot.waitSignal(port.evidence.changed) as told:
            port.evidence.add_place(place, is_calendar=is_calendar)
        assert told.args[0].problem
    assert load(home.settings).evidence.calendars == ()
    with qtbot.waitSignal(port.evidence.changed):
        port.evidence.set_holidays("DE", "BY")
    assert load(home.settings).evidence.region == "BY"
