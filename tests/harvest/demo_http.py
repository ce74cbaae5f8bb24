"""Plain HTTP against a demo account, for the tests of the demo account itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import httpx

from desktop.demo.server import RunningServer, running_server

NOW = datetime(2026, 11, 20, 18, 5)
"""When these accounts live: a Friday evening, local time of their user (New York, so 23:05 UTC)."""
TODAY = "2026-11-20"


class Api:
    """Requests to a running demo account in the name of one of its people."""

    def __init__(self, server: RunningServer, client: httpx.Client) -> None:
        self.server = server
        self.account = server.account
        self.http = client

    def call(self, method: str, path: str, status: int, **sent: Any) -> Any:
        """The JSON of an answer that must have this status (None where it is no JSON)."""
        answer = self.http.request(method, path, **sent)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.text.strip() and "json" in answer.headers["content-type"] else None

    def get(self, path: str, status: int = 200, **params: Any) -> Any:
        return self.call("GET", path, status, params=params or None)

    def post(self, path: str, status: int = 201, **body: Any) -> Any:
        return self.call("POST", path, status, json=body)

    def patch(self, path: str, status: int = 200, **body: Any) -> Any:
        return self.call("PATCH", path, status, json=body)

    def delete(self, path: str, status: int = 200) -> Any:
        return self.call("DELETE", path, status)

    def become(self, *roles: str) -> int:
        """Speak as the first person with these access roles from now on; returns who that is."""
        person = self.account.person(*roles)
        self.http.headers["Authorization"] = f"Bearer {self.account.token_of(person.id)}"
        return person.id

    def all(self, path: str, key: str, **params: Any) -> list[Any]:
        """Every item of a list, followed by `links.next` alone."""
        page = self.get(path, **params)
        items = list(page[key])
        while page["links"]["next"]:
            answer = self.http.get(page["links"]["next"])
            assert answer.status_code == 200, answer.text
            page = answer.json()
            items += page[key]
        return items

    def target(self, project: str = "Website Redesign", task: str = "Development") -> dict[str, int]:
        """`project_id` and `task_id` of a project and a task by name."""
        for one in self.get("/users/me/project_assignments")["project_assignments"]:
            if one["project"]["name"] == project:
                tasks = {each["task"]["name"]: each["task"]["id"] for each in one["task_assignments"]}
                return {"project_id": one["project"]["id"], "task_id": tasks[task]}
        raise KeyError(project)

    def log(self, status: int = 201, **changes: Any) -> Any:
        """A new entry of two hours today, with changes; a change to None leaves the parameter out."""
        body = {**self.target(), "spent_date": TODAY, "hours": 2, **changes}
        return self.post("/time_entries", status, **{key: value for key, value in body.items() if value is not None})


@contextmanager
def demo_api(**options: Any) -> Iterator[Api]:
    """A demo account of its own over real HTTP, and requests to it."""
    # Without certificates to load a client is made a hundred times as fast; nothing here is encrypted.
    with (
        running_server(now=NOW, **options) as server,
        httpx.Client(base_url=server.address.url, headers=server.address.headers, verify=False) as client,
    ):
        yield Api(server, client)
