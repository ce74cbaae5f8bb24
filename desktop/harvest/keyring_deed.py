"""What can be asked of a keyring. Imports next to nothing, so that a process that only passes it on stays light."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do with one entry; `value` is what to keep. "call" asks for the keyring's own name."""

    verb: Literal["get", "set", "delete", "call"]
    service: str
    name: str = ""
    value: str = field(default="", repr=False)


class Keeper(Protocol):
    """One way to the system's keyring. Both methods block, and may be called from any thread."""

    def wake(self) -> None:
        """Load what a deed needs. Raises KeyringProblem."""

    def do(self, deed: Deed) -> str | None:
        """What the keyring gives for "get" and "call". Raises KeyringProblem."""
