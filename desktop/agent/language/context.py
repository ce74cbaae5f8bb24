"""What earlier turns left behind, so that "that", "the last one" and "make it 3" have something to refer to."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.agent.drafts import Draft


@dataclass(frozen=True, slots=True)
class Context:
    """The cards on the screen in their order, and what was committed last (newest last). Both may be empty."""

    shown: tuple[Draft, ...] = ()
    committed: tuple[Draft, ...] = ()
