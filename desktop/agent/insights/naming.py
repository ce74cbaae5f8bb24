"""Who and what a question is about, before it is answered: a teammate by name, one of several projects, or unknown.

"How many hours did Priya log?" is about the person of that name; "how many hours on Zebra?" about nothing known, so it
is asked which project is meant. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from desktop.agent.insights.answer import Answer, Offer
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Source
from desktop.agent.intents import Interpretation, Kind
from desktop.harvest.catalog import Project, twins
from desktop.harvest.models import User
from desktop.harvest.text import plain

_ABOUT_PEOPLE: Final = (Kind.HOURS, Kind.MISSING_TIME)
_ABOUT_PROJECTS: Final = (Kind.HOURS, Kind.BUDGET, Kind.COST)
_MOST_OFFERED: Final = 8


async def named(meant: Interpretation, scene: Scene, source: Source) -> Scene | Answer:
    """The scene with the teammate whom the question names, or an answer that asks. Raises HarvestError."""
    names = meant.asked.names
    if meant.kind in _ABOUT_PEOPLE and names:
        if not scene.account.sees_others:
            if meant.project is None and meant.client is None:
                return _only_own(names[0], meant, scene)
            return scene
        fitting = _people(names, await source.people())
        if len(fitting) == 1:
            return replace(scene, person=fitting[0])
        if fitting:
            return _which_person(fitting, meant, scene)
    if meant.kind not in _ABOUT_PROJECTS or meant.project is not None:
        return scene
    if meant.choices:
        clients = {choice.project.client.id for choice in meant.choices}
        if meant.client is not None and clients == {meant.client.id}:
            return scene  # the client as a whole
        return _which([choice.project for choice in meant.choices], "", meant, scene)
    if names and meant.client is None and meant.task is None:
        return _which(scene.recent or scene.catalog.projects, names[0], meant, scene)
    return scene


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
