"""Tab in the order in which things are read: lines from top to bottom, each from left to right.

A widget that has its own order inside says so by `tab_order`, a sequence of its parts: a card asks for hours and day
before the task below. Qt's own order is that of making, which is another one wherever rows come and go.

Qt also asks for the next stop when what has the keyboard is hidden or switched off, as a button is once it was pressed.
That is no Tab: the next stop may be a button that does something, and whoever pressed Enter may press it again. So the
keyboard goes home then. A widget that keeps it inside itself meanwhile says so by `take_keyboard`, which returns
whether it did.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QRadioButton, QScrollArea, QWidget


def stops(area: QWidget) -> list[QWidget]:
    """What Tab stops at in `area`, in reading order; of radio buttons that belong together the checked one."""
    found = [
        widget
        for widget in area.findChildren(QWidget)
        if widget.isVisibleTo(area)
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(widget, QRadioButton) and not widget.isChecked())
    ]
    return sorted(found, key=lambda widget: _place(widget, area))


def step(area: QWidget, home: QWidget, *, is_next: bool) -> bool:
    """Move the keyboard to the next or the previous stop in `area`, around its end. False where there is none.

    From what is gone or switched off it goes `home`, where that is to be seen.
    """
    now = QApplication.focusWidget()
    if now is not None and not (now.isVisible() and now.isEnabled()) and _go_home(now, area, home):
        return True
    return step_among(stops(area), is_next=is_next)


def _go_home(now: QWidget, area: QWidget, home: QWidget) -> bool:
    around = now.parentWidget()
    while around is not None and around is not area:
        take_keyboard = getattr(around, "take_keyboard", None)
        if take_keyboard is not None and around.isVisible() and take_keyboard():
            return True
        around = around.parentWidget()
    if home.isVisible() and home.isEnabled():
        home.setFocus()
        return True
    return False


def step_among(around: list[QWidget], *, is_next: bool) -> bool:
    """As `step`, over those stops."""
    if not around:
        return False
    now = QApplication.focusWidget()
    place = around.index(now) if now in around else -1 if is_next else 0
    wanted = around[(place + (1 if is_next else -1)) % len(around)]
    wanted.setFocus(Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason)
    _show(wanted)
    return True


def _show(widget: QWidget) -> None:
    """Scroll to it."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def _place(widget: QWidget, area: QWidget) -> tuple[int, ...]:
    """Where it is read: its line and its left; inside a widget of its own order that one's, then its rank in there."""
    step = max(area.fontMetrics().height() // 2, 1)  # things of one line differ by some pixels
    group: QWidget | None = widget
    while group is not None and group is not area:
        if (order := getattr(group, "tab_order", None)) is not None:
            top = group.mapTo(area, QPoint(0, 0))
            return (top.y() // step, top.x(), _rank(widget, list(order), group), *_line(widget, area, step))
        group = group.parentWidget()
    return (*_line(widget, area, step), 0, 0, 0)


def _rank(widget: QWidget, order: list[QWidget], group: QWidget) -> int:
    """Which of the parts it is, or is in."""
    parts = (n for n, part in enumerate(order) if part is widget or (part is not group and part.isAncestorOf(widget)))
    return next(parts, len(order))


def _line(widget: QWidget, area: QWidget, step: int) -> tuple[int, int]:
    """Its middle line, and its left."""
    corner = widget.mapTo(area, QPoint(0, 0))
    return (corner.y() + widget.height() // 2) // step, corner.x()
