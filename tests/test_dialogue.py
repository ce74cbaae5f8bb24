"""The conversation in a terminal, line by line: what is to be checked is asked by number, and each card shown once."""

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.agent.drafts import Card, DraftState
from desktop.agent.intents import Alternatives, Field, Interpretation, Utterance
from desktop.agent.reading.certainty.scope import ReadAs
from desktop.agent.reading.certainty.second import Trusting
from desktop.app.services import Services, open_services
from desktop.cli.dialogue import Dialogue
from desktop.cli.terminal import read_line, tinted
from desktop.harvest.catalog import Catalog
from desktop.paths import Home


class Doubtful(Trusting):
    """Doubts the hours of every entry, and one more than those."""

    def look(
        self,
        utterance: Utterance,
        found: Interpretation,
        catalog: Catalog,
        workday: Decimal,
        read_as: ReadAs | None = None,
    ) -> Interpretation:
        others = Alternatives(hours=(Decimal(3),))
        entries = (
            replace(entry, checks=(Field.HOURS, Field.ENTRY), alternatives=others, confidence=0.25)
            for entry in found.entries
        )
        return replace(found, entries=tuple(entries))


@pytest.fixture
async def services(tmp_path: Path):
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as opened:
        opened.conversation.understanding.second_reader = Doubtful()
        yield opened


@pytest.fixture
def hold(services: Services, monkeypatch) -> Callable:
    """Hold the conversation with these lines; what was written, prompts left out."""

    async def hold(*lines: str) -> list[str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        written: list[str] = []
        monkeypatch.setattr("desktop.cli.asking.to_stderr", written.append)
        await Dialogue(services, read_line, written.append, is_demo=True).hold()
        return written

    return hold


def states(services: Services) -> list[DraftState]:
    return [card.state for card in services.conversation.cards]


async def test_enter_finds_a_card_right_and_logs_only_with_the_next_one(hold, services):
    written = await hold("2h nucleus dev", "")
    assert states(services) == [DraftState.READY]
    assert [line for line in written if "Is this to be logged, and are the hours right?" in line]
    assert written[-2:] == ["Enter logs what is complete.", "1 card was not logged."]


async def test_each_card_is_printed_once_and_then_by_its_name_alone(hold, services):
    written = await hold("2h nucleus dev", "", "")
    assert states(services) == [DraftState.COMMITTED]
    assert len([line for line in written if "Development" in line]) == 1
    assert any("in Harvest as" in line for line in written)


async def test_a_number_takes_the_other_answer_and_the_card_is_shown_anew(hold, services):
    written = await hold("2h nucleus dev", "1", "", "")
    (card,) = services.conversation.cards
    assert (card.state, card.hours) == (DraftState.COMMITTED, 3)
    assert any(line.startswith("    3 h") for line in written)


async def test_an_entry_that_may_be_none_is_left_out_by_its_number(hold, services):
    written = await hold("2h nucleus dev", "2")
    assert states(services) == [DraftState.DISCARDED]
    assert written[-1] == "Nothing is left to log."


@pytest.mark.parametrize("lines", [("-",), ("-", "", "-"), (), ("7",)])
async def test_what_is_left_or_the_end_of_input_logs_nothing(hold, services, lines):
    await hold("2h nucleus dev", *lines)
    assert states(services) == [DraftState.NEEDS_CHECK]


# --- what Enter confirms ----------------------------------------------------------------------------------------------


@pytest.fixture
def talk(hold, services: Services) -> Callable:
    """Hold the conversation where nobody doubts what was read."""
    services.conversation.understanding.second_reader = Trusting()
    return hold


def logged(services: Services) -> int:
    return len([card for card in (*services.conversation.cards, *services.conversation.deeds.all) if _is_done(card)])


def _is_done(card: Card) -> bool:
    return card.state is DraftState.COMMITTED


DEED = "start a timer on brand refresh"


@pytest.mark.parametrize(
    "between", [DEED, "how much is left on nucleus?", "gibberish of no use", "3h internal training"]
)
@pytest.mark.parametrize("agreed", ["", "yes"])
async def test_only_what_was_shown_last_is_confirmed(talk, services, between, agreed):
    written = await talk("2h nucleus dev", between, agreed)
    assert logged(services) == 0
    after = written[written.index("Still open:") :]
    assert " 1. Hooli › Nucleus" in after
    is_card = between in (DEED, "3h internal training")
    assert any(line.startswith(" 2. ") for line in after) is is_card
    assert written[-1] == ("2 cards were not logged." if is_card else "1 card was not logged.")


@pytest.mark.parametrize("agreed", ["", "yes"])
async def test_the_next_enter_confirms_all_that_is_shown(talk, services, agreed):
    written = await talk("2h nucleus dev", DEED, "", agreed, "quit")
    assert logged(services) == 2
    assert "not logged" not in written[-1]


async def test_a_new_card_has_a_number_of_its_own(talk):
    written = await talk("2h nucleus dev", DEED)
    assert " 2. Start a timer" in written
    assert written.count(" 1. Hooli › Nucleus") == 1


@pytest.mark.parametrize("change", ["make the second one 4 hours", "the second one was yesterday"])
async def test_after_a_change_all_cards_are_shown_by_their_numbers(talk, services, change):
    written = await talk("2h nucleus dev and 3h internal training", change, "")
    assert (written.count(" 1. Hooli › Nucleus"), written.count(" 2. Brightline Studio › Internal")) == (2, 2)
    assert "Still open:" not in written
    assert logged(services) == 2


async def test_nothing_to_log_is_said_as_it_is(talk):
    assert (await talk(""))[-1] == "There is nothing to log."


# --- out of a question ------------------------------------------------------------------------------------------------

ASKING = ["3 hours on the website", "send the latest invoice", "log an expense on nucleus", "worked on nucleus"]


@pytest.mark.parametrize("asking", ASKING)
@pytest.mark.parametrize("way_out", ["drop", "never mind"])
async def test_a_card_is_dropped_at_its_own_question(talk, services, asking, way_out):
    written = await talk(asking, way_out, "")
    assert written[-1] == "There is nothing to log."
    assert "   That fits none of them." not in written
    assert not services.conversation.deeds.open


async def test_drop_at_a_question_leaves_what_was_said_before_it(talk, services):
    written = await talk("2h nucleus dev", "log an expense on nucleus", "drop")
    assert states(services) == [DraftState.READY]
    assert not services.conversation.deeds.open
    assert any("still open" in line for line in written)


@pytest.mark.parametrize("asking", ASKING)
async def test_quit_at_a_question_quits(talk, asking):
    written = await talk(asking, "quit", "2h brand refresh design")
    assert written[-1] == "1 card was not logged."
    assert not any("Brand Refresh" in line for line in written)


@pytest.mark.parametrize("asking", ASKING)
async def test_what_is_no_answer_is_heard_as_a_message(talk, services, asking):
    written = await talk(asking, "how many hours did I log on brand refresh last week?", "")
    assert any("As of" in line for line in written)
    assert "Still open:" in written
    assert logged(services) == 0


async def test_a_question_comes_with_its_choices_at_once_and_only_the_card_that_it_changed_is_shown_anew(talk):
    written = await talk("2h nucleus dev and 3 hours on the website", "2", "quit")
    assert written.count(" 1. Hooli › Nucleus") == 1
    assert [line for line in written if line.startswith("   2) ")]
    assert len([line for line in written if line.startswith(" 2. ")]) == 2, "as it asked, and as it was answered"
    assert "Which project?" not in written, "it is asked with its choices alone"


@pytest.mark.parametrize(
    ("is_terminal", "environment", "has_colour"),
    [(True, {}, True), (False, {}, False), (True, {"NO_COLOR": "1"}, False), (True, {"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals_that_want_them(monkeypatch, is_terminal, environment, has_colour):
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    stream.isatty = lambda: is_terminal
    assert (tinted("    ✓ in Harvest as 7", stream) != "    ✓ in Harvest as 7") is has_colour
    assert tinted("Hello.", stream) == "Hello."


@pytest.mark.parametrize(
    ("way_out", "first"),
    [
        ("drop", DraftState.DISCARDED),
        ("never mind", DraftState.DISCARDED),
        ("drop all", DraftState.DISCARDED),
        ("drop this one", DraftState.READY),
    ],
)
async def test_drop_at_a_question_forgets_all_cards_unless_that_one_is_said(talk, services, way_out, first):
    written = await talk("2h nucleus dev and 3 hours on the website", way_out)
    assert states(services) == [first, DraftState.DISCARDED]
    told = next(line for line in written if line.startswith("Dropped"))
    assert ("still open" in told) is (first is DraftState.READY)


async def test_what_was_dropped_at_a_question_comes_back(talk, services):
    await talk("2h nucleus dev and 3 hours on the website", "drop", "undo", "quit")
    assert states(services) == [DraftState.READY, DraftState.ASKING]


@pytest.mark.parametrize("agreed", ["y", "Y", "yes", "ok", "yep", "yea"])
async def test_any_yes_logs_what_is_ready(talk, services, agreed):
    await talk("2h nucleus dev", agreed)
    assert states(services) == [DraftState.COMMITTED]


@pytest.mark.parametrize("agreed", ["y", "ok"])
async def test_a_yes_to_a_check_is_its_answer_and_the_next_one_logs(hold, services, agreed):
    await hold("2h nucleus dev", "-", agreed)
    assert states(services) == [DraftState.READY]
    await hold(agreed)
    assert states(services) == [DraftState.READY], "nothing is confirmed that was not shown"
    await hold("", "", agreed)
    assert states(services) == [DraftState.COMMITTED]


async def test_a_number_that_fits_nothing_is_asked_again(talk, services):
    written = await talk("3 hours on the website", "77", "2")
    assert "   That fits none of them." in written
    assert states(services) == [DraftState.READY]


@pytest.mark.parametrize("said", ["quit", "drop", "how many hours did I log last week?", ""])
async def test_an_email_is_not_sent_by_other_words(talk, services, said):
    written = await talk("send the latest invoice", "1", "", said)
    assert "Not sent." in written
    assert logged(services) == 0
    assert len(services.conversation.deeds.open) == (said != "drop")
    assert any("As of" in line for line in written) is said.startswith("how")


async def test_an_email_is_sent_by_its_word(talk, services):
    await talk("send the latest invoice", "1", "", "send")
    assert logged(services) == 1


async def test_drop_with_nothing_open_claims_to_have_dropped_nothing(hold, services):
    written = await hold("drop")
    assert "No card is open." in written
    assert not [line for line in written if "Dropped" in line]
