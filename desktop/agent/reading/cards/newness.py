"""Whether a message makes an entry of its own: then it adds a card and changes none."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.agent.drafts import Missing
from desktop.agent.reading.cards.marks import Mark, Said
from desktop.agent.reading.cards.remarks import Remark
from desktop.agent.reading.cards.targets import Picker
from desktop.agent.reading.cards.words import Part


def is_new_entry(said: Said, found: Sequence[Remark], picker: Picker) -> bool:
    """A length together with a project or a task, and nothing that points at a card or corrects one."""
    if _adds_another(found, picker):
        return True
    if any(remark.pointed for remark in found) or any(remark.has(Part.CHANGE) for remark in found):
        return False
    values = [mark for remark in found for mark in remark.values]
    if any(remark.has(Part.ONE) for remark in found) and not any(mark.part is Part.NAME for mark in values):
        return False  # "the two hour one", though there is none
    lengths = [mark for mark in values if mark.part is Part.LENGTH and not mark.is_bare]
    names = [mark for mark in values if mark.part is Part.NAME]
    tasks = [mark for mark in values if mark.tasks]
    opens = any(remark.opens in _ADDING and not {Part.POINT, Part.COPULA} <= remark.parts for remark in found)
    adds = opens or any(remark.has(Part.ANOTHER) for remark in found) or "too" in said.words
    if names and not lengths and adds and not _fills(picker, names):
        return True
    if not lengths:
        return False
    if any(remark.has(Part.FIX) or remark.old for remark in found):
        return False
    if names:
        return not _asks_both(picker, names)
    taken = any(remark.has(Part.LESS, Part.OFF) for remark in found)
    if taken:
        return False
    days = any(mark.part is Part.DAY for mark in values)
    if adds and (tasks or days or any(remark.rest for remark in found)):
        return True
    copula = any(remark.has(Part.COPULA) for remark in found)
    asked = any(
        card.hours is None
        or (
            card.task is None
            and card.project is not None
            and any(t.among(card.project) for m in tasks for t in m.tasks)
        )
        for card in picker.cards
    )
    return bool(tasks) and not copula and not asked


def _adds_another(found: Sequence[Remark], picker: Picker) -> bool:
    """ "add a one hour meeting for it on Tuesday", where no card is of such work: it is not more of one."""
    told = [mark for remark in found for mark in (*remark.selectors, *remark.values)]
    what = [mark for mark in told if mark.part in (Part.NAME, Part.TASK, Part.DAY)]
    adding = (Part.ADD, Part.JOIN, Part.ANOTHER)
    adds = any(remark.sign > 0 and remark.has(*adding) and remark.value(Part.LENGTH) for remark in found)
    fitting = [card for card in picker.cards if all(picker.fits(mark, card) for mark in what)]
    return adds and not fitting and any(mark.part in (Part.TASK, Part.DAY) for mark in what)


def corrects_itself(said: Said) -> bool:
    """ "2h Acme - no wait, it was Globex": work is told, and what is put right is what these very words said."""
    head: list[Mark] = []
    for mark in said.marks:
        if mark.part in (Part.FIX, Part.DROP):
            break
        head.append(mark)
    if len(head) == len(said.marks) or any(mark.part not in _OF_WORK for mark in head):
        return False
    lengths = [mark for mark in head if mark.part is Part.LENGTH and not mark.is_bare]
    return bool(lengths) and any(mark.part is Part.NAME for mark in head)


_OF_WORK = frozenset(
    {
        Part.LENGTH,
        Part.NAME,
        Part.TASK,
        Part.DAY,
        Part.DAYS,
        Part.PREPOSITION,
        Part.SKIP,
        Part.BREAK,
        Part.JOIN,
        Part.WORD,
    }
)
_ADDING = frozenset({"and", "plus", "also", "then", "besides", "&"})


def _fills(picker: Picker, names: Sequence[Mark]) -> bool:
    return any(card.missing is Missing.PROJECT for card in picker.cards) and bool(names)


def _asks_both(picker: Picker, names: Sequence[Mark]) -> bool:
    """Whether a card still asks for the project and the hours, and offers what was named."""
    for card in picker.cards:
        if card.missing is Missing.PROJECT and card.hours is None:
            offered = [choice.project for choice in card.choices]
            if any(picker.names(mark.seen, p) for mark in names for p in offered):
                return True
    return False
