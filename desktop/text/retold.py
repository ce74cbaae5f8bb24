"""A sentence of the core in the language of the screen: `2 entries, 6 h for today, Fri 20 Nov.` comes in, and
`2 Einträge, 6 h für heute, Fr 20. Nov.` goes out.

The core speaks English, whatever the setting: its sentences go into JSON, to phones, to language models and into what
is kept. Only where the screen or the terminal shows one it is known again by its pattern. Names in it stay as they are,
and a sentence that is not known stays English.
"""

from __future__ import annotations

import re
from calendar import month_name
from functools import lru_cache

from desktop.text import local, plain
from desktop.text.language import sentences, tr

_PLACE = re.compile(r"\{(\w+)\}")
_DAY = rf"(?:\w+, )?(?:(?:{'|'.join(plain.WEEKDAYS)})\w*,? )?\d{{1,2}} (?:{'|'.join(plain.MONTHS)})[a-z]*(?: \d{{4}})?"
_KINDS = {
    "notes": ".+?",
    "told": ".+?",
    "number": r"\d(?:[\d,.]*\d)?",
    "label": r"\S+",
    "clock": r"\d{1,2}(?::\d\d)?(?: ?[ap]m)?",
    "month": "|".join(month_name[1:]),
    "year": r"\d{4}",
    "hours": r"\d+(?:[.,]\d+)?(?: h)?(?: ?\d+ min)?|\d+ min",
    "day": rf"{_DAY}|(?:{'|'.join(plain.FULL_DAYS)}|{'|'.join(plain.WEEKDAYS)})",
}
_INSIDE = r"(?:(?![.!?] [A-Z“]).)+?"  # a name ends within its sentence
_WORD = re.compile(r"[A-Za-z]+")
_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(plain.MONTHS)})[a-z]*")
_SENTENCE = re.compile(r"(?<=[.!?…”]) (?=[A-Z\d“])")
_DAY_WORDS = frozenset({*plain.WEEKDAYS, *plain.FULL_DAYS, "Today", "Yesterday", "Tomorrow"})


def retold(text: str) -> str:
    """`text` in the language in use: the whole of it, else sentence by sentence. Lines stay lines."""
    if not text or not sentences():
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


@lru_cache(maxsize=2048)
def _line(text: str) -> str:
    whole = _known(text)
    if whole is not None:
        return whole
    parts = _SENTENCE.split(text)
    for size in range(len(parts) - 1, 0, -1):
        if (first := _known(" ".join(parts[:size]))) is not None:
            return f"{first} {_line(' '.join(parts[size:]))}"
    return f"{parts[0]} {_line(' '.join(parts[1:]))}" if len(parts) > 1 else text


def _known(text: str) -> str | None:
    exact = sentences().get(text)
    if exact is not None:
        return exact
    for english, german, pieces in _with_places():
        if all(piece in text for piece in pieces) and (found := _pattern(english).fullmatch(text)):
            return german.format(**{name: _value(name, value) for name, value in found.groupdict().items()})
    return None


@lru_cache(maxsize=1)
def _with_places() -> list[tuple[str, str, list[str]]]:
    """Pattern, German, and what stands between the places: the most specific first.

    One that begins with a place comes last, since it would take in what others begin with.
    """
    places = [(text, german) for text, german in sentences().items() if "{" in text]
    found = [(text, german, [piece for piece in _PLACE.sub("{", text).split("{") if piece]) for text, german in places]
    return sorted(found, key=lambda one: (one[0].startswith("{"), -sum(map(len, one[2]))))


@lru_cache(maxsize=512)
def _pattern(text: str) -> re.Pattern[str]:
    parts, at = [], 0
    for place in _PLACE.finditer(text):
        kind = _KINDS.get(place[1].rstrip("0123456789_"), _INSIDE)
        parts += [re.escape(text[at : place.start()]), f"(?P<{place[1]}>{kind})"]
        at = place.end()
    return re.compile("".join([*parts, re.escape(text[at:])]))


def _value(name: str, value: str) -> str:
    """By the name of its place: hours and days take their form, `told` and `list` are the core's own words."""
    match name.rstrip("0123456789_"):
        case "hours":
            return value.replace(".", tr("."))
        case "number":
            return value.translate({ord(","): tr(","), ord("."): tr(".")})
        case "day":
            return _day(value)
        case "keys":
            return local.keys(value)
        case "month":
            return tr(value)
        case "told":
            return _line(value)
        case "list":
            return _list(value)
        case "changes":
            return _changes(value)
    return value


def _day(value: str) -> str:
    def month(found: re.Match[str]) -> str:
        return tr("{weekday} {day} {month}", weekday="", day=found[1], month=tr(found[2])).strip()

    def word(found: re.Match[str]) -> str:
        known = found[0][:1].upper() + found[0][1:]
        shown = tr(known) if known in _DAY_WORDS else found[0]
        return shown if found[0][:1].isupper() or known not in _DAY_WORDS else shown.lower()

    return _WORD.sub(word, _DATE.sub(month, value))


def _changes(value: str) -> str:
    """Names and hours: only what cannot be part of a name is told anew."""
    value = re.sub(r"(?<= h) or | and (?=\d+(?:\.\d+)? h$)", lambda found: tr(found[0]), value)
    return re.sub(r"(\d)\.(\d+ h\b)", lambda found: found[1] + tr(".") + found[2], value)


def _list(value: str) -> str:
    parts = re.split(r"(, | and | or )", value)
    return "".join(tr(part) if number % 2 else _line(part) for number, part in enumerate(parts))
