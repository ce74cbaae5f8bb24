"""An invoice to create from tracked time and expenses: the card shows what Harvest would be asked to bill, and why not.

Harvest makes the invoice itself (`line_items_import`), so that it marks what it bills; what it made of it is compared
with the card afterwards.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import ClassVar, Final, Literal, cast

from desktop.agent.deeds.answers import NoAnswer, choice, day_answer, flag_answer, option_answer, options_answer
from desktop.agent.deeds.billing import RUNNING, Bill
from desktop.agent.deeds.card import Deed, Form, FormField, Option, Table
from desktop.agent.deeds.plan import CannotDo, Ground, Plan, checked, new_deed
from desktop.agent.deeds.unbilled import Period, Unbilled, read_unbilled
from desktop.agent.intents import Interpretation, Kind, Warn
from desktop.agent.wording import count_text, day_text, hours_text
from desktop.agent.writes.payloads import CreateInvoice
from desktop.harvest.catalog import Client
from desktop.harvest.errors import Forbidden, NotFound
from desktop.harvest.models import (
    ExpenseImport,
    InvoiceImport,
    NewInvoice,
    TimeImport,
)
from desktop.harvest.models import Project as FullProject
from desktop.harvest.models.invoices import PaymentTerm
from desktop.harvest.text import plain
from desktop.text.money_text import cents, money_text

TimeSummary = Literal["project", "task", "people", "detailed"]

_SUMMARIES: Final[dict[str, str]] = {
    "task": "one line per task",
    "project": "one line per project",
    "people": "one line per person",
    "detailed": "one line per entry",
}
_EXPENSE_SUMMARIES: Final[dict[str, Literal["project", "category", "people", "detailed"]]] = {
    "task": "category",
    "project": "project",
    "people": "people",
    "detailed": "detailed",
}
_TERMS: Final = ("", "upon receipt", "net 15", "net 30", "net 45", "net 60")


@dataclass(frozen=True, slots=True)
class InvoicePlan(Plan):
    """An invoice as far as it is known. `period` is None while it is asked."""

    kind: ClassVar[Kind] = Kind.INVOICE_CREATE
    today: date
    clients: tuple[Client, ...]
    client: Client | None
    period: Period | None
    said_projects: tuple[int, ...]
    unbilled: Unbilled | None
    summary: str = "task"
    with_expenses: bool = True
    with_hours: bool = True
    term: str = ""
    tax: Decimal | None = None
    subject: str = ""
    notes: str = ""

    def card(self, deed_id: str) -> Deed:
        """The lines, what is left out, and the total."""
        clients = [Option(str(one.id), one.name) for one in self.clients]
        chosen = str(self.client.id) if self.client else ""
        fields = [choice("client", "Client", clients, chosen, "Which client?")]
        title, action = "Create an invoice", "Create the invoice"
        bill = self.bill
        if self.client is None or self.unbilled is None or bill is None:
            if self.client is not None:
                fields += self._period_fields()
            return checked(new_deed(deed_id, self.kind, title, action, title, fields), None)
        fields += [*self._period_fields(), *self._option_fields(), *self._total_fields(bill)]
        total = self._total(bill)
        much = money_text(total, self.unbilled.currency) if total is not None else ""
        summary = ", ".join(
            part for part in ("Invoice", self.client.name, self.unbilled.period.text(self.today), much) if part
        )
        deed = new_deed(deed_id, self.kind, title, action, summary, fields)
        if bill.is_empty:
            told = self._projects_field("Nothing there can be invoiced. Which projects, or which other days?")
            fields = [told if field.key == "projects" else field for field in fields]
            deed = replace(deed, fields=tuple(fields))
        deed = replace(
            deed, tables=self._tables(bill), warnings=self._warnings(bill), figures=json.dumps(self._figures(bill))
        )
        return checked(deed, None if bill.is_empty else self._payload(total))

    @property
    def bill(self) -> Bill | None:
        """What would be billed; None while client or period are asked."""
        if self.unbilled is None:
            return None
        return self._bill(self.unbilled)

    def _bill(self, unbilled: Unbilled) -> Bill:
        return unbilled.bill(self.project_ids, with_expenses=self.with_expenses, with_hours=self.with_hours)

    @property
    def project_ids(self) -> tuple[int, ...]:
        """The projects on the invoice: those that were said or chosen, else all that have something to bill."""
        if self.said_projects or self.unbilled is None:
            return self.said_projects
        return self.unbilled.billable_ids

    def _period_fields(self) -> list[FormField]:
        this = self.today.replace(day=1)
        last = this - timedelta(days=1)
        usual = (Period(), Period(last.replace(day=1), last), Period(this, self.today))
        names = ("All that is not invoiced", f"{last:%B %Y}", f"{this:%B %Y}, until today")
        options = {period.key: name for period, name in zip(usual, names, strict=True)}
        chosen = self.period
        if chosen is not None:
            options.setdefault(chosen.key, chosen.text(self.today))
        known = [Option(key, text) for key, text in options.items()]
        days = choice("period", "Days", known, chosen.key if chosen else "", "Which days are to be invoiced?")
        fields = [replace(days, is_ours=True)]
        if chosen is not None and chosen.start and chosen.end:
            ends = (("from", "From", chosen.start), ("to", "To", chosen.end))
            fields += [
                FormField(key, name, day.isoformat(), day_text(day, self.today), Form.DAY) for key, name, day in ends
            ]
        return fields

    def _projects_field(self, question: str = "") -> FormField:
        projects = self.unbilled.projects if self.unbilled else ()
        options = tuple(Option(str(one.id), _project_text(one)) for one in projects)
        chosen = [option for option in options if int(option.key) in self.project_ids]
        value = ",".join(option.key for option in chosen)
        shown = ", ".join(option.text for option in chosen)
        ask = question or ("" if chosen else "Which projects?")
        return FormField("projects", "Projects", value, shown, Form.CHOICES, options, question=ask)

    def _option_fields(self) -> list[FormField]:
        summaries = [Option(key, text) for key, text in _SUMMARIES.items()]
        terms = [Option(term or "default", term or "Harvest's default") for term in _TERMS]
        lines = choice("summary", "Lines", summaries, self.summary)
        fields = [self._projects_field(), replace(lines, is_ours=True)]
        if self.unbilled and self.unbilled.expenses:
            fields.append(FormField("expenses", "Expenses too", "yes" if self.with_expenses else "no", form=Form.FLAG))
        if not self.with_hours:
            fields.append(FormField("hours", "Hours too", "no", form=Form.FLAG))
        return [
            *fields,
            replace(choice("term", "Payment term", terms, self.term or "default"), is_ours=True),
            FormField("tax", "Tax %", f"{self.tax:f}" if self.tax is not None else "", form=Form.LINE),
            FormField("subject", "Subject", self.subject, form=Form.LINE),
            FormField("notes", "Notes", self.notes, form=Form.TEXT),
        ]

    def _total_fields(self, bill: Bill) -> list[FormField]:
        currency = self.unbilled.currency if self.unbilled else ""
        subtotal, total = bill.subtotal, self._total(bill)
        if subtotal is None or total is None:
            return [FormField("total", "Total", "", "not known: your role does not see the rates")]
        fields = [FormField("total", "Total", money_text(total, currency))]
        if self.tax:
            shown = money_text(total - subtotal, currency)
            fields.insert(0, FormField("tax_amount", "Tax", shown))
        return fields

    def _total(self, bill: Bill) -> Decimal | None:
        if bill.subtotal is None:
            return None
        return bill.subtotal + cents(bill.subtotal * (self.tax or Decimal(0)) / 100)

    def _tables(self, bill: Bill) -> tuple[Table, ...]:
        currency = self.unbilled.currency if self.unbilled else ""
        tables = []
        if bill.time:
            rows = [
                (
                    line.project,
                    line.task,
                    f"{line.hours:.2f}",
                    f"{line.rate:,.2f}" if line.rate is not None else "",
                    f"{line.amount:,.2f}" if line.amount is not None else "",
                )
                for line in bill.time
            ]
            known = [line.amount for line in bill.time if line.amount is not None]
            whole = money_text(sum(known, Decimal(0)), currency) if len(known) == len(bill.time) else ""
            columns = ("Project", "Task", "Hours", "Rate", "Amount")
            total = ("", "", f"{bill.hours:.2f}", "", whole)
            tables.append(Table("Time", columns, tuple(rows), frozenset({2, 3, 4}), total))
        for title, lines in (("Fixed fees", bill.fees), ("Expenses", bill.expenses)):
            if lines:
                costs = tuple((line.project, line.name, f"{line.amount:,.2f}") for line in lines)
                whole = money_text(sum((line.amount for line in lines), Decimal(0)), currency)
                tables.append(Table(title, ("Project", "What", "Amount"), costs, frozenset({2}), ("", "", whole)))
        if bill.left_out:
            left = tuple(
                (
                    count_text(one.count, *(("entry", "entries") if one.what == "time" else ("expense", "expenses"))),
                    one.why,
                    hours_text(one.hours) if one.what == "time" else money_text(one.amount, currency),
                )
                for one in bill.left_out
            )
            tables.append(Table("Left out", ("What", "Why", "How much"), left, frozenset({2})))
        return tuple(tables)

    def _warnings(self, bill: Bill) -> tuple[Warn, ...]:
        warnings = []
        if any(one.why == RUNNING for one in bill.left_out):
            warnings.append(Warn("running", "A timer is running there: Harvest may refuse until it is stopped."))
        currency = self.unbilled.currency if self.unbilled else ""
        projects = self.unbilled.projects if self.unbilled else ()
        for fee in bill.fees:
            whole = next((one.fee for one in projects if one.id == fee.project_id), None)
            much = money_text(fee.amount, currency)
            text = f"The whole fee of {fee.project}, {much}, is billed."
            if whole != fee.amount:
                text = f"All that is left of the fee of {fee.project}, {much}, is billed."
            if self.period is not None and self.period.start is not None:
                text += " A fee is for the whole project, not for these days."
            warnings.append(Warn("whole_fee", text))
        if any(line.rate is None or line.rate == 0 for line in bill.time):
            warnings.append(Warn("no_rate", "Some of the hours have no rate."))
        return tuple(warnings)

    def _figures(self, bill: Bill) -> dict[str, object]:
        def number(value: Decimal | None) -> float | None:
            return None if value is None else float(round(value, 2))

        days = [entry.spent_date for entry in self.unbilled.entries] if self.unbilled else []
        start, end = (self.period.start, self.period.end) if self.period else (None, None)
        if days and start is None:
            start, end = min(days), max(days)
        lines = [
            {"project": one.project, "task": one.task, "hours": number(one.hours), "amount": number(one.amount)}
            for one in bill.time
        ]
        lines += [
            {"project": one.project, "task": one.name, "hours": None, "amount": number(one.amount)} for one in bill.fees
        ]
        return {
            "client": self.client.name if self.client else None,
            "projects": [one.name for one in self.unbilled.projects if one.id in self.project_ids]
            if self.unbilled
            else [],
            "from": start.isoformat() if start else None,
            "to": end.isoformat() if end else None,
            "currency": self.unbilled.currency if self.unbilled else None,
            "lines": lines,
            "expenses": number(bill.costs),
            "amount": number(self._total(bill)),
        }

    def _payload(self, total: Decimal | None) -> CreateInvoice | None:
        if self.client is None or self.unbilled is None or not self.project_ids:
            return None
        bill = self._bill(self.unbilled)
        start, end = self.unbilled.period.start, self.unbilled.period.end
        time = TimeImport(summary_type=cast(TimeSummary, self.summary), start=start, end=end)
        costs = ExpenseImport(summary_type=_EXPENSE_SUMMARIES[self.summary], start=start, end=end)
        imports = InvoiceImport(
            project_ids=self.project_ids,
            time=time if bill.time or bill.fees else None,
            expenses=costs if bill.expenses else None,
        )
        invoice = NewInvoice(
            client_id=self.client.id,
            subject=self.subject or None,
            notes=self.notes or None,
            issue_date=self.today,
            payment_term=cast(PaymentTerm, self.term) if self.term else None,
            tax=self.tax,
            line_items_import=imports,
        )
        return CreateInvoice(invoice=invoice, expected=total)

    async def answered(self, key: str, value: str, ground: Ground) -> Plan:
        """Any of the fields; another client or other days are looked up in Harvest."""
        match key:
            case "client":
                picked = option_answer(value, [Option(str(one.id), one.name) for one in self.clients])
                client = next(one for one in self.clients if str(one.id) == picked)
                return await replace(self, client=client, said_projects=()).loaded(ground)
            case "period":
                options = next(field for field in self._period_fields() if field.key == "period").options
                picked = option_answer(value, options)
                return await replace(self, period=Period.of_key(picked)).loaded(ground)
            case "from" | "to" if self.period is not None and self.period.start and self.period.end:
                start, end, day = self.period.start, self.period.end, day_answer(value)
                period = Period(day, max(day, end)) if key == "from" else Period(min(day, start), day)
                return await replace(self, period=period).loaded(ground)
            case "projects":
                chosen = options_answer(value, self._projects_field().options)
                if not chosen:
                    raise NoAnswer("At least one project is needed.")
                return replace(self, said_projects=tuple(int(one) for one in chosen))
            case _:
                return self._with_option(key, value)

    def _with_option(self, key: str, value: str) -> InvoicePlan:
        match key:
            case "summary":
                options = [Option(one, text) for one, text in _SUMMARIES.items()]
                return replace(self, summary=option_answer(value, options))
            case "expenses":
                return replace(self, with_expenses=flag_answer(value))
            case "hours":
                return replace(self, with_hours=flag_answer(value))
            case "term":
                options = [Option(term or "default", term or "Harvest's default") for term in _TERMS]
                picked = option_answer(value, options)
                return replace(self, term="" if picked == "default" else picked)
            case "tax":
                return replace(self, tax=_percent(value))
            case "subject":
                return replace(self, subject=value.strip())
            case "notes":
                return replace(self, notes=value.strip())
            case _:
                raise NoAnswer("That cannot be changed.")

    async def loaded(self, ground: Ground) -> InvoicePlan:
        """The plan with what Harvest has to be billed. Raises HarvestError."""
        if self.client is None or self.period is None:
            return replace(self, unbilled=None)
        return replace(self, unbilled=await read_unbilled(ground, self.client.id, self.period))


async def plan_invoice(ground: Ground, meant: Interpretation) -> tuple[Plan, ...]:
    """The invoice that the words ask for. Raises CannotDo where there is nothing to bill, HarvestError."""
    client = meant.client or (meant.project.client if meant.project else None)
    projects = meant.projects or ((meant.project,) if meant.project else ())
    period = Period(meant.start, meant.end or meant.start) if meant.start else None
    if period is None and meant.details.is_all:
        period = Period()
    plan = InvoicePlan(
        today=ground.today,
        clients=await _clients(ground, client),
        client=client,
        period=period,
        said_projects=tuple(project.id for project in projects),
        unbilled=None,
        summary=meant.details.summary or "task",
        with_expenses=meant.details.with_expenses,
        with_hours=meant.details.with_hours,
    )
    plan = await plan.loaded(ground)
    bill = plan.bill
    has_more = plan.unbilled is not None and (
        (plan.unbilled.expenses and not plan.with_expenses) or (plan.unbilled.entries and not plan.with_hours)
    )
    if client and period and bill is not None and bill.is_empty and not bill.left_out and not has_more:
        raise CannotDo(f"There is nothing to invoice for {client.name}, {period.text(ground.today)}.")
    return (plan,)


async def _clients(ground: Ground, first: Client | None) -> tuple[Client, ...]:
    try:
        known = [Client(one.id, plain(one.name)) for one in await ground.harvest.clients(is_active=True)]
    except (Forbidden, NotFound):
        known = [project.client for project in ground.catalog.projects]
    found = {one.id: one for one in sorted(known, key=lambda one: one.name.casefold())}
    return tuple({**({first.id: first} if first else {}), **found}.values())


def _project_text(project: FullProject) -> str:
    return plain(f"[{project.code}] {project.name}" if project.code else project.name)


def _percent(value: str) -> Decimal | None:
    said = value.strip().rstrip("%").strip().replace(",", ".")
    if not said:
        return None
    try:
        percent = Decimal(said)
    except InvalidOperation:
        raise NoAnswer("That is no percentage such as 19 or 7.5.") from None
    if not percent.is_finite() or not 0 <= percent <= 100:
        raise NoAnswer("That is no percentage such as 19 or 7.5.")
    return percent or None
