"""How well a language model reads and answers, beside the local reader alone.

    python -m benchmarks.model --answers

With `--answers` nobody is asked: answers as a very good model would give them, written by hand for dictations of three
trades, go through our side, and each line that is not right then was lost by us.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from benchmarks.corpus import DATA, Verdict, judge
from desktop.agent.intents import Channel, Interpretation, Utterance
from desktop.agent.model.reader import ModelReader
from desktop.agent.model.talk import Ended, Event, Message, Model, Schema, ToolSpec, Words
from desktop.agent.reading.certainty.second import WhenNeeded
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog
from training.lines import account_of, hands

ANSWERS = DATA / "model_answers.jsonl"
_SECOND = WhenNeeded()


@dataclass(frozen=True)
class Written:
    """A model that says what was written down for it."""

    text: str

    async def complete(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), *, schema: Schema | None = None
    ) -> AsyncIterator[Event]:
        """See `Model.complete`."""
        yield Words(self.text)
        yield Ended()


@dataclass(frozen=True)
class Dictation:
    """A labelled line with the account that it is about, and what a very good model would answer."""

    line: dict[str, Any]
    catalog: Catalog
    workday: Decimal
    rules: Interpreter
    answer: str

    @property
    def utterance(self) -> Utterance:
        """The words as they came in."""
        return Utterance(self.line["text"], datetime.fromisoformat(self.line["now"]), Channel(self.line["channel"]))

    def by_rules(self) -> Verdict:
        """What the local reader alone makes of it."""
        return judge(self.line, _SECOND.look(self.utterance, self._alone, self.catalog, self.workday))

    async def by_model(self, model: Model) -> Verdict:
        """What the model and we make of it; the local reading where the model gives nothing usable."""
        read = await ModelReader(model).read(self.utterance, self._alone, self.catalog, self.workday, self.rules)
        return judge(self.line, read) if read else self.by_rules()

    @property
    def _alone(self) -> Interpretation:
        return self.rules.read(self.utterance)


@cache
def dictations() -> tuple[Dictation, ...]:
    """All lines that have an answer written for them."""
    known = {hand.name: hand for hand in hands()}
    readers: dict[str, tuple[Catalog, Decimal, Interpreter]] = {}
    found = []
    for raw in ANSWERS.read_text(encoding="utf-8").splitlines():
        written = json.loads(raw)
        hand = known[written["hand"]]
        if hand.name not in readers:
            catalog, workday = account_of(hand.account)
            readers[hand.name] = (catalog, workday, Interpreter(catalog, workday=workday))
        line = next(line for line in hand.lines if line["id"] == written["id"])
        found.append(Dictation(line, *readers[hand.name], json.dumps(written["answer"])))
    return tuple(found)


async def replayed() -> list[Verdict]:
    """What our side makes of the written answers."""
    return [await each.by_model(Written(each.answer)) for each in dictations()]


def _told(name: str, verdicts: Sequence[Verdict]) -> str:
    right = sum(verdict.right for verdict in verdicts)
    wrong = sum(verdict.wrong_ready for verdict in verdicts)
    return f"{name:14}{right:4} right{len(verdicts) - right - wrong:4} asked or to check{wrong:4} wrong and ready"


def _replay() -> None:
    print(_told("rules alone", [each.by_rules() for each in dictations()]))
    verdicts = asyncio.run(replayed())
    print(_told("with answers", verdicts))
    for verdict in verdicts:
        if not verdict.right:
            print(f"  {verdict.line['id']} {verdict.line['text']!r}\n      {verdict.reason}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", action="store_true", help="replay the written answers; nobody is asked")
    parser.parse_args(arguments)
    _replay()


if __name__ == "__main__":
    main(sys.argv[1:])
