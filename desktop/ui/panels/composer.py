"""Where words come in: the field, the microphone button, and the strip shown while it listens."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.agent.intents import Channel
from desktop.text import plain
from desktop.text.language import tr
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import GlyphButton
from desktop.ui.widgets.labels import ElidedLabel
from desktop.ui.widgets.level_meter import LevelMeter
from desktop.ui.widgets.talk_button import TalkButton
from desktop.ui.widgets.words_edit import WordsEdit

LIVE = frozenset({"opening", "listening"})
_BUSY = {
    "opening": "Opening the microphone…",
    "listening": "Listening. Press again or Enter when you are done",
    "draining": "Finishing…",
    "transcribing": "Turning speech into words…",
}


class Composer(QWidget):
    """Hands typed words to the port and runs the microphone.

    Signals: as those of `WordsEdit`, which it passes on.
        entered: str, Enter handed these words to the port.
        said: str, something else did: a button, or words that are offered.
    """

    entered = Signal(str)
    said = Signal(str)
    confirmed = Signal()
    escaped = Signal()
    undone = Signal()

    def __init__(self, port: Port, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self.state = "idle"
        self.day: date | None = None  # what is typed or said is meant for that day, where it names none
        self._hint = hint
        self._heard = ""
        self._clock = QElapsedTimer()
        self._tick = QTimer(self, interval=500)
        self._build()
        self.edit.sent.connect(lambda words: self._send(words, self.entered))
        self.edit.submitted.connect(self.hand_over)
        self.edit.confirmed.connect(self._enter)
        self.edit.escaped.connect(self._escape)
        self.edit.undone.connect(self.undone)
        self.edit.textChanged.connect(self._show_send)
        self.send.clicked.connect(self.edit.submit)
        self.mic.toggled_by_hand.connect(self.talk)
        self._tick.timeout.connect(self._show_time)
        port.microphone.connect(self.show_microphone)
        port.level.connect(self.meter.add)
        port.heard.connect(self._hear)
        self.show_microphone("idle")

    @property
    def is_live(self) -> bool:
        """Whether the microphone is open or its words are still on their way."""
        return self.state in _BUSY

    def show_hint(self, words: str) -> None:
        """Say in the empty field what the keys do; while the microphone is in use, the strip above says it."""
        self._hint = words
        if self.is_live:
            self._show_heard()
        else:
            self.edit.show_hint(words)

    def show_microphone(self, state: str) -> None:
        """Show a recorder state (`idle`, `opening`, `listening`, `draining`, `transcribing`, `failed`)."""
        self.state = state
        self.show_hint(self._hint)
        live = state in LIVE
        if state == "opening" or (live and not self._clock.isValid()):
            self._clock.start()
            self._tick.start()
            self.meter.reset()
            self._hear("")
        if not live:
            self._tick.stop()
            self._clock.invalidate()
        self.mic.show_live(live=live)
        pausing = state in ("draining", "transcribing")
        if pausing and self.mic.hasFocus():
            # A button that is switched off hands the keyboard to whatever comes next; Enter must still confirm.
            self.edit.setFocus()
        self.mic.setEnabled(not pausing)
        self.status.show_words(tr(_BUSY[state]) if state in _BUSY else "")
        self._show_time()
        self.meter.setVisible(live)
        self.strip.setVisible(state in _BUSY)

    def _build(self) -> None:
        look = theme()
        self.edit = WordsEdit()
        self.edit.setFont(look.font("heading"))
        self.send = GlyphButton("send", tr("Read these words"))
        self.mic = TalkButton()
        # A click leaves the keyboard in the words, where Enter ends listening and confirms the cards.
        self.mic.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.strip = QWidget()
        self.meter = LevelMeter()
        self.elapsed = QLabel()
        self.status = ElidedLabel(role="quiet")
        self.heard = ElidedLabel(role="quiet")
        top = QHBoxLayout()
        top.setSpacing(look.space(2))
        top.addWidget(self.meter)
        top.addWidget(self.elapsed)
        top.addWidget(self.status, 1)
        strip = QVBoxLayout(self.strip)
        strip.setContentsMargins(look.space(1), 0, look.space(1), look.space(1))
        strip.addLayout(top)
        strip.addWidget(self.heard)
        frame = QFrame()
        frame.setProperty("role", "composer")
        row = QHBoxLayout(frame)
        row.setContentsMargins(look.space(2), look.space(1), look.space(1.5), look.space(1))
        row.setSpacing(look.space(1))
        self._row = row
        row.addWidget(self.edit, 1)
        row.addWidget(self.send)
        row.addWidget(self.mic)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.space(1))
        rows.addWidget(self.strip)
        rows.addWidget(frame)
        self.setFocusProxy(self.edit)
        self._show_send()

    def put_icon(self, icon: QIcon) -> None:
        """Show the icon before the words."""
        side = theme().space(6)
        label = QLabel()
        label.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))
        self._row.insertWidget(0, label)

    def talk(self) -> None:
        """Start to listen, or stop; what is said is meant for the same day as what is typed."""
        if self.day is None:
            self._port.toggle_microphone()
        else:
            self._port.toggle_microphone(day=self.day)

    def hand_over(self, words: str) -> None:
        """Say those words, as if they had been typed; they log nothing by themselves."""
        self._send(words, self.said)

    def _send(self, words: str, told: SignalInstance) -> None:
        self._port.said.emit(words)
        told.emit(words)
        if self.day is None:
            self._port.say(words, Channel.TYPED)
        else:
            self._port.say(words, Channel.TYPED, day=self.day)

    def _enter(self) -> None:
        if self.state in LIVE:
            self.talk()
        else:
            self.confirmed.emit()

    def _escape(self) -> None:
        if self.is_live:
            self._port.cancel_microphone()
        else:
            self.escaped.emit()

    def _hear(self, words: str) -> None:
        self._heard = words
        self._show_heard()

    def _show_heard(self) -> None:
        """In the field, where the words will stand; above it where something is typed there."""
        if self.is_live:
            self.edit.show_heard(plain.shown(self._heard))
        self.heard.show_words(self._heard)
        self.heard.setVisible(bool(self._heard and self.edit.words))

    def _show_send(self) -> None:
        self.send.setVisible(bool(self.edit.words))
        self._show_heard()

    def _show_time(self) -> None:
        seconds = self._clock.elapsed() // 1000 if self._clock.isValid() else 0
        self.elapsed.setText(f"{seconds // 60}:{seconds % 60:02}")
        self.elapsed.setVisible(self._clock.isValid())
