"""Starting and stopping the timer."""

from __future__ import annotations

from desktop.agent.intents import Kind
from desktop.agent.reading.items.items import What
from desktop.agent.reading.requests.heard import Asker, Heard
from desktop.agent.reading.requests.shapes import Shapes

_ON = "[up] [tracking/timing/with/work/working/on/for/to/in/onto]"

#: The timer itself is spoken of; which project it is for may be said or not.
_STARTS = Shapes(
    "^ <begin> [up/off] [N] [my/our/your/one/another/new/that/this] [N] <timer>",
    "^ <begin> .. <timer> on/for/→/with N",
    "^ <begin> .. <timer> $",
    "^ <begin> timing/tracking/counting/recording/clocking/logging",
    "^ <begin> one/another/new [one] [for/on] N",
    "^ get/have/set/put/let/keep/want .. <timer> [to] going/running/run/started/start/rolling/ticking/on",
    "^ switch/switching/change/move/flip/swap/point .. <timer> [over/across] to/→",
    "^ hit/press/push start/play/clock/timer",
    "^ new/another <timer> [for/on/→/|] N",
    "^ set [up] <timer> [going] [for/on] N",
    "^ [N] <timer> [is] on/running/start/going/started [on/for/→/|] N",
    "^ N <timer> on/start/going/running $",
    "^ <timer> on $",
    "^ <timer> on now/for/→/N",
    "^ <timer> [on/for/→/|] N",
    "^ clock/punch/check me in/on/onto/into",
    "^ put/get/have me on clock",
    "^ i want/need .. <timer> [to] running/run/going/started/start/on/for",
    "^ start time [for/on] N",
    "^ continue/continuing/resume/resuming/restart/restarting .. one/entry/<timer> from/of/i/we/again/D/$",
    "^ pick_up/carry_on_with/go_on_with .. one/entry/<timer> from/of/i/we/again/D/$",
)
#: Work is named that begins now.
_BEGINS = Shapes(
    f"^ <enter> {_ON} [my/our/some] N",
    f"^ <enter> {_ON} <enter> N",
    "^ <enter> .. <timer>",
    "^ <enter> N",
    f"^ i/we am/are [about] [to] [now] <enter> {_ON} .. N",
    "^ i/we am/are starting/beginning",
    "get started on",
    "starting on/work",
    "^ switch/switching/swap/swapping/flip/moving/move/hop/hopping/jump/jumping/over/change/changing "
    "[me/us] [over/on/back] to N",
    "^ i/we am/are [now] switching/moving/hopping/jumping/going [over/on/back] to/onto/into N",
    "^ [go] back on/to/at N [now]",
    "^ now on/onto/at/working/doing .. N",
    "^ i/we am/are [now/currently] working/on/back/doing .. now",
    "^ track [my/this] [time/hours/it/this] [on/for/as/under/against/to] N",
    "^ time this/it/me [on/for/as/under/against/to] N",
    "^ get/getting going/cracking/started on N",
    "^ track .. from now",
    "^ track/time/clock it/this [now/from]",
    "N [<timer>] start/begin/go [<timer>/now] $",
    "N | go $",
    "N .. | <begin> [<timer>/tracking/timing/it] [it/this/now] $",
)
_STOPS = Shapes(
    "^ <halt> .. <timer>",
    "^ <halt> [time] recording/counting/logging/clocking",
    "^ turn/switch/shut/click/set/put .. <timer>/it/that/this off",
    "<timer> [can/should/must/may/has_to/needs_to/to] [be/go] off/stop/stopped/ended/paused/halt",
    "^ clock/punch/sign/check me out/off",
    "^ clock/clocking/punch/punching out/off",
    "^ hit/press/push stop/pause",
    "^ <halt> what/whatever",
    "stop/pause/halt/end <timer> [now] $",
    "forgot/forgotten to <halt> [it/that] [at/around/by/<timer>]",
    "forgot/forgotten to <halt> .. <timer>",
    "<timer> should have stopped/ended/finished/been",
    "<timer> still running",
    "left .. <timer> running/on/going",
)
#: Behind a stop: "and start meetings for Acme".
_ENTERS = Shapes("^ <enter> .. N")
#: The timer itself is spoken of.
TIMER = Shapes("<timer>")
_RUNNING = Shapes(
    "<timer>", "running", "ticking", "tracking", "timing", "done/finished with", "still going", "counting"
)
_STOP_IT = Shapes("^ <halt> [<it>/everything/there/here/now] [now/there/here/right] $", "^ turn/switch/shut <it> off")
_TO_SOMEBODY = Shapes("you", "he/she/they")
_NOT_A_START = Shapes("^ do not/never <begin>/run", "^ <begin> of", "^ start/starting at/page/screen")
_NOT_A_STOP = Shapes("^ do not/never <halt>")
_OF_INVOICES = Shapes("<invoice>")
_TIMER_ONLY = Shapes("<begin> [my/our/one] <timer>")


class Timers(Asker):
    """Recognises commands to the timer."""

    def _timer(self, heard: Heard) -> Kind | None:
        """Whichever of the two is said last; "run the clock until I say stop" commands only one."""
        starts, stops = self._starting(heard), self._stopping(heard)
        if stops >= 0 and heard.seen:
            starts = max(starts, _ENTERS.last(heard.line))
        if stops > starts:
            return Kind.TIMER_STOP
        if starts < 0 or (" D " in heard.line[starts + 2 :].split("|")[0] and self._ahead(heard)):
            return None
        return Kind.TIMER_START

    def _starting(self, heard: Heard) -> int:
        """Where the timer is told to start, or -1."""
        if heard.says(_NOT_A_START) or (heard.past and not heard.says(_TIMER_ONLY)):
            return -1
        if heard.lengths:
            # "start 2h of Stark, no, just start the timer": the last word is about the timer alone.
            last = _STARTS.last(heard.line)
            return last if last > heard.line.rfind(" L ") and _TIMER_ONLY.fit(heard.line[last:]) else -1
        if heard.question and heard.line.startswith(("| how ", "| what ", "| why ", "| which ", "| when ", "| who ")):
            return -1
        found = _STARTS.last(heard.line)
        if found < 0 and heard.seen and not heard.says(_OF_INVOICES):
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
        alone = heard.says(_RUNNING) or (not heard.seen and len(heard.line.split()) <= 10)
        if found < 0 and alone and not told and not heard.says(_TO_SOMEBODY):
            found = _STOP_IT.last(heard.line)
        return found

    def _ahead(self, heard: Heard) -> bool:
        """A timer cannot start on another day: "starting on Acme tomorrow"."""
        days = [item.days.days[0] for item in heard.items if item.what is What.DAYS and item.days and item.days.days]
        return any(day > heard.today for day in days)
