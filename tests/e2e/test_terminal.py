"""`gleaner --demo` without a screen: a conversation in the terminal, or, without one, a sentence that is played."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.application import GLEANER, ROOT
from tests.e2e.terminal import Terminal

SENTENCE = "4 hours on the Williams account and 2 hours on internal training"
CARDS = ("Williams & Co › Brand Refresh", "4 h", "Brightline Studio › Internal", "2 h · Internal Training")


def environment(home: Path) -> dict[str, str]:
    """No screen, no bus, no keyring: what is left in a container or over ssh."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "GLEANER_HOME": str(home / "gleaner"), "LANG": "C.UTF-8"}


def test_without_screen_and_terminal_the_sentence_is_played_and_logged(tmp_path: Path) -> None:
    played = subprocess.run(
        [*GLEANER, "--demo"],
        env=environment(tmp_path),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert played.returncode == 0, played.stderr
    assert played.stderr.splitlines() == [
        "There is no screen to show Gleaner on. Without a terminal too, an example is played on the demo account."
    ]
    assert played.stdout.splitlines()[0] == f"> {SENTENCE}"
    cards, outcome = played.stdout.split("(Enter)")
    for words in CARDS:
        assert words in cards
    for name in ("1. Brand Refresh", "2. Internal"):
        assert name in outcome
    assert "✓ in Harvest" not in cards, "nothing is written before Enter"
    assert outcome.count("✓ in Harvest") == 2


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    one = Terminal([*GLEANER, "--demo"], environment(tmp_path), ROOT)
    yield one
    one.close()


def test_in_a_terminal_a_conversation_is_held(terminal: Terminal) -> None:
    terminal.read("What did you work on?")
    terminal.read("\n> ")
    terminal.type(SENTENCE)
    cards = terminal.read("\n> ")
    for words in CARDS:
        assert words in cards
    assert "✓ in Harvest" not in cards
    terminal.type("")
    assert terminal.read("\n> ").count("✓ in Harvest") == 2
    terminal.type("undo")
    assert terminal.read("\n> ").count("Undone: ") == 2
    terminal.type("quit")
    assert terminal.wait() == 0


def test_in_a_terminal_what_is_not_known_is_asked(terminal: Terminal) -> None:
    terminal.read("\n> ")
    terminal.type("3 hours on the website")
    terminal.read("Which project?")
    terminal.read("number or name")
    terminal.type("website redesign")
    asked = terminal.read("\n> ")
    if "Which task" in asked:
        terminal.type("1")
    assert "Acme Corporation › Website Redesign" in asked
    assert "✓ in Harvest" not in asked, "what the answer brought with it is shown before it is sent"
    terminal.type("")
    assert "✓ in Harvest" in terminal.read("\n> ")
    terminal.type("quit")
    assert terminal.wait() == 0


@pytest.mark.parametrize("said", [[], [SENTENCE, "", "undo"], [SENTENCE]], ids=["nothing", "settled", "open"])
def test_an_interrupt_tells_in_words_what_is_open(terminal: Terminal, said: list[str]) -> None:
    terminal.read("\n> ")
    for line in said:
        terminal.type(line)
        terminal.read("\n> ")
    terminal.process.send_signal(signal.SIGINT)
    told = terminal.read("2 cards were not logged." if said == [SENTENCE] else "Stopped. Nothing is open.")
    assert "Stopped." in told
    assert "committed" not in told
    terminal.wait()
