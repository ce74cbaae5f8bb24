"""Where the words begin that lead up to a length, in speech that runs on without a break.

In come the items of a sentence and the places of two lengths; out comes the place at which what belongs to the
second begins: "the slides were two hours | uh the drive was an hour", "for two hours | tomorrow I want to do four".
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import DETERMINERS, ORDINARY, PREPOSITIONS

#: What leads up to a length without a break: "so that makes six hours".
_LEADING = (What.FILLER, What.TOTAL)
_STARTS = frozenset("starts begins continues comes follows goes is".split())
_LASTS = frozenset("was were took takes is lasted needed".split())
#: Between the verb and the length: "took me about two hours".
_NEARLY = frozenset("me us him her them about around roughly just only another like maybe a an almost nearly".split())
_POINTING = frozenset("that it this which those these".split())
_SPEAKERS = frozenset("i we im ive id".split())
#: In front of "I" these make what follows a part of what stands before; the second ones open it.
_RELATIVE = frozenset("that which where what because cause cos since as who how than if thing".split())
_OPENING = frozenset("when while once before after uh um er oh so then also well okay ok now".split())
_ASIDE = frozenset("think guess reckon mean suppose believe say hope know dont call".split())
_DEEDS = frozenset("did spent worked helped drove handled covered led wrote stayed checked watched".split())
_AHEAD = frozenset("tomorrow tmrw tmr".split())
#: Behind a day these begin a sentence: "today is Friday".
_TELLING = frozenset("is was will has its itll there theres".split())
_LONGEST_SUBJECT = 8


def pulled(items: Sequence[Item], k: int, stop: int) -> int:
    """The place before the articles, prepositions and words of summing up that belong to item `k`."""
    while k - 1 > stop and items[k - 1].what in _LEADING:
        k -= 1
    return k


def opening(items: Sequence[Item], k: int, stop: int, tokens: Sequence[Token]) -> int:
    """The place of the first item that belongs to the length (or the name) at `k`, behind the length at `stop`."""
    plain = pulled(items, k, stop)
    if items[k].what is not What.LENGTH:
        return plain
    led = any(item.what is not What.FILLER for item in items[:stop])
    words = [j for j in range(stop + 1, k) if items[j].what is not What.FILLER]
    first = stop + 1 if led or not words else words[0] + 1  # "two hours I was on A": what follows it is its own
    begins = [j for j in range(first, plain) if _begins(items, j, tokens)]
    if begins and _word(items, begins[0] - 1, tokens) in _STARTS:  # "the editing starts tomorrow"
        begins = [_noun(items, begins[0] - 1, stop, tokens) or begins[0]]
    subject = _subject(items, k, stop, tokens)
    found = min([plain, *begins[:1], *([subject] if subject is not None else [])])
    return back(items, found, stop, tokens)


def back(items: Sequence[Item], k: int, stop: int, tokens: Sequence[Token]) -> int:
    """The place before the words that open a sentence: "oh", "then", "after lunch"."""
    while k - 1 > stop and items[k - 1].what in (What.FILLER, What.WORD) and _word(items, k - 1, tokens) in _OPENING:
        k -= 1
    day = next((item for item in items[k:] if item.what is not What.FILLER), items[k])
    again = day.what is What.DAYS and k - 1 > stop and items[k - 1].what is What.DAYS  # "today uh today I did"
    return k - 1 if again and low(tokens, day.start) == _word(items, k - 1, tokens) else k


def turns(items: Sequence[Item], last: int, tokens: Sequence[Token]) -> int | None:
    """Where behind the last length another day is told of: "two hours of forms | tomorrow I am on leave"."""
    led = any(item.what is not What.FILLER for item in items[:last])
    spoken = [
        j for j in range(last + 2, len(items)) if led and items[j].what is What.FILLER and _begins(items, j, tokens)
    ]
    if spoken and any(item.what in (What.NAME, What.TASK) for item in items[spoken[0] :]):
        return back(items, spoken[0], last, tokens)  # "cut it for two hours before that I had a call with A"
    days = (j for j in range(last + 1, len(items) - 1) if items[j].what is What.DAYS)
    begins = (j for j in days if low(tokens, items[j].end) in (_TELLING if j == last + 1 else _SPEAKERS | _TELLING))
    return next(begins, None)


def _word(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> str:
    return low(tokens, items[k].start) if 0 <= k < len(items) else ""


def _begins(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> bool:
    """Whether a new sentence begins there: a day to come, the speaker, or somebody else who did something."""
    word, behind = _word(items, k, tokens), low(tokens, items[k].end)
    if items[k].what is What.DAYS:
        return word in _AHEAD or behind in _SPEAKERS or behind in _TELLING
    if items[k].what is What.FILLER and word in _SPEAKERS:
        return behind not in _ASIDE and low(tokens, items[k].start - 1) not in _RELATIVE
    named = items[k].what is What.WORD and tokens[items[k].start].kind is TokenKind.WORD and word not in ORDINARY
    did = behind in _DEEDS or (behind.endswith("ed") and tokens[items[k].start].text[:1].isupper())
    return named and did and low(tokens, items[k].start - 1) not in DETERMINERS | PREPOSITIONS


def _subject(items: Sequence[Item], k: int, stop: int, tokens: Sequence[Token]) -> int | None:
    """Where "the drive" begins in "the drive was fifty minutes", "travel took an hour"; None where nothing lasts."""
    verb = k - 1
    while verb > stop and items[verb].what is What.FILLER and _word(items, verb, tokens) in _NEARLY:
        verb -= 1
    if verb <= stop + 1 or _word(items, verb, tokens) not in _LASTS:
        return None
    return _noun(items, verb, stop, tokens)


def _noun(items: Sequence[Item], verb: int, stop: int, tokens: Sequence[Token]) -> int | None:
    """Where what a verb is said of begins: "the drive to the site was", "travel took"."""
    j = verb - 1
    if _word(items, j, tokens) in _POINTING:
        return None
    found = j if items[j].what in (What.TASK, What.NAME) else None
    while j > stop and verb - j <= _LONGEST_SUBJECT:
        if _word(items, j, tokens) in DETERMINERS:
            found = j
            if _word(items, j - 1, tokens) not in PREPOSITIONS:
                break
            j -= 1
        j -= 1
    return found
