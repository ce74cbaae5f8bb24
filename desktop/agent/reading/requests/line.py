"""A message as one line of plain words, in which the shapes of `shapes.py` are looked for.

Names become `N`, lengths of time `L`, numbers without a unit `#`, days `D` and amounts of money `M`; contractions are
written out, articles and hesitation left out. Clauses are parted by `|`, and what only opens one ("could you please",
"I'd like you to", "go ahead and") is taken off, so that a command always begins with its verb:

    "Ok, could you delete yesterday's Acme entry, it's wrong?"   ->   "| delete D N entry | it is wrong | "
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.requests.wordclasses import CLASSES
from desktop.agent.reading.text.haste import Haste
from desktop.agent.reading.text.money import amount_at
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import DETERMINERS

#: Longer messages are lists of entries; what they ask or command stands in front.
_MOST_WORDS = 150
_WRITTEN_OUT = {
    short: long.split()
    for short, long in (
        pair.split("=")
        for pair in """whats=what is|hows=how is|whos=who is|wheres=where is|whens=when is|whys=why is|thats=that is
        |theres=there is|heres=here is|im=i am|ive=i have|id=i would|ill=i will|youre=you are|weve=we have|dont=do not
        |didnt=did not|doesnt=does not|havent=have not|hasnt=has not|hadnt=had not|isnt=is not|arent=are not
        |wasnt=was not|werent=were not|cant=can not|couldnt=could not|shouldnt=should not|wouldnt=would not
        |wont=will not|mustnt=must not|lets=let us|wanna=want to|gonna=going to|gotta=have to|gimme=give me
        |lemme=let me|shouldve=should have|theyve=they have|theyre=they are|hrs=hours|hr=hour|vs=versus|incl=including
        |cannot=can not|itd=it would|wouldve=would have|mightve=might have|aint=is not|e - mail=email""".split("|")
    )
    for short, long in [(short.strip(), long)]
}
_LEFT_OUT = frozenset(
    """the an um uh uhm er erm ah hmm hm mm please pls plz plss kindly just simply thanks thx ty cheers basically
    literally quickly real""".split()
)
_HESITATION = frozenset("um uh uhm er erm ah hmm hm mm".split())
#: What may stand before a command or a question without being part of it; `_` stands for a space.
_OPENINGS = """
    ok okay so hey hi hello and well yeah yes yep nope now then oh like right alright also but ugh actually sorry
    thank_you btw fyi by_the_way good great fine cool perfect argh oops whoops damn wait hang_on hold_on first
    quick_question listen look again anyway instead maybe perhaps still rather or because cause since meanwhile finally
    once_more if_not no_wait wait_no no_sorry i_mean nah no_i_mean
    good_morning good_afternoon good_evening morning_say hey_say oh_say quick_one one_more_thing
    honestly to_be_honest on_second_thought on_second_thoughts frankly

    can_you could_you would_you will_you can_u could_u would_you_mind do_you_mind would_you_be_able_to are_you_able_to
    is_it_possible_to is_it_ok_to is_it_okay_to is_it_fine_to would_it_be_ok_to would_it_be_possible_to
    can_i_ask_you_to i_need_you_to i_want_you_to i_would_like_you_to
    i_would_love_you_to we_need_you_to you_can you_may you_should you_could you_must you_might_as_well you_need_to
    you_have_to you_had_better better

    i_need_to i_want_to i_would_like_to i_have_to i_would_love_to i_am_going_to i_got_to i_must i_should i_wish_to
    i_will i_better we_need_to we_want_to we_have_to we_should we_must we_can can_i can_we i_can could_i could_we may_i
    might_i should_we should_i i_think_we_should i_think_you_should i_think_i_should we_would_like_to we_will
    we_are_going_to i_am_trying_to i_would_rather want_to need_to have_to i_would would_like_to i_am_ready_to
    i_was_hoping_to i_still_need_to i_still_have_to

    did_i_mention did_i_say have_i_mentioned did_i_tell_you

    go_ahead_and go_ahead let_us let_me help_me time_to it_is_time_to feel_free_to remember_to do_not_forget_to
    make_sure_to make_sure_you make_sure_that_you be_sure_to be_so_kind_as_to be_so_kind_and be_a_dear_and try_to
    why_do_not_you why_do_not_we how_about how_about_you how_about_we proceed_to try_and go_and come_and if_you_can
    if_possible when_you_can when_you_get_chance if_you_do_not_mind i_suggest_we i_suggest_you we_agreed_to
    we_decided_to i_agreed_to i_decided_to

    tell_me let_me_know i_want_to_know i_would_like_to_know i_need_to_know do_you_know any_idea i_wonder
    i_was_wondering i_am_wondering i_am_curious curious show_me do_we_know wondering i_am_not_sure not_sure no_idea
    i_would_love_to_know i_just_want_to_know find_out look_up figure_out work_out want_to_know remind_me_again
"""


def _by_length(table: str) -> dict[str, list[tuple[str, ...]]]:
    """Word sequences by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tuple(entry.split("_")) for entry in table.split()), key=len, reverse=True):
        found.setdefault(words[0], []).append(words)
    return found


_OPENERS = _by_length(_OPENINGS)
#: "now on Acme" tells where somebody is; "now start the timer" only opens.
_AFTER_TELLING_NOW = frozenset("on onto at working back doing with".split())
_JOINING = frozenset("and then so but or because".split())
#: Behind "and", "then" or "but" these begin a clause of their own.
_STARTS = frozenset(
    word.split("_")[0]
    for name in ("begin", "halt", "remove", "change", "send", "create", "ask")
    for word in CLASSES[name].split()
) - {"new", "do", "cut", "run", "line", "record"} | frozenset(
    "i we it he she they you that there is are was were did does do have has should log add put book not".split()
)
_ARRANGES = frozenset(CLASSES["arrange"].split())
_LOOKS = frozenset(CLASSES["look"].split())
_LISTED = frozenset("day days weekdays all every which gaps holes".split())
_CUES = frozenset(
    part for words in CLASSES.values() for word in words.split() for part in word.split("_") if len(part) > 2
) | frozenset("budget cost costs burn spent spend left total gap gaps missing budgets price fit afford".split())


@lru_cache(maxsize=1)
def hasty_words() -> Haste:
    """What requests turn on, as it is typed in haste; made when first asked for."""
    phrases = (*_OPENINGS.split(), *(phrase for words in CLASSES.values() for phrase in words.split()))
    return Haste(word for phrase in phrases for word in phrase.split("_"))


def line_of(tokens: Sequence[Token], items: Sequence[Item], *, amounts: bool = True) -> str:
    """The line of a message; `amounts` reads sums of money first."""
    return _joined(_symbols(tokens, items, _amounts(tokens) if amounts else {}))


def _amounts(tokens: Sequence[Token]) -> dict[int, int]:
    """Where sums of money begin, and the tokens after them."""
    found: dict[int, int] = {}
    i = 0
    while i < len(tokens):
        amount = amount_at(tokens, i)
        if amount is not None:
            found[i] = amount[1]
        i = max(i + 1, amount[1] if amount else 0)
    return found


def _symbols(tokens: Sequence[Token], items: Sequence[Item], amounts: dict[int, int]) -> list[str]:
    """One symbol or plain word after the other; `|` at breaks."""
    found: list[str] = []
    paid = 0  # tokens before it belong to an amount
    for item in items:
        if len(found) > _MOST_WORDS:
            break
        if item.start < paid and item.what is not What.NAME:
            continue
        begins = next((k for k in range(item.start, item.end) if k in amounts), None)
        if begins is not None and item.what in (What.LENGTH, What.WORD, What.FILLER):
            paid = amounts[begins]
            found.append("M")
        elif item.what is What.NOTE:
            found.append("Q")
        elif item.what is What.BREAK:
            _add_break(found, tokens, item)
        elif symbol := _symbol(item, tokens):
            if symbol == "L" and tokens[item.start].text == ">" and found and found[-1] == "|":
                found[-1] = "→"  # "2h => 3h"
            found.append(symbol)
        else:
            for k in range(item.start, item.end):
                _add_word(found, tokens[k], tokens[k + 1].low if k + 1 < len(tokens) else "")
    return found


def _symbol(item: Item, tokens: Sequence[Token]) -> str:
    if item.what is What.NAME and item.name is not None:
        words = [tokens[k].low for k in range(item.start, item.end)]
        sure = item.name.full and item.name.exact  # "timer off" is nearly Time Off, but says something of its own
        if len(words) == 1 and _commands(words[0], tokens, item.end, sure=sure):
            return ""
        return "" if not sure and any(word in _CUES for word in words) else "N"
    if item.what is What.DAYS:
        return "D"
    if item.what is What.LESS:
        return "minus"
    if item.what is What.LENGTH and item.length is not None:
        if item.name is not None:
            return "N"  # "bill 3M for last month"
        if not item.length.bare:
            return "L"
        return "" if tokens[item.start].low == "one" else "#"
    return ""


def _commands(word: str, tokens: Sequence[Token], after: int, *, sure: bool) -> bool:
    """ "push the meeting", "list the days": a verb in front of what it is done to, though a project is called so."""
    if after >= len(tokens) or tokens[after].kind is not TokenKind.WORD:
        return False
    return (tokens[after].low in DETERMINERS and (word in _ARRANGES or (word in _LOOKS and not sure))) or (
        tokens[after].low in _LISTED and word in _LOOKS and not sure
    )


def _add_break(found: list[str], tokens: Sequence[Token], item: Item) -> None:
    word = tokens[item.start]
    if word.kind is TokenKind.WORD:
        found.extend(tokens[k].low for k in range(item.start, item.end))
    elif word.text in ("→", ">") or item.end - item.start == 2:
        found.append("→")
    elif found and found[-1] == "(hesitation)":
        found[-1] = "~"  # "for parking, uh, for Stark": parts only what begins with a verb of its own
        if len(found) > 1 and found[-2] == "|":
            del found[-2]
    else:
        found.append("|")


def _add_word(found: list[str], token: Token, after: str) -> None:
    word = token.low
    if found and found[-1] == "(hesitation)":
        found.pop()
    if word in _HESITATION:
        found.append("(hesitation)")
    elif word == "a":
        if found and found[-1] == "what":
            found[-1] = "such"  # "what a Thursday" asks nothing
        elif after in ("invoice", "bill"):
            found.append("new")
    elif word == "an" and after == "invoice":
        found.append("new")
    elif word in _LEFT_OUT:
        return
    elif word in _WRITTEN_OUT:
        found.extend(_WRITTEN_OUT[word])
    elif token.kind is TokenKind.WORD or word == "%":
        found.append(word)
    elif token.kind is TokenKind.DIGITS:
        found.append("#")
    elif word in ("→", ">"):
        found.append("→")


def _joined(symbols: Sequence[str]) -> str:
    """Clauses without their openings, parted by bars."""
    clauses: list[list[str]] = [[]]
    for k, symbol in enumerate(symbols):
        joins = symbol in _JOINING or symbol == "~"
        if symbol == "|" or (joins and clauses[-1] and _begins(symbols, k + 1)):
            clauses.append([])
        elif symbol not in ("(hesitation)", "~"):
            clauses[-1].append(symbol)
    bare = [_without_opening(clause) for clause in clauses]
    return "| " + "".join(f"{' '.join(clause)} | " for clause in bare if clause)


def _begins(symbols: Sequence[str], k: int) -> bool:
    ahead = symbols[k : k + 12]
    rest = _without_opening(ahead)
    return bool(rest) and (rest[0] in _STARTS or len(ahead) - len(rest) >= 2)


def _without_opening(words: Sequence[str]) -> list[str]:
    i = 0
    while i < len(words):
        if words[i] == "now" and i + 1 < len(words) and words[i + 1] in _AFTER_TELLING_NOW:
            break
        known = _OPENERS.get(words[i], ())
        step = next((len(opening) for opening in known if tuple(words[i : i + len(opening)]) == opening), 0)
        if not step:
            break
        i += step
    return list(words[i:])
