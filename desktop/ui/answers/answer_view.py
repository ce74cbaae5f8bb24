"""What stands below the sentence of an answer: picture, table, what was counted, texts to copy, a way into Harvest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.agent.insights.answer import Answer, Bars, BurnDown, Copy, InvoiceParts, Offer, Table
from desktop.agent.insights.answer import Picture as Shown
from desktop.agent.insights.plain_tables import copied_text, csv_text
from desktop.text import plain
from desktop.text.language import tr
from desktop.ui.answers.burn_down import BurnDownPicture
from desktop.ui.answers.hour_bars import HourBarsPicture
from desktop.ui.answers.invoice_bars import InvoiceBarsPicture
from desktop.ui.answers.picture import Picture
from desktop.ui.answers.table_view import TableView
from desktop.ui.theme import theme
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.inline_edit import inset
from desktop.ui.widgets.labels import WordsLabel

_FEW_ROWS = 8  # that are read at a glance; more are folded
_NUMBERED = 9
_COPIED = "Copied"
_COPIED_MS = 1600


def has_more(answer: Answer) -> bool:
    """Whether there is anything to show below the answer's sentence."""
    return bool(answer.tables or answer.pictures or answer.copies or answer.offers or answer.link or answer.counted)


class AnswerView(QFrame):
    """One answer. Signals: chosen: str, the words that an offer says."""

    chosen = Signal(str)

    def __init__(self, answer: Answer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer = answer
        look = theme()
        self.setProperty("role", "sheet")
        self.setAccessibleName(tr("Answer"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(look.space(3), look.space(3), look.space(3), look.space(2))
        self._rows.setSpacing(look.space(2))
        self.pictures = [_picture(shown) for shown in answer.pictures]
        self.tables: list[TableView] = []
        self.offers: list[Button] = []
        for picture in self.pictures:
            self._rows.addWidget(picture)
        self._folded = QWidget()
        self._show_tables()
        if answer.counted:
            asked = answer.as_of.date()
            day = plain.day(asked, asked).removeprefix("Today, ")
            words = f"{answer.counted} As of {answer.as_of:%H:%M}, {day}."
            self._rows.addWidget(_indented(WordsLabel(words, "quiet" if answer.is_complete else "warning")))
        for copy in answer.copies:
            self._rows.addWidget(CopyRow(copy))
        self._show_offers()
        self._show_actions()

    def pick_offer(self, number: int) -> bool:
        """Take the offer of that number, from 0. False where there is none."""
        if not 0 <= number < len(self.answer.offers):
            return False
        self.chosen.emit(self.answer.offers[number].words)
        return True

    def copy_tables(self) -> None:
        """All tables as text in columns, for a mail or a chat."""
        QGuiApplication.clipboard().setText("\n\n".join(map(copied_text, self._all_tables())))

    def copy_csv(self) -> None:
        """All tables as CSV, for a spreadsheet."""
        # As plain text: data of another kind that is made here outlives Qt and takes the process down at its end.
        QGuiApplication.clipboard().setText("\r\n".join(map(csv_text, self._all_tables())))

    def open_page(self) -> None:
        """Open the page of Harvest that the answer came from."""
        url = QUrl(self.answer.link)
        if url.scheme() == "https":
            QDesktopServices.openUrl(url)

    def _all_tables(self) -> tuple[Table, ...]:
        return self.answer.tables or tuple(picture.table for picture in self.pictures)

    def _show_tables(self) -> None:
        """The first table, as far as it is read at a glance; the rest, and the pictures' figures, behind a button."""
        first = self.answer.tables[0] if self.answer.tables else None
        more = len(first.rows) - _FEW_ROWS if first else 0
        short = first is not None and more > 1
        if first is not None:
            self._brief = self._titled(first, _FEW_ROWS if short else 0)
            self._rows.addWidget(self._brief)
        rest = [*([first] if first and short else []), *self.answer.tables[1:]]
        rest += [picture.table for picture in self.pictures]
        if not rest:
            return
        self._hides_brief = short
        self._rest = rest
        words = tr("Show all {number} rows", number=len(first.rows)) if first and short else tr("Show more figures")
        self.unfold = Button(words, "link", tr("{words} of this answer", words=words))
        self.unfold.clicked.connect(self._unfold)
        line = QHBoxLayout()
        line.addWidget(self.unfold)
        line.addStretch()
        self._rows.addLayout(line)
        self._rows.addWidget(self._folded)
        self._folded.hide()

    def _unfold(self) -> None:
        """Everything in rows; the short table gives way to the whole one."""
        inner = QVBoxLayout(self._folded)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme().space(3))
        for table in self._rest:
            inner.addWidget(self._titled(table))
        if self._hides_brief:
            self._brief.hide()
        self.unfold.hide()
        self._folded.show()
        self.tables[-len(self._rest)].setFocus()

    def _titled(self, table: Table, most: int = 0) -> QWidget:
        view = TableView(table, most)
        self.tables.append(view)
        if not table.title:
            return view
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme().space(0.5))
        title = _indented(WordsLabel(table.title))
        title.setFont(theme().font(bold=True))
        rows.addWidget(title)
        rows.addWidget(view)
        return box

    def _show_offers(self) -> None:
        if not self.answer.offers:
            return
        row = QWidget()
        flow = FlowLayout(theme().space(1), row)
        for number, offer in enumerate(self.answer.offers, 1):
            flow.addWidget(self._offer(number, offer))
        self._rows.addWidget(row)

    def _offer(self, number: int, offer: Offer) -> Button:
        words = f"{number} {offer.label}" if number <= _NUMBERED else offer.label
        button = Button(words, "chip", offer.label)
        button.setAccessibleDescription(f"Alt+{number}" if number <= _NUMBERED else "")
        button.clicked.connect(lambda _checked=False: self.chosen.emit(offer.words))
        self.offers.append(button)
        return button

    def _show_actions(self) -> None:
        """Small buttons in one row: nobody needs them to understand the answer."""
        wanted: list[tuple[str, str, Callable[[], None]]] = []
        if self.answer.tables or self.pictures:
            wanted.append((tr("Copy table"), tr("Copy the figures as text"), self.copy_tables))
            wanted.append((tr("Copy CSV"), tr("Copy the figures as CSV, for a spreadsheet"), self.copy_csv))
        if self.pictures:
            wanted.append((tr("Copy picture"), tr("Copy the picture as an image"), self.pictures[0].copy_image))
        if self.answer.link:
            wanted.append((tr("Open in Harvest"), tr("Open in Harvest: {link}", link=self.answer.link), self.open_page))
        if not wanted:
            return
        row = QWidget()
        flow = FlowLayout(theme().space(1), row)
        self.actions_row = []
        for words, name, action in wanted:
            button = Button(words, "link", name)
            button.setToolTip(plain.tooltip(name))
            button.clicked.connect(lambda _checked=False, action=action: action())
            if action != self.open_page:
                button.clicked.connect(lambda _checked=False, button=button: tell_copied(button))
            flow.addWidget(button)
            self.actions_row.append(button)
        self._rows.addWidget(row)


class CopyRow(QWidget):
    """A text that was made to be sent: its name, "Copy", and the text itself once it is asked for."""

    def __init__(self, copy: Copy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = copy.text
        look = theme()
        self.show_button = Button(tr("Read it"), "link", tr("Read: {label}", label=copy.label))
        self.copy_button = Button(tr("Copy"), "chip", tr("Copy: {label}", label=copy.label))
        self.words = WordsLabel(copy.text, "letter")
        self.words.hide()
        line = QHBoxLayout()
        line.setSpacing(look.space(1))
        line.addWidget(_indented(WordsLabel(copy.label)), 1)
        line.addWidget(self.show_button)
        line.addWidget(self.copy_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.space(1))
        rows.addLayout(line)
        rows.addWidget(self.words)
        self.show_button.clicked.connect(self._toggle)
        self.copy_button.clicked.connect(self.copy)

    def copy(self) -> None:
        """Put the text on the clipboard, as it is."""
        QGuiApplication.clipboard().setText(self._text)
        tell_copied(self.copy_button)

    def _toggle(self) -> None:
        self.words.setVisible(self.words.isHidden())
        self.show_button.say(
            tr("Read it") if self.words.isHidden() else tr("Fold it"), self.show_button.accessibleName()
        )


def tell_copied(button: Button) -> None:
    """Say on the button, for a moment, that it did what it is there for."""
    words, name = button.text(), button.accessibleName()
    if words == tr(_COPIED):
        return
    button.setMinimumWidth(button.width())  # its neighbours stay where they are
    button.say(tr(_COPIED), name)
    announce(button, tr(_COPIED))
    QTimer.singleShot(_COPIED_MS, button, lambda: button.say(words, name))


def _indented(label: WordsLabel) -> WordsLabel:
    """In line with the words of buttons and cells, which stand in from their edges."""
    label.setContentsMargins(inset(theme().unit), 0, 0, 0)
    return label


def _picture(shown: Shown) -> Picture:
    match shown:
        case BurnDown():
            return BurnDownPicture(shown)
        case Bars():
            return HourBarsPicture(shown)
        case InvoiceParts():
            return InvoiceBarsPicture(shown)
