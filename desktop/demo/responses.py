"""Answers in Harvest's shapes: JSON, errors, and the HTML page of an unknown route."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from starlette.responses import HTMLResponse, Response

from desktop.demo.errors import InvalidError, RefusalError
from desktop.demo.switches import Switches

NOT_FOUND_PAGE = (
    "<!DOCTYPE html><html><head><title>HARVEST: Can't find page</title></head>"
    "<body><h1>Oops, we can't find that page.</h1></body></html>"
)
INVALID_TOKEN = {
    "error": "invalid_token",
    "error_description": "The access token provided is expired, revoked, malformed or invalid for other reasons.",
}


def json_response(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer; decimals become numbers."""
    return Response(
        json.dumps(body, default=_plain, separators=(",", ":")),
        status,
        headers,
        media_type="application/json; charset=utf-8",
    )


def refusal(switches: Switches, error: RefusalError, headers: dict[str, str] | None = None) -> Response:
    """An error's answer. Only the bodies of 401 and 422 are known; those of others are as the switch says."""
    if isinstance(error, InvalidError) or error.status == InvalidError("").status or switches.error_body == "message":
        return json_response({"message": error.message}, error.status, headers)
    if switches.error_body == "html":
        return HTMLResponse(f"<html><body><h1>{error.status}</h1></body></html>", error.status, headers)
    text = error.message if switches.error_body == "text" else ""
    return Response(text, error.status, headers, media_type="text/plain")


def unauthorized() -> Response:
    """401, in the one shape that was seen live."""
    return json_response(INVALID_TOKEN, 401)


def missing_page() -> Response:
    """404 for a route that does not exist."""
    return HTMLResponse(NOT_FOUND_PAGE, 404)


def _plain(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} is not JSON")
