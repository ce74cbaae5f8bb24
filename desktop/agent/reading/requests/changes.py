"""Changing and deleting what is already logged."""

from __future__ import annotations

from desktop.agent.intents import Kind
from desktop.agent.reading.items.items import What
from desktop.agent.reading.requests.heard import Asker, Heard
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.requests.values import IT_WAS, OUGHT, TELLING, remakes

#: Something told of is to be put down: "I was on Acme yesterday, put that in".
_PUTS_IN = Shapes("^ put/take <it> [all] in/down/on")
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
_DELETES_LAST = Shapes(
    "^ <remove> [my/that] last/latest/newest/previous [time] one/entry/record/booking/log",
    "^ <remove> [last/latest] what/one/entry/thing/time/hours i/we [have] <logged>/put/made/added",
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
    "^ <remove> .. D .. N",
    "^ <remove> .. N .. D",
    "^ <remove> [my/those/these/all/that/this] L .. <record>/N/D/<logged>",
)
_DELETE_IT = Shapes(
    "^ <remove> [one_of/both_of/rid_of] <it> [of] [them/those/these/one/ones] [out/away/off/again/too/now/completely]",
    "^ take/throw/chuck/pull/kick/get/strike <it> [one] off/out/away/down/back",
)
_CHANGES = Shapes("^ <change> .. <record>", "^ <change> [my] D .. <hours>")
_CHANGES_TO = Shapes(
    "^ <change> .. to/at/→/as L",
    "^ <change> .. from .. to",
    "^ make .. N/D .. L $",
    "^ <edit> [my] D N | L $",
    "^ <edit> [my] N [for/on/from/of] D | L $",
    "^ <edit> D N L $",
)
_CHANGE_IT = Shapes("^ <change> <it> [one] [to/at/into/down/up/only/be] [L/#]")
#: What is there is not what ought to be.
_WRONG = Shapes("<ought>", "not #", "wrong project/client/day/date/task/hours/time/duration/amount/number/week")
_VALUE = Shapes("L/#")
#: An entry is spoken of as such, by its project or its day: not "the entry form".
_ENTRY_OF = Shapes("entry D")
_RECORD_WORDS = frozenset(
    "entry entries timesheet timesheets record records booking bookings logged tracked booked entered recorded".split()
)
_UNDER = Shapes("wrong project/client/day/date/task")
_OLD_VALUE = Shapes("^ <remove> [my/those/these/all/that/this/D] L")
_SET_VALUE = Shapes(
    "to/at/→/be/been/say/read/as/by/with/only/=/into/down/up [about/around] L", "L instead/rather/more/less"
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
    """Recognises commands about entries that exist, as they are mostly given; the learned reader knows the others."""

    def _delete(self, heard: Heard) -> Kind | None:
        if any(item.what is What.LESS for item in heard.items) or (heard.asks and not heard.says(_DELETES)):
            return None
        last = not heard.lengths and heard.says(_DELETES_LAST)
        return Kind.DELETE if last or self._deletes(heard) or self._deletes_it(heard) else None

    def _deletes(self, heard: Heard) -> bool:
        """ "delete yesterday's Acme entry": a verb of removing and what it removes, in one clause."""
        begins = _DELETES.first(heard.line)
        if begins < 0 or not heard.lengths:
            return begins >= 0
        # A length is the old value; a clause with a length of its own is work: "remove old entries from the db 2h".
        clause = heard.line[begins + 2 :].split("|")[0]
        others = heard.line.count(" L ") - clause.count("L ")
        return not others and _OLD_VALUE.fit(f"| {clause}| ")

    def _deletes_it(self, heard: Heard) -> bool:
        """ "Acme on Monday was a mistake, remove it": the verb points at something logged."""
        at = _DELETE_IT.last(heard.line)
        if at < 0 or len(heard.lengths) > 1:
            return False
        if heard.lengths:
            return heard.says(_LOGGED) and bool(heard.seen) and heard.line.find(" L ") < at
        return heard.says(_LOGGED) or (bool(heard.seen) and heard.is_dated)

    def _edit(self, heard: Heard) -> Kind | None:
        if heard.says(_PUTS_IN) and all(length.hours is None for length in heard.lengths):
            return None
        if is_of_another(heard):
            return Kind.EDIT
        verb = heard.says(_CHANGES)
        if heard.asks and not (verb or heard.says(_CHANGES_TO)):
            return None
        return Kind.EDIT if self._changes(heard, verb=verb) or self._states(heard) else None

    def _changes(self, heard: Heard, *, verb: bool) -> bool:
        """A verb of changing, and something logged that it changes."""
        named = bool(heard.seen)
        if verb and (named or heard.is_dated):
            return not heard.lengths or heard.says(_SET_VALUE)
        if heard.says(_CHANGES_TO) and named and heard.is_dated:
            return True
        if not (heard.says(_CHANGE_IT) and named):
            return False
        if heard.is_dated and heard.says(_WRONG) and len(heard.lengths) <= 2:
            return True
        logged = heard.says(_LOGGED) and (heard.cue_set & _RECORD_WORDS or heard.says(TELLING))
        return bool(logged or (heard.is_dated and _CHANGE_IT.first(heard.line) > 0 and not heard.lengths))

    def _states(self, heard: Heard) -> bool:
        """What is logged is said to be wrong: "yesterday's Acme should be 2h"."""
        if not heard.seen:
            return False
        if (heard.says(_ENTRY_OF) and heard.says(_VALUE) and not heard.reports) or (heard.is_dated and remakes(heard)):
            return True
        was = heard.has("but it was", "but that was")
        if not (was or heard.says(_WRONG, IT_WAS, _CONTRAST)):
            return False
        told, record = heard.says(TELLING), bool(heard.cue_set & _RECORD_WORDS)
        if (record and (told or not heard.reports)) or (told and (was or heard.says(_UNDER))):
            return True
        return (told and heard.is_dated and heard.says(IT_WAS)) or self._ought_first(heard) or self._contrasts(heard)

    def _ought_first(self, heard: Heard) -> bool:
        """ "yesterday's deal finder should be 2h": what an entry of a day is to be is said before any length."""
        at, length = OUGHT.first(heard.line), _first_length(heard.line)
        return heard.is_dated and 0 < at < length and not heard.reports

    def _contrasts(self, heard: Heard) -> bool:
        """ "my Stark time yesterday was four hours, not three", "Acme monday 2h -> 3h": old and new side by side."""
        deed = heard.past or (heard.reports and not heard.says(_EVENT_WAS))
        return heard.is_dated and not deed and heard.says(_CONTRAST)


def _first_length(line: str) -> int:
    """Where the first number or length stands, or -1."""
    found = [at for at in (line.find(" L "), line.find(" # ")) if at >= 0]
    return min(found, default=-1)
