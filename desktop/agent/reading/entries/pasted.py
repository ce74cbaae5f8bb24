"""What was pasted, read as what it is: the rows of a table, the messages of a chat, each as of its own day.

The sentences in it are read by the function that is given: "18:05 Ann: 2h Nucleus" is Ann's message of that time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.agent.intents import EntryIntent, Interpretation, Kind, Utterance
from desktop.agent.reading.documents.document import Document, Table, blanked
from desktop.agent.reading.documents.documents import in_cells, look_at
from desktop.agent.reading.entries.records import Records, whose
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.names.matching import NameIndex
from desktop.agent.reading.text.tokens import tokenize
from desktop.agent.reading.time.days import Calendar

#: Said of an open item, and of what reads as somebody else's work.
NOT_YOURS = "That reads like a plan, or like somebody else's work. Say “log 2 hours on …” for your own."


@dataclass(frozen=True, slots=True)
class Pasted:
    """Reads typed text whole. `sentences` reads words sign for sign, `alone` without what is on the screen."""

    names: NameIndex
    records: Records
    week_starts: int
    items: Callable[[str, Utterance], Sequence[Item]]
    alone: Callable[[str, Utterance], Interpretation]

    def read(self, utterance: Utterance, sentences: Callable[[str], Interpretation]) -> Interpretation:
        """What the text means."""
        document = look_at(utterance.text, utterance.now.date())
        if document.table is not None:
            rows = self._rows(document.table, document.words, utterance, sentences)
            return rows or sentences(in_cells(utterance.text))
        words = self._with_names(document)
        found = self._messages(document, words, utterance) or sentences(words)
        if document.open_items and not found.entries and found.kind in (Kind.NONE, Kind.LOG):
            return Interpretation(Kind.NONE, question=NOT_YOURS)
        return found

    def _rows(
        self, table: Table, words: str, utterance: Utterance, sentences: Callable[[str], Interpretation]
    ) -> Interpretation | None:
        """The rows of a table, and what was said in front of it: a day for all of them, or entries of its own."""
        items = self.items(words, utterance)
        day = next((item.days.days[0] for item in items if item.days is not None and len(item.days.days) == 1), None)
        entries = self.records.read(table, Calendar(utterance.now.date(), self.week_starts), day)
        if entries is None:
            return None
        told = any(item.what is What.LENGTH for item in items)
        entries = [*(sentences(words).entries if told else ()), *entries]
        return Interpretation(Kind.LOG, tuple(entries)) if entries else Interpretation(Kind.NONE)

    def _with_names(self, document: Document) -> str:
        """The words of a chat, with what stands before its messages where that is a name of the account."""
        words = document.words
        for message in document.messages:
            if message.who and self.names.mentions(tokenize(message.who)):
                end = message.named_at + len(message.who)
                words = f"{words[: message.named_at]}{message.who}:{words[end + 1 :]}"
        return words

    def _messages(self, document: Document, words: str, utterance: Utterance) -> Interpretation | None:
        """Messages with a day, each read as of its own day; of several people, whose work it was is asked."""
        entries: list[EntryIntent] = []
        people: set[str] = set()
        for message in document.messages:
            named = bool(message.who) and words.startswith(message.who, message.named_at)
            start = message.named_at if named else message.start
            text = blanked(blanked(words, 0, start), message.end, len(words))
            found = self.alone(text, replace(utterance, now=message.written or utterance.now))
            entries += found.entries if found.kind is Kind.LOG else ()
            people |= {message.who} if found.entries and not named else set()
        if len(people) > 1:
            entries = [whose(entry) for entry in entries]
        elif not any(message.written for message in document.messages):
            return None  # without days, one message goes on where the one before ended
        return Interpretation(Kind.LOG, tuple(entries)) if entries else None
