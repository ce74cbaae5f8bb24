"""The door that later starts knock at, as a pipe with a name, where the system is Windows; see `door_socket.py`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.app.telling import ANSWER, MAX_LINE, Order


class Door(QObject):
    """Open to this user alone. `order` gives what a line asks to be done, None for one that is to be dropped."""

    def __init__(self, order: Callable[[bytes], Order | None], parent: QObject) -> None:
        super().__init__(parent)
        self._order = order
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def listen(self, name: str) -> str:
        """Begin. What a dead process left in that place is cleared away. Returns what hinders it, or ""."""
        QLocalServer.removeServer(name)
        return "" if self._server.listen(name) else self._server.errorString()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _welcome(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.readyRead.connect(lambda it=socket: self._hear(it))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        while socket.canReadLine():
            order = self._order(bytes(socket.readLine(MAX_LINE).data()))
            if order is None:
                socket.abort()
                return
            socket.write(ANSWER)
            socket.flush()
            order()
        if socket.bytesAvailable() > MAX_LINE:
            socket.abort()
