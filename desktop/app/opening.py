"""Qt begins, and the first frame is on the screen before the rest of the app is loaded; both come out."""

from __future__ import annotations

from time import monotonic

from PySide6.QtWidgets import QApplication

from desktop.harvest.places import environment_signs_in
from desktop.paths import Home
from desktop.preferences import glance
from desktop.text.language import in_use, use
from desktop.ui.first_frame import FirstFrame
from desktop.ui.theme import FUSION, dress

APP_ID = "gleaner"
_PATIENCE_S = 0.2  # for the window manager


def open_app(home: Home, *, demo: bool, shows: bool) -> tuple[QApplication, FirstFrame | None]:
    """The application in the person's own look and, where a window is to be shown, its first frame.

    Under Wayland, where a window cannot be put where another one stands, there is none.
    """
    qt = QApplication([APP_ID, *FUSION])
    qt.setApplicationName("Gleaner")
    qt.setDesktopFileName(APP_ID)
    qt.setQuitOnLastWindowClosed(False)
    preferences = glance(home.settings)
    use(preferences.language)
    if in_use() != "en":
        _speak_in_dialogs(qt)
    dress(qt, preferences.appearance)
    if not shows or qt.platformName().startswith("wayland"):
        return qt, None
    frame = FirstFrame(takes_words=demo or home.signed_in.exists() or environment_signs_in())
    frame.show()
    late = monotonic() + _PATIENCE_S
    while monotonic() < late and not frame.windowHandle().isExposed():
        qt.processEvents()
    qt.processEvents()  # it is drawn
    return qt, frame


def _speak_in_dialogs(qt: QApplication) -> None:
    """What Qt says by itself, too: months of a calendar, copy and paste, the dialogs for files."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    QLocale.setDefault(QLocale(in_use()))
    translator = QTranslator(qt)
    if translator.load(f"qtbase_{in_use()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        qt.installTranslator(translator)
