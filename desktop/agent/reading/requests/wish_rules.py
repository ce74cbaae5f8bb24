"""The shapes of wishes: where in a command the entry stands that is meant, and where what it is to become.

Each rule has the groups `target` and `new` (or `parts`, or `step`); what they hold is read by `wishes.py`.
"""

from __future__ import annotations

import re
from typing import Final

from desktop.agent.reading.requests.shapes import Shapes

_OPENING: Final = (
    r"\s*(?:(?:please|pls|plz|ok|okay|oh|oops|wait|actually|sorry|no|hey|and|um|uh|can you|could you|would you|will you"
    r"|i need to|i want to|i'd like to|i have to|let's|just|also|then|now)[\s,]+)*"
)
_END: Final = r"\s*[.!]*\s*$"
_TARGET: Final = "(?P<target>.+?)"
_NEW: Final = "(?P<new>.+?)"
_CHANGE: Final = (
    "(?:change|make|set|move|edit|correct|fix|adjust|update|put|switch|bump(?: up)?|raise|lower|reduce|increase|extend"
    "|shorten|cut|reassign|transfer|amend|shift|turn|convert|drag|relabel|recategori[sz]e)"
)
_ADD: Final = "(?:add|put|append|attach)"
_MEMO: Final = "(?:notes?|descriptions?|comments?|memo|wording)"
_A_MEMO: Final = f"(?:a |the |this |another |my )?{_MEMO}"
_SPLIT: Final = "(?:split|divide|break|separate)(?: up)?"
_EVENLY: Final = "(?: up)?(?: evenly| equally)?"
_OF: Final = "(?:of|on|for|in|at)"
_ONE: Final = "(?:entry|entries|one|record|booking|log|row|line|it|that|this)"
_I_JUST: Final = (
    r"(?:that |which )?(?:i|we)(?:'ve|’ve| have)? (?:just |only )*(?:logged|made|added|entered|booked|recorded|put in)"
)
_THE_LATEST: Final = (
    "(?P<target>(?:the |my |our |that )?(?:very )?(?:last|latest|newest|previous|most recent)"
    f"(?: time)? (?:entry|one|record|booking|log)(?: of yesterday| (?:from|of) today| {_I_JUST})?"
    f"|(?:what|the (?:last |latest )?(?:thing|entry|one|time|hours)) {_I_JUST})"
)
_OUGHT: Final = (
    "(?:should be|should have been|should've been|needs to be|ought to be|has to be|must be|was supposed to be"
    "|was meant to be|was actually|was really|should say|should read|should have said|was meant to say|needs to say)"
)
_WRONG: Final = r"(?:was|is) (?:wrong|off|a mistake|not right|incorrect)"
_IT_IS: Final = rf"(?:to |→ |(?:(?:but |because )?(?:it|that|this) )?(?:was|is|{_OUGHT}) |make (?:it|that) )?"
_TO: Final = "(?:to|into|onto|over to|back to|down to|up to|as|at|→|->|=>)"
_MORE: Final = "(?:increase|extend|raise|bump(?: up)?|lengthen)"
_LESS: Final = "(?:reduce|shorten|cut|lower|decrease|trim|drop)"
_TAKE: Final = "(?:take|knock|shave|cut|remove|deduct|subtract)"


def _rules(*patterns: str) -> tuple[re.Pattern[str], ...]:
    flags = re.IGNORECASE | re.DOTALL
    return tuple(re.compile(f"^{_OPENING}{pattern}{_END}", flags) for pattern in patterns)


#: An entry is called one, in a line's first clause: "the last N entry", "what I logged".
ENTRY: Final = Shapes(
    "N/D/my/our/that/this/those/last/latest/newest/previous/recent/L/first/time entry/entries/one/record/booking/log",
    "entry/entries/one/ones/record/booking/log $",
    "^ entry/entries/one/record/booking/log",
    "row/line",
    "what/entry/one/thing/time/hours [that/which] i/we [have] <logged>/put/made/added",
)

#: Its notes are to be others.
NOTES: Final = _rules(
    rf"{_CHANGE} {_A_MEMO} {_OF} {_TARGET}(?: to(?: say| read)?| with| as|:) {_NEW}",
    rf"{_CHANGE} {_TARGET}(?:'s|’s)? {_MEMO} (?:to(?: say| read)?|with|as|:) {_NEW}",
    rf"replace {_A_MEMO} {_OF} {_TARGET} (?:with|by) {_NEW}",
    rf"(?:rename|reword|rewrite) {_TARGET} (?:to|as|into) {_NEW}",
    rf"{_TARGET}[:,]? (?:needs to|need to|should|must|has to|ought to) (?:say|read) (?P<new>[\"“'‘].+?[\"”'’])"
    rf"(?: in (?:the |its |my )?{_MEMO})?(?:[.!,] ?.*)?",
)

#: Notes are to be added to it.
MORE_NOTES: Final = _rules(
    rf"{_ADD} {_A_MEMO} (?:to|on|for|in|at) (?P<target>[^:]+?)(?:: ?|, saying |,? that says | saying | with ){_NEW}",
    rf"{_ADD} {_NEW} (?:to|in|into|on) (?:the |my )?{_MEMO} {_OF} {_TARGET}",
    rf"(?:to|on|for) (?P<target>[^:]+?),? (?:please )?(?:can|could|would) you (?:please )?{_ADD} {_A_MEMO}"
    rf"(?: ?:| saying| that says| that) {_NEW}",
    rf"{_ADD} {_A_MEMO} (?P<new>[\"“'‘].+?[\"”'’]) (?:to|on|for) {_TARGET}",
)

#: It is to be several.
SPLITS: Final = _rules(
    rf"{_SPLIT} {_TARGET}{_EVENLY} (?:into|between|among|as):? ?(?P<parts>.+?)",
    rf"{_SPLIT} (?P<target>[^:]+?){_EVENLY}: ?(?P<parts>.+?)",
)

#: It is to be something else.
BECOMES: Final = _rules(
    rf"{_CHANGE} {_TARGET} {_TO} {_NEW}",
    rf"(?:put|move|log|book) {_TARGET} (?:on|under|for|against) {_NEW}",
    rf"{_TARGET} belongs? (?:to|on|under) {_NEW}",
    rf"{_TARGET} {_OUGHT}(?: on| for| under)? {_NEW}",
    rf"(?:make|set) (?P<target>(?:.+ )?{_ONE}) (?P<new>(?!to\b)\S.*?)",
)

#: The same of an entry that can be no other: so much can be left out.
LATEST_BECOMES: Final = _rules(
    rf"(?:{_CHANGE} )?{_THE_LATEST}(?: {_WRONG})?(?:[,:;.]| -)? ?{_IT_IS}{_NEW}",
    rf"i meant {_NEW} (?:for|on|in) {_THE_LATEST}",
)

#: It is to be longer or shorter: the sign, and the rule.
STEPS: Final = tuple(
    (sign, rule)
    for sign, patterns in (
        (1, (rf"{_MORE} {_TARGET} by (?P<step>.+?)", rf"{_ADD} (?P<step>.+?)(?: more)? (?:to|onto|on) {_TARGET}")),
        (-1, (rf"{_LESS} {_TARGET} by (?P<step>.+?)", rf"{_TAKE} (?P<step>.+?) (?:off|from|out of)(?: of)? {_TARGET}")),
    )
    for rule in _rules(*patterns)
)

#: The same, told: "Friday's Acme was 2h shorter".
STEPS_TOLD: Final = tuple(
    (sign, rule)
    for sign, more in ((1, "(?:longer|more)"), (-1, "(?:shorter|less)"))
    for rule in _rules(
        rf"{_TARGET} (?:was|is|took|lasted|ran)(?: actually| really| only)? (?P<step>.+?) {more}(?: than .+)?"
    )
)

#: What it is, said behind what it is called: "the Acme entry from 2 (to 3)".
FROM: Final = re.compile("^(?P<target>.+?) from (?P<old>.+)$", re.IGNORECASE | re.DOTALL)

#: What it is not to be any more, said behind what it is to be.
NOT_THAT: Final = re.compile(r",?\s+(?:instead of|rather than|not) (?P<old>.+)$", re.IGNORECASE | re.DOTALL)

#: What stands behind a new value and adds nothing to it.
TAIL: Final = re.compile(
    r"(?:,?\s+(?:instead of|rather than|not) .+|\s+(?:instead|rather|please|thanks)|,? same task[.,!]*(?: sorry)?)$",
    re.IGNORECASE | re.DOTALL,
)
