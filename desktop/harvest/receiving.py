"""An answer's body, read to its end or refused while it is read: 50 MB at most, counted after decompression."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import httpx

from desktop.harvest.errors import TooLarge

LARGEST = 50_000_000
"""Bytes. Harvest's fullest page, 2,000 entries with long notes, has about 5 MB."""
ENCODINGS = "gzip"
"""The value of Accept-Encoding: what `receive` can read piece by piece."""

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


async def receive(http: httpx.AsyncClient, method: str, url: httpx.URL, **content: Any) -> httpx.Response:
    """Send a request; the answer with its whole, decompressed body.

    Raises `TooLarge`, or what httpx raises; a compressed body that is broken or cut off is `httpx.DecodingError`.
    """
    async with http.stream(method, url, **content) as response:
        body = await body_of(response, LARGEST)
        headers = [(name, value) for name, value in response.headers.multi_items() if name not in _OF_THE_WIRE]
        return httpx.Response(response.status_code, headers=headers, content=body, request=response.request)


_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


async def body_of(response: httpx.Response, most: int) -> bytes:
    """The decompressed body of an answer that is being read, of `most` bytes; raises as `receive` does.

    httpx's own decoders unpack a piece at once, however large that becomes.
    """
    if response.is_stream_consumed:  # a transport that holds its answers in memory
        if len(response.content) > most:
            raise TooLarge(status=response.status_code)
        return response.content
    encoding = response.headers.get("Content-Encoding", "").strip().casefold()
    packed = None if encoding in ("", "identity") else zlib.decompressobj(_GZIP_OR_ZLIB)
    if packed is not None and encoding not in ("gzip", "x-gzip", "deflate"):
        raise httpx.DecodingError(f"the encoding {encoding!r} was not asked for", request=response.request)
    unpack: Callable[[bytes, int], bytes] = packed.decompress if packed else lambda raw, _: raw
    body = bytearray()
    try:
        async for raw in response.aiter_raw():
            body += unpack(raw, most + 1 - len(body))  # never a limit of 0, which would mean none
            if len(body) > most:
                raise TooLarge(status=response.status_code)
    except zlib.error as error:
        raise httpx.DecodingError(str(error), request=response.request) from error
    if packed is not None and body and not packed.eof:
        raise httpx.DecodingError("the body is cut off", request=response.request)
    return bytes(body)
