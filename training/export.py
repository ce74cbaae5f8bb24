"""A trained network as the files that the package carries: the graph in 8-bit weights, and the tables beside it."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from desktop.agent.reading.certainty.engine import NETWORK, OUTPUTS, TABLES, feeds
from desktop.agent.reading.certainty.tensors import SLOTS, Message, Row
from training.batches import Example
from training.minilm import vocabulary
from training.network import Network

# What may differ from message to message, by the axis of each input behind the first.
_AXES = {
    "words": ("pieces",),
    "mask": ("pieces",),
    "flags": ("pieces",),
    "anchors": ("lengths",),
    "anchor_features": ("lengths", "length_features"),
    "hours": ("values",),
    "hour_features": ("values", "value_features"),
    "row_anchor": ("rows",),
    "row_copy": ("rows",),
    "row_mask": ("rows",),
    "task_vectors": ("task",),
}
_SLOT_AXES = {"spans": ("{}",), "features": ("{}", "{}_features"), "values": ("{}",)}
_ROW_AXES = {"relations": ("rows", "{}"), "allowed": ("rows", "{}")}


class _Flat(nn.Module):
    """The network with its inputs in a row, as a graph needs them."""

    def __init__(self, network: Network, names: Sequence[str]) -> None:
        super().__init__()
        self.network = network
        self.names = names

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """The scores in the order of the outputs."""
        batch = dict(zip(self.names, inputs, strict=True))
        found = self.network(batch.pop("words"), batch)
        return tuple(found[name] for name in OUTPUTS)


def inputs_of(
    network: Network, message: Message, rows: Sequence[Row], relations: dict[str, np.ndarray], legal: np.ndarray
) -> dict[str, Tensor]:
    """The inputs of one message, with full words."""
    wide = {slot: lies.astype(np.int64) for slot, lies in relations.items()}
    found = {name: torch.from_numpy(array) for name, array in feeds(message, rows, wide, legal).items()}
    return {"words": network.words(torch.from_numpy(message.pieces))[None], **found}


def export(network: Network, sample: Example, table: tuple[list[str], np.ndarray], folder: Path) -> None:
    """Write graph and tables into the folder.

    `sample` is a line with at least two entries, to trace along; `table` are words with their meanings.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network = network.eval()
    inputs = inputs_of(network, sample.message, sample.gold.rows, sample.relations, sample.legal)
    axes = dict(_AXES)
    for slot in SLOTS:
        for name, parts in (*_SLOT_AXES.items(), *_ROW_AXES.items()):
            axes[f"{slot}_{name}"] = tuple(part.format(slot) for part in parts)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            _Flat(network, tuple(inputs)),
            tuple(inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=[f"{name}_scores" for name in OUTPUTS],
            dynamic_axes={name: dict(enumerate(parts, 1)) for name, parts in axes.items()},
            opset_version=17,
            dynamo=False,
        )
        logging.getLogger().setLevel(logging.ERROR)
        quantize_dynamic(str(plain), str(folder / NETWORK), weight_type=QuantType.QInt8, per_channel=True)
    onnx.checker.check_model(str(folder / NETWORK))
    _write_tables(network, *table, folder)


def _write_tables(network: Network, words: list[str], vectors: np.ndarray, folder: Path) -> None:
    table = network.words.weight.detach().numpy()
    scales = np.abs(table).max(1) / 127
    rows = np.round(table / np.maximum(scales, 1e-9)[:, None]).astype(np.int8)
    np.savez_compressed(
        folder / TABLES,
        vocabulary=np.array("\n".join(vocabulary())),
        rows=rows,
        scales=scales.astype(np.float32),
        words=np.array("\n".join(words)),
        meanings=np.round(vectors * 127).astype(np.int8),
    )
