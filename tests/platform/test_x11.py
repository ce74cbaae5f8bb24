"""Shortcuts on a real X server: claimed, pressed through a second program, refused where somebody else has them."""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Iterator

import pytest

from desktop.platform.hotkey import open_backend
from desktop.platform.hotkey.backend import Backend, Deed, Nowhere, Standing, Stroke
from desktop.platform.hotkey.keys import parse

QUICK, TALK = {Deed.QUICK: parse("Ctrl+Alt+G")}, {Deed.TALK: parse("Ctrl+Alt+Space")}


@pytest.fixture
def backend(display: str) -> Iterator[Backend]:
    one = open_backend({"DISPLAY": display}, "linux")
    yield one
    one.close()


def xdotool(display: str, *words: str) -> None:
    subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": display}, check=True, timeout=20)


def strokes(backend: Backend, count: int, seconds: float = 10.0) -> list[Stroke]:
    """The first `count` strokes, or those that came in time."""
    found: list[Stroke] = []
    deadline = time.monotonic() + seconds
    while len(found) < count and time.monotonic() < deadline:
        select.select([backend.fileno()], [], [], 0.05)
        found += backend.strokes()
    return found


DOWN, UP = Stroke(Deed.QUICK, is_down=True), Stroke(Deed.QUICK, is_down=False)


def test_keys_are_told_down_and_up(display: str, backend: Backend):
    assert backend.bind(QUICK)[Deed.QUICK].standing is Standing.ACTIVE
    xdotool(display, "key", "ctrl+alt+g")
    assert strokes(backend, 2) == [DOWN, UP]


@pytest.mark.parametrize("lock", ["Num_Lock", "Caps_Lock"])
def test_locks_do_not_matter(display: str, backend: Backend, lock: str):
    backend.bind(QUICK)
    xdotool(display, "key", lock)
    try:
        xdotool(display, "key", "ctrl+alt+g")
        assert strokes(backend, 2) == [DOWN, UP]
    finally:
        xdotool(display, "key", lock)


def test_one_that_is_held_is_down_once_and_up_at_the_end(display: str, backend: Backend):
    backend.bind(QUICK | TALK)
    xdotool(display, "keydown", "ctrl", "keydown", "alt", "keydown", "space")
    began = Stroke(Deed.TALK, is_down=True)
    assert strokes(backend, 1) == [began]
    assert strokes(backend, 1, seconds=1.2) == [], "a key that repeats is still down"
    xdotool(display, "keyup", "ctrl", "keyup", "alt", "keyup", "space")
    assert strokes(backend, 1) == [Stroke(Deed.TALK, is_down=False)]


def test_what_another_program_has_is_told_and_the_other_shortcut_works(display: str, backend: Backend):
    other = open_backend({"DISPLAY": display}, "linux")
    other.bind(QUICK)
    said = backend.bind(QUICK | TALK)
    assert said[Deed.QUICK].standing is Standing.TAKEN
    assert "Ctrl+Alt+G is taken by another program" in said[Deed.QUICK].sentence
    assert said[Deed.TALK].standing is Standing.ACTIVE
    other.bind({})
    assert backend.bind(QUICK)[Deed.QUICK].standing is Standing.ACTIVE, "let go of, it is free"
    other.close()


def test_keys_that_are_let_go_of_are_not_told(display: str, backend: Backend):
    backend.bind(QUICK)
    backend.bind(TALK)
    xdotool(display, "key", "ctrl+alt+g", "ctrl+alt+space")
    assert [one.deed for one in strokes(backend, 2)] == [Deed.TALK, Deed.TALK]


def test_keys_that_the_keyboard_does_not_have(backend: Backend):
    said = backend.bind({Deed.QUICK: parse("Ctrl+F24")})[Deed.QUICK]
    assert said.standing is Standing.IMPOSSIBLE
    assert "not on this keyboard" in said.sentence


@pytest.mark.parametrize(
    ("environment", "platform", "says"),
    [
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", "Wayland"),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, "linux", "Wayland"),
        ({}, "linux", "no screen"),
        ({"DISPLAY": ":987"}, "linux", "does not answer"),
        ({}, "darwin", "cannot be claimed here"),
        ({}, "win32", "cannot be claimed here"),
    ],
)
def test_where_no_key_can_be_claimed_it_says_what_to_do(environment: dict[str, str], platform: str, says: str):
    backend = open_backend(environment, platform)
    assert isinstance(backend, Nowhere)
    said = backend.bind(QUICK)[Deed.QUICK]
    assert said.standing is Standing.IMPOSSIBLE
    assert says in said.sentence
    assert "gleaner quick" in said.sentence
    assert (backend.fileno(), list(backend.strokes())) == (-1, [])
