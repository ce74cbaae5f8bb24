"""Signing in through a browser, played by an HTTP client that goes where it is sent."""

import asyncio
import gzip
import socket
import threading
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from desktop.harvest.auth.browser import sign_in
from desktop.harvest.auth.identity import Identity
from desktop.harvest.auth.listener import RedirectListener
from desktop.harvest.auth.oauth import OAuthToken
from desktop.harvest.auth.tokens import Application, Grant
from desktop.harvest.client import Harvest
from desktop.harvest.errors import InsecureAddress, NotSignedIn, SignInFailed, TooLarge, Unreachable
from tests.harvest.scripted import DROP, STALL, Reply

GRANT = {"access_token": "at-1", "refresh_token": "rt-1", "token_type": "bearer", "expires_in": 1209600}


@pytest.fixture
def redirect_uri():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/callback"


@pytest.fixture
def application(redirect_uri):
    return Application("client-1", "client-secret", redirect_uri)


@pytest.fixture
def identity(server):
    return Identity(server.origin, clock=lambda: 1000.0)


class Browser:
    """Opens the consent page, and comes back with what the test says."""

    def __init__(self, back):
        self.back = back
        self.asked = None
        self.pages = []

    def __call__(self, url):
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        self.page = url
        threading.Thread(target=self._come_back, daemon=True).start()
        return True

    def _come_back(self):
        for request in self.back(self.asked):
            self.pages.append(httpx.request(**request, trust_env=False))


def back_with(**values):
    def back(asked):
        query = urlencode({"state": asked["state"], **values})
        return [{"method": "GET", "url": f"{asked['redirect_uri']}?{query}"}]

    return back


async def test_the_code_flow(server, identity, application):
    server.on("POST /api/v2/oauth2/token", Reply(GRANT))
    browser = Browser(back_with(code="c-1", scope="harvest:5"))
    grant = await sign_in(identity, application, open_browser=browser)
    assert (grant.access_token, grant.refresh_token, grant.expires_at) == ("at-1", "rt-1", 1000 + 1209600)
    assert browser.page.startswith(server.origin + "/oauth2/authorize?")
    assert browser.asked["response_type"] == "code"
    assert "client-secret" not in browser.page
    assert server.seen[0].form == {
        "grant_type": "authorization_code",
        "code": "c-1",
        "client_id": "client-1",
        "client_secret": "client-secret",
        "redirect_uri": application.redirect_uri,
    }


async def test_the_implicit_flow_with_the_token_in_the_query(identity, redirect_uri):
    browser = Browser(back_with(access_token="at-9", expires_in="60", scope="harvest:5", token_type="bearer"))
    grant = await sign_in(identity, Application("client-1", "", redirect_uri), open_browser=browser)
    assert (grant.access_token, grant.refresh_token, grant.expires_at) == ("at-9", "", 1060)
    assert browser.asked["response_type"] == "token"


async def test_the_implicit_flow_with_the_token_in_the_fragment(identity, redirect_uri):
    def back(asked):  # a fragment never reaches a server: the page that is given back posts it
        form = {"access_token": "at-9", "state": asked["state"]}
        return [{"method": "GET", "url": asked["redirect_uri"]},
                {"method": "POST", "url": asked["redirect_uri"], "data": form}]  # fmt: skip

    browser = Browser(back)
    grant = await sign_in(identity, Application("client-1", "", redirect_uri), open_browser=browser)
    assert grant.access_token == "at-9"
    page = browser.pages[0]
    assert "location.hash" in page.text
    nonce = page.text.split('nonce="')[1].split('"')[0]
    assert f"script-src 'nonce-{nonce}'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("strange", [{"code": "c"}, {"error": "access_denied"}, {"access_token": "theirs"}])
@pytest.mark.parametrize("state", ["other", "", "\ud800ü"])
async def test_a_wrong_state_gets_an_error_page_and_the_wait_goes_on(server, identity, application, strange, state):
    server.on("POST /api/v2/oauth2/token", Reply(GRANT))
    form = urlencode({**strange, "state": state}, errors="surrogatepass")

    def back(asked):
        yield {"method": "GET", "url": f"{asked['redirect_uri']}?{form}"}
        yield {"method": "POST", "url": asked["redirect_uri"], "content": form}
        yield from back_with(code="c-1")(asked)

    browser = Browser(back)
    assert (await sign_in(identity, application, open_browser=browser)).access_token == "at-1"
    assert server.seen[0].form["code"] == "c-1"
    assert [page.status_code for page in browser.pages[:2]] == [403, 403]
    assert "does not belong" in browser.pages[0].text


async def test_only_strange_answers_are_waited_through_to_the_end(server, identity, application):
    browser = Browser(back_with(code="c", state="other"))
    with pytest.raises(SignInFailed, match="in time"):
        await sign_in(identity, application, open_browser=browser, seconds=0.3)
    assert server.seen == []


async def test_a_refused_consent_is_said_so(server, identity, application):
    with pytest.raises(SignInFailed, match="did not allow") as caught:
        await sign_in(identity, application, open_browser=Browser(back_with(error="access_denied")))
    assert caught.value.code == "access_denied"
    assert server.seen == []


async def test_other_errors_of_the_consent_page_are_said_so(identity, application):
    with pytest.raises(SignInFailed, match="application"):
        await sign_in(identity, application, open_browser=Browser(back_with(error="unauthorized_client")))


@pytest.mark.parametrize("reply", [Reply({"error": "invalid_grant"}, 400), Reply({}, 401), Reply({"access_token": 7})])
async def test_a_code_that_is_not_accepted_is_no_sign_in(server, identity, application, reply):
    server.on("POST /api/v2/oauth2/token", reply)
    with pytest.raises(SignInFailed):
        await sign_in(identity, application, open_browser=Browser(back_with(code="c")))


async def test_a_browser_that_never_comes_back_is_not_waited_for_for_ever(identity, application):
    with pytest.raises(SignInFailed, match="in time"):
        await sign_in(identity, application, open_browser=lambda url: True, seconds=0.05)


async def test_no_browser_is_said_so(identity, application):
    with pytest.raises(SignInFailed, match="No browser"):
        await sign_in(identity, application, open_browser=lambda url: False)


async def test_a_taken_port_is_said_so(identity, application):
    async with RedirectListener(application.redirect_uri, "state"):
        with pytest.raises(SignInFailed, match="used by another program"):
            await sign_in(identity, application, open_browser=lambda url: True)


async def test_stray_requests_do_not_end_the_wait(identity, application, redirect_uri, server):
    server.on("POST /api/v2/oauth2/token", Reply(GRANT))

    def back(asked):
        port = urlsplit(asked["redirect_uri"]).port
        with socket.create_connection(("127.0.0.1", port)) as raw:
            raw.sendall(b"\x16\x03\x01 no http\r\n\r\n")
            raw.recv(100)
        yield {"method": "GET", "url": f"http://127.0.0.1:{port}/favicon.ico"}
        yield {"method": "GET", "url": asked["redirect_uri"], "params": {"foo": "bar"}}
        yield {
            "method": "GET",
            "url": asked["redirect_uri"],
            "params": {"code": "x"},
            "headers": {"Host": "evil.example"},
        }
        yield {"method": "PUT", "url": asked["redirect_uri"]}
        yield {"method": "POST", "url": asked["redirect_uri"], "content": b""}
        yield from back_with(code="c-1")(asked)

    browser = Browser(back)
    assert (await sign_in(identity, application, open_browser=browser)).access_token == "at-1"
    assert [page.status_code for page in browser.pages[:5]] == [404, 400, 404, 405, 400]


@pytest.mark.parametrize(
    "uri", ["https://127.0.0.1:4/c", "http://example.com:80/c", "http://127.0.0.1/c", "no uri", "http://["]
)
async def test_a_redirect_that_leaves_this_computer_is_refused(uri):
    with pytest.raises(InsecureAddress):
        RedirectListener(uri, "state")


async def test_accounts_of_other_products_are_left_out(server, identity):
    studio = {"id": 5, "name": "Studio", "product": "harvest"}
    body = {"user": {"id": 1, "email": "a@b.example"}, "accounts": [studio, {**studio, "id": 6, "product": "forecast"}]}
    server.on("GET /api/v2/accounts", Reply(body))
    reach = await identity.accounts("at-1")
    assert [account.id for account in reach.harvest] == [5]
    assert server.seen[0].headers["authorization"] == "Bearer at-1"
    assert "harvest-account-id" not in server.seen[0].headers


async def test_a_bad_token_reaches_no_accounts(server, identity):
    server.on("GET /api/v2/accounts", Reply({"error": "invalid_token"}, 401))
    with pytest.raises(NotSignedIn):
        await identity.accounts("nope")


def test_the_identity_service_must_be_safe_too():
    with pytest.raises(InsecureAddress):
        Identity("http://id.getharvest.com")


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def source(server, application, clock):
    """An OAuth token that ends at 2000; what it kept, and what another process may have stored."""

    class Source(OAuthToken):
        kept = []
        other = None

    async def keep(grant):
        Source.kept.append(grant)

    async def latest():
        return Source.other

    Source.kept = []
    identity = Identity(server.origin, clock=clock)
    return Source(identity, application, Grant("at-0", "rt-0", 2000), keep=keep, latest=latest)


async def test_a_token_is_renewed_before_its_end_once_for_ten_requests(server, harvest_with, source, clock, listing):
    server.on("POST /api/v2/oauth2/token", Reply(GRANT))
    server.on("GET /company", Reply({"name": "Acme"}))
    async with harvest_with(source) as harvest:
        await harvest.company()
        clock.now = 1800
        await asyncio.gather(*(harvest.company() for _ in range(10)))
    (refresh,) = server.requests("POST")
    assert refresh.form["grant_type"] == "refresh_token"
    assert refresh.form["refresh_token"] == "rt-0"
    tokens = [request.headers["authorization"] for request in server.requests("GET")]
    assert tokens == ["Bearer at-0"] + ["Bearer at-1"] * 10
    assert [grant.refresh_token for grant in source.kept] == ["rt-1"]


@pytest.fixture
def harvest_with(server, patience):
    def make(source):
        return Harvest(base_url=server.url, account_id=1, token=source, patience=patience)

    return make


async def test_ten_requests_that_meet_a_revoked_token_renew_it_once(server, harvest_with, source, entry, new_entry):
    server.on("POST /api/v2/oauth2/token", Reply(GRANT))

    def create(request):
        fresh = request.headers["authorization"] == "Bearer at-1"
        return Reply(entry(), 201) if fresh else Reply({"error": "invalid_token"}, 401)

    server.on("POST /time_entries", create)
    async with harvest_with(source) as harvest:
        await asyncio.gather(*(harvest.create_time_entry(new_entry) for _ in range(10)))
    assert sum(request.path.endswith("oauth2/token") for request in server.seen) == 1


async def test_a_revoked_sign_in_ends_after_one_refresh(server, harvest_with, source):
    source.__class__.other = Grant("at-0", "rt-0", 2000)  # what the keyring holds is what we have
    server.on("POST /api/v2/oauth2/token", Reply({"error": "invalid_grant"}, 400))
    server.on("GET /company", Reply({"error": "invalid_token"}, 401))
    async with harvest_with(source) as harvest:
        for _ in range(3):
            with pytest.raises(NotSignedIn):
                await harvest.company()
    assert len(server.requests("POST")) == 1
    assert len(server.requests("GET")) == 1


async def test_a_token_refused_even_when_fresh_is_not_renewed_for_ever(server, harvest_with, source):
    server.on("POST /api/v2/oauth2/token", Reply(GRANT))
    server.on("GET /company", Reply({}, 401))
    async with harvest_with(source) as harvest:
        with pytest.raises(NotSignedIn):
            await harvest.company()
    assert len(server.requests("POST")) == 1


async def test_an_expired_token_without_a_way_to_renew_it_ends_the_sign_in(server, identity, application, clock):
    source = OAuthToken(
        Identity(server.origin, clock=clock), application, Grant("at-0", "", 2000), keep=None, latest=None
    )
    assert await source.token() == "at-0"
    clock.now = 2000
    with pytest.raises(NotSignedIn):
        await source.token()
    assert await source.renew("at-0") is False


@pytest.mark.parametrize("fault", [DROP, STALL, Reply(b"<html>", 500), Reply(b"", 429)])
async def test_a_refresh_that_fails_leaves_a_good_token_good_and_never_looks_like_a_sent_write(
    server, source, clock, fault, monkeypatch, harvest_with, new_entry
):
    monkeypatch.setattr("desktop.harvest.auth.identity._SECONDS", 0.4)
    server.on("POST /api/v2/oauth2/token", fault)
    clock.now = 1800
    assert await source.token() == "at-0"
    clock.now = 2001
    async with harvest_with(source) as harvest:
        with pytest.raises(Unreachable) as caught:
            await harvest.create_time_entry(new_entry)
    assert not caught.value.maybe_applied
    server.on("POST /api/v2/oauth2/token", Reply(GRANT))
    with pytest.raises(Unreachable):  # the fault once more; the script then goes on
        await source.token()
    assert await source.token() == "at-1"


async def test_a_refresh_token_that_another_process_used_up_is_looked_up(server, source, clock):
    server.on("POST /api/v2/oauth2/token", Reply({"error": "invalid_grant"}, 400))
    clock.now = 1900
    source.__class__.other = Grant("at-other", "rt-other", 9000)
    assert await source.token() == "at-other"
    assert source.kept == []


async def test_a_refresh_without_a_new_refresh_token_keeps_the_old_one(server, source, clock):
    server.on("POST /api/v2/oauth2/token", Reply({**GRANT, "refresh_token": None}))
    clock.now = 1800
    await source.token()
    assert source.kept[0].refresh_token == "rt-0"


async def test_a_refresh_survives_the_request_that_asked_for_it(server, source, clock):
    arrived, gate = asyncio.Event(), asyncio.Event()

    async def slowly(request):
        arrived.set()
        await gate.wait()
        return Reply(GRANT)

    server.on("POST /api/v2/oauth2/token", slowly)
    clock.now = 1800
    impatient = asyncio.create_task(source.token())
    await arrived.wait()
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    gate.set()
    assert await source.token() == "at-1"
    assert len(server.seen) == 1


def test_grants_and_applications_do_not_show_their_secrets(source):
    shown = repr(Grant("at-0", "rt-0")) + repr(Application("client-1", "client-secret")) + repr(source)
    assert not any(secret in shown for secret in ("at-0", "rt-0", "client-secret"))


async def test_the_sign_in_service_cannot_answer_without_end_either(server, identity):
    server.on("GET /api/v2/accounts", Reply(gzip.compress(b" " * 60_000_000), 200, {"Content-Encoding": "gzip"}))
    with pytest.raises(TooLarge):
        await identity.accounts("at-1")
