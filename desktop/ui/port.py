"""The one door between the screen and everything else.

Widgets call the methods and listen to the signals; `desktop.app.ports` implements it over the worker thread. All
methods return at once; all signals arrive on the screen's thread. Payloads are the frozen values named beside each
signal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desktop.agent.aliases import AliasOffer
from desktop.agent.drafts import Card, Change
from desktop.agent.intents import Channel, Span
from desktop.harvest.catalog import Account, Catalog
from desktop.ui.chat_port import ChatPort
from desktop.ui.day_port import DayPort
from desktop.ui.evidence_port import EvidencePort
from desktop.ui.lately_port import LatelyPort
from desktop.ui.model_port import ModelPort
from desktop.ui.notice_port import NoticePort
from desktop.ui.preferences_port import PreferencesPort
from desktop.ui.shortcut_port import ShortcutPort
from desktop.ui.sign_in_port import SignInPort
from desktop.ui.speech_port import SpeechPort
from desktop.ui.texting_port import TextingPort
from desktop.ui.timer_port import TimerPort
from desktop.ui.week_port import WeekPort


class Decision(StrEnum):
    """What a person says about a write whose outcome nobody else can tell."""

    DONE = "done"  # they looked: it did happen
    AGAIN = "again"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something confirmed that is not settled. `is_unclear`: only a person can settle it.

    `summary` is one line for people; `reason` says why it waits; `card` is None for writes that have none.
    `elsewhere`: the other account that alone can send it, "" where its name is not known; None for the present one.
    """

    id: str
    summary: str
    reason: str
    is_unclear: bool
    card: Card | None = None
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class Taught:
    """A name that the user taught: words, and the project that they always mean."""

    said: str
    project: str


class Port(QObject):
    """Abstract. Signals:

    replied: `drafts.Reply` to an utterance, its cards in order; `to` are the words that were handed over.
    changed: `drafts.Draft` or `deeds.card.Deed`, a card that has a new state or new fields.
    unanswered: str and str, a deed's id and why the answer that was given for it cannot be taken.
    catalog_changed: `catalog.Catalog`, when projects were (re)loaded.
    day_changed: `Decimal` hours that Harvest has for today (pending ones included).
    waiting: str, shown while a request waits ("Harvest asks us to slow down, 8 s"); "" ends it.
    told: str, a sentence for the user where nothing went wrong.
    failed: str, a sentence for the user: what went wrong and what to do. Nothing is lost.
    signed_in: `catalog.Account` or None.
    microphone: `speech.recorder.RecorderState` value (str).
    level: float 0..1, loudness while listening.
    heard: str, words so far while speaking (greyed).
    spoken: str, the final words; they were already handed to the conversation, so `replied` follows by itself.
    said: str, words that a surface handed over; the surface emits it, so that the chat shows them too.
    reached: bool, whether Harvest can be reached, whenever that changed.
    outbox_changed: tuple of `Waiting`, oldest first.
    names_changed: tuple of `Taught`.
    offered: `aliases.AliasOffer`: should these words always mean this project? `teach` answers it.
    sketched: str and `drafts.Reply`: what those words would become, if they were said; nothing is kept.

    `sign_in`, `speech`, `day`, `language_model`, `shortcut`, `preferences`, `evidence`, `chat`, `lately`, `week`,
    `timer` and `texting` are doors of their own.
    """

    replied = Signal(object)
    changed = Signal(object)
    unanswered = Signal(str, str)
    catalog_changed = Signal(object)
    day_changed = Signal(object)
    waiting = Signal(str)
    told = Signal(str)
    failed = Signal(str)
    reached = Signal(bool)
    outbox_changed = Signal(object)
    names_changed = Signal(object)
    signed_in = Signal(object)
    microphone = Signal(str)
    level = Signal(float)
    heard = Signal(str)
    spoken = Signal(str)
    said = Signal(str)
    offered = Signal(object)
    sketched = Signal(str, object)

    def __init__(
        self,
        sign_in: SignInPort,
        speech: SpeechPort,
        day: DayPort,
        language_model: ModelPort,
        shortcut: ShortcutPort,
        preferences: PreferencesPort,
        evidence: EvidencePort,
        chat: ChatPort,
        lately: LatelyPort,
        notices: NoticePort,
        week: WeekPort,
        timer: TimerPort,
        texting: TextingPort,
    ) -> None:
        super().__init__()
        self.sign_in = sign_in
        self.speech = speech
        self.day = day
        self.language_model = language_model
        self.shortcut = shortcut
        self.preferences = preferences
        self.chat = chat
        self.week = week
        self.timer = timer
        self.texting = texting
        self.evidence = evidence
        self.lately = lately
        self.notices = notices
        self._account: Account | None = None
        self._names: tuple[Taught, ...] = ()
        self.signed_in.connect(self._keep_account)
        self.names_changed.connect(self._keep_names)

    @property
    def account(self) -> Account | None:
        """Whom `signed_in` told of last."""
        return self._account

    @property
    def names(self) -> tuple[Taught, ...]:
        """What `names_changed` told last."""
        return self._names

    def say(
        self,
        text: str,
        channel: Channel,
        doubts: tuple[Span, ...] = (),
        second: str = "",
        *,
        day: date | None = None,
    ) -> None:
        """Hand words to the conversation; `replied` follows. The words themselves are shown by the caller.

        `doubts` are places in `text` that were heard, but not for sure; `second` is what was heard at a second hearing.
        `day` is meant for new entries where the words name none; None is today.
        """
        raise NotImplementedError

    def stop_answering(self) -> None:
        """Give up the answer that is being worked out, if there is one; its `replied` then says that it stopped."""
        raise NotImplementedError

    def hand_in(self, text: str, sender: str) -> None:
        """Words from another program, `sender`: `said` and `replied` follow. They make cards and confirm none."""
        raise NotImplementedError

    def teach(self, offer: AliasOffer, *, is_wanted: bool) -> None:
        """Answer an offer: make it an alias, or do not ask again."""

    def forget_name(self, said: str) -> None:
        """Forget what these words mean; `names_changed` follows."""
        raise NotImplementedError

    def retry_outbox(self) -> None:
        """Try now to send what waits; `outbox_changed` follows."""
        raise NotImplementedError

    def decide(self, waiting_id: str, decision: Decision) -> None:
        """Settle what is unclear; `outbox_changed` follows."""
        raise NotImplementedError

    def get_ready(self) -> None:
        """Somebody is about to type or speak: what takes a moment to be ready may begin to. May do nothing."""

    def sketch(self, text: str, *, day: date | None = None) -> None:
        """Read words that are still being typed; `sketched` follows. May do nothing: then there is no live preview.

        `day` is as in `say`.
        """

    def edit(self, draft_id: str, change: Change) -> None:
        """Change a card that is not confirmed yet; `changed` follows."""
        raise NotImplementedError

    def fill_in(self, deed_id: str, key: str, value: str) -> None:
        """Fill in a field of a deed's card; `changed` or `unanswered` follows."""
        raise NotImplementedError

    def commit(self, draft_ids: tuple[str, ...]) -> None:
        """Confirm these very cards, as shown; `changed` follows for each. Cards that are not ready stay as they are."""
        raise NotImplementedError

    def discard(self, draft_ids: tuple[str, ...]) -> None:
        """Drop cards that are not confirmed; `changed` follows for each."""
        raise NotImplementedError

    def bring_back(self, draft_ids: tuple[str, ...]) -> None:
        """Open entries' cards again that were discarded, checked as things stand now; `changed` follows for each."""
        raise NotImplementedError

    def undo(self, draft_id: str | None = None) -> None:
        """Take back that commit, or the latest; `changed` follows."""
        raise NotImplementedError

    def toggle_microphone(self, *, day: date | None = None) -> None:
        """Start listening, or stop and turn what was said into words: `spoken`, then `replied`, follow.

        `day` is as in `say`, and counts where it starts.
        """
        raise NotImplementedError

    def cancel_microphone(self) -> None:
        """Drop what is being recorded."""
        raise NotImplementedError

    @property
    def today(self) -> date:
        """The user's own day, in the time zone that Harvest has for them; the computer's where that is not known."""
        return date.today()  # noqa: DTZ011

    @property
    def catalog(self) -> Catalog | None:
        """The latest catalog, or None before it was loaded."""
        raise NotImplementedError

    def _keep_account(self, account: Account | None) -> None:
        self._account = account

    def _keep_names(self, names: tuple[Taught, ...]) -> None:
        self._names = names
