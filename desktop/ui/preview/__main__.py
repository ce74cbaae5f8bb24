"""`python -m desktop.ui.preview [--scene NAME] [--dark] [--scale 2] [--language de] [--shot FILE.png]`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.agent.drafts import Reply
from desktop.preferences import Appearance
from desktop.text.language import use
from desktop.ui.panels.chat import ChatWindow
from desktop.ui.panels.day_prompt import DayPrompt
from desktop.ui.panels.quick_entry import QuickEntry
from desktop.ui.panels.settings.language_model import LanguageModelSection
from desktop.ui.panels.settings.window import SettingsWindow
from desktop.ui.preview.quick_scenes import open_quick
from desktop.ui.preview.sample import CATALOG
from desktop.ui.preview.scenes import FORMING, KEPT, SCENES
from desktop.ui.preview.scripted_port import ScriptedPort
from desktop.ui.theme import theme
from desktop.ui.tray import Tray

_SHOT_AFTER_MS = 400
_MENU_AFTER_MS = 150


def main() -> int:
    """Show one scene, and take a picture of it where asked."""
    parser = argparse.ArgumentParser(prog="python -m desktop.ui.preview")
    parser.add_argument("--scene", choices=sorted(SCENES), default="two_ready")
    parser.add_argument("--dark", action="store_true", help="the dark scheme, whatever the system says")
    parser.add_argument("--scale", default="1", help="a factor for everything, as on a 200 %% screen")
    parser.add_argument("--language", default="en", help="of the interface: en or de")
    parser.add_argument("--page", default="", help="of the settings: the title of the page to turn to")
    parser.add_argument("--shot", type=Path, help="write a PNG and leave")
    wanted = parser.parse_args()
    use(wanted.language)
    os.environ["QT_SCALE_FACTOR"] = wanted.scale
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    theme().wear(Appearance.DARK if wanted.dark else Appearance.LIGHT)
    port = ScriptedPort(CATALOG)
    window, tray = _open(wanted.scene, port, wanted.page)
    if wanted.shot:
        QTimer.singleShot(_SHOT_AFTER_MS, lambda: _shoot(window, wanted.shot))
    code = app.exec()
    tray.icon.hide()
    return code


def _open(scene: str, port: ScriptedPort, page: str = "") -> tuple[QWidget, Tray]:
    chat = ChatWindow(port)
    quick = QuickEntry(port)
    day = DayPrompt(port)
    settings = SettingsWindow(port)
    tray = Tray(port, chat)
    for wish in (chat.settings, tray.settings):
        wish.connect(settings.show_and_raise)
    tray.chat.connect(chat.show_and_raise)
    tray.talk.connect(chat.desk.composer.talk)
    tray.quick.connect(quick.show_and_raise)
    tray.day.connect(day.show_and_raise)
    tray.quit.connect(QApplication.quit)
    window: QWidget = chat
    if scene.startswith("quick"):
        open_quick(scene, quick, port)
        window = quick
    elif scene.startswith("day"):
        day.show_and_raise()
        window = day
        if scene != "day":
            day.desk.composer.said.emit("")
    elif scene.startswith("settings"):
        settings.open(page)
        window = settings
        if scene == "settings_model":
            QTimer.singleShot(_MENU_AFTER_MS, settings.section(LanguageModelSection).model.edit.setFocus)
    elif scene.startswith("tray"):
        QTimer.singleShot(_MENU_AFTER_MS, tray.menu, lambda: tray.menu.popup(QPoint(200, 200)))
        window = tray.menu
    else:
        chat.show_and_raise()
    if scene == "week_day":
        chat.week.open()
    if scene.startswith("search"):
        port.scripted_chat.kept = KEPT if scene == "search" else ()
        chat.open_search()
        chat.search.field.setText("acme login")
    if scene == "forming":
        typed = "4h williams, 2 training and 1.5h website\nwith notes\n\nof several lines"
        port.sketches.append(Reply("", FORMING))
        chat.desk.composer.edit.setPlainText(typed)
    tray.icon.show()
    SCENES[scene](port)
    return window, tray


def _shoot(window: QWidget, path: Path) -> None:
    window.grab().save(str(path))
    QApplication.quit()


if __name__ == "__main__":
    raise SystemExit(main())
