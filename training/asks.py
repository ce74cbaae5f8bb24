"""Ways of asking and telling (`asks.txt`), put into accounts of every trade: more of them than the labelled lines have.

In come kinds and words with places for names ("how many hours on {P} last month"); out come lines as hands write them,
each about some account, a third of them between what people say around a request.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from desktop.agent.intents import Channel
from training.lines import Hand, account_of

ASKS = Path(__file__).parent / "asks.txt"
_PEOPLE = "Anna Joost Priya Tomas Lena Sam Maria Ken".split()
_CHATTY = 0.3
"""How many of the words have talk around them."""
_AROUND = ("before", "behind")


def asks() -> Iterator[tuple[str, str]]:
    """Each way of asking with its kind; what is said around others is of the kind "before" or "behind"."""
    for raw in ASKS.read_text(encoding="utf-8").splitlines():
        if raw and not raw.startswith("#"):
            kind, words = raw.split(" | ", 1)
            yield kind, words


def asked(every: Sequence[Hand], times: int, seed: int = 0) -> Iterator[Hand]:
    """Every way of asking about so many accounts; the label has the kind, and the project that is named."""
    chance = random.Random(seed)
    known = list(asks())
    talk = {place: ["", *(words for kind, words in known if kind == place)] for place in _AROUND}
    lines: dict[str, list[dict[str, Any]]] = {hand.name: [] for hand in every}
    for kind, words in known:
        for hand in chance.sample(every, min(times, len(every))) if kind not in _AROUND else ():
            text, named = _filled(_between(words, talk, chance), hand, chance)
            channel, moment = chance.choice(list(Channel)).value, _moment(chance).isoformat()
            said = {"text": text, "channel": channel, "now": moment, "is_way": True}
            lines[hand.name].append(said | {"expect": {"kind": kind} | named})
    yield from (Hand(hand.name, hand.account, tuple(lines[hand.name])) for hand in every)


def _between(words: str, talk: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    """The words, now and then with talk around them."""
    if chance.random() >= _CHATTY:
        return words
    before, behind = (chance.choice(talk[place]) for place in _AROUND)
    return " ".join(part for part in (before, words, behind) if part)


def _moment(chance: random.Random) -> datetime:
    return datetime(2026, 11, 20, 16, 40) - timedelta(days=chance.randrange(300))


def _filled(words: str, hand: Hand, chance: random.Random) -> tuple[str, dict[str, Any]]:
    catalog, _ = account_of(hand.account)
    project = chance.choice(catalog.projects)
    names = {
        "{P}": chance.choice((project.name, project.name.split()[-1], project.code or project.name)),
        "{C}": chance.choice((project.client.name, project.client.name.split()[0])),
        "{T}": chance.choice(project.tasks).name,
        "{W}": chance.choice(_PEOPLE),
    }
    named: dict[str, Any] = {}
    if words.count("{P}") == 1 and "{C}" not in words:
        named = {"project": project.name, "client": project.client.name}
    elif words.count("{C}") == 1 and "{P}" not in words:
        named = {"client": project.client.name}
    for place, name in names.items():
        words = words.replace(place, chance.choice((name, name.lower())))
    return chance.choice((words, words, words.capitalize(), f"{words} please", f"um {words}")), named
