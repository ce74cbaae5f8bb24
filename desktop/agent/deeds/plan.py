"""What every kind of deed is made of: a plan that is filled in by words and answers, and shown as a card.

A plan is a frozen value. `card` shows it (pure: the one place that decides what is asked and what would be written);
`answered` gives the plan after a field was filled in, and may read from Harvest to do so. Nothing here writes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from desktop.agent.deeds.card import Deed, FormField, Writing, settled_state
from desktop.agent.drafts import DraftState
from desktop.agent.intents import Kind
from desktop.agent.writes.base import image
from desktop.agent.writes.payloads import Payload, canonical
from desktop.harvest.catalog import Account, Catalog, PastEntry
from desktop.harvest.client import Harvest
from desktop.harvest.models import Answer, User


class CannotDo(Exception):  # noqa: N818 - says what is the matter
    """There is nothing that a card could offer; the text says why, for people."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What plans are made on. `now` is the person's wall clock; `said` are the words.

    `latest` and `invoices` are ids of entries and of invoices that were just made, oldest first. `people`
    are the teammates whose time the words are about; none: one's own.
    """

    harvest: Harvest
    account: Account
    catalog: Catalog
    history: tuple[PastEntry, ...]
    now: datetime
    latest: tuple[int, ...] = ()
    said: str = ""
    invoices: tuple[int, ...] = ()
    people: tuple[User, ...] = ()

    @property
    def today(self) -> date:
        """The person's day."""
        return self.now.date()


class Plan(ABC):
    """One deed on its way to a card. Subclasses are frozen dataclasses."""

    kind: ClassVar[Kind]

    @abstractmethod
    def card(self, deed_id: str) -> Deed:
        """The card as it stands."""

    @abstractmethod
    async def answered(self, key: str, value: str, ground: Ground) -> Plan:
        """The plan with that field filled in. Raises NoAnswer, HarvestError."""


def checked(deed: Deed, payload: Payload | None, before: Answer | None = None) -> Deed:
    """The deed with what it would write, in the state that follows from what it asks."""
    if payload is not None and deed.asked is None:
        was = image(before) if before is not None else ""
        deed = replace(deed, writing=Writing(payload.kind.value, canonical(payload), was))
    return replace(deed, state=settled_state(deed))


def new_deed(deed_id: str, kind: Kind, title: str, action: str, summary: str, fields: Iterable[FormField]) -> Deed:
    """A deed that is not checked yet."""
    return Deed(deed_id, DraftState.ASKING, kind, title, action, summary, tuple(fields))
