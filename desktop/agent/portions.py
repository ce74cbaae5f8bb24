"""Many entries in one message: the first thirty are shown as cards, the others wait until they are asked for.

Nobody reads sixty cards before pressing Enter, and only cards that were shown can be confirmed.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.agent.drafts import Draft
from desktop.agent.wording import count_text

MOST_CARDS = 30
"""Cards that one message shows at once."""
SHOW_REST = "show the rest"

_ASKS = frozenset(
    f"{verb}{what}"
    for verb in ("", "show ", "show me ", "now ", "and ")
    for what in ("the rest", "the others", "the next", "the next ones", "more", "next", "rest", "others")
)


class Portions:
    """The entries of this conversation that were read and are not shown."""

    def __init__(self) -> None:
        self._left: tuple[Draft, ...] = ()

    def __len__(self) -> int:
        return len(self._left)

    @property
    def left(self) -> tuple[Draft, ...]:
        """Those entries, oldest first."""
        return self._left

    def keep(self, drafts: Sequence[Draft]) -> None:
        """Keep these behind what is kept already."""
        self._left += tuple(drafts)

    def take(self, most: int | None) -> tuple[Draft, ...]:
        """The next ones to show (None: all), which are not kept any longer."""
        shown = self._left[:most]
        self._left = self._left[len(shown) :]
        return shown

    def put_back(self, left: tuple[Draft, ...]) -> int:
        """Keep these, as they were kept before; how many others are kept no longer."""
        gone = {one.id for one in self._left} - {one.id for one in left}
        self._left = left
        return len(gone)

    def drop(self) -> int:
        """Keep nothing any longer; how many there were."""
        return self.put_back(())

    def are_asked(self, words: str) -> bool:
        """Whether the words ask for those that are kept."""
        return bool(self._left) and words.casefold().replace(",", "").strip(" .!?").removesuffix(" please") in _ASKS

    def sentence(self, shown: int) -> str:
        """What to say where not all could be shown."""
        if not self._left:
            return ""
        left = count_text(len(self._left), "more entry was", "more entries were")
        return f"{shown} are shown; {left} read. Say “{SHOW_REST}” to see them. They are not logged unseen."
