"""Initials of a project beside its client: "Pharmexa AC meeting", where it has one project with such initials."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.agent.reading.names.matching import NameIndex
from desktop.agent.reading.names.mentions import Mention
from desktop.agent.reading.names.spelling import name_words
from desktop.agent.reading.names.vocabulary import How
from desktop.agent.reading.tasks.tasks import TaskIndex
from desktop.agent.reading.text.tokens import Token

_FEWEST, _MOST = 2, 4


def with_initials(
    mentions: Sequence[Mention], tokens: Sequence[Token], index: NameIndex, tasks: TaskIndex
) -> list[Mention]:
    """The mentions, and each pair of capitals or more beside a client that are one of its projects' and no task's."""
    taken = {i for mention in mentions if mention.full for i in range(mention.start, mention.end)}
    found = list(mentions)
    for client in mentions:
        if not (client.full and client.clients) or client.projects:
            continue
        for i in (client.end, client.start - 1):
            if i in taken or not 0 <= i < len(tokens) or not _are_capitals(tokens[i].text):
                continue
            fitting = frozenset(
                position
                for one in client.clients
                for position in index.of_client[one]
                if index.is_active(position) and _initials(index.projects[position].name) == tokens[i].low
            )
            if len(fitting) == 1 and tasks.at(tokens, i, [False] * len(tokens)) is None:
                taken.add(i)
                found = [other for other in found if not other.start <= i < other.end]
                words = len(tokens[i].text)
                said = Mention(
                    i, i + 1, fitting, frozenset(), full=True, quality=0.9, how=How.FORM, matched=words, coverage=1.0
                )
                found.append(said)
    return sorted(found, key=lambda mention: mention.start)


def _are_capitals(text: str) -> bool:
    return _FEWEST <= len(text) <= _MOST and text.isalpha() and text.isupper()


def _initials(name: str) -> str:
    words = name_words(name)
    return "".join(word[0] for word in words) if len(words) > 1 else ""
