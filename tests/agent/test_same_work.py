"""A card whose work has just been logged, in whichever window or process, says so and is not logged unseen."""

import asyncio
from decimal import Decimal

import pytest

from desktop.agent.commit import Committer
from desktop.agent.conversation import Conversation
from desktop.agent.drafts import Change, DraftState
from desktop.agent.insights.insights import Insights
from desktop.agent.intents import Field
from desktop.agent.journal import Journal
from desktop.agent.lately import JUST_LOGGED
from desktop.harvest.directory import Directory
from tests.agent.writing import FRIDAY, NOW

SAID = "2h nucleus dev"
MOMENT = NOW.replace(tzinfo=None)
S = DraftState


def conversation_of(bench, committer=None, **more):
    directory = Directory(bench.harvest, today=lambda _: FRIDAY)
    return Conversation(directory, committer or bench.committer, Insights(bench.harvest), bench.harvest, **more)


@pytest.fixture
async def chat(bench):
    return conversation_of(bench)


def codes(card):
    return [warning.code for warning in card.warnings]


async def said(conversation, words=SAID):
    (card,) = (await conversation.say(words, now=MOMENT)).drafts
    assert card.state is S.READY
    return card.id


def card_of(conversation, key):
    return next(card for card in conversation.cards if card.id == key)


async def test_same_work_from_quick_entry_is_checked_before_the_chat_logs_it(bench, chat):
    in_chat, in_quick = await said(chat), await said(chat)
    await chat.commit([in_quick])
    card = card_of(chat, in_chat)
    assert (card.state, card.checks, codes(card)) == (S.NEEDS_CHECK, (Field.ENTRY,), [JUST_LOGGED])
    assert "just logged: 2 h on Nucleus, Development" in card.warnings[-1].text
    (held,) = await chat.commit([in_chat])
    assert (held.state, len(bench.stored())) == (S.NEEDS_CHECK, 1)
    reply = await chat.say("yes", now=MOMENT)
    assert "Checked" in reply.text
    assert len(bench.stored()) == 1
    # A person who has seen it may want it twice.
    (done,) = await chat.commit([in_chat])
    assert (done.state, len(bench.stored())) == (S.COMMITTED, 2)


async def test_enter_at_once_is_held_while_the_other_is_still_being_sent(bench, chat):
    in_chat, in_quick = await said(chat), await said(chat)
    _, (held,) = await asyncio.gather(chat.commit([in_quick]), chat.commit([in_chat]))
    assert (held.state, len(bench.stored())) == (S.NEEDS_CHECK, 1)


async def test_two_conversations_over_one_committer(bench):
    shown = []
    chat = conversation_of(bench, on_change=shown.append)
    other = conversation_of(bench)
    in_chat, in_other = await said(chat), await said(other)
    await other.commit([in_other])
    assert card_of(other, in_other).state is S.COMMITTED
    assert [card.state for card in shown if card.id == in_chat][-1] is S.NEEDS_CHECK
    (held,) = await chat.commit([in_chat])
    assert (held.state, len(bench.stored())) == (S.NEEDS_CHECK, 1)


async def test_another_process(server, journal_path, bench, chat):
    key = await said(chat)
    elsewhere = Journal(journal_path, clock=bench.time)
    other = conversation_of(bench, Committer(bench.harvest, elsewhere, bench.account))
    await other.commit([await said(other)])
    reply = await chat.say("yes", now=MOMENT)
    assert (reply.text, "check 1 entry" in reply.question) == ("Nothing was written.", True)
    assert (card_of(chat, key).state, len(bench.stored())) == (S.NEEDS_CHECK, 1)
    elsewhere.close()


async def test_card_made_later_warns_of_what_another_process_has_logged(bench, journal_path, chat):
    await chat.world()
    elsewhere = Journal(journal_path, clock=bench.time)
    other = conversation_of(bench, Committer(bench.harvest, elsewhere, bench.account))
    await other.commit([await said(other)])
    key = await said(chat)
    assert codes(card_of(chat, key)) == ["possible_duplicate"]
    elsewhere.close()


async def test_undo_makes_the_other_card_ready_again(bench, chat):
    in_chat, in_quick = await said(chat), await said(chat)
    await chat.commit([in_quick])
    assert card_of(chat, in_chat).state is S.NEEDS_CHECK
    await chat.undo(in_quick)
    card = card_of(chat, in_chat)
    assert (card.state, codes(card)) == (S.READY, [])
    await chat.commit([in_chat])
    assert len(bench.stored()) == 1


async def test_other_work_stays_ready_and_so_does_what_was_changed(bench, chat):
    other, same = await said(chat, "3h nucleus dev"), await said(chat)
    await chat.commit([await said(chat)])
    assert (card_of(chat, other).state, card_of(chat, same).state) == (S.READY, S.NEEDS_CHECK)
    card = await chat.edit(same, Change(hours=Decimal("2.5")), MOMENT)
    assert (card.state, codes(card)) == (S.READY, [])


async def test_two_alike_that_are_confirmed_together_are_two(bench, chat):
    both = [await said(chat), await said(chat)]
    done = await chat.commit(both)
    assert [card.state for card in done] == [S.COMMITTED, S.COMMITTED]
    assert len(bench.stored()) == 2


@pytest.mark.parametrize("words", ["expense 42.50 train for the export tool", "start a timer on nucleus development"])
async def test_same_deed_from_another_window_is_held_once(bench, chat, words):
    quick = conversation_of(bench)
    (mine,) = (await chat.say(words, now=MOMENT)).deeds
    (other,) = (await quick.say(words, now=MOMENT)).deeds
    assert (mine.state, other.state) == (S.READY, S.READY)
    assert (await quick.commit([other.id]))[0].state is S.COMMITTED
    (held,) = await chat.commit([mine.id])
    assert held.state is S.READY
    assert [warning.code for warning in held.warnings][-1] == JUST_LOGGED
    (done,) = await chat.commit([mine.id])
    assert done.state is S.COMMITTED


async def test_a_program_takes_the_place_of_no_card_of_the_persons_own(bench, chat):
    (mine,) = (await chat.say("start a timer on nucleus development", now=MOMENT)).deeds
    (theirs,) = (await chat.hand_in("start a timer on the export tool, development", MOMENT)).deeds
    assert {deed.id for deed in chat.deeds.open} == {mine.id, theirs.id}
    (again,) = (await chat.hand_in("start a timer on the export tool, design", MOMENT)).deeds
    assert {deed.id for deed in chat.deeds.open} == {mine.id, again.id}


async def test_the_last_entry_is_one_of_those_that_were_confirmed_together(bench, chat):
    three = (await chat.say("2h nucleus dev, 1h brand refresh design, 3h export tool development", now=MOMENT)).drafts
    await chat.commit([card.id for card in three])
    (deed,) = (await chat.say("delete the last entry", now=MOMENT)).deeds
    await chat.commit([deed.id])
    assert sorted(entry.hours for entry in bench.stored()) == [1, 2]
