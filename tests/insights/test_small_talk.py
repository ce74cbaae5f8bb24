"""Words that log nothing and ask nothing: a kind, true answer, with examples that can be said as they stand."""

import pytest

from desktop.agent.insights.plain_tables import answer_lines
from desktop.agent.intents import Kind
from tests.insights.asking import Desk


async def test_politeness_is_answered_and_never_with_a_lie(desk: Desk):
    for said, reply in {
        "thanks": "You're welcome.",
        "great, thank you!": "You're welcome.",
        "no": "No card is open.",
        "drop": "No card is open.",
        "ok": "No card waits to be confirmed.",
        "hello": "Hello Robin. What did you work on?",
        "bye": "Goodbye.",
    }.items():
        assert (await desk.say(said)).text == reply, said
    await desk.say("2 hours on the patient portal, design")
    assert (await desk.say("thanks!")).text == "You're welcome. The cards wait as they were."
    assert (await desk.say("how is the weather?")).text.endswith("The cards wait as they were.")
    assert len([card for card in desk.conversation.cards if card.state.value in ("ready", "needs_check")]) == 1


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("what should Acme pay its people?", "“Acme Corporation”"),
        ("what happened in October?", "“October”"),
        ("how is the weather?", "That I can't answer"),
        ("who invented the internet?", "That I can't answer"),
        ("fixed the homepage", "nothing to log"),
    ],
)
async def test_what_is_not_known_says_what_was_understood_and_what_can_be_asked(desk: Desk, said: str, understood: str):
    answer = await desk.ask(said)
    assert understood in answer.reply
    assert 2 <= len(answer.offers) <= 3
    assert all(f"   For example: {offer.words}" in answer_lines(answer) for offer in answer.offers)
    for offer in answer.offers:
        reply = await desk.say(offer.words)
        known = reply.answer is not None and (reply.kind is not Kind.NONE or reply.answer.tables)
        assert known or reply.drafts, offer.words


async def test_no_example_of_help_is_cut_off(large: Desk):
    answer = await large.ask("what can you do?")
    assert not [line for line in answer_lines(answer) if "…" in line]
