"""Questions about time: what is logged, and what is missing."""

from __future__ import annotations

from desktop.agent.intents import Interpretation, Kind
from desktop.agent.language.heard import OPENERS, TEAM, Asker, Heard
from desktop.agent.language.items import What

_MISSING = frozenset(
    """missing gap gaps forgot forget forgotten short unlogged incomplete holes hole blank lack lacking lacks
    underlogged     behind unfilled unaccounted missed untracked""".split()
)
_SUM = frozenset(
    "total hours hour time tracked logged billable utilization utilisation timesheet worked track log".split()
)


class TimeQuestions(Asker):
    """Recognises what is asked about tracked time."""

    def _missing(self, heard: Heard) -> Interpretation | None:
        cues = heard.cue_set
        if heard.lengths and not heard.question:
            return None
        whole = heard.question and (
            bool(cues & {"log", "logged", "track", "tracked"}) and heard.has("every day", "each day", "all days")
        )
        whole = whole or (
            heard.question
            and heard.has(
                "timesheet complete",
                "timesheet full",
                "timesheet done",
                "timesheet filled",
                "log everything",
                "logged everything",
                "timesheets complete",
                "all my hours in",
                "all my time in",
                "fully logged",
                "up to date",
            )
        )
        said = (
            whole
            or bool(cues & _MISSING)
            or heard.has(
                "hasnt logged",
                "dont have",
                "are empty",
                "is empty",
                "filled in",
                "fill in",
                "havent i",
                "havent we",
                "left empty",
                "not logged",
                "havent logged",
                "didnt log",
                "did not log",
                "no hours",
                "no time",
                "without hours",
                "without time",
                "under 8",
                "not full",
                "empty days",
                "zero hours",
                "not enough hours",
                "days empty",
            )
        )
        about = cues & {
            "timesheet",
            "timesheets",
            "hours",
            "time",
            "log",
            "logged",
            "days",
            "day",
            "track",
            "tracked",
            "entries",
        }
        period = self._period(heard)[0] is not None
        if not said or not (about or (period and cues & {"gap", "gaps", "unlogged"})):
            return None
        if not heard.question and not cues & {"timesheet", "timesheets", "gaps", "missing", "days", "unlogged"}:
            return None
        if heard.seen and not heard.question:
            return None
        start, end = self._period(heard)
        return Interpretation(Kind.MISSING_TIME, start=start, end=end, team=bool(cues & TEAM - {"each"}))

    def _hours(self, heard: Heard) -> Interpretation | None:
        cues = heard.cue_set
        if heard.lengths and not heard.question:
            return None
        asks = heard.has(
            "how many hours",
            "how many hrs",
            "how much time",
            "how long",
            "hours did",
            "my hours",
            "total hours",
            "hours total",
            "what did i work",
            "what have i logged",
            "what did i log",
            "what did i do",
            "what have i worked",
            "what have i done",
            "time so far",
            "hours so far",
            "so far this",
            "billable vs",
            "billable versus",
            "billable against",
            "hours for",
            "hours on",
            "hours logged",
            "time tracked",
            "non billable",
            "hours tracked",
            "how billable",
            "billable percentage",
            "billable ratio",
            "how am i doing",
        )
        asks = (
            asks
            or (bool(cues & _SUM) and heard.question)
            or (bool(cues & {"total", "sum"}) and bool(cues & _SUM - {"total"}))
        )
        asks = asks or (
            heard.first in ("show", "list", "hours", "total", "summarize", "summarise", "timesheet")
            and bool(cues & _SUM)
        )
        start, end = self._period(heard)
        asks = asks or (heard.has("time spent on", "time spent") and start != end)
        if heard.question and not heard.seen and start is None and not (cues & {"my", "i", "we", "our"} | cues & TEAM):
            return None
        if not asks or (not heard.question and not self._asking_form(heard)):
            return None
        project, client = None, self._said_client(heard)
        if any(seen.mention.projects for seen in heard.seen):
            project = self._resolve(heard).project
        start, end = self._period(heard)
        return Interpretation(
            Kind.HOURS,
            project=project,
            client=client or (project.client if project else None),
            start=start,
            end=end,
            team=bool(cues & TEAM - {"each"}),
            choices=self._resolve(heard).choices,
        )

    def _asking_form(self, heard: Heard) -> bool:
        """Words that ask without a question mark: no bare number, no work that was done."""
        if any(item.what is What.LENGTH for item in heard.items):
            return False
        return heard.first in OPENERS | {
            "total",
            "hours",
            "billable",
            "time",
            "my",
            "summary",
            "sum",
            "summarize",
            "timesheet",
        } or (
            heard.has(
                "so far",
                "time spent",
                "vs",
                "versus",
                "total",
                "hours for",
                "my hours",
                "hours on",
                "hours",
                "this month",
                "last month",
            )
            and not heard.has("i worked", "worked on", "put in", "i was", "i did", "add", "log", "book")
        )
