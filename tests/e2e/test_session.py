"""The desktop that the other tests stand on, tried with tiny programs: tray, windows, keyboard, sound, keyring."""

from __future__ import annotations

import math
import struct
import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.processes import Child, read_line
from tests.e2e.session import DesktopSession


@pytest.fixture
def program(desktop: DesktopSession) -> Iterator[Child]:
    child = desktop.python("tray-program", "tray.py", stdout=subprocess.PIPE)
    yield child
    child.stop()


def test_a_tray_takes_the_icon_and_a_window_takes_the_keyboard(
    desktop: DesktopSession, program: Child, tmp_path: Path
) -> None:
    assert program.process.stdout
    assert read_line(program.process.stdout, "the program's word on the tray") == "tray"
    window = desktop.find_window("^Desktop under test$")
    desktop.focus(window)
    desktop.type("1h30 on Acme's site")
    desktop.key("Return")
    assert read_line(program.process.stdout, "the line typed") == "1h30 on Acme's site"
    assert (window.width, window.height) == (300, 60)
    picture = desktop.screenshot(tmp_path / "screen.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 1000


def test_the_microphone_hears_what_is_played(desktop: DesktopSession, tmp_path: Path) -> None:
    tone = tmp_path / "tone.wav"
    with wave.open(str(tone), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        file.writeframes(b"".join(struct.pack("<h", int(16000 * math.sin(i * 0.17))) for i in range(16000)))
    recorder = desktop.python("recorder", "record.py", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert recorder.process.stdin
    assert recorder.process.stdout
    assert read_line(recorder.process.stdout, "the recorder's first sound") == "ready"
    desktop.play(tone)
    recorder.process.stdin.close()
    seconds, loudest = map(float, read_line(recorder.process.stdout, "what was heard").split())
    assert seconds >= 1.0
    assert 0.3 < loudest < 0.7


def test_the_keyring_keeps_a_secret(desktop: DesktopSession) -> None:
    keep = "import keyring; keyring.set_password('field', 'me', 'wheat'); print(keyring.get_keyring())"
    kept = desktop.run(sys.executable, "-c", keep)
    assert "SecretService" in kept.stdout, kept.stderr
    read = desktop.run(sys.executable, "-c", "import keyring; print(keyring.get_password('field', 'me'))")
    assert read.stdout.strip() == "wheat"
