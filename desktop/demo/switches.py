"""One switch for every fact about Harvest that no source settles, so that a client can be tried against both outcomes.

The defaults are what seems most likely. Docstrings after each field say what the values mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Switches:
    """How the demo account behaves where Harvest's behaviour is not documented."""

    missing_account_header: Literal["unauthorized", "forbidden", "not_found"] = "unauthorized"
    """Answer to a request without `Harvest-Account-Id`: 401 (seen live), 403 or 404."""

    wrong_mode: Literal["observed", "accepted", "ignored", "rejected"] = "observed"
    """Hours sent to a timestamp account, or start and end sent to a duration account.

    `observed`: hours on create are accepted and get a start; everything else is silently dropped (so a create in a
    duration account without `hours` starts a timer). `rejected`: 422."""

    previous_timer: Literal["stopped", "kept", "refused"] = "stopped"
    """What happens to a running timer when another is started."""

    timer_state: Literal["refused", "tolerated"] = "refused"
    """Restart of a running or stop of a stopped timer: refused, or answered 200 with the entry unchanged."""

    refusal_status: Literal[422, 403] = 422
    """Status for a change that the entry's present state forbids (locked, running, in use)."""

    administrator_edits_locked: bool = False
    """Administrators may change entries that are approved or in a locked period (never invoiced or archived ones)."""

    invoiced_span: Literal["refused", "locked", "open"] = "refused"
    """A new entry on days of a project that an invoice covers: refused, created locked, or created as any other."""

    external_reference: Literal["kept", "ignored", "filter_ignored"] = "kept"
    """`ignored`: never stored, so a look-up finds nothing. `filter_ignored`: stored, but the filter has no effect."""

    zero_hours: Literal["stopped", "timer", "rejected"] = "stopped"
    """`hours: 0` on create."""

    foreign_entry: Literal[404, 403] = 404
    """Status for somebody else's time entry or expense that the role may not see."""

    company_for_members: Literal["allowed", "forbidden"] = "allowed"
    """`GET /company` for people who are not administrators."""

    categories_for_members: Literal["allowed", "forbidden"] = "allowed"
    """`GET /expense_categories` for people who are not administrators."""

    hidden_money: Literal["null", "absent"] = "null"
    """How rates and amounts look to a role that may not see them."""

    live_extras: bool = False
    """Add the undocumented keys that live answers carry."""

    delete_body: str = ""
    """The body of a DELETE's 200: nothing (published programs count on that), or a blank, which is no JSON either."""

    error_body: Literal["message", "empty", "html", "text"] = "message"
    """The body of 400, 403, 404 and 429, for which no source gives a shape."""

    refresh: Literal["rotate", "rotate_keep_old", "reuse"] = "rotate"
    """A refresh returns a new refresh token and ends the old; or leaves the old valid; or returns the old."""

    implicit_redirect: Literal["query", "fragment"] = "query"
    """Where the implicit grant's redirect carries its parameters."""

    consent: Literal["ask", "allow", "deny"] = "ask"
    """The consent page: shown, or answered at once."""

    empty_import: Literal["empty_invoice", "rejected"] = "empty_invoice"
    """An invoice import that finds nothing."""

    running_timer_blocks_import: bool = True
    """A running timer in the span makes an invoice import 422."""

    duplicate_number: Literal["rejected", "accepted"] = "rejected"
    """An invoice number that exists already."""

    deleted_invoice_frees: bool = True
    """Deleting an invoice unmarks and unlocks what it had pulled."""

    payments_change_state: bool = True
    """Payments that reach the amount make an invoice paid, and deleting one opens it again."""

    absent_tax_amount: Literal["zero", "null"] = "zero"
    """`tax_amount` of an invoice without tax."""

    unbudgeted_rows: bool = False
    """The project budget report lists projects without a budget too."""

    hours_as_text: Literal["accepted", "rejected"] = "accepted"
    """`hours` as `"1:30"`."""

    unknown_page: Literal["empty", "rejected"] = "empty"
    """A page number past the last."""

    project_assignment_links: Literal["user_id", "me"] = "user_id"
    """The links of `/users/me/project_assignments`: to `/users/{id}/…` as in the documentation, or to `me`."""
