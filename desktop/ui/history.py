"""What was said in this window, to be recalled with the arrow keys. Kept in memory only. Knows no Qt."""

from __future__ import annotations

_MOST = 100


class History:
    """Words in the order in which they were said, and where in it the user is looking."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._at = 0

    def add(self, words: str) -> None:
        """Remember `words` as the latest; repeating the latest adds nothing."""
        if not self._said or self._said[-1] != words:
            self._said = [*self._said, words][-_MOST:]
        self._at = len(self._said)

    def older(self) -> str | None:
        """One step back, or None at the beginning."""
        if self._at == 0:
            return None
        self._at -= 1
        return self._said[self._at]

    def newer(self) -> str | None:
        """One step forward; "" behind the latest; None where nothing was recalled."""
        if self._at >= len(self._said):
            return None
        self._at += 1
        return self._said[self._at] if self._at < len(self._said) else ""

    def shows(self, words: str) -> bool:
        """Whether `words` are the ones that were recalled last."""
        return self._at < len(self._said) and self._said[self._at] == words
