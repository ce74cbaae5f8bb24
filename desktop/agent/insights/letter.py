"""A courteous letter to a client about an invoice: its hours, what changed, and nothing internal.

It names projects, tasks, hours, the rates that the invoice itself shows, amounts and expenses; never a cost rate, a
person, a margin, or time that is not billed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from desktop.agent.insights.bill import ADJUSTMENTS, EXPENSES, Bill, Driver
from desktop.agent.insights.scene import Scene
from desktop.agent.wording import hours_text
from desktop.harvest.text import plain
from desktop.text.money_text import money_text

_MOST_CHANGES = 3


def letter(now: Bill, past: Bill | None, changes: Sequence[Driver], scene: Scene) -> str:
    """The whole letter, from the greeting to the signature."""
    invoice = now.invoice
    lines = ["Hello,", "", _opening(now), ""]
    lines += [f"- {_item(now, number)}" for number in range(len(now.lines))]
    lines += [f"- Expenses, {name}: {money_text(amount, invoice.currency)}" for name, amount in now.expenses]
    if abs(now.adjustments) >= Decimal("0.05"):
        lines.append(f"- Discount and taxes: {money_text(now.adjustments, invoice.currency)}")
    if past is not None:
        lines += ["", _compared(now, past, changes)]
    lines += ["", "I am glad to go through any of it with you.", "", "Kind regards,", scene.account.user_name]
    return "\n".join(lines)


def _opening(now: Bill) -> str:
    invoice = now.invoice
    issued = f" of {day_in_letter(invoice.issue_date)}" if invoice.issue_date else ""
    work = ""
    if invoice.period_start and invoice.period_end:
        work = f" for our work from {day_in_letter(invoice.period_start)} to {day_in_letter(invoice.period_end)}"
    return (
        f"Thank you for asking about invoice {plain(invoice.number)}{issued}. It comes to "
        f"{money_text(invoice.amount, invoice.currency)}{work}, {hours_text(now.hours)} in all:"
    )


def _item(now: Bill, number: int) -> str:
    line, currency = now.lines[number], now.invoice.currency
    name = f"{line.project}, {line.task}" if line.project else line.task
    rate = f" at {money_text(line.rate, currency)}" if line.rate is not None else ""
    return f"{name}: {hours_text(line.hours)}{rate}, {money_text(line.amount, currency)}"


def _compared(now: Bill, past: Bill, changes: Sequence[Driver]) -> str:
    currency = now.invoice.currency
    difference = now.invoice.amount - past.invoice.amount
    number = plain(past.invoice.number)
    if not difference:
        return f"It comes to the same amount as invoice {number} before it."
    more = "more" if difference > 0 else "less"
    text = f"That is {money_text(abs(difference), currency)} {more} than invoice {number} before it."
    same_way = [one for one in changes if (one.amount_change > 0) is (difference > 0)][:_MOST_CHANGES]
    reasons = [_reason(one, currency) for one in same_way]
    return f"{text} The main reasons: {'; '.join(reasons)}." if reasons else text


def _reason(one: Driver, currency: str) -> str:
    amount = money_text(abs(one.amount_change), currency)
    more = "more" if one.amount_change > 0 else "less"
    if one.task in (EXPENSES, ADJUSTMENTS) and not one.project:
        return f"{one.task.lower()}, {amount} {more}"
    name = f"{one.task} on {one.project}" if one.project else one.task
    if not one.hours_before:
        return f"{name}, {hours_text(one.hours_now)} that the one before did not have ({amount})"
    if not one.hours_now:
        return f"{name}, {hours_text(one.hours_before)} before and none now ({amount})"
    if one.hours_change:
        return f"{name}, {hours_text(one.hours_now)} instead of {hours_text(one.hours_before)} ({amount} {more})"
    return f"{name}, at another rate ({amount} {more})"


def day_in_letter(day: date) -> str:
    """`1 December 2026`, which nobody reads as another day."""
    return f"{day.day} {day:%B %Y}"
