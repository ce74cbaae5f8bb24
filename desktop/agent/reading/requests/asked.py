"""What a question says beside its names and days: whose time it is about, split by what, and whether it wants a list.

"Break down our hours on the app by person" is about everybody's, by person.
"""

from __future__ import annotations

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
