"""The check between what was meant and what may be confirmed: the same for every surface and every interpreter.

Pure functions. What Harvest would refuse, or what would be a guess, makes a card ask; what is merely odd makes it warn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Final

from desktop.agent.drafts import UNCONFIRMED, Draft, DraftState
from desktop.agent.intents import Warn
from desktop.agent.slots import Slot, minutes_of, place
from desktop.agent.wording import hours_text
from desktop.harvest.catalog import Account, PastEntry
from desktop.harvest.models import Clock, format_clock

LEAST: Final = Decimal("0.01")
"""Harvest keeps hundredths of an hour: less would be stored as nothing."""

MOST: Final = Decimal(24)

LONG_DAY: Final = Decimal(16)
"""Hours in one day beyond which a person is asked to look again."""

_OURS: Final = frozenset({"future_date", "long_day", "possible_duplicate", "time_placed"})
_UNSETTLED: Final = UNCONFIRMED | {DraftState.CONFIRMED, DraftState.SENDING}
_OPEN: Final = UNCONFIRMED | {DraftState.REFUSED}


def validate(
    draft: Draft,
    *,
    account: Account,
    today: date,
    history: Iterable[PastEntry] = (),
    others: Iterable[Draft] = (),
    day_hours: Decimal | None = None,
    now: time | None = None,
) -> Draft:
    """The card as it may be shown: `ready`, `asking` for what is missing or cannot be, or `needs_check`; with warnings.

    `history` are the person's own entries (at least those of that day), `others` the other cards on the screen.
    `day_hours` is what Harvest has for that day, where that is known better than from `history`. `now` is the person's
    time of day. A card that is confirmed or settled comes back as it is; one that was refused may be confirmed anew.
    """
    if draft.state not in _OPEN:
        return draft
    same_day = [entry for entry in history if entry.spent_date == draft.spent_date]
    cards = [
        other
        for other in others
        if other.id != draft.id and other.state in _UNSETTLED and other.spent_date == draft.spent_date
    ]
    placed_before = any(warning.code == "time_placed" for warning in draft.warnings)
    draft = replace(draft, warnings=tuple(warning for warning in draft.warnings if warning.code not in _OURS))
    draft = _checked_hours(_checked_task(_checked_project(draft)))
    if account.wants_timestamp_timers:
        present = now if draft.spent_date == today else None
        draft = _with_times(draft, account, same_day, cards, present, anew=placed_before)
    known = day_hours if day_hours is not None else sum((entry.hours for entry in same_day), Decimal(0))
    warnings = [*draft.warnings, *_oddities(draft, today, known, same_day, cards)]
    complete = DraftState.NEEDS_CHECK if draft.checks else DraftState.READY
    state = DraftState.ASKING if draft.missing else complete
    return replace(draft, state=state, warnings=tuple(warnings), reason="")


def _checked_project(draft: Draft) -> Draft:
    if draft.project is None or draft.project.is_active:
        return draft
    warning = Warn("archived", f"{draft.project.name} is archived: no time can be logged to it.")
    said = draft.said_project or draft.project.name
    return _with_warning(replace(draft, project=None, task=None, said_project=said), warning)


def _checked_task(draft: Draft) -> Draft:
    if draft.task is None or draft.project is None:
        return draft
    own = draft.project.task(draft.task.id)
    if own is not None:
        return replace(draft, task=own)
    warning = Warn("task_unknown", f"{draft.task.name} is not a task of {draft.project.name}.")
    return _with_warning(replace(draft, task=None, said_task=draft.said_task or draft.task.name), warning)


def _checked_hours(draft: Draft) -> Draft:
    if draft.hours is None or (draft.hours.is_finite() and LEAST <= draft.hours <= MOST):
        kept = tuple(warning for warning in draft.warnings if warning.code != "hours_out_of_range")
        return draft if draft.hours is None else replace(draft, warnings=kept)
    said = hours_text(draft.hours) if draft.hours.is_finite() else str(draft.hours)
    warning = Warn("hours_out_of_range", f"An entry has more than 0 and at most 24 hours, not {said}.")
    return _with_warning(replace(draft, hours=None, started_time=None, ended_time=None), warning)


def _with_times(
    draft: Draft,
    account: Account,
    entries: Sequence[PastEntry],
    cards: Sequence[Draft],
    now: time | None,
    *,
    anew: bool,
) -> Draft:
    """Give a card the start and end that it will be sent with, so that they are seen before they are confirmed."""
    if draft.hours is None:
        return draft
    started, ended = draft.started_time, draft.ended_time
    if not anew and started is not None and ended is not None and _lasts(started, ended, draft.hours):
        return draft
    spans = [(entry.started_time, entry.ended_time) for entry in entries]
    spans += [(card.started_time, card.ended_time) for card in cards]
    busy = [Slot(begin, end) for begin, end in spans if begin is not None and end is not None and begin < end]
    slot = place(draft.hours, busy, now)
    clock = Clock.TWENTY_FOUR if account.clock == Clock.TWENTY_FOUR else Clock.TWELVE
    text = (
        f"Sent as {format_clock(slot.started, clock)} to {format_clock(slot.ended, clock)}: your account wants times."
    )
    return _with_warning(replace(draft, started_time=slot.started, ended_time=slot.ended), Warn("time_placed", text))


def _lasts(started: time, ended: time, hours: Decimal) -> bool:
    minutes = (ended.hour - started.hour) * 60 + ended.minute - started.minute
    return minutes > 0 and abs(minutes - minutes_of(hours)) <= 1


def _oddities(
    draft: Draft, today: date, day_hours: Decimal, entries: Sequence[PastEntry], cards: Sequence[Draft]
) -> Iterable[Warn]:
    if draft.spent_date > today:
        yield Warn(
            "future_date", f"{draft.spent_date:%A}, {draft.spent_date.day} {draft.spent_date:%B} is still ahead."
        )
    if draft.hours is not None:
        total = day_hours + draft.hours + sum((card.hours or Decimal(0) for card in cards), Decimal(0))
        if total > LONG_DAY:
            yield Warn("long_day", f"That makes {hours_text(total)} on that day.")
    if draft.project is None or draft.task is None or draft.hours is None:
        return
    what = (draft.project.id, draft.task.id, draft.hours)
    if any((entry.project_id, entry.task_id, entry.hours) == what for entry in entries):
        yield Warn("possible_duplicate", "Harvest already has an entry like this on that day.")
    elif any(card.project and card.task and (card.project.id, card.task.id, card.hours) == what for card in cards):
        yield Warn("possible_duplicate", "There is another card like this.")


def _with_warning(draft: Draft, warning: Warn) -> Draft:
    kept = [one for one in draft.warnings if one.code != warning.code]
    return replace(draft, warnings=(*kept, warning))
