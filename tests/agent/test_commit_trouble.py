"""When the journal fails between a request and its answer: never called unsent, looked up, once in Harvest."""

import sqlite3

import pytest

from desktop.agent.commit import NOTHING_SENT
from desktop.agent.drafts import DraftState
from desktop.agent.journal import JournalBusy, JournalFull, State
from desktop.agent.known import LEFT
from desktop.agent.wording import outcome_text
from tests.agent.writing import bench_of

S = DraftState


def full(bench):
    """The disk has no room from now on."""
    pages = bench.journal._connection.execute("PRAGMA page_count").fetchone()[0]
    bench.journal._connection.execute(f"PRAGMA max_page_count = {pages}")
    return lambda: bench.journal._connection.execute("PRAGMA max_page_count = 1000000")


def busy(bench):
    """Another process holds the journal from now on."""
    bench.journal._connection.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(bench.journal._path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other.close


def gone(bench):
    """Somebody moved the journal away."""
    aside = bench.journal._path.with_name("aside")
    bench.journal._path.rename(aside)
    return lambda: aside.rename(bench.journal._path)


def defect(bench):
    """Gleaner itself fails after the answer."""
    finish, bench.journal.finish = bench.journal.finish, None
    return lambda: setattr(bench.journal, "finish", finish)


TROUBLES = {"full": full, "busy": busy, "gone": gone, "defect": defect}


def after_the_request(bench, method, trouble):
    """Let the journal fail as soon as Harvest has answered; returns a function that mends it."""
    send, mend = getattr(bench.harvest, method), []

    async def sent(*arguments):
        answer = await send(*arguments)
        mend.append(trouble(bench))
        return answer

    setattr(bench.harvest, method, sent)

    def heal():
        setattr(bench.harvest, method, send)
        mend.pop()()

    return heal


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES.keys())
async def test_what_left_is_never_called_unsent_and_is_there_once(bench, trouble):
    two = [bench.card("2", "long " * 2000), bench.card("1", "next")]
    heal = after_the_request(bench, "create_time_entry", trouble)
    done = await bench.committer.commit(two)
    assert (done[0].state, done[1].state) == (S.SENDING, S.CONFIRMED)
    assert done[0].reason.startswith(LEFT)
    told = outcome_text(done)
    assert "othing was" not in told
    assert "confirm again" not in told
    assert bench.changes[-1].reason == done[0].reason
    heal()
    # The person confirms again, or the next look comes: both look it up before anything is sent.
    again = await bench.committer.commit(two)
    await bench.committer.settle_pending()
    assert [card.state for card in again] == [S.COMMITTED, S.COMMITTED]
    assert sorted(len(entry.notes) for entry in bench.stored()) == [4, 10_000]


@pytest.mark.parametrize("trouble", [full, busy])
async def test_next_start_looks_up_what_could_not_be_stored(server, journal_path, trouble):
    async with bench_of(server, journal_path) as bench:
        heal = after_the_request(bench, "create_time_entry", trouble)
        card = bench.card("2", "long " * 2000)
        await bench.committer.commit([card])
        heal()
    async with bench_of(server, journal_path) as later:
        (waiting,) = later.committer.pending()
        assert (waiting.state, "looked up" in waiting.reason) == (State.SENDING, True)
        await later.committer.settle_pending()
        assert (len(later.stored()), later.state(card)) == (1, State.COMMITTED)
        assert later.journal.operation(card.id).attempts == 1


async def test_undo_that_left_is_looked_up(bench):
    card = bench.card("2")
    await bench.committer.commit([card])
    heal = after_the_request(bench, "delete_time_entry", gone)
    undone = await bench.committer.undo(card.id)
    assert (undone.is_done, "looked up" in undone.text) == (False, True)
    heal()
    await bench.committer.settle_pending()
    assert (bench.stored(), bench.state(card)) == ([], State.UNDONE)


@pytest.mark.parametrize(("trouble", "error"), [(full, JournalFull), (busy, JournalBusy)])
async def test_what_could_not_be_confirmed_says_that_nothing_was_sent(bench, trouble, error):
    heal = trouble(bench)
    with pytest.raises(error) as said:
        await bench.committer.commit([bench.card("2", "long " * 4000)])
    assert str(said.value).endswith(NOTHING_SENT)
    assert str(said.value).count("Nothing was sent") == 1
    heal()
    assert (bench.stored(), bench.journal.history()) == ([], ())
