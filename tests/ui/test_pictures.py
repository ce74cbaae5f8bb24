"""Panels against pictures of them that a person has looked at: light and dark, at 100 % and 200 %.

`GLEANER_PICTURES=new pytest tests/ui/test_pictures.py` takes them anew; look at them before they are committed. Where
the system's font is another one than that of the pictures, nothing can be compared.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontInfo, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QWidget

from desktop.preferences import Appearance
from desktop.ui.first_frame import FirstFrame
from desktop.ui.panels.chat import ChatWindow
from desktop.ui.panels.day_prompt import DayPrompt
from desktop.ui.panels.quick_entry import QuickEntry
from desktop.ui.panels.settings.window import SettingsWindow
from desktop.ui.preview.quick_scenes import open_quick
from desktop.ui.preview.scenes import SCENES
from desktop.ui.theme import theme

FOLDER = Path(__file__).parent / "pictures"
FONT = ("DejaVu Sans", 14)
_BLOCK = 8  # pixels: fine shifts of letters do not count, a thing that is missing or moved does
_MAY_DIFFER = 24  # of 255, for a block
_LOOKS = 6
_MAY_BE_OTHER = 0.01  # of the blocks


def _settings(page: str, scene: str = "settings") -> Callable[[object], tuple[QWidget, str]]:
    def make(port) -> tuple[QWidget, str]:
        window = SettingsWindow(port)
        window.open(page)
        return window, scene

    return make


def _quick(scene: str) -> Callable[[object], tuple[QWidget, str]]:
    def make(port) -> tuple[QWidget, str]:
        window = QuickEntry(port)
        open_quick(scene, window, port)
        return window, scene

    return make


def _day(port) -> tuple[QWidget, str]:
    window = DayPrompt(port)
    window.prepare()
    return window, "day_found"


def _week(port) -> tuple[QWidget, str]:
    window = ChatWindow(port)
    window.week.open()
    return window, "week_day"


PANELS: dict[str, Callable[[object], tuple[QWidget, str]]] = {
    "sign-in": lambda port: (ChatWindow(port), "sign_in"),
    "sign-in-one-button": lambda port: (ChatWindow(port), "sign_in_harvest"),
    "settings-general": _settings("General"),
    "settings-speech": _settings("Speech", "settings_download"),
    "settings-names": _settings("Names and favourites"),
    "first-frame": lambda port: (FirstFrame(takes_words=True), ""),
    "chat-ready": lambda port: (ChatWindow(port), "two_ready"),
    "chat-checking": lambda port: (ChatWindow(port), "checking"),
    "chat-asking": lambda port: (ChatWindow(port), "asking"),
    "chat-invoice": lambda port: (ChatWindow(port), "deed_invoice"),
    "chat-invoice-made": lambda port: (ChatWindow(port), "deed_made"),
    "quick-typing": _quick("quick_typing"),
    "day-found": _day,
    "week-day": _week,
}
AT_200 = {"settings-speech", "chat-checking", "chat-invoice", "quick-typing", "day-found", "week-day"}


@pytest.fixture
def looks(qapp):
    yield theme()
    theme().wear(Appearance.SYSTEM)


def drawn(window: QWidget, scale: int) -> QImage:
    image = QImage(window.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.gray)  # behind a shadow
    window.render(image, QPoint())
    image.setDevicePixelRatio(1)
    return image


def is_at_rest(window: QWidget) -> Callable[[], bool]:
    """To be asked again and again: whether it has looked the same for a while."""
    latest: list[QImage] = []

    def ask() -> bool:
        latest.append(drawn(window, 1))
        return len(latest) > _LOOKS and all(one == latest[-1] for one in latest[-_LOOKS:])

    return ask


def other_blocks(one: QImage, other: QImage) -> float:
    """The share of blocks that look different, 0 to 1; 1 where the size is another."""
    if one.size() != other.size():
        return 1.0
    one_row, other_row = (list(_grey(image)) for image in (one, other))
    different = [abs(a - b) > _MAY_DIFFER for a, b in zip(one_row, other_row, strict=True)]
    return sum(different) / len(different)


def _grey(image: QImage) -> bytes:
    """The brightness of each block, row by row."""
    way = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = image.scaled(image.size() / _BLOCK, *way).convertToFormat(QImage.Format.Format_Grayscale8)
    whole = bytes(small.constBits())
    starts = range(0, len(whole), small.bytesPerLine())
    return b"".join(whole[start : start + small.width()] for start in starts)


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("panel", sorted(PANELS))
def test_a_panel_looks_as_it_was_looked_at(looks, port, shown, qtbot, panel, appearance):
    font = QApplication.font()
    if (QFontInfo(font).family(), QFontMetrics(font).height()) != FONT:
        pytest.skip(f"the pictures are in {FONT[0]}")
    looks.wear(appearance)
    window, scene = PANELS[panel](port)
    window = shown(window)
    if scene:
        SCENES[scene](port)
    qtbot.waitUntil(is_at_rest(window))
    if (now := QApplication.focusWidget()) is not None:
        now.clearFocus()  # a cursor that blinks
    window.setFocus()
    for scale in (1, 2) if panel in AT_200 else (1,):
        picture = drawn(window, scale)
        path = FOLDER / f"{panel}-{appearance.value}-{scale}00.png"
        if os.environ.get("GLEANER_PICTURES") == "new":
            picture.save(str(path))
        assert other_blocks(picture, QImage(str(path))) <= _MAY_BE_OTHER, path.name


def test_a_thing_that_is_missing_is_noticed(looks, port, shown):
    window = shown(ChatWindow(port))
    SCENES["sign_in"](port)
    QApplication.processEvents()
    before = drawn(window, 1)
    window.sign_in.demo.hide()
    QApplication.processEvents()
    assert other_blocks(before, drawn(window, 1)) > _MAY_BE_OTHER
