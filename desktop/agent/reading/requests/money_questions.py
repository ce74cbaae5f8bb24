"""What is asked about budgets and costs, and expenses."""

from __future__ import annotations

from desktop.agent.intents import Kind
from desktop.agent.reading.requests.details import units_said
from desktop.agent.reading.requests.heard import Asker, Heard
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.requests.slots import amount_said
from desktop.agent.reading.text.money import SIGNS

_COST = Shapes(
    "cost/costs/costing/costed/expensive/price/pricey/spend/price_tag/expenditure",
    "how much .. <person> .. spent/spend/spending/blown/sunk/sank",
    "in dollars/euros/pounds/money/usd/eur",
)
#: What is still to be invoiced is a sum, not an invoice.
STILL_TO_BILL = Shapes("uninvoiced/unbilled", "can/could/may/do [i/we] still bill/invoice/charge")
_TIME_ASKED = Shapes("how much more/longer", "how much time", "how many <hours>")
_OURS = Shapes("we/us/our/i/project/projects/client/<so_far>/total/everything")
#: "How much did it cost?": of what was spoken of before, not what anything costs.
_IT_COST = Shapes("does/did/has/is/was it/that/this cost/costing [us/me] [<so_far>/D/in_total/now/then/all] $")
_COST_ASKED = Shapes(
    "^ [N] [my/our/its/D] [total/running/current/overall/full/complete/project/actual] cost/costs/price/spend"
)
_BUDGET = Shapes("budget/budgets/budgeted/overbudget/overrun/overruns/runway/burndown/budgetwise")
_BUDGET_LEFT = Shapes(
    "burn/burnt/burned/burning",
    "money/hours/time/funds/cash/room/headroom/allowance/budget/anything/much/many left/remain/remaining/spare",
    "out of <hours>/budget/money/funds",
    "how many/much [more] [<hours>/money] can/could/may i/we/N [still] spend/use/do/put/bill/have/take/work",
    "what is left",
    "run/running/runs/go/going over",
    "still have/has/got <hours>/time/money/room/budget",
    "remaining <hours>/money/funds",
    "is/are/have/has .. left/remaining/available/to_spare on/in/for/to/with/of/$",
    "N .. left/remaining/remains $",
    "limit/cap/allowance/quota/ceiling",
    "over/under/above/past/beyond/overrunning/overspent/overspending/overshooting/good/okay/within on/N",
    "^ fit/squeeze [another] L into/in N",
    "afford/afforded",
    "how much is/of .. left/gone/used",
)
#: What was agreed on, where somebody asks how it stands: "the booth was meant to be 9,000 euros, tell me".
_AGREED = Shapes(
    "N was/were/is/are meant/supposed/going/sold/quoted/capped/planned [to/at/for] [be/cost/have/take/stay] "
    "[at/under/below/within/around/about] M/L",
    "i/we/they/it was/were/am/are meant/supposed to have/get/use L for/on N",
    "N ... he/she/they/client/customer bought/ordered/paid_for L",
)
_STANDS = Shapes("where do we .. stand", "what is .. left/gone", "how .. stand/standing/far", "fear/worried/worst")
_BUDGET_SAID = Shapes("burn rate", "left", "remaining", "budget/budgets/budgeted", "^ N burn $")
_AFFORDS = Shapes("^ afford", "^ fit/squeeze [another] L into/in N")
_LEFT_OVER = Shapes("behind .. <sheet>/<hours>")
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
_EXPENSED = Shapes("<expense>")
_DRIVEN = Shapes(
    "^ # miles/mile/mi/km/kms/kilometers/kilometres/kilometer/kilometre for/to/on/from/N/D/driving/$",
    "drove/driving/drive/travelled/traveled .. # miles/mile/mi/km/kms/kilometers/kilometres",
)
_CLAIMED = Shapes("^ expense/claim/reimburse")
_PAID = Shapes("paid/bought/buy/purchased/purchase/spent/got/ordered/claim/claiming/picked_up/covered/put/add/charged")
_OUTLAY_FOR_TIME = Shapes("M for L", "M .. for L of", "M .. L [of/in/on] <spending>")


class MoneyQuestions(Asker):
    """Recognises what is asked about budgets and costs, and sums that were spent."""

    def _asks_cost(self, heard: Heard) -> Kind | None:
        if (heard.lengths and not heard.question) or not heard.says(_COST):
            return None
        if heard.says(_CLAIMED) and not heard.question and amount_said(heard, plain=True) is not None:
            return None  # "claim 61.00 printing costs": what something cost, to be paid back
        if heard.says(_TIME_ASKED, _BUDGET):
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
        said = heard.says(_EXPENSED)
        amount = amount_said(heard, plain=said)
        signed = amount is not None or any(token.text in SIGNS for token in heard.tokens)
        if not (said or signed) or (heard.question and not said):
            return None
        if heard.question and not heard.line.startswith(("| expense", "| add", "| claim", "| M")) and amount is None:
            return None
        if heard.lengths and not (heard.says(_OUTLAY_FOR_TIME, _CLAIMED) and amount is not None):
            return None
        if not said and heard.says(_NO_OUTLAY):
            # "I won 20 bucks on a bet": money, and neither work nor an outlay.
            return Kind.NONE if heard.says(_WINNINGS) and not heard.lengths else None
        if not said and not heard.seen and not heard.says(_PAID):
            return None
        if not said and heard.reports and not heard.says(_PAID) and not heard.line.startswith("| M "):
            return None
        if amount is None and (heard.reports or not (heard.seen or heard.says(_CLAIMED))):
            return None
        return Kind.EXPENSE

    def _asks_budget(self, heard: Heard) -> Kind | None:
        if heard.seen and heard.says(_AGREED) and (heard.says(_STANDS) or heard.has("tell me")):
            return Kind.BUDGET
        sure = heard.says(_BUDGET)
        if not sure and not heard.says(_BUDGET_LEFT):
            return None
        mine = not sure and not heard.seen and bool(heard.cue_set & {"i", "my", "me"})
        if mine and self.period(heard)[0] is not None:
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
        if heard.cue_set & {"worked", "spent", "did", "log", "book", "add"} and not heard.question:
            return None
        return Kind.BUDGET


def _is_mileage(heard: Heard) -> bool:
    """ "30 miles to Acme yesterday", "mileage 120 km": counted, with no amount of money."""
    if heard.question or heard.lengths or units_said(heard.tokens)[0] is None:
        return False
    return heard.says(_DRIVEN, _EXPENSED) and amount_said(heard, plain=False) is None
