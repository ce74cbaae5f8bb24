"""What words that name no day mean while another day than today is open: with Tuesday open, "2h acme" is Tuesday's.

In come an interpretation and the open day, out goes the interpretation for it. A doubt about the day stays one, and
what hangs on today (the rest of the day, a night until now) or comes of a card that is there stays where it is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from desktop.agent.editing import DAY_DOUBTS
from desktop.agent.intents import EntryIntent, Field, Interpretation, Kind

_ABOUT_TODAY: Final = "after_midnight"
"""Whether today, just begun, is meant at all: the open day says so."""

_STAYS: Final = (DAY_DOUBTS - {_ABOUT_TODAY}) | {"over_midnight", "rest_of_day"}


def on_day(meant: Interpretation, day: date, today: date) -> Interpretation:
    """The same, with new entries and expenses on that day where the words named none."""
    if day == today or meant.revisions:  # what changes cards, or takes their place, has their days
        return meant
    if meant.kind is Kind.EXPENSE:
        return replace(meant, day=meant.day or day)
    return replace(meant, entries=tuple(_moved(entry, day, today) for entry in meant.entries))


def _moved(entry: EntryIntent, day: date, today: date) -> EntryIntent:
    codes = {warning.code for warning in entry.warnings}
    if "spent_date" in entry.spans or Field.DAY in entry.checks or codes & _STAYS:
        return entry
    if entry.spent_date != today:  # that of a card: "the same again"
        return entry
    kept = tuple(warning for warning in entry.warnings if warning.code != _ABOUT_TODAY)
    return replace(entry, spent_date=day, warnings=kept)
