"""Keys from a desktop's portal, as its documentation has it: asked for, allowed or refused, pressed, changed."""

from __future__ import annotations

import select
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, HeaderFields, Message, new_method_return, new_signal

from desktop.platform.hotkey import open_backend
from desktop.platform.hotkey.backend import Deed, Standing, Stroke
from desktop.platform.hotkey.keys import parse
from desktop.platform.hotkey.portal import Portal, trigger
from tests.platform.bus import Service, private_bus

pytestmark = pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="needs dbus-daemon")
PATH, NAME = "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop"
SHORTCUTS = DBusAddress(PATH, NAME, "org.freedesktop.portal.GlobalShortcuts")
WANTED = {Deed.QUICK: parse("Ctrl+Alt+G"), Deed.TALK: parse("Ctrl+Alt+Space")}


class Desktop:
    """A portal that gives the keys `given`, by id. `refuses`: the person says no. `has_shortcuts`: it knows them."""

    def __init__(self, address: str) -> None:
        self.given = {"quick": "Ctrl+Alt+G", "talk": "Ctrl+Alt+Space"}
        self.refuses, self.has_shortcuts = False, True
        self.session = ""
        self.sessions = 0
        self.service = Service(address, NAME, self.answer)

    def answer(self, service: Service, message: Message) -> tuple[str, tuple[object, ...]] | None:
        member = message.header.fields[HeaderFields.member]
        if member in ("Register", "Close"):
            return None if member == "Register" else ("", ())
        if not self.has_shortcuts:
            return None
        options = message.body[-1]
        request = f"{PATH}/request/{service.caller[1:].replace('.', '_')}/{options['handle_token'][1]}"
        service.send(new_method_return(message, "o", (request,)))
        if member == "CreateSession":
            self.sessions += 1
            self.session = f"{PATH}/session/{self.sessions}"
            results: dict[str, tuple[str, object]] = {"session_handle": ("s", self.session)}
        else:
            results = {"shortcuts": ("a(sa{sv})", self.rows())}
        code = int(self.refuses and member == "BindShortcuts")
        where = DBusAddress(request, NAME, "org.freedesktop.portal.Request")
        service.send(new_signal(where, "Response", "ua{sv}", (code, {} if code else results)))
        return "later", ()

    def rows(self) -> list[tuple[str, dict[str, tuple[str, str]]]]:
        return [(name, {"trigger_description": ("s", keys)}) for name, keys in self.given.items()]

    def press(self, name: str, member: str = "Activated") -> None:
        self.service.send(
            new_signal(SHORTCUTS, member, "osta{sv}", (self.session, name, 1, {"activation_token": ("s", "front")}))
        )


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with private_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        one = Desktop(address)
        yield one
        one.service.close()


@pytest.fixture
def portal(desktop: Desktop) -> Iterator[Portal]:
    environment = {"WAYLAND_DISPLAY": "wayland-0", "DBUS_SESSION_BUS_ADDRESS": "as it is"}
    one = open_backend(environment, "linux")
    assert isinstance(one, Portal)
    yield one
    one.close()


def until(portal: Portal, condition: Callable[[list[Stroke]], bool], seconds: float = 10.0) -> list[Stroke]:
    found: list[Stroke] = []
    deadline = time.monotonic() + seconds
    while not condition(found):
        assert time.monotonic() < deadline, (found, portal.statuses())
        select.select([portal.fileno()], [], [], 0.05)
        found += portal.strokes()
    return found


def standings(portal: Portal) -> list[Standing]:
    return [status.standing for status in portal.statuses().values()]


def test_keys_are_proposed_allowed_and_heard(desktop: Desktop, portal: Portal):
    desktop.given["quick"] = "Super+G"
    told = portal.bind(WANTED)
    assert {status.standing for status in told.values()} == {Standing.WAITING}
    until(portal, lambda _: standings(portal) == [Standing.ACTIVE] * 2)
    assert "“Super+G”" in portal.statuses()[Deed.QUICK].sentence
    until(portal, lambda _: any(member == "BindShortcuts" for member, *_ in list(desktop.service.calls)))
    proposed = dict(next(body for member, body in desktop.service.calls if member == "BindShortcuts")[1])
    assert proposed["quick"]["preferred_trigger"] == ("s", "CTRL+ALT+g")

    desktop.press("talk")
    desktop.press("talk")  # a key that repeats
    desktop.press("talk", "Deactivated")
    desktop.press("someone's")
    desktop.press("quick")
    expected = [Stroke(Deed.TALK, True, "front"), Stroke(Deed.TALK, False, "front"), Stroke(Deed.QUICK, True, "front")]
    assert until(portal, lambda found: len(found) >= 3) == expected


def test_a_person_who_says_no_is_told_what_else_there_is(desktop: Desktop, portal: Portal):
    desktop.refuses = True
    portal.bind(WANTED)
    until(portal, lambda _: standings(portal) == [Standing.IMPOSSIBLE] * 2)
    assert "did not allow" in portal.statuses()[Deed.QUICK].sentence
    assert "gleaner quick" in portal.statuses()[Deed.QUICK].sentence


def test_a_desktop_without_such_a_portal_is_told(desktop: Desktop, portal: Portal):
    desktop.has_shortcuts = False
    portal.bind(WANTED)
    until(portal, lambda _: standings(portal) == [Standing.IMPOSSIBLE] * 2)
    assert "gives no keys" in portal.statuses()[Deed.TALK].sentence


def test_keys_that_the_desktop_changes_or_takes_away_are_told(desktop: Desktop, portal: Portal):
    portal.bind(WANTED)
    until(portal, lambda _: standings(portal) == [Standing.ACTIVE] * 2)
    desktop.given = {"quick": "", "talk": "Ctrl+T"}
    desktop.service.send(new_signal(SHORTCUTS, "ShortcutsChanged", "oa(sa{sv})", (desktop.session, desktop.rows())))
    until(portal, lambda _: standings(portal) == [Standing.IMPOSSIBLE, Standing.ACTIVE])
    assert "no keys for it" in portal.statuses()[Deed.QUICK].sentence


def test_other_wishes_are_another_session_and_the_same_ones_are_not(desktop: Desktop, portal: Portal):
    portal.bind(WANTED)
    until(portal, lambda _: standings(portal) == [Standing.ACTIVE] * 2)
    assert portal.bind(WANTED)[Deed.QUICK].standing is Standing.ACTIVE
    portal.bind({Deed.QUICK: parse("Ctrl+Alt+J")})
    until(portal, lambda _: standings(portal) == [Standing.ACTIVE])
    assert (desktop.sessions, desktop.service.members().count("Close")) == (2, 1)
    assert portal.bind({}) == {}


@pytest.mark.parametrize(
    ("keys", "wish"),
    [("Ctrl+Alt+G", "CTRL+ALT+g"), ("Meta+PgUp", "LOGO+Page_Up"), ("Shift+F5", "SHIFT+F5"), ("Ctrl++", "")],
)
def test_keys_by_the_portals_names(keys: str, wish: str):
    assert trigger(parse(keys)) == wish
