"""What speech does to the app that runs it: the longest stall of the screen, and memory, of a process with a window.

    python -m benchmarks.speech_app [WAV]

A private PulseAudio plays the WAV into a virtual microphone. The app is a process of its own: the real window, the real
voice, recorder and worker; a timer of 5 ms counts how late it is. Then 15 minutes of speech go through the recorder as
fast as it takes them, with a decoder that answers at once, so that what grows is the recorder's own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
import traceback
from concurrent.futures import Future
from importlib import import_module
from pathlib import Path
from typing import Any

from desktop.speech.audio import BYTES_PER_SECOND
from desktop.speech.wav import read_wav

CLIP = Path(__file__).parent.parent / "tests" / "data" / "speech" / "two_entries.wav"
MINUTES = 15
STEP = 2048
_TOLD = 0.04


def main() -> None:
    """Print the figures."""
    from tests.sound import sound_server

    clip = Path(sys.argv[1]) if len(sys.argv) > 1 else CLIP
    with sound_server() as server, tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "benchmarks.speech_app", "--app", home]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as app:
            assert app.stdout
            for line in app.stdout:
                if line.startswith("listening"):
                    server.play(read_wav(clip) + bytes(BYTES_PER_SECOND))
                else:
                    print(line.rstrip(), flush=True)
    with tempfile.TemporaryDirectory() as home:
        subprocess.run([sys.executable, "-m", "benchmarks.speech_app", "--long", home], check=True)


def resident() -> float:
    """MB of this process in memory."""
    line = next(line for line in Path("/proc/self/status").read_text("utf-8").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


class Pulse:
    """Beats every 5 ms on the screen's thread; `longest` is the longest time between two beats, in seconds.

    Where a beat is 40 ms late, another thread notes what the screen's thread is doing.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest = 0.0
        self.stalls: list[str] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)
        self._screen = threading.main_thread().ident or 0
        threading.Thread(target=self._watch, daemon=True).start()

    def restart(self) -> float:
        """The longest so far; begin anew."""
        longest, self.longest, self._last = self.longest, 0.0, time.perf_counter()
        return longest

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def _watch(self) -> None:
        while True:
            time.sleep(0.005)
            if time.perf_counter() - self._last > _TOLD:
                frames = traceback.extract_stack(sys._current_frames()[self._screen])
                place = " < ".join(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in frames[:-6:-1])
                if not self.stalls or self.stalls[-1] != place:
                    self.stalls.append(place)


def app(home: str) -> None:
    """The app process: press to speak twice, once cold and once warm, and say how late the screen was."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from desktop.app.voice import Voice
    from desktop.paths import Home
    from desktop.settings import SpeechSettings
    from desktop.ui.panels.chat import ChatWindow
    from desktop.ui.preview.sample import CATALOG
    from desktop.ui.preview.scripted_port import ScriptedPort

    import_module("desktop.app.services")  # the real app has loaded its core long before
    application = QApplication(["bench", "-platform", "offscreen"])
    port = ScriptedPort(CATALOG)
    window = ChatWindow(port)
    window.show()
    voice = Voice(port, Home(Path(home)), SpeechSettings(model="tiny.en"), lambda: None)

    def wait(ready: Any, seconds: float = 90.0) -> None:
        ended = time.monotonic() + seconds
        while not ready() and time.monotonic() < ended:
            application.processEvents()
            time.sleep(0.0005)

    def rest(seconds: float) -> None:
        done: list[bool] = []
        QTimer.singleShot(int(seconds * 1000), lambda: done.append(True))
        wait(lambda: bool(done))

    states: list[str] = []
    words: list[str] = []
    port.microphone.connect(states.append)
    port.spoken.connect(words.append)
    rest(1.0)
    before = resident()
    pulse = Pulse()
    for run in ("cold", "warm"):
        states.clear()
        words.clear()
        pulse.restart()
        voice.toggle()
        wait(lambda: "listening" in states)
        opened = pulse.restart()
        print("listening", flush=True)
        rest(9.0)
        spoken = pulse.restart()
        voice.toggle()
        wait(lambda: bool(words) or "failed" in states)
        rest(0.5)
        ended = pulse.restart()
        print(
            f"longest stall of the screen, {run}: {opened * 1000:.0f} ms while the microphone opens and the worker"
            f" starts, {spoken * 1000:.0f} ms while speaking, {ended * 1000:.0f} ms from stop to words {words}",
            flush=True,
        )
    during = resident()
    voice.close()
    rest(0.5)
    print(f"memory of the app process: {before:.0f} MB before, {during:.0f} MB during, {resident():.0f} MB after")
    for stall in pulse.stalls:
        print(f"    over {_TOLD * 1000:.0f} ms: {stall}")


class _Instant:
    """Answers every piece at once with two words."""

    def start(self) -> None:
        """Always warm."""

    def transcribe(self, pcm: bytes, phrases: tuple[str, ...] = (), language: str | None = None) -> Future[Any]:
        """No words of anybody."""
        from desktop.speech.transcript import Decoded, Word

        future: Future[Any] = Future()
        words = (Word(" two", 0.9), Word(" hours.", 0.9))
        future.set_result(Decoded("two hours.", "en", words, audio_seconds=len(pcm) / BYTES_PER_SECOND))
        return future


def long(home: str) -> None:
    """Fifteen minutes through the recorder, faster than real time."""
    from PySide6.QtCore import QCoreApplication

    from desktop.speech.recorder import Recorder, RecorderState

    application = QCoreApplication([])
    recorder = Recorder(_Instant(), Path(home))  # type: ignore[arg-type]
    recorder._dictation = recorder._new_dictation()
    recorder._listen()
    pcm = read_wav(CLIP)
    for start in range(0, 10 * BYTES_PER_SECOND, STEP):  # what is loaded once does not count
        recorder._take_in(pcm[start % len(pcm) :][:STEP])
    before, began, fed, slowest = resident(), time.perf_counter(), 0, 0.0
    while fed < MINUTES * 60 * BYTES_PER_SECOND:
        for start in range(0, len(pcm), STEP):
            at = time.perf_counter()
            recorder._take_in(pcm[start : start + STEP])
            slowest = max(slowest, time.perf_counter() - at)
            application.processEvents()
        fed += len(pcm)
    took, grown = time.perf_counter() - began, resident() - before
    recorder.stop()
    while recorder.state is not RecorderState.IDLE:
        application.processEvents()
    kept = sum(path.stat().st_size for path in Path(home).iterdir())
    print(
        f"{MINUTES} minutes of speech: {grown:+.1f} MB of memory, {kept / 2**20:.0f} MB on disk, {took:.1f} s of the"
        f" screen's thread in all, {slowest * 1000:.0f} ms at most for {STEP * 1000 // BYTES_PER_SECOND} ms of sound"
    )


if __name__ == "__main__":
    if "--app" in sys.argv:
        app(sys.argv[-1])
    elif "--long" in sys.argv:
        long(sys.argv[-1])
    else:
        main()
