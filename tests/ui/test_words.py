"""The parts of the screen that know no Qt: words, hours, ranking, history, summary, colours."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop.agent.drafts import DraftState
from desktop.text import plain
from desktop.text.hours_text import parse_hours
from desktop.ui.cards.summary import summarise
from desktop.ui.colours import DARK, LIGHT, contrast
from desktop.ui.history import History
from desktop.ui.preview.sample import CATALOG, asking_project, named, ready
from desktop.ui.ranking import rank_projects, rank_tasks

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        (".5", "0.5"),
        ("1:30", "1.5"),
        ("0:45", "0.75"),
        ("1h30", "1.5"),
        ("1h30m", "1.5"),
        ("1h 15m", "1.25"),
        ("1.5h", "1.5"),
        ("90m", "1.5"),
        ("90 min", "1.5"),
        ("10m", "0.1667"),
        ("2 hours", "2"),
        (".5 + 15m", "0.75"),
        ("24", "24"),
        ("٣", "3"),
    ],
)
def test_hours_field_reads_durations(typed, hours):
    assert parse_hours(typed) == Decimal(hours)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0",
        "0:00",
        "-2",
        "25",
        "24:01",
        "1:75",
        "x",
        "1.5.5",
        "4x",
        "1h h",
        "nan",
        "1e1",
        "h",
        "1 2",
        "1 .5",
        "1: 30",
        "+",
    ],
)
def test_hours_field_refuses_what_is_no_duration(typed):
    assert parse_hours(typed) is None


def test_decimal_hours_are_never_read_as_their_tail():
    for quarter in range(1, 97):
        hours = Decimal(quarter) / 4
        assert parse_hours(f"{hours}h") == parse_hours(f"{hours}") == hours


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("globex web", ("Globex", "Website Redesign")),
        ("acme web", ("Acme Corporation", "Website Redesign")),
        ("acme-app", ("Acme Corporation", "Mobile App")),
        ("umb-1", ("Umbrella Health", "Patient Portal")),
        ("cafe", ("Crème & Søn", "Café Menu")),
        ("wiliams", ("Williams & Co", "Williams Account")),
        ("training", ("Brightline Studio", "Internal Training")),
        ("dashb", ("Globex", "Analytics Dashboard")),
    ],
)
def test_type_to_find_reads_client_project_and_code(query, best):
    found = rank_projects(query, CATALOG.projects)
    assert (found[0].client.name, found[0].name) == best


def test_type_to_find_hides_what_does_not_fit_and_lists_all_when_empty():
    assert rank_projects("zzzzz", CATALOG.projects) == []
    assert {p.id for p in rank_projects("", CATALOG.projects)} == {p.id for p in CATALOG.projects}


def test_offered_projects_lead_among_equals_only():
    globex = named("Website Redesign", "Globex")
    assert rank_projects("website", CATALOG.projects, first=[globex])[0] == globex
    assert rank_projects("", CATALOG.projects, first=[globex])[0] == globex
    assert rank_projects("acme web", CATALOG.projects, first=[globex])[0].client.name == "Acme Corporation"


def test_tasks_keep_their_order_until_something_is_typed():
    tasks = named("Mobile App").tasks
    assert rank_tasks("", tasks) == list(tasks)
    assert [task.name for task in rank_tasks("dev", tasks)] == ["Development"]


def test_hidden_and_reordering_characters_never_reach_the_screen():
    evil = "Acme\u202e\u2066\u200b\x1b[31m\x00\u2028Corp\ufeff"
    assert plain.shown(evil) == "Acme [31m Corp"
    assert plain.shown("نامه\u200cها") == "نامه\u200cها"
    assert len(plain.shown("x" * 9000)) == 500


def test_right_to_left_names_are_isolated_when_joined():
    assert plain.joined(["משרד", "HE-1"]) == "\u2068משרד\u2069 · HE-1"


def test_tooltips_and_buttons_show_markup_as_it_is_written():
    assert "&lt;img src=x&gt;" in plain.tooltip("<img src=x>")
    assert plain.label("Williams & Co") == "Williams && Co"


def test_days_have_their_weekday_and_say_what_is_near():
    assert plain.day(TODAY, TODAY) == "Today, Fri 20 Nov"
    assert plain.day(TODAY - timedelta(days=1), TODAY) == "Yesterday, Thu 19 Nov"
    assert plain.day(date(2025, 12, 31), TODAY) == "Wed 31 Dec 2025"


def test_hours_are_rounded_half_up_and_spoken_in_minutes():
    assert plain.hours(Decimal("0.125")) == "0.13"
    assert plain.hours(Decimal("1E+1")) == "10.00"
    assert plain.hours_spoken(Decimal("1.5")) == "1 h 30 min"
    assert plain.hours_spoken(Decimal("0.1667")) == "10 min"


def test_history_walks_back_and_forth():
    history = History()
    for words in ("one", "two", "two"):
        history.add(words)
    assert [history.older(), history.older(), history.older()] == ["two", "one", None]
    assert [history.newer(), history.newer(), history.newer()] == ["two", "", None]


def test_summary_counts_ready_hours_only():
    summary = summarise([ready("Mobile App", 11, "1.5"), ready("Café Menu", 11, "2"), asking_project()])
    assert (summary.button, summary.total, summary.asked) == ("Log 2 entries", "3.50 h", "1 needs a project")
    assert DraftState.ASKING not in summary.ready


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read(colours):
    low = {name: contrast(ink, ground) for name, ink, ground in colours.text_pairs() if contrast(ink, ground) < 4.5}
    assert low == {}
    faint = {name: contrast(ink, ground) for name, ink, ground in colours.shape_pairs() if contrast(ink, ground) < 3}
    assert faint == {}


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
