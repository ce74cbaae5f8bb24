"""One request as the rules and routes see it, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from desktop.demo.params import Params
from desktop.demo.records import Company, User
from desktop.demo.store import Store
from desktop.demo.switches import Switches
from desktop.demo.zones import zone_of

if TYPE_CHECKING:
    from desktop.demo.rules.permissions import Actor


@dataclass(frozen=True, slots=True)
class Books:
    """What every rule needs: the rows, the account's settings, the switches, and the instant (UTC, whole seconds)."""

    store: Store
    company: Company
    switches: Switches
    now: datetime

    def today(self, user: User) -> date:
        """The person's present calendar day."""
        return self.now.astimezone(self.zone(user)).date()

    def zone(self, user: User) -> ZoneInfo:
        """The person's time zone."""
        return zone_of(user.timezone)


@dataclass(frozen=True, slots=True)
class Call:
    """A request: who asks, with which parameters. `ids` are the numbers in the path; `origin` begins links."""

    books: Books
    actor: Actor
    params: Params = field(default_factory=Params)
    ids: tuple[int, ...] = ()
    origin: str = "https://api.harvestapp.com/v2"

    @property
    def store(self) -> Store:
        """The rows."""
        return self.books.store

    @property
    def now(self) -> datetime:
        """The instant of the request."""
        return self.books.now


@dataclass(frozen=True, slots=True)
class Reply:
    """A status and what goes into the JSON body (`None`: nothing useful)."""

    body: dict[str, Any] | None
    status: int = 200


def created(body: dict[str, Any]) -> Reply:
    """201 with the new object."""
    return Reply(body, 201)


DELETED = Reply(None)
