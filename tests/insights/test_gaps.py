"""Missing time, asked in words: days and people, against plain sums of the large account's rows."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.insights.gaps import days_of
from desktop.agent.insights.spans import Stretch, in_words, week_of
from tests.insights.asking import TODAY, Desk, Sums, added

LAST_WEEK = (date(2026, 11, 9), date(2026, 11, 15))


def _weekdays(days: tuple[date, date]) -> list[date]:
    span = [days[0] + timedelta(days=number) for number in range((days[1] - days[0]).days + 1)]
    return [day for day in span if day.weekday() < 5]


async def test_own_days_lack_what_a_full_day_has_more(large: Desk, sums: Sums):
    figures = (await large.ask("which days last week am I short on hours")).figures
    assert figures["capacity_per_day"] == 8
    shown = {day["date"]: day for day in figures["days"]}
    assert list(shown)[:5] == _weekdays(LAST_WEEK)
    for day in _weekdays(LAST_WEEK):
        hours = added(row.hours for row in sums.of(user=sums.me, days=(day, day)))
        assert (shown[day]["hours"], shown[day]["missing"]) == (hours, max(8 - hours, Decimal(0)))
    assert figures["missing"] == added(day["missing"] for day in shown.values())


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from([0, 5, 6]))
def test_a_week_begins_on_the_accounts_own_first_day_and_holds_the_day(day: date, starts: int):
    week = week_of(day, starts)
    assert week.start is not None
    assert week.end is not None
    assert week.start.weekday() == starts
    assert week.start <= day <= week.end == week.start + timedelta(days=6)
    assert in_words(week, day, starts).startswith("this week, ")


async def test_days_to_come_lack_nothing(large: Desk):
    figures = (await large.ask("what's still missing from my timesheet this month?")).figures
    assert max(day["date"] for day in figures["days"]) <= TODAY


async def test_a_team_is_told_person_by_person(large: Desk, sums: Sums):
    answer = await large.ask("who on the team has gaps last week?")
    assert len(answer.figures["people"]) == 25
    for person in answer.figures["people"]:
        user = next(one for one in sums.users.values() if one.name == person["name"])
        full = Decimal(user.weekly_capacity) / 3600 / 5
        missing = Decimal(0)
        for day in _weekdays(LAST_WEEK):
            missing += max(full - added(row.hours for row in sums.of(user=user.id, days=(day, day))), Decimal(0))
        assert person["missing"] == missing
    assert "Robin Ellis" not in answer.copies[0].text.partition("Thank you")[0], "nobody reminds themselves"
    assert len([one for one in large.asked if "/time_entries" in one and "user_id" not in one]) == 1


async def test_the_reminder_names_days_and_nothing_else_of_the_work(desk: Desk):
    answer = await desk.ask("who on the team has gaps last week?")
    group = answer.copies[0].text
    for person in answer.figures["people"]:
        if person["missing"] and person["name"] != "Robin Ellis":
            assert f"- {person['name']}: " in group
    assert "$" not in group


async def test_a_member_who_asks_about_the_team_gets_their_own_days(account):
    async with Desk(account, ("member",)) as desk:
        answer = await desk.ask("who on the team has gaps last week?")
        assert "only your own time" in answer.reply
        assert "people" not in answer.figures
        assert not answer.copies


@given(
    st.dictionaries(st.dates(date(2024, 2, 20), date(2024, 3, 10)), st.decimals(0, 24, places=2)),
    st.decimals(0, 24, places=2),
)
def test_every_weekday_counts_once_over_a_leap_day(hours: dict[date, Decimal], per_day: Decimal):
    stretch = Stretch(date(2024, 2, 26), date(2024, 3, 3))
    found = days_of(hours, stretch, per_day)
    weekdays = [gap for gap in found if gap.day.weekday() < 5]
    assert [gap.day.day for gap in weekdays] == [26, 27, 28, 29, 1]
    for gap in found:
        assert gap.missing >= 0
        assert gap.hours + gap.missing >= (per_day if gap.day.weekday() < 5 else 0)
        assert gap.missing == 0 or gap.hours + gap.missing == per_day
