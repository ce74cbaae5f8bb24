"""Turns the colours into a Qt look: palette, style sheet, fonts and spacing; follows the system's light or dark live.

Every length is a multiple of `unit`, which comes from the system font, so large fonts and 200 % screens keep the
proportions. Fonts are the system's, only scaled; nothing here names a font family or a pixel size for text.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
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
FUSION = ("-style", "fusion")
"""Words for QApplication, which then has the style from the start: asking for it later makes all that a style knows."""
_DARK = 128  # lightness below which a window's ground is dark


class Theme(QObject):
    """The look of the running application. Signals: changed: after colours were swapped; repaint what is painted."""

    changed = Signal()

    def __init__(
        self, app: QApplication, appearance: Appearance = Appearance.SYSTEM, *, is_dark: bool | None = None
    ) -> None:
        super().__init__(app)
        self._app = app
        self.colours: Colours = LIGHT
        self._measured: tuple[QFont | None, int] = (None, 4)
        self._worn = appearance
        if is_dark is None:
            app.setStyle("Fusion")
        self._apply(self._is_dark() if is_dark is None else is_dark)
        app.styleHints().colorSchemeChanged.connect(self._follow)

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

    def wear(self, appearance: Appearance) -> None:
        """As the person prefers it, or as the system is."""
        self._worn = appearance
        if self._is_dark() is not self.colours.dark:
            self._apply(self._is_dark())

    def _follow(self) -> None:
        self._apply(self._is_dark())

    def _is_dark(self) -> bool:
        if self._worn is not Appearance.SYSTEM:
            return self._worn is Appearance.DARK
        # With the first look at `Qt` a hundred enumerations are made, in 20 ms: not before the first frame.
        from PySide6.QtCore import Qt

        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _apply(self, is_dark: bool) -> None:
        self.colours = DARK if is_dark else LIGHT
        palette = QPalette()
        for role, name in _ROLES:
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("quiet"))
        self._app.setPalette(palette)
        tick = place_of("tick-on-dark" if self.colours.dark else "tick-on-light")
        self._app.setStyleSheet(stylesheet(self.colours, self.unit, tick))
        self.changed.emit()


def dress(app: QApplication, appearance: Appearance) -> None:
    """Put the theme on an application that was begun with `FUSION`, and has shown nothing so far.

    Whether the system is dark is told by its palette, which is asked faster; `wear` asks the system itself.
    """
    guess = app.palette().color(QPalette.ColorRole.Window).lightness() < _DARK
    Theme(app, appearance, is_dark=guess if appearance is Appearance.SYSTEM else appearance is Appearance.DARK)


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
