"""How well a language model reads and answers, beside the local reader alone.

    GLEANER_LLM_MODEL=openai/gpt-5-mini GLEANER_LLM_API_KEY=… python -m benchmarks.model [--limit N] [--show]
    GLEANER_LLM_MODEL=qwen3-4b-instruct.gguf python -m benchmarks.model --limit 6
    python -m benchmarks.model --answers
    python -m benchmarks.model --record FILE; python -m benchmarks.model --replay FILE

The model that is set up reads dictations and answers free questions about the demo account, through the same code as
in the app. A dictation is right when every labelled field is; "wrong and ready" is a complete card that differs from
its label, and nobody was asked. A question is right when the answer under the reply has the figures of the same
question in plain words ("like"), or where its label says that there is nothing to answer or to draft, when there is
nothing; wrong and ready is a number in the reply that nobody computed, or a card that the label does not have.

With `--answers` nobody is asked: answers as a very good model would give them, written by hand for dictations of four
trades, go through our side, and each line that is not right then was lost by us.

`--record` keeps the model's raw answers. `--replay` judges them again without the model, with all safeguards and then
without each of them; free questions only on the day of the record, since the demo account goes with the days.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.corpus import DATA, Verdict, judge
from benchmarks.safeguards import ANSWERING, READING
from benchmarks.tape import Recorded, Tape, case
from desktop.agent.drafts import DraftState, Reply
from desktop.agent.insights.plain_tables import text_lines
from desktop.agent.intents import Channel, Interpretation, Utterance
from desktop.agent.model.errors import ModelError
from desktop.agent.model.figures import Gate, numbers_in, numbers_of
from desktop.agent.model.loop import Finished, Step
from desktop.agent.model.reader import ModelReader
from desktop.agent.model.side import ModelSide
from desktop.agent.model.talk import Ended, Event, Message, Model, Schema, ToolSpec, Words
from desktop.agent.reading.certainty.second import WhenNeeded
from desktop.agent.reading.reader import Interpreter
from desktop.app.language_model import open_model
from desktop.app.services import open_services
from desktop.harvest.catalog import Catalog
from desktop.paths import Home
from training.lines import account_of, hands

T = TypeVar("T")
QUESTIONS = DATA / "free_questions.jsonl"
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


class Counted:
    """A model whose tokens and seconds are counted."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.prompt = self.written = self.replies = 0
        self.seconds: list[float] = []

    async def complete(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), *, schema: Schema | None = None
    ) -> AsyncIterator[Event]:
        """See `Model.complete`."""
        async for event in self._model.complete(messages, tools, schema=schema):
            if isinstance(event, Ended):
                self.prompt += event.prompt_tokens
                self.written += event.completion_tokens
                self.replies += 1
            yield event

    def told(self) -> str:
        """Seconds of a message, and tokens of a reply."""
        middle, most = statistics.median(self.seconds), max(self.seconds)
        each = max(1, self.replies)
        return (
            f"{middle:.1f} s each, {most:.1f} s at most; {self.replies} replies, "
            f"{self.prompt // each} tokens read and {self.written // each} written for each"
        )


@dataclass(frozen=True)
class Asked:
    """What came of a free question."""

    text: str
    right: bool
    wrong_ready: bool
    reply: str


async def _read(model: Model, chosen: Sequence[Dictation], name: str = "with the model", *, show: bool) -> Counted:
    counted, verdicts = Counted(model), []
    for each in chosen:
        begun, failed = time.perf_counter(), ""
        try:
            with case(each.line["id"]):
                verdict = await each.by_model(counted)
        except ModelError as problem:
            verdict, failed = each.by_rules(), f" (the local reading stands: {problem} {problem.detail[:80]})"
        counted.seconds.append(time.perf_counter() - begun)
        verdicts.append(verdict)
        if show:
            print(f"  {each.line['id']} {verdict.reason or 'right'}{failed}", flush=True)
    print(_told(name, verdicts), flush=True)
    return counted


async def _answer(
    home: Home, model: Model | None, asked: Sequence[dict[str, Any]], name: str = "with the model", *, show: bool
) -> Counted | None:
    """Each question by itself, all about the same account."""
    counted = Counted(model) if model else None
    found: list[Asked] = []
    async with open_services(home, demo=True, forgetful=True) as services:
        conversation = services.conversation
        now = await conversation.now()
        for question in asked:
            conversation.use_model(None)
            like = await conversation.say(question["like"], now=now, may_write=False) if question.get("like") else None
            side = ModelSide(counted, may_read=True) if counted else None
            steps: list[Step] = []
            if side:
                side.on_step = steps.append
            conversation.use_model(side)
            begun = time.perf_counter()
            with case(question["text"]):
                reply = await conversation.say(question["text"], now=now, may_write=False)
            if counted:
                counted.seconds.append(time.perf_counter() - begun)
            known = numbers_in(question["text"]) | numbers_of(now.date())
            found.append(_judged(question, reply, like, strays=_strays(reply.text, steps, known)))
            conversation.discard([card.id for card in (*reply.drafts, *reply.deeds)])
            if show:
                print(f"  {'right' if found[-1].right else '-'}: {question['text']}\n     {reply.text}", flush=True)
    right, wrong = sum(each.right for each in found), sum(each.wrong_ready for each in found)
    print(
        f"{name:20}{right:4} right{len(found) - right - wrong:4} other or no answer{wrong:4} wrong and ready",
        flush=True,
    )
    return counted


def _strays(text: str, steps: Sequence[Step], known: set[Decimal]) -> bool:
    """Whether a model's words hold a number that is neither known nor in an answer that it looked at."""
    finished = [step for step in steps if isinstance(step, Finished)]
    for answer in [answer for step in finished for answer in step.answers]:
        lines = [line for table in answer.tables for line in text_lines(table)]
        known = known | numbers_of(answer.figures) | numbers_in("\n".join((answer.reply, answer.counted, *lines)))
    gate = Gate(known)
    gate.feed(text)
    gate.end()
    return bool(finished) and gate.struck > 0


def questions() -> list[dict[str, Any]]:
    """The free questions about the demo account."""
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def _judged(question: dict[str, Any], reply: Reply, like: Reply | None, *, strays: bool) -> Asked:
    cards = [(card.project.name if card.project else None, card.hours) for card in reply.drafts]
    wanted = [(card["project"], Decimal(str(card["hours"]))) for card in question.get("cards", ())]
    figures = reply.answer.figures if reply.answer else None
    if like is not None:
        right = like.answer is not None and figures == like.answer.figures
    elif wanted:
        right = cards == wanted
    else:
        right = figures is None and not cards
    ready = [card for card, draft in zip(cards, reply.drafts, strict=True) if draft.state is DraftState.READY]
    return Asked(question["text"], right, strays or any(card not in wanted for card in ready), reply.text)


def _told(name: str, verdicts: Sequence[Verdict]) -> str:
    right = sum(verdict.right for verdict in verdicts)
    wrong = sum(verdict.wrong_ready for verdict in verdicts)
    return f"{name:20}{right:4} right{len(verdicts) - right - wrong:4} asked or to check{wrong:4} wrong and ready"


def _spread(found: Sequence[T], limit: int) -> list[T]:
    """So many of them, from all over."""
    return [found[i * len(found) // limit] for i in range(limit)] if 0 < limit < len(found) else list(found)


def _replay() -> None:
    print(_told("rules alone", [each.by_rules() for each in dictations()]))
    verdicts = asyncio.run(replayed())
    print(_told("with answers", verdicts))
    for verdict in verdicts:
        if not verdict.right:
            print(f"  {verdict.line['id']} {verdict.line['text']!r}\n      {verdict.reason}")


async def _with_model(limit: int, record: Path | None, *, show: bool) -> None:
    chosen, asked = _spread(dictations(), limit), _spread(questions(), limit)
    with tempfile.TemporaryDirectory(prefix="gleaner-") as folder:
        home = Home(Path(folder))
        opened = await open_model(home)
        if opened is None:
            print("No model is set up: GLEANER_LLM_MODEL names one. The local reader alone:")
            print(_told("dictations", [each.by_rules() for each in chosen]))
            await _answer(home, None, asked, "rules alone", show=show)
            return
        model = Recorded(opened.model, record) if record else opened.model
        try:
            print("dictations")
            print(_told("rules alone", [each.by_rules() for each in chosen]), flush=True)
            print(f"  {(await _read(model, chosen, show=show)).told()}", flush=True)
            print("free questions")
            await _answer(home, None, asked, "rules alone", show=False)
            if counted := await _answer(home, model, asked, show=show):
                print(f"  {counted.told()}", flush=True)
        finally:
            await opened.aclose()


async def judged_again(file: Path, *, show: bool = False) -> None:
    """What our side makes of recorded answers, with all its safeguards and without each."""
    tape = Tape(file)
    if chosen := [each for each in dictations() if each.line["id"] in tape.cases]:
        print("dictations")
        print(_told("rules alone", [each.by_rules() for each in chosen]))
        await _read(tape.played(), chosen, show=show)
        for name, off in READING.items():
            with off():
                await _read(tape.played(), chosen, f"without {name}", show=False)
        with ExitStack() as stack:
            for off in READING.values():
                stack.enter_context(off())
            await _read(tape.played(), chosen, "without any of them", show=False)
    asked = [question for question in questions() if question["text"] in tape.cases]
    if not asked:
        return
    if not tape.is_of_today(question["text"] for question in asked):
        print("The free questions were asked on another day, so they cannot be judged again.")
        return
    print("free questions")
    with tempfile.TemporaryDirectory(prefix="gleaner-") as folder:
        home = Home(Path(folder))
        await _answer(home, None, asked, "rules alone", show=False)
        await _answer(home, tape.played(), asked, show=show)
        for name, off in ANSWERING.items():
            with off():
                await _answer(home, tape.played(), asked, f"without {name}", show=False)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", action="store_true", help="replay the written answers; nobody is asked")
    parser.add_argument("--limit", type=int, default=0, help="so many dictations and questions; 0 for all")
    parser.add_argument("--show", action="store_true", help="print what came of each")
    parser.add_argument("--record", type=Path, metavar="FILE", help="keep the model's raw answers in a new file")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="judge recorded answers again; nobody is asked")
    options = parser.parse_args(arguments)
    if options.record and options.record.exists():
        parser.error(f"{options.record} is there already")
    if options.answers:
        _replay()
    elif options.replay:
        asyncio.run(judged_again(options.replay, show=options.show))
    else:
        asyncio.run(_with_model(options.limit, options.record, show=options.show))


if __name__ == "__main__":
    main(sys.argv[1:])
