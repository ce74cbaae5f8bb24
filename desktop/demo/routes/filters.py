"""List filters as conditions on rows."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.demo.params import Params


class Conditions:
    """Collects conditions that must all hold: SQL fragments written in this package, with a `?` per value."""

    def __init__(self, params: Params) -> None:
        self._params = params
        self._parts: list[str] = []
        self.values: list[object] = []

    @property
    def where(self) -> str:
        """The whole condition; empty where there is none."""
        return " AND ".join(f"({part})" for part in self._parts)

    def add(self, part: str, *values: object) -> Conditions:
        """One more condition; an empty one changes nothing."""
        if part:
            self._parts.append(part)
            self.values.extend(values)
        return self

    def equal(self, *names: str) -> Conditions:
        """Numbers that must equal the parameter of the same name."""
        for name in names:
            value = self._params.integer(name)
            if value is not None:
                self.add(f"{name} = ?", value)
        return self

    def among(self, column: str, numbers: Iterable[int]) -> Conditions:
        """The column holds one of these numbers."""
        ordered = sorted(numbers)
        return self.add(f"{column} IN ({', '.join('?' * len(ordered))})", *ordered)

    def flag(self, name: str, part: str) -> Conditions:
        """A truth value: `part` must hold, or must not."""
        value = self._params.boolean(name)
        if value is not None:
            self.add(part if value else f"NOT ({part})")
        return self

    def updated_since(self) -> Conditions:
        """Strictly after the given instant."""
        since = self._params.instant("updated_since")
        if since is not None:
            self.add("updated_at > ?", since)
        return self

    def days(self, column: str) -> Conditions:
        """`from` and `to`, both included."""
        first, last = self._params.day("from"), self._params.day("to")
        if first is not None:
            self.add(f"{column} >= ?", first)
        if last is not None:
            self.add(f"{column} <= ?", last)
        return self
