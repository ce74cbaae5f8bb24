"""What every way to start at login offers."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Protocol


class Backend(Protocol):
    """The system is asked each time: a person may have changed it elsewhere. Both raise OSError, with a sentence."""

    def is_on(self) -> bool:
        """Whether the system will start Gleaner at the next login."""

    def set(self, *, is_on: bool) -> None:
        """Have it started from now on, or no longer."""


def write_whole(path: Path, contents: bytes) -> None:
    """Write a file so that no login finds half of it. Raises OSError, with a sentence."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".gleaner-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(contents)
            Path(temporary).replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as problem:
        raise OSError(f"“{path}” cannot be written: {problem.strerror}.") from problem


def remove(path: Path) -> None:
    """Remove a file, if it is there. Raises OSError, with a sentence."""
    try:
        path.unlink(missing_ok=True)
    except OSError as problem:
        raise OSError(f"“{path}” cannot be removed: {problem.strerror}.") from problem
