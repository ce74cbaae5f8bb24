"""Long replies and long words in the list of what was said."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.agent.drafts import Reply
from desktop.ui.preview.sample import ready

WORD = "https://example.com/" + "W" * 200
WORDS = "You have logged 31.5 hours this week, and the whole of Thursday is still missing. " * 6
QUESTION = "Which of the two entries on Website Redesign should be changed, the one of Wednesday or that of Friday?"


@pytest.mark.parametrize("said", ["words", "reply", "question", "notice", "told"])
def test_a_word_wider_than_the_list_pushes_nothing_out_of_sight(chat, port, qtbot, said):
    port.answer(Reply("One.", (ready("Mobile App", 11, "1"),)))
    chat.resize(chat.minimumSize())
    match said:
        case "words":
            port.said.emit(WORD)
        case "reply":
            port.answer(Reply(WORD))
        case "question":
            port.answer(Reply("", (), WORD))
        case "notice":
            port.failed.emit(WORD)
        case "told":
            port.told.emit(WORD)
    label = next(label for label in chat.messages.findChildren(QLabel) if "example" in label.text())
    qtbot.waitUntil(lambda: label.isVisible() and label.width() < chat.width())
    QApplication.processEvents()  # rows find their heights only once they are shown
    assert chat.messages.page.width() == chat.messages.viewport().width()
    assert label.height() > 3 * label.fontMetrics().height()
    assert label.text().replace("\u200b", "") == WORD


def test_long_replies_and_questions_are_as_tall_as_their_words(chat, port, qtbot):
    port.answer(Reply(WORDS))
    port.answer(Reply("", (), QUESTION))
    labels = [label for label in chat.messages.findChildren(QLabel) if label.text() in (WORDS.strip(), WORDS, QUESTION)]
    assert len(labels) == 2
    for label in labels:
        qtbot.waitUntil(lambda label=label: label.height() == label.heightForWidth(label.width()))
        assert label.height() > label.fontMetrics().height()
