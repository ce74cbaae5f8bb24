"""The user's own names as Whisper's initial prompt, so that it writes them the way Harvest does.

Whisper takes at most 223 tokens of earlier text (`n_text_ctx // 2 - 1`, whisper/decoding.py) and drops the head of what
is longer. So names come with the most used one last, and whole names are left out at the front, never half of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from desktop.harvest.catalog import Catalog, PastEntry

TOKEN_LIMIT = 223


def names(catalog: Catalog, past: Iterable[PastEntry] = ()) -> tuple[str, ...]:
    """Clients, projects and tasks of the catalog, each once, the most used last.

    Clients and projects come after tasks of the same use: Whisper knows "Meetings" by itself, "Globex" it does not.
    """
    uses = Counter[str]()
    used_projects = Counter(entry.project_id for entry in past)
    rank: dict[str, int] = {}
    for project in catalog.projects:
        count = used_projects[project.id]
        for name, kind in ((project.client.name, 1), (project.name, 1), *((task.name, 0) for task in project.tasks)):
            uses[name] += count if kind else 0
            rank[name] = max(rank.get(name, 0), kind)
    return tuple(sorted(uses, key=lambda name: (rank[name], uses[name])))


def glossary(ordered: Sequence[str], tokens: Callable[[str], int], limit: int = TOKEN_LIMIT) -> str:
    """The prompt: a sentence of as many of the names, counted from the last, as fit; "" for none.

    Args:
        ordered: Names, the most used last.
        tokens: How many tokens the model makes of a text.
        limit: Most tokens that the prompt may have.
    """
    kept: list[str] = []
    for name in reversed(ordered):
        plain = " ".join(name.split())
        if not plain:
            continue
        if tokens(_sentence([plain, *kept])) > limit:
            break
        kept.insert(0, plain)
    return _sentence(kept) if kept else ""


def _sentence(kept: Sequence[str]) -> str:
    return f"Glossary: {', '.join(kept)}."
