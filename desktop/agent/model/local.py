"""Language models that run on this machine already: Ollama, LM Studio and llama.cpp at their usual ports on loopback.

`await found_here()` gives what they offer, such as `Offered("Ollama: qwen3:4b", "ollama_chat/qwen3:4b", "http://…")`.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Final

import httpx

_SECONDS: Final = 1.0
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Offered:
    """A model, by the name that litellm knows it by, and the address of its server."""

    label: str
    model: str
    url: str


@dataclass(frozen=True, slots=True)
class Server:
    """Where a kind of server usually is, and how its models are listed and named."""

    name: str
    url: str
    path: str
    prefix: str
    base: str


USUAL: Final = (
    Server("Ollama", "http://127.0.0.1:11434", "/api/tags", "ollama_chat/", ""),
    Server("LM Studio", "http://127.0.0.1:1234", "/v1/models", "openai/", "/v1"),
    Server("llama.cpp", "http://127.0.0.1:8080", "/v1/models", "openai/", "/v1"),
)


async def found_here(servers: tuple[Server, ...] = USUAL) -> tuple[Offered, ...]:
    """All models that these servers offer; nothing is asked beyond this machine."""
    async with httpx.AsyncClient(timeout=_SECONDS, trust_env=False) as client:
        lists = await asyncio.gather(*(_models(client, server) for server in servers))
    return tuple(offered for each in lists for offered in each)[:_MOST]


async def _models(client: httpx.AsyncClient, server: Server) -> list[Offered]:
    try:
        answer = await client.get(server.url + server.path)
        found: Any = answer.json()
        rows = found.get("models") or found.get("data") or []
        names = [str(row.get("name") or row.get("id")) for row in rows if row.get("name") or row.get("id")]
    except (httpx.HTTPError, ValueError, AttributeError, TypeError):
        return []
    return [Offered(f"{server.name}: {name}", server.prefix + name, server.url + server.base) for name in names]
