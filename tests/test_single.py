"""One app per home: later starts speak to the first one."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from desktop.app.single import Doorkeeper, silence
from desktop.app.starting import start_app
from desktop.app.telling import MAX_LINE, Command, Heard, socket_name, tell


@pytest.fixture
def heard(qtbot, tmp_path: Path):
    commands: list[Command] = []
    keeper = Doorkeeper(tmp_path, commands.append)
    assert keeper.listen()
    yield commands
    keeper.close()


@pytest.mark.parametrize("command", [one for one in Command if one is not Command.DRAFT])
def test_a_command_reaches_the_running_app(heard, qtbot, tmp_path: Path, command: Command):
    program = (
        "import sys; from pathlib import Path; from desktop.app.telling import Command, tell;"
        "print(tell(Path(sys.argv[1]), Command(sys.argv[2])).name)"
    )
    arguments = [sys.executable, "-c", program, str(tmp_path), command.value]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as later:
        qtbot.waitUntil(lambda: later.poll() is not None, timeout=20_000)
        assert later.stdout.read() == "YES\n"
    assert heard == [command]


def test_without_a_running_app_nobody_answers(tmp_path: Path):
    assert tell(tmp_path, Command.SHOW) is Heard.NOBODY


def test_an_app_that_accepts_and_never_answers_is_told_apart_from_none(tmp_path: Path):
    keeper = Doorkeeper(tmp_path, lambda _: None)
    assert keeper.listen()  # and this thread, which would have to answer, waits itself
    try:
        assert tell(tmp_path, Command.QUIT, patience_ms=50) is Heard.SILENT
        assert f"(process {os.getpid()}), but it does not answer" in silence(tmp_path)
    finally:
        keeper.close()


@pytest.mark.parametrize("command", ["show", "quit", "record"])
def test_every_command_says_that_the_running_app_does_not_answer(tmp_path: Path, monkeypatch, capsys, command: str):
    monkeypatch.setattr("desktop.app.starting.tell", lambda place, it: tell(place, it, patience_ms=50))
    keeper = Doorkeeper(tmp_path, lambda _: None)
    assert keeper.listen()
    try:
        assert start_app(argparse.Namespace(command=command, home=tmp_path, demo=False, in_tray=False)) == 4
    finally:
        keeper.close()
    assert "does not answer. End that process" in capsys.readouterr().err


def test_a_listener_of_somebody_else_is_told_nothing(heard, tmp_path: Path, monkeypatch):
    name = socket_name(tmp_path)
    monkeypatch.setattr("desktop.app.telling.socket_name", lambda _: name)
    user = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: user + 1)
    assert tell(tmp_path, Command.DRAFT, patience_ms=50, text="2h of something secret") is Heard.NOBODY


def test_the_socket_is_in_a_folder_of_ones_own_where_there_is_one_and_its_path_is_short(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("TMPDIR", "/tmp")
    monkeypatch.setattr("desktop.app.telling._is_own", lambda folder: folder == "/run/mine" or len(folder) > 90)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/mine")
    assert socket_name(tmp_path).startswith("/run/mine/gleaner-")
    for folder in ("/run/of-others", "/run/" + "mine" * 30):
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        assert socket_name(tmp_path).startswith("/tmp/gleaner-")


def test_whoever_takes_the_name_first_keeps_no_app_from_starting(qapp, tmp_path: Path, monkeypatch):
    taken = tmp_path / "taken"
    (taken / "inside").mkdir(parents=True)
    monkeypatch.setattr("desktop.app.single.socket_name", lambda _: str(taken))
    keeper = Doorkeeper(tmp_path, lambda _: None)
    assert keeper.listen()
    assert Doorkeeper(tmp_path, lambda _: None).listen() is False
    keeper.close()


def test_another_home_is_another_app(heard, tmp_path: Path):
    other = tmp_path / "other"
    other.mkdir()
    assert tell(other, Command.SHOW) is Heard.NOBODY


def test_a_second_keeper_gives_way(heard, qtbot, tmp_path: Path):
    assert Doorkeeper(tmp_path, lambda _: None).listen() is False


@pytest.mark.parametrize(
    "line",
    [b"not json\n", b'{"v": 1}\n', b'{"v": 1, "command": "rm"}\n', b'{"v": 2, "command": "quit"}\n', b"[1]\n", b"3\n"],
)
def test_nonsense_is_dropped(heard, qtbot, tmp_path: Path, line: bytes):
    _send(qtbot, tmp_path, line)
    assert heard == []


def test_a_line_without_end_is_dropped(heard, qtbot, tmp_path: Path):
    _send(qtbot, tmp_path, b"x" * (MAX_LINE + 1))
    assert heard == []


def _send(qtbot, root: Path, line: bytes) -> None:
    socket = QLocalSocket()
    socket.connectToServer(socket_name(root))
    assert socket.waitForConnected(2000)
    socket.write(line)
    socket.flush()
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
