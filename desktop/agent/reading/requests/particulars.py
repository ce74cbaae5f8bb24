"""Questions about one thing: what is unbilled, who worked on something, when last, the longest day, days off.

"What can I invoice Acme?" asks for what of Acme's is on no invoice, "did anybody work on the weekend?" for the hours of
the latest Saturday and Sunday.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from desktop.agent.intents import By, Interpretation, Kind, Topic
from desktop.agent.reading.requests.asked import asks_for_days_off, is_letter, numbers_in
from desktop.agent.reading.requests.heard import Heard
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.requests.slots import Slots
from desktop.agent.reading.requests.stretches import weekend_said

_UNBILLED: Final = Shapes(
    "unbilled/uninvoiced",
    "what/which/how_much/anything/something/time/hours/work/everything .. not [been] [yet] invoiced/billed/charged",
    "what/which/how_much/anything/something/time/hours/work .. not i/we [yet] invoiced/billed/charged",
    "what/how_much/anything/which can/could/should/may/do i/we [still] [now] <bill>/charge [N/D/for/now/|]",
    "what/how_much/anything/which have i/we [still] [got] to <bill>/charge",
    "what/how_much/anything/something/which [is/there/have/i/we/N/<hours>/left/still] to <bill>/charge [N/D/|]",
    "ready/left/still/waiting to [be] <bill>/invoiced/billed/charged",
    "to be invoiced/billed",
    "<aux> i/we [already] invoiced/billed/<bill>/charge/charged everything/all",
    "is/was/has everything .. invoiced/billed",
    "did i/we not <bill>/charge",
)
_OF_CLIENTS: Final = Shapes("which/what client/clients/customer/customers")
_UNBILLED_ALONE: Final = Shapes(
    "^ [list/<look>] [me] all/every/any <hours>/work .. not [been] [yet] invoiced/billed/charged",
    "^ [list/<look>] [me] [all/our/my/the] [N] [D] unbilled/uninvoiced",
)
_NOT_UNBILLED: Final = Shapes(
    "budget/budgets/fee/rate/rates/why",
    "last/latest/previous/next <invoice>",
    "billed/billable/invoiced versus/vs/against/and_not/or_not",
    "how much/many .. billed/invoiced .. not",
    "^ <create>/<send>/bill/invoice/log/add/put",
    "unpaid/overdue/open/draft/drafts",
)

#: With a card on the screen: what is asked of time, and what the card is to become, put as a question.
_UNBILLED_LISTED: Final = Shapes(
    "^ [my/our/N/D] unbilled/uninvoiced <hours>/work", "^ list/<look> .. unbilled/non_billable"
)
_PROPOSED: Final = Shapes(
    "^ can/could/should/would/may/might/must [not] <it> [not] [rather/better/really] be/become/go/count",
    "^ is/are/was/were not <it>",
    "^ what/how if/about <it>/its",
)

_LAST: Final = Shapes(
    "^ when <aux> i/we/anyone/anybody/someone/somebody/team/N last/most_recently",
    "^ when <aux> * [*] [N] last/most_recently <did>/<log>/touch/use/worked",
    "^ when <aux> .. last/most_recently worked/touched/tracked/logged/used/booked/active",
    "^ when was/is .. last/latest/most_recent time/entry/day/hours/work/session",
    "^ when was .. last .. <logged>",
    "^ what was .. last day/date .. <did>/<log>/<logged>/on/for N",
    "^ how long ago/since .. worked/touched/work/tracked/logged/N",
    "^ how long/many_days has/is/have/since nobody/no_one/none/it .. <did>/worked/since/touched/been",
    "^ since when .. nobody/no_one",
    "^ how long/many_days since .. last",
)
_NOT_LAST: Final = Shapes("<bill>/<timer>/pay/paid/payment/invoiced/billed/budget/expense/email/send/sent")

_LONGEST: Final = Shapes(
    "longest/busiest/biggest/heaviest/fullest/hardest day/week",
    "which/what day/week .. most/longest/hardest",
    "day/week .. most hours/time",
    "most hours/time .. in/on day/week/one/single",
)
_LONGEST_ALONE: Final = Shapes("^ [my/our/N] longest/busiest/biggest/heaviest/fullest day/week [in/of/for/this/D/#/|]")
_WEEK: Final = Shapes(
    "longest/busiest/biggest/heaviest/fullest/hardest week", "which/what week", "week .. most", "most .. week"
)

_WHO: Final = Shapes(
    "^ who is/was/are/were/has/have/had [been/else/all/mostly/ever] working/worked/busy/tracking/active/doing",
    "^ who is/was/are/were [else/all] [working/busy] on/for N",
    "^ who [else/all] worked/works/did/tracked/logged/booked/spent/put",
    "^ who [else] has/have [been/already/ever] <logged>/<did>/done",
    "^ <aux> anyone/anybody/someone/somebody [else/been] .. worked/working/work/touch/touched/<log>/<logged>",
    "^ which/what people/teammates/colleagues/employees/members .. worked/working/work/<log>/<logged>/on",
)
_PRESENT: Final = Shapes("^ who is/are")
_LATELY: Final = timedelta(days=13)
"""Days before today that "who is working on it" means."""
_NOW: Final = Shapes("now/right_now/currently/moment", "<timer>/running/ticking")
_NOT_WHO: Final = Shapes(
    "not/missing/gap/gaps/behind/forgot/enough/least/less/under/fill/filled/<sheet>/invoice/invoices/paid/owe/owes",
    "by/per project/client/task/day/week",
    "everyone/everybody/team .. <log>/<logged>",
)

_WEEKENDS: Final = frozenset({"weekend", "weekends"})
_WORKS: Final = Shapes("work/worked/working/<log>/<logged>/busy/<did>", "<hours>")


class Particulars(Slots):
    """Recognises these, the more particular first."""

    def _particular(self, heard: Heard) -> Interpretation | None:
        if heard.lengths or (heard.reports and not heard.asks) or is_letter(heard.text) or numbers_in(heard.text):
            return None
        asks: tuple[Callable[[Heard], Interpretation | None], ...] = (
            self._days_off,
            self._unbilled,
            self._longest,
            self._last,
            self._weekend,
            self._who,
        )
        return next((found for ask in asks if (found := ask(heard)) is not None), None)

    def _unbilled(self, heard: Heard) -> Interpretation | None:
        asks = (heard.question and heard.says(_UNBILLED)) or _UNBILLED_ALONE.first(heard.line) == 0
        if not asks or heard.says(_NOT_UNBILLED):
            return None
        found = self._about(heard, Kind.COST, Topic.UNBILLED)
        return replace(found, asked=replace(found.asked, by=By.CLIENT)) if heard.says(_OF_CLIENTS) else found

    def _last(self, heard: Heard) -> Interpretation | None:
        if not heard.question or not heard.says(_LAST) or heard.says(_NOT_LAST):
            return None
        found = self._about(heard, Kind.HOURS, Topic.LAST)
        return found if found.project or found.client or found.choices or found.task or found.asked.names else None

    def _longest(self, heard: Heard) -> Interpretation | None:
        asks = (heard.question and heard.says(_LONGEST)) or _LONGEST_ALONE.first(heard.line) == 0
        if not asks:
            return None
        by = None if heard.says(_WEEK) else By.DAY
        found = self._about(heard, Kind.HOURS, Topic.LONGEST)
        return replace(found, asked=replace(found.asked, by=by))

    def _who(self, heard: Heard) -> Interpretation | None:
        if not heard.question or not heard.says(_WHO) or heard.says(_NOT_WHO):
            return None
        found = self._about(heard, Kind.HOURS, Topic.WHO)
        is_named = found.project or found.client or found.choices or found.task or found.asked.names
        if heard.says(_NOW) or not (is_named or found.start):
            return None
        if found.start is None and heard.says(_PRESENT):
            found = replace(found, start=heard.today - _LATELY, end=heard.today)
        return replace(found, team=True)

    def _weekend(self, heard: Heard) -> Interpretation | None:
        if not heard.question or not heard.cue_set & _WEEKENDS or not heard.says(_WORKS):
            return None
        found = self._about(heard, Kind.HOURS, Topic.WEEKEND)
        latest = (found.start, found.end) == weekend_said(heard.text, heard.today)
        if found.start and found.end and not latest and not _has_workdays(found.start, found.end):
            return None  # "last weekend": days as any others
        return found

    def _days_off(self, heard: Heard) -> Interpretation | None:
        return self.fill(Kind.HOURS, heard) if heard.question and asks_for_days_off(heard) else None

    def _about(self, heard: Heard, kind: Kind, topic: Topic) -> Interpretation:
        """What is asked about, as of any question about hours."""
        found = self.fill(Kind.HOURS, heard)
        return replace(found, kind=kind, asked=replace(found.asked, topic=topic, lists=False))


def asks_what_is_unbilled(heard: Heard) -> bool:
    """ "how much is unbilled for Acme", "list unbilled hours"; not "could that be unbilled?", which is of a card."""
    return (heard.asks or heard.says(_UNBILLED_LISTED)) and not heard.says(_PROPOSED)


def _has_workdays(start: date, end: date) -> bool:
    return (end - start).days > 1 or start.weekday() < 5 or end.weekday() < 5
