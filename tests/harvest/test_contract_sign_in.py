"""Client and demo account over real HTTP: OAuth against its identity host."""

import asyncio
import socket
import threading
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from desktop.demo.identity import CLIENT_ID, CLIENT_SECRET
from desktop.demo.records import Token
from desktop.demo.switches import Switches
from desktop.harvest.auth.browser import sign_in
from desktop.harvest.auth.identity import Identity
from desktop.harvest.auth.session import Session
from desktop.harvest.auth.tokens import Application
from desktop.harvest.client import Harvest
from desktop.harvest.errors import NotSignedIn, SignInFailed
from desktop.harvest.secrets import Secrets


@pytest.fixture
def redirect_uri():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/callback"


def browser(url, tamper=lambda url: url):
    """Plays the browser: follows redirects, and hands a fragment over as the page's script does."""

    def go():
        with httpx.Client(trust_env=False) as http:
            answer = http.get(url)
            back = tamper(httpx.URL(answer.headers["location"]))
            page = http.get(back.copy_with(fragment=None))
            if back.fragment:
                assert "location.hash" in page.text
                http.post(back.copy_with(fragment=None), content=back.fragment, headers={
                    "Content-Type": "application/x-www-form-urlencoded"})  # fmt: skip

    threading.Thread(target=go, daemon=True).start()
    return True


@pytest.fixture
def consenting(new_demo):
    def make(**switches):
        return new_demo(Switches(consent="allow", **switches))

    return make


@pytest.mark.parametrize("where", ["query", "fragment"])
@pytest.mark.parametrize("secret", ["", CLIENT_SECRET])
async def test_both_flows_end_signed_in(consenting, redirect_uri, patience, where, secret):
    demo = consenting(implicit_redirect=where)
    identity = Identity(demo.address.id_url)
    grant = await sign_in(identity, Application(CLIENT_ID, secret, redirect_uri), open_browser=browser)
    assert bool(grant.refresh_token) == bool(secret)
    assert grant.scope in ("", f"harvest:{demo.address.account_id}")
    (account,) = (await identity.accounts(grant.access_token)).harvest
    assert account.id == demo.address.account_id
    session = Session(_for_this_session(), identity, environ={})
    signed_in = await session.keep_grant(grant, Application(CLIENT_ID, secret, redirect_uri), account)
    async with Harvest(
        base_url=demo.address.url, account_id=signed_in.account_id, token=signed_in.token, patience=patience
    ) as harvest:
        assert (await harvest.me()).id == demo.account.user.id


def _for_this_session():
    secrets = Secrets()
    secrets.session_only = True
    return secrets


async def test_a_personal_token_reaches_the_harvest_account_and_not_the_forecast_one(demo):
    reach = await Identity(demo.address.id_url).accounts(demo.address.token)
    assert {account.product for account in reach.accounts} == {"harvest", "forecast"}
    assert [account.id for account in reach.harvest] == [demo.address.account_id]


async def test_a_refused_consent(new_demo, redirect_uri):
    demo = new_demo(Switches(consent="deny"))
    application = Application(CLIENT_ID, CLIENT_SECRET, redirect_uri)
    with pytest.raises(SignInFailed, match="did not allow"):
        await sign_in(Identity(demo.address.id_url), application, open_browser=browser)


async def test_a_state_that_was_changed_on_the_way(consenting, redirect_uri):
    application = Application(CLIENT_ID, CLIENT_SECRET, redirect_uri)

    def tampering(url):
        return browser(url, lambda back: back.copy_set_param("state", "forged"))

    with pytest.raises(SignInFailed, match="in time"):
        await sign_in(Identity(consenting().address.id_url), application, open_browser=tampering, seconds=1)


async def test_a_wrong_client_secret(consenting, redirect_uri):
    application = Application(CLIENT_ID, "wrong", redirect_uri)
    with pytest.raises(SignInFailed, match="did not accept"):
        await sign_in(Identity(consenting().address.id_url), application, open_browser=browser)


@pytest.fixture
async def signed_in(consenting, redirect_uri):
    """A demo account and an OAuth sign-in to it, both on a clock that can be moved."""
    demo = consenting()
    ahead = timedelta()

    class Clock:
        def __call__(self):
            return (demo.account.now() + self.ahead).timestamp()

    clock = Clock()
    clock.ahead = ahead
    identity = Identity(demo.address.id_url, clock=clock)
    application = Application(CLIENT_ID, CLIENT_SECRET, redirect_uri)
    grant = await sign_in(identity, application, open_browser=browser)
    (account,) = (await identity.accounts(grant.access_token)).harvest
    kept = await Session(_for_this_session(), identity, environ={}).keep_grant(grant, application, account)
    return demo, clock, kept


async def test_ten_requests_at_the_end_of_a_token_renew_it_once_although_refresh_tokens_rotate(signed_in, patience):
    demo, clock, kept = signed_in
    clock.ahead = timedelta(days=14, minutes=-1)
    async with Harvest(
        base_url=demo.address.url, account_id=kept.account_id, token=kept.token, patience=patience
    ) as harvest:
        people = await asyncio.gather(*(harvest.me() for _ in range(10)))
    assert len({me.id for me in people}) == 1
    with demo.account.store.transaction(write=False):
        assert len(demo.account.store.select(Token, "kind = 'refresh'")) == 2


async def test_a_token_that_harvest_revoked_is_renewed(signed_in, patience):
    demo, _, kept = signed_in
    _revoke(demo, "access")
    async with Harvest(
        base_url=demo.address.url, account_id=kept.account_id, token=kept.token, patience=patience
    ) as harvest:
        assert (await harvest.me()).id == demo.account.user.id


async def test_a_sign_in_that_was_revoked_altogether_is_over(signed_in, patience):
    demo, _, kept = signed_in
    _revoke(demo, "access", "refresh")
    async with Harvest(
        base_url=demo.address.url, account_id=kept.account_id, token=kept.token, patience=patience
    ) as harvest:
        with pytest.raises(NotSignedIn):
            await harvest.me()


def _revoke(demo, *kinds):
    with demo.account.store.transaction():
        for kind in kinds:
            for token in demo.account.store.select(Token, "kind = ?", [kind]):
                demo.account.store.save(replace(token, is_revoked=True))
