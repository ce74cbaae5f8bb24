"""The fields of a card and what is given for them: options to choose from, and words read as hours, money, days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from desktop.agent.deeds.card import Form, FormField, Option
from desktop.harvest.catalog import Project
from desktop.text.hours_text import parse_hours


class NoAnswer(ValueError):  # noqa: N818 - says what it is not
    """What was given for a field cannot be taken; the text says what could be."""


def choice(
    key: str,
    name: str,
    options: Iterable[Option],
    chosen: str = "",
    question: str = "",
    before: str | None = None,
    *,
    fitting: int = 0,
) -> FormField:
    """A field that is answered by one of the options; `question` is asked while none is chosen.

    `fitting` of them, the first ones, fit what was said.
    """
    known = tuple(options)
    shown = next((option.text for option in known if option.key == chosen), "")
    asked = "" if shown else question or f"{name}?"
    value = chosen if shown else ""
    return FormField(key, name, value, shown, Form.CHOICE, known, before, asked, fitting=fitting)


def project_options(first: Iterable[Project], projects: Iterable[Project]) -> tuple[Option, ...]:
    """Projects to choose from, the likely ones first; the code parts those of one name."""
    found = {project.id: project for project in (*first, *projects)}
    return tuple(Option(str(project.id), project_text(project)) for project in found.values())


def project_text(project: Project) -> str:
    """`Acme › [AW-1] Website`."""
    code = f"[{project.code}] " if project.code else ""
    return f"{project.client.name} › {code}{project.name}"


def hours_answer(value: str) -> Decimal:
    """Hours as people type them. Raises NoAnswer."""
    hours = parse_hours(value)
    if hours is None:
        raise NoAnswer("That is no length of time up to 24 hours.")
    return hours


def money_answer(value: str) -> Decimal:
    """An amount as people type it, over zero and to the cent. Raises NoAnswer."""
    try:
        amount = Decimal(_plain_number(value))
    except InvalidOperation:
        raise NoAnswer("That is no amount, such as 18.50.") from None
    if not amount.is_finite() or not 0 < amount < 10_000_000 or amount != amount.quantize(Decimal("0.01")):
        raise NoAnswer("That is no amount, such as 18.50.")
    return amount


def _plain_number(value: str) -> str:
    """`$1,234.50`, `1.234,50 €`, `18,5` as Decimal reads them; "" where it may be either ("1.234")."""
    digits = value.strip().strip("$€£").strip()
    marks = [char for char in digits if char in ",."]
    if not marks:
        return digits
    whole, _, rest = digits.rpartition(marks[-1])
    whole = whole.replace(",", "").replace(".", "")
    if len(rest) != 3 or len(set(marks)) > 1:
        return f"{whole}.{rest}"
    return "" if marks == ["."] else f"{whole}{rest}"


def amount_answer(value: str) -> Decimal:
    """A number over zero, to the hundredth, such as miles. Raises NoAnswer."""
    try:
        amount = Decimal(value.strip().replace(",", "."))
    except InvalidOperation:
        raise NoAnswer("That is no number, such as 12 or 12.5.") from None
    if not amount.is_finite() or not 0 < amount < 1_000_000:
        raise NoAnswer("That is no number, such as 12 or 12.5.")
    return amount


def day_answer(value: str) -> date:
    """A day in ISO form. Raises NoAnswer."""
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise NoAnswer("That is no day such as 2026-11-20.") from None


def flag_answer(value: str) -> bool:
    """`yes` or `no`. Raises NoAnswer."""
    said = value.strip().casefold()
    if said in ("yes", "y", "true", "on", "1"):
        return True
    if said in ("no", "n", "false", "off", "0", ""):
        return False
    raise NoAnswer("Yes or no.")


def options_answer(value: str, options: Iterable[Option]) -> tuple[str, ...]:
    """The keys of options that were given by their keys or their words, parted by commas. Raises NoAnswer."""
    known = tuple(options)
    return tuple(dict.fromkeys(option_answer(part.strip(), known) for part in value.split(",") if part.strip()))


def option_answer(value: str, options: Iterable[Option]) -> str:
    """The key of an option that was given by its key or its words. Raises NoAnswer."""
    known = tuple(options)
    if any(option.key == value for option in known):
        return value
    said = value.strip().casefold()
    fits = [option.key for option in known if said and said in option.text.casefold()]
    whole = [option.key for option in known if said == option.text.casefold()]
    if len(whole or fits) == 1:
        return (whole or fits)[0]
    raise NoAnswer("That fits several of them." if fits else "That is none of them.")
