"""Ends with 0 as soon as a system tray is there; runs on while there is none."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

app = QApplication(sys.argv)
timer = QTimer(interval=50)
timer.timeout.connect(lambda: QSystemTrayIcon.isSystemTrayAvailable() and app.quit())
timer.start()
sys.exit(app.exec())
