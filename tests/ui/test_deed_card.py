"""The card of a deed in the chat, by keyboard: what it shows, what it asks, and what confirms it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel

from desktop.agent.deeds.card import Deed, Form, FormField, Option, Table, Writing
from desktop.agent.drafts import DraftState, Reply
from desktop.agent.intents import Kind
from desktop.ui.preview.scenes import LOGGED, SCENES
from desktop.ui.theme import theme
from tests.ui.test_chat import texts

WRITING = Writing("update_entry", "{}")
TASKS = (Option("1", "Design"), Option("2", "Development"))


def edit_deed(**changes):
    fields = (
        FormField("entry", "Entry", "7", "2 h · Acme › Website"),
        FormField("task", "Task", "1", "Design", Form.CHOICE, TASKS, "Design"),
        FormField("hours", "Hours", "3", "3 h", Form.HOURS, (), "2 h"),
        FormField("notes", "Notes", "login", "", Form.TEXT, before="login"),
    )
    deed = Deed(
        "d1", DraftState.READY, Kind.EDIT, "Change an entry", "Change it", "Change 2 h", fields, writing=WRITING
    )
    return replace(deed, **changes)


def email_deed():
    contacts = (Option("dana@globex.example", "Dana Kim"),)
    fields = (
        FormField("to", "To", "", "", Form.ADDRESSES, contacts, question="Who is to get it?"),
        FormField("body", "Text", "Hello\nDana", form=Form.TEXT),
        FormField("pdf", "PDF attached", "yes", form=Form.FLAG),
    )
    return Deed("m1", DraftState.ASKING, Kind.INVOICE_SEND, "E-mail it", "Send it", "E-mail", fields, is_grave=True)


@pytest.fixture
def shown_deed(chat, port):
    """Show a deed's card in the chat."""
    chat.deeds.settle_ms = 0

    def show(deed):
        port.answer(Reply("A card.", deeds=(deed,)))
        return chat.deeds.cards[-1]

    return show


def test_the_card_shows_before_and_after(shown_deed):
    card = shown_deed(edit_deed(person="Anna Berg"))
    words = texts(card)
    assert "Change an entry" in words
    assert "For Anna Berg" in words
    assert any("2 h" in word and "→" in word for word in words)
    assert not any("Design" in word and "→" in word for word in words)
    assert "Hours: 2 h becomes 3 h" in card.accessibleName()


def test_what_is_made_says_what_was_chosen_and_offers_no_boxes(chat, port):
    SCENES["deed_invoice"](port)
    (card,) = chat.deeds.cards
    assert not {"Yes", "[GLX-2] Data Platform Phase 2, [GLX-1] Data Platform"} & set(texts(card)), "they have boxes"
    SCENES["deed_made"](port)
    assert {"Yes", "[GLX-2] Data Platform Phase 2, [GLX-1] Data Platform"} <= set(texts(card))
    assert not [box for box in card.findChildren(QCheckBox) if box.isVisible()]


def test_enter_in_the_words_confirms_the_one_ready_card_once(chat, port, press, shown_deed):
    card = shown_deed(edit_deed())
    edit = chat.desk.composer.edit
    press(edit, Qt.Key.Key_Return)
    press(edit, Qt.Key.Key_Return)
    assert port.made("commit") == [(("d1",),)]
    assert card.deed.state is DraftState.COMMITTED
    assert card.footer.undo.isVisibleTo(card)


def test_a_card_that_nobody_can_have_read_is_not_confirmed(chat, port, press, shown_deed):
    chat.deeds.settle_ms = 60_000
    shown_deed(edit_deed())
    press(chat.desk.composer.edit, Qt.Key.Key_Return)
    assert port.made("commit") == []


def test_a_card_with_the_keyboard_is_confirmed_by_enter_and_left_by_escape(chat, port, press, shown_deed):
    card = shown_deed(edit_deed())
    press(chat.desk.composer.edit, Qt.Key.Key_Tab)
    assert card.hasFocus()
    press(card, Qt.Key.Key_Escape)
    assert chat.desk.composer.edit.hasFocus()
    card.setFocus()
    press(card, Qt.Key.Key_Return)
    assert port.made("commit") == [(("d1",),)]


def test_an_email_needs_its_own_button(chat, port, press, shown_deed, qtbot):
    card = shown_deed(email_deed())
    edit = chat.desk.composer.edit
    press(edit, Qt.Key.Key_Return)
    assert port.made("commit") == []
    line = card.lines["to"]
    assert not line.chips.isHidden()
    qtbot.mouseClick(line.chips.buttons[0], Qt.MouseButton.LeftButton)
    assert port.made("fill_in") == [("m1", "to", "dana@globex.example")]
    assert card.deed.state is DraftState.READY
    for target in (edit, card):
        target.setFocus()
        press(target, Qt.Key.Key_Return)
    assert port.made("commit") == []
    card.confirm.setFocus()
    press(card.confirm, Qt.Key.Key_Space)
    assert port.made("commit") == [(("m1",),)]
    assert not card.footer.undo.isVisibleTo(card)


@pytest.mark.parametrize("state", [DraftState.COMMITTED, DraftState.REFUSED, DraftState.DISCARDED, None])
def test_what_was_done_with_a_card_stays_in_sight_and_the_next_enter_does_nothing(
    chat, port, press, shown_deed, qtbot, monkeypatch, state
):
    def enter():
        press(QApplication.focusWidget(), Qt.Key.Key_Return)

    chat.resize(chat.width(), theme().space(110))
    port.chat.today_changed.emit(LOGGED[:2])
    for _ in range(6):
        port.answer(Reply("Said before. " * 30))
    card = shown_deed(replace(email_deed(), state=DraftState.READY))
    monkeypatch.setattr(port, "commit", lambda ids: port.calls.append(("commit", (ids,))))
    monkeypatch.setattr(port, "discard", lambda _ids: port.change_deed(replace(card.deed, state=state)))
    QApplication.processEvents()
    for _ in range(12):
        if QApplication.focusWidget() is (card.dismiss if state is DraftState.DISCARDED else card.confirm):
            break
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    enter()
    assert chat.desk.composer.edit.hasFocus()
    if state is None:
        port.failed.emit("Harvest cannot be reached.")
    else:
        port.change_deed(replace(card.deed, state=state, reason="No such address", outcome="In Harvest"))
    port.chat.today_changed.emit(LOGGED[:3])
    QApplication.processEvents()
    assert chat.desk.composer.edit.hasFocus()
    qtbot.waitUntil(lambda: not (card.confirm if state is None else card.footer).visibleRegion().isEmpty())
    made = list(port.calls)
    enter()
    assert port.calls == made
    assert chat.desk.composer.edit.hasFocus() or state is None, "there it leads to the button again"


def test_a_card_done_by_enter_on_it_gives_the_keyboard_back(chat, press, shown_deed):
    card = shown_deed(edit_deed())
    press(chat.desk.composer.edit, Qt.Key.Key_Tab)
    press(card, Qt.Key.Key_Return)
    assert chat.desk.composer.edit.hasFocus()


def test_an_answer_by_a_chip_leaves_the_keyboard_on_its_card(chat, press, shown_deed):
    card = shown_deed(email_deed())
    chip = card.lines["to"].chips.buttons[0]
    chip.setFocus()
    press(chip, Qt.Key.Key_Return)
    assert card.hasFocus()


def test_the_empty_field_says_what_the_keys_do_with_an_open_card(chat, port, shown_deed):
    edit = chat.desk.composer.edit
    idle = edit.hint
    card = shown_deed(email_deed())
    assert edit.hint == "Tab answers · Esc discards"
    port.fill_in("m1", "to", "dana@globex.example")
    assert edit.hint == "Enter goes to “Send it” · Esc discards"
    port.change_deed(replace(card.deed, is_grave=False))
    assert edit.hint == "Enter: Send it · Tab edits · Esc discards"
    port.change_deed(replace(card.deed, state=DraftState.COMMITTED))
    assert edit.hint == idle


@pytest.mark.parametrize("scene", ["deed_invoice", "deed_mail"])
@pytest.mark.parametrize("height", [105, 180])
def test_the_button_of_a_new_card_is_in_view(chat, port, qtbot, scene, height):
    chat.resize(chat.width(), theme().space(height))
    port.chat.today_changed.emit(LOGGED)
    port.said.emit("some words that lead to a card " * 4)
    SCENES[scene](port)
    (card,) = chat.deeds.cards
    qtbot.waitUntil(lambda: card.confirm.visibleRegion().boundingRect() == card.confirm.rect())


def test_fields_are_filled_in_and_what_cannot_be_taken_is_said(port, press, shown_deed, qtbot):
    card = shown_deed(edit_deed())
    hours = card.lines["hours"].edit
    hours.setFocus()
    hours.selectAll()
    qtbot.keyClicks(hours, "2.5")
    press(hours, Qt.Key.Key_Return)
    assert port.made("fill_in") == [("d1", "hours", "2.5")]
    assert card.deed.field("hours").value == "2.5"
    hours.setFocus()
    hours.selectAll()
    qtbot.keyClicks(hours, "?")
    press(hours, Qt.Key.Key_Return)
    assert card.problem.isVisibleTo(card)
    assert card.deed.field("hours").value == "2.5"


def test_what_was_typed_is_shown_before_it_is_confirmed(port, press, shown_deed, qtbot):
    card = shown_deed(edit_deed())
    text = card.lines["notes"].edit
    text.setFocus()
    qtbot.keyClicks(text, " page")
    qtbot.mouseClick(card.confirm, Qt.MouseButton.LeftButton)
    assert port.calls[-2:] == [("fill_in", ("d1", "notes", text.toPlainText())), ("commit", (("d1",),))]


def test_dismissed_and_refused_cards_say_so(port, shown_deed, qtbot):
    card = shown_deed(edit_deed())
    card.show_deed(edit_deed(state=DraftState.REFUSED, reason="Item Invoiced"))
    assert any("Item Invoiced" in word for word in texts(card))
    assert card.footer.retry.isVisibleTo(card)
    card.show_deed(edit_deed(state=DraftState.DISCARDED))
    assert texts(card) == ["Dropped: Change 2 h"] or any("Dropped" in word for word in texts(card))
    assert not card.confirm.isVisibleTo(card)


def test_a_table_is_shown_with_its_total(shown_deed):
    table = Table("Time", ("Task", "Hours"), (("Design", "2.00"), ("QA", "1.00")), frozenset({1}), ("", "3.00"))
    card = shown_deed(edit_deed(tables=(table,)))
    words = [label.text() for label in card.findChildren(QLabel)]
    assert [word for word in ("Time", "Design", "2.00", "QA", "1.00", "3.00") if word in words] == [
        "Time",
        "Design",
        "2.00",
        "QA",
        "1.00",
        "3.00",
    ]


def test_untrusted_words_are_plain(shown_deed):
    card = shown_deed(edit_deed(title="<b>Change</b>", action="<i>Do</i> & go"))
    assert "<b>Change</b>" in texts(card)
    assert card.confirm.text() == "<i>Do</i> && go"


def test_a_narrower_window_makes_what_was_said_before_narrower(chat, port, qtbot):
    port.said.emit("some words that are as wide as a wide window lets them be, " * 3)
    port.answer(Reply("A card.", deeds=(edit_deed(),)))
    QApplication.processEvents()
    chat.resize(theme().space(95), chat.height())
    QApplication.processEvents()
    (card,) = chat.deeds.cards
    qtbot.waitUntil(lambda: chat.messages.page.width() == chat.messages.viewport().width())
    qtbot.waitUntil(lambda: card.height() >= card.heightForWidth(card.width()))


def test_of_many_deeds_two_are_made_at_once_and_escape_drops_all(chat, port, press, qtbot, monkeypatch):
    dropped: list[str] = []
    monkeypatch.setattr(port, "discard", dropped.extend)
    many = tuple(replace(edit_deed(), id=str(number)) for number in range(4))
    port.answer(Reply("Four.", deeds=many))
    assert len(chat.deeds.cards) == 2
    qtbot.waitUntil(lambda: len(chat.deeds.cards) == 4)
    qtbot.waitUntil(lambda: all(card.isVisible() for card in chat.deeds.cards))
    more = tuple(replace(edit_deed(), id=f"more {number}") for number in range(3))
    port.answer(Reply("Three more.", deeds=more))
    press(chat.desk.composer.edit, Qt.Key.Key_Return)
    assert port.made("commit") == []
    press(chat.desk.composer.edit, Qt.Key.Key_Escape)
    assert dropped == [one.id for one in (*many, *more)]
