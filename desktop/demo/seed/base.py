"""People, clients, tasks, projects and assignments, from an account file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha1
from random import Random

from desktop.demo.account_file import AccountFile, ProjectPart
from desktop.demo.records import (
    Client,
    Company,
    Contact,
    ExpenseCategory,
    ItemCategory,
    Project,
    Rate,
    Role,
    Task,
    TaskAssignment,
    Token,
    User,
    UserAssignment,
)
from desktop.demo.seed.cast import Colleague
from desktop.demo.store import Store

SEED = 20_170_627
_PERSONAL_ID = 1_830_644
_CONTACT_NAMES = (("Ines", "Falk"), ("Owen", "Hart"), ("Dana", "Kim"), ("Ruth", "Alder"), ("Samir", "Nasser"))
_TASK_BUDGET_HOURS = Decimal(90)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the history is laid upon."""

    user: User
    people: tuple[User, ...]
    projects: tuple[Project, ...]


def personal_token(harvest_id: int) -> str:
    """The demo account's personal access token of a person: known to all, worth nothing outside the demo."""
    return f"{harvest_id}.pt.gleaner-demo"


def lay_ground(store: Store, file: AccountFile, team: tuple[Colleague, ...], born: datetime) -> Ground:
    """Fill the store with everything but time, expenses and invoices. `born` is the creation time of it all."""
    people = _people(store, file, team, born)
    clients = _clients(store, file, born)
    tasks = _tasks(store, file, born)
    projects = []
    for number, part in enumerate(file.projects):
        project = _project(store, part, clients[part.client].id, born + timedelta(minutes=number))
        projects.append(project)
        _assign_tasks(store, part, project, tasks)
        _assign_people(store, project, people, number)
    _categories(store, born)
    return Ground(people[0], tuple(people), tuple(projects))


def _people(store: Store, file: AccountFile, team: tuple[Colleague, ...], born: datetime) -> list[User]:
    part = file.user
    domain = part.email.partition("@")[2] or "example.com"
    subdomain = re.sub(r"[^a-z0-9]+", "", file.company.name.lower()) or "demo"
    store.save(
        Company(
            **file.company.model_dump(exclude={"weekly_capacity"}),
            subdomain=subdomain,
            weekly_capacity=file.company.weekly_capacity or part.weekly_capacity,
            timezone=part.timezone,
            created_at=born,
            updated_at=born,
        )
    )
    people = [
        store.save(User(**part.model_dump(), harvest_id=_PERSONAL_ID, created_at=born, updated_at=born)),
        *(
            store.save(
                User(
                    first_name=one.first_name,
                    last_name=one.last_name,
                    email=f"{one.first_name}.{one.last_name}@{domain}".lower(),
                    harvest_id=_PERSONAL_ID + number,
                    timezone=one.timezone or part.timezone,
                    weekly_capacity=one.weekly_capacity,
                    is_contractor=one.is_contractor,
                    access_roles=list(one.access_roles),
                    created_at=born,
                    updated_at=born,
                )
            )
            for number, one in enumerate(team, 1)
        ),
    ]
    roles: dict[str, list[int]] = {"Developer": [people[0].id]}
    for user, one in zip(people[1:], team, strict=True):
        roles.setdefault(one.business_role, []).append(user.id)
        _rates(store, user.id, one.rate, one.cost, born)
    _rates(store, people[0].id, 140, 68, born)
    for name, ids in roles.items():
        store.save(Role(name=name, user_ids=ids, created_at=born, updated_at=born))
    for user in people:
        store.save(Token(value=personal_token(user.harvest_id), kind="personal", user_id=user.id, created_at=born))
    return people


def _rates(store: Store, user_id: int, billable: int, cost: int, born: datetime) -> None:
    for kind, amount in (("billable", billable), ("cost", cost)):
        store.save(Rate(user_id=user_id, kind=kind, amount=Decimal(amount), created_at=born, updated_at=born))


def _clients(store: Store, file: AccountFile, born: datetime) -> dict[str, Client]:
    clients: dict[str, Client] = {}

    def add(name: str, *, record_id: int = 0, is_active: bool = True, currency: str | None = None) -> None:
        clients[name] = store.save(
            Client(
                id=record_id,
                name=name,
                is_active=is_active,
                statement_key=sha1(name.encode(), usedforsecurity=False).hexdigest(),
                currency=currency or file.company.currency,
                created_at=born,
                updated_at=born,
            )
        )

    for part in file.clients:
        add(part.name, record_id=part.id or 0, is_active=part.is_active, currency=part.currency)
    for project in file.projects:
        if project.client not in clients:
            add(project.client)
    for number, client in enumerate(clients.values()):
        first, last = _CONTACT_NAMES[number % len(_CONTACT_NAMES)]
        slug = re.sub(r"[^a-z0-9]+", "", client.name.lower()) or "client"
        store.save(
            Contact(
                client_id=client.id,
                first_name=first,
                last_name=last,
                email=f"{first}.{last}@{slug}.example".lower(),
                invoice_recipient_status="recipient",
                created_at=born,
                updated_at=born,
            )
        )
    return clients


def _tasks(store: Store, file: AccountFile, born: datetime) -> dict[str, Task]:
    tasks = {
        part.name: store.save(
            Task(
                id=part.id or 0,
                name=part.name,
                billable_by_default=part.billable_by_default,
                default_hourly_rate=part.default_hourly_rate,
                is_active=part.is_active,
                created_at=born,
                updated_at=born,
            )
        )
        for part in file.tasks
    }
    for project in file.projects:
        for assigned in project.tasks:
            if assigned.task not in tasks:
                tasks[assigned.task] = store.save(
                    Task(
                        name=assigned.task,
                        billable_by_default=assigned.billable is not False,
                        default_hourly_rate=assigned.hourly_rate,
                        created_at=born,
                        updated_at=born,
                    )
                )
    return tasks


def _project(store: Store, part: ProjectPart, client_id: int, born: datetime) -> Project:
    by_money = part.budget_by in ("project_cost", "task_fees")
    cost_budget = part.cost_budget if part.cost_budget is not None else (part.budget if by_money else None)
    if part.is_fixed_fee and part.budget_by == "project_cost":
        cost_budget = part.fee
    return store.save(
        Project(
            **part.model_dump(exclude={"id", "client", "tasks", "budget", "cost_budget"}),
            id=part.id or 0,
            client_id=client_id,
            budget=None if by_money else part.budget,
            cost_budget=cost_budget,
            created_at=born,
            updated_at=born,
        )
    )


def _assign_tasks(store: Store, part: ProjectPart, project: Project, tasks: Mapping[str, Task]) -> None:
    for assigned in part.tasks:
        task = tasks[assigned.task]
        rate = assigned.hourly_rate if assigned.hourly_rate is not None else task.default_hourly_rate
        budget = assigned.budget
        if budget is None and part.budget_by in ("task", "task_fees"):
            # The file gives no figures for these kinds; a budget by task without any would be none.
            budget = _TASK_BUDGET_HOURS * (rate or 100 if part.budget_by == "task_fees" else 1)
        store.save(
            TaskAssignment(
                project_id=project.id,
                task_id=task.id,
                billable=task.billable_by_default if assigned.billable is None else assigned.billable,
                hourly_rate=rate,
                budget=budget,
                created_at=project.created_at,
                updated_at=project.created_at,
            )
        )


def _assign_people(store: Store, project: Project, people: list[User], number: int) -> None:
    """The user is on every project; internal ones have everybody, the others about half of the team."""
    chance = Random(SEED + number)  # noqa: S311 - a fixed seed for plausible data
    for place, user in enumerate(people):
        manages = place == 0 or ("manager" in user.access_roles and (number + place) % 2 == 0)
        if place == 0 or manages or not project.is_billable or chance.random() < 0.55:
            store.save(
                UserAssignment(
                    project_id=project.id,
                    user_id=user.id,
                    is_project_manager=manages,
                    budget=Decimal(60) if project.budget_by == "person" else None,
                    created_at=project.created_at,
                    updated_at=project.created_at,
                )
            )


def _categories(store: Store, born: datetime) -> None:
    for name, unit, price in (
        ("Travel", None, None),
        ("Meals", None, None),
        ("Software", None, None),
        ("Mileage", "mile", Decimal("0.67")),
    ):
        store.save(ExpenseCategory(name=name, unit_name=unit, unit_price=price, created_at=born, updated_at=born))
    for owner in ("invoice", "estimate"):
        for name in ("Service", "Product"):
            store.save(
                ItemCategory(
                    owner=owner,
                    name=name,
                    use_as_service=owner == "invoice" and name == "Service",
                    use_as_expense=owner == "invoice" and name == "Product",
                    created_at=born,
                    updated_at=born,
                )
            )
