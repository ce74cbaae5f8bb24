"""Start at login: as the system has it, not as it was once wished."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.text.language import tr
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.preferences_port import LoginView
from desktop.ui.widgets.labels import WordsLabel


class LoginSection(Section):
    """Shows `LoginView`s; the system is asked whenever the page is shown."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Start"), parent)
        self._port = port.preferences
        self.switch = QCheckBox(tr("Start Gleaner when I log in"))
        self.switch.setAccessibleName(self.switch.text())
        self.state = WordsLabel("", "quiet")
        self.rows.addWidget(self.switch)
        self.rows.addWidget(self.state)
        self.switch.clicked.connect(lambda is_wanted: self._port.start_at_login(is_wanted=is_wanted))
        self._port.login_changed.connect(self.show_view)
        self.show_view(self._port.login)

    def show_view(self, view: LoginView) -> None:
        """Show how it stands."""
        self.switch.setChecked(view.is_on)
        self.switch.setEnabled(view.can_change)
        self.state.show_words(view.problem)
        self.state.setVisible(bool(view.problem))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the system."""
        super().showEvent(event)
        self._port.look_at_login()
