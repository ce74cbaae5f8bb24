"""Names to projects: where in the words a project, a client or a code is named, and how surely.

An index is built once per catalog: a trie over the words of all names, and for every word the names that contain it.
Reading an utterance walks the trie from each of its words, so the cost follows the length of the utterance and the
number of names that share its words, not the size of the account.

What a mention is worth (`Mention.quality`, 0 to 1): every said word is worth what `vocabulary` gives it: 1 as
written, 0.97 for another form of the same word, 0.7 to 0.9 shortened, 0.55 to 0.95 misspelt or misheard; a mention is
worth the mean.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from desktop.agent.language.durations import duration_at
from desktop.agent.language.numbers import UNITS, homophone_at, number_at, small
from desktop.agent.language.tokens import Token, TokenKind, tokenize
from desktop.agent.language.vocabulary import Guess, How, Vocabulary
from desktop.agent.language.words import FILLERS, ORDINARY, TIME_WORDS
from desktop.harvest.catalog import Catalog, Client, Project

#: Words between the words of a name that neither make nor break it.
_JOINTS = frozenset(["(", ")", "&", "and", "n", "et", "und", "+", "-", "–", "/", ".", "'", "the", "of"])
_LEGAL = frozenset(
    [
        "inc",
        "incorporated",
        "llc",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "plc",
        "ag",
        "sa",
        "bv",
        "pty",
        "llp",
        "lp",
        "kg",
        "oy",
        "ab",
    ]
)
_MAX_WORDS = 12
_HALF_SAID = 0.8  # what `vocabulary` gives to the first half of a word
_NEARLY = 0.8  # Jaro-Winkler of a misheard second word
_MAX_FULL = 60  # full matches kept per starting word


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


@dataclass(slots=True)
class _Node:
    """A place in the trie: the words that may follow, and the names that end here."""

    next: dict[str, _Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


#: Roman numerals are said as numbers ("Phase II", "phase two"); a lone I or V is more often a letter.
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8"}


def name_words(name: str) -> tuple[str, ...]:
    """The words that count in a name: folded, numbers as digits, without joints ("H&R Block" -> h, r, block)."""
    tokens = tokenize(name)
    words: list[str] = []
    i = 0
    while i < len(tokens):
        number = number_at(tokens, i) if tokens[i].kind is not TokenKind.MARK else None
        if number is not None and number.value == int(number.value):
            words.append(str(int(number.value)))
            i = number.end
            continue
        if tokens[i].kind in (TokenKind.WORD, TokenKind.DIGITS) and tokens[i].low not in _JOINTS - {"n", "et", "und"}:
            words.append(_figure(tokens, i))
        i += 1
    return tuple(words) or tuple(token.low for token in tokens if token.kind is TokenKind.WORD)


def _figure(tokens: Sequence[Token], i: int) -> str:
    """A Roman numeral as its figure, a lone I or V only where something is numbered ("Phase I"); else the word."""
    said = tokens[i].low
    if said in ("i", "v") and i and tokens[i - 1].low in _NUMBERED:
        return "1" if said == "i" else "5"
    return _ROMAN.get(said, said)


_NUMBERED = frozenset("phase part stage volume level version release".split())
_NONE: frozenset[int] = frozenset()
_HOW_ORDER = {how: place for place, how in enumerate(How)}


@dataclass(frozen=True, slots=True)
class _Run:
    """Said words that stand together and the names (by number) that have them all; `quality` is their sum."""

    names: frozenset[int]
    words: tuple[str, ...]
    end: int
    quality: float
    how: int


@dataclass(frozen=True, slots=True)
class _Edge:
    """From one token to another by one word of the vocabulary."""

    guess: Guess
    end: int


class NameIndex:
    """All names of a catalog, ready to be found in words. `projects` are the active ones, then the archived ones."""

    def __init__(self, catalog: Catalog, aliases: Mapping[str, int] | None = None) -> None:
        self.projects: tuple[Project, ...] = (*catalog.projects, *catalog.archived)
        self.active = len(catalog.projects)
        self.clients: dict[int, Client] = {project.client.id: project.client for project in self.projects}
        self.of_client: defaultdict[int, list[int]] = defaultdict(list)
        for position, project in enumerate(self.projects):
            self.of_client[project.client.id].append(position)
        self._root = _Node()
        containing: defaultdict[str, set[int]] = defaultdict(set)
        names = self._names = list(self._all_names(aliases or {}))
        words: set[str] = set()
        for name in names:
            for variant in _variants(name.words):
                self._insert(variant, name)
                words.update(variant)
        for name in self._client_short_names():
            self._insert(name.words, name)
        parts_of_codes = Counter(word for name in names if name.kind is Named.CODE for word in set(name.words))
        for number, name in enumerate(names):
            if name.kind is Named.CODE and len(name.words) > 1:
                # The part of a code that no other code has names its project beside the client ("soylent NL").
                own = [w for w in name.words if parts_of_codes[w] == 1 and not w.isdigit() and len(w) > 1]
                for word in own:
                    containing[word].add(number)
            if name.kind in (Named.PROJECT, Named.CLIENT):
                for word in name.words:
                    containing[word].add(number)
        self._containing = {word: frozenset(numbers) for word, numbers in containing.items()}
        self.vocabulary = Vocabulary(words)
        self._titles: dict[str, list[int]] = defaultdict(list)
        for position, project in enumerate(self.projects[: self.active]):
            self._titles[" ".join(name_words(project.name))].append(position)
            self._titles[" ".join(name_words(project.client.name))].append(position)
        self._title_list = list(self._titles)

    # Building

    def _all_names(self, aliases: Mapping[str, int]) -> Iterator[Name]:
        by_words: defaultdict[tuple[Named, tuple[str, ...]], set[int]] = defaultdict(set)
        codes: dict[tuple[str, ...], str] = {}
        for position, project in enumerate(self.projects):
            by_words[Named.PROJECT, name_words(project.name)].add(position)
            if project.code.strip():
                by_words[Named.CODE, name_words(project.code)].add(position)
                codes[name_words(project.code)] = project.code.strip()
        positions = {project.id: position for position, project in enumerate(self.projects)}
        for alias, project_id in aliases.items():
            if project_id in positions:
                by_words[Named.ALIAS, name_words(alias)].add(positions[project_id])
        for (kind, words), found in by_words.items():
            if words:
                yield Name(kind, words[:_MAX_WORDS], frozenset(found), written=codes.get(words, ""))
        for client in self.clients.values():
            words = name_words(client.name)
            if words:
                yield Name(Named.CLIENT, words[:_MAX_WORDS], frozenset(), client.id)

    def _client_short_names(self) -> Iterator[Name]:
        """A client without its legal form, and by its first word where no other client begins so."""
        shorts: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        for client in self.clients.values():
            words = name_words(client.name)
            plain = words
            while len(plain) > 1 and plain[-1] in _LEGAL:
                plain = plain[:-1]
            if plain != words:
                shorts[plain].add(client.id)
            for count in range(1, len(plain)):
                shorts[plain[:count]].add(client.id)
        for words, ids in shorts.items():
            short = words[0]
            if (
                len(ids) == 1
                and len(" ".join(words)) >= 3
                and short not in ORDINARY | TIME_WORDS
                and words[-1] not in FILLERS
                and not (short.isdigit() and (len(words) == 1 or words[1] in TIME_WORDS))
            ):
                yield Name(Named.CLIENT, words, frozenset(), next(iter(ids)))

    def _insert(self, words: Sequence[str], name: Name) -> None:
        node = self._root
        for word in words:
            node = node.next.setdefault(word, _Node())
        if name not in node.names:
            node.names.append(name)

    # Finding

    def mentions(
        self, tokens: Sequence[Token], *, voice: bool = False, keep: Callable[[Mention], bool] | None = None
    ) -> list[Mention]:
        """All places that name something, not overlapping, in order. Whole names win over parts, long over short.

        `keep` may refuse a whole name before it hides others ("2h app" is no way to say the code 2H-APP).
        """
        edges = [self._edges(tokens, i, voice) for i in range(len(tokens))]
        found = [mention for i in range(len(tokens)) for mention in self._full_from(tokens, edges, i)]
        if keep is not None:
            found = [mention for mention in found if keep(mention)]
        found = [self._perhaps_short(tokens, mention) for mention in found]
        found += self._parts(tokens, edges)
        return [self._stretched(tokens, mention) for mention in _best_apart(_without_shorter(found), tokens)]

    def _perhaps_short(self, tokens: Sequence[Token], mention: Mention) -> Mention:
        """A code in small letters with the projects whose names have a word that begins so."""
        if not mention.is_code or mention.cased or mention.end - mention.start != 1:
            return mention
        longer = [guess.word for guess in self.vocabulary.completions(tokens[mention.start].low)]
        names = (self._names[n] for word in longer for n in self._containing.get(word, _NONE))
        return replace(mention, also=frozenset().union(*(name.projects for name in names)))

    def _stretched(self, tokens: Sequence[Token], mention: Mention) -> Mention:
        """A client said by its first word takes the next word along where that is nearly the name's second."""
        if len(mention.clients) != 1 or mention.end - mention.start != 1 or mention.end >= len(tokens):
            return mention
        words = name_words(self.clients[next(iter(mention.clients))].name)
        following = tokens[mention.end]
        if len(words) < 2 or following.kind is not TokenKind.WORD or following.low in FILLERS or len(following.low) < 3:
            return mention
        if JaroWinkler.similarity(following.low, words[1]) < _NEARLY:
            return mention
        return replace(mention, end=mention.end + 1, how=How.TYPO)

    def _edges(self, tokens: Sequence[Token], i: int, voice: bool) -> list[_Edge]:
        token = tokens[i]
        if token.kind not in (TokenKind.WORD, TokenKind.DIGITS):
            return []
        edges: list[_Edge] = []
        number = number_at(tokens, i)
        if number is not None and number.value == int(number.value) and str(int(number.value)) in self.vocabulary:
            edges.append(_Edge(Guess(str(int(number.value)), 1.0, How.EXACT), number.end))
        if voice and (heard := homophone_at(tokens, i)) is not None and str(int(heard.value)) in self.vocabulary:
            edges.append(_Edge(Guess(str(int(heard.value)), 0.85, How.SOUND), i + 1))
        figure = _figure(tokens, i)
        if figure != token.low and figure in self.vocabulary:
            edges.append(_Edge(Guess(figure, 1.0, How.EXACT), i + 1))
        if token.kind is TokenKind.WORD:
            edges += [_Edge(guess, i + 1) for guess in self.vocabulary.guesses(token.low, voice=voice)]
            if edges and not any(edge.guess.word in self._containing for edge in edges):
                edges += [_Edge(guess, i + 1) for guess in self.vocabulary.completions(token.low)]
        if voice and (letter := _SPELT.get(token.low)) is not None and letter in self.vocabulary:
            edges.append(_Edge(Guess(letter, 0.9, How.SOUND), i + 1))
        edges += self._joined(tokens, i, voice)
        if (figures := _spelt_figures(tokens, i)) is not None and figures[0] in self.vocabulary:
            edges.append(_Edge(Guess(figures[0], 1.0, How.EXACT), figures[1]))
        return edges

    def _joined(self, tokens: Sequence[Token], i: int, voice: bool) -> Iterator[_Edge]:
        """Words written or heard apart that are one in the name: "north wind", "A.I.", "G L X"."""
        letters, j = _letter(tokens[i], voice), i + 1
        for _ in range(4):
            after = j
            while after < len(tokens) and (
                tokens[after].low in (".", "-") and (tokens[after].glued or len(letters) == j - i)
            ):
                after += 1
            if after >= len(tokens) or tokens[after].kind is not TokenKind.WORD:
                break
            letters, j = letters + _letter(tokens[after], voice), after + 1
            end = j
            dotted = tokens[j - 2].low == "." and len(tokens[j - 1].low) == 1
            if dotted and end < len(tokens) and tokens[end].low == "." and tokens[end].glued:
                end += 1
            if letters in self.vocabulary:
                yield _Edge(Guess(letters, 0.98, How.FORM), end)
            elif voice and j == i + 2 and tokens[i].low not in ORDINARY | {"a"}:
                heard = self.vocabulary.sounds_like(letters)
                if heard is not None:
                    yield _Edge(Guess(heard, 0.8, How.SOUND), end)
            elif voice and j == i + 2:
                heard = self.vocabulary.sounds_like(letters)
                if heard is not None and len(letters) >= 7:
                    yield _Edge(Guess(heard, 0.75, How.SOUND), end)

    def _full_from(self, tokens: Sequence[Token], edges: Sequence[list[_Edge]], i: int) -> list[Mention]:
        """Whole names that begin at token `i`."""
        if not edges[i] or _inside_word(tokens, i):
            return []
        found: list[Mention] = []
        stack: list[tuple[_Node, int, tuple[Guess, ...]]] = [(self._root, i, ())]
        while stack and len(found) < _MAX_FULL:
            node, at, said = stack.pop()
            if said and node.names and not _inside_word(tokens, at):
                found += [m for name in node.names if (m := _full_mention(tokens, name, i, at, said)) is not None]
            if not node.next or len(said) >= _MAX_WORDS:
                continue
            at = _past_joints(tokens, at) if said else at
            if at >= len(tokens):
                continue
            for edge in edges[at]:
                following = node.next.get(edge.guess.word)
                if following is not None and edge.guess.how is not How.PREFIX:
                    stack.append((following, edge.end, (*said, edge.guess)))
        return found

    def _parts(self, tokens: Sequence[Token], edges: Sequence[list[_Edge]]) -> list[Mention]:
        """The longest runs of said words that are all words of one name (or of several: a tie)."""
        found: list[Mention] = []
        i = 0
        while i < len(tokens):
            run = None if _inside_word(tokens, i) else self._run_from(tokens, edges, i)
            if run is not None and self._misnumbered(tokens, run):
                i = run.end  # "phase 1" is not Phase 2
            elif run is not None and not all(word.isdigit() or word in FILLERS for word in run.words):
                found.append(self._part_mention(i, run))
                i = run.end
            else:
                i += 1
        return found

    def _misnumbered(self, tokens: Sequence[Token], run: _Run) -> bool:
        """Whether a figure follows that none of the names has behind this word, where each of them has another."""
        number = number_at(tokens, run.end)
        last = run.words[-1]
        if number is None or number.value != int(number.value) or last.isdigit() or _counts_time(tokens, run.end):
            return False
        behind = [
            name.words[name.words.index(last) + 1 :]
            for name in (self._names[n] for n in run.names)
            if last in name.words
        ]
        numbered = [words for words in behind if words and words[0].isdigit()]
        return (
            bool(numbered)
            and len(numbered) == len(run.names)
            and all(str(int(number.value)) not in words for words in numbered)
        )

    def _run_from(self, tokens: Sequence[Token], edges: Sequence[list[_Edge]], i: int) -> _Run | None:
        run: _Run | None = None
        at = i
        while at < len(tokens) and edges[at]:
            known = [edge for edge in edges[at] if edge.guess.word in self._containing]
            if not known:
                break
            best = max(known, key=lambda edge: (edge.guess.quality, edge.end))
            near = [e for e in known if e.end == best.end and e.guess.quality >= best.guess.quality - 0.05]
            near = [e for e in near if not (e.guess.how is How.SOUND and e.guess.word in ORDINARY)]
            names: frozenset[int] = frozenset().union(*(self._containing.get(e.guess.word, _NONE) for e in near))
            if run is not None:
                names = run.names & names
                if best.guess.word in run.words:
                    break
                if best.guess.word.isdigit() and _counts_time(tokens, at):
                    break
                if best.guess.word.isdigit():  # "support 2 hrs" is no part of "Portal v2 Support"
                    names = frozenset(n for n in names if _follows(self._names[n], run.words[-1], best.guess.word))
            if not names:
                break
            guess = best.guess
            run = _Run(
                names,
                (*run.words, guess.word) if run else (guess.word,),
                best.end,
                (run.quality if run else 0.0) + guess.quality,
                max(run.how if run else 0, _HOW_ORDER[guess.how]),
            )
            at = _past_joints(tokens, best.end)
            if at < len(tokens) and _inside_word(tokens, at):
                break
        return run

    def _part_mention(self, start: int, run: _Run) -> Mention:
        names = [self._names[n] for n in run.names]
        how = tuple(How)[run.how]
        ordinary = all(word in ORDINARY or word.isdigit() or len(word) < 3 for word in run.words)
        return Mention(
            start,
            run.end,
            frozenset().union(*(name.projects for name in names)),
            frozenset(name.client for name in names if name.client is not None),
            full=False,
            quality=run.quality / len(run.words),
            how=how,
            matched=len(run.words),
            coverage=len(run.words) / min(len(name.words) for name in names),
            weak=ordinary or how not in (How.EXACT, How.FORM) or all(name.kind is Named.CODE for name in names),
        )

    # Choices

    def closest(self, said: str, limit: int = 5) -> list[tuple[int, float]]:
        """The active projects whose name or client is closest to `said`, with scores of 0 to 100, best first."""
        wanted = " ".join(name_words(said))[:80]
        scores: dict[int, float] = {}
        if wanted:
            for title, score, _ in process.extract(wanted, self._title_list, scorer=fuzz.ratio, limit=limit * 2):
                for position in self._titles[title]:
                    scores[position] = max(scores.get(position, 0.0), float(score))
        for position in range(self.active):
            if len(scores) >= limit:
                break
            scores.setdefault(position, 0.0)
        ranked = sorted(scores.items(), key=lambda item: (-item[1], self.projects[item[0]].name))
        return ranked[:limit]

    def is_active(self, position: int) -> bool:
        """Whether that project can be logged to."""
        return position < self.active


#: What a small Whisper model writes for a letter that was spelt out ("at and tea", "gee ell ex").
_SPELT = {
    said: letter
    for letter, words in {
        "b": "bee be", "c": "sea see cee", "d": "dee", "e": "ee", "f": "eff", "g": "gee", "h": "aitch", "i": "eye",
        "j": "jay", "k": "kay", "l": "ell el", "m": "em", "n": "en", "o": "oh", "p": "pea pee", "q": "queue cue",
        "r": "are ar", "s": "ess", "t": "tea tee", "u": "you", "v": "vee", "x": "ex", "y": "why",
    }.items()
    for said in words.split()
}  # fmt: skip


def _letter(token: Token, voice: bool) -> str:
    return _SPELT.get(token.low, token.low) if voice else token.low


def _counts_time(tokens: Sequence[Token], i: int) -> bool:
    """Whether a length of time begins here ("data platform 2 hours")."""
    found = duration_at(tokens, i, workday=Decimal(8))
    return found is not None and not found.bare


def _follows(name: Name, word: str, figure: str) -> bool:
    """Whether the figure stands somewhere behind the word in the name."""
    return word in name.words and figure in name.words[name.words.index(word) + 1 :]


def _variants(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The words of a name, and the same with two neighbours written as one ("e-commerce" and "ecommerce")."""
    yield words
    if 1 < len(words) <= 5:
        for i in range(len(words) - 1):
            if not (words[i].isdigit() and words[i + 1].isdigit()):
                yield (*words[:i], words[i] + words[i + 1], *words[i + 2 :])


def _spelt_figures(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """ "one zero four two": a number said figure by figure; "twenty twenty five": a year said in two halves."""
    if tokens[i].low == "twenty" and (half := small(tokens, i + 1)) is not None and half[0] >= 10:
        return f"20{half[0]}", half[1]
    figures, j = "", i
    while len(figures) < 8 and j < len(tokens) and (tokens[j].low in UNITS or tokens[j].low == "oh"):
        value = UNITS.get(tokens[j].low, 0)
        if value > 9:
            break
        figures, j = figures + str(value), j + 1
    return (figures, j) if len(figures) > 1 else None


def _inside_word(tokens: Sequence[Token], i: int) -> bool:
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


def _past_joints(tokens: Sequence[Token], i: int) -> int:
    j = i
    while j < len(tokens) and j - i < 3 and tokens[j].low in _JOINTS:
        if tokens[j].low == "(" and j + 1 < len(tokens) and tokens[j + 1].kind is TokenKind.DIGITS:
            break  # "4h portal (2 design, 2 dev)"
        if tokens[j].low in (".", "-", "–", "/", "+") and not (
            tokens[j].glued and j + 1 < len(tokens) and tokens[j + 1].glued
        ):
            break
        j += 1
    return j


def _worth(said: Sequence[Guess]) -> tuple[float, How]:
    worst = max((guess.how for guess in said), key=_HOW_ORDER.__getitem__)
    return sum(guess.quality for guess in said) / len(said), worst


def _full_mention(tokens: Sequence[Token], name: Name, start: int, end: int, said: Sequence[Guess]) -> Mention | None:
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


def _best_apart(found: Sequence[Mention], tokens: Sequence[Token]) -> list[Mention]:
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


def _without_shorter(found: Sequence[Mention]) -> list[Mention]:
    """Without whole names that a longer, nearly sure one covers ("Pied" in "Pied Paper")."""
    by_start: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        if mention.full:
            by_start[mention.start].append(mention)

    def covered(m: Mention) -> bool:
        near = (o for start in range(max(0, m.start - 2 * _MAX_WORDS), m.start + 1) for o in by_start.get(start, ()))
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
