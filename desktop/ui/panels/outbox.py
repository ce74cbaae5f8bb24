"""What was confirmed and is not in Harvest yet: one quiet line, and the rest on demand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import local, plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.panels.offers import Offers
from desktop.ui.port import Decision, Port, Waiting
from desktop.ui.sign_in_port import SignInView
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import WordsLabel

_DECISIONS = (("It was done", Decision.DONE), ("Send again", Decision.AGAIN), ("Forget it", Decision.FORGET))


def words_for(waiting: Sequence[Waiting]) -> str:
    """`2 entries wait for Harvest`, what needs a look, and what is another account's; "" where nothing is open."""
    own = [one for one in waiting if one.elsewhere is None]
    still = [one for one in own if not one.is_unclear]
    unclear = len(own) - len(still)
    parts = []
    if still:
        many = _counted(still)
        parts.append(
            tr("{many} waits for Harvest", many=many) if len(still) == 1 else tr("{many} wait for Harvest", many=many)
        )
    if unclear:
        parts.append(
            tr("1 needs a look from you") if unclear == 1 else tr("{unclear} need a look from you", unclear=unclear)
        )
    if len(own) < len(waiting):
        parts.append(_elsewhere([one for one in waiting if one.elsewhere is not None]))
    return " · ".join(parts)


def _elsewhere(waiting: Sequence[Waiting]) -> str:
    """`1 entry of Brightline Studio is sent once you change to that account`."""
    many, names = _counted(waiting), {one.elsewhere for one in waiting}
    if len(names) > 1 or not (name := plain.shown(names.pop() or "")):
        return tr("{many} of other accounts: change there to send", many=many)
    return tr("{many} of {name}: change to that account to send", many=many, name=name)


def words_outside(waiting: Sequence[Waiting]) -> str:
    """What is said while nobody is signed in: `1 entry is safe; sign in to send it`."""
    if not waiting:
        return ""
    many = _counted(waiting)
    if len(waiting) == 1:
        return tr("{many} is safe; sign in to send it", many=many)
    return tr("{many} are safe; sign in to send them", many=many)


def _counted(waiting: Sequence[Waiting]) -> str:
    if all(one.card for one in waiting):
        return local.counted(len(waiting), "entry", "entries")
    return local.counted(len(waiting), "change", "changes")


class OutboxLine(QFrame):
    """Hidden while all is settled. What waits is told in place where there is no conversation, or it is another's.

    Signals: asked: tuple of `Waiting`, show them. entering: signing in is asked for.
    """

    asked = Signal(object)
    entering = Signal()

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self._waiting: tuple[Waiting, ...] = ()
        self._is_outside = port.sign_in.view.is_outside
        self._retry = port.retry_outbox
        self.words = WordsLabel(role="quiet")
        self.see = Button(tr("Show"), "link", tr("Show what waits for Harvest"))
        self.retry = Button(tr("Retry now"), "link", tr("Retry now: send what waits for Harvest"))
        self.details = WordsLabel(role="quiet")
        self.details.hide()
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        row.addWidget(self.words, 1)
        row.addWidget(self.see)
        row.addWidget(self.retry)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(look.space(4), look.space(1), look.space(4), look.space(1))
        rows.setSpacing(look.space(1))
        rows.addLayout(row)
        rows.addWidget(self.details)
        self.see.clicked.connect(self._see)
        self.retry.clicked.connect(self._go_on)
        port.outbox_changed.connect(self.show_waiting)
        port.sign_in.changed.connect(self._show_sign_in)
        self.hide()

    def show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        """Say how much is open."""
        self._waiting = waiting
        why = next((one.reason for one in waiting if not one.is_unclear and one.elsewhere is None), "")
        inside = plain.joined([words_for(waiting), retold(why)])
        self.words.show_words(words_outside(waiting) if self._is_outside else inside)
        told = "\n".join(f"{retold(one.summary)}\n{retold(one.reason)}" for one in waiting)
        self.words.setToolTip(plain.tooltip(told))
        here = self._here
        self.details.show_words("\n".join(retold(one.summary) for one in here))
        if not here:
            self.details.hide()
        self.see.setText(tr("Hide") if self.details.isVisibleTo(self) else tr("Show"))
        if self._is_outside:
            self.retry.say(tr("Sign in"), tr("Sign in, so that what waits can be sent"))
        else:
            self.retry.say(tr("Retry now"), tr("Retry now: send what waits for Harvest"))
        is_sent = any(not one.is_unclear and one.elsewhere is None for one in waiting)
        self.retry.setVisible(self._is_outside or is_sent)
        self.setVisible(bool(waiting))

    def _show_sign_in(self, view: SignInView) -> None:
        if view.is_outside is not self._is_outside:
            self._is_outside = view.is_outside
            self.show_waiting(self._waiting)

    @property
    def _here(self) -> list[Waiting]:
        """What is told in place: it has no cards in the conversation, or there is none."""
        return [one for one in self._waiting if self._is_outside or one.elsewhere is not None]

    def _see(self) -> None:
        here = self._here
        if here:
            self.details.setVisible(self.details.isHidden())
            self.show_waiting(self._waiting)
        if own := tuple(one for one in self._waiting if one not in here):
            self.asked.emit(own)

    def _go_on(self) -> None:
        if self._is_outside:
            self.entering.emit()
        else:
            self.words.show_words(tr("Trying now…"))  # until the port tells what came of it
            self._retry()


def offer_decisions(offers: Offers, port: Port, waiting: Sequence[Waiting]) -> None:
    """Lines for what has no card: the unclear ones ask for a decision."""
    for one in waiting:
        answers = [
            (tr(name), lambda one=one, decision=decision: port.decide(one.id, decision))
            for name, decision in _DECISIONS
        ]
        words = ". ".join(part.rstrip(".") for part in (retold(one.summary), retold(one.reason)) if part) + "."
        offers.put(f"waiting:{one.id}", words, answers if one.is_unclear else [(tr("Fine"), lambda: None)])
