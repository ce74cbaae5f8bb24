"""What earlier turns left behind, so that "that", "the last one" and "make it 3" have something to refer to."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.agent.drafts import Draft
from desktop.agent.intents import Kind, Revision


@dataclass(frozen=True, slots=True)
class Context:
    """The cards on the screen in their order, and what was committed last (newest last). Both may be empty.

    `focus` are the ids of the cards that the latest message made or changed: what "it" and "them" mean. `unsettled` are
    the changes, one for each card that they fit, of which the latest reply asked which is meant. `applied` are the
    changes of the latest message, which "the first one too" repeats and "put it back" takes back. `written` are the ids
    of the cards that the latest confirmation wrote. `is_fresh`: the latest message was about the cards. `deeds` is how
    many other cards wait to be confirmed; `asks_deed`: the latest message made such a one. `dropped`: no card is open,
    and what was done last is that some were dropped. `logs`: what was said last about cards was to log some. `is_part`:
    the words are a part of a message, not all of it; `is_work`: they are entries, whatever they look like. `done` are
    the kinds of the deeds of the latest confirmation: "send it" means an invoice that was made, "delete it" the entry
    of a timer.
    """

    shown: tuple[Draft, ...] = ()
    committed: tuple[Draft, ...] = ()
    focus: tuple[str, ...] = ()
    unsettled: tuple[Revision, ...] = ()
    applied: tuple[Revision, ...] = ()
    written: tuple[str, ...] = ()
    is_fresh: bool = True
    deeds: int = 0
    is_part: bool = False
    is_work: bool = False
    done: frozenset[Kind] = frozenset()
    asks_deed: bool = False
    dropped: bool = False
    logs: bool = False
