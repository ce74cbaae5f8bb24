"""Everything that is not an entry: timers, changes to entries that exist, questions about hours, budgets and money.

Each kind is recognised by its cue words, looked for outside of names ("Budget Planner" asks nothing). A length of time
beside a project makes an entry of most sentences, so the cues of a kind count less there than in a question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktop.agent.intents import Choice, Interpretation, Kind
from desktop.agent.language.clauses import Clause
from desktop.agent.language.durations import Quantity, duration_at, low
from desktop.agent.language.entry import hours_of
from desktop.agent.language.items import Item, What
from desktop.agent.language.money import SIGNS, amount_at, plain_amount_at, spoken_amount_at
from desktop.agent.language.resolve import Outcome, Resolution, Resolver, Seen
from desktop.agent.language.tasks import TaskIndex
from desktop.agent.language.tokens import Token, TokenKind
from desktop.agent.language.words import ORDINARY
from desktop.harvest.catalog import Client, Project, Task

_OPENERS = frozenset(
    """how what whats which when why where who are did do does is am was were any have has can show tell give list
    compare hows whos whens will""".split()
)
_ASKING = frozenset("how what whats which when whens why hows whos where show".split())
_SUBJECTS = frozenset("i we my our the there it they you anyone everyone any this that".split())
_LEADING = frozenset("um uh er ok okay so hey hi please and well yeah now then oh like hmm just".split())
_TIMER = frozenset("timer timers clock stopwatch tracking tracker".split())
_START = frozenset("start starting begin beginning resume restart run fire switch launch continue".split())
_STOP = frozenset("stop stopping pause end halt kill finish off quit".split())
_EDIT = frozenset(
    """change edit update correct adjust amend bump fix move increase reduce lower raise shorten extend set modify make
    turn revise cut""".split()
)
_DELETE = frozenset("delete remove erase trash wipe bin scrap drop discard cancel clear".split())
_ENTRY = frozenset("entry entries logged log logs timesheet entered recorded booked booking bookings".split())
_SEND = frozenset("send email mail forward deliver resend shoot fire sent".split())
_EXPLAIN = frozenset(
    """why explain breakdown break walk through high higher low lower big bigger details detail itemise itemize compare
    understand come on made large larger expensive much whats what different jump went up show so""".split()
)
_CREATE = frozenset("create make draft raise prepare generate new issue cut bill invoice do write prep produce".split())
_MISSING = frozenset(
    """missing gap gaps forgot forget forgotten short unlogged incomplete holes hole blank lack lacking lacks
    underlogged     behind unfilled unaccounted missed untracked""".split()
)
_TEAM = frozenset("team everyone everybody anyone anybody people who whos staff colleagues crew each".split())
_SUM = frozenset(
    "total hours hour time tracked logged billable utilization utilisation timesheet worked track log".split()
)


@dataclass(slots=True)
class Heard:
    """One utterance, prepared for the recognisers."""

    tokens: Sequence[Token]
    items: Sequence[Item]
    parts: Sequence[Clause]
    today: date
    text: str
    cues: list[str] = field(default_factory=list)

    @property
    def cue_set(self) -> set[str]:
        """All words outside of names."""
        return set(self.cues)

    @property
    def lengths(self) -> list[Quantity]:
        """Lengths with a unit, or from a clock range."""
        found = [item for item in self.items if item.what is What.LENGTH and item.length and not item.length.bare]
        return [item.length for item in found if item.length and item.name is None]

    @property
    def question(self) -> bool:
        """Whether the words ask something."""
        if self.first in _ASKING:
            # "What did I do, right, Acme, two hours": asked of oneself, and answered.
            return not (self.has("what did i do", "what was it") and self.lengths and self.seen)
        words = [cue for cue in self.cues if cue not in _LEADING]
        subject = len(words) > 1 and words[1] in _SUBJECTS
        if self.first in ("can", "could", "would", "will"):
            if len(words) > 1 and words[1] in ("we", "they", "it", "anyone", "someone") and not self.lengths:
                return True
            return any(word in _ASKING for word in words[2:6])  # "can you log" is a request, "can you tell me how" asks
        return (self.first in _OPENERS and subject) or (self.text.rstrip().endswith("?") and not self.lengths)

    @property
    def first(self) -> str:
        """The first word that matters."""
        return next((cue for cue in self.cues if cue not in _LEADING and cue.isalnum()), "")

    def has(self, *phrases: str) -> bool:
        """Whether any of these word sequences is said outside of names."""
        joined = f" {' '.join(self.cues)} "
        return any(f" {said} " in joined for said in phrases)

    @property
    def seen(self) -> list[Seen]:
        """All names; where there is none, those that were read as a time ("Q3", "3M")."""
        named = [seen for part in self.parts for seen in (*part.names, *part.hints)]
        if any(seen.mention.full for seen in named):
            return named
        return [
            *named,
            *(Seen(item.name) for item in self.items if item.name and item.what in (What.DAYS, What.LENGTH)),
        ]


class Questions:
    """Recognises the other kinds, in an order in which the more particular comes first."""

    def __init__(self, resolver: Resolver, tasks: TaskIndex) -> None:
        self._resolver, self._tasks = resolver, tasks
        self._index = resolver.index
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

    # What is named

    def _resolve(self, heard: Heard) -> Resolution:
        return self._resolver.resolve(heard.seen)

    def _project(self, heard: Heard) -> tuple[Project | None, tuple[Choice, ...]]:
        found = self._resolve(heard)
        return found.project, found.choices

    def _client(self, heard: Heard) -> Client | None:
        """The client that is said, or whose project is."""
        said = [c for seen in heard.seen for c in seen.mention.clients if seen.mention.full or not seen.mention.weak]
        if said:
            return self._index.clients[said[0]]
        project = self._resolve(heard).project
        return project.client if project else None

    def _said_client(self, heard: Heard) -> Client | None:
        said = [c for seen in heard.seen for c in seen.mention.clients if seen.mention.full or not seen.mention.weak]
        return self._index.clients[said[0]] if said else None

    def _task(self, heard: Heard, project: Project | None) -> Task | None:
        mentions = [task for part in heard.parts for task in part.tasks if task.names]
        for mention in sorted(mentions, key=lambda m: -m.strength):
            if project is not None:
                among = mention.among(project)
                if len(among) == 1:
                    return among[0]
            elif len(mention.names) == 1:
                return self._tasks.tasks[next(iter(mention.names))]
        return None

    def _period(self, heard: Heard) -> tuple[date | None, date | None]:
        """The first and the last day that are asked about; both None where the words leave them open."""
        days = [item for item in heard.items if item.what is What.DAYS and item.days and item.days.days]
        if not days:
            return None, None
        all_days = [day for item in days for day in (item.days.days if item.days else ())]
        start, end = min(all_days), max(all_days)
        before = low(heard.tokens, days[0].start - 1)
        if "since" in (before, low(heard.tokens, days[0].start)):
            return start, heard.today
        if heard.has("so far", "to date", "until now", "till now", "up to now", "up to today", "by now"):
            end = min(end, heard.today)
        return start, end

    # The kinds

    def _nothing(self, heard: Heard) -> Interpretation | None:
        if self._somebody_else(heard):
            return Interpretation(Kind.NONE)
        if heard.has(
            "what time is it", "book a table", "book me a", "schedule a", "set up a", "order a", "book a meeting"
        ) and (not heard.lengths):
            return Interpretation(Kind.NONE)
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

    def _timer_stop(self, heard: Heard) -> Interpretation | None:
        cues = heard.cue_set
        if heard.has("clock out", "clocking out", "clock me out", "punch out"):
            return Interpretation(Kind.TIMER_STOP)
        stops = cues & _STOP and cues & _TIMER and not cues & {"start", "restart", "resume", "begin"}
        if stops and not heard.question and (heard.first in _STOP or not heard.lengths):
            return Interpretation(Kind.TIMER_STOP)
        words = [cue for cue in heard.cues if cue not in ("please", "now", "it", "ok", "okay", "that")]
        if words and words[-1] in ("stop", "pause") and len(words) <= 6 and not heard.seen and not heard.lengths:
            return Interpretation(Kind.TIMER_STOP)
        return None

    def _timer_start(self, heard: Heard) -> Interpretation | None:
        if heard.lengths or (heard.question and not heard.has("can you start", "could you start", "start the timer")):
            return None
        cues = heard.cue_set
        said = bool(cues & _START and cues & _TIMER)
        said = said or heard.has(
            "clock in",
            "clock me in",
            "switch to",
            "switch over to",
            "now track it",
            "now track this",
            "timer on",
            "timer for",
            "start tracking",
            "clock is running",
        )
        said = said or heard.first == "timer"
        now = "now" in cues and heard.has("working on", "moving to", "moving on to", "onto")
        track = heard.first == "track" and not self._days(heard)
        said = said or ((now or track) and bool(heard.seen))
        said = said or (heard.first in ("start", "starting", "begin", "beginning", "resume") and bool(heard.seen))
        said = said or heard.has(
            "about to start", "getting started on", "im starting", "starting now", "starting on", "starting work"
        )
        if not said:
            return None
        project, choices = self._project(heard)
        return Interpretation(
            Kind.TIMER_START,
            project=project,
            task=self._task(heard, project),
            choices=choices,
            client=self._said_client(heard),
        )

    def _refers_to_entry(self, heard: Heard) -> bool:
        """Whether the words speak of time that is already logged."""
        if heard.cue_set & _ENTRY - {"log", "logged"}:
            return True
        return heard.has("i logged", "was logged", "that i logged", "ive logged", "my log", "we logged", "got logged")

    def _delete(self, heard: Heard) -> Interpretation | None:
        if any(item.what is What.LESS for item in heard.items):
            return None
        gone = heard.has("get rid of", "take off", "take out", "throw out", "throw away")
        entry = bool(
            heard.cue_set & {"entry", "entries"} and heard.cue_set & {"delete", "remove", "erase"} and not heard.lengths
        )
        if not (
            entry
            or heard.first in _DELETE
            or gone
            or heard.has(*(f"{o} {v}" for o in ("please", "you", "to") for v in _DELETE))
        ):
            return None
        if not (self._refers_to_entry(heard) or heard.cue_set & {"time", "hours", "one", "hour"} or self._days(heard)):
            return None
        if len(heard.lengths) > 1 or (heard.first not in _DELETE and not gone and heard.lengths):
            return None
        project, choices = self._project(heard)
        return Interpretation(
            Kind.DELETE,
            project=project,
            choices=choices,
            client=self._said_client(heard),
            day=self._one_day(heard),
            task=self._task(heard, project),
        )

    def _days(self, heard: Heard) -> bool:
        return any(item.what is What.DAYS for item in heard.items)

    def _one_day(self, heard: Heard) -> date | None:
        for item in heard.items:
            if item.what is What.DAYS and item.days and item.days.days:
                return item.days.days[0]
        return None

    def _edit(self, heard: Heard) -> Interpretation | None:
        verb = heard.first in _EDIT or any(
            heard.has(f"{before} {verb}") for before in ("you", "please", "to") for verb in _EDIT
        )
        entry = self._refers_to_entry(heard) or (
            verb and heard.cue_set & {"time", "hours", "one"} and heard.first != "make"
        )
        early = self._amends_first(heard) or self._contrasts(heard) or self._sets(heard)
        logged = heard.has("i logged", "i put", "i entered", "i booked", "i tracked")
        early = early or (
            logged and bool(heard.seen) and heard.has("but it was", "but that was", "but it should", "it was really")
        )
        amends = heard.has(
            "should be",
            "should have been",
            "shouldve been",
            "was supposed to be",
            "was really",
            "ought to be",
            "fix the entry",
            "needs to be",
            "was actually",
            "is wrong",
            "not",
        )
        last_verb = heard.has(
            "set it to",
            "make it",
            "fix it",
            "fix that",
            "fix the entry",
            "correct it",
            "correct that",
            "change it",
            "update it",
        )
        if not (
            early
            or (verb and entry)
            or (entry and amends and heard.seen)
            or (last_verb and heard.seen and self._days(heard))
        ):
            return None
        if heard.question and not verb:
            return None
        project, choices = self._project(heard)
        return Interpretation(
            Kind.EDIT,
            project=project,
            choices=choices,
            client=self._said_client(heard),
            day=self._one_day(heard),
            hours=self._new_hours(heard),
            task=None,
        )

    def _amends_first(self, heard: Heard) -> bool:
        """ "yesterday's deal finder should be 2h": it is said what an entry of a day is to be, before any length."""
        lengths = [item.start for item in heard.items if item.what is What.LENGTH]
        for item in heard.items:
            if (
                item.what is What.FIX
                and low(heard.tokens, item.start) in ("should", "that")
                and item.end - item.start >= 2
            ):
                return bool(heard.seen) and self._days(heard) and bool(lengths) and item.start < lengths[0]
        return False

    def _contrasts(self, heard: Heard) -> bool:
        """ "my Stark time yesterday was four hours, not three": what is there is wrong."""
        for k, item in enumerate(heard.items[:-1]):
            if item.what is What.LENGTH and (
                low(heard.tokens, item.start - 1) == "was" or heard.first in ("make", "set")
            ):
                after = [i.what for i in heard.items[k + 1 : k + 4]]
                return What.NOT in after and What.LENGTH in after and self._days(heard) and bool(heard.seen)
        return False

    def _sets(self, heard: Heard) -> bool:
        """ "set today's Nucleus to 3h": a verb of changing, a day, a name, and what it is to become."""
        if heard.first not in _EDIT - {"fix", "make", "turn", "cut", "move"} or not (heard.seen and self._days(heard)):
            return False
        return any(
            item.what is What.LENGTH and low(heard.tokens, item.start - 1) in ("to", ">", "→") for item in heard.items
        )

    def _new_hours(self, heard: Heard) -> Decimal | None:
        """The value that an entry is to have: what follows "to", else the first without "not" or "from" before."""
        tokens = heard.tokens
        for i in range(len(tokens) - 1):
            if low(tokens, i) in ("to", "be", "been", ">", "→", "=") or (
                low(tokens, i) == "was" and "but" in heard.cue_set
            ):
                found = duration_at(tokens, i + 1, workday=Decimal(8))
                if found is not None and (hours := hours_of(found)) is not None:
                    return hours
        for item in heard.items:
            if item.what is What.LENGTH and low(tokens, item.start - 1) not in ("not", "from"):
                return hours_of(item.length)
        return None

    def _invoice(self, heard: Heard) -> Interpretation | None:
        cues = heard.cue_set
        noun = bool(cues & {"invoice", "invoices", "invoiced", "invoicing"})
        noun = noun or bool(cues & {"billed", "charged"} and heard.question)
        noun = noun or bool(cues & {"bill"} and cues & _SEND and not heard.lengths)
        bill = heard.first in ("bill", "billing") or heard.has(
            "time to bill", "lets bill", "please bill", "to bill", "can you bill"
        )
        if heard.lengths and not heard.question:
            return None
        if not noun and not bill and not (cues & {"bill"} and heard.question):
            return None
        client = self._client(heard)
        sends = cues & _SEND and heard.first not in ("why", "what", "whats")
        if noun and (sends or heard.has("out the door", "send out", "get it out", "ready to go out")):
            return Interpretation(Kind.INVOICE_SEND, client=client)
        asks = heard.first in (
            "why",
            "explain",
            "break",
            "walk",
            "whats",
            "what",
            "how",
            "show",
            "compare",
            "help",
            "where",
            "which",
            "tell",
            "itemise",
            "itemize",
            "talk",
            "go",
            "is",
            "did",
            "run",
            "summarise",
            "summarize",
        )
        if (
            noun
            and (
                asks
                or heard.has(
                    "break down",
                    "breakdown",
                    "walk me through",
                    "explain",
                    "explained",
                    "how come",
                    "so high",
                    "so low",
                    "why",
                    "whats on",
                    "what is on",
                    "whats in",
                    "what is in",
                    "made up of",
                    "higher than",
                    "go through",
                )
            )
            and not heard.has("create an invoice", "new invoice", "raise an invoice", "draft an invoice")
        ):
            return Interpretation(Kind.INVOICE_EXPLAIN, client=client, project=None)
        if noun or bill:
            if (
                noun
                and heard.question
                and not cues & _CREATE - {"invoice", "do", "bill"}
                and heard.first in _OPENERS - {"can"}
            ):
                return Interpretation(Kind.INVOICE_EXPLAIN, client=client)
            start, end = self._period(heard)
            return Interpretation(
                Kind.INVOICE_CREATE, client=client, projects=self._projects(heard), start=start, end=end
            )
        return None

    def _projects(self, heard: Heard) -> tuple[Project, ...]:
        """The projects that are named one by one ("both tools" names two); none where only the client is."""
        found: list[Project] = []
        clients = [seen for seen in heard.seen if seen.mention.clients and not seen.mention.projects]
        for seen in heard.seen:
            if not seen.mention.projects:
                continue
            outcome = self._resolver.resolve([*clients, seen])
            if outcome.project is not None:
                found.append(outcome.project)
            elif outcome.outcome is Outcome.TIE and heard.cue_set & {"both", "all", "two"}:
                found += [c.project for c in outcome.choices]
        return tuple(dict.fromkeys(found))

    def _cost(self, heard: Heard) -> Interpretation | None:
        if heard.lengths and not heard.question:
            return None
        if heard.has("how long", "how much time", "how many hours", "how many hrs"):
            return None
        if not (
            heard.cue_set & {"cost", "costs", "costing"}
            or heard.has("how much money", "how expensive", "total spend", "have we spent", "did we spend", "spend on")
        ):
            return None
        if not (
            heard.question
            or heard.has("total cost", "cost of", "cost so far", "cost to date", "costs of")
            or heard.first in ("cost", "total", "costs")
        ):
            return None
        project, choices = self._project(heard)
        return Interpretation(Kind.COST, project=project, choices=choices, client=self._said_client(heard))

    def _expense(self, heard: Heard) -> Interpretation | None:
        said = bool(heard.cue_set & {"expense", "expenses", "expensed", "reimburse", "reimbursement", "receipt"})
        amount: Decimal | None = None
        tokens = heard.tokens
        for i in range(len(tokens)):
            found = amount_at(tokens, i)
            if found is None and said and not (i and tokens[i].glued):
                found = plain_amount_at(tokens, i) or spoken_amount_at(tokens, i)
            if found is not None:
                amount = found[0]
                break
        if heard.question and not heard.has("can you", "could you", "please"):
            return None
        signed = any(token.text in SIGNS for token in tokens) or amount is not None
        if heard.lengths or not (said or signed):
            return None
        project, choices = self._project(heard)
        return Interpretation(
            Kind.EXPENSE,
            project=project,
            choices=choices,
            client=self._said_client(heard),
            amount=amount,
            day=self._one_day(heard),
            notes=heard.text.strip(),
        )

    def _budget(self, heard: Heard) -> Interpretation | None:
        cues = heard.cue_set
        said = bool(cues & {"budget", "budgets", "budgeted", "overbudget", "overrun", "runway"}) or heard.has(
            "burn rate",
            "burn",
            "run out",
            "runs out",
            "running out",
            "money left",
            "hours left",
            "time left",
            "hours remaining",
            "is left on",
            "are left on",
            "left on",
            "left for",
            "left in",
            "remaining on",
            "how much is left",
            "burning through",
            "burned",
            "used up",
            "how close",
            "the limit",
            "the cap",
            "allowance",
            "over on",
        )
        if not said or (heard.lengths and not heard.question):
            return None
        asks = heard.question or not (cues & {"worked", "spent", "did", "log", "book", "add"})
        plain = heard.question or cues & {"budget", "budgets", "burn", "left", "remaining", "runway"}
        if not (asks and plain) and not heard.has("how close", "limit"):
            return None
        if heard.has("meeting", "review", "call") and not heard.question and "budget" in cues and not heard.seen:
            return None
        project, choices = self._project(heard)
        return Interpretation(Kind.BUDGET, project=project, choices=choices, client=self._said_client(heard))

    def _missing(self, heard: Heard) -> Interpretation | None:
        cues = heard.cue_set
        if heard.lengths and not heard.question:
            return None
        whole = heard.question and (
            bool(cues & {"log", "logged", "track", "tracked"}) and heard.has("every day", "each day", "all days")
        )
        whole = whole or (
            heard.question
            and heard.has(
                "timesheet complete",
                "timesheet full",
                "timesheet done",
                "timesheet filled",
                "log everything",
                "logged everything",
                "timesheets complete",
                "all my hours in",
                "all my time in",
                "fully logged",
                "up to date",
            )
        )
        said = (
            whole
            or bool(cues & _MISSING)
            or heard.has(
                "hasnt logged",
                "are empty",
                "is empty",
                "filled in",
                "fill in",
                "havent i",
                "havent we",
                "left empty",
                "not logged",
                "havent logged",
                "didnt log",
                "did not log",
                "no hours",
                "no time",
                "without hours",
                "without time",
                "under 8",
                "not full",
                "empty days",
                "zero hours",
                "not enough hours",
                "days empty",
            )
        )
        about = cues & {
            "timesheet",
            "timesheets",
            "hours",
            "time",
            "log",
            "logged",
            "days",
            "day",
            "track",
            "tracked",
            "entries",
        }
        period = self._period(heard)[0] is not None
        if not said or not (about or (period and cues & {"gap", "gaps", "unlogged"})):
            return None
        if not heard.question and not cues & {"timesheet", "timesheets", "gaps", "missing", "days", "unlogged"}:
            return None
        if heard.seen and not heard.question:
            return None
        start, end = self._period(heard)
        return Interpretation(Kind.MISSING_TIME, start=start, end=end, team=bool(cues & _TEAM - {"each"}))

    def _hours(self, heard: Heard) -> Interpretation | None:
        cues = heard.cue_set
        if heard.lengths and not heard.question:
            return None
        asks = heard.has(
            "how many hours",
            "how many hrs",
            "how much time",
            "how long",
            "hours did",
            "my hours",
            "total hours",
            "hours total",
            "what did i work",
            "what have i logged",
            "what did i log",
            "what did i do",
            "what have i worked",
            "what have i done",
            "time so far",
            "hours so far",
            "so far this",
            "billable vs",
            "billable versus",
            "billable against",
            "hours for",
            "hours on",
            "hours logged",
            "time tracked",
            "non billable",
            "hours tracked",
            "how billable",
            "billable percentage",
            "billable ratio",
            "how am i doing",
        )
        asks = (
            asks
            or (bool(cues & _SUM) and heard.question)
            or (bool(cues & {"total", "sum"}) and bool(cues & _SUM - {"total"}))
        )
        asks = asks or (
            heard.first in ("show", "list", "hours", "total", "summarize", "summarise", "timesheet")
            and bool(cues & _SUM)
        )
        start, end = self._period(heard)
        asks = asks or (heard.has("time spent on", "time spent") and start != end)
        if heard.question and not heard.seen and start is None and not (cues & {"my", "i", "we", "our"} | cues & _TEAM):
            return None
        if not asks or (not heard.question and not self._asking_form(heard)):
            return None
        project, client = None, self._said_client(heard)
        if any(seen.mention.projects for seen in heard.seen):
            project = self._resolve(heard).project
        start, end = self._period(heard)
        return Interpretation(
            Kind.HOURS,
            project=project,
            client=client or (project.client if project else None),
            start=start,
            end=end,
            team=bool(cues & _TEAM - {"each"}),
            choices=self._resolve(heard).choices,
        )

    def _asking_form(self, heard: Heard) -> bool:
        """Words that ask without a question mark: no bare number, no work that was done."""
        if any(item.what is What.LENGTH for item in heard.items):
            return False
        return heard.first in _OPENERS | {
            "total",
            "hours",
            "billable",
            "time",
            "my",
            "summary",
            "sum",
            "summarize",
            "timesheet",
        } or (
            heard.has(
                "so far",
                "time spent",
                "vs",
                "versus",
                "total",
                "hours for",
                "my hours",
                "hours on",
                "hours",
                "this month",
                "last month",
            )
            and not heard.has("i worked", "worked on", "put in", "i was", "i did", "add", "log", "book")
        )
