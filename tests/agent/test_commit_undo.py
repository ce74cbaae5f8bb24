"""What was written is taken back, exactly once, and only while it is still what we wrote."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest

from desktop.agent.commit import Committer
from desktop.agent.drafts import DraftState
from desktop.agent.journal import State
from desktop.agent.writes.payloads import DeleteEntry, RestartTimer, SplitEntry, StartTimer, StopTimer, UpdateEntry
from desktop.harvest.errors import NotFound
from desktop.harvest.models import NewTimeEntry, NewTimer, TimeEntryChange
from tests.agent.writing import FRIDAY, PATIENCE, bench_of, client_of

S = DraftState


async def test_undo_takes_back_what_one_confirmation_wrote(bench):
    early, one, two = bench.card("1", "early"), bench.card("1", "one"), bench.card("1", "two")
    await bench.committer.commit([early])
    await bench.committer.commit([one, two])
    undone = await bench.committer.undo_last()
    assert (undone.is_done, bench.stored_notes()) == (True, ["early"])
    assert bench.states(one)[-1] is bench.states(two)[-1] is S.UNDONE
    await bench.committer.undo_last()
    nothing = await bench.committer.undo_last()
    assert (bench.stored(), nothing.is_done, nothing.text) == ([], False, "There is nothing to undo.")


async def test_undo_of_one_card_is_done_once(bench):
    one, two = bench.card("1", "one"), bench.card("1", "two")
    await bench.committer.commit([one, two])
    assert (await bench.committer.undo(one.id)).is_done
    again = await bench.committer.undo(one.id)
    deletes = [operation for operation in bench.journal.history() if operation.undoes]
    assert deletes[0].summary.startswith("Take back: ")
    assert (bench.stored_notes(), again.text, len(deletes)) == (["two"], "That was taken back already.", 1)


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "server_error_after", "duplicate"])
async def test_undo_survives_a_fault(bench, kind):
    card = bench.card()
    await bench.committer.commit([card])
    bench.fault(kind, method="DELETE", times=1)
    assert (await bench.committer.undo(card.id)).is_done
    assert (bench.stored(), bench.state(card)) == ([], State.UNDONE)


async def test_undo_of_a_waiting_card_sends_nothing(bench):
    card = bench.card()
    await bench.committer.confirm([card])
    undone = await bench.committer.undo(card.id)
    await bench.committer.settle_pending()
    assert (undone.text, bench.stored(), bench.states(card)[-1]) == (
        "Taken back before it was sent.",
        [],
        S.DISCARDED,
    )


async def test_undo_while_offline_waits_and_is_done_later(server, journal_path):
    async with bench_of(server, journal_path) as bench:
        card = bench.card()
        await bench.committer.commit([card])
        online = bench.committer._harvest
        async with client_of(replace(bench.address, url="http://127.0.0.1:9/v2")) as offline:
            bench.committer._harvest = offline
            told = await bench.committer.undo(card.id)
            assert (told.is_done, bench.state(card)) == (False, State.COMMITTED)
            assert told.text.startswith("It will be undone as soon as Harvest answers.")
            assert bench.changes[-1].reason == told.text
        bench.committer._harvest = online
        await bench.committer.settle_pending()
        assert (bench.stored(), bench.states(card)[-1]) == ([], S.UNDONE)


async def test_undo_leaves_an_entry_that_was_changed_since(bench):
    card = bench.card("2")
    (done,) = await bench.committer.commit([card])
    await bench.harvest.update_time_entry(done.answer.id, TimeEntryChange(hours=Decimal(3)))
    told = await bench.committer.undo(card.id)
    assert (told.is_done, [entry.hours for entry in bench.stored()]) == (False, [3])
    assert told.text == "Not undone. It was changed in Harvest since, so it was left as it is."
    # Changed back by hand, it can be undone again.
    await bench.harvest.update_time_entry(done.answer.id, TimeEntryChange(hours=Decimal(2)))
    assert (await bench.committer.undo(card.id)).is_done


async def test_undo_leaves_an_approved_entry_and_says_so(bench):
    card = bench.card("2")
    await bench.committer.commit([card])
    bench.demo.approve(bench.account.user_id, FRIDAY, FRIDAY)
    told = await bench.committer.undo(card.id)
    assert (told.is_done, len(bench.stored())) == (False, 1)
    assert told.text.startswith("Not undone. Harvest has locked this entry")


async def test_entry_that_is_gone_already_counts_as_undone(bench):
    card = bench.card("2")
    (done,) = await bench.committer.commit([card])
    await bench.harvest.delete_time_entry(done.answer.id)
    told = await bench.committer.undo(card.id)
    assert (told.is_done, told.text) == (True, "It was already gone from Harvest.")


async def entry_of(bench, hours="2", notes="before"):
    (done,) = await bench.committer.commit([bench.card(hours, notes)])
    return await bench.harvest.time_entry(done.answer.id)


async def change(bench, entry, **fields):
    payload = UpdateEntry(entry_id=entry.id, change=TimeEntryChange(**fields))
    return await bench.committer.write(payload, summary="Change", before=entry)


@pytest.mark.parametrize("kind", [None, "drop_before", "drop_after", "truncated", "server_error"])
async def test_change_is_made_once_and_taken_back(bench, kind):
    entry = await entry_of(bench)
    if kind:
        bench.fault(kind, method="PATCH", times=1)
    changed = await change(bench, entry, hours=Decimal("3.5"), notes="after")
    (stored,) = bench.stored()
    assert (changed.state, stored.hours, stored.notes) == (State.COMMITTED, Decimal("3.5"), "after")
    assert (await bench.committer.undo_last()).is_done
    (stored,) = bench.stored()
    assert (stored.hours, stored.notes) == (2, "before")


async def test_what_was_made_stays_until_its_later_change_is_taken_back(bench):
    first, card = bench.card("1", "first"), bench.card("2", "second")
    await bench.committer.commit([first])
    (done,) = await bench.committer.commit([card])
    entry = await bench.harvest.time_entry(done.answer.id)
    await change(bench, entry, hours=Decimal(5))
    told = await bench.committer.undo(card.id)
    assert (told.is_done, [one.hours for one in bench.stored()]) == (False, [1, 5])
    assert told.text == "Not undone. It was changed from here since; take that change back first."
    assert (await bench.committer.undo_last()).is_done
    assert [one.hours for one in bench.stored()] == [1, 2]
    assert (await bench.committer.undo(card.id)).is_done
    await bench.committer.undo_last()
    assert bench.stored() == []


@pytest.mark.parametrize("changes", ["hours", "stop", "restart", "split"])
async def test_a_change_of_what_is_gone_is_not_in_the_way_of_what_came_before(bench, changes):
    early, card = bench.card("1", "early"), bench.card("4", "gone")
    await bench.committer.commit([early])
    if changes == "stop":
        entry_id = (await start(bench)).answer_id
        await bench.committer.write(StopTimer(entry_id=entry_id), summary="Stop")
    else:
        (done,) = await bench.committer.commit([card])
        entry_id = done.answer.id
        entry = await bench.harvest.time_entry(entry_id)
        if changes == "hours":
            await change(bench, entry, hours=Decimal(5))
        elif changes == "restart":
            await bench.committer.write(RestartTimer(entry_id=entry_id), summary="Restart")
        else:
            part = NewTimeEntry(
                project_id=card.project.id,
                task_id=card.task.id,
                spent_date=FRIDAY,
                hours=Decimal(1),
                notes="part",
                external_reference_id="part",
            )
            payload = SplitEntry(entry_id=entry_id, change=TimeEntryChange(hours=Decimal(3)), parts=(part,))
            await bench.committer.write(payload, summary="Split", before=entry)
    await bench.harvest.delete_time_entry(entry_id)
    texts = [(await bench.committer.undo_last()).text for _ in range(3)]
    assert texts[0].startswith("It was already gone from Harvest.")
    assert (texts[1], texts[2][:7]) == ("It was already gone from Harvest.", "Undone:")
    assert bench.stored_notes() == (["part"] if changes == "split" else [])


async def test_change_of_an_entry_that_moved_on_is_not_made(bench):
    entry = await entry_of(bench)
    await bench.harvest.update_time_entry(entry.id, TimeEntryChange(notes="somebody else"))
    refused = await change(bench, entry, hours=Decimal(5))
    assert (refused.state, bench.stored()[0].hours) == (State.REFUSED, 2)
    assert "changed in Harvest since" in refused.reason


async def test_change_is_not_taken_back_over_somebody_elses(bench):
    entry = await entry_of(bench)
    await change(bench, entry, hours=Decimal(3))
    await bench.harvest.update_time_entry(entry.id, TimeEntryChange(notes="somebody else"))
    told = await bench.committer.undo_last()
    assert (told.is_done, bench.stored()[0].hours, bench.stored()[0].notes) == (False, 3, "somebody else")


async def test_change_that_harvest_silently_drops_is_not_called_done(bench):
    entry = await entry_of(bench)

    # A duration account ignores times.
    refused = await change(bench, entry, started_time=time(9), ended_time=time(12))
    assert (refused.state, refused.reason) == (
        State.REFUSED,
        "Harvest took the change but did not make it (start, end).",
    )


@pytest.mark.parametrize("kind", [None, "drop_before", "drop_after"])
async def test_deleted_entry_comes_back_under_a_new_number(bench, kind):
    entry = await entry_of(bench, "2.25", "keep me")
    if kind:
        bench.fault(kind, method="DELETE", times=1)
    deleted = await bench.committer.write(DeleteEntry(entry_id=entry.id), summary="Delete", before=entry)
    assert (deleted.state, bench.stored()) == (State.COMMITTED, [])
    told = await bench.committer.undo_last()
    (stored,) = bench.stored()
    assert (stored.hours, stored.notes, stored.project_id) == (Decimal("2.25"), "keep me", entry.project.id)
    assert stored.id != entry.id
    assert f"with a new number: {stored.id}." in told.text


async def start(bench, notes="running"):
    project = bench.catalog.projects[0]
    operation_id = f"timer-{notes}"
    timer = NewTimer(
        project_id=project.id,
        task_id=project.tasks[0].id,
        spent_date=FRIDAY,
        notes=notes,
        external_reference_id=operation_id,
    )
    return await bench.committer.write(StartTimer(timer=timer), summary="Start", operation_id=operation_id)


@pytest.mark.parametrize("kind", [None, "drop_before", "drop_after", "duplicate"])
async def test_timer_is_started_once_and_taken_back(bench, kind):
    if kind:
        bench.fault(kind, times=1)
    started = await start(bench)
    (entry,) = bench.stored()
    assert (started.state, entry.id) == (State.COMMITTED, started.answer_id)
    assert entry.timer_started_at is not None
    assert (await bench.committer.undo_last()).is_done
    assert bench.stored() == []


async def test_undo_of_a_timer_lets_the_earlier_one_run_again(bench):
    first = await start(bench, "first")
    second = await start(bench, "second")
    told = await bench.committer.undo(second.id)
    (entry,) = bench.stored()
    assert (entry.id, entry.timer_started_at is not None) == (first.answer_id, True)
    assert told.text.endswith("The timer that ran before runs again.")
    # The restart belongs to that undo: the next one takes back the first timer.
    assert (await bench.committer.undo_last()).is_done
    assert bench.stored() == []


@pytest.mark.parametrize("kind", [None, "drop_before", "drop_after"])
async def test_timer_is_stopped_once_and_runs_again(bench, kind):
    started = await start(bench)
    if kind:
        bench.fault(kind, method="PATCH", times=1)
    stopped = await bench.committer.write(StopTimer(entry_id=started.answer_id), summary="Stop")
    assert (stopped.state, bench.stored()[0].timer_started_at) == (State.COMMITTED, None)
    assert (await bench.committer.undo_last()).is_done
    assert bench.stored()[0].timer_started_at is not None


async def test_undo_of_a_stop_that_was_corrected_says_what_it_does_not_give_back(bench):
    started = await start(bench)
    payload = StopTimer(entry_id=started.answer_id, change=TimeEntryChange(hours=Decimal("0.5")))
    await bench.committer.write(payload, summary="Stop")
    told = await bench.committer.undo_last()
    assert (
        told.text == "The timer runs again, from the 0.50 h that it was set to; what was taken off is not given back."
    )
    assert bench.stored()[0].timer_started_at is not None


@pytest.mark.parametrize("kind", [None, "drop_before", "drop_after"])
@pytest.mark.parametrize("timestamps", [False, True])
async def test_timer_is_restarted_once_in_both_kinds_of_account(server, journal_path, timestamps, kind):
    server.account.configure(wants_timestamp_timers=timestamps)
    async with bench_of(server, journal_path) as bench:
        started = await start(bench)
        await bench.harvest.stop_time_entry(started.answer_id)
        if kind:
            bench.fault(kind, method="PATCH", times=1)
        again = await bench.committer.write(RestartTimer(entry_id=started.answer_id), summary="Restart")
        running = [entry for entry in bench.stored() if entry.timer_started_at]
        assert (again.state, [entry.id for entry in running]) == (State.COMMITTED, [again.answer_id])
        assert (again.answer_id != started.answer_id) == timestamps
        assert (await bench.committer.undo_last()).is_done
        assert not [entry for entry in bench.stored() if entry.timer_started_at]


async def test_timer_is_never_started_late(server, journal_path):
    async with bench_of(server, journal_path) as bench:
        online = bench.committer._harvest
        async with client_of(replace(bench.address, url="http://127.0.0.1:9/v2"), PATIENCE) as offline:
            bench.committer._harvest = offline
            refused = await start(bench)
            assert (refused.state, "left as it was" in refused.reason) == (State.REFUSED, True)
        bench.committer._harvest = online
        bench.fault("drop_before", times=4)
        await start(bench, "unclear")
        bench.demo.faults.clear()
        bench.time.now += timedelta(hours=1)
        await bench.committer.settle_pending()
        assert (bench.stored(), await bench.committer.pending_count()) == ([], 0)


async def test_unknown_and_foreign_operations_cannot_be_undone(server, journal_path):
    async with bench_of(server, journal_path) as bench:
        card = bench.card()
        (done,) = await bench.committer.commit([card])
        assert (await bench.committer.undo("no such thing")).text == "There is nothing to undo."
    async with bench_of(server, journal_path, user_id=4_999_999) as other:
        assert (await other.committer.undo(card.id)).is_done is False
        assert (await other.committer.undo_last()).text == "There is nothing to undo."
        assert (await other.harvest.time_entry(done.answer.id)).id == done.answer.id


async def test_refused_card_has_nothing_to_undo(bench):
    foreign = replace(bench.card().task, id=999_999)
    card = bench.card()
    card = replace(card, task=foreign, project=replace(card.project, tasks=(foreign,)))
    await bench.committer.commit([card])
    told = await bench.committer.undo(card.id)
    assert (told.is_done, told.text) == (False, "Harvest refused that, so there is nothing to undo.")
    with pytest.raises(NotFound):
        await bench.harvest.time_entry(1)


async def test_what_was_confirmed_in_another_account_is_neither_sent_nor_undone_from_this_one(bench):
    waits, doubtful, unclear, there = (bench.card("1", words) for words in ("waits", "doubtful", "unclear", "there"))
    await bench.committer.commit([there])
    await bench.committer.confirm([waits, doubtful, unclear])
    for card in (doubtful, unclear):
        bench.journal.claim(card.id)
    bench.journal.release(doubtful.id)
    bench.journal.finish(unclear.id, State.UNCLEAR)
    elsewhere = replace(bench.account, user_id=bench.account.user_id + 1)
    other = Committer(bench.harvest, bench.journal, elsewhere, clock=bench.time, sleep=bench.time.sleep)
    await other.settle_pending()
    await other.send([waits.id, doubtful.id])
    await other.send_again(unclear.id)
    told = [await other.undo(card.id) for card in (waits, doubtful, unclear, there)]
    assert {(one.is_done, "another account" in one.text) for one in told} == {(False, True)}
    assert (await other.undo_last()).text == "There is nothing to undo."
    assert bench.stored_notes() == ["there"]
    await bench.committer.settle_pending()
    assert sorted(bench.stored_notes()) == ["doubtful", "there", "unclear", "waits"]
