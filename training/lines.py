"""The labelled lines: by account, hand and channel."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.corpus import load_account

ROOT = Path(__file__).resolve().parent.parent
LINES = Path(__file__).resolve().parent / "lines"


@dataclass(frozen=True)
class Hand:
    """The lines that one person wrote about one account; of the older accounts, those that several wrote."""

    name: str
    account: Path
    lines: tuple[dict[str, Any], ...]


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


DATA = ROOT / "tests" / "data"
_ACCOUNTS = {
    "first": ("brightline", ROOT / "desktop" / "demo" / "account.json"),
    "second": ("fernhill", DATA / "second_account.json"),
    "third": ("kiosk", DATA / "third_account.json"),
    "fourth": ("lantern-fox", DATA / "fourth_account.json"),
    "fifth": ("calder-voss", DATA / "fifth_account.json"),
    "sixth": ("kestrel-finch", DATA / "sixth_account.json"),
    "seventh": ("harbor-pine", DATA / "seventh_account.json"),
    "eighth": ("kestrel-lowe", DATA / "eighth_account.json"),
}
"""The accounts of the older lines, as those lines call them, by the names of their companies."""


def hands() -> Iterator[Hand]:
    """All hands whose lines may be learnt from."""
    by_account: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(DATA.glob("*utterances.jsonl")):
        if not path.name.startswith("heldout"):
            for line in _read(path):
                by_account.setdefault(line.get("account", "first"), []).append(line)
    for called, lines in by_account.items():
        name, account = _ACCOUNTS[called]
        yield Hand(name, account, tuple(lines))
    for folder in sorted(LINES.iterdir()) if LINES.is_dir() else ():
        if (folder / "lines.jsonl").is_file():
            yield Hand(folder.name, folder / "account.json", tuple(_read(folder / "lines.jsonl")))


account_of = cache(load_account)
