"""The network: an encoder of the words, and small heads that say each length's part and link rows to choices.

Shapes: B messages, N pieces, A lengths, R rows (entries), C choices of a slot. Everything is padded; masks say what is.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from desktop.agent.reading.certainty.kinds import KINDS
from desktop.agent.reading.certainty.tensors import FEATURES, RELATIONS, ROLES, SLOTS
from training.meaning_table import SIZE
from training.minilm import LAYERS, WIDTH, Encoder, weights

HIDDEN, PAIR = 192, 64
FROZEN = 2
_FLAGS, _FLAG_VALUES = 6, 8
_COPIES = 9
_NEVER = -1e4


def mlp(inside: int, outside: int, dropout: float) -> nn.Sequential:
    """Normed, through one hidden layer."""
    return nn.Sequential(
        nn.LayerNorm(inside), nn.Linear(inside, HIDDEN), nn.GELU(), nn.Dropout(dropout), nn.Linear(HIDDEN, outside)
    )


class Links(nn.Module):
    """Scores of one slot's choices for each row, in two rounds: the second knows what the others took in the first."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.choice = mlp(HIDDEN, HIDDEN, dropout)
        self.left, self.right = nn.Linear(HIDDEN, PAIR), nn.Linear(HIDDEN, PAIR)
        self.query, self.key = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.relation = nn.Embedding(sum(RELATIONS), PAIR)
        nn.init.normal_(self.relation.weight, std=0.1)
        self.first = nn.Sequential(nn.GELU(), nn.Dropout(dropout), nn.Linear(PAIR, PAIR), nn.GELU(), nn.Linear(PAIR, 1))
        self.others = nn.Linear(5, PAIR)
        self.second = nn.Sequential(
            nn.GELU(), nn.Dropout(dropout), nn.Linear(PAIR, PAIR), nn.GELU(), nn.Linear(PAIR, 1)
        )

    def forward(
        self, rows: Tensor, choices: Tensor, relations: Tensor, values: Tensor, allowed: Tensor, row_mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """The scores of both rounds, [B,R,C].

        `rows` [B,R,H], `choices` [B,C,H], `relations` [B,R,C,K], `values` [B,C], `allowed` [B,R,C], `row_mask` [B,R].
        """
        choices = self.choice(choices)
        pair = self.left(rows)[:, :, None] + self.right(choices)[:, None] + self.relation(relations).sum(3)
        match = self.query(rows) @ self.key(choices).transpose(1, 2) / HIDDEN**0.5
        never = (1 - allowed) * _NEVER
        one = self.first(pair)[..., 0] + match + never
        share = one.softmax(-1) * row_mask[:, :, None]
        same = (values[:, :, None] == values[:, None, :]).to(share.dtype)
        taken = share @ same
        nothing = torch.zeros_like(taken[:, :1])
        before, after = torch.cat([nothing, taken[:, :-1]], 1), torch.cat([taken[:, 1:], nothing], 1)
        apart = 1 - torch.eye(share.shape[1], dtype=share.dtype)[None, :, :, None]
        rival = (share[:, None] * apart).max(2).values
        rival_value = (taken[:, None] * apart).max(2).values
        around = torch.stack([share, before, after, rival, rival_value], -1)
        two = one + self.second(pair + self.others(around))[..., 0]
        return one, two


class Network(nn.Module):
    """The whole second reader."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.words = nn.Embedding.from_pretrained(self.encoder.load(weights()), freeze=True)
        for part in (self.encoder.place, self.encoder.norm, *self.encoder.layers[:FROZEN]):
            part.requires_grad_(False)
        self.encoder.kind.requires_grad_(False)
        self.flags = nn.ModuleList(nn.Embedding(_FLAG_VALUES, WIDTH) for _ in range(_FLAGS))
        for flag in self.flags:
            nn.init.normal_(flag.weight, std=0.02)
        self.features = nn.Embedding(FEATURES, HIDDEN, padding_idx=0)
        nn.init.normal_(self.features.weight, std=0.05)
        self.features.weight.data[0] = 0
        self.spans = nn.Linear(WIDTH, HIDDEN)
        self.kind = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * WIDTH, len(KINDS)))
        self.whole = nn.Linear(WIDTH, HIDDEN)
        self.anchor = mlp(HIDDEN, HIDDEN, dropout)
        self.role = mlp(4 * HIDDEN, len(ROLES), dropout)
        self.copy = nn.Embedding(_COPIES, HIDDEN)
        self.meaning = nn.Linear(SIZE, HIDDEN)
        self.links = nn.ModuleDict({slot: Links(dropout) for slot in SLOTS})
        self.hour = mlp(HIDDEN, HIDDEN, dropout)
        self.hour_left, self.hour_right = nn.Linear(HIDDEN, PAIR), nn.Linear(HIDDEN, PAIR)
        self.hour_out = nn.Sequential(
            nn.GELU(), nn.Dropout(dropout), nn.Linear(PAIR, PAIR), nn.GELU(), nn.Linear(PAIR, 1)
        )

    def read(self, words: Tensor, flags: Tensor, mask: Tensor) -> Tensor:
        """What each piece means where it stands, [B,N,384]. `mask` [B,N]: 1 where a piece is."""
        never = (1 - mask)[:, None, None, :] * _NEVER
        x = self.encoder.begin(words)
        for number in range(LAYERS):
            if number == FROZEN:
                x = x + sum(table(flags[..., place]) for place, table in enumerate(self.flags))
            x = self.encoder.layers[number](x, never)
        return x

    def forward(self, words: Tensor, batch: dict[str, Any]) -> dict[str, Tensor]:
        """Scores of kinds [B,K], of roles [B,A,ROLES], and of the choices of each slot and of hours [B,R,C]."""
        mask = batch["mask"]
        x = self.read(words, batch["flags"], mask)
        count = mask.sum(1, keepdim=True)
        mean = (x * mask[:, :, None]).sum(1) / count
        found = {"kind": self.kind(torch.cat([x[:, 0], mean], -1))}
        sums = torch.cat([torch.zeros_like(x[:, :1]), x.cumsum(1)], 1)

        def spans(places: Tensor) -> Tensor:
            """The mean of the pieces of each place, [B,C,HIDDEN]; zeros for places without words."""
            wide = places[..., None].expand(-1, -1, -1, WIDTH)
            total = sums.gather(1, wide[:, :, 1]) - sums.gather(1, wide[:, :, 0])
            size = (places[..., 1] - places[..., 0])[..., None].to(x.dtype)
            return self.spans(total / size.clamp(min=1)) * (size > 0).to(x.dtype)

        whole = self.whole(x[:, 0])[:, None]
        anchors = self.anchor(spans(batch["anchors"]) + self.features(batch["anchor_features"]).sum(2) + whole)
        nothing = torch.zeros_like(anchors[:, :1])
        around = [torch.cat([nothing, anchors[:, :-1]], 1), torch.cat([anchors[:, 1:], nothing], 1)]
        found["role"] = self.role(torch.cat([anchors, *around, whole.expand_as(anchors)], -1))
        place = batch["row_anchor"]
        rows = anchors.gather(1, place[..., None].expand(-1, -1, HIDDEN)) + self.copy(batch["row_copy"])
        for slot in SLOTS:
            choices = spans(batch[f"{slot}_spans"]) + self.features(batch[f"{slot}_features"]).sum(2)
            if slot == "task":
                choices = choices + self.meaning(batch["task_vectors"])
            found[f"{slot}_first"], found[slot] = self.links[slot](
                rows,
                choices,
                batch[f"{slot}_relations"],
                batch[f"{slot}_values"],
                batch[f"{slot}_allowed"],
                batch["row_mask"],
            )
        hours = self.hour(self.features(batch["hour_features"]).sum(2))
        pair = self.hour_left(rows)[:, :, None] + self.hour_right(hours)[:, None]
        own = (batch["hours"][:, None] == place[..., None]) | (batch["hours"][:, None] == -1)
        found["hours"] = self.hour_out(pair)[..., 0] + (~own).to(x.dtype) * _NEVER
        return found
