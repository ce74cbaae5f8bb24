"""Chats, mails and check lists: who wrote when, heads, quotes and open items are blanked, what was written stays.

"19/11/2026, 09:00 - Robin: 2h Nucleus" is the message "2h Nucleus", written on 19 November at nine.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from desktop.agent.reading.documents.document import Message, blanked

_LAST_MONTH, _LAST_DAY, _CENTURY = 12, 31, 99
_DAY = r"(?P<day>\d{1,4}[-./]\d{1,2}[-./]\d{1,4})"
_CLOCK = r"(?P<clock>\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?)"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*|Today|Yesterday)"
_WHO = r"(?P<who>[^\W\d_][\w.'’ -]{0,30}?)"
#: How chats write who said something when, at the beginning of a line.
_STAMPS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"^[ \t\u200e]*[\[(](?:{_DAY},?[ T])?{_CLOCK}[\])][ \t]*(?:-[ \t]*)?(?:<?{_WHO}>?:(?= ))?",
        rf"^[ \t\u200e]*{_DAY},?[ T]{_CLOCK}(?:[ \t]*-)?[ \t]+<?{_WHO}>?:(?= )",
        rf"^[ \t]*{_WHO}(?:, |[ \t]{{2,}}| — | \[)(?:{_WEEKDAY}(?: at)?,? )?(?:{_DAY},? )?{_CLOCK}\]?[ \t]*$",
        r"^[ \t]*(?:\d{1,2}:\d{2} )?<(?P<who>[^\W\d_][\w.-]{0,30})>(?= )",
    )
)
_MAIL = re.compile(r"^[ \t>]*(?:from|sent|to|cc|bcc|reply-to|subject|date):[^\n]*", re.MULTILINE | re.IGNORECASE)
_HEAD = re.compile(r"^[ \t>]*from:[^\n]*\n[ \t>]*(?:sent|date|to|cc|subject):", re.MULTILINE | re.IGNORECASE)
_OLDER = re.compile(
    r"^[ \t>]*(?:on|le|am) [^\n]{6,120} (?:wrote|écrit|schrieb[^\n]{0,60}) ?:", re.MULTILINE | re.IGNORECASE
)
_ORIGINAL = re.compile(r"^[ \t>]*-{2,} ?(?:original message|forwarded message)[ -]*$", re.MULTILINE | re.IGNORECASE)
_QUOTED = re.compile(r"^[ \t]*>[^\n]*", re.MULTILINE)
_PHONE = re.compile(r"^[ \t]*(?:(?:tel|phone|mobile)\.?:? ?)?\+\d[\d ()/.-]{6,}$", re.MULTILINE | re.IGNORECASE)
_NUMBERED_ROW = re.compile(r"^[ \t]*(?:row|line|entry|item) ?#?\d{1,3}[:.)]", re.MULTILINE | re.IGNORECASE)
_LABEL = re.compile(
    r"^[ \t]*(?:when|what|subject|event|title|date|project|task|hours|client|activity):(?= )",
    re.MULTILINE | re.IGNORECASE,
)
_OPEN_ITEM = re.compile(
    r"^[ \t]*(?:(?:[-*+•]|\d{1,2}[.)])?[ \t]*(?:\[ ?\]|☐|□|◻|⬜)"
    r"|(?:[-*+•][ \t]*)?(?:TODO\b|[Tt]o-?do ?:(?=.*\S)|TO DO\b))[^\n]*",
    re.MULTILINE,
)
_OPEN_MARK = re.compile(r"\((?:planned|todo|to do|open|tbd|not done)\)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;!?]\s|\n")
_OPEN_HEAD = re.compile(
    r"^[ \t#*_]*(?:to[- ]?do|planned|open|next|next up|next steps|tomorrow|backlog|still to do|plan for [^\n:]{1,30})"
    r"[ \t*_]*:[ \t*_]*\n(?P<list>(?:[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t][^\n]*(?:\n|\Z))+)",
    re.MULTILINE | re.IGNORECASE,
)
_DONE_ITEM = re.compile(r"^[ \t]*(?:[-*+•]|\d{1,2}[.)])?[ \t]*(?P<box>\[[xX✓✔]\]|☑|☒|✅|✔|✓)", re.MULTILINE)


def written(text: str, today: date) -> tuple[str, tuple[Message, ...], bool]:
    """The words that were written, sign for sign; the messages of a chat; whether open items were left out."""
    messages: tuple[Message, ...] = ()
    if any(mark in text for mark in ":.<"):
        text, messages = _chat(text, today)
    if "\n" in text:
        text = _mail(text)
        for pattern in (_NUMBERED_ROW, _PHONE):
            text = _without(pattern, text)
        if len(_LABEL.findall(text)) > 1:
            text = _without(_LABEL, text)
    kept = text
    for match in _OPEN_HEAD.finditer(text):
        kept = blanked(kept, *match.span())
    kept = _without(_OPEN_ITEM, kept)
    for match in _OPEN_MARK.finditer(kept):  # "data platform 4h (planned)"
        begins = (end.end() for end in _SENTENCE_END.finditer(kept, 0, match.start()))
        kept = blanked(kept, max(begins, default=0), match.end())
    unfinished = kept != text
    for match in _DONE_ITEM.finditer(kept):
        kept = blanked(kept, *match.span("box"))
    return kept, messages, unfinished


def _without(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: blanked(match.group(), 0, len(match.group())), text)


def _mail(text: str) -> str:
    """A mail without its heads, and without the older mails below what was written."""
    older = min((m.start() for p in (_OLDER, _ORIGINAL) for m in p.finditer(text)), default=len(text))
    head = next((m.start() for m in _HEAD.finditer(text) if text[: m.start()].strip()), len(text))
    cut = min(older, head)
    if text[:cut].strip():
        text = blanked(text, cut, len(text))
    unquoted = _without(_QUOTED, text)
    if unquoted.strip():
        text = unquoted
    else:  # nothing but a quotation: what is quoted is meant
        text = re.sub(r"^[ \t]*>+", lambda match: " " * len(match.group()), text, flags=re.MULTILINE)
    return _without(_MAIL, text) if _HEAD.search(text) else text


def _chat(text: str, today: date) -> tuple[str, tuple[Message, ...]]:
    for pattern in _STAMPS:
        stamps = list(pattern.finditer(text))
        if not stamps or (pattern is _STAMPS[2] and not _is_written_below(text, stamps)):
            continue
        ends = [*(stamp.start() for stamp in stamps[1:]), len(text)]
        day_first = _day_first([stamp["day"] for stamp in stamps if _has(stamp, "day")])
        messages = []
        for stamp, end in zip(stamps, ends, strict=True):
            moment = _moment(stamp, today, day_first=day_first)
            messages.append(Message(stamp.end(), end, moment, stamp["who"] or "", max(stamp.start("who"), 0)))
            kept = next((g for g in ("weekday", "day") if _has(stamp, g)), None) if moment is None else None
            day = stamp.span(kept) if kept else (stamp.end(), stamp.end())  # a day that is not settled here stays
            text = blanked(blanked(text, stamp.start(), day[0]), day[1], stamp.end())
        return text, tuple(messages)
    return text, ()


def _is_written_below(text: str, stamps: list[re.Match[str]]) -> bool:
    """ "Robin Ellis  4:45 PM" is a head only where a line follows it; "Standup, 9:30" in a list is none."""
    ends = [*(stamp.start() for stamp in stamps[1:]), len(text)]
    lone = all(text[stamp.end() : end].strip() for stamp, end in zip(stamps, ends, strict=True))
    return lone and not text[: stamps[0].start()].strip()


def _has(stamp: re.Match[str], group: str) -> bool:
    return group in stamp.re.groupindex and stamp[group] is not None


def _day_first(days: list[str]) -> bool | None:
    """Whether the day stands before the month in such figures; None where they don't tell."""
    pairs = [[int(part) for part in re.split(r"[-./]", day)[:2]] for day in days]
    if any(first > _LAST_MONTH for first, _ in pairs) or any("." in day for day in days):
        return True
    return False if any(second > _LAST_MONTH for _, second in pairs) else None


def _moment(stamp: re.Match[str], today: date, *, day_first: bool | None) -> datetime | None:
    """When a message was written; None without a day, or where day and month could be the other way round."""
    if not _has(stamp, "day"):
        return None
    first, second, third = (int(part) for part in re.split(r"[-./]", stamp["day"]))
    if first > _LAST_DAY:
        days = {(first, second, third)}
    else:
        days = {(third, second, first)} if day_first is not False else set()
        days |= {(third, first, second)} if not day_first else set()
    found = {moment for day in days if (moment := _at(*day, stamp["clock"])) is not None}
    past = {moment for moment in found if moment.date() <= today}
    return (past or found).pop() if len(past or found) == 1 else None


def _at(year: int, month: int, day: int, clock: str) -> datetime | None:
    hour, minute = (int(part) for part in re.findall(r"\d+", clock)[:2])
    if re.search(r"[Pp]\.?[Mm]", clock):
        hour = hour % 12 + 12
    try:
        return datetime(year if year > _CENTURY else 2000 + year, month, day, hour % 24, minute)
    except ValueError:
        return None
