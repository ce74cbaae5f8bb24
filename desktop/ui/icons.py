"""Icons: the drawings in `assets/`, and small line glyphs that take the colour of the text beside them."""

from __future__ import annotations

import sys
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SIZES = (16, 20, 22, 24, 32, 40, 44, 48, 64, 96, 128)  # what panels and 100-200 % screens ask for
_GLYPH_SIZES = _SIZES[:8]  # beside text: the larger ones would take four times the memory of all these

_STAR = "M12 4l2.500 5.200 5.700.7-4.200 3.900 1.100 5.700L12 16.700l-5.100 2.800L8 13.800 3.800 9.900l5.700-.7z"

# On a 24 x 24 grid, stroked with round ends.
_GLYPHS = {
    "mic": '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3M9 21h6"/>',
    "stop": '<rect x="7" y="7" width="10" height="10" rx="1.5" fill="{colour}"/>',
    "send": '<path d="M12 19V5M6 11l6-6 6 6"/>',
    "close": '<path d="M7 7l10 10M17 7L7 17"/>',
    "find": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>',
    "check": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "warn": '<path d="M12 4.5L21 20H3zM12 10.5v4.5M12 17.5v.2"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.500M12 7.600v.2"/>',
    "ask": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7m0 3v.2"/>',
    "look": '<path d="M3 12c2.500-4 5.500-6 9-6s6.500 2 9 6c-2.500 4-5.500 6-9 6s-6.500-2-9-6z"/>'
    '<circle cx="12" cy="12" r="2.800"/>',
    "refused": '<circle cx="12" cy="12" r="9"/><path d="M8.5 8.500l7 7M15.5 8.500l-7 7"/>',
    "wait": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "up": '<path d="M6 14.5l6-6 6 6"/>',
    "left": '<path d="M14.5 6l-6 6 6 6"/>',
    "right": '<path d="M9.5 6l6 6-6 6"/>',
    "settings": '<path d="M4 8h8M18 8h2M4 16h2M12 16h8"/><circle cx="15" cy="8" r="3"/><circle cx="9" cy="16" r="3"/>',
    "timer": '<circle cx="12" cy="13.500" r="7.500"/><path d="M12 9.500v4l2.500 1.500M9.500 3h5"/>',
    "calendar": '<rect x="4" y="5.500" width="16" height="14.500" rx="2"/>'
    '<path d="M4 10h16M8.500 3.500v4M15.500 3.500v4"/>',
    "commit": '<circle cx="12" cy="12" r="3.500"/><path d="M3 12h5.500M15.500 12H21"/>',
    "star": f'<path d="{_STAR}"/>',
    "starred": f'<path d="{_STAR}" fill="{{colour}}"/>',
    "again": '<path d="M17 4l3 3-3 3M20 7H8a4 4 0 0 0-4 4v1M7 20l-3-3 3-3M4 17h12a4 4 0 0 0 4-4v-1"/>',
    "edit": '<path d="M5 19l.8-3.800L15.500 5.500l3 3L8.800 18.200z"/>',
    "undo": '<path d="M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-4"/>',
}


def _assets() -> Path:
    """The folder of drawings: beside a frozen application, inside an installed package, or in the source tree."""
    here = Path(__file__).resolve()
    frozen = Path(getattr(sys, "_MEIPASS", here.parent))
    places = (frozen / "assets", here.parents[1] / "assets", here.parents[2] / "assets")
    return next((place for place in places if (place / "gleaner.svg").is_file()), places[-1])


def place_of(name: str) -> str:
    """The path of the drawing `assets/<name>.svg`, as a style sheet names it."""
    return (_assets() / f"{name}.svg").as_posix()


@lru_cache(maxsize=8)
def drawing(name: str) -> QIcon:
    """The drawing `assets/<name>.svg` as an icon, crisp at every size that panels ask for.

    Raises:
        OSError: the file is missing, which means a broken installation.
    """
    return _icon((_assets() / f"{name}.svg").read_bytes())


class TrayState(StrEnum):
    """What the tray tells at a glance: each has a mark of another shape on the one drawing, not only another colour."""

    IDLE = ""
    LISTENING = "listening"
    RUNNING = "running"  # a timer
    WAITING = "waiting"  # something confirmed is not in Harvest yet
    OUTSIDE = "outside"  # nobody is signed in


# On the lower right of the drawing's 64 x 64 grid: what lies below cuts it free of the ear, at 16 pixels, too.
_MARKS = {
    TrayState.LISTENING: '<circle cx="43" cy="43" r="21" fill="#fff"/><circle cx="43" cy="43" r="18" fill="#c3271d"/>'
    '<rect x="38" y="30" width="10" height="16" rx="5" fill="#fff"/><path d="M33 42a10 10 0 0 0 20 0M43 52v4" '
    'fill="none" stroke="#fff" stroke-width="3.500" stroke-linecap="round"/>',
    TrayState.RUNNING: '<path d="M27 22L60 42L27 62Z" fill="#fff" stroke="#fff" stroke-width="4" '
    'stroke-linejoin="round"/><path d="M30 28L53 42L30 56Z" fill="#2c6a48" stroke="#2c6a48" stroke-width="3" '
    'stroke-linejoin="round"/>',
    TrayState.WAITING: '<path d="M42 20L64 42L42 64L20 42Z" fill="#fff"/>'
    '<path d="M42 25.500L58.500 42L42 58.500L25.500 42Z" fill="#a8430b"/>'
    '<path d="M42 33v10M42 49v1" stroke="#fff" stroke-width="4.500" stroke-linecap="round"/>',
    TrayState.OUTSIDE: '<path d="M8 8L56 56" stroke="#fff" stroke-width="13" stroke-linecap="round"/>'
    '<path d="M8 8L56 56" stroke="#3a2805" stroke-width="6" stroke-linecap="round"/>',
}


@lru_cache(maxsize=8)
def tray_drawing(state: TrayState) -> QIcon:
    """The one drawing of Gleaner, with the mark of that state on it."""
    svg = (_assets() / "gleaner.svg").read_text(encoding="utf-8")
    return _icon(svg.replace("</svg>", f"{_MARKS.get(state, '')}</svg>").encode())


@lru_cache(maxsize=64)
def glyph(name: str, colour: str) -> QIcon:
    """A line glyph in `colour` (`#rrggbb`)."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" stroke-width="1.8" '
        f'stroke-linecap="round" stroke-linejoin="round">{_GLYPHS[name].format(colour=colour)}</svg>'
    )
    return _icon(svg.encode(), _GLYPH_SIZES)


def _icon(svg: bytes, sizes: tuple[int, ...] = _SIZES) -> QIcon:
    renderer = QSvgRenderer(QByteArray(svg))
    icon = QIcon()
    for size in sizes:
        pixmap = QPixmap(size, size)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(pixmap)
    return icon
