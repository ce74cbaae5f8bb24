"""What the model was not sure of, at its place in the final text."""

from __future__ import annotations

from desktop.speech import numbers
from desktop.speech.doubts import doubts
from desktop.speech.names import Names
from desktop.speech.transcript import Doubt, Transcript, Word


def heard(marked: str, sure: float = 0.9, unsure: float = 0.3) -> list[Word]:
    """One word for each; a star before it: unsure."""
    return [Word(f" {word.lstrip('*')}", unsure if word.startswith("*") else sure) for word in marked.split()]


def doubted(words: list[Word], names: Names | None = None) -> list[str]:
    text = "".join(word.text for word in words).strip()
    final, corrections = names.correct(text) if names else (text, ())
    return [final[each.start : each.end] for each in doubts(text, words, corrections)]


def test_unsure_numbers_and_lengths_are_doubted_and_other_words_are_not():
    assert doubted(heard("*Four *hours *on *Williams and *2.5 on *tests")) == ["Four", "hours", "2.5"]
    assert doubted(heard("Four hours on Williams")) == []


def test_a_word_that_is_a_mere_guess_is_doubted_whatever_it_is():
    assert doubted(heard("two hours on *that", unsure=0.05)) == ["that"]


def test_an_hour_in_fifteen_minutes_is_doubted():
    assert doubted(heard("an hour in 15 minutes on Williams")) == ["in 15"]
    assert doubted(heard("Compression API in 15 minutes")) == []


def test_places_follow_the_correction_of_names(words):
    names = Names(words.names)
    said = heard("two on glow backs and *three on vandalay and *four on Acme")
    assert doubted(said, names) == ["three", "four"]
    guessed = [Word(" two", 0.9), Word(" on", 0.9), Word(" glow", 0.05), Word(" backs", 0.9), Word(" today", 0.05)]
    assert doubted(guessed, names) == ["Globex", "today"]


def test_words_that_cleaning_dropped_do_no_harm():
    said = [Word(" [Music]", 0.1), *heard("*four hours on Acme")]
    places = doubts("four hours on Acme", said, ())
    assert places == (Doubt(0, 4),)


def test_taking_a_correction_back_moves_the_doubts(words):
    text = "two on glow backs and four on Acme"
    final, corrections = Names(words.names).correct(text)
    transcript = Transcript(
        final, corrections=corrections, doubts=(Doubt(final.index("four"), final.index("four") + 4),)
    )
    undone = transcript.without(corrections[0])
    (doubt,) = undone.doubts
    assert undone.text[doubt.start : doubt.end] == "four"


def test_a_number_counts_however_it_is_written():
    written = {" four": [1], " Four": [2], " 4": [3], " for": [4], " forty": [5], " 45": [6], " 3": [7]}
    alike = numbers.alike(lambda text: written.get(text, [90, 91]))
    assert set(alike[1]) == set(alike[3]) == {1, 2, 3, 4}
    assert set(alike[4]) == {1, 2, 3, 4}, "“for hours” is read as four"
    assert set(alike[6]) == {5, 6}
    assert alike[7] == (7,)
