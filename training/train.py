"""Trains one network, without some hands where those are to be judged."""

from __future__ import annotations

import pickle
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from desktop.agent.reading.certainty.likeness import name_words
from desktop.agent.reading.certainty.meaning import Meaning
from desktop.agent.reading.certainty.pieces import Pieces
from desktop.agent.reading.certainty.tensors import FIRST_ENTRY, SLOTS, Message
from training.asks import asked
from training.batches import Example, batches, collated, examples
from training.gold import NO_ENTRY, UNKNOWN
from training.lines import account_of, hands
from training.meaning_table import meanings
from training.minilm import vocabulary
from training.network import Network

SEED = 7
_ENCODER_RATE, _HEAD_RATE = 6e-5, 1e-3
_WARM = 60
_KEPT = 0.6
_ASKED = 2
"""About so many accounts each way of asking is learnt."""
_TOLD = 40
DICTATED = frozenset({"architects", "film", "it"})
_HARDEST = 8.0


def loss_of(network: Network, group: Sequence[tuple[Example, object]], counts: Counter[str]) -> Tensor:
    """The loss of a batch: kinds, roles, and links in both rounds."""
    batch = collated([(message, one.relations, one.legal, one.gold.rows) for one, message in group])  # type: ignore[misc]
    found = network(network.words(batch["pieces"]), batch)
    golds = [example.gold for example, _ in group]
    kinds = torch.tensor([gold.kind for gold in golds])
    loss = functional.cross_entropy(found["kind"], kinds)
    counts["kind"] += int((found["kind"].argmax(-1) == kinds).sum())
    counts["kinds"] += len(golds)
    roles = found["role"].log_softmax(-1)
    parts: list[Tensor] = []
    for place, gold in enumerate(golds):
        for length, role in enumerate(gold.roles):
            if role == UNKNOWN:
                continue
            if role == NO_ENTRY:
                parts.append(-roles[place, length, :FIRST_ENTRY].logsumexp(-1))
            else:
                parts.append(-roles[place, length, role])
            best = int(roles[place, length].argmax())
            counts["role"] += best == role or (role < FIRST_ENTRY and best < FIRST_ENTRY)
            counts["roles"] += 1
    for slot in (*SLOTS, "hours"):
        for name in (f"{slot}_first", slot) if slot != "hours" else (slot,):
            scores = found[name].log_softmax(-1)
            for place, gold in enumerate(golds):
                for row in range(len(gold.rows)):
                    right = gold.hours[row] if slot == "hours" else gold.choices[row][slot]
                    if slot == "hours" and right:
                        anchor = gold.rows[row].anchor
                        first = int((batch["hours"][place] < anchor).logical_and(batch["hours"][place] >= 0).sum()) + 1
                        right = {first + one - 1 if one else 0 for one in right}
                    if not right:
                        continue
                    chosen = scores[place, row]
                    known = torch.tensor(sorted(right))
                    part = -chosen[known].logsumexp(-1).clamp(min=-_HARDEST)
                    parts.append(part * (0.3 if name.endswith("_first") else 1.0))
                    if name == slot:
                        counts[slot] += int(chosen.argmax()) in right
                        counts[slot + "s"] += 1
    return loss + 0.5 * torch.stack(parts).sum() / len(golds) if parts else loss


def summary(counts: Counter[str]) -> str:
    """Shares that are right."""
    names = ("kind", "role", *SLOTS, "hours")
    return ", ".join(f"{name} {100 * counts[name] / max(1, counts[name + 's']):.1f}" for name in names)


def train(every: Sequence[Example], steps: int, begin: Path | None = None) -> Network:
    """A network that has learnt from these in so many steps, from the plain encoder on or from an earlier network."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    network = Network()
    if begin is not None:
        network.load_state_dict(torch.load(begin))
    encoder = [one for name, one in network.named_parameters() if name.startswith("encoder.") and one.requires_grad]
    heads = [one for name, one in network.named_parameters() if not name.startswith("encoder.") and one.requires_grad]
    groups = [{"params": encoder, "lr": _ENCODER_RATE}, {"params": heads, "lr": _HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    rates = [group["lr"] for group in optimiser.param_groups]
    network.train()
    begun, counts = time.monotonic(), Counter[str]()
    for step, group in enumerate(islice(_drawn(every, chance), steps)):
        for target, rate in zip(optimiser.param_groups, rates, strict=True):
            target["lr"] = rate * min(1.0, (step + 1) / _WARM) * max(0.02, 1 - step / steps)
        loss = loss_of(network, group, counts)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        if step % _TOLD == _TOLD - 1:
            print(f"  {step + 1}/{steps} {time.monotonic() - begun:.0f} s: {summary(counts)}", flush=True)
            counts.clear()
    return network.eval()


def _drawn(every: Sequence[Example], chance: random.Random) -> Iterator[list[tuple[Example, Message]]]:
    """Batches without end: each round has all lines whose parts are marked, and some of the others."""
    while True:
        marked = [one for one in every if "lengths" in one.line or one.hand in DICTATED or chance.random() < _KEPT]
        yield from batches(marked, chance, swapped=True)


@dataclass(frozen=True)
class Ground:
    """What training rests on: the lines as examples, the encoder's pieces, the table of meanings."""

    examples: list[Example]
    pieces: Pieces
    words: list[str]
    vectors: np.ndarray

    @property
    def meaning(self) -> Meaning:
        """The table, ready to be asked."""
        return Meaning(self.words, self.vectors)


def prepared(folder: Path) -> Ground:
    """All lines as examples; examples and table are kept in files of the folder, for they take some minutes."""
    folder.mkdir(parents=True, exist_ok=True)
    kept, table = folder / "examples.pickle", folder / "meanings.pickle"
    if not table.is_file():
        table.write_bytes(pickle.dumps(meanings()))
    words, vectors = pickle.loads(table.read_bytes())
    pieces = Pieces(vocabulary())
    if not kept.is_file():
        kept.write_bytes(pickle.dumps(_all_examples(pieces, Meaning(words, vectors))))
    return Ground(pickle.loads(kept.read_bytes()), pieces, words, vectors)


def _all_examples(pieces: Pieces, meaning: Meaning) -> list[Example]:
    every = list(hands())
    names = {
        word
        for hand in every
        for project in account_of(hand.account)[0].projects
        for word in (*name_words(project.name), *name_words(project.client.name))
    }
    common = [word for word in vocabulary()[4000:20000] if word.isascii() and word.isalpha() and len(word) > 3]
    pool = sorted(word for word in names if word.isalpha() and len(word) > 2) * 3 + common
    chance = random.Random(SEED)
    told = [*every, *asked(every, _ASKED)]
    return [one for hand in told for one in examples(hand, pieces, meaning, pool, chance)]


@torch.no_grad()
def judged(network: Network, every: Sequence[Example]) -> str:
    """The shares that are right of lines that were not learnt from."""
    counts: Counter[str] = Counter()
    for group in batches(every, random.Random(SEED), swapped=False):
        loss_of(network, group, counts)
    return summary(counts)
