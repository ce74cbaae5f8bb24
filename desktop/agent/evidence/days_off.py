"""Which days nobody works: public holidays of a country and region, by name: `holiday(date(2026, 12, 25), "DE")`."""

from __future__ import annotations

import warnings
from datetime import date
from functools import lru_cache


def holiday(day: date, country: str, region: str = "") -> str:
    """The holiday's name, or "" where it is none or no such country or region is known."""
    return _of_year(country, region, day.year).get(day, "") if country else ""


def countries() -> dict[str, tuple[str, ...]]:
    """Two letters of each country that is known, and its regions as they are written."""
    import holidays

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        known = holidays.list_supported_countries(include_aliases=False)
    return {code: tuple(regions) for code, regions in known.items() if len(code) == 2}


@lru_cache(maxsize=16)
def _of_year(country: str, region: str, year: int) -> dict[date, str]:
    import holidays  # a quarter of a second, on the worker's thread, for those alone who named a country

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of regions that were renamed
        try:
            found = holidays.country_holidays(country, subdiv=region or None, years=year)
        except NotImplementedError:
            return {}
        return {day: str(name) for day, name in found.items()}
