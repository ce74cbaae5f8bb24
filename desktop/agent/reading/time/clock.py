"""Clock times and ranges: "from 9 to 11:30", "9-5 less an hour for lunch", "since quarter past two"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from desktop.agent.reading.text.numbers import number_at, ordinal_at, small
from desktop.agent.reading.text.quantities import HOUR, MINUTE, Quantity, in_hours, low, phrase
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.time.breaks import less_break
from desktop.agent.reading.time.days import MONTHS
from desktop.agent.reading.time.durations import duration_at

_TO = frozenset("to until till til - – — through thru untill".split())
#: Minutes; a longer range without am or pm is asked.
_LONGEST = 10 * 60 + 30
_MINUTES_IN_WORDS = {"quarter": 15, "half": 30}


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time as said. `minutes` past midnight; `fixed` where am, pm, noon or a 24-hour figure leaves no doubt."""

    minutes: int
    end: int
    fixed: bool = False


def _meridian(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """ "am", "pm", "a.m.", "p" glued; and the token after it."""
    word = low(tokens, i)
    if word in ("am", "pm"):
        return word, i + 1
    if word in ("a", "p") and low(tokens, i + 1) == "." and low(tokens, i + 2) == "m":
        return word + "m", i + 4 if low(tokens, i + 3) == "." else i + 3
    if word in ("a", "p") and low(tokens, i + 1) == "m":
        return word + "m", i + 2
    if word in ("a", "p") and tokens[i].glued:
        return word + "m", i + 1
    if phrase(tokens, i, ("in", "the", "morning")):
        return "am", i + 3
    if phrase(tokens, i, ("in", "the", "afternoon")) or phrase(tokens, i, ("in", "the", "evening")):
        return "pm", i + 3
    return "", i


def _finish(tokens: Sequence[Token], hour: int, minute: int, i: int, first: int) -> ClockTime | None:
    if phrase(tokens, i, ("o", "clock")):
        i += 2
    elif low(tokens, i) == "oclock":
        i += 1
    meridian, end = _meridian(tokens, i)
    if not 0 <= hour <= 24 or not 0 <= minute <= 59 or (meridian and hour > 12):
        return None
    if meridian:
        hour = hour % 12 + (12 if meridian == "pm" else 0)
        return ClockTime(hour * 60 + minute, end, fixed=True)
    padded = len(tokens[first].text) == 2 and tokens[first].text[0] == "0"  # "01:00" is written with 24 hours
    return ClockTime(hour % 24 * 60 + minute, end, fixed=hour > 12 or hour == 0 or padded)


def clock_at(tokens: Sequence[Token], i: int) -> ClockTime | None:
    """The clock time that begins at token `i`, or None."""
    word = low(tokens, i)
    if word in ("noon", "midday"):
        return ClockTime(12 * 60, i + 1, fixed=True)
    if word == "midnight":
        return ClockTime(0, i + 1, fixed=True)
    return _relative(tokens, i) or _plain_clock(tokens, i)


def _plain_clock(tokens: Sequence[Token], i: int) -> ClockTime | None:
    """An hour, with its minutes behind it: "9", "9:30", "nine thirty", "ten oh five"."""
    if i < len(tokens) and tokens[i].kind is TokenKind.DIGITS and len(tokens[i].text) <= 4:
        return _figures(tokens, i)
    hour = small(tokens, i)
    if hour is None or not 1 <= hour[0] <= 24:
        return None
    minute = small(tokens, hour[1])
    if minute is not None and (minute[0] >= 10 or low(tokens, hour[1]) == "zero"):
        return _finish(tokens, hour[0], minute[0], minute[1], i)
    if low(tokens, hour[1]) in ("oh", "o") and (after := small(tokens, hour[1] + 1)) is not None and after[0] < 10:
        return _finish(tokens, hour[0], after[0], after[1], i)
    return _finish(tokens, hour[0], 0, hour[1], i)


def _figures(tokens: Sequence[Token], i: int) -> ClockTime | None:
    text = tokens[i].text
    if len(text) >= 3:
        # Military style only where the meridian or the zero in front shows it is a time: "0900", "930am".
        hour, minute = int(text[:-2]), int(text[-2:])
        other = i + 2 if low(tokens, i + 1) in _TO else i - 2
        paired = len(text) == 4 and text[:2] != "20" and _four_figures(tokens, other)
        paired = paired or _beside_clock(tokens, i, minute)
        if text[0] == "0" or paired or _meridian(tokens, i + 1)[0]:
            return _finish(tokens, hour, minute, i + 1, i)
        return None
    hour = int(text)
    mark = low(tokens, i + 1)
    if (
        mark in (":", ".", "h")
        and tokens[i + 1].glued
        and i + 2 < len(tokens)
        and tokens[i + 2].glued
        and tokens[i + 2].kind is TokenKind.DIGITS
        and len(tokens[i + 2].text) == 2
    ):
        return _finish(tokens, hour, int(tokens[i + 2].text), i + 3, i)
    marked = mark == "h" and tokens[i + 1].glued and _in_hour_range(tokens, i)
    return _finish(tokens, hour, 0, i + 2 if marked else i + 1, i)  # "13h-15h30"


def _in_hour_range(tokens: Sequence[Token], i: int) -> bool:
    """ "13h-15h30": an h behind both figures, and one of them an hour that no length is likely to have."""
    for first, second in ((i, i + 3), (i - 3, i)):
        if first < 0 or second + 1 >= len(tokens) or low(tokens, second - 1) not in ("-", "–"):
            continue
        figures = [tokens[k].text for k in (first, second) if tokens[k].kind is TokenKind.DIGITS]
        marked = low(tokens, first + 1) == "h" and low(tokens, second + 1) == "h" and tokens[second - 1].glued
        if marked and len(figures) == 2 and any(len(text) == 2 and int(text) > _NOON for text in figures):
            return True
    return False


_NOON = 12
_OPENING = frozenset("from between".split())
_EARLIEST = 6


def _beside_clock(tokens: Sequence[Token], i: int, minute: int) -> bool:
    """ "930 to 11", "from 1245 to 2", "9-1130": figures with the minutes in them, at one end of a range.

    The other end is an hour, or such figures too; then a word that opens a range must stand before both.
    """
    for here, other, first in ((i + 1, i + 2, i), (i - 1, i - 2, i - 2)):
        joined = low(tokens, here) in _TO or (low(tokens, here) == "and" and low(tokens, first - 1) == "between")
        if not joined or not 0 <= other < len(tokens) or tokens[other].kind is not TokenKind.DIGITS:
            continue
        figures = tokens[other].text
        hour = len(figures) <= 2 and 1 <= int(figures) <= 24 and not (here > i and _is_counted(tokens, other + 1))
        opened = low(tokens, first - 1) in _OPENING
        early = not minute and len(tokens[i].text) == 3 and int(tokens[i].text[0]) < _EARLIEST  # "100 to 5"
        if minute % 5 == 0 and ((opened and len(figures) <= 4) or (hour and not early)):
            return True
    return False


def _four_figures(tokens: Sequence[Token], i: int) -> bool:
    return 0 <= i < len(tokens) and tokens[i].kind is TokenKind.DIGITS and len(tokens[i].text) == 4


def _relative(tokens: Sequence[Token], i: int) -> ClockTime | None:
    """ "quarter past nine", "half past two", "ten to five", "twenty past four"."""
    j = i + 1 if low(tokens, i) == "a" else i
    if (british := _half_hour(tokens, i)) is not None:
        return british
    if low(tokens, j) in _MINUTES_IN_WORDS:
        minutes, j = _MINUTES_IN_WORDS[low(tokens, j)], j + 1
    else:
        count = small(tokens, j) or (
            (int(tokens[j].text), j + 1)
            if j < len(tokens) and tokens[j].kind is TokenKind.DIGITS and len(tokens[j].text) <= 2
            else None
        )
        if count is None or count[0] not in (5, 10, 20, 25):
            return None
        minutes, j = count
    if low(tokens, j) in ("past", "after"):
        sign = 1
    elif low(tokens, j) in ("to", "of", "before") and minutes != 30:
        sign = -1
    else:
        return None
    hour = number_at(tokens, j + 1)
    if hour is None or not 1 <= hour.value <= 12 or hour.value != int(hour.value) or low(tokens, hour.end) in HOUR:
        return None
    if sign < 0 and low(tokens, j) == "to" and not hour.words and low(tokens, i) not in _MINUTES_IN_WORDS:
        return None  # "10 to 5" is a range
    whole = _finish(tokens, int(hour.value), 0, hour.end, j + 1)
    if whole is None:
        return None
    return ClockTime((whole.minutes + sign * minutes) % 1440, whole.end, whole.fixed)


def _half_hour(tokens: Sequence[Token], i: int) -> ClockTime | None:
    """ "half ten", which is half past ten."""
    if low(tokens, i) != "half" or low(tokens, i - 1) in ("a", "and"):
        return None
    hour = number_at(tokens, i + 1)
    if hour is None or hour.value != int(hour.value) or not 1 <= hour.value <= 12 or hour.end != i + 2:
        return None
    return None if _is_counted(tokens, hour.end) else _finish(tokens, int(hour.value), 30, hour.end, i + 1)


def _working(minutes: int) -> int:
    """A time without am or pm, read inside working hours: 7 to 12 in the morning, 1 to 6 after noon."""
    return minutes + 720 if minutes < 7 * 60 else minutes


def _pair(start: ClockTime, end: ClockTime) -> tuple[int, int]:
    """Both ends in minutes; the end is after the start and may lie beyond midnight (more than 1440)."""
    first = start.minutes
    if not start.fixed:
        if end.fixed and end.minutes > 0:
            morning, evening = first % 720, first % 720 + 720
            first = evening if evening < end.minutes and end.minutes - evening < end.minutes - morning else morning
            if start.minutes % 720 >= 7 * 60 and 0 < end.minutes - morning <= _LONGEST:
                first = morning
        else:
            first = _working(first)
    last = end.minutes
    if not end.fixed:
        last = last % 720
        while last <= first:
            last += 720
    elif last <= first:
        last += 1440
    return first, last


def _is_odd(first: int, last: int) -> bool:
    """Whether a range without am or pm came out as nobody works: over midnight, too long, or wholly at night."""
    return last > 24 * 60 or last - first > _LONGEST or last <= 6 * 60 or first >= 22 * 60


def _as_time(minutes: int) -> time:
    return time(minutes % 1440 // 60, minutes % 60)


def range_at(
    tokens: Sequence[Token], i: int, *, now: datetime, workday: Decimal, voice: bool = False
) -> Quantity | None:
    """A range of clock times that begins at token `i`, as a quantity with its ends, breaks taken off; or None."""
    opened = low(tokens, i) in ("from", "between")
    j = i + 1 if opened else i
    if low(tokens, i) == "since":
        return _since(tokens, i, now)
    stated = _stated(tokens, i)
    if stated is not None:
        return stated
    start = clock_at(tokens, j)
    if start is not None and low(tokens, start.end) not in _TO:
        plain = _plain_clock(tokens, j)  # "ten to twelve thirty" is a range, "ten to twelve" alone a time
        start = plain if plain is not None and low(tokens, plain.end) in _TO else start
    if start is None or (i > 0 and j == i and tokens[i].glued and tokens[i - 1].kind is not TokenKind.MARK):
        return None
    if _is_counted(tokens, start.end) or ordinal_at(tokens, j) is not None:
        return None
    joint = start.end
    if opened and low(tokens, joint) == "for":
        return _starting(tokens, start, workday, voice)
    if low(tokens, joint) not in _TO and not (low(tokens, i) == "between" and low(tokens, joint) == "and"):
        return None
    behind = joint + 1
    while opened_speech(tokens, behind):
        behind += 1
    end = _minutes_past(tokens, behind, start) or clock_at(tokens, behind)
    present = joint + 2 if low(tokens, joint + 1) in ("just", "right") else joint + 1
    if end is None and low(tokens, present) == "now":
        return _since(tokens, j - 1, now, end=present + 1)
    if end is None or _is_counted(tokens, end.end) or ordinal_at(tokens, joint + 1) is not None:
        return None
    if _has_h(tokens, behind) and not _has_h(tokens, j) and not tokens[joint].glued:
        return None  # "ep 9 — 1h20"
    return less_break(tokens, _worked(start, end), workday=workday, voice=voice)


def _has_h(tokens: Sequence[Token], i: int) -> bool:
    """Whether hours and minutes are written with an h between them: "1h20"."""
    return low(tokens, i + 1) == "h" and tokens[i + 1].glued


def opened_speech(tokens: Sequence[Token], i: int) -> bool:
    """Whether a pause or a filler stands at token `i`, and a number right behind it: "till, um, quarter past"."""
    return low(tokens, i) in (",", "um", "uh", "like", "about") and i + 1 < len(tokens)


def _minutes_past(tokens: Sequence[Token], i: int, start: ClockTime) -> ClockTime | None:
    """ "ten past ten till twenty past": the hour is that of the beginning."""
    count = _MINUTES_IN_WORDS.get(low(tokens, i)) or (small(tokens, i) or (0, 0))[0]
    if count not in (5, 10, 15, 20, 25, 30) or low(tokens, i + 1) != "past" or number_at(tokens, i + 2) is not None:
        return None
    minutes = start.minutes // 60 * 60 + count
    return ClockTime(minutes, i + 2, start.fixed) if minutes > start.minutes else None


def _worked(start: ClockTime, end: ClockTime) -> Quantity:
    """The time between two clock times; asked where neither am nor pm is said and the range is odd."""
    first, last = _pair(start, end)
    if not (start.fixed and end.fixed) and _is_odd(first, last):
        return Quantity(None, end.end, code="clock_unclear")
    hours = in_hours(Decimal(last - first) / 60)
    return Quantity(hours, end.end, started=_as_time(first), ended=_as_time(last), overnight=last > 1440)


_STARTED = frozenset("started start began begun starting".split())
_ENDED = frozenset("finished ended stopped finishing ending finish end wrapped".split())
#: In front of "at nine" these say when the day, or a piece of work, began.
_BEGUN = frozenset("started began came".split())
#: So many words may stand between that and the time: "I started the energy podcast at nine".
_NEAR = 8
_ARRIVED = frozenset(
    "in there desk office studio depot arrived back here work course started start began kicked".split()
)
_UNTIL = frozenset("until till til untill".split())


def _stated(tokens: Sequence[Token], i: int) -> Quantity | None:
    """ "started at 9 and finished at 11:30"."""
    j = i + 1 if low(tokens, i) in _STARTED else i
    j = j + 1 if low(tokens, j) == "at" else j
    start = clock_at(tokens, j) if j > i else None
    if start is None:
        return None
    k = start.end
    while low(tokens, k) in (",", "and", "then"):
        k += 1
    if low(tokens, k) not in _ENDED:
        return None
    k = k + 1 if low(tokens, k + 1) == "up" else k
    k = k + 2 if low(tokens, k + 1) == "at" else k + 1
    end = clock_at(tokens, k)
    return _worked(start, end) if end is not None else None


def _when_at(tokens: Sequence[Token], i: int) -> Quantity | None:
    """ "twenty to nine when I began", "ten when we stopped"."""
    if low(tokens, i - 1) not in ("", "was", "and", ",", "at", "is", "past", "to", "about", "."):
        return None
    said = clock_at(tokens, i)
    if said is None or low(tokens, said.end) != "when" or low(tokens, said.end + 1) not in ("i", "we"):
        return None
    verb = low(tokens, said.end + 2)
    code = "since" if verb in _STARTED | {"came", "arrived"} else "until" if verb in _ENDED | {"left"} else ""
    if not code:
        return None
    return Quantity(None, said.end + 3, code=code, value=Decimal(said.minutes), bare=said.fixed)


def moment_at(tokens: Sequence[Token], i: int) -> Quantity | None:
    """ "until 5" (code "until") or "started at 9" ("since"): one end of a range whose other end is said elsewhere."""
    if (when := _when_at(tokens, i)) is not None:
        return when
    word = low(tokens, i)
    j = i + 1
    if word in _STARTED and low(tokens, j) == "at":
        j += 1
    arrived = word in ("at", "about", "around") and low(tokens, i - 1) in _ARRIVED
    arrived = arrived or (word == "at" and any(low(tokens, k) in _BEGUN for k in range(max(0, i - _NEAR), i)))
    if not (arrived or word in _UNTIL | _STARTED | {"from"}) or low(tokens, i - 1) in ("the", "a"):
        return None
    time_of_day = clock_at(tokens, j)
    if time_of_day is None or _is_counted(tokens, time_of_day.end) or ordinal_at(tokens, j) is not None:
        return None
    code = "until" if word in _UNTIL else "since"
    return Quantity(None, time_of_day.end, code=code, value=Decimal(time_of_day.minutes), bare=time_of_day.fixed)


def between(begun: Quantity, ended: Quantity) -> Quantity:
    """The time from one moment to another, both as `moment_at` gives them; `bare` says that am or pm was plain."""
    ends = (ClockTime(int(one.value or 0), one.end, one.bare) for one in (begun, ended))
    return _worked(*ends)


def _starting(tokens: Sequence[Token], start: ClockTime, workday: Decimal, voice: bool) -> Quantity | None:
    """ "from 9 for 3 hours"."""
    length = duration_at(tokens, start.end + 1, workday=workday, voice=voice)
    if length is None or length.bare or length.hours is None:
        return None
    first = start.minutes if start.fixed else _working(start.minutes)
    last = first + int(length.hours * 60)
    return Quantity(length.hours, length.end, started=_as_time(first), ended=_as_time(last), overnight=last > 1440)


def _is_counted(tokens: Sequence[Token], i: int) -> bool:
    """Whether the number before `i` counts something, so that it is no clock time ("2 to 3 hours")."""
    word = low(tokens, i)
    if word in HOUR or word in MINUTE or word in ("day", "days", "%", "weeks"):
        return True
    return word in (".", ",", "/", ":") and i + 1 < len(tokens) and tokens[i].glued and tokens[i + 1].glued


def _since(tokens: Sequence[Token], i: int, now: datetime, end: int | None = None) -> Quantity | None:
    """ "since 2", "from 2 to now": until the present minute."""
    start = clock_at(tokens, i + 1)
    if start is None or _is_counted(tokens, start.end) or ordinal_at(tokens, i + 1) is not None:
        return None
    if not start.fixed and low(tokens, start.end) in MONTHS:
        return None  # "since 1 May"
    current = now.hour * 60 + now.minute
    first = start.minutes
    if not start.fixed:
        # The latest reading of the figure that is not after now.
        first = max((m for m in (first % 720, first % 720 + 720) if m <= current), default=first % 720 + 720)
    worked = (current - first) % 1440
    if worked == 0:
        return None
    begun = (now - timedelta(minutes=worked)).time().replace(second=0, microsecond=0)
    return Quantity(
        in_hours(Decimal(worked) / 60),
        end or start.end,
        started=begun,
        ended=now.time().replace(second=0, microsecond=0),
        overnight=first > current,
    )
