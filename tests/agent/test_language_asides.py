"""Questions and commands with lengths that are nobody's work, and talk in which nothing was worked."""

import pytest

from desktop.agent.intents import Kind
from tests.agent.worlds import read

BESIDE = {
    Kind.BUDGET: (
        "how much budget is left on brand refresh, I've got ten minutes before she rings",
        "can you tell me how many hours are left on the lobby, he calls me in half an hour",
    ),
    Kind.INVOICE_EXPLAIN: ("why is the acme invoice so high, I have only twenty minutes before the call",),
    Kind.TIMER_START: ("start the timer for brand refresh, I will probably be at it for two hours",),
    Kind.DELETE: ("delete the entry I made yesterday for acme, I put it on the wrong client",),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in BESIDE.items() for text in texts])
def test_a_length_said_aside_leaves_the_question(kind, text):
    assert read(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "note to self: chase the engineer about brand refresh before 4pm",
        "you saved me an hour of fiddling",
        "the build takes 2 hours now. Two hours!",
        "the acme contract says response within 4 hours",
        "tomorrow I will spend three hours on brand refresh and then an hour on acme",
    ],
)
def test_talk_is_nothing(text):
    assert read(text).kind is Kind.NONE


@pytest.mark.parametrize(
    "text", ["2h brand refresh, note to self: chase the engineer", "tomorrow I'm on leave, half a day"]
)
def test_work_beside_talk_is_logged(text):
    assert read(text).kind is Kind.LOG
