"""Other assistants, with the official client: they ask, they hand in drafts, and only the person confirms."""

import json
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters

from desktop.agent.drafts import DraftState
from desktop.app.handed_in import HandedIn
from desktop.app.telling import Heard
from desktop.channels.assistants import Desk, server_of


def told(result):
    return json.loads(result.content[0].text)


async def test_a_question_is_answered_with_figures(services):
    desk = Desk(services, lambda words, sender: Heard.NOBODY)
    async with Client(server_of(desk)) as client:
        assert {tool.name for tool in (await client.list_tools()).tools} == {"ask", "draft", "outcome"}
        answer = told(await client.call_tool("ask", {"question": "how much is left on the Acme website?"}))
    assert answer["kind"] == "budget"
    assert answer["figures"]["budget"] == 320


async def test_a_draft_goes_to_the_desktop_and_its_outcome_comes_from_the_journal(services):
    handed = []

    def send(words, sender):
        handed.append((words, sender))
        return Heard.YES

    desk = Desk(services, send)
    async with Client(server_of(desk)) as client:
        draft = told(await client.call_tool("draft", {"words": "2h nucleus dev", "from_assistant": "Claude"}))
        assert handed == [("2h nucleus dev", "Claude")]
        assert draft["cards"][0]["hours"] == 2
        assert told(await client.call_tool("outcome", {"id": draft["id"]}))["state"] == "waiting for the person"
        # On the desktop, the person confirms the card, with one of their own.
        own = await services.conversation.say("1h nucleus design")
        reply = await services.conversation.hand_in("2h nucleus dev")
        assert [card.state for card in reply.drafts] == [DraftState.READY]
        await services.conversation.commit([card.id for card in (*own.drafts, *reply.drafts)])
        outcome = told(await client.call_tool("outcome", {"id": draft["id"]}))
    assert outcome["state"] == "confirmed"
    assert [entry["state"] for entry in outcome["entries"]] == ["in Harvest"]


async def test_a_draft_that_the_person_dismissed_is_told_as_that_until_it_is_brought_back(services):
    desk, handed = Desk(services, lambda words, sender: Heard.YES), HandedIn()
    key = json.loads(await desk.draft("2h nucleus dev"))["id"]
    reply = await services.conversation.hand_in("2h nucleus dev")
    handed.add("2h nucleus dev", [card.id for card in reply.drafts])

    async def state():
        await handed.tell(services)
        return json.loads(await desk.outcome(key))["state"]

    assert await state() == "waiting for the person"
    services.conversation.discard([card.id for card in reply.drafts])
    assert await state() == "dismissed"
    await services.conversation.bring_back([card.id for card in reply.drafts])
    assert await state() == "waiting for the person"


async def test_without_the_desktop_nothing_is_drafted(services):
    desk = Desk(services, lambda words, sender: Heard.NOBODY)
    async with Client(server_of(desk)) as client:
        answer = told(await client.call_tool("draft", {"words": "2h nucleus dev"}))
    assert "does not run" in answer["error"]


@pytest.mark.parametrize("words", ["yes", "ok, log it", "undo", "scratch that", "make that 5", "delete both"])
async def test_what_is_handed_in_confirms_changes_and_undoes_nothing(services, words):
    reply = await services.conversation.say("2h nucleus dev")
    await services.conversation.hand_in(words)
    (card,) = services.conversation.cards
    assert card == reply.drafts[0]


async def test_the_command_serves_a_real_client_over_stdio(tmp_path: Path):
    command = ["-m", "desktop", "--demo", "--home", str(tmp_path), "mcp"]
    server = StdioServerParameters(command=sys.executable, args=command)
    async with Client(server) as client:
        answer = told(await client.call_tool("ask", {"question": "how many hours did I track last week?"}))
        assert answer["kind"] == "hours"
        refused = told(await client.call_tool("draft", {"words": "2h nucleus dev"}))
        assert "does not run" in refused["error"]
