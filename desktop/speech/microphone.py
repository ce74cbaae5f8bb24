"""The microphone, through QtMultimedia: which there are, and 16 kHz mono out of the one that was chosen.

QtMultimedia is imported when the first `Microphone` is made, not before: it costs memory that a user who types never
needs. Devices are found asynchronously by the sound server, so the list may be empty for a moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.speech.audio import RATE, Resampler

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource, QMediaDevices

#: Holds what arrives while the screen's thread is busy.
_BUFFER_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone: `id` is the system's and stays the same, `name` is for the user."""

    id: str
    name: str
    is_default: bool


def devices() -> tuple[Device, ...]:
    """Those that are connected now, the default one first."""
    from PySide6.QtMultimedia import QMediaDevices

    _media_devices()
    default = _id(QMediaDevices.defaultAudioInput())
    found = [Device(_id(each), each.description(), _id(each) == default) for each in QMediaDevices.audioInputs()]
    return tuple(sorted(found, key=lambda device: not device.is_default))


class Microphone(QObject):
    """Sound from one device at a time.

    Signals:

    arrived: `bytes`, 16-bit mono at 16 kHz, as it comes.
    lost: The open device went away or gave up.
    changed: Devices were connected or removed.
    """

    arrived = Signal(bytes)
    lost = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = _media_devices()
        self._devices.audioInputsChanged.connect(self._inputs_changed)
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._id = ""
        self._convert: _Converter | None = None
        self.name = ""

    def open(self, wished: str | None = None) -> bool:
        """Open that device, or the default one where it is not connected. False where there is none at all."""
        from PySide6.QtMultimedia import QAudioSource, QMediaDevices, QtAudio

        self.close()
        inputs = {_id(each): each for each in QMediaDevices.audioInputs()}
        device = inputs.get(wished or "") or QMediaDevices.defaultAudioInput()
        if device.isNull():
            return False
        audio = _format(device)
        self._id, self.name = _id(device), device.description()
        self._convert = None if _is_plain(audio) else _Converter(audio)
        self._source = QAudioSource(device, audio, self)
        self._source.setBufferSize(int(_BUFFER_SECONDS * audio.bytesForDuration(1_000_000)))
        self._source.stateChanged.connect(self._state_changed)
        # Against its type, `start` gives None where the device cannot be opened.
        self._stream = self._source.start()
        if self._source.error() != QtAudio.Error.NoError:
            self.close()
            return False
        self._stream.readyRead.connect(self._read)
        return True

    def read(self) -> None:
        """Take what has arrived and was not delivered yet."""
        self._read()

    def close(self) -> None:
        """Let the device go."""
        source, self._source = self._source, None
        stream, self._stream = self._stream, None
        self._id = ""
        if stream is not None:
            stream.readyRead.disconnect(self._read)
        if source is not None:
            source.stateChanged.disconnect(self._state_changed)
            source.stop()
            source.deleteLater()

    @property
    def is_open(self) -> bool:
        """Whether a device is open."""
        return self._source is not None

    def _read(self) -> None:
        if self._stream is None:
            return
        raw = bytes(self._stream.readAll().data())
        pcm = self._convert(raw) if self._convert else raw
        if pcm:
            self.arrived.emit(pcm)

    def _state_changed(self) -> None:
        from PySide6.QtMultimedia import QtAudio

        if self._source is not None and self._source.state() == QtAudio.State.StoppedState:
            self._read()
            self.close()
            self.lost.emit()

    def _inputs_changed(self) -> None:
        from PySide6.QtMultimedia import QMediaDevices

        if self._id and self._id not in {_id(each) for each in QMediaDevices.audioInputs()}:
            self._read()
            self.close()
            self.lost.emit()
        self.changed.emit()


class _Converter:
    """From the device's own format to ours, for devices that refuse it. The only place here that needs numpy."""

    def __init__(self, audio: QAudioFormat) -> None:
        self._channels = audio.channelCount()
        self._width = audio.bytesPerSample()
        self._float = audio.sampleFormat() == type(audio).SampleFormat.Float
        self._resampler = Resampler(audio.sampleRate())
        self._rest = b""

    def __call__(self, raw: bytes) -> bytes:
        import numpy as np

        raw = self._rest + raw
        whole = len(raw) // (self._width * self._channels) * self._width * self._channels
        self._rest = raw[whole:]
        mono = self._samples(raw[:whole]).reshape(-1, self._channels).mean(axis=1, dtype="float32")
        return (np.clip(self._resampler.feed(mono), -1.0, 1.0) * 32767).astype("<i2").tobytes()

    def _samples(self, raw: bytes) -> NDArray[np.float32]:
        import numpy as np

        from desktop.speech.audio import floats

        return np.frombuffer(raw, np.float32) if self._float else floats(raw, self._width)


@cache
def _media_devices() -> QMediaDevices:
    """The list of devices: one for the life of the application, made without Qt's FFmpeg plugin.

    WORKAROUND: with the last list Qt lets go of its connection to PulseAudio, from another thread; a stream that is
    opened meanwhile ends the process ("Assertion 'c' failed … pa_context_get_state()").

    QtMultimedia loads its plugin for films and files (13 MB of memory) along with the first device list, for good.
    Recording needs nothing of it, so at that moment there is no plugin to be found; Qt says so once, on standard error.
    """
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtMultimedia import QMediaDevices

    paths = QCoreApplication.libraryPaths()
    QCoreApplication.setLibraryPaths([])
    try:
        made = QMediaDevices(QCoreApplication.instance())
        QMediaDevices.audioInputs()
    finally:
        QCoreApplication.setLibraryPaths(paths)
    return made


def _id(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode(errors="replace")


def _format(device: QAudioDevice) -> QAudioFormat:
    from PySide6.QtMultimedia import QAudioFormat

    wished = QAudioFormat()
    wished.setSampleRate(RATE)
    wished.setChannelCount(1)
    wished.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return wished if device.isFormatSupported(wished) else device.preferredFormat()


def _is_plain(audio: QAudioFormat) -> bool:
    from PySide6.QtMultimedia import QAudioFormat

    return (audio.sampleRate(), audio.channelCount(), audio.sampleFormat()) == (
        RATE,
        1,
        QAudioFormat.SampleFormat.Int16,
    )
