"""Global shortcuts: their keys, whether they work, and a trial."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.panels.messages import Notice
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.shortcut_port import KeysView, ShortcutView
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.keys_edit import KeysEdit
from desktop.ui.widgets.labels import WordsLabel

_ABOUT = "Keys that bring Gleaner from every program. Click a field and press the keys that you want."


class ShortcutSection(Section):
    """Shows `ShortcutView`s; every change is in force at once."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Shortcut"), parent)
        self._port = door = port.shortcut
        self.notice = Notice("")
        self.switch = QCheckBox(tr("Use these keys in every program"))
        self.switch.setAccessibleName(self.switch.text())
        self.quick = KeysEdit(tr("Keys for quick entry"))
        self.talk = KeysEdit(tr("Keys to hold while speaking"))
        self.quick_status = WordsLabel("", "quiet")
        self.talk_status = WordsLabel("", "quiet")
        self.trial = WordsLabel("", "quiet")
        self.test = Button(tr("Try the keys"), "chip", tr("Try the keys of the shortcuts"))
        for widget in (WordsLabel(tr(_ABOUT), "quiet"), self.notice, self.switch):
            self.rows.addWidget(widget)
        for name, edit, status in (
            (tr("Quick entry"), self.quick, self.quick_status),
            (tr("Hold and talk"), self.talk, self.talk_status),
        ):
            edit.setFixedWidth(theme().space(44))
            self.add_row(name, edit)
            self.rows.addWidget(status)
            edit.recording.connect(lambda is_recording: door.record(is_recording=is_recording))
        self.add_row("", self.test)
        self.rows.addWidget(self.trial)
        self.switch.clicked.connect(lambda is_on: door.switch(is_on=is_on))
        self.quick.pressed.connect(lambda keys: door.choose(quick=keys, talk=self._view.talk.keys))
        self.talk.pressed.connect(lambda keys: door.choose(quick=self._view.quick.keys, talk=keys))
        self.test.clicked.connect(lambda: door.try_out(is_wanted=not self._view.is_trying))
        door.changed.connect(self.show_view)
        self.show_view(door.view)

    def show_view(self, view: ShortcutView) -> None:
        """Show how it is."""
        self._view = view
        self.notice.line.say("warn", retold(view.problem), "refused", "")
        self.notice.setVisible(bool(view.problem))
        self.switch.setChecked(view.is_on)
        self._show_keys(self.quick, self.quick_status, view.quick)
        self._show_keys(self.talk, self.talk_status, view.talk)
        self.test.setEnabled(view.quick.is_active or view.talk.is_active)
        self.test.say(tr("Stop trying") if view.is_trying else tr("Try the keys"))
        self.trial.show_words(view.trial)
        self.trial.setVisible(bool(view.trial))

    def hideEvent(self, event: QHideEvent) -> None:
        """A trial ends with the window; the keys do their work again."""
        super().hideEvent(event)
        if self._view.trial:
            self._port.try_out(is_wanted=False)

    def _show_keys(self, edit: KeysEdit, label: WordsLabel, view: KeysView) -> None:
        edit.show_keys(view.keys)
        edit.setEnabled(self._view.is_on)
        label.show_words(retold(view.status))
        label.setVisible(bool(view.status))
