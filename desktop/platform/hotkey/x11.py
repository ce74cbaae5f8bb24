"""Keys claimed from an X server by a connection of its own: XGrabKey, whatever NumLock, CapsLock and ScrollLock say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import xcffib
import xcffib.xkb
from xcffib import xproto

from desktop.platform.hotkey.backend import Deed, Standing, Status, Stroke
from desktop.platform.hotkey.keys import Keys

_ALT, _META, _NUM_LOCK, _SCROLL_LOCK = 0xFFE9, 0xFFEB, 0xFF7F, 0xFF14
_SHIFT_BIT, _CAPS_BIT, _CTRL_BIT = 1, 2, 4
_USUAL = {_ALT: 8, _META: 64, _NUM_LOCK: 16, _SCROLL_LOCK: 0}
_ALL_BITS = 0xFF
_CORE_KEYBOARD = 0x100
_FEATURES = (xcffib.ConnectionException, xcffib.XcffibException)


class X11:
    """Claims keys of the display's default screen. Raises OSError where it does not answer."""

    def __init__(self, display: str) -> None:
        try:
            self._connection = xcffib.connect(display)
            self._setup = self._connection.get_setup()
            self._root = self._setup.roots[self._connection.pref_screen].root
            keyboard = self._connection(xcffib.xkb.key)
            keyboard.UseExtension(1, 0).reply()
            # A key that repeats is told as pressed again, and not as released in between.
            keyboard.PerClientFlags(_CORE_KEYBOARD, 1, 1, 0, 0, 0).reply()
        except _FEATURES as problem:
            raise OSError(f"the display {display} does not answer") from problem
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
        except _FEATURES:
            lost = Status(Standing.IMPOSSIBLE, "The connection to the screen is lost. Start Gleaner again.")
            self._statuses = dict.fromkeys(wanted, lost)
        return dict(self._statuses)

    def statuses(self) -> dict[Deed, Status]:
        """As claimed last: the keyboard may have changed."""
        return dict(self._statuses)

    def fileno(self) -> int:
        """The connection's socket."""
        return int(self._connection.get_file_descriptor())

    def strokes(self) -> Sequence[Stroke]:
        """What has come, without waiting."""
        try:
            return list(self._read())
        except _FEATURES as problem:
            raise ConnectionError("the connection to the screen is lost") from problem

    def close(self) -> None:
        """The server lets go of what a closed connection had claimed."""
        self._connection.disconnect()

    # --- claims ----------------------------------------------------------------------------------------------------

    def _claim(self, deed: Deed, keys: Keys) -> Status:
        codes = self._codes(keys.keysym)
        if not codes:
            return Status(Standing.IMPOSSIBLE, f"{keys} is not on this keyboard. Choose other keys.")
        code, bits = codes[0], self._bits_of(keys)
        for locks in self._lock_states():
            try:
                self._grab(code, bits | locks)
            except xproto.AccessError:
                for other in self._lock_states():
                    self._connection.core.UngrabKeyChecked(code, self._root, bits | other).check()
                return Status(Standing.TAKEN, f"{keys} is taken by another program. Choose other keys.")
        self._claims[code, bits] = deed
        return Status(Standing.ACTIVE, f"{keys} works everywhere.")

    def _grab(self, code: int, bits: int) -> None:
        mode = xproto.GrabMode.Async
        self._connection.core.GrabKeyChecked(False, self._root, bits, code, mode, mode).check()

    def _let_go(self) -> None:
        self._connection.core.UngrabKeyChecked(xproto.Grab.Any, self._root, xproto.ModMask.Any).check()
        self._claims.clear()

    # --- the keyboard ----------------------------------------------------------------------------------------------

    def _learn_keyboard(self) -> None:
        first, last = self._setup.min_keycode, self._setup.max_keycode
        answer = self._connection.core.GetKeyboardMapping(first, last - first + 1).reply()
        wide, keysyms = answer.keysyms_per_keycode, list(answer.keysyms)
        self._columns = [keysyms[at : at + wide] for at in range(0, len(keysyms), wide)]
        answer = self._connection.core.GetModifierMapping().reply()
        wide, codes = answer.keycodes_per_modifier, list(answer.keycodes)
        rows = [set(codes[at : at + wide]) - {0} for at in range(0, len(codes), wide)]
        self._bits = {
            keysym: next((1 << bit for bit, row in enumerate(rows) if row & set(self._codes(keysym))), usual)
            for keysym, usual in _USUAL.items()
        }
        self._ignored = _CAPS_BIT | self._bits[_NUM_LOCK] | self._bits[_SCROLL_LOCK]

    def _codes(self, keysym: int) -> list[int]:
        """The keycodes that give a keysym, those first that give it without Shift."""
        first = self._setup.min_keycode
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
        while (event := self._connection.poll_for_event()) is not None:
            if isinstance(event, xproto.MappingNotifyEvent):
                if event.request != xproto.Mapping.Pointer:
                    self._follow_keyboard()
            elif isinstance(event, xproto.KeyReleaseEvent):  # tested first: one of the two inherits from the other
                yield from self._released(event.detail)
            elif isinstance(event, xproto.KeyPressEvent):
                yield from self._pressed(event.detail, event.state)

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
        held = self._connection.core.QueryKeymap().reply().keys
        return bool(held[code // 8] & 1 << code % 8)

    def _follow_keyboard(self) -> None:
        """Another layout: the same letters may be on other keys."""
        before = self._columns
        self._learn_keyboard()
        if self._columns != before:
            self.bind(self._wanted)
