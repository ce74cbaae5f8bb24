"""What must be there before the first test of a session."""

import os
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.sound import SoundServer
from tests.sound import sound_server as run_sound_server

# What a test waits for comes late on a machine that does much else. Nothing waits that long where all is well.
for _waits in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    _waits.__kwdefaults__["timeout"] = 30_000


@pytest.fixture(scope="session")
def sound_server() -> Iterator[SoundServer]:
    """A private sound server with a virtual microphone."""
    with run_sound_server() as server:
        yield server


@pytest.fixture(scope="session", autouse=True)
def sound_comes_first(request: pytest.FixtureRequest) -> None:
    """QtMultimedia connects to a sound server once in a process, so ours must be there before any window."""
    if any("sound" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue("sound_server")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keep the outcome for the end."""
    session.config.stash[_OUTCOME] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End without tearing down QtMultimedia.

    WORKAROUND: its PulseAudio client may crash in the interpreter's last moments, after every test has passed.
    """
    if "PySide6.QtMultimedia" in sys.modules and _OUTCOME in config.stash:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[_OUTCOME])


_OUTCOME = pytest.StashKey[int]()
