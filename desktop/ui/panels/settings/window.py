"""The settings window: pages at the left, the chosen one beside them; everything is in force at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListWidget, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.text.language import tr
from desktop.ui.icons import drawing
from desktop.ui.panels.settings.pages import PAGES, Page
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.placement import place_beside
from desktop.ui.widgets.reading_order import step_among, stops

_SIZE = (178, 150)
_LOWEST = 80

_S = TypeVar("_S", bound=Section)


class SettingsWindow(QWidget):
    """Up and Down in the list change the page, Tab goes into it, Escape closes.

    Signals: connect_wanted: the sign-in panel of the chat is asked for.
    """

    connect_wanted = Signal()

    def __init__(self, port: Port, pages: tuple[Page, ...] = PAGES) -> None:
        super().__init__()
        look = theme()
        self._port, self._pages = port, pages
        self._sections: list[tuple[Section, ...]] = [() for _ in pages]
        self.setObjectName("settings")
        self.setWindowTitle(tr("Gleaner: settings"))
        self.setWindowIcon(drawing("gleaner"))
        room = self.screen().availableSize() * 0.9
        self.resize(QSize(*map(look.space, _SIZE)).boundedTo(room))
        self.setMinimumHeight(min(look.space(_LOWEST), int(room.height())))
        self.list = QListWidget()
        self.list.setProperty("role", "pages")
        self.list.setAccessibleName(tr("Pages of the settings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([tr(page.title) for page in pages])
        self.areas = [_Area() for _ in pages]
        self._stack = QStackedWidget()
        for area in self.areas:
            self._stack.addWidget(area)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.list)
        outer.addWidget(self._stack, 1)
        self.list.currentRowChanged.connect(self._turn_to)
        self.list.setCurrentRow(0)
        look.changed.connect(self._fit_list)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def open(self, title: str = "") -> None:
        """Turn to the page of that title, if there is one, and show the window with the keyboard in the list."""
        titles = [page.title for page in self._pages]
        if title in titles:
            self.list.setCurrentRow(titles.index(title))
        self.show_and_raise()

    def section(self, kind: Callable[[Port], _S]) -> _S:
        """That section, its page turned to. Raises StopIteration where no page has it."""
        row, place = next(
            (row, page.sections.index(kind)) for row, page in enumerate(self._pages) if kind in page.sections
        )
        self.list.setCurrentRow(row)
        found: Section = self._sections[row][place]
        return found  # type: ignore[return-value]  # made by `kind` itself

    def show_and_raise(self) -> None:
        """Show the window in front, beside the one that was used last; once shown, it stays where it was put."""
        if not self.isVisible():
            self._place(QApplication.activeWindow())
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the list as it is shown."""
        super().showEvent(event)
        self._fit_list()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # as Qt names it
        """Tab goes from the list through the page in reading order, whatever was added to it when."""
        page = self.areas[max(self.list.currentRow(), 0)].widget()
        return step_among([self.list, *(stops(page) if page is not None else ())], is_next=next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; nothing is lost, since every change was in force at once."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _turn_to(self, row: int) -> None:
        if not self._sections[row]:
            self._build(row)
        self._stack.setCurrentIndex(row)

    def _build(self, row: int) -> None:
        look = theme()
        title = self._pages[row].title
        page = QWidget()
        page.setProperty("role", "page")
        page.setAccessibleName(tr(title))
        rows = QVBoxLayout(page)
        rows.setContentsMargins(look.space(4), look.space(4), look.space(4), look.space(4))
        rows.setSpacing(look.space(3))
        self._sections[row] = tuple(make(self._port) for make in self._pages[row].sections)
        for section in self._sections[row]:
            section.connect_wanted.connect(self.connect_wanted)
            rows.addWidget(section)
        rows.addStretch()
        self.areas[row].setWidget(page)

    def _fit_list(self) -> None:
        """As wide as its longest title, in the look as it is now: the list measures its lines when they are added."""
        self.list.ensurePolished()
        self.list.doItemsLayout()
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + theme().space(4))

    def _place(self, other: QWidget | None) -> None:
        screen = other.screen() if other else QGuiApplication.screenAt(QCursor.pos()) or self.screen()
        frame = self.frameGeometry().size() - self.size()  # not known before the first time: then as the other's
        if frame.isEmpty() and other is not None:
            frame = other.frameGeometry().size() - other.size()
        room = screen.availableGeometry()
        self.resize(self.size().boundedTo(room.size() - frame))
        area = other.frameGeometry() if other else None
        self.move(place_beside(self.size() + frame, area, room, theme().space(2)))

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        area = self.areas[max(self.list.currentRow(), 0)]
        if new is not None and area.isAncestorOf(new):
            area.ensureWidgetVisible(new, 0, theme().space(12))


class _Area(QScrollArea):
    """Scrolls up and down only: it is never narrower than its page can be."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        """As wide as the page at its narrowest, and the bar beside it."""
        page, least = self.widget(), super().minimumSizeHint()
        needed = page.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width() if page else 0
        return QSize(max(least.width(), needed), least.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is added to the page may be wider than all that was there."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
