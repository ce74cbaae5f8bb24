"""Cards to check: how they look, how Enter walks over them, and that nothing is logged past one."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.agent.drafts import Change, DraftState, Reply
from desktop.agent.intents import Alternatives, Field
from desktop.ui.cards.card_text import Strip, look
from desktop.ui.preview.sample import asking_project, named, ready, to_check

GLOBEX = named("Website Redesign", "Globex")
OTHERS = Alternatives(projects=(GLOBEX, named("Mobile App")))
ALT = Qt.KeyboardModifier.AltModifier


def doubtful(name: str = "Website Redesign"):
    return to_check(ready(name, 12, "3"), Field.PROJECT, others=OTHERS)


def focused_name() -> str:
    return QApplication.focusWidget().accessibleName()


@pytest.fixture(params=["chat", "quick"])
def surface(request, qtbot):
    """The chat and quick entry, which the day prompt is a kind of, behave alike."""
    window = request.getfixturevalue(request.param)
    window.desk.composer.edit.setFocus()
    if request.param == "quick":
        window.desk.composer.said.emit("")
    return window


def test_a_card_to_check_looks_neither_ready_nor_asking():
    looks = [look(draft) for draft in (doubtful(), ready("Mobile App", 11, "1"), asking_project())]
    assert {one.strip for one in looks} == set(Strip)
    assert len({one.ink for one in looks}) == 3


def test_doubtful_fields_are_marked_and_their_values_stand(chat, port):
    draft = to_check(ready("Mobile App", 11, "2"), Field.TASK, Field.DAY)
    port.answer(Reply("One.", (draft,)))
    (card,) = chat.board.cards
    marked = [field.accessibleDescription() for field in (card.project, card.task, card.hours, card.day)]
    assert marked == ["", "To be checked", "", "To be checked"]
    assert (card.project.text(), card.task.text(), card.hours.text()) == ("Mobile App", "Design", "2.00")
    assert card.accessibleName().startswith("Check the task and day: ")
    assert card.chips.question.text() == "Are the task and day right?"


def test_what_was_heard_is_told_in_the_question_alone(chat, port):
    draft = to_check(ready("Mobile App", 11, "2"), Field.HOURS, heard="“for”")
    port.answer(Reply("One.", (draft,)))
    (card,) = chat.board.cards
    assert card.chips.question.text() == "Heard “for”, but not for sure. Is it 2 h?"
    assert not card.warnings.isVisible()
    port.edit(draft.id, Change(checked=True))
    assert not card.chips.isVisible()


def test_alt_and_a_number_take_another_answer_of_the_first_card_that_waits(surface, port, press):
    first, second = doubtful(), doubtful("Mobile App")
    port.answer(Reply("Two.", (first, second)))
    words = [[button.text() for button in card.chips.buttons] for card in surface.board.cards]
    assert words[0] == ["Looks right", "1 Website Redesign · Globex", "2 Mobile App · Acme Corporation", "Other…"]
    assert words[1] == ["Looks right", "Website Redesign · Globex", "Mobile App · Acme Corporation", "Other…"]
    press(surface.desk.composer.edit, Qt.Key.Key_1, ALT)
    assert port.made("edit") == [(first.id, Change(project=GLOBEX))]
    assert surface.board.cards[1].chips.buttons[1].text() == "1 Website Redesign · Globex"


def test_enter_walks_from_card_to_card_and_logs_only_behind_the_last(surface, port, press):
    one, two, three = doubtful(), ready("Café Menu", 11, "1"), doubtful("Mobile App")
    port.answer(Reply("Three.", (one, two, three)))
    edit = surface.desk.composer.edit
    assert surface.desk.bar.asked.text() == "1 ready · 2 to check"
    assert surface.desk.bar.confirm.text() == "Check 2 entries ⏎"
    press(edit, Qt.Key.Key_Return)
    assert port.made("edit") == port.made("commit") == []
    assert focused_name().startswith("Looks right. Is it this project?")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert port.made("edit") == [(one.id, Change(checked=True))]
    assert QApplication.focusWidget() is surface.board.cards[2].chips.looks_right
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is edit
    assert port.made("commit") == []
    assert surface.desk.bar.confirm.text() == "Log 3 entries ⏎"
    press(edit, Qt.Key.Key_Return)
    assert port.made("commit") == [((one.id, two.id, three.id),)]


def test_ctrl_enter_and_the_button_never_log_past_a_card_to_check(chat, port, press):
    port.answer(Reply("Two.", (ready("Café Menu", 11, "1"), doubtful())))
    press(chat.desk.composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    chat.desk.composer.edit.setFocus()
    chat.desk.bar.confirm.click()
    assert port.made("commit") == []
    assert focused_name().startswith("Looks right")


def test_a_card_that_was_just_reached_is_not_marked_by_the_same_haste(chat, port, press):
    port.answer(Reply("One.", (doubtful(),)))
    press(chat.desk.composer.edit, Qt.Key.Key_Return)
    chat.board.settle_ms = 60_000
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert port.made("edit") == []


def test_a_held_key_marks_nothing(chat, port, press):
    port.answer(Reply("One.", (doubtful(),)))
    press(chat.desk.composer.edit, Qt.Key.Key_Return)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(QApplication.focusWidget(), event)
    assert port.made("edit") == []


def test_hours_that_cannot_be_read_keep_their_card_from_looking_right(chat, port, press, qtbot):
    port.answer(Reply("One.", (doubtful(),)))
    (card,) = chat.board.cards
    card.hours.setFocus()
    card.hours.selectAll()
    qtbot.keyClicks(card.hours, "later")
    card.chips.looks_right.click()
    assert port.made("edit") == []


def test_a_value_that_was_typed_settles_its_field(chat, port, qtbot, press):
    draft = to_check(ready("Mobile App", 11, "2"), Field.HOURS, others=Alternatives(hours=(Decimal(3),)))
    port.answer(Reply("One.", (draft,)))
    (card,) = chat.board.cards
    press(chat.desk.composer.edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.hours
    qtbot.keyClicks(card.hours, "4")
    press(card.hours, Qt.Key.Key_Return)
    assert (card.draft.state, card.draft.hours) == (DraftState.READY, 4)


def test_an_entry_that_may_be_none_can_be_left_out_by_its_number(chat, port, press):
    draft = to_check(ready("Mobile App", 11, "2"), Field.ENTRY)
    port.answer(Reply("One.", (draft,)))
    press(chat.desk.composer.edit, Qt.Key.Key_1, ALT)
    assert port.made("discard") == [((draft.id,),)]


def test_escape_discards_cards_to_check_too(chat, port, press):
    draft = doubtful()
    port.answer(Reply("One.", (draft,)))
    press(chat.desk.composer.edit, Qt.Key.Key_Escape)
    assert port.made("discard") == [((draft.id,),)]
