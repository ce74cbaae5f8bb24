"""SMS and WhatsApp: whose phones are answered, where Twilio reaches Gleaner, and Twilio's token."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.panels.messages import Notice
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.texting_port import TextingView
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import Field, SecretField
from desktop.ui.widgets.labels import WordsLabel

_ABOUT = (
    "For a machine of yours that is always on and runs “gleaner serve”: text what you did to a number of yours at "
    "Twilio, and confirm the cards that come back. Only the phones below are answered."
)
_INSTALL = "This needs Twilio's package: pip install twilio"


class TextingSection(Section):
    """Shows `TextingView`s. The token leaves its field once and is kept in the system's keyring."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("SMS and WhatsApp"), parent)
        self._port = port.texting
        self._shown: tuple[str, str] = ("", "")
        self.notice = Notice("")
        self.numbers = Field(tr("Your phones"), "+1 555 123 4567, +49 170 1234567")
        self.address = Field(tr("Public address"), "https://gleaner.example.com")
        self.token = SecretField(tr("Twilio's auth token"))
        self.save = Button(tr("Save"), "chip", tr("Save phones, address and token"))
        self.forget = Button(tr("Forget the token"), "chip", tr("Forget Twilio's token"))
        self.copy = Button(tr("Copy the webhook"), "chip", tr("Copy the address that Twilio is to post messages to"))
        self.state = WordsLabel("", "quiet")
        for widget in (WordsLabel(tr(_ABOUT), "quiet"), self.notice, self.numbers, self.address, self.token):
            self.rows.addWidget(widget)
        self.add_line(self.save, self.copy, self.forget)
        self.rows.addWidget(self.state)
        for field in (self.numbers, self.address, self.token):
            field.entered.connect(self._save)
            field.changed.connect(self._typed)
        self.save.clicked.connect(self._save)
        self.forget.clicked.connect(self._port.forget_token)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._port.view.webhook))
        self._port.changed.connect(self.show_view)
        self.show_view(self._port.view)

    def showEvent(self, event: QShowEvent) -> None:
        """Look how it is set up now."""
        super().showEvent(event)
        self._port.look()

    def show_view(self, view: TextingView) -> None:
        """Show how it is set up."""
        self.notice.line.say("warn", retold(view.problem), "refused", "")
        self.notice.setVisible(bool(view.problem))
        kept = (", ".join(view.numbers), view.address)
        if kept != self._shown:  # what is being typed stays
            self._shown = kept
            self.numbers.edit.setText(kept[0])
            self.address.edit.setText(kept[1])
        self.token.edit.setPlaceholderText(tr("kept in the system's keyring") if view.has_token else "")
        self.forget.setVisible(view.has_token)
        self.copy.setVisible(bool(view.webhook))
        self.state.show_words(state_text(view))
        self._typed()

    def _typed(self) -> None:
        self.save.setEnabled((self.numbers.words, self.address.words) != self._shown or bool(self.token.words))

    def _save(self) -> None:
        if self.save.isEnabled():
            self._port.keep(self.numbers.words, self.address.words, self.token.take())


def state_text(view: TextingView) -> str:
    """What is missing, or what Twilio has to be told."""
    if not (view.numbers or view.address or view.has_token):
        return tr("It is off.")
    missing = [
        words
        for words, has in (
            (tr("phones"), bool(view.numbers)),
            (tr("address"), bool(view.address)),
            (tr("token"), view.has_token),
        )
        if not has
    ]
    if missing:
        return tr("Nothing is answered. Missing: {missing}.", missing=", ".join(missing))
    if not view.is_installed:
        return tr(_INSTALL)
    return tr(
        "Let Twilio post what comes in to {webhook}. It is in force when gleaner serve starts the next time.",
        webhook=view.webhook,
    )
