"""Numbers that nobody computed do not get through, however the text is cut into pieces."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.model.figures import STRUCK, Gate, numbers_in, numbers_of


def through(text: str, known: set[Decimal], size: int = 4) -> str:
    gate = Gate(known)
    return "".join(gate.feed(text[i : i + size]) for i in range(0, len(text), size)) + gate.end()


def test_computed_numbers_stay_and_others_are_struck():
    known = {Decimal("62.5"), Decimal(250)}
    assert (
        through("There are 62.5 h left of 250, about 25 %.", known)
        == f"There are 62.5 h left of 250, about {STRUCK} %."
    )


def test_numbers_in_words_are_looked_at_too():
    assert through("That is about sixty hours, or twenty-four.", {Decimal(24)}) == (
        f"That is about {STRUCK} hours, or twenty-four."
    )


def test_a_computed_number_may_be_rounded_but_not_changed():
    assert through("Roughly 63 h, exactly 62.50.", {Decimal("62.5")}) == f"Roughly {STRUCK} h, exactly 62.50."
    assert through("Some 1,250 EUR", {Decimal("1250.00")}) == "Some 1,250 EUR"


def test_figures_of_an_answer_are_found_however_deep():
    figures = {"budget": Decimal(80), "by": [{"hours": Decimal("1.5"), "day": date(2026, 11, 20)}], "name": "Phase 7"}
    assert {Decimal(80), Decimal("1.5"), Decimal(20), Decimal(7)} <= numbers_of(figures)


@given(st.text(alphabet="0123456789 .,abcdefghijklmnop twentyhundred-", max_size=60), st.integers(1, 9))
def test_the_size_of_the_pieces_changes_nothing(text, size):
    known = {Decimal(12)}
    assert through(text, known, size) == through(text, known, max(1, len(text)))


@given(st.integers(2, 10**6), st.integers(2, 10**6))
def test_no_number_gets_through_but_known_ones(known, written):
    shown = through(f"It is {written} now.", {Decimal(known)})
    assert (str(written) in shown) == (known == written)
    assert numbers_in(shown) <= {Decimal(known)}
