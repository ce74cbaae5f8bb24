"""The measures of the visual language (docs/design.md): gaps, sizes of type, radii. Colours are in `colours`. No Qt.

All lengths are in units: a quarter of a line of the system's font, about 4 pixels.
"""

from __future__ import annotations

from typing import Literal

GAPS = (0.5, 1, 1.5, 2, 3, 4, 6, 8)
"""Every gap and margin is one of these; what is larger is the width or height of a thing."""

Type = Literal["tiny", "small", "body", "heading", "figure", "title"]
TYPE: dict[Type, float] = {"tiny": 0.85, "small": 0.92, "body": 1.0, "heading": 1.1, "figure": 1.25, "title": 1.5}
"""Sizes of type as multiples of the system's font."""

Radius = Literal["field", "sheet", "chip", "round"]
RADIUS: dict[Radius, float] = {"field": 1.25, "sheet": 2.0, "chip": 2.4, "round": 3.0}
"""Corners: what is typed into or pressed, what holds other things, what is a pill, what is a circle."""
