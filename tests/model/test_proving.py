"""A model proves itself: one that reads all sentences may read, one that reads none may not."""

import json
from decimal import Decimal

from desktop.agent.intents import Channel, Utterance
from desktop.agent.model.errors import ModelError, Trouble
from desktop.agent.model.proving import RIGHT_NEEDED, SENTENCES, _trial, is_right, may_read, prove
from desktop.agent.model.talk import Ended, Words
from desktop.agent.reading.reader import Interpreter


class Answering:
    """Answers with what `answer` makes of the message."""

    def __init__(self, answer):
        self._answer = answer

    async def complete(self, messages, tools=(), *, schema=None):
        yield Words(self._answer(messages[-1].content))
        yield Ended()


async def test_a_model_that_reads_nothing_may_not_read():
    results = [result async for result in prove(Answering(lambda _: '{"kind": "none"}'))]
    assert len(results) == SENTENCES
    assert sum(result.is_right for result in results) == 1  # the sentence that logs nothing
    assert not may_read(results)


async def test_a_service_that_fails_ends_the_trial_with_its_problem():
    class Broken:
        async def complete(self, messages, tools=(), *, schema=None):
            raise ModelError(Trouble.WRONG_KEY)
            yield

    results = [result async for result in prove(Broken())]
    assert len(results) == 1
    assert "key" in results[0].problem
    assert not may_read(results)


def test_the_rules_alone_would_not_pass():
    catalog, now, sentences = _trial()
    rules = Interpreter(catalog, workday=Decimal(7))
    right = sum(is_right(rules.read(Utterance(s.text, now, Channel.VOICE)), s.entries) for s in sentences)
    assert right < RIGHT_NEEDED


def test_every_sentence_is_about_projects_of_the_account():
    catalog, _, sentences = _trial()
    names = {project.name for project in catalog.projects}
    assert len(sentences) == SENTENCES
    assert {project for sentence in sentences for project, _, _ in sentence.entries} <= names
    assert json.dumps([sentence.text for sentence in sentences])
