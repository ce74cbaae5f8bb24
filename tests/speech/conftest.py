"""Real parts for the tests of speech: the tiny.en weights, one warm worker, a sound server with a microphone."""

from __future__ import annotations

import json
import os
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from desktop.harvest.catalog import Catalog, Client, Project, Task
from desktop.speech import weights
from desktop.speech.transcriber import Transcriber
from desktop.speech.vocabulary import Vocabulary, vocabulary
from tests.sound import SoundServer

DATA = Path(__file__).parent.parent / "data" / "speech"


@pytest.fixture(scope="session")
def williams() -> bytes:
    """ "Four hours on the Williams account and two on internal training", 16-bit mono at 16 kHz."""
    with wave.open(str(DATA / "williams.wav")) as file:
        return file.readframes(file.getnframes())


@pytest.fixture(scope="session")
def words() -> Vocabulary:
    """The vocabulary of the demo account."""
    path = Path(__file__).parent.parent.parent / "desktop" / "demo" / "account.json"
    account = json.loads(path.read_text("utf-8"))
    tasks = {each["name"]: Task(each["id"], each["name"], True) for each in account["tasks"]}
    clients = {each["name"]: Client(each["id"], each["name"]) for each in account["clients"]}
    projects = (
        Project(
            each["id"],
            each["name"],
            each["code"],
            clients[each["client"]],
            tuple(tasks[task["task"]] for task in each["tasks"]),
        )
        for each in account["projects"]
        if each["is_active"]
    )
    return vocabulary(Catalog(tuple(projects)))


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder in which tiny.en is converted once for all tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def transcriber(cache: Path) -> Iterator[Transcriber]:
    """One warm worker with the real tiny.en weights."""
    made = Transcriber(lambda: weights.find("tiny.en", cache))
    made.start().result(120)
    yield made
    made.close()


@pytest.fixture
def sound(sound_server: SoundServer) -> Iterator[SoundServer]:
    """The sound server, quiet again after the test."""
    yield sound_server
    sound_server.quiet()
