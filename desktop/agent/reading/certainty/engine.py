"""The network at run time: its weights from the package, run by onnxruntime on one thread, loaded when first needed.

In come a message's arrays, out come the network's scores. Nothing here knows what they mean.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from desktop.agent.reading.certainty.doubting import Calibration
from desktop.agent.reading.certainty.meaning import Meaning
from desktop.agent.reading.certainty.pieces import Pieces
from desktop.agent.reading.certainty.tensors import SLOTS, Array, Floats, Message, Row, whole

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FOLDER: Final = Path(__file__).parent / "weights"
NETWORK: Final = "reader.onnx"
TABLES: Final = "tables.npz"
CALIBRATION: Final = "calibration.json"
OUTPUTS: Final = ("kind", "role", *SLOTS, "hours")
"""What the network scores; the graph's outputs are called `kind_scores` and so on."""


class NoWeights(Exception):  # noqa: N818 - says what is the matter
    """The weights, or the library that runs them, are not installed."""


def missing(folder: Path = FOLDER) -> str:
    """What the second reader lacks, in one sentence; "" where it can work."""
    lacking = [name for name in (NETWORK, TABLES, CALIBRATION) if not (folder / name).is_file()]
    if lacking:
        return f"The second reader's weights are not installed ({', '.join(lacking)})."
    return "" if find_spec("onnxruntime") else "The second reader needs onnxruntime, which is not installed."


@dataclass(frozen=True)
class Engine:
    """All that is held in memory while the second reader is awake: 40 MB."""

    session: InferenceSession
    pieces: Pieces
    meaning: Meaning
    calibration: Calibration
    rows: Array
    scales: Floats

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """Read the weights. Raises NoWeights; takes a third of a second."""
        if lack := missing(folder):
            raise NoWeights(lack)
        from onnxruntime import InferenceSession, SessionOptions  # heavy: only where it is used

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = InferenceSession(str(folder / NETWORK), options, providers=["CPUExecutionProvider"])
        with np.load(folder / TABLES) as tables:
            pieces = Pieces(str(tables["vocabulary"]).split("\n"))
            vectors = tables["meanings"].astype(np.float32)
            vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
            meaning = Meaning(str(tables["words"]).split("\n"), vectors)
            rows, scales = tables["rows"], tables["scales"]
        known = json.loads((folder / CALIBRATION).read_text(encoding="utf-8"))
        calibration = Calibration(tuple(known["weights"]), known["limit"], known["task_limit"])
        return cls(session, pieces, meaning, calibration, rows, scales)

    def run(
        self, message: Message, rows: Sequence[Row], relations: Mapping[str, Array], legal: np.ndarray
    ) -> dict[str, Floats]:
        """The scores of one message: `kind` [kinds], `role` [lengths, parts], the slots' [rows, choices]."""
        inputs = feeds(message, rows, relations, legal)
        inputs["words"] = (self.rows[message.pieces] * self.scales[message.pieces, None])[None].astype(np.float32)
        scores = self.session.run([f"{name}_scores" for name in OUTPUTS], inputs)
        return {name: part[0] for name, part in zip(OUTPUTS, scores, strict=True)}


def feeds(
    message: Message, rows: Sequence[Row], relations: Mapping[str, Array], legal: np.ndarray
) -> dict[str, np.ndarray]:
    """The network's inputs for one message, but the words; all with a first axis of one."""
    rows = rows or (whole(message.sight),)
    found: dict[str, np.ndarray] = {
        "mask": np.ones(len(message.pieces), np.float32),
        "flags": message.flags,
        "anchors": message.anchors,
        "anchor_features": message.anchor_features,
        "hours": message.hours,
        "hour_features": message.hour_features,
        "row_anchor": np.array([row.anchor for row in rows], np.int64),
        "row_copy": np.array([min(row.copy, 2) * 3 + min(row.copies, 3) - 1 for row in rows], np.int64),
        "row_mask": np.ones(len(rows), np.float32),
        "task_vectors": message.choices["task"].vectors,
    }
    for slot in SLOTS:
        choices = message.choices[slot]
        found[f"{slot}_spans"], found[f"{slot}_features"] = choices.spans, choices.features
        found[f"{slot}_values"], found[f"{slot}_relations"] = choices.values, relations[slot]
        allowed = legal if slot == "task" else np.ones(relations[slot].shape[:2], bool)
        found[f"{slot}_allowed"] = allowed.astype(np.float32)
    return {name: array[None] for name, array in found.items()}


class Awake:
    """An engine that is loaded when it is asked for, and let go when nobody asked for so many seconds."""

    def __init__(self, idle_seconds: float, folder: Path = FOLDER) -> None:
        self._idle_seconds, self._folder = idle_seconds, folder
        self._engine: Engine | None = None
        self._timer: Timer | None = None
        self._lock = Lock()

    def engine(self) -> Engine:
        """The engine; loads it first where need be. Raises NoWeights."""
        with self._lock:
            if self._engine is None:
                self._engine = Engine.load(self._folder)
            if self._timer is not None:
                self._timer.cancel()
            self._timer = Timer(self._idle_seconds, self.rest)
            self._timer.daemon = True
            self._timer.start()
            return self._engine

    def rest(self) -> None:
        """Let the engine go; who uses it right now keeps it until then."""
        with self._lock:
            self._engine = None
