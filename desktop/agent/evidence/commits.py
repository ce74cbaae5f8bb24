"""The day's own commits in repositories that a person listed: a folder and a day come in, one `Found` goes out.

A repository is somebody else's files, and git runs programs that its configuration names. So git is only asked to list
commits: whatever could start a program or reach the network is switched off, the environment bare, the time short.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from desktop.agent.evidence.found import Found, Looked, Source, one_line

PATIENCE: Final = 5.0
"""Seconds that git gets."""
MOST_COMMITS: Final = 200
_MOST_BYTES: Final = 400_000
_FIELDS: Final = 4
_SAFE: Final = (
    *("-c", "log.showSignature=false", "-c", "gpg.program=", "-c", "core.fsmonitor=false", "-c", "core.hooksPath="),
    *("-c", "protocol.allow=never", "-c", "core.pager=", "-c", "diff.external=", "-c", "core.sshCommand="),
    *("--no-pager", "--no-optional-locks", "--literal-pathspecs"),
)
_KEPT: Final = ("PATH", "HOME", "XDG_CONFIG_HOME", "SYSTEMROOT", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
_OURS: Final = {
    "LC_ALL": "C.UTF-8",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
}


class _GitFailed(Exception):  # noqa: N818 - says what happened
    """The sentence says why, for people."""


@dataclass(frozen=True, slots=True)
class _Commit:
    written: datetime
    subject: str


async def commits_of(folder: str, day: date, zone: ZoneInfo) -> Looked:
    """One finding for all commits of the person that day; none where there are none. Never raises for a repository."""
    git = shutil.which("git")
    if git is None:
        return Looked(problem="Commits cannot be read: git is not installed.")
    path, is_there = _folder(folder)
    name = one_line(path.name) or "repository"
    if not is_there:
        return Looked(problem=f"The repository {name} is not there any more.")
    try:
        mail = (await _run(git, path, "config", "--get", "user.email")).strip()
        if not mail:
            return Looked(problem=f"In {name} git does not know your e-mail address, so your commits are not known.")
        commits = _own(await _log(git, path, mail, day, zone), mail, day, zone)
    except _GitFailed as problem:
        return Looked(problem=f"{name}: {problem}")
    return Looked((_found(name, path, commits),) if commits else ())


def _folder(folder: str) -> tuple[Path, bool]:
    try:
        path = Path(folder).expanduser()
        return path, path.is_dir() and path.is_absolute()
    except (RuntimeError, ValueError):  # no such person, no such name
        return Path(folder), False


def _found(name: str, path: Path, commits: list[_Commit]) -> Found:
    subjects = list(dict.fromkeys(commit.subject for commit in commits if commit.subject))
    title = one_line("; ".join(subjects)) or "Commits"
    first, last = commits[0].written, commits[-1].written
    key = f"commits:{path}:{last.date().isoformat()}"
    return Found(Source.COMMITS, key, title, first.time(), last.time(), None, place=name, count=len(commits))


async def _log(git: str, path: Path, mail: str, day: date, zone: ZoneInfo) -> str:
    begin = datetime.combine(day, datetime.min.time(), tzinfo=zone) - timedelta(days=1)
    return await _run(
        *(git, path, "log", "--branches", "HEAD", "--no-merges", "--no-show-signature", "--no-mailmap", "-z"),
        *("--no-color", "--fixed-strings", f"--author=<{mail}>", f"--since={begin.isoformat()}"),
        *(f"--max-count={MOST_COMMITS}", "--format=%H%x1f%at%x1f%ae%x1f%s", "--end-of-options", "--"),
    )


def _own(output: str, mail: str, day: date, zone: ZoneInfo) -> list[_Commit]:
    """Those that were written by that person on that day, oldest first; a commit on two branches counts once."""
    found: dict[str, _Commit] = {}
    for line in output.split("\0"):
        parts = line.split("\x1f", _FIELDS - 1)
        if len(parts) != _FIELDS or parts[2].casefold() != mail.casefold():
            continue
        with contextlib.suppress(ValueError, OverflowError, OSError):
            written = datetime.fromtimestamp(int(parts[1]), zone).replace(tzinfo=None, second=0)
            if written.date() == day:
                found.setdefault(parts[0], _Commit(written, one_line(parts[3])))
    return sorted(found.values(), key=lambda commit: commit.written)


async def _run(git: str, path: Path, *words: str) -> str:
    """What git prints; "" where it says that there is nothing. Raises _GitFailed."""
    try:
        process = await asyncio.create_subprocess_exec(
            *(git, *_SAFE, "-C", str(path), *words),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=_environment(os.environ),
            cwd=path.anchor,
        )
    except OSError as problem:
        raise _GitFailed(f"git cannot be started ({problem.strerror or problem}).") from problem
    try:
        async with asyncio.timeout(PATIENCE):
            output, complaint = await asyncio.gather(_some(process.stdout), _some(process.stderr))
            status = await process.wait()
    except TimeoutError:
        raise _GitFailed("git takes too long.") from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    if status and (words[0] != "config" or complaint.strip()):
        if "bad revision 'HEAD'" in complaint:  # no commit was made there
            return ""
        raise _GitFailed("that is not a repository that git may read.")
    return output


async def _some(stream: asyncio.StreamReader | None) -> str:
    """As much of it as is read; the rest is swallowed, so that git ends."""
    kept = bytearray()
    while stream is not None and (part := await stream.read(65536)):
        kept += part[: max(0, _MOST_BYTES - len(kept))]
    return kept.decode(errors="replace")


def _environment(outside: Mapping[str, str]) -> dict[str, str]:
    """No GIT_ variable of whoever started us: one could point git at another repository, or at a program."""
    return {name: outside[name] for name in _KEPT if name in outside} | _OURS
