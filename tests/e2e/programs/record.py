"""Records the default microphone, 16 kHz mono, until its input closes; prints "ready", then seconds and loudness."""

import sys

import numpy as np
from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtMultimedia import QAudioFormat, QAudioSource, QMediaDevices

app = QCoreApplication(sys.argv)
wanted = QAudioFormat()
wanted.setSampleRate(16000)
wanted.setChannelCount(1)
wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
source = QAudioSource(QMediaDevices.defaultAudioInput(), wanted)
device = source.start()
heard = bytearray()


def read() -> None:
    if not heard:
        print("ready", flush=True)
    heard.extend(device.readAll().data())


device.readyRead.connect(read)
ended = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
ended.activated.connect(app.quit)
app.exec()
samples = np.frombuffer(bytes(heard), np.int16).astype(np.float64) / 32768
print(f"{len(samples) / 16000:.2f} {np.abs(samples).max():.3f}", flush=True)
