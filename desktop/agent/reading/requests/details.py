"""What the words say of a deed besides its kind, project and days: a time of day, a number, how lines are summed up.

"Stop the timer, I finished at four", "e-mail invoice 1042 to jo@acme.test without the PDF", "one line per person".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from decimal import Decimal
from typing import Final

from desktop.agent.reading.items.items import What
from desktop.agent.reading.requests.heard import Heard
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.text.money import amount_at
from desktop.agent.reading.text.numbers import number_at
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.time.clock import clock_at

ADDRESS: Final = re.compile(r"[^\s@,;<>()\"']+@[^\s@,;<>()\"']+\.[^\s@,;<>()\"'.]{2,}")

_AT: Final = frozenset("at by around about since until till from @ ~".split())
_NUMBERED: Final = re.compile(
    r"\b(?:invoices?|inv|bill)\.?\s*(?:no\.?|nr\.?|number|num|#)?\s*[#№]?\s*((?=[\w./-]*\d)[A-Za-z0-9][\w./-]*)",
    re.IGNORECASE,
)
_SUMMARIES: Final = (
    (
        "people",
        Shapes("by/per/each person/people/employee/teammate/member/user", "line/row/item for each/every person"),
    ),
    ("project", Shapes("by/per/each project/projects", "line/row/item for each/every project")),
    ("task", Shapes("by/per/each task/tasks/activity", "line/row/item for each/every task")),
    (
        "detailed",
        Shapes(
            "by/per/each/every entry/entries",
            "detailed",
            "itemised/itemized",
            "in detail",
            "full detail",
            "line by line",
        ),
    ),
)
_EVERYTHING: Final = Shapes(
    "all/everything/whatever/anything [of] [that/what/our/the] [is/has] [been] [not] [yet/still]"
    " unbilled/uninvoiced/outstanding/open/unpaid/billed/invoiced",
    "all/everything .. not [been/yet] billed/invoiced",
    "unbilled/uninvoiced/outstanding <hours>/work/entries/expenses/items",
    "not [been/yet] billed/invoiced",
    "everything so_far/to_date/until_now",
)
_COSTS: Final = "expenses/expense/costs/outlays"
_OWN: Final = "[my/our/their/his/her/its/travel/D/N]"
_NO_EXPENSES: Final = Shapes(
    f"without/no/not/excluding/exclude/except/minus/skip/skipping/omit/omitting/all_but/everything_but [any/all/of/for]"
    f" {_OWN} {_COSTS}",
    f"not/never include/including/bill/billing/charge/invoice/add/put/want [any/all/of/on] {_OWN} {_COSTS}",
    f"leave/leaving/keep/keeping/take/taking .. {_COSTS} out/off/aside/away",
    f"leave/leaving/keep/keeping/take/taking out/off [any/all] [of] {_OWN} {_COSTS}",
    f"{_COSTS} [are/is/to/should] [be/stay] excluded/out/left_out/not_included/not_be_included",
)
_WORK: Final = "hours/time/labour/labor"
_HOURS_ALONE: Final = Shapes(
    f"{_WORK} only/alone",
    f"only/purely/solely [my/our/their/tracked/billable/unbilled/N/D] {_WORK}",
    f"nothing but [tracked/billable/D] {_WORK}",
)
_JUST_HOURS: Final = tuple(f"just {more}{work}" for more in ("", "the ", "their ") for work in _WORK.split("/"))
_NOT_ALONE: Final = Shapes(
    f"not only/just/solely [my/our/their/tracked/billable] {_WORK}",
    f"and/plus/with/including {_COSTS}",
    "this/one/first/last/next time only",
)
_COSTS_ALONE: Final = Shapes(
    f"{_COSTS} only/alone",
    f"only/purely/solely [my/our/their/unbilled/N/D] {_COSTS}",
    f"nothing but [unbilled/D] {_COSTS}",
    f"no/without/not [any/my/our] {_WORK}",
)
_JUST_COSTS: Final = tuple(f"just {more}{costs}" for more in ("", "the ", "their ") for costs in _COSTS.split("/"))
_NO_PDF: Final = Shapes("without [a/any] pdf/attachment/attachments", "no pdf/attachment", "not attach")
_PDF: Final = Shapes("with/attach/attached/attaching/including/include .. pdf/attachment", "pdf attached")
_TO_SELF: Final = re.compile(
    r"\b(?:to|for)\s+(?:(?:[^\s,;]+\s+(?:and|&)\s+)?(?:me|myself)\b|my\s+(?:own\s+)?(?:self|address|e-?mail|inbox|mailbox)\b)"
    r"|\b(?:and|&)\s+(?:to\s+)?(?:me|myself)\s*[.!]*$|\b(?:send|e-?mail|mail|forward)\s+(?:me|myself)\b",
    re.IGNORECASE,
)
_COPY: Final = re.compile(r"\b(?:b?cc|copy)\s+(?:to\s+|for\s+)?(?:me|myself)\b", re.IGNORECASE)
_MARKS: Final = Shapes("mark/marks/marked/marking/set/flag .. sent", "change .. to sent")
_UNITS: Final = frozenset("mile miles mi km kms kilometre kilometres kilometer kilometers".split())
_CURRENCIES: Final = {
    **dict.fromkeys("$ dollar dollars buck bucks".split(), "$"),
    **dict.fromkeys("€ eur euro euros".split(), "EUR"),
    **dict.fromkeys("£ gbp pound pounds quid".split(), "GBP"),
    **{code: code.upper() for code in "usd chf cad aud nzd jpy sek nok dkk pln".split()},
}
_NOT_BILLABLE: Final = Shapes(
    "not billable/reimbursable/chargeable", "non billable", "unbillable", "nonbillable", "not bill"
)
_BILLABLE: Final = Shapes("billable", "bill it/this/that", "billed to")
_IS_RESUMED: Final = frozenset("resume resuming continue continuing unpause restart restarting reopen".split())


def time_said(heard: Heard) -> tuple[time | None, bool]:
    """The time of day behind "at", the last that is said, and whether it may be either half of the day."""
    tokens = heard.tokens
    for i in range(len(tokens) - 1, 0, -1):
        is_as_of = (low(tokens, i - 2), low(tokens, i - 1)) == ("as", "of")
        if low(tokens, i - 1) not in _AT and not is_as_of:
            continue
        clock = clock_at(tokens, i)
        if clock is not None:
            return time(clock.minutes // 60 % 24, clock.minutes % 60), not clock.fixed and clock.minutes <= 12 * 60 + 59
    return None, False


def is_resumed(heard: Heard) -> bool:
    """Whether a timer is to go on rather than begin."""
    return bool(heard.cue_set & _IS_RESUMED) or heard.has("pick up", "go on", "carry on", "start again", "keep going")


def notes_behind(heard: Heard) -> str:
    """What stands behind a colon or a dash, or in quotes: "start the timer for Acme: sprint planning"."""
    quoted = re.search(r"[\"“]([^\"”]+)[\"”]", heard.text)
    if quoted:
        return quoted[1].strip()
    found = re.search(r"\S\s*(?::|\s[-–—])\s+(\S.*)$", heard.text, re.DOTALL)
    return found[1].strip() if found else ""


def number_said(text: str) -> str:
    """The number of an invoice: "invoice #2026-011" -> "2026-011"; "" where none is said."""
    found = _NUMBERED.search(text)
    return found[1].rstrip(".-/") if found else ""


def summary_said(heard: Heard) -> str:
    """How the lines of an invoice are summed up, or ""."""
    return next((name for name, shapes in _SUMMARIES if heard.says(shapes)), "")


def is_everything(heard: Heard) -> bool:
    """Whether all is to be invoiced that was not yet."""
    unbilled = any(item.what is What.UNBILLED and low(heard.tokens, item.start) == "unbilled" for item in heard.items)
    return unbilled or heard.says(_EVERYTHING)


def expenses_said(heard: Heard) -> bool:
    """Whether expenses go on an invoice: they do, unless the words leave them out or name hours alone."""
    alone = heard.says(_HOURS_ALONE) or heard.has(*_JUST_HOURS)
    return not heard.says(_NO_EXPENSES) and (heard.says(_NOT_ALONE) or not alone)


def hours_said(heard: Heard) -> bool:
    """Whether hours go on an invoice: they do, unless the words name expenses alone."""
    return not (heard.says(_COSTS_ALONE) or heard.has(*_JUST_COSTS)) or not expenses_said(heard)


def pdf_said(heard: Heard) -> bool | None:
    """Whether the PDF goes with an e-mail, as far as that is said."""
    if heard.says(_NO_PDF):
        return False
    return True if heard.says(_PDF) else None


def to_self_said(text: str) -> tuple[bool, bool]:
    """Whether an invoice is to be e-mailed to the person, and whether a copy of what others get is."""
    with_copy = _COPY.search(text) is not None
    return _TO_SELF.search(_COPY.sub(" ", text)) is not None, with_copy


def marks_sent(heard: Heard) -> bool:
    """Whether an invoice is only to be marked as sent."""
    return heard.says(_MARKS)


def billable_said(heard: Heard) -> bool | None:
    """Whether an expense is billable, as far as that is said."""
    if heard.says(_NOT_BILLABLE):
        return False
    return True if heard.says(_BILLABLE) else None


def units_said(tokens: Sequence[Token]) -> tuple[Decimal | None, str]:
    """ "30 miles": how many of what."""
    for i in range(len(tokens)):
        number = number_at(tokens, i)
        if number is not None and low(tokens, number.end) in _UNITS:
            return number.value, low(tokens, number.end)
    return None, ""


def currency_said(tokens: Sequence[Token]) -> str:
    """The ISO 4217 code of the currency that is said beside an amount; "$" for dollars of any country; else ""."""
    for i in range(len(tokens)):
        amount = amount_at(tokens, i)
        if amount is None:
            continue
        said = [low(tokens, k) for k in range(i, min(amount[1] + 1, len(tokens)))]
        codes = {_CURRENCIES[word] for word in said if word in _CURRENCIES}
        return codes.pop() if len(codes) == 1 else ""
    return ""


_SMALL_WORDS: Final = frozenset(
    """a an the for on of to at in from with and by as i we me my our it that this was were is spent paid pay cost costs
    log add put expense expenses expensed expensing claim claiming record book enter new receipt please pls dollars
    dollar euros euro pounds pound bucks usd eur gbp under against client project billable not non today can could
    would will you us reimburse reimbursed have had get got buy bought um uh uhm er erm hmm so also ok okay hey hi
    mile miles mi km kms kilometre kilometres kilometer kilometers be been their them its which""".split()
)
_ENDS: Final = frozenset(",;:.!?\n")


def outlay_said(heard: Heard, within: range | None = None) -> str:
    """What an expense was for: its words without the amount, the project, the day and what only asks to log it.

    `within` these tokens where they are of one of several.
    """
    tokens = heard.tokens
    taken = set() if within is None else {k for k in range(len(tokens)) if k not in within}
    for item in heard.items:
        if item.what in (What.NAME, What.DAYS):
            taken.update(range(item.start, item.end))
    i = 0
    while i < len(tokens):
        amount = amount_at(tokens, i)
        if amount is not None:
            taken.update(range(i, amount[1]))
        i = amount[1] if amount is not None else i + 1
    clauses: list[list[Token]] = [[]]
    for k, token in enumerate(tokens):
        if k not in taken and token.kind is TokenKind.WORD:
            clauses[-1].append(token)
        elif k not in taken and token.text in _ENDS:
            clauses.append([])
    told = [_without_small(clause) for clause in clauses]
    return ", ".join(_joined(heard.text, clause) for clause in told if clause)


def _without_small(words: list[Token]) -> list[Token]:
    """The words between those that only ask, or join what is said elsewhere on the card."""
    kept = [k for k, word in enumerate(words) if word.low not in _SMALL_WORDS]
    return words[kept[0] : kept[-1] + 1] if kept else []


def _joined(text: str, tokens: Sequence[Token]) -> str:
    """The words as they were written, with the marks that join neighbours ("wi-fi")."""
    said = ""
    for before, token in zip((None, *tokens), tokens, strict=False):
        between = text[before.end : token.start] if before else ""
        said += (between if between and not between.strip("-'’&/ ") and len(between) < 4 else " ") + token.text
    return said.strip()
