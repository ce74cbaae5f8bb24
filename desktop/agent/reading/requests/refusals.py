"""Words that ask for nothing this application does: reminders, appointments, other people's work, second thoughts."""

from __future__ import annotations

from desktop.agent.intents import Interpretation, Kind
from desktop.agent.reading.items.items import What
from desktop.agent.reading.requests.heard import Heard
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.words import DETERMINERS, ORDINARY, SMALL_TALK, TIME_WORDS
from desktop.agent.reading.time.days import MONTHS

#: Asked of a clock or a calendar; no card on the screen can be meant by that.
OF_A_CLOCK = Shapes(
    "remind me [again] to/at/about/of/that/in/when/before/after/on/D/L/#",
    "wake me",
    "set reminder/alarm",
)
_ELSEWHERE = Shapes(
    "what time is it",
    "remind me $",
    "^ set .. timer for L",
    "i wish .. i/we",
    "nothing to log/report/enter/track/add/book",
    "^ <arrange> .. meeting/call/appointment/interview/lunch/slot",
    "^ what is L in",
    "^ move/shift/bring [my/our/D] meeting/call/appointment/interview [forward/back/over] to/until/till #",
    "L of nothing $",
    "ping/call/text/message/ring/wake me [back/again/up] in/at/after L/#",
    "^ block/push .. meeting/calendar/afternoon/morning/L",
)
_APPOINTMENTS = Shapes("book .. table/flight/hotel/room/trip", "book me", "schedule/order", "^ no work/time/hours on")
_FORGOTTEN = Shapes("never mind", "nevermind", "forget it", "do it later", "do it D")
_TIMED = Shapes("<begin> .. <timer>")
_NOT_LOGGED = Shapes("^ do not log/add/book/record/enter/track/put/count", "nothing to log")
#: Acts that are told not to happen; what is left of the message decides, and nothing is left of most.
FORBIDDEN = Shapes("^ do not/never <halt>/<begin>/<remove>/<send>/<create>/<change>/touch/log/track", "^ no need to")
#: What goes on for hours without being anybody's work.
_PASTIMES = frozenset(
    """game match movie film concert episode series party news storm outage marathon fireworks wedding barbecue parade
    festival gig traffic queue nap football plumber raining snowing slept sleep""".split()
)

#: Of several entries at once nothing is made but each by itself.
_TOGETHER = Shapes(
    "^ merge/combine/consolidate/join/unite .. entries/records/bookings/ones/lines",
    "^ swap/exchange .. entries/records/bookings",
)
NOT_TOGETHER = (
    "Entries are not merged or swapped here. Change one to what it should be, then change or delete the other."
)

_LATE = Shapes(
    "late/delayed by/for L",
    "L of nothing",
    "L of [my/our] life",
    "^ i/we lost L",
    "is/be/you/back/starts/starting in L",
    "it/has/is/only/already been L",
    "L until/till/to_go",
    "^ train/bus/flight/drive/commute took L",
)


class Refusals:
    """Recognises what is nothing."""

    def _refused(self, heard: Heard) -> Kind | None:
        """Before all else: what must not be taken for a command, a question or an entry."""
        if is_somebody_elses(heard) or heard.says(OF_A_CLOCK) or heard.says(_ELSEWHERE):
            return Kind.NONE
        if not heard.lengths and heard.says(_APPOINTMENTS) and not _asks_by_name(heard):
            return Kind.NONE
        if heard.says(_FORGOTTEN, _NOT_LOGGED) and not heard.says(_TIMED) and (not heard.lengths or _ends_so(heard)):
            return Kind.NONE
        if _is_pastime(heard) or heard.talks:
            return Kind.NONE
        return None

    def _put_together(self, heard: Heard) -> Interpretation | None:
        """ "merge Friday's two Acme entries": said to be done one by one."""
        return Interpretation(Kind.NONE, question=NOT_TOGETHER) if heard.says(_TOGETHER) else None

    def _left_alone(self, heard: Heard) -> Kind | None:
        """After all else: a command that is told not to happen, or a question that nothing here answers."""
        if not heard.lengths and is_forbidden(heard):
            return Kind.NONE
        if (
            heard.first in ("is", "are", "does")
            and (heard.asks or not heard.lengths)
            and low(heard.tokens, 0) == heard.first
        ):
            return Kind.NONE  # "is 24 Hour Fitness open 24 hours"
        about = heard.has("how about", "what about") and heard.first in ("how", "what")
        if heard.question and not heard.lengths and not about:
            return Kind.NONE
        return None


def is_forbidden(heard: Heard) -> bool:
    """ "Don't start the timer": an act that is told not to happen."""
    return heard.says(FORBIDDEN)


def _asks_by_name(heard: Heard) -> bool:
    """ "what's 1.5h in minutes" asks nothing; "how much of Acme is in hours" may."""
    named = any(seen.mention.full for seen in heard.seen)
    return named and heard.first in ("what", "how")


def _ends_so(heard: Heard) -> bool:
    """Whether the second thought comes last: "2h Acme, no, forget it", but not "..., forget it, it was Globex"."""
    if heard.line.startswith("| do not log anything"):
        return True
    last = max(_FORGOTTEN.last(heard.line), _NOT_LOGGED.last(heard.line))
    return last > heard.line.rfind(" L ") and " N " not in heard.line[last:]


def is_somebody_elses(heard: Heard) -> bool:
    """ "Anna did 4h on Front": the work of another person is not logged as one's own."""
    if len(heard.items) < 2 or heard.items[0].what is not What.WORD:
        return False
    if not heard.tokens[0].text[:1].isupper():
        return _somebody_in_small(heard)
    if heard.asks or heard.tokens[0].low in ORDINARY:
        return False
    if any(token.low in ("i", "ive", "mine") for token in heard.tokens):
        return False  # "Anna did 4h on Front and I did 5": of two people's work one's own is logged
    deed = low(heard.tokens, 2) if low(heard.tokens, 1) in ("has", "have") else low(heard.tokens, 1)
    return deed in ("did", "done", "worked", "spent", "logged", "put")


_ONESELF = frozenset("i ive im id me my mine myself we weve us our".split())
_NOBODY = frozenset("together alone again yet once twice".split()) | TIME_WORDS | SMALL_TALK | DETERMINERS


def _somebody_in_small(heard: Heard) -> bool:
    """ "tomas did 3h on Front": a word that is nothing else, and what it did for how long."""
    word = heard.tokens[0].low
    plain = word in ORDINARY | _NOBODY and word not in MONTHS  # Jun and April are people who did something
    if not word.isalpha() or plain or word.endswith(("ly", "ed", "ing")):
        return False
    if heard.asks or not heard.lengths or any(token.low in _ONESELF for token in heard.tokens):
        return False
    return low(heard.tokens, 1) in ("did", "worked", "spent", "logged")


def _is_pastime(heard: Heard) -> bool:
    """ "the game went on for three hours": time that passed, with nothing of one's own done in it."""
    if heard.says(_TIMED):
        return False  # "start the timer, I begin with episode five"
    if heard.seen and any(seen.slot and seen.mention.full for seen in heard.seen):
        return False
    if not heard.cue_set & _PASTIMES and (heard.question or not heard.says(_LATE)):
        return False
    return not heard.cue_set & {"log", "add", "book", "worked", "design", "designing", "development", "for the"}
