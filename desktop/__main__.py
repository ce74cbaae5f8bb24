"""The command `gleaner`: reads the command line and starts the tray app or one subcommand. Imports almost nothing."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop import __version__
from desktop.text.language import SAY_IT_IN_ENGLISH, in_use, tr, use

TO_APP = ("quick", "show", "record", "quit")
_OF_APP = {*TO_APP, "--demo", "--in-tray", "--stay"}


def build_parser(*, whole: bool = True) -> argparse.ArgumentParser:
    """The command line: `whole`, or what starts the app and speaks to it, in a quarter of the time.

    Exit code 2 for wrong usage is argparse's own.
    """
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--demo", action="store_true", default=argparse.SUPPRESS, help=tr("use the embedded demo account")
    )
    common.add_argument(
        "--home", type=Path, default=argparse.SUPPRESS, metavar="DIR", help=tr("where settings and journal are kept")
    )
    parser = argparse.ArgumentParser(
        prog="gleaner",
        parents=[common],
        description=tr("Say what you worked on; see the cards; press Enter; Harvest has the time entries."),
        epilog=" ".join(
            [tr("Without a command: the tray app, or the one that runs already.")]
            + ([tr(SAY_IT_IN_ENGLISH)] if in_use() != "en" else [])
        ),
    )
    shows = tr("show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"gleaner {__version__}", help=shows)
    parser.add_argument("--in-tray", action="store_true", help=tr("start without a window, as at login"))
    commands = parser.add_subparsers(dest="command", metavar=tr("COMMAND"))

    def add(name: str, text: str, *, as_json: bool = True) -> argparse.ArgumentParser:
        command = commands.add_parser(name, parents=[common], help=tr(text), description=tr(text))
        if as_json:
            command.add_argument("--json", action="store_true", dest="as_json", help=tr("print JSON"))
        return command

    for name, text in (
        ("show", "show the chat of the running app (starts it if needed)"),
        ("quick", "open quick entry (starts the app if needed)"),
        ("record", "start or stop listening (starts the app if needed)"),
    ):
        opener = add(name, text, as_json=False)
        opener.add_argument(
            "--stay", action="store_true", help=tr("where it starts the app, run it in this very process")
        )
    add("quit", "end the running app", as_json=False)
    if whole:
        _add_terminal(add)
    return parser


def _add_terminal(add: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands that need no screen."""
    draft = add("draft", "understand a sentence; write nothing")
    draft.add_argument("text", nargs="?", metavar="TEXT")
    draft.add_argument("--stdin", action="store_true", help=tr("read JSON lines, write JSON lines (with --json)"))
    draft.add_argument("--channel", choices=("typed", "voice"), default="typed")
    _add_now(draft)

    log = add("log", "draft a sentence, show the cards, ask, commit")
    log.add_argument("text", metavar="TEXT")
    log.add_argument("--yes", action="store_true", help=tr("commit without asking, if every entry is ready"))
    _add_now(log)

    ask = add("ask", "answer a question; write nothing")
    ask.add_argument("text", metavar="TEXT")
    _add_now(ask)
    say = add("say", "say anything: entries, questions, and deeds such as “make the last one 3 hours”")
    say.add_argument("text", metavar="TEXT")
    say.add_argument("--channel", choices=("typed", "voice"), default="typed")
    say.add_argument("--yes", action="store_true", help=tr("confirm without asking, if every card is ready"))
    say.add_argument("--send", action="store_true", help=tr("with --yes: e-mails too, which cannot be taken back"))
    _add_now(say)

    add("undo", "take the last commit back")
    pending = add("pending", "what was confirmed and is not settled")
    pending.add_argument("--retry", action="store_true", help=tr("settle it now"))

    transcribe = add("transcribe", "turn a WAV file into words, on this machine")
    transcribe.add_argument("file", type=Path, metavar="FILE.wav")
    transcribe.add_argument("--model", metavar="NAME", help=tr("a Whisper model, such as tiny.en or base"))

    add("mcp", "serve questions and drafts to other assistants over stdio", as_json=False)

    web = add("serve", "serve the web chat, and the door for SMS and WhatsApp, until ended", as_json=False)
    web.add_argument(
        "--host", default="127.0.0.1", metavar="H", help=tr("where to listen; beyond this machine with https")
    )
    web.add_argument("--port", type=_port, default=0, metavar="N")
    web.add_argument("--cert", type=Path, metavar="FILE", help=tr("the certificate for https (PEM)"))
    web.add_argument("--key", type=Path, metavar="FILE", help=tr("its private key (PEM)"))

    server = add("demo-server", "serve the demo account on 127.0.0.1 until ended", as_json=False)
    server.add_argument("--port", type=_port, default=0, metavar="N")
    server.add_argument("--account", type=Path, metavar="FILE", help=tr("another account file"))
    _add_now(server)

    add("login", "connect to Harvest", as_json=False)
    add("logout", "forget the tokens that are kept", as_json=False)
    add("status", "who is signed in, and where")
    doctor = add("doctor", "check what Gleaner needs on this machine")
    doctor.add_argument(
        "--try-model", action="store_true", help=tr("let the language model read twenty sentences of ours")
    )


def speak(argv: list[str]) -> None:
    """Help and errors in the person's language: the settings', else the system's. JSON is English all the same."""
    from desktop.paths import locate_home
    from desktop.preferences import glance

    given = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    given.add_argument("--home", type=Path)
    given.add_argument("--demo", action="store_true")
    try:
        known, _ = given.parse_known_args(argv)
        home = locate_home(known.home)
    except (argparse.ArgumentError, OSError):
        return
    use(glance((home.demo if known.demo else home).settings).language)
    # What argparse says by itself it looks up by this name, in files that nobody has of German.
    setattr(argparse, "_", tr)  # noqa: B010 - it is no public name


def main(argv: list[str] | None = None) -> int:
    """Run the command line; returns the exit code (see docs/command-line.md)."""
    given = sys.argv[1:] if argv is None else argv
    speak(given)
    parser = build_parser(whole=not _OF_APP.issuperset(_without_home(given)))
    options = parser.parse_args(argv)
    options.demo = getattr(options, "demo", False)
    options.home = getattr(options, "home", None)
    _begin_log()
    _dump_no_core()
    if options.command == "draft" and bool(options.text) == options.stdin:
        parser.error(tr("draft takes a TEXT, or --stdin"))
    if options.command is None or options.command in TO_APP:
        return _start_app(options)
    from desktop.cli.commands import run

    return run(options)


def _without_home(words: list[str]) -> list[str]:
    """Without `--home DIR`, which goes with every command."""
    at = words.index("--home") if "--home" in words else len(words)
    return words[:at] + words[at + 2 :]


def _start_app(options: argparse.Namespace) -> int:
    """The tray app where there is a screen; the same conversation in the terminal where there is none."""
    if options.command is None:
        from desktop import screen

        if no_screen := screen.problem():
            from desktop.cli.commands import converse

            return converse(options, no_screen)
    from desktop.app.starting import start_app

    return start_app(options)


def _begin_log() -> None:
    """The log of every command, on standard error. A level that does not exist is taken as the usual one.

    httpx's lines about what goes well bear whole addresses; those of calendars are secrets, so they are never shown.
    """
    import logging

    named = os.environ.get("GLEANER_LOG", "").strip().upper()
    logging.basicConfig(level=logging.getLevelNamesMapping().get(named, logging.WARNING))
    for library in ("httpx", "httpcore"):
        logging.getLogger(library).setLevel(logging.WARNING)


def _dump_no_core() -> None:
    """No crash leaves this program's memory, which holds the sign-in, in a file."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _add_now(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--now", type=_moment, metavar="ISO", help=tr("the local time at which it was said"))


def _moment(text: str) -> datetime:
    from desktop.text.moment import parse_moment

    try:
        return parse_moment(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(tr("{text} is no port (0 to 65535)", text=repr(text)))
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
