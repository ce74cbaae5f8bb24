"""A private PulseAudio with a virtual microphone, for tests that listen."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class SoundServer:
    """PulseAudio with a sink that leads nowhere, whose other end is the default microphone."""

    folder: Path
    environment: dict[str, str]
    players: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def run(self, *command: str, given: bytes | None = None) -> str:
        done = subprocess.run(command, env=self.environment, input=given, capture_output=True, check=True)
        return done.stdout.decode().strip()

    def play(self, pcm: bytes, sink: str = "gleaner") -> subprocess.Popen[bytes]:
        """Speak into the microphone; the process ends when all was played."""
        path = self.folder / "play.pcm"
        path.write_bytes(pcm)
        command = ["paplay", "--raw", "--rate=16000", "--channels=1", "--format=s16le", f"--device={sink}", str(path)]
        player = subprocess.Popen(command, env=self.environment)
        self.players.append(player)
        return player

    @contextmanager
    def unplugged(self) -> Iterator[None]:
        """For a while there is no microphone at all."""
        self.run("pactl", "unload-module", "module-remap-source")
        self.run("pactl", "unload-module", "module-null-sink")
        try:
            yield
        finally:
            self.plug()

    def plug(self) -> None:
        """Connect the microphone."""
        # Qt does not list monitors as microphones; what a remap makes of one, it does.
        self.run("pactl", "load-module", "module-null-sink", "sink_name=gleaner", "rate=16000", "channels=1")
        self.run("pactl", "load-module", "module-remap-source", "master=gleaner.monitor", "source_name=microphone")
        self.run("pactl", "set-default-source", "microphone")

    def quiet(self) -> None:
        """End all that still plays."""
        while self.players:
            player = self.players.pop()
            player.terminate()
            player.wait()


@contextmanager
def sound_server() -> Iterator[SoundServer]:
    """A private sound server; this process's QtMultimedia uses it from its first use of sound on."""
    # A socket's path may have about 100 characters; pytest's folders are too deep for that.
    folder = Path(tempfile.mkdtemp(prefix="gleaner-sound-"))
    socket = folder / "native"
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder), "PULSE_SERVER": f"unix:{socket}"}
    command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--log-level=error"]
    command.append(f"--load=module-native-protocol-unix socket={socket} auth-anonymous=1")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    made = SoundServer(folder, environment)
    deadline = time.monotonic() + 10
    while subprocess.run(["pactl", "info"], env=environment, capture_output=True, check=False).returncode:
        assert server.poll() is None, (folder / "log").read_text()
        assert time.monotonic() < deadline, "the sound server does not answer"
    made.plug()
    before = os.environ.get("PULSE_SERVER")
    os.environ["PULSE_SERVER"] = environment["PULSE_SERVER"]
    yield made
    if before is None:
        del os.environ["PULSE_SERVER"]
    else:
        os.environ["PULSE_SERVER"] = before
    server.terminate()
    server.wait(10)
    shutil.rmtree(folder, ignore_errors=True)
