"""Aliases are offered after the second same choice, and only a yes makes one."""

from desktop.agent.aliases import AliasBook, AliasOffer


def test_the_second_same_choice_is_offered_and_a_yes_makes_it_an_alias():
    saved = []
    book = AliasBook(save=saved.append)
    assert book.chosen("WR", 7, "Website Redesign") is None
    offer = book.chosen(" wr ", 7, "Website Redesign")
    assert offer == AliasOffer("wr", 7, "Website Redesign")
    assert book.aliases == {}
    book.accept(offer)
    assert book.aliases == {"wr": 7}
    assert AliasBook(saved[-1]).aliases == {"wr": 7}


def test_a_no_is_remembered():
    book = AliasBook()
    book.chosen("WR", 7, "Website Redesign")
    offer = book.chosen("WR", 7, "Website Redesign")
    book.decline(offer)
    assert book.chosen("WR", 7, "Website Redesign") is None


def test_another_choice_begins_to_count_anew():
    book = AliasBook()
    book.chosen("WR", 7, "Website Redesign")
    book.chosen("WR", 8, "Web Retainer")
    assert book.chosen("WR", 7, "Website Redesign") is None


def test_what_was_taught_can_be_removed_and_taught_otherwise():
    book = AliasBook()
    book.accept(AliasOffer("wr", 7, "Website Redesign"))
    book.accept(AliasOffer("wr", 8, "Web Retainer"))
    assert book.aliases == {"wr": 8}
    book.remove("WR")
    assert book.aliases == {}


def test_empty_and_very_long_words_teach_nothing():
    book = AliasBook()
    for said in ("", "   ", "x" * 100):
        book.chosen(said, 7, "Website Redesign")
        assert book.chosen(said, 7, "Website Redesign") is None
    assert book.taught == ()


def test_the_book_does_not_grow_without_end():
    book = AliasBook()
    book.accept(AliasOffer("kept", 1, "Kept"))
    for number in range(500):
        book.chosen(f"words {number}", 7, "Website Redesign")
    assert len(book.taught) <= 200
    assert book.aliases == {"kept": 1}
