"""A connection of its own to an X server: a request's bytes go out, its answer's bytes come back.

    server = Server(":0")
    server.ask(KEYMAP)[8:40]             # which keys are down
    server.tell(GRAB_KEY, 0, "IHBBB3x", server.root, 8, 42, 1, 1)

Over libxcb, which Qt needs, too. Requests and answers are as the protocol has them: the first four bytes, which bear
number and length, are written here.
"""

from __future__ import annotations

import ctypes
import struct
from typing import Final

INTERN_ATOM, GET_GEOMETRY, GET_PROPERTY, TRANSLATE = 16, 14, 20, 40
GRAB_KEY, UNGRAB_KEY, KEYMAP, KEYBOARD_MAPPING, MODIFIER_MAPPING = 33, 34, 44, 101, 119
KEY_PRESS, KEY_RELEASE, MAP_NOTIFY, MAPPING_NOTIFY = 2, 3, 19, 34
ACCESS: Final = 10
"""The error of a request for what another program has."""
_QUERY_EXTENSION, _CHECKED, _RAW = 98, 1, 2
_ANSWER = 32
"""Bytes of an answer, beside what it says itself that it has; and of an event."""


class ServerError(OSError):
    """The connection is lost (`code` 0), or the server refused a request."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(f"the X server refused that ({code})" if code else "the connection to the X server is lost")
        self.code = code


class _Part(ctypes.Structure):
    _fields_ = (("data", ctypes.c_char_p), ("length", ctypes.c_size_t))


class _Request(ctypes.Structure):
    _fields_ = (
        ("parts", ctypes.c_size_t),
        ("extension", ctypes.c_void_p),
        ("number", ctypes.c_uint8),
        ("is_void", ctypes.c_uint8),
    )


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class Server:
    """The display's default screen, whose root window is `root`. Raises OSError where the display does not answer."""

    def __init__(self, display: str) -> None:
        self._xcb = xcb = ctypes.CDLL("libxcb.so.1")
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = (ctypes.c_void_p,)
        pointer, here = ctypes.c_void_p, ctypes.POINTER(ctypes.c_int)
        for name, result, *takes in (
            ("connect", pointer, ctypes.c_char_p, here),
            ("connection_has_error", ctypes.c_int, pointer),
            ("get_setup", pointer, pointer),
            ("get_file_descriptor", ctypes.c_int, pointer),
            ("send_request", ctypes.c_uint, pointer, ctypes.c_int, pointer, ctypes.POINTER(_Request)),
            ("wait_for_reply", pointer, pointer, ctypes.c_uint, ctypes.POINTER(pointer)),
            ("request_check", pointer, pointer, _Cookie),
            ("poll_for_event", pointer, pointer),
            ("disconnect", None, pointer),
        ):
            function = getattr(xcb, f"xcb_{name}")
            function.restype, function.argtypes = result, takes
        screen = ctypes.c_int()
        self._connection: int | None = xcb.xcb_connect(display.encode(), ctypes.byref(screen))
        if xcb.xcb_connection_has_error(self._connection):
            self.close()
            raise OSError(f"the display {display} does not answer")
        setup = xcb.xcb_get_setup(self._connection)
        self.first_key, self.last_key = ctypes.string_at(setup + 34, 2)
        self.root = _root(ctypes.string_at(setup, 8 + 4 * _short(ctypes.string_at(setup + 6, 2))), screen.value)

    def ask(self, number: int, detail: int = 0, layout: str = "", *values: int | bytes) -> bytes:
        """The answer. Raises ServerError."""
        sequence = self._send(number, detail, layout, values, is_void=False)
        error = ctypes.c_void_p()
        answer = self._xcb.xcb_wait_for_reply(self._connection, sequence, ctypes.byref(error))
        if not answer:
            self._refuse(error.value)
            raise ServerError
        (more,) = struct.unpack("=I", ctypes.string_at(answer + 4, 4))
        return self._taken(answer, _ANSWER + 4 * more)

    def tell(self, number: int, detail: int = 0, layout: str = "", *values: int | bytes) -> None:
        """A request without an answer, until the server has done it. Raises ServerError."""
        sequence = self._send(number, detail, layout, values, is_void=True)
        self._refuse(self._xcb.xcb_request_check(self._connection, _Cookie(sequence)))
        if self._xcb.xcb_connection_has_error(self._connection):
            raise ServerError

    def extension(self, name: str) -> int:
        """Its number, to ask it for what is its own. Raises OSError where the server does not have it."""
        answer = self.ask(_QUERY_EXTENSION, 0, *_words(name))
        if not answer[8]:
            raise OSError(f"the X server has no {name}")
        return answer[9]

    def atom(self, name: str) -> int:
        """The number of a name. Raises ServerError."""
        return int(struct.unpack("=I", self.ask(INTERN_ATOM, 0, *_words(name))[8:12])[0])

    def event(self) -> bytes | None:
        """The next one that has come, without waiting; None where there is none. Raises ServerError."""
        if self._connection is None:
            raise ServerError
        event = self._xcb.xcb_poll_for_event(self._connection)
        if event:
            return self._taken(event, _ANSWER)
        if self._xcb.xcb_connection_has_error(self._connection):
            raise ServerError
        return None

    def fileno(self) -> int:
        """The connection's socket. Raises ServerError where it is closed."""
        if self._connection is None:
            raise ServerError
        return int(self._xcb.xcb_get_file_descriptor(self._connection))

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._xcb.xcb_disconnect(self._connection)
            self._connection = None

    def _send(self, number: int, detail: int, layout: str, values: tuple[int | bytes, ...], *, is_void: bool) -> int:
        if self._connection is None or self._xcb.xcb_connection_has_error(self._connection):
            raise ServerError
        body = struct.pack(f"={layout}", *values)
        body += bytes(-len(body) % 4)
        data = struct.pack("=BBH", number, detail, 1 + len(body) // 4) + body
        # Two parts before the one that is ours belong to libxcb.
        parts = (_Part * 3)(_Part(), _Part(), _Part(data, len(data)))
        request = _Request(1, None, number, is_void)
        ours = ctypes.addressof(parts) + 2 * ctypes.sizeof(_Part)
        return int(self._xcb.xcb_send_request(self._connection, _CHECKED | _RAW, ours, ctypes.byref(request)))

    def _refuse(self, error: int | None) -> None:
        if error:
            raise ServerError(self._taken(error, _ANSWER)[1])

    def _taken(self, place: int, length: int) -> bytes:
        data = ctypes.string_at(place, length)
        self._free(place)
        return data


def _words(name: str) -> tuple[str, int, bytes]:
    return f"H2x{len(name)}s", len(name), name.encode("ascii")


def _short(data: bytes) -> int:
    return int(struct.unpack("=H", data)[0])


def _root(setup: bytes, screen: int) -> int:
    """The root window of that screen, from all that the server says of itself at the start."""
    vendor, formats = _short(setup[24:26]), setup[29]
    at = 40 + vendor + -vendor % 4 + 8 * formats
    for _ in range(screen):  # a screen is followed by its depths, and each depth by its visuals
        depths, at = setup[at + 39], at + 40
        for _ in range(depths):
            at += 8 + 24 * _short(setup[at + 2 : at + 4])
    return int(struct.unpack("=I", setup[at : at + 4])[0])
