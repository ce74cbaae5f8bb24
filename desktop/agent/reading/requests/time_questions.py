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
    "what/which day/days .. i/we under/below/short/missing",
    "days/day .. i/we [have/had] not <logged>/<log>/filled/fill",
    "under my/our <hours>",
    "missing/unlogged/untracked/unfilled/incomplete/underlogged/unaccounted/unbooked/unrecorded/unreported",
    "forgot/forget/forgotten/miss/missed/skip/skipped",
    "short on/of/for/in/D/by",
    "lack/lacks/lacking/behind/owe/owes/owing/owed",
    "who/anyone/anybody/everyone/everybody/team .. late in/on/with/D/$",
    "empty/blank/blanks/bare",
    "no/zero/without/not_enough/too_little/too_few/little/insufficient <hours>/entries",
    "<log>/<logged> enough",
    "enough <hours>/entries",
    "with no/zero/nothing/less/fewer/under/too/little/not",
    "days/day without",
    "have/has/got/had [logged/tracked] no/nothing/zero/less/fewer/under/too",
    "under/below/less_than/fewer_than/short_of/not_at/not_reach L/#/full/target",
    "less/fewer than",
    "am/are i/we under/below/short/behind/missing",
    "day/days .. light/thin/low",
    "<aux> not [i/we/it/they/N/yet/all] [<log>/<logged>/have/have_#/full/filled/complete/done]",
    "<aux> [i/we/they] not [yet/fully] <log>/<logged>/have/full/filled/complete/enough/reach",
    "not <logged>",
    "nobody/no_one [<aux>] <log>/<logged>",
    "fill/filled [in/out]",
    "left empty/blank/open/out",
    "leave/left .. day/days .. empty/blank/open/out",
    "day/days .. need/needs/want <hours>/time/filling",
    "still need/needs <hours>",
    "failed/fail to <log>",
    "days/day/workdays .. still/left open",
    "day/days .. are/is/was/were short/light/thin/low/open",
    "full week/weeks/day/days",
    "still .. to fill/log/enter/book/record/track",
)
_WHOLE = Shapes(
    "<log>/<logged> everything",
    "everything .. <logged>/in/filled/there",
    "<sheet> .. complete/full/done/filled/up_to_date/finished/in_order/ready/good/caught_up",
    "has/have everyone/everybody/anyone/people/team .. <logged>/done",
    "did everyone/everybody/team [remember_to/manage_to] <log> [all] [of] [their/enough] <hours>/<sheet>",
    "fully logged/tracked/booked/filled/covered",
    "all/every/each day/days .. full/filled/complete/logged/covered/tracked/accounted/there/in",
    "caught up",
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
_LISTS = Shapes("^ <look> D/day/every/each/all")
#: "which days have less than six hours": "less than six hours" is a length here.
_FEW_HOURS = Shapes(
    "which/what day/days .. L",
    "^ show/list/find/check .. day/days .. L",
    "^ days [in] [D] with/under/below/at L",
)
_SURELY = Shapes(
    "am/are i/we .. short/behind/under/missing [anywhere/any/on] D",
    "am/are i/we short/behind",
    "full week/weeks",
    "forget/forgot/forgotten/miss/missed/skip/skipped/leave/left anything/any/something",
    "all/every days/day .. full/complete/filled",
    "gap/gaps/hole/holes in my/our",
)
_NO_GAP = Shapes(
    "everything [that] [i/we/was] [have] <logged>",
    "gap analysis/year",
    "missing you/link/piece/file/image/asset/assets/font/icon",
    "forget it",
    "not billable/chargeable/billed/invoiced",
)
_HOURS = Shapes(
    "how many/much [of] [my/our] [non/un/total/unbilled/billable] <hours>",
    "how long/much .. <person> .. <log>/<logged>/working/did/done/bill/spend/spent/put",
    "how long .. spent/spend/take/took/work",
    "hours did",
    "my/our hours/time",
    "total hours/time",
    "<hours> total/sum/summary/report/overview/breakdown/tally/so",
    "what did/have/had/do <person> .. <log>/<logged>/worked/done/do/on",
    "what was/is my/our [total/billable/non] [billable/hours/time/total]",
    "what i/we <logged>/did/worked/do",
    "everything i/we <logged>/did/worked",
    "<hours> <so_far>",
    "<hours> month/year/quarter/week to date",
    "so far D",
    "billable/non_billable/unbilled/nonbillable",
    "billable/hours/time versus/against",
    "<hours> for/on/in/at/→ N",
    "<hours>/<logged> D",
    "N <hours> [D/total/so/<so_far>] $",
    "<hours> <logged>",
    "<logged> <hours>",
    "utilization/utilisation",
    "what .. i/we .. working/doing/up",
    "did/have i/we <log>/<logged> D",
    "did N take/need/eat/consume",
    "<hours> since D",
    "^ total for/in/of #",
    "get/got/gotten done",
    "where am i at",
    "^ [my] D hours",
    "^ pull up .. <hours>/<sheet>",
    "^ hours N",
    "<sheet> summary/report/overview/total/totals",
    "hours/time per/by project/client/task/day/week/person/people/teammate/employee/member",
    "weekly/monthly/daily/quarterly total/totals/summary/hours",
    "how much of my/our/D",
    "<sheet> D",
    "^ summary/overview/recap/report/timesheet [of/for] D",
    "get/got up to",
    "total/sum/tally/add_up .. <hours>/<logged>/time/week/day/D",
    "time/hours spent",
    "L .. <logged> .. already/yet/or",
    "logged/tracked/booked/worked .. already/yet/or_not",
    "my/our total",
    "total/totals for/on/in N",
    "D total/totals",
    "what .. come/came/comes/add/adds/added to/up",
    "what did i/we clock",
    "overtime",
    "^ [D] N total/totals [D/|]",
    "my/our/D .. by project/projects/client/task/day/person/people",
    "how did/does/is/was D look/looking/go/going/turn_out",
    "did/have i/we <log>/<logged> more/less/longer/anything/something .. D",
    "^ <look>/read/give/get [me/us] [all] [my/our/N/D] [N/D] entries",
    "what did i/we bill .. versus/vs/not",
    "<logged> on N",
    "where did .. time/hours/day/week .. go",
    "spend my/our time/day/week/D",
)
#: Of a length that the asker names: "was I over 40h this week?".
_REACHED = Shapes(
    "^ was/were/am/are i/we [at/on/really/already] L D",
    "^ did/have/has i/we/team/anyone/everyone [<log>/<logged>/do/done/make/get/got/reach/reached/hit/pass/passed] L D",
)
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
_TELLS_OF_SHEET = Shapes("<sheet> [D] is/was/has/needs")
_LOGGING = Shapes("^ log/add/put/book/enter/record")
_ELLIPTICAL_HOURS = Shapes(
    "^ [my/our/N/D/all/show/list/give/get/sum/team] [N/D/me/us/of/up/my/our] <amount>",
    "^ [D] N <hours>/totals",
    "^ D total/totals",
    "^ <logged> on N",
    "^ hours N",
    "^ hours since",
    "^ D hours $",
    "^ pull/bring up",
    "^ weekly/monthly/daily/quarterly total/totals/summary/hours",
    "hours/time per/by",
    "^ summary/overview/recap/report/utilization/utilisation",
    "^ read/show/list/give/get/pull/summarize/summarise/total/sum/tally/report/print/display/recap",
    "^ non billable",
    "<so_far>",
    "versus/against",
    "total/hours/time .. D/N $",
    "time/hours spent",
    "my hours",
    "^ break/breakdown",
    "^ N total/totals $",
    "billable .. percentage/share/ratio/rate/split",
    "percentage/share/ratio/proportion/split of",
    "hours/time for/on N",
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
        start, _ = period(heard)
        about = bool(cues & _ABOUT) or heard.says(_SURELY) or (start is not None and bool(cues & _ELLIPTICAL))
        if not about or (not heard.question and not cues & _ELLIPTICAL and not heard.says(_LISTS)):
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
        if heard.says(_TELLS_OF_SHEET):
            return False
        numbered = " # " in heard.line and year_said(heard)[0] is None
        if numbered or heard.reports or heard.says(_LOGGING):
            return False
        return heard.says(_ELLIPTICAL_HOURS)
