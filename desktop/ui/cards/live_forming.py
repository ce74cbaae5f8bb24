"""Forming cards that Enter will log: each value in ink, and underlined in the colour of the words that gave it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen, QResizeEvent

from desktop.agent import checking
from desktop.agent.drafts import Draft, DraftState
from desktop.text import local, plain
from desktop.text.retold import retold
from desktop.ui.cards.card_text import look, question
from desktop.ui.cards.chips import offered
from desktop.ui.cards.forming import Forming
from desktop.ui.cards.marks import INKS
from desktop.ui.cards.sheet import paint_strip
from desktop.ui.theme import theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WIDEST = 60  # letters of an answer
_MOST_ROWS = 2
_UNDERLINE = 0.5  # units of space


class LiveForming(Forming):
    """As `Forming`; the answers to the first open question stand below its card, with the numbers that pick them."""

    _asking: Draft | None = None
    _answers: tuple[str, ...] = ()

    def show_drafts(self, drafts: Sequence[Draft], today: date) -> None:
        """Show those in place of the present ones."""
        self._asking = next((draft for draft in drafts if draft.state is not DraftState.READY), None)
        picks = offered(self._asking, today)[: checking.MOST] if self._asking else ()
        self._answers = tuple(plain.isolated(plain.shown(pick.words, _WIDEST)) for pick in picks)
        super().show_drafts(drafts, today)

    def sizeHint(self) -> QSize:
        """With a line for the answers."""
        hint = super().sizeHint()
        return hint + QSize(0, len(self._answer_rows()) * self._answer_line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other rows."""
        super().resizeEvent(event)
        if self._answers and event.oldSize().width() != event.size().width():
            self.updateGeometry()

    @property
    def _line(self) -> int:
        return self.fontMetrics().height() + theme().space(1.5)

    @property
    def _answer_line(self) -> int:
        return self._line + theme().space(1)

    def _height_of(self, draft: Draft) -> int:
        rows = len(self._answer_rows()) if draft is self._asking else 0
        return self._tall + rows * self._answer_line

    def _paint_card(self, painter: QPainter, area: QRectF, draft: Draft) -> None:
        size, looks = theme(), look(draft)
        radius = size.space(2)
        sheet = area.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(size.colour("line"), 1))
        painter.setBrush(size.colour("card"))
        painter.drawRoundedRect(sheet, radius, radius)
        painter.save()
        shape = QPainterPath()
        shape.addRoundedRect(sheet, radius, radius)
        painter.setClipPath(shape)
        paint_strip(painter, sheet, looks)
        painter.restore()
        inner = area.adjusted(size.space(4), size.space(1), -size.space(3), -size.space(1))
        line = _Line(painter, QRectF(inner.left(), inner.top(), inner.width(), self._line), draft)
        asked = retold(checking.question(draft, self._today)) if checking.is_to_check(draft) else question(draft)
        bold = size.font(bold=True)
        line.end(f"{local.hours(draft.hours)} h" if draft.hours is not None else "", "hours", bold)
        if draft.project:
            line.say(draft.project.name, "text", bold, "project")
            line.say(draft.project.client.name, "quiet", self.font())
        else:
            line.say(asked, "asking", bold)
        line = _Line(painter, line.area.translated(0, self._line), draft)
        line.end(local.day(draft.spent_date, self._today), "spent_date", self.font())
        line.say(draft.task.name if draft.task else "", "text", self.font(), "task")
        line.say(asked if draft.project else "", looks.ink, self.font())
        line.say(draft.notes, "quiet", self.font())
        if self._answers and draft is self._asking:
            self._paint_answers(painter, inner.left(), line.area.bottom() + size.space(1))

    def _answer_rows(self) -> list[list[tuple[str, float]]]:
        """The answers with the widths of their chips, in as many rows as there is room for."""
        size, metrics = theme(), self.fontMetrics()
        room = self.width() - size.space(4) - size.space(3)
        rows: list[list[tuple[str, float]]] = []
        left = 0.0
        for place, words in enumerate(self._answers, 1):
            text = f"{place}  {words}"
            wide = min(float(metrics.horizontalAdvance(text) + size.space(4) + 1), float(room))
            if not rows or left + wide > room:
                rows.append([])
                left = 0.0
            rows[-1].append((text, wide))
            left += wide + size.space(1)
        return rows[:_MOST_ROWS]

    def _paint_answers(self, painter: QPainter, left: float, top: float) -> None:
        size, metrics = theme(), self.fontMetrics()
        painter.setFont(self.font())
        for number, row in enumerate(self._answer_rows()):
            place = QRectF(left, top + number * self._answer_line, 0, self._line - 1)
            for text, wide in row:
                place.setWidth(wide)
                painter.setPen(QPen(size.colour("line"), 1))
                painter.setBrush(size.colour("window"))
                painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
                painter.setPen(size.colour("text"))
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(wide - size.space(3)))
                painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), shown)
                place.translate(wide + size.space(1), 0)


class _Line:
    """A line of a card, written from both ends; `area` is all of it."""

    def __init__(self, painter: QPainter, area: QRectF, draft: Draft) -> None:
        self._painter, self._draft = painter, draft
        self.area = area
        self._room = QRectF(area)

    def end(self, words: str, name: str, font: QFont) -> None:
        """At the right: the value of that name."""
        self._painter.setFont(font)
        wide = math.ceil(self._painter.fontMetrics().horizontalAdvance(words)) + 1
        rest = self._room.adjusted(0, 0, -wide - theme().space(3), 0)
        self._room.setLeft(self._room.right() - wide)
        self.say(words, "text" if name in self._draft.spans else "quiet", font, name)
        self._room = rest

    def say(self, words: str, ink: str, font: QFont, name: str = "") -> None:
        """Next from the left, elided; underlined where the words for the value of that name are marked."""
        painter, room = self._painter, self._room
        painter.setFont(font)
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(plain.shown(words), Qt.TextElideMode.ElideRight, max(0, int(room.width())))
        if not shown:
            return
        painter.setPen(theme().colour(ink))
        painter.drawText(room, int(_LEFT), shown)
        wide = metrics.horizontalAdvance(shown)
        if name in self._draft.spans:
            low = room.center().y() + metrics.height() / 2
            thick = max(1.0, theme().unit * _UNDERLINE)
            painter.fillRect(QRectF(room.left(), low, wide, thick), theme().colour(INKS[name]))
        self._room = room.adjusted(wide + theme().space(2), 0, 0, 0)
