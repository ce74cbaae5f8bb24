"""Messages that hold two wishes: each is done as if it had been said by itself, in several trades."""

import asyncio
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.agent.drafts import DraftState
from desktop.agent.intents import Channel, Kind, Span
from desktop.agent.reading.reader import Interpreter
from desktop.agent.several import parts_of
from desktop.app.services import Services, open_services
from desktop.paths import Home
from tests.agent.trades import CATALOGS, utterance

_READERS = {trade: Interpreter(catalog, workday=Decimal(8)) for trade, catalog in CATALOGS.items()}


def _parts(trade: str, words: str) -> list[str]:
    said, reader = utterance(words), _READERS[trade]

    async def read(part: Span):
        return reader.read(replace(said, text=words[part.start : part.end]))

    return [words[part.start : part.end] for part in asyncio.run(parts_of(reader.pieces(said), read))]


@pytest.mark.parametrize(
    ("trade", "words"),
    [
        ("vets", "1h front desk admin| and |how many hours did I log this week"),
        ("vets", "stop the timer| and |log 2h visits for fernside"),
        ("vets", "2h visits herd health|, |how much is left on herd health?| |Stop the timer"),
        ("brewery", "3h brewing summer ale| and |start a timer on porter relaunch"),
        ("brewery", "2h tasting summer ale|, also |spent 20 on parking"),
        ("brewery", "how much is left on summer ale| and |start a timer on porter relaunch"),
        ("surveyors", "change my friday bridge survey to 2 hours| and |log 1h internal admin"),
        ("surveyors", "move friday's bridge survey to boundary plan|, also |30m internal admin today"),
        ("surveyors", "1h internal admin| plus |taxi 18.40 euros for the bridge survey"),
        ("surveyors", "delete yesterday's boundary plan entry| and |log 2h fieldwork on the bridge survey"),
    ],
)
def test_each_of_two_wishes_is_a_part(trade: str, words: str):
    assert _parts(trade, words.replace("|", "")) == words.split("|")[::2]


@pytest.mark.parametrize(
    ("trade", "words"),
    [
        ("vets", "2h visits fernside and 1h lab work on herd health"),
        ("vets", "2h visits fernside, put it on herd health"),
        ("vets", "2h reports herd health, changed the template and deleted old entries"),
        ("brewery", "3h labels porter relaunch, budget review"),
        ("brewery", "taxi to harrow inns 18.40, put it on summer ale"),
        ("brewery", "when I got back I did two hours of tasting and one hour of brewing for summer ale"),
        ("brewery", "stop the timer and start one on porter relaunch"),
        ("surveyors", "delete friday's bridge survey, it was 2 hours on the boundary plan"),
        ("surveyors", "split yesterday's bridge survey into 1h fieldwork and 2h drawings"),
        ("surveyors", "create an invoice for marlow council and send it"),
        ("surveyors", "1h bridge survey, quote for 500 euros"),
    ],
)
def test_what_is_one_wish_stays_whole(trade: str, words: str):
    assert _parts(trade, words) == []


@pytest.fixture
async def services(tmp_path: Path):
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as opened:
        yield opened


async def test_a_card_and_an_answer_come_of_one_message(services: Services):
    reply = await services.conversation.say("2h tps reports dev and how much is left?")
    assert [(card.hours, card.state) for card in reply.drafts] == [(Decimal(2), DraftState.READY)]
    assert reply.answer is not None
    assert reply.answer.figures["project"] == "TPS Reports Automation"
    assert [part.kind for part in reply.parts] == [Kind.LOG, Kind.BUDGET]
    assert reply.text.split("\n")[1] == reply.answer.reply


async def test_what_is_said_in_one_breath_changes_no_card_of_it(services: Services):
    """Spoken, with a place that the recogniser was not sure of in the second part, and a second hearing of both."""
    said = "change my friday acme to two hours and log one hour of admin"
    at = said.index("one hour")
    reply = await services.conversation.say(said, Channel.VOICE, doubts=(Span(at, at + 8),), second=said)
    assert [(deed.kind, deed.state) for deed in reply.deeds] == [(Kind.EDIT, DraftState.READY)]
    assert [(card.hours, card.state) for card in reply.drafts] == [(Decimal(1), DraftState.NEEDS_CHECK)]
    assert services.conversation.cards == reply.drafts


async def test_two_questions_are_both_answered(services: Services):
    reply = await services.conversation.say("who worked on nucleus last week and what did it cost")
    assert reply.answer is not None
    assert not reply.drafts
    assert [part.kind for part in reply.parts] == [Kind.HOURS, Kind.COST]
    assert reply.answer.reply == reply.text


async def test_a_program_may_hand_in_two_wishes(services: Services):
    reply = await services.conversation.hand_in("2h nucleus design and start a timer on internal admin")
    assert [card.hours for card in reply.drafts] == [Decimal(2)]
    assert [deed.kind for deed in reply.deeds] == [Kind.TIMER_START]
