"""From words to intents: the local interpreter. Instant, offline, and never sure of what was not said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop.agent.intents import Channel, Details, EntryIntent, Interpretation, Kind, Utterance, Warn
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.cards.conversation import Conversation, pointed_at
from desktop.agent.reading.certainty.caution import NOT_MINE, Caution
from desktop.agent.reading.certainty.deciding import speaks_of_entries, tells_of_a_day
from desktop.agent.reading.certainty.plainness import Told, checked
from desktop.agent.reading.documents.document import Document, blanked
from desktop.agent.reading.documents.documents import in_cells, look_at
from desktop.agent.reading.entries.clauses import clauses
from desktop.agent.reading.entries.copies import Copies
from desktop.agent.reading.entries.drafting import Drafter
from desktop.agent.reading.entries.entries import Assembler
from desktop.agent.reading.entries.history import History
from desktop.agent.reading.entries.records import Records, whose
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.items.rows import days_in_full
from desktop.agent.reading.items.scan import Scanner
from desktop.agent.reading.names.matching import NameIndex
from desktop.agent.reading.names.resolve import Resolver
from desktop.agent.reading.requests.heard import Heard
from desktop.agent.reading.requests.questions import Questions
from desktop.agent.reading.requests.timers import TIMER
from desktop.agent.reading.requests.wishes import Wishes, may_wish
from desktop.agent.reading.tasks.tasks import TaskIndex
from desktop.agent.reading.text.loops import as_said
from desktop.agent.reading.text.tokens import MAX_CHARACTERS, Token, tokenize
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
#: A part of a message is read by itself; it holds no wish of its own.
_IN_PARTS = Context(is_part=True)
_NOT_YOURS = "That reads like a plan, or like somebody else's work. Say “log 2 hours on …” for your own."


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
        self._copies = Copies(catalog, self._history, self._resolver)
        self._records = Records(self._resolver, self._tasks, self._history, workday)
        self._questions = Questions(self._resolver, self._tasks)

    def read(self, utterance: Utterance, context: Context | None = None) -> Interpretation:
        """What the words mean. Any text gives a valid result; nothing is looked up outside of the arguments."""
        text = utterance.text[:MAX_CHARACTERS]
        found = _possible(self._read(replace(utterance, text=text), context or Context()))
        if len(utterance.text) > MAX_CHARACTERS:
            cut = Warn("cut_short", f"Only the first {MAX_CHARACTERS:,} characters were read.")
            found = replace(found, warnings=(*found.warnings, cut))
        return found

    def read_as(self, utterance: Utterance, kind: Kind) -> Interpretation:
        """What the words mean, if they are of that kind: a question, a deed or nothing; no entries."""
        text = utterance.text[:MAX_CHARACTERS]
        if kind is Kind.EDIT and (wish := self._wishes(utterance, points=True).wish(text)) is not None:
            return wish
        return self._questions.fill(kind, self._heard(text, utterance))

    def _heard(self, words: str, utterance: Utterance, text: str = "") -> Heard:
        """The words prepared; `text` is what stood in their place before mere layout was taken out."""
        tokens = days_in_full(tokenize(words))
        items = self._scanner(utterance).scan(tokens, zone_tokens(words, tokens))
        calendar = Calendar(utterance.now.date(), self._week_starts)
        return Heard(tokens, items, clauses(items, tokens), calendar, text or words)

    def _read(self, utterance: Utterance, context: Context) -> Interpretation:
        text, today = utterance.text, utterance.now.date()
        if utterance.channel is Channel.VOICE:
            return self._sentences(as_said(text), utterance, context)
        document = look_at(text, today)
        if document.table is not None:
            return self._rows(document, utterance, context) or self._sentences(in_cells(text), utterance, context)
        words = self._with_names(document, text)
        found = self._messages(document, words, utterance) or self._sentences(words, utterance, context)
        if document.open_items and not found.entries and found.kind in (Kind.NONE, Kind.LOG):
            return Interpretation(Kind.NONE, question=_NOT_YOURS)
        return found

    def _rows(self, document: Document, utterance: Utterance, context: Context) -> Interpretation | None:
        """The rows of a table, and what was said in front of it: a day for all of them, or entries of its own."""
        if document.table is None:
            return None
        calendar = Calendar(utterance.now.date(), self._week_starts)
        around = tokenize(document.words)
        items = self._scanner(utterance).scan(around, zone_tokens(document.words, around))
        day = next((item.days.days[0] for item in items if item.days is not None and len(item.days.days) == 1), None)
        entries = self._records.read(document.table, calendar, day)
        if entries is None:
            return None
        told = any(item.what is What.LENGTH for item in items)
        before = self._sentences(document.words, utterance, context).entries if told else ()
        entries = [*before, *entries]
        return Interpretation(Kind.LOG, tuple(entries)) if entries else Interpretation(Kind.NONE)

    def _with_names(self, document: Document, text: str) -> str:
        """The words of a chat, with what stands before its messages where that is a name of the account."""
        words = document.words
        for message in document.messages:
            if message.who and self._names.mentions(tokenize(message.who)):
                end = message.named_at + len(message.who)
                words = f"{words[: message.named_at]}{message.who}:{words[end + 1 :]}"
        return words

    def _messages(self, document: Document, words: str, utterance: Utterance) -> Interpretation | None:
        """Messages with a day, each read as of its own day; of several people, whose work it was is asked."""
        entries: list[EntryIntent] = []
        people: set[str] = set()
        for message in document.messages:
            moment = message.written or utterance.now
            named = bool(message.who) and words.startswith(message.who, message.named_at)
            start = message.named_at if named else message.start
            alone = blanked(blanked(words, 0, start), message.end, len(words))
            found = self._sentences(alone, replace(utterance, now=moment), Context())
            entries += found.entries if found.kind is Kind.LOG else ()
            people |= {message.who} if found.entries and not named else set()
        if len(people) > 1:
            entries = [whose(entry) for entry in entries]
        elif not any(message.written for message in document.messages):
            return None  # without days, one message goes on where the one before ended
        return Interpretation(Kind.LOG, tuple(entries)) if entries else None

    def _asked(self, heard: Heard, words: str, utterance: Utterance, context: Context) -> Interpretation | None:
        """A question or a command. What is to become of an entry is read part by part, where no card is meant."""
        found = _of_card(self._questions.read(heard), context)
        if found is None and context.invoice_made and not (context.shown or context.deeds):
            found = self._questions.send_it(heard)
        if (
            context.shown
            or context.is_part
            or (found is not None and found.kind not in (Kind.EDIT, Kind.DELETE, Kind.NONE))
        ):
            return found
        if not may_wish(heard):
            return found
        return self._wishes(utterance, points=not context.committed).wish(words) or found

    def _is_of_no_card(self, asked: Interpretation, heard: Heard, items: Sequence[Item], context: Context) -> bool:
        """Whether words ask for something that no card on the screen, and none that was logged, can be meant by."""
        if asked.kind is Kind.EDIT:
            return not context.shown and asked.details != Details()
        if asked.kind in (Kind.TIMER_START, Kind.TIMER_STOP):
            return heard.says(TIMER)
        unbilled = bool(context.shown) and any(item.what is What.UNBILLED for item in items)  # no invoice, but a card
        return asked.kind in _NEVER_ABOUT_CARDS and (not unbilled or asked.details.is_all)

    def _wishes(self, utterance: Utterance, *, points: bool) -> Wishes:
        def read(words: str) -> Interpretation:
            return self._read(replace(utterance, text=words), _IN_PARTS)

        def hear(words: str) -> Heard:
            return self._heard(words, utterance)

        return Wishes(self._resolver, self._tasks, read, hear, points=points)

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

    def _sentences(self, words: str, utterance: Utterance, context: Context) -> Interpretation:
        """What words mean that are told; `words` are the utterance's text, sign for sign, without mere layout."""
        text, today = utterance.text, utterance.now.date()
        heard = self._heard(words, utterance, text)
        tokens, items, parts = heard.tokens, heard.items, heard.parts
        tells, listed = (tells_of_a_day(items, tokens, least=least) for least in (2, 3))
        # What is on the screen comes first, then questions and commands; what is left are entries.
        asked = self._asked(heard, words, utterance, context)
        if asked is not None and not listed and self._is_of_no_card(asked, heard, items, context):
            return asked
        other = (
            None
            if tells
            else self._conversation.read(tokens, items, parts, today, text, context, self._scanner(utterance).scan)
        )
        other = other or (None if tells else self._copies.read(tokens, items, parts, today))
        told = listed or (tells and asked is not None and asked.kind is Kind.NONE)
        other = other or (None if told else asked)
        other = other or _no_such_day(items)
        if other is not None:
            return other
        reading = Assembler(self._resolver, tokens).assemble(parts)
        Caution(tokens, items).look_over(reading)
        drafter = Drafter(self._resolver, self._tasks, self._history, self._workday, tokens, text, utterance.now)
        entries: Sequence[EntryIntent] = drafter.draft(reading)
        lows = [token.low for token in tokens]
        entries = self._copies.usual(entries, lows, today)
        same = any(item.what is What.SAME for item in items)
        entries = pointed_at(entries, lows, context, same=same)
        leftover = tuple(_said(clause.items, tokens, text) for clause in reading.dropped)
        if entries and all(entry.length and entry.length.code in NOT_MINE for entry in reading.entries):
            return Interpretation(Kind.NONE, question=_NOT_YOURS, leftover=leftover)
        if not entries or not (listed or speaks_of_entries(heard, reading)) or _is_plan(entries, lows, today):
            return Interpretation(Kind.NONE, leftover=leftover)
        entries = checked(Told(tokens, items, reading, entries, today))
        return Interpretation(Kind.LOG, tuple(entries), leftover=leftover)


def _of_card(asked: Interpretation | None, context: Context) -> Interpretation | None:
    """ "How much is left on it?", right after a card was made or logged: on that card's project."""
    if asked is None or not asked.asked.refers or not context.is_fresh:
        return asked
    if asked.project or asked.client or asked.choices or asked.asked.names:
        return asked
    cards = [card for card in context.shown if card.id in context.focus] or [*context.shown, *context.committed]
    project = cards[-1].project if cards else None
    return replace(asked, project=project, client=project.client) if project is not None else asked


def _possible(found: Interpretation) -> Interpretation:
    """Entries whose hours no day has ask for them, whichever way they were come by."""
    if all(entry.hours is None or 0 < entry.hours <= _FULL_DAY for entry in found.entries):
        return found
    hours = [entry.hours if entry.hours is None or 0 < entry.hours <= _FULL_DAY else None for entry in found.entries]
    kept = (replace(entry, hours=known) for entry, known in zip(found.entries, hours, strict=True))
    return replace(found, entries=tuple(kept))


def _no_such_day(items: Sequence[Item]) -> Interpretation | None:
    """ "29 February" of a year that has none: nothing can be drafted before the day is known."""
    for item in items:
        if item.days is not None and item.days.impossible:
            return Interpretation(Kind.LOG, question=f"There is no {item.days.impossible}. Which day was it?")
    return None


def _is_plan(entries: Sequence[EntryIntent], words: Sequence[str], today: date) -> bool:
    """ "meeting with Acme tomorrow at 3": nothing was worked yet, and nobody asked to log it."""
    asked = {"log", "put", "add", "book", "enter", "record", "off", "leave", "vacation", "holiday", "pto"} & set(words)
    ahead = all(entry.hours is None and entry.spent_date > today for entry in entries)
    return (
        ahead and not asked and not any(entry.task and entry.project is None for entry in entries if not entry.choices)
    )


def _said(items: Sequence[Item], tokens: Sequence[Token], text: str) -> str:
    return text[tokens[items[0].start].start : tokens[items[-1].end - 1].end]
