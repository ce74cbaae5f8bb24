"""Connecting to Harvest from within the chat: by keyboard, with a real keyring, and without a restart."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from desktop.demo.identity import CLIENT_ID, CLIENT_SECRET
from tests.e2e.application import GLEANER, ROOT, DemoHarvest, Gleaner
from tests.e2e.processes import wait_until
from tests.e2e.session import DesktopSession

NAMES = ("access_token", "refresh_token", "client_secret", "details")
# Plays the browser: opens the consent page, and clicks its link.
BROWSER = f"""#!{sys.executable}
import html, re, sys
import httpx
with httpx.Client(trust_env=False) as http:
    page = http.get(sys.argv[1])
    link = html.unescape(re.search('id="allow" href="([^"]+)"', page.text)[1])
    http.get(httpx.URL(sys.argv[1]).join(link), follow_redirects=True)
"""


@pytest.fixture
def token(harvest: DemoHarvest) -> str:
    """The account's token; the app's environment holds none."""
    harvest.env.pop("HARVEST_ACCOUNT_ID")
    return harvest.env.pop("HARVEST_ACCESS_TOKEN")


def start(gleaner: Gleaner, **env: str) -> None:
    """Start the app, and wait for the sign-in panel."""
    gleaner.app = gleaner.desktop.start("gleaner", GLEANER, cwd=ROOT, env={**gleaner.environment, **env})
    gleaner.look_for("^Connect to Harvest$", "label")
    gleaner.desktop.focus(gleaner.window)


def in_keyring(desktop: DesktopSession) -> list[str]:
    """The names of what the keyring holds for Gleaner."""
    code = f"import keyring; print(*(name for name in {NAMES} if keyring.get_password('Gleaner', name)))"
    return desktop.run(sys.executable, "-c", code).stdout.split()


def test_a_token_is_pasted_kept_found_again_and_forgotten(gleaner: Gleaner, token: str, harvest: DemoHarvest) -> None:
    start(gleaner, GLEANER_LOG="DEBUG")
    gleaner.desktop.type("wrong")
    gleaner.desktop.key("Return")
    gleaner.look_for("does not accept this token", "label")
    gleaner.desktop.type(token)
    assert not gleaner.sees(token), "the token is not shown, nor read out"
    gleaner.desktop.key("Return")
    wait_until(gleaner.is_connected, "the account's name in the window")
    gleaner.say("2 hours on internal training")
    gleaner.cards("Ready", 1)
    gleaner.desktop.key("Return")
    gleaner.cards("In Harvest", 1)
    assert [hours for *_, hours in harvest.logged()] == [2.0]

    assert gleaner.app
    gleaner.app.stop()
    gleaner.start()
    gleaner.desktop.focus(gleaner.window)
    gleaner.desktop.key("ctrl+comma")
    gleaner.click("^Sign out$")
    gleaner.look_for("forgotten the sign-in", "label", count=2)
    assert in_keyring(gleaner.desktop) == []
    for folder in (gleaner.home, gleaner.desktop.logs):
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert [path for path in files if token.encode() in path.read_bytes()] == [], "the token is in no file"


def test_the_browser_signs_in_by_keyboard_alone(gleaner: Gleaner, token: str, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(BROWSER)
    browser.chmod(stat.S_IRWXU)
    start(gleaner, BROWSER=f"{browser} %s &")
    gleaner.desktop.key("Tab", "space")
    gleaner.look_for("^Client id$", "text")
    gleaner.desktop.type(CLIENT_ID)
    gleaner.desktop.key("Tab")
    gleaner.desktop.type(CLIENT_SECRET)
    gleaner.desktop.key("Return")
    wait_until(gleaner.is_connected, "the account's name in the window")
    assert sorted(in_keyring(gleaner.desktop)) == sorted(NAMES)
    gleaner.desktop.key("ctrl+comma")
    gleaner.click("^Sign out$")
    gleaner.look_for("forgotten the sign-in", "label", count=2)
    assert in_keyring(gleaner.desktop) == []
