"""The large size: an account file's own projects and many made-up ones, for measuring and for paging."""

from __future__ import annotations

from decimal import Decimal

from desktop.demo.account_file import AccountFile, AssignedTaskPart, ClientPart, ProjectPart

PROJECTS = 300
PEOPLE = 25
ENTRIES = 50_000
INVOICES = 400
BILLED_CLIENTS = 18
WEEKS = 104

_PLACES = ("Aldgate", "Brera", "Cardona", "Dalby", "Elverum", "Farsund", "Gävle", "Hobart", "Imatra", "Jarrow")
_TRADES = ("Bakeries", "Cycles", "Foundry", "Gardens", "Logistics", "Optics", "Press", "Shipping", "Textiles", "Wines")
_KINDS = ("Website", "Ordering App", "Annual Report", "Brand", "Data Warehouse", "Support", "Campaign", "Intranet")
_BUDGETS = ("project", "project_cost", "task", "task_fees", "person", "none")


def enlarged(file: AccountFile) -> AccountFile:
    """The same account with projects of every way of billing and budgeting, up to 300."""
    clients, projects = list(file.clients), list(file.projects)
    tasks = [task for task in file.tasks if task.is_active and task.default_hourly_rate is not None]
    if not tasks:
        return file
    number = 0
    while len(projects) < PROJECTS:
        client = f"{_PLACES[number // 4 % 10]} {_TRADES[number // 40 % 10]}"
        if number % 4 == 0:
            clients.append(ClientPart(name=client, currency=("USD", "EUR", "GBP")[number // 4 % 3]))
        budget_by = _BUDGETS[number % len(_BUDGETS)]
        projects.append(
            ProjectPart(
                name=f"{_KINDS[number % len(_KINDS)]} {number // len(_KINDS) + 1}",
                code=f"X{number:03d}" if number % 5 else "",
                client=client,
                is_active=number % 11 != 0,
                bill_by=("Tasks", "People", "Project")[number % 3],
                hourly_rate=Decimal(115),
                budget_by=budget_by,
                budget=Decimal(30_000 if budget_by == "project_cost" else 250) if budget_by.startswith("pr") else None,
                budget_is_monthly=number % 9 == 0,
                cost_budget_include_expenses=budget_by == "project_cost",
                show_budget_to_all=number % 4 == 0,
                tasks=[
                    AssignedTaskPart(task=tasks[(number + step) % len(tasks)].name, billable=step != 3)
                    for step in range(min(4, len(tasks)))
                ],
            )
        )
        number += 1
    return file.model_copy(update={"clients": clients, "projects": projects})
