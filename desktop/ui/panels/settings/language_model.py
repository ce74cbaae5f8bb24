"""The language model: which one, where, whether it reads, and in plain words what leaves the machine for it."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from desktop.text import local
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.model_port import ModelView, Trial
from desktop.ui.panels.messages import Notice
from desktop.ui.panels.settings.download import DownloadBox
from desktop.ui.panels.settings.models import ModelList
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.speech_port import DownloadView, Fetch
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import Field, SecretField
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import WordsLabel

_ABOUT = (
    "For free questions and long dictation, if you want one. Without it everything is read on this machine. With it, "
    "your words, the names of your projects and tasks and the figures of an answer go to the address below. It can "
    "never write to Harvest: it makes cards, and you confirm them."
)
_HERE = "Or one that is fetched once and then runs on this machine alone; nothing you say leaves it:"


class LanguageModelSection(Section):
    """Shows `ModelView`s. The key leaves its field once and is kept in the system's keyring."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Language model"), parent)
        self._port = port.language_model
        self._shown: tuple[str, str] | None = None
        self._log_path = ""
        self.notice = Notice("")
        self.model = Field(tr("Model"), "openai/gpt-5-mini, ollama_chat/qwen3:4b, …")
        self.url = Field(tr("Address"), tr("empty: the vendor's own"))
        self.key = SecretField(tr("Key"), tr("none for a model on this machine"))
        self.files = ModelList()
        self.download = DownloadBox()
        self.found = QWidget()
        self._found_row = FlowLayout(theme().space(1), self.found)
        self.state = WordsLabel("", "quiet")
        self.save = Button(tr("Use this model"), "chip", tr("Use this language model"))
        self.file = Button(tr("A file…"), "chip", tr("Use a model in a GGUF file on this machine"))
        self.trial = Button(tr("Try this model"), "chip", tr("Let the language model read twenty sentences of ours"))
        self.remove = Button(tr("Use none"), "chip", tr("Use no language model"))
        self.log = QCheckBox(tr("Keep a log of what is sent, on this machine"))
        self.log.setAccessibleName(self.log.text())
        self.open_log = Button(tr("Show the log"), "chip", tr("Show what was sent to the language model"))
        for widget in (WordsLabel(tr(_ABOUT), "quiet"), self.notice, self.found, self.model, self.url, self.key):
            self.rows.addWidget(widget)
        self.add_line(self.save, self.file, self.trial, self.remove)
        self.here = WordsLabel(tr(_HERE), "quiet")
        for widget in (self.here, self.files, self.download):
            self.rows.addWidget(widget)
        self.rows.addWidget(self.state)
        self.add_line(self.log, self.open_log)
        self.save.clicked.connect(self._choose)
        for field in (self.model, self.url, self.key):
            field.entered.connect(self._choose)
            field.changed.connect(self._typed)
        self.remove.clicked.connect(lambda: self._port.choose("", "", ""))
        self.trial.clicked.connect(self._try)
        self.file.clicked.connect(self._pick)
        self.log.clicked.connect(lambda is_wanted: self._port.keep_log(is_wanted=is_wanted))
        self.open_log.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self._log_path)))
        self.files.chosen.connect(self._port.use_file)
        self.files.fetch.connect(self._port.ask_size)
        self.files.drop.connect(self.download.ask_to_delete)
        self.download.wanted.connect(self._port.download)
        self.download.unwanted.connect(self._port.delete_download)
        self.download.cancelled.connect(self._port.cancel_download)
        self._port.download_changed.connect(self._show_download)
        self._port.changed.connect(self.show_view)
        self.show_view(self._port.view)

    def showEvent(self, event: QShowEvent) -> None:
        """Look how it is set up now."""
        super().showEvent(event)
        self._port.look()

    def show_view(self, view: ModelView) -> None:
        """Show how it is set up."""
        self.notice.line.say("warn", retold(view.problem), "refused", "")
        self.notice.setVisible(bool(view.problem))
        if self._shown != (view.model, view.url):  # what is being typed stays
            self._shown = (view.model, view.url)
            self.model.edit.setText(view.model)
            self.url.edit.setText(view.url)
        kept = tr("kept in the system's keyring") if view.has_key else tr("none for a model on this machine")
        self.key.edit.setPlaceholderText(kept)
        for field in (self.model, self.url, self.key):
            field.setEnabled(not view.is_fixed)
        self._show_found(view)
        for widget in (self.here, self.files):
            widget.setVisible(bool(view.files) and not view.is_fixed)
        self.files.show_rows(view.files, view.file, {})
        is_trying = view.trial is not None and not view.trial.is_over and not view.trial.problem
        if is_trying:
            self.trial.say(tr("Stop"), tr("Stop the trial"))
        else:
            self.trial.say(tr("Try this model"), tr("Let the language model read twenty sentences of ours"))
        self.trial.setEnabled(bool(view.model))
        self.remove.setVisible(bool(view.model) and not view.is_fixed)
        said = state_text(view)
        self.state.show_words(said)
        self.state.setVisible(bool(said))
        self.log.setChecked(view.keeps_log)
        self._log_path = view.log_path
        self.open_log.setVisible(bool(view.log_path))
        self._typed()

    def _show_download(self, view: DownloadView) -> None:
        self.files.pause(is_paused=view.state is Fetch.RUNNING)
        self.download.show_download(view)

    def _show_found(self, view: ModelView) -> None:
        while (item := self._found_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for offered in view.found:
            chip = Button(offered.label, "chip", tr("Use {label}, on this machine", label=offered.label))
            chip.clicked.connect(lambda _=False, o=offered: self._port.choose(o.model, o.url, ""))
            self._found_row.addWidget(chip)
        self.found.setVisible(bool(view.found) and not view.is_fixed)

    def _typed(self) -> None:
        is_new = (self.model.words, self.url.words) != self._shown or bool(self.key.words)
        self.save.setEnabled(bool(self.model.words) and is_new and not self._port.view.is_fixed)

    def _choose(self) -> None:
        if self.save.isEnabled():
            self._port.choose(self.model.words, self.url.words, self.key.take())

    def _pick(self) -> None:
        """A model in a file, run on this machine."""
        path, _ = QFileDialog.getOpenFileName(self, tr("A language model"), "", "GGUF (*.gguf)")
        if path:
            self._port.choose(path, "", "")

    def _try(self) -> None:
        trial = self._port.view.trial
        if trial is not None and not trial.is_over and not trial.problem:
            self._port.stop_trying()
        else:
            self._port.try_out()


def state_text(view: ModelView) -> str:
    """In one or two sentences: how the trial goes or went, and what the model is used for."""
    said = _trial_text(view.trial) if view.trial else ""
    if view.trial and not view.trial.is_over and not view.trial.problem:
        return said
    if not view.model:
        return said
    use = (
        tr("It answers questions and reads what the rules are not sure of.")
        if view.may_read
        else tr("It answers questions only. To let it read messages, too, try it.")
    )
    if view.trial and view.trial.is_over and not view.may_read:
        use = tr("That is not enough to read messages, so it answers questions only.")
    fixed = tr("The environment names this model (GLEANER_LLM_MODEL). ") if view.is_fixed else ""
    return f"{said} {fixed}{use}".strip()


def _trial_text(trial: Trial) -> str:
    if trial.problem:
        return retold(trial.problem)
    each = tr(", {seconds} s each", seconds=local.figure(trial.seconds / trial.read)) if trial.read else ""
    if trial.is_over:
        return tr("It read {right} of {total} sentences right{each}.", right=trial.right, total=trial.total, each=each)
    return tr(
        "It reads sentence {read} of {total}: {right} right so far{each}.",
        read=trial.read + 1,
        total=trial.total,
        right=trial.right,
        each=each,
    )
