"""What was said once for several entries: lengths, names, tasks and days find all the entries they are meant for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from desktop.agent.reading.entries.clauses import WHOLE_NAME, Clause
from desktop.agent.reading.entries.entry import STORY, Entry, Reading, hours_of, plain_words, portion, slot_words
from desktop.agent.reading.entries.headings import Headings
from desktop.agent.reading.entries.kinship import Kinship
from desktop.agent.reading.entries.sums import Sums
from desktop.agent.reading.items.items import What
from desktop.agent.reading.names.resolve import Outcome, Resolver, Seen
from desktop.agent.reading.tasks.tasks import TaskMention
from desktop.agent.reading.text.quantities import Quantity, low
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import ORDINARY


class Sharing:
    """Finishes the entries of one utterance."""

    def __init__(self, tokens: Sequence[Token], resolver: Resolver) -> None:
        self._tokens, self._resolver = tokens, resolver
        self._is_story = sum(token.kind is not TokenKind.MARK for token in tokens) >= STORY
        self._kin = Kinship(resolver)
        self._headings, self._sums = Headings(tokens, resolver), Sums(tokens, resolver)

    def finish(self, reading: Reading) -> None:
        """Hand out lengths, names, tasks and days; drop sums and headings."""
        entries = reading.entries
        entries[:] = [entry for entry in entries if self._counts(entry)]
        self._forget_scraps(entries)
        self._sums.drop_recapped(reading)
        count = len(entries)
        self._sums.drop_sum(entries)
        reading.recapped = reading.recapped or len(entries) < count
        self._to_next(entries)
        self._share_lengths(entries)
        self._sums.drop_header(entries)
        self._inherit(entries)
        self._headings.heading_task(entries)
        self._headings.heading_client(entries)
        self._headings.same_client(entries)
        if self._is_story:
            self._settle_by_others(entries)
        self._headings.closing_task(entries)
        _spread_days(entries)
        _spread_each(entries)
        self._sums.take_rest(reading)

    def _forget_scraps(self, entries: list[Entry]) -> None:
        """ "I left early to pick up my son": words that name nothing make no entry of their own beside real ones."""
        if not any(entry.has_length for entry in entries):
            return
        for entry in entries:
            if entry.has_length or entry.tasks or entry.same or not entry.names:
                continue
            if self._resolver.resolve(entry.all_names).outcome is Outcome.UNNAMED:
                entry.names = []

    def _counts(self, entry: Entry) -> bool:
        return (
            entry.has_length
            or bool(entry.names)
            or entry.same
            or bool(entry.tasks)
            or any(c.words for c in entry.clauses)
        )

    def _to_next(self, entries: list[Entry]) -> None:
        """Words in front of an entry ("Fixed the bug. 2h Acme.") are its note; a project after lengths is theirs."""
        while len(entries) > 1 and not (
            entries[0].has_length or entries[0].names or entries[0].tasks or entries[0].same
        ):
            entries[1].clauses[:0] = entries[0].clauses
            if entries[1].days is None:
                entries[1].days, entries[1].days_item, entries[1].days_lead = (
                    entries[0].days,
                    entries[0].days_item,
                    True,
                )
            del entries[0]
        head = entries[0] if len(entries) > 1 else None
        if (
            head is not None
            and head.tasks
            and not (head.has_length or head.names or any(c.words for c in head.clauses))
        ):
            # "client calls: 20m P&G, 25m AT&T": a task in front of a list is the task of all of them.
            for entry in entries[1:]:
                entry.tasks = entry.tasks or list(head.tasks)
            del entries[0]
        for before, after in zip(reversed(entries[:-1]), reversed(entries[1:]), strict=True):
            timed = before.days is not None or (before.length is not None and before.length.started is not None)
            bare = not before.names and not before.tasks and not any(c.words for c in before.clauses if c.length)
            bare = bare and not {"there", "that", "it"} & {
                w for c in before.clauses for w in plain_words(c, self._tokens)
            }
            if (
                before.has_length
                and timed
                and bare
                and after.names
                and after.has_length
                and before.sentence == after.sentence
            ):
                before.names, before.tasks, before.inherited = list(after.names), list(after.tasks), True
            elif self._one_list(before, after):
                before.names, before.inherited = list(after.names), True

    def _one_list(self, before: Entry, after: Entry) -> bool:
        """ "2h design / 3h dev / 1h qa on Acme": tasks of one project, whose name comes last."""
        if before.names or not (
            before.has_length and before.tasks and after.has_length and after.tasks and after.names
        ):
            return False
        if before.sentence != after.sentence or any(c.words for c in (*before.clauses, *after.clauses)):
            return False
        joint = low(self._tokens, self._sums.first_token(after) - 1)
        project = self._resolver.resolve(after.names).project
        return joint in ("/", "+", "&", "and") and project is not None and all(t.among(project) for t in before.tasks)

    def _settle_by_others(self, entries: list[Entry]) -> None:
        """In a story an open name is the project that fits it and is named plainly beside it, if only one is.

        "the director search for Kessler two hours, then on the phone with Kessler": the same search; "the Aldermoor
        audit an hour, then the library one": an audit as well.
        """
        plain = [entry for entry in entries if entry.names and self._resolver.resolve(entry.all_names).project]
        for k, entry in enumerate(entries):
            if self._resolver.resolve(entry.all_names).outcome not in (Outcome.TIE, Outcome.UNKNOWN):
                continue
            family = self._kin.family(entry.names)
            fitting = [other for other in plain if self._kin.family(other.names) & family]
            if len({self._resolver.resolve(other.all_names).project for other in fitting}) == 1:
                entry.names, entry.inherited = list(fitting[-1].names), True
                continue
            before = next((other for other in reversed(entries[:k]) if other in plain), None)
            kind = (
                [seen for seen in before.names if seen.mention.projects and not seen.mention.clients] if before else []
            )
            together = [*(seen for seen in entry.names if seen.mention.clients), *kind]
            if len(together) > len(kind) > 0 and self._resolver.resolve(together).project is not None:
                entry.names, entry.inherited = together, True

    def _share_lengths(self, entries: list[Entry]) -> None:
        """ "an hour each on A and B", "3 hours split between A and B", "2h on A and B" (asked)."""
        k = 0
        while k < len(entries):
            entry = entries[k]
            if not entry.has_length:
                k += 1
                continue
            # Forward: names behind the length; backward: names in front of it ("A and B, 1h each").
            group = [entry]
            j = k + 1
            while j < len(entries) and not entries[j].has_length and entries[j].names and not entries[j].same:
                if not (entry.each or entry.split or entries[j].shared):
                    break
                group.append(entries[j])
                j += 1
            if (entry.each or entry.split) and len(group) == 1:
                i = k - 1
                while (
                    i >= 0 and not entries[i].has_length and entries[i].names and entries[i].sentence == entry.sentence
                ):
                    group.insert(0, entries[i])
                    i -= 1
            if entry.split and len(group) == 1 and len(parts := self._by_tasks(entry)) > 1:
                entries[k : k + 1] = group = parts  # "4h on A split between design and development"
                j = k + len(parts)
            if len(group) > 1 and entry.length is not None:
                each = entry.each or any(member.each for member in group)
                self._hand_out(group, entry, each=each)
            k = max(j, k + 1)

    def _by_tasks(self, entry: Entry) -> list[Entry]:
        """An entry for each task of its project that is named behind the word that shares."""
        project = self._resolver.resolve(entry.all_names).project
        shared = next((item for clause in entry.clauses for item in clause.items if item.what is What.SPLIT), None)
        tasks = [task for task in entry.tasks if shared is not None and task.start >= shared.end]
        if project is None or not all(task.among(project) for task in tasks):
            return []
        return [replace(entry, tasks=[task], clauses=[_without(c, tasks) for c in entry.clauses]) for task in tasks]

    def _hand_out(self, group: list[Entry], giver: Entry, *, each: bool) -> None:
        length = giver.length
        if length is None:
            return
        hours = hours_of(length)
        share: Quantity
        for place, member in enumerate(group):
            member.grouped = True
            if each or hours is None:
                share = length
            elif any(one.split for one in group):
                share = Quantity(portion(hours, len(group), place) or None, length.end)
            else:
                share = Quantity(None, length.end, code="each_or_total", value=hours)
            member.length, member.length_item = share, giver.length_item
            member.less = giver.less
            if member.days is None:
                member.days, member.days_item, member.days_lead = giver.days, giver.days_item, giver.days_lead
            if member is not giver:
                member.clauses += [c for c in giver.clauses if c.level >= 2 and c.words and c.empty_but(What.WORD)]
            if not member.tasks and giver.tasks and member is not giver:
                member.tasks = [task for task in giver.tasks if self._before_names(task, giver)]

    def _before_names(self, task: TaskMention, giver: Entry) -> bool:
        """A task said before the first of several names, or apart from them, holds for all of them."""
        first = min((s.mention.start for s in giver.names), default=0)
        return task.start < first or any(task in clause.tasks and not clause.names for clause in giver.clauses)

    def _inherit(self, entries: list[Entry]) -> None:
        """Entries without a project of their own take the one said before, where the words call for it."""
        kept: list[Entry] = []
        before: Entry | None = None
        for entry in entries:
            before = kept[-1] if kept and kept[-1].names else before
            if entry.same and kept:
                self._same_as(entry, kept)
            elif not entry.names and before is not None and entry.has_length and self._may_inherit(entry, kept, before):
                entry.names, entry.inherited = self._told(before), True
                words = {w for clause in entry.clauses for w in plain_words(clause, self._tokens)}
                if not entry.tasks and ("other" in words or not any(clause.words for clause in entry.clauses)):
                    entry.tasks = list(before.tasks)
            elif not entry.has_length and kept and not entry.names and not entry.tasks:
                # Words alone: a note on what stands before.
                kept[-1].clauses.extend(entry.clauses)
                if entry.days is not None and kept[-1].days is None:
                    kept[-1].days = entry.days
                continue
            kept.append(entry)
        # A project in front of a list without a length of its own is its heading.
        headings = {
            k
            for k, (entry, follower) in enumerate(pairwise(kept))
            if follower.inherited and follower.names == self._told(entry) and not (entry.has_length or entry.same)
        }
        for k in headings:
            if kept[k + 1].days is None:
                kept[k + 1].days, kept[k + 1].days_item = kept[k].days, kept[k].days_item
                kept[k + 1].days_lead = kept[k].days_lead
        entries[:] = [entry for k, entry in enumerate(kept) if k not in headings]

    def _told(self, entry: Entry) -> list[Seen]:
        """The names of an entry, with the task words that told its project: "assessment at Acme, then 2h travel"."""
        settled = self._resolver.resolve(entry.names).project or not self._resolver.resolve(entry.all_names).project
        return list(entry.names if settled else entry.all_names)

    def _may_inherit(self, entry: Entry, kept: list[Entry], before: Entry) -> bool:
        lows = {low for clause in entry.clauses for low in plain_words(clause, self._tokens)}
        if lows & {"there", "that", "it", "same"}:
            return True
        words = [item for clause in entry.clauses for item in clause.words]
        project = self._resolver.resolve(self._told(before)).project
        whole = [task for task in entry.tasks if task.strength == WHOLE_NAME]
        if project is not None and whole and not any(task.among(project) for task in entry.tasks):
            return False  # "2 Stark, 1 admin", where Stark has no admin
        if not words or (self._is_story and not self._slotted(entry)):
            return True  # in a story the talk around a length names nothing; the person checks it
        if self._parallel(entry, before):
            return False  # "Acme 1, zenith .5": an unknown word where its neighbour has its name
        first = next((item for clause in entry.clauses for item in clause.items if item.what is not What.FILLER), None)
        leads = first is not None and first.what is What.WORD and self._tokens[first.start].text[:1].isupper()
        if leads and first is not None and self._name_leads(before) and self._tokens[first.start].low not in ORDINARY:
            return False  # "Export tool, forty minutes, and Inny tech an hour"
        heading = all(e.inherited or e is before or e.names == before.names for e in kept) and self._name_leads(before)
        if heading and (not self._slotted(entry) or lows & {"the", "our", "their", "a"}):
            return True
        if not entry.tasks or entry.tasks[0].start >= words[0].start:
            return False
        return not self._slotted(entry) or self._with_people(entry)

    def _with_people(self, entry: Entry) -> bool:
        """ "meetings with the rangers": who took part, in small letters; "with Oscorp" may well be a client."""
        slot = slot_words(entry, self._tokens)
        words = [self._tokens[i] for item in slot for i in range(item.start, item.end)]
        joint = next(
            (i for i in range(slot[0].start - 1, -1, -1) if low(self._tokens, i) not in ("the", "a", "our")), 0
        )
        return low(self._tokens, joint) == "with" and not any(token.text[:1].isupper() for token in words)

    def _parallel(self, entry: Entry, before: Entry) -> bool:
        """Whether an unknown word leads its length just as nothing but a name leads the neighbour's."""
        if entry.length_item is None or before.length_item is None or entry.tasks or before.inherited:
            return False
        items = [item for clause in entry.clauses for item in clause.items if item.what is not What.FILLER]
        neighbour = [item for clause in before.clauses[:1] for item in clause.items if item.what is not What.FILLER]
        unknown = [item.what for item in items[:2]] == [What.WORD, What.LENGTH]
        *names, last = [item.what for item in neighbour] or [What.WORD]
        known = bool(names) and set(names) == {What.NAME} and last is What.LENGTH
        return known and unknown and low(self._tokens, items[0].start) not in ORDINARY

    def _name_leads(self, entry: Entry) -> bool:
        if entry.length_item is None:
            return True
        return min(s.mention.start for s in entry.names) < entry.length_item.start

    def _slotted(self, entry: Entry) -> bool:
        """Whether unknown words stand where a project stands ("1h for Oscorp")."""
        return bool(slot_words(entry, self._tokens))

    def _same_as(self, entry: Entry, kept: list[Entry]) -> None:
        before = kept[-1]
        if entry.like is not None:
            on_that_day = (e for e in reversed(kept) if e.days is not None and entry.like in e.days.days)
            before = next(on_that_day, before)
        if entry.length is None:
            entry.length, entry.length_item = before.length, before.length_item
            entry.each, entry.grouped = entry.each or entry.days is not None, True
        if not entry.names:
            entry.names, entry.inherited = list(before.names), True
        if not entry.tasks:
            entry.tasks = list(before.tasks)


def _without(clause: Clause, tasks: Sequence[TaskMention]) -> Clause:
    """The clause with these tasks as mere fillers, so that none of them is a note on another."""
    items = [replace(item, what=What.FILLER) if item.task in tasks else item for item in clause.items]
    return replace(clause, items=items)


def _spread_each(entries: Sequence[Entry]) -> None:
    """ "last week Tue & Thu: 2h Wayne and 1h Williams per day": said once for several days, "per day" is for all."""
    for entry in entries:
        if not entry.each or entry.grouped or entry.days is None or len(entry.days.days) < 2:
            continue
        for other in entries:
            same = other.days is not None and other.days.days == entry.days.days and other.sentence == entry.sentence
            other.each = other.each or same


def _spread_days(entries: list[Entry]) -> None:
    """A day holds for what follows until another is said, and for what stands before it where it ends the sentence."""
    current: Entry | None = None
    for k, entry in enumerate(entries):
        if entry.days is not None:
            first_of_sentence = all(e.days is None for e in entries[:k] if e.sentence == entry.sentence)
            last = k + 1 == len(entries) or entries[k + 1].sentence != entry.sentence
            if not entry.days_lead and first_of_sentence and current is None:
                for earlier in entries[:k]:
                    if earlier.sentence == entry.sentence and earlier.days is None:
                        earlier.days, earlier.days_item = entry.days, entry.days_item
                        if not last:
                            earlier.warnings.append("date_scope")
            current = entry
        elif current is not None:
            entry.days, entry.days_item = current.days, current.days_item
            if not current.days_lead and current is not entry:
                entry.warnings.append("date_scope")
