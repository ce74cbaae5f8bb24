"""Questions and commands about money: invoices, costs, expenses, budgets."""

from __future__ import annotations

from decimal import Decimal

from desktop.agent.intents import Interpretation, Kind
from desktop.agent.language.heard import OPENERS, Asker, Heard
from desktop.agent.language.money import SIGNS, amount_at, plain_amount_at, spoken_amount_at
from desktop.agent.language.resolve import Outcome
from desktop.harvest.catalog import Project

_SEND = frozenset("send email mail forward deliver resend shoot fire sent".split())
_CREATE = frozenset("create make draft raise prepare generate new issue cut bill invoice do write prep produce".split())


class MoneyQuestions(Asker):
    """Recognises what is asked about money."""

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
                and heard.first in OPENERS - {"can"}
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
