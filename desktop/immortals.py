"""Keeps PySide6 from ending the app on Python 3.11.

WORKAROUND: PySide6 6.12.0 (a stable-ABI wheel) gives back one reference too many to None, True or False from each void
call and each `Signal.emit`. From Python 3.12 on these objects are immortal (PEP 683) and nobody notices; on 3.11 their
count sinks with every signal and after some hundred of them the interpreter aborts: "deallocating True or False".
So they are made what they are later anyway: their count is put so high that it cannot be used up.

    for _ in range(1000): signal.emit(1)   # aborts on 3.11 without this
"""

from __future__ import annotations

import sys

_HIGH = 1 << 40


def protect() -> None:
    """Make None, True and False immortal where Python does not do so itself. Calling it again does nothing."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython" or sys.maxsize < _HIGH:
        return
    import ctypes

    for each in (None, True, False):
        if sys.getrefcount(each) < _HIGH // 2:
            # The count is the first field of every object (Include/object.h).
            ctypes.c_ssize_t.from_address(id(each)).value += _HIGH
