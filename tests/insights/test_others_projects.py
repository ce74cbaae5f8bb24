"""Projects that a role sees and that are not one's own: asked about by name, as any other."""

import pytest

from desktop.demo.records import UserAssignment
from tests.insights.asking import Desk, Sums, added


@pytest.fixture
async def desk(account):
    """An administrator who is on none of Hooli's projects."""
    sums = Sums(account)
    theirs = {one.id for one in sums.projects.values() if sums.clients[one.client_id].name == "Hooli"}
    with account.store.transaction():
        for row in account.store.select(UserAssignment, "user_id = ?", [sums.me]):
            if row.project_id in theirs:
                account.store.delete(UserAssignment, "id = ?", [row.id])
    async with Desk(account) as opened:
        yield opened


async def test_a_project_is_found_by_its_name_and_by_its_client(desk: Desk):
    sums = Sums(desk.account)
    name = "Nucleus Marketing Site"
    answer = await desk.ask(f"how many hours have we spent on {name}?")
    assert answer.figures["total"] == added(row.hours for row in sums.of(project=name))
    assert answer.figures["total"]
    budget = await desk.ask(f"how much is left on {name}?")
    assert budget.figures["project"] == name
    whole = await desk.ask("how many hours have we spent on Hooli?")
    assert whole.figures["total"] == added(row.hours for row in sums.of(client="Hooli"))


async def test_what_nobody_has_is_still_asked_about(desk: Desk):
    answer = await desk.ask("how many hours on Zebra last week?")
    assert answer.question
    assert "“Zebra”" in answer.reply
