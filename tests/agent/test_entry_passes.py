"""Every pass over entries changes something in its own example."""

import pytest

from desktop.agent.intents import Utterance
from desktop.agent.reading.entries import entries as assembling
from desktop.agent.reading.entries.around import Pass
from desktop.agent.reading.entries.sharing import PASSES
from tests.agent.worlds import NOW, interpreter

READER = interpreter()


@pytest.mark.parametrize("one", PASSES, ids=lambda one: one.name)
def test_a_pass_changes_something_in_its_example(one: Pass, monkeypatch: pytest.MonkeyPatch):
    changed = []

    def shared_out(reading, around):
        for other in PASSES:
            before, reading = reading, other.apply(reading, around)
            changed.extend([other.name] if reading != before else [])
        return reading

    monkeypatch.setattr(assembling, "shared_out", shared_out)
    words = one.example.replace(" A", " label").replace("A ", "label ", 1).replace(" B", " booking")
    READER.read(Utterance(words, NOW))
    assert one.name in changed
