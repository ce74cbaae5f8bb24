"""Where something is named: names as they are kept, mentions as they are found, and which of them count.

What a mention is worth (`Mention.quality`, 0 to 1): every said word is worth what `vocabulary` gives it: 1 as
written, 0.97 for another form of the same word, 0.7 to 0.9 shortened, 0.55 to 0.95 misspelt or misheard; a mention is
worth the mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.agent.reading.names.vocabulary import Guess, How
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import ORDINARY

#: Words of a name that count; longer names are cut.
MAX_WORDS = 12
_HALF_SAID = 0.8  # what `vocabulary` gives to the first half of a word
#: The ways in which a word was taken, best first, as numbers.
HOW_ORDER = {how: place for place, how in enumerate(How)}


class Named(StrEnum):
    """What a name is the name of."""

    PROJECT = "project"
    CODE = "code"
    ALIAS = "alias"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Name:
    """Words that name projects (by their position in the index) or clients (by id). `code` keeps a code as written."""

    kind: Named
    words: tuple[str, ...]
    projects: frozenset[int]
    client: int | None = None
    written: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start` to `end` name these projects or clients.

    `full` is a whole name, code or alias; otherwise only some of its words were said. `weak` marks words that are too
    ordinary to name anything by themselves. `matched` counts the words of the name that were said, `coverage` their
    share. `cased` is a code in its capitals, `as_written` one with its marks too; a code that is neither may be short
    for a word of other names ("web"), which `also` holds.
    """

    start: int
    end: int
    projects: frozenset[int]
    clients: frozenset[int]
    full: bool
    quality: float
    how: How
    matched: int
    coverage: float
    weak: bool = False
    is_code: bool = False
    cased: bool = False
    as_written: bool = False
    also: frozenset[int] = frozenset()

    @property
    def exact(self) -> bool:
        """Said as it is written, or as another form of the same words."""
        return self.how in (How.EXACT, How.FORM)

    @property
    def is_scrap(self) -> bool:
        """One word of which less than half was said: "new" may be short for Newsletter, but more often means new."""
        return self.how is How.PREFIX and self.matched == 1 and not self.full and self.quality < _HALF_SAID


def inside_word(tokens: Sequence[Token], i: int) -> bool:
    """Whether a cut before token `i` would go through a word ("90m")."""
    if not 0 < i < len(tokens) or not tokens[i].glued:
        return False
    solid = (TokenKind.WORD, TokenKind.DIGITS)
    return tokens[i].kind in solid and tokens[i - 1].kind in solid


def _in_figures(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether these figures are a part of a longer row of them ("2026" in "2026-11-10")."""
    if any(token.kind is TokenKind.WORD for token in tokens[start:end]):
        return False

    def joined(mark: int, figure: int) -> bool:
        if not (0 <= figure < len(tokens) and tokens[mark].low in ("-", "/", ".", ":", ",")):
            return False
        return tokens[max(mark, figure)].glued and tokens[figure].kind is TokenKind.DIGITS

    after = end + 1 < len(tokens) and tokens[end].glued and joined(end, end + 1)
    before = start >= 2 and tokens[start].glued and joined(start - 1, start - 2) and tokens[start - 1].glued
    return after or before


def _worth(said: Sequence[Guess]) -> tuple[float, How]:
    worst = max((guess.how for guess in said), key=HOW_ORDER.__getitem__)
    return sum(guess.quality for guess in said) / len(said), worst


def full_mention(tokens: Sequence[Token], name: Name, start: int, end: int, said: Sequence[Guess]) -> Mention | None:
    """The mention of a whole name by these words, or None where they are too little for it."""
    quality, how = _worth(said)
    if (
        quality < 0.6
        or _in_figures(tokens, start, end)
        or (len(said) == 1 and how is How.SOUND and said[0].word in ORDINARY)
    ):
        return None
    cased = as_written = False
    if name.kind is Named.CODE:
        text = "".join(token.text for token in tokens[start:end])
        plain = "".join(c for c in name.written if c.isalnum())
        cased = (
            "".join(c for c in text if c.isalnum()) == plain and plain.upper() == plain and any(map(str.isalpha, plain))
        )
        if how not in (How.EXACT, How.FORM) or (
            (
                (len(plain) <= 2 and (plain.isalpha() or plain.isdigit()))
                or (name.words[0] in ORDINARY and len(name.words) == 1)
            )
            and not cased
            and not (text.casefold() == name.written.casefold() and text.casefold() != plain.casefold())
        ):
            return None
        as_written = text.casefold() == name.written.casefold()
        if plain.isdigit() and plain.startswith("0") and text.isdigit() and text != plain:
            return None  # "001" is not said by "from 1 to 3"
    clients = frozenset() if name.client is None else frozenset((name.client,))
    return Mention(
        start,
        end,
        name.projects,
        clients,
        full=True,
        quality=quality,
        how=how,
        matched=len(said),
        coverage=1.0,
        is_code=name.kind is Named.CODE,
        cased=cased,
        as_written=as_written,
    )


def _strength(mention: Mention) -> tuple[int, int, float]:
    """Whole names as written, then whole names nearly as written, then parts; long before short."""
    size = mention.matched
    if mention.full:
        return (3 if mention.exact else 2, size, mention.quality)
    return (1, size, mention.quality * mention.coverage)


def best_apart(found: Sequence[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """The strongest mentions that do not overlap; equal ones at one place are united."""
    ranked = sorted(found, key=lambda m: (_strength(m), m.end - m.start), reverse=True)
    taken: dict[int, int] = {}
    kept: list[Mention] = []
    for mention in ranked:
        owners = {taken[i] for i in range(mention.start, mention.end) if i in taken}
        if not owners:
            for i in range(mention.start, mention.end):
                taken[i] = len(kept)
            kept.append(mention)
        elif len(owners) == 1:
            owner = owners.pop()
            other = kept[owner]
            same_place = (other.start, other.end) == (mention.start, mention.end)
            if (
                same_place
                and other.full == mention.full
                and abs(other.quality - mention.quality) < (0.02 if other.exact else 0.06)
            ):
                kept[owner] = _united(other, mention)
            elif _goes_on(other, mention) and not any(k in taken for k in range(other.end, mention.end)):
                # "Nucleus marketing" is more than Nucleus and less than the Marketing Site: which is asked. A figure
                # that only the longer name has ("data platform 2") leaves no doubt.
                figure = tokens[mention.end - 1].kind is TokenKind.DIGITS
                projects = mention.projects if figure else mention.projects | other.projects
                kept[owner] = replace(mention, projects=projects, full=True, weak=False)
                for i in range(mention.start, mention.end):
                    taken[i] = owner
    return sorted(kept, key=lambda m: m.start)


def _goes_on(whole: Mention, part: Mention) -> bool:
    """Whether a whole project's name is the beginning of a longer one of which more words are said."""
    return (
        whole.full
        and not part.full
        and part.exact
        and bool(whole.projects)
        and bool(part.projects)
        and part.start == whole.start
        and part.end > whole.end
        and part.matched > whole.matched
    )


def without_shorter(found: Sequence[Mention]) -> list[Mention]:
    """Without whole names that a longer, nearly sure one covers ("Pied" in "Pied Paper")."""
    by_start: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        if mention.full:
            by_start[mention.start].append(mention)

    def covered(m: Mention) -> bool:
        near = (o for start in range(max(0, m.start - 2 * MAX_WORDS), m.start + 1) for o in by_start.get(start, ()))
        return any(
            m.end <= o.end
            and o.end - o.start > m.end - m.start
            and (o.quality >= 0.8 or (o.projects, o.clients) == (m.projects, m.clients))
            for o in near
        )

    return [mention for mention in found if not covered(mention)]


def _united(a: Mention, b: Mention) -> Mention:
    return Mention(
        a.start,
        a.end,
        a.projects | b.projects,
        a.clients | b.clients,
        a.full,
        max(a.quality, b.quality),
        a.how,
        max(a.matched, b.matched),
        max(a.coverage, b.coverage),
        a.weak and b.weak,
        a.is_code or b.is_code,
        a.cased or b.cased,
        a.as_written or b.as_written,
    )
