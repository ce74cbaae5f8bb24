"""Fits the weights of certainty on lines that were not learnt from, and draws the curve of looks against mistakes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.corpus import entry_differs
from desktop.agent.intents import EntryIntent
from desktop.agent.reading.certainty.doubting import SIGNS, SURE_OF_STORIES, Calibration, confidence, signs
from desktop.agent.reading.certainty.engine import CALIBRATION
from training.evidence import Looked

LIMIT, TASK_LIMIT = 0.9, 0.97
"""The confidence from which an entry is ready unseen, and the share from which a task is taken by its meaning."""

LIMITS = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99)
_RIDGE = 1.0
_STEPS = 40


def is_complete(entry: EntryIntent) -> bool:
    """Whether the rules leave nothing open."""
    return entry.project is not None and entry.task is not None and entry.hours is not None


def rights(looked: Looked) -> list[bool]:
    """Of each entry that was read whether the label has it, each of the label's once."""
    expect = looked.line["expect"]
    left: list[dict[str, Any]] = list(expect["entries"]) if expect["kind"] == "log" else []
    found = []
    for entry in looked.entries:
        hit = next((label for label in left if label.get("project") and not entry_differs(label, entry)), None)
        if hit is not None:
            left.remove(hit)
        found.append(hit is not None)
    return found


def fitted(every: Iterable[Looked]) -> tuple[float, ...]:
    """Weights of a logistic regression: from the signs of complete entries to whether they are right."""
    rows, hits = [], []
    for looked in every:
        words = len(looked.line["text"].split())
        for place, (entry, is_right) in enumerate(zip(looked.entries, rights(looked), strict=True)):
            if is_complete(entry):
                rows.append(signs(looked.evidence, place, words))
                hits.append(is_right)
    x, y = np.array(rows), np.array(hits, float)
    scale = np.maximum(1e-6, np.abs(x).max(0))
    x = x / scale
    weights = np.zeros(len(SIGNS))
    for _ in range(_STEPS):
        sure = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - sure) - _RIDGE * weights
        bend = (x * (sure * (1 - sure))[:, None]).T @ x + _RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return tuple(float(weight) for weight in weights / scale)


@dataclass(frozen=True)
class Point:
    """At one limit: lines with something wrong and ready, and those of the `logs` that are wholly ready and right."""

    limit: float
    wrong: int
    ready: int
    logs: int
    lines: int


def point(every: Sequence[Looked], calibration: Calibration) -> Point:
    """What would come of these lines; with a limit of 0, what the rules do by themselves, their own doubts included."""
    wrong = ready = logs = 0
    for looked in every:
        is_log = looked.line["expect"]["kind"] == "log"
        logs += is_log
        right = rights(looked)
        words = len(looked.line["text"].split())
        shares = [confidence(looked.evidence, place, words, calibration) for place in range(len(looked.entries))]
        lift = SURE_OF_STORIES if calibration.limit else 2.0
        sure = [
            share >= (lift if entry.checks else calibration.limit)
            for entry, share in zip(looked.entries, shares, strict=True)
        ]
        complete = [is_complete(entry) for entry in looked.entries]
        wrong += any(one and whole and not hit for one, whole, hit in zip(sure, complete, right, strict=True))
        is_whole = is_log and len(right) == len(looked.line["expect"]["entries"]) and all(right)
        ready += is_whole and all(one or entry.task is None for one, entry in zip(sure, looked.entries, strict=True))
    return Point(calibration.limit, wrong, ready, logs, len(every))


def curve(every: Sequence[Looked], weights: tuple[float, ...], limits: Sequence[float]) -> list[Point]:
    """The certainty curve."""
    return [point(every, Calibration(weights, limit, 1.0)) for limit in limits]


def write(calibration: Calibration, folder: Path) -> None:
    """Beside the weights."""
    content = {"weights": calibration.weights, "limit": calibration.limit, "task_limit": calibration.task_limit}
    (folder / CALIBRATION).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
