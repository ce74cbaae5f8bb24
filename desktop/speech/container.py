"""Reads Whisper weights out of CTranslate2's container (`model.bin`), strictly.

The layout (binary version 6, little-endian), after CTranslate2's `python/ctranslate2/specs/model_spec.py`:
u32 version, string spec name, u32 spec revision, u32 number of tensors; per tensor: string name, u8 rank,
u32 per dimension, u8 element type, u32 bytes, data; then u32 number of aliases, each two strings (alias, tensor).
A string is a u16 length (its closing zero byte included) and its bytes. A file is untrusted: every length is checked
before it is used, and nothing but numbers comes out.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desktop.speech.errors import WeightsDamaged

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERSION = 6
SPEC = "WhisperSpec"
REVISION = 3
_ELEMENTS = {0: "<f4", 1: "<i1", 2: "<i2", 3: "<i4", 4: "<f2"}
_MAX_TENSORS = 10_000
_MAX_RANK = 4


@dataclass(frozen=True, slots=True)
class Container:
    """The tensors by name (views of the file's bytes, not copied) and the aliases that share one of them."""

    tensors: dict[str, NDArray[np.generic]]
    aliases: dict[str, str]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._at = 0

    def take(self, count: int) -> memoryview:
        if count > len(self._data) - self._at:
            raise WeightsDamaged("The weights file ends too early.")
        piece = self._data[self._at : self._at + count]
        self._at += count
        return piece

    def number(self, code: str) -> int:
        return int(struct.unpack("<" + code, self.take(struct.calcsize("<" + code)))[0])

    def string(self) -> str:
        raw = bytes(self.take(self.number("H")))
        if not raw.endswith(b"\0"):
            raise WeightsDamaged("The weights file has a name that does not end.")
        return raw[:-1].decode("ascii", errors="replace")

    def tensor(self) -> NDArray[np.generic]:
        rank = self.number("B")
        if rank > _MAX_RANK:
            raise WeightsDamaged("The weights file has a tensor of too many dimensions.")
        shape = tuple(self.number("I") for _ in range(rank))
        kind = self.number("B")
        if kind not in _ELEMENTS:
            raise WeightsDamaged(f"The weights file has numbers of an unknown type ({kind}).")
        size = self.number("I")
        dtype = np.dtype(_ELEMENTS[kind])
        expected = dtype.itemsize
        for length in shape:
            expected *= length
        if size != expected:
            raise WeightsDamaged("The weights file has a tensor whose size does not fit its shape.")
        return np.frombuffer(self.take(size), dtype=dtype).reshape(shape)

    @property
    def finished(self) -> bool:
        return self._at == len(self._data)


def read(data: bytes) -> Container:
    """Parse a whole `model.bin`.

    Raises:
        WeightsDamaged: It is no such container, another version of it, or broken.
    """
    reader = _Reader(data)
    version = reader.number("I")
    if version != VERSION:
        raise WeightsDamaged(f"The weights file is not a container of version {VERSION}.")
    spec, revision = reader.string(), reader.number("I")
    if (spec, revision) != (SPEC, REVISION):
        raise WeightsDamaged(f"The weights file holds “{spec}” {revision}, not {SPEC} {REVISION}.")
    count = reader.number("I")
    if count > _MAX_TENSORS:
        raise WeightsDamaged("The weights file claims too many tensors.")
    tensors: dict[str, NDArray[np.generic]] = {}
    for _ in range(count):
        name = reader.string()
        if name in tensors:
            raise WeightsDamaged(f"The weights file has “{name}” twice.")
        tensors[name] = reader.tensor()
    aliases = {reader.string(): reader.string() for _ in range(reader.number("I"))}
    if not reader.finished:
        raise WeightsDamaged("The weights file goes on after its end.")
    return Container(tensors, aliases)
