"""The door to Harvest: `Harvest`, all calls of its API v2 that this product needs.

    async with Harvest(base_url=HARVEST_URL, account_id="123", token=PersonalToken("...")) as harvest:
        entries = await harvest.time_entries(user_id=7, start=monday, end=sunday)

Every call answers with frozen models (lists are complete) or raises one of `desktop.harvest.errors`. Reads are tried
again by themselves; writes are sent once.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

import httpx

from desktop import __version__
from desktop.harvest.address import Address
from desktop.harvest.limits import Patience
from desktop.harvest.places import HARVEST_URL
from desktop.harvest.resources.account import AccountCalls
from desktop.harvest.resources.entries import TimeEntryCalls
from desktop.harvest.resources.expenses import ExpenseCalls
from desktop.harvest.resources.invoices import InvoiceCalls
from desktop.harvest.resources.projects import ProjectCalls
from desktop.harvest.resources.reports import ReportCalls
from desktop.harvest.wire import TokenSource, Wire

__all__ = ["HARVEST_URL", "USER_AGENT", "Harvest", "Patience", "TokenSource"]

USER_AGENT = f"Gleaner/{__version__} (https://gleaner.example)"
"""Harvest asks for the program's name and a way to reach its maker, and answers 400 without."""


class Harvest(AccountCalls, TimeEntryCalls, ExpenseCalls, InvoiceCalls, ProjectCalls, ReportCalls):
    """One account, one person. Belongs to one event loop; any number of calls may run at once.

    `base_url` must be https, or loopback: else `InsecureAddress`. `on_wait` gets a sentence when a wait (rate limit,
    retry) has lasted a second, and "" when it is over; it is called on the event loop's thread.
    """

    def __init__(
        self,
        *,
        base_url: str = HARVEST_URL,
        account_id: str | int,
        token: TokenSource,
        user_agent: str = USER_AGENT,
        transport: httpx.AsyncBaseTransport | None = None,
        on_wait: Callable[[str], None] | None = None,
        patience: Patience | None = None,
    ) -> None:
        address = Address.parse(base_url)
        super().__init__(Wire(address, str(account_id), token, user_agent, transport, on_wait, patience or Patience()))

    async def aclose(self) -> None:
        """Close all connections."""
        await self._wire.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()
