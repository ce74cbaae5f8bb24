"""The settings window: one page, everything on it in force at once, Escape closes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.icons import drawing
from desktop.ui.panels.settings.account import AccountSection
from desktop.ui.panels.settings.connected_tools import ConnectedToolsSection
from desktop.ui.panels.settings.day import DaySection
from desktop.ui.panels.settings.language_model import LanguageModelSection
from desktop.ui.panels.settings.names import NamesSection
from desktop.ui.panels.settings.shortcut import ShortcutSection
from desktop.ui.panels.settings.speech import SpeechSection
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.placement import place_beside


class SettingsWindow(QWidget):
    """Signals: connect_wanted: the sign-in panel of the chat is asked for."""

    connect_wanted = Signal()

    def __init__(self, port: Port) -> None:
        super().__init__()
        look = theme()
        self.setObjectName("settings")
        self.setWindowTitle("Gleaner: settings")
        self.setWindowIcon(drawing("gleaner"))
        room = self.screen().availableSize() * 0.9
        self.resize(QSize(look.space(130), look.space(170)).boundedTo(room))
        self.setMinimumSize(QSize(look.space(95), look.space(80)).boundedTo(room))
        self.account = AccountSection(port)
        self.speech = SpeechSection(port.speech)
        self.shortcut = ShortcutSection(port.shortcut)
        self.day = DaySection(port.day)
        self.names = NamesSection(port)
        self.language_model = LanguageModelSection(port.language_model)
        self.connected_tools = ConnectedToolsSection(port.language_model)
        page = QWidget()
        page.setProperty("role", "page")
        page.setAccessibleName("Settings")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(look.space(4), look.space(4), look.space(4), look.space(4))
        rows.setSpacing(look.space(3))
        sections = (self.account, self.speech, self.shortcut, self.day, self.names)
        for section in (*sections, self.language_model, self.connected_tools):
            rows.addWidget(section)
        rows.addStretch()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self.account.connect_wanted.connect(self.connect_wanted)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def show_and_raise(self) -> None:
        """Show the window in front, beside the one that was used last; once shown, it stays where it was put."""
        if not self.isVisible():
            self._place(QApplication.activeWindow())
        self.show()
        self.raise_()
        self.activateWindow()
        self.speech.keyboard_start().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; nothing is lost, since every change was in force at once."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _place(self, other: QWidget | None) -> None:
        screen = other.screen() if other else QGuiApplication.screenAt(QCursor.pos()) or self.screen()
        frame = self.frameGeometry().size() - self.size()  # not known before the first time: then as the other's
        if frame.isEmpty() and other is not None:
            frame = other.frameGeometry().size() - other.size()
        room = screen.availableGeometry()
        self.resize(self.size().boundedTo(room.size() - frame))
        area = other.frameGeometry() if other else None
        self.move(place_beside(self.size() + frame, area, room, theme().space(2)))

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.area.isAncestorOf(new):
            self.area.ensureWidgetVisible(new, 0, theme().space(12))
