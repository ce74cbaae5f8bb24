"""What is asked about how things stand: a list of invoices, what was billed in all, the running timer, two periods.

"Which invoices are overdue at Globex?" asks for a list of the overdue ones, "did I work more this week than last?" for
this week's hours beside last week's.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from desktop.agent.intents import Asked, By, Choice, Interpretation, Kind, Standing, Topic
from desktop.agent.reading.items.items import What
from desktop.agent.reading.names.resolve import Seen
from desktop.agent.reading.requests.asked import asked_of, is_letter, numbers_in
from desktop.agent.reading.requests.heard import TEAM, Heard
from desktop.agent.reading.requests.periods import period
from desktop.agent.reading.requests.refusals import Refusals
from desktop.agent.reading.requests.shapes import Shapes, said_words
from desktop.agent.reading.requests.slots import Slots

_MANY = "invoices/invs/bills"
_STATE = "unpaid/open/overdue/draft/drafts/paid/late/outstanding/unsent/pending/closed/sent/due"
_OWED: Final = Shapes(
    "who [still] owes/owe",
    "owe/owes/owed us/me [money/anything/much]",
    "owed to us/me",
    "[do/does] N [still] owe/owes [us/me/money/anything/much]",
    "who/which/what/N .. has/have/did/is/are [N] not [yet] paid [us/me/yet/D/|]",
    "has/have N paid [us/me] [yet]",
    "has/have [we/i/been] been paid",
    "has/have we/i been paid",
    "are we/i paid",
    "who is late/behind [in/with] [paying/payment/payments/D/|]",
    "late payers/payments",
    "money/amount/sum/total .. outstanding/owed/receivable",
    "how much is/are [still/currently] outstanding/owed/receivable",
    "what is/are [still/currently] outstanding/owed/receivable",
    "outstanding amount/amounts/balance/balances/money/payments/receivables",
    "accounts receivable",
    "receivables",
)
#: Time that is not entered, of one's own people: no client's debt.
_TIME_OWED: Final = Shapes(
    "behind/late [in/on/with] [logging/tracking/entering/submitting/filling/booking] [in/up/out] [my/our/their/D/all]"
    " [D] <hours>/<sheet>/entries",
    "behind/late [in/on/with] logging/tracking/entering/submitting/filling/booking/timekeeping",
    "owe/owes/owed [me/us] [my/our/their/any/some/D] <hours>/<sheet>/entries",
)
#: As it is asked without a mark: nobody tells of work so.
_PAY_ASKED: Final = Shapes(
    "^ did/has/have N [already/actually/ever] pay/paid [us/me] [everything/all/in_full/on_time] [yet/already/D] $",
    "^ did/has/have N [already/actually/ever] pay/paid [us/me] [for] [our/their/this/that] [last/latest/D] <bill>",
)
_PAYS: Final = Shapes(
    "how much did/has/have N pay/paid",
    "what did/has/have N pay/paid",
    "how much .. got/get/been/received paid/payment/payments [by/from/D/N/|]",
)
#: Each state by the words for it, the more particular first.
_STATES: Final = (
    (
        Standing.OVERDUE,
        Shapes("overdue", "past due [date]", "past their/its due [date]", "behind on/with payment/payments"),
    ),
    (Standing.DRAFT, Shapes("draft/drafts", "unsent", "not [been] [yet] sent [yet]", "still to send/be_sent")),
    (
        Standing.UNPAID,
        Shapes(
            "unpaid/outstanding/open/unsettled/pending/owing",
            "not [been] [yet] paid/settled [yet]",
            "still to be_paid",
            "waiting for payment",
            "await/awaits/awaiting payment",
        ),
    ),
    (
        Standing.DUE,
        Shapes("due/payable [in/on/by] D", "D due", "fall/falls/falling/come/comes/coming due", "become/becomes due"),
    ),
    (Standing.CLOSED, Shapes("closed", "written off", "write/writes/wrote off", "cancelled/canceled")),
    (Standing.PAID, Shapes("paid/settled", "payment/payments .. received/in/got/came", "received .. payment/payments")),
)
_LATE_ONES: Final = Shapes(f"late {_MANY}", f"{_MANY} .. late [|/D/N]")
_LISTS: Final = Shapes(
    f"which/what/any/how_many [of] [our/my] [N] [{_STATE}] [N] {_MANY}",
    f"are there .. {_MANY}",
    f"^ all/any [our/my] draft {_MANY}",
    f"do/have we/i have/got .. {_MANY}",
    f"^ list/<look> [me/us] [all/any/our/my] [all/of] [our/my/N] [N/D] [{_STATE}] [N] {_MANY}",
    f"^ [N/our/my/all/D] [unpaid/overdue/late/outstanding/unsent/pending/paid/open] [N] {_MANY}",
    f"^ [list/show] [of] [N/our/my] draft {_MANY} [for/of/from/at/D/|]",
    f"^ {_MANY} [of/for/from/at] [N/D] [N/D] $",
    f"{_MANY} .. is/are/was/were/got/been [not] [still/yet] [{_STATE}]",
    "^ [what/which/who/is/anything/any/N/D] [is/are] [still/currently/anything/N] overdue",
    "[what/who/which] [is/are] .. overdue [at/for/from/with/by/N/D/|]",
    "^ [list/<look>] [me] [all/our/my] [invoice] drafts",
    "due [in/on/by] D $",
    "falls/fall/comes/come due",
)
_ONE: Final = Shapes(
    "last/latest/newest/this/that/recent/current/previous/next/final invoice/inv/bill",
    "on/in [my/our/their] [N] invoice/bill",
    "why/how_come",
    "explain/explains/explanation",
    "break .. down",
    "compare/compares/compared",
    "higher/lower/bigger/smaller than",
)
_COMMANDS: Final = Shapes(
    "^ remind/chase N/client/clients/them/him/her/everyone/everybody",
    "^ send/sending/email/mail/mark/forward/resend/deliver/delete/remove/void/pay/make/create/prepare",
    "^ generate/raise/issue/close/write/reopen/cancel",
    "^ draft/draft_up [N/our/my/all/D/new] .. <bill> for",
)
_BUDGETS: Final = Shapes("budget/budgets/hours/timesheet/timesheets/task/tasks")

_BILLED: Final = Shapes(
    "how much [money/work/revenue] .. we/i .. bill/billed/billing/invoice/invoiced/invoicing/charge/charged",
    "what [money/work/revenue] .. we/i .. bill/billed/billing/invoice/invoiced/invoicing/charge/charged",
    "how much .. was/were/has/have/is/got .. billed/invoiced/charged [to/for/N/D/|]",
    "what .. was/were/has/have/is/got .. billed/invoiced/charged [to/for/N/D/|]",
    "did/have/has/do/are/is we/i/team [now/also] bill/billed/billing/invoice/invoiced/invoicing .. more/less .. D",
    "total/sum .. billed/invoiced/billings",
    "billed/invoiced total/so/<so_far>/D/in/to/in_total/altogether",
    "how much .. revenue/turnover/billings/sales",
    "what .. revenue/turnover/billings/sales",
    "^ [N/our/my/total/D] [N/D] revenue/turnover/billings [in/for/of/from/D/N/|/so]",
    "^ revenue/turnover/billings",
    "what/how_much [money] did/have i/we/team earn/earned/make/made/take_in/bring_in/turn_over in/D/so/|",
    "what/how .. is/was/were/are our/my/D revenue/turnover/billings/income/earnings",
)
_NOT_BILLED: Final = Shapes(
    "not [been/i/we] [yet] invoiced/billed/charged",
    "bill/billed/invoice/invoiced .. still/left",
    "still/left/can/could/should/may [to/i/we/be] [still] [to/be] bill/invoice/charge/billed/invoiced",
    "uninvoiced/unbilled/billable/nonbillable/non_billable",
    "bill/billed/invoice/invoiced versus/vs/not/against/and_not",
    "cost/costs/margin/profit/budget/budgets/fee",
    "how many/long",
    "<hours> .. bill/billed/invoiced",
    "billed/invoiced .. <hours>",
)

_RUNNING: Final = Shapes(
    "^ what is/was [still/now/currently] running/ticking [now/right/for/on/N/at/|]",
    "^ what <timer>/project/task/N [is/am] [i/still/now/currently] running/ticking/timing/tracking",
    "^ which/whose <timer>/project/task [of] [mine/ours/N] [is/are] [still/now/on] running/on/ticking/timing/|",
    "^ which [one] [is/are] [still/now/currently] running/ticking",
    "^ is/are [there] [my/any/some/N/one/all/anyone/anybody] [N] <timer> [still/even/now/N] [on/running/active/for/|]",
    "^ is/are there .. <timer>",
    "^ is/are anything/something/one/it/N [still/currently/now] running/ticking [now/right/for/|]",
    "^ do/have i/we [still] have/got .. <timer> [on/running/going/active]",
    "^ did/have i [remember_to/forget_to] start/started/stop/stopped/leave/left .. <timer> [on/running/D/|]",
    "^ how long/much .. <timer> .. [run/been/running/on/going/counted/say/says/at]",
    "^ how long .. running/timing",
    "^ when did i start .. <timer>",
    "^ since when .. <timer>/running",
    "^ where is .. <timer> at",
    "^ what am i [currently/now] timing/tracking",
    "^ who has/is/have .. <timer>",
    "^ who is [currently/now] working/timing/tracking/clocked",
    "^ what is everyone/everybody/team working/timing/tracking on [now/|]",
    "^ what is everyone/everybody/team [currently/now] working/timing/tracking",
    "^ what/which timers",
)
_RUNNING_SHORT: Final = Shapes(
    "^ [<look>/list] [me] [my/all/our/D] running/current/active <timer> $",
    "^ [my] <timer> status/state $",
)
_EARLIER: Final = Shapes("running/ran out/late/over/low/dry/up", "running cost/costs/total", "in running")

_THAN: Final = Shapes(
    "compare/compares/compared/comparing/comparison",
    "versus/against",
    "more/less/longer/fewer/busier/quieter/harder/better/worse .. than",
    "difference/differ/differs .. D",
    "change/changed/grow/grew/grown/increase/increased/decrease/decreased/drop/dropped .. from D to D",
    "more/less/longer .. D or D",
    "D than D",
)
_PREVIOUS: Final = Shapes(
    "than/versus/against/to/with/from last/before/previous [one/week/month/year/quarter/D/|/→/|]",
    "than/versus/against/to/with/from one/week/month/year/quarter before",
    "than/versus/against/to/with/from it was before",
)
_OTHER: Final = Shapes(
    "budget/budgets/capacity/target/rate/rates", "invoice/invoices/bill/bills", "billable versus/vs/against/and/or"
)
_SUMS: Final = Shapes(
    "<hours>",
    "<did>/work/working/busy/busier/quieter/spend/<log>/<logged>/do/doing/put",
    "compare/compares/compared/comparison/comparing",
)


class Standings(Slots, Refusals):
    """Recognises what is asked about how things stand."""

    def _listed(self, heard: Heard) -> Interpretation | None:
        """Invoices by how they stand, and who owes what."""
        pay_asked = _PAY_ASKED.first(heard.line) == 0
        told = heard.reports and not (heard.asks or pay_asked)
        if heard.lengths or told or heard.says(_COMMANDS) or is_letter(heard.text):
            return None
        owed = (heard.question and heard.says(_OWED) and not heard.says(_TIME_OWED)) or pay_asked
        pays = heard.question and heard.says(_PAYS)
        if not (owed or pays or heard.says(_LISTS)) or numbers_in(heard.text):
            return None
        if not owed and heard.says(_ONE, _BUDGETS):
            return None
        standing = next((state for state, shape in _STATES if heard.says(shape)), None)
        if heard.says(_LATE_ONES):
            standing = Standing.OVERDUE
        if owed and standing not in (Standing.OVERDUE, Standing.DUE):
            standing = Standing.UNPAID
        if pays:
            standing = Standing.PAID
        start, end = period(heard)
        if standing is None and not heard.says(_PLURAL):
            return None
        found = self._about_invoices(heard, Topic.INVOICES, standing or Standing.ANY, start, end)
        return replace(found, asked=replace(found.asked, by=By.CLIENT)) if owed else found

    def _billed(self, heard: Heard) -> Interpretation | None:
        """What was billed in all, by the invoices' issue dates."""
        if heard.lengths or (heard.reports and not heard.asks) or is_letter(heard.text) or not heard.says(_BILLED):
            return None
        if heard.says(_NOT_BILLED, _ONE) or numbers_in(heard.text):
            return None
        start, end = period(heard)
        if not heard.question and start is None and not heard.seen:
            return None
        found = self._about_invoices(heard, Topic.BILLED, Standing.ANY, start, end)
        said = any(seen.mention.projects for seen in heard.seen)
        project, choices = self.asked_project(heard) if said and not found.asked.client_only else (None, found.choices)
        return self._beside(replace(found, project=project, choices=choices), heard)

    def _about_invoices(
        self, heard: Heard, topic: Topic, standing: Standing, start: date | None, end: date | None
    ) -> Interpretation:
        asked = replace(asked_of(heard), topic=topic, standing=standing)
        client = self.said_client(heard)
        choices: tuple[Choice, ...] = ()
        if client is None and any(_is_name(seen, heard) for seen in heard.seen):
            client = self.client(heard)
            choices = self.resolve(heard).choices if client is None else ()
        return Interpretation(Kind.INVOICE_EXPLAIN, client=client, choices=choices, start=start, end=end, asked=asked)

    def _running(self, heard: Heard) -> Interpretation | None:
        """What the timer stands at."""
        asks = (heard.question and heard.says(_RUNNING)) or _RUNNING_SHORT.first(heard.line) == 0
        if heard.lengths or not asks or heard.says(_EARLIER):
            return None
        if any(item.what is What.DAYS and item.days and item.days.period for item in heard.items):
            return None
        found = self.fill(Kind.BUDGET, heard)
        team = bool(heard.cue_set & (TEAM | {"whose"}) - {"each"})
        return replace(found, kind=Kind.HOURS, team=team, asked=replace(found.asked, topic=Topic.TIMER))

    def _compared(self, heard: Heard) -> Interpretation | None:
        """Two periods side by side."""
        if (
            heard.lengths
            or (heard.reports and not heard.asks)
            or heard.says(_OTHER)
            or not heard.says(_THAN, _PREVIOUS)
        ):
            return None
        if not (heard.question or heard.first in _COMPARING or heard.says(_VERSUS)) or not heard.says(_SUMS, _VERSUS):
            return None
        pair = self._two_periods(heard)
        if pair is None:
            return None
        found = self.fill(Kind.HOURS, heard)
        return replace(found, start=pair[0][0], end=pair[0][1], asked=replace(found.asked, than=pair[1]))

    def _beside(self, found: Interpretation, heard: Heard) -> Interpretation:
        """The question with the period that it is compared with, where there is one."""
        pair = self._two_periods(heard) if heard.says(_THAN, _PREVIOUS) else None
        if pair is None:
            return found
        return replace(found, start=pair[0][0], end=pair[0][1], asked=replace(found.asked, than=pair[1]))

    def _unanswered(self, heard: Heard) -> Kind | Interpretation | None:
        """After all else: what is known of a question that nothing here answers."""
        left = self._left_alone(heard)
        if left is None or not heard.question:
            return left
        start, end = period(heard)
        said = [seen for seen in heard.seen if seen.mention.exact and _is_name(seen, heard)]
        client = self.said_client(heard) if said else None
        project = self.resolve(heard).project if any(seen.mention.projects for seen in said) else None
        return Interpretation(
            Kind.NONE, project=project, client=client, start=start, end=end, asked=Asked(topic=Topic.UNKNOWN)
        )

    def _two_periods(self, heard: Heard) -> tuple[tuple[date, date], tuple[date, date]] | None:
        """The two that are said, or the one and what came before it: "this week than last"."""
        said = [item.days.days for item in heard.items if item.what is What.DAYS and item.days and item.days.days]
        periods = [(min(days), max(days)) for days in said]
        if len(periods) == 1 and heard.says(_PREVIOUS):
            return periods[0], previous(*periods[0])
        return (periods[0], periods[1]) if len(periods) == 2 and periods[0] != periods[1] else None


def _is_name(seen: Seen, heard: Heard) -> bool:
    """Whether a name is meant: "show me all invoices" is about no "Trade Show"."""
    return not seen.mention.weak or heard.tokens[seen.mention.start].low not in said_words()


_PLURAL: Final = Shapes(_MANY)
_COMPARING: Final = frozenset({"compare", "comparison"})
_VERSUS: Final = Shapes("D versus/against D", "D .. compared to/with D", "<hours> .. versus/against")
_DAY: Final = timedelta(days=1)


def previous(start: date, end: date) -> tuple[date, date]:
    """The period before that one: the month before a month, the year before a year, else as many days."""
    whole_months = start.day == 1 and (end + _DAY).day == 1
    if not whole_months:
        length = end - start + _DAY
        return start - length, end - length
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    first = start.year * 12 + start.month - 1 - count
    return date(first // 12, first % 12 + 1, 1), start - _DAY
