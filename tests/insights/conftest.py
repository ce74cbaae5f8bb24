"""Answers are tried against the large demo account, read by its rows, and against small ones that tests change."""

import pytest

from desktop.demo.account import DemoAccount
from desktop.demo.server import clock_for
from tests.insights.asking import NOW, Desk, Sums, Worth


@pytest.fixture(scope="session")
def large_account():
    account = DemoAccount.open(size="large", clock=clock_for(NOW))
    yield account
    account.close()


@pytest.fixture(scope="session")
def sums(large_account: DemoAccount):
    """The large account's rows, for slow and plain sums."""
    return Sums(large_account)


@pytest.fixture
async def large(large_account: DemoAccount):
    async with Desk(large_account) as desk:
        yield desk


@pytest.fixture
def account():
    account = DemoAccount.open(clock=clock_for(NOW))
    yield account
    account.close()


@pytest.fixture
async def desk(account: DemoAccount):
    async with Desk(account) as desk:
        yield desk


@pytest.fixture(scope="session")
def worth(large_account: DemoAccount, sums: Sums):
    """What the large account's entries are billed at."""
    return Worth(large_account, sums)
