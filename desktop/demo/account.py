"""The demo account: its rows, its clock, its switches, and how it comes to be, is reset and grows older."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from desktop.demo.account_file import DEFAULT_FILE, AccountFile, read_account_file
from desktop.demo.call import Books
from desktop.demo.clock import DemoClock
from desktop.demo.faults import FaultPlan
from desktop.demo.records import Company, Mail, TimeEntry, Token, User
from desktop.demo.seed.plan import extend, is_ahead, plant
from desktop.demo.store import Store
from desktop.demo.switches import Switches
from desktop.demo.zones import zone_of

Size = Literal["small", "large"]

DATABASE = "demo.sqlite3"
ACCOUNT_ID = 1_204_417
FORECAST_ACCOUNT_ID = 1_204_930
SEED_VERSION = 1

# Planting takes a tenth of a second, copying a few milliseconds: tests make many accounts.
_MOST_PLANTED = 4
_PLANTED: dict[tuple[str, date], Store] = {}
_PLANTED_LOCK = threading.Lock()


class DemoAccount:
    """A Harvest account of pretence, in memory or in a file below `home`.

    `switches`, `faults` and `clock` belong to this process; everything else is in `store` and is shared with every
    process that uses the same home. Use `open()` to make one and `close()` to let go of the file.
    """

    def __init__(
        self,
        store: Store,
        file: AccountFile,
        clock: DemoClock,
        *,
        switches: Switches | None = None,
        size: Size = "small",
        fingerprint: str = "",
    ) -> None:
        self.store = store
        self.clock = clock
        self.switches = switches or Switches()
        self.faults = FaultPlan()
        self._file = file
        self._size: Size = size
        self._fingerprint = fingerprint

    @classmethod
    def open(
        cls,
        account_file: Path | None = None,
        *,
        home: Path | None = None,
        clock: DemoClock | None = None,
        switches: Switches | None = None,
        size: Size = "small",
    ) -> DemoAccount:
        """The account of that file, seeded if it is new and brought up to the clock's day if it is old.

        Without `home` it lives in memory. Raises OSError or ValueError for an account file that cannot be used.
        """
        source = account_file or DEFAULT_FILE
        file = read_account_file(source)
        fingerprint = sha256(source.read_bytes() + f"|{size}|{SEED_VERSION}".encode()).hexdigest()
        if home is not None:
            home.mkdir(parents=True, exist_ok=True)
        store = Store(None if home is None else home / DATABASE)
        account = cls(store, file, clock or DemoClock(), switches=switches, size=size, fingerprint=fingerprint)
        if home is None:
            account._copy_or_plant()
        else:
            account.refresh()
        return account

    def close(self) -> None:
        """Close the database."""
        self.store.close()

    def refresh(self) -> None:
        """Seed what is new, and add the days that have passed since the history ended.

        Where the clock has gone back behind the seeded days, they are seeded anew unless somebody has logged time.
        """
        with self.store.transaction():
            is_other = self.store.read_meta("fingerprint") != self._fingerprint
            if is_other or (is_ahead(self.store, self._today()) and not self.store.count(TimeEntry, "NOT is_seeded")):
                self.reset()
            else:
                extend(self.store, self._today())

    def reset(self) -> None:
        """Forget everything, faults included, and seed anew for the clock's present day. Switches stay."""
        with self.store.transaction():
            self.store.clear()
            plant(self.store, self._file, self._today(), is_large=self._size == "large")
            self.store.write_meta("fingerprint", self._fingerprint)
        self.faults.clear()

    def _copy_or_plant(self) -> None:
        """Fill an empty store in memory; what was planted in this process for the same day is copied."""
        key = (self._fingerprint, self._today())
        with _PLANTED_LOCK:
            if key not in _PLANTED:
                self.reset()
                while len(_PLANTED) >= _MOST_PLANTED:
                    _PLANTED.pop(next(iter(_PLANTED))).close()
                _PLANTED[key] = Store()
                _PLANTED[key].copy_from(self.store)
            else:
                self.store.copy_from(_PLANTED[key])

    @property
    def account_id(self) -> int:
        """The number for `Harvest-Account-Id`."""
        return ACCOUNT_ID

    @property
    def user(self) -> User:
        """The person whose account file this is."""
        with self.store.transaction(write=False):
            return self.store.get(User, self._file.user.id)

    @property
    def token(self) -> str:
        """That person's personal access token."""
        return self.token_of(self._file.user.id)

    def token_of(self, user_id: int) -> str:
        """A person's personal access token. Raises KeyError for somebody who has none."""
        with self.store.transaction(write=False):
            token = self.store.first(Token, "user_id = ? AND kind = 'personal'", [user_id])
        if token is None:
            raise KeyError(f"no token of user {user_id}")
        return token.value

    @property
    def company(self) -> Company:
        """The account's settings."""
        with self.store.transaction(write=False):
            return self.store.get(Company, 1)

    def configure(self, **settings: Any) -> Company:
        """Change account settings (fields of `Company`), such as `rounding_minutes=15, rounding_mode="up"`."""
        with self.store.transaction():
            return self.store.save(replace(self.store.get(Company, 1), **settings))

    def set_access_roles(self, user_id: int, *roles: str) -> User:
        """Give a person other access roles: `administrator`, `manager` and its extras, or `member`."""
        with self.store.transaction():
            return self.store.save(replace(self.store.get(User, user_id), access_roles=list(roles)))

    def person(self, *roles: str) -> User:
        """The first person whose access roles are exactly these, or begin with the one given.

        Raises KeyError where there is nobody.
        """
        with self.store.transaction(write=False):
            for user in self.store.select(User, "is_active", order="id ASC"):
                if user.access_roles == list(roles) or (len(roles) == 1 and user.access_roles[:1] == [roles[0]]):
                    return user
        raise KeyError(f"nobody is {roles}")

    def approve(self, user_id: int, first: date, last: date) -> None:
        """Approve a person's time of those days; there is no such endpoint in Harvest's API."""
        with self.store.transaction():
            self.store.set_all(
                TimeEntry,
                "approval_status = 'approved', updated_at = ?",
                "user_id = ? AND spent_date BETWEEN ? AND ? AND timer_started_at IS NULL",
                (self.now(), user_id, first, last),
            )

    def outbox(self) -> list[Mail]:
        """E-mails that Harvest would have sent, oldest first."""
        with self.store.transaction(write=False):
            return self.store.select(Mail, order="id ASC")

    def entries(self, user_id: int | None = None) -> list[TimeEntry]:
        """Time entries that were not seeded (somebody logged them), oldest first."""
        with self.store.transaction(write=False):
            if user_id is None:
                return self.store.select(TimeEntry, "NOT is_seeded", order="id ASC")
            return self.store.select(TimeEntry, "NOT is_seeded AND user_id = ?", [user_id], order="id ASC")

    def revoke(self, token: str) -> None:
        """Make a token worthless, as its owner can on the Developers page."""
        with self.store.transaction():
            self.store.set_all(Token, "is_revoked = 1", "value = ?", [token])

    def now(self) -> datetime:
        """The clock's instant in whole seconds, as Harvest keeps time."""
        return self.clock.now().replace(microsecond=0)

    @contextmanager
    def books(self, *, write: bool) -> Iterator[Books]:
        """What the rules need, inside one transaction."""
        with self.store.transaction(write=write):
            yield Books(self.store, self.store.get(Company, 1), self.switches, self.now())

    def _today(self) -> date:
        return self.clock.now().astimezone(zone_of(self._file.user.timezone)).date()
