"""Company, users, rates, roles and teammates."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from desktop.demo.records import Company, Rate, Role, User
from desktop.demo.render.values import number, stamps
from desktop.demo.render.view import View

_AVATAR = "https://cache.harvestapp.com/assets/profile_images/big_ben.png?1485372046"
_COMPANY_KEYS = (
    "name",
    "is_active",
    "week_start_day",
    "wants_timestamp_timers",
    "time_format",
    "date_format",
    "plan_type",
    "expense_feature",
    "invoice_feature",
    "estimate_feature",
    "approval_feature",
    "team_feature",
    "clock",
    "currency_code_display",
    "currency_symbol_display",
    "decimal_symbol",
    "thousands_separator",
    "color_scheme",
    "weekly_capacity",
)


def company(view: View, record: Company) -> dict[str, Any]:
    """The company, which has neither id nor timestamps."""
    domain = f"{record.subdomain}.harvestapp.com"
    shown: dict[str, Any] = {"base_uri": f"https://{domain}", "full_domain": domain}
    shown |= {key: getattr(record, key) if key != "is_active" else True for key in _COMPANY_KEYS}
    if view.extras:
        shown |= {
            "currency": record.currency,
            "saml_sign_in_required": False,
            "day_entry_notes_required": record.day_entry_notes_required,
        }
    return shown


def user(view: View, record: User) -> dict[str, Any]:
    """A user; default rates only for who may see them, and one's own billable rate by the same rule."""
    today = view.books.today(record)
    roles = view.store.select(Role, order="id ASC")
    access = list(record.access_roles)
    if record.teammate_ids and "people_manager" not in access:
        access.append("people_manager")
    shown = {
        "id": record.id,
        "first_name": record.first_name,
        "last_name": record.last_name,
        "email": record.email,
        "telephone": record.telephone,
        "timezone": record.timezone,
        "has_access_to_all_future_projects": record.has_access_to_all_future_projects,
        "is_contractor": record.is_contractor,
        "is_active": record.is_active,
        **stamps(record),
        "weekly_capacity": record.weekly_capacity,
        **view.money(
            "default_hourly_rate", view.rates.of_user(record.id, "billable", today), seen=view.actor.sees_rates
        ),
        **view.money("cost_rate", view.rates.of_user(record.id, "cost", today), seen=view.actor.sees_costs),
        "roles": [role.name for role in roles if record.id in role.user_ids],
        "access_roles": access,
        "avatar_url": _AVATAR,
    }
    if view.extras:
        shown |= {
            "employee_id": None,
            "can_create_projects": "administrator" in access or "project_creator" in access,
            "calendar_integration_enabled": False,
            "calendar_integration_source": None,
            "saml_exempt": False,
        }
    return shown


def teammate(record: User) -> dict[str, Any]:
    """The short form of a person in a manager's list."""
    return {"id": record.id, "first_name": record.first_name, "last_name": record.last_name, "email": record.email}


def rate(record: Rate, following: date | None) -> dict[str, Any]:
    """A rate; it ends the day before the next one starts."""
    return {
        "id": record.id,
        "amount": number(record.amount if record.amount is not None else Decimal(0)),
        "start_date": record.start_date.isoformat() if record.start_date else None,
        "end_date": (following - timedelta(days=1)).isoformat() if following else None,
        **stamps(record),
    }


def role(record: Role) -> dict[str, Any]:
    """A business role."""
    return {"id": record.id, "name": record.name, "user_ids": list(record.user_ids), **stamps(record)}
