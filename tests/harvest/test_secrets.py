"""Secrets in keyrings that work, fail, hang, are missing or locked; and in a real Secret Service."""

import asyncio
import os
import subprocess
import sys
import threading

import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from desktop.harvest.errors import KeyringFailing, KeyringLocked, KeyringMissing, KeyringProblem, KeyringSilent
from desktop.harvest.secrets import Secrets


class Memory(KeyringBackend):
    """A keyring in memory that counts its calls and can be told to fail."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}
        self.calls = []
        self.threads = set()
        self.error = None
        self.gate = None
        self.entered = threading.Event()

    def _call(self, name):
        self.calls.append(name)
        self.entered.set()
        self.threads.add(threading.current_thread())
        if self.gate is not None and name == "get":
            self.gate.wait(10)
        if self.error is not None:
            raise self.error

    def get_password(self, service, username):
        self._call("get")
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self._call("set")
        self.kept[service, username] = password

    def delete_password(self, service, username):
        self._call("delete")
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("not found")


@pytest.fixture
def backend():
    return Memory()


async def test_a_secret_is_kept_as_an_entry_of_its_own_and_outlives_the_process(backend):
    first = Secrets(backend=backend)
    await first.set("access_token", "a")
    await first.set("refresh_token", "r")
    assert backend.kept == {("Gleaner", "access_token"): "a", ("Gleaner", "refresh_token"): "r"}
    second = Secrets(backend=backend)
    assert [await second.get(name) for name in ("access_token", "refresh_token", "other")] == ["a", "r", None]
    await second.delete("access_token")
    await second.delete("access_token")
    assert await Secrets(backend=backend).get("access_token") is None


async def test_the_keyring_is_asked_once_and_off_the_callers_thread(backend):
    secrets = Secrets(backend=backend)
    await asyncio.gather(*(secrets.get("access_token") for _ in range(10)))
    await secrets.get("access_token")
    assert backend.calls == ["get"]
    assert threading.main_thread() not in backend.threads
    assert all(thread.daemon for thread in backend.threads)


async def test_reading_anew_sees_what_another_process_stored(backend):
    secrets = Secrets(backend=backend)
    await secrets.set("access_token", "old")
    backend.kept["Gleaner", "access_token"] = "new"
    assert await secrets.get("access_token") == "old"
    assert await secrets.reread("access_token") == "new"


@pytest.mark.parametrize(
    ("error", "problem", "words"),
    [
        (keyring.errors.NoKeyringError("x"), KeyringMissing, "no keyring"),
        (keyring.errors.KeyringLocked("x"), KeyringLocked, "locked"),
        (keyring.errors.InitError("x"), KeyringLocked, "locked"),
        (keyring.errors.PasswordSetError("could not store hunter2"), KeyringFailing, "does not answer"),
        (OSError("dbus hunter2"), KeyringFailing, "does not answer"),
    ],
)
async def test_a_failing_keyring_is_explained_and_the_secret_serves_this_session(backend, error, problem, words):
    backend.error = error
    secrets = Secrets(backend=backend)
    with pytest.raises(problem, match=words) as caught:
        await secrets.set("access_token", "hunter2")
    assert "this session only" in str(caught.value)
    assert "hunter2" not in repr(caught.value) + str(caught.value) + str(caught.value.detail)
    assert caught.value.__cause__ is None
    assert await secrets.get("access_token") == "hunter2"


async def test_what_is_set_while_the_keyring_is_read_is_what_counts(backend):
    backend.gate = threading.Event()
    backend.kept["Gleaner", "access_token"] = "old"
    secrets = Secrets(backend=backend)
    reading = asyncio.create_task(secrets.get("access_token"))
    await asyncio.to_thread(backend.entered.wait, 10)
    await secrets.set("access_token", "new")
    backend.gate.set()
    assert await reading == "new"
    assert await secrets.get("access_token") == "new"


async def test_for_this_session_only_the_keyring_is_left_alone(backend):
    secrets = Secrets(backend=backend)
    secrets.session_only = True
    await secrets.set("access_token", "a")
    assert await secrets.get("access_token") == "a"
    assert await secrets.reread("access_token") == "a"
    await secrets.delete("access_token")
    assert await secrets.get("access_token") is None
    assert await secrets.get("other") is None
    assert backend.calls == []


async def test_a_keyring_that_hangs_is_given_up(backend):
    backend.gate = threading.Event()
    secrets = Secrets(backend=backend, timeout=0.05)
    try:
        for asked in (secrets.get, secrets.reread, lambda _: secrets.name()):
            with pytest.raises(KeyringSilent):
                await asked("access_token")
    finally:
        backend.gate.set()


@pytest.mark.parametrize("useless", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring])
async def test_a_backend_that_keeps_nothing_is_no_keyring(useless):
    with pytest.raises(KeyringMissing):
        await Secrets(backend=useless()).set("access_token", "a")


async def test_a_backend_that_writes_plain_files_is_no_keyring():
    plaintext = type("PlaintextKeyring", (Memory,), {"__module__": "keyrings.alt.file"})()
    with pytest.raises(KeyringMissing):
        await Secrets(backend=plaintext).set("access_token", "a")
    assert plaintext.kept == {}


async def test_secrets_do_not_show(backend):
    secrets = Secrets(backend=backend)
    await secrets.set("access_token", "hunter2")
    assert "hunter2" not in repr(secrets)
    assert issubclass(KeyringMissing, KeyringProblem)


REAL = """
import asyncio
from desktop.harvest.errors import KeyringProblem
from desktop.harvest.secrets import Secrets
async def main():
    try:
        await Secrets(service="Gleaner-test").set("access_token", "öffne dich")
        secrets = Secrets(service="Gleaner-test")
        print(await secrets.get("access_token"))
        await secrets.delete("access_token")
        print(await Secrets(service="Gleaner-test").get("access_token"))
    except KeyringProblem as problem:
        print(type(problem).__name__)
asyncio.run(main())
"""

UNLOCKED = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
LOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1"
NO_BUS = "unset DBUS_SESSION_BUS_ADDRESS"


@pytest.mark.parametrize(
    ("before", "said"),
    [(UNLOCKED, ["öffne dich", "None"]), (LOCKED, ["KeyringLocked"]), (NO_BUS, ["KeyringMissing"])],
    ids=["unlocked", "locked", "no bus"],
)
def test_a_real_secret_service(tmp_path, before, said):
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", f'{before}; exec "$0" -c "$1"', sys.executable, REAL],
        env={**kept, **home, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == " ".join(said).split(), done.stderr
