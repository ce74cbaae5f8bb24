"""Words about the cards on the screen and about what was just done: answers, changes, "yes", "undo", "that".

A message is asked three things: which card(s), what changes, and how. A message that makes an entry of its own is none
of these; what fits two cards equally is asked; what is not understood changes nothing and is said not to be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from desktop.agent.drafts import Draft
from desktop.agent.intents import Details, EntryIntent, Interpretation, Kind, Revision
from desktop.agent.reading.cards.acts import without_reasons
from desktop.agent.reading.cards.again import again, pointed_at
from desktop.agent.reading.cards.assent import Assent, Wish, assent, drops_last, is_thanks
from desktop.agent.reading.cards.card_notes import note_change, told_apart, without_memo
from desktop.agent.reading.cards.committed import (
    about_committed,
    clears_out,
    corrects_logged,
    entries_put_right,
    just_logged,
    of_entry,
    of_logged,
    undone,
)
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.cards.marks import Said, marked, places_hidden
from desktop.agent.reading.cards.merging import both, merged
from desktop.agent.reading.cards.newness import corrects_itself
from desktop.agent.reading.cards.reading import Reading
from desktop.agent.reading.cards.remarks import remarks
from desktop.agent.reading.cards.splits import told_anew
from desktop.agent.reading.cards.targets import Picker
from desktop.agent.reading.cards.wording import NOT_UNDERSTOOD, ONE_THING
from desktop.agent.reading.cards.words import ATTRIBUTES, Part
from desktop.agent.reading.entries.clauses import Clause, clauses
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.names.resolve import Resolver
from desktop.agent.reading.text.tokens import Token, TokenKind

__all__ = ["Conversation", "pointed_at"]
_LONGEST = 40
_SHORT = 8
_ALL = frozenset("all everything both lot over them em those these".split())
_SAYS = frozenset({What.NAME, What.TASK, What.DAYS, What.LENGTH, What.LESS})
_TELLING = ATTRIBUTES | {Part.PLACE, Part.DAYS}


class Conversation:
    """Reads messages against the cards on the screen."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def read(
        self,
        tokens: Sequence[Token],
        items: Sequence[Item],
        parts: Sequence[Clause],
        today: date,
        text: str,
        context: Context,
        scan: Callable[[Sequence[Token]], list[Item]],
        tell: Callable[[str], Interpretation],
        tells: bool = False,
    ) -> Interpretation | None:
        """A change, an answer, a yes or an undo; None where the words are something new.

        `scan` reads other tokens, `tell` a part of the words as work. Words that tell of a day's work (`tells`) can
        but say anew how long each card took.
        """
        words = tuple(t.low for t in tokens if t.kind in (TokenKind.WORD, TokenKind.DIGITS))
        if is_thanks(tokens):
            return Interpretation(Kind.NONE)
        agreed = _wish(tokens, items, context) if len(words) <= _LONGEST and not tells else None
        if agreed is not None and agreed.asked is Assent.UNDO and (context.shown or "last" not in words):
            return Interpretation(Kind.UNDO)
        if agreed is not None and agreed.asked is not Assent.UNDO and context.deeds:
            is_all = agreed.count is not None or not _ALL.isdisjoint(words)
            return replace(_agreed(agreed, len(context.shown) + context.deeds), details=Details(is_all=is_all))
        is_last_open = context.asks_deed or (context.deeds and not context.shown)
        if (is_last_open or context.dropped) and drops_last(words):
            return Interpretation(Kind.DISCARD)
        if not words or len(words) > _LONGEST or (not context.shown and not context.committed):
            return None
        hidden = places_hidden(tokens, len(context.shown))
        if hidden != list(tokens):
            items = scan(hidden)
            tokens, parts = hidden, clauses(items, hidden)
        said = marked(tokens, items, parts, text, today, len(context.shown))
        if corrects_itself(said):
            return None
        if tells:
            return told_anew(said, Picker(self._resolver, context.shown, context.focus))
        if not context.shown:
            return None if clears_out(said, items) else self._of_done(said, context, is_undone=agreed is not None)
        if agreed is not None:
            return _of_focus(agreed, context) or _agreed(agreed, len(context.shown))
        if said.asks:  # "was it 3 hours?" wants an answer, not a card
            points = any(mark.part in (Part.POINT, Part.PLACE, Part.ONE) for mark in said.marks)
            return Interpretation(Kind.NONE, question=NOT_UNDERSTOOD) if points else None
        return self._against(said, context, scan, tell)

    def _against(
        self,
        said: Said,
        context: Context,
        scan: Callable[[Sequence[Token]], list[Item]],
        tell: Callable[[str], Interpretation],
    ) -> Interpretation | None:
        """A message as a whole against the cards, or part by part where it is not understood so."""
        whole = self._in_parts(said, context, scan) or self._of_shown(said, context, scan)
        drops = _drops_beside(said)
        lost = whole is not None and whole.kind is Kind.NONE and (whole.question or "").startswith(_LOST)
        lost = lost or (whole is None and {Part.ANOTHER, Part.COPULA} <= {mark.part for mark in said.marks})
        found = self._one_by_one(said, context, scan, tell) if drops or lost else None
        if found is None and drops and whole is not None and whole.kind is Kind.REVISE:
            is_dropped = any(one.discard for one in whole.revisions)
            return whole if is_dropped else Interpretation(Kind.NONE, question=NOT_UNDERSTOOD)
        return found or whole

    def _of_done(self, said: Said, context: Context, *, is_undone: bool) -> Interpretation | None:
        """About what was just logged, where no card is shown."""
        picker = Picker(self._resolver, context.committed, [card.id for card in context.committed[-1:]])
        found = remarks(said, picker.any_fits, picker.any_lacks_hours)
        taken = undone(said, picker.over(just_logged(context))) or (Interpretation(Kind.UNDO) if is_undone else None)
        logged = Reading(self._resolver, said, replace(context, shown=tuple(_latest(context)), unsettled=()))
        return (
            taken
            or about_committed(said, found, context)
            or again(said, found, picker, self._resolver)
            or (of_logged(said, logged.result(), context) if corrects_logged(said, found) else None)
        )

    def of_entries(
        self,
        tokens: Sequence[Token],
        items: Sequence[Item],
        parts: Sequence[Clause],
        today: date,
        text: str,
        context: Context,
        entries: Sequence[Draft],
    ) -> Interpretation | None:
        """What puts one of these entries right that Harvest has; None where the words say nothing that is so of one."""
        if not entries or len(tokens) > _LONGEST:
            return None
        said = marked(tokens, items, parts, text, today, len(entries))
        if corrects_itself(said):
            return None
        for pool in (_latest(context), entries):
            picker = Picker(self._resolver, pool, ())
            found = merged(remarks(said, picker.any_fits, picker.any_lacks_hours), picker)
            if meant := entries_put_right(said, found, picker):
                change = Reading(self._resolver, said, Context(shown=meant[-1:])).correction()
                return of_entry(change, meant, found) if change is not None else None
        return None

    def leaves_open(self, tokens: Sequence[Token], items: Sequence[Item], parts: Sequence[Clause], cards: int) -> bool:
        """Whether words that nobody could make anything of say something of a card: "the Monday before"."""
        said = marked(tokens, items, parts, "", date.min, cards)
        dated = {item.start for item in items if item.what is What.DAYS}
        telling = bool(dated) or any(mark.part in _TELLING for mark in said.marks)
        strange = any(mark.part is Part.WORD and mark.start not in dated for mark in said.marks)
        return telling and not strange and len(said.words) <= _SHORT and tokens[-1].low != "?"

    def _of_shown(
        self, said: Said, context: Context, scan: Callable[[Sequence[Token]], list[Item]]
    ) -> Interpretation | None:
        said = without_reasons(said, Picker(self._resolver, context.shown, context.focus))
        reading = Reading(self._resolver, said, context)
        return reading.settled() or reading.likewise() or self._noted(said, context, scan) or reading.result()

    def _in_parts(
        self, said: Said, context: Context, scan: Callable[[Sequence[Token]], list[Item]]
    ) -> Interpretation | None:
        """ "the note is login bug, and it took 3 hours": a note beside other changes, if each part is one."""
        parts = told_apart(said.tokens)
        found: dict[str, Revision] = {}
        for tokens in parts if len(parts) > 1 else ():
            items = scan(tokens)
            part = marked(tokens, items, clauses(items, tokens), said.text, said.today, len(context.shown))
            change = self._of_shown(part, context, scan)
            if change is None or change.kind is not Kind.REVISE or any(one.discard for one in change.revisions):
                return None
            for one in change.revisions:
                found[one.draft_id] = both(found[one.draft_id], one) if one.draft_id in found else one
            context = replace(context, focus=tuple(one.draft_id for one in change.revisions))
        return Interpretation(Kind.REVISE, revisions=tuple(found.values())) if found else None

    def _one_by_one(
        self,
        said: Said,
        context: Context,
        scan: Callable[[Sequence[Token]], list[Item]],
        tell: Callable[[str], Interpretation],
    ) -> Interpretation | None:
        """ "make the first 2h and drop the admin": several changes, each of the cards as the one before left them.

        Behind a change stands work, too: "the day off was Thursday, on Wednesday I was testing the site, 4 hours".
        """
        ends = [mark.start for mark in said.marks if mark.part is Part.BREAK and mark.start] + [len(said.tokens)]
        begins = [0, *ends[:-1]]
        found: dict[str, Revision] = {}
        entries: list[EntryIntent] = []
        place, acts = 0, 0
        while place < len(ends) <= _MOST_PARTS:
            for end in range(place, len(ends)):
                tokens = list(said.tokens[begins[place] : ends[end]])
                items = scan(tokens)
                part = marked(tokens, items, clauses(items, tokens), said.text, said.today, len(context.shown))
                if end == place and _SAYING.isdisjoint({mark.part for mark in part.marks}):
                    break  # "sorry", "I mixed it up"
                if (one := self._done(part, context, scan, tell)) is None:
                    continue
                acts += 1
                entries += one.entries
                for change in one.revisions:
                    before = found.get(change.draft_id)
                    found[change.draft_id] = both(before, change) if before and not change.discard else change
                context = _as_left(context, one.revisions)
                break
            else:
                return None
            place = end + 1
        if not found or acts < _TWO or place < len(ends):
            return None
        return Interpretation(Kind.LOG if entries else Kind.REVISE, tuple(entries), tuple(found.values()))

    def _done(
        self,
        part: Said,
        context: Context,
        scan: Callable[[Sequence[Token]], list[Item]],
        tell: Callable[[str], Interpretation],
    ) -> Interpretation | None:
        """What a part of a message changes or tells by itself; None where it takes more words."""
        found = self._of_shown(part, context, scan)
        if found is None:
            tokens = part.tokens
            work = tell(part.text[tokens[0].start : tokens[-1].end])
            told = pointed_at(work.entries, [token.low for token in tokens], context, same=False)
            whole = all(entry.hours is not None and entry.project is not None for entry in told)
            return replace(work, entries=tuple(told), revisions=()) if told and whole and not work.question else None
        changes = found.kind is Kind.LOG or (found.kind is Kind.REVISE and not found.leftover)
        return found if changes else None

    def _noted(
        self, said: Said, context: Context, scan: Callable[[Sequence[Token]], list[Item]]
    ) -> Interpretation | None:
        """ "add a note to the first: audit log": read without the word "note", behind which an entry has only notes."""
        tokens = without_memo(said.tokens)
        if tokens == list(said.tokens):
            return Reading(self._resolver, said, context).noted(None)
        items = scan(tokens)
        plain = marked(tokens, items, clauses(items, tokens), said.text, said.today, len(context.shown))
        plain = replace(plain, tokens=said.tokens)
        change = note_change(plain)
        return Reading(self._resolver, plain, context).noted(change) if change is not None else None


def _drops_beside(said: Said) -> bool:
    """Whether something is to be dropped, and something else to be changed."""
    parts = {mark.part for mark in said.marks}
    away = Part.DROP in parts or "get rid" in " ".join(said.words)
    return away and not parts.isdisjoint({Part.LENGTH, Part.CHANGE, Part.SWAP})


def _as_left(context: Context, changes: Sequence[Revision]) -> Context:
    """The cards as these changes leave them, which what follows is about."""
    by_id = {one.draft_id: one for one in changes}
    shown = []
    for card in context.shown:
        one = by_id.get(card.id)
        if one is None:
            shown.append(card)
        elif not one.discard:
            told = {name: value for name in _FIELDS if (value := getattr(one, name)) is not None}
            shown.append(replace(card, **told))
    focus = tuple(card.id for card in shown if card.id in by_id) or context.focus
    return replace(context, shown=tuple(shown), focus=focus, unsettled=(), applied=tuple(changes))


_FIELDS = ("project", "task", "hours", "spent_date", "notes")
#: So begins what is said of a message that was not understood as a whole.
_LOST = (NOT_UNDERSTOOD, ONE_THING, "Which task is")
_MOST_PARTS, _TWO = 8, 2
#: Of these a part of a message has one, unless it says nothing of cards.
_SAYING = _TELLING | {
    Part.DROP,
    Part.KEEP,
    Part.SWAP,
    Part.TAKE,
    Part.OFF,
    Part.CHANGE,
    Part.AGAIN,
    Part.LOG,
    Part.SPLIT,
}


def _latest(context: Context) -> Sequence[Draft]:
    """The cards of the latest confirmation."""
    return just_logged(context) or context.committed[-1:]


def _wish(tokens: Sequence[Token], items: Sequence[Item], context: Context) -> Wish | None:
    """A yes, a no or an undo, where nothing else is said."""

    def is_told(start: int, end: int) -> bool:
        telling = (i for i in items if i.what in _SAYS and i.start < end and start < i.end)
        return any(i.name is None or (i.name.exact and not i.name.weak) for i in telling)  # "you're a star" is no Stark

    cards, is_changed = len(context.shown) + context.deeds, bool(context.applied)
    return assent(tokens, cards, is_changed=is_changed, is_fresh=context.is_fresh, is_told=is_told)


def _of_focus(wish: Wish, context: Context) -> Interpretation | None:
    """ "take it out again", right after one of several cards was made or changed: that one."""
    if wish.asked is not Assent.DISCARD or not wish.points or not 0 < len(context.focus) < len(context.shown):
        return None
    return Interpretation(Kind.REVISE, revisions=tuple(Revision(one, discard=True) for one in context.focus))


def _agreed(wish: Wish, cards: int) -> Interpretation:
    if wish.count is not None and wish.count != cards:
        there = "is 1 card" if cards == 1 else f"are {cards} cards"
        return Interpretation(Kind.NONE, question=f"There {there}. Which of them do you mean? Nothing was changed.")
    return Interpretation(Kind.CONFIRM if wish.asked is Assent.CONFIRM else Kind.DISCARD)
