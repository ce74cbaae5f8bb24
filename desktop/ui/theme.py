"""Turns the colours into a Qt look: palette, style sheet, fonts and spacing; follows the system's light or dark live.

Every length is a multiple of `unit`, which comes from the system font, so large fonts and 200 % screens keep the
proportions. Fonts are the system's, only scaled; nothing here names a font family or a pixel size for text.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from desktop.preferences import Appearance
from desktop.ui.colours import DARK, LIGHT, Colours
from desktop.ui.icons import place_of
from desktop.ui.stylesheet import stylesheet
from desktop.ui.tokens import RADIUS, TYPE, Radius, Type

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "field"),
    (QPalette.ColorRole.AlternateBase, "hover"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Button, "card"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.ToolTipBase, "card"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.PlaceholderText, "quiet"),
    (QPalette.ColorRole.Highlight, "selection"),
    (QPalette.ColorRole.HighlightedText, "on_selection"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.BrightText, "refused"),
)
_SCHEMES = {
    Appearance.SYSTEM: None,
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """The look of the running application. Signals: changed: after colours were swapped; repaint what is painted."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.colours: Colours = LIGHT
        self._measured: tuple[QFont | None, int] = (None, 4)
        self._forced: Qt.ColorScheme | None = None
        app.setStyle("Fusion")
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._apply)

    @property
    def unit(self) -> int:
        """The smallest step of the spacing scale in device-independent pixels: a quarter of a line of text."""
        font = self._app.font()
        if font != self._measured[0]:
            self._measured = font, max(4, round(QFontMetrics(font).height() / 4))
        return self._measured[1]

    def space(self, steps: float) -> int:
        """`steps` units in device-independent pixels."""
        return round(self.unit * steps)

    def radius(self, name: Radius) -> int:
        """How round the corners of that kind of thing are, in device-independent pixels."""
        return round(self.unit * RADIUS[name])

    def font(self, size: Type = "body", *, bold: bool = False) -> QFont:
        """The system font in a size of the scale; bold is the semi-bold that headings use."""
        scale = TYPE[size]
        font = QFont(self._app.font())
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * scale)
        else:
            font.setPixelSize(round(font.pixelSize() * scale))
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def colour(self, name: str) -> QColor:
        """The colour of that name in the present scheme."""
        return QColor(getattr(self.colours, name))

    def force(self, scheme: Qt.ColorScheme | None) -> None:
        """Use that scheme whatever the system says; None follows the system again."""
        if scheme is not self._forced:
            self._forced = scheme
            self._apply()

    def wear(self, appearance: Appearance) -> None:
        """As the person prefers it."""
        self.force(_SCHEMES[appearance])

    def _apply(self) -> None:
        scheme = self._forced or self._app.styleHints().colorScheme()
        self.colours = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        palette = QPalette()
        for role, name in _ROLES:
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("quiet"))
        self._app.setPalette(palette)
        tick = place_of("tick-on-dark" if self.colours.dark else "tick-on-light")
        self._app.setStyleSheet(stylesheet(self.colours, self.unit, tick))
        self.changed.emit()


def theme() -> Theme:
    """The theme of the running application; the first call puts it on.

    Raises:
        RuntimeError: there is no QApplication yet.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("the theme needs a QApplication")
    found = app.findChild(Theme)
    return found if isinstance(found, Theme) else Theme(app)
