"""The chat window, driven by keys as a person drives it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLabel

from desktop.agent.drafts import DraftState, Reply
from desktop.agent.intents import Channel
from desktop.ui.cards.board import AT_ONCE
from desktop.ui.cards.card_stack import CardStack
from desktop.ui.panels import messages
from desktop.ui.preview.sample import ACCOUNT, asking_project, ready
from desktop.ui.preview.scenes import asking, checking_long, ten_cards
from desktop.ui.theme import theme

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def edit(chat):
    return chat.desk.composer.edit


def texts(widget) -> list[str]:
    QApplication.processEvents()  # widgets that were just added are shown by the next event
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_enter_hands_the_words_over_and_shows_them(chat, edit, port, press, qtbot):
    port.script = [Reply("One entry.", (ready("Mobile App", 11, "1"),))]
    qtbot.keyClicks(edit, "  1h mobile <b>app</b> ")
    press(edit, Qt.Key.Key_Return)
    assert port.made("say") == [("1h mobile <b>app</b>", Channel.TYPED)]
    assert edit.words == ""
    shown = texts(chat.messages)
    assert "1h mobile <b>app</b>" in shown
    assert "One entry." in shown
    assert not chat.welcome.isVisible()


def test_enter_on_the_empty_field_commits_ready_cards_only(chat, edit, port, press):
    one, two, asked = ready("Mobile App", 11, "1"), ready("Café Menu", 11, "2"), asking_project()
    port.answer(Reply("Three.", (one, asked, two)))
    assert chat.desk.bar.total.text() == "3.00 h"
    assert chat.desk.bar.confirm.text() == "Log 2 entries ⏎"
    assert chat.desk.bar.asked.text() == "1 needs a project"
    press(edit, Qt.Key.Key_Return)
    assert port.made("commit") == [((one.id, two.id),)]
    assert [card.draft.state for card in chat.board.cards] == [
        DraftState.COMMITTED,
        DraftState.ASKING,
        DraftState.COMMITTED,
    ]
    press(edit, Qt.Key.Key_Return)
    assert len(port.made("commit")) == 1


def test_a_card_on_its_way_is_not_confirmed_again(chat, edit, port, press, monkeypatch):
    monkeypatch.setattr(port, "commit", lambda ids: port.calls.append(("commit", (ids,))))
    port.answer(Reply("One.", (ready("Mobile App", 11, "1"),)))
    press(edit, Qt.Key.Key_Return)
    press(edit, Qt.Key.Key_Return)
    assert len(port.made("commit")) == 1
    port.failed.emit("It did not work.")
    press(edit, Qt.Key.Key_Return)
    assert len(port.made("commit")) == 2


def test_cards_that_nobody_can_have_read_yet_are_not_committed(chat, edit, port, press):
    chat.board.settle_ms = 60_000
    port.answer(Reply("One.", (ready("Mobile App", 11, "1"),)))
    press(edit, Qt.Key.Key_Return)
    assert port.made("commit") == []


def test_a_card_that_words_change_comes_into_view(chat, port, qtbot):
    draft = ready("Mobile App", 11, "1")
    port.answer(Reply("One.", (draft,)))
    (card,) = chat.board.cards
    for _ in range(30):
        port.answer(Reply("Something else was said meanwhile."))
    qtbot.waitUntil(lambda: card.visibleRegion().isEmpty())
    port.answer(Reply("Changed.", (replace(draft, hours=Decimal(3)),)))
    qtbot.waitUntil(lambda: card.visibleRegion().boundingRect().height() == card.height())


def test_cards_out_of_view_come_into_view_before_enter_counts(chat, edit, port, press, qtbot):
    port.answer(Reply("One.", (ready("Mobile App", 11, "1"),)))
    (card,) = chat.board.cards
    qtbot.waitUntil(lambda: not card.visibleRegion().isEmpty())
    for _ in range(30):
        port.answer(Reply("Something else was said meanwhile."))
    qtbot.waitUntil(lambda: card.visibleRegion().isEmpty())
    press(edit, Qt.Key.Key_Return)
    assert port.made("commit") == []
    qtbot.waitUntil(lambda: not card.visibleRegion().isEmpty())
    press(edit, Qt.Key.Key_Return)
    assert len(port.made("commit")) == 1


def test_words_that_fill_the_window_leave_room_for_their_cards(chat, port, qtbot):
    port.said.emit("a very long story about the mobile app " * 200)
    port.answer(Reply("One.", (ready("Mobile App", 11, "1"),)))
    (card,) = chat.board.cards
    qtbot.waitUntil(lambda: not card.visibleRegion().isEmpty())


def test_a_held_key_commits_nothing(chat, edit, port):
    port.answer(Reply("One.", (ready("Mobile App", 11, "1"),)))
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(edit, event)
    assert port.made("commit") == []


def test_hours_still_being_typed_are_sent_before_the_commit(chat, port, press, qtbot):
    draft = ready("Mobile App", 11, "1")
    port.answer(Reply("One.", (draft,)))
    hours = chat.board.cards[0].hours
    hours.setFocus()
    hours.selectAll()
    qtbot.keyClicks(hours, "2:15")
    press(hours, Qt.Key.Key_Return, CTRL)
    assert [name for name, _ in port.calls] == ["edit", "commit"]
    assert chat.board.cards[0].draft.answer.hours == Decimal("2.25")


def test_a_card_with_unreadable_hours_is_not_committed(chat, port, press, qtbot):
    good, bad = ready("Mobile App", 11, "1"), ready("Café Menu", 11, "1")
    port.answer(Reply("Two.", (good, bad)))
    hours = chat.board.cards[1].hours
    hours.setFocus()
    hours.selectAll()
    qtbot.keyClicks(hours, "later")
    press(hours, Qt.Key.Key_Return, CTRL)
    assert port.made("commit") == [((good.id,),)]


def test_escape_on_the_empty_field_discards_the_open_cards(chat, edit, port, press, qtbot):
    done, open_one = ready("Mobile App", 11, "1"), asking_project()
    port.answer(Reply("Two.", (done, open_one)))
    port.commit((done.id,))
    qtbot.keyClicks(edit, "x")
    press(edit, Qt.Key.Key_Escape)
    assert port.made("discard") == []
    press(edit, Qt.Key.Key_Backspace)
    press(edit, Qt.Key.Key_Escape)
    assert port.made("discard") == [((open_one.id,),)]
    assert not chat.desk.bar.isVisible()


def test_one_card_alone_can_be_discarded(chat, port):
    one, two = ready("Mobile App", 11, "1"), ready("Café Menu", 11, "2")
    port.answer(Reply("Two.", (one, two)))
    chat.board.cards[0].discard.click()
    assert port.made("discard") == [((one.id,),)]
    assert chat.desk.bar.confirm.text() == "Log 1 entry ⏎"


def test_ctrl_z_takes_the_latest_commit_back(chat, edit, port, press):
    draft = ready("Mobile App", 11, "1")
    port.answer(Reply("One.", (draft,)))
    port.commit((draft.id,))
    press(edit, Qt.Key.Key_Z, CTRL)
    assert port.made("undo") == [(None,)]


def test_ctrl_z_on_a_committed_card_takes_that_one_back(chat, port, press):
    one, two = ready("Mobile App", 11, "1"), ready("Café Menu", 11, "2")
    port.answer(Reply("Two.", (one, two)))
    port.commit((one.id, two.id))
    button = chat.board.cards[0].footer.undo
    button.setFocus()
    press(button, Qt.Key.Key_Z, CTRL)
    assert port.made("undo") == [(one.id,)]


def test_ctrl_z_in_a_field_undoes_typing_there_and_else_the_commit(chat, port, press, qtbot):
    done, open_one = ready("Mobile App", 11, "1"), ready("Café Menu", 11, "2", "notes")
    port.answer(Reply("Two.", (done, open_one)))
    port.commit((done.id,))
    notes = chat.board.cards[1].notes
    chat.board.cards[1].open_notes()
    qtbot.keyClicks(notes, "!")
    press(notes, Qt.Key.Key_Z, CTRL)
    assert (notes.text(), port.made("undo")) == ("notes", [])
    press(notes, Qt.Key.Key_Z, CTRL)
    assert port.made("undo") == [(None,)]


def test_ctrl_z_undoes_typing_first(chat, edit, port, press, qtbot):
    qtbot.keyClicks(edit, "2h acme")
    press(edit, Qt.Key.Key_Z, CTRL)
    assert port.made("undo") == []


def test_up_recalls_what_was_said(chat, edit, port, press, qtbot):
    for words in ("first", "second"):
        qtbot.keyClicks(edit, words)
        press(edit, Qt.Key.Key_Return)
    press(edit, Qt.Key.Key_Up)
    assert edit.words == "second"
    press(edit, Qt.Key.Key_Up)
    assert edit.words == "first"
    press(edit, Qt.Key.Key_Down)
    press(edit, Qt.Key.Key_Down)
    assert edit.words == ""


def test_shift_enter_makes_a_line_and_the_field_grows(edit, press, qtbot, port):
    before = edit.height()
    qtbot.keyClicks(edit, "one")
    press(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(edit, "two")
    assert edit.words == "one\ntwo"
    assert edit.height() > before
    assert port.made("say") == []


def test_the_first_line_stays_in_view_up_to_a_third_of_the_window(chat, edit, qtbot):
    edit.setFocus()
    edit.setPlainText("\n".join("abcdefgh"))
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    qtbot.waitUntil(lambda: edit.viewport().height() > 6 * edit.fontMetrics().lineSpacing())
    qtbot.waitUntil(lambda: edit.firstVisibleBlock().blockNumber() == 0)
    edit.setPlainText("\n".join(["line"] * 60))
    assert edit.height() <= chat.height() // 3


def test_cards_form_while_typing_and_stay_grey_until_the_answer(chat, edit, port, qtbot, press):
    card = ready("Mobile App", 11, "1")
    port.sketches = [Reply("", (card, asking_project()))]
    qtbot.keyClicks(edit, "1h mobile")
    qtbot.waitUntil(chat.forming.isVisible)
    assert "Mobile App" in chat.forming.accessibleName()
    assert "Which project is “website”?" in chat.forming.accessibleName()
    assert len(port.made("sketch")) <= len("1h mobile")
    assert chat.board.cards == ()
    press(edit, Qt.Key.Key_Return)
    assert not chat.forming.isVisible()
    assert chat.being_read.drafts == port.sketches[0].drafts
    port.answer(Reply("One.", (card,)))
    assert (chat.being_read.isVisible(), len(chat.board.cards)) == (False, 1)


def test_words_that_nobody_read_along_are_shown_in_grey_once_they_are_read(chat, port, qtbot):
    port.sketches = [Reply("", (asking_project(),))]
    port.said.emit("spoken words")
    qtbot.waitUntil(chat.being_read.isVisible)
    port.failed.emit("It did not work.")
    assert not chat.being_read.isVisible()
    port.sketched.emit("spoken words", port.sketches[0])
    assert not chat.being_read.isVisible()


def test_tab_goes_to_what_is_asked_and_enter_comes_back(chat, edit, port, press, qtbot):
    port.answer(Reply("Two.", (ready("Mobile App", 11, "1"), asking_project())))
    press(edit, Qt.Key.Key_Tab)
    asked = chat.board.cards[1].project
    assert QApplication.focusWidget() is asked
    qtbot.keyClicks(asked, "umb")
    press(asked, Qt.Key.Key_Return)
    assert chat.board.cards[1].draft.project.name == "Patient Portal"
    assert QApplication.focusWidget() is edit


def test_alt_and_a_number_answers(chat, edit, port, press):
    port.answer(Reply("One.", (asking_project(),)))
    press(edit, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert chat.board.cards[0].draft.project.client.name == "Globex"


def test_examples_fill_the_field_and_send_nothing(chat, edit, port):
    chat.welcome.buttons[0].click()
    assert edit.words == "4 hours on Williams Account and 2 hours on Website Redesign"
    assert port.calls == []


def test_microphone_is_pressed_shown_and_cancelled(chat, edit, port, press):
    composer = chat.desk.composer
    composer.mic.click()
    assert port.made("toggle_microphone") == [()]
    port.microphone.emit("listening")
    port.level.emit(0.5)
    port.heard.emit("four <i>hours</i>")
    assert composer.strip.isVisible()
    assert composer.meter.levels[-1] == 0.5
    assert edit.placeholderText() == "four <i>hours</i>", "where the words will stand"
    assert not composer.heard.isVisible()
    edit.insertPlainText("besides")
    assert composer.heard.isVisible(), "above what is typed"
    edit.clear()
    port.heard.emit("and " * 99 + "the end")
    assert edit.placeholderText().endswith("the end"), "the last words, where there is no room for all"
    assert composer.elapsed.text() == "0:00"
    assert composer.mic.accessibleName() == "Stop listening"
    press(edit, Qt.Key.Key_Return)
    assert len(port.made("toggle_microphone")) == 2
    press(edit, Qt.Key.Key_Escape)
    assert port.made("cancel_microphone") == [()]
    assert not composer.strip.isVisible()


def test_holding_the_microphone_button_listens_until_it_is_let_go(chat, port, qtbot):
    mic = chat.desk.composer.mic
    mic.hold_ms = 0
    port.toggles_microphone = True
    qtbot.mousePress(mic, Qt.MouseButton.LeftButton)
    assert chat.desk.composer.state == "listening"
    qtbot.mouseRelease(mic, Qt.MouseButton.LeftButton)
    assert chat.desk.composer.state == "idle"


def test_a_click_on_the_microphone_button_starts_and_another_one_stops(chat, port, qtbot):
    mic = chat.desk.composer.mic
    mic.hold_ms = 60_000
    port.toggles_microphone = True
    states = []
    for _ in range(2):
        qtbot.mouseClick(mic, Qt.MouseButton.LeftButton)
        states.append(chat.desk.composer.state)
    assert states == ["listening", "idle"]


def test_ctrl_m_toggles_once_however_long_it_is_held(chat, edit, port, press):
    press(edit, Qt.Key.Key_M, CTRL)
    assert port.made("toggle_microphone") == [()]
    assert not any(shortcut.autoRepeat() for shortcut in chat.findChildren(QShortcut))


def test_spoken_words_are_shown_like_typed_ones(chat, port):
    port.spoken.emit("four hours")
    port.answer(Reply("One entry."))
    assert texts(chat.messages)[-2:] == ["four hours", "One entry."]


def test_waiting_failure_and_question_are_shown_as_plain_text(chat, port):
    port.waiting.emit("Harvest asks us to slow down, 8 s")
    assert chat.desk.waiting.isVisible()
    port.waiting.emit("")
    assert not chat.desk.waiting.isVisible()
    port.failed.emit("No network <b>here</b>.")
    port.answer(Reply("Hm.", question="Which <week>?"))
    shown = texts(chat.messages)
    assert "No network <b>here</b>." in shown
    assert "Which <week>?" in shown
    for label in chat.messages.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or "<" not in label.text()


def test_cards_ask_for_themselves(chat, port):
    port.answer(Reply("One entry.", (asking_project(),), question="Which project?"))
    assert texts(chat.messages.page).count("Which project?") == 0
    assert "Which project is “website”?" in texts(chat.messages.page)


def test_header_shows_the_day_and_who_is_signed_in(chat, port):
    port.signed_in.emit(replace(ACCOUNT, company="<b>Bright</b>"))
    port.day_changed.emit(Decimal("5.5"))
    assert chat.header.today.text() == "Today  5.50 h"
    assert chat.header.account.text() == "<b>Bright</b> · Robin Ellis"
    assert chat.header.bar.value() == 68
    port.signed_in.emit(None)
    port.sign_in.sign_out()
    assert chat.header.account.text() == "Not signed in to Harvest"


def test_offline_is_said_at_the_top_until_harvest_answers_again(chat, port):
    port.signed_in.emit(ACCOUNT)
    before = chat.header.account.text()
    port.reached.emit(False)
    assert chat.header.account.text() == "Offline: nothing is lost"
    port.reached.emit(True)
    assert chat.header.account.text() == before


def test_closing_hides_and_keeps_the_cards(chat, port):
    port.answer(Reply("One.", (ready("Mobile App", 11, "1"),)))
    assert chat.close(), "a window that refuses to close keeps the application from quitting"
    assert not chat.isVisible()
    chat.show_and_raise()
    assert chat.board.summary.button == "Log 1 entry"


def test_page_keys_scroll_from_the_words(chat, edit, port, press, qtbot):
    ten_cards(port)
    bar = chat.messages.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(0)
    press(edit, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    press(edit, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_old_rows_go_but_open_cards_stay(chat, port, monkeypatch):
    monkeypatch.setattr(messages, "MOST_ROWS", 12)
    done, open_one = ready("Mobile App", 11, "1"), asking_project()
    port.answer(Reply("", (done,)))
    port.answer(Reply("", (open_one,)))
    port.commit((done.id,))
    for number in range(40):
        port.said.emit(f"words {number}")
    assert [card.draft.id for card in chat.board.cards] == [open_one.id]
    assert "words 39" in texts(chat.messages)
    assert "words 0" not in texts(chat.messages)
    port.answer(Reply("Still here."))
    assert "Still here." in texts(chat.messages)


def test_a_change_to_one_of_ten_cards_repaints_one(chat, port, qtbot):
    ten_cards(port)
    qtbot.waitUntil(lambda: len(chat.board.cards) == 10 and chat.board.cards[9].height() > 0)
    before = [card.draft for card in chat.board.cards]
    port.changed.emit(replace(before[4], hours=Decimal(7)))
    after = [card.draft for card in chat.board.cards]
    assert [old is new for old, new in zip(before, after, strict=True)] == [n != 4 for n in range(10)]


def test_of_many_cards_a_few_are_made_at_once_and_nothing_is_confirmed_before_the_last(chat, edit, port, press, qtbot):
    drafts = tuple(ready("Mobile App", 11, "1") for _ in range(AT_ONCE + 3))
    port.answer(Reply("Many.", drafts))
    assert len(chat.board.cards) == AT_ONCE
    press(edit, Qt.Key.Key_Return)
    assert port.made("commit") == []
    port.changed.emit(replace(drafts[-1], hours=Decimal(7)))
    port.answer(Reply("Meanwhile.", (meanwhile := ready("Mobile App", 11, "1"),)))
    drafts = (*drafts[:AT_ONCE], meanwhile, *drafts[AT_ONCE:])
    qtbot.waitUntil(lambda: [card.draft.id for card in chat.board.cards] == [one.id for one in drafts])
    assert chat.board.cards[-1].draft.hours == 7
    qtbot.waitUntil(lambda: all(card.isVisible() for card in chat.board.cards))
    more = tuple(ready("Mobile App", 11, "1") for _ in range(AT_ONCE + 1))
    port.answer(Reply("More.", more))
    press(edit, Qt.Key.Key_Escape)
    assert port.made("discard") == [(tuple(one.id for one in (*drafts, *more)),)]


def test_what_reads_gets_ready_when_somebody_comes_back_and_not_at_the_launch(chat, port, monkeypatch, shown, qtbot):
    ready_for: list[bool] = []
    monkeypatch.setattr(port, "get_ready", lambda: ready_for.append(True))

    def leave_and_come_back() -> None:
        shown(QLabel("another window"))
        chat.activateWindow()
        qtbot.waitUntil(chat.isActiveWindow)

    leave_and_come_back()
    assert ready_for == [], "nobody is known"
    port.signed_in.emit(ACCOUNT)
    leave_and_come_back()
    assert ready_for == [True]


def test_reading_begins_at_the_first_of_many_cards(chat, port, qtbot):
    ten_cards(port)
    first = chat.board.cards[0]
    qtbot.waitUntil(lambda: not first.visibleRegion().isEmpty())


def test_a_low_window_shows_two_cards_and_the_answers_of_the_one_to_answer(chat, port, qtbot):
    chat.resize(chat.width(), theme().space(94))
    QApplication.processEvents()
    asking(port)
    first, second = chat.board.cards[:2]
    qtbot.waitUntil(lambda: second.visibleRegion().boundingRect().height() == second.height() > 0)
    assert first.visibleRegion().boundingRect().height() == first.height()
    assert [card.chips.buttons[0].isVisible() for card in (first, second)] == [True, False]
    assert second.chips.question.isVisible()
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(theme().space(2), theme().space(2)))
    assert second.task.hasFocus()
    assert [card.chips.buttons[0].isVisible() for card in (first, second)] == [False, True]
    chat.resize(chat.width(), theme().space(160))
    assert [card.chips.buttons[0].isVisible() for card in (first, second)] == [True, True]


@pytest.mark.parametrize("units", [95, 135])
def test_every_answer_is_seen_whole_at_any_width(chat, port, qtbot, units):
    chat.resize(theme().space(units), chat.height())
    checking_long(port)
    card = chat.board.cards[0]
    qtbot.waitUntil(lambda: card.height() == card.heightForWidth(card.width()))
    assert chat.messages.page.width() == chat.messages.viewport().width()
    for chip in card.chips.buttons:
        corner = chip.mapTo(card, chip.rect().bottomRight())
        assert card.rect().contains(corner)
        assert chip.text() != "…"


def test_speaking_leaves_the_keyboard_in_the_words(chat, edit, port, press, qtbot):
    mic = chat.desk.composer.mic
    qtbot.mouseClick(mic, Qt.MouseButton.LeftButton)
    assert edit.hasFocus()
    mic.setFocus(Qt.FocusReason.TabFocusReason)
    assert mic.hasFocus(), "the keyboard reaches it"
    port.microphone.emit("draining")
    assert edit.hasFocus()


def test_discarded_cards_are_one_line_and_come_back_as_cards(chat, port):
    one, two, kept = ready("Mobile App", 11, "1"), ready("Café Menu", 11, "2"), ready("Patient Portal", 11, "3")
    port.answer(Reply("Three.", (one, two, kept)))
    port.discard((one.id, two.id))
    stack = chat.messages.findChild(CardStack)
    assert [card.isHidden() for card in stack.cards] == [True, True, False]
    assert stack.gone_words.text() == "2 discarded: 1.00 h Mobile App, 2.00 h Café Menu"
    port.answer(Reply("Back.", (one,)))
    assert [card.isHidden() for card in stack.cards] == [False, True, False]
    assert stack.gone_words.text() == "1 discarded: 2.00 h Café Menu"
    stack.bring_back.click()
    assert not stack.gone.isVisible()
    assert chat.board.summary.ready == (one.id, two.id, kept.id)
