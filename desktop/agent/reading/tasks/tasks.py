"""Tasks: what was done, said by the task's name, by a plain form of it, or by an everyday word for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.agent.reading.names.spelling import name_words
from desktop.agent.reading.names.vocabulary import SAME, How, Vocabulary
from desktop.agent.reading.text.numbers import small
from desktop.agent.reading.text.tokens import Token, TokenKind, tokenize
from desktop.agent.reading.text.words import FILLERS, ORDINARY, TIME_WORDS
from desktop.harvest.catalog import Project, Task

#: Everyday words for a kind of work. A word of a row stands for every task whose name has a word of the same row.
CONCEPTS = (
    (
        "development dev develop developing developed developer code coding coded programming programmed programmer "
        "prog engineering implementation implement implementing implemented"
    ),
    "design designing designed designs",
    "meetings meeting meet met call calls standup standups sync syncs catchup oneonone",
    "qa testing test tested tests",
    "writing write wrote copywriting copy content",
    "support supporting supported helpdesk",
    "training trainings",
    "admin administration administrative",
    "vacation holiday holidays pto leave",
    "sick ill sickness",
    "research researching researched",
    "bizdev",
    "bookkeeping accounting accounts invoicing",
    "travel travelling traveling travelled traveled driving drove",
)
#: Where somebody was, which says what was done only where a task is called so.
_WHERE = {
    ("on", "the", "road"): "travel",
    ("on", "the", "motorway"): "travel",
    ("on", "the", "ferry"): "travel",
    ("in", "the", "van"): "travel",
    ("in", "the", "car"): "travel",
    ("on", "the", "phone"): "call",
    ("on", "video"): "call",
}
#: Spoken or written apart; the value is the word of a row above.
_PHRASES = {
    ("stand", "up"): "standup",
    ("stand", "-", "up"): "standup",
    ("catch", "up"): "catchup",
    ("catch", "-", "up"): "catchup",
    ("q", ".", "a", "."): "qa",
    ("q", ".", "a"): "qa",
    ("q", "a"): "qa",
    ("q", "&", "a"): "qa",
    ("quality", "assurance"): "qa",
    ("help", "desk"): "helpdesk",
    ("one", "on", "one"): "meeting",
    ("phone", "with"): "call",
    ("day", "off"): "pto",
    ("paid", "time", "off"): "pto",
    ("sick", "day"): "sick",
    ("sick", "leave"): "sick",
    ("the", "drive"): "travel",
    ("on", "the", "train"): "travel",
    ("train", "to"): "travel",
    ("train", "home"): "travel",
    ("train", "back"): "travel",
    ("drive", "back"): "travel",
    ("drive", "home"): "travel",
    ("drive", "there"): "travel",
    **_WHERE,
}
#: Where no task is called so, these are development.
_BUGS = frozenset(
    [
        ("fixing", "bugs"),
        ("fixed", "bugs"),
        ("bug", "fixing"),
        ("bug", "fixes"),
        ("bugfix",),
        ("bugfixes",),
        ("bugfixing",),
    ]
)
#: Task names in full that are commonly said another way.
_NAME_PHRASES = {
    ("biz", "dev"): ("business", "development"),
    ("bizdev",): ("business", "development"),
    ("new", "biz"): ("new", "business"),
    ("prs",): ("code", "review"),
    ("pr", "review"): ("code", "review"),
    ("pr", "reviews"): ("code", "review"),
    ("pull", "requests"): ("code", "review"),
    ("pull", "request"): ("code", "review"),
    ("project", "managing"): ("project", "management"),
    ("managing", "the", "project"): ("project", "management"),
}
#: Everyday words that are short for a longer one only where a task's name has it.
_CLIPPED = {"des": "design", "prep": "preparation", "maint": "maintenance", "docs": "documentation"}
#: What a task is called as well, where there is one.
_ALSO = {"editing": ("cut", "cutting"), "recording": ("taped", "taping"), "travel": ("drive", "trip", "commute")}
#: Words of task names that say nothing alone.
_VAGUE = frozenset(
    """project general internal client business other time work working non billable paid day services service
    management     misc miscellaneous team new web digital product account customer company""".split()
)
_SUFFIXES = ("ings", "ing", "ments", "ment", "ers", "ed", "es", "er", "s")
_BY_WORD: defaultdict[str, set[int]] = defaultdict(set)
for _row, _words in enumerate(CONCEPTS):
    for _word in _words.split():
        _BY_WORD[_word].add(_row)


@dataclass(frozen=True, slots=True)
class TaskMention:
    """Tokens `start` to `end` say a task: the names it may mean, how plainly (3 name, 2 known word, 1 stem)."""

    start: int
    end: int
    names: frozenset[str]
    strength: int

    def among(self, project: Project) -> list[Task]:
        """The project's tasks that may be meant."""
        return [task for task in project.tasks if task.name in self.names]


def stem(word: str) -> str:
    """The bare form of an English word, rough but the same for both sides: "planning", "planned" -> "plan"."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def noun_stems(word: str) -> set[str]:
    """What verbs have in common with a noun: "animation" and "animating", "consultation" and "consulting"."""
    return {
        stem(word[: -len(end)]) for end in ("ion", "ation", "is") if word.endswith(end) and len(word) > len(end) + 3
    }


#: Words of three letters that are themselves, not the beginning of another.
_NEVER_CUT = frozenset(
    """out off too yet old big bad few lot own use man men way end see saw say ran sit let ask far fun hit hot job key
    kid led low mad nor now odd oil her him who why cat dog car bus ice tea cup bag bed box boy eat fly cry arm eye ear
    leg sun sea sky mum dad mom son air art bar bit buy cut dry due gas guy hat pay pen pet pie red sad sky tax tie top
    try van wet win zoo sick wife""".split()
)
_SHORTEST_KIND = 6
_MAX_LETTERS = 6
_REMEMBERED = 4_096
_SHORTEST_CUT = 4
_FEWEST_BONES = 3
_SEVERAL, _ENDING, _MOST_MEANT = 2, 3, 3
#: The row of the kinds of work that are meetings.
_MEETING = next(iter(_BY_WORD["meeting"]))


def _spelt(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """A word, or letters said one by one as one ("U X", "P.M."), and the token after it."""
    word, j = SAME.get(tokens[i].low, tokens[i].low), i + 1
    if len(word) != 1 or tokens[i].kind is not TokenKind.WORD:
        return word, j
    while j < len(tokens) and len(word) < _MAX_LETTERS:
        after = j + 1 if tokens[j].low == "." and j + 1 < len(tokens) else j
        letter = tokens[after].low
        single = tokens[after].kind is TokenKind.WORD and len(letter) == 1
        if not single or (letter in ("a", "i") and (letter, word) != ("a", "q")):
            break
        word, j = word + tokens[after].low, after + 1
    if len(word) > 1 and j < len(tokens) and tokens[j].low == "." and tokens[j].glued and tokens[j - 2].low == ".":
        j += 1
    return word, j


def _other_forms(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Names of several words with the last in another form ("design reviews"), or for a like kind of meeting."""
    if len(words) < _SEVERAL:
        return
    *head, last = words
    singular = last[:-1] if last.endswith("s") and not last.endswith("ss") else ""
    yield (*head, singular or last + "s")
    if (bare := stem(last)) != last and len(bare) >= _SHORTEST_CUT:
        yield (*head, bare)  # "copy edit"
    if _MEETING in _BY_WORD.get(last, ()):
        yield from ((*head, same) for same in ("call", "calls", "meet") if same != last)


#: Fillers that name a kind of work where a task is called so ("Podcast Recording").
_WORK_TOO = frozenset("recording recorded tracking".split())
_POINTS = frozenset("it me us we he".split())  # "delete it" is about no Internal Training
_HUMP = re.compile("[A-Z](?=[a-z])")  # "wp" for WordPress
_JOINED = re.compile(r"\s*(?:&|\+|/|,|\band\b|\bund\b)\s*", re.IGNORECASE)


def _heads_of(name: str) -> set[str]:
    """The words that say what a task is: the last of each part ("Code Review" is no coding, "QA & Testing" is both)."""
    return {words[-1] for part in _JOINED.split(name) if (words := name_words(part))}


def _joined_from(heads: Iterable[str]) -> set[tuple[str, str]]:
    """What heads are joined from, last part first: "Scriptwriting" is writing, and "I scripted it" says it as well."""
    pairs = {(kind, head.removesuffix(kind)) for head in heads for kind in _BY_WORD if head.endswith(kind)}
    return {(kind, first) for kind, first in pairs if len(first) >= _FEWEST_BONES and len(kind) >= _SHORTEST_KIND}


def _is_short_for(short: str, word: str) -> bool:
    """Whether letters of a word in their order, first and last but one or two included, make another: "dwgs", "rpt"."""
    if len(short) < _FEWEST_BONES or short[0] != word[0] or len(word) - len(short) < _SEVERAL:
        return False
    letters = iter(word)
    return all(letter in letters for letter in short) and short.rstrip("s")[-1] in word[-_ENDING:]


def _ends_words(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word at `i` is the last before a mark, a figure or the end, behind one that carries something."""
    before, after = tokens[i - 1] if i else None, tokens[i + 1] if i + 1 < len(tokens) else None
    carries = before is not None and before.kind is TokenKind.WORD and before.low not in FILLERS
    return carries and (after is None or after.kind is not TokenKind.WORD)


class TaskIndex:
    """All task names of the account, found in words."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self.tasks: dict[str, Task] = {}
        for project in projects:
            for task in project.tasks:
                self.tasks.setdefault(task.name, task)
        self._phrases: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        self._single: defaultdict[str, set[str]] = defaultdict(set)
        self._shy: defaultdict[str, set[str]] = defaultdict(set)  # initials that are a word: "be" for Back-end
        self._stems: defaultdict[str, set[str]] = defaultdict(set)
        self._joined: defaultdict[tuple[str, str], set[str]] = defaultdict(set)  # "bugfixing"
        self._telling: set[str] = set()  # what the heads of names are forms of
        self._leading: set[str] = set()  # words that only stand in front of a head: "Show Notes"
        self._own: defaultdict[str, set[str]] = defaultdict(set)  # words of names alone, and what they may be called
        for name in self.tasks:
            self._learn(name)
        for said, meant in _NAME_PHRASES.items():
            if meant in self._phrases:
                self._phrases[said] = self._phrases[meant]
        if not self._stems.get("bug"):
            self._phrases |= {said: self._single["development"] for said in _BUGS if self._single.get("development")}
        self._figures: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for name in self.tasks:
            if len(words := name_words(name)) > 1 and words[0].isdigit() and len(words[1]) == 1:
                self._figures[words[0], words[1]].add(name)
        self._longest = max(map(len, self._phrases), default=0)
        self._heads = {words[0] for words in self._phrases}
        self._meant: dict[str, frozenset[str]] = {}
        self._vocabulary = Vocabulary(word for word in self._single if len(word) >= 5)

    def _learn(self, name: str) -> None:
        words = name_words(name)
        if not words:
            return  # signs only: nobody says them
        self._phrases[words].add(name)
        for part in filter(lambda part: len(part) > 1, map(name_words, _JOINED.split(name))):
            self._phrases[part].add(name)  # "the show notes" of Show Notes & Publishing
        for other in _other_forms(words):
            self._phrases[other].add(name)
        several = len(words) > 1
        initials = "".join(word[0] for word in words) if several else "".join(_HUMP.findall(name)).lower()
        if len(initials) > 1 and initials not in _POINTS:
            (self._shy if initials in FILLERS else self._single)[initials].add(name)
        if several:
            self._single["".join(words)].add(name)
            self._joined[words[0], "".join(words)].add(name)
        heads = _heads_of(name)
        self._learn_heads(name, words, heads)
        for word in words:
            if word in _VAGUE and len(words) > 1:
                continue
            if word not in FILLERS - _WORK_TOO:
                self._single[word].add(name)
                self._own[word].add(name)
            # "Business Development" is no development: what stands before it makes it another kind of work.
            elsewise = len(words) > 1 and word == "development" and words[0] in _VAGUE
            for row in () if elsewise or word not in heads else _BY_WORD.get(word, ()):
                for same in CONCEPTS[row].split():
                    self._single[same].add(name)
            for form in {stem(word), *noun_stems(word)}:
                self._stems[form].add(name)

    def _learn_heads(self, name: str, words: Sequence[str], heads: set[str]) -> None:
        """What the words are that say by themselves what a task is, and what else they are called."""
        for kind, first in _joined_from(heads):
            for same in {word for row in _BY_WORD[kind] for word in CONCEPTS[row].split()}:
                self._single[same].add(name)
            for form in (stem(kind), stem(first)):
                self._stems[form].add(name)
        for same in {said for word in heads for said in _ALSO.get(word, ())}:
            self._single[same].add(name)
        self._telling |= {stem(word) for word in heads}
        self._leading |= {word for word in words if word not in heads and word not in _BY_WORD}

    def mentions(self, tokens: Sequence[Token], taken: Sequence[bool]) -> list[TaskMention]:
        """Tasks said in the tokens that are not `taken`, in order, the longest reading at each place."""
        found: list[TaskMention] = []
        i = 0
        while i < len(tokens):
            mention = None if tokens[i].kind is not TokenKind.WORD else self.at(tokens, i, taken)
            if mention is None:
                i += 1
            else:
                found.append(mention)
                i = mention.end
        return found

    def figured(self, tokens: Sequence[Token]) -> dict[int, TaskMention]:
        """Where a figure and a letter are the head of tasks' names: "3d 3h" where there is 3D Modelling."""
        found = {}
        for i, (head, letter) in enumerate(pairwise(tokens)) if self._figures else ():
            number = small(tokens, i)
            figure = head.low if head.kind is TokenKind.DIGITS else str(number[0]) if number else ""
            joined = letter.glued == (head.kind is TokenKind.DIGITS) and len(letter.low) == 1
            names = self._figures.get((figure, letter.low)) if joined else None
            if names is None:
                continue
            after = tokens[i + 2] if i + 2 < len(tokens) else None
            goes_on = (
                after is not None and after.kind is TokenKind.WORD and not after.glued and after.low not in FILLERS
            )
            rest = {n for n in names if after and goes_on and stem(after.low) in map(stem, name_words(n)[2:])}
            whole = 3 if rest or len(names) == 1 else 2
            found[i] = TaskMention(i, i + 3 if rest else i + 2, frozenset(rest or names), whole)
        return found

    def at(self, tokens: Sequence[Token], i: int, taken: Sequence[bool]) -> TaskMention | None:
        """The task said at token `i`, or None."""
        whole = self.whole_name_at(tokens, i, taken)
        if whole is not None:
            return whole
        if taken[i] or (tokens[i].glued and i and tokens[i - 1].kind is TokenKind.DIGITS):
            return None
        for words, meant in _PHRASES.items():
            if words[0] == tokens[i].low and tuple(t.low for t in tokens[i : i + len(words)]) == words:
                names = self._single.get(meant, set()) | self._stems.get(stem(meant), set())
                names = self._single.get(words[-1], names) if words in _WHERE else names  # "on the phone": Phone Calls
                if names or words not in _WHERE:
                    return TaskMention(i, i + len(words), frozenset(names), 2)
        if tokens[i].low in ("train", "trains"):
            return None  # the one that is late
        if tokens[i].low == "ill" and len(tokens[i].text) > 3:
            return None  # "I'll"
        word, end = _spelt(tokens, i)
        known = self._single.get(word) or (self._shy.get(word) if _ends_words(tokens, i) else None)
        strength = 1 if word in self._leading and stem(word) not in self._telling else 2
        return TaskMention(i, end, frozenset(known), strength) if known else self._by_form(tokens[i], word, i)

    def claims(self, word: str, meant: str) -> bool:
        """Whether `word` is, or nearly is, a word of a task's name other than `meant`."""
        return (word in self._own and word != meant) or self._vocabulary.claims(word, meant)

    def _by_form(self, token: Token, word: str, i: int) -> TaskMention | None:
        """A task by a word that is none of its name's: a kind of work nobody does here, a form, a cut, a slip."""
        if word in _BY_WORD:
            return TaskMention(i, i + 1, frozenset(), 2)
        if word not in self._meant:
            if len(self._meant) >= _REMEMBERED:
                self._meant.clear()
            self._meant[word] = frozenset(self._stemmed(word) or self._cut_or_misspelt(word))
        names = self._meant[word]
        name_like = len(word) == _FEWEST_BONES and token.text.istitle()  # "Ben" is no Benchmarking
        return (
            TaskMention(i, i + 1, names, 2 if stem(word) in self._telling else 1) if names and not name_like else None
        )

    def _stemmed(self, word: str) -> set[str]:
        if len(word) < _FEWEST_BONES or word in FILLERS - _WORK_TOO or word in TIME_WORDS:
            return set()
        found = self._stems.get(stem(word), set())
        return found if len(word) > _FEWEST_BONES or word not in ORDINARY else set()

    def _cut_or_misspelt(self, word: str) -> Iterable[str]:
        """The tasks that a word may be short for or a slip of: "prep", "calcs", "dwgs", "spec", "fotography"."""
        if clipped := self._single.get(_CLIPPED.get(word, "")):
            return clipped
        if len(word) < _FEWEST_BONES or word in FILLERS or word in TIME_WORDS or word in _NEVER_CUT:
            return ()
        everyday = word in ORDINARY
        for short in (word, word[:-1]) if word.endswith("s") and len(word) > _FEWEST_BONES else (word,):  # "calcs"
            if len(short) < (_SHORTEST_CUT if everyday else _FEWEST_BONES):
                continue
            longer = {name for known, names in self._own.items() if known.startswith(short) for name in names}
            for (first, whole), names in self._joined.items():
                longer |= names if len(short) > len(first) and whole.startswith(short) else set()
            if 0 < len(longer) <= (1 if everyday else _MOST_MEANT):
                return longer
        if everyday:
            return ()
        if not set("aeiou") & set(word):
            shortened = {name for known, names in self._own.items() if _is_short_for(word, known) for name in names}
            if 0 < len(shortened) <= _MOST_MEANT:
                return shortened
        slips = (guess for guess in self._vocabulary.guesses(word) if guess.how in (How.TYPO, How.SOUND))
        slip = [guess for guess in slips if guess.quality > 0.8]
        return self._single[slip[0].word] if slip and len(word) >= _SHORTEST_CUT else ()

    def whole_name_at(self, tokens: Sequence[Token], i: int, taken: Sequence[bool] | None = None) -> TaskMention | None:
        """A task's whole name at token `i`."""
        words: list[str] = []
        best = None
        head, j = _spelt(tokens, i)
        if head not in self._heads:
            return None
        if j > i + 1:
            words.append(head)
            if tuple(words) in self._phrases:
                best = TaskMention(i, j, frozenset(self._phrases[tuple(words)]), 3)
        else:
            j = i
        while j < len(tokens) and len(words) < self._longest:
            if taken is not None and taken[j]:
                break
            if tokens[j].kind in (TokenKind.WORD, TokenKind.DIGITS) and tokens[j].low not in ("and", "the", "of", "n"):
                words.append(SAME.get(tokens[j].low, tokens[j].low))
                if tuple(words) in self._phrases:
                    best = TaskMention(i, j + 1, frozenset(self._phrases[tuple(words)]), 3)
            elif tokens[j].low not in ("&", "and", "-", "/", "the", "of", "n"):
                break
            j += 1
        return best


def plainly_meant(said: str, project: Project) -> Task | None:
    """The one task of the project that words such as "dev" or "calls" mean."""
    tokens = tokenize(said)
    found = TaskIndex([project]).at(tokens, 0, [False] * len(tokens)) if tokens else None
    among = found.among(project) if found is not None and found.end == len(tokens) else []
    return among[0] if len(among) == 1 else None
