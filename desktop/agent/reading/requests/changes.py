"""Changing and deleting what is already logged."""

from __future__ import annotations

from desktop.agent.intents import Kind
from desktop.agent.reading.items.items import What
from desktop.agent.reading.requests.heard import Asker, Heard
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.requests.values import IT_WAS, OUGHT, TELLING, remakes

#: Something told of is to be put down: "I was on Acme yesterday, put that in".
_PUTS_IN = Shapes("^ put/take <it> [all] in/down/on")
#: What was logged is to be something else: "I logged 2h on Acme, but that needs changing to 3".
_AMENDS = Shapes(
    "that/it/this/which/they/those/these needs/need/has/have/wants/should/must [to_be/be] <amended> [to/into/from]",
    "that/it/this/which/they/those/these <ought> L/#",
    "^ <ought> L/#",
)
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
    "^ delete/deleting/remove/removing/erase/erasing/del [my/all/all_of/both] N [N] [please] $",
    "^ <remove> .. N .. D",
    "^ <remove> .. D .. N",
    "^ <remove> [my/those/these/all/that/this] L .. <record>/N/D/<logged>",
    "^ <remove> [my/those/these/all] D $",
    "^ take/throw/chuck/pull/wipe/kick/strike .. N .. off/out/away/down/rid",
    "^ take/throw/chuck/pull/wipe/kick/strike .. <record>/<logged> .. off/out/away/down/rid",
    "^ take/throw/chuck/pull/wipe .. off/out .. my <sheet>",
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
)
#: Said of something logged, these ask for its deletion without a verb of deleting.
_UNWANTED = Shapes(
    "should/must/does/do/did not exist",
    "should/must/does/do not be [on/in/there/here/logged/my/at]",
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
    "^ <change> .. i/we <logged>",
    "^ <change> .. <hours> .. from/to/→/by/down/up",
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
    "^ <edit> [my] D N | L $",
    "^ <edit> [my] N [for/on/from/of] D | L $",
    "^ <edit> ... L instead of",
    "^ replace/swap .. with L/#",
    "^ <change> .. L instead/rather",
    "^ make N L [for/on] D",
    "^ bump/raise/lower/shorten/extend/lengthen/reduce/increase .. L [|] i/we put L",
    "^ make .. D .. L $",
    "^ make .. N L $",
    "^ make .. D .. N",
)
_CHANGE_IT = Shapes(
    "^ <change> <it> [one] [to/at/into/down/up/only/be] [L/#]", "^ <change> entry/entries", "^ make/set <it> [L/#]"
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
_BUT = Shapes("it was really/actually/only", "should have been", "supposed to be")
_INVOICE = Shapes("<invoice>", "invoiced/invoicing")
_OUTLAY = Shapes("M ... as/to/in/under [my] expense/expenses", "<spending> .. M | put/add/book <it> on/in/to/as")
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
_RECORD_WORDS = frozenset(
    "entry entries timesheet timesheets record records booking bookings logged tracked booked entered recorded".split()
)
_CONTRAST = Shapes(
    "was L .. not/instead L/#",
    "was L | not L/#/one",
    "was # .. not #",
    "is # not #",
    "^ [those/that/these/my/D] [N] L .. <ought> [to/about] L/#",
    "L [N/D] → L",
    "# → #",
)
#: "Monday's meeting was 2h": a noun in -ing, no deed.
_EVENT_WAS = Shapes("meeting/training/testing/planning/coding/support/writing was/were L")
_UNDER = Shapes("under/on/to/against wrong", "wrong project/client/day/date/task", "too much/little/many")
_OLD_VALUE = Shapes(
    "^ <remove> [my/those/these/all/that/this/D] L", "of/with/for L", "L <record>", "L .. i/we <logged>"
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
    "^ <edit> [my] D N | L $",
    "^ <edit> [my] N [for/on/from/of] D | L $",
)


#: Hours that are known as logged are to be another's, or parted: "the 4h at Acme yesterday belongs to Globex".
_REHOMED = Shapes(
    "^ [that/those/these/my] L .. N/D belongs/belong to/on/under/with/in",
    "^ [that/those/these/my] L .. N/D [|] could/can/should/must they/it/that/those/these [please] "
    "go/move/be_moved/be_put/be_booked to/on/onto/under/over",
    "^ [that/those/these/my] L .. N/D should/must/needs_to/has_to [really/actually/rather] "
    "go/be/have_gone/have_been/be_moved/be_booked to/on/onto/under/for N",
    "^ [that/those/these/my] L .. N/D was/were actually/really for/on N",
    "^ can/could/should/may [that/those/these/my] L .. N/D be moved/put/booked/shifted/switched to/on/onto/under",
    "^ put/move/book/shift/switch D L [of/for/on/at/from] N to/on/onto/under/over N [instead] $",
)
_PARTED = Shapes(
    "^ split/divide <it> [up/evenly/equally/into/between/#/L]",
    "should/must/needs_to/need_to/has_to/have_to/ought_to be split/divided [up] [evenly/equally] into/between",
)
#: A limit, not what is logged.
_GRANTED = Shapes("^ i/we was/were supposed/meant/allowed to have/get/use L")
#: Told to be there twice, and asked about: "could it be that I booked Acme twice on Monday? If so kill one".
_TWICE = Shapes("i/we .. <logged> .. twice/double", "<record> .. twice/double/duplicated")
_RECORDED = Shapes("<record>", "i/we [have/had] <logged>")
_DELETES_LAST = Shapes(
    "^ <remove> [my/that] last/latest/newest/previous [time] one/entry/record/booking/log",
    "^ <remove> [last/latest] what/one/entry/thing/time/hours i/we [have] <logged>/put/made/added",
)


def is_of_another(heard: Heard) -> bool:
    """Whether what is logged is to be parted, or to be another's: a length in it is one that it has."""
    if not heard.seen or heard.reports:
        return False
    return heard.says(_REHOMED) or (_PARTED.last(heard.line) > 0 and heard.says(_LOGGED))


_FROM_TO = Shapes("^ <change> .. from L/# to L/#")


def is_changed_from_to(heard: Heard) -> bool:
    """ "change Tuesday's shoot from 2h20 to 2h50, I forgot half an hour": no list of what was done."""
    return _FROM_TO.first(heard.line) == 0


class Changes(Asker):
    """Recognises commands about entries that exist."""

    def _delete(self, heard: Heard) -> Kind | None:
        if (heard.says(_OF_OTHER_THINGS) and not heard.says(_DELETES_ONE)) or any(
            item.what is What.LESS for item in heard.items
        ):
            return None
        twice = heard.says(_TWICE) and 0 <= _TWICE.first(heard.line) < _DELETE_IT.last(heard.line)
        if heard.asks and not twice and not heard.says(_DELETES):
            return None
        if not (self._deletes(heard) or self._deletes_it(heard) or self._unwanted(heard)):
            return None
        return Kind.DELETE

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
            told = heard.says(_LOGGED) or (heard.is_dated and heard.says(_DELETE_PLAINLY))
            return told and bool(heard.seen) and heard.line.find(" L ") < at
        return heard.says(_LOGGED) or (bool(heard.seen) and heard.is_dated)

    def _unwanted(self, heard: Heard) -> bool:
        """ "the 12 hours I logged on Stark shouldn't exist"."""
        at = _UNWANTED.last(heard.line)
        if at < 0 or len(heard.lengths) > 1 or heard.line.rfind(" L ") > at:
            return False
        return heard.says(_LOGGED) or (bool(heard.seen) and heard.is_dated)

    def _edit(self, heard: Heard) -> Kind | None:
        if heard.says(_INVOICE) and not heard.cue_set & _RECORD_WORDS:
            return None
        if heard.says(_OUTLAY):
            return None
        if heard.says(_PUTS_IN) and all(length.hours is None for length in heard.lengths):
            return None
        verb = heard.says(_CHANGES)
        if is_of_another(heard):
            return Kind.EDIT
        if heard.asks and not (verb or heard.says(_CHANGES_TO)):
            return None
        if not (self._changes(heard, verb=verb) or self._states(heard)):
            return None
        return Kind.EDIT

    def _changes(self, heard: Heard, *, verb: bool) -> bool:
        """A verb of changing, and something logged that it changes."""
        named = bool(heard.seen)
        if verb and (named or heard.is_dated):
            return not heard.lengths or self._is_new_value(heard)
        if heard.says(_CHANGES_TO) and named and heard.is_dated:
            return True
        if heard.says(_CHANGE_IT) and named and heard.is_dated and heard.says(_WRONG) and len(heard.lengths) <= 2:
            return True
        if heard.says(_CHANGE_IT) and named:
            logged = heard.says(_LOGGED) and (heard.cue_set & _RECORD_WORDS or heard.says(TELLING))
            return bool(logged or (heard.is_dated and _CHANGE_IT.first(heard.line) > 0 and not heard.lengths))
        return False

    def _states(self, heard: Heard) -> bool:
        """What is logged is said to be wrong: "yesterday's Acme should be 2h"."""
        if not heard.seen or heard.says(_GRANTED):
            return False
        if heard.says(_ENTRY_OF) and heard.says(_VALUE) and not (heard.reports or heard.says(_LOG_REQUEST)):
            return True
        if heard.is_dated and (remakes(heard) or (heard.says(TELLING) and heard.says(_AMENDS))):
            return True
        if not (heard.says(_WRONG, _BUT, IT_WAS) or heard.has("but it was", "but that was")):
            return False
        record = bool(heard.cue_set & _RECORD_WORDS)
        told = heard.says(TELLING)
        if record and not heard.reports:
            return True
        if told and (heard.says(_BUT, _UNDER) or heard.has("but it was", "but that was")):
            return True
        if record and told:
            return True
        if told and heard.is_dated and heard.says(IT_WAS):
            return True
        return self._ought_first(heard) or self._contrasts(heard)

    def _ought_first(self, heard: Heard) -> bool:
        """ "yesterday's deal finder should be 2h": what an entry of a day is to be is said before any length."""
        at, length = OUGHT.first(heard.line), _first_length(heard.line)
        return heard.is_dated and 0 < at < length and not heard.reports

    def _contrasts(self, heard: Heard) -> bool:
        """ "my Stark time yesterday was four hours, not three", "Acme monday 2h -> 3h": old and new side by side."""
        deed = heard.past or (heard.reports and not heard.says(_EVENT_WAS))
        return heard.is_dated and not deed and heard.says(_CONTRAST)

    def _is_new_value(self, heard: Heard) -> bool:
        """Whether the length is a value to be set, and not work beside the words of a note."""
        return heard.says(_SET_VALUE)


def _first_length(line: str) -> int:
    """Where the first number or length stands, or -1."""
    found = [at for at in (line.find(" L "), line.find(" # ")) if at >= 0]
    return min(found, default=-1)
