"""The table of meanings: one short vector for each everyday word, from the untouched encoder."""

from __future__ import annotations

import numpy as np
import torch

from training.minilm import WIDTH, Encoder, vocabulary, weights

SIZE = 96
_BATCH = 256


@torch.no_grad()
def meanings() -> tuple[list[str], np.ndarray]:
    """Words of three letters and more, and their vectors of unit length: the first principal parts of what the encoder
    makes of each word alone.
    """
    pieces = vocabulary()
    words = [piece for piece in pieces if piece.isascii() and piece.isalpha() and len(piece) >= 2]
    encoder = Encoder(0.0).eval()
    table = encoder.load(weights())
    places = {piece: place for place, piece in enumerate(pieces)}
    rows = []
    for start in range(0, len(words), _BATCH):
        ids = torch.tensor([[101, places[word], 102] for word in words[start : start + _BATCH]])
        x = encoder.begin(table[ids])
        for layer in encoder.layers:
            x = layer(x, torch.zeros(1))
        rows.append(torch.nn.functional.normalize(x.mean(1), dim=-1))
    vectors = torch.cat(rows).numpy()
    centred = vectors - vectors.mean(0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    short = centred @ axes[:, WIDTH - SIZE :]
    return words, (short / np.linalg.norm(short, axis=1, keepdims=True)).astype(np.float32)
