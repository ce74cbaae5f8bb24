"""The style sheet, written from a colour scheme and the spacing unit. Knows no Qt.

Widgets are styled by what they are (`role` property), never by name. No font sizes: fonts are set by the theme.
"""

from __future__ import annotations

from string import Template

from desktop.ui.colours import Colours
from desktop.ui.tokens import RADIUS

_SHEET = Template("""
* { outline: none; }
QToolTip { color: $text; background: $card; border: 1px solid $line; padding: ${u1}px; }
QLabel { background: transparent; }
QBalloonTip QLabel { color: black; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="letter"] { color: $text; background: $window; border-left: 2px solid $line; padding: ${u15}px; }
QLabel[role="reply"] { color: $text; }
QLabel[role="question"] { color: $asking; }
QLabel[role="check"] { color: $check; }
QLabel[role="warning"] { color: $asking; }
QLabel[role="refused"] { color: $refused; }
QLabel[role="committed"] { color: $committed; }
QLabel[role="before"] { color: $quiet; }
QLabel[role="person"] { color: $asking; }
QLabel[role="total"] { color: $text; }
QLabel[role="badge"] { color: $committed; background: $badge; border-radius: ${r}px; padding: 0 ${u15}px; }
QLabel[role="badge-quiet"] { color: $quiet; background: $hover; border-radius: ${r}px; padding: 0 ${u15}px; }
QFrame[role="bubble"] { background: $bubble; border-radius: ${r2}px; }
QFrame[role="bubble"] QLabel { color: $bubble_text; }
QFrame[role="notice"] { background: $tint_refused; border-radius: ${r}px; }
QFrame[role="notice"] QLabel { color: $text; }
QFrame[role="offer"] { background: $card; border: 1px solid $line; border-radius: ${r2}px; }
QFrame[role="sheet"] { background: $card; border: 1px solid $line; border-radius: ${r2}px; }
QFrame[role="header"] { background: $window; border: none; border-bottom: 1px solid $line; }
QFrame[role="dock"] { background: $window; border: none; border-top: 1px solid $line; }
QFrame[role="composer"] { background: $field; border: 2px solid $line; border-radius: ${r2}px; }
QFrame[role="composer"][focused="true"] { border-color: $focus; }
QFrame[role="panel"] { background: $window; border: 1px solid $line; border-radius: ${u3}px; }
QFrame[role="panel"] QScrollArea, QFrame[role="panel"] QScrollArea > QWidget > QWidget[role="page"] {
  background: transparent; }
QFrame[role="popup"] { background: $card; border: 1px solid $line; }

QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: $window; border: none; }
QScrollBar:vertical { background: transparent; width: ${u3}px; margin: 0; }
QScrollBar::handle:vertical { background: $line; border-radius: ${u1}px; min-height: ${u8}px; margin: 0 ${uh}px; }
QScrollBar::handle:vertical:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QPlainTextEdit[role="words"] { background: transparent; border: none; color: $text;
  placeholder-text-color: $quiet; selection-background-color: $selection; selection-color: $on_selection; }
QPlainTextEdit[role="text"] { background: transparent; border: 2px solid transparent; border-radius: ${r}px;
  color: $text; placeholder-text-color: $quiet; selection-background-color: $selection;
  selection-color: $on_selection; }
QPlainTextEdit[role="text"]:hover:!read-only { background: $hover; }
QPlainTextEdit[role="text"]:focus { background: $field; border-color: $focus; }
QLineEdit[role="inline"] { background: transparent; border: 2px solid transparent; border-radius: ${r}px;
  padding: 0 ${uh}px; color: $text; placeholder-text-color: $quiet;
  selection-background-color: $selection; selection-color: $on_selection; }
QLineEdit[role="inline"][quiet="true"] { color: $quiet; }
QLineEdit[role="inline"]:hover:!read-only { background: $hover; }
QLineEdit[role="inline"]:focus { background: $field; border-color: $focus; color: $text; }
QLineEdit[role="inline"][asked="true"] { background: $tint_asking; border-color: $tint_asking; }
QLineEdit[role="inline"][asked="true"]:focus { border-color: $focus; }
QLineEdit[role="inline"][doubted="true"] { background: $tint_check; border-color: $tint_check; color: $check; }
QLineEdit[role="inline"][doubted="true"]:hover:!read-only { background: $tint_check; border-color: $line; }
QLineEdit[role="inline"][doubted="true"]:focus { border-color: $focus; color: $text; }
QLineEdit[role="inline"][wrong="true"], QLineEdit[role="inline"][wrong="true"]:focus { border-color: $refused; }

QLineEdit[role="field"] { background: $field; border: 2px solid $line; border-radius: ${r}px; color: $text;
  padding: ${uh}px ${u1}px; placeholder-text-color: $quiet; selection-background-color: $selection;
  selection-color: $on_selection; }
QLineEdit[role="field"]:focus { border-color: $focus; }
QLineEdit[role="field"][wrong="true"], QLineEdit[role="field"][wrong="true"]:focus { border-color: $refused; }
QLineEdit[role="field"]:disabled { color: $quiet; }
QRadioButton, QCheckBox { color: $text; background: transparent; border: 2px solid transparent;
  border-radius: ${r}px; padding: ${uh}px; spacing: ${u15}px; }
QRadioButton:focus, QCheckBox:focus { border-color: $focus; }
QRadioButton:disabled, QCheckBox:disabled { color: $quiet; }
QRadioButton::indicator, QCheckBox::indicator { width: ${u2}px; height: ${u2}px; border: 2px solid $quiet;
  background: $field; }
QRadioButton::indicator { border-radius: ${ring}px; }
QCheckBox::indicator { border-radius: ${uh}px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
  fx: 0.5, fy: 0.5, stop: 0 $accent, stop: 0.5 $accent, stop: 0.6 $field, stop: 1 $field); }
QRadioButton::indicator:hover, QCheckBox::indicator:hover { border-color: $accent; }
QRadioButton::indicator:disabled { border-color: $line; background: transparent; }

QPushButton { background: transparent; color: $text; border: 2px solid transparent; border-radius: ${r}px;
  padding: ${uh}px ${u15}px; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border-color: $focus; }
QPushButton:disabled { color: $quiet; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; padding: ${u1}px ${u3}px; }
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus { border-color: $text; }
QPushButton[role="primary"]:disabled { background: $hover; color: $quiet; }
QPushButton[role="plain"] { padding: ${u1}px ${u2}px; color: $quiet; }
QPushButton[role="plain"]:hover { color: $text; }
QPushButton[role="link"] { color: $accent; padding: 0 ${u1}px; }
QPushButton[role="hint"] { color: $quiet; padding: 0 ${u1}px; border-width: 0; }
QPushButton[role="hint"]:hover { color: $accent; }
QPushButton[role="chip"] { background: $card; border: 1px solid $line; border-radius: ${chip}px;
  padding: ${uh}px ${u25}px; margin: 1px; }
QPushButton[role="chip"]:hover { background: $hover; border-color: $quiet; }
QPushButton[role="chip"]:focus { border: 2px solid $focus; margin: 0; }
QPushButton[role="chip"]:checked { background: $selection; color: $on_selection; }
QPushButton[role="chip-check"] { background: $tint_check; color: $check; border: 1px solid $check;
  border-radius: ${chip}px; padding: ${uh}px ${u25}px; margin: 1px; }
QPushButton[role="chip-check"]:hover { background: $hover; }
QPushButton[role="chip-check"]:focus { border: 2px solid $focus; margin: 0; }
QPushButton[role="chip"]::menu-indicator, QPushButton[role="plain"]::menu-indicator { image: none; width: 0; }
QPushButton[role="example"] { background: $card; border: 1px solid $line; border-radius: ${r2}px; text-align: left;
  padding: ${u2}px ${u3}px; margin: 1px; }
QPushButton[role="example"]:hover { background: $hover; border-color: $quiet; }
QPushButton[role="example"]:focus { border: 2px solid $focus; margin: 0; }
QPushButton[role="row"] { text-align: left; margin: 0; }
QPushButton[role="row"][chosen="true"] { background: $selection; color: $on_selection; }
QLabel[role="key"] { color: $quiet; background: $hover; border-radius: ${u1}px; }
QPushButton[role="inline"] { background: transparent; color: $text; padding: 0 ${u1}px; text-align: right; }
QPushButton[role="inline"][doubted="true"] { background: $tint_check; color: $check; }
QPushButton[role="inline"]:hover { background: $hover; }
QPushButton[role="inline"]:focus { border-color: $focus; background: $field; }
QPushButton[role="inline"]:disabled { color: $quiet; background: transparent; }
QPushButton[role="icon"] { padding: ${uh}px; }
QPushButton[role="mic"] { border-radius: ${mic}px; padding: ${u1}px; }
QPushButton[role="mic"][live="true"] { background: $refused; }
QPushButton[role="mic"][live="true"]:focus { border-color: $text; }

QTableView[role="figures"] { background: transparent; border: none; color: $text; gridline-color: $line;
  outline: none; selection-background-color: $selection; selection-color: $on_selection; }
QTableView[role="figures"]:focus { border: 2px solid $focus; border-radius: ${r}px; }
QTableView[role="figures"]::item { padding: 0 ${u1}px; border: none; }
QTableView[role="figures"] QHeaderView { background: transparent; border: none; }
QTableView[role="figures"] QHeaderView::section { background: transparent; color: $quiet; border: none;
  border-bottom: 1px solid $line; padding: ${uh}px ${u15}px; }
QListView[role="pages"] { background: $window; border: none; border-right: 1px solid $line; padding: ${u3}px ${u1}px; }
QListView[role="pages"]::item { padding: ${u15}px ${u2}px; border: 2px solid transparent; border-radius: ${r}px; }
QListView[role="pages"]::item:hover { background: $hover; }
QListView[role="pages"]::item:selected { background: $selection; color: $on_selection; }
QListView[role="pages"]::item:selected:focus { border-color: $focus; }
QListView { background: $card; border: 1px solid $line; outline: none; color: $text; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $card; }
QCalendarWidget QToolButton { color: $text; background: transparent; border: 2px solid transparent;
  border-radius: ${r}px; padding: ${uh}px ${u1}px; }
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QToolButton:focus { border-color: $focus; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { border: none; background: $card; alternate-background-color: $card;
  selection-background-color: $accent; selection-color: $on_accent; }
QMenu { background: $card; color: $text; border: 1px solid $line; padding: ${u1}px 0; }
QMenu::item { padding: ${u1}px ${u6}px ${u1}px ${u4}px; }
QMenu::item:selected { background: $selection; color: $on_selection; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: ${u1}px 0; }
QProgressBar { background: $line; border: none; border-radius: ${bar}px; }
QProgressBar::chunk { background: $accent; border-radius: ${bar}px; }
""")


def stylesheet(colours: Colours, unit: int, tick: str) -> str:
    """The sheet for that scheme; `unit` is the spacing step in device-independent pixels, `tick` a drawing's path."""
    lengths = {f"u{n}": unit * n for n in (1, 2, 3, 4, 6, 8)}
    lengths |= {"uh": max(1, unit // 2), "u15": round(unit * 1.5), "u25": round(unit * 2.5)}
    lengths |= {
        "r": round(unit * RADIUS["field"]),
        "r2": round(unit * RADIUS["sheet"]),
        "chip": round(unit * RADIUS["chip"]),
        "mic": round(unit * RADIUS["round"]),
        "bar": unit // 2,
        "ring": unit + 2,
    }
    names = {name: getattr(colours, name) for name in colours.__slots__ if name != "dark"}
    return _SHEET.substitute(names, tick=tick, **{key: str(value) for key, value in lengths.items()})
