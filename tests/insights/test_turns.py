"""Questions that lean on others: choices, people by name, unknown names, "and last month?", help, stopping."""

import asyncio
from dataclasses import replace

import pytest

from desktop.agent.intents import Channel, Kind
from desktop.demo.records import User
from tests.insights.asking import NOW, Desk, Sums, added


async def test_a_teammate_is_found_by_name(desk: Desk):
    answer = await desk.ask("how many hours did Priya log last week?")
    assert answer.reply.startswith("Priya Raman tracked ")
    rows = list(Sums(desk.account).of(user=desk.account.person("manager", *_extras(desk)).id))
    assert rows
    by = await desk.ask("team hours last week by person")
    assert {"Priya Raman": answer.figures["total"]}.items() <= {
        one["name"]: one["hours"] for one in by.figures["people"]
    }.items()


def _extras(desk: Desk) -> list[str]:
    with desk.account.store.transaction(write=False):
        return desk.account.store.select(User, "first_name = ?", ["Priya"])[0].access_roles[1:]


async def test_two_people_of_one_name_are_asked_between(account):
    with account.store.transaction():
        lena = account.store.select(User, "first_name = ?", ["Lena"])[0]
        account.store.save(replace(lena, id=0, last_name="Berg", email="lena.berg@example.com"))
    async with Desk(account) as desk:
        asked = await desk.ask("how many hours did Lena log last week?")
        assert [offer.label for offer in asked.offers] == ["Lena Berg", "Lena Fischer"]
        answer = await desk.ask("Lena Fischer")
        assert answer.reply.startswith("Lena Fischer tracked ")


async def test_a_member_hears_nothing_about_others(account):
    async with Desk(account, ("member",)) as desk:
        answer = await desk.ask("how many hours did Priya log last week?")
        assert answer.figures == {}
        assert "only your own time" in answer.reply


@pytest.mark.parametrize(
    "said",
    [
        "how many hours on Zebra last week?",
        "how much budget is left on Zebra Mobile?",
        "what has the Zorro thing cost so far?",
    ],
)
async def test_an_unknown_name_is_asked_about_and_never_answered(desk: Desk, said: str):
    answer = await desk.ask(said)
    assert answer.question
    assert answer.figures == {}
    assert "Z" in answer.reply
    assert 1 < len(answer.offers) <= 8


async def test_a_choice_is_made_by_number_or_by_words(desk: Desk):
    for pick in ("1", "patient portal maintenance", None):
        asked = await desk.ask("how many hours on Zebra last week?")
        chosen = await desk.ask(pick or asked.offers[0].label)
        assert "last week" in chosen.reply
        assert chosen.figures["total"] >= 0
    assert (await desk.say("1")).answer is None, "a number is no choice once it was made"


async def test_several_projects_that_fit_are_asked_between(desk: Desk):
    answer = await desk.ask("how much budget is left on the patient portal maintenance or website?")
    assert answer.question or answer.figures
    asked = await desk.ask("what did vandelay tool cost?")
    assert {offer.label for offer in asked.offers} == {
        "Vandelay Industries › Export Tool",
        "Vandelay Industries › Import Tool",
    } or asked.figures["client"] == "Vandelay Industries"


async def test_a_question_goes_on(desk: Desk):
    first = await desk.ask("how many hours did I track last week?")
    assert "last week" in first.reply
    assert "in October" in (await desk.ask("and in October?")).reply
    answer = await desk.ask("what about Hooli?")
    assert "for Hooli in October" in answer.reply
    assert (await desk.ask("and by task?")).tables[0].columns[0].title == "Task"
    person = await desk.ask("how many hours did Priya log last week?")
    assert (await desk.ask("and this month?")).reply.startswith("Priya Raman tracked ")
    assert (await desk.ask("and on Nucleus?")).reply.startswith("Priya Raman ")
    assert (await desk.ask("what about Marcus?")).reply.startswith("Marcus Webb ")
    assert person.figures["total"] > 0


async def test_it_is_what_was_asked_about_last(desk: Desk):
    await desk.ask("how much budget is left on brand refresh?")
    assert (await desk.ask("what did it cost so far?")).figures["project"] == "Brand Refresh"
    assert (await desk.ask("how many hours have we spent on it?")).reply.count("Brand Refresh") == 1


async def test_work_after_a_question_is_work(desk: Desk):
    await desk.ask("how many hours did I track last week?")
    reply = await desk.say("and 2 hours on nucleus design")
    assert reply.kind is Kind.LOG
    assert [draft.hours for draft in reply.drafts] == [2]


@pytest.mark.parametrize("said", ["help", "what can you do?", "What can I ask?", "how does this work?"])
async def test_help_shows_examples_from_ones_own_projects(desk: Desk, said: str):
    reply = await desk.say(said)
    assert reply.answer is not None
    recent = (await desk.conversation.world()).catalog.projects
    examples = [str(row[1]) for row in reply.answer.tables[0].rows]
    assert sum(any(project.name in one for project in recent) for one in examples) >= 4
    assert not desk.asked or all("/time_entries" not in one or "user_id" in one for one in desk.asked)


async def test_every_example_of_help_is_understood(desk: Desk):
    examples = [offer.words for offer in (await desk.say("help")).answer.offers]
    for words in examples:
        reply = await desk.say(words)
        assert reply.answer is not None, words
        assert reply.answer.question is None, words


async def test_a_long_answer_can_be_stopped_and_tells_how_far_it_is(large: Desk, sums: Sums):
    told = asyncio.Event()

    def tell(sentence: str) -> None:
        large.progress.append(sentence)
        told.set()

    large.insights.on_progress = tell
    task = asyncio.ensure_future(
        large.conversation.say("team hours from 1 January 2026 to 20 November 2026", Channel.TYPED, NOW)
    )
    await asyncio.wait_for(told.wait(), 60)
    assert large.progress[0].startswith("Reading from Harvest: ")
    assert large.conversation.stop_answering()
    reply = await task
    assert reply.answer is None
    assert reply.text == "Stopped. Nothing was changed."
    assert large.progress[-1] == ""
    assert added(row.hours for row in sums.of()) > 0
