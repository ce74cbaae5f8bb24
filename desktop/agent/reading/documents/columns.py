"""Titles of columns, and keys of records, to what their cells are: "Duration (h)" and "time_spent" are hours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.agent.reading.documents.document import Column

_TITLES = {
    title.strip(): column
    for column, titles in {
        Column.DATE: "date|day|spent date|spent at|spent on|start date|started on|work date|when|entry date|datum|tag",
        Column.END_DATE: "end date|stop date|ended on",
        Column.START: "start|start time|started|started time|started at|from|begin|time in|dtstart|von|beginn",
        Column.END: "end|end time|ended|ended time|ended at|to|until|stop|stop time|finish|time out|dtend|bis|ende",
        Column.HOURS: "hours|hour|hrs|hr|h|time|duration|time spent|spent|hours spent|duration decimal|time decimal|"
        "duration h|time h|duration hours|hours worked|worked|total hours|hours decimal|qty|quantity|stunden|dauer",
        Column.MINUTES: "minutes|mins|min|duration min|duration minutes|duration mins|time min|minutes spent",
        Column.SECONDS: "seconds|secs|sec|duration s|duration seconds|duration sec|duration in seconds|time seconds",
        Column.CLIENT: "client|client name|customer|customer name|account|company|kunde",
        Column.PROJECT: "project|project name|matter|matter name|job|job name|engagement|projekt",
        Column.CODE: "code|project code|matter number|matter no|job number|job no|job code|project no|project number",
        Column.TASK: "task|task name|activity|activity name|service|work type|type of work|category|phase|aufgabe",
        Column.NOTES: "note|notes|description|comment|comments|memo|details|what|summary|title|subject|text|entry|"
        "narrative|work done|beschreibung|bemerkung",
        Column.BILLABLE: "billable|is billable|chargeable",
        Column.PERSON: "person|user|user name|username|who|name|first name|last name|full name|staff|team member|"
        "member|assignee|email|resource|timekeeper",
        Column.STATUS: "status|state|done|completed|complete",
        Column.OTHER: "id|hours rounded|rounded hours|invoiced|approved|employee|department|roles|group|tags|tag list|"
        "billable rate|billable amount|cost rate|cost amount|currency|amount|amount usd|amount eur|rate|"
        "external reference url|locked|is running|created at|updated at|week|no|nr|number|fee|total|workspace",
    }.items()
    for title in titles.split("|")
}
_MARKS = re.compile(r"[^\w]+|_")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def plain_title(title: str) -> str:
    """A title in small letters with one blank between its words: "Duration (h)" and "duration_h" are one."""
    return " ".join(_MARKS.sub(" ", _CAMEL.sub(" ", title)).lower().split())


def columns_of(titles: Sequence[str]) -> list[Column | None]:
    """What each title says, None where it says nothing known; a second column of hours is only the first again."""
    found: list[Column | None] = []
    for title in titles:
        path = plain_title(title)
        column = _TITLES.get(path) or _TITLES.get(path.removesuffix(" name"))
        if path == "tag" and Column.DATE in found:
            column = Column.OTHER
        if column is Column.NOTES and column in found and plain_title(title) in ("title", "subject", "summary"):
            column = Column.OTHER
        found.append(column)
    return found


def is_heading(titles: Sequence[str]) -> bool:
    """Whether a row of cells names columns: most of them known, and none of them a figure."""
    said = [title for title in titles if title.strip()]
    known = [column for column in columns_of(said) if column is not None]
    figures = any(sign.isdigit() for title in said for sign in title)
    return len(said) > 1 and not figures and 2 * len(known) > len(said)
