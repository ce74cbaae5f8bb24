"""Why a time entry or an expense cannot be changed."""

from __future__ import annotations

from datetime import date, timedelta

from desktop.demo.call import Books
from desktop.demo.errors import InvalidError, RefusalError
from desktop.demo.records import Client, Expense, InvoicedSpan, Project, Task, TimeEntry, User
from desktop.demo.rules.permissions import Actor

_WEEK_STARTS = {"Monday": 0, "Saturday": 5, "Sunday": 6}


class LockBook:
    """Tells locks; remembers what it has read, so one book serves one request."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._spans: dict[tuple[int, str], list[InvoicedSpan]] = {}
        self._archived: dict[tuple[int, int, int], bool] = {}

    def is_invoiced_day(self, project_id: int, day: date, kind: str = "time") -> bool:
        """Whether an invoice has closed that day of the project."""
        spans = self._spans.get((project_id, kind))
        if spans is None:
            spans = self._books.store.select(InvoicedSpan, "project_id = ? AND kind = ?", (project_id, kind))
            self._spans[project_id, kind] = spans
        return any(span.first_day <= day <= span.last_day for span in spans)

    def is_archived(self, project_id: int, task_id: int, user_id: int) -> bool:
        """Whether the project, its client, the task or the person is archived."""
        key = (project_id, task_id, user_id)
        known = self._archived.get(key)
        if known is None:
            store = self._books.store
            project = store.get(Project, project_id)
            known = not (
                project.is_active
                and store.get(Client, project.client_id).is_active
                and store.get(Task, task_id).is_active
                and store.get(User, user_id).is_active
            )
            self._archived[key] = known
        return known

    def is_locked_period(self, day: date) -> bool:
        """Whether the account's own lock covers the day."""
        before = self._books.company.locked_before
        return before is not None and day < before

    def entry_reasons(self, entry: TimeEntry) -> list[str]:
        """What locks the entry: of `Invoiced`, `Approved`, `Archived`, `Locked for this Time Period`."""
        reasons = []
        if entry.invoice_id is not None:
            reasons.append("Invoiced")
        if entry.approval_status == "approved":
            reasons.append("Approved")
        if self.is_archived(entry.project_id, entry.task_id, entry.user_id):
            reasons.append("Archived")
        in_span = entry.invoice_id is None and self._books.switches.invoiced_span != "open"
        if self.is_locked_period(entry.spent_date) or (
            in_span and self.is_invoiced_day(entry.project_id, entry.spent_date)
        ):
            reasons.append("Locked for this Time Period")
        return reasons

    def entry_text(self, entry: TimeEntry) -> str | None:
        """`locked_reason` of an entry, None where it is open."""
        reasons = self.entry_reasons(entry)
        return "Item " + " and ".join(reasons) if reasons else None

    def expense_text(self, expense: Expense) -> str | None:
        """`locked_reason` of an expense, None where it is open."""
        if expense.invoice_id is not None:
            return "Expense is invoiced."
        if expense.approval_status == "approved":
            return "Expense is approved."
        if not self._books.store.get(Project, expense.project_id).is_active:
            return "The project is archived."
        in_span = self._books.switches.invoiced_span != "open" and self.is_invoiced_day(
            expense.project_id, expense.spent_date, "expenses"
        )
        if in_span or self.is_locked_period(expense.spent_date):
            return "The project is locked for this time period."
        return None


def refuse(books: Books, message: str) -> RefusalError:
    """The error for what the present state forbids: 422, or 403 by switch."""
    return (
        InvalidError(message)
        if books.switches.refusal_status == InvalidError(message).status
        else RefusalError(403, message)
    )


def require_open(books: Books, actor: Actor, entry: TimeEntry) -> None:
    """Raise unless the entry may be changed now by this person."""
    reasons = LockBook(books).entry_reasons(entry)
    if not reasons:
        return
    hard = {"Invoiced", "Archived"} & set(reasons)
    if actor.is_administrator and books.switches.administrator_edits_locked and not hard:
        return
    raise refuse(books, "Item " + " and ".join(reasons))


def require_open_day(books: Books, actor: Actor, user: User, project: Project, day: date) -> None:
    """Raise unless time may be added to that day of the project: invoiced, approved and locked days are closed."""
    locks = LockBook(books)
    if locks.is_invoiced_day(project.id, day) and books.switches.invoiced_span == "refused":
        raise refuse(books, "The project is locked for this time period: it has been invoiced.")
    if actor.is_administrator and books.switches.administrator_edits_locked:
        return
    if locks.is_locked_period(day):
        raise refuse(books, "Time can't be tracked in a locked period.")
    first = week_start(books, day)
    if books.store.count(
        TimeEntry,
        "user_id = ? AND approval_status = 'approved' AND spent_date BETWEEN ? AND ?",
        (user.id, first, first + timedelta(days=6)),
    ):
        raise refuse(books, "The timesheet of this week has been approved.")


def week_start(books: Books, day: date) -> date:
    """The first day of that day's week in this account."""
    return day - timedelta(days=(day.weekday() - _WEEK_STARTS.get(books.company.week_start_day, 0)) % 7)
