"""What is confirmed and not settled, as the screen shows it."""

from __future__ import annotations

from desktop.agent.cards import card_of
from desktop.agent.commit import Committer
from desktop.agent.journal import Operation, State
from desktop.ui.port import Decision, Waiting


def waiting_of(committer: Committer, user_id: int | None) -> tuple[Waiting, ...]:
    """Oldest first: of that Harvest user, or of everybody who signed in here where that is None."""
    return tuple(_waiting(one) for one in committer.pending() if user_id in (None, one.user_id))


async def decide(committer: Committer, operation_id: str, decision: Decision) -> None:
    """Settle what is unclear as the person says."""
    match decision:
        case Decision.DONE:
            committer.was_sent(operation_id)
        case Decision.AGAIN:
            await committer.send_again(operation_id)
        case Decision.FORGET:
            committer.drop(operation_id)


def _waiting(operation: Operation) -> Waiting:
    is_unclear = operation.state is State.UNCLEAR
    return Waiting(operation.id, operation.summary, operation.reason, is_unclear, card_of(operation))
