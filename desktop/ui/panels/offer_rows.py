"""What a day left behind, one row each: taken by a key, a click or Enter, it becomes a card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QElapsedTimer, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.agent.drafts import Draft
from desktop.agent.evidence.found import Found, Source, Suggestion
from desktop.text import local, plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.evidence_port import EvidenceView
from desktop.ui.icons import glyph
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button, PressedByEnter
from desktop.ui.widgets.labels import ElidedLabel, WordsLabel

_GLYPHS = {Source.CALENDAR: "calendar", Source.COMMITS: "commit", Source.BEFORE: "again"}
_KINDS = {Source.CALENDAR: "Calendar", Source.COMMITS: "Commits", Source.BEFORE: "Repeat"}
_KEYS = 9


class OfferRow(PressedByEnter):
    """One offer: what was found, and under it what its card will say. `number` is its key with Ctrl, 0 for none."""

    def __init__(self, offer: Suggestion, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.number = offer.key, number
        self._source = offer.found.source
        look = theme()
        self.setProperty("role", "example")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._sign = QLabel()
        self.title = ElidedLabel(_title(offer))
        self.place = ElidedLabel(_place(offer.draft), role="question" if _asked(offer.draft) else "quiet")
        self.place.setFont(look.font("small"))
        self.hours = QLabel(f"{local.hours(offer.draft.hours)} h" if offer.draft.hours is not None else "? h")
        self.hours.setProperty("role", "" if offer.draft.hours is not None else "question")
        self.when = QLabel(_when(offer.found))
        self.keys = QLabel(local.keys(f"Ctrl+{number}") if number else "")
        for quiet in (self.when, self.keys):
            quiet.setProperty("role", "quiet")
            quiet.setFont(look.font("small"))
        self._lay_out()
        words = [tr(_KINDS[self._source]), _title(offer), _when(offer.found), self.hours.text(), _place(offer.draft)]
        self.setAccessibleName(plain.joined([tr("Take"), *words], ", "))
        self._draw()
        look.changed.connect(self._draw)

    def sizeHint(self) -> QSize:
        """As tall as its two lines."""
        return self.layout().sizeHint()  # type: ignore[union-attr]

    def minimumSizeHint(self) -> QSize:
        """It may be squeezed to the side, not in height."""
        return QSize(theme().space(30), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from row to row."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        look = theme()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.place)
        much = QVBoxLayout()
        much.setSpacing(0)
        for label in (self.hours, self.when):
            much.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(3), look.space(1.5), look.space(3), look.space(1.5))
        row.setSpacing(look.space(3))
        row.addWidget(self._sign)
        row.addLayout(names, 1)
        row.addLayout(much)
        row.addWidget(self.keys)
        self.keys.setFixedWidth(self.keys.fontMetrics().horizontalAdvance(local.keys("Ctrl+9")))
        for label in (self._sign, self.title, self.place, self.hours, self.when, self.keys):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _draw(self) -> None:
        look = theme()
        picture = glyph(_GLYPHS[self._source], look.colours.quiet)
        self._sign.setPixmap(picture.pixmap(QSize(look.space(4), look.space(4)), self.devicePixelRatioF()))


class OfferRows(QWidget):
    """All offers of a day. Signals: taken: tuple of the keys of offers; the surface shows their cards."""

    taken = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.setAccessibleName(tr("Found for today"))
        self.rows: list[OfferRow] = []
        self._numbers: dict[str, int] = {}
        self._since = QElapsedTimer()
        self.head = WordsLabel("", "quiet")
        self.head.setFont(look.font("small"))
        self.all = Button(tr("Take all"), "link", tr("Take all of them"))
        self.all.setFont(look.font("small"))
        self.problem = WordsLabel("", "quiet")
        self.problem.setFont(look.font("small"))
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(self.all, 0, Qt.AlignmentFlag.AlignBottom)
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(look.space(1))
        self._list.addLayout(top)
        self._list.addWidget(self.problem)
        self.all.clicked.connect(self.take_all)
        self.show_view(EvidenceView())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.rows and self.problem.isHidden() and self.head.isHidden()

    def wire_keys(self, window: QWidget) -> None:
        """Ctrl+1 to Ctrl+9 take an offer anywhere in `window`, Ctrl+0 all of them."""
        for number in range(_KEYS + 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda number=number: self._press(number))

    def show_view(self, view: EvidenceView) -> None:
        """Show what was found. An offer keeps its number as long as it is there."""
        focused = next((row.key for row in self.rows if row.hasFocus()), None)
        for row in self.rows:
            self._remove(row)
        self.rows = []
        for offer in view.offers:
            number = self._numbers.setdefault(offer.key, len(self._numbers) + 1)
            self._add(OfferRow(offer, number if number <= _KEYS else 0), had_focus=offer.key == focused)
        self.problem.show_words(retold(view.problem))
        self.problem.setVisible(bool(view.problem))
        self._say_head(is_looking=view.is_looking)

    def forget_numbers(self) -> None:
        """Count from one again: the window is shown anew."""
        self._numbers = {}

    def take(self, rows: Iterable[OfferRow]) -> None:
        """Those go to be cards; the keyboard goes on to the next one."""
        wanted = [row for row in rows if row in self.rows]
        if not wanted:
            return
        place = self.rows.index(wanted[0])
        had_focus = any(row.hasFocus() for row in wanted)
        for row in wanted:
            self.rows.remove(row)
            self._remove(row)
        if had_focus and self.rows:
            self.rows[min(place, len(self.rows) - 1)].setFocus()
        self._say_head(is_looking=False)
        self.taken.emit(tuple(row.key for row in wanted))

    def take_all(self) -> None:
        """Every offer becomes a card."""
        self.take(list(self.rows))

    def _click(self, row: OfferRow) -> None:
        """Its card pushes the rows down: the second half of a double click is meant for none of them."""
        by_mouse = row.underMouse()
        if not (by_mouse and self._since.isValid() and self._since.elapsed() < QApplication.doubleClickInterval()):
            self.take([row])
        if by_mouse:
            self._since.start()

    def _press(self, number: int) -> None:
        self.take(self.rows if not number else [row for row in self.rows if row.number == number])

    def _add(self, row: OfferRow, *, had_focus: bool) -> None:
        self.rows.append(row)
        self._list.insertWidget(self._list.count() - 1, row)
        row.clicked.connect(lambda: self._click(row))
        if had_focus:
            row.setFocus()

    def _remove(self, row: OfferRow) -> None:
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _say_head(self, *, is_looking: bool) -> None:
        words = tr("Found for today") if self.rows else ""
        if is_looking:
            words = tr("Found so far; still looking…") if self.rows else tr("Looking at calendars and commits…")
        self.head.show_words(words)
        self.head.setVisible(bool(words))
        self.all.setVisible(len(self.rows) > 1)
        self.all.say(tr("Take all · Ctrl+0"), tr("Take all {count}", count=len(self.rows)))


def _title(offer: Suggestion) -> str:
    found = offer.found
    if found.source is Source.COMMITS:
        return tr(
            "{many} in {place}: {title}",
            many=local.counted(found.count, "commit", "commits"),
            place=found.place,
            title=found.title,
        )
    return found.title or (offer.draft.task.name if offer.draft.task else "")


def _when(found: Found) -> str:
    if found.source is Source.BEFORE and found.day is not None:
        return tr("from {day}", day=local.short_day(found.day))
    return plain.clock(found.start, found.end if found.end != found.start else None).rstrip("–")


def _asked(draft: Draft) -> bool:
    return draft.project is None or draft.task is None


def _place(draft: Draft) -> str:
    """Where its card will log it, or what it will ask."""
    if draft.project is None:
        found = [choice.project for choice in draft.choices if choice.score][:2]
        tells = len({project.name for project in found}) == len(found)
        near: Sequence[str] = [project.name if tells else project.client.name for project in found]
        return tr("Which project? {near}", near=plain.joined(near, tr(" or "))) if near else tr("Which project?")
    where = [draft.project.client.name, draft.project.name]
    is_usual = any(warning.code == "task_default" for warning in draft.warnings)
    task = f"{draft.task.name}{'?' if is_usual else ''}" if draft.task else tr("which task?")
    return plain.joined([*where, task])
