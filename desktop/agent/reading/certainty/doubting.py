"""Weighs the evidence on an entry: how sure it is as a whole, and which of its fields are in doubt.

In comes what the network thinks of each field, out comes one number: 0.95 says that of a hundred such entries 95 are
right. The weights were fitted on lines of people and accounts that the network had not learnt from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final

from desktop.agent.intents import EntryIntent, Field
from desktop.agent.reading.certainty.comparing import UNSEEN, Evidence

SIGNS: Final = (
    *("one", "project", "task", "day", "hours", "length", "spare", "log"),
    *("worst", "worst of all", "entries", "words", "likely"),
)
"""What is weighed, in the order of the weights."""

SURE_OF_STORIES: Final = 0.97
"""The confidence from which a message that the rules found not plainly told is sure all the same. Of 3,736 lines that
were not learnt from, 13 were then wrong and ready and 896 wholly ready and right; with 0.96 it were 20 and 934, with
0.98 8 and 863."""

_LEAST: Final = 1e-4
LIKELY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of SIGNS, the confidence from which an entry is ready unseen, and that from which a task is taken."""

    weights: tuple[float, ...]
    limit: float
    task_limit: float


def signs(every: Sequence[Evidence], place: int, words: int) -> list[float]:
    """What is weighed of the entry at that place among all of a message of so many words."""
    odds = [[_odds(share) for share in _fields(evidence)] for evidence in every]
    own = odds[place]
    worst = min(own)
    worst_of_all = min(min(one) for one in odds)
    return [1.0, *own, worst, worst_of_all, log(len(every)), log(max(1, words) / 10), float(worst_of_all > 0)]


def _fields(evidence: Evidence) -> tuple[float, ...]:
    return (
        *(evidence.project, evidence.task, evidence.day, evidence.hours),
        *(evidence.length, evidence.spare, evidence.log),
    )


def _odds(share: float) -> float:
    kept = max(_LEAST, min(share, 1 - _LEAST))
    return log(kept / (1 - kept))


def confidence(every: Sequence[Evidence], place: int, words: int, calibration: Calibration) -> float:
    """How sure the entry at that place is, 0 to 1; never surer than a field that is unlikelier than not."""
    weighed = sum(weight * sign for weight, sign in zip(calibration.weights, signs(every, place, words), strict=True))
    sure = 1 / (1 + exp(-max(-30.0, min(30.0, weighed))))
    least = min(_fields(every[place]))
    return min(sure, least) if least < LIKELY else sure


def confidence_in_note(every: Sequence[Evidence], entries: Sequence[EntryIntent]) -> float:
    """How sure all entries of a message are, every word of which has its part.

    There the rules know best which lengths are entries and which task was named: of 209 such lines of strangers 207
    were right. Only another project, day or length is a doubt; the project of them all need be seen but once.
    """
    projects = [evidence.project for evidence in every]
    is_one = len({entry.project and entry.project.id for entry in entries}) == 1
    return min(max(projects) if is_one else min(projects), *(min(evidence.day, evidence.hours) for evidence in every))


def doubtful(evidence: Evidence, entry: EntryIntent) -> tuple[Field, ...]:
    """The fields that are in doubt: all that are unlikelier than not, else the least likely one.

    Of an entry that was not seen at all it is doubted whether it is one.
    """
    if evidence is UNSEEN:
        return (Field.ENTRY,)
    shares = {
        Field.PROJECT: evidence.project,
        Field.TASK: evidence.task,
        Field.HOURS: evidence.hours,
        Field.DAY: evidence.day,
        Field.ENTRY: min(evidence.length, evidence.spare, evidence.log),
    }
    if entry.task is None:
        del shares[Field.TASK]
    unlikely = tuple(field for field, share in shares.items() if share < LIKELY)
    return unlikely or (min(shares, key=lambda field: shares[field]),)
