"""Changing and deleting what is already logged."""

from __future__ import annotations

import itertools
from decimal import Decimal

from desktop.agent.intents import Details, Interpretation, Kind
from desktop.agent.reading.entries.entry import hours_of
from desktop.agent.reading.items.items import What
from desktop.agent.reading.requests.heard import Asker, Heard
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.requests.wordclasses import CLASSES
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.time.durations import duration_at

#: Something told of is to be put down: "I was on Acme yesterday, put that in".
_PUTS_IN = Shapes("^ put/take <it> [all] in/down/on")
#: What was logged is to be something else: "I logged 2h on Acme, but that needs changing to 3".
_AMENDS = Shapes(
    "that/it/this/which/they/those/these needs/need/has/have/wants/should/must [to_be/be] <amended> [to/into/from]",
    "that/it/this/which/they/those/these <ought> L/#",
    "^ <ought> L/#",
)
#: "the four hours for Acme on Monday, make that five": hours that are spoken of as known.
_REMADE = Shapes(
    "^ [that/those/these/my] L .. N .. | make/change/set it/that/those/them/these [to] L/#/one",
    "^ [that/those/these/my] L .. make/change/set it/that/those/them/these [to] L/#/<few>",
)
_FEW = CLASSES["few"].split()
_POINTERS = frozenset("it that those them these".split())
_KNOWN = frozenset("the that those these my".split())
#: Something that is logged is spoken of.
_LOGGED = Shapes(
    "<record>",
    "my/that log/logs",
    "i/we/you/ive/that/have/was/were/got/be/been/accidentally/wrongly/mistakenly/already <logged>",
    "i/we put/have/had/did",
    "i/we gave/told you",
    "<logged> [N/D] twice/double/by/wrong/wrongly",
    "on/from/off/in my/our <sheet>",
)
_DELETES = Shapes(
    "^ <remove> .. <record>/<hours>/<logged>/duplicate/duplicates/everything",
    "^ <remove> .. N .. D",
    "^ <remove> .. D .. N",
    "^ <remove> [my/those/these/all/that/this] L .. <record>/N/D/<logged>",
    "^ <remove> [my/those/these/all] D $",
    "^ take/throw/chuck/pull/wipe/kick/strike .. N .. off/out/away/down/rid",
    "^ take/throw/chuck/pull/wipe/kick/strike .. <record>/<logged> .. off/out/away/down/rid",
    "^ take/throw/chuck/pull/wipe .. off/out .. my <sheet>",
    "^ forget .. entry/entries",
    "^ get/take .. off/from my <sheet>",
    "^ get/take N off D",
    "^ <remove> | what/everything/those/all/whatever [hours/time/that] i/we [have/had] <logged>/put",
)
_DELETE_IT = Shapes(
    "^ <remove> [one_of/both_of/rid_of] <it> [of] [them/those/these/one/ones] [out/away/off/again/too/now/completely]",
    "^ <remove> [one_of] second/first/last/other/duplicate/extra/wrong/latter/former/again",
    "^ <remove> $",
    "^ get rid of",
    "^ take/throw/chuck/pull/kick/get/strike <it> [one] off/out/away/down/back",
    "^ make it go away",
)
#: Said of something logged, these ask for its deletion without a verb of deleting.
_UNWANTED = Shapes(
    "should/must/does/do/did not exist",
    "should/must/does/do not be [on/in/there/here/logged/my/at]",
    "should/must never have been",
    "should not have been there/logged",
    "should/must/does not belong [in/on/there]",
    "does not belong there/here/in/on",
    "never happened",
    "no longer want/need .. entry/entries",
    "do not want/need .. entry/entries",
    "can/should/must/could/needs_to/has_to/have_to go $",
    "should/must/can/could/needs_to/has_to/have_to/to be <gone>",
    "needs deleting/removing/erasing",
    "is/was/are/were [just] [my] duplicate/duplicates/double",
)
_DELETE_PLAINLY = Shapes("^ delete/remove/erase/trash [it/that/them/this/those] $")
_DELETES_ONE = Shapes("^ <remove> [my/that/this/D] [N] entry/entries [i/we/from/for/on/of]")
#: Behind a command, which of the entries it means: "delete yesterday's Acme entry, the half hour one".
_WHICH_ONE = Shapes("| L one/ones/N/entry/$", "| L of * [*] $", "| L of [my/some] * |")
_OF_OTHER_THINGS = Shapes(
    "^ <remove> .. meeting/call/appointment/reminder/file/files/page/account/user/project/task/client/invoice/draft $",
    "^ cancel .. meeting/call/appointment",
    "^ pull up",
)
_CHANGES = Shapes(
    "^ <change> .. <record>",
    "<logged> .. needs/need/wants/should/must changing/correcting/fixing/changed/corrected/fixed/change [to/into] L/#",
    "^ <change> .. i/we <logged>",
    "^ <change> .. <hours> .. from/to/→/by/down/up",
    "^ <change> [my] N <hours>",
    "^ <change> [my] D .. <hours>",
    "^ add/put/append/attach .. to/on/for/in/as .. entry/entries",
    "^ put/set/make/have .. L instead",
    "^ put/set/make/have .. # instead",
)
_CHANGES_TO = Shapes(
    "^ <change> .. to/at/→/as L",
    "^ <change> .. to/at/→/as #",
    "^ <change> .. from .. to",
    "^ <change> .. by L",
    "^ <edit> D N L $",
    "^ <edit> N D L $",
    "^ <edit> [my] D N | L $",
    "^ <edit> [my] N [for/on/from/of] D | L $",
    "^ <edit> ... L instead of",
    "^ replace/swap .. with L/#",
    "^ <change> .. L instead/rather",
    "i/we need/want D N at/to L",
    "^ make N L [for/on] D",
    "^ bump/raise/lower/shorten/extend/lengthen/reduce/increase .. L [|] i/we put L",
    "^ make .. D .. L $",
    "^ make .. N L $",
    "^ make .. D .. N",
)
_CHANGE_IT = Shapes(
    "^ <change> <it> [one] [to/at/into/down/up/only/be] [L/#]",
    "^ <change> entry/entries",
    "^ make/set <it> [L/#]",
    "^ put <it> [at/to] L/#",
)
#: What is there is not what ought to be.
_WRONG = Shapes(
    "<ought>",
    "is/was/are/were/looks/seems/all [wrong]/off [by]",
    "is/was/are/were [way/far/much/L/a_bit] too high/low/long/short/much/little/many/few",
    "too much/little/many/long/short",
    "not L",
    "not #",
    "L | not one $",
    "L → L",
    "# → #",
    "is wrong",
    "was wrong",
    "wrong project/client/day/date/task/hours/time/duration/amount/number/week",
    "under/on/to wrong",
    "belongs/belong to/on/under/D/N",
    "instead of L/#",
    "was N",
)
_BUT = Shapes("but [it/that] was/should/is", "it was really/actually/only", "should have been", "supposed to be")
_INVOICE = Shapes("<invoice>", "invoiced/invoicing")
_OUTLAY = Shapes("M ... as/to/in/under [my] expense/expenses", "<spending> .. M | put/add/book <it> on/in/to/as")
_IT_WAS = Shapes("it was L/# $", "it was L/# [not] [L/#] $")
_VALUE = Shapes("L/#")
_LOG_REQUEST = Shapes("^ log/add/put/book/record/enter/track .. L")
#: An entry is spoken of as such, by its project or its day: not "the entry form".
_ENTRY_OF = Shapes(
    "N/D entry $",
    "N/D entry D/L/#/→/is/was/should/needs/ought/has/had/from/i/be/says/reads/to/that/of/for/looks/down/up",
    "entry D",
    "entry for/on/of N D",
    "entry i/we",
)
_TELLING = Shapes("i/we/you [had/have] logged/put/entered/booked/tracked/recorded/clocked/typed/wrote/said/put_down")
_SECOND_THOUGHTS = frozenset("make no sorry wait actually scratch correction oops rather i hang".split())
_VALUE_AFTER = frozenset("to it those these them needs be been > → = say read as at with really actually only".split())

_RECORD_WORDS = frozenset(
    "entry entries timesheet timesheets record records booking bookings logged tracked booked entered recorded".split()
)
_OUGHT = Shapes("<ought> [down/up/to/about] [to/about] L/#", "is/was wrong", "was/were really/actually L/#")
_CONTRAST = Shapes(
    "was L .. not/instead L/#",
    "was L | not L/#/one",
    "was # .. not #",
    "is # not #",
    "is L not L/#",
    "^ [those/that/these/my/D] [N] L .. <ought> [to/about] L/#",
    "L [N/D] → L",
    "# → #",
    "L → #",
    "make/set .. L .. not L/#",
    "make/set .. L | not L/#",
)
#: "Monday's meeting was 2h": a noun in -ing, no deed.
_EVENT_WAS = Shapes("meeting/training/testing/planning/coding/support/writing was/were L")
_UNDER = Shapes("under/on/to/against wrong", "wrong project/client/day/date/task", "too much/little/many")
_OLD_VALUE = Shapes(
    "^ <remove> [my/those/these/all/that/this/D] L",
    "^ <remove> [my] N L",
    "of/with/for L",
    "L <record>",
    "L .. i/we <logged>",
    "L .. from/off my <sheet>",
)
_SET_VALUE = Shapes(
    "to/at/→/be/been/say/read/as/by/with/only/=/into/down/up [about/around] L",
    "instead/not/from .. L",
    "L instead/rather/more/less",
    "L → L",
    "^ make/set/put .. <record> L",
    "^ <change> .. entry/entries/<hours> [D] [up/down] L",
    "not L/#",
    "^ <change> .. entry/entries/<hours> | L",
    "^ add L to .. <record>",
    "^ <change> [my/that] L/those/these .. <logged>/<record>",
    "^ <edit> D N L $",
    "^ <edit> N D L $",
    "^ <edit> [my] D N | L $",
    "^ <edit> [my] N [for/on/from/of] D | L $",
    "^ <change> .. L <record> .. to/from/on/D/N",
    "^ <change> .. L .. i/we <logged>",
)
#: The step is said, not the value that it leads to.
_STEP = Shapes("by L", "by #", "^ add L to", "^ take L off", "L more/less/longer/shorter", "off by L")


_RECORDED = Shapes("<record>", "i/we [have/had] <logged>")
#: The latest entry, whatever it is for.
_THE_LAST = Shapes(
    "last/latest/newest/previous [time/hours] one/entry/record/booking/log",
    "most recent one/entry/record/booking/log",
    "what/one/entry/time/hours/thing i/we [have] <logged>/put/did/made/added",
)
_ALL_OF = frozenset("all both every everything".split())
_DELETES_LAST = Shapes(
    "^ <remove> [my/that] last/latest/newest/previous [time] one/entry/record/booking/log",
    "^ <remove> [my/that] most recent one/entry",
    "^ <remove> [last/latest] what/one/entry/thing/time/hours i/we [have] <logged>/put/made/added",
)


class Changes(Asker):
    """Recognises commands about entries that exist."""

    def _delete(self, heard: Heard) -> Interpretation | None:
        if (heard.says(_OF_OTHER_THINGS) and not heard.says(_DELETES_ONE)) or any(
            item.what is What.LESS for item in heard.items
        ):
            return None
        if heard.asks and not heard.says(_DELETES):
            return None
        if not (self._deletes(heard) or self._deletes_it(heard) or self._unwanted(heard)):
            return None
        project, choices = self._project(heard)
        return Interpretation(
            Kind.DELETE,
            project=project,
            choices=choices,
            client=self._said_client(heard),
            day=self._one_day(heard),
            task=self._task(heard, project),
            details=self._which(heard),
        )

    def _which(self, heard: Heard) -> Details:
        """Which of the entries is meant, beside its project and day."""
        words = {token.low for token in heard.tokens}
        lengths = [
            hours_of(item.length)
            for item in heard.items
            if item.what is What.LENGTH and item.length and low(heard.tokens, item.start) not in _ALL_OF
        ]
        return Details(
            is_last=heard.says(_THE_LAST),
            is_all=bool(words & _ALL_OF) and not heard.says(_THE_LAST),
            old_hours=lengths[0] if len(lengths) == 1 else None,
        )

    def _deletes(self, heard: Heard) -> bool:
        """ "delete yesterday's Acme entry": a verb of removing and what it removes, in one clause."""
        begins = _DELETES.first(heard.line)
        if begins < 0 and not heard.lengths and heard.says(_DELETES_LAST):
            return True
        if begins < 0:
            return False
        if not heard.lengths:
            return True
        # A length is the old value; a clause with a length of its own is work: "remove old entries from the db 2h".
        clause = heard.line[begins + 2 :].split("|")[0]
        others = heard.line.count(" L ") - clause.count("L ")
        if others == 1 and "L " not in clause and _RECORDED.fit(f"| {clause}| "):
            return heard.says(_WHICH_ONE)
        return not others and _OLD_VALUE.fit(f"| {clause}| ")

    def _deletes_it(self, heard: Heard) -> bool:
        """ "Acme on Monday was a mistake, remove it": the verb points at something logged."""
        at = _DELETE_IT.last(heard.line)
        if at < 0 or len(heard.lengths) > 1:
            return False
        if heard.lengths:
            told = heard.says(_LOGGED) or (self._days(heard) and heard.says(_DELETE_PLAINLY))
            return told and bool(heard.seen) and heard.line.find(" L ") < at
        return heard.says(_LOGGED) or (bool(heard.seen) and self._days(heard))

    def _unwanted(self, heard: Heard) -> bool:
        """ "the 12 hours I logged on Stark shouldn't exist"."""
        at = _UNWANTED.last(heard.line)
        if at < 0 or len(heard.lengths) > 1 or heard.line.rfind(" L ") > at:
            return False
        return heard.says(_LOGGED) or (bool(heard.seen) and self._days(heard))

    def _edit(self, heard: Heard) -> Interpretation | None:
        if heard.says(_INVOICE) and not heard.cue_set & _RECORD_WORDS:
            return None
        if heard.says(_OUTLAY):
            return None
        if heard.says(_PUTS_IN) and all(length.hours is None for length in heard.lengths):
            return None
        verb = heard.says(_CHANGES)
        if heard.asks and not (verb or heard.says(_CHANGES_TO)):
            return None
        if not (self._changes(heard, verb=verb) or self._states(heard)):
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

    def _changes(self, heard: Heard, *, verb: bool) -> bool:
        """A verb of changing, and something logged that it changes."""
        named = bool(heard.seen)
        if verb and (named or self._days(heard)):
            return not heard.lengths or self._is_new_value(heard)
        if heard.says(_CHANGES_TO) and named and self._days(heard):
            return True
        if heard.says(_CHANGE_IT) and named and self._days(heard) and heard.says(_WRONG) and len(heard.lengths) <= 2:
            return True
        if heard.says(_CHANGE_IT) and named:
            logged = heard.says(_LOGGED) and (heard.cue_set & _RECORD_WORDS or heard.says(_TELLING))
            return bool(logged or (self._days(heard) and _CHANGE_IT.first(heard.line) > 0 and not heard.lengths))
        return False

    def _states(self, heard: Heard) -> bool:
        """What is logged is said to be wrong: "yesterday's Acme should be 2h"."""
        if not heard.seen:
            return False
        if heard.says(_ENTRY_OF) and heard.says(_VALUE) and not (heard.reports or heard.says(_LOG_REQUEST)):
            return True
        if self._days(heard) and (self._remakes(heard) or (heard.says(_TELLING) and heard.says(_AMENDS))):
            return True
        if not (heard.says(_WRONG, _BUT, _IT_WAS) or heard.has("but it was", "but that was")):
            return False
        record = bool(heard.cue_set & _RECORD_WORDS)
        told = heard.says(_TELLING)
        if record and not heard.reports:
            return True
        if told and (heard.says(_BUT, _UNDER) or heard.has("but it was", "but that was")):
            return True
        if record and told:
            return True
        if told and self._days(heard) and heard.says(_IT_WAS):
            return True
        return self._ought_first(heard) or self._contrasts(heard)

    def _remakes(self, heard: Heard) -> bool:
        """Whether the message begins with known hours ("the hour on Acme") and gives them another value."""
        return low(heard.tokens, 0) in _KNOWN and heard.says(_REMADE)

    def _ought_first(self, heard: Heard) -> bool:
        """ "yesterday's deal finder should be 2h": what an entry of a day is to be is said before any length."""
        at, length = _OUGHT.first(heard.line), _first_length(heard.line)
        return self._days(heard) and 0 < at < length and not heard.reports

    def _contrasts(self, heard: Heard) -> bool:
        """ "my Stark time yesterday was four hours, not three", "Acme monday 2h -> 3h": old and new side by side."""
        deed = heard.past or (heard.reports and not heard.says(_EVENT_WAS))
        return self._days(heard) and not deed and heard.says(_CONTRAST)

    def _is_new_value(self, heard: Heard) -> bool:
        """Whether the length is a value to be set, and not work beside the words of a note."""
        return heard.says(_SET_VALUE)

    def _corrected(self, heard: Heard) -> Decimal | None:
        """ "edit it, two hours, no sorry, two and a half": the length behind a second thought."""
        after = [i for i in heard.items if i.what is What.FIX and low(heard.tokens, i.start) in _SECOND_THOUGHTS]
        if not after:
            return None
        lengths = [i for i in heard.items if i.what is What.LENGTH and i.start >= after[-1].end]
        before = any(i.what is What.LENGTH and i.start < after[-1].start for i in heard.items)
        return hours_of(lengths[0].length) if lengths and before else None

    def _new_hours(self, heard: Heard) -> Decimal | None:
        """The value that an entry is to have: what follows "to", else the first without "not" or "from" before."""
        tokens = heard.tokens
        if heard.says(_STEP) and not heard.says(_OUGHT):
            return None
        if self._remakes(heard) and (plain := _bare_word_behind(heard)) is not None:
            return plain
        if (corrected := self._corrected(heard)) is not None:
            return corrected
        told_last = heard.says(_TELLING) and heard.says(_IT_WAS)
        if told_last or heard.has("but it was", "but that was"):
            lengths = [item for item in heard.items if item.what is What.LENGTH]
            return hours_of(lengths[-1].length) if lengths else None
        for i in range(1, len(tokens) - 1):
            if low(tokens, i) in _VALUE_AFTER or (low(tokens, i) == "was" and "but" in heard.cue_set):
                found = duration_at(tokens, i + 1, workday=Decimal(8))
                if found is not None and (hours := hours_of(found)) is not None:
                    return hours
        for item in reversed(heard.items) if self._remakes(heard) else heard.items:
            before = low(tokens, item.start - 1), low(tokens, item.start - 2)
            old = (
                before[0] in ("not", "from", "logged")
                or before in (("was", "("), ("put", "i"), ("put", "we"), ("had", "i"))
                or before[1] in ("instead", "rather")
            )
            if item.what is What.LENGTH and not old:
                return hours_of(item.length)
        return None


def _bare_word_behind(heard: Heard) -> Decimal | None:
    """ "the two hours on Acme, make that three": a number word behind the pronoun."""
    cues = [token.low for token in heard.tokens if token.low != "to"]
    numbers = [_FEW.index(b) + 1 for a, b in itertools.pairwise(cues) if a in _POINTERS and b in _FEW]
    return Decimal(numbers[-1]) if numbers and " L " not in heard.line[heard.line.rfind("make") :] else None


def _first_length(line: str) -> int:
    """Where the first number or length stands, or -1."""
    found = [at for at in (line.find(" L "), line.find(" # ")) if at >= 0]
    return min(found, default=-1)
