"""Standard output and standard error as they are: signs that they cannot take degrade, and a lost reader ends nothing.

What a command did is told by its exit code and by the journal; failing to print it changes neither.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import json
import os
import sys
from typing import Any, Final, Literal, TextIO

Output = Literal["stdout", "stderr"]

_PLAINER: Final = "gleaner_plainer"
_SIGNS: Final = {
    "›": ">",
    "✓": "+",
    "✗": "x",
    "↶": "<",
    "…": "...",
    "·": "-",
    "—": "-",
    "–": "-",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "×": "x",
    "→": "->",
    "−": "-",
    "\u00a0": " ",
    "\u202f": " ",
}
_lost: dict[str, OSError | ValueError] = {}


def degrade() -> None:
    """From now on signs that an output's encoding lacks are written in plainer ones, else as a question mark.

    Standard input that is closed is one that has ended; bytes in it that are no text are replaced.
    """
    codecs.register_error(_PLAINER, _plainer)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    elif isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for stream in (sys.stdout, sys.stderr):
        if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(errors=_PLAINER)
    _lost.clear()


def _plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_SIGNS.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


def print_json(value: Any) -> None:
    """One line of JSON. An output that does not take every sign gets them escaped."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    text = json.dumps(value, ensure_ascii=not codecs.lookup(encoding).name.startswith("utf"))
    if any("\ud800" <= sign <= "\udfff" for sign in text):  # halves of pairs, which JSON can spell and UTF-8 cannot
        text = json.dumps(value)
    write("stdout", text + "\n")


def lost_output() -> str:
    """Flush. Why the answer could not be printed, or ""; nobody reading any more is no reason."""
    flush("stdout")
    flush("stderr")
    problem = _lost.get("stdout")
    if problem is None or isinstance(problem, BrokenPipeError):
        return ""
    return f"The answer could not be printed: {getattr(problem, 'strerror', None) or problem}."


def write(name: Output, text: str) -> None:
    """Write to `sys.stdout` or `sys.stderr`; one that cannot be written to any more swallows it."""
    stream: TextIO | None = getattr(sys, name)
    if stream is None or name in _lost:
        return
    try:
        stream.write(text)
    except (OSError, ValueError) as problem:
        _lose(name, stream, problem)


def flush(name: Output) -> None:
    """Let whoever reads have what was written."""
    stream: TextIO | None = getattr(sys, name)
    if stream is None or name in _lost:
        return
    try:
        stream.flush()
    except (OSError, ValueError) as problem:
        _lose(name, stream, problem)


def _lose(name: Output, stream: TextIO, problem: OSError | ValueError) -> None:
    if isinstance(problem, OSError) and problem.errno == errno.EINVAL and os.name == "nt":
        problem = BrokenPipeError()  # how Windows says it
    _lost[name] = problem
    # Else Python tries to write what is left when it ends, fails, and changes the exit code.
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
