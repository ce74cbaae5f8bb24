"""German for the cards of deeds: changes, timers, expenses and invoices. See `text/german_sentences.py`."""

from __future__ import annotations

DEEDS: dict[str, str] = {}
