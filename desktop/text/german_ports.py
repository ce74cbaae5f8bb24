"""German for what the app says of itself: connection, speech, shortcuts, sign-in. See `text/german_sentences.py`."""

from __future__ import annotations

PORTS: dict[str, str] = {}
