# ruff: noqa: N818 (the tree below says that they are errors; a sentence reads better without it each time)
"""What can go wrong between a voice and its words. `str(error)` is a sentence for the user: what happened, what to do.

SpeechError
├── MicrophoneError
│   ├── NoMicrophone          none is connected
│   ├── PermissionRefused     the system does not let us listen
│   ├── MicrophoneSilent      it delivers, but only zeros
│   └── MicrophoneLost        unplugged, or stopped delivering (what was said is kept)
├── WeightsError
│   ├── WeightsMissing        no source has the chosen model
│   └── WeightsDamaged        a file is not what it claims to be
├── DownloadError
│   ├── DownloadCancelled     by the user; what was fetched is kept
│   └── DownloadStalled       no bytes for too long; what was fetched is kept
├── WorkerError
│   ├── WorkerCrashed         the process that decodes ended by itself
│   ├── WorkerHung            it gave no answer in time
│   └── DecodingFailed        it answered with an error
├── NoSpeech                  nothing in the sound is a voice
└── UnreadableAudio           a file that is not a WAV we can read
"""

from __future__ import annotations


class SpeechError(Exception):
    """Root of all errors of speech."""


class MicrophoneError(SpeechError):
    """The microphone cannot be used."""


class NoMicrophone(MicrophoneError):
    """None is connected."""

    def __init__(self) -> None:
        super().__init__("No microphone was found. Connect one, or type instead.")


class PermissionRefused(MicrophoneError):
    """The system does not let us listen."""

    def __init__(self, where: str) -> None:
        super().__init__(f"The system does not let Gleaner use the microphone. Allow it in {where}, then try again.")


class MicrophoneSilent(MicrophoneError):
    """Buffers arrive, but hold only zeros: muted in hardware, or refused without saying so."""

    def __init__(self, device: str) -> None:
        super().__init__(f"“{device}” gives only silence. Is it muted, or used by another program? Choose another one.")


class MicrophoneLost(MicrophoneError):
    """The device went away or stopped delivering. What was said until then is kept."""

    def __init__(self, device: str) -> None:
        super().__init__(f"“{device}” stopped delivering sound. What you said until then was kept.")


class WeightsError(SpeechError):
    """The model's weights cannot be used."""


class WeightsMissing(WeightsError):
    """No source has the chosen model."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"The speech model “{model}” is not on this machine. Download it in Settings, or choose another."
        )


class WeightsDamaged(WeightsError):
    """A weights file is not what it claims to be."""


class DownloadError(SpeechError):
    """A model could not be downloaded."""


class DownloadCancelled(DownloadError):
    """Cancelled by the user. What was fetched is kept, so that it can go on later."""


class DownloadStalled(DownloadError):
    """No bytes for too long. What was fetched is kept, so that it can go on later."""


class WorkerError(SpeechError):
    """The process that turns sound into words failed twice on the same recording."""


class WorkerCrashed(WorkerError):
    """It ended by itself."""


class WorkerHung(WorkerError):
    """It gave no answer in time and was ended."""


class DecodingFailed(WorkerError):
    """It answered with an error instead of words."""


class NoSpeech(SpeechError):
    """Nothing in the sound is a voice."""

    def __init__(self) -> None:
        super().__init__("No speech heard.")


class UnreadableAudio(SpeechError):
    """A file that is not a WAV we can read."""
