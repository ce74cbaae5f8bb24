"""Child processes of a test: started with a log, waited for with a deadline, ended one by one."""

from __future__ import annotations

import select
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

T = TypeVar("T")

POLL_SECONDS = 0.05
GRACE_SECONDS = 10.0
TAIL_LINES = 40


class NotReadyError(AssertionError):
    """What a test waited for did not come before its deadline."""


def wait_until(condition: Callable[[], T], what: str, seconds: float = 20.0) -> T:
    """The first truthy value of `condition`; raises NotReadyError, naming `what`, where none came within `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        if value := condition():
            return value
        if time.monotonic() > deadline:
            raise NotReadyError(f"{what}: not within {seconds:g} s (last seen: {value!r})")
        select.select([], [], [], POLL_SECONDS)


def read_line(stream: IO[bytes], what: str, seconds: float = 20.0) -> str:
    """One line that a child writes; raises NotReadyError at the deadline or when the child closes the stream first."""
    deadline = time.monotonic() + seconds
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([stream], [], [], max(0.0, deadline - time.monotonic()))
        # Unbuffered streams only: a buffered one could hold the line where select cannot see it.
        piece = stream.read(1) if ready else b""
        if not piece:
            raise NotReadyError(f"{what}: no whole line, only {line!r}")
        line += piece
    return line.decode().strip()


@dataclass
class Child:
    """One started program, the file its messages go to and the environment it was given."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def wait(self, seconds: float = GRACE_SECONDS) -> int:
        """Its exit code, once it has ended by itself."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise NotReadyError(f"{self.name} still runs after {seconds:g} s\n{self.tail()}") from None

    def kill(self) -> None:
        """End it as a power cut would: no chance to tidy up."""
        self.process.kill()
        self.process.wait(GRACE_SECONDS)

    def stop(self) -> None:
        """Ask it to end, insist if it does not."""
        if self.running:
            self.process.terminate()
            try:
                self.process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()

    def tail(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(lines[-TAIL_LINES:])


class Children:
    """Starts programs and ends exactly those, the last one first."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._children: list[Child] = []

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        env: Mapping[str, str],
        *,
        stdin: int = subprocess.DEVNULL,
        stdout: int | None = None,
        pass_fds: Sequence[int] = (),
        cwd: Path | None = None,
    ) -> Child:
        """Messages (and standard output, unless `stdout` says otherwise) go to a log of their own."""
        log = self._logs / f"{len(self._children):02d}-{name}.log"
        with log.open("wb") as messages:
            try:
                process = subprocess.Popen(
                    [str(part) for part in command],
                    env=dict(env),
                    stdin=stdin,
                    stdout=messages if stdout is None else stdout,
                    stderr=messages,
                    pass_fds=pass_fds,
                    cwd=cwd,
                    bufsize=0,
                )
            except FileNotFoundError as error:
                hint = "`sh tools/system-packages.sh test` installs it or names its package"
                raise RuntimeError(f"{command[0]} is not installed; {hint}") from error
        child = Child(name, process, log)
        self._children.append(child)
        return child

    def stop(self) -> None:
        for child in reversed(self._children):
            child.stop()

    def report(self) -> str:
        """The end of every log that holds something, for a test that failed."""
        parts = []
        for child in self._children:
            state = "running" if child.running else f"exit {child.process.returncode}"
            if text := child.tail():
                parts.append(f"--- {child.name} (pid {child.pid}, {state})\n{text}")
        return "\n".join(parts)
