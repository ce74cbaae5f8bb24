"""What must be there before the first test of a session."""

from collections.abc import Iterator

import pytest

from tests.sound import SoundServer
from tests.sound import sound_server as run_sound_server


@pytest.fixture(scope="session")
def sound_server() -> Iterator[SoundServer]:
    """A private sound server with a virtual microphone."""
    with run_sound_server() as server:
        yield server


@pytest.fixture(scope="session", autouse=True)
def sound_comes_first(request: pytest.FixtureRequest) -> None:
    """QtMultimedia connects to a sound server once in a process, so ours must be there before any window."""
    if any("sound" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue("sound_server")
