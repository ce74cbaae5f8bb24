"""The scenes: each takes a port and a window, and brings them to one state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from desktop.agent.drafts import DraftState, Reply
from desktop.agent.intents import Alternatives, Field, Warn
from desktop.ui.chat_port import Kept, Logged
from desktop.ui.evidence_port import EvidenceView
from desktop.ui.preview.answer_scenes import ANSWERS, answer_week
from desktop.ui.preview.deed_scenes import DEEDS
from desktop.ui.preview.more_scenes import MORE
from desktop.ui.preview.sample import ACCOUNT, LONG, RTL, asking_project, named, ready, to_check
from desktop.ui.preview.scripted_port import TODAY, ScriptedPort
from desktop.ui.preview.scripted_today import commits, event, repeated
from desktop.ui.timer_port import Doubt, Place, Running, TimerAsk, TimerView
from desktop.ui.week_port import WeekDay, WeekView

Scene = Callable[[ScriptedPort], None]
_TWO = "4 hours on the Williams account and 2 hours on internal training"


def _two() -> Reply:
    first = ready("Williams Account", 12, "4", "")
    second = ready("Internal Training", 15, "2")
    return Reply("Two entries for today.", (first, second))


def _signed_in(port: ScriptedPort) -> None:
    port.signed_in.emit(ACCOUNT)
    port.day_changed.emit(Decimal("1.5"))


def empty(port: ScriptedPort) -> None:
    """Before anything was said."""
    _signed_in(port)


def two_ready(port: ScriptedPort) -> None:
    """Two complete cards."""
    _signed_in(port)
    port.said.emit(_TWO)
    port.answer(_two())


def found(port: ScriptedPort) -> None:
    """The end of a day that left something behind."""
    _signed_in(port)
    asked = replace(asking_project(), hours=Decimal("0.5"), choices=())
    names = "<b>1:1</b> with a title that is much longer than any room there is for it on a line of this window"
    offers = (
        event("Williams kickoff call", time(9, 30), time(10, 30), ready("Williams Account", 14, "1")),
        event("Website review", time(11), time(12, 30), asking_project()),
        event(names, time(16), time(16, 30), asked),
        commits("acme-app", "Fix login; Tests", time(10, 40), time(17, 5), 4, ready("Mobile App", 12, "1")),
        repeated(replace(ready("Internal Training", 15, "0.5", "Timesheets"), spent_date=TODAY_MINUS_ONE)),
    )
    port.scripted_evidence.find(EvidenceView(offers, "calendar.example.com cannot be reached."))


def _week(port: ScriptedPort) -> None:
    hours = ("8", "9.5", "6.25", "0", "1.5", "0", "0")
    monday = TODAY - timedelta(days=4)
    days = tuple(WeekDay(monday + timedelta(days=n), Decimal(one), n < 5) for n, one in enumerate(hours))
    port.scripted_week.show(WeekView(TODAY, days, TODAY, before=TODAY_MINUS_ONE, before_hours=Decimal(8)))


def week(port: ScriptedPort) -> None:
    """A full day, one over, one short, one empty, today and a weekend."""
    two_ready(port)
    _week(port)


def timer(port: ScriptedPort) -> None:
    """A timer runs, and nobody was there for a while."""
    week(port)
    started = datetime.now(UTC) - timedelta(hours=1, minutes=23)
    running = Running(5, LONG.name, LONG.client.name, "Design", started, notes="<b>notes</b>")
    places = tuple(
        Place(n, 11, one.name, one.client.name, "Design") for n, one in enumerate((named("Mobile App"), RTL))
    )
    port.scripted_timer.show(TimerView(running, places))
    began = datetime.combine(TODAY, time(14, 10))
    port.timer.asked.emit(TimerAsk(Doubt.AWAY, running, began, began + timedelta(minutes=42)))


def week_day(port: ScriptedPort) -> None:
    """An earlier day, opened."""
    two_ready(port)
    _week(port)
    view = port.scripted_week.view
    entries = (
        Logged(1, Decimal(4), "Website Redesign", "Acme Corporation", "Design", "Wireframes"),
        Logged(2, Decimal("2.25"), LONG.name, LONG.client.name, LONG.tasks[0].name, "<b>notes</b>"),
    )
    if view is not None:
        chosen, before = TODAY - timedelta(days=2), TODAY - timedelta(days=3)
        port.scripted_week.show(replace(view, chosen=chosen, before=before, entries=entries))


def found_taken(port: ScriptedPort) -> None:
    """Two of them taken."""
    found(port)
    port.scripted_evidence.take(tuple(one.key for one in port.scripted_evidence.found.offers[:2]))


def asking(port: ScriptedPort) -> None:
    """One card of each question, beside a ready one with a warning."""
    _signed_in(port)
    port.said.emit("1.5h website fixed the checkout, 2 hours on the patient portal, and some brand refresh")
    task = replace(ready("Patient Portal", 11, "2"), state=DraftState.ASKING, task=None)
    length = replace(ready("Brand Refresh", 11, "1"), state=DraftState.ASKING, hours=None)
    heard = Warn("heard_as", "I read “for hours” as 4 hours. Please check.")
    yesterday = TODAY_MINUS_ONE
    warned = replace(ready("Café Menu", 11, "4", "menu layout", (heard,)), spent_date=yesterday)
    port.answer(Reply("Four entries. Three need an answer.", (asking_project(), task, length, warned)))


def checking(port: ScriptedPort) -> None:
    """Cards to check beside a ready one and one that asks: one doubted field, two, and one that was heard."""
    _signed_in(port)
    port.said.emit("3h website redesign prog, mobile app calcs 2, forty minutes patient portal, 1.5h website")
    globex = Alternatives(projects=(named("Website Redesign", "Globex"), named("Analytics Dashboard")))
    one = to_check(ready("Website Redesign", 12, "3", "prog"), Field.PROJECT, others=globex)
    tasks = named("Mobile App").tasks
    many = Alternatives(tasks=(tasks[2], tasks[3]), hours=(Decimal("2.5"),))
    two = to_check(ready("Mobile App", 11, "2", "calcs"), Field.TASK, Field.HOURS, others=many)
    length = Alternatives(hours=(Decimal("0.25"),))
    three = to_check(ready("Patient Portal", 12, "0.67"), Field.HOURS, others=length, heard="“forty”")
    port.answer(Reply("Five entries.", (one, ready("Café Menu", 11, "1"), two, three, asking_project())))


def checking_long(port: ScriptedPort) -> None:
    """Names that try to break out, to be checked; an entry that may be none."""
    _signed_in(port)
    port.said.emit("2h ministry")
    long = replace(ready("Mobile App", 11, "2"), project=LONG, task=LONG.tasks[0], notes="note " * 40)
    others = Alternatives(projects=(LONG, RTL, named("Mobile App")), tasks=LONG.tasks, days=(TODAY_MINUS_ONE,))
    maybe = to_check(ready("Brand Refresh", 11, "1", "lunch with the team"), Field.ENTRY)
    port.answer(Reply("Two.", (to_check(long, Field.PROJECT, Field.TASK, Field.DAY, others=others), maybe)))


def sending(port: ScriptedPort) -> None:
    """Confirmed, on the way, and waiting for Harvest."""
    two_ready(port)
    port.hold = True
    port.commit(tuple(port.drafts))
    key = next(iter(port.drafts))
    waits = "Harvest cannot be reached. Please check the network connection."
    port.changed.emit(replace(port.drafts[key], state=DraftState.CONFIRMED, reason=waits))
    port.waiting.emit("Harvest asks us to slow down, 8 s")


def committed(port: ScriptedPort) -> None:
    """In Harvest, one of them rounded, one taken back."""
    two_ready(port)
    first, second = port.drafts
    port.commit((first, second))
    answer = port.drafts[first].answer
    assert answer is not None  # noqa: S101
    port.changed.emit(replace(port.drafts[first], answer=replace(answer, rounded_hours=Decimal("4.25"))))
    port.said.emit("30m website call")
    port.answer(Reply("One entry for today.", (ready("Analytics Dashboard", 14, "0.5", "call"),)))
    third = list(port.drafts)[2]
    port.commit((third,))
    port.undo(third)


def refused(port: ScriptedPort) -> None:
    """Harvest said no to one of two, and something failed."""
    two_ready(port)
    first, second = port.drafts
    port.commit((first,))
    words = "Spent date has been locked: the timesheet for this week was approved."
    port.changed.emit(replace(port.drafts[second], state=DraftState.REFUSED, reason=words))
    port.failed.emit("The network was lost while reading today's hours. Nothing is lost; it is tried again by itself.")


def ten_cards(port: ScriptedPort) -> None:
    """A whole week in one breath."""
    _signed_in(port)
    port.said.emit("my week: two hours of everything each day")
    names = ("Williams Account", "Mobile App", "Patient Portal", "Brand Refresh", "Analytics Dashboard")
    cards = [ready(names[n % 5], 11 + n % 4, str(Decimal(n % 4 + 1) / 2), "weekly round" * (n % 2)) for n in range(10)]
    days = [replace(card, spent_date=card.spent_date - timedelta(days=n // 2)) for n, card in enumerate(cards)]
    port.answer(Reply("Ten entries from Monday to today.", tuple(days)))


def listening(port: ScriptedPort) -> None:
    """The microphone is open."""
    _signed_in(port)
    port.microphone.emit("opening")
    port.microphone.emit("listening")
    for n in range(28):
        port.level.emit(abs((n * 7 % 13) - 6) / 8)
    port.heard.emit("four hours on the Williams account and two hours on")


def long_names(port: ScriptedPort) -> None:
    """Names that try to break out."""
    _signed_in(port)
    port.said.emit("2h <b>bold</b> ministry & <img src=x>\nsecond line " + "very long words " * 14)
    long = replace(ready("Mobile App", 11, "2"), project=LONG, task=LONG.tasks[0], notes="<i>note</i> " * 20)
    hebrew = replace(ready("Mobile App", 11, "12.75"), project=RTL, task=RTL.tasks[0], notes="הערה ארוכה")
    port.answer(Reply("Two entries.", (long, hebrew)))


TODAY_MINUS_ONE = ready("Mobile App", 11, "1").spent_date - timedelta(days=1)

SCENES: dict[str, Scene] = {
    scene.__name__: scene
    for scene in (
        empty,
        two_ready,
        asking,
        checking,
        checking_long,
        sending,
        committed,
        refused,
        ten_cards,
        listening,
        long_names,
    )
}
FORMING = (ready("Williams Account", 12, "4"), ready("Internal Training", 15, "2", "slides"), asking_project())


def being_read(port: ScriptedPort) -> None:
    """Said, and not answered: a language model reads."""
    _signed_in(port)
    port.said.emit(_TWO)
    port.sketched.emit(_TWO, Reply("", FORMING[:2]))


def today(port: ScriptedPort) -> None:
    """A day that has begun elsewhere; a short chat below it."""
    two_ready(port)
    port.chat.today_changed.emit(LOGGED)


def today_empty(port: ScriptedPort) -> None:
    """A day that has begun elsewhere; nothing said here."""
    _signed_in(port)
    port.chat.today_changed.emit(LOGGED[:2])


LOGGED = tuple(
    Logged(number, Decimal(hours), project.name, project.client.name, task, notes, is_running=number == 7)
    for number, (hours, project, task, notes) in enumerate(
        (
            ("0.25", named("Internal Training"), "Meetings", "stand-up"),
            ("1.25", named("Mobile App"), "Development", "login screen, the second half of it and its tests"),
            ("0.5", LONG, "Design", ""),
            ("2", named("Patient Portal"), "Project Management", "planning"),
            ("0.75", RTL, "Design", ""),
            ("1", named("Café Menu"), "Design", "menu layout"),
            ("10.5", named("Brand Refresh"), "Design", ""),
        ),
        start=1,
    )
)

KEPT = tuple(
    Kept(
        TODAY_MINUS_ONE - timedelta(days=9 * number),
        one.hours,
        one.client,
        one.project,
        one.task,
        one.notes,
        "in Harvest" if number % 2 == 0 else "taken back",
        counts=number % 2 == 0,
    )
    for number, one in enumerate(LOGGED[:6])
)
SCENES |= {"search": empty, "search_none": empty}
SCENES |= {"being_read": being_read, "forming": empty, "today": today, "today_empty": today_empty}
SCENES |= MORE | ANSWERS | DEEDS
SCENES |= {
    "quick": two_ready,
    "quick_typing": empty,
    "quick_again": empty,
    "tray_menu": empty,
    "day": empty,
    "day_cards": two_ready,
}
SCENES |= {"week": week, "timer": timer, "tray_timer": timer, "week_day": week_day}
SCENES |= {"day_found": found, "day_found_taken": found_taken}
SCENES |= {"quick_checking": checking, "day_checking": checking, "quick_answer": answer_week}
