"""The endpoints of `/v2`, one module per family of resources."""

from __future__ import annotations

from desktop.harvest.demo.routes import company, time_entries, users
from desktop.harvest.demo.routes.endpoint import Endpoint

ALL_ENDPOINTS: tuple[Endpoint, ...] = (
    *company.ENDPOINTS,
    *users.ENDPOINTS,
    *time_entries.ENDPOINTS,
)
