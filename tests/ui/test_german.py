"""Every text of the screen that is marked for translation has its German, with the same places to fill in."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

import desktop.ui
from desktop.app.ports.speech import _SOURCES
from desktop.text import language
from desktop.text.german import GERMAN
from desktop.text.language import tr, use
from desktop.ui.panels.settings.pages import PAGES
from desktop.ui.panels.settings.window import SettingsWindow
from desktop.ui.preview.scenes import SCENES

FOLDER = Path(desktop.ui.__file__).parent


def _strings(node: ast.AST) -> set[str]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def marked(source: str) -> set[str]:
    """The texts in `tr(…)`: literal ones, and where another one is given, those of the module's own constants."""
    tree = ast.parse(source)
    constants = {
        target.id: _strings(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found: set[str] = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "tr":
            first = call.args[0]
            found |= {first.value} if isinstance(first, ast.Constant) else set()
            if not isinstance(first, ast.Constant):
                found |= {text for texts in constants.values() for text in texts if re.match("[A-Z][a-z]", text)}
    return found


ALL = {text for path in FOLDER.rglob("*.py") for text in marked(path.read_text())}
ALL |= {page.title for page in PAGES} | set(_SOURCES.values())


def test_every_text_has_its_german():
    assert {text for text in ALL if re.search("[A-Za-z]{2}", text)} - set(GERMAN) == set()


def test_the_places_to_fill_in_are_the_same():
    places = re.compile(r"{[^}]*}")
    assert [text for text, german in GERMAN.items() if set(places.findall(text)) != set(places.findall(german))] == []


@pytest.fixture
def in_german():
    use("de")
    yield
    use("en")


def test_values_are_filled_in_and_never_translated(in_german):
    assert tr("Forget “{said}”", said="Cancel {said}") == "„Cancel {said}“ vergessen"
    assert tr("words that nobody translated") == "words that nobody translated"


@pytest.mark.parametrize(("environment", "found"), [("de_AT.UTF-8", "de"), ("C", "c"), ("en_GB", "en")])
def test_the_system_says_its_language(monkeypatch, environment, found):
    monkeypatch.setenv("LC_ALL", environment)
    assert language.system_language() == found


@pytest.mark.parametrize("scene", ["settings", "settings_download", "settings_model"])
def test_the_settings_show_no_english_text_that_has_a_german_one(in_german, port, shown, scene):
    window = shown(SettingsWindow(port))
    SCENES[scene](port)
    both_alike = {text for text, german in GERMAN.items() if text == german}
    for row in range(len(PAGES)):
        window.list.setCurrentRow(row)
        shown_texts = {
            widget.text().replace("&&", "&")
            for kind in (QLabel, QAbstractButton)
            for widget in window.findChildren(kind)
            if widget.isVisibleTo(window)
        }
        assert shown_texts & (set(GERMAN) - both_alike) == set()
