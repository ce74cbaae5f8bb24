"""The quiet lines of the chat: aliases, recordings left over, missing models, and what waits for Harvest."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.agent.aliases import AliasOffer
from desktop.agent.drafts import DraftState, Reply
from desktop.ui.panels.outbox import words_for
from desktop.ui.port import Decision, Waiting
from desktop.ui.preview.sample import ready
from desktop.ui.preview.scenes import SCENES
from desktop.ui.sign_in_port import SignInView, Step
from desktop.ui.speech_port import LeftRecording

OFFER = AliasOffer("<b>wr</b>", 2, "Website Redesign")
LEFT = LeftRecording("a.pcm", datetime(2026, 11, 20, 18, 4), 12.4)


def line(chat, key: str):
    QApplication.processEvents()
    return chat.offers.lines.get(key)


def visible(chat) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in chat.findChildren(QLabel) if label.isVisibleTo(chat))


@pytest.mark.parametrize(("number", "is_wanted"), [(0, True), (1, False)])
def test_an_alias_is_offered_once_and_answered(chat, port, number, is_wanted):
    port.offered.emit(OFFER)
    port.offered.emit(OFFER)
    shown = line(chat, "alias:<b>wr</b>")
    assert shown.words.text() == "When you say “<b>wr</b>”, do you always mean Website Redesign?"
    assert visible(chat).count("do you always mean") == 1
    shown.buttons[number].click()
    assert port.made("teach") == [(OFFER, is_wanted)]
    assert "do you always mean" not in visible(chat)


@pytest.mark.parametrize(("number", "call"), [(0, "read_left"), (1, "delete_left")])
def test_a_recording_that_was_left_over_is_offered(chat, port, number, call):
    port.speech.left_over.emit((LEFT,))
    shown = line(chat, "left:a.pcm")
    assert shown.words.text() == "A recording of 0:12 from 18:04 was not finished."
    shown.buttons[number].click()
    assert port.scripted_speech.calls == [(call, ("a.pcm",))]
    assert "was not finished" not in visible(chat)


def test_recordings_that_are_gone_are_not_offered_any_more(chat, port):
    port.speech.left_over.emit((LEFT, replace(LEFT, id="b.pcm")))
    port.speech.left_over.emit((replace(LEFT, id="b.pcm"),))
    assert list(chat.offers.lines) == ["left:b.pcm"]


def test_a_missing_model_leads_to_the_settings(chat, port, qtbot):
    port.speech.weights_missing.emit("small")
    with qtbot.waitSignal(chat.settings):
        line(chat, "weights").buttons[0].click()


def test_what_went_well_is_told_quietly(chat, port):
    port.told.emit("No speech heard.")
    assert "No speech heard." in visible(chat)
    assert chat.messages.findChildren(type(chat.sign_in.notice)) == []


def card(number: int):
    return replace(ready("Mobile App", 11, "1"), state=DraftState.CONFIRMED, reason=f"Offline {number}.")


def waiting(count: int) -> tuple[Waiting, ...]:
    cards = [card(number) for number in range(count)]
    return tuple(Waiting(one.id, "1 h, Mobile App", one.reason, is_unclear=False, card=one) for one in cards)


UNCLEAR = Waiting("mail", "Invoice 7 to <b>Acme</b>", "Please look.", is_unclear=True)


def test_what_waits_is_said_in_one_line_and_can_be_tried_now(chat, port):
    assert not chat.outbox.isVisible()
    port.outbox_changed.emit(waiting(2))
    assert chat.outbox.words.text() == "2 entries wait for Harvest · Offline 0."
    chat.outbox.retry.click()
    assert (port.made("retry_outbox"), chat.outbox.words.text()) == ([()], "Trying now…")
    port.outbox_changed.emit(())
    assert not chat.outbox.isVisible()


def test_sign_in_lost_in_the_middle_says_that_what_waits_is_safe(chat, port):
    port.scripted_sign_in.show(SignInView(Step.DONE))
    port.outbox_changed.emit(waiting(1))
    port.scripted_sign_in.show(SignInView(Step.ASKING, problem="Please sign in again."))
    assert chat.outbox.words.text() == "1 entry is safe; sign in to send it"
    chat.outbox.see.click()
    assert chat.outbox.details.isVisible()
    assert chat.outbox.details.text() == waiting(1)[0].summary
    chat.outbox.see.click()
    assert not chat.outbox.details.isVisible()
    chat.outbox.retry.click()
    assert chat.sign_in.isAncestorOf(QApplication.focusWidget())
    assert port.made("retry_outbox") == []
    port.outbox_changed.emit(waiting(2))
    assert chat.outbox.words.text() == "2 entries are safe; sign in to send them"
    port.scripted_sign_in.show(SignInView(Step.DONE))
    assert chat.outbox.words.text() == "2 entries wait for Harvest · Offline 0."


def test_cards_of_an_earlier_run_are_shown_on_demand_and_follow_harvest(chat, port):
    (one,) = waiting(1)
    port.outbox_changed.emit((one,))
    assert chat.board.cards == ()
    chat.outbox.see.click()
    (shown,) = chat.board.cards
    assert shown.footer.line.words.text() == "Offline 0."
    port.changed.emit(replace(one.card, state=DraftState.COMMITTED))
    assert shown.draft.state is DraftState.COMMITTED
    chat.outbox.see.click()
    assert (len(chat.board.cards), shown.hasFocus()) == (1, True)
    assert visible(chat).count("Confirmed, and still on the way to Harvest:") == 1


def test_what_waits_for_another_account_is_told_in_place_and_cannot_be_sent_from_here(chat, port):
    port.scripted_sign_in.show(SignInView(Step.DONE))
    (own,), (one, two) = waiting(1), waiting(2)
    port.outbox_changed.emit((replace(one, elsewhere="Bright\nline"),))
    assert chat.outbox.words.text() == "1 entry of Bright line: change to that account to send"
    assert not chat.outbox.retry.isVisible()
    chat.outbox.see.click()
    assert (chat.outbox.details.text(), chat.board.cards) == (one.summary, ())
    port.outbox_changed.emit((own, replace(one, elsewhere=""), replace(two, elsewhere="Fernhill")))
    assert chat.outbox.words.text() == (
        "1 entry waits for Harvest · 2 entries of other accounts: change there to send · Offline 0."
    )
    assert chat.outbox.retry.isVisible()
    chat.outbox.see.click()
    assert [card.draft.id for card in chat.board.cards] == [own.id]


@pytest.mark.parametrize(("number", "decision"), list(enumerate(Decision)))
def test_an_unclear_write_asks_for_a_decision(chat, port, number, decision):
    port.outbox_changed.emit((UNCLEAR,))
    assert not chat.outbox.retry.isVisible()
    chat.outbox.see.click()
    shown = line(chat, "waiting:mail")
    assert shown.words.text() == "Invoice 7 to <b>Acme</b>. Please look."
    shown.buttons[number].click()
    assert port.made("decide") == [("mail", decision)]


def test_a_decision_that_is_no_longer_needed_goes_away(chat, port):
    port.outbox_changed.emit((UNCLEAR,))
    chat.outbox.see.click()
    port.outbox_changed.emit(())
    assert line(chat, "waiting:mail") is None


def test_lines_that_wait_for_an_answer_are_not_dropped_with_old_rows(chat, port, monkeypatch):
    from desktop.ui.panels import messages

    monkeypatch.setattr(messages, "MOST_ROWS", 5)
    port.offered.emit(OFFER)
    for number in range(20):
        port.said.emit(f"words {number}")
    assert "do you always mean" in visible(chat)


@pytest.mark.parametrize(
    ("things", "said"),
    [
        ((), ""),
        (waiting(1), "1 entry waits for Harvest"),
        ((replace(UNCLEAR, is_unclear=False),), "1 change waits for Harvest"),
        ((*waiting(2), UNCLEAR), "2 entries wait for Harvest · 1 needs a look from you"),
    ],
)
def test_the_line_counts(things, said):
    assert words_for(things) == said


def test_every_offer_is_reached_with_tab(chat, port, press):
    from PySide6.QtCore import Qt

    SCENES["offers"](port)
    QApplication.processEvents()
    wanted = {button for one in chat.offers.lines.values() for button in one.buttons}
    reached = []
    chat.desk.composer.edit.setFocus()
    while (now := QApplication.focusWidget()) is not None and now not in reached:
        reached.append(now)
        press(now, Qt.Key.Key_Backtab)
    assert len(wanted) == 6
    assert wanted <= set(reached)


def test_entries_that_are_not_shown_are_offered_and_asked_for_by_a_click(chat, port):
    port.replied.emit(Reply("Many.", (ready("Williams Account", 11, "4"),), left=40))
    shown = line(chat, "rest")
    assert shown.words.text() == "40 more entries were read and are not shown."
    shown.buttons[0].click()
    assert port.made("say")[-1][0] == "show the rest"
    assert line(chat, "rest") is None


def test_quick_entry_says_that_there_is_more(quick, port):
    quick.desk.composer.said.emit("")
    port.replied.emit(Reply("30 are shown; 40 more entries were read.", (ready("Williams Account", 11, "4"),), left=40))
    assert quick.reply.isVisible()
    assert "40 more" in quick.reply.text()
