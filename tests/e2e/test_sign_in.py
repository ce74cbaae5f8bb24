"""Signing in with a personal access token, kept in a real keyring."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from tests.e2e.application import GLEANER, ROOT, DemoHarvest, Gleaner
from tests.e2e.session import DesktopSession
from tests.e2e.terminal import Terminal


def test_a_token_is_kept_in_the_keyring_alone_and_forgotten(
    desktop: DesktopSession, harvest: DemoHarvest, tmp_path: Path
) -> None:
    token = harvest.env["HARVEST_ACCESS_TOKEN"]
    without_token = {name: value for name, value in harvest.env.items() if name.startswith("GLEANER_")}
    one = Gleaner(desktop, tmp_path / "home", without_token)
    assert one.command("status").returncode == 5, "not signed in yet"

    with closing(Terminal([*GLEANER, "login"], {**desktop.env, **one.environment}, ROOT)) as terminal:
        terminal.read("personal access token")
        terminal.type("1")
        terminal.read("Token: ")
        terminal.type(token)
        told = terminal.read("Connected to ")
        assert token not in told, "the token is not shown"
        assert terminal.wait() == 0

    status = json.loads(one.command("status", "--json").stdout)
    assert status["user"]["name"] == "Robin Ellis"
    assert status["sign_in"] == "personal"
    kept = [path for path in one.home.rglob("*") if path.is_file() and token.encode() in path.read_bytes()]
    assert kept == []

    assert one.command("logout").returncode == 0
    assert one.command("status").returncode == 5
