"""Hours, days and outcomes in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.agent.checking import told
from desktop.agent.drafts import Committed, Draft, DraftState
from desktop.agent.intents import Warn
from desktop.agent.wording import changed_text, day_text, hours_text, outcome_text, reply_text, without_escapes
from desktop.harvest.catalog import Client, Project, Task

DAY = date(2026, 11, 20)
TASK = Task(1, "Design", True)
ANSWER = Committed(5, Decimal(2), Decimal(2), True, DAY, "Website", "Design", "")
LOGGED = Draft(
    "id",
    DraftState.COMMITTED,
    Project(1, "Website", "", Client(1, "Acme"), (TASK,)),
    TASK,
    Decimal(2),
    DAY,
    answer=ANSWER,
)
REFUSED = replace(LOGGED, state=DraftState.REFUSED, answer=None, reason="The project is locked.")
WAITING = replace(LOGGED, state=DraftState.CONFIRMED, answer=None, reason="Harvest does not answer.")


@pytest.mark.parametrize(
    ("hours", "text"), [("4", "4 h"), ("1.50", "1.5 h"), ("0.25", "0.25 h"), ("10", "10 h"), ("0", "0 h")]
)
def test_hours(hours: str, text: str):
    assert hours_text(Decimal(hours)) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (DAY, "today, Fri 20 Nov"),
        (date(2026, 11, 19), "yesterday, Thu 19 Nov"),
        (date(2026, 11, 9), "Mon 9 Nov"),
        (date(2025, 12, 31), "Wed 31 Dec 2025"),
    ],
)
def test_days_bear_their_weekday(day: date, text: str):
    assert day_text(day, DAY) == text


def test_an_outcome_tells_what_was_logged_refused_and_waits():
    text = outcome_text([LOGGED, REFUSED, WAITING, WAITING])
    assert "Logged 1 entry, 2 h." in text
    assert "Harvest refused 1 entry: The project is locked." in text
    assert "2 entries wait for Harvest" in text


def test_an_outcome_of_waiting_alone_claims_nothing():
    assert "Logged" not in outcome_text([WAITING])
    assert outcome_text([]) == "Nothing was written."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2h\x1b[31m nucleus\x1b[0m", "2h nucleus"),
        ("\x1b]0;title\x072h", "2h"),
        ("a\x00b\nc\td", "ab\nc\td"),
        ("Café — 2½ h 🎉", "Café — 2½ h 🎉"),
    ],
)
def test_escapes_are_no_words(text: str, kept: str):
    assert without_escapes(text) == kept


def _draft(**fields: object) -> Draft:
    draft = Draft("one", DraftState.ASKING, None, None, Decimal(2), date(2026, 11, 20))
    return replace(draft, **fields)  # type: ignore[arg-type]


def test_that_more_was_said_is_told_once_above_the_cards():
    cards = [_draft(warnings=(Warn("not_plain", "More was said."), Warn("unit", "Hours or minutes?")))] * 3
    assert reply_text(cards, date(2026, 11, 20)).count("More was said") == 1
    assert [warning.code for warning in told(cards[0])] == ["unit"]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({}, "That is what the cards say already."),
        ({"hours": Decimal(3)}, "Changed to 3 h."),
        ({"spent_date": date(2026, 11, 24)}, "Moved to Tuesday 24 Nov."),
        ({"spent_date": date(2026, 11, 19)}, "Moved to yesterday, Thursday 19 Nov."),
        ({"hours": Decimal(3), "task": Task(2, "Build", True)}, "Changed to Build and 3 h."),
        ({"notes": "kick-off"}, "Notes now “kick-off”."),
        ({"project": None, "task": None}, "Now without a project."),
        ({"hours": Decimal(3), "spent_date": date(2025, 1, 2)}, "Changed to 3 h, moved to Thursday 2 Jan 2025."),
    ],
)
def test_what_changed_is_told(change: dict[str, object], text: str):
    before = replace(LOGGED, state=DraftState.READY)
    assert changed_text([(before, replace(before, **change))], DAY) == text


def test_of_several_open_cards_it_is_told_which_one_changed():
    before = replace(LOGGED, state=DraftState.READY)
    after = replace(before, hours=Decimal(3))
    assert changed_text([(before, after)], DAY, is_named=True) == "Website: changed to 3 h."
    assert changed_text([(before, after)] * 2, DAY) == "Website: changed to 3 h. Website: changed to 3 h."
