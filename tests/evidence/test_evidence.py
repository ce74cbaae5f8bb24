"""What a day left behind: events, commits and past entries become offered cards, and hostile traces do no harm."""

from __future__ import annotations

import asyncio
import gzip
import os
import subprocess
import tracemalloc
from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import httpx
import pytest

from desktop.agent.drafts import Missing
from desktop.agent.editing import new_draft
from desktop.agent.evidence.calendars import events_of
from desktop.agent.evidence.commits import commits_of
from desktop.agent.evidence.days_off import countries, holiday
from desktop.agent.evidence.fetching import MOST_BYTES, CannotRead, calendar_text, checked_place, name_of
from desktop.agent.evidence.found import MOST_SHOWN, Found, Source
from desktop.agent.evidence.gathering import look_around
from desktop.agent.evidence.offering import last_working_day, suggestions, to_repeat
from tests.agent.worlds import CATALOG, NOW, past, read

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 20)


def ics(*events: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//t//t//EN"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}@t", "DTSTAMP:20260101T000000Z", *event.split("|"), "END:VEVENT"]
    return ("\r\n".join([*lines, "END:VCALENDAR"]) + "\r\n").encode()


def event(start: str, end: str, title: str = "Sync", *more: str) -> str:
    return "|".join([f"DTSTART{start}", f"DTEND{end}", f"SUMMARY:{title}", *more])


def seen(*events: str, zone: ZoneInfo = BERLIN) -> list[tuple[str, time | None, Decimal | None]]:
    return [(one.title, one.start, one.hours) for one in events_of(ics(*events), DAY, zone)]


def test_events_are_of_the_persons_day_and_clock():
    late = event(":20261120T233000Z", ":20261121T001500Z", "Call with Tokyo")
    assert seen(late) == [], "in Berlin it is tomorrow"
    assert seen(late, zone=ZoneInfo("America/New_York")) == [("Call with Tokyo", time(18, 30), Decimal("0.75"))]
    floating = event(":20261120T090000", ":20261120T092000", "Stand-up")
    assert seen(floating) == [("Stand-up", time(9), Decimal("0.33"))]


def test_a_series_follows_its_rule_its_exceptions_and_what_was_moved():
    series = event(";TZID=Europe/Berlin:20260102T100000", ";TZID=Europe/Berlin:20260102T110000", "Weekly")
    assert seen(f"{series}|RRULE:FREQ=WEEKLY") == [("Weekly", time(10), Decimal(1))]
    assert seen(f"{series}|RRULE:FREQ=WEEKLY|EXDATE;TZID=Europe/Berlin:20261120T100000") == []
    moved = event(":20261120T130000Z", ":20261120T133000Z", "Moved", "RECURRENCE-ID:20261120T090000Z")
    text = ics(f"{series}|RRULE:FREQ=WEEKLY", moved).replace(b"1@t", b"0@t")
    assert [(one.title, one.start) for one in events_of(text, DAY, BERLIN)] == [("Moved", time(14))]


@pytest.mark.parametrize(
    "more",
    ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE", "RRULE:FREQ=SECONDLY"],
)
def test_what_takes_no_time_or_repeats_by_the_second_is_left_out(more):
    assert seen(event(":20261120T090000Z", ":20261120T100000Z", "Hold", more)) == []


def test_whole_days_and_stretches_of_days_are_no_hours():
    assert seen("DTSTART;VALUE=DATE:20261120|SUMMARY:Birthday") == []
    assert seen(event(":20261119T090000Z", ":20261122T100000Z", "Fair")) == []


def test_a_title_is_one_short_printable_line():
    (one,) = events_of(ics(event(":20261120T090000Z", ":20261120T100000Z", "A\\n\u202eB" + "x" * 500)), DAY, BERLIN)
    assert one.title.startswith("A B" + "x")
    assert (len(one.title), one.title.isprintable()) == (MOST_SHOWN, True)


@pytest.mark.parametrize("text", [b"", b"<html>", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"\xff\xfe\x00"])
def test_what_is_no_calendar_is_told(text):
    with pytest.raises(CannotRead):
        events_of(text, DAY, BERLIN)


@pytest.mark.parametrize(
    "place", ["http://calendar.example/me.ics", "ftp://x.example/a", "https://me:pw@x.example/a", "https://", ""]
)
def test_only_https_loopback_and_files_may_be_listed(place):
    with pytest.raises(CannotRead):
        checked_place(place)


def test_addresses_are_secrets_and_are_named_by_their_host():
    assert checked_place("webcal://c.example/secret.ics") == "https://c.example/secret.ics"
    assert name_of("https://c.example/private-123/secret.ics") == "c.example"
    assert checked_place("http://127.0.0.1:9/a.ics") == "http://127.0.0.1:9/a.ics"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (httpx.Response(302, headers={"Location": "https://evil.example/"}), "sends on"),
        (httpx.Response(404), "answers 404"),
        (httpx.Response(200, content=b"x" * (MOST_BYTES + 1)), "too large"),
    ],
    ids=["elsewhere", "missing", "endless"],
)
async def test_an_address_is_asked_once_and_never_followed(answer, told):
    asked: list[str] = []

    def serve(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return answer

    with pytest.raises(CannotRead, match=told):
        await calendar_text("https://c.example/me.ics", httpx.MockTransport(serve))
    assert asked == ["c.example"]


async def test_a_small_answer_that_becomes_large_is_refused_while_it_is_unpacked():
    packed = gzip.compress(b"x" * 15 * MOST_BYTES)

    class Bomb(httpx.AsyncByteStream):
        async def __aiter__(self):
            yield packed

    def serve(request: httpx.Request) -> httpx.Response:
        assert request.headers["Accept-Encoding"] == "gzip"
        return httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=Bomb())

    tracemalloc.start()
    try:
        with pytest.raises(CannotRead, match="too large"):
            await calendar_text("https://c.example/me.ics", httpx.MockTransport(serve))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * MOST_BYTES


class Repository:
    """A repository of one person on a real disk."""

    def __init__(self, folder, mail="me@example.com") -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "-q")
        self.git("config", "user.email", mail)
        self.git("config", "user.name", "Me")

    def git(self, *words: str, **more: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        subprocess.run(
            ["git", "-C", str(self.folder), *words], check=True, capture_output=True, env=environment | more, timeout=30
        )

    def commit(self, subject: str, at: str, mail: str = "me@example.com") -> None:
        who = {"GIT_AUTHOR_EMAIL": mail, "GIT_AUTHOR_NAME": "N"}
        self.git("commit", "-q", "--allow-empty", "-m", subject, "--date", at, **who, GIT_COMMITTER_DATE=at)


async def test_commits_are_the_persons_own_of_that_day(tmp_path):
    repository = Repository(tmp_path / "acme-web")
    repository.commit("Yesterday's", "2026-11-19T10:00:00+0100")
    repository.commit("Fix login", "2026-11-20T09:12:00+0100")
    repository.commit("Somebody else's", "2026-11-20T10:00:00+0100", "you@example.com")
    repository.commit("Late in Auckland", "2026-11-21T08:00:00+1300")
    looked = await commits_of(str(tmp_path / "acme-web"), DAY, BERLIN)
    (one,) = looked.found
    assert (one.title, one.start, one.end, one.count) == ("Fix login; Late in Auckland", time(9, 12), time(20), 2)
    assert (one.place, one.hours, looked.problem) == ("acme-web", None, "")


async def test_a_repositorys_configuration_starts_no_program(tmp_path):
    repository = Repository(tmp_path / "trap")
    repository.commit("Bait", "2026-11-20T09:00:00+0100")
    sprung = tmp_path / "sprung"
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\n")
    trap.chmod(0o700)
    for name in ("gpg.program", "core.pager", "core.fsmonitor", "diff.external", "core.sshCommand", "pager.log"):
        repository.git("config", name, str(trap))
    repository.git("config", "log.showSignature", "true")
    repository.git("config", "alias.log", f"!{trap}")
    (repository.folder / ".git/hooks").mkdir(exist_ok=True)
    looked = await commits_of(str(repository.folder), DAY, BERLIN)
    assert [one.title for one in looked.found] == ["Bait"]
    assert not sprung.exists()


async def test_places_that_cannot_be_read_are_told_and_the_others_are_read(tmp_path):
    empty = Repository(tmp_path / "fresh")
    calendar = tmp_path / "me.ics"
    calendar.write_bytes(ics(event(":20261120T090000Z", ":20261120T100000Z", "Seen")))
    gone = tmp_path / "gone.ics"
    places = (str(calendar), str(gone), str(tmp_path))
    looked = await look_around(places, (str(tmp_path), str(empty.folder), "/nowhere"), DAY, BERLIN)
    assert [one.title for one in looked.found] == ["Seen"]
    assert len(looked.problem.splitlines()) == 4, looked.problem
    assert (await look_around((), (), DAY, BERLIN)).found == ()


async def test_a_git_that_cannot_be_started_is_told(tmp_path, monkeypatch):
    repository = Repository(tmp_path / "acme-web")
    broken = tmp_path / "git"
    broken.touch()
    monkeypatch.setattr("shutil.which", lambda _name: str(broken))
    looked = await look_around((), (str(repository.folder),), DAY, BERLIN)
    assert looked.problem == "acme-web: git cannot be started (Permission denied)."


async def reads(words: str):
    return [new_draft(entry) for entry in read(words).entries]


def offered(*found: Found, history=()):
    return asyncio.run(suggestions(found, reads, CATALOG, history, NOW.date()))


def seen_event(title: str) -> Found:
    return Found(Source.CALENDAR, f"event:{title}", title, time(10), time(11), Decimal(1))


@pytest.mark.parametrize(
    ("title", "project"),
    [("Booking stand-up", "Booking"), ("Tax Tool: cutover", "Tax Tool"), ("Williams retainer call", "Retainer")],
)
def test_a_title_that_names_a_project_is_offered_on_it(title, project):
    (one,) = offered(seen_event(title))
    assert one.draft.project is not None
    assert (one.draft.project.name, one.draft.hours, one.draft.notes) == (project, Decimal(1), title)
    assert (one.draft.started_time, one.draft.ended_time) == (time(10), time(11))


@pytest.mark.parametrize("title", ["Website redesign review", "Dentist", "1:1 Anna", "stop the timer", "undo", "yes"])
def test_a_title_that_names_none_plainly_is_a_question(title):
    (one,) = offered(seen_event(title))
    assert (one.draft.project, one.draft.missing) == (None, Missing.PROJECT)


@pytest.mark.parametrize("title", ["3h Booking", "2 people 5 hours Booking tomorrow", "Booking 8:00-17:00"])
def test_hours_and_days_in_a_title_count_for_nothing(title):
    (one,) = offered(seen_event(title))
    assert (one.draft.hours, one.draft.spent_date) == (Decimal(1), NOW.date())


def test_a_title_that_was_logged_before_goes_where_it_went_and_says_so():
    before = past("Archive", "Meetings", 7, notes="Dentist")
    (one,) = offered(seen_event("Dentist"), history=[before])
    assert one.draft.project is not None
    assert one.draft.task is not None
    assert (one.draft.project.name, one.draft.task.name) == ("Archive", "Meetings")
    assert [warning.code for warning in one.draft.warnings] == ["as_before"]
    (open_again,) = offered(seen_event("Dentist"), history=[before, past("Lobby", "QA", 9, notes="Dentist")])
    assert open_again.draft.project is None


def test_what_is_logged_today_is_not_offered_again():
    assert offered(seen_event("Dentist"), history=[past("Archive", "QA", 0, notes="dentist\nand more")]) == ()


def test_commits_say_where_and_never_how_long():
    one = Found(Source.COMMITS, "c", "Fix login", time(9), time(12), None, place="tax-tool", count=3)
    (offer,) = offered(one, history=[past("Tax Tool", "Development", 3)])
    assert offer.draft.project is not None
    assert offer.draft.task is not None
    assert (offer.draft.project.name, offer.draft.task.name) == ("Tax Tool", "Development")
    assert (offer.draft.missing, offer.draft.started_time) == (Missing.HOURS, None)


def test_the_last_working_days_entries_are_repeated_but_what_is_logged_or_gone_is_not():
    history = [
        past("Booking", "Design", 2, "3", "Wireframes"),
        past("Lobby", "QA", 2, "2"),
        past("Archive", "QA", 5, "1"),
        past("Lobby", "QA", 0, "1"),
    ]
    latest = last_working_day(history, NOW.date())
    offers = offered(*to_repeat(latest, CATALOG), history=history)
    assert [(one.draft.notes, one.draft.hours, one.draft.spent_date) for one in offers] == [
        ("Wireframes", Decimal(3), NOW.date())
    ]
    assert last_working_day([past("Lobby", "QA", 30)], NOW.date()) == ()


def test_holidays_are_those_of_a_country_and_its_region():
    assert holiday(date(2026, 11, 26), "US") == "Thanksgiving Day"
    assert holiday(date(2026, 8, 15), "DE") == ""
    assert holiday(date(2026, 8, 15), "DE", "SL")
    assert (holiday(DAY, ""), holiday(DAY, "XX"), holiday(DAY, "DE", "nowhere")) == ("", "", "")
    assert "BY" in countries()["DE"]
