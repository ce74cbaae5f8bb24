"""What is asked about budgets and costs, and expenses."""

from __future__ import annotations

import re

from desktop.agent.intents import Kind
from desktop.agent.reading.requests.details import units_said
from desktop.agent.reading.requests.heard import Asker, Heard
from desktop.agent.reading.requests.outlays import amount_said
from desktop.agent.reading.requests.periods import period
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.requests.slots import PROFIT
from desktop.agent.reading.text.money import SIGNS

_COST = Shapes(
    "cost/costs/costing/costed/expensive/price/pricey/spend/price_tag/expenditure",
    "how much/many [of] [our/my] money/cash/dollars/euros/pounds/bucks/usd/eur/gbp",
    "how much .. <person> .. spent/spend/spending/blown/sunk/sank",
    "what .. <person> .. spent/spend [on] N",
    "in dollars/euros/pounds/money/usd/eur",
    "time and/plus expenses/materials",
    "<so_far> .. expenses",
    "including/with/plus expenses",
    "expenses included",
    "run/ring up/to",
    "what is/are N worth",
    "what does/do/did/has/have/is N .. stand/stood/stands/come/amount/run/worth [at/to]",
    "billing/billable/hourly/our/their/my rates",
    "what would N come/cost/be",
    "value of",
    "uninvoiced/unbilled",
    "not [been] [yet] invoiced/billed [yet]",
    "can/could/should/may/do [i/we] still bill/invoice/charge N",
)
#: What is still to be invoiced is a sum, not an invoice.
STILL_TO_BILL = Shapes("uninvoiced/unbilled", "can/could/may/do [i/we] still bill/invoice/charge")
_LEFT_OF_IT = Shapes("profit/profits/margin/margins .. left/remaining")
_TIME_ASKED = Shapes(
    "spend/spent my/our time/day/week/D",
    "how much more/longer",
    "left to spend",
    "how long",
    "how much time",
    "how many <hours>",
    "what .. hours/time",
)
_OURS = Shapes("we/us/our/i/project/projects/client/<so_far>/total/everything")
#: "How much did it cost?": of what was spoken of before, not what anything costs.
_IT_COST = Shapes("does/did/has/is/was it/that/this cost/costing [us/me] [<so_far>/D/in_total/now/then/all] $")
_MONEY = Shapes("cost/costs/money/dollars/expenses/rates")
_NO_BUDGET = Shapes("not budget")
_COST_ASKED = Shapes(
    "^ [N] [my/our/its/D] [total/running/current/overall/full/complete/project/actual] cost/costs/price/spend",
    "cost/costs/spend of/for/on/to/so/→/total",
    "<so_far>",
    "total/running/overall/current .. cost/costs/spend/price",
    "cost/costs/spend .. total/including/with/plus/<so_far>/report/breakdown/overview/summary/check/status $",
    "^ show/give/get/calculate/compute/sum/total/report/list/pull/tally .. cost/costs/spend/price/value/money",
    "<ask> .. cost/costs",
)
_BUDGET = Shapes("budget/budgets/budgeted/overbudget/overrun/overruns/runway/burndown/budgetwise")
_BUDGET_LEFT = Shapes(
    "burn/burnt/burned/burning",
    "^ N burn $",
    "run/runs/running/ran out",
    "used/using/use up/so",
    "money/hours/time/funds/cash/room/headroom/allowance/budget/anything/much/many left/remain/remaining/spare",
    "how many more <hours>",
    "out of <hours>/budget/money/funds",
    "how many/much [more] [<hours>/money] can/could/may i/we/N [still] spend/use/do/put/bill/have/take/work",
    "what is left",
    "^ how are we doing on/with/for N",
    "run/running/runs/go/going over",
    "left to spend",
    "still have/has/got <hours>/time/money/room/budget",
    "how much more/longer",
    "remaining <hours>/money/funds",
    "is/are/have/has .. left/remaining/available/to_spare on/in/for/to/with/of/$",
    "left/remaining on/for/in/of N",
    "left/remaining N",
    "N .. left/remaining/remains $",
    "room/headroom/slack/leeway/wiggle_room/margin/breathing_room/buffer/capacity/money/funds left/in/on/for/with/to",
    "room/headroom/leeway",
    "how close/near/far",
    "limit/cap/allowance/quota/ceiling",
    "over/under/above/past/beyond/overrunning/overspent/overspending/overshooting/good/okay/within on/N",
    "over on",
    "^ fit/squeeze [another] L into/in N",
    "overspent/overspending/overshoot/overshot/exceed/exceeded/exceeding/exhausted/depleted/eaten/eat/consumed/blown",
    "afford/afforded",
    "how much is/of .. left/gone/used",
    "enough hours/money/time/room/budget/funds left/in/on/for/to",
)
_BUDGET_SAID = Shapes(
    "burn rate",
    "left",
    "remaining",
    "runway",
    "budget/budgets/budgeted",
    "limit",
    "cap",
    "burned/burnt/burndown",
    "how close",
    "used up",
    "headroom",
    "overspent",
    "allowance",
    "^ N burn $",
)
#: What was agreed on, where somebody asks how it stands: "the booth was meant to be 9,000 euros, tell me".
_AGREED = Shapes(
    "we/i/they said/agreed/quoted/promised/sold/estimated/budgeted [them/him/her] L/M for/on/of N",
    "N was/were/is/are meant/supposed/going/sold/quoted/capped/planned [to/at/for] [be/cost/have/take/stay] "
    "[at/under/below/within/around/about] M/L",
    "i/we/they/it was/were/am/are meant/supposed to have/get/use L for/on N",
    "N ... he/she/they/client/customer bought/ordered/paid_for L",
)
_STANDS = Shapes(
    "where do we .. stand",
    "where are/am we/i",
    "what is .. left/gone",
    "how .. stand/standing/far",
    "fear/worried/worst",
)
#: Asked outright: "was the pentest sold at 40?", "compare quoted vs actual for the tour".
_BESIDE = Shapes(
    "^ was/is/were N .. sold/quoted/capped/planned/budgeted/estimated at/for/with #/L/M",
    "quoted/quote/planned/plan/estimated/estimate/budgeted/sold/agreed/target versus/vs/against/and/to/with "
    "actual/actuals/spent/real/reality/logged/tracked/used/done",
    "actual/actuals/spent/logged/tracked/used versus/vs/against "
    "quoted/quote/planned/plan/estimated/estimate/budgeted/sold",
)
_AFFORDS = Shapes("^ afford", "^ fit/squeeze [another] L into/in N")
_LEFT_OVER = Shapes(
    "behind .. <sheet>/<hours>",
    "left/leave/leaving timer/clock/it/work/office/early/at/running/from",
    "left to log/do/fill/enter/track",
)
_BUDGET_WORK = Shapes(
    "budget .. meeting/call/review/planning/deck/slides/spreadsheet/sheet/presentation/workshop/model"
)
_PAID = Shapes("paid/bought/buy/purchased/purchase/spent/got/ordered/claim/claiming/picked_up/covered/put/add/charged")
#: Sums in talk that nobody claims back.
_NO_OUTLAY = Shapes(
    "won/lost/found/owe/owes/lend/lent/bet/raise/worth/quoted/quote/pays/earn/earned/salary/bonus/deal/revenue",
    "budget",
    "cost/costs me",
)
_WINNINGS = Shapes("i/we won/lost/found/owe")
_EXPENSED = Shapes("<expense>", "^ claim", "claim it/that/this/back")
_DRIVEN = Shapes(
    "^ # miles/mile/mi/km/kms/kilometers/kilometres/kilometer/kilometre for/to/on/from/N/D/driving/$",
    "drove/driving/drive/travelled/traveled .. # miles/mile/mi/km/kms/kilometers/kilometres",
)
#: The papers of a month are work, not an outlay: "admin 1h (receipts for March)".
_PAPERS = Shapes("receipts/expenses [for/from/of] D")
_CLAIMED = Shapes("^ expense/claim/reimburse", "^ add/log/put/record/new .. expense", "^ receipt/expense", "expense $")
_WORKED_TOO = Shapes("^ log/add/put/book L", "L on/for N", "N L")
_OUTLAY_FOR_TIME = Shapes("M for L", "M .. for L of", "M .. L [of/in/on] <spending>")
_FARE = Shapes("^ <spending> to/for/from/at/back/with/N/#/M .. #/M")
#: Without a currency only what nobody works on: "spent 20 on parking".
_SPENT_ON = Shapes("^ [i/we] [have] spent/paid # on/for [*] <spending> $", "<spending> cost [me/us] # $")
_CENTS = re.compile(
    r"(?<![\d.,:])\d+[.,]\d\d(?![\d.,:%])(?!\s*(?:h|hrs?|hours?|m|mins?|minutes?|am|pm|km|mi|miles)\b)", re.IGNORECASE
)
_LEADING_SUM = Shapes("^ M", "M $")


class MoneyQuestions(Asker):
    """Recognises what is asked about budgets and costs, and sums that were spent."""

    def _asks_cost(self, heard: Heard) -> Kind | None:
        pays = heard.question and heard.says(PROFIT) and not heard.says(_LEFT_OF_IT)
        if (heard.lengths and not heard.question) or not (pays or heard.says(_COST)):
            return None
        if heard.says(_CLAIMED) and not heard.question and amount_said(heard, plain=True) is not None:
            return None  # "claim 61.00 printing costs": what something cost, to be paid back
        if (heard.says(_TIME_ASKED) and not heard.says(_MONEY)) or (heard.says(_BUDGET) and not heard.says(_NO_BUDGET)):
            return None
        if heard.says(_EXPENSED) and not heard.question and " M " in heard.line:
            return None
        if not (heard.question or (heard.says(_COST_ASKED) and not heard.reports)):
            return None
        if not heard.seen and not heard.says(_OURS, _IT_COST):
            return None  # "what does it cost to ship a parcel"
        return Kind.COST

    def _spends(self, heard: Heard) -> Kind | None:
        return Kind.EXPENSE if _is_mileage(heard) else self._outlay(heard)

    def _outlay(self, heard: Heard) -> Kind | None:
        said = heard.says(_EXPENSED, _SPENT_ON) or _is_fare(heard)
        amount = amount_said(heard, plain=said)
        signed = amount is not None or any(token.text in SIGNS for token in heard.tokens)
        if not (said or signed) or (heard.question and not said):
            return None
        if heard.says(_PAPERS) and not signed and not heard.says(_CLAIMED):
            return None
        if heard.question and not heard.line.startswith(("| expense", "| add", "| claim", "| M")) and amount is None:
            return None
        over_time = heard.says(_OUTLAY_FOR_TIME) or (heard.says(_CLAIMED) and not heard.says(_WORKED_TOO))
        if heard.lengths and not (over_time and amount is not None):
            return None
        if not said and heard.says(_NO_OUTLAY):
            # "I won 20 bucks on a bet": money, and neither work nor an outlay.
            return Kind.NONE if heard.says(_WINNINGS) and not heard.lengths else None
        if not said and not heard.seen and not heard.says(_PAID) and not heard.says(_LEADING_SUM):
            return None
        if not said and heard.reports and not heard.says(_PAID) and not heard.line.startswith("| M "):
            return None
        if amount is None and (heard.reports or not (heard.seen or heard.says(_CLAIMED))):
            return None
        return Kind.EXPENSE

    def _asks_budget(self, heard: Heard) -> Kind | None:
        if heard.seen and heard.says(_AGREED) and (heard.says(_STANDS) or heard.has("tell me")):
            return Kind.BUDGET
        if heard.seen and heard.says(_BESIDE) and (not heard.lengths or _BESIDE.first(heard.line) == 0):
            return Kind.BUDGET
        sure = heard.says(_BUDGET)
        if not sure and not heard.says(_BUDGET_LEFT):
            return None
        mine = not sure and not heard.seen and bool(heard.cue_set & {"i", "my", "me"})
        if mine and period(heard)[0] is not None:
            return None  # "how many hours do I have left this week": of one's own week, not of a budget
        affords = heard.says(_AFFORDS)
        if (heard.lengths or heard.reports) and not (heard.question or affords):
            return None
        if not sure and heard.says(_LEFT_OVER):
            return None
        if not heard.question and not affords and not heard.says(_BUDGET_SAID):
            return None
        if not heard.seen and not heard.question and len(heard.line.split()) > 5:
            return None
        if heard.says(_BUDGET_WORK) and not heard.question:
            return None
        if heard.cue_set & {"worked", "spent", "did", "log", "book", "add"} and not heard.question:
            return None
        return Kind.BUDGET


def _is_mileage(heard: Heard) -> bool:
    """ "30 miles to Acme yesterday", "mileage 120 km": counted, with no amount of money."""
    if heard.question or heard.lengths or units_said(heard.tokens)[0] is None:
        return False
    return heard.says(_DRIVEN, _EXPENSED) and amount_said(heard, plain=False) is None


def _is_fare(heard: Heard) -> bool:
    """ "taxi to Acme 18.40": what a ride or a meal costs, in figures with cents."""
    return not heard.lengths and heard.says(_FARE) and _CENTS.search(heard.text) is not None
