"""Looks at what was pasted as what it is, before anybody reads a sentence in it.

Text comes in, a `Document` goes out: "Date,Project,Hours\\n2026-11-18,Nucleus,1.75" is a table of one row, a chat is
its messages, a sentence is itself.
"""

from __future__ import annotations

import re
from datetime import date

from desktop.agent.reading.documents.document import Document, blanked
from desktop.agent.reading.documents.messages import written
from desktop.agent.reading.documents.tables import table_in

#: The cells of a line that is no table by itself, and their separators: a tab anywhere, others without a blank behind.
_CELLS = {"\t": 2, ";": 3, ",": 4}
_SEPARATORS = {"\t": re.compile(r"\t"), ";": re.compile(r";(?! )"), ",": re.compile(r",(?! )")}


def look_at(text: str, today: date) -> Document:
    """What the text is. Never fails: what cannot be parsed is words.

    `today` settles which of two readings of a chat's figures is right, where the other is still to come.
    """
    found = table_in(text)
    if found is not None:
        table, start, end = found
        return Document(blanked(text, start, end), table)
    words, messages, unfinished = written(text, today)
    return Document(in_cells(words), None, messages, unfinished)


def in_cells(text: str) -> str:
    """Words with bars where the cells of a line are parted in another way, sign for sign."""
    if "::" not in text and not any(mark in text for mark in _CELLS):
        return text
    return "".join(_as_row(line) for line in text.splitlines(keepends=True))


def _as_row(line: str) -> str:
    if line.count("::") > 1:
        return line.replace("::", "| ")
    for mark, least in _CELLS.items():
        if line.count(mark) < least:
            continue
        found = _SEPARATORS[mark].findall(line.rstrip())
        if len(found) >= least and len(found) == line.rstrip().count(mark):
            return line.replace(mark, "|")
    return line
