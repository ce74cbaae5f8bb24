"""A line edit that looks like text until it is used, and elides what does not fit while it is not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from desktop.text import plain
from desktop.ui.theme import theme
from desktop.ui.widgets.style import restyle

_LEAST = 40  # spacing units of a field that one writes in
_CURSOR = 4  # pixels behind the words
_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class InlineEdit(QLineEdit):
    """Shows a value; edits it in place.

    The value that counts is the one last shown by `show_value`; what is typed only becomes one when Enter is pressed
    or the focus leaves (`entered`). Escape puts the shown value back.

    `goes_on`: the keyboard goes to the end of the words instead of selecting them.

    Signals:
        entered: str, what was typed, where it differs from the value shown.
        done: Enter was pressed, whether or not anything changed; the surface may move on.
        left: Escape was pressed and nothing was changed.
    """

    entered = Signal(str)
    done = Signal()
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self.goes_on = False
        self._fits = False
        self.setProperty("role", "inline")
        self.setAccessibleName(name)
        self.setFrame(True)
        self.setMaxLength(2000)

    @property
    def value(self) -> str:
        """The value last shown."""
        return self._value

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not taken over yet."""
        return self.text() != self._value

    def show_value(self, value: str, *, force: bool = False) -> None:
        """Show `value`, but never over the hands of somebody who is typing (unless `force`)."""
        cleaned = plain.shown(value, 2000)
        typing = self.hasFocus() and self.is_dirty and not force
        self._value = cleaned
        if not typing and self.text() != cleaned:
            self.setText(cleaned)
            self.setCursorPosition(0)
        self.setToolTip(plain.tooltip(cleaned))

    def fit_words(self) -> None:
        """From now on be as wide as the words, and while it has the keyboard wide enough to write in."""
        self._fits = True
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt's own, or by `fit_words`."""
        hint = super().sizeHint()
        if self._fits:
            words = self.text() or self.placeholderText()
            wide = self.fontMetrics().horizontalAdvance(words) + 2 * inset(theme().unit) + _CURSOR
            hint.setWidth(max(wide, theme().space(_LEAST)) if self.hasFocus() else wide)
        return hint

    def set_editable(self, editable: bool) -> None:
        """Make it a field or mere text."""
        if self.isReadOnly() == editable:
            self.setReadOnly(not editable)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if editable else Qt.FocusPolicy.NoFocus)
            self.setCursor(Qt.CursorShape.IBeamCursor if editable else Qt.CursorShape.ArrowCursor)
            restyle(self)

    def mark(self, *, asked: bool | None = None, wrong: bool | None = None) -> None:
        """Mark the field as the one that is asked for, or as holding something that cannot be read."""
        for key, wanted in (("asked", asked), ("wrong", wrong)):
            if wanted is not None and bool(self.property(key)) != wanted:
                self.setProperty(key, wanted)
                restyle(self)

    def take(self) -> bool:
        """Take over what was typed. Returns False where it cannot be read, and the field stays marked."""
        if self.is_dirty:
            typed = self.text()
            self._value = plain.shown(typed, 2000)
            self.entered.emit(typed)
        return True

    def revert(self) -> None:
        """Put back the value last shown."""
        self.setText(self._value)
        self.mark(wrong=False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by keyboard, a short value is selected, to be typed over; words are gone on with."""
        super().focusInEvent(event)
        self.updateGeometry()
        self.installEventFilter(self)  # only now: it sees every event, and most fields are never used
        if event.reason() in _REASONS:
            self.end(False) if self.goes_on else self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take over what was typed, unless only a popup took the focus."""
        super().focusOutEvent(event)
        self.updateGeometry()
        self.removeEventFilter(self)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.take()
            self.setCursorPosition(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window, which takes back a commit, where nothing typed here can be undone.

        A filter and not an override of `event`: PySide crashes where an error is raised below such an override.
        """
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes over, Escape puts back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CTRL:
            if self.take():
                self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            changed = self.is_dirty
            self.revert()
            if changed:
                self.selectAll()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Without focus: the frame, and the words elided at the end."""
        if self.hasFocus() or (not self.text() and not self.placeholderText()):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        area = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        area = area.marginsRemoved(self.textMargins()).adjusted(2, 0, -2, 0)
        words = self.text() or self.placeholderText()
        quiet = not self.text() or bool(self.property("quiet"))
        ink = "check" if self.property("doubted") else "quiet" if quiet else "text"
        painter.setPen(theme().colour(ink))
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


def inset(unit: int) -> int:
    """How far the words of an inline field stand in from its edge, for aligning labels: border, padding, Qt's own 2."""
    return 2 + max(1, unit // 2) + 2


_CTRL = Qt.KeyboardModifier.ControlModifier
