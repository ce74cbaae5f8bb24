"""The journal's store: SQLite, one short transaction per step, safe between threads and between processes."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from desktop.agent.journal import schema
from desktop.agent.journal.errors import ClaimLost, JournalBusy, JournalDamaged, JournalUnusable, explained
from desktop.agent.journal.operations import (
    OPEN,
    SETTLED,
    Claim,
    Event,
    Kind,
    NewOperation,
    Operation,
    State,
    digest_of,
)
from desktop.agent.journal.presence import Presence

KEEP: Final = timedelta(days=365)
"""How long settled operations are kept, unless the settings say otherwise."""

_WITHOUT_MARK: Final = frozenset({Kind.CREATE_EXPENSE, Kind.CREATE_INVOICE})
_FOLDER_WAIT: Final = 10.0
_MOMENTS: Final = frozenset({"confirmed_at", "first_sent_at", "uncertain_since", "settled_at", "verify_at"})


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


class Journal:
    """What was confirmed, and what became of it. Holds no token.

    Every method is one durable transaction and may be called from any thread; it blocks for a few milliseconds (up to
    10 s where another process is writing). All raise `JournalError`. `rescue` says what became of a damaged file when
    this journal was opened, or is None: the person must be told.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = utc_now) -> None:
        self._path = path
        self._clock = clock
        self._lock = threading.RLock()
        self._held: set[str] = set()
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(path.with_name(path.name + ".lock"), timeout=_FOLDER_WAIT, mode=0o600):
                self.rescue = schema.prepare(path, clock())
                self._connection = schema.connect(path)
                self._inode = path.stat().st_ino
                self._presence = Presence(path.with_name(path.name + ".claims"))
                self._presence.sweep()
        except Timeout as error:
            raise JournalBusy("Another Gleaner is opening the journal. Please try again.") from error
        except OSError as error:
            raise JournalUnusable(f"The journal cannot be opened: {error}") from error

    @property
    def kept_aside(self) -> Path | None:
        """Where a damaged file was put when this journal was opened, or None."""
        return self.rescue.kept_aside if self.rescue else None

    def close(self) -> None:
        """Let go of the file, and of claims that are still held: whoever comes next settles them by looking."""
        with self._lock:
            self._connection.close()
            self._presence.close()

    # What is confirmed

    def add(self, operations: Sequence[NewOperation]) -> tuple[Operation, ...]:
        """Store what was confirmed, all or nothing; returns the stored operations in order.

        An id that is here already stays as it is, so confirming twice does nothing twice. Only a refused operation is
        replaced: Harvest surely does not have it, and the person has confirmed it anew. Likewise an operation that is
        to be undone by another one that is not settled yet gives that other one.
        """
        now = self._clock()
        with self._transaction():
            return tuple(self._add(operation, now) for operation in operations)

    def _add(self, new: NewOperation, now: datetime) -> Operation:
        known = self._find("id = ?", new.id)
        if known and known.state is not State.REFUSED:
            return known
        if new.undoes and (same := self._find("undoes = ? AND state NOT IN ('refused', 'discarded')", new.undoes)):
            return same
        if known:
            self._connection.execute("DELETE FROM operations WHERE id = ?", (new.id,))
        self._connection.execute(
            "INSERT INTO operations (id, kind, payload, digest, summary, user_id, batch, card, before, undoes, said,"
            " state, confirmed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                new.id,
                new.kind,
                new.payload,
                digest_of(new.payload),
                new.summary,
                new.user_id,
                new.batch,
                new.card,
                new.before,
                new.undoes,
                new.said,
                State.CONFIRMED,
                _text(now),
            ),
        )
        self._record(new.id, now, State.CONFIRMED, new.summary)
        return self._get(new.id)

    # What is under way

    def claim(self, operation_id: str) -> Claim | None:
        """Take the right to send this operation; None where somebody else has it, or nothing is to be sent.

        One atomic step between processes. A confirmed operation becomes `sending`, and counts as attempted, before the
        caller can send anything; one whose claimant has died is taken over, and is not `fresh`: look before you send.
        """
        now = self._clock()
        with self._transaction():
            found = self._find("id = ? AND state IN ('confirmed', 'sending')", operation_id)
            if found is None or self._is_held(found):
                return None
            fresh = found.state is State.CONFIRMED
            if fresh:
                self._set(operation_id, state=State.SENDING, claimant=self._presence.name, reason="")
                self._attempted(operation_id, now)
            else:
                self._set(operation_id, claimant=self._presence.name)
            self._held.add(operation_id)
            return Claim(self._get(operation_id), fresh)

    def attempt(self, operation_id: str) -> Operation:
        """Note that a claimed operation is about to be sent once more, after a look that did not find it."""
        now = self._clock()
        with self._claimed(operation_id):
            self._attempted(operation_id, now)
            self._resent(operation_id)
            return self._get(operation_id)

    def remember(self, operation_id: str, before: str) -> Operation:
        """Keep the before-image of a claimed operation, taken just before it is sent."""
        with self._claimed(operation_id):
            self._set(operation_id, before=before)
            return self._get(operation_id)

    def doubt(self, operation_id: str, reason: str) -> Operation:
        """Note that an attempt ended without a clear answer, from now on; the claim is kept."""
        now = self._clock()
        with self._claimed(operation_id):
            self._set(operation_id, uncertain_since=_text(now), reason=reason)
            self._record(operation_id, now, State.SENDING, reason)
            return self._get(operation_id)

    def wait(self, operation_id: str, reason: str) -> Operation:
        """Give a fresh claim back: nothing of it can have reached Harvest, so it is simply tried again later."""
        now = self._clock()
        with self._claimed(operation_id):
            self._set(operation_id, state=State.CONFIRMED, claimant=None, reason=reason)
            self._record(operation_id, now, State.CONFIRMED, reason)
            self._held.discard(operation_id)
            return self._get(operation_id)

    def finish(
        self,
        operation_id: str,
        state: State,
        *,
        answer: str = "",
        answer_id: int | None = None,
        reason: str = "",
        verify_at: datetime | None = None,
    ) -> Operation:
        """Store the outcome of a claimed operation. What it undoes becomes `undone` in the same transaction."""
        now = self._clock()
        with self._claimed(operation_id):
            self._set(
                operation_id,
                state=state,
                claimant=None,
                answer=answer,
                answer_id=answer_id,
                reason=reason,
                settled_at=_text(now),
                verify_at=_text(verify_at) if verify_at else None,
            )
            self._record(operation_id, now, state, reason)
            operation = self._get(operation_id)
            if operation.undoes and state is State.COMMITTED:
                self._set(operation.undoes, state=State.UNDONE, reason=reason)
                if self._get(operation.undoes).kind in _WITHOUT_MARK:
                    # A second copy would stay, and what was said of it went with the reason.
                    self._set(operation.undoes, verify_at=_text(now))
                self._record(operation.undoes, now, State.UNDONE, reason)
            self._held.discard(operation_id)
            return operation

    def release(self, operation_id: str) -> None:
        """Let go of a claim that is still held, as it stands: it stays `sending` until somebody has looked."""
        with self._lock:
            if operation_id not in self._held:
                return
            # Given up in memory first: should the disk fail now, this process may still take it up again.
            self._held.discard(operation_id)
            with self._transaction():
                self._connection.execute(
                    "UPDATE operations SET claimant = NULL WHERE id = ? AND claimant = ?",
                    (operation_id, self._presence.name),
                )

    def note(self, operation_id: str, reason: str) -> Operation:
        """Replace what a person reads about an operation; its state stays."""
        with self._transaction():
            operation = self._get(operation_id)
            if operation.reason != reason:
                self._set(operation_id, reason=reason)
                self._record(operation_id, self._clock(), operation.state, reason)
            return self._get(operation_id)

    # What a person decides

    def discard(self, operation_id: str, reason: str) -> bool:
        """Drop an operation that surely never reached Harvest, or whose doubt only the person can settle."""
        return self._decide(operation_id, (State.CONFIRMED, State.UNCLEAR), State.DISCARDED, reason)

    def accept(self, operation_id: str, reason: str) -> bool:
        """The person says that an unclear operation did happen."""
        return self._decide(operation_id, (State.UNCLEAR,), State.COMMITTED, reason)

    def send_anew(self, operation_id: str, reason: str) -> bool:
        """The person says that an unclear operation is to be sent again."""
        return self._decide(operation_id, (State.UNCLEAR,), State.CONFIRMED, reason)

    def _decide(self, operation_id: str, come_from: Sequence[State], state: State, reason: str) -> bool:
        now = self._clock()
        with self._transaction():
            found = self._find("id = ?", operation_id)
            if found is None or found.state not in come_from or self._is_held(found):
                return False
            settled = _text(now) if state in SETTLED else None
            self._set(operation_id, state=state, reason=reason, settled_at=settled)
            if state is State.CONFIRMED:
                self._resent(operation_id)
            self._record(operation_id, now, state, reason)
            return True

    # Twins

    def verified(self, operation_id: str, *, reason: str | None = None, again_at: datetime | None = None) -> Operation:
        """Note that a twin was looked for. `reason` replaces what the person reads; `again_at`: look once more then."""
        with self._transaction():
            self._set(operation_id, verify_at=_text(again_at) if again_at else None)
            self._connection.execute("UPDATE operations SET looks = looks + 1 WHERE id = ?", (operation_id,))
            if reason is not None:
                self._set(operation_id, reason=reason)
                self._record(operation_id, self._clock(), self._get(operation_id).state, reason)
            return self._get(operation_id)

    def to_verify(self, user_id: int) -> tuple[Operation, ...]:
        """What is to be looked at for a twin, now or later."""
        return self._select("user_id = ? AND verify_at IS NOT NULL ORDER BY seq", user_id)

    def has_doubts(self) -> bool:
        """Whether the outcome of a request is open, or a look for a twin is due: of anybody who signed in here."""
        now = _text(self._clock())
        return bool(self._select("state = 'sending' OR verify_at <= ? LIMIT 1", now))

    # Reading

    def operation(self, operation_id: str) -> Operation | None:
        """The operation of that id, or None."""
        with self._lock, explained():
            return self._find("id = ?", operation_id)

    def pending(self, user_id: int | None = None) -> tuple[Operation, ...]:
        """What is not settled, oldest first: of that Harvest user, or of everybody who signed in here."""
        if user_id is None:
            return self._select(f"state IN {_states(OPEN)} ORDER BY seq")
        return self._select(f"user_id = ? AND state IN {_states(OPEN)} ORDER BY seq", user_id)

    def watched(self, user_id: int | None = None) -> tuple[Operation, ...]:
        """What Harvest has, and may get a second time within the minute, oldest first."""
        found = self._select("state = 'committed' AND resends > 0 AND verify_at IS NOT NULL ORDER BY seq")
        return tuple(one for one in found if one.is_watched and user_id in (None, one.user_id))

    def latest_commit(self, user_id: int) -> tuple[Operation, ...]:
        """What the latest confirmation wrote and nobody undid, newest first; empty where there is nothing."""
        return self._select(
            "undoes IS NULL AND state IN ('committed', 'confirmed', 'sending') AND batch ="
            " (SELECT batch FROM operations WHERE user_id = ? AND undoes IS NULL"
            " AND state IN ('committed', 'confirmed', 'sending')"
            # What an undo does besides undoing is part of it.
            " AND batch NOT IN (SELECT batch FROM operations WHERE undoes IS NOT NULL)"
            " ORDER BY seq DESC LIMIT 1) ORDER BY seq DESC",
            user_id,
        )

    def latest_seq(self) -> int:
        """The number of the latest operation, 0 where there is none."""
        with self._lock, explained():
            row = self._connection.execute("SELECT MAX(seq) AS seq FROM operations").fetchone()
        return row["seq"] or 0

    def latest_event(self) -> int:
        """The number of the latest thing that happened to any operation, 0 where nothing did: another, where one came
        or stands otherwise than before.
        """
        with self._lock, explained():
            row = self._connection.execute("SELECT MAX(seq) AS seq FROM events").fetchone()
        return row["seq"] or 0

    def logged_since(self, user_id: int, seq: int) -> tuple[Operation, ...]:
        """What was confirmed to be made after that operation and that Harvest has or is to get, oldest first."""
        return self._select(
            "user_id = ? AND seq > ? AND kind IN"
            " ('create_entry', 'create_expense', 'create_invoice', 'start_timer', 'split_entry')"
            " AND state IN ('confirmed', 'sending', 'unclear', 'committed') ORDER BY seq",
            user_id,
            seq,
        )

    def history(self, limit: int = 100) -> tuple[Operation, ...]:
        """The latest operations, newest first."""
        return self._select("1 ORDER BY seq DESC LIMIT ?", limit)

    def latest_image(self, entry_id: int) -> str:
        """That entry as Harvest had it after its latest change from here; "" where there was none."""
        found = self._select(
            "answer_id = ? AND kind IN ('update_entry', 'stop_timer', 'restart_timer') AND state = 'committed'"
            " ORDER BY seq DESC LIMIT 1",
            entry_id,
        )
        return found[0].answer if found else ""

    def was_changed(self, entry_id: int, seq: int) -> bool:
        """Whether that entry was changed from here after that operation, and the change is not taken back."""
        return bool(
            self._select(
                "answer_id = ? AND seq > ? AND state = 'committed' AND undoes IS NULL"
                " AND kind IN ('update_entry', 'stop_timer', 'restart_timer', 'split_entry')"
                # What an undo does besides undoing is no change that anybody asked for.
                " AND batch NOT IN (SELECT batch FROM operations WHERE undoes IS NOT NULL) LIMIT 1",
                entry_id,
                seq,
            )
        )

    def events(self, operation_id: str) -> tuple[Event, ...]:
        """What happened to one operation, in order."""
        with self._lock, explained():
            rows = self._connection.execute(
                "SELECT operation, at, state, note FROM events WHERE operation = ? ORDER BY seq", (operation_id,)
            ).fetchall()
        return tuple(
            Event(row["operation"], datetime.fromisoformat(row["at"]), State(row["state"]), row["note"]) for row in rows
        )

    def taken(self, kinds: Iterable[Kind]) -> frozenset[int]:
        """Ids in Harvest that operations of these kinds have made or found: none of them is anybody else's."""
        with self._lock, explained():
            rows = self._connection.execute(
                f"SELECT answer_id FROM operations WHERE answer_id IS NOT NULL AND kind IN {_states(kinds)}"  # noqa: S608
            ).fetchall()
        return frozenset(row["answer_id"] for row in rows)

    # What was learnt

    def learn(self, user_id: int, name: str, value: str) -> None:
        """Keep a fact about the account, learnt from its answers."""
        if self.fact(user_id, name) == value:
            return
        with self._transaction():
            self._connection.execute(
                "INSERT INTO facts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                (user_id, name, value),
            )

    def fact(self, user_id: int, name: str) -> str | None:
        """A fact that was learnt, or None."""
        with self._lock, explained():
            row = self._connection.execute(
                "SELECT value FROM facts WHERE user_id = ? AND name = ?", (user_id, name)
            ).fetchone()
        return row["value"] if row else None

    # Age

    def prune(self, keep: timedelta = KEEP) -> int:
        """Forget operations that were settled longer ago than `keep`; what is open stays. Returns how many went."""
        limit = _text(self._clock() - keep)
        with self._transaction():
            self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS old AS SELECT id FROM operations WHERE 0")
            self._connection.execute("DELETE FROM old")
            self._connection.execute(
                f"INSERT INTO old SELECT id FROM operations AS one WHERE state IN {_states(SETTLED)}"  # noqa: S608
                " AND settled_at < ? AND verify_at IS NULL AND NOT EXISTS"
                f" (SELECT 1 FROM operations WHERE undoes = one.id AND state IN {_states(OPEN)})",
                (limit,),
            )
            self._connection.execute("DELETE FROM events WHERE operation IN (SELECT id FROM old)")
            return self._connection.execute("DELETE FROM operations WHERE id IN (SELECT id FROM old)").rowcount

    # Ground

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock, explained():
            self._still_ours()
            self._connection.execute("BEGIN IMMEDIATE")
            held = set(self._held)
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._held = held
                # A full disk makes SQLite roll back by itself.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _claimed(self, operation_id: str) -> Iterator[None]:
        with self._transaction():
            found = self._find("id = ?", operation_id)
            if found is None or found.claimant != self._presence.name or operation_id not in self._held:
                raise ClaimLost(f"{operation_id} is not held by this process")
            yield

    def _is_held(self, operation: Operation) -> bool:
        if operation.claimant is None:
            return False
        if operation.claimant == self._presence.name:
            return operation.id in self._held
        return self._presence.is_alive(operation.claimant)

    def _still_ours(self) -> None:
        # Somebody deleted, restored or replaced the file: what we would write here, nobody would ever read again.
        try:
            same = os.stat(self._path).st_ino == self._inode  # noqa: PTH116 - called at every step
        except OSError:
            same = False
        if not same:
            raise JournalDamaged(
                "The journal file was moved or replaced while Gleaner was running. Please start Gleaner again."
            )

    def _attempted(self, operation_id: str, now: datetime) -> None:
        self._connection.execute(
            "UPDATE operations SET attempts = attempts + 1, first_sent_at = COALESCE(first_sent_at, ?),"
            " uncertain_since = ? WHERE id = ?",
            (_text(now), _text(now), operation_id),
        )
        self._record(operation_id, now, State.SENDING, "")

    def _resent(self, operation_id: str) -> None:
        self._connection.execute("UPDATE operations SET resends = resends + 1 WHERE id = ?", (operation_id,))

    def _record(self, operation_id: str, now: datetime, state: State, note: str) -> None:
        self._connection.execute(
            "INSERT INTO events (operation, at, state, note) VALUES (?, ?, ?, ?)",
            (operation_id, _text(now), state, note),
        )

    def _set(self, operation_id: str, **columns: str | int | None) -> None:
        names = ", ".join(f"{name} = ?" for name in columns)
        self._connection.execute(
            f"UPDATE operations SET {names} WHERE id = ?",  # noqa: S608 - names are ours
            (*columns.values(), operation_id),
        )

    def _get(self, operation_id: str) -> Operation:
        found = self._find("id = ?", operation_id)
        if found is None:
            raise ClaimLost(f"{operation_id} is not in the journal")
        return found

    def _find(self, condition: str, value: str) -> Operation | None:
        row = self._connection.execute(f"SELECT * FROM operations WHERE {condition}", (value,)).fetchone()  # noqa: S608
        return _operation(row) if row else None

    def _select(self, condition: str, *values: str | int) -> tuple[Operation, ...]:
        with self._lock, explained():
            rows = self._connection.execute(f"SELECT * FROM operations WHERE {condition}", values).fetchall()  # noqa: S608
        return tuple(_operation(row) for row in rows)


def _states(names: Iterable[str]) -> str:
    return "({})".format(", ".join(f"'{name}'" for name in sorted(names)))


def _text(moment: datetime) -> str:
    # One width and one zone, so that moments sort as text.
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _operation(row: sqlite3.Row) -> Operation:
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - iterating a Row gives its values
    for name in _MOMENTS:
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    return Operation(**{**values, "kind": Kind(values["kind"]), "state": State(values["state"])})
