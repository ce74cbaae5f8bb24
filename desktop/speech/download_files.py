"""What downloads leave on the disk: whole models, and what has come of one. Imports no network.

Models that hear and models that read are fetched alike: anything that is `Published`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.speech.errors import DownloadError


class Published(Protocol):
    """A model as a site publishes it: one file of about `size` bytes with that SHA-256, kept here as `file`."""

    @property
    def name(self) -> str:
        """What a person calls it."""
        ...

    @property
    def size(self) -> int:
        """Bytes."""
        ...

    @property
    def sha256(self) -> str:
        """In hexadecimal digits."""
        ...

    @property
    def file(self) -> str:
        """Its name here."""
        ...

    @property
    def url(self) -> str:
        """Where it is."""
        ...


@dataclass(frozen=True, slots=True)
class DownloadFiles:
    """The files of one model in the folder of downloads; neither need be there."""

    folder: Path
    model: Published

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
