"""A person types what they did, looks at the cards, presses Enter, and takes it back."""

from __future__ import annotations

from tests.e2e.application import DemoHarvest, Gleaner
from tests.e2e.processes import wait_until

SENTENCE = "4 hours on the Williams account and 2 hours on internal training"
BOTH = [
    ("Williams & Co", "Brand Refresh", "Design", 4.0),
    ("Brightline Studio", "Internal", "Internal Training", 2.0),
]


def test_a_sentence_becomes_exactly_its_two_entries_and_is_taken_back(gleaner: Gleaner, harvest: DemoHarvest) -> None:
    gleaner.start()
    gleaner.say(SENTENCE)
    gleaner.cards("Ready", 2)
    gleaner.look_for("^Log 2 entries", "push button")
    assert harvest.entries() == [], "nothing is written before Enter"

    gleaner.desktop.key("Return")
    gleaner.cards("In Harvest", 2)
    assert harvest.logged() == BOTH
    references = [entry["external_reference"]["id"] for entry in harvest.entries()]
    assert len(set(references)) == 2, "each entry carries a reference of its own"

    gleaner.desktop.key("ctrl+z")
    wait_until(lambda: not harvest.entries(), "both entries taken back")
    gleaner.cards("Taken back", 2)
    assert gleaner.pending() == []


def test_what_is_not_known_is_asked_and_chosen_with_the_keyboard(gleaner: Gleaner, harvest: DemoHarvest) -> None:
    gleaner.start()
    gleaner.say("3 hours on the website")
    gleaner.cards("Needs a project", 1)
    gleaner.look_for("^1 needs a project", "label")
    assert not gleaner.sees("^Log ", "push button")
    gleaner.desktop.key("Return")
    assert harvest.entries() == [], "a question cannot be confirmed"
    gleaner.desktop.key("alt+1")
    gleaner.look_for("^Log 1 entry", "push button")
    gleaner.desktop.key("Return")
    gleaner.cards("In Harvest", 1)
    assert [hours for *_, hours in harvest.logged()] == [3.0]


def test_one_of_two_entries_is_taken_back_with_its_button(gleaner: Gleaner, harvest: DemoHarvest) -> None:
    gleaner.start()
    gleaner.say(SENTENCE)
    gleaner.cards("Ready", 2)
    gleaner.click("^Log 2 entries")
    gleaner.cards("In Harvest", 2)
    first, _ = gleaner.look_for("^Undo: ", "push button", 2)
    gleaner.desktop.click(*first.centre)
    gleaner.cards("Taken back", 1)
    assert harvest.logged() == BOTH[1:]
