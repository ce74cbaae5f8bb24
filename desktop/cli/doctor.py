"""`gleaner doctor`: what Gleaner needs on this machine, looked at piece by piece; each finding says what to do."""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import sys
import tempfile
from dataclasses import asdict, dataclass

from desktop import __version__, screen
from desktop.agent.journal.errors import JournalError
from desktop.agent.reading.certainty.engine import missing
from desktop.app.services import open_services
from desktop.cli.printing import print_json
from desktop.cli.terminal import WITHOUT_KEYRING, to_stdout, told
from desktop.harvest.errors import HarvestError, KeyringProblem
from desktop.harvest.places import harvest_url
from desktop.harvest.secrets import Secrets
from desktop.paths import find_home, locate_home, of_disk
from desktop.settings import SettingsError, load
from desktop.text.language import tr

_ROOM = 1_000_000
"""Bytes that a data folder must have room for: a journal grows by less in a year."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `is_needed`: logging time does not work without it."""

    what: str
    is_well: bool
    text: str
    is_needed: bool = False


async def examine(options: argparse.Namespace) -> bool:
    """Look at everything and print it; whether all that logging needs is there."""
    findings = [_program(), _home(options), await _keyring(), await _harvest(options)]
    findings += [_second_reader(), await _language_model(options), _speech(options), _screen()]
    if options.as_json:
        print_json({"findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            mark = "✓" if finding.is_well else "✗" if finding.is_needed else "!"
            to_stdout(f"{mark} {tr(finding.what)}: {told(finding.text)}")
    return all(finding.is_well for finding in findings if finding.is_needed)


def _program() -> Finding:
    return Finding("Gleaner", True, f"{__version__} on Python {platform.python_version()}, {platform.platform()}")


def _home(options: argparse.Namespace) -> Finding:
    try:
        root = find_home(options.home).root
        with tempfile.TemporaryFile(dir=root) as trial:
            trial.write(bytes(_ROOM))
            trial.flush()
    except OSError as problem:
        return Finding("Data folder", False, of_disk(problem), True)
    return Finding("Data folder", True, str(root), True)


def _second_reader() -> Finding:
    lack = missing()
    text = f"{lack} Cards are as the rules read them. Install Gleaner again." if lack else "looks at every card"
    return Finding("Second reader", not lack, text)


async def _keyring() -> Finding:
    if os.environ.get("HARVEST_ACCESS_TOKEN"):
        return Finding("Keyring", True, "not needed: the token is in the environment")

    try:
        return Finding("Keyring", True, await Secrets().name())
    except KeyringProblem as problem:
        return Finding("Keyring", False, f"{problem.reason} {problem.advice} {WITHOUT_KEYRING}")


async def _harvest(options: argparse.Namespace) -> Finding:
    where = "the demo account" if options.demo else harvest_url()
    try:
        home = locate_home(options.home)
        async with open_services(home, demo=options.demo, reads_only=True) as services:
            account = await services.directory.account()
            waiting = await services.committer.pending_count() if home.journal.exists() else 0
    except (HarvestError, JournalError, SettingsError, OSError) as problem:
        return Finding("Harvest", False, f"{where}: {problem}", True)
    return Finding("Harvest", True, f"{where}: {account.user_name} at {account.company}; {waiting} waiting", True)


def _speech(options: argparse.Namespace) -> Finding:
    from desktop.speech import weights
    from desktop.speech.errors import SpeechError

    try:
        home = locate_home(options.home)
        wished = load(home.settings).speech.model
        found = weights.find(wished, home.models)
    except (SpeechError, SettingsError, OSError) as problem:
        return Finding("Speech model", False, str(problem))
    if importlib.util.find_spec("whisper") is None:
        return Finding("Speech model", False, "the package openai-whisper is not installed")
    return Finding("Speech model", True, f"{wished}, from {found.source}")


async def _language_model(options: argparse.Namespace) -> Finding:
    from desktop.app.language_model import try_out, wanted

    try:
        kept = locate_home(options.home)
        home = kept.demo if options.demo else kept
        tried = [result async for result in try_out(home)] if options.try_model else []
        choice = wanted(home)
    except (SettingsError, OSError) as problem:
        return Finding("Language model", False, str(problem))
    if choice is None:
        return Finding("Language model", True, "none, which is well: everything is read on this machine")
    right = sum(result.is_right for result in tried)
    seconds = sum(result.seconds for result in tried) / max(len(tried), 1)
    said = f"it read {right} of {len(tried)} sentences right, {seconds:.1f} s each; " if tried else ""
    if failure := next((result.problem for result in tried if result.problem), ""):
        return Finding("Language model", False, f"{choice.model}: {failure}")
    hint = "" if tried else " (to let it read messages, too: gleaner doctor --try-model)"
    use = "answers questions and reads what the rules are not sure of"
    only = f"answers questions only{hint}"
    return Finding("Language model", True, f"{choice.model}: {said}{use if choice.may_read else only}")


def _screen() -> Finding:
    if problem := screen.problem():
        return Finding("Screen", False, f"{problem} The terminal is used.")
    kind = os.environ.get("XDG_SESSION_TYPE") or sys.platform
    return Finding("Screen", True, f"{kind}; for a shortcut, bind `gleaner quick` in your system's keyboard settings")
