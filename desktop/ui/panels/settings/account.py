"""The account: who is signed in and how, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.harvest.catalog import Account
from desktop.text import plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.sign_in_port import SignInView, Step
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import WordsLabel


class AccountSection(Section):
    """Follows the sign-in."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Account"), parent)
        self._port = port
        self._account = port.account
        self._view = port.sign_in.view
        self.who = WordsLabel()
        self.how = WordsLabel(role="quiet")
        self.leave = Button(tr("Sign out"), "chip")
        self.connect_button = Button(tr("Connect to Harvest…"), "chip")
        for widget in (self.who, self.how):
            self.rows.addWidget(widget)
        self.others_title = WordsLabel(tr("This sign-in reaches several accounts. Gleaner works with:"), "quiet")
        self.others = QWidget()
        self._other_row = FlowLayout(theme().space(1), self.others)
        self.chips: dict[int, Button] = {}
        self.rows.addWidget(self.others_title)
        self.rows.addWidget(self.others)
        for button in (self.leave, self.connect_button):
            self.rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.leave.clicked.connect(port.sign_in.sign_out)
        self.connect_button.clicked.connect(self.connect_wanted)
        port.signed_in.connect(self.show_account)
        port.sign_in.changed.connect(self.show_view)
        self._show()

    def show_account(self, account: Account | None) -> None:
        """Show who it is, as Harvest says."""
        self._account = account
        self._show()

    def show_view(self, view: SignInView) -> None:
        """Show how the sign-in stands."""
        self._view = view
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask what else the sign-in reaches."""
        super().showEvent(event)
        self._port.sign_in.look_at_accounts()

    def _show_others(self, view: SignInView) -> None:
        """A chip for each account, the present one pressed."""
        if [one.id for one in view.accounts] != list(self.chips):
            for chip in self.chips.values():
                self._other_row.removeWidget(chip)
                chip.deleteLater()
            names = {one.id: one.name for one in view.accounts}
            self.chips = {
                key: Button(name, "chip", tr("Work with the account {name}", name=name)) for key, name in names.items()
            }
            for key, chip in self.chips.items():
                chip.setCheckable(True)
                chip.clicked.connect(lambda _=False, key=key: self._port.sign_in.change_account(key))
                self._other_row.addWidget(chip)
        for key, chip in self.chips.items():
            chip.setChecked(key == view.account_id)
        for widget in (self.others_title, self.others):
            widget.setVisible(view.step is Step.DONE and bool(self.chips))

    def _show(self) -> None:
        view = self._view
        inside = view.step is Step.DONE
        names = [self._account.user_name, self._account.company] if self._account else [view.account_name]
        if view.is_demo:
            names.append(tr("Demo account"))
        self.who.show_words(plain.joined(dict.fromkeys(names)) if inside else tr("Not signed in to Harvest"))
        self.who.setVisible(bool(self.who.text()))
        self.how.show_words(retold(view.problem) or self._words(view) if inside else retold(view.problem or view.note))
        self.how.setVisible(bool(self.how.text()))
        self._show_others(view)
        self.leave.say(tr("Leave the demo account") if view.is_demo else tr("Sign out"))
        self.connect_button.setVisible(not inside)
        if not inside and self.leave.hasFocus():  # or the keyboard would wander off
            self.connect_button.setFocus()
        self.leave.setVisible(inside)

    def _words(self, view: SignInView) -> str:
        how = retold(view.how)
        if view.is_demo:
            return f"{how[:1].upper()}{how[1:]}."
        where = tr("\nSigning out deletes it from this computer. To revoke it, too: {page}", page=view.tokens_page)
        return tr("By {how}.{tokens_page}", how=how, tokens_page=where if view.tokens_page else "")
