"""Requests that arrive late, clocks that jump, answers that are not ours: once in Harvest, or told."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.agent.drafts import DraftState
from desktop.agent.journal import Journal, State
from desktop.agent.known import SENT_TWICE
from desktop.agent.twins import REMOVED
from desktop.harvest.models import TimeEntry
from tests.agent.writing import bench_of

S = DraftState
MINUTE = timedelta(minutes=1)


async def sent_twice(bench, card):
    """Logged with a second request, as nothing was heard of the first one."""
    bench.fault("drop_before", times=1)
    (done,) = await bench.committer.commit([card])
    assert bench.journal.operation(card.id).resends == 1
    return done


# The minute of doubt


async def test_what_was_sent_twice_is_not_done_before_the_minute_is_over(bench):
    card = bench.card("2", "late")
    done = await sent_twice(bench, card)
    assert (done.state, done.reason) == (S.COMMITTED, SENT_TWICE)
    assert [one.id for one in bench.committer.watched()] == [card.id]
    assert not bench.committer.operations([card.id])[0].is_done
    assert bench.committer.waiting_count(bench.account.user_id) == 1
    bench.time.now += MINUTE
    await bench.committer.settle_pending()
    assert bench.committer.watched() == ()
    assert bench.committer.operations([card.id])[0].is_done
    assert bench.changes[-1].reason == ""


@pytest.mark.parametrize("after", [timedelta(seconds=30), 5 * MINUTE, timedelta(hours=20)])
async def test_first_request_is_found_however_late_it_is(server, journal_path, after):
    async with bench_of(server, journal_path) as bench:
        card = bench.card("2", "late")
        await sent_twice(bench, card)
    async with bench_of(server, journal_path) as later:
        later.time.now += MINUTE
        await later.committer.settle_doubts()
        later.time.now += after
        await later.by_hand(card, reference=card.id)
        assert len(later.stored()) == 2
        later.time.now += timedelta(days=1)
        (told,) = await later.committer.settle_doubts()
        assert told.reason == REMOVED
        assert [entry.id for entry in later.stored()] == [later.journal.operation(card.id).answer_id]


async def test_looks_for_a_late_request_come_to_an_end(bench):
    card = bench.card("2")
    await sent_twice(bench, card)
    for _ in range(8):
        bench.time.now += timedelta(days=2)
        await bench.committer.settle_pending()
    assert bench.journal.to_verify(bench.account.user_id) == ()


async def test_next_start_settles_what_an_earlier_one_left_in_doubt(server, journal_path):
    async with bench_of(server, journal_path) as bench:
        waiting, sent = bench.card("1", "waits"), bench.card("2", "sent")
        await bench.committer.confirm([waiting, sent])
        bench.journal.claim(sent.id)
        await bench.by_hand(sent, reference=sent.id)
    async with bench_of(server, journal_path) as later:
        settled = await later.committer.settle_doubts()
        assert [(one.id, one.state) for one in settled] == [(sent.id, State.COMMITTED)]
        # What never left stays where it is: that is for the tray, or for `pending --retry`.
        assert (later.state(waiting), later.stored_notes()) == (State.CONFIRMED, ["sent"])


# Clocks


@pytest.mark.parametrize("jump", [timedelta(hours=5), timedelta(days=-3)])
async def test_jump_of_the_clock_cuts_no_grace_short(bench, jump):
    bench.fault("drop_before", times=1)
    send = bench.harvest.create_time_entry

    async def sent(entry):
        try:
            return await send(entry)
        finally:
            bench.time.jump(jump)

    bench.harvest.create_time_entry = sent
    await bench.committer.commit([bench.card("2")])
    assert bench.time.slept == [2.0, 4.0]
    assert len(bench.stored()) == 1


@pytest.mark.parametrize("jump", [timedelta(hours=5), timedelta(days=-3), timedelta(days=400)])
async def test_jump_of_the_clock_ends_no_minute_of_doubt(bench, jump):
    card = bench.card("2", "late")
    await sent_twice(bench, card)
    bench.time.jump(jump)
    await bench.committer.settle_pending()
    assert [one.id for one in bench.committer.watched()] == [card.id]
    await bench.by_hand(card, reference=card.id)
    bench.time.now += MINUTE
    await bench.committer.settle_pending()
    assert (len(bench.stored()), bench.committer.watched()) == (1, ())


async def test_clock_that_was_set_back_does_not_put_a_look_off(server, journal_path):
    async with bench_of(server, journal_path) as bench:
        card = bench.card("2", "late")
        await sent_twice(bench, card)
        await bench.by_hand(card, reference=card.id)
    async with bench_of(server, journal_path) as later:
        later.time.jump(timedelta(days=-30))
        await later.committer.settle_pending()
        assert len(later.stored()) == 1


# Answers that are not ours


def another(bench, **changes):
    """The next create is answered with something else, once; whether it was applied is up to a fault."""
    create = bench.harvest.create_time_entry

    async def answered(entry):
        bench.harvest.create_time_entry = create
        stored = await create(entry)
        return stored.model_copy(update=changes)

    bench.harvest.create_time_entry = answered


async def known_to_keep(bench):
    await bench.committer.commit([bench.card("1", "before")])


@pytest.mark.parametrize(
    "changes",
    [
        {"external_reference": None},
        {"user": TimeEntry.model_fields["user"].default.model_copy(update={"id": 999})},
        {"notes": "somebody else's"},
        {"hours": 9, "external_reference": None},
        {"is_running": True, "external_reference": None},
    ],
)
async def test_answer_that_is_not_ours_is_looked_up_and_never_changed(bench, changes):
    await known_to_keep(bench)
    foreign = await bench.by_hand(bench.card("3", "by hand"))
    calls = []
    for name in ("update_time_entry", "stop_time_entry", "delete_time_entry"):
        setattr(bench.harvest, name, lambda *arguments: calls.append(arguments))
    another(bench, **{**changes, "id": foreign.id})
    card = bench.card("2", "ours")
    (done,) = await bench.committer.commit([card])
    assert (done.state, calls) == (S.COMMITTED, [])
    assert done.answer.id == next(entry.id for entry in bench.stored() if entry.notes == "ours")
    assert sorted(bench.stored_notes()) == ["before", "by hand", "ours"]
    assert bench.journal.operation(card.id).attempts == 1


async def test_foreign_answer_to_what_never_arrived_is_sent_again(bench):
    await known_to_keep(bench)
    foreign = await bench.by_hand(bench.card("3", "by hand"))
    create = bench.harvest.create_time_entry

    async def answered(entry):
        bench.harvest.create_time_entry = create
        return foreign

    bench.harvest.create_time_entry = answered
    card = bench.card("2", "ours")
    (done,) = await bench.committer.commit([card])
    assert (done.state, sorted(bench.stored_notes())) == (S.COMMITTED, ["before", "by hand", "ours"])


async def test_reference_that_harvest_drops_all_at_once_is_for_the_person_to_judge(bench):
    await known_to_keep(bench)
    bench.demo.switches = replace(bench.demo.switches, external_reference="ignored")
    card = bench.card("2", "ours")
    await bench.committer.commit([card])
    operation = bench.journal.operation(card.id)
    assert (operation.state, operation.attempts) == (State.UNCLEAR, 1)
    assert len(bench.stored()) == 2


async def test_what_was_merely_tried_again_is_done(bench):
    """Harvest said that it did nothing: no request of that try can still arrive."""
    bench.fault("rate_limited", retry_after="40", times=2)
    card = bench.card("2")
    await bench.committer.commit([card])
    await bench.committer.settle_pending()
    await bench.committer.settle_pending()
    (operation,) = bench.committer.operations([card.id])
    assert (operation.attempts, operation.is_done) == (3, True)


def test_journal_of_an_earlier_version_is_brought_up(tmp_path):
    path = tmp_path / "journal.sqlite"
    Journal(path).close()
    old = sqlite3.connect(path)
    old.executescript(
        "ALTER TABLE operations DROP COLUMN looks; ALTER TABLE operations DROP COLUMN resends; PRAGMA user_version = 1"
    )
    old.close()
    journal = Journal(path)
    assert (journal.kept_aside, journal.pending(), journal.watched()) == (None, (), ())
    journal.close()
