"""The parts of the sign-in panel: two forms, a list of choices, and the line about what is under way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.text.language import tr
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import Field, SecretField
from desktop.ui.widgets.labels import WordsLabel


class _Form(QFrame):
    """A sheet with a heading. Signals: entered: it is filled in, and was sent."""

    entered = Signal()

    def __init__(self, heading: str) -> None:
        super().__init__()
        look = theme()
        self.setProperty("role", "sheet")
        self.setAccessibleName(heading)
        title = WordsLabel(heading)
        title.setFont(look.font(bold=True))
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(look.space(4), look.space(3), look.space(4), look.space(3))
        self.rows.setSpacing(look.space(2))
        self.rows.addWidget(title)


class ByToken(_Form):
    """A personal access token."""

    def __init__(self) -> None:
        super().__init__(tr("With a personal access token"))
        self.page = Button("", "link")
        self.token = SecretField(tr("Token"), tr("Paste it here; it is not shown"))
        self.connect_button = Button(tr("Connect"), "primary", tr("Connect with this token"))
        self.rows.addWidget(WordsLabel(tr("Make one on Harvest's page for developers, then paste it here."), "quiet"))
        self.rows.addWidget(self.page, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(theme().space(2))
        row.addWidget(self.token, 1)
        row.addWidget(self.connect_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.rows.addLayout(row)
        self.token.changed.connect(self._judge)
        self.token.entered.connect(self._enter)
        self.connect_button.clicked.connect(self._enter)
        self._judge()

    def show_page(self, address: str) -> None:
        """Say where tokens are made."""
        self.page.say(address.removeprefix("https://"), tr("Open {address}", address=address))
        self.page.setVisible(bool(address))

    def _judge(self) -> None:
        self.connect_button.setEnabled(bool(self.token.words))

    def _enter(self) -> None:
        if self.token.words:
            self.entered.emit()


class ByBrowser(_Form):
    """The user's own OAuth2 application."""

    def __init__(self) -> None:
        super().__init__(tr("In the browser, with your own application (OAuth)"))
        self._how = WordsLabel(role="quiet")
        self._how.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._how.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.client_id = Field(tr("Client id"))
        self.secret = SecretField(tr("Client secret"), tr("Optional"))
        self.go = Button(tr("Open the browser"), "primary", tr("Open the browser to sign in"))
        for widget in (self._how, self.client_id, self.secret):
            self.rows.addWidget(widget)
        self.rows.addWidget(self.go, 0, Qt.AlignmentFlag.AlignRight)
        self.client_id.changed.connect(self._judge)
        self.client_id.entered.connect(self.secret.setFocus)
        self.secret.entered.connect(self._enter)
        self.go.clicked.connect(self._enter)
        self._judge()

    def show_redirect(self, address: str) -> None:
        """Say what the application must be registered with."""
        self._how.show_words(
            tr(
                "Register an application on the same page, with the redirect address {address}\n"
                "Without a secret you sign in anew whenever Harvest ends the sign-in.",
                address=address,
            )
        )

    def _judge(self) -> None:
        self.go.setEnabled(bool(self.client_id.words))

    def _enter(self) -> None:
        if self.client_id.words:
            self.entered.emit()


class Choices(QWidget):
    """A question with a button for each answer. Signals: picked: int, from 0; cancelled."""

    picked = Signal(int)
    cancelled = Signal()

    def __init__(self, question: str) -> None:
        super().__init__()
        look = theme()
        title = WordsLabel(question)
        title.setFont(look.font(bold=True))
        self.buttons: list[Button] = []
        self._shown: list[str] = []
        self.cancel = Button(tr("Cancel"), "plain")
        self.cancel.clicked.connect(self.cancelled)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.space(2))
        self._rows.addWidget(title)
        self._rows.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignRight)

    def show_choices(self, words: Sequence[str]) -> None:
        """Show a button for each."""
        if list(words) == self._shown:
            return
        self._shown = list(words)
        for button in self.buttons:
            self._rows.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [Button(each, "example") for each in words]
        for number, button in enumerate(self.buttons):
            self._rows.insertWidget(number + 1, button)
            button.clicked.connect(lambda _checked=False, number=number: self.picked.emit(number))
        self.setFocusProxy(self.buttons[0] if self.buttons else self.cancel)


class Busy(QWidget):
    """Something is under way, and can be given up."""

    def __init__(self) -> None:
        super().__init__()
        look = theme()
        self._words = WordsLabel()
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(look.space(1))
        self.bar.setAccessibleName(tr("Under way"))
        self.cancel = Button(tr("Cancel"), "chip", tr("Cancel signing in"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.space(3))
        rows.addWidget(self._words)
        rows.addWidget(self.bar)
        rows.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignHCenter)

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Say what is under way."""
        self._words.show_words(words)
