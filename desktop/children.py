"""A process of ours beside the app: a function runs in it, over a pipe whose other end we hold.

    child = Child("whisper", serve, weights)   # serve(pipe, weights) in a Python of its own
    child.pipe.send(job)
    child.end()                                # it leaves with its pipe, or is killed

Whatever happens to the app, even a kill, its end of the pipe goes with it: `serve` reads that as the end and returns.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Final

LEAVING_SECONDS: Final = 3.0


class Child:
    """A process and our end of its pipe. Making one starts it, in some milliseconds; raises OSError."""

    def __init__(self, name: str, body: Callable[..., None], *arguments: object) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=body, args=(theirs, *arguments), name=name, daemon=True)
        try:
            self.process.start()
        except BaseException:
            self.pipe.close()
            raise
        finally:
            theirs.close()
        self.pid = self.process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        try:
            return self.process.is_alive()
        except ValueError:  # another thread has closed it
            return False

    def kill(self) -> None:
        """End it now; from any thread."""
        with contextlib.suppress(ValueError):
            self.process.kill()

    def end(self, patience: float = LEAVING_SECONDS) -> None:
        """Close the pipe, wait so many seconds until it left by itself, then kill it."""
        self.pipe.close()
        self.process.join(patience)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(LEAVING_SECONDS)
        self.process.close()
