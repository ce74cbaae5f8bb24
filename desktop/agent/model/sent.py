"""A log of what was sent to a language model, on the person's own machine: one JSON line a request, without the key.

`Logged(model, path)` is a model that writes down what it passes on. The file is cut to its newer half when it grows.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from desktop.agent.model.talk import Called, Ended, Event, Message, Model, Schema, ToolSpec, Words

log = logging.getLogger(__name__)

LIMIT: Final = 2_000_000
"""Bytes; a request is some 4,000."""


class Logged:
    """Passes everything on, and keeps it where `is_kept()`. A log that cannot be written stops nothing."""

    def __init__(self, model: Model, path: Path, is_kept: Callable[[], bool]) -> None:
        self._model, self._path, self._is_kept = model, path, is_kept

    async def complete(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), *, schema: Schema | None = None
    ) -> AsyncIterator[Event]:
        """See `Model.complete`."""
        said, calls, ended = "", [], Ended()
        try:
            async for event in self._model.complete(messages, tools, schema=schema):
                if isinstance(event, Words):
                    said += event.text
                elif isinstance(event, Called):
                    calls.append({"tool": event.call.name, "arguments": event.call.arguments})
                else:
                    ended = event
                yield event
        finally:
            if self._is_wanted():
                self._write(
                    {
                        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
                        "sent": [{"role": message.role, "content": message.content} for message in messages],
                        "tools": [tool.name for tool in tools],
                        "answer": said,
                        "calls": calls,
                        "tokens": [ended.prompt_tokens, ended.completion_tokens],
                    }
                )

    def _is_wanted(self) -> bool:
        try:
            return self._is_kept()
        except Exception:  # settings that cannot be read: nothing is kept that may not be wanted
            log.exception("Whether a log is kept cannot be known")
            return False

    def _write(self, line: object) -> None:
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with contextlib.suppress(FileNotFoundError):
                if self._path.stat().st_size > LIMIT:
                    kept = self._path.read_bytes()[-LIMIT // 2 :]
                    self._path.write_bytes(kept[kept.find(b"\n") + 1 :])
            # Halves of surrogate pairs, which a model may send, are spelt out.
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)  # never open to others
            with os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
