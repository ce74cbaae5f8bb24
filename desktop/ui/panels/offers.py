"""Quiet lines in the conversation that offer something: a word and a click, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.agent.aliases import AliasOffer
from desktop.agent.intents import Channel
from desktop.agent.portions import SHOW_REST
from desktop.text import plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.panels.messages import MessageList
from desktop.ui.port import Port
from desktop.ui.speech_port import LeftRecording
from desktop.ui.theme import theme
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import WordsLabel


class OfferLine(QFrame):
    """A sentence and its answers. Signals: answered: int, the number of the answer, from 0."""

    answered = Signal(int)

    def __init__(self, words: str, answers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.setProperty("role", "offer")
        self.setAccessibleName(plain.shown(words))
        self.words = WordsLabel(words)
        self.buttons = [Button(answer, "chip", f"{answer}: {plain.shown(words, 120)}") for answer in answers]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(2))
        rows.setSpacing(look.space(1.5))
        rows.addWidget(self.words)
        answers_row = QWidget()
        flow = FlowLayout(look.space(1.5), answers_row)
        for number, button in enumerate(self.buttons):
            flow.addWidget(button)
            button.clicked.connect(lambda _checked=False, number=number: self.answered.emit(number))
        rows.addWidget(answers_row)


class Offers:
    """Puts lines into a conversation and takes them out once they are answered or no longer true."""

    def __init__(self, messages: MessageList) -> None:
        self._messages = messages
        self.lines: dict[str, OfferLine] = {}

    def put(self, key: str, words: str, answers: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Show a line in place of an earlier one of the same key; any answer ends it."""
        self.take(key)
        line = OfferLine(words, [name for name, _ in answers])
        self.lines[key] = line
        line.answered.connect(lambda number: self._answer(key, answers[number][1]))
        self._messages.add(line)
        announce(self._messages, words)

    def take(self, key: str) -> None:
        """Remove the line of that key, if there is one."""
        line = self.lines.pop(key, None)
        if line is not None:
            self._messages.remove(line)

    def keep_only(self, kind: str, keys: Sequence[str]) -> None:
        """Remove the lines of a kind (what their keys begin with) that are not among `keys`."""
        for key in [key for key in self.lines if key.startswith(kind) and key not in keys]:
            self.take(key)

    def _answer(self, key: str, action: Callable[[], None]) -> None:
        self.take(key)
        action()


def offer_rest(offers: Offers, port: Port, left: int) -> None:
    """Entries that a message had too many of to show at once."""
    offers.take("rest")
    if left:
        words = (
            tr("{left} more entries were read and are not shown.", left=left)
            if left > 1
            else tr("One more entry was read.")
        )
        show = lambda: port.say(SHOW_REST, Channel.TYPED)  # noqa: E731 - one of a pair of answers
        offers.put("rest", words, ((tr("Show the rest"), show), (tr("Later"), lambda: None)))


def offer_alias(offers: Offers, port: Port, offer: AliasOffer) -> None:
    """Should these words always mean that project?"""
    offers.put(
        f"alias:{offer.said}",
        retold(offer.text),
        (
            (tr("Yes, always"), lambda: port.teach(offer, is_wanted=True)),
            (tr("No"), lambda: port.teach(offer, is_wanted=False)),
        ),
    )


def offer_left(offers: Offers, port: Port, left: Sequence[LeftRecording]) -> None:
    """Recordings that never became words."""
    offers.keep_only("left:", [f"left:{one.id}" for one in left])
    for one in left:
        length = f"{int(one.seconds) // 60}:{int(one.seconds) % 60:02}"
        offers.put(
            f"left:{one.id}",
            tr("A recording of {length} from {began:%H:%M} was not finished.", length=length, began=one.began),
            (
                (tr("Turn into words"), lambda one=one: port.speech.read_left(one.id)),  # type: ignore[misc]
                (tr("Delete"), lambda one=one: port.speech.delete_left(one.id)),  # type: ignore[misc]
            ),
        )


def offer_weights(offers: Offers, model: str, open_settings: Callable[[], None]) -> None:
    """Speaking needs a model that is not here."""
    words = tr(
        "To turn speech into words, Gleaner needs the speech model “{model}”, which is not on this machine. "
        "Speech is read here; nothing that you say leaves it.",
        model=model,
    )
    offers.put("weights", words, ((tr("Choose or download a model…"), open_settings), (tr("Not now"), lambda: None)))
