"""What the card of a deed says in each state, as plain values. Knows no Qt."""

from __future__ import annotations

from dataclasses import replace

from desktop.agent.deeds.card import Deed, FormField, Option
from desktop.agent.drafts import DraftState
from desktop.text import plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.cards.card_text import Look, Strip


def deed_look(deed: Deed) -> Look:
    """The look of a deed's card."""
    reason = plain.shown(retold(deed.reason))
    match deed.state:
        case DraftState.ASKING:
            return Look("asking", "ask", "", editable=True, strip=Strip.DASHED, can_discard=True)
        case DraftState.READY | DraftState.NEEDS_CHECK:
            return Look("ready", "check", "", editable=True, can_discard=True)
        case DraftState.CONFIRMED:
            return Look("sending", "wait", reason or tr("Kept safe, about to be sent"))
        case DraftState.SENDING:
            return Look("sending", "wait", reason or tr("Sending to Harvest…"))
        case DraftState.COMMITTED:
            told = " · ".join(part for part in (plain.shown(retold(deed.outcome)), reason) if part)
            return Look("committed", "check", told or tr("Done"), can_undo=not deed.is_grave)
        case DraftState.REFUSED:
            words = (
                tr("Not done: {reason}", reason=reason) if reason else tr("Not done: Harvest said no, without a reason")
            )
            return Look("refused", "refused", words, editable=True, can_retry=not deed.is_grave, can_discard=True)
        case DraftState.UNDONE:
            return Look(
                "settled",
                "undo",
                tr("Taken back: {summary}", summary=plain.shown(retold(deed.summary), 120)),
                collapsed=True,
            )
        case DraftState.DISCARDED:
            return Look(
                "settled",
                "close",
                tr("Dropped: {summary}", summary=plain.shown(retold(deed.summary), 120)),
                collapsed=True,
            )


def spoken_deed(deed: Deed) -> str:
    """The whole card in one line, for screen readers: what it does, whose time, what it asks, what changes."""
    asked = deed.asked
    state = {
        DraftState.ASKING: plain.shown(retold(asked.question)) if asked else tr("Asking"),
        DraftState.READY: tr("Ready"),
        DraftState.CONFIRMED: tr("Confirmed"),
        DraftState.SENDING: tr("Sending"),
        DraftState.COMMITTED: plain.shown(retold(deed.outcome)) or tr("Done"),
        DraftState.REFUSED: tr("Not done: {reason}", reason=plain.shown(retold(deed.reason))),
        DraftState.UNDONE: tr("Taken back"),
        DraftState.DISCARDED: tr("Dropped"),
    }.get(deed.state, tr("Ready"))
    person = tr("for {person}", person=deed.person) if deed.person else ""
    changes = [
        tr(
            "{name}: {before} becomes {after}",
            name=retold(field.name),
            before=value_words(field, field.before or "") or tr("nothing"),
            after=value_words(field, field.text) or tr("nothing"),
        )
        for field in _changed(deed)
    ]
    words = [retold(deed.title), person, retold(deed.summary), *changes, state]
    return ". ".join(plain.shown(word) for word in words if word)


def value_words(field: FormField, value: str) -> str:
    """A value of that field as it is shown; what a person wrote, and names, stay as they are."""
    return retold(value) if field.is_told else value


def offered(field: FormField) -> tuple[Option, ...]:
    """Its options as they are shown."""
    return tuple(replace(option, text=value_words(field, option.text)) for option in field.options)


def name_inside(field: FormField) -> str:
    """The field's name inside a sentence: `notes`, and `Notizen`."""
    name = retold(field.name)
    return name if name != field.name else name.casefold()


def _changed(deed: Deed) -> list[FormField]:
    return [field for field in deed.fields if field.is_changed]
