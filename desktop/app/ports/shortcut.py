"""Global shortcuts as the screen sees them: settings in, claimed keys out, and each press becomes a signal."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSocketNotifier, QTimer, Signal

from desktop.paths import Home
from desktop.ui.shortcut_port import KeysView, ShortcutPort, ShortcutView

if TYPE_CHECKING:
    from desktop.platform.hotkey.backend import Backend, Deed, Status, Stroke
    from desktop.settings import ShortcutSettings

TRIAL_MS = 15_000
"""How long a trial waits for the keys."""

Submit = Callable[[Coroutine[Any, Any, None]], object]

log = logging.getLogger(__name__)


class ShortcutDesk(ShortcutPort):
    """`submit` puts a coroutine on the worker's loop: there the backend is loaded, and settings are read and written.

    Once loaded, the backend is the screen's.
    """

    _opened = Signal(object, object)
    _unkept = Signal(str)

    def __init__(self, home: Home, submit: Submit) -> None:
        super().__init__()
        self._home = home
        self._submit = submit
        self._backend: Backend | None = None
        self._wanted: ShortcutSettings | None = None
        self._notifier: QSocketNotifier | None = None
        self._is_recording = False
        self._statuses: dict[Deed, Status] = {}
        self._opened.connect(self._take)
        self._unkept.connect(lambda problem: self._show(replace(self._view, problem=problem)))
        self._patience = QTimer(self, interval=TRIAL_MS, singleShot=True)
        self._patience.timeout.connect(self._give_up)

    def start(self) -> None:
        """Claim the keys of the settings; `changed` follows."""
        self._submit(self._open())

    def close(self) -> None:
        """Let go of the keys."""
        self._stop_listening()
        if self._backend:
            self._backend.close()
            self._backend = None

    # --- the port --------------------------------------------------------------------------------------------------

    def switch(self, *, is_on: bool) -> None:
        """On or off."""
        self._change(is_on=is_on)

    def choose(self, *, quick: str, talk: str) -> None:
        """Other keys."""
        from desktop.platform.hotkey.keys import KeysError, parse

        try:
            first, second = parse(quick), parse(talk)
        except KeysError as problem:
            self._show(replace(self._view, problem=str(problem)))
            return
        if first == second:
            self._show(replace(self._view, problem=f"{first} has a meaning already. Choose other keys."))
            return
        self._change(quick=str(first), talk=str(second))

    def record(self, *, is_recording: bool) -> None:
        """The keys that are claimed could not be recorded otherwise."""
        if is_recording != self._is_recording:
            self._is_recording = is_recording
            self._claim()

    def try_out(self, *, is_wanted: bool) -> None:
        """Wait for the keys, or no longer."""
        keys = " or ".join(one.pressed for one in (self._view.quick, self._view.talk) if one.is_active)
        if is_wanted and keys:
            self._patience.start()
            self._show(replace(self._view, trial=f"Press {keys} now, in any window.", is_trying=True))
        else:
            self._patience.stop()
            self._show(replace(self._view, trial="", is_trying=False))

    # --- claiming --------------------------------------------------------------------------------------------------

    async def _open(self) -> None:
        from desktop.platform.hotkey import open_backend
        from desktop.settings import SettingsError, ShortcutSettings, load

        try:
            wanted = load(self._home.settings).shortcut
        except SettingsError:  # told by whoever needs them
            wanted = ShortcutSettings()
        self._opened.emit(open_backend(os.environ), wanted)

    def _take(self, backend: Backend, wanted: ShortcutSettings) -> None:
        self._backend, self._wanted = backend, wanted
        number = backend.fileno()
        if number >= 0:
            self._notifier = QSocketNotifier(number, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._read)
        self._claim()

    def _change(self, **changes: object) -> None:
        if self._wanted is None:
            return
        self._is_recording = False  # what was recorded is tried at once
        self._wanted = self._wanted.model_copy(update=changes)
        self._view = replace(self._view, problem="")
        self._claim()
        self._submit(self._keep(self._wanted))

    async def _keep(self, wanted: ShortcutSettings) -> None:
        """Where all settings are written, so that no change is lost to another one."""
        from desktop.settings import SettingsError, update

        try:
            update(self._home.settings, shortcut=wanted)
        except SettingsError as problem:
            self._unkept.emit(str(problem))

    def _claim(self) -> None:
        from desktop.platform.hotkey.backend import Deed
        from desktop.platform.hotkey.keys import KeysError, parse

        if self._backend is None or self._wanted is None:
            return
        wanted, views, claims = self._wanted, {}, {}
        for deed, text in ((Deed.QUICK, wanted.quick), (Deed.TALK, wanted.talk)):
            views[deed] = KeysView(text, "Off." if not wanted.is_on else "")
            try:
                claims[deed] = parse(text)
            except KeysError as problem:  # written into the file by hand
                views[deed] = KeysView(text, str(problem))
        may_claim = wanted.is_on and not self._is_recording
        self._statuses = self._backend.bind(claims if may_claim else {})
        if self._is_recording:
            return
        self._show(ShortcutView(wanted.is_on, views[Deed.QUICK], views[Deed.TALK], self._view.problem))
        self._show_statuses()
        self._read()

    def _show_statuses(self) -> None:
        from desktop.platform.hotkey.backend import Deed, Standing

        views = {Deed.QUICK: self._view.quick, Deed.TALK: self._view.talk}
        for deed, status in self._statuses.items():
            is_active = status.standing is Standing.ACTIVE
            views[deed] = KeysView(views[deed].keys, status.sentence, is_active, status.given)
            if not is_active and status.standing is not Standing.WAITING:
                log.warning("%s", status.sentence)
        self._show(replace(self._view, quick=views[Deed.QUICK], talk=views[Deed.TALK]))

    # --- presses ---------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        if self._backend is None:
            return
        try:
            strokes = self._backend.strokes()
        except ConnectionError:
            log.warning("The shortcuts' connection is lost")
            self._stop_listening()
            return
        statuses = self._backend.statuses()
        if statuses != self._statuses and not self._is_recording:
            self._statuses = statuses
            self._show_statuses()
        for stroke in strokes:
            self._follow(stroke)

    def _follow(self, stroke: Stroke) -> None:
        from desktop.platform.hotkey.backend import Deed

        if stroke.token:
            os.environ["XDG_ACTIVATION_TOKEN"] = stroke.token  # Qt hands it in with the window that comes up
        if self._view.is_trying:
            if stroke.is_down:
                self._patience.stop()
                keys = (self._view.quick if stroke.deed is Deed.QUICK else self._view.talk).pressed
                self._show(replace(self._view, trial=f"{keys} has arrived: it works.", is_trying=False))
        elif stroke.deed is Deed.TALK:
            (self.talk_began if stroke.is_down else self.talk_ended).emit()
        elif stroke.is_down:
            self.quick.emit()

    def _give_up(self) -> None:
        from desktop.platform.hotkey.backend import INSTEAD

        words = f"Nothing has arrived: something on this computer keeps the keys. Choose others. {INSTEAD}"
        self._show(replace(self._view, trial=words, is_trying=False))

    def _stop_listening(self) -> None:
        if self._notifier:
            self._notifier.setEnabled(False)
            self._notifier = None
