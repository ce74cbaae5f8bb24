"""What makes a reading unsafe: then the hours are asked, so that no draft is complete and wrong.

Every rule is about a way of speaking, not about a sentence: plans, other people's work, shares of a length, numbers
without a unit whose place does not say what they count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.agent.reading.entries.entry import STORY, Entry, Reading, hours_of, plain_words
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.quantities import Quantity, low
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import ORDINARY, PREPOSITIONS

#: Codes of lengths that are asked because the work was not done, or not by the person who speaks.
NOT_MINE = frozenset({"not_done", "not_mine"})

_INTENDED = re.compile(
    r"\b(plan was|planned|"
    r"should|shouldve|shouldnt|would(?! you)|wouldve|couldve|could have|ill|will|gonna|going to (?!the)|"
    r"plan(s|ned|ning)? (to|on)|want(ed)? to|wanna|need(s|ed)? to|have to|hop(e|ed|ing) to|"
    r"supposed to|meant to|intend(ed|ing)?|about to|ought to|(might|may) (do|spend|work|need|take|start|have)|"
    r"if|unless|(we|i|they|was|were|is) estimated?|quoted|scoped|expect(s|ed|ing)?|budgeted|"
    r"(estimate|budget)\b.*\b(is|was)|lets(?! see| say)|suppose(?! you (could|can))|imagine|assum(e|ing)|"
    r"remind|promised|offered|asked (me|us) to|almost did|wish)\b"
)
#: Behind a plan: that nothing came of it.
_FAILED = re.compile(
    r"\b(but|except) (.{0,30} )?(didnt|never|cancelled|canceled|couldnt|wasnt|fell|moved|postponed|got|not)\b"
)
#: Behind a plan: what came of it. "It was meant to be an hour and turned into two."
_CAME_TO = re.compile(r"\b(turned into|became|ended up|turned out|came to|it took)\b")
_MEANT_TO_LOG = re.compile(
    r"\b(log|add|put|enter|book|record|track|bill|charge|register|submit|count|report|write|file|save|jot|input|"
    r"(would|id|ill) (say|guess|call|like)|should say|let me say|if (i|we) (remember|recall)|if possible|if you can|"
    r"if (im|thats|its) (not|right|ok|okay|fine))\b"
)
_PEOPLE = (
    "he she they someone somebody everyone everybody nobody client clients customer customers colleague colleagues "
    "coworker coworkers boss manager team designer designers developer developers contractor intern guy guys "
    "teammate assistant freelancer agency vendor accountant wife husband friend people"
).split()
_DEEDS = "did|worked|spent|logged|put|took|has|had|needs|needed|wants|wanted|says|said|booked|tracked|charged|billed"
_OTHERS = re.compile(
    rf"\btook (the |my |our |a )?({'|'.join([*_PEOPLE, 'him', 'her', 'them'])})\b|"
    rf"(?<!can )(?<!could )(?<!would )\b({'|'.join(_PEOPLE)})( also| then| just| already)? ({_DEEDS})\b"
    r"(?!.*\b(me|us|i|we|ive|im)\b)"
)
#: A capitalised word that is no name of the account, and what it did.
_SOMEBODY = re.compile(r"¶ (and ¶ )?(did|worked|spent|logged|booked|clocked)\b(?!.*\b(me|us|i|we|ive|im)\b)")
#: In outlines: "#" is a length, "§" a name or a task.
_SHARES = re.compile(r"\b(of which|of those|of these|of them|incl|including|included|inclusive)\b")
_PARTS = re.compile(
    r"(#|\bout) of (the |those |my )?#|"
    r"\b(twice|thrice|third|thirds|fifth|ratio)( of| a| the| my)+ #|\b(twice|thrice|ratio) #"
)
#: Behind the first length.
#: Right behind a name "of it" is no part of another length: "trail signage for two hours of it".
_PORTIONS = re.compile(
    r"\bof which\b|((?<!§ )#|\bhalf|\bmost|\bsome|\bpart|\bbit) of (it|those|these|them|that|this)\b"
)
#: Items that say themselves what a second length in one breath is for.
_STEERING = frozenset({What.EACH, What.SPLIT, What.SAME, What.TOTAL, What.REST, What.RECAP, What.LESS, What.ALL})
_CALENDAR = frozenset("ago fortnight weekend weekends weekday weekdays".split())
_MONTHS = frozenset(
    """january february march april june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec""".split()
)
_LONGEST_DAY_NUMBER = 4
_LEAVE = frozenset("vacation holiday holidays leave pto off sick".split())


class Caution:
    """Looks over one utterance's entries before they are drafted."""

    def __init__(self, tokens: Sequence[Token], items: Sequence[Item]) -> None:
        self._tokens, self._items = tokens, items
        self._is_story = sum(token.kind is not TokenKind.MARK for token in tokens) >= STORY
        self._noted = {i for item in items if item.what is What.NOTE for i in range(item.start, item.end)}
        self._places = {item.start: k for k, item in enumerate(items)}

    def looked_over(self, reading: Reading) -> Reading:
        """The reading with every length that is not safe made one that is asked, with the code that says why."""
        flagged = False
        entries: list[Entry] = []
        for entry in reading.entries:
            code = self._not_mine(entry)
            if not code and flagged and self._goes_on(entry):
                code = "not_done"
            flagged = bool(code)
            entries.append(_asked(entry, code))
        entries = self._without_plans(entries)
        summed = reading.recapped or _makes_the_total(reading)
        oddly = self._shared_oddly(entries, recapped=summed)
        entries = [_asked(entry, "share_unclear" if oddly and not self._is_story else "") for entry in entries]
        uncounted = self._uncounted(entries)
        strict = [k for k in uncounted if not self._is_story or (length := entries[k].length) is None or length.bare]
        excepted = self._excepts_days()
        denied = any(clause.only_days_but_not for clause in reading.dropped)
        for k, entry in enumerate(entries):
            codes = ["unit"] if k in strict else []
            # "not last Friday but the one before that" says which day it was not.
            codes += ["date_unclear"] if excepted or self._undated(entry) or (denied and entry.days is None) else []
            both = k > 0 and entry.inherited and any("both" in plain_words(c, self._tokens) for c in entry.clauses)
            codes += ["each_or_total"] if both else []  # "and 30m standup for both"
            for code in codes:
                entries[k] = _asked(entries[k], code)
        return replace(reading, entries=tuple(entries), uneven=reading.uneven or oddly or bool(uncounted))

    # Work that was not done, or not by the speaker

    def _not_mine(self, entry: Entry) -> str:
        if entry.length is None or entry.spent.item is None or entry.corrected or entry.length.code == "vague":
            return ""
        said = self._before(entry.spent.item)
        if set(said.split()) & _LEAVE:
            return ""
        if _OTHERS.search(said) or _SOMEBODY.search(said):
            return "not_mine"
        meant = _INTENDED.search(said)
        done = _MEANT_TO_LOG.search(said) or (meant is not None and _CAME_TO.search(said, meant.end()))
        return "not_done" if meant and not done else ""

    def _without_plans(self, entries: list[Entry]) -> list[Entry]:
        """ "I meant to do 2h on A but didn't. I did 3 on B": a plan that is told to have failed is no entry."""
        if not any(entry.length is not None and entry.length.code not in NOT_MINE for entry in entries):
            return entries
        return [entry for entry in entries if not self._failed(entry)]

    def _failed(self, entry: Entry) -> bool:
        planned = entry.length is not None and entry.length.code == "not_done"
        return planned and entry.spent.item is not None and bool(_FAILED.search(self._after(entry.spent.item)))

    def _after(self, length: Item) -> str:
        return " ".join(low(self._tokens, i) for i in range(length.end, min(length.end + 12, len(self._tokens))))

    def _goes_on(self, entry: Entry) -> bool:
        """Whether a plan reaches into the next entry: "I will do 2h on A and 3h on B"."""
        return bool(entry.clauses) and 0 <= entry.clauses[0].level <= 1 and entry.length is not None

    def _before(self, length: Item) -> str:
        """The words between the last break, length or note and this length; names and tasks are one sign each."""
        said: list[str] = []
        for k in range(self._places.get(length.start, 0) - 1, -1, -1):
            item = self._items[k]
            if item.what is What.LENGTH or (item.what is What.BREAK and (item.level >= 2 or item.note or not said)):
                break
            plain = item.what in (What.WORD, What.FILLER, What.BREAK, What.NOT)
            slight = (item.name is not None and not item.name.full) or (
                item.task is not None and item.task.strength == 1
            )
            if plain or slight:
                said += [self._sign(i) for i in range(item.end - 1, item.start - 1, -1)]
            else:
                said.append("§")
        return " ".join(reversed(said))

    def _sign(self, i: int) -> str:
        token = self._tokens[i]
        first = i == 0 or self._tokens[i - 1].text in (".", "!", "?")
        named = token.kind is TokenKind.WORD and token.text[:1].isupper() and token.low not in ORDINARY
        return "¶" if named and not first and not token.text.isupper() else token.low

    # Shares of a length

    def _shared_oddly(self, entries: Sequence[Entry], *, recapped: bool) -> bool:
        """Whether a length is said to be shared in a way that is not plainly "split" or "each"."""
        lengths = [item for item in self._items if item.what is What.LENGTH]
        if not lengths or recapped:
            return False
        if any(entry.has(What.SPLIT) for entry in entries) and any(self._figures(entry) for entry in entries):
            return True
        if any(self._is_percentage(i) for i in range(len(self._tokens))):
            return True
        said = self._outline(notes=False)
        if _PARTS.search(said) or _PORTIONS.search(said, said.find("#") + 1 or len(said)):
            return True
        whole = self._outline(notes=True)
        return len(entries) > 1 and bool(_SHARES.search(whole, max(0, whole.find("#")), whole.rfind("#")))

    def _figures(self, entry: Entry) -> bool:
        words = (item for clause in entry.clauses if not clause.note for item in clause.words)
        return any(
            self._tokens[i].kind in (TokenKind.DIGITS, TokenKind.FRACTION) or self._tokens[i].low in ("third", "thirds")
            for item in words
            for i in range(item.start, item.end)
        )

    def _outline(self, *, notes: bool) -> str:
        """All that was said, with or without notes, with "#" for lengths and "§" for names and tasks."""
        said: list[str] = []
        note = False
        for item in self._items:
            if item.what is What.BREAK:
                note = (note and item.level < 3) or item.note
                said.append(",")
            elif note and not notes and item.what is not What.LENGTH:
                continue
            elif item.what is What.LENGTH:
                said.append(self._length_sign(item))
            elif item.what in (What.NAME, What.TASK):
                said.append("§")
            elif item.what is not What.NOTE:
                said += [low(self._tokens, i) for i in range(item.start, item.end)]
        return " ".join(said)

    def _length_sign(self, item: Item) -> str:
        """ "#" for a length; "half of it" stays as it was said, for it is a part of another."""
        last = [low(self._tokens, i) for i in range(max(item.start, item.end - 2), item.end)]
        return "half of it" if last == ["of", "it"] and item.length and item.length.bare else "#"

    def _is_percentage(self, i: int) -> bool:
        """ "25% Nucleus", "30 percent on Acme": a share of what is named, not a figure of a note."""
        if low(self._tokens, i) not in ("%", "percent"):
            return False
        j = i + 1
        while low(self._tokens, j) in PREPOSITIONS | {"the"}:
            j += 1
        return j in self._places and self._items[self._places[j]].what in (What.NAME, What.TASK)

    # Days that were said in a way that is not understood

    def _undated(self, entry: Entry) -> bool:
        """Whether words of the calendar are left over: "a fortnight ago", "at the weekend", "12-nov", "in October"."""
        # Words of several tokens are links, versions and the like, in which nothing is a day.
        words = [item for clause in entry.clauses if not clause.note for item in clause.words]
        said = [item.start for item in words if item.end == item.start + 1]
        reason = next((k for k, i in enumerate(said) if low(self._tokens, i) in ("because", "cause", "cos")), len(said))
        said = said[:reason]
        line = " ".join(low(self._tokens, i) for i in said)
        if re.search(r"\b(start|end|middle|beginning) week\b|\bweek \d+|\bm f\b", line):
            return True
        return any(self._left_of_a_day(i) for i in said)

    def _left_of_a_day(self, i: int) -> bool:
        word, before = low(self._tokens, i), low(self._tokens, i - 1)
        if word in _CALENDAR or re.fullmatch(r"20\d{6}", word):
            return True
        if word in _MONTHS and before in ("in", "of", "-", "late", "early", "mid"):
            return True
        if word == "before" and before == "day":
            return True
        if word == "other" and before == "the" and low(self._tokens, i + 1) == "day":
            return True
        if word == "7" and low(self._tokens, i - 2) == "24":
            return False  # "24/7 cover"
        slashed = self._tokens[i].glued and before == "/" and self._tokens[i - 1].glued
        figures = low(self._tokens, i - 2)
        return word.isdigit() and slashed and figures.isdigit() and len(figures) <= _LONGEST_DAY_NUMBER

    def _excepts_days(self) -> bool:
        """ "every day last week except Friday", "Mon-Fri but not Wed"."""
        days = [item for item in self._items if item.days is not None]
        several = any(item.days and (item.days.span or item.days.period or len(item.days.days) > 1) for item in days)
        return several and any(
            low(self._tokens, item.start - 1) in ("except", "not", "excluding", "without", "excepting", "minus")
            or [low(self._tokens, item.start - k) for k in (2, 1)] in (["except", "for"], ["except", "on"])
            for item in days
        )

    # Numbers without a unit

    def _uncounted(self, entries: Sequence[Entry]) -> list[int]:
        """Places of the entries of stretches in which lengths and names do not pair up: "2 Nucleus 3"."""
        starts: set[int] = set()
        ranges = any(item.length is not None and item.length.started is not None for item in self._items)
        used = {entry.spent.item.start for entry in entries if entry.spent.item is not None}
        for stretch in self._stretches():
            lengths = [item for item in stretch if item.what is What.LENGTH and item.start in used]
            bare = [item for item in lengths if item.length is not None and item.length.bare]
            names = sum(item.what is What.NAME for item in stretch)
            tasks = sum(item.what is What.TASK for item in stretch)
            uneven = len(bare) > 1 and len(lengths) not in (names, tasks)
            days = sum(item.what is What.DAYS for item in stretch)
            steered = any(item.what in _STEERING for item in stretch)
            spare = len(lengths) > max(names, tasks, 1) and (bool(bare) or not (steered or days >= len(lengths)))
            if uneven or spare or _alternate(stretch):
                starts |= {item.start for item in lengths}
            elif ranges:
                starts |= {item.start for item in bare}  # "9 standup, 10-12 dev": nine o'clock?
        said = [entry.spent.item.start if entry.spent.item is not None else None for entry in entries]
        return [k for k, start in enumerate(said) if start in starts and not entries[k].corrected]

    def _stretches(self) -> list[list[Item]]:
        found: list[list[Item]] = [[]]
        for item in self._items:
            if item.what in (What.BREAK, What.FIX):
                found.append([])
            else:
                found[-1].append(item)
        return found


def _asked(entry: Entry, code: str) -> Entry:
    """The entry with its length asked for the reason that the code names; without a code it stays as it is."""
    length = entry.length
    if not code or length is None or not (length.bare or length.hours is not None):
        return entry
    unsure = Quantity(None, length.end, code=code, value=length.value or length.hours)
    return replace(entry, spent=replace(entry.spent, length=unsure, less=None))


def _makes_the_total(reading: Reading) -> bool:
    """Whether what was read makes just what was said to be all of it: no share of it is open then."""
    hours = [hours_of(entry.length) for entry in reading.entries]
    return len(hours) > 1 and reading.total is not None and sum(each or 0 for each in hours) == reading.total


def _alternate(stretch: Sequence[Item]) -> bool:
    """ "Soylent 2h store 1h newsletter": a name before, between and after lengths may belong to either side."""
    order = [item.what for item in stretch if item.what in (What.NAME, What.LENGTH)]
    runs = [what for k, what in enumerate(order) if k == 0 or order[k - 1] is not what]
    return len(runs) >= 5 and runs[0] is What.NAME and runs[-1] is What.NAME
