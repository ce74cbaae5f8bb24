"""Small pieces that many objects share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from desktop.demo.records import Client, Project, Record, Task, User
from desktop.demo.store import instant_text


def number(value: Decimal | None) -> float | None:
    """A decimal as most of Harvest writes it: `4.0`, `2.11`."""
    return None if value is None else float(value)


def plain_number(value: Decimal) -> float | int:
    """A decimal as reports write it: without a point when whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def stamps(record: Record) -> dict[str, Any]:
    """`created_at` and `updated_at`."""
    return {"created_at": instant_text(record.created_at), "updated_at": instant_text(record.updated_at)}


def named(record: Client | Project | Task | User) -> dict[str, Any]:
    """The stub `{id, name}`."""
    return {"id": record.id, "name": record.name}


def coded(project: Project) -> dict[str, Any]:
    """The stub `{id, name, code}`."""
    return {"id": project.id, "name": project.name, "code": project.code}


def priced(client: Client) -> dict[str, Any]:
    """The stub `{id, name, currency}`."""
    return {"id": client.id, "name": client.name, "currency": client.currency}
