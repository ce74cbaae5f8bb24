"""Whatever comes in at the command line is answered in a sentence or an error object, and what comes after is read."""

import io
import json
import subprocess
import sys
from datetime import datetime

import pytest

from desktop.__main__ import main
from desktop.demo.server import running_server


@pytest.fixture(scope="module")
def server():
    with running_server(now=datetime(2026, 11, 20, 18, 5)) as running:
        yield running


@pytest.fixture
def gleaner(server, tmp_path, monkeypatch, capsys):
    """Runs `gleaner` with bytes on standard input, None: closed; gives exit code, standard output, standard error."""
    monkeypatch.setenv("GLEANER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GLEANER_HARVEST_URL", server.address.url)
    monkeypatch.setenv("GLEANER_ID_URL", server.address.id_url)
    monkeypatch.setenv("HARVEST_ACCESS_TOKEN", server.address.token)
    monkeypatch.setenv("HARVEST_ACCOUNT_ID", str(server.address.account_id))

    def run(*arguments, typed=b""):
        stdin = None if typed is None else io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stdin)
        try:
            code = main(list(arguments))
        except SystemExit as ended:
            code = ended.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def draft(gleaner, *lines):
    code, out, err = gleaner("draft", "--stdin", "--json", typed=b"\n".join(lines))
    assert code == 0, err
    assert "Traceback" not in err
    return [json.loads(line) for line in out.splitlines()]


GOOD = b'{"id": "good", "text": "2h nucleus dev", "now": "2026-11-20T18:00:00"}'


@pytest.mark.parametrize(
    ("line", "said_id"),
    [
        (b'{"id": "deep", "text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", ""),
        (b'{"id": "first", "now": "0001-01-01T00:00:00", "text": "2h nucleus yesterday"}', "first"),
        (b'{"id": "last", "now": "9999-12-31T23:59:59", "text": "2h nucleus tomorrow"}', "last"),
        (b'{"id": "zone", "now": "2026-11-20T18:00:00+99:00", "text": "2h nucleus"}', "zone"),
        (b'{"id": "number", "now": 12345, "text": "2h nucleus"}', "number"),
        (b'{"id": "bytes", "text": "2h \xff\xfe nucleus"}', "bytes"),
        (b"\xff\xfe\x00", ""),
        (b'{"id": "digits", "text": "2h nucleus", "x": ' + b"9" * 10_000 + b"}", ""),
        (b'{"id": "channel", "text": "2h nucleus", "channel": {}}', "channel"),
        (b'{"id": "none"}', "none"),
        (b'{"id": "list", "text": ["2h"]}', "list"),
        (b'"2h nucleus"', ""),
        (b"2h nucleus", ""),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_a_line_that_cannot_be_read_gets_an_error_and_the_next_one_is_read(gleaner, line, said_id):
    wrong, good = draft(gleaner, line, GOOD)
    assert (wrong["id"], wrong["kind"], wrong["drafts"]) == (said_id, "none", [])
    assert wrong["error"]
    assert (good["id"], good["drafts"][0]["hours"]) == ("good", 2)


@pytest.mark.parametrize(
    ("line", "said_id"),
    [
        (b'{"id": "\\ud800", "text": "2h nucleus dev"}', "\ud800"),
        (b'{"id": "half", "text": "2h nucleus dev \\ud800"}', "half"),
        (b'\xef\xbb\xbf{"id": "mark", "text": "2h nucleus dev"}\r', "mark"),
        (b'{"id": "zero", "text": "2h nucleus dev\\u0000"}', "zero"),
    ],
)
def test_odd_signs_are_no_reason_to_refuse_a_line(gleaner, line, said_id):
    answers = draft(gleaner, line, GOOD)
    assert [answer["id"] for answer in answers] == [said_id, "good"]
    assert [answer["drafts"][0]["hours"] for answer in answers] == [2, 2]


def test_closed_standard_input_is_one_that_has_ended(gleaner):
    assert gleaner("draft", "--stdin", "--json", typed=None)[:2] == (0, "")
    code, out, err = gleaner("log", "2h nucleus dev", typed=None)
    assert (code, out) == (3, "")
    assert "Nothing was written." in err


@pytest.mark.parametrize("typed", [None, b"", b"1\n", b"2\n", b"2\nclient\n", b"\xff\n"])
def test_a_sign_in_that_ends_with_the_input_changes_nothing(gleaner, typed):
    code, out, err = gleaner("login", typed=typed)
    assert (code, out) == (5, "")
    assert "Traceback" not in err


def test_words_that_are_no_text_are_logged_with_a_replacement(gleaner):
    code, out, err = gleaner("log", "2h nucleus dev, caf\udce9", "--yes", "--json", "--now", "2026-11-20T18:00:00")
    assert code == 0, err
    assert "\udce9" not in json.loads(out)["committed"][0]["notes"]


@pytest.mark.parametrize("command", ["draft", "log", "ask"])
@pytest.mark.parametrize("now", ["0001-01-01T00:00:00", "9999-12-31T23:00:00", "soon"])
def test_a_time_at_which_nobody_speaks_is_wrong_usage(gleaner, command, now):
    code, out, err = gleaner(command, "2h nucleus yesterday", "--now", now)
    assert (code, out) == (2, "")
    assert now in err


@pytest.mark.parametrize("text", ["2h nucleus on 0001-01-01", "2h nucleus 31.12.9999", "2h nucleus week of 1 Jan 0001"])
def test_a_day_at_the_end_of_the_calendar_is_no_reason_to_fail(gleaner, text):
    code, out, err = gleaner("draft", text, "--json", "--now", "2026-11-20T18:00:00")
    assert code == 0, err
    assert json.loads(out)["kind"] in ("log", "none")


# --- folders and disks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("home", "words"),
    [("~nosuchuser/x", "nobody's that is known"), (__file__, "that is a file"), ("/dev/null/x", "cannot be made")],
)
@pytest.mark.parametrize("command", [["log", "2h nucleus dev", "--yes"], ["pending"], ["status"], ["doctor"], ["show"]])
def test_a_home_that_cannot_be_is_told_in_a_sentence(gleaner, monkeypatch, home, words, command):
    monkeypatch.setattr("desktop.screen.problem", lambda: "There is no screen.")
    monkeypatch.setenv("GLEANER_HOME", home)
    code, out, err = gleaner(*command)
    assert code == 4
    assert words in out + err
    assert "Errno" not in out + err


@pytest.mark.parametrize("demo", [[], ["--demo"]])
@pytest.mark.parametrize("home", [__file__, "/dev/null/x", "/proc/nope"])
def test_what_only_reads_needs_no_home(gleaner, monkeypatch, home, demo):
    monkeypatch.setenv("GLEANER_HOME", home)
    code, out, err = gleaner(*demo, "draft", "2h nucleus dev", "--json", "--now", "2026-11-20T18:00:00")
    assert code == 0, err
    assert json.loads(out)["drafts"][0]["hours"] == 2
    code, _, err = gleaner(*demo, "ask", "hours this week")
    assert code == 0, err


FULL = """
import resource, signal, sys
from desktop.__main__ import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no file can be kept from growing there")
@pytest.mark.parametrize("command", [["log", "2h nucleus dev", "--yes"], ["pending"], ["status"], ["doctor"], ["undo"]])
def test_a_disk_on_which_nothing_can_grow_is_named_and_harvest_is_not(tmp_path, command):
    ended = subprocess.run(
        [sys.executable, "-c", FULL, "--demo", "--home", str(tmp_path), *command],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 4
    assert "Traceback" not in ended.stderr
    assert "disk" in ended.stdout + ended.stderr
    assert "Harvest cannot be reached" not in ended.stdout + ended.stderr


def test_damaged_settings_are_told_by_every_command(gleaner, tmp_path):
    (tmp_path / "home").mkdir()
    for command in (["draft", "2h nucleus dev"], ["pending"], ["doctor"]):
        (tmp_path / "home" / "settings.toml").write_bytes(b"\xff[[")
        assert "The settings were damaged. The file was kept as" in gleaner(*command)[2]
