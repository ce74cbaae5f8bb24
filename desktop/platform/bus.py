"""A D-Bus connection that makes nobody wait: messages go out at once, and what has come is read when it is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jeepney import DBusErrorResponse, MatchRule, Message, MessageType, message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

_PATIENCE = 2.0
"""Seconds for the bus to answer where an answer is waited for."""


class Bus:
    """The person's own bus, or the system's. Raises OSError where there is none."""

    def __init__(self, which: str = "SESSION") -> None:
        try:
            self._connection: DBusConnection = open_dbus_connection(bus=which, auth_timeout=_PATIENCE)
        except Exception as problem:  # jeepney lets through whatever an address or a daemon may bring up
            raise OSError(f"the message bus does not answer ({problem})") from problem

    @property
    def name(self) -> str:
        """Its own on this bus, such as ":1.42"."""
        return str(self._connection.unique_name)

    def fileno(self) -> int:
        """Readable when messages have come."""
        return int(self._connection.sock.fileno())

    def send(self, message: Message) -> int:
        """Send; returns the number that an answer bears. Raises ConnectionError."""
        serial = int(next(self._connection.outgoing_serial))
        try:
            self._connection.send(message, serial=serial)
        except OSError as problem:
            raise ConnectionError("the message bus is gone") from problem
        return serial

    def watch(self, rule: MatchRule) -> None:
        """Have these signals sent here. Raises ConnectionError."""
        self.send(message_bus.AddMatch(rule))

    def messages(self) -> Iterator[Message]:
        """What has come, without waiting. Raises ConnectionError."""
        while True:
            try:
                yield self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except (OSError, EOFError) as problem:
                raise ConnectionError("the message bus is gone") from problem

    def ask(self, message: Message) -> tuple[Any, ...]:
        """Send and wait for the answer's values. Raises OSError where none comes, or an error."""
        try:
            answer = self._connection.send_and_get_reply(message, timeout=_PATIENCE)
            return tuple(unwrap_msg(answer))
        except (OSError, EOFError, DBusErrorResponse) as problem:
            raise OSError(f"no answer from the message bus ({problem})") from problem

    def close(self) -> None:
        """End the connection; whatever it had claimed goes with it."""
        self._connection.close()


def is_error(message: Message) -> bool:
    """Whether a message is an error that answers one of ours."""
    return bool(message.header.message_type is MessageType.error)


def is_signal(message: Message) -> bool:
    """Whether a message is a signal."""
    return bool(message.header.message_type is MessageType.signal)
