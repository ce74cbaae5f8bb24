"""Idle time: from a real X server, from what desktops tell over D-Bus, and from other systems' libraries."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from jeepney import HeaderFields, Message

from desktop.platform.idle import open_backend
from desktop.platform.idle.backend import Nobody
from desktop.platform.idle.desktops import Logind, Mutter
from desktop.platform.idle.macos import MacOS
from desktop.platform.idle.windows import Windows
from tests.platform.bus import Service, private_bus


def test_an_x_server_counts_from_the_last_key(display: str):
    idle = open_backend({"DISPLAY": display}, "linux")
    subprocess.run(["xdotool", "key", "a"], env={"DISPLAY": display, "PATH": "/usr/bin"}, check=True, timeout=20)
    first = idle.seconds()
    assert first is not None
    assert 0 <= first < 5
    deadline = time.monotonic() + 10
    while (idle.seconds() or 0) <= first:
        assert time.monotonic() < deadline
    idle.close()


@pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="needs dbus-daemon")
def test_desktops_tell_over_the_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    since = int((time.time() - 90) * 1_000_000)
    told = {"IdleHint": ("b", True), "IdleSinceHint": ("t", since)}

    def answer(_service: Service, message: Message) -> tuple[str, tuple[object, ...]] | None:
        if message.header.fields[HeaderFields.member] == "GetIdletime":
            return "t", (61_500,)
        return "v", (told[message.body[1]],)

    with private_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        nobody = Mutter()
        assert nobody.seconds() is None
        nobody.close()
        names = ("org.gnome.Mutter.IdleMonitor", "org.freedesktop.login1")
        desktops = [Service(address, name, answer) for name in names]
        wayland = open_backend({"WAYLAND_DISPLAY": "wayland-0", "DBUS_SESSION_BUS_ADDRESS": address}, "linux")
        assert isinstance(wayland, Mutter)
        assert wayland.seconds() == 61.5
        login = Logind("SESSION")
        assert login.seconds() == pytest.approx(90, abs=5)
        told["IdleHint"] = ("b", False)
        assert login.seconds() == 0
        for one in (wayland, login, *desktops):
            one.close()


def test_windows_clock_begins_anew_after_49_days():
    def last_input(place) -> int:
        place._obj.tick = 2**32 - 500
        return 1

    libraries = {
        "user32": SimpleNamespace(GetLastInputInfo=last_input),
        "kernel32": SimpleNamespace(GetTickCount=lambda: 1500),
    }
    assert Windows(SimpleNamespace(WinDLL=libraries.get)).seconds() == 2.0


def test_macos_asks_for_any_event():
    asked = []
    library = SimpleNamespace(CGEventSourceSecondsSinceLastEventType=lambda *what: asked.append(what) or 7.5)
    assert MacOS(library).seconds() == 7.5
    assert asked == [(1, 0xFFFFFFFF)]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_nobody_can_tell_nothing_is_told(platform: str):
    idle = open_backend({}, platform)
    assert isinstance(idle, Nobody)
    assert idle.seconds() is None
