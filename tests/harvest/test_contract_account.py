"""Client and demo account over real HTTP: who is signed in, for every role, and what they may log to."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from desktop.demo.switches import Switches
from desktop.harvest.directory import Directory
from desktop.harvest.errors import Forbidden, NotSignedIn
from tests.harvest.scripted import demo_client

TODAY = date(2026, 3, 11)


async def test_company_and_me(demo, patience):
    async with demo_client(demo, patience) as harvest:
        company, me = await harvest.company(), await harvest.me()
    assert company.name == demo.account.company.name
    assert company.wants_timestamp_timers is False
    assert (me.id, me.email, me.timezone) == (demo.account.user.id, demo.account.user.email, demo.account.user.timezone)


async def test_what_an_administrator_may_list(demo, patience):
    async with demo_client(demo, patience) as harvest:
        users, clients, contacts = await harvest.users(), await harvest.clients(), await harvest.contacts()
        projects, tasks = await harvest.projects(), await harvest.tasks()
        task_assignments, user_assignments = await harvest.task_assignments(), await harvest.user_assignments()
        project = projects[0]
        assert await harvest.user(users[0].id) == users[0]
        assert await harvest.client(clients[0].id) == clients[0]
        assert await harvest.project(project.id) == project
        assert await harvest.task(tasks[0].id) == tasks[0]
        of_one = await harvest.task_assignments(project.id)
        assert {item.id for item in of_one} == {item.id for item in task_assignments if item.project.id == project.id}
        people = await harvest.user_assignments(project.id)
        assert {item.id for item in people} == {item.id for item in user_assignments if item.project.id == project.id}
        archived = await harvest.projects(is_active=False)
    assert all(contact.client.id for contact in contacts)
    assert archived
    assert not any(item.is_active for item in archived)


@pytest.mark.parametrize("roles", [("member",), ("manager",), ("administrator",)])
@pytest.mark.parametrize("company", ["allowed", "forbidden"])
async def test_every_role_finds_out_what_it_may_log_to(new_demo, patience, roles, company):
    demo = new_demo(Switches(company_for_members=company, hidden_money="absent"))
    demo.account.set_access_roles(demo.account.user.id, *roles)
    async with demo_client(demo, patience) as harvest:
        snapshot = await Directory(harvest, today=lambda zone: TODAY).snapshot()
    account = snapshot.account
    assert account.zone == ZoneInfo("America/New_York")
    assert account.access_roles == roles
    assert account.wants_timestamp_timers is False, "read from the company, or learnt from past entries"
    assert snapshot.catalog.projects
    assert all(project.tasks for project in snapshot.catalog.projects)
    assert {entry.project_id for entry in snapshot.history} <= {
        project.id for project in (*snapshot.catalog.projects, *snapshot.catalog.archived)
    }


async def test_what_a_member_may_not_see_is_a_sentence(new_demo, patience):
    demo = new_demo()
    demo.account.set_access_roles(demo.account.user.id, "member")
    async with demo_client(demo, patience) as harvest:
        for call in (harvest.users, harvest.projects, harvest.clients, harvest.tasks, harvest.user_assignments):
            with pytest.raises(Forbidden, match="Your role in Harvest does not allow this"):
                await call()


async def test_a_wrong_token_or_account_is_no_sign_in(demo, patience):
    for wrong in ({"token": "nope"}, {"account_id": 1}):
        async with demo_client(demo, patience, **wrong) as harvest:
            with pytest.raises(NotSignedIn):
                await harvest.me()


async def test_reports_of_the_demo_account(demo, patience):
    async with demo_client(demo, patience) as harvest:
        budgets = await harvest.project_budget_report(is_active=True)
    assert budgets
    assert all(row.budget_remaining == row.budget - row.budget_spent for row in budgets)
