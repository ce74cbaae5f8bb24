"""Notes of a card: "note: VAT rounding", "add a note to the first: audit log", "put that as the note on …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.agent.drafts import Draft
from desktop.agent.intents import Interpretation, Kind, Revision
from desktop.agent.reading.cards.marks import Said
from desktop.agent.reading.cards.words import Part
from desktop.agent.reading.text.tokens import Token, TokenKind

_MEMO = frozenset("note notes comment comments description memo".split())
_QUOTED = re.compile(r"[\"“„«]([^\"“”«»]{1,500})[\"”“»]|(?<!\w)['‘]([^'’]{2,500})['’](?!\w)")
_MARKS = "\"'“”„‘’«» "
_SWAPPED = re.compile(
    r"\b(?:replace|change|swap)\s+(?P<old>.{1,80}?)\s+(?:with|to|by|for|into)\s+(?P<new>.{1,80}?)\s+in\s+(?:the|its|my)\s+"
    r"(?:notes?|comments?|description)\b",
    re.IGNORECASE,
)
_SAYING = frozenset("say says saying read reads be is to as that".split())
_CLEARS = frozenset("remove delete clear drop erase scrap lose empty".split())
_OPENS = frozenset("for about re regarding concerning with".split())
_VERBS = frozenset("add put change set make update write replace append the a please also and can you with i".split())


@dataclass(frozen=True, slots=True)
class NoteChange:
    """New words for the notes; `cut` is the token before which the words tell which card. `replaces`: not added to;
    `old`: in the place of these alone.
    """

    text: str
    cut: int
    after: int
    replaces: bool = False
    old: str = ""


def without_memo(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with any word for a note made unknown, so that what stands around it is read like other words."""
    return [replace(t, low=f"({t.low})") if _is_memo(tokens, k) else t for k, t in enumerate(tokens)]


def _is_memo(tokens: Sequence[Token], k: int) -> bool:
    """Whether that is a word for a card's note: "my notes say 2h", "I just checked my notes" are the person's own."""
    around = {token.low for token in (*tokens[max(0, k - 3) : k], *tokens[k + 1 : k + 2])}
    is_own = k > 0 and tokens[k - 1].low == "my" and not around.isdisjoint(_CONSULTED)
    return tokens[k].low in _MEMO and not is_own


_CONSULTED = frozenset("say says said show shows checked checking check looked looking saw found per".split())


def told_apart(tokens: Sequence[Token]) -> list[list[Token]]:
    """The parts of a message of which one is about a note: behind a stop, or behind "and" that a change may follow."""
    if not any(_is_memo(tokens, k) for k in range(len(tokens))):
        return [list(tokens)]
    parts: list[list[Token]] = [[]]
    for k, token in enumerate(tokens):
        behind = tokens[k + 1].low if k + 1 < len(tokens) else ""
        stops = token.low in (".", ";", "\n") or token.kind is TokenKind.NEWLINE
        joins = token.low == "and" and behind in _GOES_ON
        if stops or joins:
            parts.append([])
        else:
            parts[-1].append(token)
    found = [_trimmed(part) for part in parts]
    return [part for part in found if part]


_GOES_ON = _VERBS - {"a", "and", "please", "with", "append", "write"} | frozenset(
    "it that its the move put log note notes first second last".split()
)


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[-1].low in (",", "and"):
        tokens = tokens[:-1]
    return tokens


def note_change(said: Said) -> NoteChange | None:
    """The change of the notes that the message asks for; the tokens in [cut, after) are the note itself."""
    tokens = said.tokens
    place = next((k for k in range(min(14, len(tokens))) if _is_memo(tokens, k)), None)
    if place is None or (place > 1 and not _leads_up(said, place)):
        quoted = _QUOTED.search(said.text)
        late = next((k for k in range(len(tokens)) if _is_memo(tokens, k)), None)
        if quoted is None or late is None:
            return None
        place = late
    put = _put_into(said, place)
    quoted = _QUOTED.search(said.text)
    if put is not None and quoted is None:
        return put
    if quoted is not None:
        first = next(k for k, token in enumerate(tokens) if token.end > quoted.start())
        after = next((k for k, token in enumerate(tokens) if token.start >= quoted.end()), len(tokens))
        text = (quoted.group(1) or quoted.group(2) or "").strip()
        return NoteChange(text, first, after, _replaces(said, place))
    heads = [token.low for token in tokens[:place] if token.low not in ("the", "a", "that", "and", "please", "any")]
    if (swapped := _SWAPPED.search(said.text)) is not None:
        return NoteChange(swapped["new"].strip(_MARKS), 0, place + 1, replaces=True, old=swapped["old"].strip(_MARKS))
    if heads and (heads[0] in _CLEARS or heads[:2] == ["take", "out"]):
        return NoteChange("", len(tokens), len(tokens), replaces=True)
    start = _past_joint(said, _past_card(said, place + 1))
    after = _before_card(said, start)
    while after > start and tokens[after - 1].low in (".", ",", ";", "please"):
        after -= 1
    if after <= start:
        return None
    text = said.text[tokens[start].start : tokens[after - 1].end].strip().strip("\"'“”")
    return NoteChange(text, start, after, _replaces(said, place))


def _put_into(said: Said, place: int) -> NoteChange | None:
    """ "add release prep to the notes of the first", "put crash fix as a note on it"."""
    tokens = said.tokens
    start = next((k for k in range(min(place, 4)) if tokens[k].low in _PUTS), None)
    if start is None:
        return None
    end = place
    while end > start and tokens[end - 1].low in ("the", "a", "its", "my"):
        end -= 1
    if end <= start + 2 or tokens[end - 1].low not in ("to", "in", "into", "as"):
        return None
    text = said.text[tokens[start + 1].start : tokens[end - 2].end].strip()
    return NoteChange(text, start + 1, end - 1)


_PUTS = frozenset("add put append write include stick".split())


def _leads_up(said: Said, place: int) -> bool:
    """Whether only a verb and fillers, or the card, stand in front of the word "note"."""
    parts = {mark.part for mark in said.marks if mark.start < place}
    return not parts & {Part.LENGTH, Part.DAY} or said.tokens[0].low in _VERBS


def _replaces(said: Said, place: int) -> bool:
    words = [token.low for token in said.tokens[: place + 4]]
    return bool({"change", "replace", "set", "should", "update"} & set(words))


_JOINTS = frozenset(": , - – — = saying says say reads that is to as be should was it".split())
_CARD = frozenset(
    {Part.NAME, Part.TASK, Part.DAY, Part.PLACE, Part.ONE, Part.POINT, Part.OTHER, Part.GROUP, Part.STATE}
)


def _past_joint(said: Said, start: int) -> int:
    """Behind a colon, a comma, "saying", "should be"."""
    while start < len(said.tokens) and said.tokens[start].low in _JOINTS:
        start += 1
    return start


def _past_card(said: Said, start: int) -> int:
    """Behind the card that is named right after the word "note": "to the first", "for the mobile one"."""
    tokens = said.tokens
    if start >= len(tokens) or tokens[start].low not in ("to", "on", "for", "of"):
        return start
    marks = {mark.start: mark for mark in said.marks if mark.start >= start}
    k = end = start + (0 if start in marks and marks[start].part in _CARD else 1)
    while k < len(tokens):
        mark = marks.get(k)
        if mark is not None and mark.part in _CARD:
            k = end = mark.end
        elif tokens[k].low in ("the", "a", "of"):
            k += 1
        else:
            break
    return end if end > start + 1 else start


def _before_card(said: Said, start: int) -> int:
    """In front of the card that is named at the end: "... on the second"."""
    tokens = said.tokens
    last = max((m.end for m in said.marks if m.part is not Part.BREAK), default=len(tokens))
    for mark in reversed(said.marks):
        if mark.start <= start:
            break
        if mark.part is Part.PREPOSITION and mark.low in ("to", "on", "for", "of"):
            tail = [m for m in said.marks if m.start >= mark.end and m.part not in (Part.SKIP, Part.BREAK)]
            sure = any(m.part in (Part.PLACE, Part.ONE, Part.OTHER, Part.GROUP) for m in tail)
            sure = sure or (mark.low == "to" and any(m.part is Part.POINT for m in tail))  # not "waiting for IT"
            return mark.start if tail and sure and all(m.part in _CARD for m in tail) else last
    return max(last, start)


_VALUES = frozenset({Part.LENGTH, Part.NAME, Part.TASK, Part.DAY, Part.FIX, Part.PLACE})


_IDLE = frozenset(
    """going heading thinking getting waiting leaving coming having taking being talking feeling meaning hoping trying
    doing nothing anything something everything morning evening during bring king thing""".split()
)


def _is_gerund(word: str) -> bool:
    """ "fixing the login bug" tells of work; "going home" does not."""
    return len(word) > 5 and word.endswith("ing") and word not in _IDLE


def opening_note(said: Said) -> str | None:
    """ "for the login bug", "with Jane about the logo": nothing but words for the notes."""
    if not said.tokens or not (said.tokens[0].low in _OPENS or _is_gerund(said.tokens[0].low)):
        return None
    if len(said.words) < 3 and said.tokens[0].low not in _OPENS:
        return None
    if any(mark.part in _VALUES for mark in said.marks):
        return None
    return _words(said, 0)


def told_note(said: Said) -> str | None:
    """ "it was for the encoder rewrite", "the meeting was with Pepper": the words behind that say nothing else."""
    copula = next((k for k, mark in enumerate(said.marks) if mark.part is Part.COPULA), None)
    if copula is None:
        return None
    behind = [mark for mark in said.marks[copula + 1 :] if mark.part is not Part.SKIP]
    opens = behind and (behind[0].low in _OPENS | {"on"} or _is_gerund(behind[0].low))
    if not opens or any(mark.part in _VALUES for mark in behind):
        return None
    if any(mark.part is Part.WORD for mark in said.marks[:copula]):
        return None
    return _words(said, behind[0].start)


def _words(said: Said, start: int) -> str | None:
    """From the first word nobody claimed to the last one; "with" belongs to it."""
    words = [mark for mark in said.marks if mark.part is Part.WORD and mark.start >= start]
    if not words:
        return None
    first, end = words[0].start, max(mark.end for mark in words)
    keeps = said.tokens[start].low == "with" or _is_gerund(said.tokens[start].low)
    first = start if keeps else first
    return said.text[said.tokens[first].start : said.tokens[end - 1].end]


def reworded(change: NoteChange, cards: Sequence[Draft]) -> Interpretation:
    """ "replace login with signup in the notes"."""
    said = re.compile(re.escape(change.old), re.IGNORECASE)
    saying = [card for card in cards if said.search(card.notes)]
    if not saying:
        return Interpretation(Kind.NONE, question=f"The notes do not say “{change.old}”. Nothing was changed.")
    notes = ((card, said.sub(lambda _: change.text, card.notes)) for card in saying)
    return Interpretation(Kind.REVISE, revisions=tuple(Revision(card.id, notes=text) for card, text in notes))
