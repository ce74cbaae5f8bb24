"""Makes the second reader's weights: `make train`.

Trains a network for each fold without its hands, looks with it at the lines of those hands, fits the weights of
certainty on all that was looked at, then lets the first fold's network go on with all lines, and exports that. What is
done already is kept in `build/training`, so that a run that was broken off goes on where it was. Steps are counted and
not minutes: what comes out does not hang on what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import pickle
from pathlib import Path

import torch

from desktop.agent.reading.certainty.doubting import Calibration
from desktop.agent.reading.certainty.engine import FOLDER
from training.calibrate import LIMIT, LIMITS, TASK_LIMIT, curve, fitted, point, write
from training.evidence import Looked, looked_at
from training.export import export
from training.lines import hands
from training.network import Network
from training.train import Ground, judged, prepared, train

ROOT = Path(__file__).resolve().parent.parent
CURVE = Path(__file__).parent / "curve.json"
FOLD_STEPS, STEPS = 900, 1200
"""Of a fold's network, and of the one that is shipped; a second each."""
FOLDS = (
    (
        *("law", "tax", "film", "pr", "games", "structural", "uxresearch", "kestrel-finch"),
        *("interior", "security", "townplanning", "coaching", "erp", "publishing"),
        *("agency", "photo", "hrconsult", "publicrelations", "productdesign", "radio"),
    ),
    (
        *("marketresearch", "mobileapps", "patents", "energy", "geotech", "branding"),
        *("architects", "it", "events", "fieldservice", "landscape", "recruiting", "translation", "kestrel-lowe"),
        *("videoproduction", "nonprofit", "itservices", "accounting", "fieldlab", "architecture", "theatre"),
    ),
)
"""Hands and accounts that are held out together: each network learns from the others' lines alone."""


def main() -> None:
    """All of it; about an hour on one core that has nothing else to do."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "training")
    parser.add_argument("--steps", type=int, help="of each network, where it is only tried")
    parser.add_argument("--folds", type=int, default=len(FOLDS))
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    torch.set_num_threads(1)
    ground = prepared(options.folder)
    looked: list[Looked] = []
    for number, fold in enumerate(FOLDS[: options.folds]):
        kept = options.folder / f"fold-{number}.looked"
        if not kept.is_file():
            network = _network(ground, options.folder / f"fold-{number}.pt", fold, options.steps or FOLD_STEPS)
            own = [hand for hand in hands() if hand.name in fold]
            found = [one for hand in own for one in looked_at(network, hand, ground.pieces, ground.meaning)]
            kept.write_bytes(pickle.dumps(found))
        looked += pickle.loads(kept.read_bytes())
    weights = fitted(looked)
    first = options.folder / "fold-0.pt"
    network = _network(ground, options.folder / "all.pt", (), options.steps or STEPS, first)
    sample = next(one for one in ground.examples if len(one.gold.rows) == 3 and one.message.sight.tasks)
    export(network, sample, (ground.words, ground.vectors), options.out)
    write(Calibration(weights, LIMIT, TASK_LIMIT), options.out)
    _write_curve(looked)


def _network(ground: Ground, kept: Path, without: tuple[str, ...], steps: int, begin: Path | None = None) -> Network:
    """The network of that file, trained first where there is none, from the plain encoder or that of `begin` on."""
    if not kept.is_file():
        learnt = [example for example in ground.examples if example.hand not in without]
        print(f"{kept.stem}: {len(learnt)} lines", flush=True)
        torch.save(train(learnt, steps, begin).state_dict(), kept)
    network = Network(0.0).eval()
    network.load_state_dict(torch.load(kept))
    for hand in without:
        own = [one for one in ground.examples if one.hand == hand and not one.line.get("is_way")]
        print(hand, judged(network, own), flush=True)
    return network


def _write_curve(looked: list[Looked]) -> None:
    """Each hand by weights that were fitted without it, and all hands together."""
    rows, sums = [], {limit: [0, 0] for limit in LIMITS}
    for hand in sorted({one.hand for one in looked}):
        weights = fitted([one for one in looked if one.hand != hand])
        own = [one for one in looked if one.hand == hand]
        for at in curve(own, weights, LIMITS):
            sums[at.limit][0] += at.wrong
            sums[at.limit][1] += at.ready
        rules, veto = (point(own, Calibration(weights, limit, 1.0)) for limit in (0.0, LIMIT))
        rows.append(
            {
                "hand": hand,
                "lines": rules.lines,
                "logs": rules.logs,
                "rules_wrong": rules.wrong,
                "rules_ready": rules.ready,
                "wrong": veto.wrong,
                "ready": veto.ready,
            }
        )
    every = [{"limit": limit, "wrong": wrong, "ready": ready} for limit, (wrong, ready) in sums.items()]
    CURVE.write_text(json.dumps({"limit": LIMIT, "hands": rows, "curve": every}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
