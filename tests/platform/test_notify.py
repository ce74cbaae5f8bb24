"""Notifications with buttons, over a service that answers as the specification has it."""

from __future__ import annotations

import select
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import HeaderFields, Message, new_signal

from desktop.platform.notify import open_backend
from desktop.platform.notify.backend import CLICK, Note, Notifier, Press
from desktop.platform.notify.freedesktop import _SERVICE
from tests.platform.bus import Service, private_bus

pytestmark = pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="needs dbus-daemon")
BUTTONS = (("day", "Log my day"), ("later", "In 15 minutes"))


class Screen:
    """Shows notifications; its first number is 7."""

    def __init__(self, address: str) -> None:
        self.able = ["actions", "body", "body-markup"]
        self.number = 6
        self.service = Service(address, "org.freedesktop.Notifications", self.answer)

    def answer(self, _service: Service, message: Message) -> tuple[str, tuple[object, ...]] | None:
        if message.header.fields[HeaderFields.member] == "GetCapabilities":
            return "as", (self.able,)
        self.number = message.body[1] or self.number + 1
        return "u", (self.number,)

    def signal(self, member: str, signature: str, *body: object) -> None:
        self.service.send(new_signal(_SERVICE, member, signature, body))

    @property
    def notes(self) -> list[tuple[object, ...]]:
        return [body for member, body in self.service.calls if member == "Notify"]


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with private_bus(tmp_path) as bus:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
        yield bus


@pytest.fixture
def screen(address: str) -> Iterator[Screen]:
    one = Screen(address)
    yield one
    one.service.close()


def notifier(address: str) -> Notifier:
    one = open_backend({"DBUS_SESSION_BUS_ADDRESS": address}, "linux")
    assert one
    return one


def presses(one: Notifier, count: int = 1) -> list[Press]:
    found: list[Press] = []
    deadline = time.monotonic() + 10
    while len(found) < count and time.monotonic() < deadline:
        select.select([one.fileno()], [], [], 0.05)
        found += one.presses()
    return found


def shown(one: Notifier, screen: Screen, count: int) -> None:
    deadline = time.monotonic() + 10
    while len(screen.notes) < count and time.monotonic() < deadline:
        select.select([one.fileno()], [], [], 0.05)
        one.presses()
    assert len(screen.notes) == count


def test_buttons_come_back_and_words_are_plain(address: str, screen: Screen):
    one = notifier(address)
    one.show(Note("day", "How was your day?", "Nothing <b>logged</b> & so on", BUTTONS))
    shown(one, screen, 1)
    assert screen.notes[0][3:6] == (
        "How was your day?",
        "Nothing &lt;b&gt;logged&lt;/b&gt; &amp; so on",
        [CLICK, "How was your day?", "day", "Log my day", "later", "In 15 minutes"],
    )
    screen.signal("ActionInvoked", "us", 99, "day")
    screen.signal("ActivationToken", "us", 7, "front")
    screen.signal("ActionInvoked", "us", 7, "later")
    assert presses(one) == [Press("day", "later", "front")]
    one.close()


def test_one_of_the_same_kind_takes_the_place_of_the_one_before(address: str, screen: Screen):
    one = notifier(address)
    one.show(Note("day", "One", ""))
    shown(one, screen, 1)
    screen.signal("ActionInvoked", "us", 7, CLICK)
    presses(one)  # its number is known by now
    one.show(Note("day", "Two", ""))
    shown(one, screen, 2)
    assert [note[1] for note in screen.notes] == [0, 7]
    one.close()


def test_without_a_service_or_without_buttons_the_tray_says_it(address: str):
    assert open_backend({"DBUS_SESSION_BUS_ADDRESS": address}, "linux") is None
    plain = Screen(address)
    plain.able = ["body"]
    assert open_backend({"DBUS_SESSION_BUS_ADDRESS": address}, "linux") is None
    assert open_backend({}, "linux") is None
    assert open_backend({}, "darwin") is None
    plain.service.close()


def test_a_bus_that_ends_is_a_lost_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with private_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        screen = Screen(address)
        one = notifier(address)
        screen.service.close()
    with pytest.raises(ConnectionError):
        presses(one, 1)
    one.close()
