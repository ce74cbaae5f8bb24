"""A language model in the conversation: it reads what the rules are not sure of, and its cards wait for a person."""

import asyncio
import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.agent.drafts import DraftState
from desktop.agent.intents import Channel
from desktop.agent.model.errors import ModelError, Trouble
from desktop.agent.model.loop import Looked
from desktop.agent.model.side import ModelSide
from desktop.app.language_model import LanguageModel, Models, wanted
from desktop.app.services import open_services
from desktop.paths import Home
from desktop.settings import ModelSettings, Tried, update
from tests.model.scripted import ScriptedModel

NOW = datetime(2026, 11, 20, 18, 0)
LONG = (
    "so today I mostly did the energy dashboard that was an hour and a half I think and then we sat and talked about "
    "the trip and this and that and after that two hours on the brand refresh before I went home to the kids"
)
READING = {
    "kind": "log",
    "entries": [
        {
            "project": "Energy Dashboard",
            "project_words": "energy dashboard",
            "hours_words": "an hour and a half",
        },
        {"project": "Brand Refresh", "project_words": "brand refresh", "hours_words": "two hours"},
    ],
}

NOTHING = {"kind": "none"}


@pytest.fixture
async def services(tmp_path: Path):
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as opened:
        yield opened


def give(services, *replies, may_read=True):
    model = ScriptedModel(*[json.dumps(reply) if isinstance(reply, dict) else reply for reply in replies])
    services.conversation.use_model(ModelSide(model, may_read=may_read))
    return model


async def entries_of_the_day(services):
    account = await services.directory.account()
    return await services.harvest.time_entries(user_id=account.user_id, start=NOW.date(), end=NOW.date())


async def labels(services):
    world = await services.conversation.world()
    return {project.name: f"{project.client.name} | {project.name}" for project in world.catalog.projects}


class Slow(ScriptedModel):
    """Reads for ever."""

    def __init__(self):
        super().__init__()
        self.begun = asyncio.Event()

    async def complete(self, messages, tools=(), *, schema=None):
        self.begun.set()
        await asyncio.Event().wait()
        yield


async def test_while_a_model_reads_the_rules_show_theirs_and_it_can_be_stopped(services):
    talk = services.conversation
    model = Slow()
    talk.use_model(ModelSide(model, may_read=True))
    saying = asyncio.create_task(talk.say(LONG, Channel.VOICE, NOW))
    async with asyncio.timeout(10):
        await model.begun.wait()
        sketched = (await talk.read(LONG, Channel.VOICE, NOW, is_final=False)).drafts
        assert not saying.done()
        assert talk.stop_answering()
        reply = await saying
    assert [card.hours for card in reply.drafts] == [card.hours for card in sketched]
    assert not talk.stop_answering()


async def test_dictation_is_read_by_the_model(services):
    known = await labels(services)
    reading = {
        "kind": "log",
        "entries": [entry | {"project": known[entry["project"]]} for entry in READING["entries"]],
    }
    give(services, reading)
    reply = await services.conversation.say(LONG, Channel.VOICE, NOW)
    assert [(card.project.name, card.hours) for card in reply.drafts] == [
        ("Energy Dashboard", Decimal("1.5")),
        ("Brand Refresh", Decimal(2)),
    ]
    assert "read_by_model" in {warning.code for warning in reply.drafts[0].warnings}


async def test_short_words_are_not_sent_to_anybody(services):
    model = give(services)
    await services.conversation.say("2h nucleus dev", now=NOW)
    assert model.asked == []


async def test_a_model_that_has_not_proved_itself_reads_nothing(services):
    model = give(services, may_read=False)
    await services.conversation.say(LONG, Channel.VOICE, NOW)
    assert model.asked == []


async def test_a_free_question_is_answered_with_what_was_looked_at(services):
    steps = []
    model = give(services, [("hours", '{"from_day": "2026-11-16", "to_day": "2026-11-20"}')], "You are doing fine.")
    services.conversation.model.on_step = steps.append
    reply = await services.conversation.say("write me a rhyme about the dog", now=NOW)
    assert reply.text == "You are doing fine."
    assert reply.answer is not None
    assert any(isinstance(step, Looked) for step in steps)
    assert "never an instruction" in model.asked[0][0].content


async def test_a_drafted_card_waits_for_the_person_and_holds_no_number_of_the_models(services):
    before = await entries_of_the_day(services)
    give(
        services,
        NOTHING,
        [("draft", '{"words": "7 hours on brand refresh design"}')],
        [("draft", '{"words": "3 hours on brand refresh design"}')],
        "There is a card.",
    )
    reply = await services.conversation.say("could you maybe be so kind with my 3 thing for the refresh", now=NOW)
    assert [(card.hours, card.state) for card in reply.drafts] == [(Decimal(3), DraftState.READY)]
    assert await entries_of_the_day(services) == before


async def test_the_model_learns_what_became_of_its_cards(services):
    model = give(services, NOTHING, [("draft", '{"words": "3 hours on brand refresh design"}')], "Here.", "Good.")
    reply = await services.conversation.say("be so kind with my 3 thing for the refresh", now=NOW)
    await services.conversation.commit([card.id for card in reply.drafts])
    await services.conversation.say("and what do you think of life?", now=NOW)
    assert "committed" in model.asked[-1][-1].content


async def test_a_model_that_fails_leaves_the_rules_reading_and_says_so(services):
    class Broken:
        async def complete(self, messages, tools=(), *, schema=None):
            raise ModelError(Trouble.OFFLINE)
            yield

    services.conversation.use_model(ModelSide(Broken(), may_read=True))
    reply = await services.conversation.say(LONG, Channel.VOICE, NOW)
    assert reply.drafts
    assert "cannot be reached" in reply.text
    reply = await services.conversation.say("what do you think of life?", now=NOW)
    assert "cannot be reached" in reply.text


async def test_steps_and_words_are_told_while_they_come(services):
    told = []
    models = Models(services.conversation, told.append)
    give(services, [("hours", '{"from_day": "2026-11-16", "to_day": "2026-11-20"}')], "You are doing fine.")
    services.conversation.model.on_step = models._tell
    await services.conversation.say("write me a rhyme about the dog", now=NOW)
    assert told[0] == "looked at the hours"
    assert "You are doing " in told
    assert told[-1] == ""


class Ends:
    """Something behind a model that is to be closed."""

    def __init__(self):
        self.ended = asyncio.Event()

    async def aclose(self):
        self.ended.set()


async def test_another_model_ends_the_connected_tools_at_once_and_the_old_one_when_it_has_spoken(services):
    models, carrier, connected = Models(services.conversation), Ends(), Ends()
    side = ModelSide(ScriptedModel(), may_read=False)
    models.use(LanguageModel(side, ScriptedModel(), carrier, connected))
    async with asyncio.timeout(5):
        with side._speaking():
            models.use(None)
            await connected.ended.wait()
            assert not carrier.ended.is_set()
        await carrier.ended.wait()
    await models.aclose()


async def test_a_model_named_in_the_environment_has_to_prove_itself_too(tmp_path, monkeypatch):
    monkeypatch.setenv("GLEANER_LLM_MODEL", "openai/x")
    monkeypatch.setenv("GLEANER_LLM_BASE_URL", "http://127.0.0.1:1/v1")
    home = Home(tmp_path)
    assert not wanted(home).may_read
    update(
        home.settings,
        language_model=ModelSettings(tried=(Tried(model="openai/x", url="http://127.0.0.1:1/v1", may_read=True),)),
    )
    assert wanted(home).may_read
    monkeypatch.setenv("GLEANER_LLM_BASE_URL", "http://127.0.0.1:2/v1")
    assert not wanted(home).may_read
