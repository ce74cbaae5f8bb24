"""Tokens to items: every token becomes part of exactly one item, so that no word can get lost unseen.

Order matters and is the whole trick: names first ("24 Hour Fitness" is no length of time), then days, clock ranges
and lengths in what is left, then tasks; what nobody claims stays a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from desktop.agent.language.clock import between, break_at, moment_at, range_at
from desktop.agent.language.dates import Calendar, date_at
from desktop.agent.language.durations import Quantity, duration_at, in_hours, low, phrase
from desktop.agent.language.items import Item, What
from desktop.agent.language.numbers import homophone_at
from desktop.agent.language.phrases import phrase_at
from desktop.agent.language.tasks import TaskIndex
from desktop.agent.language.tokens import Token, TokenKind
from desktop.agent.language.words import FILLERS, PREPOSITIONS, TAILS
from desktop.agent.matching import Mention, NameIndex

_MOMENTS = (("one", "second"), ("a", "second"), ("one", "sec"), ("one", "moment"), ("a", "moment"), ("hang", "on"))
_NOTE_HEADS = frozenset({"note", "notes", "comment", "comments", "description", "desc", "memo", "details"})
_NOTE_WORDS = frozenset({"re", "regarding", "about", "concerning"})
_BREAK_WORDS = {"and": 1, "&": 1, "+": 2, "plus": 2, "then": 2, "also": 2, "besides": 2, "followed": 2, "but": 2}
_BREAK_MARKS = {
    ",": 2,
    ";": 3,
    ".": 3,
    "?": 3,
    "!": 3,
    "…": 3,
    "|": 2,
    "•": 4,
    "→": 2,
    "(": 2,
    ")": 2,
    ":": 2,
    "=": 2,
    "—": 2,
}


class Scanner:
    """Reads tokens into items for one utterance's clock and channel."""

    def __init__(
        self, names: NameIndex, tasks: TaskIndex, *, now: datetime, workday: Decimal, week_starts: int, voice: bool
    ) -> None:
        self._index, self._tasks = names, tasks
        self._now, self._workday, self._voice = now, workday, voice
        self._calendar = Calendar(now.date(), week_starts)

    def scan(self, tokens: Sequence[Token]) -> list[Item]:
        """The items of the tokens, in order and without gaps."""
        self._all, self._said_length = tokens, False
        lengths = [k for k in range(len(tokens)) if self._length_at(tokens, k)]
        refused: dict[int, Mention] = {}

        def keep(mention: Mention) -> bool:
            if mention.start and mention.end == mention.start + 1 and _note_at(tokens, mention.start) is not None:
                return False
            if not self._reads_as_time(tokens, mention, lengths):
                return True
            refused[mention.start] = mention
            return False

        mentions = self._index.mentions(tokens, voice=self._voice, keep=keep)
        strong = {m.start: m for m in mentions if m.full}
        weak = {m.start: m for m in mentions if not m.full}
        masked = [False] * len(tokens)
        for mention in strong.values():
            masked[mention.start : mention.end] = [True] * (mention.end - mention.start)
        self._upto = _up_to_names(tokens, masked)
        items: list[Item] = []
        i = 0
        while i < len(tokens):
            item = self._item(tokens, i, strong, weak, masked)
            if item.what is What.WORD and tokens[i].low in TAILS and items and items[-1].what is What.NAME:
                item = replace(item, what=What.FILLER)  # "the TPS thing", "the Nucleus project"
            items.append(item)
            self._said_length = self._said_length or item.what is What.LENGTH
            i = max(item.end, i + 1)
        items = [
            replace(item, name=_refused_in(item, refused)) if _is_refused(item, refused) else item for item in items
        ]
        items = _settle_bare(_multiplied(_timed_words(_chained(items, tokens), tokens), tokens), tokens)
        return _without_stutter(_in_notes(items, tokens, self._now.date()), tokens)

    def _reads_as_time(self, tokens: Sequence[Token], mention: Mention, lengths: Sequence[int]) -> bool:
        """Whether a name is a time here: it reads as one, and nothing else in the words says how long."""
        part = tokens[mention.start : mention.end]
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
        if (note := _note_at(tokens, i)) is not None:
            return note
        if any(phrase(tokens, i, words) for words in _MOMENTS):
            return Item(What.FILLER, i, i + 2)
        timed = self._timed(tokens, i, masked)
        if timed is not None:
            return timed
        whole = self._tasks.whole_name_at(tokens, i, masked) if token.kind is TokenKind.WORD else None
        if whole is not None and not (i in weak and weak[i].end > whole.end):
            return Item(What.TASK, i, whole.end, task=whole, name=weak.get(i))
        spoken = phrase_at(tokens, i)
        if spoken is not None and not any(masked[spoken.start : spoken.end]):
            return spoken
        if token.kind is TokenKind.WORD:
            task = self._tasks.at(tokens, i, masked)
            if task is not None and (i not in weak or weak[i].end <= task.end):
                return Item(What.TASK, i, task.end, task=task, name=weak.get(i))
        if i in weak and not any(masked[i : weak[i].end]):
            return Item(What.NAME, i, weak[i].end, name=weak[i])
        return _plain(tokens, i)

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

    def _timed(self, tokens: Sequence[Token], i: int, masked: Sequence[bool]) -> Item | None:
        tokens = self._upto[i]  # a length ends where a name begins ("6h 3M-TS")
        days = date_at(tokens, i, self._calendar)
        if days is not None and not any(masked[i : days.end]) and not (days.relative and low(tokens, i) == "for"):
            return Item(What.DAYS, i, days.end, days=days)
        misheard = self._misheard(tokens, i, masked) if self._voice else None
        if misheard is not None:
            return Item(What.LENGTH, i, misheard.end, length=misheard)
        worked = range_at(tokens, i, now=self._now, workday=self._workday, voice=self._voice)
        if worked is not None and not any(masked[i : worked.end]):
            return Item(What.LENGTH, i, worked.end, length=worked)
        moment = moment_at(tokens, i)
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

    def _misheard(self, tokens: Sequence[Token], i: int, masked: Sequence[bool]) -> Quantity | None:
        """Whisper's "to on X" and "2-1 X" for "two on X", where an entry was said before and a name follows."""
        before, word = low(self._all, i - 1), low(self._all, i)
        if before not in ("and", ",", "then", "plus", ".") or not self._said_length:
            return None
        heard = homophone_at(tokens, i)
        if heard is not None and low(self._all, i + 1) in ("on", "of") and self._names(i + 2, masked):
            return Quantity(in_hours(heard.value), i + 1, heard=word)
        j = i + 2 if low(self._all, i + 1) == "-" else i + 1
        if word in ("2", "3", "4", "5", "6") and low(self._all, j) in ("1", "one") and self._names(j + 1, masked):
            said = "".join(token.text for token in self._all[i : j + 1])
            return Quantity(Decimal(word), j + 1, heard=said)
        return None

    def _names(self, i: int, masked: Sequence[bool]) -> bool:
        """Whether a name begins at token `i`, perhaps behind an article."""
        i = i + 1 if low(self._all, i) in ("the", "a", "our") else i
        return i < len(masked) and masked[i]

    def _parted(self, tokens: Sequence[Token], i: int, length: Quantity, masked: Sequence[bool]) -> Quantity:
        """ "A: 3 hours, 15m on B": with a name on both sides of the comma, these are two lengths."""
        inside = range(i + 1, length.end - 1)
        joint = next((k for k in inside if tokens[k].low in (",", "+") and not tokens[k + 1].glued), None)
        if joint is None:
            return length
        stops = (",", ";", ".", "\n", "+")
        before = next((k for k in range(i - 1, max(-1, i - 8), -1) if masked[k] or tokens[k].low in stops), None)
        after = next((k for k in range(length.end, min(len(masked), length.end + 8)) if masked[k]), None)
        if before is None or not masked[before] or after is None:
            return length
        return duration_at(tokens[:joint], i, workday=self._workday, voice=self._voice) or length

    def _idiom(self, tokens: Sequence[Token], i: int, end: int, masked: Sequence[bool]) -> bool:
        """ "I worked on Acme for hours": right behind the name and with nothing after it, nobody said four."""
        after = tokens[end] if end < len(tokens) else None
        return i > 0 and masked[i - 1] and (after is None or after.kind is not TokenKind.WORD) and len(tokens) > 3

    def _per_day(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether "a day" stands right after a length: "five hours a day"."""
        return any(
            (found := duration_at(tokens, k, workday=self._workday, voice=self._voice)) is not None and found.end == i
            for k in range(max(0, i - 6), i)
        )


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


#: In front of a day these make it a term or somebody's, in front of a length a rhythm or a limit: words for the notes.
_TERMS = frozenset("by before due until till".split())
_LIMITS = frozenset("within after next every per than past".split())


def _in_notes(items: list[Item], tokens: Sequence[Token], today: date) -> list[Item]:
    """Days and lengths that tell of the work, not the entry: "for Friday's demo", "due Monday", "every 2 hours"."""
    out = []
    for k, item in enumerate(items):
        before = next((other for other in reversed(items[max(0, k - 3) : k]) if other.what is not What.FILLER), None)
        after = items[k + 1] if k + 1 < len(items) else None
        heads = {low(tokens, item.start - 1), low(tokens, item.start)}
        if item.what is What.DAYS and item.days is not None and len(item.days.days) == 1:
            noun = after is not None and after.what in (What.WORD, What.TASK)
            ahead = item.days.days[0] > today and before is not None and before.what in (What.WORD, What.TASK)
            if heads & _TERMS or (
                "for" in heads and (ahead or (noun and before is not None and before.what is not What.LENGTH))
            ):
                item = replace(item, what=What.WORD, days=None)
        elif item.what is What.LENGTH and low(tokens, item.start - 1) in _LIMITS:
            item = replace(item, what=What.WORD, length=None)
        elif (
            item.what is What.LENGTH
            and item.length is not None
            and low(tokens, item.end) in ("less", "fewer", "longer", "shorter")
        ):
            item = replace(
                item, length=replace(item.length, hours=None, value=item.length.hours, bare=False, code="vague")
            )
        out.append(item)
    return out


def _timed_words(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "2h @ 14:00", "10:00 standup 15m": figures with a colon beside a length with its unit are a time of the day."""
    out: list[Item] = []
    for k, item in enumerate(items):
        said = item.length
        if item.what is What.LENGTH and said is not None and _has_colon(item, tokens):
            begin = next((j + 1 for j in range(k - 1, -1, -1) if _parts(items[j])), 0)
            end = next((j for j in range(k + 1, len(items)) if _parts(items[j])), len(items))
            others = [i for i in items[begin:end] if i.what is What.LENGTH and i is not item]
            beside = any(i.length and not i.length.bare and not _has_colon(i, tokens) for i in others)
            if beside or low(tokens, item.start - 1) in ("@", "at"):
                item = replace(item, what=What.WORD, length=None)
            elif (said.hours or 0) > _LONGEST_COLON:
                item = replace(item, length=Quantity(None, said.end, code="clock_unclear"))
        out.append(item)
    return out


_LONGEST_COLON = 12


def _parts(item: Item) -> bool:
    return item.what is What.BREAK and item.level >= 2


def _has_colon(item: Item, tokens: Sequence[Token]) -> bool:
    plain = item.length is not None and item.length.started is None and item.length.hours is not None
    return plain and low(tokens, item.start + 1) == ":" and item.end - item.start == 3


def _chained(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "9-12 on A, then B until 5", "started at 9, A till 11": an end alone goes on from the last end."""
    out: list[Item] = []
    at: Quantity | None = None
    evening = bool({token.low for token in tokens} & {"evening", "tonight", "night"})
    for item in items:
        said = item.length
        if item.what is What.DAYS:
            at = None
        if said is None:
            out.append(item)
            continue
        if said.code == "since":
            at, item = said, replace(item, length=None)
        elif said.code == "until":
            worked = between(at, said) if at is not None else Quantity(None, said.end, code="start_unknown")
            at, item = said, replace(item, length=worked)
        elif item.what is What.LENGTH:
            morning = said.started is not None and said.ended is not None and said.started < said.ended < time(13)
            if evening and morning:
                item = replace(item, length=replace(said, started=None, ended=None))  # "tonight 8 to 10"
            ended = said.ended
            at = _moment(ended.hour * 60 + ended.minute) if ended is not None else None
        out.append(item)
    return out


def _moment(minutes: int) -> Quantity:
    return Quantity(None, 0, value=Decimal(minutes), bare=True)


def _is_choice(three: Sequence[Item], tokens: Sequence[Token]) -> bool:
    """ "2h or 3h"."""
    return three[0].what is What.LENGTH and low(tokens, three[1].start) == "or" and three[1].end == three[2].start


def _is_restated(items: Sequence[Item], k: int) -> bool:
    """ "the rest of the day, five hours", "for hours. Four, to be precise": a loose length, made exact at once."""
    said = items[k].length
    if items[k].what is not What.LENGTH or said is None or not (said.day or said.code in ("vague", "rest_of_day")):
        return False
    after = next((j for j in range(k + 1, len(items)) if items[j].what not in (What.FILLER, What.BREAK)), None)
    if after is None or items[after].what is not What.LENGTH or not any(i.level >= 2 for i in items[k + 1 : after]):
        return False
    exact = items[after].length
    return exact is not None and not exact.day and (exact.bare or exact.hours is not None)


def _without_stutter(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "two hours two hours on": the same length said again at once is said once."""
    out: list[Item] = []
    for k, item in enumerate(items):
        if item.what is What.LENGTH and k >= 2 and _is_choice(items[k - 2 : k + 1], tokens) and len(out) >= 2:
            out[-2:] = [replace(out[-2], end=item.end, length=Quantity(None, item.end, code="vague"))]
            continue
        if _is_restated(items, k):
            item = replace(item, what=What.FILLER, length=None)
        if item.what is What.LENGTH and out:
            before = next((other for other in reversed(out) if other.what is not What.FILLER), None)
            if before is not None and before.what is What.LENGTH and before.length and item.length:
                same = [t.low for t in tokens[before.start : before.end]] == [
                    t.low for t in tokens[item.start : item.end]
                ]
                if same and not item.length.bare:
                    item = replace(item, what=What.FILLER, length=None)
        out.append(item)
    return out


_COUNTED_LENGTHS = frozenset({"x", "×", "times"})


def _multiplied(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
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
            or not _is_count(count, tokens, spelt=not sign)
        ):
            out.append(item)
            continue
        times = count.length.value if count.length and count.length.value else Decimal(1)
        del out[-2 if sign else -1 :]
        length = replace(item.length, hours=item.length.hours * times, code="multiplied", started=None, ended=None)
        out.append(Item(What.LENGTH, count.start, item.end, length=length))
    return out


def _is_count(item: Item, tokens: Sequence[Token], *, spelt: bool) -> bool:
    value = item.length.value if item.length is not None and item.length.bare else None
    if value is None or value != int(value) or not 2 <= value <= 10:
        return False
    return not spelt or tokens[item.start].kind is TokenKind.WORD


def _note_at(tokens: Sequence[Token], i: int) -> Item | None:
    """ "notes: …" and quoted words: taken as they are up to the end of the line, or of the quotation."""
    if tokens[i].low in _NOTE_HEADS and low(tokens, i + 1) in (":", "-", "="):
        end = i + 2
        while end < len(tokens) and tokens[end].kind is not TokenKind.NEWLINE:
            end += 1
        return Item(What.NOTE, i, end, note=True)
    if tokens[i].text in _QUOTES and (quoted := _quoted(tokens, i)) is not None:
        return quoted
    if tokens[i].text in ("#", "$", "€", "£") and i + 1 < len(tokens) and tokens[i + 1].glued:
        end = i + 2
        while end < len(tokens) and tokens[end].glued and tokens[end].kind is not TokenKind.MARK:
            end += 1
        return Item(What.WORD, i, end)
    return None


_LONGEST_QUOTE = 80
_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“"}


def _quoted(tokens: Sequence[Token], i: int) -> Item | None:
    """Words in quotation marks are a note as they stand, unless they are few (a name) or all there is."""
    closing = _QUOTES[tokens[i].text]
    for j in range(i + 1, min(len(tokens), i + _LONGEST_QUOTE)):
        if tokens[j].kind is TokenKind.NEWLINE:
            return None
        if tokens[j].text == closing:
            return (
                Item(What.NOTE, i, j + 1, note=True)
                if j - i - 1 >= 3 and not (i == 0 and j + 1 == len(tokens))
                else None
            )
    return None


def _plain(tokens: Sequence[Token], i: int) -> Item:
    token = tokens[i]
    if token.low in _NOTE_WORDS:
        return Item(What.BREAK, i, i + 1, level=1, note=True)
    if token.low in _BREAK_WORDS:
        end = i + 1
        return Item(What.BREAK, i, end, level=_BREAK_WORDS[token.low])
    if phrase(tokens, i, ("as", "well", "as")):
        return Item(What.BREAK, i, i + 3, level=2)
    if token.kind is TokenKind.MARK:
        if token.text in _BREAK_MARKS:
            if token.text == "." and token.glued and i + 1 < len(tokens) and tokens[i + 1].glued:
                return Item(What.FILLER, i, i + 1)
            note = token.text in (":", "(") or (token.text == "|" and not _in_table(tokens, i))
            return Item(What.BREAK, i, i + 1, level=_BREAK_MARKS[token.text], note=note)
        if token.text == "-" and low(tokens, i + 1) == ">" and tokens[i + 1].glued:
            return Item(What.BREAK, i, i + 2, level=2)
        if token.text in ("-", "–", "/", "*", ">", "~"):
            first_of_line = i == 0 or tokens[i - 1].kind is TokenKind.NEWLINE
            if first_of_line:
                return Item(What.BREAK, i, i + 1, level=4)
            if not token.glued or token.text == "/":
                return Item(What.BREAK, i, i + 1, level=2, note=token.text in ("-", "–"))
        return Item(What.FILLER, i, i + 1)
    if token.low in FILLERS:
        return Item(What.FILLER, i, i + 1)
    return Item(What.WORD, i, i + 1)


def _in_table(tokens: Sequence[Token], i: int) -> bool:
    """Whether the line of token `i` begins with a bar, as the rows of a table do."""
    stop = max(0, i - 100)
    while i > stop and tokens[i - 1].kind is not TokenKind.NEWLINE:
        i -= 1
    return tokens[i].text == "|"


def _settle_bare(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """Numbers without a unit stay lengths only where nothing else is counted by them ("2 coffees", "sprint 12")."""
    settled: list[Item] = []
    for k, item in enumerate(items):
        if item.what is What.LENGTH and item.length is not None and item.length.bare:
            if _counts(items, k, tokens):
                what = What.FILLER if low(tokens, item.start) == "one" else What.WORD
                settled.append(replace(item, what=what, length=None))
                continue
            before = settled[k - 1] if k and low(tokens, items[k - 1].start) != "one" else items[k - 1] if k else None
            after = items[k + 1] if k + 1 < len(items) else None
            if not _may_stand(item, before, after, tokens) or _inside_words(settled):
                item = replace(item, what=What.WORD, length=None)
        settled.append(item)
    return settled


#: A number right behind one of these numbers a thing or says a time of the day.
_COUNTED = frozenset(
    """at from since until till by before after started ended finished day phase week version part step sprint round
    room level v number chapter page floor iteration milestone ticket issue pr bug story invoice item option gate hall
    track stage release build top""".split()
)
_DEMONSTRATIVE = frozenset("the that this which each another last first second third".split())
_GLUED_BEFORE = frozenset("( ~ : = / + ,".split())
_GLUED_AFTER = frozenset("% - / : ° x k".split())


def _may_stand(item: Item, before: Item | None, after: Item | None, tokens: Sequence[Token]) -> bool:
    """Whether a number without a unit can be hours where it stands."""
    value = item.length.value if item.length else None
    if value is None or not 0 < value <= 999 or low(tokens, item.start - 1) in _COUNTED:
        return False
    first, beyond = tokens[item.start], low(tokens, item.end)
    if item.start > 1 and low(tokens, item.start - 1) == "/" and tokens[item.start - 2].kind is TokenKind.DIGITS:
        return False
    if item.start and first.glued and tokens[item.start - 1].text not in _GLUED_BEFORE:
        return False
    if after is not None and after.what is What.LENGTH and after.length and not after.length.bare:
        return False
    if item.end < len(tokens) and tokens[item.end].glued and beyond in _GLUED_AFTER:
        return False
    if first.low == "one" and _stands_for_a_noun(item, before, tokens):
        return False
    if (after is not None and after.what is What.WORD) or (before is not None and before.what is What.WORD):
        return False
    if after is not None and after.what is What.FILLER and beyond not in PREPOSITIONS | {"just", "and"}:
        return beyond in ("hours", "um", "uh", "i", "for", "today")
    return True


def _counts(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> bool:
    """ "two meetings, one on Acme for an hour": numbers that count, where a length with its unit is said as well."""
    united = [j for j, item in enumerate(items) if item.length is not None and not item.length.bare]
    if not united or k + 1 >= len(items):
        return False
    after = items[k + 1]
    if after.what is What.TASK and low(tokens, after.end - 1).endswith("s") and tokens[items[k].start].low != "1":
        said = items[k].length
        return united[0] != k and said is not None and (said.value or 0) > 1
    if low(tokens, items[k].start) != "one" or low(tokens, items[k].end) not in ("on", "with", "for", "at"):
        return False
    stretch = items[k + 1 : next((j for j in range(k + 1, len(items)) if items[j].what is What.BREAK), len(items))]
    return any(item.length is not None and not item.length.bare for item in stretch)


def _inside_words(before: Sequence[Item]) -> bool:
    """ "typo in template 7": behind a word of some name that is itself only one of several words."""
    if len(before) < 2 or before[-1].what is not What.NAME or before[-1].name is None or before[-1].name.full:
        return False
    k = len(before) - 2
    while k > 0 and before[k].what is What.FILLER:
        k -= 1
    return before[k].what is What.WORD


def _stands_for_a_noun(item: Item, before: Item | None, tokens: Sequence[Token]) -> bool:
    """ "that one", "the Northwind one": no hour."""
    if low(tokens, item.start - 1) in _DEMONSTRATIVE - {"another"}:
        return True
    named = before is not None and before.what in (What.NAME, What.TASK, What.DAYS)
    return named and before is not None and low(tokens, before.start - 1) in _DEMONSTRATIVE
