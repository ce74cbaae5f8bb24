"""Cards that are still forming: words being typed, as the entries they would become; nothing in them can be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.agent.drafts import Draft
from desktop.text import local, plain
from desktop.text.language import tr
from desktop.ui.cards.card_text import question
from desktop.ui.theme import theme

_MOST = 3
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Forming(QWidget):
    """Painted and not built, since it changes with every letter: two grey lines for each of the first `most` drafts.

    What nobody can know from the words so far is asked on the card, as it will be; it is hidden while there is nothing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drafts: tuple[Draft, ...] = ()
        self.most = _MOST
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self.hide()

    @property
    def rest(self) -> str:
        """`4 more`, where not all are shown."""
        left = len(self.drafts) - self.most
        return tr("{left} more", left=left) if left > 0 else ""

    def show_drafts(self, drafts: Sequence[Draft], today: date) -> None:
        """Show those in place of the present ones; none hides it."""
        before, self.drafts, self._today = self.sizeHint(), tuple(drafts), today
        names = [plain.joined([*_first(draft), *_second(draft, today)], ", ") for draft in self.drafts[: self.most]]
        self.setAccessibleName(tr("So far: {names}", names="; ".join([*names, *([self.rest] if self.rest else [])])))
        if self.sizeHint() != before:
            self.updateGeometry()
        self.setVisible(bool(self.drafts))
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.show_drafts((), date.min)

    def sizeHint(self) -> QSize:
        """As tall as its cards; as wide as there is room."""
        cards = min(len(self.drafts), self.most)
        gaps = theme().space(1.5) * max(0, cards - 1)
        return QSize(theme().space(80), self._tall * cards + gaps + (self._line if self.rest else 0))

    @property
    def _line(self) -> int:
        return self.fontMetrics().height() + theme().space(0.5)

    @property
    def _tall(self) -> int:
        return 2 * self._line + theme().space(2)

    def _height_of(self, _draft: Draft) -> int:
        return self._tall

    def paintEvent(self, event: QPaintEvent) -> None:
        """One under the other, as the cards will stand."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for draft in self.drafts[: self.most]:
            tall = self._height_of(draft)
            self._paint_card(painter, QRectF(0, top, self.width(), tall), draft)
            top += tall + theme().space(1.5)
        if self.rest:
            painter.setPen(theme().colour("quiet"))
            area = QRectF(theme().space(4), top - theme().space(1), self.width(), self._line)
            painter.drawText(area, int(_LEFT), self.rest)

    def _paint_card(self, painter: QPainter, area: QRectF, draft: Draft) -> None:
        look = theme()
        quiet = look.colour("quiet")
        radius = look.space(2)
        painter.setPen(QPen(look.colour("line"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        inner = area.adjusted(look.space(4), look.space(1), -look.space(3), -look.space(1))
        upper = QRectF(inner.left(), inner.top(), inner.width(), self._line)
        lower = QRectF(inner.left(), inner.bottom() - self._line, inner.width(), self._line)
        painter.setPen(quiet)
        painter.setFont(look.font(bold=True))
        room = self._right(painter, upper, f"{local.hours(draft.hours)} h" if draft.hours is not None else "")
        painter.setFont(self.font())
        below = self._right(painter, lower, local.day(draft.spent_date, self._today))
        painter.setFont(look.font(bold=True))
        name, *client = _first(draft)
        room = self._left(painter, room, name)
        painter.setFont(self.font())
        self._left(painter, room, plain.joined(client))
        self._left(painter, below, plain.joined(_second(draft, self._today)[:-1]))

    def _right(self, painter: QPainter, area: QRectF, words: str) -> QRectF:
        """Write at the right; what is left of it is returned."""
        painter.drawText(area, int(_RIGHT), words)
        taken = painter.fontMetrics().horizontalAdvance(words) + theme().space(2)
        return area.adjusted(0, 0, -taken, 0)

    def _left(self, painter: QPainter, area: QRectF, words: str) -> QRectF:
        """Write at the left, elided; what is right of it is returned."""
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(0, int(area.width())))
        painter.drawText(area, int(_LEFT), shown)
        return area.adjusted(painter.fontMetrics().horizontalAdvance(shown) + theme().space(2), 0, 0, 0)


def _first(draft: Draft) -> list[str]:
    """What stands first: the project and its client, or what is asked instead."""
    return [draft.project.name, draft.project.client.name] if draft.project else [question(draft)]


def _second(draft: Draft, today: date) -> list[str]:
    """What stands below: the task, what is asked of it, the notes, and at last the day."""
    asked = question(draft) if draft.project else ""
    return [draft.task.name if draft.task else "", asked, draft.notes, local.day(draft.spent_date, today)]
