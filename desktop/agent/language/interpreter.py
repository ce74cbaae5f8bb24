"""From words to intents: the local interpreter. Instant, offline, and never sure of what was not said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from desktop.agent.intents import Channel, Interpretation, Kind, Utterance, Warn
from desktop.agent.language.clauses import clauses
from desktop.agent.language.context import Context
from desktop.agent.language.drafting import Drafter
from desktop.agent.language.entries import Assembler, speaks_of_work
from desktop.agent.language.history import History
from desktop.agent.language.questions import Questions
from desktop.agent.language.resolve import Resolver
from desktop.agent.language.scan import Scanner
from desktop.agent.language.tasks import TaskIndex
from desktop.agent.language.tokens import MAX_CHARACTERS, tokenize
from desktop.agent.matching import NameIndex
from desktop.harvest.catalog import Catalog, PastEntry


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
        self._questions = Questions(self._resolver, self._tasks)

    def read(self, utterance: Utterance, context: Context | None = None) -> Interpretation:
        """What the words mean. Any text gives a valid result; nothing is looked up outside of the arguments."""
        del context
        text = utterance.text[:MAX_CHARACTERS]
        voice = utterance.channel is Channel.VOICE
        tokens = tokenize(text)
        scanner = Scanner(
            self._names,
            self._tasks,
            now=utterance.now,
            workday=self._workday,
            week_starts=self._week_starts,
            voice=voice,
        )
        items = scanner.scan(tokens)
        parts = clauses(items, tokens)
        asked = self._questions.read(tokens, items, parts, utterance.now.date(), text)
        if asked is not None:
            return asked
        reading = Assembler(self._resolver, tokens).assemble(parts)
        drafter = Drafter(
            self._resolver, self._tasks, self._history, self._workday, tokens, text, utterance.now, voice=voice
        )
        entries = drafter.draft(reading)
        warnings: tuple[Warn, ...] = ()
        if len(utterance.text) > MAX_CHARACTERS:
            warnings = (Warn("cut_short", f"Only the first {MAX_CHARACTERS} characters were read."),)
        if not entries or not speaks_of_work(reading, tokens, items):
            return Interpretation(Kind.NONE, warnings=warnings)
        return Interpretation(Kind.LOG, tuple(entries), warnings=warnings)
