"""What is asked about tracked time: how much it is, and where some is missing."""

from __future__ import annotations

from desktop.agent.intents import Kind
from desktop.agent.reading.requests.asked import asked_of, names_in
from desktop.agent.reading.requests.heard import ASKS_OF_OTHERS, TEAM, Asker, Heard
from desktop.agent.reading.requests.periods import period, year_said
from desktop.agent.reading.requests.shapes import Shapes

#: Days or sheets with less in them than there should be.
_MISSING = Shapes(
    "gap/gaps/hole/holes",
    "missing/unlogged/untracked/unfilled/incomplete/underlogged/unaccounted/unbooked/unrecorded/unreported",
    "forgot/forget/forgotten/miss/missed/skip/skipped",
    "owe/owes/owing/behind",
    "short on/of/for/in/D/by",
    "who/anyone/anybody/everyone/everybody/team .. late in/on/with/D/$",
    "empty/blank/blanks/bare",
    "days/day without",
    "<log>/<logged> enough",
    "failed/fail to <log>",
    "full week/weeks",
    "<aux> not [i/we/it/they/N/yet/all] [<log>/<logged>/have/full/filled/complete/done]",
    "not <logged>",
    "fill/filled [in/out]",
)
_WHOLE = Shapes(
    "caught up",
    "everything .. <logged>/in/filled/there",
    "all/every/each/single day/days",
    "has/have everyone/everybody/anyone/people/team .. <logged>/done",
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
#: "which days have less than six hours": "less than six hours" is a length here.
_FEW_HOURS = Shapes("which/what day/days .. L")
_NOT_BILLED = Shapes("not billable/chargeable")
_HOURS = Shapes(
    "how many/much [of] [my/our] [non/un/total/unbilled/billable] <hours>",
    "how long/much .. <person> .. <log>/<logged>/working/did/done/bill/spend/spent/put",
    "what did/have/had/do <person> .. <log>/<logged>/worked/done/do/on",
    "what i/we <logged>/did/worked/do",
    "billable/non_billable/unbilled/nonbillable",
    "<hours> year/month to date",
    "<hours> for/on/in/at/→ N",
    "<hours>/<logged> D",
    "<sheet>/summary for/of D",
    "hours/time per/by project/client/task/day/week/person/people/teammate/employee/member",
    "my/our total",
    "^ [D] N total/totals [D/|]",
)
#: Of a length that the asker names: "was I over 40h this week?".
_REACHED = Shapes("^ was/were/am/are i/we [at/on/really/already/past/above] L/# D")
#: Who worked at all: "did anybody work on Sunday".
_WORKS = Shapes(
    "^ did/has/have/is/was/were <person>/N .. work/worked/working/<log>/<logged>", "^ who .. work/worked/busy/busiest"
)
_SPLIT = Shapes(
    "^ break [down] [N/my/our/D] .. by/per project/client/task/day/week/person/people/teammate/member",
    "breakdown/overview/report/split .. by/per project/client/task/day/week/person/people/teammate/member",
)
_SUM = frozenset("total hours time tracked logged billable utilization utilisation timesheet worked track log".split())
_HOURS_SAID = frozenset("hours timesheet totals".split())
_HEADS = _HOURS_SAID | frozenset("by per each".split())
#: All that a question without a verb may consist of, beside names, days and who is meant.
_IN_HEADINGS = _HEADS | frozenset(
    """for on of in at with to from since my our all total and only logged tracked billed so far person people project
    projects task tasks client clients day week month me everyone everybody team""".split()
)
_MOST_OF_A_HEADING = 7
_TO_YOU = Shapes("^ <aux> you")
_ELLIPTICAL_HOURS = Shapes(
    "^ [my/our/N/D/all/show/list/give/get/sum/team] [N/D/me/us/of/up/my/our] <amount>",
    "total/hours/time .. D/N $",
    "billable .. percentage/share/ratio/rate/split",
)


class TimeQuestions(Asker):
    """Recognises what is asked about tracked time."""

    def _asks_missing(self, heard: Heard) -> Kind | None:
        cues = heard.cue_set
        few = heard.says(_FEW_HOURS)
        if (heard.lengths and not (heard.question or few)) or not (few or heard.says(_MISSING, _WHOLE)):
            return None
        if heard.says(_NOT_BILLED):
            return None
        is_short = bool(cues & _ELLIPTICAL)
        about = bool(cues & _ABOUT) or (is_short and period(heard)[0] is not None)
        return Kind.MISSING_TIME if about and (heard.question or (is_short and not _is_of_work(heard))) else None

    def _asks_hours(self, heard: Heard) -> Kind | None:
        cues = heard.cue_set
        if (heard.lengths and not heard.question) or heard.says(_TO_YOU):
            return None
        splits = (heard.says(_SPLIT) and (heard.seen or heard.is_dated)) or self._is_heading(heard)
        sums = bool(cues & _SUM) or heard.says(_WORKS, _REACHED, ASKS_OF_OTHERS)
        asks = splits or heard.says(_HOURS) or (heard.question and sums)
        if not asks or not (heard.question or splits or self._elliptical(heard)):
            return None
        if heard.first in ("is", "are", "does") and not cues & {"my", "i", "we", "our"}:
            return None  # "is 24 Hour Fitness open 24 hours"
        mine = cues & ({"my", "i", "we", "our", "ive", "weve", "im"} | TEAM)
        asked = asked_of(heard)
        about = heard.seen or period(heard)[0] or mine or asked.by is not None or asked.names
        return Kind.HOURS if about or not heard.asks else None

    def _is_heading(self, heard: Heard) -> bool:
        """ "hrs Tobias last week", "per person on the tiles since May": hours or a split, of whom, of what and when."""
        words = [word for word in heard.line.split() if word not in ("|", "N", "D")]
        if heard.lengths or len(words) > _MOST_OF_A_HEADING or not (heard.seen or heard.is_dated):
            return False
        strange = {word for name in names_in(heard) for word in name.casefold().split()}
        said = set(words) - strange
        return (
            said <= _IN_HEADINGS
            and bool(said & _HEADS)
            and (asked_of(heard).by is not None or bool(said & _HOURS_SAID))
        )

    def _elliptical(self, heard: Heard) -> bool:
        """Words that ask without a question mark: no number, no work that was done, nothing to be logged."""
        numbered = " # " in heard.line and year_said(heard)[0] is None
        return not numbered and not heard.reports and heard.says(_ELLIPTICAL_HOURS)


def _is_of_work(heard: Heard) -> bool:
    """Whether work is told: something is named, or done."""
    return heard.reports or any(seen.mention.full and seen.mention.exact for seen in heard.seen)
