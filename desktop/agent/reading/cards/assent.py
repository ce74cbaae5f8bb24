"""Yes, no, log it, drop it and take it back: messages that ask for nothing else, however politely, and whatever else is
told beside it: "Lovely, that's all. Could you log both please?", "oh dear, undo that, I have to ask first".

A message is cut into pieces where a sentence or a clause ends. A piece is read whole by `_UNITS`, or it is an aside,
which may tell why, but nothing of a card.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from desktop.agent.reading.cards.words import BY_WORD, PLACES, Part
from desktop.agent.reading.text.tokens import Token, TokenKind


class Assent(StrEnum):
    """What such a message asks for."""

    CONFIRM = "confirm"
    DISCARD = "discard"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; `count` is of how many cards (None: nobody counted), `points` says "it" or "that" alone."""

    asked: Assent
    count: int | None = None
    points: bool = False


def _any(words: str) -> str:
    """One of these, with the blanks between words as they are typed."""
    return "(?:" + "|".join(part.strip().replace(" ", r"\s") for part in words.replace("\n", " ").split("|")) + ")"


COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5, "six": 6, "6": 6}
_MANY = frozenset("all both them those these everything lot em bunch".split())
_OBJECT = rf"(?:\s{_any('|'.join(('it|that|this|the|of|whole|thing|cards|entries', *_MANY, *COUNTS)))})"
_SOME = rf"(?:{_OBJECT}|\s{_any('my|last|latest|entry|one|again|thing|batch')})"
_IT = _any("that|it|this|all|everything|they|both")
_GOOD = _any("good|right|fine|correct|great|perfect|okay|ok|lovely|well")
_OPENERS = """can you|could you|would you|will you|can we|you can|you may|you could|please do|go ahead|go on|lets|
              let us|id like to|id like you to|i would like to|i want to|i want you to|feel free to|would you mind"""
_OPENING = rf"{_any(_OPENERS)}(?:\s(?:and|please|just|now|kindly))*"
_DROP = _any(
    "cancel|discard|scrap|scratch|drop|clear|delete|remove|ditch|trash|bin|lose|forget|forget about|get rid of"
)
_LOG = _any("log|logg|lgo|post|send|submit|save|confirm|commit|book|enter|record|add|file|ship")
#: In the order in which they are tried; each ends where a word does.
_UNITS = [
    (kind, re.compile(rf"(?:{pattern})(?=\s|$)"))
    for kind, pattern in (
        ("undo", rf"(?:{_OPENING}\s)?{_any('undo|revert|unlog|roll back|take back')}{_SOME}*"),
        ("undo", rf"(?:{_OPENING}\s)?{_any('take|roll|pull|get')}{_SOME}+\sback(?:\s(?:out|off|again))*"),
        ("put back", rf"{_any('put|change|bring')}\s{_any('it|them|that')}\sback|undo that change|forget that change"),
        ("put back", _any("leave it as it was|as it was|like it was before|as before|back to what it was")),
        ("drop", rf"(?:{_OPENING}\s)?{_DROP}{_OBJECT}+(?:\s(?:away|out|off|again|as|well))*"),
        ("drop", rf"(?:{_OPENING}\s)?(?:take|throw){_OBJECT}+\s(?:away|out|off)(?:\sagain)?"),
        ("log", rf"(?:{_OPENING}\s)?{_LOG}{_OBJECT}*(?:\s(?:in|as|well|off|for\sme))*"),
        ("yes", _any("yes|y|confirmed|go ahead|do it|lets do it|put it in|put them in|good to go|thats right|lgtm")),
        ("yes", _any("that is right|thats correct|that is correct|correct|all correct|approved")),
        ("yes", rf"(?:{_IT}\s)?{_any('looks|look|seems')}\s(?:all\s)?{_GOOD}(?:\sto\sme)?"),
        ("no", _any("dont log it|dont log that|dont log them|dont log any of them|no thanks|leave it|start over")),
        ("no", _any("never mind|nevermind|cancel|stop|clear|no|n|nope|nah|dont|forget it|forget that|forget them")),
        ("fine", rf"{_any('thats|its|that is|all|sounds|everythings|they are|theyre')}\s(?:all\s)?{_GOOD}"),
        ("fine", _any("thats it|thats all|that is all|that is it|thats everything|thats the lot")),
        (
            "fine",
            _any("yep|ye|yeah|yea|yup|sure|ok|okay|k|kk|right|exactly|good|great|fine|perfect|cool|done"),
        ),
        ("fine", _any("lovely|wonderful|nice|excellent|alright|super|brilliant|awesome|righto|actually")),
        ("thanks", _any("thanks|thank|thx|cheers|ty|ta")),
        ("oops", _any("wait|sorry|oops|whoops|oh no|oh dear|apologies|argh")),
        ("", _any("please|pls|plz|um|uh|er|erm|ah|oh|well|so|then|just|now|and|hey|hi|hello|hmm|hm|too|again|lol")),
        ("", _any("i guess|you|very much|much|kindly|but")),
    )
]
_ENDS = frozenset(".!?;,:-–—")
_HARMLESS = {Part.POINT, Part.GROUP, Part.COPULA, Part.PREPOSITION, Part.JOIN, Part.STATE, Part.MEMO}
#: What an aside cannot say: how much, how else, which one; and what takes back what was said.
_TELLING = frozenset(
    [word for word, part in BY_WORD.items() if part not in _HARMLESS]
    + "dont cant later hold unless if until till after when except didnt havent isnt".split()
    + list(PLACES)
)
#: So it begins to be told why: of what somebody did or has to do.
_WHY = frozenset("i im ive ill my he she they we weve because since cause as somebody someone hes shes".split())


def assent(
    tokens: Sequence[Token],
    cards: int,
    *,
    is_changed: bool = False,
    is_fresh: bool = True,
    is_told: Callable[[int, int], bool] = lambda start, end: end > start,
) -> Wish | None:
    """What the words ask for; None where that is none of these, or not all.

    `is_changed`: the message before changed cards, so that "put it back" has a meaning. `is_fresh`: it was about cards
    at all; else "great" is an answer to something else. `is_told(start, end)`: these tokens say something of a card.
    """
    units, asides = _read(tokens)
    kinds = [kind for kind, _ in units]
    done = [(kind, text) for kind, text in units if kind in ("undo", "drop", "log")]
    done += [("undo", text) for kind, text in units if kind == "put back" and is_changed]
    acts = {kind for kind, _ in done}
    loose = acts in ({"undo"}, {"drop"})
    if any(not acts or is_told(start, end) or _tells(tokens[start:end], loose) for start, end in asides):
        return None
    if "undo" in acts and "log" not in acts:
        return Wish(Assent.UNDO)
    if not cards or "oops" in kinds or "put back" in kinds or len(acts) > 1:
        return None
    if done:
        said = done[-1][1].split()
        points = _MANY.isdisjoint(said) and _count(said) is None
        return Wish(Assent.CONFIRM if "log" in acts else Assent.DISCARD, _count(said), points)
    answers = [kind for kind in kinds if kind in ("yes", "no", "fine")]
    if not answers or (not is_fresh and set(answers) == {"fine"}):
        return None
    return Wish(Assent.DISCARD if answers[-1] == "no" else Assent.CONFIRM)


_AND_LOG = re.compile(
    rf"(?:[,;.!?]|\band|\bthen)\s*(?:please\s)?{_any('log|save|submit|post|book')}{_OBJECT}+(?:\s(?:please|now|too|thanks))*[.!\s]*$"
)


def ends_with_log(text: str) -> bool:
    """ "make it friday and log it": behind something else that cards come of, which nobody has seen."""
    return _AND_LOG.search(text.casefold()) is not None


def is_thanks(tokens: Sequence[Token]) -> bool:
    """ "great, thanks", "thanks, that's all": it ends a talk, it writes nothing."""
    units, asides = _read(tokens)
    kinds = {kind for kind, _ in units}
    return "thanks" in kinds <= {"thanks", "fine", ""} and not asides


def _read(tokens: Sequence[Token]) -> tuple[list[tuple[str, str]], list[tuple[int, int]]]:
    """The units of all pieces that are read whole, and where the others stand."""
    units: list[tuple[str, str]] = []
    asides: list[tuple[int, int]] = []
    start = 0
    for k in range(len(tokens) + 1):
        if k < len(tokens) and tokens[k].kind is not TokenKind.NEWLINE and tokens[k].low not in _ENDS:
            continue
        if k > start:
            asks = k < len(tokens) and tokens[k].low == "?"
            found = _units(" ".join(token.low for token in tokens[start:k]))
            if found is None or (asks and not any(kind in ("undo", "drop", "log") for kind, _ in found)):
                asides.append((start, k))
            else:
                units += found
        start = k + 1
    return units, asides


@lru_cache(maxsize=64)
def _units(piece: str) -> list[tuple[str, str]] | None:
    """What a piece consists of; None where a word of it is none of these."""
    found, at = [], 0
    while at < len(piece):
        match = next(((kind, m) for kind, unit in _UNITS if (m := unit.match(piece, at))), None)
        if match is None:
            return None
        found.append((match[0], match[1].group()))
        at = match[1].end() + 1
    return found


def _tells(aside: Sequence[Token], loose: bool) -> bool:
    """Whether an aside may be more than one; `loose`: nothing is written, so that it may say why in any words."""
    words = [token.low for token in aside]
    if any(token.kind is not TokenKind.WORD and token.kind is not TokenKind.MARK for token in aside):
        return True
    tells_why = words[0] in _WHY or not {"has", "had", "already"}.isdisjoint(words)
    return not (loose and tells_why) and not _TELLING.isdisjoint(words)


def _count(said: Collection[str]) -> int | None:
    """ "both", "all three", "the two of them"."""
    return 2 if "both" in said else next((COUNTS[word] for word in said if word in COUNTS), None)


def drops_last(words: Sequence[str]) -> bool:
    """ "sorry, scrap the last thing", "drop": what is open or was done last is to go, and no entry is named."""
    line = [word for word in words if not _IDLE.fullmatch(word)]
    verb = _GOING.match(" ".join(line))
    return verb is not None and _LATEST.issuperset(" ".join(line)[verb.end() :].split())


_IDLE = re.compile(
    "|".join(unit.pattern for kind, unit in _UNITS if kind in ("", "fine", "thanks", "oops")) + "|no|nope|yes"
)
_GOING = re.compile(rf"(?:{_DROP}|kill|erase|toss|skip|throw\saway|throw\sout|take\sout)(?=\s|$)")
_LATEST = frozenset(
    "the that this it my very last latest previous one thing bit card about what i just said asked of".split()
)
