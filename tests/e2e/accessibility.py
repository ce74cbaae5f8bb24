"""What is on the screen, read the way a screen reader reads it: over AT-SPI (D-Bus), from the running program itself.

So the tests look for the words that a person would look for, and click where a person would click.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
TEXT = "org.a11y.atspi.Text"
ROOT = "/org/a11y/atspi/accessible/root"
ON_SCREEN = 0
FOCUSED, SHOWING = 12, 25  # bits of a part's state
ANSWER_SECONDS = 5.0


@dataclass(frozen=True)
class Part:
    """One part of a window as a screen reader knows it; x, y, width and height are pixels of the screen."""

    role: str
    name: str
    text: str
    states: frozenset[int]
    depth: int
    x: int
    y: int
    width: int
    height: int

    @property
    def words(self) -> str:
        """What a person reads here."""
        return self.text or self.name

    @property
    def centre(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2

    @property
    def focused(self) -> bool:
        return FOCUSED in self.states

    def __str__(self) -> str:
        return f"{'  ' * self.depth}{self.role} “{self.name}” {self.text!r} at {self.x},{self.y}"


class Reader:
    """Reads the windows of one program, known by its pid."""

    def __init__(self, address: str) -> None:
        self._bus: DBusConnection = open_dbus_connection(bus=address, auth_timeout=ANSWER_SECONDS)

    def close(self) -> None:
        self._bus.close()

    def parts(self, pid: int) -> list[Part]:
        """Everything that program shows now, windows first to last, outside in. Empty where it shows nothing."""
        for bus_name, path in self._children("org.a11y.atspi.Registry", ROOT):
            try:
                if self._pid(bus_name) == pid:
                    return list(self._walk(bus_name, path, 0))
            except (DBusErrorResponse, TimeoutError):
                # A program that ends, or a part that goes, while it is read: the caller looks again.
                continue
        return []

    def _walk(self, bus_name: str, path: str, depth: int) -> Iterator[Part]:
        for child_bus, child_path in self._children(bus_name, path):
            try:
                part = self._part(child_bus, child_path, depth)
                if part:
                    yield part
                    yield from self._walk(child_bus, child_path, depth + 1)
            except DBusErrorResponse:
                continue

    def _part(self, bus_name: str, path: str, depth: int) -> Part | None:
        low, high = self._call(bus_name, path, ACCESSIBLE, "GetState")[0]
        states = frozenset(bit for bit in range(64) if (low | high << 32) >> bit & 1)
        if SHOWING not in states:
            return None
        (role,) = self._call(bus_name, path, ACCESSIBLE, "GetRoleName")
        interfaces = self._call(bus_name, path, ACCESSIBLE, "GetInterfaces")[0]
        where = (0, 0, 0, 0)
        if COMPONENT in interfaces:
            where = self._call(bus_name, path, COMPONENT, "GetExtents", "u", (ON_SCREEN,))[0]
        text = ""
        if TEXT in interfaces:
            (text,) = self._call(bus_name, path, TEXT, "GetText", "ii", (0, -1))
            text = text or self._told(bus_name, path, "Description")  # what stands in grey in an empty field
        return Part(role, self._told(bus_name, path, "Name"), text, states, depth, *where)

    def _told(self, bus_name: str, path: str, what: str) -> str:
        address = DBusAddress(path, bus_name, ACCESSIBLE)
        kind, value = self._send(Properties(address).get(what))[0]
        return str(value) if kind == "s" else ""

    def _children(self, bus_name: str, path: str) -> list[tuple[str, str]]:
        return list(self._call(bus_name, path, ACCESSIBLE, "GetChildren")[0])

    def _pid(self, bus_name: str) -> int:
        (pid,) = self._send(message_bus.GetConnectionUnixProcessID(bus_name))
        return int(pid)

    def _call(self, bus_name: str, path: str, interface: str, method: str, *signed: Any) -> Any:
        return self._send(new_method_call(DBusAddress(path, bus_name, interface), method, *signed))

    def _send(self, message: Any) -> Any:
        return unwrap_msg(self._bus.send_and_get_reply(message, timeout=ANSWER_SECONDS))


def accessibility_address(session_bus: str) -> str:
    """Where the accessibility bus of that session is; asks the launcher, which must run."""
    with open_dbus_connection(bus=session_bus, auth_timeout=ANSWER_SECONDS) as bus:
        ask = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
        return str(unwrap_msg(bus.send_and_get_reply(ask, timeout=ANSWER_SECONDS))[0])
