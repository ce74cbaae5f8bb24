"""Speech: model, language, microphone, reading back."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from desktop.text import plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.panels.messages import Notice
from desktop.ui.panels.settings.download import DownloadBox
from desktop.ui.panels.settings.languages import LANGUAGES
from desktop.ui.panels.settings.models import ModelList
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.speech_port import DownloadView, Fetch, SpeechView
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import ElidedLabel, WordsLabel
from desktop.ui.widgets.level_meter import LevelMeter
from desktop.ui.widgets.menu_button import MenuButton

_ABOUT = "Words are recognised on this machine. Larger models hear better and take longer."
_TIERS = {"tiny": "Fast", "base": "Balanced", "small": "Accurate"}


class SpeechSection(Section):
    """Shows `SpeechView`s; every change is in force at once."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Speech"), parent)
        self._port = port.speech
        self.notice = Notice("")
        self.models = ModelList()
        self.download = DownloadBox()
        self.path = ElidedLabel(role="quiet")
        self.use_file = Button(tr("Use this file…"), "chip", tr("Use a model file of your own"))
        self.use_folder = Button(tr("Use this folder…"), "chip", tr("Use a folder with models of your own"))
        self.use_none = Button(tr("Stop using it"), "link", tr("Stop using the file or folder of your own"))
        self.language = MenuButton(tr("Language"))
        self.microphone = MenuButton(tr("Microphone"))
        self.trial = Button(tr("Try it"), "chip", tr("Try the microphone: show how loud it is"))
        self.trial.setCheckable(True)
        self.meter = LevelMeter()
        self.tried = WordsLabel("", "quiet")
        self.ends = MenuButton(tr("A recording ends"))
        self.read_back = QCheckBox(tr("Say aloud what my spoken words became"))
        self.read_back.setAccessibleName(self.read_back.text())
        self._build()
        self._connect()
        self.show_view(port.speech.view)

    def show_view(self, view: SpeechView) -> None:
        """Show how speech is set up."""
        self.notice.line.say("warn", retold(view.problem), "refused", "")
        self.notice.setVisible(bool(view.problem))
        ranks = {row.name: tr(tier(row.name, view.language)) for row in view.models}
        self.models.show_rows(view.models, view.model, ranks)
        self.path.show_words(view.path)
        self.path.setVisible(bool(view.path))
        self.use_none.setVisible(bool(view.path))
        chosen = next((row for row in view.models if row.name == view.model), None)
        english = chosen is not None and chosen.is_english_only
        self.language.show_choices([(code, tr(name)) for code, name in LANGUAGES], "en" if english else view.language)
        self.language.setEnabled(not english)
        hint = tr("This model knows English only. Choose one without “.en” for other languages.") if english else ""
        self.language.setToolTip(plain.tooltip(hint))
        self.microphone.show_choices(_microphones(view), view.microphone)
        self.ends.show_choices(_ends(view.ends_after), f"{view.ends_after:g}")
        self.read_back.setChecked(view.reads_back)
        self.read_back.setVisible(view.can_read_back)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at what is there now."""
        super().showEvent(event)
        self._port.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: let the microphone go."""
        super().hideEvent(event)
        self.trial.setChecked(False)

    def _build(self) -> None:
        look = theme()
        for widget in (WordsLabel(tr(_ABOUT), "quiet"), self.notice, self.models, self.download):
            self.rows.addWidget(widget)
        self.rows.addWidget(self.path)
        self.add_line(self.use_file, self.use_folder, self.use_none)
        self.rows.addSpacing(look.space(2))
        self.add_row(tr("Language"), self.language)
        self.add_row(tr("Microphone"), self.microphone)
        self.add_row("", self.trial, self.meter)
        self.rows.addWidget(self.tried)
        self.add_row(tr("Ends"), self.ends)
        self.rows.addWidget(self.read_back)
        self.meter.hide()
        self.tried.hide()

    def _connect(self) -> None:
        port = self._port
        port.changed.connect(self.show_view)
        port.download_changed.connect(self._show_download)
        port.level.connect(self.meter.add)
        port.tried.connect(self._show_tried)
        self.ends.chosen.connect(lambda value: port.end_after(float(value)))
        self.models.chosen.connect(port.choose_model)
        self.models.fetch.connect(port.ask_size)
        self.models.drop.connect(self.download.ask_to_delete)
        self.download.unwanted.connect(port.delete_download)
        self.download.wanted.connect(port.download)
        self.download.cancelled.connect(port.cancel_download)
        self.use_file.clicked.connect(self._choose_file)
        self.use_folder.clicked.connect(self._choose_folder)
        self.use_none.clicked.connect(lambda: port.choose_path(""))
        self.language.chosen.connect(port.choose_language)
        self.microphone.chosen.connect(port.choose_microphone)
        self.trial.toggled.connect(self._try)
        self.read_back.clicked.connect(lambda wanted: port.read_back(is_wanted=wanted))

    def _show_download(self, view: DownloadView) -> None:
        self.models.pause(is_paused=view.state is Fetch.RUNNING)
        self.download.show_download(view)

    def _try(self, wanted: bool) -> None:
        self.trial.say(
            tr("Stop") if wanted else tr("Try it"),
            tr("Stop trying the microphone") if wanted else tr("Try the microphone"),
        )
        self.meter.reset()
        self.meter.setVisible(wanted)
        self.tried.setVisible(wanted)
        self.tried.show_words(tr("Say a sentence; it is shown here, and kept nowhere.") if wanted else "")
        self._port.try_microphone(is_wanted=wanted)

    def _show_tried(self, words: str) -> None:
        if self.trial.isChecked():
            self.tried.show_words(tr("Heard: “{words}”", words=words))

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("A Whisper model"), "", "Whisper (*.pt)")
        if path:
            self._port.choose_path(path)

    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, tr("A folder with Whisper models"))
        if path:
            self._port.choose_path(path)


def tier(name: str, language: str) -> str:
    """`Fast`, `Balanced` or `Accurate` for the model of that kind that suits the language; "" for all others."""
    kind, _, english = name.partition(".")
    return _TIERS.get(kind, "") if bool(english) == (language == "en") else ""


def _ends(chosen: float) -> list[tuple[str, str]]:
    """When a recording ends; a time that only the settings file has stays in the list."""
    seconds = sorted({2.0, 3.0, 5.0, chosen} - {0.0})
    return [
        ("0", tr("When I say so")),
        *((f"{each:g}", tr("After {seconds:g} s of silence, too", seconds=each)) for each in seconds),
    ]


def _microphones(view: SpeechView) -> list[tuple[str, str]]:
    """The system's default first; a chosen one that is unplugged stays in the list."""
    default = next((row.name for row in view.microphones if row.is_default), "")
    rows = [("", tr("The system's default ({name})", name=default) if default else tr("The system's default"))]
    rows += [(row.id, row.name) for row in view.microphones]
    if view.microphone and view.microphone not in dict(rows):
        rows.append((view.microphone, tr("The one chosen before (not connected)")))
    return rows
