"""Opening and closing what every face of the product works on."""

from pathlib import Path

import pytest

from desktop.agent.journal import Journal, JournalBusy
from desktop.app.services import open_services
from desktop.harvest.directory import Directory
from desktop.paths import Home


async def test_a_journal_that_cannot_be_pruned_is_used_all_the_same(tmp_path: Path, monkeypatch, caplog):
    def fail(journal: Journal) -> int:
        raise JournalBusy("Another Gleaner is using the journal.")

    monkeypatch.setattr(Journal, "prune", fail)
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as services:
        assert services.committer.pending() == ()
    assert "Another Gleaner is using the journal." in caplog.text


async def test_the_journal_is_closed_whatever_goes_wrong_at_the_start(tmp_path: Path, monkeypatch):
    closed = []
    close = Journal.close

    def note(journal: Journal) -> None:
        closed.append(journal)
        close(journal)

    def fail(journal: Journal) -> int:
        raise ValueError("a defect")

    monkeypatch.setattr(Journal, "prune", fail)
    monkeypatch.setattr(Journal, "close", note)
    with pytest.raises(ValueError, match="a defect"):
        async with open_services(Home(tmp_path), demo=True, forgetful=True):
            pass
    assert len(closed) == 1


async def test_the_directory_reads_no_more_once_harvest_is_closed(tmp_path: Path, monkeypatch):
    order = []
    close = Directory.aclose

    async def note(directory: Directory) -> None:
        order.append(directory._harvest._wire._http.is_closed)
        await close(directory)

    monkeypatch.setattr(Directory, "aclose", note)
    async with open_services(Home(tmp_path), demo=True, forgetful=True):
        pass
    assert order == [False]
