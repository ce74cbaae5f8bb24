"""Looks for what a day left behind in all places that a person listed, at once, and tells where it could not look."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from desktop.agent.evidence.calendars import events_of
from desktop.agent.evidence.commits import commits_of
from desktop.agent.evidence.fetching import CannotRead, calendar_text, name_of
from desktop.agent.evidence.found import Looked

PATIENCE: Final = 15.0
"""Seconds after which a place is given up."""


async def look_around(calendars: Sequence[str], repositories: Sequence[str], day: date, zone: ZoneInfo) -> Looked:
    """Events by their start, then commits; `problem` has a line for each place that cannot be read. Raises nothing."""
    looks = [_calendar(place, day, zone) for place in calendars]
    looked = await asyncio.gather(*looks, *(commits_of(folder, day, zone) for folder in repositories))
    unique = {one.key: one for look in looked for one in look.found}
    found = sorted(unique.values(), key=lambda one: (one.source.value, one.start is None, one.start))
    problems = [look.problem for look in looked if look.problem]
    return Looked(tuple(found), "\n".join(dict.fromkeys(problems)))


async def _calendar(place: str, day: date, zone: ZoneInfo) -> Looked:
    try:
        async with asyncio.timeout(PATIENCE):
            text = await calendar_text(place)
            return Looked(await asyncio.to_thread(events_of, text, day, zone))
    except TimeoutError:
        return Looked(problem=f"The calendar {name_of(place)} takes too long to read.")
    except CannotRead as problem:
        return Looked(problem=str(problem))
