"""The log of what was sent: written where it is wanted, and never a reason for an answer to fail."""

import json

import pytest

from desktop.agent.model.sent import Logged
from desktop.agent.model.talk import Ended, Message, Words


class Speaker:
    """A model that says one thing."""

    def __init__(self, text):
        self.text = text

    async def complete(self, messages, tools=(), *, schema=None):
        yield Words(self.text)
        yield Ended(1, 1)


async def heard(model):
    return [event async for event in model.complete([Message("user", "Hello")])]


@pytest.mark.parametrize("text", ["Good day", "half a pair: \ud83d"])
async def test_what_was_sent_and_said_is_a_line(tmp_path, text):
    path = tmp_path / "sent.jsonl"
    assert (await heard(Logged(Speaker(text), path, lambda: True)))[0] == Words(text)
    assert path.stat().st_mode & 0o077 == 0
    line = json.loads(path.read_text(encoding="utf-8"))
    assert (line["sent"], line["answer"]) == ([{"role": "user", "content": "Hello"}], text)


async def test_settings_that_cannot_be_read_cost_the_log_and_not_the_answer(tmp_path):
    def broken():
        raise ValueError("no settings")

    path = tmp_path / "sent.jsonl"
    assert len(await heard(Logged(Speaker("Good day"), path, broken))) == 2
    assert not path.exists()
