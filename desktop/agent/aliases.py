""" "When I say WR, I mean …": names that the user teaches by choosing. Kept in the settings, never guessed.

The first time that words match no project (or several) and the user picks one, the choice is counted. The second time
the same words meet the same choice, an alias is offered; only a yes makes it one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

OFFER_AT = 2
"""The same words, chosen for the same project this often: then the alias is offered."""

_REMEMBERED = 200
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Taught:
    """Words and the project that they were chosen for. `is_alias`: the user said yes; `declined`: they said no."""

    said: str
    project_id: int
    times: int = 1
    is_alias: bool = False
    declined: bool = False


@dataclass(frozen=True, slots=True)
class AliasOffer:
    """Shown to the user: should these words mean this project from now on?"""

    said: str
    project_id: int
    project_name: str

    @property
    def text(self) -> str:
        """The question."""
        return f"When you say “{self.said}”, do you always mean {self.project_name}?"


class AliasBook:
    """The user's aliases, and the choices that may become some. `save` is called with all of it after each change."""

    def __init__(self, taught: Sequence[Taught] = (), save: Callable[[tuple[Taught, ...]], None] | None = None) -> None:
        self._taught = {(one.said, one.project_id): one for one in taught}
        self._save = save

    @property
    def aliases(self) -> Mapping[str, int]:
        """What the interpreter reads: words, normalised, to project ids."""
        return {one.said: one.project_id for one in self._taught.values() if one.is_alias}

    @property
    def taught(self) -> tuple[Taught, ...]:
        """All of it, to be kept and shown."""
        return tuple(self._taught.values())

    def chosen(self, said: str, project_id: int, project_name: str) -> AliasOffer | None:
        """The user picked that project for these words. An offer the second time, unless it was declined before."""
        words = normalised(said)
        if not words or len(words) > _LONGEST:
            return None
        key = (words, project_id)
        before = self._taught.get(key)
        if before is None:
            others = [other for other in self._taught.values() if other.said == words and not other.is_alias]
            for other in others:  # the same words meant something else before: begin to count anew
                del self._taught[other.said, other.project_id]
            self._taught[key] = Taught(words, project_id)
            self._forget_oldest()
        else:
            self._taught[key] = replace(before, times=before.times + 1)
        self._keep()
        now = self._taught[key]
        is_offered = now.times >= OFFER_AT and not now.is_alias and not now.declined
        return AliasOffer(words, project_id, project_name) if is_offered else None

    def accept(self, offer: AliasOffer) -> None:
        """From now on these words mean that project; an older meaning of them ends."""
        for key, one in list(self._taught.items()):
            if one.said == offer.said:
                del self._taught[key]
        key = (offer.said, offer.project_id)
        self._taught[key] = Taught(offer.said, offer.project_id, OFFER_AT, is_alias=True)
        self._keep()

    def decline(self, offer: AliasOffer) -> None:
        """Do not ask about these words and this project again."""
        key = (offer.said, offer.project_id)
        self._taught[key] = replace(self._taught.get(key, Taught(*key)), declined=True)
        self._keep()

    def remove(self, said: str) -> None:
        """Forget what these words mean."""
        for key, one in list(self._taught.items()):
            if one.said == normalised(said):
                del self._taught[key]
        self._keep()

    def _forget_oldest(self) -> None:
        idle = [key for key, one in self._taught.items() if not one.is_alias]
        for key in idle[: max(0, len(self._taught) - _REMEMBERED)]:
            del self._taught[key]

    def _keep(self) -> None:
        if self._save:
            self._save(self.taught)


def normalised(said: str) -> str:
    """Words as they are compared: lower case, single spaces."""
    return " ".join(said.casefold().split())
