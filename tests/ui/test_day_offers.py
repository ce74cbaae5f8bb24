"""The end of the day with what it left behind: offered in rows, taken by one key, logged as every card is."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.agent.drafts import DraftState, Reply
from desktop.ui.evidence_port import EvidenceView
from desktop.ui.panels.day_prompt import DayPrompt
from desktop.ui.panels.offer_rows import OfferRow
from desktop.ui.panels.settings.days_off import DaysOffSection
from desktop.ui.panels.settings.traces import TracesSection
from desktop.ui.preview.sample import ACCOUNT, asking_project, ready
from desktop.ui.preview.scripted_today import commits, event, repeated

CTRL = Qt.KeyboardModifier.ControlModifier


def found() -> EvidenceView:
    evil = "<img src=x> \u202eHTML & more"
    return EvidenceView(
        (
            event("Kickoff", time(9, 30), time(10, 30), ready("Williams Account", 14, "1")),
            event(evil, time(11), time(12), replace(asking_project(), hours=Decimal(1))),
            commits("acme-app", "Fix login", time(10), time(17), 4, ready("Mobile App", 12, "1")),
            repeated(ready("Internal Training", 15, "0.5", "Timesheets")),
        ),
        problem="c.example cannot be reached.",
    )


@pytest.fixture
def opened(qtbot, port) -> DayPrompt:
    window = DayPrompt(port)
    qtbot.addWidget(window)
    window.board.settle_ms = 0
    port.signed_in.emit(ACCOUNT)
    port.day_changed.emit(Decimal("1.5"))
    port.scripted_evidence.find(found())
    window.show_and_raise()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


def shown(window: DayPrompt) -> list[str]:
    return [row.title.text() for row in window.offers.rows]


def test_each_trace_is_a_row_that_says_what_its_card_will_say_or_ask(opened):
    rows = opened.offers.rows
    assert [row.place.text() for row in rows] == [
        "Williams & Co · Williams Account · Meetings",
        "Which project? Acme Corporation or Globex",
        "Acme Corporation · Mobile App · Development",
        "Brightline Studio · Internal Training · Administration",
    ]
    assert [row.hours.text() for row in rows] == ["1.00 h", "1.00 h", "? h", "0.50 h"]
    assert [row.when.text() for row in rows] == ["9:30–10:30", "11:00–12:00", "10:00–17:00", "from Fri 20 Nov"]
    assert rows[1].title.text() == "<img src=x> HTML & more"
    assert rows[1].title.textFormat() is Qt.TextFormat.PlainText
    assert all("Take, " in row.accessibleName() for row in rows)
    assert opened.offers.problem.text() == "c.example cannot be reached."


def test_three_traces_are_logged_with_four_keys(opened, port, press, qtbot):
    edit = opened.desk.composer.edit
    for key in (Qt.Key.Key_1, Qt.Key.Key_4):
        press(edit, key, CTRL)
    assert [row.keys.text() for row in opened.offers.rows] == ["Ctrl+2", "Ctrl+3"], "keys stay what they were"
    assert port.made("commit") == []
    press(edit, Qt.Key.Key_Return)
    states = {card.draft.notes: card.draft.state for card in opened.stack.cards}
    assert states == {"Kickoff": DraftState.COMMITTED, "Timesheets": DraftState.COMMITTED}
    assert len(opened.offers.rows) == 2


def test_taking_an_offer_logs_nothing_of_what_is_typed(opened, port, press, qtbot):
    card = port.scripted_evidence.found.offers[0].draft
    opened.live.settle_ms, port.sketches = 0, [Reply("", (card,))]
    opened.desk.composer.edit.insertPlainText("1h williams")
    qtbot.waitUntil(lambda: bool(opened.live.forming.drafts))
    press(opened.desk.composer.edit, Qt.Key.Key_1, CTRL)
    assert [one.draft.state for one in opened.stack.cards] == [DraftState.READY]
    assert port.made("commit") == []


def test_ctrl_0_takes_all_and_what_is_asked_stays_asked(opened, port, press):
    press(opened.desk.composer.edit, Qt.Key.Key_0, CTRL)
    assert (opened.offers.rows, len(opened.stack.cards)) == ([], 4)
    assert port.scripted_evidence.calls[-1][0] == "take"
    press(opened.desk.composer.edit, Qt.Key.Key_Return)
    sent = [card.draft.notes for card in opened.stack.cards if card.draft.state is DraftState.COMMITTED]
    assert sent == ["Kickoff", "Timesheets"]


def test_by_keyboard_a_row_is_reached_and_the_next_one_gets_the_focus(opened, press):
    row = opened.offers.rows[1]
    row.setFocus()
    press(row, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is opened.offers.rows[2]
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert len(opened.offers.rows) == 3
    assert QApplication.focusWidget() is opened.offers.rows[2]
    nameless = [w for w in opened.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [w for w in nameless if not w.accessibleName().strip()] == []


def test_keys_pressed_before_the_first_card_is_there_are_all_heard(opened, port, press, monkeypatch):
    late = []
    monkeypatch.setattr(port.scripted_evidence, "take", late.append)
    for key in (Qt.Key.Key_1, Qt.Key.Key_4):
        press(opened.desk.composer.edit, key, CTRL)
    for keys in late:
        port.answer(Reply("", tuple(one.draft for one in port.scripted_evidence.found.offers if one.key in keys)))
    assert [card.draft.notes for card in opened.stack.cards] == ["Kickoff", "Timesheets"]
    port.answer(Reply("", (ready("Mobile App", 11, "1"),)))
    assert len(opened.stack.cards) == 2, "what was said elsewhere is shown there"


def test_a_double_click_takes_one(opened, qtbot, monkeypatch):
    monkeypatch.setattr(OfferRow, "underMouse", lambda _row: True)
    qtbot.mouseClick(opened.offers.rows[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(opened.offers.rows[0], Qt.MouseButton.LeftButton)
    assert len(opened.offers.rows) == 3


def test_what_is_found_later_comes_after_and_takes_no_ones_key(opened, port):
    first, *rest = port.scripted_evidence.found.offers
    port.scripted_evidence.find(EvidenceView(tuple(rest), is_looking=True))
    assert opened.offers.head.text() == "Found so far; still looking…"
    port.scripted_evidence.find(EvidenceView((*rest, event("Late", time(8), time(9), first.draft))))
    assert [row.keys.text() for row in opened.offers.rows] == ["Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5"]
    port.scripted_evidence.find(EvidenceView())
    opened.hide()
    opened.show_and_raise()
    assert opened.offers.is_empty


def test_places_are_added_and_removed_and_an_address_is_kept_secret(port, shown, press, qtbot):
    section = shown(TracesSection(port))
    field = section.calendars.field.edit
    field.setText("https://c.example/private-key/me.ics")
    press(field, Qt.Key.Key_Return)
    assert port.evidence.view.calendars == ("https://c.example/private-key/me.ics",)
    assert field.text() == ""
    assert "private-key" not in " ".join(w.accessibleName() for w in section.findChildren(QWidget))
    field.setText("nonsense")
    section.calendars.add.click()
    assert section.notice.isVisible()
    assert field.text() == "nonsense", "what was typed is not lost"
    section.repositories.field.edit.setText("/work")
    section.repositories.add.click()
    assert not section.notice.isVisible()
    port.evidence.forget_place("/work")
    assert section.repositories.shown == ()


def test_holidays_and_idle_minutes_are_chosen(port, shown):
    section = shown(DaysOffSection(port))
    assert section.region.isHidden()
    section.country.open_list("germ")
    assert [one.value for one in section.country.matches] == ["DE"]
    section.country.picked.emit("DE")
    assert section.country.text() == "Germany"
    assert section.region.isVisible()
    section.region.chosen.emit("BY")
    section.idle.chosen.emit("0")
    assert port.scripted_evidence.calls == [
        ("set_holidays", ("DE", "")),
        ("set_holidays", ("DE", "BY")),
        ("set_idle", (0,)),
    ]
    assert section.idle.text().startswith("never ask")


def test_the_persons_own_target_makes_the_day_full(opened, port):
    port.preferences.choose_day_hours(Decimal(6))
    assert opened.hours.text() == "1.50 of 6.00 h logged today, 4.50 h to go"
    port.day_changed.emit(Decimal(7))
    assert opened.hours.text() == "7.00 h logged today, 1.00 h more than a full day"
