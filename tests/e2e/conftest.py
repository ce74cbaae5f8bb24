"""One desktop for the whole run; a test that fails shows what its programs said and what was on the screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.application import DemoHarvest, Gleaner
from tests.e2e.session import DesktopSession

DESKTOP = pytest.StashKey[DesktopSession]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("e2e")
            if sys.platform != "linux":
                item.add_marker(pytest.mark.skip(reason="the virtual desktop is one of X11"))


@pytest.fixture(scope="session")
def desktop(request: pytest.FixtureRequest) -> Iterator[DesktopSession]:
    with DesktopSession(keyring=True) as session:
        request.config.stash[DESKTOP] = session
        yield session


@pytest.fixture
def harvest(desktop: DesktopSession) -> Iterator[DemoHarvest]:
    """A demo account of its own for the test, served by another process."""
    account = DemoHarvest(desktop)
    yield account
    account.close()


@pytest.fixture
def gleaner(desktop: DesktopSession, harvest: DemoHarvest, tmp_path: Path) -> Iterator[Gleaner]:
    """Gleaner with an empty home, connected to `harvest`; the test starts it."""
    one = Gleaner(desktop, tmp_path / "home", harvest.env)
    yield one
    one.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    session = item.config.stash.get(DESKTOP, None)
    if report.failed and session and "desktop" in getattr(item, "fixturenames", ()):
        report.sections.append(("programs of the desktop", session.children.report()))
    return report
