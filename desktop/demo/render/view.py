"""Who looks: which money a person sees, and the books that one request shares between its objects."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from desktop.demo.call import Books, Call
from desktop.demo.records import Invoice, TaskAssignment, UserAssignment
from desktop.demo.render.values import number, stamps
from desktop.demo.rules.locking import LockBook
from desktop.demo.rules.permissions import Actor
from desktop.demo.rules.rates import RateBook


class View:
    """Shared lookups and money rules for the objects of one answer."""

    def __init__(self, call: Call) -> None:
        self.books: Books = call.books
        self.store = call.store
        self.actor: Actor = call.actor
        self.extras = call.books.switches.live_extras
        self.locks = LockBook(call.books)
        self.rates = RateBook(call.store)
        self._user_assignments: dict[tuple[int, int], UserAssignment | None] = {}
        self._task_assignments: dict[tuple[int, int], TaskAssignment | None] = {}
        self._stubs: dict[tuple[type[Any], int], dict[str, Any]] = {}

    def user_assignment(self, project_id: int, user_id: int) -> UserAssignment | None:
        """The person's assignment to the project, None where it is gone."""
        key = (project_id, user_id)
        if key not in self._user_assignments:
            self._user_assignments[key] = self.store.first(UserAssignment, "project_id = ? AND user_id = ?", key)
        return self._user_assignments[key]

    def task_assignment(self, project_id: int, task_id: int) -> TaskAssignment | None:
        """The task's assignment to the project, None where it is gone."""
        key = (project_id, task_id)
        if key not in self._task_assignments:
            self._task_assignments[key] = self.store.first(TaskAssignment, "project_id = ? AND task_id = ?", key)
        return self._task_assignments[key]

    def user_assignment_stub(self, project_id: int, user_id: int) -> dict[str, Any] | None:
        """The assignment as it is nested in entries and expenses: without project and user."""
        assignment = self.user_assignment(project_id, user_id)
        if assignment is None:
            return None
        known = self._stubs.get((UserAssignment, assignment.id))
        if known is None:
            known = {
                "id": assignment.id,
                "is_project_manager": assignment.is_project_manager,
                "is_active": assignment.is_active,
                "budget": number(assignment.budget),
                **stamps(assignment),
                **self.money("hourly_rate", assignment.hourly_rate, seen=self.sees_rates_of(project_id)),
                **({"use_default_rates": assignment.use_default_rates} if self.extras else {}),
            }
            self._stubs[UserAssignment, assignment.id] = known
        return known

    def task_assignment_stub(self, project_id: int, task_id: int) -> dict[str, Any] | None:
        """The assignment as it is nested in entries: without project and task."""
        assignment = self.task_assignment(project_id, task_id)
        if assignment is None:
            return None
        known = self._stubs.get((TaskAssignment, assignment.id))
        if known is None:
            known = {
                "id": assignment.id,
                "billable": assignment.billable,
                "is_active": assignment.is_active,
                **stamps(assignment),
                **self.money("hourly_rate", assignment.hourly_rate, seen=self.sees_rates_of(project_id)),
                "budget": number(assignment.budget),
            }
            self._stubs[TaskAssignment, assignment.id] = known
        return known

    def invoice_stub(self, invoice_id: int | None) -> dict[str, Any] | None:
        """`{id, number}` of the invoice that pulled something."""
        if invoice_id is None:
            return None
        invoice = self.store.find(Invoice, invoice_id)
        return {"id": invoice_id, "number": invoice.number if invoice else ""}

    def sees_rates_of(self, project_id: int) -> bool:
        """Administrators see every rate, managers with the rates permission those of the projects they manage."""
        return self.actor.is_administrator or (self.actor.sees_rates and project_id in self.actor.managed)

    def money(self, key: str, value: Decimal | None, *, seen: bool) -> dict[str, Any]:
        """`{key: value}`, or null or nothing at all for who may not see it."""
        if seen:
            return {key: number(value)}
        return {key: None} if self.books.switches.hidden_money == "null" else {}
