"""What is confirmed and not settled, as the screen shows it."""

from __future__ import annotations

from desktop.agent.cards import card_of
from desktop.agent.commit import Committer
from desktop.agent.journal import Journal, Operation, State
from desktop.harvest.catalog import Account
from desktop.ui.port import Decision, Waiting

_COMPANY = "company"


def waiting_of(committer: Committer, journal: Journal, user_id: int | None) -> tuple[Waiting, ...]:
    """Oldest first: of that Harvest user, then of the person's other accounts. None: who is signed in is not known."""
    waiting = [_waiting(one, journal, user_id) for one in committer.pending()]
    return tuple(sorted(waiting, key=lambda one: one.elsewhere is not None))


def learn_name(journal: Journal, account: Account) -> None:
    """Remember what that account is called, for when another one is signed in."""
    journal.learn(account.user_id, _COMPANY, account.company)


async def decide(committer: Committer, operation_id: str, decision: Decision) -> str:
    """Settle what is unclear as the person says. Returns why that was not possible any more, or ""."""
    match decision:
        case Decision.DONE:
            operation, wanted = committer.was_sent(operation_id), {State.COMMITTED}
        case Decision.AGAIN:
            operation, wanted = await committer.send_again(operation_id), set(State) - {State.UNDONE, State.DISCARDED}
        case Decision.FORGET:
            operation, wanted = committer.drop(operation_id), {State.DISCARDED}
    if operation is None:
        return "That does not wait any more, so nothing was done."
    if operation.state in wanted:
        return ""
    if operation.state is State.SENDING:
        return "That is being sent or looked up right now, so nothing was done. Please wait until Harvest answers."
    return "That has changed meanwhile, so nothing was done. Please look at it again."


def _waiting(operation: Operation, journal: Journal, user_id: int | None) -> Waiting:
    is_unclear, is_own = operation.state is State.UNCLEAR, user_id in (None, operation.user_id)
    elsewhere = None if is_own else journal.fact(operation.user_id, _COMPANY) or ""
    return Waiting(operation.id, operation.summary, operation.reason, is_unclear, card_of(operation), elsewhere)
