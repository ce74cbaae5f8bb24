"""Signing in and out through the port, with a real identity service behind it."""

import asyncio
import threading
from dataclasses import replace

import httpx
import pytest

from desktop.app.ports import sign_in_steps
from desktop.app.ports.sign_in import SignInDesk
from desktop.demo.identity import CLIENT_ID, CLIENT_SECRET
from desktop.harvest.auth import browser
from desktop.harvest.auth.identity import Account
from desktop.harvest.auth.tokens import Application
from desktop.preferences import Preferences
from desktop.settings import Settings, save
from desktop.ui.sign_in_port import Step


@pytest.fixture
def desk(server, safe, worker):
    return SignInDesk(worker.submit, lambda _words: None)


@pytest.fixture
def reach(desk, qtbot):
    """Wait for a step, and return what is shown then."""

    def reach(step: Step):
        qtbot.waitUntil(lambda: desk.view.step is step)
        return desk.view

    return reach


def entered(worker, desk):
    return worker.submit(desk.steps.entry()).result(5)


@pytest.fixture
def started(worker, desk, reach):
    worker.submit(desk.steps.restore()).result(5)
    return reach(Step.ASKING)


def test_nobody_is_signed_in_at_first(started, server):
    assert started.problem == ""
    assert started.tokens_page == f"{server.address.id_url}/developers"


def test_a_token_signs_in_and_is_kept_in_the_keyring_alone(started, desk, reach, worker, safe, server):
    desk.use_token(f"  {server.address.token} ")
    view = reach(Step.DONE)
    assert (view.account_name, view.how) == (server.account.company.name, "personal access token")
    assert safe.kept["access_token"] == server.address.token
    assert entered(worker, desk).signed_in.account_id == str(server.address.account_id)
    assert server.address.token not in repr(view)


def test_a_sign_in_that_was_kept_is_found_again(started, desk, reach, worker, server):
    desk.use_token(server.address.token)
    reach(Step.DONE)
    later = SignInDesk(worker.submit, lambda _words: None)
    worker.submit(later.steps.restore()).result(5)
    assert later.view.step is Step.DONE


def test_signing_in_while_the_keyring_is_looked_into_ends_nothing_else(desk, reach, worker, server, safe, monkeypatch):
    async def for_ever(_session):
        await asyncio.Event().wait()

    monkeypatch.setattr(sign_in_steps.Session, "restore", for_ever)
    waiting = worker.submit(desk.steps.restore())
    desk.use_token(server.address.token)
    reach(Step.DONE)
    assert waiting.result(5) is None


def test_a_wrong_token_is_told_and_nothing_is_kept(started, desk, reach, qtbot, safe):
    desk.use_token("wrong")
    qtbot.waitUntil(lambda: "does not accept this token" in desk.view.problem)
    assert desk.view.step is Step.ASKING
    assert "wrong" not in desk.view.problem
    assert safe.kept == {}


def test_several_accounts_are_asked_about_and_changed_later(
    started, desk, reach, worker, server, safe, monkeypatch, qtbot
):
    real = sign_in_steps.Identity.accounts

    async def two(self, token):
        found = await real(self, token)
        return found.model_copy(update={"accounts": (*found.accounts, Account(id=7, name="Two", product="harvest"))})

    monkeypatch.setattr(sign_in_steps.Identity, "accounts", two)
    desk.use_token(server.address.token)
    view = reach(Step.PICKING)
    assert [account.name for account in view.accounts] == [server.account.company.name, "Two"]
    desk.pick(7)
    reach(Step.DONE)
    assert entered(worker, desk).signed_in.account_id == "7"
    desk.look_at_accounts()
    qtbot.waitUntil(lambda: len(desk.view.accounts) == 2)
    desk.change_account(view.accounts[0].id)
    qtbot.waitUntil(lambda: desk.view.account_id == server.address.account_id)
    assert entered(worker, desk).signed_in.account_id == str(server.address.account_id)
    assert str(server.address.account_id) in safe.kept["details"]
    assert safe.kept["access_token"] == server.address.token


def test_a_locked_keyring_is_explained_and_can_be_done_without(started, desk, reach, safe, server):
    safe.is_locked = True
    desk.use_token(server.address.token)
    view = reach(Step.KEYRING)
    assert "locked" in view.problem
    desk.keep_for_session()
    assert reach(Step.DONE).how == "personal access token, for this session only"
    safe.is_locked = False
    assert safe.kept == {}


def test_a_keyring_that_was_unlocked_takes_it_the_second_time(started, desk, reach, safe, server):
    safe.is_locked = True
    desk.use_token(server.address.token)
    reach(Step.KEYRING)
    safe.is_locked = False
    desk.try_keyring_again()
    reach(Step.DONE)
    assert safe.kept["access_token"] == server.address.token


def test_a_sign_in_that_no_keyring_took_is_forgotten_when_cancelled(started, desk, reach, safe, server):
    safe.is_locked = True
    desk.use_token(server.address.token)
    reach(Step.KEYRING)
    desk.cancel()
    reach(Step.ASKING)
    assert desk.steps._secrets._memory == {}


def test_a_keyring_that_is_locked_at_the_start_can_be_looked_into_again(desk, reach, safe, worker):
    safe.is_locked = True
    worker.submit(desk.steps.restore()).result(5)
    assert reach(Step.ASKING).may_look_again
    safe.is_locked = False
    desk.try_keyring_again()
    assert worker.submit(desk.steps.cancel()).result(5) is None
    assert not desk.view.may_look_again


def consent(url: str) -> bool:
    """Plays the browser of somebody who allows everything."""

    def go() -> None:
        with httpx.Client(trust_env=False) as http:
            http.get(http.get(url).headers["location"])

    threading.Thread(target=go, daemon=True).start()
    return True


@pytest.fixture
def own_browser(monkeypatch, free_port):
    """Redirects to a port of this test's own; the browser is what the test says."""
    address = f"http://127.0.0.1:{free_port}/callback"
    monkeypatch.setattr(sign_in_steps, "Application", lambda *given: replace(Application(*given), redirect_uri=address))

    def use(open_browser) -> None:
        async def sign_in(identity, application):
            return await browser.sign_in(identity, application, open_browser=open_browser)

        monkeypatch.setattr(sign_in_steps, "sign_in_by_browser", sign_in)

    return use


@pytest.mark.parametrize("secret", ["", CLIENT_SECRET])
def test_the_browser_signs_in_with_and_without_a_secret(started, desk, reach, safe, own_browser, secret):
    own_browser(consent)
    desk.use_browser(CLIENT_ID, secret)
    assert reach(Step.DONE).how == "OAuth in the browser"
    assert ("refresh_token" in safe.kept) is bool(secret)


def test_one_button_signs_in_where_an_application_is_configured(
    server, safe, worker, own_browser, monkeypatch, home, qtbot
):
    save(home.settings, Settings(preferences=Preferences(application_id=CLIENT_ID)))
    monkeypatch.setenv("GLEANER_CLIENT_SECRET", CLIENT_SECRET)
    own_browser(consent)
    desk = SignInDesk(worker.submit, lambda _words: None, home)
    assert desk.view.is_asking, "nobody was signed in: the question stands there at once"
    assert desk.view.has_application
    worker.submit(desk.steps.restore()).result(5)
    desk.use_application()
    qtbot.waitUntil(lambda: desk.view.step is Step.DONE)
    assert desk.view.how == "OAuth in the browser"
    assert not SignInDesk(worker.submit, lambda _words: None, home).view.is_asking, "somebody will be found"
    desk.sign_out()
    qtbot.waitUntil(lambda: desk.view.step is Step.ASKING)
    assert SignInDesk(worker.submit, lambda _words: None, home).view.is_asking


def test_waiting_for_the_browser_can_be_given_up(started, desk, reach, own_browser, worker):
    own_browser(lambda _url: True)
    desk.use_browser(CLIENT_ID, "")
    reach(Step.BROWSER)
    desk.cancel()
    assert reach(Step.ASKING).problem == ""


def test_signing_out_empties_the_keyring_and_says_where_to_revoke(started, desk, reach, worker, safe, server):
    desk.use_token(server.address.token)
    reach(Step.DONE)
    entered(worker, desk)
    desk.sign_out()
    worker.submit(desk.steps.left()).result(5)
    view = reach(Step.ASKING)
    assert server.address.id_url in view.note
    assert safe.kept == {}


def test_signing_in_anew_as_the_same_account_goes_on_with_the_new_token(started, desk, reach, worker, safe, server):
    desk.use_token(server.address.token)
    reach(Step.DONE)
    entry = entered(worker, desk)
    desk.steps.ask_again("Harvest does not accept the sign-in any more.")
    reach(Step.ASKING)
    other = server.account.token_of(server.account.person("manager").id)
    desk.use_token(other)
    reach(Step.DONE)
    assert worker.submit(entry.signed_in.token.token()).result(5) == other
    assert not desk.steps._left.is_set()


def test_the_demo_account_needs_no_keyring(started, desk, reach, worker, safe):
    safe.is_locked = True
    desk.use_demo()
    assert reach(Step.DONE).is_demo
    assert entered(worker, desk).signed_in is None
    desk.sign_out()
    assert "demo" in reach(Step.ASKING).note


def test_an_address_that_is_not_safe_is_refused_in_words(safe, worker, monkeypatch, qapp):
    monkeypatch.setenv("GLEANER_ID_URL", "http://id.example")
    desk = SignInDesk(worker.submit, lambda _words: None)
    worker.submit(desk.steps.restore()).result(5)
    assert desk.view.step is Step.ASKING
    assert "https" in desk.view.problem
