"""The network's evidence on what the rules read of lines that it has not learnt from: what calibration rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch

from desktop.agent.intents import EntryIntent, Kind
from desktop.agent.reading.certainty.comparing import Evidence, rows_of, weighed
from desktop.agent.reading.certainty.meaning import Meaning
from desktop.agent.reading.certainty.pieces import Pieces
from desktop.agent.reading.certainty.seeing import legal_tasks
from desktop.agent.reading.certainty.sighting import Observer
from desktop.agent.reading.certainty.tensors import SLOTS, encoded, relations, whole
from desktop.agent.reading.reader import Interpreter
from training.batches import collated, utterance_of
from training.lines import Hand, account_of
from training.network import Network


@dataclass(frozen=True)
class Looked:
    """A line, what the rules read of it, and the evidence on each entry."""

    hand: str
    line: dict[str, Any]
    kind: Kind
    entries: tuple[EntryIntent, ...]
    evidence: tuple[Evidence, ...]


@torch.no_grad()
def looked_at(network: Network, hand: Hand, pieces: Pieces, meaning: Meaning) -> Iterator[Looked]:
    """All lines of a hand with the evidence on them."""
    catalog, workday = account_of(hand.account)
    observer = Observer(catalog, workday, meaning)
    interpreter = Interpreter(catalog, workday=workday)
    tasks = [observer.names_of(project) for project in observer.projects]
    for line in hand.lines:
        utterance = utterance_of(line)
        found = interpreter.read(utterance)
        evidence: list[Evidence] = []
        if found.kind is Kind.LOG and found.entries:
            sight = observer.observe(utterance)
            rows, places = rows_of(sight, found.entries)
            message = encoded(sight, pieces, meaning)
            lies = {slot: relations(message, rows or [whole(sight)], slot, tasks) for slot in SLOTS}
            batch = collated([(message, lies, legal_tasks(sight, rows, places, found.entries), rows)])
            scores = {name: part[0].numpy() for name, part in network(network.words(batch["pieces"]), batch).items()}
            evidence = weighed(sight, observer.projects, found.entries, rows, places, scores)
        yield Looked(hand.name, line, found.kind, tuple(found.entries), tuple(evidence))
