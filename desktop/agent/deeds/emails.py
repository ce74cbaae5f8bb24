"""An e-mail about an invoice, and marking an invoice as sent without one: two deeds that are never mixed up.

Recipients are the client's contacts in Harvest, or addresses that the person typed; subject and body are Harvest's
proposal until somebody edits them.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final

from desktop.agent.deeds.answers import NoAnswer, choice, flag_answer, option_answer
from desktop.agent.deeds.card import Deed, Form, FormField, Option
from desktop.agent.deeds.plan import CannotDo, Ground, Plan, checked, new_deed
from desktop.agent.insights.letter import day_in_letter
from desktop.agent.intents import Interpretation, Kind, Warn
from desktop.agent.wording import day_text
from desktop.agent.writes.payloads import SendInvoiceEmail, SetInvoiceState
from desktop.harvest.models import (
    Contact,
    Invoice,
    InvoiceEvent,
    MessageDraft,
    NewInvoiceMessage,
    NewRecipient,
)
from desktop.harvest.text import plain
from desktop.text.money_text import money_text

_ADDRESS: Final = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]{2,}")
_NAMED: Final = re.compile(r"\s*(?:\"?([^<>\"]*?)\"?\s*<([^<>]+)>|([^\s<>]+))\s*")
_MOST: Final = 12
_DAY_IN_FIGURES: Final = re.compile(r"(?<![\w/.-])\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?![\w/-])")
_DAY_FORMS: Final = (
    "{1:02}/{2:02}/{0}",
    "{2:02}/{1:02}/{0}",
    "{0}-{1:02}-{2:02}",
    "{2:02}.{1:02}.{0}",
    "{0}/{1:02}/{2:02}",
)
"""As an account may have Harvest write a day: year 0, month 1, day 2."""


@dataclass(frozen=True, slots=True)
class EmailPlan(Plan):
    """An e-mail: the invoices that may be meant, the one that is, who gets it, and what it says.

    `said` are addresses that the words have; `to_self`: the person's own is meant, so that no contact is taken that is
    not named.
    """

    kind: ClassVar[Kind] = Kind.INVOICE_SEND
    today: date
    candidates: tuple[Invoice, ...]
    chosen: Invoice | None
    contacts: tuple[Contact, ...] = ()
    recipients: tuple[NewRecipient, ...] = ()
    subject: str = ""
    body: str = ""
    with_pdf: bool = True
    with_copy: bool = False
    said: tuple[str, ...] = ()
    to_self: bool = False

    def card(self, deed_id: str) -> Deed:
        """Who gets what."""
        invoice = self.chosen
        fields = [_invoice_field(self.candidates, invoice, self.today)]
        title, action = "E-mail an invoice", "Send the e-mail"
        if invoice is None:
            return checked(replace(new_deed(deed_id, self.kind, title, action, title, fields), is_grave=True), None)
        number = plain(invoice.number)
        known = tuple(Option(one.email, plain(f"{one.name} <{one.email}>")) for one in self.contacts if one.email)
        to = ", ".join(one.email for one in self.recipients)
        shown = ", ".join(f"{one.name} <{one.email}>" if one.name else one.email for one in self.recipients)
        ask = "" if self.recipients else "Who is to get it?"
        fields += [
            FormField("to", "To", to, plain(shown), Form.ADDRESSES, known, question=ask),
            FormField("subject", "Subject", self.subject, form=Form.LINE),
            FormField("body", "Text", self.body, form=Form.TEXT, question="" if self.body else "What does it say?"),
            FormField("pdf", "PDF attached", "yes" if self.with_pdf else "no", form=Form.FLAG),
            FormField("copy", "Copy to me", "yes" if self.with_copy else "no", form=Form.FLAG),
        ]
        warnings = []
        if invoice.sent_at is not None:
            warnings.append(Warn("sent_before", f"It was sent on {invoice.sent_at:%d %B %Y} already."))
        if invoice.state in ("paid", "closed"):
            warnings.append(Warn("settled", f"This invoice is {invoice.state}."))
        title, action = f"E-mail invoice {number}", f"Send invoice {number} by e-mail"
        summary = f"E-mail invoice {number} to {to or 'nobody'}"
        deed = new_deed(deed_id, self.kind, title, action, summary, fields)
        return checked(replace(deed, is_grave=True, warnings=tuple(warnings)), self._payload(invoice))

    def _payload(self, invoice: Invoice) -> SendInvoiceEmail | None:
        if not self.recipients or not self.body:
            return None
        message = NewInvoiceMessage(
            recipients=self.recipients,
            subject=self.subject or None,
            body=self.body,
            attach_pdf=self.with_pdf,
            send_me_a_copy=self.with_copy,
        )
        return SendInvoiceEmail(invoice_id=invoice.id, message=message)

    async def answered(self, key: str, value: str, ground: Ground) -> Plan:
        """Any of the fields; another invoice brings its own contacts and text."""
        match key:
            case "invoice":
                chosen = _picked(self.candidates, value, self.today)
                is_same = self.chosen is not None and self.chosen.client.id == chosen.client.id
                kept = self.recipients if is_same else ()
                return await replace(self, chosen=chosen, recipients=kept).loaded(ground)
            case "to":
                return replace(self, recipients=recipients_of(value, self.contacts))
            case "subject":
                return replace(self, subject=value.strip())
            case "body":
                return replace(self, body=value.strip())
            case "pdf":
                return replace(self, with_pdf=flag_answer(value))
            case "copy":
                return replace(self, with_copy=flag_answer(value))
            case _:
                raise NoAnswer("That cannot be changed.")

    async def loaded(self, ground: Ground) -> EmailPlan:
        """With the contacts and the proposed text of the chosen invoice."""
        invoice = self.chosen
        if invoice is None:
            return self
        contacts, proposed = await asyncio.gather(
            ground.harvest.contacts(client_id=invoice.client.id), _proposed(ground, invoice.id)
        )
        known = tuple(one for one in contacts if _ADDRESS.fullmatch(one.email))
        chosen = self.recipients
        if not chosen:
            typed = recipients_of(", ".join(self.said), known)
            named = [one for one in known if _is_named(one, ground.said)] if self.to_self or not typed else []
            alone = known if len(known) == 1 and not (self.to_self or typed) else ()
            chosen = tuple(dict.fromkeys((*map(_recipient, named or alone), *typed)))
        subject, body = (with_plain_days(text, invoice) for text in (proposed.subject, proposed.body))
        return replace(self, contacts=known, recipients=chosen, subject=subject, body=body)


@dataclass(frozen=True, slots=True)
class MarkSentPlan(Plan):
    """A draft to mark as sent; no e-mail goes out."""

    kind: ClassVar[Kind] = Kind.INVOICE_SEND
    today: date
    candidates: tuple[Invoice, ...]
    chosen: Invoice | None

    def card(self, deed_id: str) -> Deed:
        """Which invoice, and what happens to it."""
        fields = [_invoice_field(self.candidates, self.chosen, self.today)]
        invoice = self.chosen
        if invoice is not None:
            fields.append(FormField("state", "State", "", "open", before=invoice.state))
        number = f" {plain(invoice.number)}" if invoice else ""
        title = f"Mark invoice{number} as sent, without an e-mail"
        deed = new_deed(deed_id, self.kind, title, "Mark as sent (no e-mail)", title, fields)
        event = InvoiceEvent(event_type="send")
        return checked(deed, SetInvoiceState(invoice_id=invoice.id, event=event) if invoice else None, invoice)

    async def answered(self, key: str, value: str, ground: Ground) -> Plan:
        """Which invoice."""
        if key != "invoice":
            raise NoAnswer("That cannot be changed.")
        return replace(self, chosen=_picked(self.candidates, value, self.today))


async def plan_send(ground: Ground, meant: Interpretation) -> tuple[Plan, ...]:
    """The e-mail, or the mark, that the words ask for. Raises CannotDo, HarvestError."""
    marks = meant.details.marks_sent
    found = await _find(ground, meant)
    if marks:
        found = tuple(one for one in found if one.state == "draft")
        if not found:
            raise CannotDo("That invoice is no draft any more: only a draft can be marked as sent.")
    chosen = _clear_one(found, ground, meant)
    kept = (chosen,) if chosen else found[:_MOST]
    if marks:
        return (MarkSentPlan(ground.today, kept, chosen),)
    details = meant.details
    own = (await ground.harvest.me()).email if details.to_self else ""
    said = (*details.recipients, own) if own else details.recipients
    plan = EmailPlan(ground.today, kept, chosen, said=said, to_self=details.to_self, with_copy=details.with_copy)
    if details.with_pdf is not None:
        plan = replace(plan, with_pdf=details.with_pdf)
    return (await plan.loaded(ground),)


async def _find(ground: Ground, meant: Interpretation) -> tuple[Invoice, ...]:
    client = meant.client or (meant.project.client if meant.project else None)
    number = meant.details.number.casefold()
    there = await ground.harvest.invoices(client_id=client.id if client and not number else None)
    if number:
        there = tuple(one for one in there if one.number.casefold() == number)
        if not there:
            raise CannotDo(f"There is no invoice {plain(meant.details.number)}.")
    if not there:
        raise CannotDo(f"There is no invoice for {client.name}." if client else "There is no invoice.")
    return there


def _clear_one(found: tuple[Invoice, ...], ground: Ground, meant: Interpretation) -> Invoice | None:
    """The one invoice that is meant: the only one, the one just made, the client's only draft."""
    if len(found) == 1:
        return found[0]
    made = [one for one in found if one.id in ground.invoices]
    if made:
        return max(made, key=lambda one: ground.invoices.index(one.id))
    drafts = [one for one in found if one.state == "draft"]
    if len(drafts) == 1 and len({one.client.id for one in found}) == 1:
        return drafts[0]
    return found[0] if meant.details.is_last and not drafts else None


async def _proposed(ground: Ground, invoice_id: int) -> MessageDraft:
    return await ground.harvest.propose_invoice_message(invoice_id)


def with_plain_days(text: str, invoice: Invoice) -> str:
    """Harvest's words with the invoice's own days as people write them: "due on 12/01/2026" has many readers.

    What may be two days of the invoice, or none of them, stays as it is.
    """
    days = {one for one in (invoice.issue_date, invoice.due_date, invoice.paid_date) if one is not None}
    written: dict[str, set[date]] = {}
    for day in days:
        for form in _DAY_FORMS:
            written.setdefault(form.format(day.year, day.month, day.day), set()).add(day)

    def plain_day(match: re.Match[str]) -> str:
        fitting = written.get(match[0], set())
        return day_in_letter(next(iter(fitting))) if len(fitting) == 1 else match[0]

    return _DAY_IN_FIGURES.sub(plain_day, text)


def _invoice_field(candidates: tuple[Invoice, ...], chosen: Invoice | None, today: date) -> FormField:
    if chosen is not None and len(candidates) == 1:
        return FormField("invoice", "Invoice", str(chosen.id), invoice_text(chosen, today))
    options = [Option(str(one.id), invoice_text(one, today)) for one in candidates]
    return choice("invoice", "Invoice", options, str(chosen.id) if chosen else "", "Which invoice?")


def _picked(candidates: tuple[Invoice, ...], value: str, today: date) -> Invoice:
    options = [Option(str(one.id), invoice_text(one, today)) for one in candidates]
    picked = option_answer(value, options)
    return next(one for one in candidates if str(one.id) == picked)


def invoice_text(invoice: Invoice, today: date) -> str:
    """One invoice in a line: `1042 · Acme · $1,200.00 · draft · Fri 20 Nov`."""
    day = day_text(invoice.issue_date, today) if invoice.issue_date else ""
    much = money_text(invoice.amount, invoice.currency)
    return " · ".join(
        part for part in (plain(invoice.number), plain(invoice.client.name), much, invoice.state, day) if part
    )


def _is_named(contact: Contact, said: str) -> bool:
    words = set(re.findall(r"[^\W\d_]+", said.casefold()))
    names = [name.casefold() for name in (contact.first_name, contact.last_name) if name.strip()]
    return bool(names) and any(set(re.findall(r"[^\W\d_]+", name)) <= words for name in names)


def _recipient(contact: Contact) -> NewRecipient:
    return NewRecipient(email=contact.email, name=plain(contact.name) or None)


def recipients_of(value: str, contacts: tuple[Contact, ...]) -> tuple[NewRecipient, ...]:
    """Addresses as people type them: `jo@acme.test, Sam <sam@acme.test>`, or a contact's name. Raises NoAnswer."""
    found: dict[str, NewRecipient] = {}
    for said in filter(None, (part.strip() for part in re.split(r"[,;\n]", value))):
        read = _NAMED.fullmatch(said)
        address = (read[2] or read[3] or "").strip() if read else ""
        if _ADDRESS.fullmatch(address):
            own = next((one for one in contacts if one.email.casefold() == address.casefold()), None)
            name = (read[1] or "").strip() if read else ""
            found[address.casefold()] = (
                _recipient(own) if own else NewRecipient(email=address, name=plain(name) or None)
            )
            continue
        named = [one for one in contacts if said.casefold() in one.name.casefold()]
        if len(named) != 1:
            raise NoAnswer(f"“{plain(said, 60)}” is no e-mail address, and no one contact of this client.")
        found[named[0].email.casefold()] = _recipient(named[0])
    return tuple(found.values())
