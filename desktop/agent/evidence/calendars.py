"""The events of one day in a calendar's text: ICS bytes and a day come in, `Found` events in the person's clock go out.

What takes no time of the day is left out: whole days, cancelled, declined or free. A rule that repeats faster than by
the day is not followed, since a calendar is somebody else's text and could keep the machine busy with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from desktop.agent.evidence.fetching import CannotRead
from desktop.agent.evidence.found import Found, Source, one_line

if TYPE_CHECKING:
    from icalendar import Calendar, Event

MOST_EVENTS: Final = 40
_MOST_COMPONENTS: Final = 20_000
_FAST: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_OLDEST: Final = 1990
_MINUTES: Final = Decimal(60)
_DAY: Final = timedelta(days=1)


def events_of(text: bytes, day: date, zone: ZoneInfo) -> tuple[Found, ...]:
    """The timed events of that day, by their start. Raises CannotRead where the text is no calendar."""
    from recurring_ical_events import of  # 0.2 s; a person without calendars needs none of it

    try:
        calendar = _of_day(text, day)
        start = datetime.combine(day, datetime.min.time(), tzinfo=zone)
        happening = of(calendar, skip_bad_series=True).between(start, start + _DAY) if calendar.events else []
    except CannotRead:
        raise
    except Exception as problem:  # somebody else's text, read by two libraries: whatever they stumble over
        raise CannotRead(f"A calendar cannot be understood ({type(problem).__name__}).") from None
    found = {one.key: one for event in happening if (one := _found(event, day, zone)) is not None}
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.end, one.title))[:MOST_EVENTS])


def _of_day(text: bytes, day: date) -> Calendar:
    """The calendar with the events alone that may happen that day: most of it is of other days."""
    from icalendar import Calendar

    parsed = Calendar.from_ical(text)
    if not isinstance(parsed, Calendar):
        raise CannotRead("That is no calendar.")
    if len(parsed.subcomponents) > _MOST_COMPONENTS:
        raise CannotRead("A calendar has too many events.")
    series = {str(event.get("UID")) for event in parsed.events if _repeats(event)}
    parsed.subcomponents = [
        part
        for part in parsed.subcomponents
        if part.name != "VEVENT" or _may_happen(part, day, in_series=str(part.get("UID")) in series)
    ]
    return parsed


def _repeats(event: Event) -> bool:
    return "RRULE" in event or "RDATE" in event


def _may_happen(event: Any, day: date, *, in_series: bool) -> bool:
    begins = getattr(event.get("DTSTART"), "dt", None)
    if begins is None or begins.year < _OLDEST:
        return False
    if not in_series:
        return abs(_date(begins) - day) <= 7 * _DAY
    rules = event.get("RRULE", [])
    rules = rules if isinstance(rules, list) else [rules]
    return not any(str(one).upper() in _FAST for rule in rules for one in _words(rule.get("FREQ", [])))


def _words(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else [value]


def _date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _found(event: Any, day: date, zone: ZoneInfo) -> Found | None:
    begins, ends = event.start, event.end
    if not isinstance(begins, datetime) or not isinstance(ends, datetime) or _takes_no_time(event):
        return None
    begins, ends = _local(begins, zone), _local(ends, zone)
    if begins.date() != day or ends <= begins or ends - begins >= _DAY:
        return None
    minutes = Decimal(int((ends - begins).total_seconds() // 60))
    title = one_line(str(event.get("SUMMARY", ""))) or "Event without a title"
    mark = f"{event.get('UID', '')}\n{begins.isoformat()}\n{title}"
    return Found(
        source=Source.CALENDAR,
        key=f"event:{hashlib.sha256(mark.encode(errors='replace')).hexdigest()[:16]}",
        title=title,
        start=begins.time(),
        end=ends.time(),
        hours=(minutes / _MINUTES).quantize(Decimal("0.01")),
    )


def _takes_no_time(event: Any) -> bool:
    words = {name: str(event.get(name, "")).upper() for name in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")}
    return words["STATUS"] == "CANCELLED" or "TRANSPARENT" in words.values() or "FREE" in words.values()


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """By the person's clock; a floating time is meant by whatever clock is there."""
    return (moment.astimezone(zone) if moment.tzinfo else moment).replace(tzinfo=None, second=0, microsecond=0)
