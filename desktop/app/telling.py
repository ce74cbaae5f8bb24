"""Tells the app that runs for a home what to do: "quick" goes out as one line, and whether it was heard comes back.

Without Qt, which takes longer to load than a person who pressed a key wants to wait. The other end is `single.py`,
which also says what the lines hold.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
import zlib
from enum import Enum, StrEnum
from pathlib import Path

VERSION = 1
MAX_LINE = 16_384
PATIENCE_MS = 2000
ANSWER_MS = 5000
"""The app may be starting, on a machine that is busy."""
_LONGEST_FOLDER = 75
"""Characters: a socket's whole path has at most 103 on every system."""


class Command(StrEnum):
    """What a later start may ask of the running app."""

    SHOW = "show"
    QUICK = "quick"
    RECORD = "record"
    QUIT = "quit"
    DRAFT = "draft"


class Heard(Enum):
    """What came of a command for the running app."""

    YES = "it answered"
    NOBODY = "none runs for this home"
    SILENT = "one runs, and does not answer"


def socket_name(root: Path) -> str:
    """This user's and this home's: a path short enough for every system's sockets; on Windows the name of a pipe.

    In a folder that is the user's own where there is one: in a common one anybody may take the name first.
    """
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    whose = f"{user}:{root.resolve()}".encode()
    name = f"gleaner-{zlib.crc32(whose):08x}{zlib.adler32(whose):08x}"  # hashlib would bring OpenSSL to every start
    if sys.platform == "win32":
        return name
    folders = [os.environ.get("XDG_RUNTIME_DIR", ""), os.environ.get("TMPDIR", "")]
    short = [one for one in folders if one and len(one) < _LONGEST_FOLDER]
    shared = folders[1] if folders[1] in short else "/tmp"  # noqa: S108
    return os.path.join(next(filter(_is_own, short), shared), name)  # noqa: PTH118


def tell(root: Path, command: Command, patience_ms: int = ANSWER_MS, *, text: str = "", sender: str = "") -> Heard:
    """Hand a command to the app that runs for this home; with `DRAFT` go words, and who hands them in."""
    name = socket_name(root)
    if sys.platform != "win32" and not _is_own(name):  # somebody else who listens there is told nothing
        return Heard.NOBODY
    import json  # nearly every start ends above

    said = {"text": text, "sender": sender} if text else {}
    line = json.dumps({"v": VERSION, "command": command.value} | said).encode() + b"\n"
    exchange = _through_pipe if sys.platform == "win32" else _through_socket
    return exchange(name, line, patience_ms / 1000)


def _is_own(path: str) -> bool:
    try:
        return os.lstat(path).st_uid == os.getuid()
    except OSError:
        return False


def _through_socket(name: str, line: bytes, patience: float) -> Heard:
    with socket.socket(socket.AF_UNIX) as door:
        door.settimeout(PATIENCE_MS / 1000)
        try:
            door.connect(name)
        except OSError:
            return Heard.NOBODY
        door.settimeout(patience)
        try:
            door.sendall(line)
            return Heard.YES if door.recv(MAX_LINE) else Heard.SILENT
        except OSError:
            return Heard.SILENT


def _through_pipe(name: str, line: bytes, patience: float) -> Heard:
    """A pipe's reader cannot be hurried; where it waits too long, its thread is left behind."""
    try:
        door = open(rf"\\.\pipe\{name}", "r+b", buffering=0)  # noqa: PTH123, SIM115
    except OSError:
        return Heard.NOBODY
    answers: list[bytes] = []

    def ask() -> None:
        door.write(line)
        answers.append(door.readline())

    waiting = threading.Thread(target=ask, daemon=True)
    waiting.start()
    waiting.join(patience)
    return Heard.YES if any(answers) else Heard.SILENT
