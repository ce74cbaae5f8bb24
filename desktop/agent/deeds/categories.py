"""Which of the account's own expense categories words mean: "parking" is Travel where that is what an account has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from desktop.harvest.models import ExpenseCategory

#: Words of one kind of spending, as they stand in what people say and in what accounts call their categories.
_KINDS: Final = tuple(
    frozenset(row.split())
    for row in (
        """travel transport transportation transit parking toll tolls taxi taxis cab cabs uber lyft train trains rail
        tram bus buses metro subway ferry flight flights airfare airline plane ticket tickets fare fares ride rides
        rental commute baggage luggage""",
        """meal meals food lunch lunches dinner dinners breakfast coffee coffees drinks catering restaurant snacks
        groceries subsistence""",
        "entertainment tickets theatre theater concert event events hospitality drinks outing",
        "lodging accommodation accommodations hotel hotels airbnb motel hostel room overnight stay",
        "mileage miles mile mi kilometres kilometers kilometre kilometer km kms drove driving drive car petrol",
        """software subscription subscriptions saas licence licences license licenses app apps hosting domain domains
        cloud plugin plugins font fonts stock online""",
        """hardware equipment computer laptop monitor keyboard mouse cable cables adapter adapters device devices phone
        headset camera tools""",
        "office supplies stationery paper pens toner ink stamps",
        "postage shipping courier stamps freight delivery fedex ups dhl",
        "printing print prints copies photocopies posters flyers",
        "phone telephone internet wifi wi-fi mobile roaming telecom communication communications data broadband",
        "training course courses conference conferences workshop seminar book books education certification",
        "materials material paint wood lumber fabric parts",
        "legal fees fee filing notary permit permits",
        "marketing advertising ads ad promotion sponsorship",
        "fuel gas petrol gasoline diesel",
    )
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def category_of(categories: Sequence[ExpenseCategory], said: str, unit: str = "") -> tuple[ExpenseCategory | None, str]:
    """The category that the words mean, and the word it was taken from where it was not named: "" where it was.

    None where no category, or more than one, fits. `unit` is a unit that was counted in ("miles").
    """
    words = [_stem(word) for word in _WORD.findall(said.casefold())]
    if unit and (counted := [one for one in categories if one.unit_name and _stem(one.unit_name) == _stem(unit)]):
        return (counted[0], "") if len(counted) == 1 else (None, "")
    named = [one for one in categories if _named(one, words)]
    if named:
        longest = max(len(_words(one)) for one in named)
        best = [one for one in named if len(_words(one)) == longest]
        return (best[0], "") if len(best) == 1 else (None, "")
    for word in words:
        fitting = [one for one in categories if one.unit_price is None or unit]
        fitting = [one for one in fitting if any(word in kind and kind & set(_words(one)) for kind in _STEMS)]
        if len(fitting) == 1:
            return fitting[0], word
    return (categories[0], "") if len(categories) == 1 else (None, "")


def counts_in(category: ExpenseCategory | None, unit: str) -> bool:
    """Whether so many of that unit are as many of the category's: kilometres are no miles."""
    if category is None or not category.unit_name:
        return True
    said, counted = (
        next((k for k, kind in enumerate(_LENGTHS) if _stem(one) in kind), -1) for one in (unit, category.unit_name)
    )
    return -1 in (said, counted) or said == counted


def _named(category: ExpenseCategory, words: Sequence[str]) -> bool:
    """Whether all words of its name are said, one after the other."""
    name = _words(category)
    return bool(name) and any(list(words[i : i + len(name)]) == name for i in range(len(words)))


def _words(category: ExpenseCategory) -> list[str]:
    return [_stem(word) for word in _WORD.findall(category.name.casefold())]


def _stem(word: str) -> str:
    word = word.casefold().strip()
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


_LENGTHS: Final = (
    frozenset(map(_stem, "mile mi".split())),
    frozenset(map(_stem, "km kms kilometre kilometer kilometres kilometers".split())),
)
_STEMS: Final = tuple(frozenset(map(_stem, kind)) for kind in _KINDS)
