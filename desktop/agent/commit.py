"""The one way out: every write to Harvest passes through here, from the journal, after a person confirmed it.

committer = Committer(harvest, journal, account)
await committer.commit(drafts)      # stored, then sent; each on its own
await committer.settle_pending()    # later: what waits or is in doubt, oldest first
await committer.undo_last()
"""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from desktop.agent.cards import card_of, confirmed
from desktop.agent.drafts import Card, DraftState
from desktop.agent.grace import Grace
from desktop.agent.journal import Journal, JournalError, Kind, NewOperation, Operation, State
from desktop.agent.journal.store import utc_now
from desktop.agent.known import Known
from desktop.agent.settling import Delivery, Looks, Step
from desktop.agent.taking_back import TakingBack, Undone
from desktop.agent.twins import Twins
from desktop.agent.writes.base import COUNTING, Desk
from desktop.agent.writes.payloads import Payload, canonical
from desktop.harvest.catalog import Account
from desktop.harvest.client import Harvest
from desktop.harvest.errors import HarvestError, NotSignedIn, Throttled, Unreachable
from desktop.harvest.models import Answer

log = logging.getLogger(__name__)

AccountSource = Account | Callable[[], Awaitable[Account]]

_ENTRIES = frozenset(
    {Kind.CREATE_ENTRY, Kind.UPDATE_ENTRY, Kind.SPLIT_ENTRY, Kind.START_TIMER, Kind.STOP_TIMER, Kind.RESTART_TIMER}
)
INVOICES_MADE = frozenset({Kind.CREATE_INVOICE})
_ROUNDS = 3
"""How often one call goes after an operation that stays in doubt; the next `settle_pending` goes on."""

NOTHING_SENT = "Nothing was sent, and the cards are still here: please confirm again then."


@dataclass(frozen=True, slots=True)
class Round:
    """What became of one go. `stopped_by`: why Harvest took no more; `retry_after`: seconds to wait, if it said.

    `news`: earlier operations of which a second copy turned up, each with the sentence that says so.
    """

    operations: tuple[Operation, ...] = ()
    stopped_by: HarvestError | None = None
    news: tuple[Operation, ...] = ()

    @property
    def retry_after(self) -> float | None:
        """Seconds after which Harvest wants to be asked again, if it said so."""
        return self.stopped_by.retry_after if isinstance(self.stopped_by, Throttled) else None


def _ignore(card: Card) -> None:
    """Nobody listens."""


class Committer:
    """Confirms, sends, settles and undoes. Use from one asyncio loop; other processes may have their own.

    `account` is who is signed in, or how to ask; the latest answer serves on while offline. `on_change` is called with
    every card that has a new state. Methods raise JournalError where nothing could be stored (and so nothing was sent),
    and HarvestError only where the account cannot be learnt; all else, also whatever fails once a request has left,
    ends up in the operation's state and reason.
    """

    def __init__(
        self,
        harvest: Harvest,
        journal: Journal,
        account: AccountSource,
        *,
        clock: Callable[[], datetime] = utc_now,
        on_change: Callable[[Card], None] = _ignore,
        looks: Looks | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.on_change = on_change
        self._listeners: list[Callable[[Card], None]] = []
        self._harvest = harvest
        self._journal = journal
        self._source = account
        self._account: Account | None = None
        self._clock = clock
        self._looks = looks or Looks()
        self._sleep = sleep
        self._grace = Grace(monotonic)
        self._known = Known(journal)
        self._taking_back = TakingBack(self, harvest, journal, self._known)

    def listen(self, hear: Callable[[Card], None]) -> None:
        """Tell one more conversation of every card that has a new state, its own and others'."""
        self._listeners.append(hear)

    def leave(self, hear: Callable[[Card], None]) -> None:
        """Tell that conversation no more."""
        self._listeners.remove(hear)

    async def account(self) -> Account:
        """Who is signed in. Raises HarvestError where that was never learnt and cannot be asked now."""
        if isinstance(self._source, Account):
            return self._source
        try:
            self._account = await self._source()
        except HarvestError:
            if self._account is None:
                raise
        return self._account

    # Cards

    async def commit(self, drafts: Sequence[Card]) -> tuple[Card, ...]:
        """Store these cards as confirmed, then send them; returns them in their new states, in order."""
        operations = await self.confirm(drafts)
        await self.send([operation.id for operation in operations])
        return tuple(card for draft in drafts if (stored := self._known.get(draft.id)) and (card := card_of(stored)))

    async def confirm(
        self, drafts: Sequence[Card], *, said: Mapping[str, str] = MappingProxyType({})
    ) -> tuple[Operation, ...]:
        """Store these cards, all or none, before anything is sent. A card that is stored already stays as it is.

        `said` are the words that each card came from, by its id.
        Raises NotReady where a card still asks for something, JournalError where none could be stored.
        """
        account = await self.account()
        batch = uuid.uuid4().hex
        with nothing_sent():
            by_times = self._counts_by_times(account)
            known = {draft.id: self._journal.operation(draft.id) for draft in drafts}
            news = [
                confirmed(draft, account, batch, by_times=by_times, said=said.get(draft.id, ""))
                for draft in drafts
                if (stored := known[draft.id]) is None or stored.state is State.REFUSED
            ]
            added = {operation.id: operation for operation in self.store(news)}
        operations = [added.get(draft.id) or known[draft.id] for draft in drafts]
        for operation in added.values():
            self._tell(operation)
        return tuple(operation for operation in operations if operation is not None)

    def store(self, news: Sequence[NewOperation]) -> tuple[Operation, ...]:
        """Store what is to be sent. Raises JournalError: then nothing of it was."""
        with nothing_sent():
            added = self._journal.add(news)
        for operation in added:
            self._grace.since(("now", operation.id))
            self._known.clear_trouble(operation.id)
            self._known.keep(operation)
        return added

    def _counts_by_times(self, account: Account) -> bool | None:
        if account.wants_timestamp_timers is not None:
            return account.wants_timestamp_timers
        learnt = self._journal.fact(account.user_id, COUNTING)
        return None if learnt is None else learnt == "timestamps"

    # All other writes

    async def write(
        self,
        payload: Payload,
        *,
        summary: str,
        before: Answer | None = None,
        said: str = "",
        operation_id: str | None = None,
    ) -> Operation:
        """Store any other write that a person has just confirmed, and send it.

        `before` is what the person saw: the entry to change, delete or stop. `operation_id` is a UUID made when the
        card was shown, so that confirming twice does nothing twice; for a timer it is its external reference.
        """
        account = await self.account()
        (operation,) = self.store(
            [
                NewOperation(
                    id=operation_id or str(uuid.uuid4()),
                    kind=payload.kind,
                    payload=canonical(payload),
                    summary=summary,
                    user_id=account.user_id,
                    batch=uuid.uuid4().hex,
                    before=before.model_dump_json(exclude_none=True) if before is not None else "",
                    said=said,
                )
            ]
        )
        await self.send([operation.id])
        return self._known.get(operation.id) or operation

    # What waits

    async def settle_pending(self) -> Round:
        """Take everything that waits or is in doubt as far as it goes now, oldest first. Safe to call at any time."""
        account = await self.account()
        return await self.send(self._waiting(account.user_id))

    def waiting_count(self, user_id: int) -> int:
        """How many operations of that Harvest user `settle_pending` would take up; nobody else can settle the rest.

        Those of which a second copy may turn up within the minute count, too.
        """
        return len(self._waiting(user_id)) + len(self._journal.watched(user_id))

    def _waiting(self, user_id: int) -> list[str]:
        return [one.id for one in self._journal.pending(user_id) if one.state is not State.UNCLEAR]

    async def send(self, operation_ids: Sequence[str]) -> Round:
        """Take these operations as far as they go now, each on its own, in this order.

        Those in doubt come last, so that no card waits for the looks that another one needs. What was confirmed in
        another account waits for that one: this one's Harvest neither has it nor may get it.
        """
        account = await self.account()
        operation_ids = [key for key in operation_ids if not self._is_elsewhere(key, account)]
        delivery = self._delivery(account)
        doubtful: list[str] = []
        stopped = False
        for index, operation_id in enumerate(operation_ids):
            step = await self._step(delivery, delivery.send, operation_id)
            if step is Step.DOUBT:
                doubtful.append(operation_id)
            if step is Step.BROKEN or (step is Step.WAITS and _concerns_all(delivery.stopper)):
                stopped = True
                if step is Step.WAITS:
                    self._leave_waiting(operation_ids[index + 1 :], str(delivery.stopper))
                break
        if not stopped:
            await self._settle(delivery, doubtful)
        news = () if stopped else await self._remove_twins(account)
        states = [self._known.get(operation_id) for operation_id in operation_ids]
        waits = any(one and one.state in (State.CONFIRMED, State.SENDING) for one in states)
        return Round(tuple(one for one in states if one), delivery.stopper if waits else None, news)

    def _is_elsewhere(self, operation_id: str, account: Account) -> bool:
        operation = self._known.get(operation_id)
        return operation is not None and operation.user_id != account.user_id

    async def settle_doubts(self) -> tuple[Operation, ...]:
        """What an earlier run left open: requests without an outcome, and second copies that may have turned up.

        Sends nothing that was never sent. Returns what is known now of these; nothing where Harvest cannot be asked.
        """
        if not self._journal.has_doubts():
            return ()
        account = await self.account()
        doubtful = [one.id for one in self._journal.pending(account.user_id) if one.state is State.SENDING]
        await self._settle(self._delivery(account), doubtful)
        news = await self._remove_twins(account)
        settled = [one for key in doubtful if (one := self._known.get(key))]
        return (*settled, *(one for one in news if one.id not in doubtful))

    async def _settle(self, delivery: Delivery, doubtful: Sequence[str]) -> None:
        for _ in range(_ROUNDS):
            still: list[str] = []
            for operation_id in doubtful:
                step = await self._step(delivery, delivery.settle, operation_id)
                if step is Step.BROKEN:
                    return
                if step in (Step.DOUBT, Step.WAITS):
                    still.append(operation_id)
            if not still:
                return
            doubtful = still

    def _leave_waiting(self, operation_ids: Sequence[str], reason: str) -> None:
        for operation_id in operation_ids:
            operation = self._known.get(operation_id)
            if operation is not None and operation.state is State.CONFIRMED:
                self.note(operation_id, reason)
                self.tell(operation_id)

    async def _step(self, delivery: Delivery, advance: Callable[[str], Awaitable[Step]], operation_id: str) -> Step:
        before = self._known.get(operation_id)
        if before is not None:
            self._known.keep(before)
            if before.state is State.CONFIRMED:
                self._tell(before, sending=True)
        try:
            step = await advance(operation_id)
            self._known.clear_trouble(operation_id)
            return step
        except Exception as problem:  # a full disk, a busy or damaged journal, or a defect of ours
            if not isinstance(problem, JournalError):
                log.exception("a step failed")
            # The next step reads from the journal that a request may have left: it looks before it sends.
            self._known.note_trouble(operation_id, problem, left=delivery.has_left)
            return Step.BROKEN
        finally:
            after = self.tell(operation_id)
            if after is not None and after.undoes:
                self.tell(after.undoes)

    async def _remove_twins(self, account: Account) -> tuple[Operation, ...]:
        twins = Twins(self._desk(account), self._looks, self._grace)
        try:
            for operation in await twins.look():
                self.tell(operation.id)
        except (HarvestError, JournalError) as problem:
            log.info("twins are looked for later: %s", type(problem).__name__)
        return tuple(twins.news)

    # Reading

    @property
    def touched(self) -> tuple[Operation, ...]:
        """What this process confirmed, sent or looked up, as it stands now, oldest first."""
        known = [one for key in self._known.ids if (one := self._known.get(key))]
        return tuple(sorted(known, key=lambda one: one.seq))

    def pending(self) -> tuple[Operation, ...]:
        """What is not settled, oldest first, of everybody who signed in on this machine; each says why it waits."""
        return tuple(map(self._known.explained, self._journal.pending()))

    def watched(self) -> tuple[Operation, ...]:
        """What Harvest has after more than one request, and may get a second time within the minute."""
        return tuple(map(self._known.explained, self._journal.watched()))

    def operations(self, operation_ids: Sequence[str]) -> tuple[Operation, ...]:
        """These operations as they stand; those that were never stored are left out."""
        return tuple(one for key in operation_ids if (one := self._known.get(key)))

    async def pending_count(self) -> int:
        """How many operations are not settled."""
        return len(self._journal.pending())

    def latest_of(self, user_id: int, kinds: frozenset[Kind] = _ENTRIES) -> tuple[int, ...]:
        """What the latest confirmation made or changed of these kinds, by their ids in Harvest, oldest first."""
        latest = self._journal.latest_commit(user_id)
        return tuple(one.answer_id for one in reversed(latest) if one.answer_id and one.kind in kinds)

    def latest_seq(self) -> int:
        """The number of the latest operation that was confirmed, by anybody. Raises JournalError."""
        return self._journal.latest_seq()

    def logged_since(self, user_id: int, seq: int) -> tuple[Operation, ...]:
        """What was confirmed to be made after that one, in any window or process. Raises JournalError."""
        return self._journal.logged_since(user_id, seq)

    # Decisions

    async def send_again(self, operation_id: str) -> Operation | None:
        """The person decided that an unclear operation is to be sent once more."""
        if self._journal.send_anew(operation_id, "Sent again, as you decided."):
            await self.send([operation_id])
        return self._journal.operation(operation_id)

    def was_sent(self, operation_id: str) -> Operation | None:
        """The person looked: an unclear operation did happen."""
        self._journal.accept(operation_id, "You said that it was done.")
        return self.tell(operation_id)

    def drop(self, operation_id: str) -> Operation | None:
        """Forget an operation that surely was not sent, or that is unclear and the person gives up."""
        self._journal.discard(operation_id, "Dropped before it was sent.")
        return self.tell(operation_id)

    # Undo

    async def undo_last(self) -> Undone:
        """Take back what was confirmed last and is not undone yet: all that one Enter wrote."""
        return await self._taking_back.latest()

    async def undo(self, operation_id: str) -> Undone:
        """Take one operation back, exactly once; a card's id is its operation's. What cannot be, is told, not done."""
        return await self._taking_back.one(operation_id)

    # Ground

    def _delivery(self, account: Account) -> Delivery:
        return Delivery(self._desk(account), self._looks, self._grace, self._sleep)

    def _desk(self, account: Account) -> Desk:
        return Desk(self._harvest, self._journal, account, self._clock)

    def note(self, operation_id: str, reason: str) -> None:
        """Replace what a person reads, if it can be stored: what happened does not depend on it."""
        try:
            self._journal.note(operation_id, reason)
        except JournalError as problem:
            log.warning("A reason could not be stored: %s", problem)

    def tell(self, operation_id: str) -> Operation | None:
        """Tell the screen how that operation stands; returns it."""
        operation = self._known.get(operation_id)
        if operation is not None:
            self._tell(operation)
        return operation

    def _tell(self, operation: Operation, *, sending: bool = False) -> None:
        card = card_of(operation)
        if card is None:
            return
        shown = replace(card, state=DraftState.SENDING) if sending else card
        for hear in (self.on_change, *self._listeners):
            try:
                hear(shown)
            except Exception:
                # What is shown must not decide over what is written.
                log.exception("a listener failed")


def _concerns_all(problem: HarvestError | None) -> bool:
    """Whether the next request would meet the same: then the rest is not even tried."""
    return isinstance(problem, Unreachable | Throttled | NotSignedIn)


@contextmanager
def nothing_sent() -> Iterator[None]:
    """For what is stored before anything is sent: a failure says that nothing was."""
    try:
        yield
    except JournalError as problem:
        if NOTHING_SENT in str(problem):
            raise
        raise type(problem)(f"{problem} {NOTHING_SENT}") from problem
