"""What people write into their time entries, by kind of work."""

from __future__ import annotations

from random import Random

_NOTES = {
    "design": ("Homepage wireframes", "Icon set, second round", "Colour contrast fixes", "Prototype for user tests"),
    "develop": (
        "Login form validation",
        "Fix flaky import job",
        "Search endpoint",
        "Upgrade dependencies",
        "Code review",
    ),
    "project": ("Sprint planning", "Updated the timeline", "Budget check with the client", "Weekly status report"),
    "meeting": ("Weekly call", "Stand-up", "Kick-off with the client", "Retrospective"),
    "qa": ("Regression tests", "Cross-browser check", "Reproduced the reported crash"),
    "test": ("Regression tests", "Cross-browser check"),
    "content": ("Landing page copy", "Newsletter draft", "Proofreading"),
    "writ": ("Blog post draft", "Proofreading"),
    "support": ("Ticket backlog", "Password reset issue", "Call with the help desk"),
    "training": ("Accessibility course", "Pairing with a new colleague"),
    "admin": ("Invoices and mail", "Tidied the shared drive"),
    "business": ("Proposal draft", "Follow-up call with a lead"),
}
_PLAIN = ("Follow-up from yesterday", "Small fixes", "Preparation")


def note_for(task: str, chance: Random) -> str | None:
    """A note that fits the task's name; now and then none."""
    if chance.random() < 0.18:
        return None
    lower = task.lower()
    return chance.choice(next((notes for word, notes in _NOTES.items() if word in lower), _PLAIN))
