"""A model's raw answers are recorded once and judged again; a safeguard that is switched off lets something by."""

import json

import pytest

from benchmarks.model import Written, dictations, judged_again, questions
from benchmarks.safeguards import ANSWERING, READING
from benchmarks.tape import Recorded, Tape, case
from desktop.agent.model.errors import ModelError, Trouble
from desktop.agent.model.loop import Finished, run
from desktop.agent.model.talk import Called, Ended, Message, ToolCall, Words
from desktop.agent.model.tools import Toolbox
from tests.model.scripted import ScriptedModel

HELLO = [Message("user", "Hello")]


async def _all(model):
    return [event async for event in model.complete(HELLO)]


class _Failing:
    async def complete(self, messages, tools=(), *, schema=None):
        yield Words("So")
        raise ModelError(Trouble.SLOW, "after a minute")


async def test_what_was_recorded_is_played_in_its_order_and_no_more_of_it(tmp_path):
    file = tmp_path / "tape.jsonl"
    model = Recorded(ScriptedModel("Good day", [("hours", '{"days": "today"}')], "Nine"), file)
    with case("a"):
        await _all(model)
        await _all(model)
    with case("b"):
        await _all(model)
        with pytest.raises(ModelError):
            await _all(Recorded(_Failing(), file))
    tape = Tape(file)
    assert tape.cases == {"a", "b"}
    played = tape.played()
    with case("b"):
        assert await _all(played) == [Words("Nine"), Ended()]
        with pytest.raises(ModelError, match="too long"):
            await _all(played)
    with case("a"):
        assert await _all(played) == [Words("Good day"), Ended()]
        assert await _all(played) == [Called(ToolCall("c0", "hours", '{"days": "today"}')), Ended()]
        with pytest.raises(ModelError):
            await _all(played)


def _said(**changed):
    """A dictation, and a very good model's answer to it with other words in its first entry."""
    each = dictations()[0]
    answer = json.loads(each.answer)
    answer["entries"][0] |= changed
    return each, json.dumps(answer)


async def test_without_quotes_hours_come_from_the_models_own_head():
    each, answer = _said(hours_words="eleven hours")
    verdict = await each.by_model(Written(answer))
    assert verdict.right, "the rules' own hours stand"
    assert verdict.to_check
    with READING["quotes"]():
        assert "hours 11.00 for" in (await each.by_model(Written(answer))).reason


async def test_without_certainty_what_the_rules_read_differently_is_ready():
    each, answer = _said(hours_words=json.loads(dictations()[0].answer)["entries"][1]["hours_words"])
    assert not (await each.by_model(Written(answer))).wrong_ready
    with READING["certainty"]():
        assert (await each.by_model(Written(answer))).wrong_ready


async def test_without_repair_and_asking_again_the_rules_reading_stands():
    each, answer = _said()
    fenced = f"Here it is:\n```json\n{answer}\n```"
    assert (await each.by_model(Written(fenced))).right
    with READING["repair"]():
        assert await each.by_model(Written(fenced)) == each.by_rules()
    assert (await each.by_model(ScriptedModel("Sure!", answer))).right
    with READING["asking again"]():
        assert await each.by_model(ScriptedModel("Sure!", answer)) == each.by_rules()


async def test_without_the_gate_a_number_that_nobody_computed_is_said():
    async def answer():
        return [step async for step in run(ScriptedModel("That makes 42 h."), Toolbox(()), HELLO)][-1]

    assert (await answer()) == Finished("That makes … h.", turns=(Message("assistant", "That makes 42 h."),), struck=1)
    with ANSWERING["figure gate"]():
        assert (await answer()).text == "That makes 42 h."


async def test_a_record_is_judged_with_all_safeguards_and_without_each(tmp_path, capsys):
    file, each, question = tmp_path / "tape.jsonl", dictations()[0], questions()[0]
    for name, answer in ((each.line["id"], each.answer), (question["text"], "I cannot tell.")):
        with case(name):
            await _all(Recorded(ScriptedModel(answer), file))
    await judged_again(file)
    said = capsys.readouterr().out.splitlines()
    assert [line[:20].strip() for line in said] == [
        "dictations",
        "rules alone",
        "with the model",
        *(f"without {name}" for name in READING),
        "without any of them",
        "free questions",
        "rules alone",
        "with the model",
        "without figure gate",
    ]
