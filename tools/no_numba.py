"""Stands in for numba in the packed app: Whisper compiles its timing of words with it, which Gleaner never asks for."""

import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


def _jit(*_: object, **__: object) -> Callable[[Any], Any]:
    return lambda function: function


_numba = ModuleType("numba")
_numba.__spec__ = ModuleSpec("numba", None)
vars(_numba)["jit"] = _jit
sys.modules["numba"] = _numba
