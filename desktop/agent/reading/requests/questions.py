"""Everything that is not an entry: timers, changes to entries that exist, questions about hours, budgets and money.

Each kind is recognised by the shape of its sentences (`shapes.py`), looked for outside of names ("Budget Planner" asks
nothing). A length of time makes an entry of most sentences, so each kind says what part a length may play in it.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop.agent.intents import QUESTIONS, Asked, Interpretation, Kind, Topic
from desktop.agent.reading.names.resolve import Resolver
from desktop.agent.reading.requests.asked import asks_for_help, names_asked
from desktop.agent.reading.requests.changes import Changes
from desktop.agent.reading.requests.heard import ASKED, Heard
from desktop.agent.reading.requests.invoices import Invoices
from desktop.agent.reading.requests.money_questions import MoneyQuestions
from desktop.agent.reading.requests.particulars import Particulars
from desktop.agent.reading.requests.refusals import FORBIDDEN, is_forbidden
from desktop.agent.reading.requests.standings import Standings
from desktop.agent.reading.requests.time_questions import TimeQuestions
from desktop.agent.reading.requests.timers import Timers
from desktop.agent.reading.tasks.tasks import TaskIndex

_MAY_ASK = frozenset("did has have was were is are".split())
#: Behind a story, what is wanted: "we had guests until three, so please stop the timer".
_WANTED = (
    "please",
    "can you",
    "could you",
    "would you",
    "will you",
    "can we",
    "could we",
    "tell me",
    "let me know",
    "to know",
    "to ask",
    "i want",
    "i need",
    "remind me",
)


class Questions(Timers, Changes, Invoices, MoneyQuestions, TimeQuestions, Standings, Particulars):
    """Recognises the other kinds, in an order in which the more particular comes first, and fills their slots."""

    def __init__(self, resolver: Resolver, tasks: TaskIndex) -> None:
        super().__init__(resolver, tasks)
        self._recognisers: tuple[Callable[[Heard], Kind | Interpretation | None], ...] = (
            self._refused,
            self._particular,
            self._running,
            self._timer,
            self._kept_by_harvest,
            self._put_together,
            self._delete,
            self._edit,
            self._billed,
            self._listed,
            self._invoice,
            self._asks_cost,
            self._spends,
            self._asks_budget,
            self._asks_missing,
            self._compared,
            self._asks_hours,
            self._unanswered,
        )

    def read(self, heard: Heard) -> Interpretation | None:
        """The intent, or None where the words are entries (or nothing)."""
        if asks_for_help(heard):  # nothing to do with Harvest, so of no kind, but answered
            return Interpretation(Kind.NONE, asked=Asked(helps=True))
        if (by := names_asked(heard)) is not None:  # nothing but names, which are known without asking Harvest
            asked = Asked(by=by, topic=Topic.NAMES, helps=True)
            return Interpretation(Kind.NONE, client=self.said_client(heard), asked=asked)
        found = (recognise(heard) for recognise in self._recognisers)
        first = next((one for one in found if one is not None), None)
        return self.fill(first, heard) if isinstance(first, Kind) else first

    def fill_as(self, kind: Kind, heard: Heard) -> Interpretation:
        """The intent of a kind that was found out otherwise; none where the words tell not to do it, and no other than
        work where work is told of: "prepared the invoice template for Acme"."""
        if kind not in QUESTIONS and is_forbidden(heard):
            is_behind = kind is Kind.INVOICE_CREATE and FORBIDDEN.first(heard.line) > 0
            if not is_behind and (kind not in (Kind.INVOICE_SEND, Kind.INVOICE_CREATE) or not self.makes_one(heard)):
                return Interpretation(Kind.NONE)
            kind = Kind.INVOICE_CREATE  # "make an invoice for Acme and don't send it"
        may_ask = heard.first in _MAY_ASK and not heard.lengths and kind in QUESTIONS  # "did Olga work on the roof"
        wants = may_ask or heard.has(*_WANTED) or heard.says(ASKED) or "?" in heard.text
        told = heard.past and not wants and kind not in (Kind.EDIT, Kind.DELETE, Kind.NONE)
        return Interpretation(Kind.LOG) if told else self.fill(kind, heard)
