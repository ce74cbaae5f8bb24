"""The terminal in German: by the system's language or the settings', with JSON as it is everywhere."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

import desktop.cli
from desktop import __main__ as command
from desktop.agent.deeds.card import Deed, Form, FormField
from desktop.agent.drafts import DraftState
from desktop.agent.intents import Kind, Warn
from desktop.app.services import open_services
from desktop.cli.deed_lines import deed_lines
from desktop.cli.dialogue import Dialogue
from desktop.cli.terminal import read_line
from desktop.paths import Home
from desktop.text import language
from desktop.text.german import GERMAN
from desktop.text.german_sentences import SENTENCES
from tests.marked import marked

PLACES = re.compile(r"\{\w+\}|%\(?\w*\)?[rsd]")


@pytest.fixture(autouse=True)
def as_before():
    yield
    language.use("en")


@pytest.fixture
def gleaner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture):
    """Runs `gleaner` on the demo account of a home of its own; returns exit code, standard output and error."""
    monkeypatch.setenv("GLEANER_HOME", str(tmp_path))

    def run(*arguments: str, system: str = "de_DE.UTF-8", typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setenv("LC_ALL", system)
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            code = command.main(["--demo", *arguments])
        except SystemExit as ended:
            code = ended.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def _helps() -> set[str]:
    said: set[str] = set()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(command, "tr", lambda text, /, **_: said.add(text) or text)
        command.build_parser()
    return said


def test_every_text_of_the_terminal_has_its_german_with_the_same_places():
    texts = {text for path in Path(desktop.cli.__file__).parent.glob("*.py") for text in marked(path.read_text())}
    texts |= _helps() | marked(Path(command.__file__).read_text())
    assert {text for text in texts if re.search("[A-Za-z]{2}", text)} - {*GERMAN, *SENTENCES} == set()
    for text in texts & set(GERMAN):
        assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(GERMAN[text])), text


def test_help_and_wrong_usage_speak_the_systems_language(gleaner):
    _, out, _ = gleaner("--help")
    assert out.startswith("Aufruf: gleaner")
    assert "Englisch ist, was es versteht" in " ".join(out.split())
    code, _, problem = gleaner("log")
    assert code == 2
    assert "Fehler: diese Angaben fehlen: TEXT" in problem
    assert gleaner("--help", system="fr_FR.UTF-8")[1].startswith("usage: gleaner")


def test_the_settings_decide_before_the_system(gleaner, tmp_path):
    home = Home(tmp_path).demo
    home.root.mkdir(parents=True)
    home.settings.write_text('version = 1\n[preferences]\nlanguage = "de"\n')
    assert gleaner("--help", system="en_US.UTF-8")[1].startswith("Aufruf: ")
    home.settings.write_text('version = 1\n[preferences]\nlanguage = "en"\n')
    assert gleaner("--help")[1].startswith("usage: ")


def test_cards_and_outcomes_are_german_and_json_is_not(gleaner):
    words = "2,5h nucleus dev"
    _, out, _ = gleaner("log", words, "--yes")
    assert "2,5 h · Development · heute, " in out
    assert "✓ in Harvest als " in out
    code, _, asked = gleaner("log", "1h acme")
    assert (code, "Welches Projekt?" in asked) == (3, True)
    told = json.loads(gleaner("draft", words, "--json")[1])
    assert told["reply"].startswith("1 entry, 2.5 h for today")
    assert told["drafts"][0]["hours"] == 2.5


async def test_the_conversation_says_once_that_it_is_held_in_english(tmp_path, monkeypatch):
    language.use("de")
    monkeypatch.setattr("sys.stdin", io.StringIO("2,5h nucleus dev\n\n1h acme\n\ndrop\nquit\n"))
    written: list[str] = []
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as services:
        await Dialogue(services, read_line, written.append, is_demo=True).hold()
    assert sum("Englisch ist, was es versteht" in line for line in written) == 1
    assert any(line.startswith("1 Eintrag, 2,5 h für heute, ") for line in written)
    assert "Verworfen. Nichts wurde geschrieben." in written


def test_a_deeds_card_keeps_names_and_tells_its_own_words():
    language.use("de")
    deed = Deed(
        id="1",
        state=DraftState.REFUSED,
        kind=Kind.EXPENSE,
        title="Log an expense",
        action="Log the expense",
        summary="",
        fields=(
            FormField("project", "Project", "1", "Yes", Form.CHOICE),
            FormField("billable", "Billable", "yes", form=Form.FLAG),
            FormField("hours", "Hours", "1.5", "1.5 h", Form.HOURS, before="2 h"),
        ),
        warnings=(Warn("future_date", "today, Fri 20 Nov is still ahead."),),
        reason="Your role in Harvest does not allow that.",
    )
    assert deed_lines(1, deed) == [
        " 1. Eine Ausgabe buchen",
        "    Projekt: Yes",
        "    Abrechenbar: ja",
        "    Stunden: 2 h → 1,5 h",
        "    ! heute, Fr 20. Nov kommt erst noch.",
        "    ✗ Nicht erledigt: Deine Rolle in Harvest erlaubt das nicht.",
    ]
