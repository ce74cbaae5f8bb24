"""What was logged from here, found by words and written as CSV."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.agent.drafts import Change
from desktop.agent.logbook import csv_of, find, records_of
from desktop.app.services import another_conversation, open_services
from desktop.paths import Home


@pytest.fixture
async def logged(tmp_path: Path):
    """Two entries in Harvest, one of them taken back; the latest first."""
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as services:
        talk = services.conversation
        first = (await talk.say("2h nucleus dev")).drafts
        await talk.edit(first[0].id, Change(notes="=cmd|' /C calc'!A0"))
        await talk.commit([card.id for card in first])
        second = (await talk.say("90m gala design: café menu")).drafts
        (done,) = await talk.commit([card.id for card in second])
        await talk.undo(done.id)
        user = (await services.directory.account()).user_id
        assert records_of(services.journal.history(), user + 1) == ()
        yield records_of(services.journal.history(), user)


async def test_words_find_entries_with_date_project_and_hours(logged):
    (one,) = find(logged, "CAFE gala")
    assert (one.hours, one.state, one.notes) == (Decimal("1.5"), "taken back", "café menu")
    (one,) = find(logged, "nucleus")
    assert (one.project, one.task, one.state) == ("Nucleus", "Development", "in Harvest")
    assert one.day is not None
    assert find(logged, "nucleus gala") == find(logged, " ") == ()
    assert len(find(logged, str(one.day.year))) == 2
    assert len(find(logged, str(one.day.year), most=1)) == 1


async def test_the_csv_has_all_of_it_and_nothing_that_a_spreadsheet_runs(logged):
    head, second, first = csv.reader(io.StringIO(csv_of(logged)))
    assert head[:5] == ["Confirmed (UTC)", "State", "Date", "Client", "Project"]
    row = dict(zip(head, first, strict=True))
    assert (row["Hours"], row["Project"], row["Notes"][:2]) == ("2.0", "Nucleus", "'=")
    assert dict(zip(head, second, strict=True))["State"] == "taken back"


async def test_a_timer_is_found_and_what_was_changed_or_deleted_since_is_as_harvest_has_it(tmp_path: Path):
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as services:
        talk = services.conversation

        async def done(words: str) -> None:
            reply = await talk.say(words)
            await talk.commit([card.id for card in (*reply.drafts, *reply.deeds)])

        async def records():
            user = (await services.directory.account()).user_id
            return records_of(services.journal.history(), user)

        await done("start a timer on nucleus dev")
        (running,) = find(await records(), "nucleus")
        assert (running.project, running.hours, running.state, running.counts) == ("Nucleus", None, "in Harvest", True)
        await done("stop the timer")
        (stopped,) = find(await records(), "nucleus")
        assert (stopped.hours, stopped.task) == (Decimal(0), "Development")
        await done("2h gala design")
        await done("change the last one to 3 hours")
        (changed,) = find(await records(), "gala")
        assert (changed.hours, changed.counts) == (3, True)
        await done("delete today's gala entry")
        (gone,) = find(await records(), "gala")
        assert (gone.hours, gone.state, gone.counts) == (3, "deleted", False), "our own change is no stranger's"
        (other,) = (await talk.say("1h gala design")).drafts
        await talk.commit([other.id])
        async with another_conversation(services) as later:
            (deed,) = (await later.say("delete today's gala entry")).deeds
            await later.commit([deed.id])
        (deleted, _) = find(await records(), "gala")
        assert (deleted.state, deleted.counts) == ("deleted", False)
