"""What is only told of the work: days, times and lengths that are words for its notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.items.passes import has_colon
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token

#: In front of a day these make it a term or somebody's, in front of a length a rhythm or a limit: words for the notes.
_TERMS = frozenset("by before due until till".split())
_LIMITS = frozenset("within after next every per than past".split())
#: Behind a length these tell how late, how far or how old something was.
_DELAYS = frozenset("late behind delayed delay early ahead ago earlier".split())
#: In front of "to" and a day: where something went.
_MOVED = frozenset("moved pushed postponed shifted rescheduled delayed changed deferred".split())


def in_brackets(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "(AGM date: 14 July)", "(on Teams, 09:00 CET)": days and times of the clock in a note in brackets.

    Only where the entry has its own day, or its own length, in front of the bracket.
    """
    out = list(items)
    opened: int | None = None
    words = False
    for k, item in enumerate(items):
        if item.what is What.BREAK:
            if low(tokens, item.start) == "(":
                opened, words = k, False
            elif low(tokens, item.start) == ")" or item.level >= 4:
                opened = None
        elif opened is not None:
            words = words or item.what is What.WORD
            clocked = item.what is What.LENGTH and has_colon(item, tokens)
            kind = item.what if item.what is What.DAYS or clocked else None
            if kind and words and any(other.what is kind for other in items[:opened]):
                out[k] = Item(What.WORD, item.start, item.end)
    return out


#: What takes place on a day that is told of, not logged.
_EVENTS = frozenset(
    """hearing deadline launch golive release exam conference appointment event premiere opening expiry delivery
    handover wedding trial court""".split()
)


def _is_event(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> bool:
    """ "hearing on 3 May", "launch is Monday"."""
    before = next((item for item in reversed(items[max(0, k - _NEAR) : k]) if item.what is not What.FILLER), None)
    if before is None or before.what is not What.WORD or low(tokens, before.end - 1) not in _EVENTS:
        return False
    return before.end < items[k].start or low(tokens, items[k].start) in ("on", "for")


_REASONS = frozenset("because cos coz cuz".split())
_LEFT_OUT = frozenset("forgot forgotten missed missing log logged enter entered".split())


def _is_reason(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> bool:
    """ "... as well because the boss wants it out on Friday": the day of what was the reason, not of the work."""
    for item in reversed(items[max(0, k - _NEAR) : k]):
        said = {low(tokens, i) for i in range(item.start, item.end)}
        if said & _REASONS:
            ends = next((other for other in items[k + 1 :] if other.what in (What.BREAK, What.LENGTH)), None)
            return ends is None or ends.what is What.BREAK
        if said & _LEFT_OUT or item.what is What.LENGTH or (item.what is What.BREAK and item.level > 1):
            return False
    return False


def in_notes(items: list[Item], tokens: Sequence[Token], today: date) -> list[Item]:
    """Days and lengths that tell of the work, not the entry: "for Friday's demo", "due Monday", "every 2 hours"."""
    out = []
    for k, item in enumerate(items):
        before = next((other for other in reversed(items[max(0, k - 3) : k]) if other.what is not What.FILLER), None)
        after = items[k + 1] if k + 1 < len(items) else None
        heads = {low(tokens, item.start - 1), low(tokens, item.start)}
        if item.what is What.DAYS and item.days is not None and len(item.days.days) > 1 and heads & {"till", "until"}:
            item = replace(item, what=What.WORD, days=None)  # "it's not till next week"
        if item.what is What.DAYS and item.days is not None and len(item.days.days) == 1:
            noun = after is not None and after.what in (What.WORD, What.TASK)
            ahead = item.days.days[0] > today and before is not None and before.what in (What.WORD, What.TASK)
            if (
                heads & _TERMS
                or _is_told_about(items, k, tokens)
                or _is_event(items, k, tokens)
                or _is_reason(items, k, tokens)
                or (low(tokens, item.start - 1) == "to" and low(tokens, item.start - 2) in _MOVED)
                or ("for" in heads and (ahead or (noun and before is not None and before.what is not What.LENGTH)))
                or (item.days is not None and item.days.days[0] > today and _intends(tokens, items, k))
            ):
                item = replace(item, what=What.WORD, days=None)
        elif (
            item.what is What.LENGTH
            and not (item.length and item.length.started)
            and (
                (low(tokens, item.start - 1), low(tokens, item.end)) in (("is", "long"), ("are", "long"))
                or low(tokens, item.start - 1) in _LIMITS | {"late", "delayed"}
                or (low(tokens, item.end) in _DELAYS and item.length)
            )
        ):
            item = replace(item, what=What.WORD, length=None)
        out.append(item)
    return out


#: So many items back a clause may have begun.
_NEAR = 60


def _is_told_about(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> bool:
    """ "stories about Monday's strike": a day with a noun behind it, in what the work was about."""
    after = items[k + 1] if k + 1 < len(items) else None
    if after is None or after.what not in (What.WORD, What.DROP, What.TASK):
        return False
    opened = next((item for item in reversed(items[max(0, k - _NEAR) : k]) if item.what is What.BREAK), None)
    return opened is not None and low(tokens, opened.start) in ("about", "re", "regarding")


_INTENTIONS = frozenset("will ill gonna need needs must should continue continues continuing finish plan".split())
#: With one of these words a day to come is the day of the entry.
_AHEAD = frozenset("vacation holiday leave pto off sick log add put book enter record track".split())


def _intends(tokens: Sequence[Token], items: Sequence[Item], k: int) -> bool:
    """ "2h Acme, will continue tomorrow": a day to come that is the day of a plan, not of the entry."""
    if any(token.low in _AHEAD for token in tokens):
        return False
    for item in reversed(items[max(0, k - 12) : k]):
        if item.what is What.BREAK:
            return False
        if any(low(tokens, i) in _INTENTIONS for i in range(item.start, item.end)):
            return True
    return False
