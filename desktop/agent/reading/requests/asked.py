"""What a question says beside its names and days: whose time it is about, split by what, and whether it wants a list.

"Break down our hours on the app by person" is about everybody's, by person.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from desktop.agent.intents import Asked, By, Whose
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.requests.heard import TEAM, Heard
from desktop.agent.reading.requests.shapes import Shapes, said_words
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import TokenKind
from desktop.agent.reading.text.words import ORDINARY

_MINE: Final = frozenset("i my ive im me mine myself".split())
_OURS: Final = frozenset("we our ours weve were us".split()) | (TEAM - {"each", "who", "whos"})
_BY: Final = (
    (By.PERSON, Shapes("by/per/each person/people/employee/teammate/colleague/member/user", "who <logged>/did/worked")),
    (By.TASK, Shapes("by/per/each task/tasks/activity/type")),
    (By.PROJECT, Shapes("by/per/each project/projects/job")),
    (By.CLIENT, Shapes("by/per/each client/clients/customer/customers")),
    (By.DAY, Shapes("by/per/each day/days/date", "day by day", "daily")),
)
_LISTS: Final = Shapes(
    "what did/have/had/do i/we .. <log>/<logged>/worked/done/do/on",
    "what i/we <logged>/did/worked/do",
    "everything i/we <logged>/did/worked",
    "<look>/read/give/get .. entries",
    "what was i/we .. doing/on",
    "what .. i/we .. working/doing/up",
    "get/got up to",
    "get/got/gotten done",
    "entries",
)
_SUMS: Final = Shapes(
    "how many/much/long", "billed", "total", "add/adds/come/came/comes .. to/up", "bill .. versus/vs/not"
)


def asked_of(heard: Heard) -> Asked:
    """What the words say of these."""
    cues = heard.cue_set
    whose = Whose.MINE if cues & _MINE else Whose.OURS if cues & _OURS else Whose.UNSAID
    by = next((split for split, shape in _BY if heard.says(shape)), None)
    return Asked(
        whose,
        by,
        lists=heard.says(_LISTS) and not heard.says(_SUMS),
        names=names_in(heard),
        refers=bool(cues & _REFERRING) or heard.says(_REFERS),
        client_only=bool(heard.seen) and not any(seen.mention.projects for seen in heard.seen),
    )


def names_in(heard: Heard) -> tuple[str, ...]:
    """Words that stand in the place of a name and are none that is known: "Zebra", "Priya", "Zorro Mobile"."""
    found = []
    k = 0
    while k < len(heard.items):
        run = k
        while run < len(heard.items) and heard.items[run].what is What.WORD:
            run += 1
        words = heard.items[k:run]
        while words and not _is_strange(heard, words[0]):
            words = words[1:]
        while words and heard.tokens[words[-1].start].low in _known_words():
            words = words[:-1]
        if words and _is_name_place(heard, words[0].start):
            text = heard.text[heard.tokens[words[0].start].start : heard.tokens[words[-1].end - 1].end]
            found.append(_POSSESSIVE.sub("", text))
        k = max(run, k + 1)
    return tuple(dict.fromkeys(found))


def _is_strange(heard: Heard, item: Item) -> bool:
    """A word that no row of any recogniser looks for, and no everyday one."""
    token = heard.tokens[item.start]
    word = token.low
    if len(word) == 1 and item.start + 1 < len(heard.tokens):  # a code: "X000"
        behind = heard.tokens[item.start + 1]
        return word.isalpha() and behind.glued and behind.kind is TokenKind.DIGITS
    return token.kind is TokenKind.WORD and len(word) > 1 and word not in ORDINARY and word not in _known_words()


def _is_name_place(heard: Heard, i: int) -> bool:
    """Behind "on", "for", "did" or an article; at the beginning of a clause; or written with a capital elsewhere."""
    before = low(heard.tokens, i - 1)
    if i == 0 or before in _BEFORE_NAMES:
        return True
    return heard.tokens[i].text[:1].isupper() and not heard.text.isupper()


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    """Made when first asked for, when all modules with rows are there."""
    return said_words() | _MORE_WORDS


_REFERRING: Final = frozenset({"it", "its"})
_REFERS: Final = Shapes(
    "on/of/for/with/from/in that/this/them/there [project/one/client/job/budget]",
    "that/this/same project/client/job/one",
    "left there",
    "does/did/has/is that/this",
)
_BEFORE_NAMES: Final = frozenset(
    """on for of to with by at in the our a an did does do has have had is was were are about and from
    hours time budget project client""".split()
)
#: Words of questions that are neither everyday words nor in any row.
_MORE_WORDS: Final = frozenset(
    """billable nonbillable unbilled budgets dry runs utilization overtime tracked burn teammates colleagues
    timesheets timesheet percent percentage compared comparison versus invoices gaps wondering actually exactly
    altogether currently recently quickly already please roughly approximately anyone everybody everyone nobody
    nearly almost practically virtually barely hardly soon whos
    deadline fee fees hourly non pto etc ytd mtd yet ever alone far also still absorb bear bother contents delay
    dollar euro hold margins monetary numbers petty profitability profitable profits purely quiet quoting
    reached reserve stats strictly terms upper wonder
    accounted actuals adjusted afford afforded anywhere append assets bet beyond big binned blown bonus
    breathing bucks buffer buy cap caught ceiling charging clarify consume consumed corrected covered cracking
    delivered depleted deserves discarded disputes disputing dissect dollars drives drove duplicated eaten
    elaborate erased eur euros exceed exceeded exceeding exhausted exist fear few filling fine fit former
    forwarded fully gbp generator happened included insufficient justify lack lacking lacks larger latter
    leaving leeway lend lent limit looks materials ordered overrunning overshoot overshooting overshot
    overspending overspent passed pays pick picked pounds press proportion punching purchase purchased
    questioning reality remains salary sank scrapped seems sense slack spreadsheet squeeze standing stands steep
    stood sunk surprisingly thin trashed traveled travelled understand unpack unusually usd utilisation wiggle
    wiped won workdays worried worst""".split()
)
_POSSESSIVE: Final = re.compile(r"['’]s?$")

#: "invoice 2026-014", "inv #77", "invoice no. A-12"; and what looks like a number of that kind by itself.
_NUMBERED: Final = re.compile(
    r"\b(\d{4}-\d{3,}|[a-z]{2,5}-\d{2,}[\w-]*)\b"
    r"|(?:\b(?:invoices?|inv|bill)\.?\s*(?:(?:number|num|no|nr|id)\b\.?)?\s*[#:]?\s*|#\s*)([a-z]{0,6}[-/]?\d[\w/-]*+)"
    r"(?!\s*(?:days?|weeks?|months?|hours?|h|hrs?|percent|%)\b)",
    re.IGNORECASE,
)
_GREETING: Final = re.compile(
    r"^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^\n.?!]{0,60}[,\n!:-]", re.IGNORECASE
)
_CLOSING: Final = re.compile(
    r"\n[^\S\n]*(?:many |kind |best |warm )?(?:thanks|thank you|regards|cheers|best|sincerely|yours)\b", re.IGNORECASE
)
_HEAD: Final = re.compile(r"^[^\S\n]*(?:from|subject|sent|to|date):\s", re.IGNORECASE | re.MULTILINE)


def numbers_in(text: str) -> tuple[str, ...]:
    """Words that may be an invoice's number, as they were said."""
    found = [(one[1] or one[2]).rstrip("-/") for one in _NUMBERED.finditer(text)]
    return tuple(dict.fromkeys(found))


def is_letter(text: str) -> bool:
    """Whether the text is a letter that somebody else wrote: it has a head, or a greeting and a closing."""
    return bool(_HEAD.search(text)) or (bool(_GREETING.search(text)) and bool(_CLOSING.search(text)))


_HELP: Final = Shapes(
    "^ help [me] $",
    "^ help",
    "^ what can i/you/gleaner/we/this [do/ask/say/answer/help] [with/for] [you/me/here] $",
    "^ what [else] can i/we ask/say/do [you/here] $",
    "^ what do you do $",
    "^ what are you able/capable",
    "^ how do i use you/this/gleaner/it",
    "^ how does this/it/gleaner work $",
    "^ examples/commands/instructions $",
    "^ show/give/list [some/all/your] examples/commands $",
)
_PROJECTS: Final = "projects/clients/customers"
_NAMES: Final = Shapes(
    f"^ [list/<look>/give/name] [me/us] [all/every/the] [of] [our/my/N] [active/current/open] {_PROJECTS} [list] $",
    f"^ [list/<look>/give/name] [me/us] [all/every/the] [our/my] {_PROJECTS} of/for/at/from/with N $",
    f"^ what/which {_PROJECTS} do/does/are/is/have/has [i/we/you/N/there] [have/has/got/there/know] [here/there/in] $",
    f"^ what/which {_PROJECTS} can/could/may/do i/we/you log/track/book/work/enter [time/hours] [to/on/for/against] $",
    f"^ what/which {_PROJECTS} am/are i/we [assigned/on] [to/on] $",
    f"^ what/which/who is/are [all] my/our/N [active/current/open] {_PROJECTS} $",
    f"^ how many {_PROJECTS} do/does/have/has i/we/you/N [have/has/got] $",
    f"^ how many {_PROJECTS} are_there [for/at/with/in] [N] $",
    "^ what am i assigned [to] $",
)
_CLIENTS: Final = Shapes("clients/customers")
_HELP_WORDS: Final = Shapes("^ help with/me/us/by/the *", "^ help N")


def asks_for_help(heard: Heard) -> bool:
    """ "What can you do?", "help": not "help me with the invoice"."""
    short = len(heard.line.split()) <= 10 and not heard.lengths and not heard.seen
    return short and heard.says(_HELP) and not heard.says(_HELP_WORDS)


def names_asked(heard: Heard) -> By | None:
    """ "List my projects", "which clients do I have?": what is to be listed, else None."""
    is_such = not heard.lengths and _NAMES.first(heard.line) == 0
    return (By.CLIENT if heard.says(_CLIENTS) else By.PROJECT) if is_such else None


_OFF: Final = Shapes(
    "vacation/vacations/holiday/holidays/pto",
    "annual/paid/sick/parental leave/day/days",
    "day/days/time/hours off",
    "leave day/days/balance/allowance/left",
    "day/days/hours of leave",
    "any/more/some leave",
)
_FREE: Final = "vacation/vacations/holiday/holidays/leave/pto/days_off/time_off"
_DAYS_OFF: Final = Shapes(
    "how many/much .. left/remaining/remain/have/take/took/taken/used/use/booked/book/get/got",
    "left/remaining/balance/allowance/entitlement/quota",
    "how many .. vacation/holiday/sick/leave/pto day/days",
    "how many days .. off",
    f"{_FREE} .. how_many/how_much",
    f"any/more/some [paid/annual/sick] {_FREE}",
    f"{_FREE} .. booked/taken/planned",
)


def asks_for_days_off(heard: Heard) -> bool:
    """ "How many vacation days did I take?", and nothing else is named."""
    named = any(seen.mention.full and seen.mention.exact for seen in heard.seen)
    return not named and heard.says(_OFF) and heard.says(_DAYS_OFF)
