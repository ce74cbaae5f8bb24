"""What a person prefers of looks and habits: read from the settings file in a millisecond, before a window shows.

`[preferences]` with `appearance = "dark"` comes in; `Preferences(appearance=Appearance.DARK)` goes out.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path


class Appearance(StrEnum):
    """Light or dark, or as the system is."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Preferences:
    """`language` is that of the interface, such as "de"; "" is the system's. `favourites` are sentences to log again.

    `application_id` is that of an OAuth application registered at Harvest, under which one button signs in.
    `day_hours` is how much a working day should hold; None: what Harvest has as the person's capacity.
    `keeps_chat`: the chat of today is still there after a restart.
    """

    appearance: Appearance = Appearance.SYSTEM
    language: str = ""
    day_hours: Decimal | None = None
    favourites: tuple[str, ...] = ()
    application_id: str = ""
    keeps_chat: bool = True


def glance(path: Path) -> Preferences:
    """The preferences of that settings file without reading it as a whole; what is damaged is as at first."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("preferences", {})
        hours = table.get("day_hours")
        return Preferences(
            appearance=Appearance(table.get("appearance", "system")),
            language=str(table.get("language", "")),
            day_hours=None if hours is None else Decimal(str(hours)),
            application_id=str(table.get("application_id", "")),
            keeps_chat=table.get("keeps_chat", True) is not False,
            favourites=tuple(str(one) for one in table.get("favourites", ())),
        )
    except (OSError, ValueError, AttributeError, TypeError, InvalidOperation, RecursionError):
        return Preferences()  # whoever reads the whole file says what is wrong with it
