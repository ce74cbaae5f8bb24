"""Keys under Wayland: the desktop's portal is asked for them, and the person allows them in a dialog of its own.

What is wished for, such as Ctrl+Alt+G, is only proposed: the desktop says which keys they became. A session of the
portal binds once, so other wishes are a new session. See the documentation of org.freedesktop.portal.GlobalShortcuts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, new_method_call

from desktop.platform.bus import Bus, is_error, is_signal
from desktop.platform.hotkey.backend import INSTEAD, Deed, Standing, Status, Stroke
from desktop.platform.hotkey.keys import Keys

_NAME, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_SHORTCUTS, _SESSION = "org.freedesktop.portal.GlobalShortcuts", "org.freedesktop.portal.Session"
_REQUEST, _REGISTRY = "org.freedesktop.portal.Request", "org.freedesktop.host.portal.Registry"
_ABOUT: Final = {Deed.QUICK: "Quick entry", Deed.TALK: "Hold and talk"}
_MODIFIERS: Final = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Meta": "LOGO"}
_KEYS: Final = {
    "Space": "space",
    "Backspace": "BackSpace",
    "PgUp": "Page_Up",
    "PgDown": "Page_Down",
    "Ins": "Insert",
    "Del": "Delete",
}
_ASKING: Final = "The desktop is asking whether Gleaner may have these keys."
_REFUSED: Final = f"The desktop did not allow these keys. {INSTEAD}"
_MISSING: Final = f"This desktop gives no keys to programs. {INSTEAD}"
_UNSET: Final = "The desktop allows it, but has no keys for it. Choose them in its keyboard settings."


def trigger(keys: Keys) -> str:
    """As the portal wants it: "CTRL+ALT+g"; "" for a sign that has another name there."""
    key = _KEYS.get(keys.key, keys.key if len(keys.key) > 1 else keys.key.lower())
    if len(key) == 1 and not key.isalnum():
        return ""
    return "+".join((*(_MODIFIERS[one] for one in keys.modifiers), key))


class Portal:
    """Raises OSError where there is no message bus."""

    def __init__(self, app_id: str = "gleaner") -> None:
        self._bus = Bus()
        self._statuses: dict[Deed, Status] = {}
        self._wanted: dict[Deed, Keys] = {}
        self._down: set[Deed] = set()
        self._session = ""
        self._asked: dict[str, str] = {}  # path of a request, and what it was for
        self._serials: set[int] = set()
        self._count = 0
        for interface in (_REQUEST, _SHORTCUTS):
            self._bus.watch(MatchRule(type="signal", sender=_NAME, interface=interface))
        # Without it the portal knows no name for a program that comes in no sandbox; older ones have no such thing.
        self._call(_REGISTRY, "Register", "sa{sv}", (app_id, {}))

    def bind(self, wanted: Mapping[Deed, Keys]) -> dict[Deed, Status]:
        """Propose these keys; `statuses` says later what became of them."""
        if dict(wanted) == self._wanted:
            return dict(self._statuses)
        self._wanted, self._statuses = dict(wanted), {}
        try:
            self._let_go()
            if wanted:
                self._tell(Standing.WAITING, _ASKING)
                options = {"handle_token": ("s", self._token()), "session_handle_token": ("s", self._token())}
                self._ask("CreateSession", "a{sv}", (options,), options["handle_token"][1])
        except ConnectionError:
            self._tell(Standing.IMPOSSIBLE, _MISSING)
        return dict(self._statuses)

    def statuses(self) -> dict[Deed, Status]:
        """As the desktop has them now."""
        return dict(self._statuses)

    def fileno(self) -> int:
        """The bus's socket."""
        return self._bus.fileno()

    def strokes(self) -> Sequence[Stroke]:
        """What has come, without waiting; answers of the portal are followed on the way."""
        found: list[Stroke] = []
        for message in self._bus.messages():
            if is_error(message):
                self._fail(message)
            elif is_signal(message):
                found += self._hear(message)
        return found

    def close(self) -> None:
        """The portal lets go of what a closed connection had."""
        self._bus.close()

    # --- what is asked of the portal -------------------------------------------------------------------------------

    def _token(self) -> str:
        self._count += 1
        return f"gleaner{self._count}"

    def _call(self, interface: str, method: str, signature: str, values: tuple[object, ...], path: str = _PATH) -> int:
        return self._bus.send(new_method_call(DBusAddress(path, _NAME, interface), method, signature, values))

    def _ask(self, method: str, signature: str, values: tuple[object, ...], token: str) -> None:
        own = self._bus.name.removeprefix(":").replace(".", "_")
        self._asked[f"{_PATH}/request/{own}/{token}"] = method
        self._serials.add(self._call(_SHORTCUTS, method, signature, values))

    def _let_go(self) -> None:
        self._asked.clear()
        self._serials.clear()
        self._down.clear()
        if self._session:
            self._call(_SESSION, "Close", "", (), self._session)
            self._session = ""

    def _propose(self) -> None:
        rows = []
        for deed, keys in self._wanted.items():
            about = {"description": ("s", _ABOUT[deed])}
            if wish := trigger(keys):
                about["preferred_trigger"] = ("s", wish)
            rows.append((deed.value, about))
        token = self._token()
        values = (self._session, rows, "", {"handle_token": ("s", token)})
        self._ask("BindShortcuts", "oa(sa{sv})sa{sv}", values, token)

    # --- what it answers -------------------------------------------------------------------------------------------

    def _fail(self, message: Message) -> None:
        if message.header.fields.get(HeaderFields.reply_serial) in self._serials:
            self._tell(Standing.IMPOSSIBLE, _MISSING)

    def _hear(self, message: Message) -> list[Stroke]:
        fields = message.header.fields
        member, path = fields.get(HeaderFields.member), str(fields.get(HeaderFields.path))
        if member == "Response" and path in self._asked:
            self._answered(self._asked.pop(path), *message.body)
        elif member == "ShortcutsChanged" and message.body[0] == self._session:
            self._learn(message.body[1])
        elif member in ("Activated", "Deactivated") and message.body[0] == self._session:
            token = str(message.body[3].get("activation_token", ("s", ""))[1])
            return self._struck(str(message.body[1]), token, is_down=member == "Activated")
        return []

    def _answered(self, method: str, response: int, results: Mapping[str, tuple[str, Any]]) -> None:
        if response:
            self._tell(Standing.IMPOSSIBLE, _REFUSED)
        elif method == "CreateSession":
            self._session = str(results["session_handle"][1])
            self._propose()
        else:
            self._learn(results.get("shortcuts", ("", ()))[1])

    def _learn(self, rows: Sequence[tuple[str, Mapping[str, tuple[str, str]]]]) -> None:
        given = {name: str(about.get("trigger_description", ("s", ""))[1]) for name, about in rows}
        for deed in self._wanted:
            if deed.value not in given:
                self._statuses[deed] = Status(Standing.IMPOSSIBLE, _REFUSED)
            elif not given[deed.value]:
                self._statuses[deed] = Status(Standing.IMPOSSIBLE, _UNSET)
            else:
                words = f"The desktop gave “{given[deed.value]}”. Its keyboard settings can change that."
                self._statuses[deed] = Status(Standing.ACTIVE, words, given[deed.value])

    def _struck(self, name: str, token: str, *, is_down: bool) -> list[Stroke]:
        deed = next((one for one in self._wanted if one.value == name), None)
        if deed is None or (deed in self._down) is is_down:
            return []
        (self._down.add if is_down else self._down.discard)(deed)
        return [Stroke(deed, is_down, token)]

    def _tell(self, standing: Standing, sentence: str) -> None:
        self._statuses = dict.fromkeys(self._wanted, Status(standing, sentence))
