"""Cards that a second reader doubts: they stand, they are seen to, and nothing logs them before that."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.agent.conversation import Conversation
from desktop.agent.drafts import Change, DraftState
from desktop.agent.insights.insights import Insights
from desktop.agent.intents import Alternatives, Channel, Field, Interpretation, Utterance
from desktop.agent.reading.certainty.scope import ReadAs
from desktop.agent.reading.certainty.second import Trusting
from desktop.app.services import Services, open_services
from desktop.cli.as_json import draft_json
from desktop.harvest.catalog import Catalog
from desktop.paths import Home


class Doubtful(Trusting):
    """Doubts the hours of every entry."""

    def look(
        self,
        utterance: Utterance,
        found: Interpretation,
        catalog: Catalog,
        workday: Decimal,
        read_as: ReadAs | None = None,
    ) -> Interpretation:
        others = Alternatives(hours=(Decimal(3),))
        entries = (
            replace(entry, checks=(Field.HOURS,), alternatives=others, confidence=0.25) for entry in found.entries
        )
        return replace(found, entries=tuple(entries))


@pytest.fixture
async def services(tmp_path: Path):
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as opened:
        yield opened


@pytest.fixture
def conversation(services: Services) -> Conversation:
    insights = Insights(services.harvest)
    return Conversation(services.directory, services.committer, insights, services.harvest, second_reader=Doubtful())


async def test_a_doubted_card_is_not_logged_by_enter_and_only_checked_by_the_first_yes(conversation: Conversation):
    (card,) = (await conversation.say("2h nucleus dev")).drafts
    assert card.state is DraftState.NEEDS_CHECK
    assert [one.state for one in await conversation.commit([card.id])] == [DraftState.NEEDS_CHECK]
    reply = await conversation.say("yes")
    assert "Checked" in reply.text
    assert conversation.cards[0].state is DraftState.READY


async def test_a_card_that_was_checked_is_logged(conversation: Conversation):
    (card,) = (await conversation.say("2h nucleus dev")).drafts
    card = await conversation.edit(card.id, Change(checked=True))
    assert card.state is DraftState.READY
    assert [one.state for one in await conversation.commit([card.id])] == [DraftState.COMMITTED]


async def test_an_alternative_that_was_chosen_settles_its_field(conversation: Conversation):
    (card,) = (await conversation.say("2h nucleus dev")).drafts
    card = await conversation.edit(card.id, Change(hours=card.alternatives.hours[0]))
    assert (card.state, card.hours) == (DraftState.READY, 3)


async def test_a_doubted_card_that_lacks_something_is_asked_first_and_checked_then(conversation: Conversation):
    (card,) = (await conversation.say("acme 2h")).drafts
    assert card.state is DraftState.ASKING
    project = card.choices[0].project
    card = await conversation.edit(card.id, Change(project=project))
    if card.state is DraftState.ASKING:
        card = await conversation.edit(card.id, Change(task=project.tasks[0]))
    assert card.state is DraftState.NEEDS_CHECK


async def test_words_that_are_still_typed_are_not_looked_at_twice(conversation: Conversation):
    said = await conversation.read("2h nucleus dev", Channel.TYPED)
    sketched = await conversation.read("2h nucleus dev", Channel.TYPED, is_final=False)
    assert said.drafts[0].state is DraftState.NEEDS_CHECK
    assert sketched.drafts[0].state is DraftState.READY


async def test_words_that_are_still_typed_may_be_about_the_open_cards(conversation: Conversation):
    await conversation.say("2h nucleus dev")
    assert (await conversation.read("make it 3 hours", Channel.TYPED, is_final=False)).drafts == ()


async def test_json_tells_what_is_doubted(conversation: Conversation):
    (card,) = (await conversation.say("2h nucleus dev")).drafts
    shown = draft_json(card)
    assert shown["state"] == "needs_check"
    assert shown["checks"] == ["hours"]
    assert shown["alternatives"] == {"hours": [3]}
    assert shown["confidence"] == 0.25
