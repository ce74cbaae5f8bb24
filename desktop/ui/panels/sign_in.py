"""What the chat shows while nobody is signed in: how to begin, and what becomes of the way taken."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.cards.notes import GlyphLine
from desktop.ui.icons import drawing
from desktop.ui.panels.messages import Notice
from desktop.ui.panels.sign_in_parts import Busy, ByBrowser, ByToken, Choices
from desktop.ui.sign_in_port import SignInPort, SignInView, Step
from desktop.ui.theme import theme
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import WordsLabel

_BUSY = {
    Step.CHECKING: "Asking Harvest…",
    Step.BROWSER: "Your browser is open. Allow the access there, then come back.",
}
_WIDEST = 110


class SignInPanel(QScrollArea):
    """Shows `SignInView`s, hands the answers to the port. Secrets are taken out of their fields when they are used."""

    def __init__(self, port: SignInPort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._page_address = ""
        self._step: Step | None = None
        self._view = port.view
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.notice = Notice("")
        self.note = GlyphLine("info", "", "quiet", "quiet")
        self.by_token = ByToken()
        self.by_browser = ByBrowser()
        self.with_harvest = Button(tr("Sign in with Harvest"), "primary", tr("Sign in with Harvest, in the browser"))
        self.more = Button(tr("Other ways  ▾"), "link", tr("Other ways to sign in"))
        self._is_more = False
        self.demo = Button(tr("Try the demo account"), "chip", tr("Try the demo account: nothing leaves this machine"))
        self.look_again = Button(tr("Look in the keyring again"), "chip")
        self.busy = Busy()
        self.accounts = Choices(tr("Which account?"))
        self.keyring = Choices(tr("How shall the sign-in be kept?"))
        self._build()
        self._connect()
        self.show_view(port.view)

    def show_view(self, view: SignInView) -> None:
        """Show where signing in is."""
        before, self._step = self._step, Step.ASKING if view.is_asking else view.step
        asking, one_button = view.is_asking, view.has_application
        self._view = view
        self._page_address = view.tokens_page
        self.notice.line.say("warn", retold(view.problem), "refused", "")
        self.notice.setVisible(bool(view.problem))
        self.sign.setHidden(bool(view.problem))  # the drawing stands in the header, too: room for the answer
        self.note.say("info", retold(view.note), "quiet", "quiet")
        self.note.setVisible(bool(view.note))
        self.by_token.show_page(view.tokens_page)
        self.by_browser.show_redirect(view.redirect)
        self.with_harvest.setVisible(asking and one_button)
        self.by_token.setVisible(asking and (not one_button or self._is_more))
        self.by_browser.setVisible(asking and self._is_more)
        self.more.setVisible(asking and not self._is_more)
        self.demo.setVisible(asking)
        self.look_again.setVisible(asking and view.may_look_again)
        self.busy.setVisible(view.step in _BUSY)
        self.busy.say(tr(_BUSY.get(view.step, "")))
        self.accounts.setVisible(view.step is Step.PICKING)
        self.accounts.show_choices([account.name for account in view.accounts])
        self.keyring.setVisible(view.step is Step.KEYRING)
        self._picks = [account.id for account in view.accounts]
        if before is not self._step:
            self.focus_first()
        announce(self, " ".join(part for part in (retold(view.problem), retold(view.note), self.busy.words) if part))

    def focus_first(self) -> None:
        """Put the keyboard where the present question is answered."""
        places: dict[Step | None, QWidget] = {
            Step.ASKING: self.with_harvest if self._view.has_application else self.by_token.token,
            Step.PICKING: self.accounts,
            Step.KEYRING: self.keyring,
        }
        if self._step in places or self._step in _BUSY:
            places.get(self._step, self.busy.cancel).setFocus()

    def _build(self) -> None:
        look = theme()
        page = QWidget()
        page.setProperty("role", "page")
        column = QWidget()
        column.setMaximumWidth(look.space(_WIDEST))
        self.sign = sign = QLabel()
        sign.setPixmap(drawing("gleaner").pixmap(QSize(look.space(13), look.space(13)), self.devicePixelRatioF()))
        title = WordsLabel(tr("Connect to Harvest"))
        title.setFont(look.font("title", bold=True))
        under = WordsLabel(tr("The sign-in is kept in your system's keyring, and nowhere else."), "quiet")
        rows = QVBoxLayout(column)
        rows.setContentsMargins(look.space(4), look.space(4), look.space(4), look.space(4))
        rows.setSpacing(look.space(3))
        rows.addStretch()
        for head in (sign, title, under):
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            rows.addWidget(head)
        middle_of = Qt.AlignmentFlag.AlignHCenter
        rows.addWidget(self.notice)
        rows.addWidget(self.note)
        rows.addWidget(self.with_harvest, 0, middle_of)
        for part in (self.by_token, self.by_browser, self.busy, self.accounts, self.keyring):
            rows.addWidget(part)
        for button in (self.more, self.look_again, self.demo):
            rows.addWidget(button, 0, middle_of)
        rows.addStretch()
        middle = QHBoxLayout(page)  # stretches that give way: the column takes all the width it may have
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(column, 1_000)
        middle.addStretch(1)
        self.setWidget(page)

    def _connect(self) -> None:
        port = self._port
        port.changed.connect(self.show_view)
        self.by_token.page.clicked.connect(self._open_page)
        self.by_token.entered.connect(self._use_token)
        self.by_browser.entered.connect(self._use_browser)
        self.with_harvest.clicked.connect(port.use_application)
        self.more.clicked.connect(self._show_more)
        self.demo.clicked.connect(port.use_demo)
        self.look_again.clicked.connect(port.try_keyring_again)
        self.busy.cancel.clicked.connect(port.cancel)
        self.accounts.picked.connect(lambda number: port.pick(self._picks[number]))
        self.accounts.cancelled.connect(port.cancel)
        self.keyring.show_choices([tr("Try the keyring again"), tr("For this session only")])
        self.keyring.picked.connect(self._use_keyring)
        self.keyring.cancelled.connect(port.cancel)

    def _use_token(self) -> None:
        self._port.use_token(self.by_token.token.take())

    def _use_browser(self) -> None:
        self._port.use_browser(self.by_browser.client_id.words, self.by_browser.secret.take())

    def _use_keyring(self, number: int) -> None:
        (self._port.try_keyring_again, self._port.keep_for_session)[number]()

    def _show_more(self) -> None:
        """What was unfolded stays so, and the keyboard goes to the first of it."""
        self._is_more = True
        self.show_view(self._view)
        (self.by_token.token if self._view.has_application else self.by_browser.client_id).setFocus()

    def _open_page(self) -> None:
        QDesktopServices.openUrl(QUrl(self._page_address))
