"""Where a second window goes, so that it hides nothing where there is room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize


def place_beside(size: QSize, other: QRect | None, room: QRect, gap: int) -> QPoint:
    """The upper left corner for a window of `size`, frame included, inside `room` (all in device-independent pixels).

    Right of `other` where that fits, else left of it, else centred over it; without `other` in the middle of `room`.
    """
    around = other or room
    spare = around.size() - size
    corner = around.topLeft() + QPoint(spare.width() // 2, spare.height() // 2)
    if other is not None:
        right, left = other.right() + 1 + gap, other.left() - gap - size.width()
        if right + size.width() <= room.right() + 1:
            corner = QPoint(right, other.top())
        elif left >= room.left():
            corner = QPoint(left, other.top())
    return QPoint(
        max(room.left(), min(corner.x(), room.right() + 1 - size.width())),
        max(room.top(), min(corner.y(), room.bottom() + 1 - size.height())),
    )


def place_away(size: QSize, tray: QRect, room: QRect, gap: int) -> QPoint:
    """The upper left corner for a window that comes unasked: in a right corner of `room`, away from the middle.

    In the lower one, unless the tray is there (its place may be unknown, and then is empty): its messages are, too.
    """
    at_bottom = not tray.isEmpty() and tray.center().y() > room.center().y()
    top = room.top() + gap if at_bottom else room.bottom() + 1 - gap - size.height()
    return QPoint(room.right() + 1 - gap - size.width(), top)


def place_clear(size: QSize, tray: QRect, room: QRect, gap: int, taken: Iterable[QRect]) -> QPoint | None:
    """As `place_away`, or in another corner, so that it lies over none of `taken`; None where no corner is free."""
    first = place_away(size, tray, room, gap)
    left, right = room.left() + gap, room.right() + 1 - gap - size.width()
    top, bottom = room.top() + gap, room.bottom() + 1 - gap - size.height()
    corners = (first, QPoint(right, bottom), QPoint(right, top), QPoint(left, bottom), QPoint(left, top))
    areas = list(taken)
    return next((one for one in corners if not any(QRect(one, size).intersects(area) for area in areas)), None)
