"""Where tracked time is missing: one's own days, or for managers the people of the team, with a reminder to copy.

"Which days last week am I short on hours?" becomes "6.5 h are missing last week: 4 h on Tue 10 Nov, …".
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from desktop.agent.insights.answer import Answer, Bar, Bars, Cell, Column, Copy, Figure, Table, Unit
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Scope, Source
from desktop.agent.insights.spans import DAY, WEEK, Stretch, in_words, month_of, short_day, week_of
from desktop.agent.insights.sums import ZERO, grouped, total
from desktop.agent.intents import Interpretation, Kind, Whose
from desktop.agent.wording import count_text, hours_text
from desktop.harvest.models import User
from desktop.harvest.text import plain
from desktop.harvest.work import Work

_MOST_NAMED: Final = 4
_MOST_REMINDED: Final = 3
_WORKDAYS: Final = 5
_MOST_BARS: Final = 14


@dataclass(frozen=True, slots=True)
class Gap:
    """A weekday with less in it than a full day; all in exact hours. `missing` is never below nothing."""

    day: date
    hours: Decimal
    missing: Decimal


@dataclass(frozen=True, slots=True)
class Lack:
    """What a person has and lacks over several weekdays. A day over full makes up for no other."""

    user_id: int
    name: str
    hours: Decimal
    missing: Decimal
    days: tuple[Gap, ...]


def days_of(hours: Mapping[date, Decimal], stretch: Stretch, per_day: Decimal) -> tuple[Gap, ...]:
    """Every weekday of the stretch, and every other day on which something was tracked."""
    found = []
    day, end = stretch.start, stretch.end
    while day is not None and end is not None and day <= end:
        tracked = hours.get(day, ZERO)
        if day.weekday() < _WORKDAYS:
            found.append(Gap(day, tracked, max(per_day - tracked, ZERO)))
        elif tracked:
            found.append(Gap(day, tracked, ZERO))
        day += DAY
    return tuple(found)


def stretch_of(meant: Interpretation, scene: Scene) -> Stretch:
    """The days to look at: those that are said, cut at today; without any, this week, or the last before any work."""
    today = scene.today
    if meant.start is None and meant.end is None:
        first = week_of(today, scene.account.week_starts).start or today
        past = ((first + number * DAY).weekday() for number in range((today - first).days))
        return Stretch(first, today) if any(day < _WORKDAYS for day in past) else Stretch(first - WEEK, first - DAY)
    start = meant.start or month_of(today).start
    end = meant.end or today
    return Stretch(start, min(end, max(today, start or today)))


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it. Raises HarvestError."""
    stretch = stretch_of(meant, scene)
    account = scene.account
    wants_team = meant.team or meant.asked.whose is Whose.OURS
    if scene.person is not None and scene.person.id != account.user_id:
        rows = await source.work(Scope(user_id=scene.person.id, start=stretch.start, end=stretch.end))
        return answer_team([scene.person], rows, stretch, scene)
    if wants_team and account.sees_others:
        people, rows = await asyncio.gather(source.people(), source.work(Scope(start=stretch.start, end=stretch.end)))
        if people:
            return answer_team(people, rows, stretch, scene)
    else:
        rows = await source.work(Scope(user_id=account.user_id, start=stretch.start, end=stretch.end))
    own = [row for row in rows if row.user_id == account.user_id]
    return answer_own(own, stretch, scene, is_limited=wants_team)


def answer_own(rows: Sequence[Work], stretch: Stretch, scene: Scene, *, is_limited: bool = False) -> Answer:
    """The answer about oneself. `is_limited`: the team was asked about, and the role may not see it."""
    per_day = scene.account.workday
    by_day = {day: total(found) for day, found in grouped(rows, lambda row: row.day).items()}
    days = days_of({day: part.hours for day, part in by_day.items()}, stretch, per_day)
    short = [gap for gap in days if gap.missing]
    missing = sum((gap.missing for gap in short), ZERO)
    when = in_words(stretch, scene.today, scene.account.week_starts)
    if not days:
        text = f"There is no weekday {when}, so nothing is missing."
    elif not short:
        text = f"Nothing is missing {when}: every weekday has its {hours_text(per_day)}."
    else:
        text = f"{hours_text(missing)} are missing {when}: {_named_days(short, scene.today)}."
    if is_limited:
        text = f"Your role in Harvest shows only your own time. {text}"
    figures: dict[str, Figure] = {
        "from": stretch.start,
        "to": stretch.end,
        "capacity_per_day": per_day,
        "missing": missing,
        "days": [{"date": gap.day, "hours": gap.hours, "missing": gap.missing} for gap in days],
    }
    rows_shown: list[tuple[Cell, ...]] = [(gap.day, gap.hours, gap.missing) for gap in days]
    columns = (Column("Day", Unit.DAY), Column("Tracked", Unit.HOURS), Column("Missing", Unit.HOURS))
    tracked = sum((gap.hours for gap in days), ZERO)
    bars = [
        Bar(
            f"{gap.day:%a} {gap.day.day}",
            by_day[gap.day].billable if gap.day in by_day else ZERO,
            by_day[gap.day].other if gap.day in by_day else ZERO,
            per_day if gap.day.weekday() < _WORKDAYS else None,
        )
        for gap in days
    ]
    return Answer(
        Kind.MISSING_TIME,
        text,
        scene.now,
        figures,
        counted=_counted(scene, hours_text(per_day)),
        is_complete=not is_limited,
        tables=(Table(columns, tuple(rows_shown), total=("Total", tracked, missing)),) if days else (),
        pictures=(Bars(f"Hours {when}", tuple(bars)),) if 1 < len(bars) <= _MOST_BARS else (),
        link=scene.page(f"/time/week/{short[0].day if short else scene.today:%Y/%m/%d}"),
    )


def answer_team(people: Sequence[User], rows: Sequence[Work], stretch: Stretch, scene: Scene) -> Answer:
    """The answer about everybody whom the role may see, who lacks most first."""
    of_person = grouped(rows, lambda row: row.user_id)
    lacks = []
    for person in people:
        tracked: dict[date, Decimal] = {}
        for row in of_person.get(person.id, ()):
            tracked[row.day] = tracked.get(row.day, ZERO) + row.hours
        days = days_of(tracked, stretch, _workday(person, scene))
        lacks.append(
            Lack(
                person.id,
                plain(person.name),
                sum((gap.hours for gap in days), ZERO),
                sum((gap.missing for gap in days), ZERO),
                tuple(gap for gap in days if gap.missing),
            )
        )
    lacks.sort(key=lambda lack: (-lack.missing, lack.name))
    short = [lack for lack in lacks if lack.missing]
    missing = sum((lack.missing for lack in short), ZERO)
    when = in_words(stretch, scene.today, scene.account.week_starts)
    if not short:
        text = f"Nobody has gaps {when}: every weekday of {count_text(len(lacks), 'person', 'people')} is full."
    else:
        text = f"{_named_people(short)} {when}, {hours_text(missing)} in all."
    figures: dict[str, Figure] = {
        "from": stretch.start,
        "to": stretch.end,
        "capacity_per_day": _workday(people[0], scene) if len(people) == 1 else scene.account.workday,
        "missing": missing,
        "people": [
            {
                "name": lack.name,
                "hours": lack.hours,
                "missing": lack.missing,
                "days": [{"date": gap.day, "hours": gap.hours, "missing": gap.missing} for gap in lack.days],
            }
            for lack in lacks
        ],
    }
    columns = (
        Column("Person"),
        Column("Tracked", Unit.HOURS),
        Column("Missing", Unit.HOURS),
        Column("Days with gaps"),
    )
    shown: list[tuple[Cell, ...]] = [
        (lack.name, lack.hours, lack.missing, _named_days(lack.days, scene.today, _MOST_NAMED)) for lack in lacks
    ]
    tracked_in_all = sum((lack.hours for lack in lacks), ZERO)
    return Answer(
        Kind.MISSING_TIME,
        text,
        scene.now,
        figures,
        counted=_counted(scene, "a fifth of each person's weekly capacity"),
        is_complete=scene.account.is_administrator,
        tables=(Table(columns, tuple(shown), total=("Total", tracked_in_all, missing, None)),),
        copies=tuple(_reminders(short, when, scene)),
        link=scene.page("/team"),
    )


def _workday(person: User, scene: Scene) -> Decimal:
    """Hours of a full day of theirs."""
    capacity = person.weekly_capacity if person.weekly_capacity is not None else scene.account.weekly_capacity
    return Decimal(capacity) / 3600 / _WORKDAYS


def _reminders(short: Sequence[Lack], when: str, scene: Scene) -> list[Copy]:
    """A text for all of them, and one for each of the first few; nobody reminds themselves."""
    others = [lack for lack in short if lack.user_id != scene.account.user_id]
    if not others:
        return []
    span = when.split(",")[0] if when.startswith(("this", "last")) else when
    sheet = scene.page("/time")
    lines = [f"- {lack.name}: {hours_text(lack.missing)}, {_named_days(lack.days, scene.today, 3)}" for lack in others]
    group = ["Hello all,", "", f"some time is still missing in Harvest {span}:", "", *lines, ""]
    group += [f"Please fill it in when you have a minute{': ' + sheet if sheet else '.'}", "", "Thank you!"]
    found = [Copy("Reminder to all", "\n".join([*group, scene.account.user_name]))] if len(others) > 1 else []
    for lack in others[:_MOST_REMINDED]:
        first = lack.name.split()[0] if lack.name else "there"
        personal = [
            f"Hello {first},",
            "",
            f"{hours_text(lack.missing)} are still missing in your timesheet {span}:",
            f"{_named_days(lack.days, scene.today)}.",
            "Could you fill it in when you have a minute? Thank you!",
            "",
            scene.account.user_name,
        ]
        found.append(Copy(f"Reminder to {lack.name}", "\n".join(personal)))
    return found


def _named_days(gaps: Sequence[Gap], today: date, most: int = 5) -> str:
    """ "all 8 h on Tue 10 Nov, 4 h on Wed 11 Nov and 3 more days"."""
    named = []
    for gap in gaps[:most]:
        day = "today so far" if gap.day == today else f"on {short_day(gap.day, today)}"
        named.append(f"{'all ' if not gap.hours else ''}{hours_text(gap.missing)} {day}")
    if len(gaps) > most:
        named.append(count_text(len(gaps) - most, "more day", "more days"))
    return " and ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else "".join(named)


def _named_people(short: Sequence[Lack]) -> str:
    if len(short) > _MOST_NAMED:
        worst = ", ".join(f"{lack.name} ({hours_text(lack.missing)})" for lack in short[: _MOST_NAMED - 1])
        return f"{len(short)} people have gaps, most of all {worst},"
    named = [f"{lack.name} ({hours_text(lack.missing)})" for lack in short]
    text = " and ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else named[0]
    return f"{text} {'have' if len(named) > 1 else 'has'} gaps"


def _counted(scene: Scene, full_day: str) -> str:
    managed = "" if scene.account.is_administrator or not scene.account.sees_others else "; people whom you may see"
    return f"Exact hours; a full day is {full_day}, Monday to Friday; days to come are left out{managed}."
