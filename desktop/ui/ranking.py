"""Type-to-find: which projects and tasks fit the letters typed so far, best first. Knows no Qt.

Predictable before clever: whole-word beginnings come first, then letters inside words, then words with slips. An empty
query lists everything, so that every project can be found by scrolling.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from desktop.harvest.catalog import Project, Task

_SLIP = 72.0  # rapidfuzz ratio from which a typed word counts as a misspelt one
_OFFERED = 30.0  # less than a tier: what the card offers leads only among projects that fit alike
_EXACT, _BEGINS, _INSIDE, _MISSPELT = 400.0, 300.0, 200.0, 100.0


def rank_projects(query: str, projects: Sequence[Project], first: Sequence[Project] = ()) -> list[Project]:
    """Projects that fit `query` by name, client or code. Those in `first` lead among equals."""
    if not _words(query):
        leading = [project for project in first if project in projects]
        rest = sorted((p for p in projects if p not in leading), key=_alphabetical)
        return leading + rest
    scored = [(_project_score(query, project), project) for project in projects]
    fitting = [(score + _OFFERED * (project in first), project) for score, project in scored if score > 0]
    return [project for _, project in sorted(fitting, key=lambda it: (-it[0], _alphabetical(it[1])))]


def rank_tasks(query: str, tasks: Sequence[Task]) -> list[Task]:
    """Tasks that fit `query`; all of them, in Harvest's order, where it is empty."""
    if not _words(query):
        return list(tasks)
    scored = [(_score(query, [(task.name, 1.0)]), index, task) for index, task in enumerate(tasks)]
    return [task for score, _, task in sorted(scored, key=lambda it: (-it[0], it[1])) if score > 0]


def fold(text: str) -> str:
    """Lower case without accents, for comparing only."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _project_score(query: str, project: Project) -> float:
    if project.code and fold(query.strip()) == fold(project.code):
        return _EXACT + 50
    return _score(query, [(project.name, 1.0), (project.client.name, 0.9), (project.code, 0.95)])


def _score(query: str, fields: Sequence[tuple[str, float]]) -> float:
    """0 where a typed word fits nowhere; else the weakest word's tier, refined by how well all of them fit."""
    words = [(word, weight) for text, weight in fields for word in _words(text)]
    whole = fold(query.strip())
    if any(whole == fold(text.strip()) for text, _ in fields):
        return _EXACT
    if not words:
        return 0
    best = [max(_word_score(typed, word) * weight for word, weight in words) for typed in _words(query)]
    if min(best) <= 0:
        return 0
    bonus = 20.0 if any(fold(text).startswith(whole) for text, _ in fields) else 0.0
    return min(best) + sum(best) / len(best) / 10 + bonus


def _word_score(typed: str, word: str) -> float:
    if word.startswith(typed):
        return _BEGINS + 50 * len(typed) / len(word)
    if typed in word and len(typed) > 1:
        return _INSIDE + 50 * len(typed) / len(word)
    if len(typed) > 2:
        from rapidfuzz import fuzz  # fifty modules, with the first slip

        ratio = max(fuzz.ratio(typed, word), fuzz.ratio(typed, word[: len(typed)]))
        if ratio >= _SLIP:
            return _MISSPELT * ratio / 100
    return 0


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()


def _alphabetical(project: Project) -> tuple[str, str, int]:
    return fold(project.client.name), fold(project.name), project.id
