"""Reads along while words are typed: of a field's letters come, at most once a frame, the drafts they would become."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from desktop.agent.drafts import Draft, Reply
from desktop.ui.port import Port
from desktop.ui.widgets.words_edit import WordsEdit

FRAME_MS = 16
_LONG_MS = 60


class ReadingAlong(QObject):
    """Asks the port for a sketch of what stands in `edit`.

    Signals: read: tuple of `Draft`, of the words as they stand now; empty where they make none.
    """

    read = Signal(object)

    def __init__(self, port: Port, edit: WordsEdit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port, self._edit = port, edit
        self._day: date | None = None
        self._latest: tuple[str, tuple[Draft, ...]] = ("", ())
        self._frame = QTimer(self, singleShot=True)
        self._since = QElapsedTimer()
        self._pace = FRAME_MS
        self._frame.timeout.connect(self._ask)
        edit.textChanged.connect(self._changed)
        port.sketched.connect(self._sketched)

    def known(self, words: str) -> tuple[Draft, ...] | None:
        """What those very words were read as while they were typed; None where they were not."""
        return self._latest[1] if words == self._latest[0] else None

    def read_for(self, day: date | None) -> None:
        """Words that name no day are meant for that one from now on; None is today."""
        if day != self._day:
            self._day, self._latest = day, ("", ())
            self._changed()

    def _changed(self) -> None:
        if not self._edit.words:
            self._frame.stop()
            self.read.emit(())
        elif not self._frame.isActive():  # not started anew: who types fast sees something, too
            passed = self._since.elapsed() if self._since.isValid() else self._pace
            self._frame.start(max(0, self._pace - passed))

    def _ask(self) -> None:
        if words := self._edit.words:
            self._since.start()
            self._port.sketch(words, day=self._day)

    def _sketched(self, words: str, reply: Reply) -> None:
        if words == self._edit.words:
            took = self._since.elapsed() if self._since.isValid() else 0
            self._pace = max(FRAME_MS, 2 * took if took > _LONG_MS else 0)  # of a long text not every letter is read
            self._latest = (words, reply.drafts)
            self.read.emit(reply.drafts)
