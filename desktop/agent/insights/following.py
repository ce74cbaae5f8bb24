"""What a message means after a question: the choice that was asked for, "and last month?", "how much is left on it?".

Remembers the latest question and what it asked back, nothing else.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from desktop.agent.insights.answer import Answer
from desktop.agent.intents import Interpretation, Kind, Standing, Topic, Whose
from desktop.agent.reading.text.words import FILLERS, TAILS

_FOLLOWS: Final = re.compile(
    r"\s*(?:and\s+)?(?:what about|how about|same for|and|or)\s+(?P<rest>\S.{0,80}?)[\s?.!]*",
    re.IGNORECASE | re.DOTALL,
)
#: A question of each kind, to which the words that follow belong.
_STEMS: Final = {
    Kind.HOURS: "how many hours for {}?",
    Kind.BUDGET: "how much budget is left on {}?",
    Kind.MISSING_TIME: "which days am I missing hours for {}?",
    Kind.INVOICE_EXPLAIN: "explain the invoice for {}",
    Kind.COST: "how much did {} cost?",
}
_TOPIC_STEMS: Final = {
    Topic.BILLED: "how much did we bill for {}?",
    Topic.TIMER: "is a timer running for {}?",
    Topic.UNBILLED: "what is unbilled for {}?",
    Topic.LAST: "when was the last time on {}?",
    Topic.LONGEST: "what was my longest day for {}?",
    Topic.WHO: "who worked on {}?",
    Topic.WEEKEND: "who worked on weekends for {}?",
    Topic.ABSENCE: "how many vacation days did I take in {}?",
}
_STANDING_STEMS: Final = {
    Standing.ANY: "which invoices are there for {}?",
    Standing.DRAFT: "which invoices are drafts for {}?",
    Standing.DUE: "which invoices are due in {}?",
    Standing.CLOSED: "which invoices are closed for {}?",
}
_LINKED: Final = re.compile(r"(?:on|in|for|since|by|per|during|from|of|at|with|per|so far)\b", re.IGNORECASE)
_LINK: Final = re.compile(r" (?:on|for) \{\}")
_WORD: Final = re.compile(r"\w+")


class Following:
    """The latest question of a conversation, as far as later words may refer to it."""

    def __init__(self) -> None:
        self._asked: Interpretation | None = None
        self._answer: Answer | None = None

    def chosen(self, text: str) -> Interpretation | None:
        """The question with the choice filled in that these words make: its number, or words of its label alone."""
        offers = self._answer.offers if self._answer and self._answer.question else ()
        said = text.strip().rstrip(".!?)").strip()
        if said.isdecimal() and 1 <= int(said) <= len(offers):
            return offers[int(said) - 1].meant
        exact = [offer for offer in offers if said.casefold() in (offer.label.casefold(), offer.words.casefold())]
        words = _words(said)
        fitting = exact or [offer for offer in offers if words and words <= _words(offer.label)]
        return fitting[0].meant if len(fitting) == 1 else None

    def rewritten(self, text: str) -> str | None:
        """ "And last month?" as a whole question of the latest kind; None where the words follow nothing."""
        found = _FOLLOWS.fullmatch(text)
        if self._asked is None or found is None:
            return None
        stem, rest = _stem(self._asked), found["rest"]
        return (_LINK.sub(" {}", stem) if _LINKED.match(rest) else stem).format(rest)

    def completed(self, meant: Interpretation, *, follows: bool) -> Interpretation:
        """The question with what it leaves open taken from the latest one: all of it, or what "it" refers to."""
        before = self._asked
        if before is None or not (follows or meant.asked.refers):
            return meant
        names_nothing = not (meant.project or meant.client or meant.choices or meant.asked.names)
        if names_nothing:
            asked = replace(meant.asked, client_only=before.asked.client_only)
            meant = replace(meant, project=before.project, client=before.client, choices=before.choices, asked=asked)
        if not follows:
            return meant
        if meant.start is None and meant.end is None:
            meant = replace(meant, start=before.start, end=before.end)
        asked = replace(
            meant.asked,
            whose=before.asked.whose if meant.asked.whose is Whose.UNSAID else meant.asked.whose,
            by=meant.asked.by or before.asked.by,
            lists=before.asked.lists,
            than=meant.asked.than or (before.asked.than if meant.start == before.start else None),
            names=meant.asked.names or before.asked.names,
        )
        return replace(meant, team=meant.team or before.team, asked=asked)

    def remember(self, meant: Interpretation, answer: Answer | None) -> None:
        """The latest question, and its answer."""
        self._asked, self._answer = meant, answer

    def forget_choices(self) -> None:
        """Something else was said: a number is no choice any more."""
        self._answer = None


def _stem(asked: Interpretation) -> str:
    """A question of that kind about `{}`."""
    if asked.asked.topic is Topic.INVOICES:
        standing = asked.asked.standing
        return _STANDING_STEMS.get(standing, f"which invoices are {standing.value} for {{}}?")
    return _TOPIC_STEMS.get(asked.asked.topic, _STEMS[asked.kind])


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - FILLERS - TAILS
