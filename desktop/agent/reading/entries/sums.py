"""Sums and their parts: a length in front of its parts, one that is said again, what is left of a total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.agent.reading.entries.around import Around
from desktop.agent.reading.entries.entry import Entry, Reading, hours_of
from desktop.agent.reading.items.items import What
from desktop.agent.reading.text.quantities import Quantity, in_hours, low
from desktop.agent.reading.text.tokens import Token

#: Words that open a summing up.
_SUMMING = frozenset({"so", "meaning", "ie", "therefore", "making"})
_SUM_AND_PARTS = 3


def drop_sum(reading: Reading, around: Around) -> Reading:
    """ "8h today: 3 Stark, 5 Nucleus", "8 hours, half on A and half on B": a sum in front of its named parts."""
    entries = reading.entries
    if len(entries) < _SUM_AND_PARTS or entries[0].names or entries[0].tasks:
        return reading
    head, rest = entries[0], entries[1:]
    hours = hours_of(head.length)
    named = all(entry.names or entry.tasks for entry in rest)
    if hours is None or not named or any(entry.length is None and not entry.has(What.REST) for entry in rest):
        return reading
    rest = _with_rest(rest, hours)
    if _are_fractions(rest):
        shares = [(entry.length.value if entry.length is not None else None) or 0 for entry in rest]
        parts = [Quantity(in_hours(hours * share) or None, 0) for share in shares]
        rest = tuple(entry.lasting(part) for entry, part in zip(rest, parts, strict=True))
    elif _sum(rest, unknown=Decimal(0)) != hours:
        return replace(reading, entries=(head, *rest))
    return replace(reading, entries=tuple(entry.dated_like(head, leads=True) for entry in rest), recapped=True)


def drop_total(reading: Reading, around: Around) -> Reading:
    """ "..., so yeah six hours", "six and a half on Mill Lane since Monday": in a story, all that was told."""
    entries = reading.entries
    last = entries[-1] if around.is_story and len(entries) >= _SUM_AND_PARTS else None
    if last is None or last.tasks or last.corrected or last.has(What.SAME, What.REST):
        return reading
    hours = [_worked(entry) for entry in entries]
    if None in hours or sum(each or 0 for each in hours[:-1]) != hours[-1]:
        return reading
    if last.names and not all(
        around.kin.same_project(entry.names, last.names) for entry in entries[:-1] if entry.names
    ):
        return reading
    return replace(reading, entries=entries[:-1], dropped=(*reading.dropped, *last.clauses))


def _worked(entry: Entry) -> Decimal | None:
    """The hours of an entry without what is to be taken off."""
    hours, less = hours_of(entry.length), entry.spent.less
    return hours if hours is None or less is None or less.hours is None else hours - less.hours


def drop_heads(reading: Reading, around: Around) -> Reading:
    """ "an hour A qa, and then four hours on B, two coding and two on the documentation": anywhere in a story."""
    entries = list(reading.entries)
    for k in range(len(entries) - 2, -1, -1):
        head, hours = entries[k], hours_of(entries[k].length)
        if not around.is_story or hours is None or not head.names or head.tasks:
            continue
        for end in range(k + 3, len(entries) + 1):
            tail = entries[k + 1 : end]
            if any(entry.names or not entry.tasks for entry in tail):
                break
            if _sum(tail) == hours:
                entries[k:end] = _under(head, tail)
                break
    return replace(reading, entries=tuple(entries))


def drop_recapped(reading: Reading, around: Around) -> Reading:
    """ "six hours CRM, two of those in meetings, so four hours dev and two meetings": the last counts."""
    entries = reading.entries
    hours = hours_of(entries[0].length) if len(entries) >= _SUM_AND_PARTS else None
    if hours is None or not entries[0].names:
        return reading
    for k in range(1, len(entries) - 1):
        named = next((j for j in range(k, len(entries)) if entries[j].names), len(entries))
        tail = entries[k:named]
        if tail and all(entry.tasks for entry in tail) and _sums_up(tail, around) and _sum(tail) == hours:
            return replace(reading, entries=(*_under(entries[0], tail), *entries[named:]), recapped=True)
    return reading


def drop_header(reading: Reading, around: Around) -> Reading:
    """ "3h acme: 1 design, 2 dev": the first length is the sum of those that follow."""
    if len(reading.entries) < 2:
        return reading
    head, rest = reading.entries[0], reading.entries[1:]
    hours = hours_of(head.length)
    if hours is None or not head.names or any(entry.names for entry in rest) or _is_over(head, rest[0]):
        return reading
    rest = _with_rest(rest, hours)  # "5h nucleus: 1.5 design, rest dev"
    reading = replace(reading, entries=(head, *rest))
    opened = around.before(rest[0]) in (":", "(", "=")
    opened = opened and not around.is_part_of_day(around.first_token(rest[0]) - 1)
    told = (head.tasks or len(reading.entries) < _SUM_AND_PARTS) and not opened
    if told or any(entry.length is None for entry in rest):
        return reading  # "Acme: 1.25 training, .75 admin, .5 support": the first has a task of its own
    if _sum(rest) == hours:
        return replace(reading, entries=_under(head, rest))
    if not opened:
        return reading
    unclear = Quantity(None, 0, code="share_unclear")  # "4h acme: 2h design, 1h dev"
    return replace(reading, entries=tuple(entry.lasting(unclear) for entry in reading.entries))


def _is_over(head: Entry, after: Entry) -> bool:
    """ "morning (9-12) on A brewing, afternoon (1-4) tasting": the one had ended when the other began."""
    ended = head.length.ended if head.length is not None else None
    started = after.length.started if after.length is not None else None
    return ended is not None and started is not None and started >= ended


def take_rest(reading: Reading, around: Around) -> Reading:
    """ "six hours total, two on acme, rest on booking"."""
    resting = [entry for entry in reading.entries if entry.has(What.REST) and not entry.has_length]
    if len(resting) != 1 or reading.total is None:
        return reading
    known = [hours_of(entry.length) for entry in reading.entries if entry.length is not None]
    days = {entry.days.days for entry in reading.entries if entry.days is not None}
    if not known or len(days) > 1 or None in known:
        return reading
    return replace(reading, entries=_with_rest(reading.entries, reading.total), recapped=True)


def _with_rest(entries: tuple[Entry, ...], hours: Decimal) -> tuple[Entry, ...]:
    """The entries, with what the others leave of the hours for the one that takes the rest, if only one does."""
    resting = [entry.has(What.REST) and entry.length is None for entry in entries]
    if sum(resting) != 1:
        return entries
    left = hours - (_sum(entries, unknown=Decimal(0)) or 0)
    rest = Quantity(left if left > 0 else None, 0)
    return tuple(entry.lasting(rest) if rests else entry for entry, rests in zip(entries, resting, strict=True))


def _sum(entries: Sequence[Entry], unknown: Decimal | None = None) -> Decimal | None:
    """All hours of the entries, or None where one of them has none that are known and nothing stands in for them."""
    hours = [unknown if (said := hours_of(entry.length)) is None else said for entry in entries]
    return None if None in hours else sum((each for each in hours if each is not None), Decimal(0))


def _under(head: Entry, parts: Sequence[Entry]) -> tuple[Entry, ...]:
    """The parts as entries of what was named in front of them."""
    return tuple(entry.taking(head.names).dated_like(head) for entry in parts)


def _are_fractions(rest: Sequence[Entry]) -> bool:
    """ "half on A and half on B", "three quarters of it A and one quarter B": shares that make the whole."""
    shares = [entry.length.value for entry in rest if entry.length is not None and entry.length.bare]
    known = [share for share in shares if share is not None and share < 1]
    return len(known) == len(rest) and sum(known) == 1


def _sums_up(tail: Sequence[Entry], around: Around) -> bool:
    """ "so four hours dev", "two of them calculations, four of them report writing"."""
    first = tail[0].spent.item
    before = range(around.first_token(tail[0]), first.start if first is not None else 0)
    return any(low(around.tokens, i) in _SUMMING for i in before) or _tells_parts(tail, around.tokens)


def _tells_parts(tail: Sequence[Entry], tokens: Sequence[Token]) -> bool:
    """ "two of them calculations, four of them report writing", "one hour of that was testing"."""
    first = tail[0].spent.item
    if first is None:
        return False
    return low(tokens, first.end) == "of" and low(tokens, first.end + 1) in ("that", "those", "them", "it", "these")
