"""Every text of the screen that is marked for translation has its German, with the same places to fill in."""

import ast
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

import desktop.ui
from desktop.app.ports.speech import _SOURCES
from desktop.text import language, local, plain
from desktop.text.german import GERMAN
from desktop.text.german_sentences import SENTENCES
from desktop.text.language import tr, use
from desktop.text.plain import FULL_DAYS, MONTHS, WEEKDAYS
from desktop.text.retold import retold
from desktop.ui.cards.deed_text import offered
from desktop.ui.panels.chat import ChatWindow
from desktop.ui.panels.settings.account import AccountSection
from desktop.ui.panels.settings.languages import LANGUAGES as SPOKEN
from desktop.ui.panels.settings.pages import PAGES
from desktop.ui.panels.settings.window import SettingsWindow
from desktop.ui.preview.deed_scenes import INVOICE
from desktop.ui.preview.scenes import SCENES
from desktop.ui.sign_in_port import SignInView, Step
from tests.marked import marked, name_of

FOLDER = Path(desktop.ui.__file__).parent


SHOWING = set(
    "QLabel WordsLabel ElidedLabel Button GlyphButton MenuButton GlyphLine QCheckBox QAction addAction setText "
    "setTitle setPlaceholderText setAccessibleName setAccessibleDescription tooltip show_words say rename "
    "setWindowTitle put add_reply add_notice add_row show_choices announce showMessage "
    "getOpenFileName Look InlineEdit Picker".split()
)
"""Calls whose words are shown, or read aloud."""

MARKED = {"tr", "retold", "counted", "keys", "shown", "setProperty"}
NO_WORDS = re.compile(r"Gleaner…?|(Ctrl|Alt)\+\S*|Esc|(alias|left|waiting|timer|https):.*|Whisper \(.*")


def unmarked(source: str) -> list[str]:
    """Words that are given to a call that shows them and that `tr` does not know: `setText("Ready")`."""

    def words_in(node: ast.AST) -> list[str]:
        if isinstance(node, ast.Compare) or (isinstance(node, ast.Call) and name_of(node.func) in MARKED):
            return []
        if isinstance(node, ast.JoinedStr):
            inner = [text for value in node.values if not isinstance(value, ast.Constant) for text in words_in(value)]
            plain = "".join(value.value for value in node.values if isinstance(value, ast.Constant))
            return inner + ([plain] if re.search("[A-Za-z]{3}", plain) and not NO_WORDS.fullmatch(plain) else [])
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_shown = re.match("[A-Z][a-z]+", node.value) or re.search("[A-Za-z] [A-Za-z]", node.value)
            return [node.value] if is_shown and not NO_WORDS.fullmatch(node.value) else []
        return [text for child in ast.iter_child_nodes(node) for text in words_in(child)]

    calls = [one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call) and name_of(one.func) in SHOWING]
    return [text for call in calls for given in (*call.args, *call.keywords) for text in words_in(given)]


ALL = {text for path in FOLDER.rglob("*.py") for text in marked(path.read_text())}
ALL |= {*WEEKDAYS, *FULL_DAYS, *MONTHS, "Today", "Yesterday", "Tomorrow"}
ALL |= {name for _, name in SPOKEN}
ALL |= {page.title for page in PAGES} | set(_SOURCES.values())


def test_every_text_has_its_german():
    assert {text for text in ALL if re.search("[A-Za-z]{2}", text)} - set(GERMAN) == set()


def test_a_sentence_of_the_core_is_german_on_the_screen_and_its_names_stay(in_german):
    assert retold("2 entries, 6.5 h for today, Fri 20 Nov.") == "2 Einträge, 6,5 h für heute, Fr 20. Nov."
    assert retold("Took “training and support” for Task and Day (Mon).") == (
        "„training and support“ als Task and Day (Mon) gelesen."
    )
    assert retold("Acme is archived, so it takes no time. Words that nobody translated.") == (
        "Acme ist archiviert und nimmt keine Zeit. Words that nobody translated."
    )
    assert retold("Harvest refused 1 entry: May is archived: no time can be logged to it.") == (
        "Harvest hat 1 Eintrag abgelehnt: May ist archiviert: Darauf lässt sich nichts buchen."
    )
    assert local.day(date(2026, 11, 20), date(2026, 11, 21)) == "Gestern, Fr 20. Nov"
    assert retold("Changed to 2.5 h. That makes 9.5 h on that day. Harvest cannot be reached.") == (
        "Geändert zu 2,5 h. Das ergibt 9,5 h an diesem Tag. Harvest ist nicht zu erreichen."
    )
    assert retold("Ctrl+Alt+Space works everywhere.") == "Strg+Alt+Leertaste wirkt überall."
    assert (local.hours(Decimal(4)), plain.hours(Decimal(4))) == ("4,00", "4.00")


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Mon 2 Nov to Fri 20 Nov", "Mo 2. Nov bis Fr 20. Nov"),
        ("9:00 to 11:30", "9:00 bis 11:30"),
        ("Nobody is to get it", "Nobody is to get it"),
        ("October 2026", "Oktober 2026"),
        ("Only the first 4,000 characters were read.", "Nur die ersten 4.000 Zeichen wurden gelesen."),
        ("“is it late?” waits: say it by itself.", "“is it late?” wartet: Sag es für sich allein."),
        (
            "In Harvest: 0 h, A, B, entry 7. Harvest keeps it, though no time went by; “delete it” takes it out",
            "In Harvest: 0 h, A, B, Eintrag 7. Harvest behält ihn, obwohl keine Zeit verging; “delete it” löscht ihn",
        ),
        ("Harvest asks us to slow down, 8 s", "Harvest bittet um eine Pause, 8 s"),
        ("May 2026, until today", "Mai 2026, bis heute"),
        ("E-mail invoice 2026-011 to dana@globex.example", "Rechnung 2026-011 mailen, an dana@globex.example"),
        ("E-mail invoice of the week to all", "E-mail invoice of the week to all"),
        (
            "2026-011 · Globex · $61,385.00 · draft · today, Mon 30 Nov",
            "2026-011 · Globex · $61,385.00 · Entwurf · heute, Mo 30. Nov",
        ),
    ],
)
def test_a_pattern_takes_what_it_was_written_for_and_nothing_else(in_german, english, german):
    assert retold(english) == german


def test_a_card_offers_its_own_words_in_german_and_names_as_they_are(in_german, port, shown):
    window = shown(ChatWindow(port))
    SCENES["deed_invoice"](port)
    seen = _shown_texts(window)
    assert {"Alles, was nicht in Rechnung gestellt ist", "eine Zeile je Aufgabe", "wie in Harvest"} <= seen
    assert [one.text for one in offered(INVOICE.fields[5])] == ["wie in Harvest", "net 30"]


def test_the_sentences_of_the_core_stay_english_until_a_language_is_in_use():
    assert retold("Which task?") == "Which task?"


CORE = [
    *(FOLDER.parent / "agent").glob("*.py"),
    *(path for name in ("deeds", "evidence", "writes") for path in (FOLDER.parent / "agent" / name).glob("*.py")),
    *(FOLDER.parent / "agent/reading").rglob("*.py"),
    *(FOLDER.parent / "agent/model" / f"{name}.py" for name in ("errors", "loop", "side", "connected")),
    *(FOLDER.parent / "harvest").rglob("*.py"),
    *(FOLDER.parent / "platform/hotkey").glob("*.py"),
    *(FOLDER.parent / "app/ports").glob("*.py"),
    *(FOLDER.parent / name / "errors.py" for name in ("agent/journal", "speech")),
    *(FOLDER.parent / f"{name}.py" for name in ("app/single", "paths", "settings", "speech/loading")),
    *(FOLDER.parent / f"speech/{name}.py" for name in ("download", "download_files", "transcriber")),
]
ELSEWHERE = (
    "Is this to be logged, and {}?",  # these are put together of what is known
    "Is it this {}?",
    "Dropped {}.",
    "That asks {}.",
    "Please check {} first.",
    "{} has {}.",
    "Gleaner runs already{}, but it does not answer.",
    "End that process, then start Gleaner again.",
    "{}.",
    "{}: nothing is written before you confirm.",
    "There {}.",
    "As you logged it on {} {}.",
    "{} are shown; {} read.",
    "Say “{}” to see them.",
    "They are not logged unseen.",
    "Error: that was looked up already; answer with what is known.",  # to the model
    "You can close this window and go back to Gleaner.",  # in the browser, as Harvest's own page is
    "This answer does not belong to the sign-in that Gleaner waits for. It still waits for the right one.",
    "There is nothing here.",
    "The second reader's weights are not installed ({}).",  # for who sets the program up
    "The second reader needs onnxruntime, which is not installed.",
    "how much did I work last week?",  # said to the reader, which reads English
)


def _skeleton(text: str) -> str:
    """Places alike: `Copied from {} {}.` and `Copied from {day}.` are one."""
    return re.sub(r"{}(?:,? {}|{}| h\b)*", "{}", re.sub(r"{[^}]*}", "{}", text)).strip()


def sentences_of(source: str) -> set[str]:
    """What stands in a module of the core that reads like a sentence, each with bare places."""
    tree = ast.parse(source)
    passed = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and name_of(call.func) in {"warning", "info", "error", "exception", "debug"}:
            passed |= {id(inner) for inner in ast.walk(call)}
        if isinstance(call, ast.JoinedStr):
            passed |= {id(inner) for inner in call.values}
    found = set()
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value.strip())
        elif isinstance(node, ast.JoinedStr):
            found.add("".join(one.value if isinstance(one, ast.Constant) else "{}" for one in node.values).strip())
    return {
        text
        for text in found
        if text.endswith((".", "?")) and re.search(r"[A-Za-z]{2} [a-z]+ ?.*[.?]$", text) and "\\" not in text
    }


def test_every_sentence_of_the_core_has_its_german():
    known = {_skeleton(text) for text in (*SENTENCES, *GERMAN, *ELSEWHERE)} | {"{}"}

    def is_known(text: str) -> bool:
        whole = _skeleton(text)
        parts = re.split(r"(?<=[.!?]) (?=[A-Z{“])", whole)
        return whole in known or all(part in known or part.removeprefix("{} ") in known for part in parts)

    missing = {
        path.name: texts
        for path in CORE
        if (texts := [text for text in sentences_of(path.read_text()) if not is_known(text)])
    }
    assert missing == {}, "give them German in desktop/text/german_*.py, by their pattern"


@pytest.mark.parametrize("folder", ["cards", "panels", "widgets", "answers"])
def test_every_text_that_is_shown_is_marked(folder):
    found = {path.name: unmarked(path.read_text()) for path in (FOLDER / folder).rglob("*.py")}
    assert {name: texts for name, texts in found.items() if texts} == {}
    assert unmarked((FOLDER / "tray.py").read_text()) == []


def test_the_places_to_fill_in_are_the_same():
    places = re.compile(r"{[^}]*}")
    every = [*GERMAN.items(), *SENTENCES.items()]
    assert [text for text, german in every if set(places.findall(text)) != set(places.findall(german))] == []


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


def _shown_texts(window: QWidget) -> set[str]:
    QApplication.processEvents()  # what was just added is shown by the next event
    widgets = [one for kind in (QLabel, QAbstractButton, QLineEdit) for one in window.findChildren(kind)]
    seen = [one for one in widgets if one.isVisibleTo(window)]
    return {text.replace("&&", "&") for one in seen for text in (one.text(), one.accessibleName())}


@pytest.mark.parametrize(
    "scene", ["checking", "asking", "refused", "offers", "outbox", "timer", "week_day", "today", "deed_mail"]
)
def test_the_chat_shows_no_english_text_that_has_a_german_one(in_german, port, shown, scene):
    window = shown(ChatWindow(port))
    SCENES[scene](port)
    both_alike = {text for text, german in {**GERMAN, **SENTENCES}.items() if text == german}
    assert _shown_texts(window) & ({*GERMAN, *SENTENCES} - both_alike) == set()


def test_how_one_is_signed_in_is_told_in_german(in_german, port, shown):
    section = shown(AccountSection(port))
    port.scripted_sign_in.use_demo()
    assert section.how.text() == "Nichts verlässt diesen Computer."
    port.scripted_sign_in.show(SignInView(Step.DONE, account_id=1, how="personal access token"))
    assert section.how.text() == "Über: persönliches Zugangstoken."


@pytest.mark.parametrize("scene", ["settings", "settings_download", "settings_model"])
def test_the_settings_show_no_english_text_that_has_a_german_one(in_german, port, shown, scene):
    window = shown(SettingsWindow(port))
    SCENES[scene](port)
    both_alike = {text for text, german in GERMAN.items() if text == german}
    for row in range(len(PAGES)):
        window.list.setCurrentRow(row)
        assert _shown_texts(window) & (set(GERMAN) - both_alike) == set()
