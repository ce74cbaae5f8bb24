"""What quick entry offers on its empty line: favourites and latest entries, taken by number, kept by their star."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from desktop.agent.drafts import DraftState, Reply
from desktop.agent.intents import Channel
from desktop.ui.lately_port import Repeatable
from desktop.ui.preview.sample import asking_project, ready

ALT = Qt.KeyboardModifier.AltModifier
LATEST = (
    Repeatable("7", Decimal("1.5"), "Mobile App", "Acme Corporation", "Design", "sprint"),
    Repeatable("5", Decimal(2), "Internal Training", "Brightline Studio", "Meetings"),
)


@pytest.fixture
def edit(quick, port):
    """The field of a quick entry that offers one favourite, and below it two entries."""
    port.preferences.choose_favourites(("15m stand-up",))
    port.scripted_lately.cards = {"7": ready("Mobile App", 11, "1.5", "sprint"), "5": ready("Café Menu", 11, "2")}
    port.scripted_lately.show(*LATEST)
    quick.hide()
    quick.show_and_raise()
    assert len(quick.again.rows) == 3
    assert quick.again.isVisible()
    return quick.desk.composer.edit


def taken(port) -> list[tuple[object, ...]]:
    return [arguments for name, arguments in port.scripted_lately.calls if name == "take"]


def test_alt_and_a_number_makes_the_card_and_enter_logs_it(quick, port, edit, press):
    press(edit, Qt.Key.Key_2, ALT)
    assert taken(port) == [("7",)]
    assert not quick.again.isVisible()
    press(edit, Qt.Key.Key_Return)
    assert [card.draft.state for card in quick.stack.cards] == [DraftState.COMMITTED]


def test_a_number_and_enter_does_too_and_shows_which_one(quick, port, edit, press, qtbot):
    port.sketches = [Reply("", (asking_project(),))]  # "3" alone may be hours
    qtbot.keyClicks(edit, "3")
    qtbot.waitUntil(lambda: bool(port.made("sketch")))
    assert not quick.live.forming.isVisible()
    assert [bool(row.property("chosen")) for row in quick.again.rows] == [False, False, True]
    press(edit, Qt.Key.Key_Return)
    assert (taken(port), edit.words, port.made("say")) == ([("5",)], "", [])


def test_a_favourite_is_said(port, edit, press):
    port.script = [Reply("", (ready("Mobile App", 11, "0.25"),))]
    press(edit, Qt.Key.Key_1, ALT)
    assert port.made("say") == [("15m stand-up", Channel.TYPED)]


@pytest.mark.parametrize("words", ["4", "0", "33", "3h", "²", "x"])
def test_other_words_are_words(quick, port, edit, press, qtbot, words):
    edit.insertPlainText(words)
    assert not quick.again.isVisible()
    press(edit, Qt.Key.Key_Return)
    assert (taken(port), port.made("say")) == ([], [(words, Channel.TYPED)])


def test_while_a_card_is_open_a_number_answers_the_card(quick, port, edit, press):
    quick.desk.composer.said.emit("")
    port.answer(Reply("", (asking_project(),)))
    assert not quick.again.isVisible()
    press(edit, Qt.Key.Key_1, ALT)
    assert (taken(port), len(port.made("edit"))) == ([], 1)


def test_what_is_offered_does_not_change_under_the_fingers(quick, port, edit):
    port.scripted_lately.show(LATEST[1])
    assert len(quick.again.rows) == 3
    quick.hide()
    quick.show_and_raise()
    assert len(quick.again.rows) == 2


def test_stars_keep_and_drop(quick, port, edit):
    quick.again.stars[1].click()
    assert ("keep", ("7",)) in port.scripted_lately.calls
    quick.again.stars[0].click()
    assert port.preferences.value.favourites == ()
    assert len(quick.again.rows) == 2


def test_the_arrows_walk_the_rows_and_back_to_the_words(quick, edit, press):
    press(edit, Qt.Key.Key_Down)
    for row, key in zip(quick.again.rows, (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up), strict=True):
        assert quick.focusWidget() is row
        press(row, key)
    press(quick.again.rows[1], Qt.Key.Key_Up)
    press(quick.again.rows[0], Qt.Key.Key_Up)
    assert quick.focusWidget() is edit


def test_words_that_are_recalled_can_be_left_downwards(quick, port, edit, press):
    edit.insertPlainText("1h a")
    press(edit, Qt.Key.Key_Return)
    edit.insertPlainText("2h b")
    press(edit, Qt.Key.Key_Return)
    press(edit, Qt.Key.Key_Up)
    press(edit, Qt.Key.Key_Up)
    assert edit.words == "1h a"
    press(edit, Qt.Key.Key_Down)
    assert edit.words == "2h b"
