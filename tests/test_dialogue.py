"""The conversation in a terminal, line by line: what is to be checked is asked by number, and each card shown once."""

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.agent.drafts import DraftState
from desktop.agent.intents import Alternatives, Field, Interpretation, Utterance
from desktop.app.services import Services, open_services
from desktop.cli.dialogue import Dialogue
from desktop.cli.terminal import read_line
from desktop.harvest.catalog import Catalog
from desktop.paths import Home


class Doubtful:
    """Doubts the hours of every entry, and one more than those."""

    def look(self, utterance: Utterance, found: Interpretation, catalog: Catalog, workday: Decimal) -> Interpretation:
        others = Alternatives(hours=(Decimal(3),))
        entries = (
            replace(entry, checks=(Field.HOURS, Field.ENTRY), alternatives=others, confidence=0.25)
            for entry in found.entries
        )
        return replace(found, entries=tuple(entries))


@pytest.fixture
async def services(tmp_path: Path):
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as opened:
        opened.conversation._second_reader = Doubtful()
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
    written = await hold("2h nucleus dev", "", "")
    assert states(services) == [DraftState.READY]
    assert [line for line in written if "Is this to be logged, and are the hours right?" in line]
    assert written[-1] == "Enter logs what is complete."


async def test_each_card_is_printed_once_and_then_by_its_name_alone(hold, services):
    written = await hold("2h nucleus dev", "", "", "")
    assert states(services) == [DraftState.COMMITTED]
    assert len([line for line in written if "Development" in line]) == 1
    assert any("in Harvest as" in line for line in written)


async def test_a_number_takes_the_other_answer_and_the_card_is_shown_anew(hold, services):
    written = await hold("2h nucleus dev", "", "1", "", "")
    (card,) = services.conversation.cards
    assert (card.state, card.hours) == (DraftState.COMMITTED, 3)
    assert any(line.startswith("    3 h") for line in written)


async def test_an_entry_that_may_be_none_is_left_out_by_its_number(hold, services):
    written = await hold("2h nucleus dev", "", "2")
    assert states(services) == [DraftState.DISCARDED]
    assert written[-1] == "Nothing is left to log."


@pytest.mark.parametrize("lines", [("", "-"), ("", "-", "", "-"), ("",), ("", "7")])
async def test_what_is_left_or_the_end_of_input_logs_nothing(hold, services, lines):
    await hold("2h nucleus dev", *lines)
    assert states(services) == [DraftState.NEEDS_CHECK]
