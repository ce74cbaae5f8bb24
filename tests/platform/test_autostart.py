"""Start at login: what each system is told, and that it is asked anew each time."""

from __future__ import annotations

import contextlib
import plistlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from desktop.platform.autostart import open_autostart
from desktop.platform.autostart.backend import Backend
from desktop.platform.autostart.windows import Windows

COMMAND = ('/opt/my apps/50% "off" $HOME `x` \\y/gleaner', "--in-tray")


class Registry:
    """As much of `winreg` as is used, in memory: `values` by key and name."""

    HKEY_CURRENT_USER, KEY_SET_VALUE, REG_SZ = "user", 2, 1

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], object] = {}

    def CreateKeyEx(self, _root: str, path: str, *_access: int):  # noqa: N802
        return contextlib.nullcontext(path)

    def OpenKey(self, _root: str, path: str, *_access: int):  # noqa: N802
        if not any(key == path for key, _ in self.values):
            raise FileNotFoundError(path)
        return contextlib.nullcontext(path)

    def QueryValueEx(self, key: str, name: str):  # noqa: N802
        try:
            return self.values[key, name], self.REG_SZ
        except KeyError:
            raise FileNotFoundError(name) from None

    def SetValueEx(self, key: str, name: str, _zero: int, _kind: int, value: object) -> None:  # noqa: N802
        self.values[key, name] = value

    def DeleteValue(self, key: str, name: str) -> None:  # noqa: N802
        if self.values.pop((key, name), None) is None:
            raise FileNotFoundError(name)


@pytest.fixture(params=["linux", "darwin", "win32"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    if request.param == "win32":
        return Windows(COMMAND, Registry())
    return open_autostart(COMMAND, {}, tmp_path, request.param)


def test_on_and_off_again_as_often_as_wished(backend: Backend):
    for wish in (False, True, True, False, False, True):
        backend.set(is_on=wish)
        assert backend.is_on() is wish


def xdg(folder: Path) -> tuple[Backend, Path]:
    return open_autostart(
        COMMAND, {"XDG_CONFIG_HOME": str(folder)}, folder, "linux"
    ), folder / "autostart/gleaner.desktop"


def test_a_desktop_file_holds_the_command_as_it_is(tmp_path: Path):
    backend, path = xdg(tmp_path)
    backend.set(is_on=True)
    (line,) = (one for one in path.read_text().splitlines() if one.startswith("Exec="))
    value = line.removeprefix("Exec=").replace("\\\\", "\\")  # a value's own escapes
    words = [re.sub(r"\\(.)", r"\1", word) for word in re.findall(r'"((?:[^"\\]|\\.)*)"', value)]
    assert [word.replace("%%", "%") for word in words] == list(COMMAND)
    if shutil.which("desktop-file-validate"):
        assert subprocess.run(["desktop-file-validate", path], check=False).returncode == 0


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false", "[broken"])
def test_what_a_settings_program_switched_off_is_off(tmp_path: Path, line: str):
    backend, path = xdg(tmp_path)
    backend.set(is_on=True)
    path.write_text(path.read_text().replace("X-GNOME-Autostart-enabled=true", line))
    assert not backend.is_on()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "file").touch()
    backend, _ = xdg(tmp_path / "file")
    with pytest.raises(OSError, match="cannot be written"):
        backend.set(is_on=True)


def test_a_launch_agent_runs_the_command_at_login(tmp_path: Path):
    open_autostart(COMMAND, {}, tmp_path, "darwin").set(is_on=True)
    (agent,) = (tmp_path / "Library/LaunchAgents").iterdir()
    assert plistlib.loads(agent.read_bytes())["ProgramArguments"] == list(COMMAND)


def test_what_the_task_manager_switched_off_is_off_until_it_is_wished_again():
    registry = Registry()
    backend = Windows(COMMAND, registry)
    backend.set(is_on=True)
    registry.values[r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run", "Gleaner"] = b"\x03\0"
    assert not backend.is_on()
    backend.set(is_on=True)
    assert backend.is_on()
