"""The second reader in a process of its own: reads the same, may die, hang or be missing, and ends with the app."""

import os
import signal
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial

import pytest

from desktop.agent.intents import Channel, Interpretation, Utterance
from desktop.agent.reading.certainty import apart as module
from desktop.agent.reading.certainty.apart import Apart, Limits
from desktop.agent.reading.certainty.learned import LearnedReader
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, Project, Task

NOW = datetime(2026, 11, 20, 18, 5)
DRAWINGS, CALLS = Task(1, "Drawings", True), Task(2, "Phone Calls", True)
MILL = Project(10, "Mill Lane Conversion", "ML-1", Client(1, "Harcourt"), (DRAWINGS, CALLS))
FLATS = Project(11, "Courtyard Flats", "CF-2", Client(2, "Greenway"), (DRAWINGS, CALLS))
CATALOG = Catalog((MILL, FLATS))
DAY = Decimal(8)
RULES = Interpreter(CATALOG, workday=DAY)
PLAIN = Utterance("2h drawings on mill lane", NOW, Channel.TYPED)


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    reader = Apart(Limits(look=60))
    yield reader
    reader.close()
    assert reader.process_id is None


def both(reader: Apart, words: Utterance) -> tuple[Interpretation, Interpretation]:
    """What the reader in this process makes of the words, and what the one apart does."""
    found, read_as = RULES.read(words), partial(RULES.read_as, words)
    return LearnedReader().look(words, found, CATALOG, DAY, read_as), reader.look(words, found, CATALOG, DAY, read_as)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.text,
        "so mill lane for about three hours well two and a half really then an hour on the phone about the flats",
        "will the money for courtyard flats last until the summer",
    ],
)
def test_it_reads_as_in_this_process(apart: Apart, text: str):
    here, there = both(apart, Utterance(text, NOW, Channel.VOICE))
    assert there == here != RULES.read(Utterance(text, NOW, Channel.VOICE))


def test_a_process_that_was_killed_is_started_anew(apart: Apart):
    apart.wake(CATALOG, DAY).result(60)
    first = apart.process_id
    os.kill(first, signal.SIGKILL)
    here, there = both(apart, PLAIN)
    assert there == here
    assert apart.process_id not in (None, first)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="stops a process")
def test_one_that_hangs_is_ended_and_what_the_rules_read_stands(apart: Apart, monkeypatch, caplog):
    apart.wake(CATALOG, DAY).result(60)
    monkeypatch.setattr(apart, "_limits", Limits(look=0.2))
    os.kill(apart.process_id, signal.SIGSTOP)
    found = RULES.read(PLAIN)
    assert apart.look(PLAIN, found, CATALOG, DAY) is found
    assert "took too long" in caplog.text
    assert apart.process_id is None


@pytest.mark.parametrize("is_idle", [True, False])
def test_it_leaves_with_its_pipe_and_when_nobody_asks(is_idle: bool):
    reader = Apart(Limits(idle=0.5 if is_idle else 600))
    reader.wake(CATALOG, DAY).result(60)
    child = reader._child
    if not is_idle:
        child.pipe.close()  # as it is when the app was killed
    child.process.join(60)
    assert child.process.exitcode == 0
    reader.close()


def test_one_that_cannot_start_is_told_and_given_up(monkeypatch, caplog):
    monkeypatch.setattr(module, "_MOST_FAILURES", 1)
    reader, found = Apart(body=print), RULES.read(PLAIN)
    assert reader.look(PLAIN, found, CATALOG, DAY) is found
    assert "its process ended" in caplog.text
    monkeypatch.setattr(module, "Child", None)  # nothing is started any more
    assert reader.look(PLAIN, found, CATALOG, DAY) is found
    assert reader.wake(CATALOG, DAY).done()
    reader.close()


def test_what_it_has_no_opinion_of_starts_nothing():
    reader = Apart()
    words = Utterance("yes", NOW)
    found = RULES.read(words)
    assert reader.look(words, found, CATALOG, DAY) is found
    assert reader.process_id is None
    reader.close()
