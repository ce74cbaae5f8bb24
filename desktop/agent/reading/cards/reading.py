"""One message against the cards that are shown: the readers, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.agent.drafts import Draft, Missing
from desktop.agent.intents import Interpretation, Kind, Revision
from desktop.agent.reading.cards.acts import acted, without_logging
from desktop.agent.reading.cards.again import again, for_each_choice
from desktop.agent.reading.cards.answers import in_turn, numbered, other_choice
from desktop.agent.reading.cards.card_notes import NoteChange, opening_note, reworded, told_note
from desktop.agent.reading.cards.changes import Changer, Unclear, lacking
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.cards.denials import answers_denial, denied, is_beyond
from desktop.agent.reading.cards.marks import Mark, Said
from desktop.agent.reading.cards.merging import (
    Job,
    both,
    contradicts,
    corrects,
    denies_all,
    merged,
    noted_from,
    with_note,
    without_corrected,
)
from desktop.agent.reading.cards.newness import is_new_entry
from desktop.agent.reading.cards.remarks import Remark, remarks
from desktop.agent.reading.cards.splits import shared
from desktop.agent.reading.cards.swaps import joined, moved, same_as, scaled, swapped
from desktop.agent.reading.cards.targets import Picker, Targets
from desktop.agent.reading.cards.wording import NOT_UNDERSTOOD, ONE_THING, SAYS_SO, which_one
from desktop.agent.reading.cards.words import ATTRIBUTES, Part
from desktop.agent.reading.names.resolve import Resolver, Seen

_PLURALS = frozenset("dates tasks projects".split())


class Reading:
    """One message against the cards that are shown."""

    def __init__(self, resolver: Resolver, said: Said, context: Context) -> None:
        cut = without_logging(said)
        said = said if cut is None else replace(said, marks=said.marks[:cut])
        if is_denied := answers_denial(said, context):
            context = replace(context, focus=tuple(one.draft_id for one in context.unsettled), unsettled=())
        self._resolver, self._said, self._context = resolver, said, context
        self._picker = Picker(resolver, context.shown, context.focus)
        self._changer = Changer(resolver, self._picker, said)
        self._remarks = remarks(said, self._picker.any_fits, self._picker.any_lacks_hours)
        for remark in self._remarks:
            self._as_answers(remark)
        self._parts = {mark.part for mark in said.marks}
        if is_denied:
            self._parts.add(Part.FIX)
            for remark in self._remarks:
                remark.parts.add(Part.FIX)

    def _as_answers(self, remark: Remark) -> None:
        """ "the Acme one", where a card asks between projects of which one is Acme's: no card, but the answer."""
        for mark in [m for m in remark.selectors if m.part is Part.NAME]:
            cards = [card for card in self._context.shown if self._picker.fits(mark, card)]
            if len(cards) == 1 and cards[0].missing is Missing.PROJECT:
                offered = [c for c in cards[0].choices if self._picker.names(mark.seen, c.project)]
                if len(offered) == 1 and len(cards[0].choices) > 1:
                    remark.selectors.remove(mark)
                    remark.values.append(mark)

    def result(self) -> Interpretation | None:
        """The first of the readers that can make something of it."""
        return (
            acted(self._said, self._remarks, self._picker, goes_on=self._context.logs)
            or shared(self._said, self._picker, self._changer)
            or self._swapped()
            or joined(self._said, self._remarks, self._picker)
            or moved(self._said, self._picker)
            or scaled(self._said, self._remarks, self._picker)
            or self._answered()
            or in_turn(self._said, self._remarks, self._picker)
            or same_as(self._said, self._remarks, self._picker)
            or again(self._said, self._remarks, self._picker, self._resolver)
            or self._changed()
        )

    def correction(self) -> Interpretation | None:
        """A change of what was told before, and nothing new."""
        found = acted(self._said, self._remarks, self._picker) or self._changed()
        return found if found is not None and found.kind in (Kind.REVISE, Kind.NONE) else None

    # Which one was meant

    def settled(self) -> Interpretation | None:
        """ "the second", after "which one do you mean?"."""
        waiting = {revision.draft_id: revision for revision in self._context.unsettled}
        if not waiting or self._parts & {Part.CHANGE, Part.DROP, Part.LOG, Part.AGAIN, Part.SWAP}:
            return None
        marks = [m for m in self._said.marks if m.part in ATTRIBUTES | {Part.PLACE, Part.GROUP, Part.OTHER}]
        if not marks or any(mark.part is Part.WORD for mark in self._said.marks):
            return None
        pool = Picker(self._resolver, [card for card in self._context.shown if card.id in waiting], ())
        targets = pool.pick(marks)
        if targets is None or not targets.is_clear or not targets.cards:
            return None
        return Interpretation(Kind.REVISE, revisions=tuple(waiting[card.id] for card in targets.cards))

    def likewise(self) -> Interpretation | None:
        """ "the first one too", "same for the other": the change of the message before, on another card."""
        words = self._said.words
        again = {"too", "also", "likewise", "ditto"} & set(words) or "as well" in " ".join(words)
        again = again or ("same" in words and "for" in words) or words[:1] == ("so",)
        applied = {replace(revision, draft_id="") for revision in self._context.applied if not revision.discard}
        if not again or len(applied) != 1 or any(r.rest or r.old for r in self._remarks):
            return None
        picking = [m for r in self._remarks for m in (*r.selectors, *r.values) if m.part is not Part.POINT]
        if any(m.part is not Part.NAME for r in self._remarks for m in r.values):
            return None
        (change,) = applied
        named = bool(picking) and all(m.part is Part.NAME for m in picking)
        if named and (change.project is not None or len(words) > 4):
            return None  # "and Nucleus too" may be work of its own
        targets = self._picker.pick(picking) if picking else None
        if targets is None or not targets.cards or not targets.is_clear or "again" in words:
            return None
        if named and any(one.draft_id == card.id for one in self._context.applied for card in targets.cards):
            return None
        return Interpretation(Kind.REVISE, revisions=tuple(replace(change, draft_id=card.id) for card in targets.cards))

    # Notes

    def noted(self, change: NoteChange | None) -> Interpretation | None:
        """The notes of the card that is named, or of the last one; `change` where the word "note" is said."""
        if change is None:
            text = opening_note(self._said) or told_note(self._said)
            if text is None:
                return None
            picking = [m for r in self._remarks for m in r.selectors if m.part is not Part.POINT]
            told = self._picker.pick(picking) if picking else Targets(self._picker.focus[-1:])
            if told is None or not told.cards:
                return None
            return self._revise(tuple(with_note(card, text) for card in told.cards), told)
        marks = [m for m in self._said.marks if not change.cut <= m.start < change.after and m.part is not Part.NOTE]
        picking = [m for m in marks if m.part in ATTRIBUTES | {Part.PLACE, Part.GROUP, Part.OTHER, Part.STATE}]
        targets = self._picker.pick(picking) if picking else Targets(self._picker.focus[-1:])
        if targets is None or not targets.cards:
            return Interpretation(Kind.NONE, question="Which one gets that note? Nothing was changed.")
        if change.old:
            return reworded(change, targets.cards if picking else self._context.shown)
        revisions = tuple(with_note(card, change.text, replaces=change.replaces) for card in targets.cards)
        return self._revise(revisions, targets)

    # Two cards, several cards

    def _swapped(self) -> Interpretation | None:
        words = " ".join(self._said.words)
        around = "other way round" in words or "other way around" in words or "vice versa" in words
        if Part.SWAP not in self._parts and not around and not {"switch", "around"} <= set(self._said.words):
            return None
        selectors = [m for r in self._remarks for m in (*r.selectors, *r.values) if m.part in ATTRIBUTES | {Part.PLACE}]
        targets = self._picker.pick(selectors) if selectors else Targets(self._picker.cards)
        two = targets.cards if targets is not None else ()
        if len(two) != 2 and not selectors and len(self._picker.focus) == 2:
            two = self._picker.focus
        fields = {word for remark in self._remarks for word in remark.fields}
        fields |= {word.rstrip("s") for word in self._said.words} & {"task", "day", "date", "project", "hour", "note"}
        return swapped(two, fields)

    # Answers

    def _answered(self) -> Interpretation | None:
        """A number, a place, or "both", for what one card asks."""
        asking = [card for card in self._context.shown if card.missing in (Missing.PROJECT, Missing.TASK)]
        card = next((card for card in asking if card in self._picker.focus), asking[0] if len(asking) == 1 else None)
        if card is None:
            return other_choice(self._said, self._context.shown)
        if card.missing is Missing.PROJECT:
            both = for_each_choice(self._said, self._remarks, card)
            if both is not None:
                fits_cards = len(self._context.shown) == len(both.entries) and len(self._context.shown) > 1
                return Interpretation(Kind.NONE, question=which_one(self._context.shown)) if fits_cards else both
            if denies_all(self._said):
                return Interpretation(Kind.NONE, question="Which project was it, then? Say its name.")
        return numbered(self._said, self._remarks, card)

    # Changes

    def _changed(self) -> Interpretation | None:
        if is_beyond(self._said) or self._is_of_no_card():
            return self._not_understood()
        for remark in self._remarks if self._is_list() else ():
            name = remark.value(Part.NAME) or remark.value(Part.TASK)
            if name is not None:
                remark.values.remove(name)
                remark.selectors.append(name)
        self._as_cards()
        self._told_behind()
        if Part.DROP in self._parts and not self._parts & {Part.LENGTH, Part.COPULA, Part.CHANGE}:
            return None
        if is_new_entry(self._said, self._remarks, self._picker):
            return None
        return denied(self._said, self._remarks, self._picker) or self._as_jobs()

    def _is_of_no_card(self) -> bool:
        """ "move the meeting to Globex", where no card is of a meeting: none of them is moved."""
        marks = [mark for mark in self._said.marks if mark.part not in (Part.SKIP, Part.FIX, Part.BREAK, Part.JOIN)]
        towards = next((k for k, mark in enumerate(marks) if mark.low in ("to", "into")), 0)
        if not marks or marks[0].part is not Part.CHANGE or any(card.missing for card in self._context.shown):
            return False
        told = [mark for mark in marks[:towards] if mark.part in (Part.NAME, Part.TASK)]
        new = any(mark.part in ATTRIBUTES for mark in marks[towards:])
        return new and any(not self._picker.any_fits(mark) for mark in told)

    def _as_jobs(self) -> Interpretation | None:
        ends = self._remarks[-1:]
        gone = self._dropped()
        is_last = bool(gone) and ends != self._remarks[-1:]  # what is dropped in the end goes, whatever was said of it
        jobs: list[Job] = []
        current = self._told_of(gone)
        for remark in merged(self._remarks, self._picker):
            if not remark.values:
                continue
            if jobs and self._is_work(remark):
                return Interpretation(Kind.NONE, question=ONE_THING)
            targets = self._targets(remark, current)
            if targets is None or not targets.cards:
                return self._not_understood() if self._is_about_cards() else None
            if any(_is_moved(job, remark, targets) for job in jobs):
                return self._not_understood()
            jobs.append(Job(remark, targets.cards, targets.is_clear))
            current = targets.cards
        if not jobs or not self._is_change(jobs):
            return self._not_understood() if self._is_about_cards() else None
        found = self._applied(jobs)
        if found is None or found.kind is not Kind.REVISE:
            return found
        won, lost = (gone, found.revisions) if is_last else (found.revisions, gone)
        kept = {one.draft_id for one in won}
        return replace(found, revisions=(*(one for one in lost if one.draft_id not in kept), *won))

    def _is_work(self, remark: Remark) -> bool:
        """ "Acme was 2h and I also did 1h Initech dev": behind a change, work of its own."""
        name, length = remark.value(Part.NAME), remark.value(Part.LENGTH)
        if name is None or length is None or remark.pointed or remark.has(Part.FIX, Part.CHANGE, Part.COPULA, Part.NOT):
            return False
        return not remark.old and not self._picker.any_fits(name)

    def _dropped(self) -> tuple[Revision, ...]:
        """ "drop the Stark one, and make Nucleus 3h": the cards that go; their remarks are done with."""
        gone: list[Revision] = []
        for remark in list(self._remarks):
            if remark.has(Part.DROP) and remark.pointed and not remark.values:
                targets = self._picker.pick([mark for mark in remark.selectors if mark.part is not Part.POINT])
                if targets is not None and targets.is_clear:
                    gone += [Revision(card.id, discard=True) for card in targets.cards]
                    self._remarks.remove(remark)
        return tuple(gone)

    def _told_of(self, gone: Sequence[Revision]) -> tuple[Draft, ...]:
        """ "scratch that one, it was Newsletter": the card that goes; "drop the first and make it 3h": what is left."""
        dropped = {one.draft_id for one in gone}
        if not dropped:
            return ()
        corrects = not self._parts.isdisjoint({Part.COPULA, Part.FIX})
        told = tuple(card for card in self._context.shown if (card.id in dropped) == corrects)
        return told if len(told) == 1 else ()

    def _as_cards(self) -> None:
        """ "stark 1.5", "Monday 2": what fits one card, beside a bare number, is that card."""
        for remark in self._remarks:
            value = remark.value(Part.LENGTH)
            value = value if value is not None and value.is_bare else self._lone_day(remark)
            goes_on = value is not None and value.is_bare and any(one.hours for one in self._context.applied)
            adds = remark.has(Part.JOIN) and not goes_on  # "the call was 2 hours" - "and the drafting 1.5"
            if len(remark.values) != 2 or remark.pointed or adds or value is None:
                continue
            other = next(mark for mark in remark.values if mark is not value)
            if sum(self._picker.fits(other, card) for card in self._context.shown) == 1:
                remark.values.remove(other)
                remark.selectors.append(other)

    def _told_behind(self) -> None:
        """ "it was the maintenance project, the meeting": what "it" is stands behind."""
        if len(self._remarks) < 2:
            return
        *_, before, last = self._remarks
        points = before.has(Part.POINT) and before.has(Part.COPULA, Part.CHANGE) and not before.pointed
        if points and before.values and len(last.values) == 1 and last.parts <= ATTRIBUTES:
            (mark,) = last.values
            card = [one for one in self._context.shown if self._picker.fits(mark, one)]
            if len(card) == 1 and mark.start and self._said.tokens[mark.start - 1].low in ("the", "my"):
                last.values, last.selectors = [], [mark]

    def _lone_day(self, remark: Remark) -> Mark | None:
        """ "Stark Wednesday": the day of that card, where nothing else is said."""
        alone = len(self._remarks) == 1 and not remark.rest and len(self._said.words) <= 4
        return remark.value(Part.DAY) if alone else None

    def _is_list(self) -> bool:
        """ "nucleus yesterday, stark today": each part names a card of its own and says no hours."""
        said = [remark for remark in self._remarks if remark.values]
        names = [remark.value(Part.NAME) or remark.value(Part.TASK) for remark in said]
        fitting = [[c for c in self._context.shown if name and self._picker.fits(name, c)] for name in names]
        apart = len({cards[0].id for cards in fitting if len(cards) == 1}) == len(said) > 1
        return apart and all(len(r.values) > 1 and r.value(Part.LENGTH) is None for r in said)

    def _targets(self, remark: Remark, current: tuple[Draft, ...]) -> Targets | None:
        """The cards that a remark picks; else those it goes on about; else those that it answers; else the last."""
        pointed = [mark for mark in remark.selectors if mark.part is not Part.POINT]
        if pointed:
            targets = self._all_but(pointed) or self._picker.pick(pointed, before=current)
            if targets is None or targets.is_clear:
                return targets
            fitting = [card for card in targets.cards if lacking(card, remark, self._picker)]
            return self._picker.narrowed(targets, fitting)
        if current:
            return Targets(current)
        several = remark.has(Part.EACH) or not _PLURALS.isdisjoint(self._said.words)
        if several and len(self._context.shown) > 1:
            return Targets(self._context.shown)  # "knock 30 minutes off each", "change the dates to Monday"
        shown, focus = self._context.shown, self._picker.focus
        lacks = [card for card in shown if lacking(card, remark, self._picker)]
        name = remark.value(Part.NAME)
        if not lacks and name is not None:
            known = any(self._picker.fits(name, card) for card in shown)
            lacks = [card for card in shown if card.missing is Missing.PROJECT and not known] or self._kin(name.seen)
        old = [card for card in shown if remark.old and any(self._picker.fits(m, card) for m in remark.old)]
        if remark.old and (not lacks or len(old) == 1):
            lacks = old
        for pool in (lacks,):
            if len(pool) == 1:
                return Targets(tuple(pool))
            last = [card for card in focus if card in pool]
            if pool and (len(last) == 1 or (last and len(focus) < len(shown))):
                return Targets((last[-1],))
            if pool:
                return Targets(tuple(pool), is_clear=False)
        return Targets(focus[-1:])

    def _all_but(self, selectors: Sequence[Mark]) -> Targets | None:
        """ "all of them except the first"."""
        picking = [mark for mark in selectors if mark.part is not Part.GROUP]
        if len(picking) in (0, len(selectors)) or not {"except", "but", "besides"} & set(self._said.words):
            return None
        left_out = self._picker.pick(picking)
        if left_out is None:
            return None
        return Targets(tuple(card for card in self._context.shown if card not in left_out.cards))

    def _kin(self, seen: Sequence[Seen]) -> list[Draft]:
        """The cards of whose client a project of that name is."""
        kin = []
        for card in self._context.shown:
            if card.project is None:
                continue
            client = card.project.client
            projects = [p for p in self._resolver.index.projects if p.client == client and p.is_active]
            if any(self._picker.names(seen, p) for p in projects):
                kin.append(card)
        return kin if len(kin) == 1 else []

    def _is_change(self, jobs: Sequence[Job]) -> bool:
        """Whether the words change something: they say so, point at a card, answer one, or say too little for more."""
        rest = [mark for remark in self._remarks if remark.values or remark.pointed for mark in remark.rest]
        answers = any(lacking(card, job.remark, self._picker) for job in jobs for card in job.cards)
        asks_project = any(c.missing is Missing.PROJECT and j.remark.value(Part.NAME) for j in jobs for c in j.cards)
        if (answers or asks_project) and len(self._said.words) <= 14 and not self._adds():
            return True
        if rest and any(m.length is not None and m.length.day for job in jobs for m in job.remark.values):
            return Part.CHANGE in self._parts  # "what a day that was" says no hours
        strong = self._is_about_cards() or any(remark.sign for remark in self._remarks)
        if strong:
            return len(rest) <= 6
        if self._adds():
            return False
        kinds = {mark.part for job in jobs for mark in job.remark.values}
        if rest and Part.TASK not in kinds:
            return False
        return len(kinds) == 1 and Part.NAME not in kinds and len(self._said.words) <= 4

    def _adds(self) -> bool:
        """ "and 2 hours", "yesterday too": more of something, not another value of it."""
        if {"too", "also"} & set(self._said.words):
            return True
        return self._first() == (Part.JOIN,) and not self._goes_on()

    def _goes_on(self) -> bool:
        """ "and that was for Stark", "and the day the 17th"; after a change, "and yesterday": of the same card."""
        if Part.FIELD in self._parts or {Part.POINT, Part.COPULA} <= self._parts:
            return True
        values = {mark.part for remark in self._remarks for mark in remark.values}
        strange = any(remark.rest for remark in self._remarks)
        return (
            bool(self._context.applied)
            and len(values) == 1
            and values <= {Part.DAY, Part.TASK, Part.LENGTH}
            and not strange
        )

    def _first(self) -> tuple[Part, ...]:
        return tuple(mark.part for mark in self._said.marks if mark.part not in (Part.SKIP, Part.BREAK))[:1]

    def _is_about_cards(self) -> bool:
        """Whether the words can only be about cards: they begin with a change or point at a card."""
        if any(remark.pointed for remark in self._remarks):
            return True
        if (
            self._parts & {Part.FIX, Part.CHANGE, Part.UNBILLED, Part.ONE}
            or "instead" in self._said.words
            or any(remark.old for remark in self._remarks)
        ):
            return True
        points = not self._parts.isdisjoint({Part.POINT, Part.GROUP, Part.FIELD, Part.EACH})
        says = any(remark.values for remark in self._remarks)
        opens = self._first() == (Part.COPULA,) or (points and len(self._said.words) <= 8 and not self._adds())
        if says and opens:
            return True
        return says and points and bool(self._parts & {Part.COPULA, Part.OFF, Part.MORE, Part.LESS, Part.LOG})

    def _applied(self, jobs: Sequence[Job]) -> Interpretation | None:
        without_corrected(jobs)
        changes: dict[str, Revision] = {}
        now: dict[str, Draft] = {}  # as the remarks before have left them
        for job in jobs:
            found = [self._changer.revision(job.remark, now.get(card.id, card)) for card in job.cards]
            usable = [one for one in found if isinstance(one, Revision)]
            if not job.is_clear and usable:
                cards = [card for card, one in zip(job.cards, found, strict=True) if isinstance(one, Revision)]
                if len(cards) > 1:
                    if len(jobs) > 1:
                        return Interpretation(Kind.NONE, question=which_one(cards))
                    return Interpretation(Kind.NONE, question=which_one(cards), revisions=tuple(usable))
            unclear = next((one for one in found if isinstance(one, Unclear)), None)
            if unclear is not None and (job.is_clear or not usable):
                return Interpretation(Kind.NONE, question=unclear.question)
            if sum(mark.part is Part.LENGTH for mark in job.remark.values) > 1 and not job.remark.has(
                Part.FIX, Part.NOT
            ):
                return self._not_understood()
            for one in usable:
                if self._takes_another(one, job.remark):
                    return self._not_understood()
                one = noted_from(one, job.remark, self._said, self._context.shown)
                before = changes.get(one.draft_id)
                if before is not None and contradicts(before, one) and not corrects(job.remark):
                    return self._not_understood()
                changes[one.draft_id] = both(before, one) if before else one
                card = next(card for card in job.cards if card.id == one.draft_id)
                card = now.get(card.id, card)
                now[card.id] = replace(card, project=one.project or card.project, hours=one.hours or card.hours)
        revisions = tuple(one for one in changes.values())
        if all(one == Revision(one.draft_id) for one in revisions):
            return self._not_understood(same=True)
        left = tuple(self._text(mark.start, mark.end) for remark in self._remarks for mark in remark.rest)
        return Interpretation(Kind.REVISE, revisions=revisions, leftover=left)

    def _takes_another(self, one: Revision, remark: Remark) -> bool:
        """ "Stark dev two hours, Nucleus one": a card would get the project of another that is open, unasked."""
        said = remark.has(Part.CHANGE, Part.FIX, Part.NOT, Part.COPULA) or bool(remark.old)
        others = (card.project for card in self._context.shown if card.id != one.draft_id)
        return one.project is not None and not said and one.project in others

    def _text(self, start: int, end: int) -> str:
        return self._said.text[self._said.tokens[start].start : self._said.tokens[end - 1].end]

    def _revise(self, revisions: tuple[Revision, ...], targets: Targets) -> Interpretation:
        if not targets.is_clear and len(revisions) > 1:
            return Interpretation(Kind.NONE, question=which_one(targets.cards), revisions=revisions)
        return Interpretation(Kind.REVISE, revisions=revisions)

    def _not_understood(self, *, same: bool = False) -> Interpretation:
        return Interpretation(Kind.NONE, question=SAYS_SO if same else NOT_UNDERSTOOD)


def _is_moved(job: Job, remark: Remark, targets: Targets) -> bool:
    """ "the day off was Thursday, on Wednesday I ...": what picks a card is not so of it any longer."""
    changed = {mark.part for mark in job.remark.values}
    picking = {mark.part for mark in remark.selectors if mark.part in ATTRIBUTES}
    same = any(card in job.cards for card in targets.cards)
    return same and not changed.isdisjoint(picking) and not remark.has(Part.FIX)
