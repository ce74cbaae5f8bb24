"""What nobody uses is not loaded."""

import os
import subprocess
import sys
from pathlib import Path


def test_httpx_comes_without_its_command_line_and_works():
    code = (
        "import sys, desktop.app.services, httpx; httpx.Client(trust_env=False).close()\n"
        "print(*(name for name in ('click', 'rich', 'pygments', 'html') if name in sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == []


def test_a_key_that_runs_gleaner_quick_does_not_wait_for_qt():
    code = (
        "import sys, desktop.__main__, desktop.app.starting; print(*(one for one in sys.modules if 'PySide6' in one))"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == []


def test_the_first_frame_makes_nothing_that_it_does_not_show(tmp_path: Path):
    code = (
        "import sys; from pathlib import Path; from desktop.__main__ import build_parser; import desktop.app.starting\n"
        "from desktop.app.opening import open_app; from desktop.paths import Home\n"
        "_, frame = open_app(Home(Path(sys.argv[1])), demo=True, shows=True); assert frame.isVisible()\n"
        "from PySide6 import QtCore, QtWidgets\n"
        "print('Qt' in vars(QtCore), 'QStyle' in vars(QtWidgets))\n"
        "print(*(one for one in ('hashlib', 'json', 'subprocess', 'asyncio', 'desktop.agent') if one in sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "LANG": "C"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert found.stdout.split() == ["False", "False"]


def test_sources_of_modules_that_are_imported_beside_qt_are_not_kept():
    code = (
        "import linecache, desktop.ui; before = set(linecache.cache)\n"
        "import desktop.app.application; print(*(set(linecache.cache) - before))"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == []
