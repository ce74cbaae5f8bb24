"""The free questions that models are tried with: each has an answer of ours, and numbers from nowhere are noticed."""

from datetime import datetime
from decimal import Decimal

import pytest

from benchmarks.model import _answer, _strays, questions
from desktop.agent.insights.answer import Answer
from desktop.agent.intents import Kind
from desktop.agent.model.loop import Finished
from desktop.app.services import open_services
from desktop.paths import Home
from tests.model.scripted import ScriptedModel

NOW = datetime(2026, 11, 20, 18, 0)


async def test_there_are_sixty_and_ours_answers_each_in_plain_words(tmp_path):
    asked = questions()
    assert len(asked) == 60
    assert len({question["text"] for question in asked}) == 60
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as services:
        for like in {question["like"] for question in asked if question.get("like")}:
            reply = await services.conversation.say(like, now=NOW, may_write=False)
            assert reply.answer is not None, like
            assert reply.answer.figures, like
        world = await services.conversation.world()
        names = {project.name for project in world.catalog.projects}
        assert all(card["project"] in names for question in asked for card in question.get("cards", ()))


@pytest.mark.parametrize(("text", "strays"), [("62.7 hours are left.", False), ("63 of them.", False), ("70 h.", True)])
def test_a_number_that_was_not_looked_at_is_noticed(text, strays):
    answer = Answer(Kind.BUDGET, "There are 62.7 h left.", NOW, {"left": Decimal("62.7")})
    assert _strays(text, [Finished(text, (answer,))], set()) is strays
    assert not _strays(text, [], set())


async def test_a_model_that_says_nothing_useful_is_right_only_where_nothing_is_to_say(tmp_path, capsys):
    silent = ScriptedModel(*["I cannot help with that."] * 200)
    await _answer(Home(tmp_path), silent, questions()[::10], show=False)
    said = capsys.readouterr().out
    assert "   0 wrong and ready" in said
    assert "with the model" in said
