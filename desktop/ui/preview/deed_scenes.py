"""Scenes of deeds: an invoice before and after it is made, an e-mail that asks, an entry that is changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop.agent.deeds.card import Deed, Form, FormField, Option, Table, Writing
from desktop.agent.drafts import DraftState, Reply
from desktop.agent.intents import Kind, Warn
from desktop.ui.preview.sample import ACCOUNT
from desktop.ui.preview.scripted_port import ScriptedPort

_PLACES = (Option("1", "[GLX-2] Data Platform Phase 2"), Option("2", "[GLX-1] Data Platform"))
_DAYS = (Option("all", "All that is not invoiced"), Option("last", "October 2026"))
_LINES = (Option("task", "one line per task"), Option("project", "one line per project"))
_TERMS = (Option("default", "Harvest's default"), Option("net 30", "net 30"))
_TIME = (
    ("Data Platform Phase 2", "Design", "6.00", "120.00", "720.00"),
    ("Data Platform Phase 2", "Development", "4.75", "140.00", "665.00"),
)
INVOICE = Deed(
    "invoice",
    DraftState.READY,
    Kind.INVOICE_CREATE,
    "Create an invoice",
    "Create the invoice",
    "Invoice, Globex, all that is not invoiced, $61,385.00",
    fields=(
        FormField("client", "Client", "1", "Globex", Form.CHOICE, (Option("1", "Globex"), Option("2", "Hooli"))),
        FormField("period", "Days", "all", "All that is not invoiced", Form.CHOICE, _DAYS, is_ours=True),
        FormField("projects", "Projects", "1,2", ", ".join(one.text for one in _PLACES), Form.CHOICES, _PLACES),
        FormField("summary", "Lines", "task", "one line per task", Form.CHOICE, _LINES, is_ours=True),
        FormField("expenses", "Expenses too", "yes", form=Form.FLAG),
        FormField("term", "Payment term", "default", "Harvest's default", Form.CHOICE, _TERMS, is_ours=True),
        FormField("tax", "Tax %", form=Form.LINE),
        FormField("subject", "Subject", form=Form.LINE),
        FormField("notes", "Notes", form=Form.TEXT),
        FormField("total", "Total", "$61,385.00"),
    ),
    tables=(
        Table(
            "Time",
            ("Project", "Task", "Hours", "Rate", "Amount"),
            _TIME,
            frozenset({2, 3, 4}),
            ("", "", "10.75", "", "$1,385.00"),
        ),
        Table(
            "Fixed fees",
            ("Project", "What", "Amount"),
            (("Data Platform", "Fixed fee", "60,000.00"),),
            frozenset({2}),
            ("", "", "$60,000.00"),
        ),
        Table("Left out", ("What", "Why", "How much"), (("1 expense", "not billable", "$52.26"),), frozenset({2})),
    ),
    warnings=(Warn("whole_fee", "The whole fee of Data Platform, $60,000.00, is billed."),),
    writing=Writing("create_invoice", "{}"),
)
_MADE = replace(
    INVOICE,
    state=DraftState.COMMITTED,
    fields=tuple(replace(field, options=()) if field.key == "projects" else field for field in INVOICE.fields),
    outcome="In Harvest as a draft: invoice 2026-011, Globex, $61,385.00",
)
_CONTACTS = (Option("dana@globex.example", "Dana Kim <dana@globex.example>"),)
_MAIL = Deed(
    "mail",
    DraftState.ASKING,
    Kind.INVOICE_SEND,
    "E-mail invoice 2026-011",
    "Send invoice 2026-011 by e-mail",
    "E-mail invoice 2026-011",
    fields=(
        FormField("invoice", "Invoice", "11", "2026-011 · Globex · $61,385.00 · draft"),
        FormField("to", "To", form=Form.ADDRESSES, options=_CONTACTS, question="Who is to get it?"),
        FormField("subject", "Subject", "Invoice 2026-011 from Brightline Studio", form=Form.LINE),
        FormField("body", "Text", "Hello Dana,\n\nhere is our invoice.\n\nRobin", form=Form.TEXT),
        FormField("pdf", "PDF attached", "yes", form=Form.FLAG),
        FormField("copy", "Copy to me", "no", form=Form.FLAG),
    ),
    is_grave=True,
)
_CHANGE = Deed(
    "change",
    DraftState.READY,
    Kind.EDIT,
    "Change an entry",
    "Change it",
    "Change 0.35 h",
    fields=(
        FormField("entry", "Entry", "7", "0.35 h · Umbrella Health › Patient Portal · Design · Fri 20 Nov"),
        FormField("task", "Task", "1", "Design", Form.CHOICE, (Option("1", "Design"), Option("2", "Meetings"))),
        FormField("hours", "Hours", "3", "3 h", Form.HOURS, before="0.35 h"),
        FormField("day", "Date", "2026-11-20", "Fri 20 Nov", Form.DAY),
        FormField("notes", "Notes", "Icon set, second round", form=Form.TEXT, before="Icon set"),
    ),
    person="Anna Berg",
    writing=Writing("update_entry", "{}"),
)


def _said(port: ScriptedPort, words: str, deed: Deed) -> None:
    port.signed_in.emit(ACCOUNT)
    port.day_changed.emit(Decimal("1.5"))
    port.said.emit(words)
    port.answer(Reply("", deeds=(deed,)))


def deed_invoice(port: ScriptedPort) -> None:
    """An invoice that can be made."""
    _said(port, "create an invoice for Globex for everything unbilled", INVOICE)


def deed_made(port: ScriptedPort) -> None:
    """The same, made: nothing is left to choose."""
    _said(port, "create an invoice for Globex for everything unbilled", _MADE)


def deed_mail(port: ScriptedPort) -> None:
    """An e-mail that asks who is to get it."""
    _said(port, "send the invoice to Globex", _MAIL)


def deed_change(port: ScriptedPort) -> None:
    """An entry of somebody else, changed."""
    _said(port, "change Anna's last entry to 3 hours", _CHANGE)


DEEDS = {scene.__name__: scene for scene in (deed_invoice, deed_made, deed_mail, deed_change)}
