"""The visual language of docs/design.md: the code uses its tokens, and what it draws can be read."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QRadioButton, QStyle, QStyleOptionButton, QVBoxLayout, QWidget

import desktop.ui
from desktop.ui.colours import DARK, LIGHT, contrast
from desktop.ui.stylesheet import stylesheet
from desktop.ui.theme import theme
from desktop.ui.tokens import GAPS
from desktop.ui.widgets.buttons import Button

SOURCES = {path.name: path.read_text() for path in Path(desktop.ui.__file__).parent.rglob("*.py")}


def test_every_gap_is_one_of_the_scale():
    used = {
        (name, float(steps))
        for name, text in SOURCES.items()
        for steps in re.findall(r"\.space\(([0-9.]+)\)", text)
        if float(steps) <= max(GAPS) and float(steps) not in GAPS
    }
    widths = {("entry_card.py", 5.0), ("again_rows.py", 5.0), ("timer_line.py", 4.5)}
    assert used - widths == set()


def test_no_colour_is_named_outside_of_the_schemes_and_the_drawings():
    named = {name for name, text in SOURCES.items() if re.search(r"#[0-9a-fA-F]{6}\b", text)}
    assert named <= {"colours.py", "icons.py"}


def rules(sheet: str) -> list[tuple[str, dict[str, str]]]:
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", sheet)
    return [(name.strip(), dict(part.split(":", 1) for part in body.split(";") if ":" in part)) for name, body in found]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_each_rule_of_the_style_sheet_can_be_read(colours):
    low = []
    for name, body in rules(stylesheet(colours, 4, "tick.svg")):
        values = {key.strip(): value.strip() for key, value in body.items()}
        for ink_of, ground_of in (("color", "background"), ("selection-color", "selection-background-color")):
            ink, ground = values.get(ink_of, ""), values.get(ground_of, "")
            if ink.startswith("#") and ground.startswith("#") and contrast(ink, ground) < 4.5:
                low.append((name, ink, ground, round(contrast(ink, ground), 2)))
    assert low == []


@pytest.fixture
def three(qtbot) -> QWidget:
    theme()
    window = QWidget()
    rows = QVBoxLayout(window)
    for widget in (Button("Log 2 entries", "plain"), QCheckBox("Ask me"), QRadioButton("Dark")):
        rows.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize("kind", [QPushButton, QCheckBox, QRadioButton])
def test_the_focus_ring_is_the_border_and_nothing_inside_of_it(three, kind):
    widget = three.findChild(kind)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    focused = widget.grab().toImage()
    for other in three.findChildren(QWidget):
        other.clearFocus()
    plain = widget.grab().toImage()
    changed = {
        (x, y) for x in range(plain.width()) for y in range(plain.height()) if plain.pixel(x, y) != focused.pixel(x, y)
    }
    corner = theme().radius("field")
    inner = {
        (x, y)
        for x, y in changed
        if corner < x < plain.width() - corner - 1 and corner < y < plain.height() - corner - 1
    }
    assert changed
    assert inner == set()


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (QCheckBox, QStyle.SubElement.SE_CheckBoxIndicator),
        (QRadioButton, QStyle.SubElement.SE_RadioButtonIndicator),
    ],
)
def test_what_is_chosen_has_a_tick_or_a_dot_in_it(three, kind, part):
    widget = three.findChild(kind)
    widget.setChecked(True)
    option = QStyleOptionButton()
    option.initFrom(widget)
    area = widget.style().subElementRect(part, option, widget).adjusted(3, 3, -3, -3)
    inside = widget.grab(area).toImage()
    ink = theme().colour("accent").rgb()
    in_ink = [inside.pixel(x, y) == ink for x in range(inside.width()) for y in range(inside.height())]
    assert 0.2 < sum(in_ink) / len(in_ink) < 0.95
