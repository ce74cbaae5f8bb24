"""Start at login on Windows: a value under the person's Run key, which the Task Manager may have switched off."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from typing import Any

_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
_NAME = "Gleaner"


class Windows:
    """`registry` is Python's `winreg`, which only Windows has."""

    def __init__(self, command: Sequence[str], registry: Any = None) -> None:
        if registry is None:
            import winreg as registry
        self._command = command
        self._registry = registry

    def is_on(self) -> bool:
        """Whether the value is there and its first byte in the Task Manager's list, where there is one, is even."""
        if self._value(_RUN) is None:
            return False
        verdict = self._value(_APPROVED)
        return not (isinstance(verdict, bytes) and verdict and verdict[0] % 2)

    def set(self, *, is_on: bool) -> None:
        """Write the value, or delete it; either way the Task Manager's verdict on the old one goes."""
        registry = self._registry
        self._delete(_APPROVED)
        if not is_on:
            self._delete(_RUN)
            return
        with registry.CreateKeyEx(registry.HKEY_CURRENT_USER, _RUN, 0, registry.KEY_SET_VALUE) as key:
            registry.SetValueEx(key, _NAME, 0, registry.REG_SZ, subprocess.list2cmdline(self._command))

    def _value(self, path: str) -> object:
        registry = self._registry
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, path) as key:
                value: object = registry.QueryValueEx(key, _NAME)[0]
                return value
        except FileNotFoundError:
            return None

    def _delete(self, path: str) -> None:
        registry = self._registry
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, path, 0, registry.KEY_SET_VALUE) as key:
                registry.DeleteValue(key, _NAME)
        except FileNotFoundError:
            pass
