"""Words typed in haste on a phone, as the words they were meant to be: "ystrday", "chnage", "delet", "2day", "cn u".

In come tokens, out come the same with other `low`s; what was typed, and where, stays as it was. Only words of a closed
vocabulary are meant by others (days, months, what requests and logs turn on), only in few ways, and never by what is
an English word itself (`neighbours`), a word of the account, an acronym or a name in the middle of a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from desktop.agent.reading.text.neighbours import NEIGHBOURS
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import DETERMINERS, FILLERS, ORDINARY, PREPOSITIONS, TIME_WORDS

_VOWELS = frozenset("aeiou")
#: Letters that must be left of a word without its vowels: three are more often an abbreviation ("PLN" is no plan).
_FEWEST_LEFT = 4
_SWAPPED_FROM, _DOUBLE_FROM, _LEFT_OUT_FROM = 4, 5, 6
_DAYS = "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split()
#: Words of the calendar: they are meant in the middle of a sentence with a capital letter too.
CALENDAR: Final = frozenset([*TIME_WORDS, *_DAYS, *(f"{day}s" for day in _DAYS)]) - {"tues", "thur", "thurs", "sept"}
#: Words of questions and deeds that are in no class of their own.
_TURNED_ON = """
    already before behind because everything everyone anything nothing something somebody instead sorry wrong right
    twice double duplicate both many much less than then budget budgets remaining overdue billable unbilled unpaid
    paid empty missing missed forgot forgotten people project projects client clients task tasks team meeting
    meetings other others travel should could would where which there their without thank thanks outstanding
    accidentally moved changed switch switched entered receipt receipts draft still until estimate estimates overtime
    vacation holiday status report reports tracker tracked
""".split()
#: What thumbs write on purpose; the words of a pair are never anything else here.
_SHORTHAND = dict(
    pair.split("=")
    for pair in """
    ystd=yesterday ystdy=yesterday ysd=yesterday yst=yesterday yestd=yesterday tdy=today tody=today tomoz=tomorrow
    tmw=tomorrow lst=last nxt=next ths=this frm=from wth=with u=you ur=your r=are n=and cn=can cud=could wud=would
    shud=should shd=should hw=how mny=many mch=much wat=what wot=what wats=whats wots=whats wich=which whn=when
    whr=where hav=have hv=have jst=just nite=night stp=stop snd=send wrk=work bck=back abt=about rn=now ppl=people
    teh=the hte=the tha=the adn=and dont=dont evry=every cos=because cuz=because coz=because srry=sorry sry=sorry
    al=all nt=not tnx=thanks tks=thanks tx=thanks doin=doing goin=going wek=week weks=weeks timr=timer tmier=timer
    hlf=half
    """.split()
)
#: Figures that stand for a sound, with the word they are glued to.
_FIGURES = {
    ("2", "day"): "today",
    ("2", "days"): "todays",
    ("2", "moro"): "tomorrow",
    ("2", "morrow"): "tomorrow",
    ("2", "nite"): "tonight",
    ("b", "4"): "before",
}
_FOR_WHOM = frozenset({"me", "u"})
_MAY_BE = frozenset("should shld shud shd could cud would wud must can cn will to".split())
_ASKED_WHY = frozenset("is are r was were did does do dont doesnt didnt cant isnt".split())
_SENTENCE_MARKS = frozenset(".!?;:-–—(\"'|*•>")
_TIES = frozenset("._@#\\/&+-–'’")


def ways(word: str) -> Iterator[str]:
    """The ways in which haste writes a word: its first letter always stays, a weekday's last as well."""
    last = len(word) - 1
    inner = [k for k in range(1, last) if word[k] in _VOWELS]
    for count in range(1, len(inner) + 1):
        if len(word) - count >= _FEWEST_LEFT:
            for gone in combinations(inner, count):
                yield "".join(letter for k, letter in enumerate(word) if k not in gone)
    if len(word) >= _SWAPPED_FROM:
        yield from (word[:k] + word[k + 1] + word[k] + word[k + 2 :] for k in range(1, last))
    if len(word) >= _DOUBLE_FROM:
        yield from (word[:k] + word[k + 1 :] for k in range(1, last) if word[k] == word[k + 1])
    if len(word) >= _LEFT_OUT_FROM:
        ends = word.endswith(("day", "days"))  # "Frida" is a person
        yield from (word[:k] + word[k + 1 :] for k in range(1, last if ends else last + 1))
        yield from (word[:k] + word[k] + word[k:] for k in range(1, last + 1))


def table_of(words: Collection[str]) -> dict[str, str]:
    """Every hasty writing of the words that means one of them alone and is no word itself."""
    found: dict[str, str] = {}
    unclear: set[str] = set()
    for word in words:
        for way in ways(word):
            if found.setdefault(way, word) != word:
                unclear.add(way)
    for way in (unclear | NEIGHBOURS | ORDINARY | TIME_WORDS | frozenset(words)) & found.keys():
        del found[way]
    return found


class Haste:
    """Reads hasty words as what they were meant to be; `words` are those of the requests' own classes."""

    def __init__(self, words: Iterable[str]) -> None:
        own = (*words, *_TURNED_ON, *CALENDAR, *FILLERS, *DETERMINERS, *PREPOSITIONS)
        self.words = frozenset(word for word in own if len(word) >= _SWAPPED_FROM and word.isalpha() and word.isascii())
        self.table: Mapping[str, str] = table_of(self.words) | _SHORTHAND

    def undone(self, tokens: Sequence[Token], *, is_other: Callable[[str, str], bool]) -> list[Token]:
        """The tokens with what was meant; `is_other(word, meant)` says that the account has a better use for a word."""
        shouts = all(token.text.isupper() for token in tokens if token.kind is TokenKind.WORD and len(token.text) > 1)
        out: list[Token] = []
        for i, token in enumerate(tokens):
            if out and out[-1].end >= token.end:
                continue  # the second half of "2day"
            whole = self._in_figures(tokens, i, is_other)
            if whole is not None:
                out.append(whole)
                continue
            meant = self._meant(tokens, i, shouts=shouts) if token.kind is TokenKind.WORD else None
            if meant is not None and not is_other(token.low, meant):
                token = replace(token, low=meant)
            out.append(token)
        return out

    def _meant(self, tokens: Sequence[Token], i: int, *, shouts: bool) -> str | None:
        """What the word at `i` was meant to be, by itself and by what stands around it; None where it is as it is."""
        token, before = tokens[i], tokens[i - 1] if i else None
        meant = "be" if token.low == "b" and before is not None and before.low in _MAY_BE else None
        asks = token.low == "y" and before is None and len(tokens) > i + 1 and tokens[i + 1].low in _ASKED_WHY
        meant = meant or ("why" if asks else None) or self.table.get(token.low)
        if meant is None or _is_tied(tokens, i):
            return None
        if len(token.text) > 1 and token.text.isupper():
            return meant if shouts else None
        starts = before is None or before.kind is TokenKind.NEWLINE or before.text in _SENTENCE_MARKS
        capital = token.text[:1].isupper() and not (starts and len(token.text) > 1)
        return None if capital and meant not in CALENDAR else meant

    def _in_figures(self, tokens: Sequence[Token], i: int, is_other: Callable[[str, str], bool]) -> Token | None:
        """ "2day" and "b4" as one word; "4 me" as "for me"."""
        token, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None
        if after is None or _is_tied(tokens, i):
            return None
        if token.low == "4" and not after.glued and after.low in _FOR_WHOM:
            return replace(token, low="for", kind=TokenKind.WORD)
        meant = _FIGURES.get((token.low, after.low)) if after.glued else None
        if meant is None or is_other(token.low + after.low, meant) or _is_tied(tokens, i + 1, behind=True):
            return None
        behind = tokens[i + 2] if i + 2 < len(tokens) else None
        lasts = behind is not None and behind.kind is TokenKind.WORD and behind.low not in FILLERS
        if lasts and after.low in ("day", "days") and i and tokens[i - 1].low in DETERMINERS:
            return None  # "a 2day workshop"
        return Token(token.text + after.text, meant, token.start, after.end, TokenKind.WORD, token.glued)


def _is_tied(tokens: Sequence[Token], i: int, *, behind: bool = False) -> bool:
    """Whether token `i` is a piece of something: glued to a figure, or by a mark to another word ("x.delet", "r&d")."""
    token = tokens[i]
    if token.glued and i and not behind:
        before = tokens[i - 1]
        if before.kind is not TokenKind.MARK or (before.text in _TIES and i > 1 and before.glued):
            return True
    if i + 1 >= len(tokens) or not tokens[i + 1].glued:
        return False
    after = tokens[i + 1]
    if after.kind is TokenKind.DIGITS:
        return behind or token.low != "b"
    goes_on = i + 2 < len(tokens) and tokens[i + 2].glued
    return after.text in _TIES and (goes_on or (after.text == "." and len(token.text) == 1))  # "n. 5"
