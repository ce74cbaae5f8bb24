"""Sightings as the arrays that the network takes: pieces, places, features, and how entries and sightings lie.

In come a `Sight` and rows (an entry is a row: the length it hangs on, its number among the entries of that length, and
how many those are), out come arrays. The network says of every length what part it plays, and of every row which hours,
project, task and day are its own. Used alike in training and at run time, so that both see the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from desktop.agent.reading.certainty.meaning import Meaning
from desktop.agent.reading.certainty.pieces import END, START, Pieces
from desktop.agent.reading.certainty.sighting import Length, Sight, Sighting, bucket

Array = NDArray[np.int64]
Floats = NDArray[np.float32]

FEATURES: Final = 4096
"""Rows of the table of features; a feature's row is a hash of its name. Row 0 is none."""

MOST_PIECES: Final = 256
MOST_COUNT: Final = 6
ROLES: Final = (
    "none",
    "correction",
    "total",
    "plan",
    "other",
    "break",
    *(f"entry{n}" for n in range(1, MOST_COUNT + 1)),
)
"""What part a length plays; `entryN`: N entries hang on it."""

FIRST_ENTRY: Final = ROLES.index("entry1")
SLOTS: Final = ("project", "task", "day")
RELATIONS: Final = (18, 9, 9, 9, 7, 9, 9, 4, 6, 28, 9, 10, 3, 6, 4)
"""How many values each column of the relations between rows and sightings has."""

_STARTS: Final = np.cumsum([0, *RELATIONS[:-1]])
_FAR: Final = np.array([1, 2, 3, 4, 6, 9, 14, 21])
_SOFT: Final = frozenset(", and then plus also ; . : - – — & /".split(" "))
_STRONG: Final = frozenset(". ; then next also afterwards ? !".split(" "))
_NO_TOKEN: Final = (-1, -1)
_WHOLE: Final = Length(0, 0, (), ("no length",))
"""What a request hangs on, which speaks of an entry or asks of a project; it stands behind all lengths."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: the place of its length, its number among the entries of that length, and how many those are."""

    anchor: int
    copy: int = 0
    copies: int = 1


def whole(sight: Sight) -> Row:
    """The row of a request: it hangs on no length, but on the whole message."""
    return Row(len(sight.lengths))


@dataclass(frozen=True, slots=True)
class Choices:
    """What a slot may be, the first always "none of them": spans in pieces, features, and which are the same value."""

    spans: Array
    features: Array
    values: Array
    vectors: Floats


@dataclass(frozen=True, slots=True)
class Message:
    """All that does not depend on the rows."""

    sight: Sight
    pieces: Array
    flags: Array
    anchors: Array
    anchor_features: Array
    hours: Array
    hour_features: Array
    choices: Mapping[str, Choices]
    ends: tuple[int, int]


def row_of(feature: str) -> int:
    """A feature's row in the table."""
    return 1 + crc32(feature.encode()) % (FEATURES - 1)


def padded(rows: Sequence[Sequence[int]], least: int = 1) -> Array:
    """Lists of different lengths as one array, filled up with 0."""
    width = max([least, *(len(row) for row in rows)])
    filled = np.zeros((len(rows), width), np.int64)
    for place, row in enumerate(rows):
        filled[place, : len(row)] = row
    return filled


def encoded(sight: Sight, pieces: Pieces, meaning: Meaning, words: Sequence[str] | None = None) -> Message:
    """The arrays of a message. `words` stand in for its own where names are to be others (in training)."""
    lows = words or [token.low for token in sight.tokens]
    rows, starts = [START], []
    for low in lows:
        starts.append(len(rows))
        rows += pieces.of(low)
    starts.append(len(rows))
    count = min(len(rows), MOST_PIECES - 1)
    at = np.minimum(np.array(starts), count)
    flags = np.zeros((count + 1, 6), np.int64)
    for place, values in enumerate(_flags(sight)):
        flags[at[place] : at[place + 1]] = values

    def span(start: int, end: int) -> tuple[int, int]:
        return (int(at[start]), int(at[end])) if start >= 0 else (0, 0)

    lengths = (*sight.lengths, _WHOLE)
    hours = [(-1, _numbers(("no hours",)))]
    for place, length in enumerate(sight.lengths):
        hours += [(place, _numbers(value.features)) for value in length.values]
    sightings = {"project": sight.projects, "task": sight.tasks, "day": sight.days}
    return Message(
        sight,
        np.array([*rows[:count], END], np.int64),
        flags,
        np.array([span(length.start, length.end) for length in lengths], np.int64),
        padded([*map(_numbers, _length_features(sight, sight.lengths)), _numbers(_WHOLE.features)]),
        np.array([anchor for anchor, _ in hours], np.int64),
        padded([features for _, features in hours]),
        {slot: _choices(slot, sightings[slot], span, meaning) for slot in SLOTS},
        (int(at[-1]), len(lows)),
    )


def _numbers(features: Collection[str]) -> list[int]:
    return [row_of(feature) for feature in features]


def _choices(
    slot: str, sightings: Sequence[Sighting], span: Callable[[int, int], tuple[int, int]], meaning: Meaning
) -> Choices:
    width = meaning.of("").shape[0]
    values: dict[object, int] = {}
    numbers = [0]
    for place, sighting in enumerate(sightings):
        key: object = sighting.value if sighting.value is not None else ("open", *sighting.among)
        numbers.append(values.setdefault(key, place + 1))
    vectors = np.zeros((len(sightings) + 1, width), np.float32)
    if slot == "task":
        for place, sighting in enumerate(sightings):
            vectors[place + 1] = meaning.of(str(sighting.value))
    return Choices(
        np.array([(0, 0), *(span(sighting.start, sighting.end) for sighting in sightings)], np.int64),
        padded([_numbers((f"no {slot}",)), *(_numbers(sighting.features) for sighting in sightings)]),
        np.array(numbers, np.int64),
        vectors,
    )


def _flags(sight: Sight) -> Array:
    """For each token: how sure a project, a task, a length, a day stands here; glued; spoken."""
    flags = np.zeros((len(sight.tokens), 6), np.int64)
    for sighting in sight.projects:
        if sighting.start >= 0:
            worth = 1 + bucket(sighting.score, (0.5, 0.6, 0.75, 0.9, 1.0, 1.2))
            part = flags[sighting.start : sighting.end, 0]
            np.maximum(part, worth, out=part)
    for sighting in sight.tasks:
        worth = 1 if "task:meaning" in sighting.features else 2 + bucket(sighting.score, (0.6, 0.8, 0.99))
        part = flags[sighting.start : sighting.end, 1]
        np.maximum(part, worth, out=part)
    for length in sight.lengths:
        nature = length.features[0]
        worth = {"own:plain": 5, "own:day": 5, "own:range": 4, "vague": 3, "own:bare": 2}.get(nature, 1)
        flags[length.start : length.end, 2] = worth
    for sighting in sight.days:
        if sighting.start >= 0:
            flags[sighting.start : sighting.end, 3] = 1
    flags[:, 4] = [1 + token.glued for token in sight.tokens]
    flags[:, 5] = 1 + sight.is_voice
    return flags


def _length_features(sight: Sight, lengths: Sequence[Length]) -> list[list[str]]:
    plain = [length.plain for length in lengths]
    known = [None if hours is None else float(hours) for hours in plain]
    clear = sorted({(one.start, one.end) for one in sight.projects if is_clear(one, "project")})
    every = []
    for place, length in enumerate(lengths):
        features = [f"{feature}" for feature in length.features]
        features += [
            f"lengths:{bucket(len(lengths), (2, 3, 4, 5, 7))}",
            f"from start:{min(place, 3)}",
            f"from end:{min(len(lengths) - 1 - place, 3)}",
            *_sums(place, known),
        ]
        before = lengths[place - 1].end if place else 0
        after = lengths[place + 1].start if place + 1 < len(lengths) else len(sight.tokens)
        left = sum(before <= start < length.start for start, _ in clear)
        right = sum(length.end <= start < after for start, _ in clear)
        features += [
            f"left:{min(3, left)}",
            f"right:{min(3, right)}",
            f"gap left:{bucket(length.start - before, (1, 3, 6, 12))}",
            f"gap right:{bucket(after - length.end, (1, 3, 6, 12))}",
            f"over name:{any(start < length.end and length.start < end for start, end in clear)}",
            f"over day:{any(day.start < length.end and length.start < day.end for day in sight.days)}",
            f"voice:{sight.is_voice}",
        ]
        every.append(features)
    return every


def _sums(place: int, known: Sequence[float | None]) -> list[str]:
    """Whether a length is the sum of others, or said before: what totals and recaps are."""
    own = known[place]
    if own is None:
        return ["no sum"]
    before = [hours for hours in known[:place] if hours is not None]
    after = [hours for hours in known[place + 1 :] if hours is not None]

    def makes(hours: Sequence[float]) -> bool:
        return len(hours) > 1 and abs(sum(hours) - own) < 0.012

    return [
        f"sum all:{makes([*before, *after])}",
        f"sum before:{makes(before)}",
        f"sum after:{makes(after)}",
        f"sum last:{any(makes(before[-count:]) for count in (2, 3, 4))}",
        f"sum next:{any(makes(after[:count]) for count in (2, 3, 4))}",
        f"same before:{min(2, sum(abs(hours - own) < 0.01 for hours in before))}",
        f"same after:{min(2, sum(abs(hours - own) < 0.01 for hours in after))}",
        f"largest:{bool(before or after) and own > max([*before, *after])}",
    ]


def is_clear(sighting: Sighting, slot: str) -> bool:
    """Whether this is more than a guess."""
    if slot == "project":
        return sighting.score > 0.6
    return sighting.start >= 0 and "task:meaning" not in sighting.features


def relations(message: Message, rows: Sequence[Row], slot: str, tasks_of: Sequence[frozenset[str]]) -> Array:
    """How each choice of a slot lies to each row: [rows, choices, columns], as rows of one table.

    `tasks_of` are the tasks of each project of the account.
    """
    sight = message.sight
    sightings = {"project": sight.projects, "task": sight.tasks, "day": sight.days}[slot]
    spans = np.array([_NO_TOKEN, *((one.start, one.end) for one in sightings)], np.int64)
    clear = sorted({(one.start, one.end) for one in sightings if is_clear(one, slot)})
    found = np.zeros((len(rows), len(spans), len(RELATIONS)), np.int64)
    geometry = _Geometry(message, rows, spans, clear)
    for place, row in enumerate(rows):
        geometry.fill(found[place], place, row)
        if slot == "project":
            _project_columns(found[place], sight, geometry.segment(row), tasks_of)
    found += _STARTS
    return found


class _Geometry:
    """Who lies where, between what."""

    def __init__(self, message: Message, rows: Sequence[Row], spans: Array, clear: Sequence[tuple[int, int]]) -> None:
        sight = message.sight
        self._spans, self._clear = spans, clear
        self._has = spans[:, 0] >= 0
        self._begin, self._end = spans[:, 0].clip(0), spans[:, 1].clip(0)
        self._lengths = [(length.start, length.end) for length in sight.lengths]
        self._own = sorted({self._lengths[row.anchor] for row in rows if row.anchor < len(self._lengths)})
        self._rows = len(rows)
        self._tokens = len(sight.tokens)
        lows = [token.low for token in sight.tokens]
        self._soft = _running([low in _SOFT or not low.strip() for low in lows])
        self._strong = _running([low in _STRONG or not low.strip() for low in lows])
        self._clear_starts = np.array([start for start, _ in clear], np.int64)
        self._ordinals = np.searchsorted(self._clear_starts, self._begin, "left")

    def segment(self, row: Row) -> tuple[int, int]:
        """The words between the entries' lengths before and after this one."""
        if row.anchor >= len(self._lengths):
            return 0, self._tokens
        start, end = self._lengths[row.anchor]
        before = max((other[1] for other in self._own if other[1] <= start), default=0)
        after = min((other[0] for other in self._own if other[0] >= end), default=self._tokens)
        return before, after

    def fill(self, found: Array, number: int, row: Row) -> None:
        """The columns of one row."""
        has = self._has
        copies = min(row.copy, 2) * 3 + min(row.copies, 3) - 1
        if row.anchor >= len(self._lengths):
            found[:, :12] = (17, 8, 8, 8, 6, 8, 8, 3, 5, 27, 8, 9)
            return
        anchor = self._lengths[row.anchor]
        gaps = _gaps(anchor, self._spans)
        left, right = has & (gaps < 0), has & (gaps > 0)
        apart = left | right
        low = np.where(right, anchor[1], self._end)
        high = np.where(right, self._begin, anchor[0])

        def side(count: Array, top: int) -> Array:
            return np.where(apart, np.minimum(count, top) + (top + 1) * right, 2 * (top + 1))

        def between(starts: Sequence[int]) -> Array:
            ordered = np.array(sorted(starts), np.int64)
            return np.searchsorted(ordered, high, "left") - np.searchsorted(ordered, low, "left")

        far = np.searchsorted(_FAR, np.abs(gaps), "right").clip(1) - 1
        found[:, 0] = np.where(~has, 17, np.where(gaps == 0, 16, far + 8 * right))
        found[:, 1] = side(between([start for start, _ in self._lengths]), 3)
        found[:, 2] = side(between([start for start, _ in self._own]), 3)
        found[:, 3] = side(self._soft[high.clip(0)] - self._soft[low.clip(0)], 3)
        found[:, 4] = side(self._strong[high.clip(0)] - self._strong[low.clip(0)], 2)
        found[:, 5] = side(between([start for start, _ in self._clear]), 3)
        begin, end = self.segment(row)
        inside = has & (self._begin >= begin) & (self._begin < end)
        found[:, 6] = np.where(inside, side(between([start for start, _ in self._clear]), 3), 8)
        others = [other for other in self._own if other != anchor]
        if others:
            nearest = np.min([np.abs(_gaps(other, self._spans)) for other in others], 0)
            own = np.abs(gaps)
            found[:, 7] = np.where(~has, 3, np.where(own < nearest, 0, np.where(own == nearest, 1, 2)))
        else:
            found[:, 7] = np.where(has, 0, 3)
        starts = np.array([start for start, _ in self._own], np.int64)
        place = self._own.index(anchor)
        found[:, 8] = np.where(has, (np.searchsorted(starts, self._begin, "right") - 1 - place).clip(-2, 2) + 2, 5)
        after = np.searchsorted(self._clear_starts, anchor[1], "left")
        order = np.where(has, (self._ordinals - after - row.copy).clip(-1, 1) + 1, 2)
        found[:, 9] = copies * 3 + order
        first = 2 if not self._clear else int(self._clear[0][0] > self._lengths[0][0])
        found[:, 10] = first * 3 + np.where(left, 0, np.where(right, 1, 2))
        balance = 0 if len(self._clear) == self._rows else 1 if len(self._clear) > self._rows else 2
        found[:, 11] = np.where(has, balance * 3 + np.sign(self._ordinals - number) + 1, 9)


def _project_columns(found: Array, sight: Sight, segment: tuple[int, int], tasks_of: Sequence[frozenset[str]]) -> None:
    """Whether the project has the tasks that are said near the row, and how well it is said compared to others."""
    near = {
        str(one.value)
        for one in sight.tasks
        if segment[0] <= one.start < segment[1] and "task:name" in one.features and one.score > 0.8
    }
    worths = sorted(
        {round(one.score, 2) for one in sight.projects if segment[0] <= one.start < segment[1]}, reverse=True
    )
    for place, one in enumerate(sight.projects, 1):
        if near and isinstance(one.value, int):
            found[place, 12] = 1 + bool(near & tasks_of[one.value])
        inside = segment[0] <= one.start < segment[1]
        found[place, 13] = 1 + min(3, worths.index(round(one.score, 2))) if inside else 5
        found[place, 14] = bucket(one.score, (0.5, 0.7, 0.9))


def _running(signs: Sequence[bool]) -> Array:
    return np.concatenate([[0], np.cumsum(signs)]).astype(np.int64)


def _gaps(anchor: tuple[int, int], spans: Array) -> Array:
    """Signed distances in words: 0 where they overlap, +1 right behind, -1 right before."""
    begin, end = spans[:, 0], spans[:, 1]
    gaps: Array = np.where(
        begin >= anchor[1], begin - anchor[1] + 1, np.where(end <= anchor[0], end - anchor[0] - 1, 0)
    )
    return gaps
