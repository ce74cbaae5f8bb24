"""What the model was not sure of, at its place in the final text."""

from __future__ import annotations

from desktop.speech import numbers
from desktop.speech.doubts import doubts
from desktop.speech.names import Names
from desktop.speech.transcript import Decoded, Doubt, Transcript, Word


def heard(marked: str, sure: float = 0.9, unsure: float = 0.3) -> list[Word]:
    """One word for each; a star before it: unsure."""
    return [Word(f" {word.lstrip('*')}", unsure if word.startswith("*") else sure) for word in marked.split()]


def doubted(words: list[Word], names: Names | None = None, *chances: float) -> list[str]:
    """The strong doubts. `chances`: the log-probabilities of the first hearing and of the second."""
    text = "".join(word.text for word in words).strip()
    final, corrections = names.correct(text) if names else (text, ())
    first, second = chances or (0.0, 0.0)
    piece = Decoded(text, "en", tuple(words), log_probability=first, second_log_probability=second)
    return [final[each.start : each.end] for each in doubts(text, [piece], corrections) if not each.is_faint]


def faint(words: list[Word], second: list[Word] | None = None) -> list[str]:
    """The faint doubts, of one hearing or of two."""
    text = "".join(word.text for word in words).strip()
    piece = Decoded(text, "en", tuple(words), second_words=tuple(second or ()))
    return [text[each.start : each.end] for each in doubts(text, [piece], ()) if each.is_faint]


def test_unsure_numbers_and_lengths_are_doubted_and_other_words_are_not():
    assert doubted(heard("*Four *hours *on *Williams and *2.5 on *tests")) == ["Four", "hours", "2.5"]
    assert doubted(heard("Four hours on Williams")) == []


def test_a_number_with_a_strong_rival_is_doubted_however_likely_it_is():
    assert doubted([Word(" 15", 0.7, rival=0.25), Word(" minutes", 0.9)]) == ["15"]
    assert doubted([Word(" 15", 0.7, rival=0.05), Word(" minutes", 0.9)]) == []


def test_a_number_in_teen_or_ty_is_doubted_when_it_is_repeated():
    assert doubted(heard("Fifteen minutes on Acme and 15 minutes on Globex")) == ["15"]
    assert doubted(heard("Two hours on Acme and two hours on Globex and 50 minutes")) == []


def test_of_a_piece_that_is_a_guess_no_length_is_believed():
    said = heard("four hours on Williams yesterday")
    assert doubted(said, None, -0.6, -0.6) == ["four", "hours"]
    assert doubted(said, None, -0.3, -1.0) == ["four", "hours"], "the second hearing confirms nothing"
    assert doubted(said, None, -0.3, -0.4) == []


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
    places = doubts("four hours on Acme", [Decoded("", "en", tuple(said))], ())
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


def test_the_rivals_of_a_number_are_all_that_cannot_be_it():
    tokens: dict[str, int] = {}
    written = {" Forty": ["For", "ty"], " Fourteen": ["Four", "teen"], " fourteen": ["Four", "teen"]}

    def encode(text: str) -> list[int]:
        return [tokens.setdefault(part, len(tokens)) for part in written.get(text, [text])]

    rivals = numbers.rivals(encode)
    four, forty = rivals[tokens["Four"]], rivals[tokens[" 40"]]
    assert tokens[" 40"] in four
    assert tokens[" 14"] not in four, "“Four-” may go on with “-teen”"
    assert tokens[" 50"] in forty
    assert tokens["For"] not in forty


def test_what_a_number_says():
    said = [numbers.value(word) for word in ("fifteen", "15", "fifty", "half")]
    assert said == [15, 15, 50, None]


def test_a_number_is_doubted_where_its_twin_is_only_a_little_likely():
    assert doubted([Word(" 90", 0.85, rival=0.12, twin=0.11), Word(" minutes", 0.9)]) == ["90"]
    assert doubted([Word(" 90", 0.85, rival=0.12, twin=0.01), Word(" minutes", 0.9)]) == []
    assert doubted([Word(" Four", 0.85, rival=0.12, twin=0.11), Word(" hours", 0.9)]) == [], "“Four” has no twin"


def test_what_the_other_hearing_nearly_wrote_counts_as_well():
    first = (Word(" 90", 0.85), Word(" minutes", 0.9))
    second = (Word(" Some", 0.9), Word(" 90", 0.65, rival=0.3), Word(" minutes", 0.9))
    text = "90 minutes"
    assert doubts(text, [Decoded(text, "en", first, second_words=second)], ()) == (Doubt(0, 2),)
    assert doubts(text, [Decoded(text, "en", first, second_words=first)], ()) == ()


def test_a_time_that_was_put_right_keeps_its_doubt():
    said = heard("from *415 to 5 on Acme")
    text = "from 4:15 to 5 on Acme"
    assert doubts(text, [Decoded("", "en", tuple(said))], ()) == (Doubt(5, 9),)


def test_the_twin_of_a_number_is_told_from_its_other_rivals():
    tokens: dict[str, int] = {}
    twins = numbers.twins(lambda text: [tokens.setdefault(text, len(tokens))])
    assert {tokens["50"], tokens[" fifty"], tokens["Fifty"]} <= set(twins[tokens[" 15"]])
    assert tokens["51"] not in twins[tokens[" 15"]]
    assert tokens[" 8"] not in twins


def test_minutes_that_nobody_rounds_to_are_doubted_however_sure_they_are():
    assert doubted(heard("17 minutes on Acme and 15 minutes on Globex", sure=1.0)) == ["17"]
    assert doubted(heard("on Monday the 16 four hours", sure=1.0)) == []


def test_a_word_that_carries_sense_is_faint_below_a_limit_and_a_small_one_never():
    assert faint(heard("*on *the *golden app", unsure=0.4)) == ["golden"]


def test_a_word_is_as_faint_as_the_hearing_that_believes_less_in_it():
    said = heard("two hours deciding the app")
    assert faint(said, said) == []
    assert faint(said, heard("two hours *deciding the app", unsure=0.4)) == ["deciding"]
    assert faint(said, heard("two hours dividing the app")) == ["deciding"]


def test_on_is_faint_where_of_was_likely():
    length, project = heard("two hours"), heard("the app")
    assert faint([*length, Word(" on", 0.7, rival=0.16), *project]) == ["on"]
    assert faint([*length, Word(" on", 0.7, rival=0.05), *project]) == []


def test_the_rival_of_on_is_of():
    tokens: dict[str, int] = {}
    rivals = numbers.rivals(lambda text: [tokens.setdefault(text, len(tokens))])
    assert rivals[tokens[" on"]] == (tokens[" of"],)
