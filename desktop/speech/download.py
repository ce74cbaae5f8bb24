"""Fetches a model from where it is published: size first, progress, cancel, resume; nothing counts before its SHA-256.

What has come lies in `<file>.part` beside the target and is what the next try goes on from; only a file whose hash is
right gets the model's name, in one step. Blocking: run it on a thread. Proxies are taken from the environment.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from desktop.speech.download_files import DownloadFiles, Published
from desktop.speech.errors import DownloadCancelled, DownloadError, DownloadStalled

STALL_SECONDS = 60.0
_REPORT_SECONDS = 0.2
_SPEED_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: bytes there (of earlier tries, too) and in all, bytes a second of late."""

    done: int
    total: int
    speed: float

    @property
    def seconds_left(self) -> float | None:
        """How long it still takes at this speed; None while that is unknown."""
        return (self.total - self.done) / self.speed if self.speed > 0 else None


class Download:
    """One model on its way into a folder.

    Args:
        model: Which.
        folder: Where it goes; `weights.downloads(cache)` is where it is found afterwards.
        stall: Seconds without a byte after which to give up.
        on_progress: Told at most five times a second, and at the end, on the thread that runs.
    """

    def __init__(
        self,
        model: Published,
        folder: Path,
        stall: float = STALL_SECONDS,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self._model = model
        self._stall = stall
        self._on_progress = on_progress or (lambda progress: None)
        self._cancelled = threading.Event()
        self._line: socket.socket | None = None
        files = DownloadFiles(folder, model)
        self.target, self.part = files.target, files.part

    def size(self) -> int:
        """What the site says the whole file has, in bytes. One small request.

        Raises:
            DownloadError: It cannot be reached.
        """
        with self._client() as client:
            try:
                answer = client.head(self._model.url)
                answer.raise_for_status()
                return int(answer.headers.get("Content-Length", self._model.size))
            except (httpx.HTTPError, ValueError) as error:
                raise self._unreachable(error) from error

    def cancel(self) -> None:
        """Stop soon; `run` raises `DownloadCancelled`. From any thread. What has come is kept."""
        self._cancelled.set()
        line = self._line
        if line is not None:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)  # ends a read that waits, too

    def run(self) -> Path:
        """Fetch it, or what is missing of it; the path of the model.

        Raises:
            DownloadCancelled: `cancel` was called.
            DownloadStalled: No byte came for too long.
            DownloadError: The site cannot be reached, the disk is full, or what came is not the model.
        """
        self.part.parent.mkdir(parents=True, exist_ok=True)
        try:
            with self._client() as client:
                self._fetch(client)
            self._check()
        except httpx.HTTPError as error:
            raise self._told(error) from error
        except OSError as error:
            raise DownloadError(f"The model cannot be written: {error.strerror or error}.") from error
        self.part.replace(self.target)
        return self.target

    def _told(self, error: httpx.HTTPError) -> DownloadError:
        if self._cancelled.is_set():
            return _cancelled()
        if isinstance(error, httpx.TimeoutException):
            return DownloadStalled(f"Nothing has come for {self._stall:.0f} s. Try again to go on from here.")
        return self._unreachable(error)

    def _client(self) -> httpx.Client:
        return httpx.Client(timeout=httpx.Timeout(self._stall), follow_redirects=True)

    def _fetch(self, client: httpx.Client) -> None:
        have = self.part.stat().st_size if self.part.exists() else 0
        headers = {"Range": f"bytes={have}-"} if have else {}
        with client.stream("GET", self._model.url, headers=headers) as answer:
            if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                return  # all of it is there already, or what is there is wrong: the hash tells
            answer.raise_for_status()
            self._line = answer.extensions["network_stream"].get_extra_info("socket")
            if answer.status_code != httpx.codes.PARTIAL_CONTENT:
                have = 0  # the site sends it whole, whatever we asked for
            total = have + int(answer.headers.get("Content-Length", self._model.size - have))
            self._make_room(total - have)
            self._write(answer, have, total)

    def _make_room(self, needed: int) -> None:
        free = shutil.disk_usage(self.part.parent).free
        if free < needed:
            raise DownloadError(f"The disk has {free / 1e6:.0f} MB free, the model needs {needed / 1e6:.0f} MB.")

    def _write(self, answer: httpx.Response, have: int, total: int) -> None:
        reported = began = time.monotonic()
        mark = have
        speed = 0.0
        with self.part.open("r+b" if have else "wb") as file:
            file.seek(have)
            for block in answer.iter_bytes():
                if self._cancelled.is_set():
                    raise _cancelled()
                have += file.write(block)
                if have > total:
                    raise DownloadError("The site sends more than it promised. Nothing of it was used.")
                now = time.monotonic()
                speed = (have - mark) / max(now - began, 1e-3)
                if now - began > _SPEED_SECONDS:
                    began, mark = now, have
                if now - reported >= _REPORT_SECONDS:
                    reported = now
                    self._on_progress(Progress(have, total, speed))
        self._on_progress(Progress(have, total, speed))

    def _check(self) -> None:
        with self.part.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != self._model.sha256:
            self.part.unlink(missing_ok=True)
            raise DownloadError("What came is not the model that was published, and was deleted. Try again.")

    def _unreachable(self, error: Exception) -> DownloadError:
        if isinstance(error, httpx.HTTPStatusError):
            return DownloadError(f"The download site answered {error.response.status_code}. Try again later.")
        return DownloadError("The download site cannot be reached. Is the machine online?")


def _cancelled() -> DownloadCancelled:
    return DownloadCancelled("The download was cancelled. What has come is kept.")
