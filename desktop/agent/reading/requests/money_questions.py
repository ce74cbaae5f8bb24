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
    "how much/many [of] [our/my] money/cash/dollars/euros/pounds/bucks/usd/eur/gbp",
    "how much .. <person> .. spent/spend/spending/blown/sunk/sank",
    "cost/costs/costing/costed/expensive/price/pricey/spend/price_tag/expenditure",
    "run/ring up/to",
)
_TIME_ASKED = Shapes("how long", "how much/many more")
_OURS = Shapes("we/us/our/i/project/projects/client/<so_far>/total/everything", "did it")
_PAID = Shapes("paid/bought/buy/purchased/purchase/spent/got/ordered/claim/claiming/picked_up/covered/put/add/charged")
_COST_ASKED = Shapes(
    "<so_far>",
    "^ show/give/get/calculate/compute/sum/total/report/list/pull/tally .. cost/costs/spend/price/value/money",
)
_BUDGET = Shapes("budget/budgets/budgeted/overbudget/overrun/overruns/runway/burndown/budgetwise")
_BUDGET_LEFT = Shapes(
    "burn/burnt/burned/burning",
    "used/using/use up/so",
    "money/hours/time/funds/cash/room/headroom/allowance/budget/anything/much/many left/remain/remaining/spare",
    "is/are/have/has .. left/remaining/available/to_spare on/in/for/to/with/of/$",
    "over on",
    "how many/much more .. put/spend/bill on/for/to N",
)
#: What was agreed on, where somebody asks how it stands: "the booth was meant to be 9,000 euros, tell me".
_AGREED = Shapes(
    "we/i/they said/agreed/quoted/promised/sold/estimated/budgeted [them/him/her] L/M for/on/of N",
    "N was/were/is/are meant/supposed/going/sold/quoted/capped/planned [to/at/for] [be/cost/have/take/stay] "
    "[at/under/below/within/around/about] M/L",
)
_STANDS = Shapes("where are/am we/i")
_EXPENSED = Shapes("<expense>")
_DRIVEN = Shapes("^ # miles/mile/mi/km/kms/kilometers/kilometres/kilometer/kilometre for/to/on/from/N/D/driving/$")
_FARE = Shapes("^ <spending> to/for/from/at/back/with/N/#/M .. #/M")
#: Without a currency only what nobody works on: "spent 20 on parking".
_SPENT_ON = Shapes("^ [i/we] [have] spent/paid # on/for [*] <spending> $", "<spending> cost [me/us] # $")
_CENTS = re.compile(
    r"(?<![\d.,:])\d+[.,]\d\d(?![\d.,:%])(?!\s*(?:h|hrs?|hours?|m|mins?|minutes?|am|pm|km|mi|miles)\b)", re.IGNORECASE
)
_SHORT = 5
"""Words of a line that is a heading: "| budget this month |"."""


class MoneyQuestions(Asker):
    """Recognises what is asked about budgets and costs, and sums that were spent."""

    def _asks_cost(self, heard: Heard) -> Kind | None:
        pays = heard.question and heard.says(PROFIT)
        if (heard.lengths and not heard.question) or not (pays or heard.says(_COST)):
            return None
        if not heard.seen and not heard.says(_OURS):
            return None  # "what does it cost to ship a parcel"
        if heard.says(_TIME_ASKED) or heard.says(_BUDGET):
            return None
        if heard.says(_EXPENSED) and not heard.question and " M " in heard.line:
            return None
        return Kind.COST if heard.question or (heard.says(_COST_ASKED) and not heard.reports) else None

    def _spends(self, heard: Heard) -> Kind | None:
        return Kind.EXPENSE if _is_mileage(heard) else self._outlay(heard)

    def _outlay(self, heard: Heard) -> Kind | None:
        said = heard.says(_EXPENSED, _SPENT_ON) or _is_fare(heard)
        amount = amount_said(heard, plain=said)
        signed = amount is not None or any(token.text in SIGNS for token in heard.tokens)
        told = said or (signed and (heard.seen or heard.says(_PAID)))
        if not told or heard.lengths or (heard.question and not said):
            return None
        if heard.question and not heard.line.startswith(("| expense", "| add", "| claim", "| M")) and amount is None:
            return None
        if heard.reports and not (said or heard.says(_PAID)) and not heard.line.startswith("| M "):
            return None
        return None if amount is None and (heard.reports or not heard.seen) else Kind.EXPENSE

    def _asks_budget(self, heard: Heard) -> Kind | None:
        if heard.seen and heard.says(_AGREED) and (heard.says(_STANDS) or heard.has("tell me")):
            return Kind.BUDGET
        sure = heard.says(_BUDGET)
        if not sure and not heard.says(_BUDGET_LEFT):
            return None
        mine = not sure and not heard.seen and bool(heard.cue_set & {"i", "my", "me"})
        if mine and period(heard)[0] is not None:
            return None  # "how many hours do I have left this week": of one's own week, not of a budget
        if heard.question:
            return Kind.BUDGET
        told = heard.lengths or heard.reports or heard.cue_set & {"worked", "spent", "did", "log", "book", "add"}
        if told or not sure or (not heard.seen and len(heard.line.split()) > _SHORT):
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
