"""Sums and their parts: a length in front of its parts, one that is said again, what is left of a total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from desktop.agent.reading.entries.entry import Entry, Reading, hours_of
from desktop.agent.reading.names.resolve import Resolver
from desktop.agent.reading.text.quantities import Quantity, in_hours, low
from desktop.agent.reading.text.tokens import Token

#: Words that open a summing up.
_SUMMING = frozenset({"so", "meaning", "ie", "therefore", "making"})


_SUM_AND_PARTS = 3


class Sums:
    """Drops the sums whose parts were said, and takes what is left of a total."""

    def __init__(self, tokens: Sequence[Token], resolver: Resolver) -> None:
        self._tokens, self._resolver = tokens, resolver

    def drop_sum(self, entries: list[Entry]) -> None:
        """ "8h today: 3 Stark, 5 Nucleus", "8 hours, half on A and half on B": a sum in front of its named parts."""
        if len(entries) < 3 or entries[0].names or entries[0].tasks:
            return
        head, rest = entries[0], entries[1:]
        hours = hours_of(head.length)
        resting = [entry for entry in rest if entry.rest and entry.length is None]
        named = all(entry.names or entry.tasks for entry in rest)
        if hours is None or not named or any(entry.length is None and not entry.rest for entry in rest):
            return
        if len(resting) == 1:
            left = hours - sum(hours_of(entry.length) or 0 for entry in rest if entry.length)
            resting[0].length = Quantity(left if left > 0 else None, 0)
        if _are_fractions(rest):
            for entry in rest:
                share = entry.length.value if entry.length is not None else None
                entry.length = Quantity(in_hours(hours * (share or 0)) or None, 0)
        elif sum(hours_of(entry.length) or 0 for entry in rest) != hours:
            return
        for entry in rest:
            if entry.days is None:
                entry.days, entry.days_item, entry.days_lead = head.days, head.days_item, True
        del entries[0]

    def drop_recapped(self, reading: Reading) -> None:
        """ "six hours CRM, two of those in meetings, so four hours dev and two meetings": the last counts."""
        entries = reading.entries
        head = entries[0] if len(entries) > 2 else None
        hours = hours_of(head.length) if head is not None else None
        if head is None or hours is None or not head.names:
            return
        for k in range(1, len(entries) - 1):
            named = next((j for j in range(k, len(entries)) if entries[j].names), len(entries))
            tail = entries[k:named]
            if not tail:
                continue
            before = range(self.first_token(tail[0]), tail[0].length_item.start if tail[0].length_item else 0)
            opens = any(low(self._tokens, i) in _SUMMING for i in before) or _tells_parts(tail, self._tokens)
            parts = [hours_of(entry.length) for entry in tail]
            if not opens or any(e.names for e in tail) or not all(entry.tasks for entry in tail):
                continue
            if all(part is not None for part in parts) and sum(part for part in parts if part) == hours:
                for entry in tail:
                    entry.names, entry.inherited = list(head.names), True
                    entry.days = entry.days or head.days
                reading.recapped = True
                del entries[:k]
                return

    def first_token(self, entry: Entry) -> int:
        """The first token of an entry."""
        return min((item.start for clause in entry.clauses for item in clause.items), default=0)

    def drop_header(self, entries: list[Entry]) -> None:
        """ "3h acme: 1 design, 2 dev": the first length is the sum of those that follow."""
        if len(entries) < 2:
            return
        head, rest = entries[0], entries[1:]
        hours = hours_of(head.length) if head.length else None
        resting = [entry for entry in rest if entry.rest and entry.length is None]
        if hours is not None and head.names and len(resting) == 1 and not any(entry.names for entry in rest):
            left = hours - sum(hours_of(entry.length) or 0 for entry in rest if entry.length)
            resting[0].length = Quantity(left if left > 0 else None, 0)  # "5h nucleus: 1.5 design, rest dev"
        if hours is None or not head.names or any(entry.names or entry.length is None for entry in rest):
            return
        parts = [hours_of(entry.length) for entry in rest if entry.length]
        opened = low(self._tokens, self.first_token(rest[0]) - 1) in (":", "(", "=")
        if (head.tasks or len(entries) < _SUM_AND_PARTS) and not opened:
            return  # "Acme: 1.25 training, .75 admin, .5 support": the first has a task of its own
        if all(part is not None for part in parts) and sum(part for part in parts if part) == hours:
            for entry in rest:
                entry.names, entry.inherited = list(head.names), True
                entry.days = entry.days or head.days
            del entries[0]
        elif opened:
            for entry in entries:
                entry.length = Quantity(None, 0, code="share_unclear")  # "4h acme: 2h design, 1h dev"

    def take_rest(self, reading: Reading) -> None:
        """ "six hours total, two on acme, rest on booking"."""
        only = reading.entries[0] if len(reading.entries) == 1 else None
        if only is not None and only.each and not only.grouped and reading.total is not None:
            only.length, only.each = Quantity(reading.total, 0), False  # "20 min each, so 1h total"
        resting = [entry for entry in reading.entries if entry.rest and not entry.has_length]
        if len(resting) != 1 or reading.total is None:
            return
        known = [hours_of(entry.length) for entry in reading.entries if entry.length is not None]
        days = {entry.days.days for entry in reading.entries if entry.days is not None}
        if known and len(days) <= 1 and all(hours is not None for hours in known):
            left = reading.total - sum((hours for hours in known if hours is not None), Decimal(0))
            resting[0].length = Quantity(left if left > 0 else None, 0)
            reading.recapped = True


def _are_fractions(rest: Sequence[Entry]) -> bool:
    """ "half on A and half on B", "three quarters of it A and one quarter B": shares that make the whole."""
    shares = [entry.length.value for entry in rest if entry.length is not None and entry.length.bare]
    known = [share for share in shares if share is not None and share < 1]
    return len(known) == len(rest) and sum(known) == 1


def _tells_parts(tail: Sequence[Entry], tokens: Sequence[Token]) -> bool:
    """ "two of them calculations, four of them report writing", "one hour of that was testing"."""
    first = tail[0].length_item
    if first is None:
        return False
    return low(tokens, first.end) == "of" and low(tokens, first.end + 1) in ("that", "those", "them", "it", "these")
