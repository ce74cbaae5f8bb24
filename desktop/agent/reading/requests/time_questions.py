"""What is asked about tracked time: how much it is, and where some is missing."""

from __future__ import annotations

from desktop.agent.intents import Kind
from desktop.agent.reading.requests.asked import asked_of
from desktop.agent.reading.requests.heard import ASKS_OF_OTHERS, TEAM, Asker, Heard
from desktop.agent.reading.requests.shapes import Shapes

#: Days or sheets with less in them than there should be.
_MISSING = Shapes(
    "gap/gaps/hole/holes",
    "under my/our <hours>",
    "missing/unlogged/untracked/unfilled/incomplete/underlogged/unaccounted/unbooked/unrecorded/unreported",
    "forgot/forget/forgotten/miss/missed/skip/skipped",
    "lack/lacks/lacking/behind/owe/owing/owed",
    "empty/blank/blanks/bare",
    "no/zero/without/not_enough/too_little/too_few/little/insufficient <hours>/entries",
    "enough <hours>/entries",
    "am/are i/we under/below/short/behind/missing",
    "<aux> not [i/we/it/they/N/yet/all] [<log>/<logged>/have/have_#/full/filled/complete/done]",
    "fill/filled [in/out]",
)
_WHOLE = Shapes(
    "<log>/<logged> everything",
    "everything .. <logged>/in/filled/there",
    "<sheet> .. complete/full/done/filled/up_to_date/finished/in_order/ready/good/caught_up",
    "did everyone/everybody/team [remember_to/manage_to] <log> [all] [of] [their/enough] <hours>/<sheet>",
)
_ABOUT = frozenset(
    """under
    timesheet timesheets sheet hours hour time log logged days day track tracked entries entry fill filled weekday
    weekdays workdays workday logging tracking enter entered book booked""".split()
)
_ELLIPTICAL = frozenset(
    "timesheet timesheets unaccounted gaps gap holes missing days unlogged untracked empty blank incomplete".split()
)
_FULL = Shapes("<logged>/<log>/full/complete/filled/covered/done/there/in")
#: "which days have less than six hours": "less than six hours" is a length here.
_FEW_HOURS = Shapes(
    "which/what day/days .. L",
    "^ show/list/find/check .. day/days .. L",
    "^ days [in] [D] with/under/below/at L",
)
_SURELY = Shapes(
    "am/are i/we short/behind", "forget/forgot/forgotten/miss/missed/skip/skipped/leave/left anything/any/something"
)
_NO_GAP = Shapes("everything [that] [i/we/was] [have] <logged>")
_HOURS = Shapes(
    "my/our hours/time",
    "what did/have/had/do <person> .. <log>/<logged>/worked/done/do/on",
    "<hours> <so_far>",
    "<hours> month/year/quarter/week to date",
    "billable/non_billable/unbilled/nonbillable",
    "<hours> for/on/in/at/→ N",
    "<hours>/<logged> D",
    "utilization/utilisation",
    "what .. i/we .. working/doing/up",
    "did/have i/we <log>/<logged> D",
    "<hours> since D",
    "^ total for/in/of #",
    "^ [my] D hours",
    "^ pull up .. <hours>/<sheet>",
    "^ hours N",
    "<sheet> summary/report/overview/total/totals",
    "hours/time per/by project/client/task/day/week/person/people/teammate/employee/member",
    "weekly/monthly/daily/quarterly total/totals/summary/hours",
    "<sheet> D",
    "^ summary/overview/recap/report/timesheet [of/for] D",
    "total/sum/tally/add_up .. <hours>/<logged>/time/week/day/D",
    "what .. come/came/comes/add/adds/added to/up",
    "overtime",
    "^ [D] N total/totals [D/|]",
    "my/our/D .. by project/projects/client/task/day/person/people",
    "how did/does/is/was D look/looking/go/going/turn_out",
    "^ <look>/read/give/get [me/us] [all] [my/our/N/D] [N/D] entries",
    "what did i/we bill .. versus/vs/not",
)
#: Of a length that the asker names: "was I over 40h this week?".
_REACHED = Shapes(
    "^ was/were/am/are i/we [at/on/really/already] L D",
    "^ did/have/has i/we/team/anyone/everyone [<log>/<logged>/do/done/make/get/got/reach/reached/hit/pass/passed] L D",
)
_SUM = frozenset("total hours time tracked logged billable utilization utilisation timesheet worked track log".split())
_TO_YOU = Shapes("^ <aux> you")
_LOGGING = Shapes("^ log/add/put/book/enter/record")
_ELLIPTICAL_HOURS = Shapes(
    "^ [my/our/N/D/all/show/list/give/get/sum/team] [N/D/me/us/of/up/my/our] <amount>",
    "^ weekly/monthly/daily/quarterly total/totals/summary/hours",
    "^ summary/overview/recap/report/utilization/utilisation",
    "^ read/show/list/give/get/pull/summarize/summarise/total/sum/tally/report/print/display/recap",
    "total/hours/time .. D/N $",
    "^ break/breakdown",
)


class TimeQuestions(Asker):
    """Recognises what is asked about tracked time."""

    def _asks_missing(self, heard: Heard) -> Kind | None:
        cues = heard.cue_set
        few = heard.says(_FEW_HOURS)
        if (heard.lengths and not (heard.question or few)) or heard.says(_NO_GAP):
            return None
        whole = few or (heard.asks and (heard.says(_WHOLE) or self._of_every_day(heard)))
        if not whole and not heard.says(_MISSING):
            return None
        start, _ = self.period(heard)
        about = bool(cues & _ABOUT) or heard.says(_SURELY) or (start is not None and bool(cues & _ELLIPTICAL))
        if not about or (not heard.question and not cues & _ELLIPTICAL):
            return None
        named = any(seen.mention.full and seen.mention.exact for seen in heard.seen)
        if (named or heard.reports) and not heard.question:
            return None
        return Kind.MISSING_TIME

    def _of_every_day(self, heard: Heard) -> bool:
        """ "is every day this week at eight hours", "am I under 8h any day": a question of each day by itself."""
        if not heard.has(
            "every day", "each day", "all days", "any day", "any days", "every weekday", "every single day"
        ):
            return False
        return bool(heard.lengths) or heard.says(_FULL)

    def _asks_hours(self, heard: Heard) -> Kind | None:
        cues = heard.cue_set
        if (heard.lengths and not heard.question) or heard.says(_TO_YOU):
            return None
        asks = heard.says(_HOURS) or (heard.question and (bool(cues & _SUM) or heard.says(_REACHED, ASKS_OF_OTHERS)))
        if not asks or not (heard.question or self._elliptical(heard)):
            return None
        if heard.first in ("is", "are", "does") and not cues & {"my", "i", "we", "our"}:
            return None  # "is 24 Hour Fitness open 24 hours"
        mine = cues & ({"my", "i", "we", "our", "ive", "weve", "im"} | TEAM)
        asked = asked_of(heard)
        about = heard.seen or self.period(heard)[0] or mine or asked.by is not None or asked.names
        return Kind.HOURS if about or not heard.asks else None

    def _elliptical(self, heard: Heard) -> bool:
        """Words that ask without a question mark: no number, no work that was done, nothing to be logged."""
        numbered = " # " in heard.line and self._year(heard)[0] is None
        if numbered or heard.reports or heard.says(_LOGGING):
            return False
        return heard.says(_ELLIPTICAL_HOURS)
