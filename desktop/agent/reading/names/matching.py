"""Names to projects: where in the words a project, a client or a code is named, and how surely.

An index is built once per catalog: a trie over the words of all names, and for every word the names that contain it.
Reading an utterance walks the trie from each of its words, so the cost follows the length of the utterance and the
number of names that share its words, not the size of the account.
How a word may be read is in `language.spelling`, which mentions count in `language.mentions`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from desktop.agent.days_off import place
from desktop.agent.reading.names.mentions import (
    HOW_ORDER,
    MAX_WORDS,
    Mention,
    Name,
    Named,
    best_apart,
    full_mention,
    inside_word,
    without_shorter,
)
from desktop.agent.reading.names.spelling import NUMBERED, Edge, Readings, name_words, past_joints, past_spoken_joint
from desktop.agent.reading.names.vocabulary import Guess, How, Vocabulary
from desktop.agent.reading.text.numbers import number_at
from desktop.agent.reading.text.quantities import HOUR, MINUTE, low
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import FILLERS, ORDINARY, TIME_WORDS
from desktop.agent.reading.time.days import WEEKDAYS
from desktop.agent.reading.time.durations import duration_at
from desktop.harvest.catalog import Catalog, Client, Project

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
_NEARLY = 0.8  # Jaro-Winkler of a misheard second word
_SLIPS = 0.8  # the mean of words with one slip each
_FEWEST_INITIALS = 3
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa"}
)
_MAX_FULL = 60  # full matches kept per starting word


@dataclass(slots=True)
class _Node:
    """A place in the trie: the words that may follow, and the names that end here."""

    next: dict[str, _Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Run:
    """Said words that stand together and the names (by number) that have them all; `quality` is their sum."""

    names: frozenset[int]
    words: tuple[str, ...]
    end: int
    quality: float
    how: int


class NameIndex:
    """All names of a catalog, ready to be found in words. `projects` are the active ones, then the archived ones."""

    def __init__(self, catalog: Catalog, aliases: Mapping[str, int] | None = None) -> None:
        self.projects: tuple[Project, ...] = (*catalog.projects, *catalog.archived)
        self.active = len(catalog.projects)
        self.days_off = place(catalog)
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
        for name in (*self._client_short_names(), *self._client_initials(names)):
            self._insert(name.words, name)
            words.update(name.words)
        parts_of_codes = Counter(word for name in names if name.kind is Named.CODE for word in set(name.words))
        for number, name in enumerate(names):
            if name.kind is Named.CODE and len(name.words) > 1:
                # The part of a code that no other code has names its project beside the client ("soylent NL").
                own = [w for w in name.words if parts_of_codes[w] == 1 and not w.isdigit() and len(w) > 1]
                for word in own:
                    containing[word].add(number)
            if name.kind in (Named.PROJECT, Named.CLIENT):
                # "ecommerce" for E-commerce
                glued = [a + b for a, b in pairwise(name.words) if len(a) == 1 < len(b) and a.isalpha()]
                for word in (*name.words, *glued):
                    if word != "no":  # as "No 12" is written for "Number 12"
                        containing[word].add(number)
        self._containing = {word: frozenset(numbers) for word, numbers in containing.items()}
        self.vocabulary = Vocabulary(words)
        self._readings = Readings(self.vocabulary, self._containing)
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
            for written in _spellings(project.name):
                by_words[Named.PROJECT, name_words(written)].add(position)
            if project.code.strip():
                by_words[Named.CODE, name_words(project.code)].add(position)
                codes[name_words(project.code)] = project.code.strip()
        positions = {project.id: position for position, project in enumerate(self.projects)}
        for alias, project_id in aliases.items():
            if project_id in positions:
                by_words[Named.ALIAS, name_words(alias)].add(positions[project_id])
        for (kind, words), found in by_words.items():
            if words:
                yield Name(kind, words[:MAX_WORDS], frozenset(found), written=codes.get(words, ""))
        for client in self.clients.values():
            for written in _spellings(client.name):
                if words := name_words(written):
                    yield Name(Named.CLIENT, words[:MAX_WORDS], frozenset(), client.id)

    def _client_short_names(self) -> Iterator[Name]:
        """A client without its legal form, and by its first word where no other client begins so."""
        shorts: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        for client in self.clients.values():
            for words in map(name_words, _spellings(client.name)):
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
                and (short not in ORDINARY | TIME_WORDS or _is_telling(words))
                and words[-1] not in FILLERS
                and not (short.isdigit() and len(short) < 3 and (len(words) == 1 or words[1] in TIME_WORDS))
            ):
                yield Name(Named.CLIENT, words, frozenset(), next(iter(ids)))

    def _client_initials(self, names: Sequence[Name]) -> Iterator[Name]:
        """ "HVF" for Harper Valley Foods, where nothing else is called so: three letters at least."""
        taken = {name.words for name in names}
        initials: defaultdict[str, set[int]] = defaultdict(set)
        for client in self.clients.values():
            initials["".join(word[0] for word in name_words(client.name))].add(client.id)
        for short, ids in initials.items():
            free = short.isalpha() and (short,) not in taken and short not in ORDINARY | TIME_WORDS
            if len(ids) == 1 and len(short) >= _FEWEST_INITIALS and free:
                yield Name(Named.CLIENT, (short,), frozenset(), next(iter(ids)))

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
        edges = [self._readings.at(tokens, i, voice=voice) for i in range(len(tokens))]
        found = [mention for i in range(len(tokens)) for mention in self._full_from(tokens, edges, i)]
        if keep is not None:
            found = [mention for mention in found if keep(mention)]
        found = [self._perhaps_short(tokens, mention) for mention in found]
        found += self._parts(tokens, edges)
        return [self._stretched(tokens, mention) for mention in best_apart(without_shorter(found), tokens)]

    def _perhaps_short(self, tokens: Sequence[Token], mention: Mention) -> Mention:
        """A code in small letters with the projects whose names have a word that begins so."""
        if not mention.is_code or mention.cased or mention.end - mention.start != 1:
            return mention
        return replace(mention, also=self._short_for(tokens[mention.start].low))

    def _short_for(self, word: str) -> frozenset[int]:
        """The projects whose names have a word that begins so."""
        longer = [guess.word for guess in self.vocabulary.completions(word)]
        names = (self._names[n] for longer_word in longer for n in self._containing.get(longer_word, _NONE))
        return frozenset().union(*(name.projects for name in names))

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

    def _full_from(self, tokens: Sequence[Token], edges: Sequence[list[Edge]], i: int) -> list[Mention]:
        """Whole names that begin at token `i`."""
        if not edges[i] or inside_word(tokens, i):
            return []
        found: list[Mention] = []
        stack: list[tuple[_Node, int, tuple[Guess, ...]]] = [(self._root, i, ())]
        while stack and len(found) < _MAX_FULL:
            node, at, said = stack.pop()
            if said and node.names and not inside_word(tokens, at):
                hours = said[-1].word.isdigit() and low(tokens, at) in HOUR | MINUTE  # "e-shop 2 hrs"
                names = [name for name in node.names if not hours or name.kind is Named.CODE]
                found += [m for name in names if (m := full_mention(tokens, name, i, at, said)) is not None]
            if not node.next or len(said) >= MAX_WORDS:
                continue
            at = past_spoken_joint(tokens, past_joints(tokens, at)) if said else at
            if at >= len(tokens):
                continue
            for edge in edges[at]:
                following = node.next.get(edge.guess.word)
                if following is not None and edge.guess.how is not How.PREFIX:
                    stack.append((following, edge.end, (*said, edge.guess)))
        return found

    def _parts(self, tokens: Sequence[Token], edges: Sequence[list[Edge]]) -> list[Mention]:
        """The longest runs of said words that are all words of one name (or of several: a tie)."""
        found: list[Mention] = []
        times = _Times(tokens)
        i = 0
        while i < len(tokens):
            run = None if inside_word(tokens, i) else self._run_from(tokens, edges, i)
            if run is not None and self._misnumbered(tokens, run, times):
                i = run.end  # "phase 1" is not Phase 2
            elif run is not None and not all(word.isdigit() or word in FILLERS for word in run.words):
                found.append(self._part_mention(i, run))
                i = run.end
            else:
                i += 1
        return found

    def _misnumbered(self, tokens: Sequence[Token], run: _Run, times: _Times) -> bool:
        """Whether a figure follows that none of the names has behind this word, where each of them has another."""
        number = number_at(tokens, run.end)
        last = run.words[-1]
        if number is None or number.value != int(number.value) or last.isdigit() or _counts_time(tokens, run.end):
            return False
        if last not in NUMBERED and _ends_alone(tokens, number.end) and not times.any:
            return False  # "dashboard 5, app 1": nothing else says how long
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

    def _run_from(self, tokens: Sequence[Token], edges: Sequence[list[Edge]], i: int) -> _Run | None:
        run: _Run | None = None
        at = i
        while at < len(tokens) and (edges[at] or run is not None):
            known = [edge for edge in edges[at] if edge.guess.word in self._containing and not edge.ordinal]
            if not known:
                break
            best = max(known, key=lambda edge: (edge.guess.quality, edge.end))
            near = [e for e in known if e.end == best.end and e.guess.quality >= best.guess.quality - 0.05]
            near = [e for e in near if not (e.guess.how is How.SOUND and e.guess.word in ORDINARY)]
            near = [e for e in near if not (e.guess.how is How.SOUND and len(e.guess.word) == _SHORT)]
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
                max(run.how if run else 0, HOW_ORDER[guess.how]),
            )
            at = past_joints(tokens, best.end)
            if at < len(tokens) and inside_word(tokens, at) and not _numbers(tokens[at], guess.word):
                break
        return run

    def _part_mention(self, start: int, run: _Run) -> Mention:
        names = [self._names[n] for n in run.names]
        how = tuple(How)[run.how]
        codes = all(name.kind is Named.CODE for name in names)
        whole = len(names) == 1 and names[0].kind is Named.PROJECT and set(run.words) == set(names[0].words)
        ordinary = all(word in ORDINARY | _PARTICLES or word.isdigit() or len(word) < 3 for word in run.words)
        return Mention(
            start,
            run.end,
            frozenset().union(*(name.projects for name in names)),
            frozenset(name.client for name in names if name.client is not None),
            full=whole and how in (How.EXACT, How.FORM) and len(run.words) > 1,  # "phase 2 of the data platform"
            quality=run.quality / len(run.words),
            how=how,
            matched=len(run.words),
            also=self._short_for(run.words[0]) if codes and len(run.words) == 1 else frozenset(),
            coverage=len(run.words) / min(len(name.words) for name in names),
            weak=ordinary or codes or not (how in (How.EXACT, How.FORM) or _is_nearly_said(run, how)),
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


def _spellings(name: str) -> tuple[str, ...]:
    """A name as it is written, and with its umlauts as keyboards without them write them ("Haendlerportal")."""
    apart = name.translate(_UMLAUTS)
    return tuple(dict.fromkeys((name, apart, _NUMBERED.sub("No ", name))))


_NUMBERED = re.compile(r"\bNumber (?=\d)")


def _is_nearly_said(run: _Run, how: How) -> bool:
    """Several words of one name, each at most a slip away: "compresed air", "hochberg tubine"."""
    return len(run.names) == 1 and len(run.words) > 1 and how is How.TYPO and run.quality / len(run.words) > _SLIPS


#: "Sorting out the orders" names no Shop Fit-out.
_PARTICLES = frozenset("out away down apart".split())
#: Letters of a word that alone says too little when it is only heard.
_SHORT = 3


def _is_telling(words: Sequence[str]) -> bool:
    """Whether the first words of a client tell it from ordinary talk: "Route 66", "Friday Coffee", not "Half the"."""
    figures = any(word.isdigit() and len(word) > 1 for word in words[1:])
    if len(words) > 1 and words[0] in WEEKDAYS and words[1] not in FILLERS | TIME_WORDS and len(words[1]) > 3:
        return True
    return figures or (len(words) > 1 and any(word not in ORDINARY | TIME_WORDS and len(word) > 2 for word in words))


def _counts_time(tokens: Sequence[Token], i: int) -> bool:
    """Whether a length of time begins here ("data platform 2 hours")."""
    found = duration_at(tokens, i, workday=Decimal(8))
    return found is not None and not found.bare


def _ends_alone(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number before token `i` ends its clause."""
    return i >= len(tokens) or tokens[i].kind is TokenKind.NEWLINE or tokens[i].text in (",", ";", ".", ")", "|")


class _Times:
    """Whether any length of time with a unit is said at all: found out once, and only where somebody asks."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    @cached_property
    def any(self) -> bool:
        """Whether one is."""
        return any(_counts_time(self._tokens, k) for k in range(len(self._tokens)))


def _numbers(token: Token, word: str) -> bool:
    """ "ph2": the figure is glued to a word that numbers things."""
    return token.kind is TokenKind.DIGITS and word in NUMBERED


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
