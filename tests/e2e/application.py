"""Gleaner as a person has it, and the Harvest it writes to: two processes, seen from outside."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from desktop.settings import PromptSettings, Settings, save
from desktop.ui.cards.board import SETTLE_MS
from tests.e2e.accessibility import Part
from tests.e2e.processes import Child, NotReadyError, read_line, wait_until
from tests.e2e.session import DesktopSession, Window

ROOT = Path(__file__).parents[2]
PACKED = os.environ.get("GLEANER_PROGRAM")
"""A packed Gleaner that these journeys are to be made with (`make smoke`), instead of the source."""
GLEANER = (PACKED,) if PACKED else (sys.executable, "-m", "desktop")
TITLE = "^Gleaner$"
READING_SECONDS = 2 * SETTLE_MS / 1000
FIELD = "What did you work on?"


class DemoHarvest:
    """`gleaner demo-server` in a process of its own, and what it holds that was not there at the start."""

    def __init__(self, desktop: DesktopSession) -> None:
        self.process = desktop.start(
            "harvest", [*GLEANER, "demo-server"], cwd=ROOT, stdout=subprocess.PIPE, env={"GLEANER_HOME": "/nonexistent"}
        )
        assert self.process.process.stdout
        told = json.loads(read_line(self.process.process.stdout, "the demo account's address", 60))
        self.env = {
            "GLEANER_HARVEST_URL": told["url"],
            "GLEANER_ID_URL": told["id_url"],
            "HARVEST_ACCESS_TOKEN": told["token"],
            "HARVEST_ACCOUNT_ID": str(told["account_id"]),
        }
        self._http = httpx.Client(
            base_url=told["url"] + "/",
            headers={
                "Authorization": f"Bearer {told['token']}",
                "Harvest-Account-Id": str(told["account_id"]),
                "User-Agent": "Gleaner's end-to-end tests (tests@example.com)",
            },
            timeout=60,
        )
        self._control = httpx.URL(told["url"]).copy_with(path="/_demo/")
        # What the account was born with is told apart from what Gleaner wrote by when it was written.
        self._first = self._entries()

    def entries(self) -> list[dict[str, Any]]:
        """The time entries that are new since the start, in the order in which they were made."""
        fresh = [entry for entry in self._entries() if entry["id"] not in {one["id"] for one in self._first}]
        return sorted(fresh, key=lambda entry: entry["id"])

    def logged(self) -> list[tuple[str, str, str, float]]:
        """Client, project, task and hours of the new entries."""
        return [
            (entry["client"]["name"], entry["project"]["name"], entry["task"]["name"], entry["hours"])
            for entry in self.entries()
        ]

    def invoices(self) -> dict[str, str]:
        """The state of every invoice, by its number."""
        return {one["number"]: one["state"] for one in self._http.get("invoices").raise_for_status().json()["invoices"]}

    def mails(self) -> list[dict[str, Any]]:
        """E-mails that would have been sent."""
        return list(self._http.get(self._control.join("outbox")).raise_for_status().json())

    def plan(self, **fault: object) -> None:
        """Something that goes wrong on purpose (see `desktop.demo.faults`)."""
        self._http.post(self._control.join("faults"), json=fault).raise_for_status()

    def calm(self) -> None:
        """Nothing goes wrong any more."""
        self._http.delete(self._control.join("faults")).raise_for_status()

    def struck(self) -> list[dict[str, Any]]:
        """The faults that have struck so far."""
        return list(self._http.get(self._control.join("faults")).raise_for_status().json())

    def close(self) -> None:
        self._http.close()
        self.process.stop()

    def _entries(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        url: str | None = "time_entries?per_page=2000"
        while url:
            page = self._http.get(url).raise_for_status().json()
            found += page["time_entries"]
            url = page["links"]["next"]
        return found


@dataclass
class Gleaner:
    """One home of Gleaner on one desktop; the app itself is started and ended by the test.

    It does not ask about the day by itself: no test may depend on the time at which it runs.
    """

    desktop: DesktopSession
    home: Path
    env: dict[str, str]
    app: Child | None = None

    def __post_init__(self) -> None:
        save(self.home / "settings.toml", Settings(prompt=PromptSettings(is_on=False)))

    def start(self, *words: str) -> None:
        """Start the app and wait for its window, with the account in it."""
        self.app = self.desktop.start("gleaner", [*GLEANER, *words], cwd=ROOT, env=self.environment)
        wait_until(lambda: self._shows(TITLE), "Gleaner's window")
        wait_until(self.is_connected, "the account's name in the window")

    def _shows(self, title: str) -> bool:
        assert self.app
        assert self.app.running, f"Gleaner ended while it started:\n{self.app.tail()}"
        return bool(self.desktop.windows(title))

    @property
    def environment(self) -> dict[str, str]:
        return {**self.env, "GLEANER_HOME": str(self.home)}

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a subcommand to its end."""
        env = {**self.desktop.env, **self.environment}
        return subprocess.run(
            [*GLEANER, *words],
            env=env,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def pending(self) -> list[dict[str, Any]]:
        """What `gleaner pending --json` says is not settled."""
        return list(json.loads(self.command("pending", "--json").stdout)["pending"])

    # What is on the screen

    @property
    def window(self) -> Window:
        return self.desktop.find_window(TITLE)

    def parts(self) -> list[Part]:
        assert self.app, "the app was not started"
        return self.desktop.reader.parts(self.app.pid)

    def sees(self, words: str, role: str = "") -> list[Part]:
        """The parts whose name or text matches the regular expression `words`."""
        pattern = re.compile(words)
        return [
            part
            for part in self.parts()
            if part.role.startswith(role) and (pattern.search(part.name) or pattern.search(part.text))
        ]

    def look_for(self, words: str, role: str = "", count: int = 1, seconds: float = 20.0) -> list[Part]:
        """Wait until exactly `count` parts match; on failure the error shows all that was on the screen."""

        def found() -> list[Part]:
            parts = self.sees(words, role)
            return parts if len(parts) == count else []

        try:
            return wait_until(found, f"{count} × {role} “{words}” on the screen", seconds)
        except NotReadyError as error:
            error.add_note("\n".join(map(str, self.parts())))
            raise

    def gone(self, words: str, role: str = "") -> None:
        """Wait until nothing on the screen matches."""
        wait_until(lambda: not self.sees(words, role), f"no {role} “{words}” on the screen")

    def is_connected(self) -> bool:
        return bool(self.sees("·", "label"))

    def cards(self, state: str, count: int) -> list[Part]:
        """Wait for `count` cards whose spoken name begins with `state`, such as “Ready”, and read them."""
        found = self.look_for(rf"^{state}: ", "panel", count)
        self.settle()
        return found

    def settle(self) -> None:
        """Enter confirms no card that nobody can have read yet; a person takes longer than this, xdotool does not."""
        seen = time.monotonic()
        wait_until(lambda: time.monotonic() - seen > READING_SECONDS, "time to read")

    def deed(self, action: str) -> None:
        """Wait for a deed's card with that button, and for as long as reading it takes."""
        wait_until(lambda: self.sees(f"^{action}", "push button"), f"a card with “{action}”")
        seen = time.monotonic()
        wait_until(lambda: time.monotonic() - seen > READING_SECONDS, "time to read the card")

    def told(self, words: str) -> None:
        """Wait until something on the screen says that."""
        try:
            wait_until(lambda: self.sees(words), f"“{words}” on the screen")
        except NotReadyError as error:
            error.add_note("\n".join(map(str, self.parts())))
            raise

    # What a person does

    def say(self, words: str) -> None:
        """Type words into the window and press Enter."""
        self.desktop.focus(self.window)
        self.look_for(re.escape(FIELD), "text")
        self.desktop.type(words)
        self.look_for(f"^{re.escape(words)}$", "text")
        self.desktop.key("Return")

    def click(self, words: str, role: str = "push button") -> None:
        """Click the one part of that name with the mouse."""
        (part,) = self.look_for(words, role)
        self.desktop.click(*part.centre)

    def close(self) -> None:
        if self.app:
            self.app.stop()
