"""Time of a teammate, where the role allows it: named on the card, on projects of theirs, written as theirs."""

import uuid
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.agent.deeds.desk import PLANNERS
from desktop.agent.deeds.plan import Ground
from desktop.agent.deeds.teammates import names_said, people_named
from desktop.agent.drafts import DraftState
from desktop.agent.intents import Details, Interpretation, Kind, Part
from desktop.agent.journal import State
from desktop.app.services import open_services
from desktop.harvest.models import NewTimeEntry, User
from desktop.paths import Home
from tests.agent.test_deeds import done, say, today


@pytest.fixture
async def services(tmp_path: Path):
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as opened:
        yield opened


async def mate(services):
    """A teammate with a project that we have, too."""
    me = (await services.directory.account()).user_id
    ours = {project.id: project for project in (await services.directory.catalog()).projects}
    for person in await services.harvest.users(is_active=True):
        if person.id == me:
            continue
        for assignment in await services.harvest.project_assignments(person.id):
            shared = ours.get(assignment.project.id)
            if shared is not None and len(assignment.task_assignments) > 1:
                return person, shared
    raise AssertionError("the demo account has no teammate on one of our projects")


async def test_time_is_logged_for_a_teammate_changed_and_taken_back(services):
    person, project = await mate(services)
    task = project.tasks[0].name
    reply = await say(services, f"log 2 hours on {project.client.name} {project.name} {task} for {person.first_name}")
    (deed,) = reply.deeds
    assert reply.drafts == ()
    assert (deed.person, deed.title) == (person.name, f"Log time for {person.name}")
    for key in ("project", "task"):
        if deed.asked is not None and deed.asked.key == key:
            wanted = project.name if key == "project" else task
            option = next(option for option in deed.asked.options if wanted in option.text)
            deed = await services.conversation.answer(deed.id, key, option.key)
    assert deed.state is DraftState.READY
    day = await today(services)
    before = await services.harvest.time_entries(user_id=person.id, start=day, end=day)
    card = await done(services, deed)
    assert card.state is DraftState.COMMITTED
    after = await services.harvest.time_entries(user_id=person.id, start=day, end=day)
    (made,) = [entry for entry in after if entry.id not in {one.id for one in before}]
    assert (made.hours, made.user.id, person.first_name in made.notes) == (2, person.id, False)
    (deed,) = (await say(services, f"delete {person.first_name}'s {project.name} entry of today")).deeds
    assert deed.person == person.name
    assert (await services.conversation.undo(card.id)).is_done
    assert len(await services.harvest.time_entries(user_id=person.id, start=day, end=day)) == len(before)


async def test_an_unknown_name_is_a_note(services):
    reply = await say(services, "2h nucleus design for Zebulon")
    assert (len(reply.drafts), reply.deeds) == (1, ())


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("log 2 hours on tax tool for Anna", {"anna"}),
        ("2h design for Anna Berg yesterday", {"anna berg", "anna"}),
        ("delete Bo's entry from yesterday", {"bo"}),
        ("2h design", set()),
    ],
)
def test_names_are_looked_for_where_they_may_stand(words, names):
    assert names <= set(names_said(words))
    assert bool(names_said(words)) == bool(names)


def test_the_whole_name_counts_first():
    people = tuple(
        User(id=n, first_name=first, last_name=last)
        for n, (first, last) in enumerate([("Anna", "Berg"), ("Anna", "Cole"), ("Bo", "Dahl")], start=1)
    )
    assert [one.id for one in people_named(people, "2h design for Anna Cole", 9)] == [2]
    assert [one.id for one in people_named(people, "2h design for Anna", 9)] == [1, 2]
    assert people_named(people, "2h design for Bo", 3) == ()


async def test_several_entries_for_a_teammate_are_as_many_open_cards(services):
    person, project = await mate(services)
    place = f"{project.client.name} {project.name} {project.tasks[0].name}"
    words = f"log 2 hours on {place} today and 3 hours on {place} yesterday for {person.first_name}"
    reply = await say(services, words)
    assert [deed.field("hours").value for deed in services.conversation.deeds.open] == ["2.00", "3.00"]
    assert [deed.id for deed in reply.deeds] == [deed.id for deed in services.conversation.deeds.open]


async def test_the_parts_of_a_teammates_entry_are_theirs(services):
    person, project = await mate(services)
    day, first, second = await today(services), *project.tasks[:2]
    entry = await services.harvest.create_time_entry(
        NewTimeEntry(
            project_id=project.id, task_id=first.id, spent_date=day, hours=Decimal(3), notes="x", user_id=person.id
        )
    )
    world = await services.conversation.world()
    now = await services.conversation.now()
    ground = Ground(services.harvest, world.account, world.catalog, (), now, people=(person,))
    details = Details(parts=(Part(Decimal(2), task=first), Part(Decimal(1), task=second)), old_hours=Decimal(3))
    meant = Interpretation(Kind.EDIT, project=project, task=first, day=day, details=details)
    (plan,) = await PLANNERS[Kind.EDIT](ground, meant)
    deed = (await plan.answered("entry", str(entry.id), ground)).card(str(uuid.uuid4()))
    assert (deed.person, deed.state) == (person.name, DraftState.READY)
    await services.committer.commit([deed])
    assert services.committer.operations([deed.id])[0].state is State.COMMITTED
    there = await services.harvest.time_entries(user_id=person.id, project_id=project.id, start=day, end=day)
    assert sorted(one.hours for one in there if one.notes == "x") == [1, 2]


async def test_a_teammates_timer_is_started_stopped_and_taken_back_as_theirs(services):
    person, project = await mate(services)
    (deed,) = (
        await say(services, f"start a timer for {person.first_name} on {project.client.name} {project.name}")
    ).deeds
    assert (deed.person, deed.title) == (person.name, f"Start a timer for {person.name}")
    for key in ("project", "task"):
        if deed.asked is not None and deed.asked.key == key:
            option = next(one for one in deed.asked.options if key == "task" or project.name in one.text)
            deed = await services.conversation.answer(deed.id, key, option.key)
    assert (await done(services, deed)).state is DraftState.COMMITTED
    me = (await services.directory.account()).user_id
    assert await services.harvest.time_entries(user_id=me, is_running=True) == ()
    (running,) = await services.harvest.time_entries(user_id=person.id, is_running=True)
    told = (await say(services, "whose timers are running?")).text
    assert f"A timer of {person.name} is running on {project.name}" in told
    (stop,) = (await say(services, f"stop {person.first_name}'s timer")).deeds
    assert (stop.person, (await done(services, stop)).state) == (person.name, DraftState.COMMITTED)
    assert not (await services.harvest.time_entry(running.id)).is_running
    assert (await services.conversation.undo()).is_done
    assert (await services.harvest.time_entry(running.id)).is_running
