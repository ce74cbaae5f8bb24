"""Commands: start and stop a timer, change or delete what is logged."""

from __future__ import annotations

from decimal import Decimal

from desktop.agent.intents import Interpretation, Kind
from desktop.agent.language.durations import duration_at, low
from desktop.agent.language.entry import hours_of
from desktop.agent.language.heard import Asker, Heard
from desktop.agent.language.items import What

_TIMER = frozenset("timer timers clock stopwatch tracking tracker".split())
_START = frozenset("start starting begin beginning resume restart run fire switch launch continue".split())
_STOP = frozenset("stop stopping pause end halt kill finish off quit".split())
_EDIT = frozenset(
    """change edit update correct adjust amend bump fix move increase reduce lower raise shorten extend set modify make
    turn revise cut""".split()
)
_DELETE = frozenset("delete remove erase trash wipe bin scrap drop discard cancel clear".split())
_ENTRY = frozenset("entry entries logged log logs timesheet entered recorded booked booking bookings".split())


class Commands(Asker):
    """Recognises commands about timers and entries."""

    def _timer_stop(self, heard: Heard) -> Interpretation | None:
        cues = heard.cue_set
        if heard.has("clock out", "clocking out", "clock me out", "punch out"):
            return Interpretation(Kind.TIMER_STOP)
        stops = cues & _STOP and cues & _TIMER and not cues & {"start", "restart", "resume", "begin"}
        if stops and not heard.question and (heard.first in _STOP or not heard.lengths):
            return Interpretation(Kind.TIMER_STOP)
        words = [cue for cue in heard.cues if cue not in ("please", "now", "it", "ok", "okay", "that")]
        if words and words[-1] in ("stop", "pause") and len(words) <= 6 and not heard.seen and not heard.lengths:
            return Interpretation(Kind.TIMER_STOP)
        return None

    def _timer_start(self, heard: Heard) -> Interpretation | None:
        if heard.lengths or (heard.question and not heard.has("can you start", "could you start", "start the timer")):
            return None
        cues = heard.cue_set
        said = bool(cues & _START and cues & _TIMER)
        said = said or heard.has(
            "clock in",
            "clock me in",
            "switch to",
            "switch over to",
            "now track it",
            "now track this",
            "timer on",
            "timer for",
            "start tracking",
            "clock is running",
        )
        said = said or heard.first == "timer"
        now = "now" in cues and heard.has("working on", "moving to", "moving on to", "onto")
        track = heard.first == "track" and not self._days(heard)
        said = said or ((now or track) and bool(heard.seen))
        said = said or (heard.first in ("start", "starting", "begin", "beginning", "resume") and bool(heard.seen))
        said = said or heard.has(
            "about to start", "getting started on", "im starting", "starting now", "starting on", "starting work"
        )
        if not said:
            return None
        project, choices = self._project(heard)
        return Interpretation(
            Kind.TIMER_START,
            project=project,
            task=self._task(heard, project),
            choices=choices,
            client=self._said_client(heard),
        )

    def _refers_to_entry(self, heard: Heard) -> bool:
        """Whether the words speak of time that is already logged."""
        if heard.cue_set & _ENTRY - {"log", "logged"}:
            return True
        return heard.has("i logged", "was logged", "that i logged", "ive logged", "my log", "we logged", "got logged")

    def _delete(self, heard: Heard) -> Interpretation | None:
        if any(item.what is What.LESS for item in heard.items):
            return None
        gone = heard.has("get rid of", "take off", "take out", "throw out", "throw away")
        entry = bool(
            heard.cue_set & {"entry", "entries"} and heard.cue_set & {"delete", "remove", "erase"} and not heard.lengths
        )
        if not (
            entry
            or heard.first in _DELETE
            or gone
            or heard.has(*(f"{o} {v}" for o in ("please", "you", "to") for v in _DELETE))
        ):
            return None
        if not (self._refers_to_entry(heard) or heard.cue_set & {"time", "hours", "one", "hour"} or self._days(heard)):
            return None
        if len(heard.lengths) > 1 or (heard.first not in _DELETE and not gone and heard.lengths):
            return None
        project, choices = self._project(heard)
        return Interpretation(
            Kind.DELETE,
            project=project,
            choices=choices,
            client=self._said_client(heard),
            day=self._one_day(heard),
            task=self._task(heard, project),
        )

    def _edit(self, heard: Heard) -> Interpretation | None:
        verb = heard.first in _EDIT or any(
            heard.has(f"{before} {verb}") for before in ("you", "please", "to") for verb in _EDIT
        )
        entry = self._refers_to_entry(heard) or (
            verb and heard.cue_set & {"time", "hours", "one"} and heard.first != "make"
        )
        early = self._amends_first(heard) or self._contrasts(heard) or self._sets(heard)
        logged = heard.has("i logged", "i put", "i entered", "i booked", "i tracked")
        early = early or (
            logged and bool(heard.seen) and heard.has("but it was", "but that was", "but it should", "it was really")
        )
        amends = heard.has(
            "should be",
            "should have been",
            "shouldve been",
            "was supposed to be",
            "was really",
            "ought to be",
            "fix the entry",
            "needs to be",
            "was actually",
            "is wrong",
            "not",
        )
        last_verb = heard.has(
            "set it to",
            "make it",
            "fix it",
            "fix that",
            "fix the entry",
            "correct it",
            "correct that",
            "change it",
            "update it",
        )
        if not (
            early
            or (verb and entry)
            or (entry and amends and heard.seen)
            or (last_verb and heard.seen and self._days(heard))
        ):
            return None
        if heard.question and not verb:
            return None
        project, choices = self._project(heard)
        return Interpretation(
            Kind.EDIT,
            project=project,
            choices=choices,
            client=self._said_client(heard),
            day=self._one_day(heard),
            hours=self._new_hours(heard),
            task=None,
        )

    def _amends_first(self, heard: Heard) -> bool:
        """ "yesterday's deal finder should be 2h": it is said what an entry of a day is to be, before any length."""
        lengths = [item.start for item in heard.items if item.what is What.LENGTH]
        for item in heard.items:
            if (
                item.what is What.FIX
                and low(heard.tokens, item.start) in ("should", "that")
                and item.end - item.start >= 2
            ):
                return bool(heard.seen) and self._days(heard) and bool(lengths) and item.start < lengths[0]
        return False

    def _contrasts(self, heard: Heard) -> bool:
        """ "my Stark time yesterday was four hours, not three": what is there is wrong."""
        for k, item in enumerate(heard.items[:-1]):
            if item.what is What.LENGTH and (
                low(heard.tokens, item.start - 1) == "was" or heard.first in ("make", "set")
            ):
                after = [i.what for i in heard.items[k + 1 : k + 4]]
                return What.NOT in after and What.LENGTH in after and self._days(heard) and bool(heard.seen)
        return False

    def _sets(self, heard: Heard) -> bool:
        """ "set today's Nucleus to 3h": a verb of changing, a day, a name, and what it is to become."""
        if heard.first not in _EDIT - {"fix", "make", "turn", "cut", "move"} or not (heard.seen and self._days(heard)):
            return False
        return any(
            item.what is What.LENGTH and low(heard.tokens, item.start - 1) in ("to", ">", "→") for item in heard.items
        )

    def _new_hours(self, heard: Heard) -> Decimal | None:
        """The value that an entry is to have: what follows "to", else the first without "not" or "from" before."""
        tokens = heard.tokens
        for i in range(len(tokens) - 1):
            if low(tokens, i) in ("to", "be", "been", ">", "→", "=") or (
                low(tokens, i) == "was" and "but" in heard.cue_set
            ):
                found = duration_at(tokens, i + 1, workday=Decimal(8))
                if found is not None and (hours := hours_of(found)) is not None:
                    return hours
        for item in heard.items:
            if item.what is What.LENGTH and low(tokens, item.start - 1) not in ("not", "from"):
                return hours_of(item.length)
        return None
