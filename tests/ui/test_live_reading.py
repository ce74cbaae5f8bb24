"""Quick entry while one types: cards form, their words are marked, Enter logs what was seen, and nothing else."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.agent.drafts import DraftState, Reply
from desktop.agent.intents import Channel, Field, Span, Warn
from desktop.ui.cards.marks import marks
from desktop.ui.preview.sample import asking_project, named, ready, to_check

WORDS = "1.5h mobile app"


@pytest.fixture
def edit(quick):
    quick.live.settle_ms = 0
    return quick.desk.composer.edit


@pytest.fixture
def typed(quick, edit, port, qtbot):
    """Type words that read as those drafts, and wait until these are seen."""

    def typed(*drafts, words: str = WORDS):
        port.sketches = [Reply("", drafts)]
        edit.insertPlainText(words)
        qtbot.waitUntil(lambda: quick.live.forming.drafts == drafts)

    return typed


def states(quick) -> list[DraftState]:
    return [card.draft.state for card in quick.stack.cards]


def test_cards_form_and_nothing_is_said_or_written(quick, port, typed):
    typed(ready("Mobile App", 11, "1.5"), asking_project())
    assert quick.live.forming.isVisible()
    assert "Mobile App, Acme Corporation, Design" in quick.live.forming.accessibleName()
    assert "Which project is “website”?" in quick.live.forming.accessibleName()
    assert port.made("commit") == port.made("say") == []


def test_what_was_seen_is_logged_by_the_enter_that_ends_the_sentence(quick, edit, port, typed, press):
    typed(ready("Mobile App", 11, "1.5", "spri"))
    port.script = [Reply("One.", (ready("Mobile App", 11, "1.5", "sprint"),))]
    edit.insertPlainText(" sprint")
    press(edit, Qt.Key.Key_Return)
    assert states(quick) == [DraftState.COMMITTED]
    assert len(port.made("commit")) == 1


def test_an_answer_beside_a_card_is_read_before_anything_is_logged(quick, edit, port, typed, press):
    typed(ready("Mobile App", 11, "1.5"))
    card = Reply("One entry.", (ready("Mobile App", 11, "1.5"),))
    port.script = [replace(card, text="One entry.\n28 h.", parts=(card, Reply("28 h.")))]
    edit.insertPlainText(" and how was my week")
    press(edit, Qt.Key.Key_Return)
    assert (quick.reply.isVisible(), quick.reply.text()) == (True, "28 h.")
    assert port.made("commit") == []


def test_who_types_on_at_once_keeps_the_window(quick, edit, port, typed, press, qtbot):
    typed(ready("Mobile App", 11, "1.5"))
    port.script = [Reply("", (ready("Mobile App", 11, "1.5"),))]
    press(edit, Qt.Key.Key_Return)
    assert states(quick) == [DraftState.COMMITTED]
    assert quick._linger.isActive(), "all is done"
    qtbot.keyClicks(edit, "1")
    assert not quick._linger.isActive()


SEEN = ready("Mobile App", 11, "1.5")


@pytest.mark.parametrize(
    "reply",
    [
        Reply("", (replace(SEEN, id="a", hours=Decimal(2)),)),
        Reply("", (replace(SEEN, id="b", project=named("Café Menu")),)),
        Reply("", (replace(SEEN, id="c", task=named("Mobile App").tasks[1]),)),
        Reply("", (replace(SEEN, id="d", spent_date=SEEN.spent_date - timedelta(days=1)),)),
        Reply("", (replace(SEEN, id="e"), replace(SEEN, id="f"))),
        Reply("", (to_check(replace(SEEN, id="g"), Field.PROJECT),)),
        Reply("", (replace(SEEN, id="h", warnings=(Warn("future_date", "That day is yet to come."),)),)),
        Reply("", (replace(SEEN, id="i"),), question="And the rest?"),
        Reply("", (replace(SEEN, id="j"),), left=3),
        Reply("", (replace(SEEN, id="k", notes="Polished by somebody else"),)),
    ],
    ids=["hours", "project", "task", "day", "one more", "to check", "warned", "question", "more to come", "notes"],
)
def test_what_was_not_seen_or_is_in_doubt_waits_for_another_enter(quick, edit, port, typed, press, reply):
    typed(SEEN)
    port.script = [reply]
    press(edit, Qt.Key.Key_Return)
    assert quick.stack.cards
    assert port.made("commit") == []


OTHERS = {
    "words that were spoken": lambda quick, port: port.say(WORDS, Channel.VOICE),
    "an entry to repeat": lambda quick, port: port.lately.take("7"),
    "words that are offered": lambda quick, port: quick.desk.composer.hand_over("15m stand-up"),
    "the button that reads": lambda quick, port: quick.desk.composer.send.click(),
    "Tab to what is asked": lambda quick, port: quick.desk.composer.edit.submit(),
}


@pytest.mark.parametrize("deed", OTHERS.values(), ids=OTHERS)
def test_only_enter_on_the_words_logs_what_they_became(quick, port, typed, qtbot, deed):
    typed(SEEN)
    card = replace(SEEN, id="of something else")
    port.script, port.scripted_lately.cards = [Reply("", (card,))], {"7": card}
    quick._listens = True
    if deed is OTHERS["words that were spoken"]:
        port.spoken.emit(WORDS)
    elif deed is OTHERS["an entry to repeat"]:
        quick.again.taken.emit()
    deed(quick, port)
    assert states(quick) == [DraftState.READY]
    assert port.made("commit") == []


def test_cards_that_are_not_painted_are_not_logged(quick, edit, port, typed, press):
    many = tuple(replace(SEEN, id=str(number)) for number in range(quick.live.forming.most + 1))
    typed(*many)
    port.script = [Reply("", many)]
    press(edit, Qt.Key.Key_Return)
    assert states(quick) == [DraftState.READY] * len(many)


def test_the_reply_to_other_words_is_not_taken_for_the_one_to_these(quick, edit, port, typed, press):
    typed(SEEN)
    press(edit, Qt.Key.Key_Return)
    typed(asking_project(), words="and more")
    port.answer(Reply("", (replace(SEEN, id="handed in"),), to="1.5h mobile app, says another program"))
    assert not quick.stack.cards
    port.answer(Reply("", (replace(SEEN, id="typed"),), to=WORDS))
    assert states(quick) == [DraftState.COMMITTED]


def test_a_card_that_nobody_can_have_read_is_not_logged(quick, edit, port, typed, press):
    quick.live.settle_ms = 60_000
    typed(ready("Mobile App", 11, "1.5"))
    port.script = [Reply("", (ready("Mobile App", 11, "1.5"),))]
    press(edit, Qt.Key.Key_Return)
    assert states(quick) == [DraftState.READY]


def test_words_that_were_deleted_mean_nothing_any_more(quick, edit, port, typed, press, qtbot):
    typed(ready("Mobile App", 11, "1.5"))
    edit.clear()
    qtbot.waitUntil(lambda: not quick.live.forming.isVisible() and not quick.live._seen)
    port.sketches = []
    qtbot.keyClicks(edit, WORDS)
    port.script = [Reply("", (ready("Mobile App", 11, "1.5"),))]
    press(edit, Qt.Key.Key_Return)
    assert states(quick) == [DraftState.READY]


def test_alt_and_a_number_answers_what_a_forming_card_asks(quick, edit, port, typed, press):
    typed(asking_project())
    port.script = [Reply("", (asking_project(),))]
    press(edit, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    (card,) = quick.stack.cards
    assert card.draft.project == named("Website Redesign", "Globex")
    assert port.made("commit") == []


def test_an_answer_is_not_given_to_another_question(quick, edit, port, typed, press):
    typed(asking_project())
    other = asking_project()
    port.script = [Reply("", (replace(other, choices=other.choices[::-1]),))]
    press(edit, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert quick.stack.cards[0].draft.project is None


def test_tab_behind_the_words_leads_to_the_first_question(quick, edit, port, typed, press, qtbot):
    typed(asking_project())
    port.script = [Reply("", (asking_project(),))]
    press(edit, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is quick.stack.cards[0].project)


def test_escape_keeps_the_words(quick, edit, typed, press):
    typed(ready("Mobile App", 11, "1.5"))
    press(edit, Qt.Key.Key_Escape)
    assert not quick.isVisible()
    quick.show_and_raise()
    assert (edit.words, quick.live.forming.isVisible()) == (WORDS, True)


def test_the_words_of_each_value_are_marked_wherever_they_stand(edit, typed):
    spans = {"hours": Span(2, 4), "project": Span(5, 15), "spent_date": Span(16, 21)}
    draft = replace(ready("Mobile App", 11, "2"), spans=spans)
    typed(draft, words="  😀 2h mobile app today")
    found = [(one.cursor.selectedText(), one.format.underlineColor().name()) for one in edit.extraSelections()]
    assert [words for words, _ in found] == ["mobile app", "today", "2h"]
    assert len({colour for _, colour in found}) == 3


def test_words_that_two_cards_share_are_marked_once():
    shared = {"spent_date": Span(0, 9)}
    drafts = [replace(ready("Mobile App", 11, "1"), spans=shared) for _ in range(2)]
    assert len(marks("yesterday 1h a, 1h b", drafts)) == 1


def test_words_that_fill_a_line_because_a_button_came_get_another(edit, qtbot):
    one = edit.height()
    edit.setPlainText("1.5h website fixed the checkout, 4h mobile app dev yesterday")
    qtbot.waitUntil(lambda: edit.document().size().height() == 2 and edit.height() > 1.5 * one)
