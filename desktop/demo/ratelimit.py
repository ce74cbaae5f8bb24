"""Harvest's throttle: 100 requests in 15 seconds, and for reports 100 in 15 minutes."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime, timedelta
from math import ceil

GENERAL = (100, timedelta(seconds=15))
REPORTS = (100, timedelta(minutes=15))


class RateLimit:
    """Counts requests per token in sliding windows of the demo clock."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, bool], deque[datetime]] = defaultdict(deque)

    def wait(self, token: str, *, report: bool, now: datetime) -> int:
        """0 and counted if the request may pass; else the seconds until one may. RefusalError requests do not count."""
        most, span = REPORTS if report else GENERAL
        seen = self._seen[token, report]
        while seen and now - seen[0] >= span:
            seen.popleft()
        if len(seen) < most:
            seen.append(now)
            return 0
        return max(1, ceil((seen[0] + span - now).total_seconds()))
