"""The labelled corpora are well-formed: what `tests/data/LABELS.md` promises holds for every line.

A wrong label would teach the grammar a wrong reading, so each line is checked against the account it speaks about.

`utterances.jsonl` is about the demo account. The lines of `own_utterances.jsonl` and `second_utterances.jsonl` say
which account they mean (`account`: the demo account is the `first`, `second_account.json` the `second`). They were
written together and split by a hash of their number, two thirds to one, within each kind; of the held-out third only
the share that is right may be looked at, never the lines. `more_utterances.jsonl` and `third_utterances.jsonl`
are another hand's, mostly about `third_account.json`; both are open by now. `fourth_`, `fifth_` and
`wide_utterances.jsonl` come from three more hands, each with a held-out part of its own; "wide" asks for everything
but entries in half of its lines. `typed_`, `voice_` and `sixth_utterances.jsonl` are the hardest entries that could be
thought of, as they are typed, spoken and named; `kinds_utterances.jsonl` is about everything that is no entry.
"""

import json
from collections import Counter
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
ACCOUNTS = {
    "first": ROOT / "desktop" / "demo" / "account.json",
    "second": DATA / "second_account.json",
    "third": DATA / "third_account.json",
    "fourth": DATA / "fourth_account.json",
    "fifth": DATA / "fifth_account.json",
    "sixth": DATA / "sixth_account.json",
    "seventh": DATA / "seventh_account.json",
    "eighth": DATA / "eighth_account.json",
}
CORPORA = (
    "utterances.jsonl",
    "own_utterances.jsonl",
    "second_utterances.jsonl",
    "more_utterances.jsonl",
    "third_utterances.jsonl",
    "fourth_utterances.jsonl",
    "heldout_fourth_utterances.jsonl",
    "fifth_utterances.jsonl",
    "heldout_fifth_utterances.jsonl",
    "wide_utterances.jsonl",
    "typed_utterances.jsonl",
    "voice_utterances.jsonl",
    "sixth_utterances.jsonl",
    "kinds_utterances.jsonl",
    "heldout_kinds_utterances.jsonl",
    "seventh_utterances.jsonl",
    "heldout_seventh_utterances.jsonl",
    "eighth_utterances.jsonl",
    "heldout_eighth_utterances.jsonl",
    "ninth_utterances.jsonl",
    "heldout_ninth_utterances.jsonl",
    "tenth_utterances.jsonl",
    "heldout_tenth_utterances.jsonl",
    "eleventh_utterances.jsonl",
    "heldout_eleventh_utterances.jsonl",
    "twelfth_utterances.jsonl",
    "heldout_twelfth_utterances.jsonl",
    "hard_utterances.jsonl",
)

# The keys a label may carry beside `kind`, as the table in LABELS.md lists them.
LABEL_KEYS = {
    "log": {"entries"},
    "timer_start": {"project", "client", "task"},
    "timer_stop": set(),
    "edit": {"project", "client", "date", "hours"},
    "delete": {"project", "client", "date"},
    "budget": {"project", "client"},
    "hours": {"from", "to", "project", "client"},
    "missing_time": {"from", "to"},
    "invoice_explain": {"client"},
    "invoice_create": {"client", "projects", "from", "to"},
    "invoice_send": {"client"},
    "cost": {"project", "client"},
    "expense": {"project", "client", "amount"},
    "none": set(),
}
ENTRY_KEYS = {"project", "client", "candidates", "task", "hours", "date", "notes_has"}


@cache
def account(name: str) -> dict[str, Any]:
    return json.loads(ACCOUNTS[name].read_text(encoding="utf-8"))


@cache
def corpus(name: str) -> tuple[dict[str, Any], ...]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines if line.strip())


def of_line(line: dict[str, Any]) -> dict[str, Any]:
    """The account that a line speaks about; the given corpus is about the first and does not say so."""
    return account(line.get("account", "first"))


def active(projects: dict[str, Any], name: str, client: str | None) -> list[dict[str, Any]]:
    """Active projects of that name, of that client where the label names one."""
    return [
        project
        for project in projects["projects"]
        if project["name"] == name and project["is_active"] and client in (None, project["client"])
    ]


def faults_of_entry(entry: dict[str, Any], firm: dict[str, Any]) -> list[str]:
    """What is wrong with the label of one time entry."""
    faults = [f"unknown key {key}" for key in entry.keys() - ENTRY_KEYS]
    faults += [f"no {key}" for key in ("project", "task", "hours", "date") if key not in entry]
    if faults:
        return faults
    task, hours = entry["task"], entry["hours"]
    if entry["project"] is None:
        if "candidates" not in entry:
            faults.append("asked for a project without candidates")
        if task is not None and task not in {known["name"] for known in firm["tasks"]}:
            faults.append(f"unknown task {task}")
    else:
        found = active(firm, entry["project"], entry.get("client"))
        if len(found) != 1:
            faults.append(f"{len(found)} active projects are called {entry['project']}")
        elif task is not None and task not in {assigned["task"] for assigned in found[0]["tasks"]}:
            faults.append(f"{task} is not assigned to {entry['project']}")
    faults += [
        f"candidate {name} is not active" for name in entry.get("candidates", []) if not active(firm, name, None)
    ]
    if hours is not None and not 0 < hours <= 24:
        faults.append(f"{hours} hours")
    date.fromisoformat(entry["date"])
    if any(word != word.lower() or not word.strip() for word in entry.get("notes_has", [])):
        faults.append("words of the notes are lower case")
    return faults


def faults_of_label(expect: dict[str, Any], firm: dict[str, Any]) -> list[str]:
    """What is wrong with the label of a whole line."""
    kind = expect["kind"]
    if kind not in LABEL_KEYS:
        return [f"unknown kind {kind}"]
    faults = [f"unknown key {key}" for key in expect.keys() - LABEL_KEYS[kind] - {"kind"}]
    if kind == "log":
        faults += [fault for entry in expect["entries"] for fault in faults_of_entry(entry, firm)]
        return faults if expect["entries"] else [*faults, "a log without entries"]
    client = expect.get("client")
    if client is not None and client not in {known["name"] for known in firm["clients"]}:
        faults.append(f"unknown client {client}")
    named = [expect[key] for key in ("project",) if key in expect] + expect.get("projects", [])
    faults += [f"{name} is not one active project" for name in named if len(active(firm, name, client)) != 1]
    days = [date.fromisoformat(expect[key]) for key in ("from", "to") if key in expect]
    if days != sorted(days):
        faults.append("ends before it starts")
    if "date" in expect:
        date.fromisoformat(expect["date"])
    faults += [f"{key} {expect[key]}" for key in ("hours", "amount") if expect.get(key, 1) <= 0]
    return faults


@pytest.mark.parametrize("name", CORPORA)
def test_every_label_fits_its_account(name: str) -> None:
    faults = {line["id"]: faults_of_label(line["expect"], of_line(line)) for line in corpus(name)}
    assert {key: found for key, found in faults.items() if found} == {}


@pytest.mark.parametrize("name", CORPORA)
def test_every_line_says_when_and_how_it_was_said(name: str) -> None:
    for line in corpus(name):
        assert line.keys() - {"account"} == {"id", "now", "channel", "text", "expect"}, line["id"]
        assert line["channel"] in ("typed", "voice"), line["id"]
        assert datetime.fromisoformat(line["now"]).tzinfo is None, line["id"]
        assert line["text"].strip(), line["id"]
        assert line.get("account", "first") in ACCOUNTS, line["id"]


def test_ids_are_unique_over_all_corpora() -> None:
    ids = Counter(line["id"] for name in CORPORA for line in corpus(name))
    assert [key for key, times in ids.items() if times > 1] == []


def test_no_text_appears_twice() -> None:
    # "stop" and other short lines occur to everybody.
    texts = Counter(" ".join(line["text"].casefold().split()) for name in CORPORA for line in corpus(name))
    assert [text for text, times in texts.items() if times > 1 and len(text.split()) > 7] == []


_WHOLE = (
    "utterances.jsonl",
    "own_utterances.jsonl",
    "more_utterances.jsonl",
    "wide_utterances.jsonl",
    "kinds_utterances.jsonl",
)


@pytest.mark.parametrize("name", _WHOLE)
def test_every_kind_is_there(name: str) -> None:
    assert {line["expect"]["kind"] for line in corpus(name)} == set(LABEL_KEYS)


@pytest.mark.parametrize(
    ("name", "firms"),
    [
        ("own_utterances.jsonl", ("first", "second")),
        ("second_utterances.jsonl", ("first", "second")),
        ("more_utterances.jsonl", ("first", "second", "third")),
        ("third_utterances.jsonl", ("first", "second", "third")),
    ],
)
def test_all_accounts_and_channels_are_in_both_halves(name: str, firms: tuple[str, ...]) -> None:
    seen = {(line["account"], line["channel"]) for line in corpus(name)}
    assert seen == {(firm, channel) for firm in firms for channel in ("typed", "voice")}


@pytest.mark.parametrize("name", ACCOUNTS)
def test_the_accounts_hold_together(name: str) -> None:
    firm = account(name)
    clients = {client["name"] for client in firm["clients"]}
    tasks = {task["name"] for task in firm["tasks"]}
    for project in firm["projects"]:
        assert project["client"] in clients, project["name"]
        assert {assigned["task"] for assigned in project["tasks"]} <= tasks, project["name"]
    ids = [record["id"] for part in ("clients", "tasks", "projects") for record in firm[part]]
    assert len(ids) == len(set(ids))
    assert [p["code"] for p in firm["projects"] if p["code"]] == list(
        dict.fromkeys(p["code"] for p in firm["projects"] if p["code"])
    )
