"""What stands in the way of starting is told in a sentence, never as a traceback."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import keyring
import keyring.backend
import pytest

from desktop import screen
from desktop.__main__ import main
from desktop.harvest.secrets import TIMEOUT, Secrets

SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def gleaner(
    home: Path | str, *arguments: str, stdin: int | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs `gleaner` where there is no screen and nobody is signed in."""
    inherited = {name: value for name, value in os.environ.items() if name not in SCREEN}
    return subprocess.run(
        [sys.executable, "-m", "desktop", *arguments],
        env=inherited | {"GLEANER_HOME": str(home)} | environment,
        stdin=stdin,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("command", ["show", "quick", "record"])
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_without_a_screen_the_windows_are_not_tried(tmp_path: Path, command: str):
    ended = gleaner(tmp_path, command)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "There is no screen to show Gleaner on. To log time without one, use: gleaner log\n"


@pytest.mark.parametrize("command", ["show", "quit", "pending"])
def test_a_home_that_cannot_be_is_exit_4(tmp_path: Path, command: str):
    (tmp_path / "file").touch()
    ended = gleaner(tmp_path / "file" / "home", command)
    assert ended.returncode == 4
    assert ended.stderr.count("\n") == 1
    assert str(tmp_path / "file") in ended.stderr


@pytest.mark.parametrize(
    ("wrong", "code", "says"),
    [
        ({"HARVEST_ACCOUNT_ID": "1é"}, 5, "account ID of Harvest is a number"),
        ({"GLEANER_HARVEST_URL": "http://127.0.0.1:99999/v2"}, 4, "port 99999, which cannot be"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, wrong: dict[str, str], code: int, says: str):
    given = {"HARVEST_ACCESS_TOKEN": "x", "HARVEST_ACCOUNT_ID": "1", "GLEANER_HARVEST_URL": "http://127.0.0.1:9/v2"}
    ended = gleaner(tmp_path, "status", **given | wrong)
    assert ended.returncode == code
    assert ended.stderr.count("\n") == 1
    assert says in ended.stderr


@pytest.mark.parametrize(("level", "is_told"), [("debug", True), ("nonsense", False)])
def test_the_log_of_a_subcommand_is_as_loud_as_asked_and_bears_no_addresses(tmp_path: Path, level: str, is_told: bool):
    ended = gleaner(tmp_path, "--demo", "status", GLEANER_LOG=level)
    assert ended.returncode == 0, ended.stderr
    assert ("DEBUG:" in ended.stderr) is is_told
    assert "http" not in ended.stderr


class Hanging(keyring.backend.KeyringBackend):
    """A keyring that answers when the test is over."""

    priority = 9
    is_over = threading.Event()

    def get_password(self, *_):
        self.is_over.wait(60)

    set_password = delete_password = get_password


@pytest.mark.parametrize(("command", "code"), [("status", 5), ("logout", 5), ("doctor", 4), ("pending", 5)])
def test_a_keyring_that_never_answers_is_said_soon(tmp_path, monkeypatch, capsys, command, code):
    assert TIMEOUT <= 5
    monkeypatch.setitem(Secrets.__init__.__kwdefaults__, "timeout", 0.1)
    monkeypatch.delenv("HARVEST_ACCESS_TOKEN", raising=False)
    monkeypatch.setenv("GLEANER_HOME", str(tmp_path))
    before = keyring.get_keyring()
    keyring.set_keyring(Hanging())
    try:
        assert main([command]) == code
    finally:
        keyring.set_keyring(before)
        Hanging.is_over.set()
        Hanging.is_over.clear()
    told = "".join(capsys.readouterr())
    assert "keyring does not answer. If it asks to be unlocked" in told
    assert "HARVEST_ACCESS_TOKEN" in told


# --- displays that are named and do not answer -----------------------------------------------------------------------


@pytest.fixture
def deaf(tmp_path):
    """A Wayland socket whose compositor accepts and says nothing; gives its path."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "deaf"))
        listener.listen()
        yield str(tmp_path / "deaf")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
@pytest.mark.parametrize(
    "dead",
    [
        {"DISPLAY": ":7654"},
        {"DISPLAY": "nonsense"},
        {"WAYLAND_DISPLAY": "wayland-dead"},
        {"DISPLAY": ":7654", "WAYLAND_DISPLAY": "/nonexistent/wayland", "QT_QPA_PLATFORM": "wayland;xcb"},
        {"DISPLAY": ":7654", "QT_QPA_PLATFORM": "xcb"},
    ],
    ids=lambda dead: "+".join(dead),
)
def test_a_dead_display_is_no_screen(monkeypatch, dead):
    for name in SCREEN:
        monkeypatch.setenv(name, dead.get(name, ""))
    assert screen.problem().endswith("does not answer.")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_with_a_dead_display_the_terminal_is_used_and_nothing_aborts(tmp_path):
    shown = gleaner(tmp_path, "show", DISPLAY=":7654")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert shown.stderr == "The screen :7654 does not answer. To log time without one, use: gleaner log\n"
    played = gleaner(tmp_path, "--demo", stdin=subprocess.DEVNULL, DISPLAY=":7654")
    assert played.returncode == 0, played.stderr
    assert "Williams" in played.stdout
    assert "does not answer. Without a terminal too, an example is played on the demo account." in played.stderr


def test_a_display_that_accepts_and_says_nothing_is_no_screen_either(deaf, monkeypatch):
    monkeypatch.setattr(screen, "PATIENCE", 0.1)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", deaf)
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland")
    assert screen.problem() == f"The screen {deaf} does not answer."


def test_qt_is_led_to_the_display_that_lives(tmp_path, monkeypatch):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "live"))
        listener.listen()
        compositor = threading.Thread(target=lambda: _greet(listener), daemon=True)
        compositor.start()
        monkeypatch.setenv("DISPLAY", ":7654")
        monkeypatch.setenv("WAYLAND_DISPLAY", str(tmp_path / "live"))
        monkeypatch.setenv("QT_QPA_PLATFORM", "")
        assert screen.problem() == ""
        assert os.environ["QT_QPA_PLATFORM"] == "wayland"
        compositor.join()


def _greet(listener: socket.socket) -> None:
    with listener.accept()[0] as client:
        client.recv(12)
        client.sendall(bytes(8))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_no_crash_leaves_the_memory_in_a_file(tmp_path):
    program = (
        "import resource; from desktop.__main__ import main; main(['--home', '" + str(tmp_path) + "', 'pending']);"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert ended.stdout.split()[-1] == "0", ended.stderr
