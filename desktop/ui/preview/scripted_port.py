"""A port that keeps cards in memory and answers at once: for looking at windows, and for their tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop.agent.aliases import AliasOffer
from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import Change, Committed, Draft, DraftState, Reply
from desktop.agent.editing import looked_at
from desktop.agent.intents import Channel, Span
from desktop.harvest.catalog import Catalog
from desktop.ui.port import Decision, Port
from desktop.ui.preview.scripted_chat import ScriptedChat
from desktop.ui.preview.scripted_sides import (
    ScriptedDay,
    ScriptedModel,
    ScriptedPreferences,
    ScriptedShortcut,
    ScriptedSignIn,
    ScriptedSpeech,
    ScriptedTexting,
)
from desktop.ui.preview.scripted_today import (
    ScriptedEvidence,
    ScriptedLately,
    ScriptedNotices,
    ScriptedTimer,
    ScriptedWeek,
)

TODAY = date(2026, 11, 20)


class ScriptedPort(Port):
    """Replies with what `script` holds; edits, commits and undoes like the real one, only without Harvest.

    `calls` lists what the widgets asked for, as (method, arguments). `hold` keeps commits in `sending`.
    """

    def __init__(self, catalog: Catalog | None = None, script: Iterable[Reply] = ()) -> None:
        self.scripted_sign_in, self.scripted_speech = ScriptedSignIn(), ScriptedSpeech()
        self.scripted_day = ScriptedDay()
        self.scripted_model = ScriptedModel()
        self.scripted_shortcut = ScriptedShortcut()
        self.scripted_preferences = ScriptedPreferences()
        self.scripted_evidence = ScriptedEvidence(lambda drafts: self.answer(Reply("", drafts)))
        self.scripted_chat = ScriptedChat()
        self.scripted_lately = ScriptedLately(lambda drafts: self.answer(Reply("", drafts)))
        self.scripted_week = ScriptedWeek()
        self.scripted_notices = ScriptedNotices()
        self.scripted_timer = ScriptedTimer()
        self.scripted_texting = ScriptedTexting()
        super().__init__(
            self.scripted_sign_in,
            self.scripted_speech,
            self.scripted_day,
            self.scripted_model,
            self.scripted_shortcut,
            self.scripted_preferences,
            self.scripted_evidence,
            self.scripted_chat,
            self.scripted_lately,
            self.scripted_notices,
            self.scripted_week,
            self.scripted_timer,
            self.scripted_texting,
        )
        self._catalog = catalog
        self.script = list(script)
        self.calls: list[tuple[str, tuple[object, ...]]] = []
        self.drafts: dict[str, Draft] = {}
        self.deeds: dict[str, Deed] = {}
        self.hold = False
        self.toggles_microphone = self._listens = False
        self.sketches: list[Reply] = []
        self._next_id = 636_709_355
        self._committed: list[str] = []

    @property
    def catalog(self) -> Catalog | None:
        """The scripted catalog."""
        return self._catalog

    @property
    def today(self) -> date:
        """A fixed Friday."""
        return TODAY

    def made(self, method: str) -> list[tuple[object, ...]]:
        """The arguments of every call of that method."""
        return [arguments for name, arguments in self.calls if name == method]

    def answer(self, reply: Reply) -> None:
        """Reply now, as if words had been said."""
        self.deeds.update({deed.id: deed for deed in reply.deeds})
        self.drafts.update({draft.id: draft for draft in reply.drafts})
        self.replied.emit(reply)

    def say(
        self,
        text: str,
        channel: Channel,
        doubts: tuple[Span, ...] = (),
        second: str = "",
        *,
        day: date | None = None,
    ) -> None:
        """Answer with the next reply of the script."""
        self.calls.append(("say", (text, channel, day) if day else (text, channel)))
        if self.script:
            self.answer(replace(self.script.pop(0), to=text))

    def stop_answering(self) -> None:
        """Noted down; the answer says that it stopped."""
        self.calls.append(("stop_answering", ()))
        said = [str(text) for text, *_ in self.made("say")] or [""]
        self.answer(Reply("Stopped. Nothing was changed.", to=said[-1]))

    def hand_in(self, text: str, sender: str) -> None:
        """Only noted down."""
        self.calls.append(("hand_in", (text, sender)))

    def sketch(self, text: str, *, day: date | None = None) -> None:
        """Answer with the first sketch that was prepared."""
        self.calls.append(("sketch", (text, day) if day else (text,)))
        if self.sketches:
            self.sketched.emit(text, self.sketches[0])

    def edit(self, draft_id: str, change: Change) -> None:
        """Change the draft and work out its state anew."""
        self.calls.append(("edit", (draft_id, change)))
        draft = looked_at(self.drafts[draft_id], change)
        project = change.project or draft.project
        task = change.task or draft.task
        if change.project and (task is None or project is None or project.task(task.id) is None):
            task = None
        hours = draft.hours if change.hours is None else change.hours
        notes = draft.notes if change.notes is None else change.notes
        day = change.spent_date or draft.spent_date
        draft = replace(draft, project=project, task=task, hours=hours, notes=notes, spent_date=day, reason="")
        complete = DraftState.NEEDS_CHECK if draft.checks else DraftState.READY
        self._put(replace(draft, state=DraftState.ASKING if draft.missing else complete))

    def commit(self, draft_ids: tuple[str, ...]) -> None:
        """Send the ready ones; Harvest answers at once unless `hold` is set."""
        self.calls.append(("commit", (draft_ids,)))
        for key in draft_ids:
            if key in self.deeds:
                self.change_deed(replace(self.deeds[key], state=DraftState.COMMITTED, outcome="In Harvest"))
                continue
            draft = self.drafts[key]
            if draft.state in (DraftState.READY, DraftState.REFUSED):
                self._put(replace(draft, state=DraftState.SENDING, reason=""))
                if not self.hold:
                    self.settle(key)

    def fill_in(self, deed_id: str, key: str, value: str) -> None:
        """Take the words as they are; an answer of “?” cannot be taken."""
        self.calls.append(("fill_in", (deed_id, key, value)))
        if value == "?":
            self.unanswered.emit(deed_id, "That cannot be taken.")
            return
        deed = self.deeds[deed_id]
        fields = (replace(one, value=value, shown="", question="") if one.key == key else one for one in deed.fields)
        deed = replace(deed, fields=tuple(fields))
        self.change_deed(replace(deed, state=DraftState.ASKING if deed.asked else DraftState.READY))

    def change_deed(self, deed: Deed) -> None:
        """Show another state of a deed."""
        self.deeds[deed.id] = deed
        self.changed.emit(deed)

    def settle(self, key: str) -> None:
        """Let Harvest take the entry."""
        draft = self.drafts[key]
        if draft.project is None or draft.task is None or draft.hours is None:
            raise ValueError("only a complete draft can be settled")
        self._next_id += 7
        answer = Committed(
            id=self._next_id,
            hours=draft.hours,
            rounded_hours=draft.hours,
            billable=draft.task.billable,
            spent_date=draft.spent_date,
            project=draft.project.name,
            task=draft.task.name,
            notes=draft.notes,
        )
        self._committed.append(key)
        self._put(replace(draft, state=DraftState.COMMITTED, answer=answer))

    def discard(self, draft_ids: tuple[str, ...]) -> None:
        """Drop those drafts."""
        self.calls.append(("discard", (draft_ids,)))
        for key in draft_ids:
            self._put(replace(self.drafts[key], state=DraftState.DISCARDED))

    def bring_back(self, draft_ids: tuple[str, ...]) -> None:
        """Open those drafts again."""
        self.calls.append(("bring_back", (draft_ids,)))
        for key in draft_ids:
            complete = DraftState.NEEDS_CHECK if self.drafts[key].checks else DraftState.READY
            self._put(replace(self.drafts[key], state=DraftState.ASKING if self.drafts[key].missing else complete))

    def undo(self, draft_id: str | None = None) -> None:
        """Take back that commit, or the latest."""
        self.calls.append(("undo", (draft_id,)))
        key = draft_id or (self._committed[-1] if self._committed else None)
        if key in self._committed:
            self._committed.remove(key)
            self._put(replace(self.drafts[key], state=DraftState.UNDONE))

    def toggle_microphone(self, *, day: date | None = None) -> None:
        """Noted down; with `toggles_microphone` it opens and closes, too."""
        self.calls.append(("toggle_microphone", (day,) if day else ()))
        if self.toggles_microphone:
            self._listens = not self._listens
            self.microphone.emit("listening" if self._listens else "idle")

    def cancel_microphone(self) -> None:
        """Back to idle."""
        self.calls.append(("cancel_microphone", ()))
        self.microphone.emit("idle")

    def teach(self, offer: AliasOffer, *, is_wanted: bool) -> None:
        """Only noted down."""
        self.calls.append(("teach", (offer, is_wanted)))

    def forget_name(self, said: str) -> None:
        """Only noted down."""
        self.calls.append(("forget_name", (said,)))

    def retry_outbox(self) -> None:
        """Only noted down."""
        self.calls.append(("retry_outbox", ()))

    def decide(self, waiting_id: str, decision: Decision) -> None:
        """Only noted down."""
        self.calls.append(("decide", (waiting_id, decision)))

    def _put(self, draft: Draft) -> None:
        self.drafts[draft.id] = draft
        self.changed.emit(draft)
        done = [d.hours for d in self.drafts.values() if d.state is DraftState.COMMITTED and d.hours is not None]
        self.day_changed.emit(Decimal("1.5") + sum(done, Decimal(0)))
