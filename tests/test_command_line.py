"""The command line as a person or a script uses it: a real process-like run against a real server on loopback."""

import io
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from desktop.__main__ import main
from desktop.demo.faults import Fault
from desktop.demo.server import RunningServer, running_server

BOTH = "4 hours of design on the Williams account and 2 hours on internal training"
NOW = "2026-11-20T18:05:00"


@pytest.fixture(scope="module")
def server():
    with running_server(now=datetime(2026, 11, 20, 18, 5)) as running:
        yield running


@pytest.fixture
def gleaner(server: RunningServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture):
    """Runs `gleaner` against the server; returns exit code, standard output and standard error."""
    monkeypatch.setenv("GLEANER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GLEANER_HARVEST_URL", server.address.url)
    monkeypatch.setenv("GLEANER_ID_URL", server.address.id_url)
    monkeypatch.setenv("HARVEST_ACCESS_TOKEN", server.address.token)
    monkeypatch.setenv("HARVEST_ACCOUNT_ID", str(server.address.account_id))

    def run(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            code = main(list(arguments))
        except SystemExit as ended:
            code = ended.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def _entries(server: RunningServer, day: str) -> list[dict]:
    me = httpx.get(f"{server.address.url}/users/me", headers=server.address.headers).json()["id"]
    params = {"user_id": me, "from": day, "to": day}
    answer = httpx.get(f"{server.address.url}/time_entries", params=params, headers=server.address.headers)
    return answer.json()["time_entries"]


def test_draft_prints_the_contract_and_writes_nothing(gleaner, server: RunningServer):
    before = _entries(server, "2026-11-20")
    code, out, _ = gleaner("draft", "1h30 qa nucleus", "--now", NOW, "--json")
    assert code == 0
    answer = json.loads(out)
    assert set(answer) == {"id", "kind", "interpreter", "ms", "reply", "question", "drafts", "confidence"}
    assert (answer["kind"], answer["interpreter"]) == ("log", "local")
    (draft,) = answer["drafts"]
    assert draft["state"] == "ready"
    assert draft["project"] == {"id": 14302321, "name": "Nucleus", "code": "HOO-N", "client": "Hooli"}
    assert draft["task"]["name"] == "QA & Testing"
    assert (draft["hours"], draft["spent_date"], draft["billable"]) == (1.5, "2026-11-20", True)
    assert set(draft) == {
        *("state", "project", "task", "hours", "spent_date", "started_time", "ended_time", "notes", "billable"),
        *("choices", "warnings", "checks", "alternatives", "confidence"),
    }
    assert _entries(server, "2026-11-20") == before


def test_draft_of_a_question_gives_what_the_words_settle(gleaner):
    code, out, _ = gleaner("draft", "how much budget is left on website redesign?", "--now", NOW, "--json")
    answer = json.loads(out)
    assert (code, answer["kind"], answer["drafts"]) == (0, "budget", [])
    assert answer["project"] == {"id": 14300211, "name": "Website Redesign"}


def test_draft_reads_lines_in_order_and_survives_a_bad_one(gleaner):
    lines = [
        {"id": "a", "now": NOW, "channel": "typed", "text": "2h nucleus dev"},
        {"id": "b", "now": NOW, "channel": "voice", "text": "for hours on the energy dashboard, design"},
        "this is no JSON",
        {"id": "c", "now": NOW, "text": 5},
        {"id": "d", "now": NOW, "channel": "typed", "text": "acme 2h"},
    ]
    typed = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    code, out, err = gleaner("draft", "--stdin", "--json", typed=typed)
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert answers[4]["question"]
    assert [answer["id"] for answer in answers] == ["a", "b", "", "c", "d"]
    assert answers[1]["drafts"][0]["hours"] == 4
    assert answers[4]["drafts"][0]["state"] == "needs_project"
    assert "error" in answers[2]
    assert "could not be read" in err


def test_log_yes_commits_exactly_once_and_undo_takes_it_back(gleaner, server: RunningServer):
    before = _entries(server, "2026-11-20")
    code, out, _ = gleaner("log", BOTH, "--now", NOW, "--yes", "--json")
    answer = json.loads(out)
    assert code == 0
    assert [(entry["project"], entry["task"], entry["hours"]) for entry in answer["committed"]] == [
        ("Brand Refresh", "Design", 4),
        ("Internal", "Internal Training", 2),
    ]
    assert (answer["refused"], answer["pending"]) == ([], [])
    made = {entry["id"] for entry in _entries(server, "2026-11-20")} - {entry["id"] for entry in before}
    assert made == {entry["id"] for entry in answer["committed"]}

    code, out, _ = gleaner("undo", "--json")
    assert (code, json.loads(out)["done"]) == (0, True)
    assert _entries(server, "2026-11-20") == before
    assert json.loads(gleaner("pending", "--json")[1]) == {"pending": []}


def test_log_writes_nothing_while_something_is_open(gleaner, server: RunningServer):
    before = _entries(server, "2026-11-20")
    code, out, err = gleaner("log", "acme 2h and 1h nucleus dev", "--now", NOW, "--yes", "--json")
    assert code == 3
    assert json.loads(out)["committed"] == []
    assert "project" in err
    assert _entries(server, "2026-11-20") == before


def test_log_asks_and_without_a_terminal_writes_nothing(gleaner, server: RunningServer):
    before = _entries(server, "2026-11-20")
    code, _, err = gleaner("log", "2h nucleus dev", "--now", NOW)
    assert code == 3
    assert "Nucleus" in err
    assert _entries(server, "2026-11-20") == before


@pytest.mark.parametrize(
    ("arguments", "choices"),
    [
        (("draft", "2h acme"), ("      1) Acme Corporation › ", "      2) Acme Corporation › ", "others by name")),
        (("log", "2h acme"), ("      1) Acme Corporation › ",)),
        (("log", "2h acme", "--yes"), ("      1) Acme Corporation › ",)),
        (("say", "spent 18 dollars"), ("Which project is it for?\n      1) ", "Which category?\n      1) ")),
        (("ask", "start a timer on acme"), ("      1) Acme Corporation › ",)),
    ],
)
def test_every_question_shows_its_numbered_choices_where_nobody_is_asked_next(gleaner, arguments, choices):
    _, out, err = gleaner(*arguments, "--now", NOW)
    said = out or err
    for choice in choices:
        assert choice in said


def test_log_takes_nothing_back_and_confirms_nothing_by_words(gleaner, server: RunningServer):
    gleaner("log", "2h nucleus dev", "--now", NOW, "--yes")
    before = _entries(server, "2026-11-20")
    assert gleaner("log", "undo that", "--yes")[0] == 3
    assert _entries(server, "2026-11-20") == before
    gleaner("undo")


def test_retry_that_settles_nothing_is_exit_4(gleaner, server: RunningServer):
    server.account.faults.add(Fault("rate_limited", method="POST", times=1000, retry_after="9999"))
    try:
        code, out, _ = gleaner("log", "1h nucleus dev", "--now", NOW, "--yes", "--json")
        assert (code, len(json.loads(out)["pending"])) == (4, 1)
        assert gleaner("pending", "--retry")[0] == 4
    finally:
        server.account.faults.clear()
    assert gleaner("pending", "--retry")[0] == 0
    gleaner("undo")


def test_not_signed_in_is_exit_5_with_what_to_do(gleaner, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HARVEST_ACCESS_TOKEN", "wrong")
    code, out, err = gleaner("status")
    assert (code, out) == (5, "")
    assert "gleaner login" in err


def test_harvest_out_of_reach_is_exit_4_and_keeps_what_was_confirmed(gleaner, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GLEANER_HARVEST_URL", "http://127.0.0.1:9/v2")
    code, _, err = gleaner("draft", "2h nucleus")
    assert code == 4
    assert "Nothing was written" in err


def test_an_insecure_address_is_refused(gleaner, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GLEANER_HARVEST_URL", "http://harvest.example/v2")
    code, _, err = gleaner("status")
    assert code == 4
    assert "https" in err


@pytest.mark.parametrize(
    "arguments",
    [("draft",), ("draft", "x", "--stdin"), ("draft", "x", "--now", "soon"), ("demo-server", "--port", "x")],
)
def test_wrong_usage_is_exit_2(gleaner, arguments: tuple[str, ...]):
    assert gleaner(*arguments)[0] == 2


def test_status_says_who_and_where(gleaner):
    code, out, _ = gleaner("status", "--json")
    answer = json.loads(out)
    assert (code, answer["user"]["name"], answer["company"]) == (0, "Robin Ellis", "Brightline Studio")


def test_without_screen_and_terminal_the_demo_plays_one_sentence(gleaner, monkeypatch: pytest.MonkeyPatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    code, out, _ = gleaner("--demo")
    assert code == 0
    assert out.count("✓ in Harvest") == 2
    assert "Williams & Co › Brand Refresh" in out


def test_the_demo_server_says_where_it_is_and_ends_cleanly(tmp_path: Path):
    command = [sys.executable, "-m", "desktop", "demo-server", "--now", NOW]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        where = json.loads(process.stdout.readline())
        headers = {
            "Authorization": f"Bearer {where['token']}",
            "Harvest-Account-Id": str(where["account_id"]),
            "User-Agent": "tests (tests@example.com)",
        }
        assert httpx.get(f"{where['url']}/users/me", headers=headers).json()["last_name"] == "Ellis"
        process.terminate()
        assert process.wait(10) == 0


def test_starting_imports_nothing_heavy():
    heavy = {"torch", "whisper", "litellm", "PySide6", "httpx", "pydantic"}
    loaded = "name for name, module in sys.modules.items() if module"  # None marks what is kept out
    program = f"import sys, desktop.__main__; print({heavy} & {{name.split('.')[0] for name in ({loaded})}} or '')"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout == "\n"


@pytest.mark.parametrize(
    ("words", "title"),
    [("start a timer on brand refresh", "Start a timer"), ("2h qa nucleus", "Hooli › Nucleus")],
)
def test_what_is_done_unasked_is_shown_once(gleaner, words, title):
    code, out, err = gleaner("say", words, "--yes", "--now", NOW)
    assert code == 0
    assert out.count(f" 1. {title}") == 1
    assert f" 1. {title}" not in err
