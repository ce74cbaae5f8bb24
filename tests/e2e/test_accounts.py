"""Two accounts of one sign-in, by keyboard: what is of the first stays its own while the second is worked with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.demo.faults import Fault
from tests.e2e.application import GLEANER, ROOT, Gleaner
from tests.e2e.processes import wait_until
from tests.e2e.session import DesktopSession
from tests.e2e.test_working_day import go_to
from tests.e2e.two_accounts import TwoAccounts, two_accounts

FIRST, SECOND = "Brightline Studio", "Fernhill Digital"


@pytest.fixture
def accounts() -> Iterator[TwoAccounts]:
    with two_accounts() as both:
        yield both


@pytest.fixture
def gleaner(desktop: DesktopSession, accounts: TwoAccounts, tmp_path: Path) -> Iterator[Gleaner]:
    one = Gleaner(desktop, tmp_path / "home", accounts.env)
    yield one
    one.close()
    one.command("logout")  # the keyring is the whole session's


def sign_in(gleaner: Gleaner, token: str) -> None:
    gleaner.app = gleaner.desktop.start("gleaner", GLEANER, cwd=ROOT, env=gleaner.environment)
    gleaner.look_for("^Connect to Harvest$", "label")
    gleaner.desktop.focus(gleaner.window)
    gleaner.desktop.type(token)
    gleaner.desktop.key("Return")
    gleaner.look_for("^Which account", "label")
    wait_until(lambda: any(part.focused for part in gleaner.sees(f"^{FIRST}$")), "the keyboard on the first account")
    gleaner.desktop.key("Return")
    gleaner.told(f"^{FIRST} · ")


def change_to(gleaner: Gleaner, name: str) -> None:
    """By the settings, without the mouse."""
    gleaner.desktop.focus(gleaner.window)
    gleaner.desktop.key("ctrl+comma")
    go_to(gleaner, f"^Work with the account {name}$", role="", key="Tab")
    gleaner.desktop.key("space")
    gleaner.told(f"^{name} · ")
    gleaner.desktop.key("Escape")
    gleaner.gone("^Work with the account")


def log(gleaner: Gleaner, words: str, done: int) -> None:
    gleaner.say(words)
    gleaner.cards("Ready", 1)
    gleaner.desktop.key("Return")
    gleaner.cards("In Harvest", done)


def test_what_is_of_one_account_stays_its_own_while_another_is_worked_with(
    gleaner: Gleaner, accounts: TwoAccounts
) -> None:
    sign_in(gleaner, accounts.token)
    log(gleaner, "2 hours on internal training", 1)
    gleaner.told("^Today  2.00 h$")
    accounts.first.faults.add(Fault("rate_limited", "POST", "/time_entries$"))
    gleaner.say("1 hour on internal training yesterday")
    gleaner.cards("Ready", 1)
    gleaner.desktop.key("Return")
    gleaner.told("^1 entry waits for Harvest")
    gleaner.say("4 hours on nucleus development")
    gleaner.cards("Ready", 1)

    change_to(gleaner, SECOND)
    gleaner.told(f"^1 entry of {FIRST}: change to that account to send")
    accounts.first.faults.clear()
    gleaner.told("^Today  0.00 h$")
    assert not gleaner.sees("^Log ", "push button"), "no card of the first is open here"
    log(gleaner, "3h booking engine dev", 2)
    gleaner.desktop.key("ctrl+z")
    wait_until(lambda: accounts.stored() == ([2.0], []), "the second one's entry taken back")
    gleaner.desktop.key("ctrl+z")
    gleaner.told("^There is nothing to undo")
    log(gleaner, "3h booking engine dev", 2)
    assert accounts.stored() == ([2.0], [3.0]), "nothing of the first is sent or undone from here"

    change_to(gleaner, FIRST)
    wait_until(lambda: accounts.stored()[0] == [2.0, 1.0], "what waited, sent once")
    gleaner.gone("change to that account to send")
    (card,) = gleaner.cards("Ready", 1)
    assert "Nucleus" in card.name, "the card that was open is open again"
    gleaner.told("^Today  2.00 h$")
    gleaner.desktop.focus(gleaner.window)
    gleaner.desktop.key("Return")
    wait_until(lambda: accounts.stored() == ([2.0, 1.0, 4.0], [3.0]), "the card logged where it belongs")
    # A late copy of what was sent more than once is looked for until a minute is over.
    assert [one for one in gleaner.pending() if one["state"] != "committed"] == []
