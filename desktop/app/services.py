"""The core put together, for every face of the product: Harvest or the demo account, directory, journal, conversation.

Knows no screen. `open_services` is used on the one asyncio loop that will use what it gives.
"""

from __future__ import annotations

import logging
import os
import tempfile
import weakref
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx

from desktop.agent.aliases import AliasBook, AliasOffer, Taught
from desktop.agent.commit import Committer
from desktop.agent.conversation import Conversation
from desktop.agent.drafts import Card
from desktop.agent.insights.insights import Insights
from desktop.agent.journal import Journal
from desktop.agent.journal.errors import JournalError
from desktop.agent.reading.certainty.second import SecondReader, WhenNeeded
from desktop.app.language_model import Models, open_model
from desktop.harvest.auth.identity import Identity
from desktop.harvest.auth.session import Origin, Session, SignedIn
from desktop.harvest.auth.tokens import PersonalToken
from desktop.harvest.client import Harvest
from desktop.harvest.directory import Directory
from desktop.harvest.errors import NobodySignedIn
from desktop.harvest.places import harvest_url, id_url
from desktop.harvest.secrets import Secrets
from desktop.paths import Home
from desktop.settings import Settings, load, update

DEMO_URL = "http://127.0.0.1/v2"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that a face needs, alive as long as the context that made it."""

    home: Home
    settings: Settings
    signed_in: SignedIn
    harvest: Harvest
    directory: Directory
    journal: Journal
    committer: Committer
    conversation: Conversation
    models: Models


def identity() -> Identity:
    """The sign-in service at `GLEANER_ID_URL`, else Harvest's own."""
    return Identity(id_url())


def session() -> Session:
    """Where the sign-in is kept: the environment, then the system's keyring."""
    return Session(Secrets(), identity())


@asynccontextmanager
async def open_services(
    home: Home,
    *,
    demo: bool = False,
    forgetful: bool = False,
    today: date | None = None,
    signed_in: SignedIn | None = None,
    on_wait: Callable[[str], None] | None = None,
    on_change: Callable[[Card], None] | None = None,
    on_offer: Callable[[AliasOffer], None] | None = None,
    second_reader: SecondReader | None = None,
    reads_only: bool = False,
) -> AsyncIterator[Services]:
    """Open Harvest (or, with `demo`, the embedded account; `forgetful`: in memory only) and all that works on it.

    `today` is the day around which the person's own entries are read, where it is not the real one. `signed_in` is
    used instead of what the environment or the keyring holds. `second_reader` is closed in the end; without one it
    is loaded into this process when it is needed, which a screen would notice (there: `Apart()`). With
    `reads_only`, for whoever surely writes nothing, a home that cannot be written is no reason to fail.
    Raises NotSignedIn, KeyringProblem, InsecureAddress, JournalError; Harvest itself is not asked yet.
    """
    second = second_reader or WhenNeeded()
    told = (on_wait, on_change, on_offer)
    if demo:
        home = home.demo
        embedded = _demo_harvest(None if forgetful else home.root, on_wait, reads_only=reads_only)
        async with (
            embedded as (imitation, account),
            _around(home, imitation, account, today, second, *told, reads_only=reads_only) as services,
        ):
            yield services
        return
    signed_in = signed_in or await session().restore()
    if signed_in is None:
        raise NobodySignedIn
    async with (
        Harvest(
            base_url=harvest_url(), account_id=signed_in.account_id, token=signed_in.token, on_wait=on_wait
        ) as harvest,
        _around(home, harvest, signed_in, today, second, *told, reads_only=reads_only) as services,
    ):
        yield services


@asynccontextmanager
async def _demo_harvest(
    home: Path | None, on_wait: Callable[[str], None] | None, *, reads_only: bool
) -> AsyncIterator[tuple[Harvest, SignedIn]]:
    # Only where it is asked for: the real thing needs no server.
    from desktop.demo.account import DemoAccount
    from desktop.demo.app import create_app

    try:
        account = DemoAccount.open(home=home)
    except OSError:
        if not reads_only:
            raise
        account = DemoAccount.open()
    token = PersonalToken(account.token)
    transport = httpx.ASGITransport(app=create_app(account))
    try:
        async with Harvest(
            base_url=DEMO_URL, account_id=account.account_id, token=token, transport=transport, on_wait=on_wait
        ) as harvest:
            yield harvest, SignedIn(str(account.account_id), "Demo account", token, Origin.PERSONAL)
    finally:
        account.close()


@asynccontextmanager
async def _around(
    home: Home,
    harvest: Harvest,
    signed_in: SignedIn,
    today: date | None,
    second: SecondReader,
    on_wait: Callable[[str], None] | None,
    on_change: Callable[[Card], None] | None,
    on_offer: Callable[[AliasOffer], None] | None,
    *,
    reads_only: bool,
) -> AsyncIterator[Services]:
    settings = load(home.settings)

    def keep_aliases(taught: tuple[Taught, ...]) -> None:
        update(home.settings, aliases=taught)

    journal = _fleeting_journal(home) if reads_only else Journal(home.journal)
    directory = Directory(harvest, today=lambda _: today) if today else Directory(harvest)
    stack = AsyncExitStack()
    stack.callback(second.close)
    try:
        _prune(journal)
        committer = Committer(harvest, journal, directory.account)
        aliases = AliasBook(settings.aliases, keep_aliases)
        conversation = _conversation(directory, committer, harvest, aliases, second, on_wait, on_change, on_offer)
        models = Models(conversation, on_wait)
        stack.push_async_callback(models.aclose)
        models.use(await open_model(home))
        yield Services(home, settings, signed_in, harvest, directory, journal, committer, conversation, models)
    finally:
        try:
            await stack.aclose()
            await directory.aclose()
        finally:
            journal.close()


def _conversation(
    directory: Directory,
    committer: Committer,
    harvest: Harvest,
    aliases: AliasBook,
    second: SecondReader,
    on_wait: Callable[[str], None] | None = None,
    on_change: Callable[[Card], None] | None = None,
    on_offer: Callable[[AliasOffer], None] | None = None,
) -> Conversation:
    return Conversation(
        directory,
        committer,
        Insights(harvest, on_wait),
        harvest,
        aliases=aliases,
        second_reader=second,
        on_change=on_change,
        on_offer=on_offer,
    )


@asynccontextmanager
async def another_conversation(
    services: Services, on_wait: Callable[[str], None] | None = None
) -> AsyncIterator[Conversation]:
    """One more conversation over the same Harvest, journal, committer and names, with cards of its own.

    `on_wait` is told what its language model does and says while an answer is worked out.
    """
    aliases = services.conversation.aliases
    second = services.conversation.understanding.second_reader
    conversation = _conversation(services.directory, services.committer, services.harvest, aliases, second)
    models = Models(conversation, on_wait)
    try:
        models.use(await open_model(services.home))
        yield conversation
    finally:
        conversation.close()
        await models.aclose()


def _fleeting_journal(home: Home) -> Journal:
    """The home's journal; where that cannot be opened, an empty one that ends with the program."""
    try:
        return Journal(home.journal)
    except JournalError as problem:
        log.info("%s", problem)
    memory = Path("/dev/shm")  # noqa: S108 - a folder of this program's own is made in it
    folder = tempfile.TemporaryDirectory(prefix="gleaner-", dir=memory if os.access(memory, os.W_OK) else None)
    journal = Journal(Path(folder.name) / home.journal.name)
    weakref.finalize(journal, folder.cleanup)
    return journal


def _prune(journal: Journal) -> None:
    """Forget what is old. Where that fails, the journal is only longer than it need be."""
    try:
        journal.prune()
    except JournalError as problem:
        log.warning("The journal was not pruned: %s", problem)
