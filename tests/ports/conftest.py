"""The port's doors over a real worker thread, against the demo account over real HTTP; no screen, no real keyring."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import socket

import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from desktop.agent.reading.certainty.second import WhenNeeded
from desktop.app.worker import Worker
from desktop.demo.server import running_server
from desktop.demo.switches import Switches
from desktop.harvest.places import ACCOUNT_VARIABLE, TOKEN_VARIABLE
from desktop.paths import Home


class MemoryKeyring(KeyringBackend):
    """A keyring that can be locked."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}
        self.is_locked = False

    def get_password(self, service, username):
        self._check()
        return self.kept.get(username)

    def set_password(self, service, username, password):
        self._check()
        self.kept[username] = password

    def delete_password(self, service, username):
        self._check()
        self.kept.pop(username, None)

    def _check(self) -> None:
        if self.is_locked:
            raise keyring.errors.KeyringLocked


@pytest.fixture(autouse=True)
def second_reader_is_here(monkeypatch) -> None:
    """The second reader is loaded once, into this process, and not started anew for every port."""
    monkeypatch.setattr("desktop.app.ports.life.Apart", WhenNeeded)


@pytest.fixture
def safe(monkeypatch) -> MemoryKeyring:
    """The system's keyring, as far as the code can tell."""
    backend = MemoryKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


@pytest.fixture
def server(monkeypatch):
    """A demo account that Gleaner takes for Harvest; nobody is signed in."""
    with running_server(switches=Switches(consent="allow")) as running:
        monkeypatch.setenv("GLEANER_HARVEST_URL", running.address.url)
        monkeypatch.setenv("GLEANER_ID_URL", running.address.id_url)
        for name in (TOKEN_VARIABLE, ACCOUNT_VARIABLE):
            monkeypatch.delenv(name, raising=False)
        yield running


@pytest.fixture
def home(tmp_path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def worker(qapp):
    one = Worker()
    one.start()
    yield one
    one.stop()


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
