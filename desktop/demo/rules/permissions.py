"""Who may see and do what (section "Permissions" of Harvest's documentation): administrators, managers, members."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.demo.errors import ForbiddenError
from desktop.demo.records import TimeEntry, User, UserAssignment
from desktop.demo.store import Store

RATES = "billable_rates_manager"
OTHERS_TIME = "time_and_expenses_manager"
CLIENTS_AND_TASKS = "client_and_task_manager"
INVOICE_DRAFTS = "managed_projects_invoice_drafter"
INVOICES = "managed_projects_invoice_manager"
ESTIMATES = "estimates_manager"
CREATE_PROJECTS = "project_creator"


@dataclass(frozen=True, slots=True)
class Scope:
    """A condition on rows that carry `user_id` and `project_id`: SQL with its values. Empty means everything."""

    where: str = ""
    values: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a token, with what the role reaches.

    `managed` are the projects a manager manages, `teammates` the people assigned to a manager; both empty otherwise.
    """

    user: User
    managed: frozenset[int] = frozenset()
    teammates: frozenset[int] = frozenset()

    @property
    def is_administrator(self) -> bool:
        """Sees and does everything."""
        return "administrator" in self.user.access_roles

    @property
    def is_manager(self) -> bool:
        """A manager, with whatever extras."""
        return "manager" in self.user.access_roles

    def holds(self, *extras: str) -> bool:
        """An administrator, or a manager with one of these extra permissions."""
        return self.is_administrator or (self.is_manager and any(extra in self.user.access_roles for extra in extras))

    @property
    def sees_rates(self) -> bool:
        """May see billable rates and amounts."""
        return self.holds(RATES)

    @property
    def sees_costs(self) -> bool:
        """May see cost rates."""
        return self.is_administrator

    @property
    def visible_work(self) -> Scope:
        """Time entries and expenses this person may read."""
        if self.is_administrator:
            return Scope()
        people = {self.user.id, *self.teammates}
        where = f"user_id IN ({_marks(people)})"
        if not self.managed:
            return Scope(where, tuple(sorted(people)))
        where += f" OR project_id IN ({_marks(self.managed)})"
        return Scope(where, (*sorted(people), *sorted(self.managed)))

    def may_read_work(self, user_id: int, project_id: int) -> bool:
        """Whether an entry or expense of that person on that project is visible."""
        return (
            self.is_administrator or user_id == self.user.id or user_id in self.teammates or project_id in self.managed
        )

    def may_write_work(self, user_id: int, project_id: int) -> bool:
        """Whether an entry or expense of that person on that project may be created or changed."""
        if self.is_administrator or user_id == self.user.id:
            return True
        return self.holds(OTHERS_TIME) and (user_id in self.teammates or project_id in self.managed)

    def require(self, allowed: bool) -> None:
        """Raise ForbiddenError unless `allowed`."""
        if not allowed:
            raise ForbiddenError

    def require_administrator(self) -> None:
        """Raise ForbiddenError for anybody but administrators."""
        self.require(self.is_administrator)

    def require_extra(self, *extras: str) -> None:
        """Raise ForbiddenError unless an administrator or a manager with one of `extras`."""
        self.require(self.holds(*extras))


def actor_of(store: Store, user: User) -> Actor:
    """The person as an actor, with managed projects and teammates looked up."""
    if "manager" not in user.access_roles:
        return Actor(user)
    managed = store.select(UserAssignment, "user_id = ? AND is_project_manager AND is_active", [user.id])
    return Actor(user, frozenset(one.project_id for one in managed), frozenset(user.teammate_ids))


def entry_is_visible(actor: Actor, entry: TimeEntry) -> bool:
    """Whether the actor may read the entry."""
    return actor.may_read_work(entry.user_id, entry.project_id)


def _marks(values: object) -> str:
    return ", ".join("?" * len(values))  # type: ignore[arg-type]
