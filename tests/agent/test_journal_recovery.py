"""Whatever is confirmed, in whatever order things fail and processes die: after recovery exactly that is in Harvest."""

import asyncio
import json
import tempfile
import uuid
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import httpx
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop.agent.commit import Committer
from desktop.agent.drafts import Draft, DraftState
from desktop.agent.journal import Journal, State
from desktop.demo.account import DemoAccount
from desktop.demo.app import create_app
from desktop.demo.clock import DemoClock
from desktop.demo.faults import Fault
from desktop.demo.switches import Switches
from desktop.harvest.auth.tokens import PersonalToken
from desktop.harvest.client import Harvest
from desktop.harvest.directory import Directory
from tests.agent.writing import FRIDAY, NOW, PATIENCE, Time


class Killed(BaseException):
    """The process is no more."""


class Reaper:
    """Kills after so many steps; whoever is dead takes no further step, not even to clean up."""

    def __init__(self) -> None:
        self.steps_left = None
        self.struck = False

    def step(self) -> None:
        if self.struck:
            raise Killed
        if self.steps_left is not None:
            self.steps_left -= 1
            if self.steps_left < 0:
                self.struck = True
                raise Killed


class MortalJournal(Journal):
    """May die before, within and after every transaction."""

    def __init__(self, path, clock, reaper):
        self._reaper = reaper
        super().__init__(path, clock=clock)

    @contextmanager
    def _transaction(self):
        self._reaper.step()
        with super()._transaction():
            yield
            self._reaper.step()
        self._reaper.step()


class MortalTransport(httpx.ASGITransport):
    """May die before and after every request. Sees that nothing is sent twice, not even for a moment."""

    def __init__(self, app, reaper):
        super().__init__(app)
        self._reaper = reaper

    async def handle_async_request(self, request):
        self._reaper.step()
        try:
            response = await super().handle_async_request(request)
        finally:
            if request.method == "POST" and not any(one.kind == "duplicate" for one in ACCOUNT.faults.strikes):
                note = json.loads(request.content)["notes"]
                assert len([entry for entry in ACCOUNT.entries() if entry.notes == note]) <= 1
        self._reaper.step()
        return response


# The state of a server that answers requests in-process is made once; entries are told apart by their notes.
ACCOUNT = DemoAccount.open(clock=DemoClock(NOW))
APP = create_app(ACCOUNT)

KINDS = [
    "drop_before",
    "drop_after",
    "server_error",
    "server_error_after",
    "truncated",
    "wrong_types",
    "rate_limited",
    "unauthorized",
    "duplicate",
    "duplicate",
    "duplicate",
]
METHODS = ["POST", "POST", "DELETE", "GET", None]
faults = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(METHODS), st.integers(1, 3)), max_size=4)
kills = st.none() | st.integers(0, 25)


class Recovery(RuleBasedStateMachine):
    """One person, one journal, any number of lives of the app."""

    @initialize(references=st.sampled_from(["kept", "kept", "filter_ignored", "ignored"]))
    def begin(self, references):
        ACCOUNT.faults.clear()
        ACCOUNT.switches = Switches(external_reference=references)
        self.references = references
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.time = Time()
        self.wanted, self.refusable, self.uncertain = {}, {}, set()
        self.journal = None
        self.run(self.learn)
        self.live()

    async def learn(self):
        async with self.client(Reaper()) as harvest:
            directory = Directory(harvest, today=lambda _: FRIDAY)
            self.account, self.catalog = await directory.account(), await directory.catalog()

    def client(self, reaper):
        return Harvest(
            base_url="http://127.0.0.1/v2",
            account_id=ACCOUNT.account_id,
            token=PersonalToken(ACCOUNT.token),
            patience=PATIENCE,
            transport=MortalTransport(APP, reaper),
        )

    def run(self, work):
        return self.runner.run(work())

    def live(self):
        """Start the app, again."""
        if self.journal is not None:
            self.journal.close()
        self.reaper = Reaper()
        self.journal = MortalJournal(Path(self.folder.name) / "journal.sqlite", self.time, self.reaper)
        assert self.journal.kept_aside is None

    def act(self, work, trouble, kill):
        """Do something under faults, and perhaps die of it; returns its result, or None."""
        ACCOUNT.faults.clear()
        for kind, method, nth in trouble:
            if kind == "duplicate" and self.references == "ignored":
                # Without references nobody can tell a twin from an entry of one's own; it is only reported.
                continue
            ACCOUNT.faults.add(Fault(kind=kind, method=method, nth=nth))
        self.reaper.steps_left = kill

        async def whole():
            async with self.client(self.reaper) as harvest:
                committer = Committer(harvest, self.journal, self.account, clock=self.time, sleep=self.time.sleep)
                return await work(committer)

        try:
            return self.run(whole)
        except Killed:
            return None
        finally:
            self.reaper.steps_left = None
            if self.reaper.struck:
                self.live()

    def card(self, *, good=True):
        project = self.catalog.projects[0]
        task = project.tasks[0] if good else replace(project.tasks[0], id=999_999)
        key = str(uuid.uuid4())
        (self.wanted if good else self.refusable)[key] = None
        return Draft(key, DraftState.READY, project, task, Decimal(1), FRIDAY, notes=key)

    @rule(good=st.lists(st.booleans(), min_size=1, max_size=3), trouble=faults, kill=kills)
    def commit(self, good, trouble, kill):
        cards = [self.card(good=one or index > 0) for index, one in enumerate(good)]
        self.act(lambda committer: committer.commit(cards), trouble, kill)
        stored = [self.journal.operation(card.id) is not None for card in cards]
        assert all(stored) or not any(stored)
        if not any(stored):
            # It died before the confirmation was stored: the cards are still only on the screen.
            assert kill is not None
            for card in cards:
                self.wanted.pop(card.id, None)
                self.refusable.pop(card.id, None)

    @rule(trouble=faults, kill=kills)
    def settle(self, trouble, kill):
        self.act(lambda committer: committer.settle_pending(), trouble, kill)

    @precondition(lambda self: self.wanted)
    @rule(which=st.integers(0, 100), trouble=faults, kill=kills)
    def undo(self, which, trouble, kill):
        key = list(self.wanted)[which % len(self.wanted)]
        undone = self.act(lambda committer: committer.undo(key), trouble, kill)
        if undone is not None and undone.is_done:
            self.wanted.pop(key)
            assert self.journal.operation(key).state in (State.UNDONE, State.DISCARDED)
        else:
            # Told "not yet", or died: it may be done now or later, or never have been stored.
            self.uncertain.add(key)

    @rule(seconds=st.sampled_from([1, 5, 90, 100_000]))
    def wait(self, seconds):
        self.time.now += timedelta(seconds=seconds)

    @rule()
    def restart(self):
        self.live()

    @invariant()
    def what_is_called_committed_is_there(self):
        if getattr(self, "journal", None) is None:
            return
        present = {entry.id for entry in ACCOUNT.entries(self.account.user_id)}
        undoing = {one.undoes for one in self.journal.history(10_000) if one.undoes and one.state is State.SENDING}
        for operation in self.journal.history(10_000):
            if operation.state is State.COMMITTED and operation.undoes is None and operation.id not in undoing:
                assert operation.answer_id in present

    def teardown(self):
        if getattr(self, "journal", None) is None:
            return
        self.live()
        for _ in range(4):
            self.act(lambda committer: committer.settle_pending(), [], None)
            self.time.now += timedelta(minutes=5)
        states = {one.id: one.state for one in self.journal.history(10_000)}
        mine = {*self.wanted, *self.refusable}
        there = sorted(entry.notes for entry in ACCOUNT.entries(self.account.user_id) if entry.notes in states)
        assert self.journal.pending() == ()
        assert there == sorted(key for key in mine if states[key] is State.COMMITTED)
        undone = {key for key in self.wanted if states[key] in (State.UNDONE, State.DISCARDED)}
        assert undone <= self.uncertain
        assert {key for key in self.wanted if states[key] is State.COMMITTED} == set(self.wanted) - undone
        assert {states[key] for key in self.refusable} <= {State.REFUSED}
        self.journal.close()
        self.runner.close()
        self.folder.cleanup()


TestRecovery = Recovery.TestCase
TestRecovery.settings = settings(
    max_examples=25,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
