"""What is asked about invoices, and making and sending them."""

from __future__ import annotations

from dataclasses import replace

from desktop.agent.intents import Interpretation, Kind
from desktop.agent.reading.requests.heard import Heard
from desktop.agent.reading.requests.periods import period
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.requests.slots import Slots

_NOUN = Shapes("<invoice>")
_BILL = Shapes("N/new/last/latest/their/his/her/our/this/that/final/draft/total/previous/current/recent/D bill/bills")
_BILLS = Shapes(
    "^ do/run/handle/start/prepare [N/our/D] [N/D] billing/invoicing for/D/N/$",
    "^ invoice/bill/invoicing/billing [my/our] [client] N",
    "^ invoice/bill .. for/to N",
    "N .. (needs/is_due/is_ready_for/due_for/ready_for/up_for) .. invoicing/billing/invoice/bill",
    "N needs/wants/gets/is_due/due/deserves .. <bill>/invoicing/billing",
    "ready/due/time for/to .. invoicing/billing/invoice/bill .. N",
    "should/must/can/needs_to/has_to/have_to/to be invoiced/billed",
)
_SENDS = Shapes(
    "^ <send> .. <bill>",
    "^ <send> <it> [off/out/over/on/along/away/to/now/right/via]",
    "^ let/have N .. have/get .. <bill>",
    "<bill> .. sent/mailed/emailed [out/off/over/to]",
    "can/should/must/may/to go [out/off/over/to]",
)
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
_NEW = Shapes("new <bill>")
_EXPLAINS = Shapes(
    "why/how_come",
    "break/breaks/breaking [it] down",
    "break .. down",
    "explain/explained/explaining/explanation/itemise/itemize/itemised/itemized/breakdown/summarise/summarize/summary",
    "complain/complains/complaining/confused/queried/query/querying/pushback/pushing_back/unhappy/upset/asking",
)
#: Asked for in the form of a question, or behind one.
_SEND_NOW = Shapes("^ <send> <it>")
_DO_NOT_SEND = Shapes("do not/never/not .. <send>", "no need", "not send/sent/sending")


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
        if (not noun and not heard.says(_BILLS)) or (heard.lengths and not heard.question):
            return None
        if heard.reports and not heard.question and not heard.says(_SENDS, _CREATES, _BILLS):
            return None
        sends, creates, bills = (shapes.first(heard.line) for shapes in (_SENDS, _CREATES, _BILLS))
        if heard.says(_DO_NOT_SEND) or (heard.says(_NEW) and period(heard)[0] is not None):
            sends = -1  # "send Stark a new invoice for March": one that has to be made first
        asks = heard.asks and not heard.says(_SEND_NOW)
        # "bill Acme for May and send it": what is not made cannot be sent, and no other one is meant.
        if sends >= 0 and noun and not asks and not (0 <= creates < sends or 0 <= bills < sends):
            return Kind.INVOICE_SEND
        if asks or (noun and heard.says(_EXPLAINS) and 0 not in (creates, bills)):
            return Kind.INVOICE_EXPLAIN
        made = creates >= 0 or bills >= 0
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

    def makes_one(self, heard: Heard) -> bool:
        """Whether an invoice is told to be made, whatever else is said of it."""
        return heard.says(_CREATES, _BILLS)
