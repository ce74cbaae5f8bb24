"""A second head for the kind of a message, which has seen more ways of asking than the labelled lines have.

In come `asks.txt` (a kind and words with places for names, put into accounts of every trade, some of them between what
people say around a request) and the labelled lines;
the encoder stays as it was shipped, only this layer learns, and is put into the graph beside the first: that one goes
on weighing entries, by which the weights of certainty were fitted.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime import InferenceSession, SessionOptions
from torch.nn import functional

from desktop.agent.intents import Channel, Utterance
from desktop.agent.reading.certainty.engine import ASKED, FOLDER, NETWORK, Engine, feeds
from desktop.agent.reading.certainty.kinds import KINDS
from desktop.agent.reading.certainty.sighting import Observer
from desktop.agent.reading.certainty.tensors import SLOTS, Row, encoded, relations
from training.lines import Hand, account_of, hands

ASKS = Path(__file__).parent / "asks.txt"
_POOLED = "/network/Concat_output_0"
_WEIGHT, _BIAS = "network.kind.1.weight", "network.kind.1.bias"
_PEOPLE = "Anna Joost Priya Tomas Lena Sam Maria Ken".split()
_TIMES = 6
_LOGS = 3
"""Of so many lines that log, one is learnt from: they are known well enough."""
_CHATTY = 0.3
"""How many of the words have talk around them."""
_AROUND = ("before", "behind")

Line = tuple[str, str, Channel, datetime, Hand]


def asks() -> Iterator[tuple[str, str]]:
    """Each way of asking with its kind; what is said around others is of the kind "before" or "behind"."""
    for raw in ASKS.read_text(encoding="utf-8").splitlines():
        if raw and not raw.startswith("#"):
            kind, words = raw.split(" | ", 1)
            yield kind, words


def lines(seed: int = 0) -> Iterator[Line]:
    """Every way of asking about several accounts, and the labelled lines."""
    chance = random.Random(seed)
    every, known = list(hands()), list(asks())
    talk = {place: ["", *(words for kind, words in known if kind == place)] for place in _AROUND}
    for kind, words in known:
        for hand in chance.sample(every, _TIMES) if kind not in _AROUND else ():
            text = _filled(_between(words, talk, chance), hand, chance)
            yield kind, text, chance.choice(list(Channel)), _moment(chance), hand
    for hand in every:
        for number, line in enumerate(hand.lines):
            kind = line["expect"]["kind"]
            if kind != "log" or number % _LOGS == 0:
                yield kind, line["text"], Channel(line["channel"]), datetime.fromisoformat(line["now"]), hand


def _between(words: str, talk: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    """The words, now and then with talk around them."""
    if chance.random() >= _CHATTY:
        return words
    before, behind = (chance.choice(talk[place]) for place in _AROUND)
    return " ".join(part for part in (before, words, behind) if part)


def _moment(chance: random.Random) -> datetime:
    return datetime(2026, 11, 20, 16, 40) - timedelta(days=chance.randrange(300))


def _filled(words: str, hand: Hand, chance: random.Random) -> str:
    catalog, _ = account_of(hand.account)
    project = chance.choice(catalog.projects)
    names = {
        "{P}": chance.choice((project.name, project.name.split()[-1], project.code or project.name)),
        "{C}": chance.choice((project.client.name, project.client.name.split()[0])),
        "{T}": chance.choice(project.tasks).name,
        "{W}": chance.choice(_PEOPLE),
    }
    for place, name in names.items():
        words = words.replace(place, chance.choice((name, name.lower())))
    return chance.choice((words, words, words.capitalize(), f"{words} please", f"um {words}"))


class Pooled:
    """What the shipped encoder makes of a message, right before its kind is scored."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.model = onnx.load(str(folder / NETWORK))
        wide = onnx.ModelProto()
        wide.CopyFrom(self.model)
        wide.graph.output.append(onnx.helper.make_tensor_value_info(_POOLED, onnx.TensorProto.FLOAT, None))
        options = SessionOptions()
        options.intra_op_num_threads = 1
        self._session = InferenceSession(wide.SerializeToString(), options)
        self._engine = Engine.load(folder)
        self._observers: dict[Path, Observer] = {}

    def of(self, text: str, channel: Channel, now: datetime, account: Path) -> np.ndarray:
        """The vector of one message, [768]."""
        engine = self._engine
        if account not in self._observers:
            self._observers[account] = Observer(*account_of(account), engine.meaning)
        observer = self._observers[account]
        sight = observer.observe(Utterance(text, now, channel))
        message = encoded(sight, engine.pieces, engine.meaning)
        tasks = [observer.names_of(project) for project in observer.projects]
        lies = {slot: relations(message, [Row(0)], slot, tasks) for slot in SLOTS}
        inputs = feeds(message, [Row(0)], lies, np.ones((1, len(sight.tasks) + 1), bool))
        inputs["words"] = (engine.rows[message.pieces] * engine.scales[message.pieces, None])[None].astype(np.float32)
        (found,) = self._session.run([_POOLED], inputs)
        vector: np.ndarray = np.asarray(found)[0]
        return vector


def head(model: onnx.ModelProto) -> tuple[np.ndarray, np.ndarray]:
    """Weight [768, kinds] and bias [kinds] of the kind, as they are in the graph."""
    of = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    zero = of[f"{_WEIGHT}_zero_point"].astype(np.float32)
    return (of[f"{_WEIGHT}_quantized"].astype(np.float32) - zero) * of[f"{_WEIGHT}_scale"], of[_BIAS]


def learnt(
    vectors: np.ndarray, kinds: np.ndarray, start: tuple[np.ndarray, np.ndarray], steps: int = 300, hold: float = 0.002
) -> tuple[np.ndarray, np.ndarray]:
    """The head that tells these kinds best and stays near where it starts."""
    first, bias = (torch.tensor(part, dtype=torch.float32) for part in start)
    weight, offset = first.clone().requires_grad_(), bias.clone().requires_grad_()
    inputs, targets = torch.tensor(vectors), torch.tensor(kinds)
    adam = torch.optim.Adam([weight, offset], lr=3e-3)
    for _ in range(steps):
        loss = functional.cross_entropy(inputs @ weight + offset, targets, label_smoothing=0.03)
        (loss + hold * (weight - first).square().sum()).backward()  # type: ignore[no-untyped-call]
        adam.step()
        adam.zero_grad()
    return weight.detach().numpy(), offset.detach().numpy()


def put_in(model: onnx.ModelProto, weight: np.ndarray, bias: np.ndarray) -> None:
    """The graph with that head beside the other, as an output of its own."""
    graph, output = model.graph, f"{ASKED}_scores"
    for kept in (graph.initializer, graph.node, graph.output):
        for one in [one for one in kept if one.name.startswith(ASKED)]:
            kept.remove(one)
    graph.initializer.append(numpy_helper.from_array(weight.astype(np.float32), f"{ASKED}_weight"))
    graph.initializer.append(numpy_helper.from_array(bias.astype(np.float32), f"{ASKED}_bias"))
    inputs = [_POOLED, f"{ASKED}_weight", f"{ASKED}_bias"]
    graph.node.append(onnx.helper.make_node("Gemm", inputs, [output], name=f"{ASKED}_gemm"))
    graph.output.append(onnx.helper.make_tensor_value_info(output, onnx.TensorProto.FLOAT, ["batch", len(KINDS)]))
    onnx.checker.check_model(model)


def main(folder: Path = FOLDER) -> None:
    """Train the head and write the graph."""
    torch.manual_seed(0)
    pooled = Pooled(folder)
    every = list(lines())
    vectors = np.stack([pooled.of(text, channel, now, hand.account) for _, text, channel, now, hand in every])
    kinds = np.array([KINDS.index(kind) for kind, *_ in every])
    put_in(pooled.model, *learnt(vectors, kinds, head(pooled.model)))
    onnx.save(pooled.model, str(folder / NETWORK))


if __name__ == "__main__":
    main()
