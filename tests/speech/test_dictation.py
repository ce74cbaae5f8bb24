"""A recording on its way to words, with a decoder that answers what the test says."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from desktop.speech.dictation import Dictation
from desktop.speech.errors import NoSpeech
from desktop.speech.segments import Piece
from desktop.speech.transcript import Decoded, Word
from desktop.speech.vocabulary import Vocabulary


class Scripted:
    """Every fed second is a piece; the answers are given in turn."""

    speaking = False

    def __init__(self, *answers: Decoded) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[tuple[str, ...], str | None]] = []
        self.fed = 0

    def feed(self, pcm: bytes):
        yield Piece(self.fed, pcm, float(self.fed), closed=True)
        self.fed += 1

    def finish(self):
        return ()

    def transcribe(self, pcm: bytes, phrases: tuple[str, ...] = (), language: str | None = None) -> Future[Decoded]:
        self.asked.append((phrases, language))
        future: Future[Decoded] = Future()
        future.set_result(self.answers.pop(0))
        return future


def dictate(*answers: Decoded, language: str | None = None, names: tuple[str, ...] = (), **options):
    script = Scripted(*answers)
    vocabulary = Vocabulary(("Brand Refresh for Williams",), names)
    dictation = Dictation(script, vocabulary, language, segmenter=script, **options)
    for _ in range(len(answers)):
        dictation.feed(bytes(32_000))
    return dictation.finish(), script


@pytest.mark.parametrize("language", ["de", None])
def test_language_and_names_reach_the_decoder_and_the_language_found_comes_back(language):
    future, script = dictate(Decoded("Vier Stunden", "de"), language=language)
    assert script.asked == [(("Brand Refresh for Williams",), language)]
    assert future.result().language == "de"


def test_pieces_are_joined_in_their_order_and_told_as_they_grow():
    told: list[str] = []
    future, _ = dictate(
        Decoded("Four hours", "en"), Decoded("you", "en"), Decoded("on Williams", "en"), on_heard=told.append
    )
    assert future.result().text == "Four hours on Williams"
    assert told == ["Four hours", "Four hours", "Four hours on Williams"]


def test_doubts_are_found_in_the_joined_text():
    first = Decoded("Four hours", "en", (Word(" Four", 0.2), Word(" hours", 0.9)))
    second = Decoded("and two", "en", (Word(" and", 0.9), Word(" two", 0.3)))
    heard = dictate(first, second)[0].result()
    assert [heard.text[each.start : each.end] for each in heard.doubts] == ["Four", "two"]


def test_the_second_hearing_is_cleaned_and_its_names_are_put_right():
    first = Decoded("Four hours on Williams", "en", second="For hours on Willyams")
    heard = dictate(first, names=("Williams",))[0].result()
    assert heard.second == "For hours on Williams"


def test_words_that_are_made_up_at_the_second_hearing_were_not_said():
    with pytest.raises(NoSpeech):
        dictate(Decoded("Foo! Foo!", "en", second="You"))[0].result()


def test_phantom_words_alone_are_no_speech():
    with pytest.raises(NoSpeech):
        dictate(Decoded("Thank you.", "en"))[0].result()


class Speaking(Scripted):
    """Somebody goes on speaking: no pause completes a piece."""

    speaking = True

    def feed(self, pcm: bytes):
        self.fed += 1
        return ()

    @property
    def so_far(self) -> Piece:
        return Piece(0, bytes(32_000 * self.fed), 0.0, closed=False)


@pytest.mark.parametrize(("pace", "asked"), [(0.2, 3), (2.0, 0), (None, 0)])
def test_words_are_asked_for_while_they_are_spoken_only_where_the_recogniser_is_quick(pace, asked):
    script = Speaking(*[Decoded("Four hours", "en", seconds=0.2)] * 3)
    told: list[str] = []
    dictation = Dictation(script, on_heard=told.append, segmenter=script, pace=pace)
    for _ in range(12):
        dictation.feed(bytes(8_000))
    assert len(script.asked) == len(told) == asked


def test_a_recogniser_that_turns_out_to_be_slow_is_not_asked_early_again():
    script = Speaking(*[Decoded("Four hours", "en", seconds=3.0)] * 3)
    dictation = Dictation(script, segmenter=script, pace=0.2)
    for _ in range(12):
        dictation.feed(bytes(8_000))
    assert len(script.asked) == 1
