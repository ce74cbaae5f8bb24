"""Tokens to items: every token becomes part of exactly one item, so that no word can get lost unseen.

Order matters and is the whole trick: names first ("24 Hour Fitness" is no length of time), then days, clock ranges
and lengths in what is left, then tasks; what nobody claims stays a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from desktop.agent.reading.items.initials import with_initials
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.items.marks import aside_at, note_at, note_ranges, plain_at, signed_off
from desktop.agent.reading.items.phrases import phrase_at
from desktop.agent.reading.items.rules import Around, settled
from desktop.agent.reading.names.matching import NameIndex
from desktop.agent.reading.names.mentions import Mention
from desktop.agent.reading.names.vocabulary import How
from desktop.agent.reading.tasks.tasks import TaskIndex
from desktop.agent.reading.text.quantities import HOUR, MINUTE, Quantity, low, phrase
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import PREPOSITIONS, TAILS
from desktop.agent.reading.time.breaks import break_at
from desktop.agent.reading.time.clock import clock_at, moment_at, range_at
from desktop.agent.reading.time.dated import likelier
from desktop.agent.reading.time.dates import date_at
from desktop.agent.reading.time.days import WEEKDAYS, Calendar
from desktop.agent.reading.time.durations import duration_at, heard_alone
from desktop.agent.reading.time.moments import moments_at

#: No code is said with one of these in front of a number.
_LEADING = PREPOSITIONS | {"so"}
_OF_TIME = frozenset("half quarter hour hours minute minutes".split())


class Scanner:
    """Reads tokens into items for one utterance's clock and channel."""

    def __init__(
        self, names: NameIndex, tasks: TaskIndex, *, now: datetime, workday: Decimal, week_starts: int, voice: bool
    ) -> None:
        self._index, self._tasks = names, tasks
        self._now, self._workday, self._voice = now, workday, voice
        self._calendar = Calendar(now.date(), week_starts)

    def scan(self, tokens: Sequence[Token], zoned: Mapping[int, int] | None = None) -> list[Item]:
        """The items of the tokens, in order and without gaps; `zoned` are the zones, as first token and token after."""
        self._all = tokens
        self._zones = zoned or {}
        inside = {i: (start, end) for start, end in self._zones.items() for i in range(start, end)}
        lengths = [k for k in range(len(tokens)) if k not in inside and self._length_at(tokens, k)]
        refused: dict[int, Mention] = {}

        ends = signed_off(tokens)
        noted = [*note_ranges(tokens), (ends, len(tokens))]

        def keep(mention: Mention) -> bool:
            if any(begin <= mention.start < end for begin, end in noted):
                return False
            if (
                (zone := inside.get(mention.start)) is not None
                and mention.end <= zone[1]
                and not _is_whole(mention, zone)
            ):
                return False
            if mention.start and mention.end == mention.start + 1 and note_at(tokens, mention.start) is not None:
                return False
            if self._begins_length(tokens, mention):
                return False
            if not self._reads_as_time(tokens, mention, lengths):
                return True
            refused[mention.start] = mention
            return False

        mentions = self._index.mentions(tokens, voice=self._voice, keep=keep)
        mentions = with_initials(mentions, tokens, self._index, self._tasks)
        strong = {m.start: m for m in mentions if m.full}
        weak = {m.start: m for m in mentions if not m.full and m.start not in inside}
        masked = [i in inside for i in range(len(tokens))]
        for mention in strong.values():
            masked[mention.start : mention.end] = [True] * (mention.end - mention.start)
        self._figured = {i: said for i, said in self._tasks.figured(tokens).items() if not masked[i]}
        for said in self._figured.values():
            masked[said.start : said.end] = [True] * (said.end - said.start)
        self._upto = _up_to_names(tokens, masked)
        items: list[Item] = []
        i = 0
        while i < ends:
            item = self._next(tokens, i, strong, weak, masked)
            if item.what is What.WORD and tokens[i].low in TAILS and items and items[-1].what is What.NAME:
                item = replace(item, what=What.FILLER)  # "the TPS thing", "the Nucleus project"
            items.append(item)
            i = max(item.end, i + 1)
        if ends < len(tokens):
            items.append(Item(What.FILLER, ends, len(tokens)))
        items = [
            replace(item, name=_refused_in(item, refused)) if _is_refused(item, refused) else item for item in items
        ]
        return settled(items, Around(tokens, self._now.date(), self._index, self._voice))

    def _next(
        self,
        tokens: Sequence[Token],
        i: int,
        strong: dict[int, Mention],
        weak: dict[int, Mention],
        masked: Sequence[bool],
    ) -> Item:
        """The item at token `i`: a zone that is no name, a task with a figure in its name ("3D"), or what is said."""
        if i not in strong and (zone := self._zones.get(i)):
            return Item(What.WORD, i, zone)
        if (figured := self._figured.get(i)) is not None:
            return Item(What.TASK, i, figured.end, task=figured)
        return self._item(tokens, i, strong, weak, masked)

    def _begins_length(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """ "half an hour": the first word of a length is no client that is called Half, or that sounds like it."""
        if self._voice and mention.is_code and not mention.cased and low(tokens, mention.start) in _LEADING:
            return True  # "from eleven to one", "so one hour twenty": no TO-1 and no SO-1
        if mention.exact and low(tokens, mention.start) not in _OF_TIME:
            return False
        length = duration_at(tokens, mention.start, workday=self._workday, voice=self._voice)
        if mention.end == mention.start + 1 and mention.how is not How.EXACT and low(tokens, mention.start) in _OF_TIME:
            return True  # "an hour and a quarter" says no Quartier
        clock = clock_at(tokens, mention.start)  # "till quarter past one"
        if clock is not None and clock.end > mention.end and not mention.exact:
            return True
        return length is not None and not length.bare and length.end > mention.end

    def _reads_as_time(self, tokens: Sequence[Token], mention: Mention, lengths: Sequence[int]) -> bool:
        """Whether a name is a time here: it reads as one, and nothing else in the words says how long."""
        part = tokens[mention.start : mention.end]
        if all(token.kind is TokenKind.DIGITS for token in part) and low(tokens, mention.end) in HOUR | MINUTE:
            return True  # "360: 360 minutes"
        length = duration_at(part, 0, workday=self._workday)
        days = date_at(part, 0, self._calendar)
        others = any(not mention.start <= k < mention.end for k in lengths)
        if days is not None and days.end == len(part):
            # Nobody logs to a whole quarter, so beside a length "q3" is the code; a single day may well be the day.
            long = days.period and len(days.days) > 7
            return not (others and (mention.cased or long)) or days.relative
        worked = range_at(part, 0, now=self._now, workday=self._workday)
        if worked is not None and worked.end == len(part):
            return not (others and all(token.glued for token in part[1:]))  # "9to5" beside a length is the client
        if length is None or length.bare:
            return False
        if length.end == len(part):
            if mention.is_code and not mention.cased:
                return True
            return not others and low(tokens, mention.start - 1) not in ("on", "at", "to", "against", "for", "with")
        # "2h app" is no way to say the code 2H-APP; "2h-app" is.
        return mention.is_code and not mention.as_written

    def _length_at(self, tokens: Sequence[Token], i: int) -> bool:
        if tokens[i].kind not in (TokenKind.DIGITS, TokenKind.FRACTION, TokenKind.WORD):
            return False
        found = duration_at(tokens, i, workday=self._workday, voice=self._voice)
        return found is not None and not (found.bare and (found.value or 0) > 24)

    def _item(
        self,
        tokens: Sequence[Token],
        i: int,
        strong: dict[int, Mention],
        weak: dict[int, Mention],
        masked: Sequence[bool],
    ) -> Item:
        if i in strong:
            return self._named(tokens, strong[i], masked)
        token = tokens[i]
        if token.kind is TokenKind.NEWLINE:
            return Item(What.BREAK, i, i + 1, level=4)
        if token.text == "#" and i + 1 in strong:
            return Item(What.FILLER, i, i + 1)  # "#360viewer 1h30"
        if (note := note_at(tokens, i)) is not None:
            return note
        if (aside := aside_at(tokens, i)) is not None:
            return aside
        timed = self._timed(tokens, i, weak, masked)
        if timed is not None:
            return timed
        whole = self._tasks.whole_name_at(tokens, i, masked) if token.kind is TokenKind.WORD else None
        if whole is not None and not (i in weak and weak[i].end > whole.end):
            named = weak.get(i)
            explained = named is not None and named.end < whole.end and not self._voice
            return Item(What.TASK, i, whole.end, task=whole, name=None if explained else named)
        spoken = phrase_at(tokens, i)
        if spoken is not None and not any(masked[spoken.start : spoken.end]) and not _is_no_phrase(tokens, spoken):
            return spoken
        if token.kind is TokenKind.WORD:
            task = self._tasks.at(tokens, i, masked)
            if task is not None and (i not in weak or weak[i].end <= task.end):
                return Item(What.TASK, i, task.end, task=task, name=weak.get(i))
        if i in weak and not any(masked[i : weak[i].end]):
            return Item(What.NAME, i, weak[i].end, name=weak[i])
        return plain_at(tokens, i)

    def _named(self, tokens: Sequence[Token], mention: Mention, masked: Sequence[bool]) -> Item:
        """A name; where a task's whole name begins with the very words ("internal training"), the item is both."""
        task = self._tasks.whole_name_at(tokens, mention.start)
        if task is not None and task.end > mention.end and not any(masked[mention.end : task.end]):
            return Item(What.NAME, mention.start, task.end, name=mention, task=task)
        if mention.projects and not mention.is_code:
            task = task or self._tasks.at(tokens, mention.start, [False] * len(tokens))
            if task is not None and task.end == mention.end:
                return Item(What.NAME, mention.start, mention.end, name=mention, task=task)
        return Item(What.NAME, mention.start, mention.end, name=mention)

    def _timed(self, tokens: Sequence[Token], i: int, weak: dict[int, Mention], masked: Sequence[bool]) -> Item | None:
        tokens = self._upto[i]  # a length ends where a name begins ("6h 3M-TS")
        if (moments := moments_at(tokens, i)) is not None:
            on, between, end = moments
            return Item(What.LENGTH if between else What.DAYS, i, end, length=between, days=on)
        days = None if self._voice and heard_alone(tokens, i) else date_at(tokens, i, self._calendar)
        inside = range(i + 1, days.end if days else i)
        if begun := next((k for k in inside if k in weak and weak[k].matched > 1 and weak[k].end > inside.stop), 0):
            days = date_at(tokens[:begun], i, self._calendar)  # "today's Night Train entry"
        felt = low(tokens, i - 1) == "like" and low(tokens, i - 2) in ("feels", "felt")  # "feels like Friday"
        named = (days is not None and any(masked[i : days.end])) or felt
        if days is not None and not named and not (days.relative and low(tokens, i) == "for"):
            return Item(What.DAYS, i, days.end, days=likelier(days, self._now.date()))
        moment = moment_at(tokens, i)
        worked = range_at(tokens, i, now=self._now, workday=self._workday, voice=self._voice)
        if worked is not None and not any(masked[i : worked.end]) and not (moment and moment.end > worked.end):
            return Item(What.LENGTH, i, worked.end, length=worked)
        if moment is not None and not any(masked[i : moment.end]):
            return Item(What.LENGTH if moment.code == "until" else What.WORD, i, moment.end, length=moment)
        pause = break_at(tokens, i, workday=self._workday, voice=self._voice) if i else None
        if (
            pause is not None
            and (tokens[i].kind is TokenKind.WORD or tokens[i].text == "-")
            and not any(masked[i : pause[1]])
        ):
            return Item(What.LESS, i, pause[1], length=Quantity(pause[0], pause[1]))
        length = duration_at(tokens, i, workday=self._workday, voice=self._voice)
        if length is not None and not any(masked[i : length.end]):
            length = self._parted(tokens, i, length, masked)
            if length.heard == "for" and self._idiom(tokens, i, length.end, masked):
                length = Quantity(None, length.end, code="vague")
            if low(tokens, i - 1) == "in" and length.day:
                return None
            if length.day and phrase(tokens, i, ("a", "day")) and length.end == i + 2 and self._per_day(tokens, i):
                return Item(What.EACH, i, length.end)
            return Item(What.LENGTH, i, length.end, length=length)
        return None

    def _parted(self, tokens: Sequence[Token], i: int, length: Quantity, masked: Sequence[bool]) -> Quantity:
        """ "A: 3 hours, 15m on B": with a name on both sides of the comma, these are two lengths."""
        inside = range(i + 1, length.end - 1)
        joint = next((k for k in inside if tokens[k].low in (",", "+") and not tokens[k + 1].glued), None)
        if joint is None:
            return length
        goes_on = low(tokens, joint) == "+" and any(
            tokens[k].low == "+" and self._length_at(tokens, k + 1) for k in range(length.end, len(tokens) - 1)
        )
        if goes_on:  # "app 3h + 15m standup + 30m pm"
            return duration_at(tokens[:joint], i, workday=self._workday, voice=self._voice) or length
        stops = (",", ";", ".", "\n", "+")
        before = next((k for k in range(i - 1, max(-1, i - 8), -1) if masked[k] or tokens[k].low in stops), None)
        after = next((k for k in range(length.end, min(len(masked), length.end + 8)) if masked[k]), None)
        if before is None or not masked[before] or after is None:
            return length
        return duration_at(tokens[:joint], i, workday=self._workday, voice=self._voice) or length

    def _idiom(self, tokens: Sequence[Token], i: int, end: int, masked: Sequence[bool]) -> bool:
        """ "I worked on Acme for hours": right behind the name and with nothing after it, nobody said four."""
        after = self._all[end] if end < len(self._all) else None
        return i > 0 and masked[i - 1] and (after is None or after.kind is not TokenKind.WORD) and len(tokens) > 3

    def _per_day(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether "a day" stands right after a length: "five hours a day"."""
        return any(
            (found := duration_at(tokens, k, workday=self._workday, voice=self._voice)) is not None and found.end == i
            for k in range(max(0, i - 6), i)
        )


def _is_whole(mention: Mention, zone: tuple[int, int]) -> bool:
    """Whether a whole name, or a code in its capitals, is all that a zone is: "ACME-01", not "NUC" of "NUC-45"."""
    return mention.full and (mention.start, mention.end) == zone


def _up_to_names(tokens: Sequence[Token], masked: Sequence[bool]) -> list[Sequence[Token]]:
    """For each token the tokens before the next name, so that nothing read from there reaches into it."""
    views: list[Sequence[Token]] = [tokens] * len(tokens)
    view: Sequence[Token] = tokens
    for i in range(len(tokens) - 1, -1, -1):
        if masked[i] and (i == 0 or not masked[i - 1]):
            view = tokens[:i]
        views[i] = tokens if masked[i] else view
    return views


def _is_refused(item: Item, refused: dict[int, Mention]) -> bool:
    """Whether a day was read where a name might have been meant ("Q3"): a question about a project may still use it."""
    return item.what in (What.DAYS, What.LENGTH) and _refused_in(item, refused) is not None


def _refused_in(item: Item, refused: dict[int, Mention]) -> Mention | None:
    found = (refused[k] for k in range(item.start, item.end) if k in refused and refused[k].end == item.end)
    return next(found, None)


def _is_no_phrase(tokens: Sequence[Token], spoken: Item) -> bool:
    """ "I meant to do 2h on Acme" corrects nothing, and "Wednesday, that's today" sums nothing up."""
    if spoken.what is What.TOTAL and low(tokens, spoken.end - 1) == "thats":
        if low(tokens, spoken.end) in ("a", "an") and duration_at(tokens, spoken.end, workday=Decimal(8)) is None:
            return True  # "that's a meeting"
        return low(tokens, spoken.end) in WEEKDAYS or low(tokens, spoken.end) in ("today", "yesterday")
    if (
        spoken.what is What.FIX
        and low(tokens, spoken.start) == "actually"
        and low(tokens, spoken.start - 1) in PREPOSITIONS
    ):
        return True  # "two hours for actually filling in the forms"
    if (low(tokens, spoken.end - 1), low(tokens, spoken.end)) == ("no", "idea"):
        return True
    intends = low(tokens, spoken.end) == "to" and low(tokens, spoken.end + 1) not in ("say", "log", "put")
    return spoken.what is What.FIX and low(tokens, spoken.end - 1) in ("meant", "mean") and intends
