"""What is said where nothing was understood, or nothing is wanted: "thanks", "no", a question of another world.

"How is the weather on Acme?" gets "I understood “Acme Corporation”, but not what you want to know about it." with
questions about it that can be answered.
"""

from __future__ import annotations

import re
from typing import Final

from desktop.agent.insights.answer import Answer, Offer
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.spans import Stretch, in_words
from desktop.agent.intents import Interpretation, Kind, Topic

_WORDS: Final = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_FILLERS: Final = frozenset(
    "gleaner there so very much a lot oh well then now for that it all the really again".split()
)


def _phrases(table: str) -> frozenset[str]:
    return frozenset(" ".join(words.split()) for words in table.split("|"))


_THANKS: Final = _phrases(
    """thanks | thank you | thx | ty | cheers | many thanks | appreciated | great thanks | perfect thanks | ok thanks |
    okay thanks | great | perfect | cool | nice | awesome | brilliant | excellent | good | good job | well done |
    nice one | good work | love | lovely | wonderful | thanks great | thank you great | got | i see"""
)
_HELLO: Final = _phrases(
    """hi | hello | hey | good morning | good afternoon | good evening | morning | evening | howdy |
    good day | hey hi | how are you | hi how are you | hello how are you | how is going | how's going | what's up"""
)
_NO: Final = _phrases(
    """no | nope | nah | no thanks | no thank you | never mind | nevermind | forget | cancel | stop | drop | nothing |
    not | later | leave | don't | dont | no don't | no dont | nothing thanks | no nothing | not yet"""
)
_YES: Final = _phrases(
    "yes | yep | yeah | yup | ok | okay | sure | fine | right | go ahead | do | confirm | correct | send"
)
_BYE: Final = _phrases("bye | goodbye | bye bye | see you | good night | done | i'm done | that's | see you tomorrow")
_WHO: Final = _phrases(
    "who are you | what are you | what is this | are you a bot | are you human | what's this | who is this"
)
_THANKING: Final = frozenset("thanks thank thx ty cheers".split())
_POLITE: Final = frozenset(" ".join((*_THANKS, *_YES, *_BYE, *_HELLO)).split()) | {"you", "bye", "no"}
_KNOWS: Final = "hours, budgets, costs, missing time, invoices and timers"
_WAIT: Final = "The cards wait as they were."


def answer(words: str, meant: Interpretation, scene: Scene, *, is_open: bool, has_logged: bool) -> Answer:
    """What to say to words that are of no kind. `is_open`: cards wait; `has_logged`: something was written before."""
    said = " ".join(word for word in _WORDS.findall(words.casefold()) if word not in _FILLERS)
    plain = " ".join(_WORDS.findall(words.casefold()))
    talk = _talk(said, plain, scene, is_open=is_open, has_logged=has_logged)
    if talk is not None:
        return Answer(Kind.NONE, talk, scene.now, offers=_examples(scene) if plain in _HELLO | _WHO else ())
    if meant.asked.topic is Topic.UNKNOWN:
        text, offers = _unknown(meant, scene)
    else:
        text = "That gives me nothing to log, and asks nothing that I know."
        offers = (Offer(_sentence(scene), _sentence(scene)), *_examples(scene)[:2])
    return Answer(Kind.NONE, f"{text} {_WAIT}" if is_open else text, scene.now, offers=offers)


def _talk(said: str, plain: str, scene: Scene, *, is_open: bool, has_logged: bool) -> str | None:
    """The answer to a politeness; None where it is none."""
    words = set(said.split())
    if said in _THANKS or plain in _THANKS or (words & _THANKING and words <= _POLITE):
        return f"You're welcome. {_WAIT}" if is_open else "You're welcome."
    if plain in _WHO:
        return f"I'm Gleaner. I log time to Harvest as you tell it, and answer questions about {_KNOWS}."
    if said in _HELLO or plain in _HELLO:
        first = scene.account.user_name.split()[:1]
        hello = f"Hello {first[0]}." if first else "Hello."
        return f"{hello} {_WAIT}" if is_open else f"{hello} What did you work on?"
    if said in _NO or plain in _NO:
        if is_open:
            return _WAIT
        return "No card is open. What was logged stays; “undo” takes it back." if has_logged else "No card is open."
    if said in _YES or plain in _YES:
        return _WAIT if is_open else "No card waits to be confirmed."
    if said in _BYE or plain in _BYE:
        return f"Goodbye. {_WAIT}" if is_open else "Goodbye."
    return None


def _unknown(meant: Interpretation, scene: Scene) -> tuple[str, tuple[Offer, ...]]:
    """To a question that nothing here answers: what of it was understood, and what can be asked about that."""
    stretch = Stretch(meant.start, meant.end)
    when = in_words(stretch, scene.today, scene.account.week_starts) if meant.start or meant.end else ""
    about = meant.project.name if meant.project else meant.client.name if meant.client else ""
    if not about and not when:
        return f"That I can't answer: I know {_KNOWS} from Harvest.", _examples(scene)
    span = when.split(", ")[0]
    understood = " and ".join(f"“{part}”" for part in (about, span.removeprefix("in ")) if part)
    text = f"I understood {understood}, but not what you want to know: I know {_KNOWS}."
    if not about:
        return text, _offers(f"How many hours did I track {span}?", f"What did I do {span}?")
    hours = f"How many hours did we spend on {about}{f' {span}' if span else ''}?"
    is_client = meant.project is None and scene.account.sees_others
    other = f"Which invoices of {about} are open?" if is_client else f"What has {about} cost so far?"
    return text, _offers(f"How much is left on {about}?", hours, other)


def _examples(scene: Scene) -> tuple[Offer, ...]:
    """Questions that the person can ask now, about what they worked on last."""
    known = scene.recent or scene.catalog.projects
    budget = (f"How much is left on {known[0].name}?",) if known else ()
    return _offers("How many hours did I track this week?", *budget, "What can you do?")


def _sentence(scene: Scene) -> str:
    known = scene.recent or scene.catalog.projects
    return f"2 hours on {known[0].name}" if known else "2 hours on the website"


def _offers(*questions: str) -> tuple[Offer, ...]:
    return tuple(Offer(one, one) for one in questions)
