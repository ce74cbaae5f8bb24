"""The door that later starts knock at, as a Unix socket: a line comes in, is answered, and its order is carried out.

On QtCore alone: QtNetwork, which has local sockets, is 4 MB of which nothing else is used.
"""

from __future__ import annotations

import contextlib
import os
import socket
import stat
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

from desktop.app.telling import ANSWER, MAX_LINE, Order


class Door(QObject):
    """Open to this user alone. `order` gives what a line asks to be done, None for one that is to be dropped."""

    def __init__(self, order: Callable[[bytes], Order | None], parent: QObject) -> None:
        super().__init__(parent)
        self._order = order
        self._name = ""
        self._listener: socket.socket | None = None
        self._visits: dict[int, tuple[socket.socket, QSocketNotifier, bytearray]] = {}

    def listen(self, name: str) -> str:
        """Begin. What a dead process left in that place is cleared away. Returns what hinders it, or ""."""
        listener = socket.socket(socket.AF_UNIX)
        before = os.umask(0o177)
        try:
            with contextlib.suppress(FileNotFoundError):
                if stat.S_ISSOCK(os.lstat(name).st_mode):
                    os.unlink(name)  # noqa: PTH108 - a name, as the other end has it
            listener.bind(name)
            listener.listen()
            listener.setblocking(False)
        except OSError as problem:
            listener.close()
            return str(problem)
        finally:
            os.umask(before)
        self._name, self._listener = name, listener
        arrivals = QSocketNotifier(listener.fileno(), QSocketNotifier.Type.Read, self)
        arrivals.activated.connect(lambda: self._welcome(listener))
        return ""

    def close(self) -> None:
        """Stop listening."""
        for notifier in self.findChildren(QSocketNotifier):
            notifier.setEnabled(False)
        for number in tuple(self._visits):
            self._part(number)
        if self._listener:
            self._listener.close()
            self._listener = None
            with contextlib.suppress(OSError):
                os.unlink(self._name)  # noqa: PTH108

    def _welcome(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):  # it went away again
            visitor, _ = listener.accept()
            visitor.setblocking(False)
            number = visitor.fileno()
            notifier = QSocketNotifier(number, QSocketNotifier.Type.Read, self)
            self._visits[number] = visitor, notifier, bytearray()
            notifier.activated.connect(lambda: self._hear(number))

    def _hear(self, number: int) -> None:
        visitor, _, said = self._visits[number]
        try:
            more = visitor.recv(MAX_LINE + 1 - len(said))
        except BlockingIOError:
            return
        except OSError:
            more = b""
        said += more
        while b"\n" in said:
            line, _, said[:] = said.partition(b"\n")
            order = self._order(bytes(line))
            if order is None:
                self._part(number)
                return
            with contextlib.suppress(OSError):  # whoever asked has gone
                visitor.sendall(ANSWER)
            order()
            if number not in self._visits:  # that was the end
                return
        if not more or len(said) > MAX_LINE:
            self._part(number)

    def _part(self, number: int) -> None:
        visitor, notifier, _ = self._visits.pop(number)
        notifier.setEnabled(False)
        notifier.deleteLater()
        visitor.close()
