"""Yes, no, and take it back: messages that are nothing else, in any of the ways in which people say so."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class Assent(StrEnum):
    """What such a message asks for."""

    CONFIRM = "confirm"
    DISCARD = "discard"
    UNDO = "undo"


def _phrases(table: str) -> frozenset[str]:
    """Phrases that are parted by bars."""
    return frozenset(" ".join(words.split()) for words in table.split("|"))


_CONFIRM = _phrases(
    """
    yes | y | yep | yeah | yea | yup | sure | ok | okay | confirm | confirmed | looks good | look good |
    looks good to me | go ahead | do it | thats right | that is right | thats correct | correct | right | send |
    post | save | submit | log | commit | enter | perfect | all good | good | great | sounds good | thats it |
    exactly | put it in | put them in | thats fine | fine | its fine | looks right | looks fine | good to go |
    thats all | all correct
    """
)
_LOGGING = frozenset("log post send submit save confirm commit book enter record add file ship".split())
_DISCARD = _phrases(
    """
    no | n | nope | nah | never mind | nevermind | cancel | forget it | forget that | forget them | dont log it |
    dont log that | dont log them | dont log any of them | dont | stop | clear | leave it | no thanks |
    forget about it | forget about them | start over
    """
)
_DROPPING = (
    *(("throw", "away"), ("get", "rid", "of"), ("take", "out"), ("throw", "out")),
    *((verb,) for verb in "cancel discard scrap scratch drop clear delete remove ditch trash bin lose forget".split()),
)
_UNDO = _phrases(
    """
    undo | undo that | undo it | undo this | undo the last one | undo last | take it back | take that back |
    take them back | revert | revert that | revert it | roll back | roll it back | roll that back |
    undo the last entry | undo them | undo everything | undo all | take back the last one | oops undo |
    undo my last entry | undo those | undo both | undo the last | undo that last one
    """
)
_YES = frozenset(
    "yes y yep yeah yea yup sure ok okay no nope nah right great actually perfect good cool alright done".split()
)
_POLITE = frozenset(
    "please um uh er erm oh well so then just now thanks thank you and hey hmm too cheers go ahead i guess".split()
)
_OBJECTS = _phrases(
    """
    it | that | this | them | those | these | all | both | everything | it all | them all | all of it | all of them |
    all of those | all of these | all of that | both of them | both of those | both of these | the lot | the two |
    those two | these two | the two of them | them both | the whole lot | the cards | all the cards | all cards | em
    """
)
_REFERRING = frozenset("of them those these the cards entries".split())
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5, "six": 6, "6": 6}


#: Said of a change of cards only, never of what was written.
_BACK = _phrases(
    """
    put it back | change it back | put them back | change them back | put that back | change that back | as it was |
    leave it as it was | like it was before | as before | back to what it was | forget that change | bring it back |
    bring them back | undo that change
    """
)


_POLITELY = _phrases(
    """
    ok | okay | great | good | perfect | right | fine | sure | cool | exactly | all good | sounds good | thats fine |
    its fine | correct | ok great | ok good | ok perfect | ok cool | thats great | thats good | thats all | ok fine |
    done | yep | yeah | yup | great ok | oh great | oh ok | oh good
    """
)


def assent(
    words: Sequence[str], cards: int, *, is_changed: bool = False, is_fresh: bool = True
) -> tuple[Assent, int | None] | None:
    """What the words ask for, with how many cards were spoken of (None: nobody counted).

    `is_changed`: the message before changed cards, so that "put it back" has a meaning. `is_fresh`: it was about cards
    at all; else "great" is an answer to something else.
    """
    line = _plain(words)
    if not is_fresh and line in _POLITELY:
        return None
    if _takes_back(line, is_changed=is_changed):
        return Assent.UNDO, None
    for _ in range(4):
        if cards and (line in _CONFIRM or (logged := _object(line, _VERBS)) is not None):
            return Assent.CONFIRM, None if line in _CONFIRM else _count(logged)
        if cards and line in _DISCARD:
            return Assent.DISCARD, None
        if cards and (dropped := _object(line, _DROPPING)) is not None:
            return Assent.DISCARD, _count(dropped)
        shorter = _without_yes(line)
        if shorter == line:
            return None
        line = shorter
    return None


def drops_last(words: Sequence[str]) -> bool:
    """ "sorry, scrap the last thing", "drop": what is open or was done last is to go, and no entry is named."""
    line = [word for word in _plain(words).split() if word not in _HESITATING and word not in _YES]
    verb = next((verb for verb in _GOING if tuple(line[: len(verb)]) == verb), None)
    return verb is not None and _LATEST.issuperset(line[len(verb) :])


_GOING = (*_DROPPING, ("kill",), ("erase",), ("toss",), ("skip",))
_LATEST = frozenset(
    "the that this it my very last latest previous one thing bit card about what i just said asked of".split()
)


def is_thanks(words: Sequence[str]) -> bool:
    """ "great, thanks", "thanks, that's all": it ends a talk, it writes nothing."""
    return not _THANKING.isdisjoint(words) and (_plain(words) in _POLITELY or _THANKING.issuperset(words))


_THANKING = frozenset("thanks thank thx cheers ty".split())


def _plain(words: Sequence[str]) -> str:
    return " ".join([word for word in words if word not in _POLITE] or words)


def _takes_back(line: str, *, is_changed: bool) -> bool:
    """ "undo", "no sorry, leave it, undo", and of a change "wait, put it back"."""
    rest = " ".join(word for word in line.split() if word not in _HESITATING)
    for _ in range(4):
        if rest in _UNDO or (is_changed and rest in _BACK):
            return True
        rest = _without_yes(rest)
    return False


_HESITATING = frozenset("wait sorry oops whoops".split())
_VERBS = tuple((verb,) for verb in _LOGGING)


def _without_yes(line: str) -> str:
    """ "yes, looks good, log it": what is left behind the first yes or no."""
    words = line.split()
    for length in (4, 3, 2, 1):
        head = " ".join(words[:length])
        if len(words) > length and (head in _CONFIRM or head in _YES or head in _DISCARD):
            rest = words[length:]
            return " ".join(rest[1:] if rest[0] in ("and", "but") and len(rest) > 1 else rest)
    return line


def _object(line: str, verbs: Sequence[tuple[str, ...]]) -> str | None:
    """What is to be logged or dropped, if that is all that is said: "log all of them", "throw it away"."""
    words = [word for word in line.split() if word not in ("as", "well", "away", "out", "off", "in")]
    for verb in verbs:
        head = tuple(word for word in verb if word not in ("away", "out"))
        if tuple(words[: len(head)]) != head:
            continue
        rest = " ".join(words[len(head) :])
        if rest in _OBJECTS or _count(rest) is not None:
            return rest
    return None


def _count(said: str | None) -> int | None:
    """ "both", "all three", "the two of them"."""
    words = (said or "").split()
    if words and words[0] == "both" and all(word in _REFERRING for word in words[1:]):
        return 2
    counted = [word for word in words if word not in ("all", "the", "of", "them", "those", "these", "cards", "entries")]
    return _COUNTS.get(counted[0]) if len(counted) == 1 else None
