"""SMS and WhatsApp: what Twilio signed is answered once, as numbered lines, and only for listed numbers."""

import asyncio
import xml.etree.ElementTree as ElementTree
from contextlib import asynccontextmanager

import httpx
import pytest
from twilio.request_validator import RequestValidator

from desktop.agent.journal import State
from desktop.channels import messages
from desktop.channels.numbers import address_of, bare_number, numbers_of
from desktop.channels.serving import Where, listening
from desktop.channels.texting import Texting
from desktop.settings import MessageSettings

URL = "https://me.example"
MINE, OTHER = "+15551234567", "+15550000000"


class Phone:
    def __init__(self, http, token="secret"):
        self.http = http
        self.validator = RequestValidator(token)
        self.count = 0

    async def post(self, words, number=MINE, sid="", signature=None, url=f"{URL}/twilio"):
        self.count += 1
        form = {"Body": words, "From": number, "To": "+15559999999", "MessageSid": sid or f"SM{self.count}"}
        headers = {"Host": "me.example"}
        signed = self.validator.compute_signature(url, form) if signature is None else signature
        return await self.http.post("/twilio", data=form, headers={**headers, "X-Twilio-Signature": signed})

    async def send(self, words, **more):
        answer = await self.post(words, **more)
        assert answer.status_code == 200, answer.text
        return "".join(ElementTree.fromstring(answer.text).itertext())


@asynccontextmanager
async def phone_at(services, monkeypatch, token="secret"):
    monkeypatch.setenv("GLEANER_TWILIO_TOKEN", token)
    chosen = services.settings.model_copy(update={"messages": MessageSettings(numbers=("+1 (555) 123-4567",), url=URL)})
    object.__setattr__(services, "settings", chosen)
    async with (
        listening(services, Where()) as (_, addresses),
        httpx.AsyncClient(base_url=addresses.url, timeout=30) as http,
    ):
        yield Phone(http)


@pytest.fixture
async def phone(services, monkeypatch):
    async with phone_at(services, monkeypatch) as one:
        yield one


def written(services):
    return [one for one in services.journal.history() if one.state is State.COMMITTED and one.undoes is None]


async def test_a_day_by_text_message(phone, services):
    said = await phone.send("4 hours on the Williams account and 2 hours on internal training")
    assert "1. Brand Refresh" in said
    assert "2. Internal" in said
    assert "“yes” confirms 1 and 2." in said
    said = await phone.send("1 is 3 hours")
    assert "1. Brand Refresh, Williams & Co · WIL-01, 3.00 h" in said
    assert "2. Internal, Brightline Studio · INT, 2.00 h" in said
    assert written(services) == []
    assert "Logged 2 entries, 5 h." in await phone.send("Yes")
    assert len(written(services)) == 2
    await phone.send("undo")
    assert written(services) == []


async def test_a_number_changes_its_own_card_only(phone):
    await phone.send("4 hours on the Williams account and 2 hours on internal training")
    said = await phone.send("2: 1:30")
    assert "4.00 h" in said
    assert "1.50 h" in said
    said = await phone.send("#1 is yesterday")
    assert said.count("Yesterday") == 1
    assert said.index("Yesterday") < said.index("2. Internal")
    for words in ("2 is something unheard of", "7 is 3 hours", "0 is 3 hours"):
        said = await phone.send(words)
        assert "4.00 h" in said
        assert "1.50 h" in said


async def test_what_is_asked_is_answered_by_number_and_letter(phone, services):
    said = await phone.send("3 hours for acme")
    assert "a) " in said
    assert "yes" not in said
    assert "still open" in await phone.send("yes")
    assert written(services) == []
    said = await phone.send("1 is b")
    while "a) " in said:
        said = await phone.send("a")
    assert "“yes” confirms 1." in said
    await phone.send("yes")
    assert len(written(services)) == 1


async def test_yes_confirms_what_is_ready_and_leaves_what_is_asked(phone, services):
    said = await phone.send("2h nucleus dev and 3 hours for acme")
    assert "“yes” confirms 1." in said
    said = await phone.send("yes")
    assert "1. " in said
    assert "a) " in said
    assert len(written(services)) == 1
    assert "Dropped 1" in await phone.send("drop 1")


async def test_other_words_of_assent_confirm_nothing_that_was_not_listed(phone, services):
    await phone.send("2h nucleus dev")
    assert "“yes” confirms" in await phone.send("log the first")
    assert written(services) == []


async def test_a_message_that_comes_twice_is_answered_once(phone, services, monkeypatch):
    assert "Nucleus" in await phone.send("2h nucleus dev", sid="SMsame")
    assert await phone.send("2h nucleus dev", sid="SMsame") == ""
    assert "Logged 1 entry" in await phone.send("yes", sid="SMyes")
    assert await phone.send("yes", sid="SMyes") == ""
    assert len(written(services)) == 1
    async with phone_at(services, monkeypatch) as after_a_restart:
        assert await after_a_restart.send("yes", sid="SMyes") == ""


async def test_what_twilio_did_not_sign_is_refused(phone, services):
    for signature in ("", "wrong", RequestValidator("other").compute_signature(f"{URL}/twilio", {"Body": "x"}), "ü"):
        answer = await phone.post("2h nucleus dev", signature=signature.encode("utf-8"))
        assert answer.status_code == 403
    assert (await phone.post("2h nucleus dev", url="https://evil.example/twilio")).status_code == 403
    headers = {"Host": "me.example", "X-Twilio-Signature": ""}
    assert (await phone.http.post("/twilio", content=b"\xff&&", headers=headers)).status_code == 400
    assert (await phone.http.get("/twilio", headers=headers)).status_code == 404


async def test_who_is_not_listed_gets_no_answer(phone, services):
    assert await phone.send("how many hours did I track last week?", number=OTHER) == ""
    assert await phone.send("2h nucleus dev", number=f"whatsapp:{OTHER}") == ""
    assert "Nucleus" in await phone.send("2h nucleus dev", number=f"whatsapp:{MINE}")


async def test_an_email_is_not_confirmed_by_message(phone, services):
    await phone.send("create an invoice for Globex for last month")
    assert "yes" not in await phone.send("yes")
    before = len(written(services))
    assert "cannot be taken back" in await phone.send("send the invoice to Globex")
    await phone.send("yes")
    await phone.send("send")
    assert len(written(services)) == before


async def test_questions_and_markup_are_answered_as_text(phone):
    assert " h" in await phone.send("how many hours did I track last week?")
    assert "R&D" in await phone.send("2h nucleus dev, R&D")
    assert await phone.send("  ") == "Only words are read here."


async def test_an_answer_that_takes_long_is_kept_for_a_question_mark(services, monkeypatch):
    is_free = asyncio.Event()

    async def hear(_, words):
        await is_free.wait()
        return f"heard {words}"

    monkeypatch.setattr(messages.Messages.__init__, "__defaults__", (0.0,))
    monkeypatch.setattr(Texting, "hear", hear)
    async with phone_at(services, monkeypatch) as phone:
        assert "Send “?”" in await phone.send("one")
        assert "Send “?”" in await phone.send("two")
        is_free.set()
        while "Send “?”" in (said := await phone.send("?")):
            pass
        assert said == "heard one\nheard two"


async def test_a_failure_inside_is_answered_too(phone, monkeypatch):
    async def fails(*_):
        raise RuntimeError("a defect")

    monkeypatch.setattr(Texting, "hear", fails)
    assert "went wrong" in await phone.send("2h nucleus dev")


async def test_two_deliveries_at_once_are_answered_once(phone, services):
    both = await asyncio.gather(*(phone.send("2h nucleus dev", sid="SMboth") for _ in range(2)))
    assert sorted(map(bool, both)) == [False, True]


async def test_without_numbers_or_token_there_is_no_door(services, monkeypatch):
    monkeypatch.delenv("GLEANER_TWILIO_TOKEN", raising=False)
    async with (
        listening(services, Where()) as (_, addresses),
        httpx.AsyncClient(base_url=addresses.url) as http,
    ):
        assert (await http.post("/twilio", data={"Body": "yes"})).status_code == 404


@pytest.mark.parametrize("number", ["+15551234567", "whatsapp:+15551234567", "+1 (555) 123-4567", " +1-555-123.4567 "])
def test_numbers_are_compared_bare(number):
    assert bare_number(number) == "+15551234567"


def test_listed_numbers_are_kept_bare_and_each_once():
    assert numbers_of(" +1 (555) 123-4567, whatsapp:+15551234567\n+49 170 123;") == (
        "+15551234567",
        "+49170123",
    )
    assert numbers_of("") == ()


@pytest.mark.parametrize("number", ["555 1234", "+0 555 123 4567", "Mike", "+1 555"])
def test_a_number_without_its_country_is_refused(number):
    with pytest.raises(ValueError, match="country"):
        numbers_of(f"+15551234567, {number}")


def test_the_public_address_is_an_origin_over_https():
    assert address_of(" https://gleaner.example.com/ ") == "https://gleaner.example.com"
    assert address_of("") == ""
    for wrong in (
        "http://x.example",
        "https://",
        "https://x.example/twilio",
        "https://me@x.example",
        "x",
        "https://[x",
    ):
        with pytest.raises(ValueError, match="https"):
            address_of(wrong)
