"""What makes a card ask, what makes it warn, and where an entry is put whose account wants times."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.drafts import UNCONFIRMED, Draft, DraftState, Missing
from desktop.agent.intents import Warn
from desktop.agent.slots import Slot, place
from desktop.agent.validation import validate
from desktop.harvest.catalog import Account, Client, PastEntry, Project, Task

FRIDAY = date(2026, 11, 20)
DESIGN = Task(2, "Design", billable=True)
PROJECT = Project(1, "Website", "WEB", Client(9, "Williams & Co"), (DESIGN, Task(3, "Meetings", billable=False)))
ACCOUNT = Account(7, "Robin", "Brightline", ZoneInfo("Europe/Berlin"))
TIMED = replace(ACCOUNT, wants_timestamp_timers=True)


def card(**changes):
    values = {
        "id": "a",
        "state": DraftState.ASKING,
        "project": PROJECT,
        "task": DESIGN,
        "hours": Decimal("1.5"),
        "spent_date": FRIDAY,
    }
    return Draft(**{**values, **changes})


def checked(draft, account=ACCOUNT, **world):
    return validate(draft, account=account, today=FRIDAY, **world)


def codes(draft):
    return [warning.code for warning in draft.warnings]


def past(hours, *, number=50, task=2, day=FRIDAY, **times):
    return PastEntry(number, PROJECT.id, task, day, Decimal(hours), **times)


def test_complete_card_is_ready_and_says_nothing():
    ready = checked(card())
    assert (ready.state, ready.warnings, ready.missing) == (DraftState.READY, (), None)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [({"project": None}, Missing.PROJECT), ({"task": None}, Missing.TASK), ({"hours": None}, Missing.HOURS)],
)
def test_missing_field_is_asked(changes, missing):
    asking = checked(card(state=DraftState.READY, **changes))
    assert (asking.state, asking.missing) == (DraftState.ASKING, missing)


@pytest.mark.parametrize("hours", ["0", "-1", "0.004", "24.01", "1000000", "NaN", "Infinity"])
def test_hours_that_cannot_be_are_asked_anew(hours):
    asking = checked(card(hours=Decimal(hours)))
    assert (asking.missing, codes(asking)) == (Missing.HOURS, ["hours_out_of_range"])
    # The reason stays on the card until hours are given.
    assert codes(checked(replace(asking, notes="x"))) == ["hours_out_of_range"]
    assert codes(checked(replace(asking, hours=Decimal(2)))) == []


@pytest.mark.parametrize("hours", ["0.01", "24"])
def test_bounds_are_hours(hours):
    assert checked(card(hours=Decimal(hours))).state is DraftState.READY


def test_archived_project_is_asked_and_named():
    asking = checked(card(project=replace(PROJECT, is_active=False)))
    assert (asking.missing, asking.said_project, codes(asking)) == (Missing.PROJECT, "Website", ["archived"])


def test_task_of_another_project_is_asked():
    asking = checked(card(task=Task(77, "Research", billable=True)))
    assert (asking.missing, asking.said_task, codes(asking)) == (Missing.TASK, "Research", ["task_unknown"])


def test_billable_flag_is_that_of_the_projects_own_task():
    assert checked(card(task=Task(2, "Design", billable=False))).billable is True


def test_future_date_is_warned_of_only_while_it_is_one():
    tomorrow = checked(card(spent_date=date(2026, 11, 21)))
    assert (tomorrow.state, codes(tomorrow)) == (DraftState.READY, ["future_date"])
    assert codes(checked(replace(tomorrow, spent_date=FRIDAY))) == []


def test_long_day_counts_what_harvest_has_and_the_other_cards():
    other = card(id="b", hours=Decimal(5), notes="other", task=PROJECT.tasks[1], state=DraftState.READY)
    gone = replace(other, id="c", state=DraftState.DISCARDED)
    assert codes(checked(card(hours=Decimal(3)), history=[past(8)], others=[other, gone])) == []
    assert codes(checked(card(hours=Decimal("3.01")), history=[past(8)], others=[other, gone])) == ["long_day"]
    assert codes(checked(card(hours=Decimal(2)), day_hours=Decimal("14.5"))) == ["long_day"]
    assert codes(checked(card(hours=Decimal(9)), history=[past(8, day=date(2026, 11, 19))])) == []


def test_likely_duplicate_of_an_entry():
    assert codes(checked(card(), history=[past("1.50")])) == ["possible_duplicate"]
    for other in (past("1.49"), past("1.5", task=3), past("1.5", day=date(2026, 11, 19))):
        assert codes(checked(card(), history=[other])) == []


def test_likely_duplicate_of_another_card():
    assert codes(checked(card(), others=[card(id="b", state=DraftState.READY)])) == ["possible_duplicate"]
    assert codes(checked(card(), others=[card(id="a"), card(id="b", state=DraftState.COMMITTED)])) == []


def test_doubts_of_the_interpreter_stay():
    doubt = Warn("heard_as", "“for” was read as 4.")
    assert checked(card(warnings=(doubt,))).warnings == (doubt,)


def test_confirmed_cards_are_left_alone():
    for state in set(DraftState) - UNCONFIRMED - {DraftState.REFUSED}:
        odd = card(state=state, hours=Decimal(99))
        assert checked(odd) is odd


def test_refused_card_can_be_made_ready_again():
    again = checked(card(state=DraftState.REFUSED, reason="Project is archived."))
    assert (again.state, again.reason) == (DraftState.READY, "")


def test_account_with_times_shows_them_on_the_card():
    shown = checked(card(), TIMED, now=time(14, 30))
    assert (shown.started_time, shown.ended_time, shown.state) == (time(13), time(14, 30), DraftState.READY)
    assert [w.text for w in shown.warnings] == ["Sent as 1:00pm to 2:30pm: your account wants times."]
    in_24 = checked(card(), replace(TIMED, clock="24h"), now=time(14, 30))
    assert [w.text for w in in_24.warnings] == ["Sent as 13:00 to 14:30: your account wants times."]


def test_times_that_were_said_are_kept():
    said = checked(card(started_time=time(9), ended_time=time(10, 30)), TIMED, now=time(18))
    assert (said.started_time, said.ended_time, said.warnings) == (time(9), time(10, 30), ())


def test_times_move_with_the_day_that_they_were_placed_on():
    shown = checked(card(), TIMED, now=time(14, 30))
    moved = checked(replace(shown, spent_date=date(2026, 11, 19)), TIMED, now=time(14, 30))
    assert (moved.started_time, codes(moved)) == (time(9), ["time_placed"])


def test_times_avoid_entries_and_other_cards():
    entry = past(2, task=3, started_time=time(9), ended_time=time(11))
    other = card(id="b", state=DraftState.READY, hours=Decimal(1), started_time=time(11), ended_time=time(12))
    yesterday = date(2026, 11, 19)
    shown = checked(
        card(spent_date=yesterday),
        TIMED,
        history=[replace(entry, spent_date=yesterday)],
        others=[replace(other, spent_date=yesterday)],
    )
    assert (shown.started_time, shown.ended_time) == (time(12), time(13, 30))


def test_today_the_latest_gap_that_has_passed_is_taken():
    lunch = Slot(time(12), time(13))
    assert place(Decimal(1), [lunch], time(13, 30)) == Slot(time(11), time(12))
    assert place(Decimal("0.5"), [lunch], time(13, 30)) == Slot(time(13), time(13, 30))


minutes = st.integers(0, 1439).map(lambda m: time(m // 60, m % 60))


@given(
    hours=st.decimals("0.01", "24", places=2),
    busy=st.lists(st.tuples(minutes, minutes).filter(lambda pair: pair[0] < pair[1]), max_size=6),
    now=st.none() | minutes,
)
def test_slot_has_the_length_and_overlaps_only_where_there_is_no_room(hours, busy, now):
    taken = [Slot(*pair) for pair in busy]
    slot = place(hours, taken, now)
    length = (slot.ended.hour - slot.started.hour) * 60 + slot.ended.minute - slot.started.minute
    assert abs(Decimal(length) / 60 - hours) <= Decimal("0.0167")
    if any(slot.started < one.ended and one.started < slot.ended for one in taken):
        free = [True] * 1440
        for one in taken:
            begin, end = (value.hour * 60 + value.minute for value in (one.started, one.ended))
            free[begin:end] = [False] * (end - begin)
        assert not any(all(free[start : start + length]) for start in range(1440 - length))
