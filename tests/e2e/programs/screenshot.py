"""Writes what is on the screen to the PNG file that the first argument names."""

import sys

from PySide6.QtGui import QGuiApplication

app = QGuiApplication(sys.argv)
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1], "PNG"))
