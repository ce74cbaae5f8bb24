"""The people of the demo account besides the user, and which projects they work on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colleague:
    """A teammate. Rates are money an hour; `business_role` is a label without effect on permissions."""

    first_name: str
    last_name: str
    access_roles: tuple[str, ...]
    business_role: str
    rate: int
    cost: int
    is_contractor: bool = False
    weekly_capacity: int = 144_000
    timezone: str | None = None


COLLEAGUES = (
    Colleague(
        "Priya",
        "Raman",
        (
            "manager",
            "project_creator",
            "billable_rates_manager",
            "managed_projects_invoice_manager",
            "client_and_task_manager",
            "time_and_expenses_manager",
        ),
        "Producer",
        125,
        70,
    ),
    Colleague("Marcus", "Webb", ("manager",), "Producer", 115, 62),
    Colleague("Tomas", "Okafor", ("member",), "Developer", 120, 58),
    Colleague("Lena", "Fischer", ("member",), "Designer", 110, 54, timezone="Berlin"),
    Colleague("Jun", "Sato", ("member",), "Developer", 130, 64, is_contractor=True, weekly_capacity=72_000),
    Colleague("Amara", "Diallo", ("member",), "Writer", 95, 46, weekly_capacity=108_000),
)

_MORE_FIRST = ("Noor", "Felix", "Greta", "Ivan", "Sofia", "Mateo", "Hana", "Emil", "Zoe")
_MORE_LAST = ("Brandt", "Castillo", "Duarte", "Eriksen", "Novak", "Petrov", "Quist", "Moreau", "Lindholm")


def colleagues(count: int) -> tuple[Colleague, ...]:
    """`count` teammates: the named ones first, then made-up members, the same every time."""
    more = [
        Colleague(
            _MORE_FIRST[number % len(_MORE_FIRST)],
            _MORE_LAST[(number * 4 + number // len(_MORE_FIRST)) % len(_MORE_LAST)],
            ("member",),
            ("Developer", "Designer", "Writer")[number % 3],
            90 + number % 5 * 10,
            45 + number % 4 * 5,
        )
        for number in range(max(0, count - len(COLLEAGUES)))
    ]
    return (*COLLEAGUES[:count], *more)
