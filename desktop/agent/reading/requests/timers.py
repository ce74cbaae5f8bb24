"""Starting and stopping the timer."""

from __future__ import annotations

from desktop.agent.intents import Kind
from desktop.agent.reading.items.items import What
from desktop.agent.reading.requests.heard import Asker, Heard
from desktop.agent.reading.requests.shapes import Shapes

#: The timer itself is spoken of; which project it is for may be said or not.
_STARTS = Shapes(
    "^ <begin> [up/off] [N] [my/our/your/one/another/new/that/this] [N] <timer>",
    "^ <begin> .. <timer> on/for/→/with N",
    "^ <begin> one/another/new [one] [for/on] N",
    "^ new/another/set <timer> [for/on/→/|] N",
    "^ [|] N [<timer>] on/start/begin/go/going/running [now] $",
    "^ <begin> timing/tracking/counting/recording/clocking/logging",
    "^ get/have/set/put/let/keep/want .. <timer> [to] going/running/run/started/start/rolling/ticking/on",
    "^ switch/switching/change/move/flip/swap/point .. <timer> [over/across] to/→",
    "^ <timer> on $",
    "^ <timer> on now/for/→/N",
    "^ <timer> [on/for/→/|] N",
    "^ clock/punch/check me in/on/onto/into",
    "^ continue/continuing/resume/resuming/restart/restarting .. one/entry/<timer> from/of/i/we/again/D/$",
)
#: Work is named that begins now.
_BEGINS = Shapes(
    "^ <enter> N",
    "^ i/we am/are starting/beginning",
    "^ track/time/clock it/this [now/from]",
    "^ i/we am/are [now] switching/moving/hopping/jumping/going [over/on/back] to/onto/into N",
    "^ switch/switching/swap/swapping/flip/moving/move/hop/hopping/jump/jumping/over/change/changing "
    "[me/us] [over/on/back] to N",
)
_STOPS = Shapes(
    "^ <halt> .. <timer>",
    "forgot/forgotten to <halt> [it/that/<timer>] [at/around/by]",
    "<timer> [can/should/must/may/has_to/needs_to/to] [be/go/have] off/stop/stopped/ended/paused/halt",
)
#: The timer itself is spoken of.
TIMER = Shapes("<timer>")
_STOP_IT = Shapes("^ <halt> [<it>/everything/there/here/now] [now/there/here/right] $")
_TO_SOMEBODY = Shapes("you", "he/she/they")
_NOT_A_START = Shapes("^ do not/never <begin>/run", "^ <begin> of", "^ start/starting at/page/screen")
_NOT_A_STOP = Shapes("^ do not/never <halt>")


class Timers(Asker):
    """Recognises commands to the timer."""

    def _timer(self, heard: Heard) -> Kind | None:
        """Whichever of the two is said last; "run the clock until I say stop" commands only one."""
        starts, stops = self._starting(heard), self._stopping(heard)
        if stops > starts:
            return Kind.TIMER_STOP
        if starts < 0 or (" D " in heard.line[starts + 2 :].split("|")[0] and self._ahead(heard)):
            return None
        return Kind.TIMER_START

    def _starting(self, heard: Heard) -> int:
        """Where the timer is told to start, or -1."""
        if heard.says(_NOT_A_START) or heard.past or heard.lengths:
            return -1
        if heard.question and heard.line.startswith(("| how ", "| what ", "| why ", "| which ", "| when ", "| who ")):
            return -1
        found = _STARTS.last(heard.line)
        if found < 0 and heard.seen:
            found = _BEGINS.last(heard.line)
        return found

    def _stopping(self, heard: Heard) -> int:
        """Where the timer is told to stop, or -1."""
        if heard.says(_NOT_A_STOP):
            return -1
        told = any(length.hours is not None for length in heard.lengths)
        if told and not heard.line.startswith("| stop "):
            return -1
        found = _STOPS.last(heard.line)
        alone = heard.says(TIMER) or (not heard.seen and len(heard.line.split()) <= 10)
        if found < 0 and alone and not told and not heard.says(_TO_SOMEBODY):
            found = _STOP_IT.last(heard.line)
        return found

    def _ahead(self, heard: Heard) -> bool:
        """A timer cannot start on another day: "starting on Acme tomorrow"."""
        days = [item.days.days[0] for item in heard.items if item.what is What.DAYS and item.days and item.days.days]
        return any(day > heard.today for day in days)
