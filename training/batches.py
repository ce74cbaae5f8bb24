"""Lines as examples, and examples as padded batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import torch
from torch import Tensor

from desktop.agent.intents import Channel, Utterance
from desktop.agent.reading.certainty.meaning import Meaning
from desktop.agent.reading.certainty.pieces import Pieces
from desktop.agent.reading.certainty.sighting import Observer, Sight
from desktop.agent.reading.certainty.tensors import SLOTS, Message, Row, encoded, relations, whole
from training.gold import Gold, gold_of
from training.lines import Hand, account_of

_SWAPPED = 0.5
_SLOPPY, _MISTYPED = 0.25, 0.35
"""How many of the lines with other names are typed in haste, and how many of the words of such a line."""
_SHORT = {"you": "u", "are": "r", "to": "2", "for": "4", "please": "pls", "and": "n", "what": "wat", "with": "w"}
"""What hasty hands write for whole words."""
_BATCH = 24


@dataclass
class Example:
    """A line with its arrays; `swapped` is the same line with other names in it."""

    hand: str
    line: dict[str, Any]
    gold: Gold
    message: Message
    swapped: Message
    relations: dict[str, np.ndarray]
    legal: np.ndarray

    @property
    def size(self) -> int:
        """Pieces."""
        return len(self.message.pieces)


def utterance_of(line: dict[str, Any]) -> Utterance:
    """What the line says."""
    return Utterance(line["text"], datetime.fromisoformat(line["now"]), Channel(line["channel"]))


def examples(hand: Hand, pieces: Pieces, meaning: Meaning, pool: Sequence[str], chance: random.Random) -> list[Example]:
    """All lines of a hand as examples; `pool` are words that may stand in for names."""
    catalog, workday = account_of(hand.account)
    observer = Observer(catalog, workday, meaning)
    tasks = [observer.names_of(project) for project in observer.projects]
    made = []
    for line in hand.lines:
        sight = observer.observe(utterance_of(line))
        gold = gold_of(line, sight, observer)
        message = encoded(sight, pieces, meaning)
        swapped = encoded(sight, pieces, meaning, _with_other_names(sight, pool, chance))
        rows = gold.rows or [whole(sight)]
        lies = {slot: relations(message, rows, slot, tasks).astype(np.int16) for slot in SLOTS}
        legal = np.ones((len(rows), len(sight.tasks) + 1), bool)
        for place, names in enumerate(gold.legal):
            if names:
                legal[place, 1:] = [task.value in names for task in sight.tasks]
        made.append(Example(hand.name, line, gold, message, swapped, lies, legal))
    return made


def _with_other_names(sight: Sight, pool: Sequence[str], chance: random.Random) -> list[str]:
    """The words, those of likely names exchanged: what a name looks like says nothing about the next account. Some
    lines are typed in haste, but for their names, days and lengths."""
    lows = [token.low for token in sight.tokens]
    named = {i for one in sight.projects if one.score > 0.5 for i in range(one.start, one.end)}
    kept = {i for one in sight.tasks if "task:meaning" not in one.features for i in range(one.start, one.end)}
    kept |= {i for length in sight.lengths for i in range(length.start, length.end)}
    kept |= {i for day in sight.days if day.start >= 0 for i in range(day.start, day.end)}
    swaps: dict[str, str] = {}
    is_hasty = chance.random() < _SLOPPY
    words = []
    for i, low in enumerate(lows):
        if i in named - kept and low.isalpha() and len(low) > 2:
            low = swaps.setdefault(low, chance.choice(pool))
        elif is_hasty and i not in kept and low.isalpha() and chance.random() < _MISTYPED:
            low = _mistyped(low, chance)
        words.append(low)
    return words


def _mistyped(word: str, chance: random.Random) -> str:
    """The word as hasty hands write it: "pls", "chnge", "wich", "teh"."""
    if word in _SHORT:
        return _SHORT[word]
    if len(word) < len("the"):
        return word
    at = chance.randrange(1, len(word))
    way = chance.randrange(4)
    if way == 0:
        return word[0] + "".join(letter for letter in word[1:] if letter not in "aeiou")
    if way == 1:
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    return word[:at] + word[at + 1 :] if way == 2 else word[:at] + word[at] + word[at:]


def batches(
    every: Sequence[Example], chance: random.Random, *, swapped: bool
) -> Iterator[list[tuple[Example, Message]]]:
    """All examples once, in batches of like length, in random order."""
    order = sorted(every, key=lambda example: example.size + chance.random() * 8)
    groups = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
    chance.shuffle(groups)
    for group in groups:
        yield [
            (example, example.swapped if swapped and chance.random() < _SWAPPED else example.message)
            for example in group
        ]


def collated(pairs: Sequence[tuple[Message, dict[str, np.ndarray], np.ndarray, Sequence[Row]]]) -> dict[str, Tensor]:
    """Padded tensors for the network, from messages with relations, allowed tasks and rows."""
    messages = [message for message, _, _, _ in pairs]

    def stack(arrays: Sequence[np.ndarray], fill: float = 0) -> Tensor:
        shape = tuple(max(array.shape[axis] for array in arrays) for axis in range(arrays[0].ndim))
        out = np.full((len(arrays), *shape), fill, arrays[0].dtype)
        for place, array in enumerate(arrays):
            out[(place, *(slice(0, size) for size in array.shape))] = array
        return torch.from_numpy(out)

    ones = np.float32(1)
    rows = [list(rows) or [whole(message.sight)] for message, _, _, rows in pairs]
    batch = {
        "pieces": stack([message.pieces for message in messages]),
        "mask": stack([np.full(len(message.pieces), ones) for message in messages]),
        "flags": stack([message.flags for message in messages]),
        "anchors": stack([message.anchors for message in messages]),
        "anchor_features": stack([message.anchor_features for message in messages]),
        "hours": stack([message.hours for message in messages], -2),
        "hour_features": stack([message.hour_features for message in messages]),
        "row_anchor": stack([np.array([row.anchor for row in own]) for own in rows]),
        "row_copy": stack([np.array([copy_of(row) for row in own]) for own in rows]),
        "row_mask": stack([np.full(len(own), ones) for own in rows]),
        "task_vectors": stack([message.choices["task"].vectors for message in messages]),
    }
    for slot in SLOTS:
        batch[f"{slot}_spans"] = stack([message.choices[slot].spans for message in messages])
        batch[f"{slot}_features"] = stack([message.choices[slot].features for message in messages])
        batch[f"{slot}_values"] = stack([message.choices[slot].values for message in messages], -1)
        batch[f"{slot}_relations"] = stack([lies[slot].astype(np.int64) for _, lies, _, _ in pairs])
        legal = [allowed if slot == "task" else np.ones(lies[slot].shape[:2], bool) for _, lies, allowed, _ in pairs]
        batch[f"{slot}_allowed"] = stack([one.astype(np.float32) for one in legal])
    return batch


def copy_of(row: Row) -> int:
    """Which of how many entries of its length a row is, as one number under 9."""
    return min(row.copy, 2) * 3 + min(row.copies, 3) - 1
