"""Text that is laid out, not told: rows with separators, JSON, calendar extracts and chat exports.

What is only layout gives way to spaces and bars, sign for sign, so that every offset stays what it was and the words
can be read like any others. A sentence comes back as it is.
"""

from __future__ import annotations

import re
from collections import Counter

_CELLS = {"\t": 2, ";": 3, ",": 4}  # so many separators make a line a row
#: Where a row has a separator: a tab anywhere, the others without a space behind them.
_SEPARATORS = {"\t": re.compile(r"\t"), ";": re.compile(r";(?! )"), ",": re.compile(r",(?! )")}
_STAMP = re.compile(
    r"^[ \t]*[\[(](?:\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?,? )?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?[\])][ \t]*"
    r"(?P<who>[^\W\d_][\w.' -]{0,30}:(?= ))?",
    re.MULTILINE,
)
_NUMBERED_ROW = re.compile(r"^[ \t]*(?:row|line|entry|item) ?#?\d{1,3}[:.)]", re.MULTILINE | re.IGNORECASE)
_LABEL = re.compile(
    r"^[ \t]*(?:when|what|subject|event|title|date|project|task|hours):(?= )", re.MULTILINE | re.IGNORECASE
)
#: The head of a pasted e-mail, and a telephone number on a line of its own.
_MAIL = re.compile(r"^[ \t>]*(?:from|sent|to|cc|bcc|reply-to|subject|date):[^\n]*", re.MULTILINE | re.IGNORECASE)
_IS_MAIL = re.compile(r"^[ \t>]*from:[^\n]*\n[ \t>]*(?:sent|date|to|cc|subject):", re.MULTILINE | re.IGNORECASE)
_PHONE = re.compile(r"^[ \t]*(?:(?:tel|phone|mobile)\.?:? ?)?\+\d[\d ()/.-]{6,}$", re.MULTILINE | re.IGNORECASE)
_PAIR = re.compile(r'"(?P<key>[A-Za-z_ ]{1,30})"\s*:\s*(?:"(?P<text>(?:[^"\\]|\\.)*)"|(?P<other>[-\w.]+))')
_NOTES = frozenset({"note", "notes", "comment", "description", "memo"})
_COLUMNS = frozenset(
    """date day project client customer task activity hours time duration h hrs notes note comment comments description
    from to start end billable person who""".split()
)
#: Fields of a record that tell nothing of the work.
_IDLE = frozenset({"id", "user", "user_id", "billable", "locked", "is_running", "created_at", "updated_at"})


def laid_out(text: str) -> str:
    """The same text, sign for sign, with bars for what parts cells and spaces for what is mere layout."""
    if text.lstrip()[:1] in ("{", "[") and _PAIR.search(text):
        return _records(text)
    if "[" in text or "(" in text:
        text = _without_stamps(text)
    if "\n" in text:
        text = _blanked(_NUMBERED_ROW, text)
        text = _blanked(_PHONE, text)
        if _IS_MAIL.search(text):
            text = _blanked(_MAIL, text)
        if len(_LABEL.findall(text)) > 1:
            text = _blanked(_LABEL, text)
    if "::" in text or any(mark in text for mark in _CELLS):
        lines = [_as_row(line) for line in text.splitlines(keepends=True)]
        if len(lines) > 1 and _is_heading(lines[0]):
            lines[0] = " " * (len(lines[0]) - 1) + "\n"
        text = "".join(lines)
    return text


def _is_heading(line: str) -> bool:
    """Whether a row is nothing but the names of its columns, with none that is a heading of a grid."""
    cells = [cell.strip(" *_").lower() for cell in re.split(r"[|,;\t]", line.strip().strip("|"))]
    return len(cells) > 1 and all(cell in _COLUMNS for cell in cells)


def _as_row(line: str) -> str:
    """A line of cells with bars between them; any other line as it is."""
    if line.count("::") > 1:
        return line.replace("::", "| ")
    for mark, least in _CELLS.items():
        if line.count(mark) < least:
            continue
        found = _SEPARATORS[mark].findall(line.rstrip())
        if len(found) >= least and len(found) == line.rstrip().count(mark):
            return line.replace(mark, "|")
    return line


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: " " * len(match.group()), text)


def _without_stamps(text: str) -> str:
    """ "[09:58] robin: 2h Acme": who wrote when is no work; a name is blank where it stands before several lines."""
    speakers = Counter(match["who"] for match in _STAMP.finditer(text) if match["who"])

    def blank(match: re.Match[str]) -> str:
        who = match["who"] or ""
        spoken = speakers[who] > 1
        return " " * len(match.group()) if spoken or not who else " " * (len(match.group()) - len(who)) + who

    return _STAMP.sub(blank, text)


def _records(text: str) -> str:
    """JSON objects as rows: values stay where they are, notes keep their quotation marks, keys and braces go."""
    out = ["\n" if sign == "}" else " " for sign in text]
    for match in _PAIR.finditer(text):
        key = match["key"].strip().lower()
        begin, end = match.span("text" if match["text"] is not None else "other")
        if key in _IDLE or match["other"] in ("null", "true", "false"):
            continue
        if key in _NOTES:
            begin, end = begin - 1, end + 1
        out[begin:end] = text[begin:end]
        out[match.start()] = "|"
    return "".join(out)
