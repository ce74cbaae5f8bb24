"""Every fault is provoked for real, and ends as the one error that says what may be done about it."""

import gzip
import socket
import traceback
import tracemalloc
import zlib

import httpx
import pytest

from desktop.harvest import receiving
from desktop.harvest.auth.tokens import PersonalToken
from desktop.harvest.client import Harvest
from desktop.harvest.errors import (
    Forbidden,
    HarvestError,
    InsecureAddress,
    NoAccountId,
    NotFound,
    NotSignedIn,
    Refused,
    Throttled,
    TooLarge,
    Unclear,
    Unreachable,
)
from tests.harvest.scripted import DROP, STALL, TOKEN, Reply

HTML = b"<html><title>HARVEST: something broke</title></html>"


@pytest.fixture
def closed_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        (Reply({"error": "invalid_token", "error_description": "expired"}, 401), NotSignedIn, "sign in again"),
        (Reply({"message": "not yours"}, 403), Forbidden, "not yours"),
        (Reply(HTML, 403), Forbidden, "role"),
        (Reply(HTML, 404), NotFound, "does not have this"),
        (Reply({"message": "Invalid spent_date: 2026"}, 422), Refused, "Invalid spent_date: 2026"),
        (Reply({"error": "no user agent"}, 400), Refused, "no user agent"),
        (Reply([], 409), Refused, "refused"),
        (Reply({"message": {"deep": 1}}, 422), Refused, "refused"),
        (Reply(HTML, 500), Unclear, "500"),
        (Reply(b"", 503), Unclear, "503"),
        (Reply(b"", 408), Unclear, "gave up waiting"),
        (Reply(HTML, 200), Unclear, "cannot be read"),
        (Reply({"id": 12345, "spent_date": "2026-03-10"}, 201, cut=9), Unclear, "broke"),
        (Reply({"id": "no number"}, 201), Unclear, "TimeEntry"),
        (Reply([1, 2], 201), Unclear, "cannot be read"),
        (Reply(b'{"id": NaN}', 201), Unclear, "cannot be read"),
        (Reply(b"[" * 100_000, 201), Unclear, "cannot be read"),
        (Reply(b"\x1f\x8b broken", 201, {"Content-Encoding": "gzip"}), Unclear, "broke"),
        (Reply(b"", 302, {"Location": "https://evil.example/"}), Unclear, "unexpected"),
        (DROP, Unclear, "broke"),
        (STALL, Unclear, "in time"),
    ],
)
async def test_a_write_is_sent_once_and_its_fault_is_named(server, harvest, new_entry, reply, error, words):
    server.on("POST /time_entries", reply)
    with pytest.raises(error, match=words) as caught:
        await harvest.create_time_entry(new_entry)
    assert len(server.seen) == 1
    assert caught.value.maybe_applied == (error is Unclear)


@pytest.mark.parametrize("reply", [DROP, STALL, Reply(HTML, 502), Reply({"name": "x"}, cut=3), Reply([1])])
async def test_a_read_is_tried_again(server, harvest, reply):
    server.on("GET /company", reply, reply, Reply({"name": "Acme"}))
    assert (await harvest.company()).name == "Acme"
    assert len(server.seen) == 3


async def test_a_read_gives_up_after_its_tries_with_growing_jittered_pauses(server, harvest, fake_time):
    server.on("GET /company", Reply(HTML, 500))
    with pytest.raises(Unclear):
        await harvest.company()
    assert len(server.seen) == 3
    first, second = fake_time.slept
    assert 0.25 <= first <= 0.5 <= second <= 1.0


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
async def test_a_read_that_was_answered_is_not_repeated(server, harvest, status):
    server.on("GET /company", Reply({}, status))
    with pytest.raises(HarvestError):
        await harvest.company()
    assert len(server.seen) == 1


BOMB = gzip.compress(b" " * 60_000_000)
"""60 KB that become 60 MB."""


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (BOMB, {"Content-Encoding": "gzip"}),
        (zlib.compress(b" " * 60_000_000), {"Content-Encoding": "Deflate"}),
        (b" " * 2_000_001, {}),
    ],
)
async def test_a_huge_answer_is_refused_while_it_is_read_and_not_asked_for_again(
    server, harvest, new_entry, content, headers, monkeypatch
):
    assert receiving.LARGEST == 50_000_000
    monkeypatch.setattr(receiving, "LARGEST", 2_000_000)
    server.on("GET /company", Reply(content, 200, headers))
    server.on("POST /time_entries", Reply(content, 422, headers))
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge, match="larger"):
            await harvest.company()
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    with pytest.raises(Unclear) as caught:
        await harvest.create_time_entry(new_entry)
    assert caught.value.maybe_applied
    assert len(server.seen) == 2


@pytest.mark.parametrize("compress", [gzip.compress, zlib.compress])
async def test_a_compressed_answer_is_read_and_one_that_is_cut_off_is_not_believed(server, harvest, compress):
    packed = compress(b'{"name": "Acme"}' + b" " * 1000)
    headers = {"Content-Encoding": "gzip"}
    server.on("GET /company", Reply(packed[:-9], 200, headers), Reply(packed, 200, headers))
    assert (await harvest.company()).name == "Acme"
    assert [request.headers["accept-encoding"] for request in server.seen] == ["gzip", "gzip"]


async def test_an_encoding_that_was_not_asked_for_is_not_unpacked(server, harvest, new_entry):
    server.on("POST /time_entries", Reply(b"anything", 201, {"Content-Encoding": "br"}))
    with pytest.raises(Unclear):
        await harvest.create_time_entry(new_entry)


async def test_a_closed_port_is_unreachable_and_a_write_is_not_repeated(closed_port, patience, new_entry, fake_time):
    url = f"http://127.0.0.1:{closed_port}/v2"
    async with Harvest(base_url=url, account_id=1, token=PersonalToken(TOKEN), patience=patience) as harvest:
        with pytest.raises(Unreachable) as caught:
            await harvest.create_time_entry(new_entry)
        assert not caught.value.maybe_applied
        assert fake_time.slept == []
        with pytest.raises(Unreachable):
            await harvest.company()
        assert len(fake_time.slept) == 2


async def test_a_name_that_does_not_resolve_is_unreachable(patience, new_entry):
    url = "https://harvest.invalid/v2"
    async with Harvest(base_url=url, account_id=1, token=PersonalToken(TOKEN), patience=patience) as harvest:
        with pytest.raises(Unreachable):
            await harvest.create_time_entry(new_entry)


async def test_plain_http_behind_an_https_address_says_what_to_look_at(server, patience, new_entry):
    url = server.url.replace("http:", "https:")
    async with Harvest(base_url=url, account_id=1, token=PersonalToken(TOKEN), patience=patience) as harvest:
        with pytest.raises(Unreachable, match="secure"):
            await harvest.create_time_entry(new_entry)
    assert server.seen == []


@pytest.mark.parametrize("retry_after", ["3", "0", None, "soon", "-5", "nan", "Thu, 01 Jan 1970 00:00:00 GMT"])
async def test_a_throttled_write_waits_and_goes_out_again(server, harvest, new_entry, entry, retry_after, fake_time):
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    server.on("POST /time_entries", Reply(b"slow down", 429, headers), Reply(entry(9), 201))
    assert (await harvest.create_time_entry(new_entry)).id == 9
    assert len(server.seen) == 2
    assert sum(fake_time.slept) == (float(retry_after) if retry_after in ("3", "0") else 5)


async def test_waiting_is_told_after_a_second_and_ended(server, harvest, new_entry, entry, waits):
    server.on("POST /time_entries", Reply(b"", 429, {"Retry-After": "9"}), Reply(entry(), 201))
    await harvest.create_time_entry(new_entry)
    assert waits == ["Harvest asks us to slow down, 8 s", ""]


@pytest.mark.parametrize("retry_after", ["3600", "99999999999999999999"])
async def test_a_wait_that_is_too_long_is_given_up_at_once(server, harvest, retry_after, fake_time):
    server.on("GET /company", Reply(b"", 429, {"Retry-After": retry_after}))
    with pytest.raises(Throttled) as caught:
        await harvest.company()
    assert caught.value.retry_after == float(retry_after)
    assert fake_time.slept == []


async def test_endless_429_is_given_up(server, harvest):
    server.on("GET /company", Reply(b"", 429, {"Retry-After": "1"}))
    with pytest.raises(Throttled):
        await harvest.company()
    assert len(server.seen) == 5


async def test_redirects_are_not_followed(server, harvest):
    server.on("GET /company", Reply(b"", 307, {"Location": server.url + "/users/me"}))
    with pytest.raises(Unclear):
        await harvest.company()
    assert [request.path for request in server.seen] == ["/v2/company"]


async def test_every_request_says_who_asks_and_for_which_account(server, harvest):
    server.on("GET /company", Reply({"name": "Acme"}))
    await harvest.company()
    headers = server.seen[0].headers
    assert headers["authorization"] == f"Bearer {TOKEN}"
    assert headers["harvest-account-id"] == "77"
    assert headers["user-agent"].startswith("Gleaner/")


async def test_the_token_shows_nowhere(server, harvest, new_entry, caplog):
    caplog.set_level(0)
    server.on("POST /time_entries", Reply({"message": f"bad token {TOKEN}"}, 422), DROP)
    for _ in range(2):
        with pytest.raises(HarvestError) as caught:
            await harvest.create_time_entry(new_entry)
        assert "secret" not in "".join(traceback.format_exception(caught.value))
        assert "secret" not in repr(caught.value)
    assert caplog.records, "the libraries below do log"
    assert "secret" not in caplog.text
    assert "secret" not in repr(PersonalToken(TOKEN))


@pytest.mark.parametrize("token", ["", "two\nlines", "nö"])
async def test_a_token_that_cannot_be_sent_is_no_sign_in(server, patience, token):
    async with Harvest(base_url=server.url, account_id=1, token=PersonalToken(token), patience=patience) as harvest:
        with pytest.raises(NotSignedIn):
            await harvest.company()
    assert server.seen == []


async def test_messages_of_harvest_are_made_fit_to_show(server, harvest, new_entry):
    server.on("POST /time_entries", Reply({"message": "bad\u202e\x07 \n day " + "x" * 1000}, 422))
    with pytest.raises(Refused) as caught:
        await harvest.create_time_entry(new_entry)
    assert caught.value.message.startswith("bad day xxx")
    assert len(caught.value.message) == 300


async def test_a_proxy_of_the_environment_is_not_used_for_loopback(server, harvest, monkeypatch, patience):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.on("GET /company", Reply({"name": "Acme"}))
    token = PersonalToken(TOKEN)
    async with Harvest(base_url=server.url, account_id=1, token=token, patience=patience) as fresh:
        assert (await fresh.company()).name == "Acme"


@pytest.mark.parametrize(
    "url",
    ["http://api.harvestapp.com/v2", "http://10.0.0.1/v2", "ftp://127.0.0.1/v2", "api.harvestapp.com", "", "http://[",
     "https://me:secret@api.harvestapp.com/v2", "https://api.harvestapp.com/v2?access_token=1", "http://localhost.evil.example/v2",
     "http://127.0.0.1:99999/v2", "https://api.harvestapp.com:0/v2"],
)  # fmt: skip
def test_a_base_address_that_is_not_safe_is_refused(url):
    with pytest.raises(InsecureAddress) as caught:
        Harvest(base_url=url, account_id=1, token=PersonalToken(TOKEN))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("account_id", ["1\u00e9", "", "1 2", "1\n", "me"])
def test_an_account_id_that_is_no_number_is_told_as_such(account_id):
    with pytest.raises(NoAccountId, match="account ID"):
        Harvest(account_id=account_id, token=PersonalToken(TOKEN))


@pytest.mark.parametrize("url", ["https://api.harvestapp.com/v2/", "http://localhost:8000/v2", "http://[::1]:8000/v2"])
async def test_https_and_loopback_are_taken(url):
    async with Harvest(base_url=url, account_id=1, token=PersonalToken(TOKEN)):
        pass


async def test_a_custom_transport_can_stand_in(patience):
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json={"name": str(request.url)}))
    token = PersonalToken(TOKEN)
    async with Harvest(account_id=1, token=token, transport=transport, patience=patience) as harvest:
        assert (await harvest.company()).name == "https://api.harvestapp.com/v2/company"
