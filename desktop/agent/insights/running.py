"""What the timer stands at: one's own, a teammate's, everybody's.

"What is running?" becomes "A timer runs on Website (Acme), Design, since 15:40: 1.25 h by now."
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from desktop.agent.insights.answer import Answer, Cell, Column, Figure, Offer, Table, Unit
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Source
from desktop.agent.insights.spans import short_day
from desktop.agent.insights.sums import ZERO
from desktop.agent.intents import By, Interpretation, Kind, Whose
from desktop.agent.wording import count_text, hours_text
from desktop.harvest.models import TimeEntry
from desktop.harvest.text import plain

_MINUTE = timedelta(minutes=1)


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it. Raises HarvestError."""
    account = scene.account
    is_shared = meant.team or meant.asked.whose is Whose.OURS or meant.asked.by is By.PERSON
    whose = None if is_shared and account.sees_others else account.user_id
    if scene.person is not None:
        whose = scene.person.id
    found = await source.running(whose)
    fitting = [one for one in found if _is_about(one, meant)]
    return answer(fitting, scene, meant, whose, len(found) - len(fitting))


def _is_about(one: TimeEntry, meant: Interpretation) -> bool:
    if meant.project is not None and not meant.asked.client_only:
        return one.project.id == meant.project.id
    return meant.client is None or one.client.id == meant.client.id


def answer(
    running: Sequence[TimeEntry], scene: Scene, meant: Interpretation, whose: int | None, elsewhere: int
) -> Answer:
    """The answer over the entries that run. `elsewhere` timers run on what the question is not about."""
    is_own = whose == scene.account.user_id
    figures: dict[str, Figure] = {
        "total": sum((one.hours for one in running), ZERO),
        "running": [
            {
                "id": one.id,
                "person": plain(one.user.name or ""),
                "client": plain(one.client.name),
                "project": plain(one.project.name),
                "task": plain(one.task.name),
                "since": _since(one, scene).isoformat(timespec="minutes") if one.timer_started_at else None,
                "hours": one.hours,
                "notes": plain(one.notes),
            }
            for one in running
        ],
    }
    limited = meant.team and not scene.account.sees_others
    return Answer(
        Kind.HOURS,
        _reply(running, scene, meant, whose, elsewhere),
        scene.now,
        figures,
        counted="Hours of running timers, exact, up to now"
        + ("; only your own, as your role sees." if limited else "."),
        is_complete=not limited,
        tables=(_table(running, scene, with_person=whose is None),) if len(running) > 1 else (),
        link=scene.page(f"/time/day/{scene.today:%Y/%m/%d}") if is_own else "",
        offers=(Offer("Stop the timer", "stop the timer"),) if is_own and len(running) == 1 else (),
    )


def _reply(running: Sequence[TimeEntry], scene: Scene, meant: Interpretation, whose: int | None, elsewhere: int) -> str:
    name = plain(scene.person.name) if scene.person and whose != scene.account.user_id else ""
    if not running:
        on = ""
        if meant.project is not None and not meant.asked.client_only:
            on = f" on {meant.project.name}"
        elif meant.client is not None:
            on = f" for {meant.client.name}"
        text = f"No timer of {name} is running{on}" if name else f"No timer is running{on}"
        text += " for anybody whose time you may see" if whose is None else ""
        return text + (f"; {count_text(elsewhere, 'other one runs', 'others run')}." if elsewhere and on else ".")
    if len(running) > 1:
        return (
            f"{len(running)} timers are running, {hours_text(sum((one.hours for one in running), ZERO))} by now in all."
        )
    one = running[0]
    of = f" of {plain(one.user.name or '')}" if whose is None or name else ""
    where = f"{plain(one.project.name)} ({plain(one.client.name)}), {plain(one.task.name)}"
    text = f"A timer{of} is running on {where}"
    if one.timer_started_at is None:
        return f"{text}: {hours_text(one.hours)} by now."
    since = _since(one, scene)
    text += f", since {_moment(since, scene)}: {hours_text(one.hours)} by now"
    earlier = one.hours - _elapsed(since, scene)
    return text + (f", {hours_text(earlier)} of it from before that start." if earlier >= Decimal("0.05") else ".")


def _since(one: TimeEntry, scene: Scene) -> datetime:
    """When it was started, on the person's own clock."""
    started = one.timer_started_at
    if started is None:
        return scene.now
    return started.astimezone(scene.account.zone).replace(tzinfo=None) if started.tzinfo else started


def _elapsed(since: datetime, scene: Scene) -> Decimal:
    return Decimal(max((scene.now - since) // _MINUTE, 0)) / 60


def _moment(at: datetime, scene: Scene) -> str:
    """ "15:40", with the day where it is another one; as the account writes the time of day."""
    hour = (
        f"{at:%H:%M}"
        if scene.account.clock == "24h"
        else f"{at.hour % 12 or 12}:{at:%M} {'am' if at.hour < 12 else 'pm'}"
    )
    return hour if at.date() == scene.today else f"{hour} on {short_day(at.date(), scene.today)}"


def _table(running: Sequence[TimeEntry], scene: Scene, *, with_person: bool) -> Table:
    columns = [Column("Person")] if with_person else []
    columns += [Column("Project"), Column("Task"), Column("Since"), Column("Hours", Unit.HOURS)]
    rows: list[tuple[Cell, ...]] = []
    for one in sorted(running, key=lambda one: -one.hours):
        person: list[Cell] = [plain(one.user.name or "")] if with_person else []
        since = _moment(_since(one, scene), scene) if one.timer_started_at else ""
        place = f"{plain(one.client.name)} › {plain(one.project.name)}"
        rows.append((*person, place, plain(one.task.name), since, one.hours))
    return Table(tuple(columns), tuple(rows))
