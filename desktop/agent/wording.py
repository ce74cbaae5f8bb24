"""How hours, days and entries are put into words, the same on every surface."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from desktop.agent.checking import NOT_PLAIN
from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import Card, Draft, DraftState, Missing

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x9b[0-9;?]*[@-~]")
_HALF = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ASKED = {Missing.PROJECT: "which project", Missing.TASK: "which task", Missing.HOURS: "how many hours"}


def hours_text(hours: Decimal) -> str:
    """Decimal hours as people write them: `4 h`, `1.5 h`, `0.25 h`."""
    rounded = hours.quantize(Decimal("0.01"))
    return f"{rounded.normalize():f} h" if rounded else "0 h"


def day_text(day: date, today: date) -> str:
    """`today, Fri 20 Nov`, with the year where it is another one. Always with the weekday, so that a slip is seen."""
    text = f"{day:%a} {day.day} {day:%b}"
    if day.year != today.year:
        text += f" {day.year}"
    names = {0: "today", 1: "yesterday", -1: "tomorrow"}
    name = names.get((today - day).days)
    return f"{name}, {text}" if name else text


def card_text(draft: Draft) -> str:
    """An entry on one line: `2 h on Website Redesign (Acme), Design, 2026-11-20`; what is open is said to be."""
    project = f"{draft.project.name} ({draft.project.client.name})" if draft.project else "no project"
    hours = hours_text(draft.hours) if draft.hours is not None else "no hours"
    return f"{hours} on {project}, {draft.task.name if draft.task else 'no task'}, {draft.spent_date.isoformat()}"


def count_text(count: int, one: str, many: str) -> str:
    """`1 entry`, `2 entries`."""
    return f"{count} {one if count == 1 else many}"


def asked_text(drafts: Sequence[Draft]) -> str | None:
    """One question for all that is still open or to be checked on these cards, or None."""
    missing = {draft.missing for draft in drafts if draft.state is DraftState.ASKING and draft.missing}
    if not missing:
        doubtful = sum(draft.state is DraftState.NEEDS_CHECK for draft in drafts)
        return f"Please check {count_text(doubtful, 'entry', 'entries')} first. Is that right?" if doubtful else None
    named = [_ASKED[key] for key in Missing if key in missing]
    text = " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
    return text[0].upper() + text[1:] + "?"


def reply_text(drafts: Sequence[Draft], today: date) -> str:
    """What is said above fresh cards: how many, how much, for when."""
    total = sum((draft.hours for draft in drafts if draft.hours is not None), Decimal(0))
    days = {draft.spent_date for draft in drafts}
    when = f" for {day_text(next(iter(days)), today)}" if len(days) == 1 else f" over {len(days)} days"
    much = f", {hours_text(total)}" if total else ""
    more = any(warning.code == NOT_PLAIN for draft in drafts for warning in draft.warnings)
    told = " More was said than they hold: please check them." if more else ""
    return f"{count_text(len(drafts), 'entry', 'entries')}{much}{when}.{told}"


def deeds_text(deeds: Sequence[Deed]) -> str:
    """What is said above fresh cards of deeds."""
    titles = dict.fromkeys(deed.title for deed in deeds)
    many = f", {len(deeds)} cards" if len(deeds) > 1 else ""
    return f"{', '.join(titles)}{many}: nothing is written before you confirm."


def changed_text(pairs: Sequence[tuple[Draft, Draft]], today: date, *, is_named: bool = False) -> str:
    """What words changed on cards, each as it was and as it is: `Changed to 3 h.`, `Moved to Tuesday 24 Nov.`

    `is_named`: other cards are open too, so each sentence begins with the project: `Nucleus: changed to 3 h.`
    """
    parts = [_difference(before, after, today, is_named=is_named or len(pairs) > 1) for before, after in pairs]
    return " ".join(part for part in parts if part) or "That is what the cards say already."


def _difference(before: Draft, after: Draft, today: date, *, is_named: bool) -> str:
    facts = [(_name(draft), _task(draft), _hours(draft)) for draft in (before, after)]
    new = [now for was, now in zip(*facts, strict=True) if was != now and now]
    told = [f"changed to {' and '.join(filter(None, [', '.join(new[:-1]), *new[-1:]]))}"] if new else []
    gone = next(
        (what for what, was, now in zip(("project", "task", "hours"), *facts, strict=True) if was and not now), ""
    )
    if gone:
        told.append(f"now without {'a ' if gone != 'hours' else ''}{gone}")
    if before.spent_date != after.spent_date:
        told.append(f"moved to {_long_day(after.spent_date, today)}")
    if before.notes != after.notes:
        told.append(f"notes now “{after.notes}”" if after.notes else "notes taken away")
    if not told:
        return ""
    sentence = ", ".join(told)
    kept = before.project if before.project == after.project else None
    return f"{kept.name}: {sentence}." if is_named and kept else f"{sentence[0].upper()}{sentence[1:]}."


def _long_day(day: date, today: date) -> str:
    """`yesterday, Thursday 19 Nov`."""
    near, comma, _ = day_text(day, today).rpartition(", ")
    year = f" {day.year}" if day.year != today.year else ""
    return f"{near}{comma}{day:%A} {day.day} {day:%b}{year}"


def _name(draft: Draft) -> str:
    return f"{draft.project.client.name} › {draft.project.name}" if draft.project else ""


def _task(draft: Draft) -> str:
    return draft.task.name if draft.task else ""


def _hours(draft: Draft) -> str:
    return hours_text(draft.hours) if draft.hours is not None else ""


def outcome_text(confirmed: Sequence[Card]) -> str:
    """What became of confirmed cards: how many Harvest has, which it refused, which wait, each with the reason."""
    told = [deed_outcome_text(card) for card in confirmed if isinstance(card, Deed)]
    cards = [card for card in confirmed if isinstance(card, Draft)]
    return " ".join([*([_entries_outcome(cards)] if cards else []), *told]) or "Nothing was written."


def deed_outcome_text(deed: Deed) -> str:
    """What became of a confirmed deed, in a sentence or two."""
    match deed.state:
        case DraftState.COMMITTED:
            return " ".join(part for part in (f"{deed.outcome}.", deed.reason) if part)
        case DraftState.REFUSED:
            return f"Not done: {deed.reason}"
        case DraftState.CONFIRMED | DraftState.SENDING:
            return f"It is not settled. {deed.reason}".strip()
        case _:
            return ""


def _entries_outcome(cards: Sequence[Draft]) -> str:
    logged = [card for card in cards if card.answer and card.state is DraftState.COMMITTED]
    refused = [card for card in cards if card.state is DraftState.REFUSED]
    waiting = [card for card in cards if card.state is DraftState.CONFIRMED]
    doubtful = [card for card in cards if card.state is DraftState.SENDING]
    total = sum((card.answer.hours for card in logged if card.answer), Decimal(0))
    parts = [f"Logged {count_text(len(logged), 'entry', 'entries')}, {hours_text(total)}."] if logged else []
    if refused:
        parts.append(f"Harvest refused {count_text(len(refused), 'entry', 'entries')}: {refused[0].reason}")
    if waiting:
        many = count_text(len(waiting), "entry waits", "entries wait")
        parts.append(f"{many} for Harvest and will be sent by itself. {waiting[0].reason}".strip())
    if doubtful:
        parts.append(f"{count_text(len(doubtful), 'entry is', 'entries are')} not settled: {doubtful[0].reason}")
    return " ".join(parts) or "Nothing was written."


def without_escapes(text: str) -> str:
    """Words without what a terminal would obey (colours, titles) and without control characters; lines stay lines.

    What no encoding can hold (halves of surrogate pairs, which stand for bytes that were no text) is replaced.
    """
    return _HALF.sub("\ufffd", _CONTROL.sub("", _ESCAPES.sub("", text)))
