"""Who asks, of which account, and when: what every answer needs besides rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop.harvest.catalog import Account, Catalog, Project
from desktop.harvest.models import User


@dataclass(frozen=True, slots=True)
class Scene:
    """The account and what the person may log to, and the local wall clock at which they ask.

    `recent` are the active projects that they logged to last, the latest first; `person` is the teammate whom a
    question is about.
    """

    account: Account
    catalog: Catalog
    now: datetime
    recent: tuple[Project, ...] = ()
    person: User | None = None

    @property
    def today(self) -> date:
        """The day on which it is asked."""
        return self.now.date()

    def page(self, path: str) -> str:
        """The address of one of Harvest's own pages; "" where it is not known where they are."""
        return f"{self.account.web}{path}" if self.account.web else ""
