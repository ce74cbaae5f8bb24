"""Cards: what they show in each state, and what they send to the port."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.agent.drafts import Change, DraftState, Reply
from desktop.agent.intents import Warn
from desktop.ui.cards.entry_card import EntryCard
from desktop.ui.preview.sample import LONG, asking_project, named, ready
from desktop.ui.preview.scripted_port import TODAY
from desktop.ui.theme import theme


@pytest.fixture
def show(shown, port):
    def show(draft) -> EntryCard:
        port.drafts[draft.id] = draft
        card = EntryCard(port, draft)
        port.changed.connect(card.show_draft)
        card.resize(520, 200)
        shown(card)
        if (field := QApplication.focusWidget()) is not None:
            field.clearFocus()  # a window gives the keyboard to its first field
        return card

    return show


def sent(port) -> list[Change]:
    return [change for _draft_id, change in port.made("edit")]


def test_a_ready_card_shows_every_field(show):
    card = show(ready("Williams Account", 12, "1.5", "kick-off"))
    assert card.project.text() == "Williams Account"
    assert card.client.text() == "Williams & Co · WIL"
    assert card.task.text() == "Development"
    assert card.hours.text() == "1.50"
    assert card.day.text() == "Today, Fri 20 Nov"
    assert card.notes.text() == card.gist.text() == "kick-off"
    assert card.badge.text() == "Billable"
    assert not card.chips.isVisible()


def test_work_that_is_not_billed_has_a_badge_of_another_colour(show, port):
    card = show(ready("Internal Training", 14, "1"))
    billable = card.badge.grab().toImage().pixelColor(card.badge.width() // 2, 1)
    card.show_draft(replace(card.draft, task=card.draft.project.tasks[-1]))
    assert card.badge.text() == "Not billable"
    colour = card.badge.grab().toImage().pixelColor(card.badge.width() // 2, 1)
    assert colour != billable
    assert colour.red() >= colour.green() >= colour.blue()


def test_start_and_end_are_shown_where_they_are_known(show):
    draft = replace(ready("Mobile App", 11, "1.5"), started_time=time(9, 30), ended_time=time(11))
    card = show(draft)
    assert card.clock.text() == "9:30–11:00"
    assert card.clock.isVisible()
    card.show_draft(replace(draft, started_time=None, ended_time=None, hours=Decimal(1)))
    assert not card.clock.isVisible()


@pytest.mark.parametrize("typed", ["1:30", "1h30", "90m", "1,5"])
def test_editing_the_hours_sends_exact_hours(show, port, press, qtbot, typed):
    card = show(ready("Mobile App", 11, "4"))
    card.hours.setFocus()
    card.hours.selectAll()
    qtbot.keyClicks(card.hours, typed)
    with qtbot.waitSignal(card.finished, raising=True):
        press(card.hours, Qt.Key.Key_Return)
    assert sent(port) == [Change(hours=Decimal("1.5"))]
    assert card.hours.text() == "1.50"


def test_hours_that_cannot_be_read_are_marked_and_never_sent(show, port, press, qtbot):
    card = show(ready("Mobile App", 11, "4"))
    card.hours.setFocus()
    card.hours.selectAll()
    qtbot.keyClicks(card.hours, "4x")
    press(card.hours, Qt.Key.Key_Return)
    assert sent(port) == []
    assert card.hours.property("wrong") is True
    assert not card.flush()
    press(card.hours, Qt.Key.Key_Escape)
    assert (card.hours.text(), card.flush()) == ("4.00", True)


@pytest.mark.parametrize(
    ("start", "key", "hours"), [("1", "Up", "1.25"), ("1.1", "Up", "1.25"), ("1", "Down", "0.75"), ("1.1", "Down", "1")]
)
def test_arrows_step_the_hours_by_a_quarter(show, port, press, start, key, hours):
    card = show(ready("Mobile App", 11, start))
    press(card.hours, getattr(Qt.Key, f"Key_{key}"))
    assert sent(port) == [Change(hours=Decimal(hours))]


def test_arrows_stay_above_nothing_and_within_a_day(show, port, press):
    press(show(ready("Mobile App", 11, "0.25")).hours, Qt.Key.Key_Down)
    press(show(ready("Mobile App", 11, "24")).hours, Qt.Key.Key_Up)
    assert sent(port) == []


def test_leaving_the_notes_sends_them_and_clearing_clears(show, port, qtbot):
    card = show(ready("Mobile App", 11, "1", "old"))
    card.open_notes()
    card.notes.clear()
    card.hours.setFocus()
    assert sent(port) == [Change(notes="")]


def test_arrows_move_the_day(show, port, press):
    card = show(ready("Mobile App", 11, "1"))
    press(card.day, Qt.Key.Key_Down)
    press(card.day, Qt.Key.Key_PageDown)
    days = [change.spent_date for change in sent(port)]
    assert days == [TODAY - timedelta(days=1), TODAY - timedelta(days=8)]
    assert card.day.text() == "Thu 12 Nov"


def test_the_calendar_picks_a_day(show, port, press, qtbot):
    card = show(ready("Mobile App", 11, "1"))
    press(card.day, Qt.Key.Key_Return)
    popup = card.day.popup
    assert popup.isVisible()
    press(popup.calendar.findChild(type(popup.calendar).__mro__[1], "qt_calendar_calendarview"), Qt.Key.Key_Left)
    press(popup.calendar.findChild(type(popup.calendar).__mro__[1], "qt_calendar_calendarview"), Qt.Key.Key_Return)
    assert sent(port) == [Change(spent_date=TODAY - timedelta(days=1))]


def test_a_chip_answers_the_question(show, port):
    draft = asking_project()
    card = show(draft)
    assert card.chips.question.text() == "Which project is “website”?"
    chips = [button.text() for button in card.chips.buttons]
    assert chips == [
        "Website Redesign · Acme Corporation",
        "Website Redesign · Globex",
        "Mobile App · Acme Corporation",
        "Other…",
    ]
    card.chips.buttons[1].click()
    assert sent(port) == [Change(project=named("Website Redesign", "Globex"))]
    assert card.project.text() == "Website Redesign"
    assert card.chips.question.text() == "Which task?"
    card.chips.buttons[0].click()
    assert card.draft.state is DraftState.READY
    assert not card.chips.isVisible()


def test_hours_are_asked_with_usual_lengths(show, port):
    card = show(replace(ready("Mobile App", 11, "1"), state=DraftState.ASKING, hours=None))
    next(button for button in card.chips.buttons if button.text() == "1 h 30 min").click()
    assert sent(port) == [Change(hours=Decimal("1.5"))]


def test_a_project_is_found_by_typing_and_taken_with_enter(show, port, press, qtbot):
    card = show(ready("Mobile App", 11, "1"))
    card.project.setFocus()
    card.project.selectAll()
    qtbot.keyClicks(card.project, "glob ana")
    assert [option.title for option in card.project.matches] == ["Analytics Dashboard"]
    press(card.project, Qt.Key.Key_Return)
    assert sent(port) == [Change(project=named("Analytics Dashboard"))]


def test_letters_that_fit_no_project_choose_nothing(show, port, press, qtbot):
    card = show(ready("Mobile App", 11, "1"))
    card.project.setFocus()
    card.project.selectAll()
    qtbot.keyClicks(card.project, "qqqq")
    press(card.project, Qt.Key.Key_Return)
    assert sent(port) == []
    assert card.project.text() == "Mobile App"


def test_the_task_list_holds_the_tasks_of_the_project_alone(show):
    card = show(ready("Internal Training", 15, "1"))
    card.task.open_list()
    assert [option.title for option in card.task.matches] == ["Meetings", "Administration"]


@pytest.mark.parametrize(
    ("state", "words", "undo", "retry", "editable"),
    [
        (DraftState.CONFIRMED, "Kept safe", False, False, False),
        (DraftState.SENDING, "Sending to Harvest", False, False, False),
        (DraftState.REFUSED, "Harvest said no: Hours are locked", False, True, True),
    ],
)
def test_each_state_says_what_it_is(show, state, words, undo, retry, editable):
    reason = "Hours are locked" if state is DraftState.REFUSED else ""
    card = show(replace(ready("Mobile App", 11, "1"), state=state, reason=reason))
    assert words in card.footer.line.words.text()
    assert card.footer.undo.isVisible() is undo
    assert card.footer.retry.isVisible() is retry
    assert card.hours.isReadOnly() is not editable
    assert card.day.isEnabled() is editable


def test_a_committed_card_shows_harvests_answer_and_can_be_undone(show, port):
    draft = ready("Mobile App", 11, "1.1")
    card = show(draft)
    port.commit((draft.id,))
    answer = replace(card.draft.answer, id=77, rounded_hours=Decimal("1.25"))
    card.show_draft(replace(card.draft, answer=answer))
    assert card.footer.line.words.text() == "In Harvest · 1.10 h, rounded to 1.25 h · entry 77"
    card.footer.undo.click()
    assert port.made("undo") == [(draft.id,)]
    assert card.footer.line.words.text() == "Taken back: 1.10 h Mobile App"
    assert not card.hours.isVisible()


def test_a_waiting_card_says_why(show):
    draft = replace(ready("Mobile App", 11, "1"), state=DraftState.CONFIRMED, reason="Harvest cannot be reached.")
    assert show(draft).footer.line.words.text() == "Harvest cannot be reached."


def test_warnings_are_told_in_words(show):
    card = show(ready("Mobile App", 11, "4", warnings=(Warn("heard_as", "I read <b>for</b> as 4."),)))
    assert [line.words.text() for line in card.warnings.lines] == ["I read <b>for</b> as 4."]
    assert card.warnings.isVisible()


def test_what_is_merely_told_looks_quieter_than_a_doubt(show):
    told, doubt = Warn("spelt_as", "Took “mobil” for Mobile App."), Warn("heard_as", "Heard “for”.")
    warnings = show(ready("Mobile App", 11, "4", warnings=(told, doubt))).warnings
    assert [line.words.property("role") for line in warnings.lines] == ["warning", "quiet"]


def test_a_card_shows_one_doubt_and_folds_the_rest(show):
    doubts = tuple(Warn(f"doubt_{place}", f"Doubt {place}.") for place in range(3))
    card = show(ready("Mobile App", 11, "4", warnings=doubts))
    assert [line.isVisible() for line in card.warnings.lines] == [True, False, False]
    assert card.warnings.more.text() == "2 more"
    card.warnings.more.click()
    assert all(line.isVisible() for line in card.warnings.lines)
    card.show_draft(replace(card.draft, warnings=doubts[:1]))
    assert not card.warnings.more.isVisible()


def test_a_card_that_asks_folds_its_doubts(show):
    doubts = tuple(Warn(f"doubt_{place}", f"Doubt {place}.") for place in range(2))
    card = show(replace(asking_project(), warnings=doubts))
    assert card.warnings.more.text() == "2 more"
    assert not any(line.isVisible() for line in card.warnings.lines)


def test_what_is_merely_told_is_a_grey_hint_and_no_line_until_the_card_is_worked_on(show):
    hint = Warn("task_default", "No task was said; Design is the latest.")
    told = Warn("spelt_as", "Took “mobil” for Mobile App.")
    card = show(ready("Mobile App", 11, "4", warnings=(hint, told)))
    assert not card.warnings.isVisible()
    assert card.gist.text() == "as last time · Took “mobil” for Mobile App."
    assert card.task.accessibleDescription() == hint.text
    card.hours.setFocus()
    assert card.warnings.isVisible()
    card.show_draft(replace(card.draft, warnings=()))
    assert card.gist.text() == ""


def test_a_card_is_two_lines_tall_until_it_is_worked_on(show, qtbot):
    card = show(ready("Mobile App", 11, "4", "kick-off"))
    lines = card.hours.height() + card.day.height()
    assert card.sizeHint().height() <= lines + theme().space(4)
    assert (card.gist.text(), card.notes.isVisible()) == ("kick-off", False)
    card.hours.setFocus()
    assert (card.gist.text(), card.notes.isVisible(), card.discard.isVisible()) == ("", True, True)
    card.hours.clearFocus()
    qtbot.waitUntil(lambda: not card.notes.isVisible())
    qtbot.mouseClick(card.gist, Qt.MouseButton.LeftButton)
    assert card.notes.hasFocus()


def test_untrusted_names_are_plain_text_everywhere(show):
    card = show(replace(ready("Mobile App", 11, "1"), project=LONG, task=LONG.tasks[0], notes="<i>x</i>\u202e"))
    assert card.project.text().startswith("<img src=x onerror=alert(1)>")
    assert "\u202e" not in card.client.text() + card.notes.text() + card.accessibleName()
    assert "<b>Sachsen</b>" in card.client.text()
    for label in card.findChildren(QLabel):
        assert label.textFormat() in (Qt.TextFormat.PlainText, Qt.TextFormat.AutoText)
        if label.textFormat() == Qt.TextFormat.AutoText:
            assert "<" not in label.text()
    for widget in (card.project, card.client):
        assert "&lt;" in widget.toolTip()
        assert "<img" not in widget.toolTip()


def test_names_on_chips_are_plain_text(show):
    draft = replace(asking_project(), choices=(replace(asking_project().choices[0], project=LONG),))
    chip = show(draft).findChildren(QPushButton)
    assert any("<img src=x" in button.text() for button in chip)


def test_only_what_differs_is_touched(show):
    draft = ready("Mobile App", 11, "1", "notes")
    card = show(draft)
    card.project.setText("in the middle of typing")
    card.show_draft(replace(draft, hours=Decimal(2)))
    assert card.hours.text() == "2.00"
    assert card.project.text() == "in the middle of typing"


def test_an_update_does_not_overwrite_hands_that_type(show, qtbot):
    draft = ready("Mobile App", 11, "1", "notes")
    card = show(draft)
    card.open_notes()
    qtbot.keyClicks(card.notes, " and more")
    card.show_draft(replace(draft, notes="other"))
    assert card.notes.text() == "notes and more"


def test_several_replies_update_the_same_card(chat, port):
    draft = ready("Mobile App", 11, "1")
    port.answer(Reply("One.", (draft,)))
    port.answer(Reply("Changed.", (replace(draft, hours=Decimal(3)),)))
    assert len(chat.board.cards) == 1
    assert chat.board.cards[0].hours.text() == "3.00"


class Moved(QObject):
    """Counts cards that are moved to another parent."""

    cards = 0

    def eventFilter(self, watched, event):  # noqa: N802
        self.cards += event.type() == QEvent.Type.ParentChange and isinstance(watched, EntryCard)
        return False


def test_a_card_is_styled_where_it_stands_and_makes_what_it_needs_alone(chat, port):
    """Moving a finished card to another parent styles all of it anew, which cost more than making it."""
    moved = Moved()
    QApplication.instance().installEventFilter(moved)
    port.replied.emit(Reply("One.", (ready("Williams Account", 11, "4"),)))
    QApplication.instance().removeEventFilter(moved)
    (card,) = chat.board.cards
    assert moved.cards == 0
    assert not card.project.is_open
    assert card.project.matches == ()
    assert not card.footer.children()
    assert not card.chips.children()
