"""One card becomes several: "split it: 5 dev, 3 QA", "an hour of that was meetings", "only 4, the other 4 was admin".

Each length is a share with what is said beside it; "the rest", "the other hour" is what the others leave of the card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from desktop.agent.drafts import Draft, Missing
from desktop.agent.intents import EntryIntent, Interpretation, Kind, Revision
from desktop.agent.reading.cards.changes import Changer, Unclear
from desktop.agent.reading.cards.marks import Mark, Said
from desktop.agent.reading.cards.remarks import Remark
from desktop.agent.reading.cards.targets import Picker, Targets
from desktop.agent.reading.cards.words import ATTRIBUTES, Part
from desktop.agent.reading.entries.entry import portion

_TELLING = frozenset({Part.NAME, Part.TASK, Part.DAY})
_POINTING = frozenset({Part.POINT, Part.GROUP, Part.PLACE, Part.ONE, Part.OTHER})
_NEVER = frozenset({Part.DROP, Part.KEEP, Part.LOG, Part.NOTE, Part.MEMO, Part.ADD, Part.TAKE})
_OPENERS = frozenset({"into", "between", "over", "across", "evenly", "equally", "as", ":", ","})
_HALF = Decimal(-1)
"""The length of a share that is half of the card."""


@dataclass(slots=True)
class _Share:
    """`hours` None: what the others leave."""

    hours: Decimal | None
    told: list[Mark] = field(default_factory=list)
    is_left: bool = False


@dataclass(slots=True)
class _Shares:
    """What a message shares out: `whole` picks the card, `is_part`: of it some is said to be something else."""

    shares: list[_Share] = field(default_factory=list)
    whole: list[Mark] = field(default_factory=list)
    is_part: bool = False
    is_split: bool = False

    @property
    def is_rest(self) -> bool:
        """Whether "the rest", or "the other hour", is said to be something."""
        return any(share.is_left and share.told for share in self.shares)


def shared(said: Said, picker: Picker, changer: Changer) -> Interpretation | None:
    """The entries in the place of the card, or the hours of several cards; None where the words share nothing out."""
    marks = [mark for mark in said.marks if mark.part is not Part.SKIP or mark.low in _OPENERS]
    parts = {mark.part for mark in marks}
    if said.asks or not _NEVER.isdisjoint(parts):
        return None
    out = _read(said, marks, picker)
    shares = out.shares
    if not (out.is_split or out.is_part or out.is_rest) and (found := _aligned(said, marks, out, picker)) is not None:
        return found
    asking = [card for card in picker.cards if card.missing is Missing.PROJECT]
    plain = parts.isdisjoint({Part.COPULA, Part.NOT, Part.FIX, Part.CHANGE}) and len(asking) == 1
    named = plain and len(shares) > 1 and all(s.hours and any(m.part is Part.NAME for m in s.told) for s in shares)
    again = _is_told_again(marks, out, picker)
    if not (out.is_split or out.is_part or out.is_rest or named or again) or not shares:
        return None
    if Part.SWAP in parts or (Part.AGAIN in parts and not out.is_part):
        return None
    card = asking[0] if named and not out.is_split else _card(out, picker)
    if card is None or card.hours is None:
        return None
    if len(shares) == 1 and ((out.is_split and not out.is_part) or not shares[0].told):
        return None
    if out.is_part:  # "7.5 was the whole day, an hour of that was a meeting"
        shares = [share for share in shares if share.told or share.hours != card.hours]
    return _apart(shares, card, changer, is_whole=named or (out.is_split and not out.is_part))


def told_anew(said: Said, picker: Picker) -> Interpretation | None:
    """ "other way round, 2h on the site and 4h on the app": the hours of cards that are there already."""
    marks = [mark for mark in said.marks if mark.part is not Part.SKIP]
    is_other = said.asks or not _NEVER.isdisjoint({mark.part for mark in marks})
    return None if is_other else _aligned(said, marks, _read(said, marks, picker), picker)


def _apart(shares: list[_Share], card: Draft, changer: Changer, *, is_whole: bool) -> Interpretation | None:
    """The entries of the shares; what they leave stays on the card, unless they are said to be the whole of it."""
    whole = card.hours or Decimal(0)
    hours = _hours(shares, whole)
    if hours is None:
        return Interpretation(Kind.NONE, question="How much of it? Nothing was changed.")
    total = sum(hours, Decimal(0))
    if total > whole or (total < whole and is_whole):
        text = f"These parts make {total.normalize():f} h of {whole.normalize():f} h, so nothing was changed."
        return Interpretation(Kind.NONE, question=text)
    if total < whole:
        shares, hours = [_Share(None), *shares], [whole - total, *hours]
    elif len(shares) == 1:
        return None
    made = [_part(card, share.told, part, changer) for share, part in zip(shares, hours, strict=True)]
    kept = tuple(entry for entry in made if entry is not None)
    if len(kept) < len(made):
        return Interpretation(Kind.NONE, question="I could not tell what each part is, so nothing was changed.")
    return Interpretation(Kind.LOG, kept, revisions=(Revision(card.id, discard=True),))


def _corrects(said: Said, marks: Sequence[Mark]) -> bool:
    """ "no", "make it", "it was", "other way round" in front of hours that are told anew."""
    first = next((m.part for m in marks if m.part not in (Part.BREAK, Part.POINT, Part.JOIN)), None)
    return (
        first in (Part.COPULA, Part.CHANGE)
        or any(m.part in (Part.FIX, Part.SWAP) for m in marks)
        or not _TURNED.isdisjoint(said.words)
    )


_TURNED = frozenset("way round around backwards reversed vice".split())


def _aligned(said: Said, marks: Sequence[Mark], out: _Shares, picker: Picker) -> Interpretation | None:
    """ "other way round, 2 on the site, 4 on the app": each length is of a card that is told beside it."""
    pool = picker.pick([m for m in out.whole if m.part is not Part.GROUP]) if out.whole else Targets(picker.cards)
    found: dict[str, Revision] = {}
    for share in out.shares:
        picked = picker.over(pool.cards).pick(share.told) if pool is not None and share.told else None
        cards = picked.cards if picked is not None else ()
        if len(cards) != 1 or cards[0].id in found or share.hours is None or share.hours <= 0:
            return None
        found[cards[0].id] = Revision(cards[0].id, hours=share.hours)
    placed = all(any(mark.part is Part.PLACE for mark in share.told) for share in out.shares)
    if len(found) < _TWO or not (placed or _corrects(said, marks)):
        return None
    return Interpretation(Kind.REVISE, revisions=tuple(found.values()))


_TWO = 2


def _is_told_again(marks: Sequence[Mark], out: _Shares, picker: Picker) -> bool:
    """ "no, 6 dev and 2 QA", "make it five and one testing": a card whose hours these lengths are together."""
    first = next((m.part for m in marks if m.part not in (Part.BREAK, Part.POINT, Part.JOIN)), None)
    hours = [share.hours for share in out.shares if share.hours is not None and share.hours > 0]
    corrects = first in (Part.COPULA, Part.CHANGE) or any(m.part is Part.FIX for m in marks)
    card = picker.focus[-1] if len(picker.focus) == 1 else None
    is_all = len(hours) == len(out.shares) >= _TWO and card is not None and card.hours == sum(hours)
    return is_all and corrects and sum(not share.told for share in out.shares) <= 1


def _read(said: Said, marks: Sequence[Mark], picker: Picker) -> _Shares:
    """The shares of a message: those of its lengths, else, where it is split, of each thing that is named."""
    out = _Shares(is_split=any(m.part is Part.SPLIT and m.low == "split" for m in _first(marks)))
    marks = _opened(marks, out, picker) if out.is_split else marks
    for stretch in _stretches(marks):
        _share_out(said, stretch, out, picker)
    if not out.shares and out.is_split:
        told = [one for mark in marks for one in _days(mark) if one.part in _TELLING]
        out.shares = [_Share(None, [mark]) for mark in told]
        if any(mark.low == "with" for mark in marks) and len(told) == 1:
            out.shares.insert(0, _Share(None))  # "with the marketing site": the card keeps the other half
    return out


def _first(marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.part not in (Part.FIX, Part.BREAK, Part.JOIN)][:3]


def _opened(marks: Sequence[Mark], out: _Shares, picker: Picker) -> Sequence[Mark]:
    """What stands behind "split the second into"; what stands in front picks the card."""
    head = next(k for k, mark in enumerate(marks) if mark.low == "split")
    for k in range(head + 1, len(marks)):
        mark = marks[k]
        whole = mark.part is Part.LENGTH and picker.any_fits(mark) and any(m.low in _OPENERS for m in marks[k:])
        if mark.low in _OPENERS or mark.low == "with" or (mark.part is Part.LENGTH and not whole):
            return marks[k:]
        if mark.part in ATTRIBUTES | {Part.PLACE}:
            out.whole.append(mark)
    return []


def _stretches(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    stretch: list[Mark] = []
    for mark in marks:
        if mark.part in (Part.BREAK, Part.JOIN):
            yield stretch
            stretch = []
        else:
            stretch.append(mark)
    yield stretch


def _share_out(said: Said, stretch: Sequence[Mark], out: _Shares, picker: Picker) -> None:
    """Add the shares of one stretch: what stands beside a length is of that share."""
    ahead: list[Mark] = []
    begun, k = len(out.shares), 0
    while k < len(stretch):
        mark = stretch[k]
        if (behind := _whole(said, stretch, k, out, picker)) > k:
            k = behind
            continue
        if mark.part is Part.NOT and k + 1 < len(stretch) and stretch[k + 1].part in ATTRIBUTES:
            k += 2  # "not 3"
            continue
        hour = k + 1 < len(stretch) and stretch[k + 1].low in ("hour", "hours")
        left = mark.part is Part.OTHER or (mark.part is Part.PLACE and (hour or mark.low == "last"))
        share, k = _length(said, stretch, k, left=left)
        if share is not None:
            share.told, ahead = ahead, []
            out.shares.append(share)
        elif mark.part in _TELLING | {Part.PLACE} and not out.shares and _is_subject(stretch, mark, picker):
            out.whole.append(mark)
        elif mark.part in _TELLING | {Part.PLACE}:
            behind_length = len(out.shares) > begun and not (ahead or _takes_next(out.shares[-1], mark))
            (out.shares[-1].told if behind_length else ahead).append(mark)
    if ahead and out.shares and (len(out.shares) > begun or not out.shares[-1].told):
        out.shares[-1].told += ahead


def _is_subject(stretch: Sequence[Mark], mark: Mark, picker: Picker) -> bool:
    """Whether the mark is the card's, and no length is said of it here."""
    fits = mark.part is Part.PLACE or picker.any_fits(mark)
    return fits and all(one.part is not Part.LENGTH for one in stretch)


def _takes_next(share: _Share, mark: Mark) -> bool:
    """ "dev 4 design 2": a share has one of each; another one is of the length that follows."""
    return any(one.part is mark.part for one in share.told)


def _length(said: Said, stretch: Sequence[Mark], k: int, *, left: bool) -> tuple[_Share | None, int]:
    """The share whose length stands there, and the place behind it: "2 hours", "half", "the rest", "the other hour"."""
    mark = stretch[k]
    if left and mark.count is not None:
        return _Share(Decimal(mark.count), is_left=True), k + 1
    if left:
        after = stretch[k + 1] if k + 1 < len(stretch) else None
        if after is not None and after.part is Part.LENGTH:
            return _Share(after.hours, is_left=True), k + 2
        if after is not None and after.part is Part.FIELD and after.low in ("hour", "hours"):
            return _Share(Decimal(1) if after.low == "hour" else None, is_left=True), k + 2
        alone = mark.low in ("rest", "remainder") and after is not None and after.part is not Part.PREPOSITION
        return (_Share(None, is_left=True) if alone else None), k + 1
    words = [token.low for token in said.tokens[mark.start : mark.end]]
    if mark.low == "half" or (mark.part is Part.LENGTH and words[:2] == ["half", "of"]):
        return _Share(_HALF), k + 1
    return (_Share(mark.hours) if mark.part is Part.LENGTH else None), k + 1


def _whole(said: Said, stretch: Sequence[Mark], k: int, out: _Shares, picker: Picker) -> int:
    """The place behind "of that", "of those five hours", "of the design": what a share is said to be of."""
    words = [token.low for token in said.tokens[stretch[k].start : stretch[k].end]]
    if stretch[k].part is Part.LENGTH and words[:2] == ["half", "of"] and len(words) > 2:
        out.is_part = True  # "half of it was QA" is one mark
        return k
    opens = all(mark.part not in ATTRIBUTES | _POINTING for mark in stretch[:k])
    if stretch[k].low != "of" or not (opens or stretch[k - 1].part is Part.LENGTH or stretch[k - 1].low == "half"):
        return k
    end = k + 1
    while end < len(stretch) and (stretch[end].part in _POINTING or picker.any_fits(stretch[end])):
        end += 1
    told = stretch[k + 1 : end]
    points = any(mark.part in _POINTING or mark.part is Part.LENGTH for mark in told)
    copula = any(mark.part is Part.COPULA for mark in stretch[end:])
    ahead = points and opens and end == len(stretch)  # "of those 3 hours, 1 was a meeting"
    if not told or not (copula or ahead or (points and stretch[0].part is Part.CHANGE)):
        return k
    out.whole += [mark for mark in told if mark.part in ATTRIBUTES | {Part.PLACE, Part.GROUP}]
    out.is_part = True
    return end


def _days(mark: Mark) -> list[Mark]:
    return [replace(mark, part=Part.DAY, day=day) for day in mark.days] if mark.part is Part.DAYS else [mark]


def _card(out: _Shares, picker: Picker) -> Draft | None:
    """The card that is shared out: the one that is pointed at, else what the first share is of, else the latest."""
    timed = tuple(card for card in picker.cards if card.hours is not None)
    picking = [mark for mark in out.whole if mark.part is not Part.GROUP]
    if picking:
        targets = picker.pick(picking)
        cards = targets.cards if targets is not None else ()
        return cards[0] if len(cards) == 1 else None
    known = [share.hours for share in out.shares]
    total = sum((one for one in known if one is not None), Decimal(0)) if None not in known else None
    first = out.shares[0].told
    for pool in (timed, picker.focus):
        picked = picker.over(pool).pick(first) if first else None
        fitting = picked.cards if picked is not None else ()
        whole = tuple(card for card in pool if card.hours == total)
        for cards in (fitting, whole, pool) if out.is_rest else (pool,):
            if len(cards) == 1:
                return cards[0]
    return None if out.is_rest and not out.is_part else picker.focus[-1] if picker.focus else None


def _hours(shares: Sequence[_Share], whole: Decimal) -> list[Decimal] | None:
    """The hours of each share; None where they cannot be told."""
    if all(share.hours is None and not share.is_left for share in shares):
        return [portion(whole, len(shares), place) for place in range(len(shares))]
    known = [portion(whole, 2, 0) if share.hours == _HALF else share.hours for share in shares]
    said = sum((one for one in known if one is not None), Decimal(0))
    out = [one if one is not None else whole - said for one in known]
    return out if sum(one is None for one in known) <= 1 and all(one > 0 for one in out) else None


def _part(card: Draft, told: Sequence[Mark], hours: Decimal, changer: Changer) -> EntryIntent | None:
    values = [mark for mark in told if mark.part is not Part.PLACE]
    change = changer.revision(Remark(values=values), card, is_entry=True)
    if isinstance(change, Unclear):
        return None
    project = change.project or card.project
    task = change.task
    if task is None and card.task is not None:
        tasks = project.tasks if project is not None else (card.task,)
        task = next((one for one in tasks if one.name == card.task.name), None)
    return EntryIntent(
        project,
        task,
        hours,
        change.spent_date or card.spent_date,
        notes=card.notes,
        choices=card.choices if project is None else (),
        said_project=card.said_project if project is None else "",
    )
