"""What an endpoint is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.demo.call import Call, Reply

Handler = Callable[[Call], Reply]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A method and a path below `/v2` (numbers as `{name:int}`), and the function that answers."""

    method: str
    path: str
    handler: Handler

    @property
    def writes(self) -> bool:
        """Whether it may change rows."""
        return self.method != "GET"
