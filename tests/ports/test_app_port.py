"""The whole port without a screen: signing in goes on without a restart, signing out closes everything in order."""

import threading
import uuid
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from unittest.mock import Mock

import pytest

from desktop.agent.aliases import AliasOffer
from desktop.agent.drafts import Change, DraftState
from desktop.agent.intents import Channel
from desktop.agent.journal import Journal, Kind, NewOperation, State
from desktop.agent.journal.errors import JournalUnusable
from desktop.agent.reading.certainty.second import Trusting
from desktop.app.ports.app_port import AppPort
from desktop.demo.faults import Fault
from desktop.harvest.errors import Unreachable
from desktop.ui.port import Decision
from desktop.ui.sign_in_port import Step


class Heard:
    """Everything that a port said."""

    def __init__(self, port: AppPort) -> None:
        self.by_name: dict[str, list] = {}
        for name in ("replied", "failed", "signed_in", "outbox_changed", "names_changed", "changed", "offered"):
            getattr(port, name).connect(self.by_name.setdefault(name, []).append)

    def last(self, name: str):
        said = self.by_name[name]
        return said[-1] if said else None


@pytest.fixture
def port(qapp, server, safe, home):
    one = AppPort(home, demo=False)
    yield one
    one.stop()


@pytest.fixture
def heard(port):
    return Heard(port)


@pytest.fixture
def signed_in(port, heard, server, qtbot):
    port.start()
    qtbot.waitUntil(lambda: port.sign_in.view.step is Step.ASKING)
    port.sign_in.use_token(server.address.token)
    qtbot.waitUntil(lambda: heard.last("signed_in") is not None and bool(heard.by_name["outbox_changed"]))
    return port


def say(port, heard, qtbot, words: str):
    before = len(heard.by_name["replied"])
    port.say(words, Channel.TYPED)
    qtbot.waitUntil(lambda: len(heard.by_name["replied"]) > before)
    return heard.last("replied")


def test_words_before_signing_in_are_answered_at_once(port, heard, qtbot):
    port.start()
    qtbot.waitUntil(lambda: port.sign_in.view.step is Step.ASKING)
    port.say("2 hours on the website", Channel.TYPED)
    qtbot.waitUntil(lambda: bool(heard.by_name["failed"]))
    assert "Connect to Harvest first" in heard.last("failed")


def test_after_signing_in_words_become_entries(signed_in, heard, qtbot, server):
    today: list = []
    signed_in.chat.today_changed.connect(today.append)
    reply = say(signed_in, heard, qtbot, "2 hours on internal training")
    assert reply.to == "2 hours on internal training"
    signed_in.commit(tuple(draft.id for draft in reply.drafts))
    qtbot.waitUntil(lambda: heard.last("changed").state is DraftState.COMMITTED)
    assert heard.last("changed").answer.hours == Decimal(2)
    qtbot.waitUntil(lambda: bool(today and today[-1]) and today[-1][-1].task == "Internal Training")
    signed_in.chat.repeat(today[-1][-1].id)
    qtbot.waitUntil(lambda: heard.last("replied") is not reply)
    assert heard.last("replied").drafts[0].task.name == "Internal Training"


def test_undo_takes_back_the_latest_thing_first_and_once(signed_in, heard, qtbot, server):
    (logged,) = say(signed_in, heard, qtbot, "2 hours on internal training").drafts
    signed_in.commit((logged.id,))
    qtbot.waitUntil(lambda: heard.last("changed").state is DraftState.COMMITTED)
    (card,) = say(signed_in, heard, qtbot, "1 hour on internal training yesterday").drafts
    (changed,) = say(signed_in, heard, qtbot, "make it 3").drafts
    assert (changed.id, changed.hours) == (card.id, 3)
    signed_in.undo()
    qtbot.waitUntil(lambda: heard.last("replied").drafts[0].hours == 1)
    assert "as they were" in heard.last("replied").text
    signed_in.undo()
    qtbot.waitUntil(lambda: heard.last("changed").state is DraftState.UNDONE)
    assert heard.last("changed").id == logged.id


def test_the_second_reader_gets_ready_before_the_first_words_and_leaves_with_the_port(
    port, heard, server, qtbot, monkeypatch
):
    reader = Mock(wraps=Trusting())
    monkeypatch.setattr("desktop.app.ports.life.Apart", lambda: reader)
    port.start()
    qtbot.waitUntil(lambda: port.sign_in.view.step is Step.ASKING)
    port.sign_in.use_token(server.address.token)
    qtbot.waitUntil(lambda: port.catalog is not None)
    reader.wake.assert_not_called()
    for begin in (port.get_ready, lambda: port.sketch("2")):
        reader.wake.reset_mock()
        begin()
        qtbot.waitUntil(lambda: reader.wake.called)
    port.stop()
    reader.close.assert_called_once()


def test_the_chat_of_today_survives_a_restart_and_no_card_is_logged_twice(
    signed_in, heard, qtbot, server, home, monkeypatch
):
    reply = say(signed_in, heard, qtbot, "2 hours on internal training")
    (card,) = reply.drafts
    signed_in.commit((card.id,))
    qtbot.waitUntil(lambda: heard.last("changed").state is DraftState.COMMITTED)
    signed_in.said.emit("1 hour on internal training")
    say(signed_in, heard, qtbot, "1 hour on internal training")
    found, exported = [], []
    signed_in.chat.found.connect(lambda words, entries: found.append((words, entries)))
    signed_in.chat.exported.connect(exported.append)
    reads = Mock(wraps=Journal.history)
    monkeypatch.setattr(Journal, "history", lambda self, limit: reads(self, limit))
    signed_in.chat.find("inter")
    signed_in.chat.find("internal")
    signed_in.chat.export(home.root / "all.csv")
    qtbot.waitUntil(lambda: bool(exported))
    assert [(words, [one.hours for one in entries]) for words, entries in found] == [("inter", [2]), ("internal", [2])]
    assert reads.call_count == 1, "what has not changed is not read for every pause in typing"
    assert "Internal Training" in (home.root / "all.csv").read_text(encoding="utf-8-sig")
    signed_in.stop()
    again = AppPort(home, demo=False)
    told: list = []
    again.chat.earlier.connect(told.append)
    changed: list = []
    again.changed.connect(changed.append)
    again.start()
    qtbot.waitUntil(lambda: bool(told))
    try:
        lines = told[0]
        assert [line.said for line in lines if line.said] == ["1 hour on internal training"]
        (kept,) = [one for line in lines for one in line.cards]
        assert (kept.id, kept.state, kept.answer.hours) == (card.id, DraftState.COMMITTED, 2)
        assert sum(line.lost for line in lines) == 1
        again.commit((card.id,))
        again.undo(card.id)
        qtbot.waitUntil(lambda: bool(changed) and changed[-1].state is DraftState.UNDONE)
        assert {one.state for one in changed} == {DraftState.UNDONE}
    finally:
        again.stop()


def test_the_day_is_that_of_the_account(signed_in, server):
    zone = signed_in._life.account.zone
    assert zone.key == server.account.user.timezone or zone.key.startswith("America/")
    assert signed_in.today == signed_in._life.services.directory._today(zone)


def test_signing_out_closes_the_services_and_drops_open_cards(signed_in, heard, qtbot):
    reply = say(signed_in, heard, qtbot, "2 hours on internal training")
    journal = signed_in._life.services.journal
    signed_in.sign_in.sign_out()
    qtbot.waitUntil(lambda: heard.last("signed_in") is None)
    assert heard.last("changed").id == reply.drafts[0].id
    assert heard.last("changed").state is DraftState.DISCARDED
    qtbot.waitUntil(lambda: signed_in.sign_in.view.step is Step.ASKING)
    with pytest.raises(Exception, match=r"closed|journal"):
        journal.pending()


def test_after_signing_out_another_account_can_come_and_the_cards_of_the_first_come_back_with_it(
    signed_in, heard, qtbot, server
):
    (card,) = say(signed_in, heard, qtbot, "2 hours on internal training").drafts
    signed_in.sign_in.sign_out()
    qtbot.waitUntil(lambda: signed_in.sign_in.view.step is Step.ASKING and heard.last("signed_in") is None)
    signed_in.sign_in.use_demo()
    qtbot.waitUntil(lambda: heard.last("signed_in") is not None)
    assert signed_in.sign_in.view.is_demo
    assert say(signed_in, heard, qtbot, "2 hours on internal training").drafts
    signed_in.bring_back((card.id,))
    qtbot.waitUntil(lambda: "another account" in (heard.last("failed") or ""))
    signed_in.sign_in.sign_out()
    qtbot.waitUntil(lambda: signed_in.sign_in.view.step is Step.ASKING and heard.last("signed_in") is None)
    signed_in.sign_in.use_token(server.address.token)
    qtbot.waitUntil(lambda: (heard.last("changed").id, heard.last("changed").state) == (card.id, DraftState.READY))


def test_a_token_that_is_revoked_asks_anew_and_keeps_the_cards(signed_in, heard, qtbot, server):
    reply = say(signed_in, heard, qtbot, "2 hours on internal training")
    good = server.address.token
    entry = signed_in._life.services.signed_in
    entry.token.source._token = "revoked"
    signed_in.commit((reply.drafts[0].id,))
    qtbot.waitUntil(lambda: signed_in.sign_in.view.step is Step.ASKING)
    assert "sign in again" in signed_in.sign_in.view.problem
    qtbot.waitUntil(lambda: [one.id for one in heard.last("outbox_changed")] == [reply.drafts[0].id])
    signed_in.sign_in.use_token(good)
    qtbot.waitUntil(lambda: signed_in.sign_in.view.step is Step.DONE)
    signed_in.retry_outbox()
    qtbot.waitUntil(lambda: heard.last("changed").state is DraftState.COMMITTED)


def test_what_waits_is_told_and_sent_when_asked(signed_in, heard, qtbot, server):
    reply = say(signed_in, heard, qtbot, "2 hours on internal training")
    entry = signed_in._life.services.signed_in
    token, entry.token.source._token = entry.token.source._token, "revoked"
    signed_in.commit((reply.drafts[0].id,))
    qtbot.waitUntil(lambda: bool(heard.last("outbox_changed")))
    (waiting,) = heard.last("outbox_changed")
    assert (waiting.is_unclear, waiting.card.state) == (False, DraftState.CONFIRMED)
    entry.token.source._token = token
    signed_in.sign_in.use_token(token)
    qtbot.waitUntil(lambda: signed_in.sign_in.view.step is Step.DONE)
    signed_in.retry_outbox()
    qtbot.waitUntil(lambda: heard.last("outbox_changed") == ())


def test_that_harvest_cannot_be_reached_is_told_until_it_answers_again(signed_in, qtbot, monkeypatch):
    told: list[bool] = []
    signed_in.reached.connect(told.append)

    async def lost(_services):
        raise Unreachable

    with monkeypatch.context() as cut:
        cut.setattr(signed_in._life, "show_day", lost)
        signed_in.retry_outbox()
        qtbot.waitUntil(lambda: told == [False])
    signed_in.retry_outbox()
    qtbot.waitUntil(lambda: told == [False, True])


def test_the_same_choice_twice_is_offered_and_taught(signed_in, heard, qtbot):
    for _ in range(2):
        (draft,) = say(signed_in, heard, qtbot, "spent 2 hours on the helvetia thing").drafts
        assert draft.project is None
        assert heard.by_name["offered"] == []
        signed_in.edit(draft.id, Change(project=signed_in.catalog.projects[0]))
        qtbot.waitUntil(lambda: heard.last("changed").project is not None)
    qtbot.waitUntil(lambda: bool(heard.by_name["offered"]))
    signed_in.teach(heard.last("offered"), is_wanted=True)
    (draft,) = say(signed_in, heard, qtbot, "spent 2 hours on the helvetia thing").drafts
    assert draft.project == signed_in.catalog.projects[0]


def test_names_that_were_taught_are_shown_and_forgotten(signed_in, heard, qtbot):
    project = signed_in.catalog.projects[0]
    signed_in.teach(AliasOffer("wr", project.id, project.name), is_wanted=True)
    qtbot.waitUntil(lambda: bool(heard.last("names_changed")))
    assert [(name.said, name.project) for name in heard.last("names_changed")] == [("wr", project.name)]
    signed_in.forget_name("wr")
    qtbot.waitUntil(lambda: heard.last("names_changed") == ())


def test_a_journal_that_cannot_be_opened_is_told_and_opened_later(port, heard, server, home, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.app.ports.life.SETTLE_EVERY", 0.05)
    home.journal.mkdir()
    port.start()
    qtbot.waitUntil(lambda: port.sign_in.view.step is Step.ASKING)
    port.sign_in.use_token(server.address.token)
    qtbot.waitUntil(lambda: bool(heard.by_name["failed"]))
    assert "journal" in heard.last("failed")
    for letters in ("2", "2 h", "2 hours"):
        port.sketch(letters)
    port.say("2 hours on internal training", Channel.TYPED)
    qtbot.waitUntil(lambda: len(heard.by_name["failed"]) == 2)
    home.journal.rmdir()
    qtbot.waitUntil(lambda: heard.last("signed_in") is not None)
    assert say(port, heard, qtbot, "2 hours on internal training").drafts
    assert len(heard.by_name["failed"]) == 2


def test_nobody_is_listened_to_while_nobody_is_signed_in(port, heard, qtbot):
    port.start()
    qtbot.waitUntil(lambda: port.sign_in.view.step is Step.ASKING)
    port.toggle_microphone()
    assert not port._voice.is_busy


def test_a_journal_that_fails_is_told_once_and_tried_again(signed_in, heard, qtbot, monkeypatch):
    rounds = []

    async def fail(*_words, **_more):
        rounds.append(1)
        raise JournalUnusable("The disk is full.")

    monkeypatch.setattr(signed_in._life.services.conversation, "read", fail)
    signed_in.sketch("2 hours")
    qtbot.waitUntil(lambda: bool(rounds))
    rounds.clear()
    monkeypatch.setattr(signed_in._life.services.committer, "settle_pending", fail)
    for number in (1, 2):
        signed_in.retry_outbox()
        qtbot.waitUntil(lambda number=number: len(rounds) >= number)
    qtbot.waitUntil(lambda: bool(heard.by_name["failed"]))
    assert heard.by_name["failed"] == ["The disk is full."]


def put(port, state: State, **changes) -> str:
    """Leave an operation in that state in the journal; returns its id."""
    life = port._life
    new = NewOperation(
        id=str(uuid.uuid4()),
        kind=Kind.DELETE_ENTRY,
        payload='{"entry_id":1}',
        summary="Delete an entry",
        user_id=life.account.user_id,
        batch=uuid.uuid4().hex,
    )
    journal = life.services.journal
    journal.add([replace(new, **changes)])
    if state is not State.CONFIRMED:
        journal.claim(new.id)
    if state not in (State.CONFIRMED, State.SENDING):
        journal.finish(new.id, state)
    return new.id


@pytest.mark.parametrize("decision", Decision)
def test_a_decision_about_something_that_is_gone_is_told(signed_in, heard, qtbot, decision):
    signed_in.decide("nothing", decision)
    qtbot.waitUntil(lambda: heard.by_name["failed"] == ["That does not wait any more, so nothing was done."])


def test_what_is_being_sent_is_not_forgotten_silently(signed_in, heard, qtbot):
    operation_id = put(signed_in, State.SENDING)
    signed_in.decide(operation_id, Decision.FORGET)
    qtbot.waitUntil(lambda: bool(heard.by_name["failed"]))
    assert "being sent" in heard.last("failed")


def test_what_was_settled_meanwhile_is_told_once_it_differs(signed_in, heard, qtbot):
    done, unclear = put(signed_in, State.COMMITTED), put(signed_in, State.UNCLEAR)
    journal = signed_in._life.services.journal
    for _ in range(2):
        signed_in.decide(unclear, Decision.FORGET)
    signed_in.decide(done, Decision.FORGET)
    qtbot.waitUntil(lambda: bool(heard.by_name["failed"]))
    assert ["changed meanwhile" in words for words in heard.by_name["failed"]] == [True]
    assert journal.operation(unclear).state is State.DISCARDED


def test_what_only_a_person_can_settle_is_not_looked_at_every_few_seconds(signed_in, heard, qtbot, monkeypatch):
    put(signed_in, State.UNCLEAR)
    put(signed_in, State.CONFIRMED, user_id=1)
    rounds = []
    committer = signed_in._life.services.committer
    settle = committer.settle_pending

    async def count():
        rounds.append(1)
        return await settle()

    monkeypatch.setattr(committer, "settle_pending", count)
    monkeypatch.setattr("desktop.app.ports.life.SETTLE_EVERY", 0.001)
    signed_in.retry_outbox()
    qtbot.waitUntil(lambda: bool(rounds))
    for _ in range(3):
        say(signed_in, heard, qtbot, "2 hours on internal training")
    assert len(rounds) <= 2, "the look that was asked for, and one that was under way"


def test_words_for_an_account_that_is_just_left_are_not_dropped_silently(signed_in, heard, qtbot):
    signed_in._life.services = None
    signed_in.say("2 hours on internal training", Channel.TYPED)
    qtbot.waitUntil(lambda: bool(heard.by_name["failed"]))
    assert "was not done" in heard.last("failed")


def test_what_is_being_sent_ends_before_the_app_does(signed_in, heard, qtbot, server, home):
    (draft,) = say(signed_in, heard, qtbot, "2 hours on internal training").drafts
    faults = server.account.faults
    faults.add(Fault(kind="delay_after", method="POST", path="/time_entries$", seconds=0.5))
    signed_in.commit((draft.id,))
    qtbot.waitUntil(lambda: bool(faults.strikes))
    signed_in.stop()
    with closing(Journal(home.journal)) as journal:
        assert journal.operation(draft.id).state is State.COMMITTED


def test_what_harvest_does_not_answer_in_time_is_left_to_be_looked_up(
    signed_in, heard, qtbot, server, home, monkeypatch
):
    monkeypatch.setattr("desktop.app.ports.app_port.GRACE", 0.2)
    (draft,) = say(signed_in, heard, qtbot, "2 hours on internal training").drafts
    faults = server.account.faults
    faults.add(Fault(kind="delay_after", method="POST", path="/time_entries$", seconds=10))
    signed_in.commit((draft.id,))
    qtbot.waitUntil(lambda: bool(faults.strikes))
    signed_in.stop()
    signed_in._worker._thread.join(10)
    with closing(Journal(home.journal)) as journal:
        assert journal.operation(draft.id).state is State.SENDING
        assert journal.claim(draft.id), "nobody holds it any more"


def test_no_thread_is_left_behind(port, heard, qtbot):
    port.start()
    qtbot.waitUntil(lambda: port.sign_in.view.step is Step.ASKING)
    port.stop()
    assert "gleaner-worker" not in {thread.name for thread in threading.enumerate()}


def test_damaged_settings_are_told_on_the_screen(port, heard, server, home, qtbot):
    home.root.mkdir(parents=True, exist_ok=True)
    home.settings.write_bytes(b"\xff[[")
    port.start()
    qtbot.waitUntil(lambda: port.sign_in.view.step is Step.ASKING)
    port.sign_in.use_token(server.address.token)
    qtbot.waitUntil(lambda: any("settings were damaged" in words for words in heard.by_name["failed"]))
    assert home.settings.with_name("settings.toml.damaged").read_bytes() == b"\xff[["
