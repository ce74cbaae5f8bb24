"""The web chat's door: who is not signed in, or asks from elsewhere, or too often, gets nothing and changes nothing."""

import asyncio
import json
import ssl
import sys
from pathlib import Path

import httpx
import pytest

from desktop.channels.door import LINK_SECONDS, Door, Rate
from desktop.channels.messages import CannotServe
from desktop.channels.serving import Where, listening
from desktop.channels.sessions import MOST
from desktop.channels.web import MOST_BYTES, Limits
from desktop.settings import MessageSettings, load, save
from tests.channels.browsers import Browser, browser_at

ACTS = {
    "/say": {"words": "2h nucleus dev"},
    "/confirm": {"cards": {}},
    "/dismiss": {"cards": {}},
    "/undo": {},
    "/answer": {"card": "", "mark": "", "key": "", "value": ""},
    "/link": {},
    "/sign-out": {},
}


@pytest.fixture
async def browser(services):
    async with browser_at(services) as one:
        yield one


async def test_nothing_is_told_or_done_without_the_cookie(services):
    async with browser_at(services, signs_in=False) as browser:
        assert (await browser.http.get("/talk")).status_code == 401
        for path, body in ACTS.items():
            assert (await browser.post(path, body)).status_code == 401
        browser.http.cookies.set("gleaner", "made-up")
        assert (await browser.http.get("/talk")).status_code == 401


async def test_a_link_signs_one_browser_in_once(services):
    async with browser_at(services, signs_in=False) as browser:
        answer = await browser.sign_in()
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert (await browser.http.get("/talk")).status_code == 200
        other = Browser.__new__(Browser)
        other.__dict__ |= {**browser.__dict__, "http": httpx.AsyncClient(base_url=browser.url)}
        async with other.http:
            used = await other.sign_in(browser.link)
            assert used.status_code == 403
            assert "used before" in used.json()["error"]
            assert (await other.sign_in("wrong")).status_code == 403
            assert (await other.http.get("/talk")).status_code == 401


def test_a_link_ends_after_an_hour():
    now = [0.0]
    door = Door(lambda: now[0])
    early, late = door.link(), door.link()
    now[0] = LINK_SECONDS - 1
    assert door.use(early)
    now[0] = LINK_SECONDS
    assert not door.use(late)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"X-Gleaner-Token": "wrong"},
        {"X-Gleaner-Token": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Content-Type": "text/plain"},
    ],
)
async def test_another_page_can_do_nothing(browser, headers):
    for path, body in ACTS.items():
        assert (await browser.post(path, body, **headers)).status_code in (403, 415)
    await browser.do("/say", {"words": "how many hours today?"})
    assert browser.cards == []


async def test_a_page_of_another_name_that_points_here_gets_nothing(browser):
    for host in ("evil.example", f"evil.example:{browser.url.rpartition(':')[2]}", ""):
        answer = await browser.http.get("/talk", headers={"Host": host})
        assert answer.status_code in (400, 421)
        assert "lines" not in answer.text


async def test_every_answer_forbids_scripts_and_frames_of_others(browser):
    for path in ("/", "/talk", "/page.js", "/page.css", "/icon.svg", "/nothing"):
        headers = (await browser.http.get(path)).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("body", ["", "[]", "{", '{"words": 1}', '{"words": ""}', '{"words": "a", "more": 1}'])
async def test_what_is_no_sentence_is_refused(browser, body):
    headers = {"Origin": browser.url, "X-Gleaner-Token": browser.token, "Content-Type": "application/json"}
    assert (await browser.http.post("/say", content=body, headers=headers)).status_code == 400


async def test_what_is_too_long_is_refused(browser):
    assert (await browser.post("/say", {"words": "a" * MOST_BYTES})).status_code == 413
    assert (await browser.post("/say", {"words": "a" * 8001})).status_code == 400


async def test_links_cannot_be_tried_without_end(services):
    async with browser_at(services, limits=Limits(sign_ins=Rate(3)), signs_in=False) as browser:
        codes = [(await browser.sign_in("guess")).status_code for _ in range(3)]
        assert codes == [403] * 3
        refused = await browser.sign_in()
        assert refused.status_code == 429
        assert refused.headers["retry-after"] == "60"


async def test_nobody_asks_without_end(services):
    async with browser_at(services, limits=Limits(acts=Rate(2))) as browser:
        for _ in range(2):
            await browser.do("/undo", {})
        assert (await browser.post("/undo", {})).status_code == 429
    async with browser_at(services, limits=Limits(requests=Rate(2)), signs_in=False) as browser:
        codes = [(await browser.http.get("/")).status_code for _ in range(3)]
        assert codes == [200, 200, 429]


def test_a_rate_lets_go_of_what_is_old_and_of_who_is_quiet():
    now = [0.0]
    rate = Rate(2, 60, lambda: now[0])
    assert [rate.allows("a") for _ in range(3)] == [True, True, False]
    assert rate.allows("b")
    now[0] = 60.0
    assert rate.allows("a")
    for number in range(3000):
        rate.allows(str(number))
    assert len(rate._acts) <= 1000


async def test_a_signed_in_browser_lets_another_one_in_and_signs_out(browser):
    link = (await browser.do("/link", {}))["sign_in_url"]
    assert link.startswith(f"{browser.url}/sign-in#")
    assert "sign_in_url" not in await browser.do("/undo", {})
    await browser.do("/sign-out", {})
    assert (await browser.http.get("/talk")).status_code == 401
    assert (await browser.sign_in(link.partition("#")[2])).status_code == 200
    assert (await browser.http.get("/talk")).status_code == 200


async def test_too_many_browsers_sign_the_quiet_one_out(services):
    async with browser_at(services) as browser:
        first = browser.http.cookies["gleaner"]
        for _ in range(MOST):
            link = (await browser.do("/link", {}))["sign_in_url"].partition("#")[2]
            assert (await browser.sign_in(link)).status_code == 200
        browser.http.cookies.set("gleaner", first)
        browser.http.cookies.clear()
        answer = await browser.http.get("/talk", headers={"Cookie": f"gleaner={first}"})
        assert answer.status_code == 401
    assert len(services.committer._listeners) == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
async def test_beyond_this_machine_only_https_is_served(services, host):
    with pytest.raises(CannotServe, match="https only"):
        async with listening(services, Where(host)):
            pass


async def test_a_certificate_needs_its_key_and_must_be_one(services, tmp_path: Path):
    some = tmp_path / "cert.pem"
    some.write_text("no certificate")
    for where, words in (
        (Where(cert=some), "both --cert and --key"),
        (Where(cert=some, key=some), "cannot be used"),
        (Where(cert=tmp_path / "none.pem", key=some), "cannot be used"),
        (Where("no.such.host.invalid"), "no address of this machine"),
    ):
        with pytest.raises(CannotServe, match=words):
            async with listening(services, where):
                pass


async def test_over_https_the_cookie_is_secure(services, certificate):
    cert, key = certificate
    async with listening(services, Where("127.0.0.1", 0, cert, key)) as (_, addresses):
        assert addresses.url.startswith("https://127.0.0.1:")
        browser = Browser(addresses)
        browser.http = httpx.AsyncClient(base_url=addresses.url, verify=ssl.create_default_context(cafile=str(cert)))
        async with browser.http:
            cookie = (await browser.sign_in()).headers["set-cookie"]
            assert cookie.startswith("__Host-gleaner=")
            assert "Secure" in cookie
            assert (await browser.http.get("/talk")).status_code == 200


async def test_behind_a_tunnel_the_public_address_is_ours(services):
    chosen = load(services.home.settings).model_copy(update={"messages": MessageSettings(url="https://me.example")})
    save(services.home.settings, chosen)
    object.__setattr__(services, "settings", chosen)
    async with browser_at(services, signs_in=False) as browser:
        headers = {"Origin": "https://me.example", "Host": "me.example"}
        answer = await browser.http.post("/sign-in", json={"token": browser.link}, headers=headers)
        assert answer.status_code == 200
        assert answer.headers["set-cookie"].startswith("__Host-gleaner=")
        mixed = {"Origin": "https://me.example"}
        assert (await browser.http.post("/sign-in", json={"token": "x"}, headers=mixed)).status_code == 403


async def test_the_command_says_where_and_ends_when_told(tmp_path: Path):
    command = [sys.executable, "-m", "desktop", "--demo", "--home", str(tmp_path), "serve"]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    told = json.loads(await process.stdout.readline())
    async with httpx.AsyncClient() as http:
        assert "<title>Gleaner</title>" in (await http.get(told["sign_in_url"])).text
        assert (await http.get(told["url"])).status_code == 200
    process.terminate()
    await process.communicate()
    assert process.returncode == 0


async def test_the_command_refuses_to_serve_the_world_without_https(tmp_path: Path):
    command = [sys.executable, "-m", "desktop", "--demo", "--home", str(tmp_path), "serve", "--host", "0.0.0.0"]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)
    out, err = await process.communicate()
    assert process.returncode == 2
    assert out == b""
    assert b"--cert and --key" in err
