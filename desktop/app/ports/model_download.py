"""A model's download, run on a thread and told to the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from desktop.speech.download_files import DownloadFiles, Published
from desktop.speech.errors import DownloadError
from desktop.ui.speech_port import DownloadView, Fetch

if TYPE_CHECKING:
    from desktop.speech.download import Download, Progress


class ModelDownload(QObject):
    """One at a time. `submit` puts a coroutine on the worker's loop. Signals: changed: `DownloadView`."""

    changed = Signal(object)

    def __init__(self, folder: Path, submit: Callable[[Coroutine[Any, Any, None]], object], parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._submit = submit
        self._running: Download | None = None

    def ask_size(self, model: Published) -> None:
        """Ask the site; nothing is fetched."""
        if self._running is None:
            self._tell(model, Fetch.ASKING)
            self._submit(self._ask(model))

    def start(self, model: Published) -> None:
        """Fetch what is missing of it."""
        if self._running is None:
            from desktop.speech.download import Download  # HTTP, which only a download needs

            self._running = Download(model, self._folder, on_progress=lambda progress: self._moved(model, progress))
            self._tell(model, Fetch.RUNNING)
            self._submit(self._run(model, self._running))

    def cancel(self) -> None:
        """Stop; what has come is kept."""
        if self._running is not None:
            self._running.cancel()

    def delete(self, model: Published) -> None:
        """Delete what was downloaded of it, unless something is under way."""
        if self._running is None:
            self._submit(self._delete(model))

    def files(self, model: Published) -> DownloadFiles:
        """What lies on the disk of it."""
        return DownloadFiles(self._folder, model)

    async def _delete(self, model: Published) -> None:
        try:
            freed = await asyncio.to_thread(self.files(model).delete)
        except DownloadError as problem:
            self._tell(model, Fetch.STOPPED, problem=str(problem))
        else:
            self.changed.emit(DownloadView(model.name, Fetch.DELETED, done=freed, total=model.size))

    async def _ask(self, model: Published) -> None:
        from desktop.speech.download import Download

        try:
            size = await asyncio.to_thread(Download(model, self._folder).size)
        except DownloadError as problem:
            self._tell(model, Fetch.STOPPED, problem=str(problem))
        else:
            self._tell(model, Fetch.OFFERED, total=size)

    async def _run(self, model: Published, download: Download) -> None:
        try:
            await asyncio.to_thread(download.run)
        except DownloadError as problem:
            self._running = None
            self._tell(model, Fetch.STOPPED, problem=str(problem))
        else:
            self._running = None
            self._tell(model, Fetch.DONE, total=model.size)

    def _moved(self, model: Published, progress: Progress) -> None:
        if self._running is not None:
            left = progress.seconds_left
            view = self._view(model, Fetch.RUNNING)
            self.changed.emit(_moved(view, progress, left))

    def _tell(self, model: Published, state: Fetch, *, total: int = 0, problem: str = "") -> None:
        self.changed.emit(self._view(model, state, total=total, problem=problem))

    def _view(self, model: Published, state: Fetch, *, total: int = 0, problem: str = "") -> DownloadView:
        site = urlsplit(model.url).hostname or ""
        return DownloadView(model.name, state, site, self.files(model).come, total or model.size, problem=problem)


def _moved(view: DownloadView, progress: Progress, left: float | None) -> DownloadView:
    return DownloadView(
        view.model, view.state, view.site, progress.done, progress.total, progress.speed, left, view.problem
    )
