"""One damaged byte loses nothing that it did not hit, and what it did hit is counted and named."""

import random
import sqlite3

import pytest

from desktop.agent.commit import Committer
from desktop.agent.journal import Journal, State
from tests.agent.test_journal import new
from tests.agent.writing import Time, bench_of


def written(path, count=40):
    """A journal with so many operations, most of them confirmed, some committed; returns their ids in order."""
    journal = Journal(path, clock=Time())
    ids = [one.id for one in journal.add([new(summary=f"{number} h", said="x" * 300) for number in range(count)])]
    for key in ids[:5]:
        journal.claim(key)
        journal.finish(key, State.COMMITTED, answer_id=int(key[:6], 16))
    journal.close()
    return ids


def flip(path, at, bit=0):
    content = bytearray(path.read_bytes())
    content[at] ^= 1 << bit
    path.write_bytes(content)


def pages_of(path, name):
    """Where the root page of a table or an index is in the file."""
    connection = sqlite3.connect(path)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    connection.close()
    return (page - 1) * 4096


INDEXES = ("sqlite_autoindex_operations_1", "open_operations", "one_undo", "by_answer", "to_verify", "events_of")


@pytest.mark.parametrize("index", INDEXES)
@pytest.mark.parametrize("place", [0, 3, 8, 9, 12, 4000, 4090])
def test_damaged_index_loses_nothing(journal_path, index, place):
    ids = written(journal_path)
    flip(journal_path, pages_of(journal_path, index) + place, bit=2)
    journal = Journal(journal_path, clock=Time())
    assert [one.id for one in journal.history(1000)][::-1] == ids
    assert [one.id for one in journal.pending()] == ids[5:]
    assert all(journal.operation(key) for key in ids)
    if journal.rescue:
        assert (journal.rescue.saved, journal.rescue.lost) == (40, 0)
        assert "Nothing is missing" in journal.rescue.sentence
    journal.close()
    # It is sound from now on.
    again = Journal(journal_path, clock=Time())
    assert again.rescue is None
    again.close()


@pytest.mark.parametrize("seed", range(120))
def test_any_flipped_byte_loses_at_most_its_page_and_says_so(journal_path, seed):
    ids = written(journal_path)
    chance = random.Random(seed)
    flip(journal_path, chance.randrange(100, journal_path.stat().st_size), chance.randrange(8))
    journal = Journal(journal_path, clock=Time())
    there = [one.id for one in journal.history(1000)]
    rescue = journal.rescue
    lost, hurt = (rescue.lost, len(rescue.hurt)) if rescue else (0, 0)
    assert len(there) + lost == 40
    assert lost <= 10
    assert len(journal.pending()) + lost + hurt >= 35
    assert set(there) <= set(ids)
    if lost:
        assert f"Not saved: {lost} (" in rescue.sentence
    journal.close()


@pytest.mark.parametrize("place", [*range(16), 18, 20, 28, 44, 56, 68, 70])
def test_damaged_head_loses_nothing(journal_path, place):
    ids = written(journal_path)
    flip(journal_path, place, bit=6)
    journal = Journal(journal_path, clock=Time())
    assert [one.id for one in journal.history(1000)][::-1] == ids
    journal.close()


@pytest.mark.parametrize(
    ("column", "value", "state"),
    [("state", "confir-ed", State.CONFIRMED), ("state", "gone", State.CONFIRMED), ("digest", None, State.CONFIRMED)],
)
def test_value_that_was_hit_is_set_right(journal_path, column, value, state):
    ids = written(journal_path)
    connection = sqlite3.connect(journal_path)
    if value is None:
        (digest,) = connection.execute("SELECT digest FROM operations WHERE id = ?", (ids[9],)).fetchone()
        value = ("0" if digest[0] != "0" else "1") + digest[1:]
    connection.execute(f"UPDATE operations SET {column} = ? WHERE id = ?", (value, ids[9]))
    connection.commit()
    connection.close()
    journal = Journal(journal_path, clock=Time())
    assert journal.operation(ids[9]).state is state
    assert journal.operation(ids[9]).is_intact
    assert journal.rescue.lost == 0
    journal.close()


def test_payload_that_was_hit_is_not_sent_and_named(journal_path):
    ids = written(journal_path)
    connection = sqlite3.connect(journal_path)
    connection.execute('UPDATE operations SET payload = \'{"hours":"9"}\' WHERE id = ?', (ids[9],))
    connection.commit()
    connection.close()
    journal = Journal(journal_path, clock=Time())
    assert journal.operation(ids[9]).state is State.REFUSED
    assert "log it anew: 9 h." in journal.rescue.sentence
    journal.close()


async def test_rescued_entries_are_sent_once(server, journal_path):
    async with bench_of(server, journal_path) as bench:
        cards = [bench.card("1", f"card {number}") for number in range(12)]
        await bench.committer.confirm(cards)
        bench.journal.claim(cards[0].id)
        await bench.by_hand(cards[0], reference=cards[0].id)
    flip(journal_path, pages_of(journal_path, "sqlite_autoindex_operations_1") + 8)
    async with bench_of(server, journal_path) as later:
        assert (later.journal.rescue.saved, later.journal.rescue.lost) == (12, 0)
        assert isinstance(later.committer, Committer)
        assert len(later.committer.pending()) == 12
        await later.committer.settle_pending()
        assert sorted(later.stored_notes()) == sorted(card.notes for card in cards)
