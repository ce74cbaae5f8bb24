"""From words to intents: the local interpreter. Instant, offline, and never sure of what was not said.

The stages in their order: what was pasted is told from what was said (`documents`), words become tokens (`text`),
tokens items (`names`, `time`, `tasks`, `items`), items clauses (`entries`); then the readers of `_STAGES` are asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.agent.intents import QUESTIONS, Channel, Details, Interpretation, Kind, Utterance, Warn
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.cards.conversation import Conversation, pointed_at
from desktop.agent.reading.cards.logged import Logged
from desktop.agent.reading.cards.wording import NOT_UNDERSTOOD
from desktop.agent.reading.certainty.caution import NOT_MINE, Caution
from desktop.agent.reading.certainty.deciding import (
    STILL_TO_COME,
    is_intended,
    is_plan,
    speaks_of_entries,
    tells_of_a_day,
)
from desktop.agent.reading.certainty.plainness import Told, checked
from desktop.agent.reading.entries.clauses import clauses
from desktop.agent.reading.entries.copies import Copies
from desktop.agent.reading.entries.drafting import Drafter
from desktop.agent.reading.entries.entries import Assembler
from desktop.agent.reading.entries.history import History
from desktop.agent.reading.entries.pasted import NOT_YOURS, Pasted
from desktop.agent.reading.entries.records import Records
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.items.rows import days_in_full
from desktop.agent.reading.items.scan import Scanner
from desktop.agent.reading.names.matching import NameIndex
from desktop.agent.reading.names.resolve import Resolver
from desktop.agent.reading.requests.beside import not_answered, parted
from desktop.agent.reading.requests.changes import is_changed_from_to
from desktop.agent.reading.requests.heard import Heard
from desktop.agent.reading.requests.line import hasty_words
from desktop.agent.reading.requests.particulars import asks_what_is_unbilled
from desktop.agent.reading.requests.questions import Questions
from desktop.agent.reading.requests.refusals import OF_A_CLOCK, is_somebody_elses
from desktop.agent.reading.requests.several import Piece, pieces
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.requests.timers import TIMER
from desktop.agent.reading.requests.wishes import Wishes, may_wish
from desktop.agent.reading.tasks.tasks import TaskIndex
from desktop.agent.reading.text.loops import as_said
from desktop.agent.reading.text.tokens import MAX_CHARACTERS, MAX_TOKENS, tokenize
from desktop.agent.reading.text.zones import zone_tokens
from desktop.agent.reading.time.days import Calendar
from desktop.harvest.catalog import Catalog, PastEntry

_NEVER_ABOUT_CARDS = frozenset(
    {
        Kind.BUDGET,
        Kind.HOURS,
        Kind.MISSING_TIME,
        Kind.INVOICE_EXPLAIN,
        Kind.INVOICE_CREATE,
        Kind.INVOICE_SEND,
        Kind.COST,
        Kind.EXPENSE,
    }
)
_FULL_DAY = 24
_OF_ENTRIES = frozenset({Kind.TIMER_START, Kind.TIMER_STOP, Kind.EDIT})
_DELETES_IT = Shapes("^ [no/ok/then/just] delete/remove/discard/scrap/drop it/that/this/entry/timer [please/again] $")
_THE_TIMERS = Interpretation(Kind.DELETE, details=Details(is_last=True))
_QUOTES = re.compile('["“”«»]')


@dataclass(frozen=True, slots=True)
class _Said:
    """One message as every stage is given it; `asked` is the question or the command that it may be."""

    heard: Heard
    utterance: Utterance
    context: Context
    asked: Interpretation | None
    tells: bool  # of a day's work, whatever else is in it
    lists: bool  # several such things, so that it is nothing else


class Interpreter:
    """Reads utterances against one catalog. Building it indexes all names once; reading is pure and scans none.

    `workday` is the hours of a full day, `history` the user's own past entries (for defaults and the order of choices),
    `aliases` maps words that the user taught to project ids, `week_starts` is the first weekday (0 is Monday).
    """

    def __init__(
        self,
        catalog: Catalog,
        *,
        workday: Decimal,
        history: Sequence[PastEntry] = (),
        aliases: Mapping[str, int] | None = None,
        week_starts: int = 0,
    ) -> None:
        self._workday, self._week_starts = workday, week_starts
        self._history = History(history)
        self._names = NameIndex(catalog, aliases)
        self._tasks = TaskIndex(catalog.projects)
        self._resolver = Resolver(self._names, self._history.lately())
        self._conversation = Conversation(self._resolver)
        self._copies = Copies(catalog, self._history)
        self._logged = Logged(catalog, history)
        self._questions = Questions(self._resolver, self._tasks)
        records = Records(self._resolver, self._tasks, self._history, workday)
        self._pasted = Pasted(self._names, records, week_starts, self._items, self._alone)

    def read(self, utterance: Utterance, context: Context | None = None) -> Interpretation:
        """What the words mean. Any text gives a valid result; nothing is looked up outside of the arguments."""
        text = utterance.text[:MAX_CHARACTERS]
        found = _possible(self._read(replace(utterance, text=text), context or Context()))
        return _cut_short(found, MAX_CHARACTERS) if len(utterance.text) > MAX_CHARACTERS else found

    def pieces(self, utterance: Utterance) -> tuple[Piece, ...]:
        """Where the words may hold several wishes; none where they hold one, or were pasted."""
        text = utterance.text
        if len(text) > MAX_CHARACTERS or "\n" in text.strip():
            return ()
        return pieces(self._heard(text, utterance), text, lambda said: self._heard(said, utterance))

    def read_as(self, utterance: Utterance, kind: Kind) -> Interpretation:
        """What the words mean, if they are of that kind: a question, a deed, work or nothing."""
        text = utterance.text[:MAX_CHARACTERS]
        if kind is Kind.LOG:
            return self.read(utterance, Context(is_work=True))
        if kind is Kind.EDIT and (wish := self._wishes(utterance, points=True).wish(text)) is not None:
            return wish
        heard = self._heard(text, utterance)
        if kind in QUESTIONS and not any(seen.mention.exact for seen in heard.seen):
            heard = self._heard(_QUOTES.sub(" ", text), utterance)  # asked by somebody else, whose words are passed on
        return self._questions.fill_as(kind, heard)

    def _read(self, utterance: Utterance, context: Context) -> Interpretation:
        if utterance.channel is Channel.VOICE:
            return self._sentences(as_said(utterance.text), utterance, context)
        return self._pasted.read(utterance, lambda words: self._sentences(words, utterance, context))

    def _sentences(self, words: str, utterance: Utterance, context: Context) -> Interpretation:
        """What words mean that are told; `words` are the utterance's text, sign for sign, without mere layout."""
        heard = self._heard(words, utterance, utterance.text)
        if not (context.is_work or context.is_part) and (beside := self._beside(heard, words, utterance, context)):
            return beside
        tells, lists = (tells_of_a_day(heard.items, heard.tokens, least=least) for least in (2, 3))
        asked = None if context.is_work else self._question(heard, words, utterance, context)
        if asked is not None and asked.kind is Kind.EDIT and is_changed_from_to(heard):
            tells = lists = False
        said = _Said(heard, utterance, context, asked, tells, lists)
        found = next(found for stage in self._STAGES if (found := stage(self, said)) is not None)
        if found.kind is Kind.NONE and not found.question and context.shown and not tells:
            cards = len(context.shown)
            if self._conversation.leaves_open(heard.tokens, heard.items, heard.parts, cards):
                found = replace(found, question=NOT_UNDERSTOOD)
        return found if len(heard.tokens) < MAX_TOKENS else _cut_short(found, heard.tokens[-1].end)

    def _beside(self, heard: Heard, words: str, utterance: Utterance, context: Context) -> Interpretation | None:
        """Work in one sentence and a question in another: neither makes the other vanish."""
        if context.shown:
            return None
        parts = parted(heard, words, lambda said: self._heard(said, utterance), self._wants)
        # What the work is on may be named in the question: "will it rain at the fair? Anyway, 5h planning for it".
        readings = (
            (self._sentences(said, utterance, replace(context, is_work=True)) for said in parts.readings)
            if parts
            else ()
        )
        found = next((one for one in readings if _is_whole(one)), None)
        if found is None or parts is None:
            return None
        read = ((said, self._questions.read(self._heard(said, utterance))) for said in parts.asked)
        waits = [said for said, meant in read if meant is not None and meant.kind is not Kind.NONE]
        return replace(found, warnings=(*found.warnings, *not_answered(waits)))

    def _wants(self, heard: Heard) -> bool:
        """Whether a sentence by itself asks for something that is no entry's."""
        meant = self._questions.read(heard)
        return meant is not None and meant.kind not in (Kind.NONE, Kind.LOG, Kind.EDIT, Kind.DELETE)

    # The stages: each gives its result, or None where the words are nothing of its kind

    def _repeated(self, said: _Said) -> Interpretation | None:
        """ "repeat friday", "copy yesterday to today": a day's entries, whatever cards there are."""
        heard = said.heard
        return self._copies.repeated(heard.tokens, heard.items, said.utterance.now.date())

    def _of_no_card(self, said: _Said) -> Interpretation | None:
        """What asks for something that no card on the screen, and none that was logged, can be meant by."""
        asked, context, heard = said.asked, said.context, said.heard
        if asked is None or said.lists:
            return None
        if asked.kind is Kind.NONE and ((asked.question and not context.shown) or heard.says(OF_A_CLOCK)):
            return asked
        unbilled = bool(context.shown) and any(item.what is What.UNBILLED for item in heard.items)
        if unbilled and asks_what_is_unbilled(heard):
            return asked
        if asked == _THE_TIMERS and context.done & _OF_ENTRIES and not context.shown:
            return asked
        if asked.kind is Kind.EDIT:
            return asked if not context.shown and asked.details != Details() else None
        if asked.kind in (Kind.TIMER_START, Kind.TIMER_STOP):
            return asked if heard.says(TIMER) else None
        return asked if asked.kind in _NEVER_ABOUT_CARDS and (not unbilled or asked.details.is_all) else None

    def _of_cards(self, said: _Said) -> Interpretation | None:
        """What is about the cards on the screen, or about what was just done."""
        if said.tells and not said.context.shown:
            return None
        heard, today, text = said.heard, said.utterance.now.date(), said.utterance.text

        def tell(part: str) -> Interpretation:
            return self._sentences(part, said.utterance, Context(is_work=True))

        scan = self._scanner(said.utterance).scan
        context = replace(said.context, committed=self._logged.as_they_are(said.context.committed))
        return self._conversation.read(
            heard.tokens, heard.items, heard.parts, today, text, context, scan, tell, said.tells
        )

    def _of_entries(self, said: _Said) -> Interpretation | None:
        """What puts an entry right that Harvest has, where no card is shown."""
        heard, context, today = said.heard, said.context, said.utterance.now.date()
        is_another = said.asked is not None and said.asked.kind not in (Kind.EDIT, Kind.NONE)
        if context.shown or context.is_part or context.is_work or said.lists or is_another:
            return None
        told = replace(context, committed=self._logged.as_they_are(context.committed))
        entries = self._logged.lately(today)
        return self._conversation.of_entries(
            heard.tokens, heard.items, heard.parts, today, said.utterance.text, told, entries
        )

    def _copied(self, said: _Said) -> Interpretation | None:
        """ "same as yesterday"."""
        heard = said.heard
        if said.tells:
            return None
        return self._copies.read(heard.tokens, heard.items, said.utterance.now.date())

    def _requested(self, said: _Said) -> Interpretation | None:
        """A question or a command, unless a day's work is told."""
        told = said.lists or (said.tells and said.asked is not None and said.asked.kind is Kind.NONE)
        return None if told else said.asked

    def _on_no_day(self, said: _Said) -> Interpretation | None:
        """ "29 February" of a year that has none: nothing can be drafted before the day is known."""
        lost = next((item.days.impossible for item in said.heard.items if item.days and item.days.impossible), None)
        return Interpretation(Kind.LOG, question=f"There is no {lost}. Which day was it?") if lost else None

    def _told(self, said: _Said) -> Interpretation:
        """The entries that are told, each looked over; NONE where nothing was worked."""
        heard, utterance, today = said.heard, said.utterance, said.utterance.now.date()
        tokens, items, text = heard.tokens, heard.items, utterance.text
        if is_somebody_elses(heard):
            return Interpretation(Kind.NONE, question=NOT_YOURS)
        reading = Caution(tokens, items).looked_over(Assembler(self._resolver, tokens).assemble(heard.parts))
        entries = Drafter(self._resolver, self._tasks, self._history, self._workday, tokens, text, utterance.now).draft(
            reading
        )
        lows = [token.low for token in tokens]
        entries = self._copies.usual(entries, lows, today)
        entries = pointed_at(entries, lows, said.context, same=any(item.what is What.SAME for item in items))
        spans = ((clause.items[0].start, clause.items[-1].end - 1) for clause in reading.dropped)
        leftover = tuple(text[tokens[first].start : tokens[last].end] for first, last in spans)
        if entries and all(entry.length and entry.length.code in NOT_MINE for entry in reading.entries):
            return Interpretation(Kind.NONE, question=NOT_YOURS, leftover=leftover)
        if not said.context.is_work and is_intended(entries, lows, today):
            return Interpretation(Kind.NONE, question=STILL_TO_COME, leftover=leftover)
        if not entries or not (said.lists or speaks_of_entries(heard, reading)) or is_plan(entries, lows, today):
            return Interpretation(Kind.NONE, leftover=leftover)
        return replace(checked(Told(tokens, items, reading, entries, today)), leftover=leftover)

    _STAGES = (_repeated, _of_entries, _of_no_card, _of_cards, _copied, _requested, _on_no_day, _told)

    # What the stages are given

    def _question(self, heard: Heard, words: str, utterance: Utterance, context: Context) -> Interpretation | None:
        """A question or a command. What is to become of an entry is read part by part, where no card is meant."""
        asked = self._questions.read(heard)
        found = of_card(asked, context) if asked is not None else None
        if found is None and not (context.shown or context.deeds):
            found = self._of_what_was_done(heard, context.done)
        settled = found is not None and found.kind not in (Kind.EDIT, Kind.DELETE, Kind.NONE)
        if context.shown or context.is_part or settled or not may_wish(heard):
            return found

        return self._wishes(utterance, points=not context.committed).wish(words) or found

    def _of_what_was_done(self, heard: Heard, done: Set[Kind]) -> Interpretation | None:
        """ "send it", "delete it", right after an invoice was made, or a timer was started or stopped."""
        if Kind.INVOICE_CREATE in done and (sent := self._questions.send_it(heard)) is not None:
            return sent
        return _THE_TIMERS if done & _OF_ENTRIES and heard.says(_DELETES_IT) else None

    def _wishes(self, utterance: Utterance, *, points: bool) -> Wishes:
        def read(part: str) -> Interpretation:
            return self._read(replace(utterance, text=part), Context(is_part=True))

        def hear(part: str) -> Heard:
            return self._heard(part, utterance)

        return Wishes(self._resolver, self._tasks, read, hear, points=points)

    def _heard(self, words: str, utterance: Utterance, text: str = "") -> Heard:
        """The words prepared; `text` is what stood in their place before mere layout was taken out."""
        tokens = tokenize(words)[:MAX_TOKENS]
        if utterance.channel is Channel.TYPED:
            tokens = hasty_words().undone(tokens, is_other=self._is_another)
        tokens = days_in_full(tokens)
        items = self._scanner(utterance).scan(tokens, zone_tokens(words, tokens))
        calendar = Calendar(utterance.now.date(), self._week_starts)
        return Heard(tokens, items, clauses(items, tokens), calendar, text or words)

    def _is_another(self, word: str, meant: str) -> bool:
        named = word != "n" and self._names.vocabulary.claims(word, meant)  # "n" is "and", whatever codes have an N
        return named or self._tasks.claims(word, meant)

    def _items(self, words: str, utterance: Utterance) -> list[Item]:
        tokens = tokenize(words)[:MAX_TOKENS]
        return self._scanner(utterance).scan(tokens, zone_tokens(words, tokens))

    def _alone(self, words: str, utterance: Utterance) -> Interpretation:
        return self._sentences(words, utterance, Context())

    def _scanner(self, utterance: Utterance) -> Scanner:
        voice = utterance.channel is Channel.VOICE
        return Scanner(
            self._names,
            self._tasks,
            now=utterance.now,
            workday=self._workday,
            week_starts=self._week_starts,
            voice=voice,
        )


def of_card(asked: Interpretation, context: Context) -> Interpretation:
    """ "How much is left on it?", right after a card was made or logged: on that card's project."""
    if not asked.asked.refers or not context.is_fresh:
        return asked
    if asked.project or asked.client or asked.choices or asked.asked.names:
        return asked
    cards = [card for card in context.shown if card.id in context.focus] or [*context.shown, *context.committed]
    project = cards[-1].project if cards else None
    return replace(asked, project=project, client=project.client) if project is not None else asked


def _is_whole(found: Interpretation) -> bool:
    """Whether it is work of which nothing is open but a task."""
    return bool(found.entries) and all(entry.hours is not None and entry.project for entry in found.entries)


def _cut_short(found: Interpretation, characters: int) -> Interpretation:
    """The same, with the warning that nothing behind so many characters was read."""
    cut = Warn("cut_short", f"Only the first {characters:,} characters were read.")
    return replace(found, warnings=(*found.warnings, cut))


def _possible(found: Interpretation) -> Interpretation:
    """Entries whose hours no day has ask for them, whichever way they were come by."""
    if all(entry.hours is None or 0 < entry.hours <= _FULL_DAY for entry in found.entries):
        return found
    hours = [entry.hours if entry.hours is None or 0 < entry.hours <= _FULL_DAY else None for entry in found.entries]
    kept = (replace(entry, hours=known) for entry, known in zip(found.entries, hours, strict=True))
    return replace(found, entries=tuple(kept))
