"""The part of the port about looks and habits: light or dark, language, day target, favourites, start at login."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from desktop.preferences import Appearance, Preferences


@dataclass(frozen=True, slots=True)
class LoginView:
    """Whether the system starts Gleaner at login: as it is, not as it was wished. `problem` says why it cannot be."""

    is_on: bool = False
    can_change: bool = False
    problem: str = ""


class PreferencesPort(QObject):
    """Methods return at once and are in force at once. Signals, all on the screen's thread:

    changed: `Preferences`. login_changed: `LoginView`. failed: str, why a change could not be kept.
    """

    changed = Signal(object)
    login_changed = Signal(object)
    failed = Signal(str)

    def __init__(self, value: Preferences | None = None) -> None:
        super().__init__()
        self._value = value or Preferences()
        self._login = LoginView()

    @property
    def value(self) -> Preferences:
        """As they are in force."""
        return self._value

    @property
    def login(self) -> LoginView:
        """As last shown."""
        return self._login

    @property
    def folder(self) -> str:
        """Where settings, journal and recordings are; "" where nobody may open it."""
        return ""

    def choose_appearance(self, appearance: Appearance) -> None:
        """Light or dark from now on."""
        self._change(replace(self._value, appearance=appearance))

    def choose_language(self, code: str) -> None:
        """That language for whatever is shown anew; "" is the system's."""
        self._change(replace(self._value, language=code))

    def choose_day_hours(self, hours: Decimal | None) -> None:
        """A working day holds so many hours; None asks Harvest."""
        self._change(replace(self._value, day_hours=hours))

    def choose_favourites(self, favourites: tuple[str, ...]) -> None:
        """These sentences, in this order."""
        self._change(replace(self._value, favourites=favourites))

    def choose_keeps_chat(self, *, is_wanted: bool) -> None:
        """Keep today's chat for the next start, or keep none of it and forget what was kept."""
        self._change(replace(self._value, keeps_chat=is_wanted))

    def look_at_login(self) -> None:
        """Tell whether the system starts Gleaner at login; `login_changed` follows."""

    def start_at_login(self, *, is_wanted: bool) -> None:
        """Start at login, or do not; `login_changed` follows, with what became of it."""
        raise NotImplementedError

    def _change(self, value: Preferences) -> None:
        if value != self._value:
            self._value = value
            self._keep(value)
            self.changed.emit(value)

    def _keep(self, value: Preferences) -> None:
        """Keep them for the next start."""
        raise NotImplementedError

    def _show_login(self, view: LoginView) -> None:
        self._login = view
        self.login_changed.emit(view)
