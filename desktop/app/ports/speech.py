"""How speech is set up: kept in the settings, in force at once. Lives on the screen's thread; downloads do not."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from desktop.app.ports.model_download import ModelDownload
from desktop.app.ports.read_back import can_speak
from desktop.paths import Home
from desktop.speech import weights
from desktop.speech.errors import WeightsMissing
from desktop.speech.models import MODELS
from desktop.ui.speech_port import DownloadView, Fetch, MicrophoneRow, ModelRow, SpeechPort, SpeechView

if TYPE_CHECKING:
    from desktop.app.ports.microphone_trial import MicrophoneTrial
    from desktop.app.voice import Voice
    from desktop.settings import SpeechSettings

Submit = Callable[[Coroutine[Any, Any, None]], object]

_SOURCES = {
    weights.Source.CONFIGURED: "your own file",
    weights.Source.WHISPER_CACHE: "in Whisper's folder",
    weights.Source.DOWNLOADED: "downloaded",
    weights.Source.PACKAGE: "comes with Gleaner",
}


class SpeechDesk(SpeechPort):
    """`submit` puts a coroutine on the worker's loop. `join` a voice before anything else is called."""

    _not_stored = Signal()

    def __init__(self, home: Home, submit: Submit) -> None:
        super().__init__()
        self._not_stored.connect(self.look)
        self._home = home
        self._submit = submit
        self._voice: Voice | None = None
        self._trial: MicrophoneTrial | None = None
        self._problem = ""
        self._settings: SpeechSettings | None = None
        self._download = ModelDownload(weights.downloads(home.models), submit, self)
        self._download.changed.connect(self._show_download)

    def join(self, voice: Voice) -> None:
        """The voice that these settings are for."""
        self._voice = voice

    def close(self) -> None:
        """The app ends: nothing goes on in the background."""
        self._download.cancel()
        if self._trial:
            self._trial.close()

    # --- the port --------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look at files and devices. QtMultimedia is loaded here at the latest."""
        from desktop.app.ports.microphone_trial import MicrophoneTrial
        from desktop.speech.microphone import devices

        if self._trial is None:
            self._trial = MicrophoneTrial(self)
            self._trial.level.connect(self.level)
            self._trial.changed.connect(self.look)
        self._show(
            SpeechView(
                models=tuple(self._row(name) for name in MODELS),
                model=self.settings.model,
                language=self.settings.language,
                path=self.settings.folder,
                microphones=tuple(MicrophoneRow(one.id, one.name, one.is_default) for one in devices()),
                microphone=self.settings.device,
                reads_back=self.settings.read_back,
                can_read_back=can_speak(),
                ends_after=self.settings.ends_after,
                problem=self._problem,
            )
        )

    def choose_model(self, name: str) -> None:
        """Use that model; one that knows English only takes the language along."""
        language = "en" if MODELS[name].english_only else self.settings.language
        self._change(model=name, language=language)

    def choose_path(self, path: str) -> None:
        """Use own weights, if there are any."""
        problem, model = _judged(path)
        if problem:
            self._problem = problem
            self.look()
        else:
            self._change(folder=path, model=model or self.settings.model)

    def choose_language(self, code: str) -> None:
        """Expect that language."""
        self._change(language=code)

    def choose_microphone(self, device_id: str) -> None:
        """Listen there."""
        self._change(device=device_id)
        if self._trial and self._trial.is_open:
            self._trial.open(device_id)

    def read_back(self, *, is_wanted: bool) -> None:
        """Say aloud what spoken words became, or do not."""
        self._change(read_back=is_wanted)

    def end_after(self, seconds: float) -> None:
        """A pause ends a recording, or does not."""
        self._change(ends_after=seconds)

    def learn_speed(self, model: str, seconds: float) -> None:
        """Kept with half the weight of what was measured before, since computers are busy at times."""
        before = self.settings.speeds.get(model)
        speed = round(seconds if before is None else (before + seconds) / 2, 3)
        changed = self.settings.model_copy(update={"speeds": {**self.settings.speeds, model: speed}})
        self._settings = changed
        self._submit(self._store(changed))

    def try_microphone(self, *, is_wanted: bool) -> None:
        """Show the level of the chosen microphone, and what is heard."""
        if self._trial is None:
            return
        if is_wanted and not self._trial.open(self.settings.device):
            self._show(replace(self._view, problem="No microphone could be opened. Is one connected?"))
        elif not is_wanted:
            self._trial.close()
        elif self._voice:
            self._voice.lend(self._trial.read_by, self.tried.emit)

    def ask_size(self, model: str) -> None:
        """How large is it?"""
        self._download.ask_size(MODELS[model])

    def download(self, model: str) -> None:
        """Fetch it."""
        self._download.start(MODELS[model])

    def cancel_download(self) -> None:
        """Stop."""
        self._download.cancel()

    def delete_download(self, model: str) -> None:
        """Delete what was downloaded of it."""
        self._download.delete(MODELS[model])

    def read_left(self, recording_id: str) -> None:
        """Turn it into words."""
        if self._voice:
            self._voice.read_left(recording_id)

    def delete_left(self, recording_id: str) -> None:
        """Delete it."""
        if self._voice:
            self._voice.delete_left(recording_id)

    # --- settings --------------------------------------------------------------------------------------------------

    @property
    def settings(self) -> SpeechSettings:
        """As they are in force; read from the file when first needed, since that takes longer than a window to show."""
        if self._settings is None:
            self._settings = self._load()
        return self._settings

    def _load(self) -> SpeechSettings:
        from desktop.settings import SettingsError, SpeechSettings, load

        try:
            return load(self._home.settings).speech
        except SettingsError as problem:
            self._problem = str(problem)
            return SpeechSettings()

    def _change(self, **changes: object) -> None:
        changed = self.settings.model_copy(update=changes)
        self._problem = ""
        self._settings = changed
        if self._voice:
            self._voice.apply(changed)
        self._submit(self._store(changed))
        self.look()

    async def _store(self, speech: SpeechSettings) -> None:
        """On the worker's loop, as all writing of settings is, so that no two changes cross."""
        from desktop.settings import SettingsError, update

        try:
            update(self._home.settings, speech=speech)
        except SettingsError as problem:
            self._problem = str(problem)
            self._not_stored.emit()

    def _row(self, name: str) -> ModelRow:
        try:
            source = _SOURCES[weights.find(name, self._home.models, self._folder).source]
        except WeightsMissing:
            source = ""
        files = self._download.files(MODELS[name])
        speed = self.settings.speeds.get(name, 0.0)
        return ModelRow(name, MODELS[name].size, source, MODELS[name].english_only, files.come, files.held, speed)

    @property
    def _folder(self) -> Path | None:
        return Path(self.settings.folder).expanduser() if self.settings.folder else None

    def _show_download(self, view: DownloadView) -> None:
        if view.state is Fetch.DELETED and view.model == self.settings.model:
            view = replace(view, used_now=self._use_another())
        self.download_changed.emit(view)
        if view.state is Fetch.DONE:
            self.choose_model(view.model)
        elif view.state in (Fetch.STOPPED, Fetch.DELETED):
            self.look()

    def _use_another(self) -> str:
        """What was in use is gone: take any that is here, so that speaking goes on. Its name, or "" for none."""
        try:
            other = weights.best(self._home.models, self._folder, self.settings.model).model
        except WeightsMissing:
            return ""
        if other != self.settings.model:
            self.choose_model(other)
        return other


def _judged(path: str) -> tuple[str, str]:
    """What is wrong with own weights at that path, or "", and the model that they are, or "" where no name tells."""
    place = Path(path).expanduser()
    if not path:
        return "", ""
    files = {model.file: name for name, model in MODELS.items()}
    if place.is_file():
        return ("", files.get(place.name, "")) if place.suffix == ".pt" else ("A Whisper model ends in “.pt”.", "")
    found = [name for file, name in files.items() if (place / file).is_file()]
    return ("", found[0]) if found else ("That folder holds no Whisper model, such as “base.pt”.", "")
