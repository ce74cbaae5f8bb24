"""`gleaner quick` and its like: the running app is told, or one is started; the exit code comes out.

Qt is loaded only where this very process becomes the app.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop import screen
from desktop.app.telling import Command, Heard, tell
from desktop.paths import find_home, of_disk
from desktop.platform.program import own_command


def start_app(options: argparse.Namespace) -> int:
    """Hand the command to the app that runs, or start one. Returns the exit code.

    Without a screen only the former can be done: Qt would abort.
    """
    command = Command(options.command or "show")
    try:
        home = find_home(options.home)
        place = home.demo.root if options.demo else home.root
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        return _refuse(of_disk(problem))
    heard = Heard.NOBODY if options.in_tray else tell(place, command)
    if heard is Heard.YES:
        return 0
    if heard is Heard.SILENT:
        from desktop.app.single import silence

        return _refuse(silence(place))
    if command is Command.QUIT:
        return _refuse("Gleaner is not running.", 0)
    if no_screen := screen.problem():
        return _refuse(f"{no_screen} To log time without one, use: gleaner log", 2)
    if options.command and not options.stay:
        _start_apart(command, place=options.home, demo=options.demo)
        return 0
    import desktop.ui  # noqa: F401 - first, see there
    from desktop.app.opening import open_app

    shows = command in (Command.SHOW, Command.RECORD) and not options.in_tray
    qt, frame = open_app(home, demo=options.demo, shows=shows)

    from desktop.app.application import run_app
    from desktop.app.single import silence

    ended = run_app(qt, frame, home, place, None if options.in_tray else command, demo=options.demo)
    if ended is None:  # another one was faster
        return 0 if options.in_tray or tell(place, command) is Heard.YES else _refuse(silence(place))
    return ended


def _start_apart(command: Command, place: Path | None, *, demo: bool) -> None:
    """Start the app as a process of its own, which outlives the terminal or the key that asked for it."""
    import subprocess

    where = ["--home", str(place.absolute())] if place else []
    words = [*own_command(), *where, *(["--demo"] if demo else []), command.value, "--stay"]
    none = subprocess.DEVNULL
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS
        subprocess.Popen(words, stdin=none, stdout=none, stderr=none, creationflags=flags)  # noqa: S603
    else:
        subprocess.Popen(words, stdin=none, stdout=none, stderr=none, start_new_session=True)  # noqa: S603


def _refuse(words: str, code: int = 4) -> int:
    from desktop.cli.terminal import to_stderr, told

    to_stderr(told(words))
    return code
