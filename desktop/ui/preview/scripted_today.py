"""Sides of the scripted port about the day and the week: traces to look at, answers at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from desktop.agent.drafts import Draft, DraftState
from desktop.agent.evidence.found import Found, Source, Suggestion
from desktop.ui.evidence_port import EvidencePort, EvidenceView, PlacesView
from desktop.ui.lately_port import LatelyPort, Repeatable
from desktop.ui.notice_port import NoticePort
from desktop.ui.timer_port import Place, TimerAsk, TimerPort, TimerView
from desktop.ui.week_port import WeekDay, WeekPort, WeekView


class ScriptedEvidence(EvidencePort):
    """`calls` lists what the widgets asked for, as (method, arguments). `put` makes cards of what is taken."""

    def __init__(self, put: Callable[[tuple[Draft, ...]], None]) -> None:
        super().__init__()
        self._put = put
        self.calls: list[tuple[str, tuple[object, ...]]] = []
        self.found = EvidenceView()
        self._view = PlacesView(countries=(("DE", ("BE", "BY")), ("US", ("CA", "NY"))))

    def show(self, view: PlacesView) -> None:
        """Show that now."""
        self._show(view)

    def find(self, view: EvidenceView) -> None:
        """From now on this is found; told now, too."""
        self.found = view
        self.gathered.emit(view)

    def gather(self) -> None:
        """As it was prepared."""
        self.calls.append(("gather", ()))
        self.gathered.emit(self.found)

    def take(self, keys: tuple[str, ...]) -> None:
        """Their cards, at once."""
        self.calls.append(("take", (keys,)))
        self._put(tuple(one.draft for key in keys for one in self.found.offers if one.key == key))

    def look(self) -> None:
        """Nothing has changed."""
        self.show(self._view)

    def add_place(self, place: str, *, is_calendar: bool) -> None:
        """Kept, if it is no relative path."""
        self.calls.append(("add_place", (place, is_calendar)))
        if not place.startswith(("/", "https://")):
            self.show(replace(self._view, problem="There is no such file."))
            return
        name = "calendars" if is_calendar else "repositories"
        kept = (*getattr(self._view, name), place)
        self.show(
            replace(self._view, problem="", calendars=kept)
            if is_calendar
            else replace(self._view, problem="", repositories=kept)
        )

    def forget_place(self, place: str) -> None:
        """Forgotten."""
        self.calls.append(("forget_place", (place,)))
        calendars = tuple(one for one in self._view.calendars if one != place)
        repositories = tuple(one for one in self._view.repositories if one != place)
        self.show(replace(self._view, calendars=calendars, repositories=repositories))

    def set_holidays(self, country: str, region: str) -> None:
        """Chosen."""
        self.calls.append(("set_holidays", (country, region)))
        self.show(replace(self._view, country=country, region=region))

    def set_idle(self, minutes: int) -> None:
        """Chosen."""
        self.calls.append(("set_idle", (minutes,)))
        self.show(replace(self._view, idle_minutes=minutes))


def event(title: str, start: time, end: time, draft: Draft) -> Suggestion:
    """An event that would become that card."""
    found = Found(Source.CALENDAR, f"event:{title}", title, start, end, draft.hours)
    return Suggestion(found, replace(draft, notes=title))


def commits(place: str, title: str, start: time, end: time, count: int, draft: Draft) -> Suggestion:
    """Commits that would become that card, without hours."""
    found = Found(Source.COMMITS, f"commits:{place}", title, start, end, None, place=place, count=count)
    return Suggestion(found, replace(draft, notes=title, hours=None, state=DraftState.ASKING))


def repeated(draft: Draft) -> Suggestion:
    """An entry of the day before that would become that card."""
    found = Found(Source.BEFORE, f"entry:{draft.id}", draft.notes, hours=draft.hours, day=draft.spent_date)
    return Suggestion(found, draft)


class ScriptedLately(LatelyPort):
    """`calls` lists what the widgets asked for. `cards` are made of what is taken, by its key."""

    def __init__(self, put: Callable[[tuple[Draft, ...]], None]) -> None:
        super().__init__()
        self._put = put
        self.calls: list[tuple[str, tuple[object, ...]]] = []
        self.cards: dict[str, Draft] = {}

    def show(self, *latest: Repeatable) -> None:
        """Tell of those now."""
        self._show(latest)

    def look(self) -> None:
        """Nothing was logged."""
        self.calls.append(("look", ()))

    def take(self, key: str) -> None:
        """Its card, at once."""
        self.calls.append(("take", (key,)))
        self._put((self.cards[key],))

    def keep(self, key: str) -> None:
        """Noted down."""
        self.calls.append(("keep", (key,)))


class ScriptedWeek(WeekPort):
    """`calls` lists what the widgets asked for, as (method, arguments). `view` is what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, tuple[object, ...]]] = []
        self.view: WeekView | None = None

    def show(self, view: WeekView | None) -> None:
        """Show that now."""
        self.view = view
        self.changed.emit(view)

    def turn_to(self, day: date) -> None:
        """That day is open, without entries."""
        self.calls.append(("turn_to", (day,)))
        if self.view is not None:
            first = day - timedelta(days=day.weekday())
            known = {one.day: one for one in self.view.days}
            days = [first + timedelta(days=place) for place in range(7)]
            shown = tuple(known.get(one, WeekDay(one, is_working=one.weekday() < 5)) for one in days)
            self.show(replace(self.view, days=shown, chosen=day))

    def repeat_before(self) -> None:
        """Only noted down."""
        self.calls.append(("repeat_before", ()))

    def forget(self) -> None:
        """As with nobody signed in."""
        self.show(None)


class ScriptedNotices(NoticePort):
    """`shown` are the notices, as (key, title, words, actions); none is while `can_show` is not set."""

    def __init__(self) -> None:
        super().__init__()
        self.can_show = False
        self.shown: list[tuple[str, str, str, tuple[tuple[str, str], ...]]] = []

    def show(self, key: str, title: str, words: str, actions: tuple[tuple[str, str], ...] = ()) -> bool:
        """Noted down."""
        if self.can_show:
            self.shown.append((key, title, words, actions))
        return self.can_show


class ScriptedTimer(TimerPort):
    """`calls` lists what the widgets asked for, as (method, arguments)."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, tuple[object, ...]]] = []

    def show(self, view: TimerView | None) -> None:
        """Show that now."""
        self.changed.emit(view)

    def start(self, place: Place) -> None:
        """Only noted down."""
        self.calls.append(("start", (place,)))

    def stop(self, entry_id: int, at: datetime | None = None) -> None:
        """Only noted down."""
        self.calls.append(("stop", (entry_id, at)))

    def split(self, ask: TimerAsk) -> None:
        """Only noted down."""
        self.calls.append(("split", (ask,)))
