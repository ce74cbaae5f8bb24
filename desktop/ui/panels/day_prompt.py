"""The end of the day: how much of it is logged, what it left behind, one line to say the rest, ways to put it off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.agent.drafts import Reply
from desktop.text.language import tr
from desktop.ui.day_port import DayView
from desktop.ui.evidence_port import EvidenceView
from desktop.ui.panels.day_hours import DayBar, DayHours
from desktop.ui.panels.entry_window import EntryWindow
from desktop.ui.panels.offer_rows import OfferRows
from desktop.ui.panels.timer_line import TimerClock, TimerLine
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button, GlyphButton
from desktop.ui.widgets.labels import ElidedLabel, WordsLabel
from desktop.ui.widgets.placement import place_clear

_QUESTION = "How was your day?"
_LOW = 110  # units: as high as 1280 x 800 at 200 % is
_SNOOZES = {15: "In 15 minutes", 30: "In 30 minutes", 60: "In an hour"}


class DayPrompt(EntryWindow):
    """Comes by itself without taking the keyboard, or when it is asked for.

    It stays after logging while a part of the day is missing, since most days take more than one sentence. Left alone
    overnight it goes: its question would be about another day.
    """

    share = 0.85  # it has more around the cards than quick entry
    least = 98

    def __init__(self, port: Port) -> None:
        super().__init__(port, tr("Gleaner: end of the day"), tr("Say or type what is missing: 2h Acme calls…"))
        self.setObjectName("day-prompt")
        self.day = DayHours(port, self)
        self.hours = ElidedLabel(role="quiet")
        self.bar = DayBar(self.day)
        self.so_far = QWidget()
        self.away = GlyphButton("close", tr("Close"))
        self.away.rename(tr("Close"), "Esc")
        self.later = Button(tr("Later  ▾"), "plain", tr("Later: ask me again today"))
        self.not_today = Button(tr("Not today"), "plain", tr("Not today: do not ask me again before tomorrow"))
        self._choices = QMenu(self.later)
        self._choices.setAccessibleName(tr("Ask me again"))
        self.later.setMenu(self._choices)
        self.offers = OfferRows()
        self._inner.insertWidget(self._inner.count() - 1, self.offers)  # below cards, which are looked at first
        self.timer = TimerLine(port, TimerClock(port.timer, self))
        self.timer.lay_in()
        self.timer.stop.clicked.connect(lambda: self._said(""))  # its card comes here
        self.put_around(self._head(), self._foot())
        self.away.clicked.connect(self.hide)
        self.not_today.clicked.connect(self.waive)
        self.day.changed.connect(self._show_hours)
        self.day.changed.connect(self.leave_soon)
        port.day.changed.connect(self._show_snoozes)
        port.evidence.gathered.connect(self._show_offers)
        self.offers.taken.connect(self._take)
        self.offers.wire_keys(self)
        self._asks_about: date | None = None
        self._offered: dict[str, str] = {}
        self._wanted: set[str] = set()
        self._show_hours()
        self._show_snoozes(port.day.view)

    @property
    def reminder(self) -> str:
        """For a message that does not change any more: the day so far, in a sentence, as far as it is known."""
        return tr("What did you work on?") if self.day.hours is None else self.day.words

    def show_quietly(self, tray: QRect, taken: Iterable[QRect] = ()) -> bool:
        """Show it in a corner, away from the tray and its messages, and leave the keyboard where it is.

        It lies over none of the areas that are `taken`. False where there is no room for it, or it is there already.
        """
        if self.isVisible():
            return False
        self.prepare()
        corner = place_clear(self.size(), tray, self.room(), theme().space(4), taken)
        if corner is None:
            return False
        self.put(corner)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.show()
        return True

    def prepare(self) -> None:
        """What may be put off depends on the hour."""
        self._port.day.look()
        self.offers.forget_numbers()
        self._port.evidence.gather()
        self._asks_about = None
        self._show_hours()
        super().prepare()

    @property
    def is_bare(self) -> bool:
        """Whether it shows nothing but the field for words."""
        return self.offers.is_empty and super().is_bare

    def may_leave(self) -> bool:
        """Once the day is full, or nobody knows."""
        return self.day.is_full or self.day.hours is None or not self.day.due

    def _head(self) -> QWidget:
        look = theme()
        head = QWidget()
        question = WordsLabel(tr(_QUESTION))
        question.setFont(look.font("figure", bold=True))
        top = QHBoxLayout()
        top.addWidget(question, 1)
        top.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(head)
        rows.setContentsMargins(look.space(4), look.space(3), look.space(4), 0)
        rows.setSpacing(look.space(1.5))
        rows.addLayout(top)
        day = QVBoxLayout(self.so_far)
        day.setContentsMargins(0, 0, 0, 0)
        day.setSpacing(look.space(1.5))
        day.addWidget(self.hours)
        day.addWidget(self.bar)
        rows.addWidget(self.so_far)
        rows.addWidget(self.timer)
        return head

    def _foot(self) -> QWidget:
        look = theme()
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(look.space(4), look.space(1), look.space(4), look.space(2))
        row.setSpacing(look.space(1))
        row.addStretch()
        row.addWidget(self.not_today)
        row.addWidget(self.later)
        return foot

    def _fit(self) -> None:
        """On a low screen cards take the place of what was logged before."""
        is_low = self._free().height() < theme().space(_LOW)
        self.so_far.setHidden(is_low and bool(self.stack.cards))
        super()._fit()

    def _show_hours(self) -> None:
        self.hours.show_words(self.day.words)
        if self.day.hours is None:
            return  # and whose day it is
        today = self._port.today
        self._asks_about = self._asks_about or today
        is_used = not self.is_bare or self.desk.composer.edit.words or self.desk.composer.is_live
        if today != self._asks_about and not is_used:
            self.hide()

    def _show_offers(self, view: EvidenceView) -> None:
        self._offered |= {offer.key: offer.draft.id for offer in view.offers}
        self.offers.show_view(view)
        self._fit()

    def _reply(self, reply: Reply) -> None:
        """Several keys may be pressed before the first card is there: each is known by what was offered."""
        if reply.to not in self._awaited and self._wanted.intersection(draft.id for draft in reply.drafts):
            self._awaited.append(reply.to)
        super()._reply(reply)

    def _take(self, keys: tuple[str, ...]) -> None:
        """Their cards come here, above what else was found; Enter in the words logs them."""
        self._said("")
        self._wanted |= {self._offered[key] for key in keys if key in self._offered}
        self._port.evidence.take(keys)
        self._fit()

    def _show_snoozes(self, view: DayView) -> None:
        self._choices.clear()
        for minutes in view.snoozes:
            action = self._choices.addAction(tr(_SNOOZES[minutes]))
            action.triggered.connect(lambda _checked=False, minutes=minutes: self.put_off(minutes))
        self.later.setVisible(bool(view.snoozes))

    def put_off(self, minutes: int) -> None:
        """Ask again in so many minutes."""
        self._port.day.snooze(minutes)
        self.hide()

    def waive(self) -> None:
        """Do not ask again today."""
        self._port.day.waive()
        self.hide()
