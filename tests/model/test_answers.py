"""Answers of a very good model, written by hand for dictations of four trades: our side loses none of them."""

import json

from benchmarks.model import ANSWERS, dictations, replayed
from desktop.agent.intents import Interpretation, Kind
from desktop.agent.model.copied import found
from desktop.agent.model.listing import listing
from desktop.agent.model.quoting import UNCLEAR, UNSAID
from desktop.agent.model.reader import is_wanted, prompt_for

LEAST_RIGHT = 70


async def test_what_a_very_good_model_answers_is_not_lost():
    verdicts = await replayed()
    lost = [f"{verdict.line['id']}: {verdict.reason}" for verdict in verdicts if not verdict.right]
    assert len(verdicts) - len(lost) >= LEAST_RIGHT, lost
    assert not any(verdict.wrong_ready for verdict in verdicts)


def test_the_rules_alone_would_not_do_and_the_model_is_asked_about_each():
    assert sum(each.by_rules().right for each in dictations()) < LEAST_RIGHT
    assert all(is_wanted(each.utterance, each.rules.read(each.utterance)) for each in dictations())


def test_the_written_answers_keep_to_prompt_and_schema():
    for each in dictations():
        answer = json.loads(each.answer)
        prompt = prompt_for(each.utterance, Interpretation(Kind.NONE), each.catalog)
        labels = listing(each.catalog.projects)
        wanted = set(prompt.schema["properties"]["entries"]["items"]["required"])
        for entry in answer["entries"]:
            assert set(entry) == wanted
            assert entry["project"] in (*labels.projects, UNCLEAR)
            assert entry["task"] in (*labels.tasks, UNSAID)
            for name, words in entry.items():
                if name.endswith("_words") and words:
                    assert found(each.line["text"], words), (each.line["id"], words)


def test_there_are_dictations_of_four_trades():
    by_trade = [json.loads(line)["hand"] for line in ANSWERS.read_text(encoding="utf-8").splitlines()]
    assert {trade: by_trade.count(trade) for trade in by_trade} == {
        "it": 17,
        "film": 17,
        "architects": 16,
        "landscape": 20,
    }
