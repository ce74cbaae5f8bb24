"""The company, its people, and what the signed-in person may log time to."""

from __future__ import annotations

from datetime import datetime

from desktop.harvest.models import Company, ProjectAssignment, User
from desktop.harvest.resources.base import Resource


class AccountCalls(Resource):
    """`/company` and `/users`."""

    async def company(self) -> Company:
        """The account's settings. Roles other than administrator may get `Forbidden`."""
        return await self._one("/company", Company)

    async def me(self) -> User:
        """The signed-in person; every role may ask."""
        return await self._one("/users/me", User)

    async def users(self, *, is_active: bool | None = None, updated_since: datetime | None = None) -> tuple[User, ...]:
        """The people of the account, newest first. Managers see their teammates; members get `Forbidden`."""
        return await self._all("/users", "users", User, {"is_active": is_active, "updated_since": updated_since})

    async def user(self, user_id: int) -> User:
        """One person."""
        return await self._one(f"/users/{user_id}", User)

    async def project_assignments(self, user_id: int | None = None) -> tuple[ProjectAssignment, ...]:
        """Active projects with their tasks that the person (None: the signed-in one) may log to; newest first."""
        path = f"/users/{'me' if user_id is None else user_id}/project_assignments"
        return await self._all(path, "project_assignments", ProjectAssignment, {})
