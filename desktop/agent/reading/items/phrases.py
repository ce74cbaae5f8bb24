"""Phrases that steer: "each", "split between", "make that", "the rest". One table, read once."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.quantities import low, phrase
from desktop.agent.reading.text.tokens import Token


def _split_phrases() -> str:
    verbs = (
        "split",
        "divided",
        "spread",
        "shared",
        "distributed",
        "halved",
        "divide",
        "split it",
        "spread out",
        "split up",
    )
    how = ("", " evenly", " equally", " fifty fifty", " 50 / 50")
    where = ("", " between", " across", " over", " among", " on")
    said = [verb + manner + place for verb in verbs for manner in how for place in where]
    said += [f"{manner} {verb}{place}" for verb in verbs[:3] for manner in ("evenly", "equally") for place in where]
    said += [
        manner + place
        for manner in ("evenly", "equally", "half and half", "fifty fifty", "50 / 50")
        for place in where[1:]
    ]
    said += [
        "50 / 50",
        "fifty fifty",
        "half and half",
        "same for each",
        "the same for each",
        "half each",
        "half for each",
        "equal shares",
    ]
    return "|".join(said)


#: What each phrase does; alternatives are parted by bars.
_TABLE: dict[What, str] = {
    What.FIX: """
        sry meant | sorry meant | sorry i meant | sry i meant |
        hang on | got those backwards | got them backwards | got that backwards | wrong way round |
        wrong way around | the wrong way round | mixed those up | mixed them up | got those mixed up |
        hang on that was | hang on thats | hang on it was | hang on its | hang on make that | hang on no | sry |
        typo sry | typo sorry | sorry typo | soz | wait that was | no that was | no it was | call it | lets call it |
        no i lie | i lie | i tell a lie | tell a lie |
        no wait | wait no | no sorry | sorry no | no actually | actually no | no scratch that | scratch that
        | strike that | make that | make it | i mean | i meant | i should say | or rather | correction |
        oops | err | wait | hold on | sorry | actually | no | nope | my bad | other way round | other way around |
        the other way round | the other way around | rather | whoops | let me correct that | it should be |
        that should be | should be | should have been | shouldve been | it was actually | that was actually
    """,
    What.DROP: """
        drop | scratch | remove | delete | forget about | forget | scrap | leave out | take out | cancel |
        ignore | skip | strike | lose
    """,
    What.EACH: """
        each | ea | apiece | a piece | respectively | per day | / day | each day | per project | every day |
        daily | on each | for each | each of them
    """,
    What.SAME: """
        the same amount | same amount | the same again | same again | the same thing | same thing | the same
        for | same for | the same | same | ditto | likewise | the other half | as much again | again
    """,
    What.ALL: """
        all of it | all of that | all of them | all of this | all for | all | everything | both of them |
        both days | on both days | both times | all days | both | the whole lot | the lot | all three | all four
    """,
    What.TOTAL: """
        in total | in all | all in all | altogether | all told | total of | for a total of | a total of |
        total | thats | that makes | which makes | that comes to | so thats | adding up to | making | makes
    """,
    What.REST: """
        everything else | the rest | rest | the remainder | remainder | the remaining | whatever is left | whats left
    """,
    What.UNBILLED: """
        non billable | non - billable | nonbillable | not billable | unbilled | unbillable | dont bill it |
        billable no | billable : no |
        dont bill that | dont bill this | dont bill | do not bill | dont charge it | dont charge | no charge
        | off the clock | pro bono | not to be billed | free of charge
    """,
    What.SWAP: """
        swap those hours | swap the hours | swap those | swap them | swap these | swap those two | swap the two |
        swap them around | swap those around | switch those | switch them
    """,
    What.NOT: """
        not | instead of | rather than
    """,
    What.RECAP: """
        that was all | this was all | those were all | these were all | all of that was | all of it was | it
        was all | that was | those were | these were | this was | all that was | that is | thats for | this
        is for | that is for
    """,
    What.SPLIT: _split_phrases(),
}
_BY_HEAD: dict[str, list[tuple[What, tuple[str, ...]]]] = {}
for _what, _group in _TABLE.items():
    for _words in _group.split("|"):
        _BY_HEAD.setdefault(_words.split()[0], []).append((_what, tuple(_words.split())))
for _longest_first in _BY_HEAD.values():
    _longest_first.sort(key=lambda entry: -len(entry[1]))


def phrase_at(tokens: Sequence[Token], i: int) -> Item | None:
    """The longest phrase of the table that begins at token `i`."""
    for what, words in _BY_HEAD.get(tokens[i].low, ()):
        if phrase(tokens, i, words) and not (what is What.DROP and low(tokens, i + len(words)) in ("+", "/")):
            return Item(what, i, i + len(words))
    return None
