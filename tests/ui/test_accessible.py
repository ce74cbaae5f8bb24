"""What a screen reader finds: in every window and state, whatever takes the keyboard has a name and a role."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.first_frame import FirstFrame
from desktop.ui.panels.chat import ChatWindow
from desktop.ui.panels.day_prompt import DayPrompt
from desktop.ui.panels.quick_entry import QuickEntry
from desktop.ui.panels.settings.pages import PAGES
from desktop.ui.panels.settings.window import SettingsWindow
from desktop.ui.preview.scenes import SCENES
from desktop.ui.timer_port import Place, TimerView
from desktop.ui.tray import Tray

_ROLELESS = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)
_DEPTH = 40


def interfaces(top: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    yield top
    for number in range(top.childCount() if depth < _DEPTH else 0):
        child = top.child(number)
        if child is not None and child.isValid():
            yield from interfaces(child, depth + 1)


def problems(window: QWidget) -> list[str]:
    """What can have the keyboard and is not told of as it should be."""
    QApplication.processEvents()
    top = QAccessible.queryAccessibleInterface(window)
    assert top is not None
    found = []
    for one in interfaces(top):
        state = one.state()
        if one.role() == QAccessible.Role.Cell:  # an empty one is told of as such
            continue
        if state.focusable and not (state.invisible or state.disabled) and one is not top:
            name = one.text(QAccessible.Text.Name).strip()
            if not name or (one.role() in _ROLELESS and one.object() is not window):
                found.append(f"{one.role()} {name!r} {one.object()}")
    return found


def window_of(scene: str, port) -> QWidget:
    if scene.startswith("quick"):
        return QuickEntry(port)
    if scene.startswith("day"):
        return DayPrompt(port)
    return ChatWindow(port)


@pytest.mark.parametrize("scene", sorted(name for name in SCENES if not name.startswith(("tray", "settings"))))
def test_whatever_takes_the_keyboard_has_a_name_and_a_role(port, shown, scene):
    window = shown(window_of(scene, port))
    if isinstance(window, QuickEntry | DayPrompt):
        window.desk.composer.said.emit("")
    SCENES[scene](port)
    assert problems(window) == []


@pytest.mark.parametrize("scene", sorted(name for name in SCENES if name.startswith("settings")))
def test_so_it_is_on_every_page_of_the_settings(port, shown, scene):
    window = shown(SettingsWindow(port))
    SCENES[scene](port)
    for row in range(len(PAGES)):
        window.list.setCurrentRow(row)
        assert problems(window) == [], PAGES[row].title


def test_so_it_is_in_the_first_frame(shown):
    assert problems(shown(FirstFrame(takes_words=True))) == []


def test_so_it_is_in_the_menus_of_tray_and_timer(port, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    tray = Tray(port, window)
    place = Place(3, 12, "Website & Shop", "Globex", "Development")
    port.scripted_timer.show(TimerView(None, (place,)))
    menus = [tray.menu, tray.timer]
    for menu in menus:
        menu.ensurePolished()
        top = QAccessible.queryAccessibleInterface(menu)
        items = [top.child(number) for number in range(top.childCount())]
        named = [one.text(QAccessible.Text.Name) for one in items if one.role() == QAccessible.Role.MenuItem]
        shown = [action.text().replace("&&", "&") for action in menu.actions() if not action.isSeparator()]
        assert named == shown
        assert all(named)
    assert named == ["Start on Website & Shop · Globex · Development"]
