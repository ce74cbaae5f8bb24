"""Which invoice is meant: by its number, its client, the days it covers, or as the latest.

"Invoice 14" finds `2026-014`; "the October invoice" the one whose time is October's, else the one issued in October.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from desktop.agent.insights.spans import Stretch
from desktop.harvest.models import Invoice

_DIGITS = re.compile(r"\d+")
_OUTSIDE = re.compile(r"[^0-9a-z]+")


def newest_first(invoices: Iterable[Invoice]) -> list[Invoice]:
    """By issue date, then by the order in which they were made."""
    return sorted(invoices, key=lambda one: (one.issue_date or date.min, one.id), reverse=True)


def numbered(invoices: Sequence[Invoice], said: Sequence[str]) -> list[Invoice]:
    """Those whose number was said, wholly or by the digits it ends in; a whole number beats its last digits."""
    wanted = {_OUTSIDE.sub("", one.casefold()) for one in said}
    whole = [one for one in invoices if _OUTSIDE.sub("", one.number.casefold()) in wanted]
    if whole:
        return newest_first(whole)
    last = {int(one) for one in wanted if one.isdecimal()}
    return newest_first(one for one in invoices if (found := _DIGITS.findall(one.number)) and int(found[-1]) in last)


def of_names(invoices: Iterable[Invoice], names: Sequence[str]) -> tuple[Invoice, ...]:
    """Those of clients whose name has all the words of one of these: clients that no project of one's own is for."""
    said = [frozenset(_words(name)) for name in names]
    return tuple(
        one for one in invoices if any(words and words <= frozenset(_words(one.client.name)) for words in said)
    )


def _words(text: str) -> list[str]:
    return _OUTSIDE.sub(" ", text.casefold()).split()


def covering(invoices: Sequence[Invoice], stretch: Stretch) -> list[Invoice]:
    """Those whose time lies in the stretch; where there is none, those that were issued in it."""
    start, end = stretch.start or date.min, stretch.end or date.max
    inside = [
        one
        for one in invoices
        if one.period_start is not None
        and one.period_end is not None
        and start <= one.period_start
        and one.period_end <= end
    ]
    issued = [one for one in invoices if one.issue_date is not None and start <= one.issue_date <= end]
    return newest_first(inside or issued)


def before(invoice: Invoice, invoices: Iterable[Invoice]) -> Invoice | None:
    """The invoice of the same client that came before this one; of the same currency, so that the two compare."""
    older = [
        one
        for one in invoices
        if one.client.id == invoice.client.id
        and one.currency == invoice.currency
        and (one.issue_date or date.min, one.id) < (invoice.issue_date or date.min, invoice.id)
    ]
    return newest_first(older)[0] if older else None
