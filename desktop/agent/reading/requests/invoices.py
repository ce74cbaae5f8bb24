"""What is asked about invoices, and making and sending them."""

from __future__ import annotations

from dataclasses import replace

from desktop.agent.intents import Interpretation, Kind
from desktop.agent.reading.requests.heard import Heard
from desktop.agent.reading.requests.money_questions import STILL_TO_BILL
from desktop.agent.reading.requests.periods import period
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.requests.slots import Slots

_NOUN = Shapes("<invoice>", "invoiced/invoicing")
_BILL = Shapes(
    "N/new/last/latest/their/his/her/our/this/that/final/draft/total/previous/current/recent/D bill/bills",
    "<send> .. bill/bills",
    "<create> .. bill",
    "bill/bills for/to/from/of N",
)
#: Clients that were billed: beside a question, that is about their invoice.
_CHARGED = Shapes(
    "bill/billed/billing/charge/charged/charging/paying/owe/owes/owed N",
    "N .. billed/charged/paying/owe/owes/being_billed/being_charged",
)
_CHARGES = Shapes("^ charge N")
_WHY_CHARGED = Shapes("why/how_come .. billed/charged")
_BILLS = Shapes(
    "^ do/run/handle/start/prepare [N/our/D] [N/D] billing/invoicing for/D/N/$",
    "^ invoice/bill/invoicing/billing [my/our] [client] N",
    "^ invoice/bill .. for/to N",
    "N .. (needs/is_due/is_ready_for/due_for/ready_for/up_for) .. invoicing/billing/invoice/bill",
    "N needs/wants/gets/is_due/due/deserves .. <bill>/invoicing/billing",
    "ready/due/time for/to .. invoicing/billing/invoice/bill .. N",
    "should/must/can/needs_to/has_to/have_to/to be invoiced/billed",
)
#: Spoken of as one that is there: "the invoice for Acme is good, send", "invoice 1042 for Acme".
_IS_THERE = Shapes(
    "^ invoice/bill #",
    "^ invoice/bill [for/to/of] N [N/D] is/was/looks/seems/has/should [*] good/fine/ok/okay/right/ready/done/correct",
)
_SENDS = Shapes(
    "^ <send> .. <bill>",
    "^ <send> <it> [off/out/over/on/along/away/to/now/right/via]",
    "^ get .. <bill> .. out/over/sent/off/to/delivered",
    "^ let/have N .. have/get .. <bill>",
    "<bill> .. out door",
    "<bill> .. go/goes/going out/to/off/over",
    "<bill> .. be/get/gets/getting sent/emailed/mailed/delivered/forwarded",
    "<bill> .. sent/mailed/emailed [out/off/over/to]",
    "N <bill> out $",
    "off <it> goes",
    "<bill> .. to send/go/be_sent $",
    "^ get .. <bill> .. in mail/post",
    "can/should/must/may/to go [out/off/over/to]",
    "<bill> → <send>",
    "<bill> .. | <send> $",
    "<send> [out] [to] N .. <bill>",
)
_NEW = Shapes("new <bill>")
_CREATES = Shapes(
    "^ <create> [up/out] [N/my/our/his/her/their/another/one/next/up/D] [N/for] [draft/final/new/separate/D] <bill>",
    "^ <create> .. <bill> .. for/to/covering/over/with/→/on/of N/D",
    "^ <create> .. <bill> $",
    "^ get .. <bill> .. ready/started/done/prepared/drafted/together",
    "^ get .. new <bill>",
    "^ put together .. <bill>",
    "^ new <bill>",
    "^ make/create/draft/prepare/raise/do one",
    "need/needs/want/wants/like new <bill>",
    "need/needs/want/wants .. <bill> for N/D",
    "^ start .. <bill> for",
)
_EXPLAINS = Shapes(
    "why",
    "behind",
    "how come",
    "how .. we/i/you/it/that/did/do/come/get/much",
    "explain/explained/explaining/explanation/itemise/itemize/itemised/itemized/breakdown/summarise/summarize/summary",
    "break/broken .. down",
    "break down",
    "walk/talk/take/run/lead me/us through",
    "walk/talk/take/run .. through",
    "go/going/run/look over/through/into/at",
    "what is/was/are/were/did/do/does/made/makes/drove/drives/explains/went/goes/am/have/has/happened/else",
    "where .. from/come/comes",
    "which",
    "on/in/behind/under it",
    "made up of",
    "add/adds up",
    "so/too/that/this/pretty/unusually/surprisingly/kind_of high/low/big/much/large/small/steep/expensive/pricey",
    "higher/lower/bigger/smaller/larger/more/less than",
    "compare/versus/against",
    "line by/items",
    "make sense of",
    "want/wants to know",
    "details/detail/understand/clarify/justify/unpack/dissect/elaborate/make_sense/disputing/disputes/questioning",
    "complain/complains/complaining/confused/queried/query/querying/pushback/pushing_back/unhappy/upset/asking",
    "went/gone up/down",
)
_MAKES_SENSE = Shapes("make/making sense")
#: Asked for in the form of a question, or behind one.
_SEND_NOW = Shapes("^ <send> <it>", "^ can/could/would .. be sent/mailed/emailed")
_DO_NOT_SEND = Shapes("do not/never/not .. <send>", "no need", "not send/sent/sending")
#: Work on such things: "built the invoice export".
_THINGS = Shapes(
    "<invoice> mockup/mockups/template/templates/export/module/page/screen/form/feature/layout/generator/pdf"
)
_INVOICE_FOR, _BILL_FOR = Shapes("^ invoice N .. for"), Shapes("^ bill N .. for")
_BILLED_WORK = Shapes("for/of/those/these/all L .. D", "for L")


#: What is asked first is a time or a cost, and invoices come after it.
_TIME_FIRST = Shapes("what/how_much/how_many .. i/we [have] <logged>", "how many <hours>")
_COST_FIRST = Shapes("cost/costs .. versus/vs/against/and <logged>")

#: What an invoice that exists is to become, by Harvest itself alone.
_IS_KEPT = Shapes(
    "^ cancel/cancelling/void/voiding/delete/deleting/del/remove/removing/erase/trash/scrap/discard/withdraw/reverse"
    " .. <bill>",
    "^ mark/marking/set/flag/record/enter/register/close .. <bill> .. paid/closed/settled/void/cancelled/canceled",
    "^ mark/marking/set/flag .. paid/closed/settled .. <bill>",
    "^ write off .. <bill>",
    "^ close/reopen/settle .. <bill>",
    "^ record/register/enter/add/log .. payment .. <bill>",
)
_OF_WORK = Shapes("entry/entries/<sheet>/<hours>/expense/expenses", "i/we [have] <logged>")
KEPT_BY_HARVEST = (
    "Invoices are made, e-mailed and marked as sent here. To cancel one, or to mark it as paid, open it in Harvest."
)

_SEND_IT = Shapes("^ <send> it/that/this/one [off/out/over/now] $", "^ <send> it/that/this [off/out/over] to")


class Invoices(Slots):
    """Recognises what is said about invoices."""

    def _invoice(self, heard: Heard) -> Kind | None:
        noun = heard.says(_NOUN) or heard.says(_BILL)
        charged = heard.question and heard.says(_CHARGED)
        charged = charged or heard.says(_WHY_CHARGED)
        if not noun and not charged and self._bills(heard) < 0:
            return None
        if heard.asks and _asks_first_of_else(heard, is_noun=noun):
            return None
        if heard.question and heard.says(STILL_TO_BILL):
            return None
        if heard.says(_THINGS) and not heard.question:
            return None
        if heard.lengths and not heard.question and not self._over_work(heard):
            return None
        if heard.reports and not heard.question and not heard.says(_SENDS, _CREATES, _BILLS):
            return None
        sends, creates, bills = _SENDS.first(heard.line), _CREATES.first(heard.line), self._bills(heard)
        if heard.says(_DO_NOT_SEND):
            sends = -1
        if heard.says(_MAKES_SENSE):
            creates = -1
        asks = heard.asks and not heard.says(_SEND_NOW)
        explains = (noun or charged) and heard.says(_EXPLAINS)
        if (
            sends >= 0
            and noun
            and not asks
            and not self._is_made_first(creates, bills, sends)
            and not self._is_new(heard)
        ):
            return Kind.INVOICE_SEND
        made = creates >= 0 or bills >= 0
        if (explains or asks) and not (made and (creates == 0 or bills == 0) and not asks):
            return Kind.INVOICE_EXPLAIN
        if made or (noun and self.billed(heard) is not None and not heard.reports and not heard.says(_DO_NOT_SEND)):
            return Kind.INVOICE_CREATE
        return None

    def _kept_by_harvest(self, heard: Heard) -> Interpretation | None:
        """ "cancel the invoice for Acme", "mark it as paid": nothing that is done here, and no new invoice."""
        if heard.asks or heard.lengths or not heard.says(_IS_KEPT) or heard.says(_OF_WORK):
            return None
        return Interpretation(Kind.NONE, question=KEPT_BY_HARVEST)

    def send_it(self, heard: Heard) -> Interpretation | None:
        """ "e-mail it to Dana": where an invoice was just made, that one."""
        is_command = heard.says(_SEND_IT) and not heard.says(_DO_NOT_SEND) and not heard.lengths
        return replace(self.sending(heard), client=None) if is_command else None

    @staticmethod
    def _is_made_first(creates: int, bills: int, sends: int) -> bool:
        """ "bill Acme for May and send it": what is not made cannot be sent, and no other one is meant."""
        return 0 <= creates < sends or 0 <= bills < sends

    def _is_new(self, heard: Heard) -> bool:
        """ "send Stark an invoice for March": one that has to be made first."""
        return heard.says(_NEW) and period(heard)[0] is not None

    def makes_one(self, heard: Heard) -> bool:
        """Whether an invoice is told to be made, whatever else is said of it."""
        return heard.says(_CREATES) or self._bills(heard) >= 0

    def _bills(self, heard: Heard) -> int:
        """Where somebody is to be billed, or -1. "Charge Stark for May" bills; "charge Stark yesterday" logs."""
        if heard.says(_IS_THERE):
            return -1
        at = _BILLS.first(heard.line)
        start, end = period(heard)
        if at < 0 and start != end and not heard.lengths:
            at = _CHARGES.first(heard.line)
        return at

    def _over_work(self, heard: Heard) -> bool:
        """ "create an invoice for Stark for the 20 hours of May": the length tells what is billed."""
        start, end = period(heard)
        heads = (_CREATES, _INVOICE_FOR, _BILL_FOR) if start != end else (_CREATES, _INVOICE_FOR)
        first = any(shape.first(heard.line) == 0 for shape in heads)
        return first and heard.says(_BILLED_WORK) and heard.line.count(" L ") == 1


def _asks_first_of_else(heard: Heard, *, is_noun: bool) -> bool:
    """ "what have I booked on Acme, and is it invoiced", "what did it cost vs billed": a question of another kind."""
    if not is_noun:
        return heard.says(_COST_FIRST)
    clause = f"| {heard.line[2:].split('|')[0]}| "
    return _TIME_FIRST.fit(clause) and not _NOUN.fit(clause) and not _BILL.fit(clause)
