"""Deeds over the demo account: words become a card, nothing is written before it is confirmed, then exactly that is."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.agent.deeds.answers import NoAnswer
from desktop.agent.drafts import DraftState
from desktop.agent.intents import Channel
from desktop.app.services import Services, another_conversation, open_services
from desktop.harvest.models import NewTimeEntry, NewTimer
from desktop.paths import Home


@pytest.fixture
async def services(tmp_path: Path):
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as opened:
        yield opened


async def project(services, name):
    catalog = await services.directory.catalog()
    return next(one for one in catalog.projects if one.name == name)


async def today(services):
    return (await services.conversation.now()).date()


async def logged(services, name="Nucleus", hours="2", days_ago=0, notes="login", task=0):
    """An entry that somebody made elsewhere."""
    place = await project(services, name)
    return await services.harvest.create_time_entry(
        NewTimeEntry(
            project_id=place.id,
            task_id=place.tasks[task].id,
            spent_date=await today(services) - timedelta(days=days_ago),
            hours=Decimal(hours),
            notes=notes,
        )
    )


async def say(services: Services, words: str, **more):
    return await services.conversation.say(words, **more)


async def done(services, deed):
    (card,) = await services.conversation.commit([deed.id])
    return card


# Changing


async def test_an_entry_is_changed_as_its_card_shows_and_changed_back(services):
    entry = await logged(services)
    reply = await say(services, "change today's nucleus entry to 3 hours")
    (deed,) = reply.deeds
    assert deed.state is DraftState.READY
    assert (deed.field("hours").before, deed.field("hours").text) == ("2 h", "3 h")
    assert not deed.field("project").is_changed
    assert (await services.harvest.time_entry(entry.id)).hours == 2
    card = await done(services, deed)
    assert card.state is DraftState.COMMITTED
    assert (await services.harvest.time_entry(entry.id)).hours == 3
    assert (await services.conversation.undo()).is_done
    assert services.conversation.deeds.get(deed.id).state is DraftState.UNDONE
    assert (await services.harvest.time_entry(entry.id)).hours == 2


async def test_every_field_of_the_card_can_be_filled_in(services):
    entry = await logged(services, days_ago=1)
    (deed,) = (await say(services, "change yesterday's nucleus entry to 3 hours")).deeds
    place = await project(services, "Nucleus")
    present = (await today(services)).isoformat()
    answers = {"task": place.tasks[1].name, "day": present, "hours": "1:15", "notes": "x\ny"}
    for key, value in answers.items():
        deed = await services.conversation.answer(deed.id, key, value)
    await done(services, deed)
    now = await services.harvest.time_entry(entry.id)
    assert (now.task.name, now.spent_date, now.hours) == (place.tasks[1].name, await today(services), Decimal("1.25"))
    assert now.notes == "x\ny"


async def test_an_answer_that_is_none_is_refused_and_changes_nothing(services):
    await logged(services)
    (deed,) = (await say(services, "change today's nucleus entry to 3 hours")).deeds
    for key, value in (("hours", "soon"), ("hours", "25"), ("day", "someday"), ("task", "no such task"), ("x", "y")):
        with pytest.raises(NoAnswer):
            await services.conversation.answer(deed.id, key, value)
    assert services.conversation.deeds.get(deed.id).field("hours").text == "3 h"


async def test_moving_to_a_project_without_that_task_asks_for_one(services):
    await logged(services)
    (deed,) = (await say(services, "change today's nucleus entry to 3 hours")).deeds
    deed = await services.conversation.answer(deed.id, "project", str((await project(services, "Time Off")).id))
    asked = deed.asked
    assert (deed.state, asked.key, deed.writing) == (DraftState.ASKING, "task", None)
    deed = await services.conversation.answer(deed.id, "task", asked.options[0].key)
    assert deed.state is DraftState.READY


async def test_several_that_fit_are_asked_between(services):
    first, second = await logged(services, notes="one"), await logged(services, notes="two")
    (deed,) = (await say(services, "change today's nucleus entry to 3 hours")).deeds
    assert deed.state is DraftState.ASKING
    assert {option.key for option in deed.asked.options} == {str(first.id), str(second.id)}
    deed = await services.conversation.answer(deed.id, "entry", str(first.id))
    await done(services, deed)
    assert [(await services.harvest.time_entry(one.id)).hours for one in (first, second)] == [3, 2]


async def test_an_entry_that_changed_meanwhile_is_left_alone(services):
    from desktop.harvest.models import TimeEntryChange

    entry = await logged(services)
    (deed,) = (await say(services, "change today's nucleus entry to 3 hours")).deeds
    await services.harvest.update_time_entry(entry.id, TimeEntryChange(hours=Decimal(5)))
    card = await done(services, deed)
    assert (card.state, "changed in Harvest since" in card.reason) == (DraftState.REFUSED, True)
    assert (await services.harvest.time_entry(entry.id)).hours == 5


async def test_what_is_said_anew_takes_the_place_of_the_card(services):
    await logged(services)
    (first,) = (await say(services, "change today's nucleus entry to 3 hours")).deeds
    (second,) = (await say(services, "change today's nucleus entry to 4 hours")).deeds
    assert services.conversation.deeds.open == (second,)
    assert services.conversation.deeds.get(first.id).state is DraftState.DISCARDED


async def test_a_locked_entry_says_why(services):
    me = (await services.directory.account()).user_id
    there = await services.harvest.time_entries(user_id=me)
    locked = next(one for one in there if one.is_locked)
    name = locked.project.name
    reply = await say(services, f"delete the {name} entry on {locked.spent_date:%d %B %Y}")
    assert not reply.deeds
    assert "cannot be deleted" in reply.text
    assert "locked" in reply.text


async def test_what_is_not_there_is_said(services):
    reply = await say(services, "delete the nucleus entry on 2 January 2020")
    assert (reply.deeds, "no entry" in reply.text) == ((), True)


# Deleting


async def test_an_entry_is_deleted_and_made_anew_by_undo(services):
    entry = await logged(services, days_ago=1, hours="1.75")
    (deed,) = (await say(services, "delete yesterday's nucleus entry")).deeds
    assert (deed.state, deed.action) == (DraftState.READY, "Delete it")
    assert (await done(services, deed)).state is DraftState.COMMITTED
    day = await today(services) - timedelta(days=1)
    me = (await services.directory.account()).user_id
    assert entry.id not in {one.id for one in await services.harvest.time_entries(user_id=me, start=day, end=day)}
    assert (await services.conversation.undo()).is_done
    again = await services.harvest.time_entries(user_id=me, start=day, end=day)
    assert [(one.hours, one.notes) for one in again if one.project.name == "Nucleus"] == [(Decimal("1.75"), "login")]


# Yes and no


async def test_yes_confirms_and_never_mind_drops(services):
    entry = await logged(services)
    await say(services, "change today's nucleus entry to 3 hours")
    reply = await say(services, "never mind")
    assert (reply.text, services.conversation.deeds.open) == ("Dropped 1 card. Nothing was written.", ())
    await say(services, "change today's nucleus entry to 3 hours")
    assert (await services.harvest.time_entry(entry.id)).hours == 2
    reply = await say(services, "yes")
    assert reply.text.startswith("In Harvest: 3 h")
    assert (await services.harvest.time_entry(entry.id)).hours == 3


async def test_undo_brings_a_dismissed_card_back_as_it_was_filled_in(services):
    entry = await logged(services)
    talk = services.conversation
    (deed,) = (await say(services, "change today's nucleus entry to 3 hours")).deeds
    await talk.answer(deed.id, "hours", "4")
    talk.discard([deed.id])
    assert (talk.deeds.open, talk.can_put_back) == ((), True)
    reply = await say(services, "undo")
    (back,) = reply.deeds
    assert (back.id, back.state, back.field("hours").text) == (deed.id, DraftState.READY, "4 h")
    assert (await done(services, back)).state is DraftState.COMMITTED
    assert (await services.harvest.time_entry(entry.id)).hours == 4


async def test_undo_takes_back_the_latest_answer_on_a_card_and_what_it_would_write(services):
    entry = await logged(services)
    talk = services.conversation
    (deed,) = (await say(services, "change today's nucleus entry to 3 hours")).deeds
    await talk.answer(deed.id, "hours", "4")
    with pytest.raises(NoAnswer):
        await talk.answer(deed.id, "hours", "many")
    (back,) = (await say(services, "undo")).deeds
    assert (back.id, back.state, back.field("hours").text) == (deed.id, DraftState.READY, "3 h")
    assert (await done(services, back)).state is DraftState.COMMITTED
    assert (await services.harvest.time_entry(entry.id)).hours == 3


async def test_undo_of_a_card_that_was_held_takes_nothing_of_another_window_back(services):
    talk = services.conversation
    (deed,) = (await say(services, "start a timer on nucleus development")).deeds
    async with another_conversation(services) as other:
        (theirs,) = (await other.say("start a timer on nucleus development")).deeds
        await other.commit([theirs.id])
        assert "Confirm again" in (await done(services, deed)).warnings[-1].text
        assert (await say(services, "undo")).text.startswith("Dropped what was just said.")
        assert other.deeds.get(theirs.id).state is DraftState.COMMITTED
    assert talk.deeds.get(deed.id).state is DraftState.DISCARDED


async def test_undo_drops_an_open_deed_before_it_takes_anything_out_of_harvest(services):
    talk = services.conversation
    (card,) = (await say(services, "2h nucleus dev")).drafts
    await talk.commit([card.id])
    (deed,) = (await say(services, "change today's nucleus entry to 3 hours")).deeds
    await talk.answer(deed.id, "hours", "4")
    await say(services, "undo")
    assert (talk.deeds.open[0].id, talk.can_put_back) == (deed.id, True)
    reply = await say(services, "undo")
    assert reply.text == (
        "Dropped 1 card. Nothing was written. No card is open. What was logged stays; “undo” takes it back."
    )
    assert (talk.deeds.open, talk.can_put_back, talk.cards[0].state) == ((), False, DraftState.COMMITTED)
    handed = await talk.hand_in("change today's nucleus entry to 3 hours")
    await say(services, "undo")
    assert (talk.cards[0].state, [one.id for one in talk.deeds.open]) == (DraftState.UNDONE, [handed.deeds[0].id])


async def test_undo_brings_back_what_never_mind_dropped_and_what_was_said_anew(services):
    await logged(services)
    talk = services.conversation
    (first,) = (await say(services, "change today's nucleus entry to 3 hours")).deeds
    await say(services, "never mind")
    assert [one.id for one in (await say(services, "undo")).deeds] == [first.id]
    (second,) = (await say(services, "change today's nucleus entry to 5 hours")).deeds
    assert talk.deeds.open == (second,)
    assert [one.id for one in (await say(services, "undo")).deeds] == [first.id]
    assert [one.id for one in talk.deeds.open] == [first.id]
    assert talk.deeds.get(second.id).state is DraftState.DISCARDED


async def test_a_spoken_yes_confirms_nothing(services):
    entry = await logged(services)
    await say(services, "change today's nucleus entry to 3 hours")
    await say(services, "yes", channel=Channel.VOICE)
    assert (await services.harvest.time_entry(entry.id)).hours == 2


# Timers


async def running(services):
    me = (await services.directory.account()).user_id
    return await services.harvest.time_entries(user_id=me, is_running=True)


async def test_a_timer_is_started_switched_stopped_and_gone_on_with(services):
    (deed,) = (await say(services, "start a timer on nucleus development")).deeds
    assert deed.title == "Start a timer"
    await done(services, deed)
    (first,) = await running(services)
    assert first.external_reference.id == deed.id
    (deed,) = (await say(services, "start a timer on the compression api")).deeds
    assert deed.title == "Switch the timer"
    assert "Nucleus" in deed.field("stops0").text
    deed = await services.conversation.answer(deed.id, "task", deed.field("task").options[0].key)
    await done(services, deed)
    (second,) = await running(services)
    assert (second.project.name, second.id != first.id) == ("Compression API", True)
    (deed,) = (await say(services, "stop the timer")).deeds
    await done(services, deed)
    assert await running(services) == ()
    assert (await say(services, "stop the timer")).text == "No timer is running."


@pytest.mark.parametrize("words", ["delete it", "no, delete that please"])
async def test_a_timer_that_was_stopped_at_once_is_told_of_and_deleted(services, words):
    await done(services, (await say(services, "2h nucleus qa")).drafts[0])
    await done(services, (await say(services, "start a timer on nucleus development")).deeds[0])
    (timer,) = await running(services)
    card = await done(services, (await say(services, "stop the timer")).deeds[0])
    assert "“delete it” takes it out" in card.outcome
    await done(services, (await say(services, words)).deeds[0])
    me, day = (await services.directory.account()).user_id, await today(services)
    left = await services.harvest.time_entries(user_id=me, start=day, end=day)
    assert timer.id not in [entry.id for entry in left]


async def test_a_timer_says_that_nobody_said_its_task(services):
    (deed,) = (await say(services, "start a timer on data platform")).deeds
    (told,) = [warning.text for warning in deed.warnings if warning.code == "task_default"]
    assert told == f"No task was said; {deed.field('task').text} is what you logged there last."
    deed = await services.conversation.answer(deed.id, "task", deed.field("task").value)
    assert deed.warnings == ()
    (deed,) = (await say(services, "start a timer on data platform design")).deeds
    assert deed.warnings == ()


async def test_the_earlier_timer_is_stopped_where_harvest_would_let_both_run(services):
    (deed,) = (await say(services, "start a timer on nucleus development")).deeds
    place = await project(services, "Nucleus")
    other = await services.harvest.start_timer(
        NewTimer(project_id=place.id, task_id=place.tasks[1].id, spent_date=await today(services))
    )
    (deed,) = (await say(services, "start a timer on nucleus development")).deeds
    assert f"{place.tasks[1].name}" in deed.field("stops0").text
    await done(services, deed)
    assert not (await services.harvest.time_entry(other.id)).is_running


async def test_a_second_expense_stands_beside_the_first(services):
    first = (await say(services, "expense 18 dollars parking for nucleus")).deeds[0]
    second = (await say(services, "expense 20 dollars lunch for nucleus")).deeds[0]
    assert [deed.id for deed in services.conversation.deeds.open] == [first.id, second.id]


async def test_a_timer_is_stopped_on_the_very_day_that_is_meant(services):
    place = await project(services, "Nucleus")
    timer = NewTimer(project_id=place.id, task_id=place.tasks[0].id, spent_date=await today(services))
    entry = await services.harvest.start_timer(timer)
    zone = (await services.directory.account()).zone
    started = entry.timer_started_at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    at, now = started + timedelta(hours=23), started + timedelta(hours=50)
    for days, hours in ((0, "23 h"), (1, "47 h")):
        then = at + timedelta(days=days)
        (deed,) = (await services.conversation.by_hand.stop_timer(entry.id, then, now)).deeds
        assert deed.field("hours").value == hours
    deed = await services.conversation.answer(deed.id, "at", f"{started:%H:%M}", now)
    same_day = then.date() == started.date() + timedelta(days=1)
    assert deed.field("hours").value == ("24 h" if same_day else "48 h"), "another time of the same day"


# Many, or the latest


async def test_the_last_one_is_the_one_that_was_logged_last_from_here(services):
    for words in ("2h nucleus: login", "1h nucleus: logout"):
        await services.conversation.commit([card.id for card in (await say(services, words)).drafts])
    (deed,) = (await say(services, "change the last entry to 5 hours")).deeds
    assert (deed.state, deed.field("hours").before) == (DraftState.READY, "1 h")
    assert "logout" in deed.field("entry").text


@pytest.mark.parametrize(
    "words",
    [
        "delete everything",
        "delete all entries",
        "remove all my entries",
        "delete everything from last week",
        "delete the entries of last week",
        "cancel the invoice for acme",
        "delete the hooli invoice",
    ],
)
async def test_what_is_said_of_more_than_the_latest_entry_undoes_nothing(services, words):
    (draft,) = (await say(services, "2h nucleus: login")).drafts
    (card,) = await services.conversation.commit([draft.id])
    reply = await say(services, words)
    assert await services.harvest.time_entry(card.answer.id)
    assert not reply.drafts
    assert not [deed for deed in reply.deeds if deed.state is DraftState.READY]
    assert bool(reply.deeds) is ("week" in words)


async def test_many_to_delete_are_asked_one_by_one(services):
    there = await services.harvest.time_entries(
        user_id=(await services.directory.account()).user_id,
        start=await today(services) - timedelta(days=(await today(services)).weekday() + 7),
        end=await today(services) - timedelta(days=(await today(services)).weekday() + 1),
    )
    deeds = (await say(services, "delete everything from last week")).deeds
    assert len(deeds) == len([one for one in there if not one.is_locked]) > 5
    assert {deed.state for deed in deeds} == {DraftState.ASKING}
    deed = await services.conversation.answer(deeds[0].id, "entry", deeds[0].asked.options[0].key)
    assert deed.state is DraftState.READY


async def test_a_project_to_delete_is_never_work(services):
    reply = await say(services, "delete the export tool")
    assert (reply.kind, reply.drafts) == ("delete", ())
