"""A program in a terminal of its own: typed into, and read."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.e2e.processes import GRACE_SECONDS, NotReadyError, wait_until


class Terminal:
    """A terminal with one program in it."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], folder: Path) -> None:
        self._ours, theirs = pty.openpty()
        # A session of its own: what asks for secrets must not reach for the terminal that the tests run in.
        self.process = subprocess.Popen(
            command, env=dict(env), cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        os.set_blocking(self._ours, False)
        self._seen = ""

    def read(self, words: str) -> str:
        """Wait for `words`; returns what came up to their end and forgets it."""

        def is_there() -> bool:
            try:
                while piece := os.read(self._ours, 65536):
                    self._seen += piece.decode(errors="replace")
            except (BlockingIOError, OSError):
                pass  # nothing more now, or the other side has ended
            return words in self._seen

        try:
            wait_until(is_there, f"“{words}” in the terminal")
        except NotReadyError as error:
            error.add_note(self._seen)
            raise
        end = self._seen.index(words) + len(words)
        read, self._seen = self._seen[:end], self._seen[end:]
        return read

    def type(self, line: str) -> None:
        os.write(self._ours, line.encode() + b"\n")

    def wait(self) -> int:
        """The program's exit code, once it has ended by itself."""
        return self.process.wait(GRACE_SECONDS)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(GRACE_SECONDS)
        os.close(self._ours)
