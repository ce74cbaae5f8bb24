"""What downloads leave on the disk: whole models, and what has come of one. Imports no network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.speech.errors import DownloadError
from desktop.speech.models import Model


@dataclass(frozen=True, slots=True)
class DownloadFiles:
    """The files of one model in the folder of downloads; neither need be there."""

    folder: Path
    model: Model

    @property
    def target(self) -> Path:
        """The whole model."""
        return self.folder / self.model.file

    @property
    def part(self) -> Path:
        """What has come so far; the next try goes on from it."""
        return self.folder / f"{self.model.file}.part"

    @property
    def come(self) -> int:
        """How many bytes an unfinished download has left."""
        return _size(self.part)

    @property
    def held(self) -> int:
        """How many bytes both take."""
        return _size(self.target) + self.come

    def delete(self) -> int:
        """Delete both; how many bytes that gives back.

        Raises:
            DownloadError: They cannot be deleted.
        """
        before = self.held
        try:
            for path in (self.part, self.target):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise DownloadError(f"“{self.model.name}” cannot be deleted: {error.strerror or error}.") from error
        return before


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
