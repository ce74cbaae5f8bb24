"""What items say of one another: ends of ranges, times beside lengths, choices, lengths said twice or counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from decimal import Decimal

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.quantities import Quantity, from_minutes, in_hours, low, phrase
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.time.clock import between, clock_at


def stated_backwards(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "stopped work on Acme at 5, had started at 2": the end of a range first, its beginning after it."""
    out = list(items)
    ended: tuple[int, Quantity] | None = None
    since: int | None = None
    stopped = False
    for k, item in enumerate(items):
        begun = item.length
        if begun is not None and (begun.code == "since" or (begun.started and low(tokens, item.start) == "since")):
            since = k
        stopped = (stopped and not (item.what is What.BREAK and item.level >= 2)) or any(
            low(tokens, i) in _ENDED for i in range(item.start, item.end)
        )
        if stopped and low(tokens, item.start - 1) in ("at", "by") and (at := clock_at(tokens, item.start)) is not None:
            stop = Quantity(None, at.end, code="until", value=Decimal(at.minutes), bare=at.fixed)
            begun = items[since].length if since is not None else None
            if since is not None and begun is not None and begun.started is not None:
                # "since quarter to three, and I'm stopping at six"
                start = Quantity(None, 0, value=Decimal(begun.started.hour * 60 + begun.started.minute), bare=True)
                out[since] = replace(items[since], length=between(start, replace(stop, end=begun.end)))
            elif since is not None:  # "started on the copy at 1pm, done at 3:40pm"
                out[k] = Item(What.LENGTH, item.start, at.end, length=stop)
                out[k + 1 :] = [Item(What.FILLER, i.start, i.end) if i.start < at.end else i for i in items[k + 1 :]]
                break
            elif at.end == item.end and low(tokens, item.start - 2) != "left":  # "left at six, got there at nine"
                ended = (k, stop)
        elif ended is not None and item.length is not None and item.length.code == "since":
            place, until = ended
            out[place] = replace(items[place], what=What.LENGTH, length=between(item.length, until))
            out[k] = replace(item, what=What.FILLER, length=None)
            ended = None
    return out


_ENDED = frozenset("stopped finished ended quit stopping finishing done wrapped left".split())


_BREAKS = frozenset("lunch break breaks lunchbreak pause dinner breakfast".split())
_TAKEN = frozenset("took takes taking had minus less".split())
_APART = (("in", "between"), ("in", "the", "middle"), ("off",), ("not", "counted"), ("excluded",), ("deducted",))


def breaks_between(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "7:30 to 15:30, 30 min break in between", "10 till 6, took 45 min for lunch": taken off the range before."""
    out = list(items)
    ranged = False
    for k, item in enumerate(items):
        said = item.length if item.what is What.LENGTH else None
        ranged = ranged or (item.length is not None and item.length.code == "since")
        if said is None:
            continue
        if said.started is not None:
            ranged = True
        elif ranged and said.hours is not None and not said.bare:
            end = item.end
            while low(tokens, end) in ("for", "of", "a", "my"):
                end += 1
            if low(tokens, item.start - 1) in _BREAKS and (off := _apart(tokens, item.end)):
                out[k] = Item(What.LESS, item.start, item.end + len(off), length=said)  # "10-4, lunch 1h off"
                for j in [j for j in range(len(items)) if item.start - 1 <= items[j].start < item.end + len(off)]:
                    out[j] = out[j] if j == k else Item(What.FILLER, items[j].start, items[j].end)
                continue
            if low(tokens, end) not in _BREAKS:
                ranged = False
                continue
            apart = _apart(tokens, end + 1)
            # "8-4:30, half an hour break": a break is a part of what it breaks
            part = low(tokens, end) in _WITHIN and (_follows_range(items, k) or _ends_range(items, k, end))
            if part or apart is not None or low(tokens, item.start - 1) in _TAKEN:
                stop = end + 1 + len(apart or ())
                out[k] = Item(What.LESS, item.start, stop, length=said)
                for j in range(k + 1, len(items)):
                    if items[j].end <= stop:
                        out[j] = Item(What.FILLER, items[j].start, items[j].end)
    return out


def _apart(tokens: Sequence[Token], i: int) -> tuple[str, ...] | None:
    """The words there that say that a break is taken off, or None."""
    return next((words for words in _APART if phrase(tokens, i, words)), None)


_WITHIN = frozenset({"break", "breaks", "pause"})


def _follows_range(items: Sequence[Item], k: int) -> bool:
    """Whether nothing but a comma stands between item `k` and a range of clock times."""
    before = next((item for item in reversed(items[:k]) if item.what not in (What.FILLER, What.BREAK)), None)
    return before is not None and before.length is not None and before.length.started is not None


def overruns(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "ran 30 minutes over, so it came to two hours": by how much it ran over or began late is no length of work."""
    out: list[Item] = []
    meant: Quantity | None = None
    for item in items:
        if _is_overrun(item, tokens):
            meant, item = item.length, replace(item, what=What.WORD, length=None)
        elif meant is not None and item.length is not None:
            if item.length.bare and low(tokens, item.start - 1) in _BECAME:
                item = replace(
                    item, length=_in_unit_of(meant, item.length)
                )  # "meant to be an hour and turned into two"
            meant = None
        out.append(item)
    return out


_BECAME = frozenset("into became become up to took was".split())


def _in_unit_of(meant: Quantity, said: Quantity) -> Quantity:
    minutes = meant.hours is not None and meant.hours < 1 and (said.value or 0) > _FEWEST_MINUTES
    hours = from_minutes(said.value or Decimal(0)) if minutes else in_hours(said.value or Decimal(0))
    return replace(said, hours=hours, bare=False)


_FEWEST_MINUTES = 5


def _is_overrun(item: Item, tokens: Sequence[Token]) -> bool:
    if item.what is not What.LENGTH or item.length is None or item.length.started is not None:
        return False
    before, behind = low(tokens, item.start - 1), low(tokens, item.end)
    if any(phrase(tokens, item.start - len(words), words) for words in _MEANT if item.start >= len(words)):
        return True  # "it should have been thirty minutes"
    if before == "by":
        before = low(tokens, item.start - 2)
        return before in ("overran", "overrunning", "overrun")
    late = before in _BEGAN and behind in ("late", "early")
    return late or before in ("overran", "overrun") or (before in _WENT and behind in ("over", "late"))


_MEANT = (("should", "have", "been"), ("meant", "to", "be"), ("supposed", "to", "be"), ("supposed", "to", "take"))
_WENT = frozenset("ran run running went going".split())
_BEGAN = _WENT | frozenset("started began finished ended was were came arrived".split())


def _ends_range(items: Sequence[Item], k: int, end: int) -> bool:
    """ "8 to 5 on Label, 30 min break": whether the break says the last, and nothing but its name stands between."""
    ranges = [j for j, item in enumerate(items) if item.length is not None and item.length.started is not None]
    behind = [item for item in items[k + 1 :] if item.start > end and item.what not in (What.FILLER, What.BREAK)]
    if len(ranges) != 1 or ranges[0] > k or behind:
        return False
    plain = (What.FILLER, What.BREAK, What.NAME, What.TASK, What.DAYS)
    return all(item.what in plain and item.level < 4 for item in items[ranges[0] + 1 : k])


def other_halves(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "half of it Nucleus and the other half TPS": behind a half, the other half is one too.

    "4h Nucleus dev, half of it meetings": half of the one length before is left to what it was said of.
    """
    out = list(items)
    halved = False
    lengths = [k for k, item in enumerate(items) if item.what is What.LENGTH]
    whole, part = (items[k].length for k in lengths) if len(lengths) == 2 else (None, None)
    once = sum(token.low == "half" for token in tokens) == 1  # "half of it editing and half writing" is all of it
    halves = whole and whole.hours and part and part.bare and part.value == _HALF and once
    if halves and whole and whole.hours and _is_of_it(items, lengths[1], tokens):
        half = Quantity(in_hours(whole.hours / 2), whole.end)
        for k in lengths:
            out[k] = replace(items[k], length=half)
        return out
    for k, item in enumerate(items):
        said = item.length
        halved = halved or (said is not None and said.bare and said.value == Decimal("0.5"))
        if halved and item.what is What.SAME and low(tokens, item.end - 1) == "half":
            out[k] = Item(What.LENGTH, item.start, item.end, length=Quantity(None, item.end, bare=True, value=_HALF))
    return out


_HALF = Decimal("0.5")


def _is_of_it(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> bool:
    """Whether "half of it" stands for a task of its own, and for nothing else."""
    after = next((item for item in items[k + 1 :] if item.what is not What.FILLER), None)
    said = [low(tokens, i) for i in range(max(items[k].start, items[k].end - 2), items[k].end)]
    rest = items[k + 1 :]
    return (
        said in (["of", "it"], ["of", "that"])
        and after is not None
        and after.what is What.TASK
        and not any(item.what in (What.NAME, What.SAME) for item in rest)
    )


def timed_words(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "2h @ 14:00", "10:00 standup 15m": figures with a colon beside a length with its unit are a time of the day."""
    out: list[Item] = []
    for k, item in enumerate(items):
        said = item.length
        if item.what is What.LENGTH and said is not None and has_colon(item, tokens):
            begin = next((j + 1 for j in range(k - 1, max(-1, k - _NEAR), -1) if _parts(items[j])), max(0, k - _NEAR))
            last = min(len(items), k + _NEAR)
            end = next((j for j in range(k + 1, last) if _parts(items[j])), last)
            others = [i for i in items[begin:end] if i.what is What.LENGTH and i is not item]
            beside = any(i.length and not i.length.bare and not has_colon(i, tokens) for i in others)
            if beside or low(tokens, item.start - 1) in ("@", "at"):
                item = replace(item, what=What.WORD, length=None)
            elif (said.hours or 0) > _LONGEST_COLON:
                item = replace(item, length=Quantity(None, said.end, code="clock_unclear"))
        out.append(item)
    return out


_LONGEST_COLON = 12
#: So many items around a length are looked at.
_NEAR = 40


def _parts(item: Item) -> bool:
    return item.what is What.BREAK and item.level >= 2


def has_colon(item: Item, tokens: Sequence[Token]) -> bool:
    """Whether a length is written as hours and minutes with a colon between them ("1:30")."""
    plain = item.length is not None and item.length.started is None and item.length.hours is not None
    return plain and low(tokens, item.start + 1) == ":" and item.end - item.start == 3


def chained(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "9-12 on A, then B until 5", "started at 9, A till 11": an end alone goes on from the last end."""
    out: list[Item] = []
    at: Quantity | None = None
    last = 0
    plain = (item for item in items if item.what is not What.NAME)  # not "Lantern Night"
    evening = any(low(tokens, i) in ("evening", "tonight", "night") for it in plain for i in range(it.start, it.end))
    for item in items:
        said = item.length
        if item.what is What.DAYS:
            at = None
        if said is None:
            out.append(item)
            continue
        if said.code == "since":
            at, item = said, replace(item, what=What.FILLER, length=None)
        elif said.code == "until":
            worked = between(at, said) if at is not None else Quantity(None, said.end, code="start_unknown")
            if at is not None and any(low(tokens, i) in _BREAKS for i in range(last, item.start)):
                worked = Quantity(None, said.end, code="break_unknown")  # "till noon, then lunch, then until 3"
            at, item = said, replace(item, length=worked)
        elif item.what is What.LENGTH:
            morning = said.started is not None and said.ended is not None and said.started < said.ended < time(13)
            if evening and morning:
                item = replace(item, length=replace(said, started=None, ended=None))  # "tonight 8 to 10"
            at = _after(at, said)
        last = item.end
        out.append(item)
    return out


def _after(at: Quantity | None, said: Quantity) -> Quantity | None:
    """The moment at which a length was over: its own end, or so much after the moment before."""
    if said.ended is not None:
        return _moment(said.ended.hour * 60 + said.ended.minute)
    if at is None or said.hours is None or said.bare or at.value is None:
        return None
    minutes = int(at.value + said.hours * 60)
    return Quantity(None, 0, value=Decimal(minutes), bare=at.bare) if minutes < 24 * 60 else None


def _moment(minutes: int) -> Quantity:
    return Quantity(None, 0, value=Decimal(minutes), bare=True)


def _is_restated(items: Sequence[Item], k: int) -> bool:
    """ "the rest of the day, five hours", "for hours. Four, to be precise": a loose length, made exact at once."""
    said = items[k].length
    if items[k].what is not What.LENGTH or said is None or not (said.day or said.code in ("vague", "rest_of_day")):
        return False
    parted = next((j for j in range(k + 1, len(items)) if items[j].level >= 2), len(items))
    idle = (What.FILLER, What.BREAK)
    begin = next((j for j in range(k + 1, parted) if items[j].what not in (*idle, What.DAYS)), parted)
    after = next((j for j in range(begin, len(items)) if items[j].what not in idle), None)  # "all day Monday, 7 hours"
    if after is None or items[after].what is not What.LENGTH or parted > after:
        return False
    exact = items[after].length
    if exact is None or exact.day or (exact.bare and (exact.value or 0) < 1):
        return False  # "a full day, half of it Nucleus"
    return exact.bare or exact.hours is not None


_TIMES_OF = {"double": Decimal(2), "twice": Decimal(2), "triple": Decimal(3), "half": Decimal("0.5")}


def relative_lengths(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "an hour on A and twice that on B": so many times the length before."""
    out: list[Item] = []
    last: Quantity | None = None
    for item in items:
        if out and item.start < out[-1].end:
            continue
        times = _TIMES_OF.get(low(tokens, item.start)) if item.what in (What.WORD, What.FILLER) else None
        behind = (low(tokens, item.start + 1), low(tokens, item.start + 2))
        words = 2 if behind[0] == "that" else 3 if behind in (("as", "much"), ("the", "time"), ("as", "long")) else 0
        if times is not None and words and last is not None and last.hours is not None:
            end = item.start + words
            item = Item(What.LENGTH, item.start, end, length=Quantity(in_hours(last.hours * times), end))
        if item.what is What.LENGTH and item.length is not None:
            last = item.length
        out.append(item)
    return out


def both_ways(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "the drive was an hour each way": there and back, so it is two hours."""
    out = list(items)
    for k, item in enumerate(items):
        said = item.length if item.what is What.LENGTH else None
        end = item.end + 1 if said and low(tokens, item.end) in _EACH else 0
        if end and low(tokens, end) in ("way", "ways", "direction") and said and said.hours and not said.bare:
            out[k] = replace(item, length=replace(said, hours=_times(said.hours, Decimal(2)), started=None, ended=None))
            out[k + 1 :] = [Item(What.FILLER, i.start, i.end) if i.start <= end else i for i in items[k + 1 :]]
    return out


_EACH = frozenset("each both either".split())


def _is_all_of_it(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> bool:
    """ "eight hours, the whole of Monday": the day of the length before, no length of its own."""
    if low(tokens, items[k].start + 1) != "of" or low(tokens, items[k].start) not in ("all", "whole"):
        return False
    rest = items[k + 1 : k + 12]
    ends = next((j for j, item in enumerate(rest) if item.what is What.BREAK and item.level >= 3), len(rest))
    names = sum(item.what is What.NAME for item in rest[:ends])
    exact = any(item.length and not item.length.bare and item.length.hours for item in rest[:ends])
    if exact and names == 1:
        return True  # "all of Wednesday on Acme, eight hours"
    before = [item for item in items[max(0, k - 6) : k] if item.what is not What.FILLER]
    return len(before) > 1 and before[-1].what is What.BREAK and before[-2].what is What.LENGTH


def without_stutter(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "two hours two hours on": the same length said again at once is said once."""
    out: list[Item] = []
    for k, item in enumerate(items):
        whole_day = item.what is What.LENGTH and _is_all_of_it(items, k, tokens)
        if whole_day or _is_restated(items, k):
            item = replace(item, what=What.FILLER, length=None)
        if item.what is What.LENGTH and out:
            before = next((other for other in reversed(out[-_NEAR:]) if other.what is not What.FILLER), None)
            if before is not None and before.what is What.LENGTH and before.length and item.length:
                same = [t.low for t in tokens[before.start : before.end]] == [
                    t.low for t in tokens[item.start : item.end]
                ]
                if same and not item.length.bare:
                    item = replace(item, what=What.FILLER, length=None)
        out.append(item)
    return out


_COUNTED_LENGTHS = frozenset({"x", "×", "times"})


def multiplied(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "three 1 hour meetings", "2 x 30 min calls": so many times that length; a mere "2 2h" counts nothing."""
    out: list[Item] = []
    for item in items:
        count = out[-1] if out else None
        sign = count is not None and low(tokens, count.start) in _COUNTED_LENGTHS
        if sign and len(out) > 1:
            count = out[-2]
        if (
            count is None
            or item.length is None
            or item.length.hours is None
            or (item.length.started is not None and not sign)  # "batch five from nine to eleven"
            or not _is_count(count, tokens, spelt=not sign)
            or (len(out) > 1 and out[-2].what is What.FIX)  # "no, three, three hours"
        ):
            out.append(item)
            continue
        times = count.length.value if count.length and count.length.value else Decimal(1)
        del out[-2 if sign else -1 :]
        hours = _times(item.length.hours, times)
        length = replace(item.length, hours=hours, value=times, code="multiplied", started=None, ended=None)
        out.append(Item(What.LENGTH, count.start, item.end, length=length))
    return out


def _times(hours: Decimal, times: Decimal) -> Decimal:
    """So many times a length: "3 x 20 min" is an hour, though 20 minutes are 0.33."""
    minutes = (hours * 60).quantize(Decimal(1))
    return from_minutes(minutes * times) if from_minutes(minutes) == in_hours(hours) else hours * times


def _is_count(item: Item, tokens: Sequence[Token], *, spelt: bool) -> bool:
    value = item.length.value if item.length is not None and item.length.bare else None
    if value is None or value != int(value) or not 2 <= value <= 10:
        return False
    return not spelt or tokens[item.start].kind is TokenKind.WORD
