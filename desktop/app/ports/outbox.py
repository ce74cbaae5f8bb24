"""What is confirmed and not settled, as the screen shows it."""

from __future__ import annotations

from desktop.agent.cards import card_of
from desktop.agent.commit import Committer
from desktop.agent.journal import Operation, State
from desktop.ui.port import Decision, Waiting


def waiting_of(committer: Committer, user_id: int | None) -> tuple[Waiting, ...]:
    """Oldest first: of that Harvest user, or of everybody who signed in here where that is None."""
    return tuple(_waiting(one) for one in committer.pending() if user_id in (None, one.user_id))


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


def _waiting(operation: Operation) -> Waiting:
    is_unclear = operation.state is State.UNCLEAR
    return Waiting(operation.id, operation.summary, operation.reason, is_unclear, card_of(operation))
