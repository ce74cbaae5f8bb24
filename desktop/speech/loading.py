"""Loads weights into Whisper. Runs in the worker process: it imports torch.

A container is converted once into `<cache>/converted/<model>-<hash>.pt`, an ordinary Whisper checkpoint, written beside
its place and moved there in one step, with its SHA-256 in a file next to it. Contents are always checked before they
are opened, and opened with `weights_only=True`, so that a file can bring numbers and nothing else.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.speech import container, convert
from desktop.speech.errors import WeightsDamaged
from desktop.speech.weights import Weights

if TYPE_CHECKING:
    import whisper


log = logging.getLogger(__name__)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load(weights: Weights) -> whisper.Whisper:
    """The model, on the CPU, in fp32, ready to decode.

    Raises:
        WeightsDamaged: The contents are not what they claim to be.
        OSError: They cannot be read.
    """
    import torch
    from whisper.model import ModelDimensions, Whisper

    path = weights.paths[0]
    source: Path | dict[str, Any] = converted(weights) if weights.container else path
    if not weights.container and weights.sha256 and sha256(path) != weights.sha256:
        raise WeightsDamaged(
            f"“{path}” is not the model “{weights.model}” as it was published. Delete it and try again."
        )
    try:
        checkpoint = source if isinstance(source, dict) else torch.load(source, map_location="cpu", weights_only=True)
        model = Whisper(ModelDimensions(**checkpoint["dims"]))
        model.load_state_dict(checkpoint["model_state_dict"], strict=True)
    except OSError:
        raise
    except Exception as error:  # torch's own errors share no root, and a stranger's file can raise any of them
        raise WeightsDamaged(f"“{path}” is not a Whisper model that can be opened.") from error
    return model.eval()


def converted(weights: Weights) -> Path | dict[str, Any]:
    """The converted checkpoint of a container: the copy in the cache, made now if there is no whole one.

    Where no copy can be written (a full disk, a folder that is read-only), the checkpoint itself.

    Raises:
        WeightsDamaged: The container is not what was published, or does not convert strictly.
    """
    target = weights.cache / "converted" / f"{weights.model}-{weights.sha256[:16]}.pt"
    seal = target.with_suffix(".sha256")
    if target.is_file() and seal.is_file() and seal.read_text("ascii").strip() == sha256(target):
        return target
    data = b"".join(path.read_bytes() for path in weights.paths)
    if hashlib.sha256(data).hexdigest() != weights.sha256:
        raise WeightsDamaged(f"The installed weights of “{weights.model}” are not those that were published.")
    checkpoint = convert.checkpoint(container.read(data), weights.model)
    try:
        _save(checkpoint, target, seal)
    except (OSError, RuntimeError) as problem:  # torch raises its own kind where a file cannot grow
        log.info("The converted model is not kept: %s", problem)
        return checkpoint
    return target


def _save(checkpoint: dict[str, Any], target: Path, seal: Path) -> None:
    import torch

    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            torch.save(checkpoint, file)
            file.flush()
            os.fsync(file.fileno())
        digest = sha256(part)
        part.replace(target)
        # The seal comes last: a copy without it, or with another's, is made anew.
        seal.write_text(digest + "\n", "ascii")
    finally:
        part.unlink(missing_ok=True)
