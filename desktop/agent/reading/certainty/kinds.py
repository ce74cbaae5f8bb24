"""Two opinions on what a message is: a question, something to be done, work to be logged, or nothing.

In come the rules' reading and the learned reader's shares of all kinds, which make 1; out comes the kind that the
message is to be read as, if another. Where the rules found nothing or work ("who was the busiest last week"), what
counts is how sure it is that the words want something at all, whatever that may be: of unseen hands hardly a line of
work had more than a fifth of that. Work with a project and a length needs the surest opinion, a question the least.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop.agent.intents import QUESTIONS, Interpretation, Kind

KINDS: Final = (
    "log timer_start timer_stop edit delete budget hours missing_time invoice_explain invoice_create invoice_send cost "
    "expense none"
).split()
"""The kinds of messages that the network tells apart, in the order of its scores."""
#: How sure it must be that the words want something, by what the rules read ("none", a "log" of one length, a
#: "lengthless" one, a "day" of several entries, "work" with project and hours), and by what is wanted.
_WANTED: Final = {
    ("none", "question"): 0.75,
    ("none", "deed"): 0.82,
    ("lengthless", "question"): 0.82,
    ("lengthless", "deed"): 0.82,
    ("log", "question"): 0.85,
    ("log", "deed"): 0.85,
    ("day", "question"): 0.94,
    ("day", "deed"): 0.94,
    ("work", "question"): 0.97,
    ("work", "deed"): 0.86,
}
#: The part that the one kind must have of all that may be wanted: a question that is another is only asked once more.
_OF_ALL_WANTED: Final = {"question": 0.5, "deed": 0.6}
_A_TIMER: Final = 0.9
"""A task alone ("lobby QA") may be work of which the length was forgotten."""
#: How sure the opinion must be otherwise: by what the rules read (a "question" or what is "other"), and what it says.
_SURE: Final = {
    ("none", "log"): 0.85,
    ("lengthless", "none"): 0.8,
    ("log", "none"): 0.85,
    ("other", "question"): 0.8,
    ("other", "deed"): 0.8,
    ("other", "log"): 0.7,
    ("question", "none"): 0.8,
}
_SURE_OF_KNOWN: Final = 0.92
"""Hours that were spoken of as logged would be logged once more."""


def kind_instead(found: Interpretation, shares: Mapping[Kind, float]) -> Kind | None:
    """The other kind as which the message is to be read; None where the rules' reading stands."""
    opinion = max(shares, key=lambda kind: shares[kind])
    wanted = {kind: share for kind, share in shares.items() if kind not in (Kind.LOG, Kind.NONE)}
    read = _read(found)
    if (read, "deed") in _WANTED and opinion in wanted:
        if found.asked.helps or (found.question and found.kind is not Kind.NONE):
            return None
        side, of_all = _side(opinion), sum(wanted.values())
        part = _A_TIMER if read == "lengthless" and opinion is Kind.TIMER_START else _OF_ALL_WANTED[side]
        is_sure = of_all >= _WANTED[read, side] and wanted[opinion] >= of_all * part
        return opinion if is_sure else None
    if opinion is found.kind or found.asked.helps or (found.question and found.kind is not Kind.NONE):
        return None  # what asks back was understood
    said = _side(opinion)
    limit = _SURE.get((read, said), _SURE.get(("other", said), 2) if read == "question" else 2)
    if opinion is Kind.LOG and found.kind is Kind.EDIT and found.details.old_hours is not None:
        limit = max(limit, _SURE_OF_KNOWN)
    return opinion if shares[opinion] >= limit else None


def _read(found: Interpretation) -> str:
    """What the rules made of a message."""
    if found.kind is not Kind.LOG:
        return "question" if found.kind in QUESTIONS else found.kind.value if found.kind is Kind.NONE else "other"
    if any(entry.hours is not None and entry.project is not None for entry in found.entries):
        return "work"
    if not any(entry.hours is not None or "hours" in entry.spans for entry in found.entries):
        return "lengthless"
    return "day" if len(found.entries) > 1 else "log"


def says_enough(meant: Interpretation, found: Interpretation) -> bool:
    """Whether an intent found so has what makes it one: an expense its sum, a change what is to be changed.

    `found` is what the rules read: no timer begins on a day that was said, and nothing is asked for by a name alone.
    """
    if meant.kind is Kind.TIMER_START and any("spent_date" in entry.spans for entry in found.entries):
        return False
    if found.is_plain and meant.kind is not Kind.LOG and _read(found) == "lengthless":
        return False  # "retainer meeting yesterday": no word of it asks for anything
    if meant.kind is Kind.LOG:
        return any(entry.hours is not None and entry.project is not None for entry in meant.entries)
    if meant.kind is Kind.EXPENSE:
        return meant.amount is not None or meant.details.units is not None or bool(meant.warnings)
    if meant.kind in (Kind.EDIT, Kind.DELETE):
        return bool(meant.project or meant.client or meant.day or meant.start or meant.choices or meant.details.is_last)
    if meant.kind in (Kind.INVOICE_CREATE, Kind.INVOICE_SEND):
        return bool(meant.client or meant.projects or meant.details.number)
    return True


def _side(kind: Kind) -> str:
    """ "none" and "log" are themselves; all others are questions or deeds."""
    if kind in (Kind.NONE, Kind.LOG):
        return kind.value
    return "question" if kind in QUESTIONS else "deed"
