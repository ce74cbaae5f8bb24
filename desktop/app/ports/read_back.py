"""Says aloud what spoken words became, through the system's own voice."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.agent.drafts import Reply
from desktop.text import plain
from desktop.ui.cards.summary import summarise

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

_SILENT = "mock"  # an engine of Qt for its own tests


def can_speak() -> bool:
    """Whether Qt's module for it is installed and has an engine on this machine."""
    if importlib.util.find_spec("PySide6.QtTextToSpeech") is None:
        return False
    from PySide6.QtTextToSpeech import QTextToSpeech

    return any(engine != _SILENT for engine in QTextToSpeech.availableEngines())


def confirmation(reply: Reply) -> str:
    """A short sentence: `2 entries, 6 h. 1 needs a project.` Without cards: what was answered."""
    if reply.parts:
        return " ".join(map(confirmation, reply.parts))
    if not reply.drafts:
        return plain.shown(reply.question or reply.text, 200)
    summary = summarise(reply.drafts)
    ready = f"{plain.counted(len(summary.ready), 'entry', 'entries')}, {plain.hours_spoken(summary.hours)}."
    asked = f"{summary.asked}." if summary.asked else ""
    return " ".join(part for part in (ready if summary.ready else "", asked) if part)


class ReadBack(QObject):
    """Speaks once after `expect`, when the reply comes. Loads nothing before that."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_expected = False
        self._voice: QTextToSpeech | None = None

    def expect(self) -> None:
        """The next reply is one to spoken words."""
        self._is_expected = True

    def hear(self, reply: Reply) -> None:
        """A reply came."""
        expected, self._is_expected = self._is_expected, False
        words = confirmation(reply)
        if expected and words and can_speak():
            self._speech.say(words)

    @property
    def _speech(self) -> QTextToSpeech:
        if self._voice is None:
            from PySide6.QtTextToSpeech import QTextToSpeech

            self._voice = QTextToSpeech(self)
        return self._voice
