"""Time entries and timers."""

from __future__ import annotations

from datetime import date, datetime

from desktop.harvest.models import NewTimeEntry, NewTimer, TimeEntry, TimeEntryChange
from desktop.harvest.paging import OnPage
from desktop.harvest.resources.base import Resource, query
from desktop.harvest.work import Work, page_of, parse_page, work_of


class TimeEntryCalls(Resource):
    """`/time_entries`."""

    async def time_entries(
        self,
        *,
        user_id: int | None = None,
        project_id: int | None = None,
        task_id: int | None = None,
        client_id: int | None = None,
        start: date | None = None,
        end: date | None = None,
        is_running: bool | None = None,
        is_billed: bool | None = None,
        external_reference_id: str | None = None,
        updated_since: datetime | None = None,
    ) -> tuple[TimeEntry, ...]:
        """All entries that match, by spent date, newest first; `start` and `end` are days, both included.

        Without `user_id` an administrator gets everybody's and a manager the team's. `updated_since` is strictly after.
        """
        filters = {
            "user_id": user_id,
            "project_id": project_id,
            "task_id": task_id,
            "client_id": client_id,
            "from": start,
            "to": end,
            "is_running": is_running,
            "is_billed": is_billed,
            "external_reference_id": external_reference_id,
            "updated_since": updated_since,
        }
        return await self._all("/time_entries", "time_entries", TimeEntry, filters)

    async def tracked(
        self,
        *,
        user_id: int | None = None,
        project_id: int | None = None,
        client_id: int | None = None,
        is_billed: bool | None = None,
        start: date | None = None,
        end: date | None = None,
        on_page: OnPage | None = None,
    ) -> tuple[Work, ...]:
        """As `time_entries`, as rows to be added up: tens of thousands of them fit in little memory.

        Several pages are on their way at once; `on_page` is told after each.
        """
        filters = {
            "user_id": user_id,
            "project_id": project_id,
            "client_id": client_id,
            "is_billed": is_billed,
            "from": start,
            "to": end,
        }
        return await self._rows("/time_entries", "time_entries", parse_page, work_of, filters, on_page)

    async def latest_tracked(
        self,
        *,
        user_id: int | None = None,
        project_id: int | None = None,
        client_id: int | None = None,
        task_id: int | None = None,
        end: date | None = None,
        most: int = 1,
    ) -> tuple[Work, ...]:
        """The newest of the entries that match, up to the day `end`, at most `most`. One short request."""
        filters = {"user_id": user_id, "project_id": project_id, "client_id": client_id, "task_id": task_id, "to": end}
        newest = query({**filters, "per_page": most})
        page = await self._wire.get(self._wire.address.at("/time_entries"), page_of, newest)
        return tuple(map(work_of, page[:most]))

    async def time_entry(self, entry_id: int) -> TimeEntry:
        """One entry."""
        return await self._one(f"/time_entries/{entry_id}", TimeEntry)

    async def create_time_entry(self, entry: NewTimeEntry) -> TimeEntry:
        """Create a stopped entry; the answer says what Harvest made of it (look at `hours` and `is_running`)."""
        return await self._create("/time_entries", entry, TimeEntry)

    async def start_timer(self, timer: NewTimer) -> TimeEntry:
        """Create an entry that runs. Whether an earlier timer of the person is stopped by that is Harvest's choice."""
        return await self._create("/time_entries", timer, TimeEntry)

    async def update_time_entry(self, entry_id: int, change: TimeEntryChange) -> TimeEntry:
        """Change what `change` sets and nothing else."""
        return await self._change(f"/time_entries/{entry_id}", change, TimeEntry)

    async def delete_time_entry(self, entry_id: int) -> None:
        """Delete an entry."""
        await self._wire.delete(f"/time_entries/{entry_id}")

    async def restart_time_entry(self, entry_id: int) -> TimeEntry:
        """Run a stopped entry again. Where the account counts by start and end this is a new entry with another id."""
        return await self._change(f"/time_entries/{entry_id}/restart", None, TimeEntry)

    async def stop_time_entry(self, entry_id: int) -> TimeEntry:
        """Stop a running entry."""
        return await self._change(f"/time_entries/{entry_id}/stop", None, TimeEntry)
