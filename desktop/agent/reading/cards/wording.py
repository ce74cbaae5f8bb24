"""What is said back where nothing is changed."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.agent.drafts import Draft

SAYS_SO = "That is what the card says already."
NOT_UNDERSTOOD = "I could not tell what to change, so the cards are as they were."
ONE_THING = "One thing at a time, please: the change first, then the new entry. Nothing was changed."


def which_one(cards: Sequence[Draft]) -> str:
    """The question between cards that fit equally."""
    named = " or ".join(f"“{_short(card)}”" for card in cards[:4])
    return f"Which one do you mean: {named}? Nothing was changed yet."


def _short(card: Draft) -> str:
    name = card.project.name if card.project else card.said_project or "the one without a project"
    more = [card.task.name if card.task else "", f"{card.hours.normalize():f} h" if card.hours else ""]
    return ", ".join([name, *(part for part in more if part), f"{card.spent_date:%a} {card.spent_date.day}"])
