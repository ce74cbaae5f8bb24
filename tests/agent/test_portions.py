"""A message of many entries shows thirty cards; nothing of the rest is lost, and nothing of it is logged unseen."""

from datetime import datetime

import pytest

from desktop.agent.drafts import Change, DraftState
from desktop.agent.portions import MOST_CARDS, Portions
from desktop.app.services import open_services
from desktop.paths import Home

NOW = datetime(2026, 11, 20, 18, 0)
MANY = "\n".join(f"{10 + n % 3}m nucleus development - fixed page NUC-{100 + n}" for n in range(70))


@pytest.fixture
async def conversation(tmp_path):
    async with open_services(Home(tmp_path), demo=True, forgetful=True, today=NOW.date()) as opened:
        yield opened.conversation


async def test_seventy_entries_are_shown_thirty_at_a_time_and_each_once(conversation):
    first = await conversation.say(MANY, now=NOW)
    assert (len(first.drafts), first.left) == (MOST_CARDS, 40)
    assert "40 more entries were read" in first.text
    assert len(conversation.cards) == MOST_CARDS
    second = await conversation.say("Show the rest, please.", now=NOW)
    assert (len(second.drafts), second.left) == (MOST_CARDS, 10)
    third = await conversation.say("the rest", now=NOW)
    assert (len(third.drafts), third.left) == (10, 0)
    assert "Say" not in third.text
    notes = [card.notes for reply in (first, second, third) for card in reply.drafts]
    assert [note.split("NUC-")[1] for note in notes] == [str(100 + n) for n in range(70)]


async def test_a_yes_logs_what_was_shown_alone(conversation):
    await conversation.say(MANY, now=NOW)
    for card in conversation.cards:  # somebody looks at each of them
        await conversation.edit(card.id, Change(checked=True), NOW)
    await conversation.commit([card.id for card in conversation.cards])
    assert {card.state for card in conversation.cards} == {DraftState.COMMITTED}
    assert len(conversation.cards) == MOST_CARDS
    assert len((await conversation.say("the rest", now=NOW)).drafts) == MOST_CARDS


async def test_dropping_the_cards_drops_the_others_too_and_says_so(conversation):
    await conversation.say(MANY, now=NOW)
    reply = await conversation.say("forget it", now=NOW)
    assert "40 entries that were not shown are dropped, too" in reply.text
    assert (await conversation.say("the rest", now=NOW)).drafts == ()


async def test_thirty_are_all_shown_and_a_face_may_want_all(conversation):
    assert (await conversation.say("\n".join(MANY.splitlines()[:30]), now=NOW)).left == 0
    assert len((await conversation.say(MANY, now=NOW, most=None)).drafts) == 70


async def test_undo_takes_back_the_latest_showing_alone_and_loses_no_entry(conversation):
    first = await conversation.say(MANY, now=NOW)
    second = await conversation.say("the rest", now=NOW)
    await conversation.edit(second.drafts[0].id, Change(notes="new"), NOW)
    edited = await conversation.say("undo", now=NOW)
    assert (len(edited.drafts), edited.left, "dropped" in edited.text) == (2 * MOST_CARDS, 10, False)
    again = await conversation.say("the rest", now=NOW)
    assert len(again.drafts) == 10
    back = await conversation.say("undo", now=NOW)
    assert (len(back.drafts), back.left) == (2 * MOST_CARDS, 10)
    assert "10 more entries were read" in back.text
    last = await conversation.say("the rest", now=NOW)
    assert ([card.id for card in last.drafts], last.left) == ([card.id for card in again.drafts], 0)
    assert len(first.drafts) == MOST_CARDS


async def test_undo_of_the_message_drops_what_it_did_not_show_and_says_so(conversation):
    await conversation.say(MANY, now=NOW)
    assert "40 entries that were not shown are dropped, too" in (await conversation.say("undo", now=NOW)).text
    assert (await conversation.say("the rest", now=NOW)).drafts == ()


def test_the_rest_of_a_day_is_no_question_for_more_cards():
    portions = Portions()
    assert not portions.are_asked("the rest")
    portions.keep((object(),))
    assert portions.are_asked("Show me the others!")
    assert not portions.are_asked("rest of the day internal admin")
