"""The web chat over HTTP: the same conversation, cards and journal as on the desktop."""

import asyncio
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.agent.journal import State
from desktop.agent.model.side import ModelSide
from desktop.agent.model.talk import Words
from desktop.app.language_model import LanguageModel
from desktop.app.services import another_conversation, open_services
from desktop.channels.talk import CHANGED, Talk
from desktop.channels.texting import Texting
from desktop.demo.faults import Fault
from desktop.demo.server import running_server
from desktop.paths import Home
from tests.channels.browsers import browser_at

MARKUP = "<img src=x onerror=alert(1)>\"'&{{7*7}}"


@pytest.fixture
async def browser(services):
    async with browser_at(services) as one:
        yield one


def written(services):
    """The entries that Harvest has from here, in the journal's words."""
    return [one for one in services.journal.history() if one.state is State.COMMITTED and one.undoes is None]


async def test_a_sentence_is_confirmed_and_taken_back(browser, services):
    await browser.say("2h nucleus dev")
    (card,) = browser.cards
    assert card["state"] == "ready"
    assert "2.00 h" in card["facts"]
    assert written(services) == []
    await browser.confirm(card)
    assert browser.cards[0]["state"] == "committed"
    assert len(written(services)) == 1
    await browser.do("/undo", {"card": card["id"]})
    assert browser.cards[0]["state"] == "undone"
    assert written(services) == []


async def test_typed_words_are_the_persons_own(browser, services):
    await browser.say("2h nucleus dev")
    await browser.say("make it 3")
    assert "3.00 h" in browser.cards[0]["facts"]
    await browser.say("yes")
    assert browser.cards[0]["state"] == "committed"
    await browser.say("undo")
    assert written(services) == []


async def test_a_dismissed_card_comes_back_by_undo(browser, services):
    (card,) = (await browser.say("2h nucleus dev"))["cards"].values()
    await browser.do("/dismiss", {"cards": {card["id"]: card["mark"]}})
    assert browser.cards[0]["state"] == "discarded"
    await browser.do("/undo", {})
    assert browser.cards[0]["state"] == "ready"
    assert written(services) == []


async def test_what_is_confirmed_is_what_was_seen(browser, services):
    (before,) = (await browser.say("2h nucleus dev"))["cards"].values()
    await browser.say("make it 5")
    await browser.confirm(before)
    assert browser.last == CHANGED
    assert written(services) == []
    await browser.confirm(browser.cards[0])
    assert len(written(services)) == 1


async def test_a_card_that_changes_while_its_confirmation_waits_is_not_written(services):
    talk = Talk(services.conversation)
    await talk.say("2h nucleus dev")
    (card,) = (await talk.view())["cards"].values()
    async with services.conversation._in_order:  # an edit is under way
        confirming = asyncio.create_task(talk.confirm({card["id"]: card["mark"]}))
        await asyncio.sleep(0)
        (edited,) = services.conversation.cards
        services.conversation._board.keep(replace(edited, hours=Decimal(7)))
    await confirming
    assert (await talk.view())["lines"][-1]["text"] == CHANGED
    assert written(services) == []


async def test_confirming_twice_writes_once(browser, services):
    (card,) = (await browser.say("2h nucleus dev"))["cards"].values()
    await browser.confirm(card)
    await browser.confirm(card)
    await browser.confirm({"id": "no such card", "mark": ""})
    assert len(written(services)) == 1


async def test_words_that_are_sent_twice_are_heard_once(browser):
    await browser.say("2h nucleus dev", "one")
    await browser.say("2h nucleus dev", "one")
    assert len(browser.cards) == 1


async def test_what_is_open_is_asked_with_choices_and_answered(browser, services):
    await browser.say("3 hours for acme")
    while card := next((one for one in browser.cards if one["ask"]), None):
        assert card["action"] == ""
        await browser.confirm(card)
        assert written(services) == []
        await browser.answer(card, card["ask"]["options"][0]["key"])
    await browser.confirm(*browser.cards)
    assert len(written(services)) == 1


async def test_any_project_can_be_chosen_and_hours_are_read(browser):
    await browser.say("worked on something unheard of")
    page = await browser.say("2h on zzyzx")
    card = next(one for one in browser.cards if one["ask"])
    assert card["ask"]["all"]
    nucleus = next(one for one in page["projects"] if "Nucleus" in one["text"])
    assert (await browser.answer(card, "999999"))["problem"] == "That is none of the answers."
    await browser.answer(card, nucleus["key"])
    assert "Nucleus" in browser.cards[-1]["title"]


async def test_an_answer_to_an_older_card_is_not_taken(browser):
    await browser.say("3 hours for acme")
    card = browser.cards[0]
    await browser.answer(card, card["ask"]["options"][0]["key"])
    assert (await browser.answer(card, card["ask"]["options"][0]["key"]))["problem"] == CHANGED


async def test_a_question_is_answered_with_its_table(browser):
    page = await browser.say("how many hours did I track last week?")
    answer = page["lines"][-1]["answer"]
    assert answer["tables"][0]["rows"]
    assert answer["counted"]


async def test_two_browsers_have_cards_of_their_own(services, browser):
    await browser.say("2h nucleus dev")
    async with browser_at(services) as other:
        await other.say("yes")
        assert other.cards == []
    assert written(services) == []


async def test_an_email_needs_its_own_button(browser, services):
    await browser.say("create an invoice for Globex for last month")
    await browser.confirm(browser.cards[0])
    await browser.say("send the invoice to Globex")
    grave = [card for card in browser.cards if card["alone"]]
    assert grave[0]["state"] == "ready", browser.page
    await browser.say("2h nucleus dev")
    entry = browser.cards[-1]
    await browser.say("yes")
    await browser.confirm(*browser.cards)
    states = {card["id"]: card["state"] for card in browser.cards}
    assert states[grave[0]["id"]] != "committed"
    assert states[entry["id"]] == "committed"
    await browser.confirm(next(card for card in browser.cards if card["id"] == grave[0]["id"]))
    states = {card["id"]: card["state"] for card in browser.cards}
    assert states[grave[0]["id"]] == "committed"


async def test_names_and_words_come_as_text_and_the_page_sets_text_alone(browser):
    page = await browser.say(MARKUP)
    assert page["lines"][1]["text"] == MARKUP
    answer = await browser.http.get("/talk")
    assert answer.headers["content-type"] == "application/json"
    script = (await browser.http.get("/page.js")).text
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "DOMParser", "srcdoc"):
        assert way not in script
    html = (await browser.http.get("/")).text
    assert "style=" not in html
    assert "onclick" not in html


@pytest.fixture
def harvest(monkeypatch):
    with running_server() as server:
        monkeypatch.setenv("GLEANER_HARVEST_URL", server.address.url)
        monkeypatch.setenv("HARVEST_ACCESS_TOKEN", server.address.token)
        monkeypatch.setenv("HARVEST_ACCOUNT_ID", str(server.address.account_id))
        yield server


async def test_without_harvest_the_words_are_the_persons_to_send_again(harvest, tmp_path: Path):
    harvest.account.faults.add(Fault(kind="drop_before", method="GET"))
    async with open_services(Home(tmp_path)) as services, browser_at(services) as browser:
        page = await browser.say("2h nucleus dev")
        assert page["problem"]
        assert "Nothing is lost" in browser.last
        harvest.account.faults.clear()
        await browser.say("2h nucleus dev")
        assert [card["state"] for card in browser.cards] == ["ready"]


async def test_the_desktop_and_the_server_on_one_home_send_once(harvest, tmp_path: Path):
    home = Home(tmp_path)
    async with open_services(home) as desktop, open_services(home) as services, browser_at(services) as browser:
        for hours in range(1, 6):
            await browser.say(f"{hours}h nucleus dev, note {hours}")
        # Both look after what waits while the cards are being sent.
        both = (desktop.committer.settle_pending() for _ in range(5))
        await asyncio.gather(browser.confirm(*browser.cards), *both)
        await desktop.committer.settle_pending()
        await services.committer.settle_pending()
        done = written(services)
        assert len(done) == 5
        assert {one.attempts for one in done} == {1}
        assert len({one.answer_id for one in done}) == 5
        # What the one wrote, the other takes back, once.
        first = await desktop.committer.undo_last()
        assert first.is_done
        assert written(services) == []


class Speaks:
    """A model that begins to answer and never ends."""

    async def complete(self, messages, tools=(), *, schema=None):
        yield Words("You are doing fine, ")
        await asyncio.Event().wait()


class Nobody:
    async def aclose(self):
        pass


async def test_a_models_words_come_while_it_speaks_and_stop_ends_it(services, monkeypatch):
    async def opened(home):
        return LanguageModel(ModelSide(Speaks(), may_read=False), Speaks(), Nobody(), Nobody())

    monkeypatch.setattr("desktop.app.services.open_model", opened)
    async with browser_at(services) as browser, asyncio.timeout(30):
        saying = asyncio.create_task(browser.say("write me a rhyme about the dog"))
        async with browser.http.stream("GET", "/saying") as told:
            async for line in told.aiter_lines():
                if "doing fine" in line:
                    break
        await browser.do("/stop", {})
        await saying
        assert "Stopped" in browser.last
    async with browser_at(services, signs_in=False) as browser:
        assert (await browser.http.get("/saying")).status_code == 401


async def test_what_the_desktop_paints_is_a_table_here(browser):
    page = await browser.say("how many hours did I work last week, by day?")
    answer = page["lines"][-1]["answer"]
    assert answer["pictures"]
    for table in answer["pictures"]:
        assert table["title"]
        assert all(len(row) == len(table["columns"]) for row in table["rows"])


@pytest.mark.parametrize(
    ("words", "hours"),
    [("1 is 3 hours", [3, 2]), ("2 is yesterday", [4, 2]), ("#2: 3h", [4, 3]), ("card 1 is 5h", [5, 2])],
)
async def test_a_card_is_changed_by_its_number_alike_on_the_desktop_the_web_and_by_text(services, words, hours):
    async def cards(hear_of):
        async with another_conversation(services) as conversation:
            for said in ("4h brand refresh design and 2h nucleus dev", words):
                await hear_of(conversation)(said)
            return [(one.project.name, one.hours, one.spent_date, one.state) for one in conversation.cards]

    desktop = await cards(lambda conversation: conversation.say)
    assert [one[1] for one in desktop] == hours
    texting = {}  # one phone keeps what it was sent
    assert await cards(lambda conversation: Talk(conversation).say) == desktop
    assert await cards(lambda one: texting.setdefault(one, Texting(one)).hear) == desktop
