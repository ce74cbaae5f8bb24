"""Looks and habits as the screen sees them: in force at once, kept in the settings on the worker's loop."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from desktop.paths import Home
from desktop.preferences import Preferences, glance
from desktop.ui.preferences_port import LoginView, PreferencesPort

Submit = Callable[[Coroutine[Any, Any, None]], object]


class LoginStart(Protocol):
    """What the system has for starting programs at login. Both raise OSError, with a sentence, where it cannot."""

    def is_on(self) -> bool:
        """Whether the system will start Gleaner."""

    def set(self, *, is_on: bool) -> None:
        """Start it from now on, or no longer."""


class PreferencesDesk(PreferencesPort):
    """`submit` puts a coroutine on the worker's loop; `login` is None where this system has no such thing."""

    def __init__(self, home: Home, submit: Submit, login: LoginStart | None = None) -> None:
        super().__init__(glance(home.settings))
        self._home = home
        self._submit = submit
        self._starter = login

    @property
    def folder(self) -> str:
        """The folder of settings, journal and recordings."""
        return str(self._home.root)

    def look_at_login(self) -> None:
        """Ask the system."""
        starter = self._starter
        if starter is None:
            self._show_login(LoginView(problem="Gleaner cannot start at login on this system by itself."))
            return

        async def work() -> None:
            self._show_login(_login(starter))

        self._submit(work())

    def start_at_login(self, *, is_wanted: bool) -> None:
        """Tell the system, then ask it what it has now."""
        starter = self._starter
        if starter is None:
            return

        async def work() -> None:
            try:
                starter.set(is_on=is_wanted)
            except OSError as problem:
                self._show_login(LoginView(_login(starter).is_on, can_change=True, problem=str(problem)))
            else:
                self._show_login(_login(starter))

        self._submit(work())

    def _keep(self, value: Preferences) -> None:
        async def work() -> None:
            from desktop.settings import SettingsError, update

            try:
                update(self._home.settings, preferences=value)
            except SettingsError as problem:
                self.failed.emit(str(problem))

        self._submit(work())


def _login(starter: LoginStart) -> LoginView:
    try:
        return LoginView(starter.is_on(), can_change=True)
    except OSError as problem:
        return LoginView(problem=str(problem))
