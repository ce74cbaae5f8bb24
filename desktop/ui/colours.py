"""The colours of both schemes as plain values, and the arithmetic that proves they can be read. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One colour scheme. Every value is `#rrggbb`; names say what a colour is for, never what it looks like."""

    dark: bool
    window: str
    card: str
    field: str
    hover: str
    line: str
    text: str
    quiet: str
    bubble: str
    bubble_text: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    on_selection: str
    focus: str
    ready: str
    asking: str
    check: str
    sending: str
    committed: str
    refused: str
    settled: str
    tint_asking: str
    tint_check: str
    tint_refused: str
    tint_committed: str
    badge: str

    def text_pairs(self) -> Iterator[tuple[str, str, str]]:
        """Yield (name, foreground, background) of every text that is drawn on a surface: each needs 4.5:1."""
        for surface in ("window", "card", "field", "hover"):
            for ink in ("text", "quiet"):
                yield f"{ink} on {surface}", getattr(self, ink), getattr(self, surface)
        for ink in ("ready", "asking", "check", "sending", "committed", "refused", "settled", "accent"):
            yield f"{ink} on card", getattr(self, ink), self.card
            yield f"{ink} on window", getattr(self, ink), self.window
        yield "bubble", self.bubble_text, self.bubble
        yield "accent button", self.on_accent, self.accent
        yield "accent button under the mouse", self.on_accent, self.accent_hover
        yield "selection", self.on_selection, self.selection
        yield "asking on its tint", self.asking, self.tint_asking
        yield "text on the asking tint", self.text, self.tint_asking
        yield "check on its tint", self.check, self.tint_check
        yield "text on the check tint", self.text, self.tint_check
        yield "refused on its tint", self.refused, self.tint_refused
        yield "text on the refused tint", self.text, self.tint_refused
        yield "committed on its tint", self.committed, self.tint_committed
        yield "badge", self.committed, self.badge

    def shape_pairs(self) -> Iterator[tuple[str, str, str]]:
        """Yield what must be told apart without being text (focus rings, strips): each needs 3:1."""
        for shape in ("focus", "ready", "asking", "sending", "committed", "refused"):
            yield f"{shape} beside card", getattr(self, shape), self.card
            yield f"{shape} beside window", getattr(self, shape), self.window


LIGHT = Colours(
    dark=False,
    window="#faf8f3",
    card="#ffffff",
    field="#ffffff",
    hover="#f4f0e7",
    line="#e3ddcf",
    text="#24211b",
    quiet="#6a6456",
    bubble="#efe5cf",
    bubble_text="#2b2415",
    accent="#835509",
    accent_hover="#6f4706",
    on_accent="#ffffff",
    selection="#f0dcae",
    on_selection="#24211b",
    focus="#a9700f",
    ready="#8a5a0a",
    asking="#a8430b",
    check="#7d4a72",
    sending="#2a5d94",
    committed="#2c6a48",
    refused="#b0261e",
    settled="#6a6456",
    tint_asking="#fdf1e6",
    tint_check="#f8eff6",
    tint_refused="#fdeceb",
    tint_committed="#eaf4ee",
    badge="#eef3ee",
)

DARK = Colours(
    dark=True,
    window="#1b1a17",
    card="#25231f",
    field="#1f1d1a",
    hover="#302d27",
    line="#3d3930",
    text="#efebe1",
    quiet="#aaa392",
    bubble="#3b3323",
    bubble_text="#f4ecd9",
    accent="#e2b458",
    accent_hover="#efc778",
    on_accent="#251c08",
    selection="#5a4719",
    on_selection="#fbf5e6",
    focus="#e2b458",
    ready="#e2b458",
    asking="#f39a63",
    check="#d9a7cd",
    sending="#82b4ea",
    committed="#85cba1",
    refused="#f58f86",
    settled="#aaa392",
    tint_asking="#33271e",
    tint_check="#332733",
    tint_refused="#36211f",
    tint_committed="#20302a",
    badge="#2b322d",
)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)
