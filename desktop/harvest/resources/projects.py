"""Projects, tasks, assignments, clients and contacts. Members get `Forbidden` for most of these."""

from __future__ import annotations

from datetime import datetime

from desktop.harvest.models import Client, Contact, Project, Task, TaskAssignment, UserAssignment
from desktop.harvest.resources.base import Resource


class ProjectCalls(Resource):
    """`/projects`, `/tasks`, `/task_assignments`, `/user_assignments`, `/clients` and `/contacts`."""

    async def projects(
        self, *, is_active: bool | None = None, client_id: int | None = None, updated_since: datetime | None = None
    ) -> tuple[Project, ...]:
        """Projects that this person may see as a manager or administrator, newest first."""
        filters = {"is_active": is_active, "client_id": client_id, "updated_since": updated_since}
        return await self._all("/projects", "projects", Project, filters)

    async def project(self, project_id: int) -> Project:
        """One project."""
        return await self._one(f"/projects/{project_id}", Project)

    async def tasks(self, *, is_active: bool | None = None, updated_since: datetime | None = None) -> tuple[Task, ...]:
        """The account's tasks, newest first."""
        return await self._all("/tasks", "tasks", Task, {"is_active": is_active, "updated_since": updated_since})

    async def task(self, task_id: int) -> Task:
        """One task."""
        return await self._one(f"/tasks/{task_id}", Task)

    async def task_assignments(
        self, project_id: int | None = None, *, is_active: bool | None = None, updated_since: datetime | None = None
    ) -> tuple[TaskAssignment, ...]:
        """Tasks on one project, or (None) on all, newest first."""
        path = _within(project_id, "/task_assignments")
        filters = {"is_active": is_active, "updated_since": updated_since}
        return await self._all(path, "task_assignments", TaskAssignment, filters)

    async def user_assignments(
        self,
        project_id: int | None = None,
        *,
        user_id: int | None = None,
        is_active: bool | None = None,
        updated_since: datetime | None = None,
    ) -> tuple[UserAssignment, ...]:
        """People on one project, or (None) on all, newest first."""
        path = _within(project_id, "/user_assignments")
        filters = {"user_id": user_id, "is_active": is_active, "updated_since": updated_since}
        return await self._all(path, "user_assignments", UserAssignment, filters)

    async def clients(
        self, *, is_active: bool | None = None, updated_since: datetime | None = None
    ) -> tuple[Client, ...]:
        """The account's clients, newest first."""
        return await self._all("/clients", "clients", Client, {"is_active": is_active, "updated_since": updated_since})

    async def client(self, client_id: int) -> Client:
        """One client."""
        return await self._one(f"/clients/{client_id}", Client)

    async def contacts(
        self, *, client_id: int | None = None, updated_since: datetime | None = None
    ) -> tuple[Contact, ...]:
        """People at clients, newest first."""
        filters = {"client_id": client_id, "updated_since": updated_since}
        return await self._all("/contacts", "contacts", Contact, filters)


def _within(project_id: int | None, path: str) -> str:
    return path if project_id is None else f"/projects/{project_id}{path}"
