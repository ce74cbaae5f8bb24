"""The scripted server, and a client of it that waits for nothing."""

from contextlib import ExitStack
from datetime import date, datetime

import pytest

from desktop.demo.server import running_server
from desktop.harvest.auth.tokens import PersonalToken
from desktop.harvest.client import Harvest, Patience
from desktop.harvest.models import NewTimeEntry
from tests.harvest.scripted import TOKEN, FakeTime, Server


@pytest.fixture
async def server():
    server = Server()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def fake_time():
    return FakeTime()


@pytest.fixture
def patience(fake_time):
    """Short real time-outs, and waits that take no time."""
    return Patience(connect=2, read=0.8, whole=4, tries=3, clock=fake_time.clock, sleep=fake_time.sleep)


@pytest.fixture
def waits():
    """What `on_wait` was told."""
    return []


@pytest.fixture
async def harvest(server, patience, waits):
    token = PersonalToken(TOKEN)
    async with Harvest(
        base_url=server.url, account_id=77, token=token, on_wait=waits.append, patience=patience
    ) as client:
        yield client


@pytest.fixture
def entry():
    """Makes the JSON of a time entry, the way Harvest answers."""

    def make(number=1, **changes):
        return {
            "id": number,
            "spent_date": "2026-03-10",
            "hours": 1.4,
            "notes": None,
            "is_running": False,
            "user": {"id": 7, "name": "Robin"},
            "client": {"id": 5, "name": "Acme", "currency": "USD"},
            "project": {"id": 3, "name": "Website", "code": ""},
            "task": {"id": 4, "name": "Design"},
            "started_time": None,
            "ended_time": None,
            **changes,
        }

    return make


@pytest.fixture
def listing():
    """Makes the envelope of a list."""

    def make(key, rows, *, next_link=None, total=None):
        return {
            key: rows,
            "per_page": 2000,
            "total_pages": 1,
            "total_entries": len(rows) if total is None else total,
            "next_page": None,
            "previous_page": None,
            "page": None,
            "links": {"first": None, "next": next_link, "previous": None, "last": None},
        }

    return make


@pytest.fixture
def new_entry():
    return NewTimeEntry(project_id=3, task_id=4, spent_date=date(2026, 3, 10), hours="1.4", external_reference_id="a-b")


NOW = datetime(2026, 3, 11, 15, 0)
"""When the demo accounts live: a Wednesday, local time of their user."""


@pytest.fixture(scope="session")
def demo():
    """A demo account over real HTTP that tests only read."""
    with running_server(now=NOW) as running:
        yield running


@pytest.fixture
def new_demo():
    """Starts demo accounts that a test may change."""
    with ExitStack() as stack:
        yield lambda switches=None: stack.enter_context(running_server(now=NOW, switches=switches))
