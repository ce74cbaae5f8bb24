"""What a message of a known kind says: its slots, found by the finders that all kinds share.

In come the words and what they are (a question about hours, a timer to be started, …), in whichever way that was found
out; out comes the intent. "How many hours on the app in May" has a project and two days.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from desktop.agent.intents import Details, Interpretation, Kind, Topic, Warn
from desktop.agent.reading.entries.entry import hours_of
from desktop.agent.reading.items.items import What
from desktop.agent.reading.names.resolve import Resolution, Resolver, Seen
from desktop.agent.reading.requests.asked import asked_of, asks_for_days_off
from desktop.agent.reading.requests.billing import Billing
from desktop.agent.reading.requests.changes import is_of_another
from desktop.agent.reading.requests.details import (
    billable_said,
    currency_said,
    is_resumed,
    notes_behind,
    outlay_said,
    time_said,
    units_said,
)
from desktop.agent.reading.requests.heard import TEAM, Heard
from desktop.agent.reading.requests.outlays import Outlay, amount_said, amounts_said, outlays_in
from desktop.agent.reading.requests.periods import days_of_change, month_said, period, stretch, week_before
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.requests.sides import Sides, sides_of
from desktop.agent.reading.requests.values import SECOND_THOUGHTS, led_hours, new_hours
from desktop.agent.reading.requests.wordclasses import CLASSES
from desktop.agent.reading.tasks.tasks import TaskIndex, TaskMention
from desktop.agent.reading.text.quantities import low
from desktop.harvest.catalog import Project, Task

_TEAM: Final = TEAM - {"each"}
_ONE_BY_ONE: Final = Warn(
    "several_amounts", "More than one amount was said, and this card is one expense: say the others one by one."
)
#: Whether something pays.
PROFIT: Final = Shapes(
    "make/makes/making/made/lose/loses/losing/lost/earn/earns/earning [any/much/enough] money/profit",
    "how much profit",
    "how much .. we/i .. make/made/earn/earned/lose/lost on/with/from/at N",
    "profitable/profitability/unprofitable",
    "profit/profits/margin/margins on/of/for/from/with/in/N/D/|",
    "is/was/are/were/does N worth_it/pay_off/pay_for_itself",
)
_UP_TO_NOW: Final = Shapes("<so_far>")
#: Of the hours of a week: "am I at 40 already?".
_OF_A_WEEK: Final = Shapes(
    "am/are/is i/we/N at/over/under/near/past/above/below #/L",
    "did/have/has i/we/N [not] hit/reach/reached/made/got_to #/L",
)
#: The latest entry, whatever it is for.
_THE_LAST: Final = Shapes(
    "last/latest/newest/previous [time/hours] one/entry/record/booking/log",
    "most recent one/entry/record/booking/log",
    "what/one/entry/time/hours/thing i/we [have] <logged>/put/did/made/added",
)
_ALL_OF: Final = frozenset("all both every everything".split())
_TAKEN_BACK: Final = SECOND_THOUGHTS - {"actually", "rather", "make"}
_REMOVES: Final = frozenset(word for word in CLASSES["remove"].replace("_", " ").split() if len(word) > 2) - {"out"}
_LEAVES: Final = frozenset(CLASSES["halt"].split())


class Slots(Billing):
    """Fills the slots of each kind."""

    def __init__(self, resolver: Resolver, tasks: TaskIndex) -> None:
        super().__init__(resolver, tasks)
        self._fillers: dict[Kind, Callable[[Heard], Interpretation]] = {
            Kind.HOURS: self._hours,
            Kind.MISSING_TIME: self._missing,
            Kind.BUDGET: self._budget,
            Kind.COST: self._cost,
            Kind.EXPENSE: self._expense,
            Kind.INVOICE_EXPLAIN: self._explained,
            Kind.INVOICE_CREATE: self._invoiced,
            Kind.INVOICE_SEND: self.sending,
            Kind.TIMER_START: self._started,
            Kind.TIMER_STOP: self._stopped,
            Kind.DELETE: self._deleted,
            Kind.EDIT: self._edited,
        }

    def fill(self, kind: Kind, heard: Heard) -> Interpretation:
        """The intent of that kind; what the words leave open is left out."""
        filler = self._fillers.get(kind)
        return filler(heard) if filler is not None else Interpretation(kind)

    # Questions

    def _hours(self, heard: Heard) -> Interpretation:
        start, end = (week_before(heard) if heard.asks else None) or period(heard)
        if start is None and end is None and heard.says(_OF_A_WEEK):
            start, end = heard.calendar.week(), heard.calendar.week() + timedelta(days=6)
        if start is None and heard.says(_UP_TO_NOW):
            end = heard.today
        if asks_for_days_off(heard):
            asked = replace(asked_of(heard), topic=Topic.ABSENCE)
            team = bool(heard.cue_set & _TEAM)
            return Interpretation(
                Kind.HOURS, project=self._index.days_off, start=start, end=end, team=team, asked=asked
            )
        resolved = self.resolve(heard)
        project, client = None, self.said_client(heard)
        if any(seen.mention.projects for seen in heard.seen):
            project = resolved.project or resolved.archived
        return Interpretation(
            Kind.HOURS,
            project=project,
            task=self.task(heard, project),
            client=client or (project.client if project else None),
            start=start,
            end=end,
            team=bool(heard.cue_set & _TEAM),
            choices=resolved.choices,
            asked=asked_of(heard),
        )

    def _missing(self, heard: Heard) -> Interpretation:
        start, end = week_before(heard) or period(heard)
        if start is None and end is None:
            start, end = month_said(heard, is_known=True) or (None, None)  # "missing days May?"
        team = bool(heard.cue_set & _TEAM)
        return Interpretation(Kind.MISSING_TIME, start=start, end=end, team=team, asked=asked_of(heard))

    def _budget(self, heard: Heard) -> Interpretation:
        project, choices = self.asked_project(heard)
        client = self.said_client(heard)
        return Interpretation(Kind.BUDGET, project=project, choices=choices, client=client, asked=asked_of(heard))

    def _cost(self, heard: Heard) -> Interpretation:
        start, end = period(heard)
        found = self._budget(heard)
        asked = replace(found.asked, topic=Topic.PROFIT) if heard.says(PROFIT) else found.asked
        return replace(found, kind=Kind.COST, start=start, end=end, asked=asked)

    # Money

    def _expense(self, heard: Heard) -> Interpretation:
        parts = tuple(self._one_of(heard, part) for part in outlays_in(heard))
        return replace(parts[0], outlays=parts) if parts else self._one_expense(heard)

    def _one_of(self, heard: Heard, part: Outlay) -> Interpretation:
        """One expense of several. What is said once, for which project or on which day, is said for each."""
        within = range(part.start, part.end)
        tokens = heard.tokens[part.start : part.end]
        names = [seen for seen in heard.seen if seen.mention.start in within]
        own = self._resolver.resolve(names) if names else None
        project, choices = (own.project, own.choices) if own else self.project_of_entry(heard)
        days = [item.days.days[0] for item in heard.items if item.start in within and item.days and item.days.days]
        return Interpretation(
            Kind.EXPENSE,
            project=project,
            choices=choices,
            client=self.said_client(heard),
            amount=part.amount,
            day=days[0] if days else heard.first_day,
            notes=outlay_said(heard, within),
            details=Details(
                units=part.units,
                unit=part.unit,
                currency=currency_said(tokens),
                billable=billable_said(heard),
                said=heard.text[tokens[0].start : tokens[-1].end] if tokens else "",
            ),
        )

    def _one_expense(self, heard: Heard) -> Interpretation:
        amount, (units, unit) = amount_said(heard, plain=True), units_said(heard.tokens)
        if units is not None and amount_said(heard, plain=False) is None:
            details = Details(units=units, unit=unit, billable=billable_said(heard))
            amount = None
        else:
            details = Details(currency=currency_said(heard.tokens), billable=billable_said(heard))
        project, choices = self.project_of_entry(heard)
        is_more = len(amounts_said(heard)) > 1 or (units is not None and amount is not None)
        return Interpretation(
            Kind.EXPENSE,
            project=project,
            choices=choices,
            client=self.said_client(heard),
            amount=None if is_more else amount,
            day=heard.first_day,
            notes=outlay_said(heard),
            details=details,
            warnings=(_ONE_BY_ONE,) if is_more else (),
        )

    # Timers

    def _started(self, heard: Heard) -> Interpretation:
        names = heard.seen
        sides = self._sides(heard, names, _LEAVES)
        if sides.was:  # "switch from Acme to Globex", "stop Acme, start Globex"
            names = list(sides.becomes or sides.neither) or names
        resolved = self.resolve(heard, names)
        project, choices = resolved.project, resolved.choices
        if project is None and len(names) == len(heard.seen):
            project, choices = self.project_of_entry(heard)
        return Interpretation(
            Kind.TIMER_START,
            project=project,
            task=self.task(heard, project),
            choices=choices,
            client=project.client if project else self.said_client(heard),
            notes=notes_behind(heard),
            details=Details(is_resumed=is_resumed(heard)),
        )

    def _stopped(self, heard: Heard) -> Interpretation:
        at, either = time_said(heard)
        project, _ = self.project(heard)
        return Interpretation(Kind.TIMER_STOP, project=project, details=Details(at=at, at_either=either))

    # Entries that exist

    def _deleted(self, heard: Heard) -> Interpretation:
        words = {token.low for token in heard.tokens}
        lengths = [
            hours_of(item.length)
            for item in heard.items
            if item.what is What.LENGTH and item.length and low(heard.tokens, item.start) not in _ALL_OF
        ]
        lengths = lengths or [Decimal(1)] * ("hour" in words)  # "the admin hour"
        project, choices = self.project_of_entry(heard)
        is_last = heard.says(_THE_LAST)
        start, end = stretch(heard)
        is_timed = start is not None or heard.is_dated
        return Interpretation(
            Kind.DELETE,
            project=project,
            choices=choices,
            client=self.said_client(heard),
            start=start,
            end=end,
            day=None if start else _day_behind(heard, _REMOVES) or heard.first_day,
            task=self.task(heard, project),
            details=Details(
                is_last=is_last,
                is_all=bool(words & _ALL_OF or ("entries" in words and is_timed and "one" not in words))
                and not is_last,
                old_hours=lengths[0] if len(lengths) == 1 else None,
            ),
        )

    def _edited(self, heard: Heard) -> Interpretation:
        """What was and what is to be, each by the words before it: "from Acme to Globex", "3h, not 2"."""
        every = [seen for part in heard.parts for seen in (*part.names, *part.hints)]
        names = self._sides(heard, [seen for seen in every if seen in heard.seen or _is_told(heard, seen)])
        days = sides_of(heard.tokens, days_of_change(heard), lambda day: day.start, frozenset())
        project, choices = self.project_of_entry(heard)
        of = list(names.of_entry)
        is_moved = is_of_another(heard)
        if names.new or is_moved:
            # "the 2h cycle plan should be Erlenbach, not Wiesloh": which of them it is says what it is not to be
            found = self._settled(heard, [*names.neither, *names.was], of)
            project, choices = found.project, found.choices
        were = {(seen.mention.projects, seen.mention.clients) for seen in names.was}
        new = [seen for seen in names.new if (seen.mention.projects, seen.mention.clients) not in were]
        shared = [seen for seen in (*names.neither, *names.was) if not seen.mention.clients]
        to = self._settled(heard, new, [*shared, *new]) if new else None  # "on the Globex one"
        tasks = self._tasks_by_side(heard)
        to_task = _only_task(tasks.new, (to and to.project) or project)
        to_day = days.new[0].days[0] if days.new else None
        is_told = to is not None or to_task is not None or to_day is not None
        lengths = [hours_of(item.length) for item in heard.items if item.what is What.LENGTH and item.length]
        hours = led_hours(heard) if is_told or is_moved else new_hours(heard)
        old = [length for length in lengths if length != hours] if is_told or is_moved else []
        clients = {k for seen in of for k in seen.mention.clients if seen.mention.full or not seen.mention.weak}
        client = self._index.clients[clients.pop()] if len(clients) == 1 else None
        return Interpretation(
            Kind.EDIT,
            project=project,
            choices=choices,
            client=(client if names.new else self.said_client(heard)) or (project.client if project else None),
            day=days.of_entry[0].days[0] if days.of_entry else None,
            task=_only_task(tasks.of_entry, project) if tasks.new else None,
            hours=hours,
            details=Details(
                is_last=heard.says(_THE_LAST),
                old_hours=old[0] if len(old) == 1 else None,
                to_project=to.project if to else None,
                to_choices=tuple(choice.project for choice in to.choices) if to and to.project is None else (),
                to_task=to_task,
                to_day=to_day,
            ),
        )

    def _settled(self, heard: Heard, names: Sequence[Seen], others: Sequence[Seen]) -> Resolution:
        """What names come to; where that is open and others settle it, what those do."""
        found = self.resolve(heard, names)
        other = found if found.project or list(names) == list(others) else self.resolve(heard, others)
        return other if other.project else found

    def _sides(
        self,
        heard: Heard,
        names: Sequence[Seen],
        leaves: frozenset[str] = frozenset(),
    ) -> Sides[Seen]:
        """Names by what is said of them."""
        named = frozenset(k for seen in names for k in range(seen.mention.start, seen.mention.end))
        return sides_of(heard.tokens, names, lambda seen: seen.mention.start, named, leaves)

    def _tasks_by_side(self, heard: Heard) -> Sides[TaskMention]:
        mentions = [task for part in heard.parts for task in part.tasks if task.names]
        return sides_of(heard.tokens, mentions, lambda task: task.start, frozenset())


def _day_behind(heard: Heard, verbs: frozenset[str]) -> date | None:
    """Of several days the one behind the verb: "logged on Monday and yesterday, get rid of yesterday's"."""
    at = max((k for k, token in enumerate(heard.tokens) if token.low in verbs), default=len(heard.tokens))
    behind = [item.days for item in heard.days if item.start > at]
    return behind[0].days[0] if behind and behind[0] else None


def _only_task(mentions: Sequence[TaskMention], project: Project | None) -> Task | None:
    """The one task of the project that is said, the plainest first."""
    for mention in sorted(mentions, key=lambda one: -one.strength):
        among = mention.among(project) if project is not None else []
        if len(among) == 1:
            return among[0]
    return None


def _is_told(heard: Heard, seen: Seen) -> bool:
    """Whether a name is said of what was, though a correction is behind it: "on Acme, that was actually Globex"."""
    return (seen.slot or seen.mention.exact) and not any(
        item.what is What.FIX and item.start >= seen.mention.end and low(heard.tokens, item.start) in _TAKEN_BACK
        for item in heard.items
    )
