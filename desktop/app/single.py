"""One running app per home: later starts speak to it over a local socket, one JSON line each way.

Protocol (version 1): `{"v": 1, "command": "show"}` is answered by `{"v": 1, "ok": true}`. Commands are `show`, `quick`,
`record`, `quit`, and `draft` with the `text` that another program hands in and its name as `sender`. Whatever else
arrives, or more than 16 KiB of it, is dropped: the socket is input like any other.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.app.telling import MAX_LINE, VERSION, Command, socket_name

log = logging.getLogger(__name__)


def silence(root: Path) -> str:
    """The sentence about an app that runs for this home, and does not answer."""
    owner = _lock(root).getLockInfo()[0]
    which = f" (process {owner})" if owner else ""
    return f"Gleaner runs already{which}, but it does not answer. End that process, then start Gleaner again."


def _lock(root: Path) -> QLockFile:
    return QLockFile(str(root / "app.lock"))


class Doorkeeper(QObject):
    """Listens for later starts and hands their commands to `obey`, on the screen's thread; words go to `take`."""

    def __init__(
        self,
        root: Path,
        obey: Callable[[Command], None],
        take: Callable[[str, str], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._obey = obey
        self._take = take
        self._name = socket_name(root)
        self._lock = _lock(root)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def listen(self) -> bool:
        """Begin to listen; False where another app of this home was faster. What a dead one left is cleared away.

        The lock file decides, since a local server with restricted access quietly takes a name over. Where somebody
        else holds the name, the app runs all the same, and later starts do not reach it.
        """
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            log.warning("Later starts will not reach this one: %s", self._server.errorString())
        return True

    def close(self) -> None:
        """Stop listening."""
        self._server.close()
        self._lock.unlock()

    def _welcome(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.readyRead.connect(lambda it=socket: self._hear(it))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > MAX_LINE:
                socket.abort()
            return
        line = bytes(socket.readLine(MAX_LINE).data())
        command, text, sender = _order_in(line)
        if command is None:
            socket.abort()
            return
        socket.write(json.dumps({"v": VERSION, "ok": True}).encode() + b"\n")
        socket.flush()
        if command is not Command.DRAFT:
            self._obey(command)
        elif self._take and text:
            self._take(text, sender)


def _order_in(line: bytes) -> tuple[Command | None, str, str]:
    try:
        said = json.loads(line)
        command = Command(said["command"]) if said.get("v") == VERSION else None
        return command, str(said.get("text", "")), str(said.get("sender", ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, "", ""
