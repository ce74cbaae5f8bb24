"""Of which messages the learned reader has an opinion: of work with a length in its words, and of kinds it can name.

In come the words and the rules' reading, out comes whether it is worth asking: "2h Nucleus" is, a pasted table is not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from desktop.agent.intents import Interpretation, Kind, Topic, Utterance
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.cards.wording import NOT_UNDERSTOOD
from desktop.agent.reading.certainty.kinds import KINDS
from desktop.agent.reading.documents.tables import table_in
from desktop.agent.reading.requests.billing import SENT_AFTER
from desktop.agent.reading.requests.invoices import KEPT_BY_HARVEST
from desktop.agent.reading.requests.refusals import NOT_TOGETHER

IDLE_SECONDS: Final = 600.0
"""How long the weights stay in memory when nobody asks."""
_HAVE_OTHERS: Final = frozenset({Kind(name) for name in KINDS})

#: Reads the same words as of another kind, by the rules.
ReadAs = Callable[[Kind], Interpretation]


def has_lengths(found: Interpretation) -> bool:
    """Whether the rules read work with a length that the words carry."""
    return found.kind is Kind.LOG and any("hours" in one.spans for one in found.entries)


def has_an_opinion(utterance: Utterance, found: Interpretation, read_as: ReadAs | None) -> bool:
    """Whether the learned reader can say anything of such words; it is not even loaded for others."""
    if not has_lengths(found) and (read_as is None or found.kind not in _HAVE_OTHERS):
        return False
    # Rows of a table are read by their columns, not by their words.
    return table_in(utterance.text) is None


def may_be_another(found: Interpretation, context: Context) -> bool:
    """Whether the words may be of another kind than the rules took them for.

    What is said beside cards is mostly about them, unless the rules could not tell how; what has a topic of its own the
    learned reader was not taught: it would take "how much did we bill in May?" for hours. Neither was it of what
    invoices are not made to do here, nor of one of a period, which is to be made and then sent.
    """
    if found.kind is Kind.EDIT and found.is_plain:
        return False  # it says what is so of an entry that Harvest has
    if found.question in (KEPT_BY_HARVEST, NOT_TOGETHER) or (SENT_AFTER in found.warnings and found.start != found.end):
        return False
    if any(warning.code == "copied" for entry in found.entries for warning in entry.warnings):
        return False  # "repeat friday": what was logged there is known, and no word of it was said
    is_usual = found.asked.topic in (Topic.USUAL, Topic.UNKNOWN) and found.asked.than is None
    # Asked or said, and neither of the cards nor of what the rules know.
    nobody_knows = found.asked.topic is Topic.UNKNOWN or found.question == NOT_UNDERSTOOD
    return is_usual and (nobody_knows or not (context.shown or context.deeds))
