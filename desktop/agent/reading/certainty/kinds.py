"""Two opinions on what a message is: a question, something to be done, work to be logged, or nothing.

In come the rules' reading and the learned reader's shares of all kinds, which make 1; out comes the kind that the
message is to be read as, if another. "who was the busiest last week", in which the rules found nothing, asks for hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop.agent.intents import QUESTIONS, Field, Interpretation, Kind

KINDS: Final = (
    "log timer_start timer_stop edit delete budget hours missing_time invoice_explain invoice_create invoice_send cost "
    "expense none"
).split()
"""The kinds of messages that the network tells apart, in the order of its scores."""
#: How sure the opinion must be, by what the rules read ("none", "work" with project and hours, "doubtful" where none of
#: it is sure, a "day" of several entries, a "log" of one length, a "lengthless" one, a "question" of money or one "of
#: time", what is "other") and by what it says: set by the lines of hands that a network had not learnt from, so that it
#: was right nine times in ten. What is said of work in a trade's own words ("court on Hartley 9 to 12") may look odd to
#: it: beside a length it must be surer than without.
_LIMITS: Final = {
    "none": {"question": 0.5, "change": 0.5, "deed": 0.7, "log": 0.85},
    "lengthless": {"question": 0.5, "change": 0.8, "deed": 0.6, "none": 0.9},
    "log": {"question": 0.6, "change": 0.6, "deed": 0.9, "none": 0.95},
    "day": {"question": 0.8, "change": 0.6, "deed": 0.9, "none": 0.95},
    "work": {"question": 0.9, "change": 0.7, "deed": 0.9},
    "doubtful": {"question": 0.9, "change": 0.7, "deed": 0.9, "none": 0.97},
    "question": {"question": 0.98, "change": 0.7, "deed": 0.7, "log": 0.7, "none": 0.6},
    "of time": {"question": 0.9, "change": 0.7, "deed": 0.7, "log": 0.7, "none": 0.6},
    "other": {"question": 0.6, "change": 0.8, "deed": 0.95, "log": 0.92},
}
_ASKING: Final = frozenset(
    "how what whats what's which when who whose why where can could would will is are do does did has have tell show "
    "give list check compare look see".split()
)
_OF_TIME: Final = frozenset({Kind.HOURS, Kind.BUDGET})
_UNSURE: Final = frozenset({Field.PROJECT, Field.HOURS, Field.ENTRY})
"""Of an entry of which all this is in doubt nobody said that it was work: "the auditor talked for two hours"."""
_A_TIMER: Final = 0.8
"""A task alone ("lobby QA") may be work of which the length was forgotten."""


def kind_instead(found: Interpretation, shares: Mapping[Kind, float]) -> Kind | None:
    """The other kind as which the message is to be read; None where the rules' reading stands."""
    opinion = max(shares, key=lambda kind: shares[kind])
    if opinion is found.kind or found.asked.helps or (found.question and found.kind is not Kind.NONE):
        return None  # what asks back was understood
    read = _read(found)
    limit = _LIMITS[read].get(_side(opinion))
    if read == "lengthless" and opinion is Kind.TIMER_START:
        limit = _A_TIMER
    return opinion if limit is not None and shares[opinion] >= limit else None


def _read(found: Interpretation) -> str:
    """What the rules made of a message."""
    if found.kind in _OF_TIME:
        return "of time"
    if found.kind is not Kind.LOG:
        return "question" if found.kind in QUESTIONS else found.kind.value if found.kind is Kind.NONE else "other"
    work = [entry for entry in found.entries if entry.hours is not None and entry.project is not None]
    if work:
        return "doubtful" if all({*entry.checks} >= _UNSURE for entry in work) else "work"
    if not any(entry.hours is not None or "hours" in entry.spans for entry in found.entries):
        return "lengthless"
    return "day" if len(found.entries) > 1 else "log"


def tells_first(found: Interpretation, text: str) -> bool:
    """ "2h nucleus design and how much is left there": work whose hours stand before any word that asks."""
    starts = [entry.spans["hours"].start for entry in found.entries if "hours" in entry.spans]
    return _read(found) == "work" and bool(starts) and _ASKING.isdisjoint(text[: min(starts)].casefold().split())


def says_enough(meant: Interpretation, found: Interpretation) -> bool:
    """Whether an intent found so has what makes it one: an expense its sum, a change what is to be changed.

    `found` is what the rules read: no timer begins on a day that was said, and nothing is asked for by a name alone.
    """
    if meant.kind is Kind.TIMER_START and any("spent_date" in entry.spans for entry in found.entries):
        return False
    if found.is_plain and meant.kind is not Kind.LOG and _read(found) == "lengthless":
        return False  # "retainer meeting yesterday": no word of it asks for anything
    if meant.kind is Kind.LOG:
        asks = found.kind in QUESTIONS  # "can you log my time on the stand today?": how long it was is asked
        return any(entry.project is not None and (asks or entry.hours is not None) for entry in meant.entries)
    if meant.kind is Kind.EXPENSE:
        return meant.amount is not None or meant.details.units is not None or bool(meant.warnings)
    if meant.kind in (Kind.EDIT, Kind.DELETE):
        return bool(meant.project or meant.client or meant.day or meant.start or meant.choices or meant.details.is_last)
    if meant.kind in (Kind.INVOICE_CREATE, Kind.INVOICE_SEND):
        return bool(meant.client or meant.projects or meant.details.number)
    return True


def _side(kind: Kind) -> str:
    """ "none" and "log" are themselves; others are questions, changes of what is logged, or other deeds."""
    if kind in (Kind.NONE, Kind.LOG):
        return kind.value
    return "question" if kind in QUESTIONS else "change" if kind in (Kind.EDIT, Kind.DELETE) else "deed"
