"""The endpoints of `/v2`, one module per family of resources."""

from __future__ import annotations

from desktop.demo.routes import (
    assignments,
    clients,
    company,
    estimates,
    expenses,
    invoices,
    projects,
    reports,
    time_entries,
    users,
)
from desktop.demo.routes.endpoint import Endpoint

ALL_ENDPOINTS: tuple[Endpoint, ...] = (
    *company.ENDPOINTS,
    *users.ENDPOINTS,
    *clients.ENDPOINTS,
    *projects.ENDPOINTS,
    *assignments.ENDPOINTS,
    *time_entries.ENDPOINTS,
    *expenses.ENDPOINTS,
    *invoices.ENDPOINTS,
    *estimates.ENDPOINTS,
    *reports.ENDPOINTS,
)
