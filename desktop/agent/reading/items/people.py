"""Who was there: names behind "with" that belong to the work's notes, not to its project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.names.matching import NameIndex
from desktop.agent.reading.names.mentions import Mention
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token

_ENDING = frozenset("on for about at to from because since until re regarding who they he she it".split())
_LONGEST = 12


def participants(items: list[Item], tokens: Sequence[Token], index: NameIndex) -> list[Item]:
    """ "Donor Campaign with Victoria and the board, 1h": whoever stands behind "with" names no second project.

    Only where another project is named in the same sentence, to which the name has nothing to do.
    """
    items = _without_roles(items, tokens, index)
    out = list(items)
    for k, item in enumerate(items):
        if item.what is not What.FILLER or low(tokens, item.start) != "with" or item.end - item.start != 1:
            continue
        end = _end_of_run(items, k + 1, tokens)
        begin, stop = _sentence(items, k)
        others = [i.name for i in (*items[begin:k], *items[end:stop]) if i.what is What.NAME and i.name is not None]
        own = _family(index, others)
        if not others or not (_belongs(items, begin, k) or _is_said_behind(items[end:stop], tokens)):
            continue
        for j in range(k + 1, end):
            who = items[j]
            if (
                who.what is What.NAME and who.name is not None and not _family(index, [who.name]) & own
            ) or who.what is What.TASK:
                out[j] = Item(What.WORD, who.start, who.end)
            elif who.what is What.BREAK:
                out[j] = Item(What.FILLER, who.start, who.end)
            elif who.what is What.LENGTH:
                out[j] = replace(who, what=What.WORD, length=None)
    return out


def _without_roles(items: list[Item], tokens: Sequence[Token], index: NameIndex) -> list[Item]:
    """ "coaching the team leads", "with their HR director": people, though parts of a project's name say who.

    Only where a client or a project is named whole, to which that part has nothing to do.
    """
    whole = [item.name for item in items if item.what is What.NAME and item.name is not None and item.name.full]
    own = _family(index, whole)
    out = list(items)
    for k, item in enumerate(items):
        if not own or not _is_part(item) or low(tokens, item.end - 1) not in _ROLES:
            continue
        first = k
        while first and _is_part(items[first - 1]):
            first -= 1
        said = [one.name for one in items[first : k + 1] if one.name is not None]
        if low(tokens, items[first].start - 1) in ("the", "their", "his", "her") and not _family(index, said) & own:
            out[first : k + 1] = [Item(What.WORD, one.start, one.end) for one in items[first : k + 1]]
    return out


_ROLES = frozenset(
    """director directors manager managers head heads chair chairman boss lead leads leader leaders owner owners
    lawyer lawyers officer officers assistant assistants""".split()
)


def _is_part(item: Item) -> bool:
    return item.what is What.NAME and item.name is not None and not item.name.full


def _end_of_run(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> int:
    """Where the people end that are listed from item `k` on: at a length, a day, a task, a comma, a preposition."""
    last = min(len(items), k + _LONGEST)
    while k < last:
        item = items[k]
        joined = item.what is What.BREAK and low(tokens, item.start) in ("and", "&")
        people = item.what in (What.WORD, What.NAME, What.FILLER) and low(tokens, item.start) not in _ENDING
        counted = item.what is What.LENGTH and item.length is not None and item.length.bare and _is_noun(items, k + 1)
        if not (joined or people or counted):
            return k
        k += 1
    return k


def _is_noun(items: Sequence[Item], k: int) -> bool:
    return k < len(items) and items[k].what in (What.WORD, What.NAME, What.TASK)


def _sentence(items: Sequence[Item], k: int) -> tuple[int, int]:
    begin = max((j + 1 for j in range(k) if _closes(items[j])), default=0)
    return begin, next((j for j in range(k, len(items)) if _closes(items[j])), len(items))


def _closes(item: Item) -> bool:
    return item.what is What.BREAK and item.level >= 3


def _belongs(items: Sequence[Item], begin: int, k: int) -> bool:
    """Whether the words around "with" tell of the name before them, and have no length that makes them an entry."""
    named = max((j for j in range(begin, k) if items[j].what is What.NAME), default=None)
    if named is None:
        return False
    opens = max((j + 1 for j in range(begin, k) if _parts(items[j])), default=begin)
    if named >= opens:
        return True
    closes = next((j for j in range(k, len(items)) if _parts(items[j])), len(items))
    lengths = [j for j in range(begin, closes) if items[j].what is What.LENGTH]
    return not (any(j < opens for j in lengths) and any(j >= opens for j in lengths))


def _is_said_behind(after: Sequence[Item], tokens: Sequence[Token]) -> bool:
    """ "2h with Frank on the website": a name where a project stands, before anything parts it from the people."""
    end = next((j for j, item in enumerate(after) if _parts(item)), len(after))
    named = next((item for item in after[:end] if item.what is What.NAME), None)
    return named is not None and low(tokens, named.start - 1) in ("on", "for", "the", "about")


def _parts(item: Item) -> bool:
    return item.what is What.BREAK and item.level >= 2


def _family(index: NameIndex, mentions: Sequence[Mention]) -> set[int]:
    """The clients that the mentions may have to do with."""
    found: set[int] = set()
    for mention in mentions:
        found |= mention.clients
        found |= {index.projects[position].client.id for position in mention.projects}
    return found
