"""What a small window does while words are typed: cards form, their words are marked, and Enter may log what was seen.

"2h internal training" typed shows one card; Enter then logs it, if the whole reading gives that very card and no doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from desktop.agent.checking import Pick
from desktop.agent.drafts import Draft, DraftState, Reply
from desktop.ui.cards.board import SETTLE_MS
from desktop.ui.cards.card_text import HINTS, TOLD
from desktop.ui.cards.chips import offered
from desktop.ui.cards.live_forming import LiveForming
from desktop.ui.cards.marks import marks
from desktop.ui.panels.reading_along import ReadingAlong
from desktop.ui.port import Port
from desktop.ui.widgets.words_edit import WordsEdit

_Values = tuple[int | None, int | None, Decimal | None, date, time | None, time | None]


class LiveReading(QObject):
    """Signals: shown: other cards form now, or none."""

    shown = Signal()

    def __init__(self, port: Port, edit: WordsEdit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port, self._edit = port, edit
        self.forming = LiveForming()
        self.settle_ms = SETTLE_MS
        self.is_choice: Callable[[], bool] = lambda: False  # whether what is typed picks something instead
        self._seen: tuple[_Values, ...] = ()
        self._notes: tuple[str, ...] = ()  # of the cards that form
        self._age = QElapsedTimer()
        self._meant: tuple[_Values, ...] = ()
        self._meant_notes: tuple[str, ...] = ()
        self._entered = ""
        self._is_read = False
        self._picked: tuple[int, Pick, tuple[Pick, ...]] | None = None
        self._along = ReadingAlong(port, edit, self)
        self._along.read.connect(self._read)

    @property
    def asks(self) -> bool:
        """Whether one of the forming cards waits for an answer."""
        return self._asked() is not None

    def pick(self, number: int) -> bool:
        """Remember the answer of that number, from 0, for when the words are said. False where none is offered."""
        asked = self._asked()
        if asked is None or number >= len(asked[1]):
            return False
        place, picks = asked
        self._picked = (place, picks[number], picks)
        return True

    def enter(self, words: str) -> None:
        """Enter hands these words over. What stood there whole, and long enough to be seen, is what is meant."""
        old = self._age.isValid() and self._age.elapsed() >= self.settle_ms
        self._meant, self._seen = (self._seen if old and not self.forming.rest else ()), ()
        self._meant_notes, self._entered = self._notes, words
        self._is_read = True

    def pass_by(self) -> None:
        """Something else is asked for than Enter asks: whatever was seen, nothing of it is meant."""
        self._meant = self._seen = ()
        self._is_read = True

    def rest(self) -> None:
        """The words were answered, or will not be: what formed of them goes."""
        self._is_read = False
        if not self._edit.words:
            self._edit.mark(())
            self._show(())

    def meant(self, reply: Reply) -> tuple[str, ...]:
        """The cards to log at once: all of the reply, if they are what was seen and nothing about them is in doubt."""
        if reply.to != self._entered:
            return ()
        meant, self._meant = self._meant, ()
        is_more = reply.deeds or reply.answer or reply.question or reply.left or reply.parts
        if self._picked or is_more or not meant or tuple(map(_values, reply.drafts)) != meant:
            return ()
        is_plain = all(map(_is_plain, reply.drafts)) and self._are_own_notes(reply)
        return tuple(draft.id for draft in reply.drafts) if is_plain else ()

    def answer(self, reply: Reply) -> None:
        """Give the remembered answer, if its question is still asked."""
        picked, self._picked = self._picked, None
        if picked is None or picked[0] >= len(reply.drafts):
            return
        place, pick, picks = picked
        draft = reply.drafts[place]
        if offered(draft, self._port.today) != picks:
            return
        if pick.change is None:
            self._port.discard((draft.id,))
        else:
            self._port.edit(draft.id, pick.change)

    def _are_own_notes(self, reply: Reply) -> bool:
        """Whether all notes are as they were seen, or stand in the words: the last letters may have added some."""
        said = _folded(reply.to)
        pairs = zip(reply.drafts, self._meant_notes, strict=True)
        return all(draft.notes == seen or _folded(draft.notes) in said for draft, seen in pairs)

    def _asked(self) -> tuple[int, tuple[Pick, ...]] | None:
        drafts = self.forming.drafts
        waiting = (place for place, draft in enumerate(drafts) if draft.state is not DraftState.READY)
        place = next(waiting, None)
        return None if place is None else (place, offered(drafts[place], self._port.today))

    def _read(self, drafts: tuple[Draft, ...]) -> None:
        if not self._edit.words:
            QTimer.singleShot(0, self, self._forget)  # after Enter, which empties the field before it tells
            return
        if self.is_choice():
            drafts = ()
        if (values := tuple(map(_values, drafts))) != self._seen:
            self._seen = values
            self._age.start()
        self._notes = tuple(draft.notes for draft in drafts)
        self._edit.mark(marks(self._edit.toPlainText(), drafts))
        self._show(drafts)

    def _forget(self) -> None:
        """The words were deleted. Those that are being read leave their cards until they are answered."""
        if not self._edit.words and not self._is_read:
            self._seen = ()
            self._show(())

    def _show(self, drafts: tuple[Draft, ...]) -> None:
        self.forming.show_drafts(drafts, self._port.today)
        self.shown.emit()


def _values(draft: Draft) -> _Values:
    """What a person looks at, but for the notes."""
    project = draft.project.id if draft.project else None
    task = draft.task.id if draft.task else None
    return project, task, draft.hours, draft.spent_date, draft.started_time, draft.ended_time


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _is_plain(draft: Draft) -> bool:
    return draft.state is DraftState.READY and all(one.code in TOLD or one.code in HINTS for one in draft.warnings)
