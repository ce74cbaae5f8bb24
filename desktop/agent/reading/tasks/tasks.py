"""Tasks: what was done, said by the task's name, by a plain form of it, or by an everyday word for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.agent.reading.names.spelling import name_words
from desktop.agent.reading.names.vocabulary import SAME, How, Vocabulary
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import FILLERS, ORDINARY
from desktop.harvest.catalog import Project, Task

#: Everyday words for a kind of work. A word of a row stands for every task whose name has a word of the same row.
CONCEPTS = (
    (
        "development dev develop developing developed developer code coding coded programming programmed programmer "
        "engineering implementation implement implementing implemented"
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
    "travel travelling traveling",
)
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
    ("day", "off"): "pto",
    ("paid", "time", "off"): "pto",
    ("sick", "day"): "sick",
    ("sick", "leave"): "sick",
}
#: Task names in full that are commonly said another way.
_NAME_PHRASES = {
    ("biz", "dev"): ("business", "development"),
    ("bizdev",): ("business", "development"),
    ("new", "biz"): ("new", "business"),
    ("project", "managing"): ("project", "management"),
    ("managing", "the", "project"): ("project", "management"),
}
#: Everyday words that are short for a longer one only where a task's name has it.
_CLIPPED = {"des": "design", "prep": "preparation", "maint": "maintenance", "docs": "documentation"}
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


_MAX_LETTERS = 6
_SHORTEST_CUT = 4
_FEWEST_BONES = 3
_SEVERAL = 2
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


def _bones(word: str) -> str:
    """A word without its vowels, as it is written in haste: "dsgn"."""
    return word[:1] + "".join(letter for letter in word[1:] if letter not in "aeiouy")


class TaskIndex:
    """All task names of the account, found in words."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self.tasks: dict[str, Task] = {}
        for project in projects:
            for task in project.tasks:
                self.tasks.setdefault(task.name, task)
        self._phrases: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        self._single: defaultdict[str, set[str]] = defaultdict(set)
        self._stems: defaultdict[str, set[str]] = defaultdict(set)
        self._heads: set[str] = set()
        for name in self.tasks:
            self._learn(name)
        for said, meant in _NAME_PHRASES.items():
            if meant in self._phrases:
                self._phrases[said] = self._phrases[meant]
        self._longest = max(map(len, self._phrases), default=0)
        self._heads = {words[0] for words in self._phrases}
        self._bones: defaultdict[str, set[str]] = defaultdict(set)
        for word, names in self._single.items():
            if len(bones := _bones(word)) >= _FEWEST_BONES and bones != word:
                self._bones[bones] |= names
        self._vocabulary = Vocabulary(word for word in self._single if len(word) >= 5)

    def _learn(self, name: str) -> None:
        words = name_words(name)
        if not words:
            return  # signs only: nobody says them
        self._phrases[words].add(name)
        for other in _other_forms(words):
            self._phrases[other].add(name)
        initials = "".join(word[0] for word in words)
        if len(words) > 1 and len(initials) > 1 and initials not in FILLERS:
            self._single[initials].add(name)
        if len(words) > 1:
            self._single["".join(words)].add(name)
        for word in words:
            if word in _VAGUE and len(words) > 1:
                continue
            if word not in FILLERS:
                self._single[word].add(name)
            for row in _BY_WORD.get(word, ()):
                # "Business Development" is no development: what stands before it makes it another kind of work.
                if len(words) > 1 and word != words[0] and words[0] in _VAGUE and word == "development":
                    continue
                for same in CONCEPTS[row].split():
                    self._single[same].add(name)
            for form in {stem(word), *noun_stems(word)}:
                self._stems[form].add(name)

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
                return TaskMention(i, i + len(words), frozenset(names), 2)
        if tokens[i].low in ("train", "trains"):
            return None  # the one that is late
        if tokens[i].low == "ill" and len(tokens[i].text) > 3:
            return None  # "I'll"
        word, end = _spelt(tokens, i)
        known = self._single.get(word)
        if known:
            return TaskMention(i, end, frozenset(known), 2)
        return self._by_form(word, i)

    def _by_form(self, word: str, i: int) -> TaskMention | None:
        """A task by a word that is none of its name's: a kind of work nobody does here, a form, a cut, a slip."""
        if word in _BY_WORD:
            return TaskMention(i, i + 1, frozenset(), 2)
        stemmed = self._stems.get(stem(word)) if len(word) >= 4 and word not in FILLERS else None
        if stemmed:
            return TaskMention(i, i + 1, frozenset(stemmed), 1)
        names = self._cut_or_misspelt(word)
        return TaskMention(i, i + 1, frozenset(names), 1) if names else None

    def _cut_or_misspelt(self, word: str) -> Iterable[str]:
        """The tasks that a word may be short for or a slip of: "prep", "calcs", "fotography"."""
        if clipped := self._single.get(_CLIPPED.get(word, "")):
            return clipped
        if (bones := self._bones.get(word)) and word not in ORDINARY | FILLERS:
            return bones if len(bones) == 1 else ()
        if len(word) < _SHORTEST_CUT or word in ORDINARY:
            return ()
        for short in (word, word[:-1]) if word.endswith("s") and len(word) > 4 else (word,):  # "calcs"
            longer = {name for known, names in self._single.items() if known.startswith(short) for name in names}
            if len(longer) == 1:
                return longer
        slips = (guess for guess in self._vocabulary.guesses(word) if guess.how in (How.TYPO, How.SOUND))
        slip = [guess for guess in slips if guess.quality > 0.8]
        return self._single[slip[0].word] if slip else ()

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
