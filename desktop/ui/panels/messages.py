"""The list of what was said and answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.cards.notes import GlyphLine
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import WordsLabel

MOST_ROWS = 300
_FIXED = 2  # what `put_first` put, and the room that a short conversation leaves
_WIDTH = 0.82  # of the list, for a bubble


class Bubble(QWidget):
    """Words of the user, at the right, as wide as they need to be."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.label = WordsLabel(words)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.label.setAccessibleName(tr("You said: {text}", text=self.label.text()))
        frame = QFrame()
        frame.setProperty("role", "bubble")
        inner = QHBoxLayout(frame)
        inner.setContentsMargins(look.space(3), look.space(1.5), look.space(3), look.space(1.5))
        inner.addWidget(self.label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(frame)

    def minimumSizeHint(self) -> QSize:
        """Whatever the words took before, a narrower window makes them narrower."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words the width of their longest line, up to a share of the list."""
        super().resizeEvent(event)
        most = round(self.width() * _WIDTH) - theme().space(6)
        metrics = QFontMetrics(self.label.font())
        area = QRect(0, 0, max(most, 1), 1 << 20)
        needed = metrics.boundingRect(area, int(Qt.TextFlag.TextWordWrap), self.label.text()).width() + 2
        self.label.setFixedWidth(max(1, min(needed, most)))


class Notice(QFrame):
    """What went wrong and what to do."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.setProperty("role", "notice")
        self.line = GlyphLine("warn", retold(words), "refused", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(2))
        row.addWidget(self.line)


class LostCards(QWidget):
    """Cards of an earlier run that nobody confirmed: their words can be had back."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = WordsLabel(
            tr("1 card was not logged.") if number == 1 else tr("{number} cards were not logged.", number=number),
            "quiet",
        )
        self.words.setWordWrap(False)
        self.again = Button(tr("Take the words again"), "link", tr("Take these words again, to read them anew"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words)
        row.addWidget(self.again)
        row.addStretch()


def answer_label(words: str, role: str = "reply") -> WordsLabel:
    """What is answered, to be read and copied."""
    label = WordsLabel(words, role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
    return label


class MessageList(QScrollArea):
    """Rows from top to bottom; stays at the newest unless the reader scrolled up.

    It keeps the latest rows only; `may_drop` says of an old row whether it may go.

    Signals: dropped: QWidget, a row that was removed because it is too old.
    """

    dropped = Signal(QWidget)

    def __init__(self, may_drop: Callable[[QWidget], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_drop = may_drop
        look = theme()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page = QWidget()
        self.page.setProperty("role", "page")
        self.page.setAccessibleName(tr("Conversation"))
        self._rows = QVBoxLayout(self.page)
        self._rows.setContentsMargins(look.space(4), look.space(4), look.space(4), look.space(4))
        self._rows.setSpacing(look.space(3))
        self._rows.addStretch()
        self.setWidget(self.page)
        self._follow, self._moving = True, False
        self._lead: QWidget | None = None
        self._of_words = True
        self._to: QWidget | None = None
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._place)
        bar.valueChanged.connect(self._scrolled)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def add(self, row: QWidget) -> None:
        """Append a row and scroll to it."""
        self._rows.addWidget(row)
        self._follow, self._lead = True, None
        self._trim()

    def put_first(self, row: QWidget) -> None:
        """Put a row above all others, and above the room that a short conversation leaves."""
        self._rows.insertWidget(0, row)

    def put_before(self, rows: Sequence[QWidget]) -> None:
        """Put rows above all that was said since, below what stands first."""
        for place, row in enumerate(rows):
            self._rows.insertWidget(_FIXED + place, row)

    def add_centred(self, row: QWidget) -> None:
        """Append a row that takes all the room there is."""
        self._rows.addWidget(row, 1)

    def add_words(self, words: str) -> Bubble:
        """Append what the user said."""
        bubble = Bubble(words)
        self.add(bubble)
        return bubble

    def add_reply(self, words: str, role: str = "reply") -> WordsLabel:
        """Append what is answered."""
        label = answer_label(words, role)
        self.add(label)
        return label

    def add_notice(self, words: str) -> Notice:
        """Append what went wrong."""
        notice = Notice(words)
        self.add(notice)
        return notice

    def remove(self, row: QWidget) -> None:
        """Take a row out."""
        if self._lead is not None and (row is self._lead or row.isAncestorOf(self._lead)):
            self._lead = None
        if self._to is not None and row.isAncestorOf(self._to):
            self._to = None
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()

    def page_by(self, pages: int) -> None:
        """Scroll by whole views; negative is up."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def _trim(self) -> None:
        surplus = self._rows.count() - MOST_ROWS
        if surplus <= 0:
            return
        items = [self._rows.itemAt(index) for index in range(self._rows.count() - 1)]
        rows = [row for item in items if item and (row := item.widget()) and self._may_drop(row)]
        for row in rows[:surplus]:
            self.dropped.emit(row)
            self.remove(row)

    def lead_to(self, row: QWidget, *, of_words: bool = True, to: QWidget | None = None) -> None:
        """Let reading begin at `row`, or a card in one, where it and what follows do not fit; once rows are added.

        `of_words`: of a row that fills the window its end is enough. `to`: a part of what follows that is in view in
        any case, such as the button of a card.
        """
        self._lead, self._of_words, self._to = row, of_words, to
        QTimer.singleShot(0, self, self._place)

    def _place(self) -> None:
        """Stay at the newest row, or where reading begins, while rows still find their heights."""
        bar, lead = self.verticalScrollBar(), self._lead
        self._moving = True
        top = lead.mapTo(self.page, QPoint()).y() if lead is not None else 0
        if lead is not None and self.page.height() - top > self.viewport().height():
            # Of words that fill the window only the end stays, so that what they became is in view.
            end = top + lead.height() - self.viewport().height() // 4 if self._of_words else 0
            seen = self._end_of(self._to) - self.viewport().height() if self._to is not None else 0
            bar.setValue(max(top - self._rows.spacing(), end - self._rows.spacing(), seen))
        elif lead is not None or self._follow:
            bar.setValue(bar.maximum())
        self._moving = False

    def _end_of(self, part: QWidget) -> int:
        """Where it ends on the page, with some room below."""
        return part.mapTo(self.page, QPoint(0, part.height())).y() + self._rows.spacing()

    def _scrolled(self, value: int) -> None:
        if not self._moving:
            self._lead = None
            self._follow = value >= self.verticalScrollBar().maximum() - theme().space(4)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.page.isAncestorOf(new):
            self._lead = None
            self._follow = False
            self.ensureWidgetVisible(new, 0, theme().space(16))
