"""Two opinions on what a message is: a question, something to be done, work to be logged, or nothing.

In come the rules' reading and the learned reader's opinion of the kind with its share, from 0 to 1; out comes the kind
that the message is to be read as, if another. Where the rules found nothing ("who was the busiest last week") a fair
opinion is enough to answer a question, which writes nothing; a deed needs a sure one, and to overrule the rules where
they read work with a project and a length it must be all but certain.
"""

from __future__ import annotations

from typing import Final

from desktop.agent.intents import QUESTIONS, Interpretation, Kind

KINDS: Final = (
    "log timer_start timer_stop edit delete budget hours missing_time invoice_explain invoice_create invoice_send cost "
    "expense none"
).split()
"""The kinds of messages that the network tells apart, in the order of its scores."""
#: How sure the opinion must be: by what the rules read ("none", a "log" of one length, a "lengthless" one, a "day" of
#: several entries, "work" with project and hours, which is never nothing, a "question", "other"), and by what it says.
_SURE: Final = {
    ("none", "question"): 0.55,
    ("none", "deed"): 0.75,
    ("none", "log"): 0.85,
    ("lengthless", "question"): 0.75,
    ("lengthless", "deed"): 0.8,
    ("lengthless", "none"): 0.8,
    ("log", "question"): 0.8,
    ("log", "deed"): 0.8,
    ("log", "none"): 0.85,
    ("day", "question"): 0.85,
    ("day", "deed"): 0.92,
    ("work", "question"): 0.97,
    ("work", "deed"): 0.92,
    ("other", "question"): 0.8,
    ("other", "deed"): 0.8,
    ("other", "log"): 0.7,
    ("question", "none"): 0.8,
}
_SURE_OF_KNOWN: Final = 0.92
"""Hours that were spoken of as logged would be logged once more."""


def kind_instead(found: Interpretation, opinion: Kind, share: float) -> Kind | None:
    """The other kind as which the message is to be read; None where the rules' reading stands."""
    if opinion is found.kind or found.asked.helps or (found.question and found.kind is not Kind.NONE):
        return None  # what asks back was understood
    said = _side(opinion, "question" if opinion in QUESTIONS else "deed")
    read = _read(found)
    limit = _SURE.get((read, said), _SURE.get(("other", said), 2) if read == "question" else 2)
    if opinion is Kind.LOG and found.kind is Kind.EDIT and found.details.old_hours is not None:
        limit = max(limit, _SURE_OF_KNOWN)
    return opinion if share >= limit else None


def _read(found: Interpretation) -> str:
    """What the rules made of a message."""
    if found.kind is not Kind.LOG:
        return "question" if found.kind in QUESTIONS else _side(found.kind, "other")
    if any(entry.hours is not None and entry.project is not None for entry in found.entries):
        return "work"
    if not any(entry.hours is not None or "hours" in entry.spans for entry in found.entries):
        return "lengthless"
    return "day" if len(found.entries) > 1 else "log"


def says_enough(meant: Interpretation) -> bool:
    """Whether an intent found so has what makes it one: an expense its sum, a change what is to be changed."""
    if meant.kind is Kind.LOG:
        return any(entry.hours is not None and entry.project is not None for entry in meant.entries)
    if meant.kind is Kind.EXPENSE:
        return meant.amount is not None or meant.details.units is not None or bool(meant.warnings)
    if meant.kind in (Kind.EDIT, Kind.DELETE):
        return bool(meant.project or meant.client or meant.day or meant.start or meant.choices or meant.details.is_last)
    if meant.kind in (Kind.INVOICE_CREATE, Kind.INVOICE_SEND):
        return bool(meant.client or meant.projects or meant.details.number)
    return True


def _side(kind: Kind, other: str) -> str:
    return kind.value if kind in (Kind.NONE, Kind.LOG) else other
