"""Cards become time entries: once each, whatever the network does."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from desktop.agent.cards import NotReady
from desktop.agent.drafts import DraftState
from desktop.agent.journal import State
from desktop.agent.known import UNANSWERED
from desktop.demo.faults import Fault
from desktop.harvest.errors import Refused, Throttled, Unreachable
from tests.agent.writing import PATIENCE, bench_of, client_of

S = DraftState


async def test_cards_become_entries_with_harvests_own_answer(bench):
    bench.demo.configure(rounding_mode="up", rounding_minutes=15)
    two = [bench.card("4", "Audit"), bench.card("1.6", "Training", project=1)]
    done = await bench.committer.commit(two)
    assert [(card.state, card.answer.hours, card.answer.rounded_hours) for card in done] == [
        (S.COMMITTED, 4, 4),
        (S.COMMITTED, Decimal("1.6"), Decimal("1.75")),
    ]
    stored = bench.stored()
    assert [(entry.id, entry.hours, entry.notes) for entry in stored] == [
        (done[0].answer.id, 4, "Audit"),
        (done[1].answer.id, Decimal("1.6"), "Training"),
    ]
    assert [entry.reference_id for entry in stored] == [card.id for card in two]
    assert bench.states(two[0]) == [S.CONFIRMED, S.SENDING, S.COMMITTED]


async def test_confirming_twice_does_nothing_twice(bench):
    card = bench.card("2")
    await bench.committer.commit([card])
    again = await bench.committer.commit([card])
    assert (len(bench.stored()), again[0].state) == (1, S.COMMITTED)


async def test_card_that_asks_cannot_be_confirmed_and_nothing_is_stored(bench):
    with pytest.raises(NotReady):
        await bench.committer.commit([bench.card(), replace(bench.card(), hours=None)])
    assert (bench.stored(), bench.journal.history()) == ([], ())


async def test_refused_card_keeps_harvests_words_and_blocks_nobody(bench):
    first, wrong, last = bench.card("1", "first"), bench.card("1", "wrong"), bench.card("1", "last")
    foreign = replace(wrong.task, id=999_999)
    wrong = replace(wrong, task=foreign, project=replace(wrong.project, tasks=(foreign,)))
    done = await bench.committer.commit([first, wrong, last])
    assert [card.state for card in done] == [S.COMMITTED, S.REFUSED, S.COMMITTED]
    with pytest.raises(Refused) as said:
        await bench.by_hand(wrong)
    assert done[1].reason == said.value.message != ""
    # Mended, it goes out under the same id, and the others are not sent again.
    mended = replace(bench.card("1", "mended"), id=wrong.id)
    await bench.committer.commit([mended])
    assert bench.stored_notes() == ["first", "last", "mended"]


FAULTS = [
    "drop_before",
    "drop_after",
    "cut",
    "server_error",
    "server_error_after",
    "truncated",
    "wrong_types",
    "duplicate",
    "rate_limited",
    "unauthorized",
]


@pytest.mark.parametrize("kind", FAULTS)
async def test_one_fault_leaves_exactly_one_entry(bench, kind):
    bench.fault(kind, times=1)
    card = bench.card("2", "once")
    await bench.committer.commit([card])
    await bench.committer.settle_pending()
    assert (bench.stored_notes(), bench.state(card)) == (["once"], State.COMMITTED)
    assert bench.journal.operation(card.id).answer_id == bench.stored()[0].id


async def test_answer_that_never_comes_is_looked_up_not_sent_again(server, journal_path):
    async with bench_of(server, journal_path) as bench:
        async with client_of(server.address, replace(PATIENCE, read=0.2)) as hasty:
            bench.committer._harvest = hasty
            bench.fault("delay_after", seconds=1.0, times=1)
            card = bench.card("2")
            await bench.committer.commit([card])
        posts = [operation.attempts for operation in bench.journal.history()]
        assert (len(bench.stored()), posts, bench.state(card)) == (1, [1], State.COMMITTED)


async def test_request_that_arrives_after_it_was_given_up_leaves_one_entry(server, journal_path):
    """The worst case: the first request is so late that it arrives after the second one was sent and answered."""
    async with bench_of(server, journal_path) as bench:
        card = bench.card("2", "late")
        (stored,) = await bench.committer.confirm([card])
        # What a proxy held back: the very same request, delivered after all was settled.
        bench.fault("drop_before", times=1)
        await bench.committer.send([stored.id])
        await bench.by_hand(card, reference=card.id)
        assert len(bench.stored()) == 2
        bench.time.now += timedelta(minutes=2)
        await bench.committer.settle_pending()
        assert [entry.id for entry in bench.stored()] == [bench.journal.operation(card.id).answer_id]
        assert "second copy was removed" in bench.changes[-1].reason


async def test_a_second_look_waits_for_what_lags(bench):
    bench.fault("drop_before", times=1)
    await bench.committer.commit([bench.card()])
    assert bench.time.slept == [2.0, 4.0]


async def test_offline_cards_wait_and_go_out_oldest_first(server, journal_path):
    async with bench_of(server, journal_path) as bench:
        online = bench.committer._harvest
        async with client_of(_nowhere(server.address)) as offline:
            bench.committer._harvest = offline
            cards = [bench.card("1", text) for text in ("one", "two", "three")]
            done = await bench.committer.commit(cards)
            assert [card.state for card in done] == [S.CONFIRMED] * 3
            assert all("cannot be reached" in card.reason for card in done)
            still = await bench.committer.settle_pending()
            assert isinstance(still.stopped_by, Unreachable)
            assert await bench.committer.pending_count() == 3
        bench.committer._harvest = online
        went = await bench.committer.settle_pending()
        assert (went.stopped_by, bench.stored_notes()) == (None, ["one", "two", "three"])
        assert [bench.journal.operation(card.id).attempts for card in cards] == [3, 1, 1]


async def test_throttled_cards_wait_as_long_as_harvest_says(bench):
    bench.fault("rate_limited", retry_after="40", times=1)
    cards = [bench.card("1", "one"), bench.card("1", "two")]
    await bench.committer.confirm(cards)
    went = await bench.committer.settle_pending()
    assert isinstance(went.stopped_by, Throttled)
    assert (went.retry_after, bench.stored()) == (40, [])
    await bench.committer.settle_pending()
    assert bench.stored_notes() == ["one", "two"]


async def test_signed_out_cards_wait(bench):
    bench.fault("unauthorized", times=1)
    card = bench.card()
    (waits,) = await bench.committer.commit([card])
    assert (waits.state, waits.reason) == (
        S.CONFIRMED,
        "Harvest does not accept the sign-in any more. Please sign in again.",
    )
    await bench.committer.settle_pending()
    assert bench.state(card) is State.COMMITTED


async def test_entries_of_another_account_are_never_sent_with_this_one(server, journal_path):
    async with bench_of(server, journal_path) as bench:
        await bench.committer.confirm([bench.card()])
    async with bench_of(server, journal_path, user_id=4_999_999) as other:
        await other.committer.settle_pending()
        assert (other.demo.entries(), await other.committer.pending_count()) == ([], 1)


async def test_altered_payload_is_not_sent(bench):
    (stored,) = await bench.committer.confirm([bench.card("1")])
    bench.journal._connection.execute(
        'UPDATE operations SET payload = replace(payload, \'"hours":"1"\', \'"hours":"9"\')'
    )
    await bench.committer.settle_pending()
    refused = bench.journal.operation(stored.id)
    assert (refused.state, bench.stored()) == (State.REFUSED, [])
    assert "altered" in refused.reason


async def test_failing_listener_does_not_decide_over_what_is_written(bench):
    def fail(_):
        raise RuntimeError("the screen is gone")

    bench.committer.on_change = fail
    await bench.committer.commit([bench.card()])
    assert len(bench.stored()) == 1


@pytest.mark.parametrize("look", [None, "drop_before", "server_error"])
async def test_accounts_that_keep_no_reference_are_searched_by_content(server, journal_path, look):
    server.account.switches = replace(server.account.switches, external_reference="ignored")
    async with bench_of(server, journal_path) as bench:
        twin = bench.card("2", "same")
        # Logged by hand, just like the card: it must not be taken for ours.
        await bench.by_hand(twin)
        bench.fault("drop_after", times=2)
        if look:
            bench.fault(look, method="GET", path="time_entries", nth=3)
        cards = [bench.card("2", "same"), bench.card("2", "same")]
        await bench.committer.commit(cards)
        await bench.committer.settle_pending()
        answers = {bench.journal.operation(card.id).answer_id for card in cards}
        stored = {entry.id for entry in bench.stored()}
        assert (len(stored), len(answers), len(stored - answers)) == (3, 2, 1)


async def test_filter_that_harvest_ignores_finds_no_other_entry(server, journal_path):
    server.account.switches = replace(server.account.switches, external_reference="filter_ignored")
    async with bench_of(server, journal_path) as bench:
        await bench.committer.commit([bench.card("1", "first")])
        bench.demo.faults.add(Fault(kind="drop_before", method="POST", times=1))
        await bench.committer.commit([bench.card("1", "second")])
        assert bench.stored_notes() == ["first", "second"]


def _nowhere(address):
    # Port 9 of loopback: nobody listens.
    return replace(address, url="http://127.0.0.1:9/v2")


async def test_what_is_under_way_or_was_cut_off_says_what_happens_next(bench):
    (operation,) = await bench.committer.confirm([bench.card("3")])
    bench.journal.claim(operation.id)
    (waiting,) = bench.committer.pending()
    assert waiting.reason == UNANSWERED
    bench.journal.doubt(operation.id, "Harvest did not answer in time.")
    (waiting,) = bench.committer.pending()
    assert waiting.reason == "Harvest did not answer in time."


async def test_only_what_settles_by_itself_is_counted_as_waiting(bench):
    user = bench.account.user_id
    unclear, _, sending = await bench.committer.confirm([bench.card(hours) for hours in "123"])
    bench.journal.claim(unclear.id)
    bench.journal.finish(unclear.id, State.UNCLEAR)
    bench.journal.claim(sending.id)
    assert (bench.committer.waiting_count(user), bench.committer.waiting_count(user + 1)) == (2, 0)
