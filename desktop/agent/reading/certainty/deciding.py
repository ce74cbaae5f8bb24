"""The last decision about a message: whether what was read of it is work to be logged, or talk of something else.

`entry.speaks_of_work` looks at what the entries hold; here the sentence is looked at as a whole (see `line.py`). Work
on a project that is told plainly, or asked to be put down, is an entry though nobody said how long it took; a length
that no project and no task goes with is none where the words tell of the speaker's own life, or of what stood still.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from desktop.agent.intents import EntryIntent
from desktop.agent.reading.entries.drafting import is_absence
from desktop.agent.reading.entries.entry import STORY, Reading, speaks_of_work
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.requests.heard import Heard
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.requests.wordclasses import CLASSES
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import SMALL_TALK

#: Work whose verb says that something was made of it; "had", "was" and "went" may be about anything.
_MADE = Shapes(
    "^ [i/we] [also/then/already/only/first/mostly/finally] <made>/did",
    "^ [i/we] was/were/been [working/busy/back] on/in N",
)
#: Behind work that was told of: that it is still to be put down.
_ASKED_TO_LOG = Shapes(
    "^ put/write/note/jot/take/pop/stick/get/add <it> [all] in/down/on",
    "^ log/add/record/book/enter/track/note <it> [for/please/too/as_well/anyway/down] $",
    "^ do <it> [for] [me] $",
    "not [been] in/on [my/our] <sheet>/sheet",
    "not [been] <logged> [it/that] [yet] $",
    "missing from/on/in [my/our] <sheet>/sheet",
    "forgot/forgotten to <log>",
    "^ [need/want/get/put/add] N on/in/D [my/our/D] <sheet>/sheet",
)
_LOG_COMMAND = Shapes("^ log/add/put/book/record/enter/track/register/note")

_JUDGED = Shapes(
    "^ [that/this/my/our] */N is/was/are/were [way/just/N] such/so/too/really/very/pretty/quite/absolutely",
)
_STILL_NEEDS = Shapes("N needs/wants/requires/takes [another] L")
_DOWN = Shapes("was/is/were/are/went/been/being down/out/off/offline/broken/unavailable/dead/unreachable/unusable/late")
#: Told with a question of the cause: "staging was down for two hours, anyone know why?"
_OUTAGE = Shapes("was/is/were/are down/out/offline/unavailable/unreachable for L")
_WASTED = Shapes("L [of] [my/our] [life/time/day] gone/lost/wasted", "nothing worked")
_REPAIRS = Shapes("^ [i/we] <made>/spent", "<made> <it>", "L of/on/to/with .. <it>")
_PRIVATE = Shapes(
    "my <kin>",
    "went/go/been/was/were/am to/at [*] [*] <leisure>",
    "(hold/phone/line) with my",
)
_LEAVES = Shapes("go [home] $", "home $", "weekend $")
_URGES = Shapes("come on $")


def speaks_of_entries(heard: Heard, reading: Reading) -> bool:
    """Whether the entries of a reading are work to be logged, or asked about."""
    if _is_talk(heard, reading):
        return False
    told = speaks_of_work(reading, heard.tokens, heard.items) or _tells_of_work(heard, reading)
    return told or _tells_of_absence(heard, reading)


def tells_of_a_day(items: Sequence[Item], tokens: Sequence[Token], *, least: int = 2) -> bool:
    """Whether a long message tells of several lengths and several things: a day's work, whatever else is in it.

    "What is left for today: an hour of the booking docs, ..., and don't put the lunch in" neither asks nor deletes.
    """
    words = sum(token.kind is not TokenKind.MARK for token in tokens)
    lengths = sum(item.length is not None and item.length.hours is not None for item in items)
    things = sum(item.what in (What.NAME, What.TASK) for item in items)
    return words >= STORY and min(lengths, things + 1) >= least and things > 1


def is_plan(entries: Sequence[EntryIntent], words: Sequence[str], today: date) -> bool:
    """ "meeting with Acme tomorrow at 3": nothing was worked yet, and nobody asked to log it."""
    asked = {"log", "put", "add", "book", "enter", "record", "off", "leave", "vacation", "holiday", "pto"} & set(words)
    ahead = all(entry.hours is None and entry.spent_date > today for entry in entries)
    return (
        ahead and not asked and not any(entry.task and entry.project is None for entry in entries if not entry.choices)
    )


def is_intended(entries: Sequence[EntryIntent], words: Sequence[str], today: date) -> bool:
    """ "I should log 2 hours tomorrow", "need to put 3h on Acme later": it is still to come, and to be logged then."""
    line = " ".join(words)
    modal = _MODAL.search(line)
    if not entries or modal is None or len(words) > _SHORT or set(words) & _LEAVE or _SAID_SO.search(line):
        return False
    before = line[: modal.start()].split()
    if len(before) > _OPENING or any(word.isdigit() for word in before):
        return False  # "2h Acme, will go on tomorrow"
    ahead = all(entry.spent_date > today for entry in entries)
    return ahead or _LATER.search(line[modal.end() :]) is not None


STILL_TO_COME = "That is still to come, so nothing is logged. Say “log 2 hours on …” to log it all the same."

_SHORT, _OPENING = 16, 4
_MODAL = re.compile(
    r"\b(should|must|ought to|needs? to|have to|ive got to|gotta|going to|gonna|will|ill|want to|wanna|plan(ning)? to|"
    r"intend to|remember to|remind me|dont forget)\b"
)
_LATER = re.compile(r"\b(later|tonight|afterwards|tomorrow|some other (time|day)|at some point|next (week|month))\b")
_SAID_SO = re.compile(r"\b(i|we) (did|worked|spent|was|were|finished)\b")
_LEAVE = frozenset("off leave vacation holiday holidays pto sick away".split())


def _tells_of_absence(heard: Heard, reading: Reading) -> bool:
    """ "vacation yesterday": a day on which nothing was worked is logged, too."""
    dated = any(item.what is What.DAYS for item in heard.items)
    strange = any(item.what is What.WORD for item in heard.items)
    absent = bool(reading.entries) and all(entry.tasks for entry in reading.entries)
    absent = absent and all(is_absence(task) for entry in reading.entries for task in entry.tasks)
    return absent and dated and not strange and not heard.asks


def _tells_of_work(heard: Heard, reading: Reading) -> bool:
    """ "finished the budget review for Nucleus", "was on Nucleus before lunch, still not in the sheet"."""
    if heard.asks or not any(seen.mention.full for entry in reading.entries for seen in entry.names):
        return False
    if heard.says(_ASKED_TO_LOG):
        return True
    # "before lunch" is a part of the day, "lunch at Nucleus" is none.
    said = {heard.tokens[item.start].low for item in heard.items if item.end == item.start + 1}
    return _MADE.first(heard.line) == 0 and not said & SMALL_TALK


def _is_talk(heard: Heard, reading: Reading) -> bool:
    named = any(s.mention.full and s.mention.exact for entry in reading.entries for s in entry.names)
    tasked = any(entry.tasks for entry in reading.entries)
    timed = any(entry.has_length for entry in reading.entries)
    if heard.talks or (heard.text.rstrip().endswith("?") and heard.says(_OUTAGE) and not heard.says(_REPAIRS)):
        return True
    if heard.says(_JUDGED) and not any(sign in heard.line for sign in (" L ", " # ", " D ")):
        return True  # "9to5 is such a good film"
    if heard.says(_LEAVES) and ("more" in heard.cue_set or heard.says(_URGES)) and not tasked and not (named and timed):
        return True  # "two more emails and then I can go"
    if "more" in heard.cue_set and heard.says(_STILL_NEEDS) and " D " not in heard.line:
        return True
    if named or (reading.dropped and any(entry.tasks and entry.has_length for entry in reading.entries)):
        return False  # "correspondence 3h, rest of the day I was at the dentist"
    if _is_private(heard, tasked=tasked):
        return True
    return not tasked and (_only_again(heard, timed=timed) or _stood_still(heard))


def _only_again(heard: Heard, *, timed: bool) -> bool:
    """ "my train is late again": nothing is there that could be repeated."""
    same = [item for item in heard.items if item.what is What.SAME]
    again = [item for item in same if heard.tokens[item.start].low == "again" and item.end == item.start + 1]
    return bool(same) and len(same) == len(again) and not timed and len(heard.line.split()) > len(same) + 2


def _stood_still(heard: Heard) -> bool:
    """ "the VPN was down all afternoon, 3 hours gone": time that passed, unless somebody mended it."""
    if heard.says(_LOG_COMMAND):
        return False
    return heard.says(_WASTED) or (heard.says(_DOWN) and not heard.says(_REPAIRS))


def _is_private(heard: Heard, *, tasked: bool) -> bool:
    """ "I went to the museum with my sister, three hours"."""
    if heard.says(_LOG_COMMAND) or not heard.says(_PRIVATE):
        return False
    return not tasked or bool(heard.cue_set & set(CLASSES["leisure"].split()))
