"""One person with a phone: signs in by the link, says a sentence, confirms the card, sees it logged, takes it back."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from desktop.demo.server import RunningServer, running_server
from tests.channels.chromium import Page, phone

CARD = "document.querySelector('.card')"
NASTY = "<img src=x onerror=\"document.title='taken'\">"


@pytest.fixture
def harvest() -> Iterator[RunningServer]:
    with running_server() as server:
        yield server


@pytest.fixture
def link(harvest: RunningServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The sign-in link of a server in a process of its own."""
    monkeypatch.setenv("GLEANER_HARVEST_URL", harvest.address.url)
    monkeypatch.setenv("HARVEST_ACCESS_TOKEN", harvest.address.token)
    monkeypatch.setenv("HARVEST_ACCOUNT_ID", str(harvest.address.account_id))
    command = [sys.executable, "-m", "desktop", "--home", str(tmp_path / "home"), "serve"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["sign_in_url"]
    finally:
        process.terminate()
        process.communicate()
    assert process.returncode == 0


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with phone(tmp_path / "browser") as one:
        yield one


def button(words: str) -> str:
    return f"[...document.querySelectorAll('.card button')].find((one) => one.textContent === '{words}')"


def notes(harvest: RunningServer) -> list[str]:
    url, headers = f"{harvest.address.url}/time_entries", harvest.address.headers
    entries = httpx.get(url, headers=headers, params={"per_page": 10}).json()["time_entries"]
    return [entry["notes"] for entry in entries]


def test_a_day_is_logged_from_a_phone_and_taken_back(page: Page, link: str, harvest: RunningServer):
    page.open(link)
    page.wait("!document.getElementById('foot').hidden")
    assert page.run("location.hash + location.pathname") == "/"
    page.type("2h nucleus dev, checked the printer at the harbour")
    page.wait(button("Confirm"))
    assert "2.00 h" in page.run(f"{CARD}.innerText")
    assert page.run("document.documentElement.scrollWidth <= innerWidth")
    assert page.run(
        "[...document.querySelectorAll('button')].every((one) => !one.offsetWidth || one.offsetHeight >= 44)"
    )
    assert not any("harbour" in (one or "") for one in notes(harvest))
    page.tap(button("Confirm"))
    page.wait("document.querySelector('.card.committed')")
    assert "In Harvest" in page.run(f"{CARD}.innerText")
    assert sum("harbour" in (one or "") for one in notes(harvest)) == 1
    page.tap(button("Undo"))
    page.wait("document.querySelector('.card.undone')")
    assert not any("harbour" in (one or "") for one in notes(harvest))
    page.open(link.partition("/sign-in")[0])
    page.wait("document.querySelector('.card.undone')")
    assert page.problems == []


def test_markup_in_names_and_words_is_only_text(page: Page, link: str, harvest: RunningServer):
    url, headers = harvest.address.url, harvest.address.headers
    project = httpx.get(f"{url}/projects", headers=headers).json()["projects"][0]
    named = f"Vault {NASTY}"
    httpx.patch(f"{url}/projects/{project['id']}", headers=headers, json={"name": named}).raise_for_status()
    page.open(link)
    page.wait("!document.getElementById('foot').hidden")
    page.type(f"2h vault, {NASTY}")
    page.wait(CARD)
    assert NASTY in page.run("document.body.textContent")
    assert page.run("document.querySelectorAll('#talk img, #talk script').length") == 0
    assert page.run("document.title") == "Gleaner"
    assert page.problems == []


def test_without_a_link_the_page_says_what_to_do(page: Page, link: str):
    notice = "document.getElementById('notice').textContent"
    page.open(link.partition("/sign-in")[0])
    page.wait(f"{notice}.includes('open the link')")
    page.open(link.replace("#", "#wrong"))
    page.wait(f"{notice}.includes('used before')")
