"""The journal: durable, private, claimed by one, and never silently empty."""

import os
import sqlite3
import stat
import uuid
from datetime import timedelta

import pytest

from desktop.agent.journal import (
    ClaimLost,
    Journal,
    JournalDamaged,
    JournalFull,
    JournalTooNew,
    JournalUnusable,
    Kind,
    NewOperation,
    State,
)
from tests.agent.writing import NOW, Time

posix = pytest.mark.skipif(os.name != "posix", reason="modes of files are a POSIX matter")


def new(**changes):
    values = {
        "id": str(uuid.uuid4()),
        "kind": Kind.CREATE_ENTRY,
        "payload": '{"hours":"1"}',
        "summary": "1 h, Website",
        "user_id": 7,
        "batch": "one",
    }
    return NewOperation(**{**values, **changes})


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def journal(journal_path, time):
    with_journal = Journal(journal_path, clock=time)
    yield with_journal
    with_journal.close()


def committed(journal, operation, **answer):
    journal.claim(operation.id)
    return journal.finish(operation.id, State.COMMITTED, **answer)


def test_what_was_confirmed_is_read_back_by_the_next_process(journal, journal_path, time):
    first, second = journal.add([new(card="{}", said="1 h on website"), new(before="{}")])
    journal.close()
    again = Journal(journal_path, clock=time)
    assert again.pending() == (first, second)
    assert (first.state, first.attempts, first.confirmed_at, first.is_intact) == (State.CONFIRMED, 0, NOW, True)
    again.close()


def test_all_of_a_confirmation_is_stored_or_nothing(journal):
    with pytest.raises(sqlite3.IntegrityError):
        journal.add([new(), new(summary=None)])
    assert journal.history() == ()


def test_confirming_again_changes_nothing_but_a_refusal(journal):
    operation = new()
    journal.add([operation])
    assert journal.add([new(id=operation.id, payload="{}")])[0].payload == operation.payload
    journal.claim(operation.id)
    journal.finish(operation.id, State.REFUSED, reason="Hours are missing")
    (again,) = journal.add([new(id=operation.id, payload="{}")])
    assert (again.state, again.payload, again.reason, again.attempts) == (State.CONFIRMED, "{}", "", 0)
    committed(journal, again)
    assert journal.add([operation])[0].state is State.COMMITTED


def test_claim_is_exclusive_and_counts_before_anything_is_sent(journal, journal_path, time):
    (operation,) = journal.add([new()])
    other = Journal(journal_path, clock=time)
    claim = journal.claim(operation.id)
    assert (claim.fresh, claim.operation.state, claim.operation.attempts) == (True, State.SENDING, 1)
    assert journal.claim(operation.id) is None
    assert other.claim(operation.id) is None
    journal.release(operation.id)
    taken = other.claim(operation.id)
    # Something may have been sent: whoever takes it over has to look first.
    assert (taken.fresh, taken.operation.attempts) == (False, 1)
    with pytest.raises(ClaimLost):
        journal.finish(operation.id, State.COMMITTED)
    other.close()


def test_claim_of_a_copy_that_ended_is_taken_over(journal, journal_path, time):
    (operation,) = journal.add([new()])
    other = Journal(journal_path, clock=time)
    other.claim(operation.id)
    assert journal.claim(operation.id) is None
    other.close()
    assert journal.claim(operation.id).fresh is False


def test_waiting_operation_is_fresh_again(journal):
    (operation,) = journal.add([new()])
    journal.claim(operation.id)
    waiting = journal.wait(operation.id, "Harvest cannot be reached.")
    assert (waiting.state, waiting.reason) == (State.CONFIRMED, "Harvest cannot be reached.")
    assert journal.claim(operation.id).fresh is True


def test_settled_operation_cannot_be_claimed(journal):
    (operation,) = journal.add([new()])
    committed(journal, operation, answer="{}", answer_id=5)
    assert journal.claim(operation.id) is None
    assert journal.claim("unknown") is None


def test_undo_is_stored_once_and_settles_both(journal):
    (operation,) = journal.add([new()])
    committed(journal, operation)
    first = new(kind=Kind.DELETE_ENTRY, undoes=operation.id)
    journal.add([first])
    assert journal.add([new(kind=Kind.DELETE_ENTRY, undoes=operation.id)])[0].id == first.id
    journal.claim(first.id)
    journal.finish(first.id, State.COMMITTED)
    assert journal.operation(operation.id).state is State.UNDONE


def test_unclear_operation_is_the_persons_to_decide(journal):
    mails = [new(kind=Kind.INVOICE_EMAIL) for _ in range(3)]
    for mail in mails:
        journal.add([mail])
        journal.claim(mail.id)
        journal.finish(mail.id, State.UNCLEAR, reason="?")
        assert journal.claim(mail.id) is None
    assert journal.accept(mails[0].id, "It was there")
    assert journal.send_anew(mails[1].id, "Once more")
    assert journal.discard(mails[2].id, "Given up")
    states = [journal.operation(mail.id).state for mail in mails]
    assert states == [State.COMMITTED, State.CONFIRMED, State.DISCARDED]
    assert journal.accept(mails[2].id, "no") is False


def test_what_is_being_sent_cannot_be_dropped(journal):
    (operation,) = journal.add([new()])
    journal.claim(operation.id)
    assert journal.discard(operation.id, "no") is False


def test_history_of_one_operation(journal, time):
    (operation,) = journal.add([new()])
    journal.claim(operation.id)
    time.now += timedelta(seconds=3)
    journal.doubt(operation.id, "No answer.")
    journal.attempt(operation.id)
    journal.finish(operation.id, State.COMMITTED)
    events = journal.events(operation.id)
    assert [(event.state, event.note) for event in events] == [
        (State.CONFIRMED, "1 h, Website"),
        (State.SENDING, ""),
        (State.SENDING, "No answer."),
        (State.SENDING, ""),
        (State.COMMITTED, ""),
    ]
    assert (events[0].at, events[-1].at) == (NOW, NOW + timedelta(seconds=3))


def test_only_old_and_settled_operations_are_forgotten(journal, time):
    old, undone, waiting, verified_later = journal.add([new(), new(), new(), new()])
    committed(journal, old)
    committed(journal, undone)
    committed(journal, verified_later, verify_at=NOW)
    journal.add([new(kind=Kind.DELETE_ENTRY, undoes=undone.id)])
    time.now += timedelta(days=100)
    (young,) = journal.add([new()])
    committed(journal, young)
    assert journal.prune(timedelta(days=90)) == 1
    assert journal.operation(old.id) is None
    assert journal.events(old.id) == ()
    kept = (undone, waiting, verified_later, young)
    assert all(journal.operation(operation.id) for operation in kept)
    # A number is never given twice, so "latest" stays what it says.
    assert journal.add([new()])[0].seq > young.seq


def test_facts_are_kept_per_person(journal):
    journal.learn(7, "references", "kept")
    journal.learn(7, "references", "ignored")
    assert (journal.fact(7, "references"), journal.fact(8, "references")) == ("ignored", None)


@posix
def test_only_the_owner_can_read_it(journal_path, time):
    before = os.umask(0)
    try:
        journal = Journal(journal_path, clock=time)
        journal.add([new()])
        modes = {
            path.name: stat.S_IMODE(path.stat().st_mode)
            for path in (journal_path.parent, *journal_path.parent.rglob("*"))
        }
        journal.close()
    finally:
        os.umask(before)
    assert {"home", "journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm", "journal.sqlite.claims"} <= set(modes)
    assert [name for name, mode in modes.items() if mode & 0o077] == []


@posix
def test_journal_that_was_opened_up_is_closed_again(journal, journal_path, time):
    journal.close()
    journal_path.chmod(0o644)
    Journal(journal_path, clock=time).close()
    assert stat.S_IMODE(journal_path.stat().st_mode) == 0o600


def test_every_commit_is_forced_to_the_disk(journal):
    values = [journal._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert values == ["wal", 2]


def test_full_disk_stores_nothing_and_says_so(journal):
    (kept,) = journal.add([new()])
    pages = journal._connection.execute("PRAGMA page_count").fetchone()[0]
    journal._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(JournalFull, match="disk is full"):
        journal.add([new(card="x" * 200_000)])
    assert journal.pending() == (kept,)
    journal._connection.execute("PRAGMA max_page_count = 1000000")
    journal.add([new(card="x" * 200_000)])
    assert len(journal.pending()) == 2


DAMAGE = {
    "garbage": lambda path: path.write_bytes(b"not a database at all, but long enough to look like one" * 100),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "holes": lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(path.stat().st_size - 4096)),
    "somebody else's": lambda path: (path.unlink(), sqlite3.connect(path).executescript("CREATE TABLE t (x)")),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_file_is_kept_aside_and_reported(journal, journal_path, time, damage):
    journal.add([new(card="x" * 3000) for _ in range(20)])
    journal.close()
    damage(journal_path)
    before = journal_path.read_bytes()
    again = Journal(journal_path, clock=time)
    assert again.kept_aside == journal_path.with_name("journal.sqlite.damaged-20261120T170000Z")
    assert again.kept_aside.read_bytes() == before
    assert again.add([new()])[0].state is State.CONFIRMED
    again.close()
    # A second time on the same second overwrites nothing.
    damage(journal_path)
    third = Journal(journal_path, clock=time)
    assert third.kept_aside.name.endswith("-2")
    third.close()


def test_sound_file_is_not_kept_aside(journal, journal_path, time):
    journal.close()
    again = Journal(journal_path, clock=time)
    assert again.kept_aside is None
    again.close()


def test_newer_journal_is_left_untouched(journal, journal_path, time):
    journal._connection.execute("PRAGMA user_version = 99")
    journal.close()
    before = journal_path.read_bytes()
    with pytest.raises(JournalTooNew):
        Journal(journal_path, clock=time)
    assert journal_path.read_bytes() == before
    assert list(journal_path.parent.glob("*.damaged*")) == []


def test_journal_that_is_taken_away_is_not_written_into_the_void(journal, journal_path):
    (operation,) = journal.add([new()])
    journal_path.rename(journal_path.with_name("elsewhere"))
    with pytest.raises(JournalDamaged, match="moved or replaced"):
        journal.add([new()])
    with pytest.raises(JournalDamaged):
        journal.claim(operation.id)


def test_folder_in_its_place_is_explained(journal_path, time):
    journal_path.mkdir(parents=True)
    with pytest.raises(JournalUnusable, match="folder"):
        Journal(journal_path, clock=time)


def test_dead_processes_leave_no_files_behind(journal, journal_path):
    claims = journal_path.with_name("journal.sqlite.claims")
    (claims / "0123456789abcdef.lock").touch()
    Journal(journal_path).close()
    assert [path.stem for path in claims.iterdir()] == [journal._presence.name]
