"""How well conversations are understood: plays labelled dialogues and compares the open cards after every turn.

    python -m benchmarks.dialogues [--show] [--both] [FILE.jsonl ...]

The conversation is the real one, read by the rules or, with `--both`, by both readers; only Harvest is imitated, by an
account in memory and a committer that counts. A turn is right when the open cards are those of its
label (in any order), or as many entries were written, taken back, or the kind of question is the labelled one. "Wrong
and ready" is a complete card that differs from its label, "unlabelled" a write or an undo that no label asks for:
neither may occur. After a wrong turn the dialogue goes on as it stands.
Lines of a file with "heldout" or "blind" in its name are never shown. The format is told in `tests/data/LABELS.md`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

from benchmarks.corpus import DATA, FIRST_ACCOUNT, entry_differs, load_account
from desktop.agent.commit import Committer
from desktop.agent.conversation import Conversation
from desktop.agent.drafts import UNCONFIRMED, Draft, DraftState, Reply
from desktop.agent.insights.answer import Answer
from desktop.agent.insights.insights import Insights
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import OwnWork
from desktop.agent.intents import Channel, Interpretation, Kind
from desktop.agent.planning import Planning
from desktop.agent.reading.certainty.second import SecondReader, WhenNeeded
from desktop.agent.understanding import Reading, World
from desktop.harvest.catalog import Account
from desktop.harvest.client import Harvest
from desktop.harvest.directory import Directory, Snapshot

Label = dict[str, Any]


class CountingCommitter:
    """Stands where the way out to Harvest is: says "committed" and "undone" and counts, writes nothing."""

    def __init__(self) -> None:
        self.on_change: Callable[[Draft], None] = lambda _: None
        self.committed = self.undone = 0
        self._batches: list[list[Draft]] = []
        self._waiting: list[Draft] = []

    def listen(self, hear: Callable[[Draft], None]) -> None:
        """Tell the one conversation of every card that has a new state."""
        self.on_change = hear

    def latest_seq(self) -> int:
        """Nothing is logged but what the conversation says itself."""
        return 0

    def logged_since(self, *_: object) -> tuple[Draft, ...]:
        """Nothing was logged elsewhere."""
        return ()

    async def confirm(self, drafts: Sequence[Draft], *, said: str = "") -> tuple[SimpleNamespace, ...]:
        """Take the cards as confirmed."""
        self._waiting = list(drafts)
        return tuple(SimpleNamespace(id=draft.id) for draft in drafts)

    async def send(self, ids: Sequence[str]) -> None:
        """Say that Harvest has them."""
        self._batches.append([replace(draft, state=DraftState.COMMITTED) for draft in self._waiting])
        self.committed += len(ids)
        for draft in self._batches[-1]:
            self.on_change(draft)

    async def undo(self, draft_id: str) -> SimpleNamespace:
        """Take one card's entry back."""
        for batch in self._batches:
            for draft in [one for one in batch if one.id == draft_id]:
                batch.remove(draft)
                self.undone += 1
                self.on_change(replace(draft, state=DraftState.UNDONE))
        return SimpleNamespace(is_done=True, text="Taken back.")

    async def undo_last(self) -> SimpleNamespace:
        """Take back all that the latest confirmation wrote."""
        if not self._batches:
            return SimpleNamespace(is_done=False, text="There is nothing to undo.")
        for draft in self._batches.pop():
            self.undone += 1
            self.on_change(replace(draft, state=DraftState.UNDONE))
        return SimpleNamespace(is_done=True, text="Taken back.")


class KnownDirectory:
    """An account in memory in the place of the one that is read from Harvest; without any past entries."""

    def __init__(self, account_file: Path = FIRST_ACCOUNT) -> None:
        catalog, workday = load_account(account_file)
        self._snapshot = Snapshot(
            Account(1, "Robin", "Brightline Studio", ZoneInfo("UTC"), int(workday * 5 * 3600)), catalog, ()
        )

    async def snapshot(self) -> Snapshot:
        """All of it."""
        return self._snapshot

    async def account(self) -> Account:
        """Who it is."""
        return self._snapshot.account

    async def refresh(self) -> Snapshot:
        """Nothing is newer."""
        return self._snapshot


class Watched(Conversation):
    """The real conversation, with the kind of its latest reading kept for the score."""

    kind: Kind | None = None

    def __init__(
        self, directory: Directory, committer: Committer, insights: Insights, second_reader: SecondReader | None
    ) -> None:
        nowhere = cast(Harvest, None)
        super().__init__(directory, committer, insights, nowhere, second_reader=second_reader)
        self._planning = NoPlans(nowhere, committer, self._knowledge, self._board, self._in_order)

    async def _read(self, *arguments: Any, **more: Any) -> Reading:
        reading = await super()._read(*arguments, **more)
        self.kind = reading.interpretation.kind
        return reading


class NoPlans(Planning):
    """Understands that a deed is asked for; there is no Harvest here to plan it with."""

    async def plan(self, meant: Interpretation, words: str, world: World, *_: Any) -> Reply:
        """Say what is asked for."""
        return Reply(f"That asks for {meant.kind}.")


@dataclass
class Turn:
    """What came of one message."""

    dialogue: str
    place: int
    said: str
    reasons: list[str] = field(default_factory=list)
    wrong_ready: int = 0
    unlabelled: int = 0
    reply: str = ""


@dataclass
class Score:
    """Sums over turns."""

    turns: list[Turn] = field(default_factory=list)
    dialogues: int = 0

    @property
    def right(self) -> float:
        """Share of turns that are right."""
        return sum(not turn.reasons for turn in self.turns) / max(1, len(self.turns))

    @property
    def first_wrong(self) -> list[Turn]:
        """Of each dialogue that is not right throughout the turn where it went wrong; later ones often only follow."""
        found: dict[str, Turn] = {}
        for turn in self.turns:
            if turn.reasons:
                found.setdefault(turn.dialogue, turn)
        return list(found.values())

    @property
    def wrong_ready(self) -> int:
        """Complete cards that differ from their labels."""
        return sum(turn.wrong_ready for turn in self.turns)

    @property
    def unlabelled(self) -> int:
        """Entries that were written or taken back though no label says so."""
        return sum(turn.unlabelled for turn in self.turns)


def _compare(turn: Turn, labels: Sequence[Label], cards: Sequence[Draft]) -> None:
    """Pair cards with labels, the likest first, and note what differs."""
    order = sorted(
        (len(entry_differs(label, card)), i, j) for i, label in enumerate(labels) for j, card in enumerate(cards)
    )
    paired: dict[int, int] = {}
    for _, i, j in order:
        if i not in paired and j not in paired.values():
            paired[i] = j
    for i, label in enumerate(labels):
        if i not in paired:
            turn.reasons.append(f"no card for {label['project']} {label.get('hours')}")
            continue
        card = cards[paired[i]]
        wrong = entry_differs(label, card)
        turn.reasons += wrong
        turn.wrong_ready += bool(wrong) and _complete(card)
    for j, card in enumerate(cards):
        if j not in paired.values():
            turn.reasons.append(
                f"one too many: {card.project.name if card.project else None} {card.hours} {card.spent_date}"
            )
            turn.wrong_ready += _complete(card)


def _complete(card: Draft) -> bool:
    """Ready to be confirmed once a task is there: the task may be a sensible default."""
    return card.project is not None and card.hours is not None and not card.checks


class NoInsights(Insights):
    """Questions are understood here; what they are answered is measured elsewhere."""

    def __init__(self) -> None:
        pass

    async def answer(self, meant: Interpretation, scene: Scene, own: OwnWork | None = None) -> Answer:
        return Answer(meant.kind, "", scene.now)


async def play(line: Label, directory: KnownDirectory, second_reader: SecondReader | None = None) -> list[Turn]:
    """Say the dialogue turn by turn."""
    committer = CountingCommitter()
    committer_, insights = cast(Committer, committer), NoInsights()
    conversation = Watched(cast(Directory, directory), committer_, insights, second_reader)
    now, channel = datetime.fromisoformat(line["now"]), Channel(line["channel"])
    turns = []
    for place, label in enumerate(line["turns"]):
        turn = Turn(line["id"], place, label["say"])
        before = committer.committed, committer.undone
        turn.reply = (await conversation.say(label["say"], Channel(label.get("channel", channel)), now)).text
        for key, had, has in zip(("committed", "undone"), before, (committer.committed, committer.undone), strict=True):
            if has - had != label.get(key, 0):
                turn.reasons.append(f"{key} {has - had} for {label.get(key, 0)}")
                turn.unlabelled += max(0, has - had - label.get(key, 0))
        if "kind" in label and conversation.kind != label["kind"]:
            turn.reasons.append(f"kind {conversation.kind} for {label['kind']}")
        if "cards" in label:
            _compare(turn, label["cards"], [card for card in conversation.cards if card.state in UNCONFIRMED])
        turns.append(turn)
    return turns


def score(paths: Iterable[Path], second_reader: SecondReader | None = None) -> Score:
    """Play all dialogues of the files."""
    directory = KnownDirectory()
    total = Score()
    for path in paths:
        for raw in path.read_text(encoding="utf-8").splitlines():
            if raw.strip():
                total.turns += asyncio.run(play(json.loads(raw), directory, second_reader))
                total.dialogues += 1
    return total


def report(name: str, total: Score, *, show: bool) -> None:
    """Print the figures, and with `show` the turns that are not right."""
    print(
        f"{name}: {total.dialogues} dialogues, {len(total.turns)} turns, {total.right:.1%} right, "
        f"{total.wrong_ready} wrong and ready, {total.unlabelled} unlabelled writes"
    )
    first = total.first_wrong
    where = Counter("the first turn" if turn.place == 0 else "a later turn" for turn in first)
    what = Counter(turn.reasons[0].split()[0] for turn in first)
    print(f"  {total.dialogues - len(first)} dialogues right throughout; wrong first in {dict(where)}, by {dict(what)}")
    for turn in total.turns:
        if show and turn.reasons:
            flag = "!!" if turn.wrong_ready or turn.unlabelled else "  "
            print(
                f"{flag} {turn.dialogue}/{turn.place} {turn.said!r} -> {turn.reply!r}\n      {'; '.join(turn.reasons)}"
            )


def main(arguments: Sequence[str] | None = None) -> None:
    """Score the files that are named, or all dialogues of the tests."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--show", action="store_true", help="print the turns that are not right")
    parser.add_argument("--both", action="store_true", help="read by both readers, as the application does")
    options = parser.parse_args(arguments)
    second = WhenNeeded() if options.both else None
    for path in options.files or sorted(DATA.glob("*dialogues.jsonl")):
        is_open = not any(word in path.name for word in ("heldout", "blind"))
        report(path.name, score([path], second), show=options.show and is_open)


if __name__ == "__main__":
    main(sys.argv[1:])
