"""What is being said, on disk in a private file until its words are safe in the conversation.

One file for each recording, raw samples (16-bit little-endian mono at 16 kHz), readable by its owner only, written as
the sound comes in. Raw, because a crash leaves a WAV with a header that lies. Whoever has put the words away calls
`release`; what is still there at the next start is offered again.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.speech.audio import BYTES_PER_SECOND

_SUFFIX = ".pcm"
_STAMP = "%Y-%m-%dT%H-%M-%S"
#: Shorter than any word; not worth offering.
_SHORTEST = 0.3


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording on disk and when it began (local time)."""

    path: Path
    began: datetime

    @property
    def seconds(self) -> float:
        """How long it lasts; 0 where it is gone."""
        with contextlib.suppress(OSError):
            return self.path.stat().st_size / BYTES_PER_SECOND
        return 0.0

    def read(self) -> bytes:
        """All of it, as 16-bit mono at 16 kHz.

        Raises:
            OSError: It is gone or cannot be read.
        """
        raw = self.path.read_bytes()
        return raw[: len(raw) // 2 * 2]


class Take:
    """A recording that is being made.

    Raises:
        OSError: From the constructor and `append`: the disk is full, or the folder cannot be written.
    """

    def __init__(self, folder: Path, now: datetime) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{now.strftime(_STAMP)}-{secrets.token_hex(3)}{_SUFFIX}"
        self.recording = Recording(path, now)
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)

    def append(self, pcm: bytes) -> None:
        """Write more of it; it is in the system's hands at once, and so survives our own end."""
        view = memoryview(pcm)
        while view:
            view = view[os.write(self._file, view) :]

    def close(self) -> Recording:
        """No more of it."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        return self.recording


def release(recording: Recording) -> None:
    """Its words are safe, or it is not wanted: delete it. Deleting twice is no error."""
    with contextlib.suppress(OSError):
        recording.path.unlink()


def unfinished(folder: Path) -> tuple[Recording, ...]:
    """Recordings that were left behind, oldest first. Those too short for a word are deleted on the way."""
    found: list[Recording] = []
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        try:
            began = datetime.strptime(path.stem.rpartition("-")[0], _STAMP)
        except ValueError:
            continue
        recording = Recording(path, began)
        if recording.seconds < _SHORTEST:
            release(recording)
        else:
            found.append(recording)
    return tuple(found)
