"""Keystrokes and seconds for three entries: quick entry, by real key events, beside the form on Harvest's timesheet.

Run: `python -m benchmarks.keystrokes`. The shortcut is pressed, the words are typed, Enter is pressed once they were
seen as a card, and the clock stops when the demo Harvest has the entries.

The form is counted, not run, and in its favour: the timesheet is open already on the right day; N opens a new entry;
Enter takes the first hit, Tab goes on, one Enter saves. Project and task are found by their words as in the sentence
("words"), or by the fewest letters that nothing else in the list holds ("least"), which nobody knows by heart. No time
is counted for loading a page, for looking at a list or for a hand on the mouse; a key takes as long as it does in quick
entry. Our seconds do hold all waiting: for the window, the card and the answer.
"""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.application import ROOT, DemoHarvest, Gleaner
from tests.e2e.processes import wait_until
from tests.e2e.session import DesktopSession

SECONDS_A_KEY = 0.2  # an average typist, by the keystroke-level model
SEEN_SECONDS = 0.5  # between the last letter and Enter: one look at the card
QUICK_ENTRY = "^Gleaner: quick entry$"


@dataclass(frozen=True)
class Entry:
    """What the form needs: project and task as the account has them and as they are said, hours, notes."""

    project: str
    task: str
    said: tuple[str, str]
    hours: str
    notes: str


NUCLEUS = Entry("Nucleus", "Design", ("nucleus", "design"), "2", "login page")
TRAINING = Entry("Internal", "Internal Training", ("internal", "training"), "1.5", "")
SUPPORT = Entry("Support Retainer", "Support", ("support retainer", ""), "0:45", "tickets")
JOURNEYS = (
    ("2h nucleus design: login page", (NUCLEUS,)),
    ("1.5h internal training", (TRAINING,)),
    ("45m support retainer: tickets", (SUPPORT,)),
    (
        "2h nucleus design: login page, 1.5h internal training, 45m support retainer: tickets",
        (NUCLEUS, TRAINING, SUPPORT),
    ),
)


def letters(name: str, all_names: list[str]) -> int:
    """The fewest letters of `name` that no other name holds; all of it where there are none such."""
    others = [other.casefold() for other in all_names if other != name]
    mine = name.casefold()
    parts = (mine[at : at + size] for size in range(1, len(mine)) for at in range(len(mine) - size + 1))
    return len(next((part for part in parts if not any(part in other for other in others)), mine))


def form_keys(entry: Entry, account: dict[str, list[dict[str, object]]]) -> tuple[int, int]:
    """N, project, Enter, Tab, task, Enter, Tab, notes, Tab, hours, Enter: by words, and at the least."""
    shown = {str(one["name"]): f"{one['client']} {one['code']} {one['name']}" for one in account["projects"]}
    tasks = [str(one["name"]) for one in account["tasks"]]
    around = 7 + len(entry.notes) + len(entry.hours)
    least = letters(shown[entry.project], list(shown.values())) + letters(entry.task, tasks)
    return around + sum(map(len, entry.said)), around + least


def quick_seconds(gleaner: Gleaner, harvest: DemoHarvest, sentence: str, entries: int) -> tuple[int, float]:
    """Keys that were pressed, and seconds until Harvest has the entries."""
    before, desktop = len(harvest.entries()), gleaner.desktop
    began = time.monotonic()
    desktop.key("ctrl+alt+g")
    quick = desktop.find_window(QUICK_ENTRY)
    wait_until(lambda: desktop.active_window == quick.id, "the keyboard in quick entry")
    desktop.run("xdotool", "type", "--delay", str(int(SECONDS_A_KEY * 1000)), "--", sentence, seconds=120)
    keys = 1 + len(sentence)
    while len(harvest.entries()) < before + entries:
        time.sleep(SEEN_SECONDS)
        desktop.key("Return")
        keys += 1
        waited = time.monotonic()
        while len(harvest.entries()) < before + entries and time.monotonic() - waited < 4:
            time.sleep(0.05)
        if keys > len(sentence) + 6:
            raise RuntimeError(f"not logged: {sentence}")
    took = time.monotonic() - began
    desktop.key("Escape")
    return keys, took


def main() -> None:
    """Print a line for each sentence."""
    account = json.loads((ROOT / "desktop/demo/account.json").read_text())
    with DesktopSession(sound=False) as desktop, tempfile.TemporaryDirectory() as folder:
        harvest = DemoHarvest(desktop)
        gleaner = Gleaner(desktop, Path(folder) / "home", harvest.env)
        gleaner.start()
        desktop.focus(gleaner.window)
        desktop.key("alt+F4")
        print(f"{'entries':>7} {'quick entry':>17} {'form, words':>17} {'form, least':>17}")
        for sentence, entries in JOURNEYS:
            keys, took = quick_seconds(gleaner, harvest, sentence, len(entries))
            words, least = map(sum, zip(*(form_keys(entry, account) for entry in entries), strict=True))
            told = [(keys, took), (words, words * SECONDS_A_KEY), (least, least * SECONDS_A_KEY)]
            columns = " ".join(f"{f'{count} keys {seconds:5.1f} s':>17}" for count, seconds in told)
            print(f"{len(entries):7} {columns}  {sentence}", flush=True)
        gleaner.close()
        harvest.close()


if __name__ == "__main__":
    main()
