"""What a question says beside its names and days: whose time it is about, split by what, and whether it wants a list.

"Break down our hours on the app by person" is about everybody's, by person.
"""

from __future__ import annotations

import re
from typing import Final

from desktop.agent.intents import Asked, By, Whose
from desktop.agent.reading.requests.heard import TEAM, Heard
from desktop.agent.reading.requests.shapes import Shapes

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
_SUMS: Final = Shapes("how many/much/long", "total", "add/adds/come/came/comes .. to/up", "bill .. versus/vs/not")


def asked_of(heard: Heard) -> Asked:
    """What the words say of these."""
    cues = heard.cue_set
    whose = Whose.MINE if cues & _MINE else Whose.OURS if cues & _OURS else Whose.UNSAID
    by = next((split for split, shape in _BY if heard.says(shape)), None)
    return Asked(whose, by, lists=heard.says(_LISTS) and not heard.says(_SUMS))


#: "invoice 2026-014", "inv #77", "invoice no. A-12"; and what looks like a number of that kind by itself.
_NUMBERED: Final = re.compile(
    r"(?:\b(?:invoices?|inv|bill)\.?\s*(?:(?:number|num|no|nr|id)\b\.?)?\s*[#:]?\s*|#\s*)([a-z]{0,6}[-/]?\d[\w/-]*+)"
    r"(?!\s*(?:days?|weeks?|months?|hours?|h|hrs?|percent|%)\b)"
    r"|\b(\d{4}-\d{3,}|[a-z]{2,5}-\d{2,}[\w-]*)\b",
    re.IGNORECASE,
)
_GREETING: Final = re.compile(
    r"^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^\n.?!]{0,60}[,\n!:-]", re.IGNORECASE
)
_CLOSING: Final = re.compile(
    r"\n\s*(?:many |kind |best |warm )?(?:thanks|thank you|regards|cheers|best|sincerely|yours)\b", re.IGNORECASE
)
_HEAD: Final = re.compile(r"^\s*(?:from|subject|sent|to|date):\s", re.IGNORECASE | re.MULTILINE)


def numbers_in(text: str) -> tuple[str, ...]:
    """Words that may be an invoice's number, as they were said."""
    found = [(one[1] or one[2]).rstrip("-/") for one in _NUMBERED.finditer(text)]
    return tuple(dict.fromkeys(found))


def is_letter(text: str) -> bool:
    """Whether the text is a letter that somebody else wrote: it has a head, or a greeting and a closing."""
    return bool(_HEAD.search(text)) or (bool(_GREETING.search(text)) and bool(_CLOSING.search(text)))
