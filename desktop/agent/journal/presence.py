"""Who is alive: each process that uses the journal holds a lock file of its own, which the system frees when it ends.

A lease by time would be wrong here: a laptop may sleep between two instructions, and wake with a request half sent. A
held lock says exactly what must be known, that the process which claimed an operation still exists.
"""

from __future__ import annotations

import contextlib
import uuid
from pathlib import Path

from filelock import FileLock, Timeout


class Presence:
    """This process's lock file in `folder`, held from the start until `close` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, exist_ok=True)
        while True:
            self.name = uuid.uuid4().hex
            self._lock = self._lock_of(self.name)
            with contextlib.suppress(Timeout):
                self._lock.acquire(blocking=False)
                if self._path(self.name).exists():
                    return
            # Another process's sweep took the fresh file for a dead one's, just before we had locked it.
            self._lock.release()

    def is_alive(self, name: str) -> bool:
        """Whether the process of that name still runs. The file of a dead one is removed: names are never reused."""
        if name == self.name:
            return True
        if not self._path(name).exists():
            return False
        lock = self._lock_of(name)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return True
        # Removed while we hold it, so that nobody can hold a lock on a file that is not there; Windows removes no open
        # file, and there the second try does it.
        self._remove(name)
        lock.release()
        self._remove(name)
        return False

    def sweep(self) -> None:
        """Remove what dead processes left behind."""
        for path in self._folder.glob("*.lock"):
            self.is_alive(path.stem)

    def close(self) -> None:
        """Leave: claims that are still held may be taken over from now on."""
        self._remove(self.name)
        self._lock.release()
        self._remove(self.name)

    def _remove(self, name: str) -> None:
        with contextlib.suppress(OSError):
            self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.lock"

    def _lock_of(self, name: str) -> FileLock:
        return FileLock(self._path(name), mode=0o600, thread_local=False)
