"""A shortcut as a text and as its parts: "Ctrl+Alt+G" is the modifiers Ctrl and Alt, and the key G."""

from __future__ import annotations

from dataclasses import dataclass

MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
NAMED = {
    "Space": 0x20,
    "Backspace": 0xFF08,
    "Tab": 0xFF09,
    "Return": 0xFF0D,
    "Pause": 0xFF13,
    "Home": 0xFF50,
    "Left": 0xFF51,
    "Up": 0xFF52,
    "Right": 0xFF53,
    "Down": 0xFF54,
    "PgUp": 0xFF55,
    "PgDown": 0xFF56,
    "End": 0xFF57,
    "Ins": 0xFF63,
    "Del": 0xFFFF,
    **{f"F{number}": 0xFFBE + number - 1 for number in range(1, 25)},
}
"""Keys that type no letter, by Qt's portable names, and their X11 keysyms."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Some of `MODIFIERS` in their order, and one key: a letter, a digit, a sign, or one of `NAMED`."""

    modifiers: tuple[str, ...]
    key: str

    def __str__(self) -> str:
        return "+".join((*self.modifiers, self.key))

    @property
    def keysym(self) -> int:
        """X11's number for the key."""
        return NAMED[self.key] if self.key in NAMED else ord(self.key.lower())


class KeysError(ValueError):
    """These keys cannot be a shortcut; the sentence says why and what to do."""


def parse(text: str) -> Keys:
    """ "Ctrl+Alt+G" as its parts, in whatever case and order. Raises KeysError."""
    head, _, last = text[:-1].rpartition("+")  # the key itself may be "+"
    last += text[-1:]
    words = [word.strip().capitalize() for word in head.split("+")] if head else []
    named = {name.casefold(): name for name in NAMED}
    key = named.get(last.strip().casefold(), last.strip().upper())
    if any(word not in MODIFIERS for word in words) or not (key in NAMED or (len(key) == 1 and 0x20 < ord(key) < 0x7F)):
        raise KeysError("That key cannot be used. Press Ctrl, Alt or Meta together with a letter, a digit or Space.")
    keys = Keys(tuple(one for one in MODIFIERS if one in words), key)
    if not set(keys.modifiers) - {"Shift"} and not (key[0] == "F" and key in NAMED):
        raise KeysError(f"“{keys}” is needed for typing. Press it together with Ctrl, Alt or Meta.")
    return keys
