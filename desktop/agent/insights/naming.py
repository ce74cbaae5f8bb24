"""Who and what a question is about, before it is answered: a teammate by name, one of several projects, or unknown.

"How many hours did Priya log?" is about the person of that name; "how many hours on Zebra?" about nothing known, so it
is asked which project is meant. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.agent.insights.answer import Answer, Offer
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Source
from desktop.agent.intents import Interpretation, Kind, Topic
from desktop.harvest.catalog import Client, Project, twins
from desktop.harvest.models import User
from desktop.harvest.text import plain

_ABOUT_PEOPLE: Final = (Kind.HOURS, Kind.MISSING_TIME)
_ABOUT_PROJECTS: Final = (Kind.HOURS, Kind.BUDGET, Kind.COST)
_MOST_OFFERED: Final = 8
_OUTSIDE: Final = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Clear:
    """A question of which it is clear who and what it is about."""

    meant: Interpretation
    scene: Scene


async def named(meant: Interpretation, scene: Scene, source: Source) -> Clear | Answer:
    """The question with what it names: a teammate, a project that is not one's own; or an answer that asks.

    Raises HarvestError.
    """
    names = meant.asked.names
    if meant.kind in _ABOUT_PEOPLE and names:
        if not scene.account.sees_others:
            if (meant.project is None and meant.client is None) or meant.asked.topic is Topic.ABSENCE:
                return _only_own(names[0], meant, scene)
            return Clear(meant, scene)
        fitting = _people(names, await source.people())
        if len(fitting) == 1:
            return Clear(meant, replace(scene, person=fitting[0]))
        if fitting:
            return _which_person(fitting, meant, scene)
    if meant.kind not in _ABOUT_PROJECTS or meant.project is not None:
        return Clear(meant, scene)
    found = await _elsewhere(meant, scene, source) if names and scene.account.sees_others else None
    return found or _of_ones_own(meant, scene)


def _of_ones_own(meant: Interpretation, scene: Scene) -> Clear | Answer:
    """The question about one of the projects that the person logs to, or asking which one."""
    names = meant.asked.names
    if meant.choices:
        clients = {choice.project.client.id for choice in meant.choices}
        if meant.client is not None and clients == {meant.client.id}:
            return Clear(meant, scene)  # the client as a whole
        return _which([choice.project for choice in meant.choices], "", meant, scene)
    if names and meant.client is None and meant.task is None:
        return _which(scene.recent or scene.catalog.projects, names[0], meant, scene)
    return Clear(meant, scene)


async def _elsewhere(meant: Interpretation, scene: Scene, source: Source) -> Clear | Answer | None:
    """The question about a project or client that may be seen and is not one's own; None where none is named so."""
    others = await _others(meant, source)
    if not others:
        return None
    if len(others) == 1:
        asked = replace(meant.asked, names=(), client_only=False)
        found = replace(meant, project=others[0], client=others[0].client, choices=(), asked=asked)
        return Clear(found, scene)
    if meant.client is None and (client := _whole_client(others, meant.asked.names)):
        asked = replace(meant.asked, names=(), client_only=True)
        return Clear(replace(meant, client=client, choices=(), asked=asked), scene)
    return _which(others, "", meant, scene)


async def _others(meant: Interpretation, source: Source) -> list[Project]:
    """Projects that may be seen and are not one's own, whose code or name the words say: the whole name, else a part.

    Where a client is said, too, they are that client's.
    """
    client = meant.client.id if meant.client else None
    seen = await source.projects(client)
    said = [frozenset(_words(name)) for name in meant.asked.names]
    whole = [one for one in seen if frozenset(_words(one.name)) in said or frozenset(_words(one.code)) in said]
    fitting = whole or [
        one
        for one in seen
        if any(words and words <= frozenset(_words(f"{one.client.name} {one.name}")) for words in said)
    ]
    active = [one for one in fitting if one.is_active] or fitting
    return [
        Project(
            one.id, plain(one.name), plain(one.code), Client(one.client.id, plain(one.client.name)), (), one.is_active
        )
        for one in active
    ]


def _whole_client(projects: Sequence[Project], names: Sequence[str]) -> Client | None:
    """The one client of these projects, where it is what was said."""
    clients = {project.client.id: project.client for project in projects}
    if len(clients) != 1:
        return None
    (client,) = clients.values()
    said = [frozenset(_words(name)) for name in names]
    return client if any(words and words <= frozenset(_words(client.name)) for words in said) else None


def _words(text: str) -> list[str]:
    return _OUTSIDE.sub(" ", text.casefold()).split()


def _people(names: Sequence[str], people: Sequence[User]) -> list[User]:
    """All whose whole name was said; else all whose first or last name was."""
    said = [name.casefold().split() for name in names]
    whole = [person for person in people if plain(person.name).casefold().split() in said]
    if whole:
        return whole
    singles = {words[0] for words in said if len(words) == 1}
    return [person for person in people if singles & set(plain(person.name).casefold().split())]


def _only_own(name: str, meant: Interpretation, scene: Scene) -> Answer:
    text = f"Your role in Harvest shows only your own time, so nothing can be told about “{name}”."
    return Answer(meant.kind, text, scene.now, is_complete=False)


def _which_person(fitting: Sequence[User], meant: Interpretation, scene: Scene) -> Answer:
    offers = []
    for person in fitting[:_MOST_OFFERED]:
        name = plain(person.name)
        offers.append(Offer(name, name, replace(meant, asked=replace(meant.asked, names=(name,)))))
    text = "Several people have that name. Who is meant?"
    return Answer(meant.kind, text, scene.now, question=text, offers=tuple(offers))


def _which(projects: Sequence[Project], unknown: str, meant: Interpretation, scene: Scene) -> Answer:
    shown = projects[:_MOST_OFFERED]
    offers, alike = [], twins(projects)
    for project in shown:
        chosen = replace(
            meant,
            project=project,
            client=project.client,
            choices=(),
            asked=replace(meant.asked, names=(), client_only=False),
        )
        code = f" ({project.code})" if project.id in alike and project.code else ""
        label = f"{project.client.name} › {project.name}{code}"
        offers.append(Offer(label, label, chosen))
    text = "Which project is meant?"
    if unknown:
        who = ", client or teammate" if meant.kind in _ABOUT_PEOPLE and scene.account.sees_others else " or client"
        text = f"No project{who} called “{unknown}” is known. {text}"
    return Answer(meant.kind, text, scene.now, question=text, offers=tuple(offers))
