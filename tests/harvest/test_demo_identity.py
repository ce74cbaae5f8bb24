"""The identity host of the demo account: consent, codes, tokens, accounts."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from desktop.demo.identity import CLIENT_ID, CLIENT_SECRET
from desktop.demo.switches import Switches
from tests.harvest.demo_http import demo_api

REDIRECT = "http://127.0.0.1:47823/callback"


@pytest.fixture
def api():
    with demo_api(switches=Switches(consent="allow")) as api:
        yield api


@pytest.fixture
def identity(api):
    with httpx.Client(base_url=api.server.address.id_url, verify=False) as client:
        yield client


def authorize(identity, **changes):
    query = {"client_id": CLIENT_ID, "response_type": "code", "redirect_uri": REDIRECT, "state": "s p", **changes}
    return identity.get("/oauth2/authorize", params=query)


def carried(answer):
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(REDIRECT)
    return {key: values[0] for key, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def grant(identity, kind, status=200, **more):
    body = {"grant_type": kind, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, **more}
    answer = identity.post("/api/v2/oauth2/token", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def use(api, token, status=200):
    return api.call("GET", "/users/me", status, headers={"Authorization": f"Bearer {token}"})


def test_a_code_becomes_tokens_once(api, identity):
    reply = carried(authorize(identity))
    assert (reply["state"], reply["scope"]) == ("s p", f"harvest:{api.account.account_id}")
    tokens = grant(identity, "authorization_code", code=reply["code"], redirect_uri=REDIRECT)
    assert (tokens["token_type"], tokens["expires_in"]) == ("bearer", 1_209_600)
    assert use(api, tokens["access_token"])["first_name"] == "Robin"
    assert grant(identity, "authorization_code", 400, code=reply["code"])["error"] == "invalid_grant"


def test_the_consent_page_asks(api, identity):
    api.account.switches = Switches()
    page = authorize(identity)
    links = dict(re.findall(r'id="(\w+)" href="([^"]+)"', page.text))
    assert carried(identity.get(unescape(links["deny"]))) == {"error": "access_denied", "state": "s p"}
    assert "code" in carried(identity.get(unescape(links["allow"])))


def test_a_refused_consent(api, identity):
    api.account.switches = Switches(consent="deny")
    assert carried(authorize(identity)) == {"error": "access_denied", "state": "s p"}


@pytest.mark.parametrize(
    "change", [{"client_id": "other"}, {"redirect_uri": "https://evil.example/"}, {"response_type": "magic"}]
)
def test_a_wrong_request_is_not_redirected(identity, change):
    assert authorize(identity, **change).status_code == 400


def test_the_implicit_grant(api, identity):
    reply = carried(authorize(identity, response_type="token"))
    assert (reply["token_type"], reply["state"], "refresh_token" in reply) == ("bearer", "s p", False)
    use(api, reply["access_token"])
    api.account.switches = Switches(consent="allow", implicit_redirect="fragment")
    location = authorize(identity, response_type="token").headers["location"]
    assert "access_token=" in urlsplit(location).fragment


@pytest.mark.parametrize(
    ("mode", "old", "same"), [("rotate", 400, False), ("rotate_keep_old", 200, False), ("reuse", 200, True)]
)
def test_refresh(api, identity, mode, old, same):
    api.account.switches = Switches(consent="allow", refresh=mode)
    first = grant(identity, "authorization_code", code=carried(authorize(identity))["code"])
    second = grant(identity, "refresh_token", refresh_token=first["refresh_token"])
    assert second["access_token"] != first["access_token"]
    assert (second["refresh_token"] == first["refresh_token"]) is same
    grant(identity, "refresh_token", old, refresh_token=first["refresh_token"])


def test_tokens_expire_and_can_be_revoked(api, identity):
    tokens = grant(identity, "authorization_code", code=carried(authorize(identity))["code"])
    api.http.post(f"{api.server.address.origin}/_demo/clock", json={"advance_seconds": 1_209_601})
    assert use(api, tokens["access_token"], 401)["error"] == "invalid_token"
    fresh = grant(identity, "refresh_token", refresh_token=tokens["refresh_token"])
    use(api, fresh["access_token"])
    api.account.revoke(fresh["access_token"])
    use(api, fresh["access_token"], 401)
    api.account.revoke(fresh["refresh_token"])
    grant(identity, "refresh_token", 400, refresh_token=fresh["refresh_token"])


def test_a_wrong_secret_gets_nothing(identity):
    code = carried(authorize(identity))["code"]
    answer = grant(identity, "authorization_code", 401, code=code, client_secret="guess")
    assert answer["error"] == "invalid_client"


def test_accounts_of_a_token(api, identity):
    headers = {"Authorization": f"Bearer {api.server.address.token}", "User-Agent": "Tests (t@example.com)"}
    answer = identity.get("/api/v2/accounts", headers=headers).json()
    assert answer["user"]["id"] != api.account.user.id
    assert {one["product"]: one["id"] for one in answer["accounts"]}["harvest"] == api.account.account_id
    assert {one["product"] for one in answer["accounts"]} == {"harvest", "forecast"}
    narrow = carried(authorize(identity, response_type="token"))["access_token"]
    answer = identity.get("/api/v2/accounts", headers=headers | {"Authorization": f"Bearer {narrow}"}).json()
    assert [one["product"] for one in answer["accounts"]] == ["harvest"]
    assert identity.get("/api/v2/accounts", headers=headers | {"Authorization": "Bearer x"}).status_code == 401


def test_the_identity_paths_are_on_the_api_port_too(api):
    answer = api.http.get(f"{api.server.address.origin}/api/v2/accounts")
    assert answer.json()["user"]["first_name"] == "Robin"
