"""A private message bus for a test, and a service on it that the test plays."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jeepney import DBusErrorResponse, Message, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import open_dbus_connection

from tests.e2e.session import BUS_CONFIGURATION

Answer = Callable[["Service", Message], tuple[str, tuple[object, ...]] | None]


@contextmanager
def private_bus(folder: Path) -> Iterator[str]:
    """Its address."""
    configuration = folder / "bus.conf"
    configuration.write_text(BUS_CONFIGURATION.format(runtime=folder))
    command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address=1"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert daemon.stdout
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait(10)
        daemon.stdout.close()


class Service:
    """Owns `name` and answers every call by `answer`: a signature and values; None is an error.

    `calls` are the calls that came, as (member, body); `caller` is who called last.
    """

    def __init__(self, address: str, name: str, answer: Answer) -> None:
        self.calls: list[tuple[str, tuple[object, ...]]] = []
        self.caller = ""
        self._answer = answer
        self._bus = open_dbus_connection(bus=address, auth_timeout=20)
        self._bus.send_and_get_reply(message_bus.RequestName(name))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._is_over = False
        self._thread.start()

    def send(self, message: Message) -> None:
        self._bus.send(message)

    def close(self) -> None:
        self._is_over = True
        self._thread.join(10)
        self._bus.close()

    def members(self) -> list[str]:
        return [member for member, _ in self.calls]

    def _serve(self) -> None:
        while not self._is_over:
            try:
                message = self._bus.receive(timeout=0.05)
            except (TimeoutError, DBusErrorResponse):
                continue
            if message.header.message_type is not MessageType.method_call:
                continue
            fields = {field.name: value for field, value in message.header.fields.items()}
            self.caller = fields["sender"]
            given = self._answer(self, message)
            if given is None:
                self._bus.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
            elif given[0] != "later":
                self._bus.send(new_method_return(message, *given))
            self.calls.append((fields["member"], message.body))  # once it is answered
