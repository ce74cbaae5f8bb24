"""Where Harvest is, and what of the environment says otherwise. Imports nothing, so that it is at hand at once."""

from __future__ import annotations

import os

HARVEST_URL = "https://api.harvestapp.com/v2"
ID_URL = "https://id.getharvest.com"
TOKEN_VARIABLE = "HARVEST_ACCESS_TOKEN"  # noqa: S105 - a name, not a token
ACCOUNT_VARIABLE = "HARVEST_ACCOUNT_ID"
CLIENT_VARIABLE = "GLEANER_CLIENT_ID"
SECRET_VARIABLE = "GLEANER_CLIENT_SECRET"  # noqa: S105 - a name, not a secret


def harvest_url() -> str:
    """`GLEANER_HARVEST_URL`, else Harvest's own."""
    return os.environ.get("GLEANER_HARVEST_URL") or HARVEST_URL


def id_url() -> str:
    """`GLEANER_ID_URL`, else Harvest's own."""
    return os.environ.get("GLEANER_ID_URL") or ID_URL


def environment_signs_in() -> bool:
    """Whether the environment holds a token and its account."""
    return all(os.environ.get(name, "").strip() for name in (TOKEN_VARIABLE, ACCOUNT_VARIABLE))
