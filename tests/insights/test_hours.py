"""Hours, asked in words: every figure of the large account equals a slow, plain sum of its rows."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.insights.asking import NOW, TODAY, Desk, Sums, added

LAST_WEEK = (date(2026, 11, 9), date(2026, 11, 15))
OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("how many hours did I track last week?", LAST_WEEK),
        ("what did my hours come to yesterday?", (date(2026, 11, 19), date(2026, 11, 19))),
        ("my hours in October", OCTOBER),
        ("how many hours did I log in 2025?", (date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
async def test_own_hours_are_the_sum_of_own_entries(large: Desk, sums: Sums, said: str, days: tuple[date, date]):
    answer = await large.ask(said)
    rows = list(sums.of(user=sums.me, days=days))
    assert answer.figures["total"] == added(row.hours for row in rows)
    assert answer.figures["total"] == answer.figures["billable"] + answer.figures["non_billable"]
    assert (answer.figures["from"], answer.figures["to"]) == days
    assert added(part["hours"] for part in answer.figures["by"]) == answer.figures["total"]
    assert rows


async def test_a_clients_hours_are_everybodys(large: Desk, sums: Sums):
    answer = await large.ask("total Hooli hours in October")
    rows = list(sums.of(client="Hooli", days=OCTOBER))
    assert answer.figures["total"] == added(row.hours for row in rows)
    assert {part["client"] for part in answer.figures["by"]} == {"Hooli"}
    for part in answer.figures["people"]:
        name = part["name"]
        assert part["hours"] == added(row.hours for row in rows if sums.users[row.user_id].name == name)


async def test_a_project_without_days_is_asked_about_as_a_whole(large: Desk, sums: Sums):
    answer = await large.ask("how many hours have we spent on Nucleus?")
    rows = list(sums.of(project="Nucleus"))
    assert answer.figures["total"] == added(row.hours for row in rows)
    assert answer.figures["from"] == min(row.spent_date for row in rows)
    assert "on Nucleus (Hooli)" in answer.reply


async def test_yesterday_is_listed(large: Desk, sums: Sums):
    answer = await large.ask("what did I do yesterday?")
    yesterday = TODAY - timedelta(days=1)
    rows = sorted(sums.of(user=sums.me, days=(yesterday, yesterday)), key=lambda row: row.id)
    assert [(entry["hours"], entry["notes"]) for entry in answer.figures["entries"]] == [
        (row.hours, row.notes or "") for row in rows
    ]


async def test_what_was_read_with_the_catalog_is_not_read_again(large: Desk):
    await large.ask("how many hours did I track last week?")
    first = list(large.asked)
    assert len([one for one in first if "/time_entries" in one]) == 1
    await large.ask("how many hours did I track last week?")
    assert len(large.asked) == 1, "the second time it is read live"


async def test_a_year_of_the_team_is_every_entry(large: Desk, sums: Sums):
    answer = await large.ask("team hours from 1 January 2026 to 20 November 2026 by person")
    days = (date(2026, 1, 1), TODAY)
    assert answer.figures["total"] == added(row.hours for row in sums.of(days=days))


async def test_rounding_is_per_entry(desk: Desk):
    desk.account.configure(rounding_minutes=30, rounding_mode="up")
    answer = await desk.ask("how many hours did I track last week?")
    assert answer.figures["rounded_total"] > answer.figures["total"]
    assert answer.figures["rounded_total"] % Decimal("0.5") == 0
    assert "rounded" in answer.counted


async def test_a_member_is_told_that_only_own_time_is_seen(account):
    async with Desk(account, ("member",)) as desk:
        answer = await desk.ask("how many hours did the team log last week?")
        assert not answer.is_complete
        assert "your role" in answer.counted
        assert not [one for one in desk.asked if "/users?" in one]


async def test_nothing_tracked_is_said_so(desk: Desk):
    answer = await desk.ask("how many hours did I track today?")
    assert (answer.figures["total"], answer.figures["by"]) == (0, [])
    assert answer.reply.startswith("You have tracked no time today")


async def test_a_running_timer_counts_and_is_told(desk: Desk):
    mine = (await desk.conversation.world()).catalog.projects[0]
    from desktop.harvest.models import NewTimer

    await desk.harvest.start_timer(NewTimer(project_id=mine.id, task_id=mine.tasks[0].id, spent_date=TODAY))
    desk.account.clock.set(datetime(2026, 11, 21, 0, 5).astimezone())
    answer = await desk.ask("how many hours did I track today?", NOW)
    assert "1 timer that runs counted up to 18:05" in answer.counted


async def test_this_week_begins_on_the_day_that_the_account_says(desk: Desk):
    desk.account.configure(week_start_day="Sunday")
    answer = await desk.ask("how many hours did I track this week?")
    assert (answer.figures["from"], answer.figures["to"]) == (date(2026, 11, 15), date(2026, 11, 21))
    assert "this week, Sun 15 Nov to Sat 21 Nov" in answer.reply
    answer = await desk.ask("which days this week am I short on hours")
    assert "from Sun 15 Nov to Fri 20 Nov" in answer.reply
