"""Every small rule over items changes something in its own example."""

import pytest

from desktop.agent.intents import Channel, Utterance
from desktop.agent.reading.items import scan
from desktop.agent.reading.items.rules import RULES, Rule
from tests.agent.worlds import NOW, interpreter

READER = interpreter()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_changes_something_in_its_example(rule: Rule, monkeypatch: pytest.MonkeyPatch):
    changed = []

    def settled(items, around):
        for other in RULES:
            before, items = items, other.apply(items, around)
            changed.extend([other.name] if items != before else [])
        return items

    monkeypatch.setattr(scan, "settled", settled)
    words = rule.example.replace(" A", " label").replace("A ", "label ", 1).replace(" B", " booking")
    READER.read(Utterance(words, NOW, Channel.VOICE if rule.name == "spoken" else Channel.TYPED))
    assert rule.name in changed
