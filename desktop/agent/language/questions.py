"""Everything that is not an entry: timers, changes to entries that exist, questions about hours, budgets and money.

Each kind is recognised by its cue words, looked for outside of names ("Budget Planner" asks nothing). A length of time
beside a project makes an entry of most sentences, so the cues of a kind count less there than in a question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from desktop.agent.intents import Interpretation, Kind
from desktop.agent.language.clauses import Clause
from desktop.agent.language.commands import Commands
from desktop.agent.language.durations import low
from desktop.agent.language.heard import Heard
from desktop.agent.language.items import Item, What
from desktop.agent.language.money_questions import MoneyQuestions
from desktop.agent.language.resolve import Resolver
from desktop.agent.language.tasks import TaskIndex
from desktop.agent.language.time_questions import TimeQuestions
from desktop.agent.language.tokens import Token, TokenKind
from desktop.agent.language.words import ORDINARY


class Questions(Commands, MoneyQuestions, TimeQuestions):
    """Recognises the other kinds, in an order in which the more particular comes first."""

    def __init__(self, resolver: Resolver, tasks: TaskIndex) -> None:
        super().__init__(resolver, tasks)
        self._recognisers: tuple[Callable[[Heard], Interpretation | None], ...] = (
            self._nothing,
            self._timer_stop,
            self._timer_start,
            self._delete,
            self._edit,
            self._invoice,
            self._cost,
            self._expense,
            self._budget,
            self._missing,
            self._hours,
        )

    def read(
        self, tokens: Sequence[Token], items: Sequence[Item], parts: Sequence[Clause], today: date, text: str
    ) -> Interpretation | None:
        """The intent, or None where the words are entries (or nothing)."""
        heard = Heard(tokens, items, parts, today, text)
        for item in items:
            if item.what is What.NOTE or (item.what is What.NAME and item.name is not None and item.name.full):
                continue
            heard.cues += [tokens[i].low for i in range(item.start, item.end) if tokens[i].kind is TokenKind.WORD]
        for recognise in self._recognisers:
            found = recognise(heard)
            if found is not None:
                return found
        if heard.first in ("is", "are", "does") and low(heard.tokens, 0) == heard.first:
            return Interpretation(Kind.NONE)  # "is 24 Hour Fitness open 24 hours"
        if (
            not heard.lengths
            and heard.question
            and not (heard.first in ("how", "what") and heard.has("how about", "what about"))
        ):
            return Interpretation(Kind.NONE)  # asked, but nothing that is known here
        return None

    def _nothing(self, heard: Heard) -> Interpretation | None:
        if self._somebody_else(heard):
            return Interpretation(Kind.NONE)
        if heard.has(
            "what time is it", "book a table", "book me a", "schedule a", "set up a", "order a", "book a meeting"
        ) and (not heard.lengths):
            return Interpretation(Kind.NONE)
        named = any(seen.mention.full for seen in heard.seen)
        if heard.first in ("what", "whats", "how") and heard.has("in minutes", "in hours") and not named:
            return Interpretation(Kind.NONE)  # "what's 1.5h in minutes"
        if heard.has("i wonder") and not heard.lengths:
            return Interpretation(Kind.NONE)
        if heard.has("no work on", "no time on", "no hours on", "nothing on") and not heard.lengths:
            return Interpretation(Kind.NONE)
        if heard.has("remind me", "reminder to", "wake me", "set a reminder", "set an alarm"):
            return Interpretation(Kind.NONE)
        if heard.has(
            "never mind", "nevermind", "forget it", "forget about it", "dont log", "dont bother", "ill do it later"
        ):
            tail = " ".join(heard.cues[-14:])
            if not heard.lengths or any(
                said in tail for said in ("never mind", "nevermind", "forget it", "do it later")
            ):
                return Interpretation(Kind.NONE)
        return None

    def _somebody_else(self, heard: Heard) -> bool:
        """ "Anna did 4h on Front": the work of another person is not logged as one's own."""
        if len(heard.items) < 2 or heard.items[0].what is not What.WORD or not heard.tokens[0].text[:1].isupper():
            return False
        return heard.tokens[0].low not in ORDINARY and low(heard.tokens, 1) in (
            "did",
            "worked",
            "spent",
            "logged",
            "has",
        )
