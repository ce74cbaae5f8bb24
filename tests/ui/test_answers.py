"""Answers: pictures with their tables, copies that do no harm, offers by number, and Escape while one is worked out."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.agent.drafts import Reply
from desktop.agent.insights.answer import Bar, Bars, Column, Table, Unit
from desktop.agent.insights.plain_tables import copied_text
from desktop.agent.intents import Channel
from desktop.preferences import Appearance
from desktop.ui.answers.answer_view import AnswerView, CopyRow
from desktop.ui.answers.hour_bars import HourBarsPicture
from desktop.ui.answers.picture import ticks
from desktop.ui.answers.table_view import TableView
from desktop.ui.colours import DARK, LIGHT
from desktop.ui.preview.answer_scenes import (
    ANSWERS,
    asked_back_answer,
    budget_answer,
    invoice_answer,
    team_answer,
    week_answer,
)
from desktop.ui.theme import theme

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
PICTURED = [budget_answer, week_answer, team_answer, invoice_answer]


@pytest.fixture
def view(shown):
    def view(answer) -> AnswerView:
        made = AnswerView(answer)
        made.resize(520, 600)
        return shown(made)

    return view


@pytest.fixture
def clipboard(qapp):
    QGuiApplication.clipboard().clear()
    return QGuiApplication.clipboard()


def cells(table: TableView) -> list[list[str]]:
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def test_a_table_shows_all_its_cells_and_its_total(view):
    (table,) = view(week_answer()).tables
    assert cells(table) == [
        ["Website Redesign", "12.5 h", "12.5 h"],
        ["Internal Training", "4.75 h", "0 h"],
        ["In all", "28.25 h", "23.5 h"],
    ]
    assert table.item(2, 0).font().bold() or table.item(2, 0).font().weight() > table.item(0, 0).font().weight()


def test_a_long_table_is_folded_and_unfolds_with_the_figures_of_the_picture(view):
    made = view(invoice_answer())
    assert made.tables[0].rowCount() == 9  # eight rows and the total
    made.unfold.click()
    shown = [table for table in made.tables if table.isVisible()]
    assert [table.rowCount() for table in shown] == [15, 1, 5]
    assert cells(shown[2])[0] == ["Website Redesign, Design", "$6,138.00", "$1,848.00"]
    assert QApplication.focusWidget() is shown[0]


@pytest.mark.parametrize("make", PICTURED)
@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_every_picture_is_painted_in_both_schemes_and_copied_as_an_image(view, clipboard, press, make, appearance):
    try:
        theme().wear(appearance)
        (picture,) = view(make()).pictures
        picture.setFocus()
        press(picture, Qt.Key.Key_C, CTRL)
        image = clipboard.image()
        assert image.width() > 2 * picture.minimumWidth()
        ground = (DARK if appearance is Appearance.DARK else LIGHT).card
        assert image.pixelColor(1, 1).name() == ground
        inks = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
        assert theme().colours.accent in inks
    finally:
        theme().wear(Appearance.SYSTEM)


@pytest.mark.parametrize("make", PICTURED)
def test_every_picture_says_itself_in_words_and_has_its_figures_in_a_table(view, make):
    (picture,) = view(make()).pictures
    assert picture.accessibleName().startswith(f"Picture: {picture.title}. ")
    assert picture.table.rows
    assert {len(row) for row in picture.table.rows} == {len(picture.table.columns)}


def test_what_is_over_capacity_is_said_and_looks_different(view):
    (picture,) = view(week_answer()).pictures
    assert "Over capacity: Tue 17." in picture.accessibleName()
    full = HourBarsPicture(Bars("Week", (Bar("Mon 16", Decimal(8), Decimal(0), Decimal(8)),)))
    assert "Over" not in full.accessibleName()


def test_bars_of_nothing_are_drawn(view, qtbot):
    picture = HourBarsPicture(Bars("Week", (Bar("Mon 16", Decimal(0), Decimal(0)),)))
    qtbot.addWidget(picture)
    assert not picture.image().isNull()


@given(st.decimals("0", "1000000", places=2))
def test_the_scale_reaches_the_most_in_few_round_steps(most):
    found = ticks(most)
    assert found[0] == 0
    assert found[-1] >= most
    assert 2 <= len(found) <= 7


FORMULAS = ["=1+1", "+1", "-1", "@sum", "\t=1"]


@pytest.mark.parametrize("name", FORMULAS)
def test_copied_cells_start_no_formula(view, clipboard, name):
    table = Table((Column("Person"), Column("Hours", Unit.HOURS)), ((name, Decimal(-2)),))
    made = view(replace(week_answer(), tables=(table,), pictures=()))
    made.copy_csv()
    assert clipboard.text() == f"Person,Hours\r\n'{name},-2\r\n"
    made.copy_tables()
    assert not any(line.startswith(("=", "+", "-", "@", "\t")) for line in clipboard.text().splitlines())
    assert copied_text(table).splitlines()[1].startswith("'")


def test_a_text_to_send_is_read_and_copied_whole(view, clipboard):
    made = view(invoice_answer())
    (row,) = made.findChildren(CopyRow)
    assert not row.words.isVisible()
    row.show_button.click()
    assert row.words.isVisible()
    row.copy_button.click()
    assert clipboard.text() == invoice_answer().copies[0].text


def test_a_button_that_copies_says_so_for_a_moment(view, clipboard, qtbot):
    made = view(week_answer())
    (button,) = (one for one in made.actions_row if one.text() == "Copy CSV")
    button.click()
    button.click()
    assert button.text() == "Copied"
    assert clipboard.text().startswith("Project,")
    qtbot.waitUntil(lambda: button.text() == "Copy CSV")


@pytest.mark.parametrize(("link", "opened"), [("https://x.harvestapp.com/a", 1), ("file:///etc/passwd", 0)])
def test_only_a_page_of_the_web_is_opened(view, monkeypatch, link, opened):
    seen: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", seen.append)
    made = view(replace(week_answer(), link=link))
    next(button for button in made.actions_row if button.text() == "Open in Harvest").click()
    assert len(seen) == opened


def test_a_question_asked_back_is_answered_by_its_number(chat, port, press):
    answer = asked_back_answer()
    port.answer(Reply(answer.reply, question=answer.question, answer=answer))
    press(chat.desk.composer.edit, Qt.Key.Key_2, ALT)
    assert port.made("say") == [(answer.offers[1].words, Channel.TYPED)]


def test_quick_entry_shows_the_answer_to_its_own_question_and_only_the_latest(quick, port, qtbot):
    quick.desk.composer.said.emit("my week?")
    port.answer(Reply("28 h.", answer=week_answer(), to="my week?"))
    qtbot.waitUntil(lambda: quick.answer.isVisible())
    quick.desk.composer.said.emit("and the website?")
    port.answer(Reply("148 h.", answer=budget_answer(), to="and the website?"))
    assert quick.answer.answer.kind is budget_answer().kind
    port.answer(Reply("Not asked here.", answer=invoice_answer()))
    assert quick.answer.answer.kind is budget_answer().kind


def test_escape_stops_an_answer_that_is_worked_out_and_nothing_else(chat, port, press, monkeypatch):
    port.said.emit("billable hours of the whole year?")
    press(chat.desk.composer.edit, Qt.Key.Key_Escape)
    assert port.made("stop_answering") == [()]
    press(chat.desk.composer.edit, Qt.Key.Key_Escape)
    assert len(port.made("stop_answering")) == 1, "it has stopped"


def test_a_long_reading_is_told_quietly(chat, port, qtbot):
    ANSWERS["answer_waits"](port)
    qtbot.waitUntil(chat.thinking.isVisible)
    assert "Esc stops" in chat.thinking.text()
    assert chat.desk.waiting.text() == "Reading from Harvest: 12,000 of 25,000 rows"


def test_tab_goes_through_an_answer_and_out_of_its_tables(chat, port, press):
    port.answer(Reply("28 h.", answer=week_answer()))
    QApplication.processEvents()
    (table,) = chat.findChild(AnswerView).tables
    table.setFocus()
    press(table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not table
