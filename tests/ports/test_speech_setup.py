"""Speech set up through the port: kept in the settings, in force at once; downloads from a site on this machine."""

import contextlib
import hashlib
import http.server
import threading
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.agent.drafts import Reply
from desktop.app.ports import speech as speech_module
from desktop.app.ports.read_back import ReadBack, confirmation
from desktop.app.ports.speech import SpeechDesk
from desktop.app.voice import Voice
from desktop.settings import SpeechSettings, load, update
from desktop.speech import weights
from desktop.speech.errors import NoSpeech, WeightsDamaged, WorkerCrashed
from desktop.speech.models import MODELS, Model
from desktop.speech.recordings import Take
from desktop.ui.preview.sample import CATALOG, asking_project, ready
from desktop.ui.preview.scripted_port import ScriptedPort
from desktop.ui.speech_port import Fetch

BODY = b"weights" * 30_000


@pytest.fixture(autouse=True)
def no_weights_of_this_machine(monkeypatch, tmp_path):
    monkeypatch.setattr(weights, "whisper_cache", lambda: tmp_path / "whisper")


@pytest.fixture
def desk(qapp, home, worker):
    return SpeechDesk(home, worker.submit)


@pytest.fixture
def port(desk):
    """A port whose speech is the real one."""
    one = ScriptedPort(CATALOG)
    one.speech = desk
    return one


@pytest.fixture
def voice(port, home, desk):
    one = Voice(port, home, desk.settings, lambda: None)
    desk.join(one)
    yield one
    one.close()


def test_every_model_says_where_it_is(desk):
    desk.look()
    rows = {row.name: row for row in desk.view.models}
    assert rows["tiny.en"].source == "comes with Gleaner"
    assert rows["small"].source == ""
    assert [row.name for row in desk.view.models] == list(MODELS)


def test_choices_are_kept_and_leave_other_settings_alone(desk, home, voice, qtbot):
    update(home.settings, version=1)
    desk.choose_language("de")
    desk.choose_microphone("headset")
    desk.read_back(is_wanted=True)
    wanted = SpeechSettings(language="de", device="headset", read_back=True)
    qtbot.waitUntil(lambda: load(home.settings).speech == wanted)
    assert voice._speech == wanted


def test_an_english_model_takes_the_language_along(desk, voice):
    desk.choose_language("")
    desk.choose_model("base.en")
    assert (desk.view.model, desk.view.language) == ("base.en", "en")


def test_own_weights_are_judged_before_they_are_used(desk, voice, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    desk.choose_path(str(folder))
    assert "holds no Whisper model" in desk.view.problem
    (folder / "small.pt").touch()
    desk.choose_path(str(folder))
    assert (desk.view.problem, desk.view.path, desk.view.model) == ("", str(folder), "small")
    own = folder / "own.txt"
    own.touch()
    desk.choose_path(str(own))
    assert ".pt" in desk.view.problem
    desk.choose_path("")
    assert desk.view.path == ""


def test_settings_that_cannot_be_written_are_told(desk, voice, home, monkeypatch, qtbot):
    home.settings.mkdir()
    desk.choose_language("fr")
    qtbot.waitUntil(lambda: "settings" in desk.view.problem)


class Site(http.server.BaseHTTPRequestHandler):
    """Half of the body, then it waits until the other side is gone; the rest on request."""

    hold = threading.Event()

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()

    def do_GET(self) -> None:
        start = int(self.headers.get("Range", "bytes=0-")[6:-1])
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(BODY) - start))
        self.end_headers()
        middle = len(BODY) // 2
        if start < middle:
            self.wfile.write(BODY[start:middle])
            self.wfile.flush()
            Site.hold.wait(20)
            start = middle
        with contextlib.suppress(OSError):
            self.wfile.write(BODY[start:])

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def site(monkeypatch):
    """One model that is published on this machine."""
    Site.hold.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_address[1]}/small.pt"
    monkeypatch.setattr(Model, "url", property(lambda _self: address))
    published = Model("small", len(BODY), hashlib.sha256(BODY).hexdigest(), "small.pt")
    monkeypatch.setitem(MODELS, "small", published)
    yield
    Site.hold.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def told(desk):
    """What was told about downloads."""
    views: list = []
    desk.download_changed.connect(views.append)
    return views


def reached(told, state: Fetch) -> bool:
    return bool(told) and told[-1].state is state


def test_a_model_is_fetched_after_its_size_was_told_and_then_used(desk, voice, site, told, qtbot, home):
    desk.ask_size("small")
    qtbot.waitUntil(lambda: reached(told, Fetch.OFFERED))
    assert (told[-1].total, told[-1].site) == (len(BODY), "127.0.0.1")
    assert not Path(home.models / "models").exists()
    Site.hold.set()
    desk.download("small")
    qtbot.waitUntil(lambda: reached(told, Fetch.DONE))
    assert desk.view.model == "small"
    assert {row.name: row.source for row in desk.view.models}["small"] == "downloaded"
    qtbot.waitUntil(lambda: load(home.settings).speech.model == "small")


def test_a_download_that_is_cancelled_goes_on_where_it_was(desk, voice, site, told, qtbot):
    desk.download("small")
    part = desk._download._folder / "small.pt.part"
    qtbot.waitUntil(lambda: part.is_file() and part.stat().st_size > 0)
    desk.cancel_download()
    qtbot.waitUntil(lambda: reached(told, Fetch.STOPPED))
    assert "kept" in told[-1].problem
    assert 0 < told[-1].done < len(BODY)
    Site.hold.set()
    desk.download("small")
    qtbot.waitUntil(lambda: reached(told, Fetch.DONE))


def test_what_has_come_is_shown_and_deleted_but_not_while_more_is_coming(desk, voice, site, told, qtbot):
    desk.download("small")
    part = desk._download._folder / "small.pt.part"
    qtbot.waitUntil(lambda: part.is_file() and part.stat().st_size > 0)
    desk.delete_download("small")
    assert part.is_file()
    desk.cancel_download()
    qtbot.waitUntil(lambda: reached(told, Fetch.STOPPED))
    row = next(row for row in desk.view.models if row.name == "small")
    assert row.come == row.held == part.stat().st_size > 0
    desk.delete_download("small")
    qtbot.waitUntil(lambda: reached(told, Fetch.DELETED))
    assert (told[-1].done, part.exists()) == (row.held, False)
    assert {row.name: row.held for row in desk.view.models}["small"] == 0


def test_a_model_in_use_is_deleted_and_another_one_takes_over(desk, voice, site, told, qtbot):
    Site.hold.set()
    desk.download("small")
    qtbot.waitUntil(lambda: reached(told, Fetch.DONE))
    assert {row.name: row.held for row in desk.view.models}["small"] == len(BODY)
    desk.delete_download("small")
    qtbot.waitUntil(lambda: reached(told, Fetch.DELETED))
    assert (told[-1].done, told[-1].used_now, desk.view.model) == (len(BODY), "tiny.en", "tiny.en")
    assert {row.name: row.source for row in desk.view.models}["small"] == ""


def test_what_cannot_be_deleted_is_told(desk, voice, told, qtbot):
    folder = desk._download._folder
    (folder / "small.pt.part").mkdir(parents=True)
    desk.delete_download("small")
    qtbot.waitUntil(lambda: reached(told, Fetch.STOPPED))
    assert "“small” cannot be deleted" in told[-1].problem


def test_a_site_that_is_away_is_told(desk, voice, told, qtbot, monkeypatch, free_port):
    monkeypatch.setattr(Model, "url", property(lambda _self: f"http://127.0.0.1:{free_port}/small.pt"))
    desk.ask_size("small")
    qtbot.waitUntil(lambda: reached(told, Fetch.STOPPED))
    assert "cannot be reached" in told[-1].problem


def test_speaking_without_a_model_says_so_before_anything_is_recorded(desk, voice, qtbot):
    desk.choose_model("small")
    with qtbot.waitSignal(desk.weights_missing) as missing:
        voice.toggle()
    assert missing.args == ["small"]
    assert voice._recorder is None


@pytest.fixture
def left(home):
    """A recording that a crash left behind."""
    take = Take(home.recordings, datetime(2026, 11, 20, 18, 4))
    take.append(b"\0\1" * 16_000)
    return take.close()


def test_a_recording_that_was_left_behind_is_offered_and_deleted(desk, voice, left, qtbot):
    with qtbot.waitSignal(desk.left_over) as offered:
        voice.offer_left()
    (one,) = offered.args[0]
    assert (one.began, one.seconds) == (left.began, 1.0)
    desk.delete_left(one.id)
    assert not left.path.exists()


def test_a_recording_cannot_be_read_without_a_model_and_stays(desk, voice, left, qtbot):
    desk.choose_model("small")
    with qtbot.waitSignal(desk.weights_missing):
        desk.read_left(left.path.name)
    assert left.path.exists()


def test_silence_is_told_kindly_and_damage_with_what_to_do(port, voice, left, qtbot):
    with qtbot.assertNotEmitted(port.failed), qtbot.waitSignal(port.told) as told:
        voice._failed(NoSpeech())
    assert told.args[0].startswith("No speech heard")
    with qtbot.waitSignals([port.failed, port.speech.left_over]):
        voice._failed(WeightsDamaged("The file is damaged."))


def test_trouble_of_the_recogniser_is_told_while_it_tries_again(port, voice, qtbot):
    with qtbot.waitSignal(port.waiting) as told:
        voice._told_trouble(WorkerCrashed("Speech recognition ended unexpectedly."))
    assert told.args == ["Speech recognition ended unexpectedly. Trying once more."]


def test_reading_back_is_short_and_says_what_is_asked():
    assert confirmation(Reply("", (ready("Mobile App", 11, "4"), ready("Café Menu", 11, "2")))) == "2 entries, 6 h."
    assert confirmation(Reply("", (asking_project(),))) == "1 needs a project."
    assert confirmation(Reply("Fine.")) == "Fine."
    parts = Reply("", (ready("Mobile App", 11, "4"),)), Reply("28 h.")
    assert confirmation(Reply("28 h.", parts[0].drafts, parts=parts)) == "1 entry, 4 h. 28 h."


def test_only_the_reply_to_spoken_words_is_read_back(qapp, monkeypatch):
    monkeypatch.setattr(speech_module, "can_speak", lambda: True)
    monkeypatch.setattr("desktop.app.ports.read_back.can_speak", lambda: True)
    said: list[str] = []
    one = ReadBack()
    aloud = SimpleNamespace(say=said.append)
    monkeypatch.setattr(ReadBack, "_speech", property(lambda _self: aloud))
    one.hear(Reply("Typed."))
    one.expect()
    one.hear(Reply("Spoken."))
    one.hear(Reply("Typed again."))
    assert said == ["Spoken."]


def test_the_speed_of_a_model_is_measured_by_using_it_and_kept(desk, voice, home, qtbot):
    desk.learn_speed("tiny.en", 0.1)
    desk.learn_speed("tiny.en", 0.2)
    qtbot.waitUntil(lambda: load(home.settings).speech.speeds == {"tiny.en": 0.15})
    desk.look()
    assert {row.name: row.speed for row in desk.view.models}["tiny.en"] == 0.15
