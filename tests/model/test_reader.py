"""A model reads by quoting: values come from the quoted words alone, and what the rules read otherwise is checked."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from benchmarks.corpus import FIRST_ACCOUNT, load_account
from desktop.agent.intents import Channel, Field, Kind, Utterance
from desktop.agent.model.copied import found
from desktop.agent.model.quoting import parsed
from desktop.agent.model.reader import ModelReader, is_wanted
from desktop.agent.reading.reader import Interpreter
from tests.model.scripted import ScriptedModel

NOW = datetime(2026, 11, 20, 18, 0)
CATALOG, WORKDAY = load_account(FIRST_ACCOUNT)
RULES = Interpreter(CATALOG, workday=WORKDAY)


def label(name):
    project = next(p for p in CATALOG.projects if p.name == name)
    return f"{project.client.name} | {project.name}"


def entry(project, hours, **more):
    return {"project_words": "", "project": label(project), "hours_words": hours, "shared_by": 1} | more


async def read(text, *replies, channel=Channel.VOICE):
    said = [reply if isinstance(reply, str) else json.dumps(reply) for reply in replies]
    model = ScriptedModel(*said)
    utterance = Utterance(text, NOW, channel)
    meant = await ModelReader(model).read(utterance, RULES.read(utterance), CATALOG, WORKDAY, RULES)
    return meant, model


async def test_quoted_words_become_values():
    text = "so the energy thing took an hour and a half yesterday and the brand refresh from nine to eleven"
    meant, _ = await read(
        text,
        {
            "kind": "log",
            "entries": [
                entry("Energy Dashboard", "an hour and a half", project_words="energy thing", day_words="yesterday"),
                entry("Brand Refresh", "from nine to eleven", project_words="brand refresh"),
            ],
        },
    )
    assert [(e.project.name, e.hours, e.spent_date) for e in meant.entries] == [
        ("Energy Dashboard", Decimal("1.5"), date(2026, 11, 19)),
        ("Brand Refresh", Decimal(2), date(2026, 11, 20)),
    ]


async def test_a_value_whose_words_were_not_said_is_asked():
    meant, _ = await read(
        "some time on the brand refresh today",
        {"kind": "log", "entries": [entry("Brand Refresh", "four hours", project_words="brand refresh")]},
    )
    assert meant.entries[0].hours is None
    meant, _ = await read(
        "two hours of work today",
        {"kind": "log", "entries": [entry("Brand Refresh", "two hours", project_words="brand refresh")]},
    )
    assert meant.entries[0].project is None


async def test_a_project_that_is_on_no_list_is_asked():
    meant, _ = await read(
        "two hours on atlantis",
        {
            "kind": "log",
            "entries": [{"project": "Atlantis | Dig", "project_words": "atlantis", "hours_words": "two hours"}],
        },
    )
    assert meant.entries[0].project is None


async def test_what_both_readers_read_alike_may_be_ready_and_the_rest_is_checked():
    text = "two hours on brand refresh and one hour on the energy dashboard"
    meant, _ = await read(
        text,
        {
            "kind": "log",
            "entries": [
                entry("Brand Refresh", "two hours", project_words="brand refresh"),
                entry("Energy Dashboard", "two hours", project_words="energy dashboard"),
            ],
        },
    )
    first, second = meant.entries
    assert first.checks == ()
    assert second.checks == (Field.HOURS,)
    assert second.alternatives.hours == (Decimal(1),)


async def test_work_that_only_the_rules_saw_makes_everything_to_check():
    text = "two hours on brand refresh and one hour on the energy dashboard"
    quoted = {"kind": "log", "entries": [entry("Brand Refresh", "two hours", project_words="brand refresh")]}
    meant, _ = await read(text, quoted)
    assert [e.checks for e in meant.entries] == [(Field.ENTRY,)]


@pytest.mark.parametrize("wrapped", ["```json\n{}\n```", "Sure! Here it is:\n{}\nAnything else?", "{}"])
def test_json_is_found_in_whatever_stands_around_it(wrapped):
    assert parsed(wrapped.replace("{}", '{"kind": "none", "entries": [],}')).kind == "none"


async def test_a_model_that_writes_no_json_is_asked_once_more_and_then_left():
    meant, model = await read("two hours on brand refresh", "I think it is two hours.", "Really, two hours.")
    assert meant is None
    assert len(model.asked) == 2


async def test_a_model_that_goes_round_in_circles_is_stopped():
    same = json.dumps(entry("Brand Refresh", "two hours", project_words="brand refresh"))
    meant, model = await read("two hours on brand refresh", '{"kind": "log", "entries": [' + f"{same}, " * 200)
    assert meant is None
    assert len(model.asked) == 1


async def test_a_length_that_is_shared_is_divided():
    text = "3 hours split between brand refresh and the energy dashboard"
    meant, _ = await read(
        text,
        {
            "kind": "log",
            "entries": [
                entry("Brand Refresh", "3 hours", project_words="brand refresh", shared_by=2),
                entry("Energy Dashboard", "3 hours", project_words="energy dashboard", shared_by=2),
            ],
        },
    )
    assert [e.hours for e in meant.entries] == [Decimal("1.5"), Decimal("1.5")]


def test_quotes_are_found_whatever_the_case_and_punctuation():
    text = "Well, “Brand Refresh”: two-and-a-half hours."
    assert found(text, "brand refresh")
    assert found(text, "two and a half hours")
    assert found(text, "brand  refreshments") is None
    assert found(text, "") is None


def test_a_model_is_asked_about_dictation_and_doubts_only():
    short = Utterance("2 hours on brand refresh", NOW)
    assert not is_wanted(short, RULES.read(short))
    long = Utterance("2 hours on brand refresh " + "and then we talked about this and that " * 5, NOW, Channel.VOICE)
    assert is_wanted(long, RULES.read(long))
    budget = Utterance("how much budget is left on brand refresh?", NOW)
    assert RULES.read(budget).kind is Kind.BUDGET
    assert not is_wanted(budget, RULES.read(budget))


@pytest.mark.parametrize(
    ("text", "left_out", "project", "task"),
    [
        ("2 hours design on brand refresh", "task", "Brand Refresh", "Design"),
        ("2 hours design on brand refresh", "hours_words", "Brand Refresh", "Design"),
        ("2 hours design on brand refresh", "project_words", "Brand Refresh", "Design"),
    ],
)
async def test_what_a_model_leaves_open_stands_as_the_rules_read_it_and_is_checked(text, left_out, project, task):
    said = entry("Brand Refresh", "2 hours", project_words="brand refresh", task=task, task_words="design")
    meant, _ = await read(text, {"kind": "log", "entries": [said | {left_out: ""}]})
    [found_entry] = meant.entries
    assert (found_entry.project.name, found_entry.task.name, found_entry.hours) == (project, task, Decimal(2))
    wanted = {"task": Field.TASK, "hours_words": Field.HOURS, "project_words": Field.PROJECT}[left_out]
    assert wanted in found_entry.checks


async def test_an_entry_with_neither_project_nor_length_takes_nothing_from_the_rules():
    meant, _ = await read(
        "2 hours design on brand refresh", {"kind": "log", "entries": [entry("Brand Refresh", "", project_words="")]}
    )
    assert [(e.project, e.hours) for e in meant.entries] == [(None, None)]


async def test_what_no_second_reader_lifts_stays_checked_though_a_model_agrees():
    said = entry("Brand Refresh", "2 hours", project_words="brand refresh", day_words="tomorrow")
    text = "2 hours on brand refresh tomorrow"
    assert RULES.read(Utterance(text, NOW, Channel.VOICE)).entries[0].checks
    meant, _ = await read(text, {"kind": "log", "entries": [said]})
    assert meant.entries[0].checks


@pytest.mark.parametrize("kind", ["none", "timer_stop"])
async def test_work_that_the_rules_read_whole_does_not_vanish_by_a_model(kind):
    meant, _ = await read("2 hours design on brand refresh, I think", {"kind": kind, "entries": []})
    assert meant is None
