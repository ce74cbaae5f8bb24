"""A tray icon and a window that prints each line typed into it: what the desktop of these tests must carry."""

import sys

from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QSystemTrayIcon

app = QApplication(sys.argv)
pixmap = QPixmap(22, 22)
pixmap.fill(QColor("seagreen"))
icon = QSystemTrayIcon(QIcon(pixmap))
icon.setToolTip("tray of the test")
icon.show()
field = QLineEdit()
field.setWindowTitle("Desktop under test")
field.resize(300, 60)
field.returnPressed.connect(lambda: print(field.text(), flush=True))
field.show()
print("tray" if icon.isSystemTrayAvailable() else "no tray", flush=True)
sys.exit(app.exec())
