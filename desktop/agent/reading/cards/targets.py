"""Which card(s) a remark is about: numbered, named, told by task, day or hours, "it", "both", "the other one"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.agent.drafts import Draft
from desktop.agent.reading.cards.marks import Mark
from desktop.agent.reading.cards.words import ATTRIBUTES, LONGEST, MIDDLE, SHORTEST, Part
from desktop.agent.reading.names.resolve import Resolver, Seen
from desktop.harvest.catalog import Project


@dataclass(frozen=True, slots=True)
class Targets:
    """The cards that are meant. `is_clear` is False where the words fit several and only one can be meant.

    `wrong_count` is set where a group was said to be of another size ("all three" of two).
    """

    cards: tuple[Draft, ...] = ()
    is_clear: bool = True
    wrong_count: bool = False


class Picker:
    """Finds cards by what is said of them."""

    def __init__(self, resolver: Resolver, cards: Sequence[Draft], focus: Sequence[str]) -> None:
        self._resolver, self.cards = resolver, tuple(cards)
        self._focus = tuple(card for card in cards if card.id in focus) or self.cards[-1:]

    def over(self, cards: Sequence[Draft]) -> Picker:
        """The same for other cards."""
        return Picker(self._resolver, cards, ())

    @property
    def focus(self) -> tuple[Draft, ...]:
        """The cards that the latest message made or changed."""
        return self._focus

    def names(self, seen: Sequence[Seen], project: Project) -> bool:
        """Whether all of these names can be names of the project."""
        index = self._resolver.index
        for one in seen:
            positions = set(one.mention.projects)
            for client in one.mention.clients:
                positions |= set(index.of_client[client])
            if not any(index.projects[p].id == project.id for p in positions):
                return False
        return bool(seen)

    def fits(self, mark: Mark, card: Draft) -> bool:
        """Whether the card is one of which the mark can be said."""
        match mark.part:
            case Part.NAME:
                return self._is_named(mark.seen, card)
            case Part.TASK:
                return card.task is not None and any(card.task.name in task.names for task in mark.tasks)
            case Part.DAY:
                return mark.day is not None and card.spent_date == mark.day
            case Part.LENGTH:
                return mark.hours is not None and card.hours == mark.hours
            case _:
                return False

    def _is_named(self, seen: Sequence[Seen], card: Draft) -> bool:
        if card.project is not None:
            return self.names(seen, card.project)
        clients = {client for one in seen for client in one.mention.clients}
        return bool(clients) and any(choice.project.client.id in clients for choice in card.choices)

    def any_fits(self, mark: Mark) -> bool:
        """Whether one of the cards does."""
        return any(self.fits(mark, card) for card in self.cards)

    def any_lacks_hours(self, mark: Mark) -> bool:
        """Whether one of the cards does and nobody said how long."""
        return any(card.hours is None and self.fits(mark, card) for card in self.cards)

    def pick(self, selectors: Sequence[Mark], before: Sequence[Draft] = ()) -> Targets | None:
        """The cards that all selectors fit; None where there are none. `before`: what the words were about so far."""
        attributes = [mark for mark in selectors if mark.part in ATTRIBUTES]
        pool = self._with(attributes)
        others = next((mark for mark in selectors if mark.part is Part.OTHER), None)
        if others is not None:
            alone = len(self.cards) == 1 and others.low == "other"  # of two, one is gone
            known = [] if alone else [card.id for card in (before or self._focus)]
            pool = tuple(card for card in pool if card.id not in known)
            if others.count is not None and others.count != len(pool):
                return Targets((), wrong_count=True)
        if any(mark.part is Part.STATE for mark in selectors):
            pool = tuple(card for card in pool if card.missing is None)
        places = [mark for mark in selectors if mark.part is Part.PLACE]
        if places:
            placed = [_at(mark.place, pool) for mark in places]
            found = {card.id: card for card in placed if card is not None}
            return Targets(tuple(found.values())) if None not in placed else None
        groups = [mark for mark in selectors if mark.part is Part.GROUP]
        if groups and not attributes and others is None:
            return self._group(_most_telling(groups), pool)
        if not pool or len(selectors) == len(groups):
            return None
        counts = [2 if mark.low == "both" else mark.count for mark in groups]
        if any(count is not None and count != len(pool) for count in counts):
            return Targets((), wrong_count=True)
        several = groups or len(attributes) > len({mark.part for mark in attributes})
        several = several or (
            others is not None and (others.low in ("others", "rest", "remaining") or others.count is not None)
        )
        return Targets(pool, is_clear=len(pool) == 1 or bool(several))

    def _with(self, attributes: Sequence[Mark]) -> tuple[Draft, ...]:
        """The cards that fit an attribute of each kind that was said."""
        pool = self.cards
        for part in {mark.part for mark in attributes}:
            marks = [mark for mark in attributes if mark.part is part]
            pool = tuple(card for card in pool if any(self.fits(mark, card) for mark in marks))
        return pool

    def _group(self, group: Mark, pool: Sequence[Draft]) -> Targets | None:
        """All cards, or those of the latest message where it was about several."""
        count = 2 if group.low == "both" else group.count
        just = self._focus if len(self._focus) > 1 and group.low not in ("all", "everything") else tuple(pool)
        for cards in (tuple(pool), just):
            if count is not None and len(cards) == count:
                return Targets(cards)
        if count is not None:
            return Targets((), wrong_count=True)
        return Targets(just) if just else None

    def narrowed(self, targets: Targets, keep: Sequence[Draft]) -> Targets:
        """Of several cards that fit, those that the change makes sense for; if one is left, it is meant."""
        left = tuple(card for card in targets.cards if card in keep)
        return Targets(left) if len(left) == 1 and not targets.is_clear else targets


def _most_telling(groups: Sequence[Mark]) -> Mark:
    """ "all of those three": the one that counts, else "both" or "all", else the last."""
    counted = [mark for mark in groups if mark.count is not None] or [m for m in groups if m.low in ("both", "all")]
    return (counted or list(groups))[-1]


def _at(place: int | None, pool: Sequence[Draft]) -> Draft | None:
    if place == MIDDLE:
        return pool[len(pool) // 2] if len(pool) % 2 else None
    if place in (LONGEST, SHORTEST):
        timed = sorted((card.hours for card in pool if card.hours is not None), reverse=place == LONGEST)
        unlike = len(timed) == len(pool) > 1 and timed[0] != timed[1]
        return next(card for card in pool if card.hours == timed[0]) if unlike else None
    if place is None or not -len(pool) <= place < len(pool):
        return None
    return pool[place]
