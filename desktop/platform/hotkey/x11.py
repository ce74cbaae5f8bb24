"""Keys claimed from an X server by a connection of its own: XGrabKey, whatever NumLock, CapsLock and ScrollLock say."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from desktop.platform import xcb
from desktop.platform.hotkey.backend import Deed, Standing, Status, Stroke
from desktop.platform.hotkey.keys import Keys
from desktop.platform.xcb import Server, ServerError

_ALT, _META, _NUM_LOCK, _SCROLL_LOCK = 0xFFE9, 0xFFEB, 0xFF7F, 0xFF14
_SHIFT_BIT, _CAPS_BIT, _CTRL_BIT = 1, 2, 4
_USUAL = {_ALT: 8, _META: 64, _NUM_LOCK: 16, _SCROLL_LOCK: 0}
_ALL_BITS = 0xFF
_CORE_KEYBOARD = 0x100
_ASYNC, _ANY_KEY, _ANY_MODIFIER = 1, 0, 1 << 15
_USE_EXTENSION, _PER_CLIENT_FLAGS = 0, 21  # of the keyboard extension
_POINTER = 2  # a mapping that is not the keyboard's


class X11:
    """Claims keys of the display's default screen. Raises OSError where it does not answer."""

    def __init__(self, display: str) -> None:
        self._server = Server(display)
        try:
            keyboard = self._server.extension("XKEYBOARD")
            self._server.ask(keyboard, _USE_EXTENSION, "HH", 1, 0)
            # A key that repeats is told as pressed again, and not as released in between.
            self._server.ask(keyboard, _PER_CLIENT_FLAGS, "H2xIIIII", _CORE_KEYBOARD, 1, 1, 0, 0, 0)
        except OSError:
            self._server.close()
            raise
        self._wanted: dict[Deed, Keys] = {}
        self._statuses: dict[Deed, Status] = {}
        self._claims: dict[tuple[int, int], Deed] = {}  # keycode and modifiers
        self._down: dict[int, Deed] = {}
        self._ignored = _CAPS_BIT
        self._bits = dict(_USUAL)
        self._columns: list[list[int]] = []

    def bind(self, wanted: Mapping[Deed, Keys]) -> dict[Deed, Status]:
        """Claim these keys in place of the present ones."""
        self._wanted = dict(wanted)
        try:
            self._let_go()
            self._learn_keyboard()
            self._statuses = {deed: self._claim(deed, keys) for deed, keys in wanted.items()}
        except ServerError:
            lost = Status(Standing.IMPOSSIBLE, "The connection to the screen is lost. Start Gleaner again.")
            self._statuses = dict.fromkeys(wanted, lost)
        return dict(self._statuses)

    def statuses(self) -> dict[Deed, Status]:
        """As claimed last: the keyboard may have changed."""
        return dict(self._statuses)

    def fileno(self) -> int:
        """The connection's socket."""
        return self._server.fileno()

    def strokes(self) -> Sequence[Stroke]:
        """What has come, without waiting."""
        try:
            return list(self._read())
        except ServerError as problem:
            raise ConnectionError("the connection to the screen is lost") from problem

    def close(self) -> None:
        """The server lets go of what a closed connection had claimed."""
        self._server.close()

    # --- claims ----------------------------------------------------------------------------------------------------

    def _claim(self, deed: Deed, keys: Keys) -> Status:
        codes = self._codes(keys.keysym)
        if not codes:
            return Status(Standing.IMPOSSIBLE, f"{keys} is not on this keyboard. Choose other keys.")
        code, bits = codes[0], self._bits_of(keys)
        for locks in self._lock_states():
            try:
                self._grab(code, bits | locks)
            except ServerError as problem:
                if problem.code != xcb.ACCESS:
                    raise
                for other in self._lock_states():
                    self._server.tell(xcb.UNGRAB_KEY, code, "IH", self._server.root, bits | other)
                return Status(Standing.TAKEN, f"{keys} is taken by another program. Choose other keys.")
        self._claims[code, bits] = deed
        return Status(Standing.ACTIVE, f"{keys} works everywhere.")

    def _grab(self, code: int, bits: int) -> None:
        self._server.tell(xcb.GRAB_KEY, 0, "IHBBB3x", self._server.root, bits, code, _ASYNC, _ASYNC)

    def _let_go(self) -> None:
        self._server.tell(xcb.UNGRAB_KEY, _ANY_KEY, "IH", self._server.root, _ANY_MODIFIER)
        self._claims.clear()

    # --- the keyboard ----------------------------------------------------------------------------------------------

    def _learn_keyboard(self) -> None:
        first, last = self._server.first_key, self._server.last_key
        answer = self._server.ask(xcb.KEYBOARD_MAPPING, 0, "BB", first, last - first + 1)
        wide, keysyms = answer[1], [keysym for (keysym,) in struct.iter_unpack("=I", answer[32:])]
        self._columns = [keysyms[at : at + wide] for at in range(0, len(keysyms), wide)]
        answer = self._server.ask(xcb.MODIFIER_MAPPING)
        wide, codes = answer[1], answer[32:]
        rows = [set(codes[at : at + wide]) - {0} for at in range(0, len(codes), wide)]
        self._bits = {
            keysym: next((1 << bit for bit, row in enumerate(rows) if row & set(self._codes(keysym))), usual)
            for keysym, usual in _USUAL.items()
        }
        self._ignored = _CAPS_BIT | self._bits[_NUM_LOCK] | self._bits[_SCROLL_LOCK]

    def _codes(self, keysym: int) -> list[int]:
        """The keycodes that give a keysym, those first that give it without Shift."""
        first = self._server.first_key
        found = [(row.index(keysym), first + at) for at, row in enumerate(self._columns) if keysym in row]
        return [code for _, code in sorted(found)]

    def _bits_of(self, keys: Keys) -> int:
        bits = {"Ctrl": _CTRL_BIT, "Shift": _SHIFT_BIT, "Alt": self._bits[_ALT], "Meta": self._bits[_META]}
        return sum(bits[one] for one in keys.modifiers)

    def _lock_states(self) -> list[int]:
        """Every combination of the locks, none of which matters."""
        locks = [1 << bit for bit in range(8) if self._ignored & 1 << bit]
        return [sum(some) for size in range(len(locks) + 1) for some in combinations(locks, size)]

    # --- events ----------------------------------------------------------------------------------------------------

    def _read(self) -> Iterator[Stroke]:
        while (event := self._server.event()) is not None:
            kind, code = event[0] & 0x7F, event[1]
            if kind == xcb.MAPPING_NOTIFY and event[4] != _POINTER:
                self._follow_keyboard()
            elif kind == xcb.KEY_RELEASE:
                yield from self._released(code)
            elif kind == xcb.KEY_PRESS:
                yield from self._pressed(code, *struct.unpack("=H", event[28:30]))

    def _pressed(self, code: int, state: int) -> Iterator[Stroke]:
        deed = self._claims.get((code, state & _ALL_BITS & ~self._ignored))
        if deed and code not in self._down:
            self._down[code] = deed
            yield Stroke(deed, is_down=True)

    def _released(self, code: int) -> Iterator[Stroke]:
        """A key that repeats is told as released again and again, while it is down all the time."""
        if code in self._down and not self._is_held(code):
            yield Stroke(self._down.pop(code), is_down=False)

    def _is_held(self, code: int) -> bool:
        held = self._server.ask(xcb.KEYMAP)[8:40]
        return bool(held[code // 8] & 1 << code % 8)

    def _follow_keyboard(self) -> None:
        """Another layout: the same letters may be on other keys."""
        before = self._columns
        self._learn_keyboard()
        if self._columns != before:
            self.bind(self._wanted)
