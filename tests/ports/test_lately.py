"""What was logged lately: the latest of each kind, made into cards and into sentences that say the very same."""

import asyncio

import pytest

from desktop.agent.drafts import DraftState
from desktop.agent.intents import Channel
from desktop.app.ports.lately import LatelyDesk
from desktop.app.services import open_services
from desktop.paths import Home
from desktop.ui.preview.scripted_sides import ScriptedPreferences


@pytest.fixture
def desk(qapp, tmp_path):
    """A desk over the demo account; `said` holds what it replied and told."""
    replies, told = [], []

    def do(work):
        async def run():
            async with open_services(Home(tmp_path), demo=True) as services:
                services.conversation.use_model(one.model)
                await work(services)

        asyncio.run(run())

    one = LatelyDesk(ScriptedPreferences(), do, do, replies.append, told.append)
    one.replies, one.told, one.do, one.model = replies, told, do, None
    return one


def test_latest_entries_become_cards_and_favourites_that_read_the_same(desk):
    desk.look()
    assert 3 <= len(desk.latest) <= 9
    assert len({(one.project, one.task, one.notes) for one in desk.latest}) == len(desk.latest)
    first = desk.latest[0]
    desk.take(first.key)
    (card,) = desk.replies[0].drafts
    assert (card.project.name, card.task.name, card.hours, card.notes) == (
        *(first.project, first.task, first.hours),
        first.notes,
    )
    assert card.state is not DraftState.COMMITTED

    desk.keep(first.key)
    assert desk.told == []
    words = desk._preferences.value.favourites[-1]

    async def read(services):
        (draft,) = (await services.conversation.read(words, Channel.TYPED)).drafts
        assert (draft.project.name, draft.task.name, draft.hours) == (first.project, first.task, first.hours)

    desk.do(read)


def test_the_notes_of_a_favourite_to_be_go_to_no_language_model(desk):
    class Model:
        async def read(self, utterance, *_):
            raise AssertionError(f"was sent: {utterance.text}")

    desk.look()
    desk.model = Model()
    desk.keep(desk.latest[0].key)
    assert desk.told == []
    assert desk._preferences.value.favourites


def test_an_entry_that_is_gone_is_told(desk):
    desk.take("1")
    assert (desk.replies, len(desk.told)) == ([], 1)
