"""A copy of the app in a process of its own, for tests that need two of them or that kill one.

    python -m tests.agent.copy_of_the_app JOURNAL ADDRESS MODE [WHEN]

`ADDRESS` is the server's JSON line. It waits for "go" on standard input. `settle` takes what waits as far as it goes,
prints how many operations are still open; `die` does so and ends at once, without any clean-up, at the given point:
`before_send`, `after_send` (the request has left and Harvest has stored it) or `after_answer` (the answer was read but
not stored).
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import httpx

from desktop.agent.commit import Committer
from desktop.agent.journal import Journal
from desktop.agent.settling import Looks
from desktop.demo.server import Address
from desktop.harvest.auth.tokens import PersonalToken
from desktop.harvest.client import Harvest
from desktop.harvest.directory import Directory
from tests.agent.writing import FRIDAY, PATIENCE

QUICK = Looks(at=(0.0, 0.05))


class Dying(httpx.AsyncHTTPTransport):
    """Ends the process at the first write."""

    def __init__(self, when: str) -> None:
        super().__init__()
        self._when = when

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return await super().handle_async_request(request)
        if self._when == "before_send":
            os._exit(9)
        response = await super().handle_async_request(request)
        if self._when == "after_answer":
            await response.aread()
        os._exit(9)


async def main(journal_path: str, address_json: str, mode: str, when: str = "") -> None:
    address = Address(**json.loads(address_json))
    transport = Dying(when) if mode == "die" else None
    token = PersonalToken(address.token)
    async with Harvest(
        base_url=address.url, account_id=address.account_id, token=token, patience=PATIENCE, transport=transport
    ) as harvest:
        directory = Directory(harvest, today=lambda _: FRIDAY)
        journal = Journal(Path(journal_path))
        committer = Committer(harvest, journal, directory.account, looks=QUICK)
        _say("ready")
        if sys.stdin.readline().strip() == "go":
            await committer.settle_pending()
        _say(str(await committer.pending_count()))
        journal.close()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
