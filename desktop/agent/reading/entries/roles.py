"""What each length of a message is for: an entry, an estimate, a plan, somebody else's, a sum, or nothing that counts.

In come the clauses; out come those that entries are made of, and those that were only told. "Priya did four" is hers,
"tomorrow another three hours" is to come, "I had planned an hour" is no hour that was worked, "so six in all" was said
before. Nothing is dropped where nothing would be left: then it is asked (see `caution`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from desktop.agent.reading.entries.clauses import Clause
from desktop.agent.reading.entries.entry import STORY, hours_of, is_whole_name
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import ORDINARY


class Role(StrEnum):
    """What a clause is for."""

    ENTRY = "entry"
    ESTIMATE = "estimate"
    PLAN = "plan"
    OTHERS = "others"
    SUM = "sum"
    UNCOUNTED = "uncounted"
    ASKED = "asked"


#: What only somebody does; a thing may be, have, need or take something as well.
_DEEDS = (
    "did|spent|worked|said|says|helped|drove|logged|logs|handled|covered|led|wrote|stayed|reckons|figures|checked|"
    "translated|offered|watched|took over|took another|took the|will|also|herself|himself"
)
_VERBS = (
    "did|does|took|takes|spent|worked|had|has|was|is|needs|needed|says|said|will|helped|drove|logged|logs|handled|"
    "covered|ran|led|wrote|made|stayed|reckons|figures|checked|translated|offered|watched|finished|wants|put|"
    "normally|also|then|herself|himself|themselves"
)
#: In outlines: "#" is a length, "§" a whole name, "¶" a word that may be somebody's name, "¶¶" in capitals.
_MINE = r"(?!.*\b(me|i(?! (think|guess|reckon|suppose|believe))|we|my|us|ive|im|mine)\b)"
_OTHERS = re.compile(
    rf"(\b(he|she|they) ({_VERBS})|"
    rf"(^|\b(and|then|but|so|while|because|cause|as|since|where|that|which) )(and |then |also )*(¶+ ({_DEEDS})|"
    rf"¶¶ \w+ed))\b{_MINE}"
)
_THEIRS = re.compile(
    r"\b((but|and|so|which|thats|that is|is|are|it is|its|theyre|hes|shes) (not mine|his|hers|theirs)|"
    r"on (his|her|their) (own )?(sheet|timesheet|side|time)|(his|her|their) own #|(his|her|their) (time|hours)|"
    r"not mine|(logs?|books?|puts?|enters?|does|do) ((his|her|their) own|\w+ (himself|herself|themselves)))\b"
)
_AHEAD = re.compile(
    r"\b(tomorrow|tmrw|tmr|next (week|month|monday|tuesday|wednesday|thursday|friday)|ill|i will|itll|thatll|will be|"
    r"gonna|going to (be|take|need|do)|i (hope|expect)|still needs|needs another|more to (do|go))\b|"
    r"# to go(?= (on|with|for|at)\b|$)"
)
#: What the speaker meant to do, told without a length.
_INTENDED = re.compile(r"\b(i was|i am|im|we were|we are|were) (going|meant|supposed|about|planning|hoping) to\b")
_ESTIMATED = re.compile(
    r"\b(estimated?|planned|quoted|supposed|meant to|promised|scheduled|budgeted|listed for|booked (for|in)|"
    r"(was|were|is|am|im|are|me|us) down for|down to do|was (going to|gonna)|asked (me )?for|"
    r"(told|promised) (him|her|them|me|¶+) (id|i would)?)\b[^#]*#|"
    r"\bhad # (blocked|booked|set aside|pencilled|scheduled|planned)\b"
)
_ASKING = frozenset("did do does is are was were has have how what why who when where".split())
_ENDS = frozenset((".", "!", "?", "\n"))
_OWN = re.compile(r"\b(i|we|me|us|my|our|log|put|add|book|enter)\b")
#: "Will log the rest later."
_PUT_OFF = re.compile(r"\b(later|tomorrow|tonight|to follow|another time|some other (day|time))\b")
_LEAVE = re.compile(r"\b(vacation|holidays?|leave|pto|off|sick)\b")
_TO_LOG = re.compile(r"\b(log|put|add|book|enter|record|note|bill|count)\b")
_NOT_COUNTED = re.compile(
    r"\b(dont|do not|not|wont|never) (to )?(count(ing)?|log(ging)?|put|charg(e|ing)|bill(ing)?|yours|work(ed|ing)?)\b|"
    r"\bleave (it|that|them) (off|out)\b|# (short|to spare)\b|\bleaves (me|us|you)\b|"
    r"\b(unpaid|on my own time|for myself)\b|\b(neednt|need not|no need to) (be )?(writ|log|put|count|record)"
)
_IN_ALL = re.compile(r"# .{0,20}\b(altogether|all (told|together|in)|in (all|total)|total)\b|\btotal (of )?#")
_SUMMED = re.compile(
    r"^((and|so|that|thats|which|is|was|makes|making|it|all|of|them|in|the|end|total|altogether|call|comes|to|add|up|"
    r"should|be|together|i|think|get|when|today|for|hours|day|told|on|nose|=|yes|or) )*# ?"
    r"((and|in|the|end|all|total|altogether|today|together|is|what|i|get|when|add|that|it|up|of|work|all|told|on|the|nose|so|"
    r"for|day|then|for|me) ?)*$"
)

_TOTALLED = re.compile(r"\b(all|total|altogether|together|makes|making|comes|sum)\b|=")
#: Right in front of a length, or right behind it: that it was said before, in parts or just so.
_LEADS_UP = re.compile(
    r"\b(so|thats|that is|makes|making|made|total|altogether|(comes|came|adds up) to|in all|all of it|all together|"
    r"(whole|entire) (thing|lot|day|job)( was| took| is| came to)?)"
    r"( (a|my|the|it|me|us|was|i|about|roughly|around|say|id|call|is|thats|for|yeah|yes|um|uh|well))* #$"
)
_TRAILS = re.compile(r"^# (in (all|total)|altogether|all (told|in|together)|total|together|even|on the nose)\b")
_NEAR = 6
_ROUNDED = Decimal("0.02")


def sorted_out(parts: Sequence[Clause], tokens: Sequence[Token]) -> tuple[list[Clause], list[Clause]]:
    """The clauses that may be entries, and those that are none: each with its role looked at in its place."""
    roles: list[Role] = []
    before: list[Decimal | None] = []
    own: list[Decimal | None] = []
    for k, clause in enumerate(parts):
        role = _role(parts, k, tokens, before)
        if role is Role.ENTRY and _is_said_again(clause, own, tokens):
            role = Role.SUM
        if k and role is Role.ENTRY and _is_still_planned(clause, parts[k - 1], roles[-1], tokens):
            role = Role.PLAN
        if roles and roles[-1] is Role.OTHERS and role is Role.ENTRY and _goes_on(clause, tokens):
            role = Role.OTHERS
        if clause.length is not None:
            before.append(hours_of(clause.length))
            own += [hours_of(clause.length)] if role is Role.ENTRY else []
        roles.append(role)
    told = (Role.PLAN, Role.OTHERS, Role.SUM, Role.UNCOUNTED, Role.ASKED)
    for k, clause in enumerate(parts[:-1]):
        if roles[k] is Role.PLAN and clause.names and not parts[k + 1].names and parts[k + 1].length is not None:
            # "tomorrow 4h mixing the film, today 3h": what is to come only names what was done.
            done = (What.TASK,) if parts[k + 1].tasks else ()
            clause.items = [_unsaid(item, What.LENGTH, What.DAYS, *done) for item in clause.items]
            roles[k] = Role.ENTRY
    left = [clause for clause, role in zip(parts, roles, strict=True) if role not in told]
    lasting = [role for clause, role in zip(parts, roles, strict=True) if clause.length is not None]
    if set(lasting) != {Role.ASKED} and not any(clause.length is not None for clause in left):
        return list(parts), []
    worked = any(c.length is not None and r is Role.ENTRY for c, r in zip(parts, roles, strict=True))
    for clause, role in zip(parts, roles, strict=True):
        if role is Role.ESTIMATE and worked:
            clause.items = [_unsaid(item, What.LENGTH) for item in clause.items]
    return left, [clause for clause, role in zip(parts, roles, strict=True) if role in told]


def _is_still_planned(clause: Clause, before: Clause, role: Role, tokens: Sequence[Token]) -> bool:
    """ "need to finish it tomorrow, probably another 3h", "... for that tomorrow, but that is for tomorrow"."""
    if clause.level > 2 or clause.names or clause.tasks:
        return False
    if clause.length is None:
        return role is Role.PLAN and clause.has(What.RECAP) and clause.empty_but(What.RECAP, What.DAYS)
    ahead = before.length is None and (role is Role.PLAN or bool(_AHEAD.search(_outline(before, tokens))))
    return ahead and clause.days is None and bool(_MORE & set(_outline(clause, tokens).split()))


_MORE = frozenset("another more probably maybe".split())


def _goes_on(clause: Clause, tokens: Sequence[Token]) -> bool:
    """Whether a clause has a length and no subject of its own: "he did four on the shop and two on the app"."""
    mine = {"i", "me", "my", "we", "us", "mine", "ive", "im"} & set(_outline(clause, tokens).split())
    return clause.length is not None and clause.level == 1 and not mine


def _unsaid(item: Item, *whats: What) -> Item:
    return Item(What.FILLER, item.start, item.end) if item.what in whats else item


def _role(parts: Sequence[Clause], k: int, tokens: Sequence[Token], before: Sequence[Decimal | None]) -> Role:
    clause = parts[k]
    if clause.note and clause.empty_but(What.LENGTH) and _is_sum(clause, before, "#") and not _closes(parts, k):
        return Role.SUM  # "calls 0.5, advisory 2.1, rec 1.4 (4.0)", but not "calls: 1h, rec: 1h, advisory: 2h"
    said = _outline(clause, tokens)
    if clause.fix or (clause.note and not _is_beside(said, _behind(parts, k, tokens))):
        return Role.ENTRY
    if clause.has(What.REST) and _PUT_OFF.search(said):
        return Role.PLAN
    if clause.length is None:
        leaks = clause.has(What.TASK, What.NAME, What.SAME)
        begins = _OTHERS.search(said)
        if clause.only_days and re.match(r"(and |but )?(today|tomorrow) is\b", said):
            return Role.PLAN  # "today is Friday"
        ahead = _AHEAD.search(said) or _INTENDED.search(said)
        if leaks and len(tokens) >= STORY and ahead and not _TO_LOG.search(said):
            return Role.PLAN  # "and next week I am off on holiday"
        return Role.OTHERS if leaks and begins is not None and begins.start() == 0 else Role.ENTRY
    if _is_asked(clause, said, tokens):
        return Role.ASKED
    return _lasting(parts, k, tokens, before, said)


def _lasting(
    parts: Sequence[Clause], k: int, tokens: Sequence[Token], before: Sequence[Decimal | None], said: str
) -> Role:
    """What a clause is for whose length somebody told."""
    clause = parts[k]
    if _OTHERS.search(said) or _THEIRS.search(said):
        return Role.OTHERS
    behind = _behind(parts, k, tokens)
    if _THEIRS.search(behind) and "with me" not in f"{said} {behind}":
        return Role.OTHERS
    if _NOT_COUNTED.search(said[: said.find("#")]) or _denies(said[said.find("#") :]) or _denies(behind):
        return Role.UNCOUNTED
    if _ESTIMATED.search(said) and not _TO_LOG.search(said) and "tomorrow" not in said:
        return Role.ESTIMATE
    if _AHEAD.search(said) and not _TO_LOG.search(said) and not _LEAVE.search(said):
        return Role.PLAN
    is_sum = k >= 2 and _is_sum(clause, before, said) and (_TOTALLED.search(said) or not _closes(parts, k))
    return Role.SUM if is_sum else Role.ENTRY


def _is_beside(said: str, behind: str) -> bool:
    """ "(was gonna be 4)", "(tomas 3h reports, not mine)"."""
    return _ESTIMATED.search(said) is not None or _THEIRS.search(f"{said} {behind}") is not None


def _is_asked(clause: Clause, said: str, tokens: Sequence[Token]) -> bool:
    """ "Did it rain all day at your end too?": a length that a question holds, of nobody's work."""
    start, end = clause.items[0].start, clause.items[-1].end
    asks = (start == 0 or tokens[start - 1].text in _ENDS) and end < len(tokens) and tokens[end].text == "?"
    return asks and tokens[start].low in _ASKING and not clause.names and not clause.tasks and not _OWN.search(said)


def _closes(parts: Sequence[Clause], k: int) -> bool:
    """ "Wednesday, a meeting, two hours": the length of what stands right before it in the same sentence."""
    opened = parts[k - 1]
    return parts[k].level < 3 and opened.length is None and (opened.has(What.NAME, What.TASK) or opened.only_days)


def _behind(parts: Sequence[Clause], k: int, tokens: Sequence[Token]) -> str:
    """What is said of a clause in the two behind it, as long as they name nothing of their own."""
    said: list[str] = []
    for clause in parts[k + 1 : k + 3]:
        if clause.level >= 4 or clause.has(What.LENGTH, What.NAME, What.TASK):
            break
        said.append(_outline(clause, tokens))
    return " ".join(said)


def _denies(behind: str) -> bool:
    """ "..., but it was for fun so don't count it": said of the length before, and of no other thing."""
    found = _NOT_COUNTED.search(behind)
    return found is not None and not {"the", "a", "an", "my", "lunch"} & set(behind[: found.start()].split())


def _is_sum(clause: Clause, before: Sequence[Decimal | None], said: str) -> bool:
    """ "so six hours": the sum of lengths `before` it, the latest ones, with nothing but words of summing up.

    "So three and a half hours of Marlow all told": with a word that says so there may be others beside it.
    """
    total = hours_of(clause.length)
    if total is None or len(before) < 2 or clause.has(What.TASK):
        return False
    if not _IN_ALL.search(said) and (clause.has(What.NAME) or not _SUMMED.match(said)):
        return False
    sums = Decimal(0)
    for count, hours in enumerate(reversed(before), start=1):
        if hours is None or sums > total:
            return False
        sums += hours
        if count > 1 and sums == total:
            return True
    return False


def _is_said_again(clause: Clause, before: Sequence[Decimal | None], tokens: Sequence[Token]) -> bool:
    """ "so that's two hours driving", "makes eight even": with a word of summing up, the last one or a sum of the last.

    What the words say beside it does not matter then, but for a name: "so two hours of A" may well be another two, and
    "that's two hours of A" only is a sum of several.
    """
    item, total = clause.find(What.LENGTH), hours_of(clause.length)
    if item is None or total is None or clause.fix or clause.note or clause.has(What.DAYS, What.EACH):
        return False
    named = any(not seen.mention.weak for seen in clause.names)
    near = [i for i in range(max(0, item.start - _NEAR), item.start) if tokens[i].kind is not TokenKind.MARK]
    leads = _LEADS_UP.search(" ".join([*(tokens[i].low for i in near), "#"]))
    trails = _TRAILS.match(" ".join(["#", *(token.low for token in tokens[item.end : item.end + 2])]))
    sums = Decimal(0)
    for count, hours in enumerate(reversed(before), start=1):
        sums += hours or 0
        if hours is None or sums > total + _ROUNDED:
            return False
        if abs(sums - total) <= _ROUNDED and (leads or (trails and count > 1)):
            return not named or (count > 1 and (leads is None or leads[1] != "so"))
    return False


def _outline(clause: Clause, tokens: Sequence[Token]) -> str:
    """The clause in small letters: "#" for lengths, "§" for whole names, "¶" for words that may be somebody's name."""
    said: list[str] = []
    for item in clause.items:
        if item.what is What.LENGTH:
            said.append("#")
        elif is_whole_name(item):
            said.append("§")
        else:
            said += [_sign(tokens[i], item) for i in range(item.start, item.end)]
    return " ".join(said)


def _sign(token: Token, item: Item) -> str:
    named = item.what is What.WORD and token.kind is TokenKind.WORD and token.low not in ORDINARY
    named = named and token.low not in _PLAIN
    return ("¶¶" if token.text[:1].isupper() else "¶") if named else token.low


#: Words that are nobody's name, though they stand in no list of ordinary words: verbs and relatives.
_PLAIN = frozenset(_VERBS.replace("|", " ").split()) | frozenset(
    """he she they his hers her their theirs him them himself herself who which dont didnt wont not never
    estimated planned quoted supposed promised scheduled budgeted listed booked told asked tomorrow itll thatll gonna
    expect hope count counting charge charging yours mine leave unpaid rain weather everything something nothing
    everybody nobody mine sandwich end blocked pencilled together altogether own neednt""".split()
)
