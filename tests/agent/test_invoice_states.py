"""Invoices are made, sent, set back, closed, re-opened and deleted in any order: entries are billed and freed so."""

import asyncio
import tempfile
import uuid
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop.agent.deeds.invoices import InvoicePlan
from desktop.agent.deeds.plan import Ground
from desktop.agent.deeds.unbilled import Period
from desktop.agent.journal import State
from desktop.agent.writes.payloads import DeleteInvoice, SetInvoiceState
from desktop.demo.server import running_server
from desktop.harvest.catalog import Client
from desktop.harvest.models import InvoiceEvent, NewTimeEntry
from tests.agent.writing import FRIDAY, NOW, bench_of

#: What each event needs, and what comes of it.
EVENTS = {
    "send": ("draft", "open"),
    "draft": ("open", "draft"),
    "close": ("open", "closed"),
    "re-open": ("closed", "open"),
}
LENGTHS = st.sampled_from([Decimal(text) for text in ("0.25", "1", "1.5", "2.75", "8")])


class Invoicing(RuleBasedStateMachine):
    """The real client and committer against the demo account; `billed` says which invoice has which entry."""

    @initialize()
    def begin(self):
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.server = running_server(now=NOW)
        running = self.server.__enter__()
        running.account.set_access_roles(running.account.user.id, "administrator")
        self.opened = bench_of(running, Path(self.folder.name) / "journal.sqlite")
        self.bench = self.run(self.opened.__aenter__())
        self.billed: dict[int, int | None] = {}
        self.states: dict[int, str] = {}
        known = {project.id: project for project in self.run(self.bench.harvest.projects(is_active=True))}
        places = [one for one in self.bench.catalog.projects if not known[one.id].is_fixed_fee]
        self.place = next(one for one in places if any(task.billable for task in one.tasks))

    def run(self, work):
        return self.runner.run(work)

    @rule(hours=LENGTHS)
    def log(self, hours):
        task = next(task for task in self.place.tasks if task.billable)
        wanted = NewTimeEntry(project_id=self.place.id, task_id=task.id, spent_date=FRIDAY, hours=hours)
        if not self.is_locked:
            self.billed[self.run(self.bench.harvest.create_time_entry(wanted)).id] = None

    @property
    def is_locked(self):
        """Harvest lets nobody log between the days that an invoice has billed."""
        return any(number is not None for number in self.billed.values())

    @rule()
    def invoice(self):
        free = [entry for entry, number in self.billed.items() if number is None]
        ground = Ground(self.bench.harvest, self.bench.account, self.bench.catalog, (), NOW.replace(tzinfo=None))
        client = Client(self.place.client.id, self.place.client.name)
        plan = InvoicePlan(FRIDAY, (client,), client, Period(FRIDAY, FRIDAY), (self.place.id,), None)
        deed = self.run(plan.loaded(ground)).card(str(uuid.uuid4()))
        if not free:
            assert deed.writing is None
            return
        self.run(self.bench.committer.commit([deed]))
        operation = self.bench.journal.operation(deed.id)
        assert (operation.state, operation.reason) == (State.COMMITTED, "")
        for entry in free:
            self.billed[entry] = operation.answer_id
        self.states[operation.answer_id] = "draft"

    @precondition(lambda self: self.states)
    @rule(data=st.data())
    def change(self, data):
        number = data.draw(st.sampled_from(sorted(self.states)))
        event = data.draw(st.sampled_from(sorted(EVENTS)))
        needs, after = EVENTS[event]
        payload = SetInvoiceState(invoice_id=number, event=InvoiceEvent(event_type=event))
        operation = self.run(self.bench.committer.write(payload, summary=event))
        is_allowed = self.states[number] == needs
        assert (operation.state is State.COMMITTED) == is_allowed
        if is_allowed:
            self.states[number] = after

    @precondition(lambda self: self.states)
    @rule(data=st.data())
    def delete(self, data):
        number = data.draw(st.sampled_from(sorted(self.states)))
        before = self.run(self.bench.harvest.invoice(number))
        operation = self.run(self.bench.committer.write(DeleteInvoice(invoice_id=number), summary="-", before=before))
        assert (operation.state is State.COMMITTED) == (self.states[number] == "draft")
        if self.states[number] == "draft":
            del self.states[number]
            self.billed = {entry: None if has == number else has for entry, has in self.billed.items()}

    @invariant()
    def entries_are_billed_as_harvest_says(self):
        if not hasattr(self, "bench"):
            return
        there = self.run(self.bench.harvest.time_entries(project_id=self.place.id, start=FRIDAY, end=FRIDAY))
        found = {entry.id: entry.invoice.id if entry.invoice else None for entry in there if entry.id in self.billed}
        assert found == self.billed
        assert all(entry.is_billed == (entry.invoice is not None) for entry in there)
        states = {number: self.run(self.bench.harvest.invoice(number)).state for number in self.states}
        assert states == self.states

    def teardown(self):
        if hasattr(self, "bench"):
            self.run(self.opened.__aexit__(None, None, None))
            self.server.__exit__(None, None, None)
            self.runner.close()
            self.folder.cleanup()


Invoicing.TestCase.settings = settings(
    max_examples=6, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
TestInvoicing = Invoicing.TestCase
