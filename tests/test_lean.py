"""What nobody uses is not loaded."""

import subprocess
import sys


def test_httpx_comes_without_its_command_line_and_works():
    code = (
        "import sys, desktop.app.services, httpx; httpx.Client(trust_env=False).close()\n"
        "print(*(name for name in ('click', 'rich', 'pygments') if name in sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == []


def test_a_key_that_runs_gleaner_quick_does_not_wait_for_qt():
    code = (
        "import sys, desktop.__main__, desktop.app.starting; print(*(one for one in sys.modules if 'PySide6' in one))"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == []


def test_sources_of_modules_that_are_imported_beside_qt_are_not_kept():
    code = (
        "import linecache, desktop.ui; before = set(linecache.cache)\n"
        "import desktop.app.application; print(*(set(linecache.cache) - before))"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == []
