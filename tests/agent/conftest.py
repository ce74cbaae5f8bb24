"""Writes are tried against a demo account on a real socket, with a journal on a real disk."""

import pytest

from desktop.demo.server import running_server
from desktop.demo.switches import Switches
from tests.agent.writing import NOW, bench_of


@pytest.fixture(scope="session")
def shared_server():
    with running_server(now=NOW) as running:
        yield running


@pytest.fixture
def server(shared_server):
    """The demo account as it was seeded, without faults."""
    account = shared_server.account
    account.clock.set(NOW)
    account.switches = Switches()
    account.reset()
    return shared_server


@pytest.fixture
def journal_path(tmp_path):
    return tmp_path / "home" / "journal.sqlite"


@pytest.fixture
async def bench(server, journal_path):
    async with bench_of(server, journal_path) as one:
        yield one
