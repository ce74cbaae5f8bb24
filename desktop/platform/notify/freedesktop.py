"""Notifications by org.freedesktop.Notifications, as its specification has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, new_method_call

from desktop.platform.bus import Bus, is_error, is_signal
from desktop.platform.notify.backend import CLICK, Note, Press

_NAME: Final = "org.freedesktop.Notifications"
_SERVICE: Final = DBusAddress("/org/freedesktop/Notifications", _NAME, _NAME)
_USUAL: Final = -1  # as long as the service likes


class Freedesktop:
    """Raises OSError where there is no service, or one that takes no buttons."""

    def __init__(self) -> None:
        self._bus = Bus()
        try:
            able = set(self._bus.ask(new_method_call(_SERVICE, "GetCapabilities"))[0])
            if "actions" not in able:
                raise OSError("the notifications here have no buttons")
            self._bus.watch(MatchRule(type="signal", interface=_NAME, path=_SERVICE.object_path))
        except OSError:
            self._bus.close()
            raise
        self._has_markup = "body-markup" in able
        self._asked: dict[int, str] = {}  # serial of a call, and its note
        self._numbers: dict[str, int] = {}
        self._token = ""

    def show(self, note: Note) -> None:
        """In the place of the one before it."""
        import html  # half a megabyte, with the first notice

        words = html.escape(note.words, quote=False) if self._has_markup else note.words
        buttons = [word for pair in ((CLICK, note.title), *note.actions) for word in pair]
        hints = {"desktop-entry": ("s", "gleaner")}
        values = ("Gleaner", self._numbers.get(note.key, 0), "gleaner", note.title, words, buttons, hints, _USUAL)
        self._asked[self._bus.send(new_method_call(_SERVICE, "Notify", "susssasa{sv}i", values))] = note.key

    def fileno(self) -> int:
        """The bus's socket."""
        return self._bus.fileno()

    def presses(self) -> Sequence[Press]:
        """What has come; the numbers of notes that were shown are learnt on the way."""
        found: list[Press] = []
        for message in self._bus.messages():
            fields = message.header.fields
            key = self._asked.pop(fields.get(HeaderFields.reply_serial, -1), "")
            if key and not is_error(message):
                self._numbers[key] = int(message.body[0])
            elif is_signal(message) and fields.get(HeaderFields.path) == _SERVICE.object_path:
                found += self._hear(message)
        return found

    def close(self) -> None:
        """End the connection."""
        self._bus.close()

    def _hear(self, message: Message) -> list[Press]:
        member, body = message.header.fields.get(HeaderFields.member), tuple[Any, ...](message.body)
        key = next((key for key, number in self._numbers.items() if body and number == body[0]), "")
        if not key:
            return []
        if member == "ActivationToken":
            self._token = str(body[1])
        elif member == "NotificationClosed":
            del self._numbers[key]
        elif member == "ActionInvoked":
            token, self._token = self._token, ""
            return [Press(key, str(body[1]), token)]
        return []
