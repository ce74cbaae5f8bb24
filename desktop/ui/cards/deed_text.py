"""What the card of a deed says in each state, as plain values. Knows no Qt."""

from __future__ import annotations

from desktop.agent.deeds.card import Deed, FormField
from desktop.agent.drafts import DraftState
from desktop.text import plain
from desktop.ui.cards.card_text import Look, Strip


def deed_look(deed: Deed) -> Look:
    """The look of a deed's card."""
    reason = plain.shown(deed.reason)
    match deed.state:
        case DraftState.ASKING:
            return Look("asking", "ask", "", editable=True, strip=Strip.DASHED, can_discard=True)
        case DraftState.READY | DraftState.NEEDS_CHECK:
            return Look("ready", "check", "", editable=True, can_discard=True)
        case DraftState.CONFIRMED:
            return Look("sending", "wait", reason or "Kept safe, about to be sent")
        case DraftState.SENDING:
            return Look("sending", "wait", reason or "Sending to Harvest…")
        case DraftState.COMMITTED:
            told = " · ".join(part for part in (plain.shown(deed.outcome), reason) if part)
            return Look("committed", "check", told or "Done", can_undo=not deed.is_grave)
        case DraftState.REFUSED:
            words = f"Not done: {reason}" if reason else "Not done: Harvest said no, without a reason"
            return Look("refused", "refused", words, editable=True, can_retry=not deed.is_grave, can_discard=True)
        case DraftState.UNDONE:
            return Look("settled", "undo", f"Taken back: {plain.shown(deed.summary, 120)}", collapsed=True)
        case DraftState.DISCARDED:
            return Look("settled", "close", f"Dropped: {plain.shown(deed.summary, 120)}", collapsed=True)


def spoken_deed(deed: Deed) -> str:
    """The whole card in one line, for screen readers: what it does, whose time, what it asks, what changes."""
    asked = deed.asked
    state = {
        DraftState.ASKING: plain.shown(asked.question) if asked else "Asking",
        DraftState.READY: "Ready",
        DraftState.CONFIRMED: "Confirmed",
        DraftState.SENDING: "Sending",
        DraftState.COMMITTED: plain.shown(deed.outcome) or "Done",
        DraftState.REFUSED: f"Not done: {plain.shown(deed.reason)}",
        DraftState.UNDONE: "Taken back",
        DraftState.DISCARDED: "Dropped",
    }.get(deed.state, "Ready")
    person = f"for {deed.person}" if deed.person else ""
    changes = [
        f"{field.name}: {field.before or 'nothing'} becomes {field.text or 'nothing'}" for field in _changed(deed)
    ]
    words = [deed.title, person, plain.shown(deed.summary), *changes, state]
    return ". ".join(plain.shown(word) for word in words if word)


def _changed(deed: Deed) -> list[FormField]:
    return [field for field in deed.fields if field.is_changed]
