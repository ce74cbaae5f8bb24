"""One message, prepared for the recognisers of everything that is no entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from desktop.agent.intents import Choice
from desktop.agent.reading.entries.clauses import Clause
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.names.mentions import Mention
from desktop.agent.reading.names.resolve import Outcome, Resolution, Resolver, Seen
from desktop.agent.reading.names.vocabulary import How
from desktop.agent.reading.requests.asides import all_aside, is_talk
from desktop.agent.reading.requests.line import line_of
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.requests.wordclasses import CLASSES
from desktop.agent.reading.tasks.tasks import TaskIndex
from desktop.agent.reading.text.quantities import Quantity, low
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.time.days import MONTHS, Calendar
from desktop.harvest.catalog import Client, Project, Task

TEAM = frozenset("team everyone everybody anyone anybody people who whos staff colleagues crew each".split())
_SUBJECTS = "i/we/my/our/it/they/you/he/she/there/any/anyone/anybody/everyone/everybody/everything/this/that"
_AUXILIARIES = "do/does/did/is/are/am/was/were/has/have/had/will/would/should/can/could"
#: A question by its form, whatever stands at its end.
ASKED = Shapes(
    "^ <ask> *",
    f"^ {_AUXILIARIES} {_SUBJECTS}",
    f"^ {_AUXILIARIES} not {_SUBJECTS}",
    "^ is/are/does/will N",
    "^ has/have/did N [N/D/*] <bill>/<expense>",
    "^ is/are/was/were/do all/some/enough/every/each",
    "^ any",
    "^ whether",
    "^ remind me what/how/where/which",
    "^ check/see whether/if",
)
#: Asked without a mark, as it is said: whether somebody booked anything.
ASKS_OF_OTHERS = Shapes(
    "^ did/has/have/does [N/D] * [N] <log>/<logged>/spend/spent/do/done/work/get .. anything/any/something/much/enough",
    "^ did/has * log/book/track/record/enter [N/D] time/hours",
)
#: Told as a plan or a limit, not as work: "I was supposed to have 20 hours for Acme".
_MEANT = Shapes("^ i/we was/were/had supposed/meant/going/planning/allowed/allotted/given/hoping")
#: Lengths that people believe, and a question which is true: "she reckons it was 70 hours, so who is right".
_DISPUTED = Shapes(
    "thinks/reckons/believes/claims/says/insists/said .. L ... who is right",
    "thinks/reckons/believes/claims/says/insists/said .. L ... where do we/i [really/actually] stand",
    "thinks/reckons/believes/claims/says/insists/said .. L ... what is true/right/correct",
)
_OF_ONE = Shapes("^ i/we <did> [about/for/another] L", "^ log/add/put/book/record/enter/track .. L")
#: In front of a month, never of a client that is called so.
IN_A_MONTH = frozenset("in from since during".split())
_BEFORE_A_CLIENT = frozenset("for at with on to by of and the our".split())
_ASKED_ALOUD = Shapes(
    "what did i do", "what was it/that", "how long was/did", "what else", "what/which day was", "^ how/what L"
)
#: "is the app still open? I did 2h there": told, whatever was asked before.
_ANSWERED = Shapes("^ i/we <did> .. L", "^ i/we put .. L")
#: "what I just logged should be 3h": spoken of, not asked about.
_SPOKEN_OF = Shapes("^ what i/we [have] <logged>/put/did/made <ought>/was/is")
#: With a question mark at the end these begin a question, whoever is asked about.
_ASKS_MARKED = Shapes("^ do/does/did/is/are/am/was/were/has/have/had/will/would/can/could")
_LOG_REQUEST = Shapes("^ log/add/put/book/record/enter/track/register/note/jot")
#: "I was on Acme yesterday, can you log that?": asked for in the form of a question.
_LOG_IT = Shapes("^ do/log/add/put/book/record/enter/track/register/note <it> [for/in/down/on] [me/us/there] $")
_NOT_YET = Shapes("i/we did/have not [yet] <log>/<logged>/put")
#: "2h on Acme logged already or not?": asked in the end only.
_ASKED_LAST = Shapes("or not $", "logged/tracked/booked/recorded/entered .. already/yet/right")
_PAST = Shapes(
    "^ [i/we] [also/then/already/only/first/mostly/finally] <did>",
    "^ i/we have been/worked/done/spent/finished",
    "^ i/we put",
)


_RIGHT_BEHIND, _LITTLE_BEFORE = 3, 6
"""How many words of a correction and of what it corrects stand at most between them."""
_ABSENCES = frozenset("leave vacation holiday holidays pto off sick".split())
#: Words in -ing that begin commands and questions too.
_NO_DEEDS = frozenset(
    word for name in ("begin", "halt", "remove", "send", "timer", "spending") for word in CLASSES[name].split()
) | frozenset("missing billing invoicing pricing running remaining nothing anything everything wondering".split())


@dataclass
class Heard:
    """One utterance, prepared for the recognisers."""

    tokens: Sequence[Token]
    items: Sequence[Item]
    parts: Sequence[Clause]
    calendar: Calendar
    text: str

    @property
    def today(self) -> date:
        """The day on which it was said."""
        return self.calendar.today

    @cached_property
    def line(self) -> str:
        """The words as `line.py` writes them."""
        return line_of(self.tokens, self.items)

    def says(self, *shapes: Shapes) -> bool:
        """Whether the line has any of these shapes."""
        return any(shape.fit(self.line) for shape in shapes)

    @cached_property
    def _marked(self) -> bool:
        """Whether there is a question mark, at the end or between words without numbers."""
        if self.text.rstrip().endswith("?"):
            return True
        return " # " not in self.line and any(token.text == "?" for token in self.tokens)

    @cached_property
    def cues(self) -> list[str]:
        """All words outside of names and quoted notes, in order."""
        found: list[str] = []
        for item in self.items:
            if item.what is What.NOTE or (item.what is What.NAME and item.name is not None and item.name.full):
                continue
            words = (self.tokens[i] for i in range(item.start, item.end))
            found += [token.low for token in words if token.kind is TokenKind.WORD]
        return found

    @cached_property
    def cue_set(self) -> frozenset[str]:
        """All words outside of names."""
        return frozenset(self.cues)

    @cached_property
    def lengths(self) -> list[Quantity]:
        """Lengths with a unit, or from a clock range; none where all that are said are said aside."""
        if all_aside(self.line) or (self.says(_DISPUTED) and not self.says(_OF_ONE)):
            return []
        found = [item for item in self.items if item.what is What.LENGTH and item.length and not item.length.bare]
        appointed = self._marked and len(found) == 1  # "billable share in May? The call is in ten minutes"
        return [
            item.length
            for item in found
            if item.length and item.name is None and not (appointed and low(self.tokens, item.start - 1) == "in")
        ]

    @cached_property
    def talks(self) -> bool:
        """Whether the words are talk, in which nothing was worked and nothing is wanted."""
        days = [day for item in self.items if item.days for day in item.days.days]
        off = any(token.low in _ABSENCES for token in self.tokens)  # "tomorrow I'm on leave": entered ahead
        return is_talk(self.line, is_ahead=bool(days) and min(days) > self.today and not off, is_asked=self.question)

    @cached_property
    def asks(self) -> bool:
        """Whether the words ask by their form. With a length in them only their beginning or their end can."""
        if self.says(_LOG_REQUEST, _SPOKEN_OF) or self.requests:
            return False
        if not self.lengths and ASKS_OF_OTHERS.first(self.line) == 0:
            return True
        if self.lengths and (self.past or self.says(_ANSWERED)):
            return False
        marked = self._marked
        at = ASKED.first(self.line)
        if at >= 0 and (at == 0 or marked or not self.lengths):
            # "What did I do, right, Acme, two hours": asked of oneself, and answered.
            return not (self.lengths and self.seen and self.says(_ASKED_ALOUD))
        if marked and self.says(_ASKS_MARKED):
            return True
        return not self.lengths and self.has("show me", "tell me", "let me know", "to know", "find out")

    @cached_property
    def question(self) -> bool:
        """Whether the words ask something, by their form or by a question mark."""
        if self.says(_LOG_REQUEST) or self.requests:
            return False  # "can you add my time for Acme?"
        return self.asks or (self._marked and (not self.lengths or self.says(_ASKED_LAST)))

    @cached_property
    def past(self) -> bool:
        """Whether the words begin by telling what was done: "fixed the menu"."""
        if ASKED.first(self.line) == 0 or _MEANT.first(self.line) == 0:
            return False
        return _PAST.first(self.line) == 0 and not (not self.lengths and ASKS_OF_OTHERS.first(self.line) == 0)

    @cached_property
    def requests(self) -> bool:
        """Whether work is told of first and asked to be logged last."""
        if _LOG_IT.last(self.line) <= 0 or ASKED.first(self.line) == 0:
            return False
        return self.past or self.says(_NOT_YET)

    @cached_property
    def reports(self) -> bool:
        """Whether the words begin with work: "fixed the menu", "fixing invoice totals"."""
        return self.past or (self.first.endswith("ing") and self.first not in _NO_DEEDS)

    @cached_property
    def first(self) -> str:
        """The first word that matters."""
        return next((word for word in self.line.split() if word.isalpha() and word.islower()), "")

    @cached_property
    def days(self) -> list[Item]:
        """Days that are said, without what is taken back at once: "yesterday's, sorry, Friday's entry"."""
        said = [item for item in self.items if item.what is What.DAYS and item.days and item.days.days]
        fixes = [item for item in self.items if item.what is What.FIX]
        corrected = {fix.start for fix in fixes for day in said if 0 <= day.start - fix.end < _RIGHT_BEHIND}
        kept = [day for day in said if not any(0 <= at - day.end < _LITTLE_BEFORE for at in corrected)]
        return [day for day in kept if low(self.tokens, day.start - 1) != "than"]  # "dearer than last year"

    @property
    def is_dated(self) -> bool:
        """Whether any day is said."""
        return any(item.what is What.DAYS for item in self.items)

    @property
    def first_day(self) -> date | None:
        """The first day that is said."""
        return next((item.days.days[0] for item in self.days if item.days), None)

    def has(self, *phrases: str) -> bool:
        """Whether any of these word sequences is said outside of names."""
        joined = f" {' '.join(self.cues)} "
        return any(f" {said} " in joined for said in phrases)

    @cached_property
    def seen(self) -> list[Seen]:
        """All names; where there is none, those that were read as a time ("Q3", "3M")."""
        fixed = max((k for k, part in enumerate(self.parts) if part.fix and _is_named(part)), default=0)
        kept = self.parts[fixed:]  # "start the clock, lookbook, no sorry, H&M retainer"
        meant = [part for part in kept if not part.has(What.NOT)]  # "not Acme any more, I'm on Globex now"
        if any(part.names for part in meant):
            kept = meant
        named = [seen for part in kept for seen in (*part.names, *part.hints)]
        if not any(seen.mention.full for seen in named):
            named += [Seen(item.name) for item in self.items if item.name and item.what in (What.DAYS, What.LENGTH)]
        is_known = any(seen.mention.full for seen in named)
        return [seen for seen in named if not self.is_month(seen.mention, is_known=is_known)]

    def is_month(self, mention: Mention, *, is_known: bool) -> bool:
        """Whether a month was said and only sounds like that name ("June" for "Juno"), or is said beside the whole name
        of another (`is_known`): "from May", "the roof, May" and not "for May"."""
        if mention.end - mention.start != 1 or low(self.tokens, mention.start) not in MONTHS:
            return False
        before = low(self.tokens, mention.start - 1)
        return not mention.exact or (is_known and not mention.full and before not in _BEFORE_A_CLIENT)


def _is_named(part: Clause) -> bool:
    """Whether a part names something, and not only nearly so."""
    return any(seen.mention.exact for seen in part.names)


class Asker:
    """What all recognisers need to know of a message: the project, client, task and time that it names."""

    def __init__(self, resolver: Resolver, tasks: TaskIndex) -> None:
        self._resolver, self._tasks = resolver, tasks
        self._index = resolver.index

    def resolve(self, heard: Heard, names: Sequence[Seen] | None = None) -> Resolution:
        """What all names of the message come to, or only those."""
        found = self._resolver.resolve(_without_echoes(heard.seen) if names is None else names)
        if found.outcome is Outcome.UNNAMED:
            # "what has road pricing cost us": nothing but a name can stand in a request beside its own words.
            several = [seen for seen in heard.seen if seen.mention.exact and seen.mention.matched > 1]
            found = self._resolver.resolve([replace(seen, slot=True) for seen in several])
        return found

    def project(self, heard: Heard) -> tuple[Project | None, tuple[Choice, ...]]:
        """The project, else those to choose from."""
        found = self.resolve(heard)
        return found.project, found.choices

    def project_of_entry(self, heard: Heard) -> tuple[Project | None, tuple[Choice, ...]]:
        """As `project`, for what is or will be an entry or an expense.

        "The hotel for the school" is for the school; of a long story the part that names one project first counts; and
        a task that only one project has names that project.
        """
        project, choices = self.project(heard)
        if project is not None:
            return project, choices
        behind = [seen for seen in heard.seen if _is_behind_for(heard, seen)]
        for names in (behind, *([*part.names, *part.hints] for part in heard.parts)):
            if names and (found := self._resolver.resolve(names)).outcome is Outcome.SETTLED:
                return found.project, ()
        said = {name for part in heard.parts for mention in part.tasks for name in mention.names}
        having = [one for one in self._index.projects[: self._index.active] if said & {t.name for t in one.tasks}]
        if len(having) == 1 and (not choices or not any(choice.project in having for choice in choices)):
            return having[0], ()
        return None, choices

    def asked_project(self, heard: Heard) -> tuple[Project | None, tuple[Choice, ...]]:
        """As `_project`, for questions: an archived project can be asked about."""
        found = self.resolve(heard)
        return found.project or found.archived, found.choices

    def client(self, heard: Heard) -> Client | None:
        """The client that is said, or whose project is."""
        said = self.said_client(heard)
        if said is not None:
            return said
        project = self.resolve(heard).project
        return project.client if project else None

    def said_client(self, heard: Heard) -> Client | None:
        """The client that is named itself."""
        whole_first = sorted(heard.seen, key=lambda seen: not seen.mention.full)
        said = [c for seen in whole_first for c in seen.mention.clients if seen.mention.full or not seen.mention.weak]
        return self._index.clients[said[0]] if said else None

    def task(self, heard: Heard, project: Project | None) -> Task | None:
        """The task that is named, where it is one of the project's."""
        mentions = [
            task
            for part in heard.parts
            for task in part.tasks
            if task.names and (task.end > task.start + 1 or low(heard.tokens, task.start) not in _STRETCHES)
        ]
        named = {k for seen in heard.seen for k in range(seen.mention.start, seen.mention.end)}
        # "the 365 migration, task project management": said to be the task, else in no project's name
        called = {task for task in mentions if low(heard.tokens, task.start - 1) == "task"}
        for mention in sorted(mentions, key=lambda m: (m not in called, m.start in named, -m.strength)):
            if project is not None:
                among = mention.among(project)
                if len(among) == 1:
                    return among[0]
            elif len(mention.names) == 1:
                return self._tasks.tasks[next(iter(mention.names))]
        return None


def _is_behind_for(heard: Heard, seen: Seen) -> bool:
    """ "... for the school", "... on Acme"."""
    before = [low(heard.tokens, k) for k in (seen.mention.start - 1, seen.mention.start - 2)]
    return before[0] in ("for", "on") or (before[0] in ("the", "my", "our") and before[1] in ("for", "on"))


def _without_echoes(names: Sequence[Seen]) -> list[Seen]:
    """Without one word that only sounds like a name, where others are said as they are written: "vane" for "Van"."""
    if not any(seen.mention.exact and not seen.mention.weak for seen in names):
        return list(names)
    return [seen for seen in names if seen.mention.how is not How.SOUND or seen.mention.matched > 1]


#: Of what is asked about, not of "Year-End Accounts".
_STRETCHES = frozenset("day week month quarter year".split())
