"""The steps of signing in and out, on the worker's loop: keyring, identity service and browser."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from desktop.app.services import identity
from desktop.harvest.auth.browser import sign_in as sign_in_by_browser
from desktop.harvest.auth.identity import Account, Identity
from desktop.harvest.auth.session import Origin, Session, SignedIn
from desktop.harvest.auth.tokens import Application
from desktop.harvest.errors import HarvestError, KeyringMissing, KeyringProblem, NotSignedIn, SignInFailed
from desktop.harvest.places import SECRET_VARIABLE
from desktop.harvest.secrets import Secrets
from desktop.harvest.wire import TokenSource
from desktop.ui.sign_in_port import AccountChoice, SignInView, Step

_HOW = {
    Origin.ENVIRONMENT: "token of the environment",
    Origin.PERSONAL: "personal access token",
    Origin.OAUTH: "OAuth in the browser",
}
_ENVIRONMENT_STAYS = "HARVEST_ACCESS_TOKEN is set in the environment, and is used again when Gleaner starts."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """What to work with: a sign-in, or the embedded demo account where that is None."""

    signed_in: SignedIn | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A sign-in that works and is not kept yet. `keep` stores it for one account."""

    accounts: tuple[Account, ...]
    keep: Callable[[Account], Awaitable[SignedIn]]


class LatestToken:
    """The token of whoever signed in last, so that signing in anew does not end what is open."""

    def __init__(self, source: TokenSource) -> None:
        self.source = source

    async def token(self) -> str:
        """As the source's own."""
        return await self.source.token()

    async def renew(self, rejected: str) -> bool:
        """As the source's own; a token that was replaced meanwhile counts as renewed."""
        return await self.source.token() != rejected or await self.source.renew(rejected)


class SignInSteps:
    """Who is signed in, and how that comes to be. Lives on the worker's loop, where every method runs.

    `show` is told what there is to show; `on_problem` hears sentences about a keyring that fails later on.
    """

    def __init__(
        self,
        show: Callable[[SignInView], None],
        on_problem: Callable[[str], None],
        first: SignInView | None = None,
        client_id: str = "",
    ) -> None:
        self._tell = show
        self._on_problem = on_problem
        self._first = self.view = first or SignInView()
        self._application = Application(client_id, os.environ.get(SECRET_VARIABLE, "")) if client_id else None
        self._secrets = Secrets()
        self._opened: tuple[Identity, Session] | None = None
        self._task: asyncio.Task[Any] | None = None
        self._found: _Found | None = None
        self._account: Account | None = None
        self._entry: Entry | None = None
        self._latest: LatestToken | None = None
        self._arrived = asyncio.Event()
        self._left = asyncio.Event()

    # --- for the life of the services ------------------------------------------------------------------------------

    async def restore(self) -> None:
        """Look for a sign-in in the environment and the keyring; ask where there is none."""
        self._show(self._first)

        async def look() -> None:
            await self._guarded(self._restore())

        # A task of its own: whoever signs in meanwhile ends it, and must not end what waits here.
        self._task = looking = asyncio.create_task(look())
        await asyncio.wait({looking})

    def enter_demo(self) -> None:
        """Work with the embedded demo account."""
        self._enter(Entry(None))

    async def entry(self) -> Entry:
        """Wait until somebody is signed in."""
        while self._entry is None:
            await self._arrived.wait()
        self._left.clear()
        return self._entry

    async def left(self) -> None:
        """Wait until the entry given last is no longer the one to work with."""
        await self._left.wait()

    def ask_again(self, problem: str) -> None:
        """Harvest does not take the sign-in any more. What is open stays open for the same account."""
        if self.view.step is Step.DONE:
            self._ask(problem)

    # --- what the person does --------------------------------------------------------------------------------------

    async def use_token(self, token: str) -> None:
        """Connect with a personal access token."""
        await self._guarded(self._by_token(token))

    async def use_browser(self, client_id: str, client_secret: str) -> None:
        """Connect with the user's own OAuth2 application."""
        await self._guarded(self._by_browser(Application(client_id, client_secret)))

    async def use_application(self) -> None:
        """Connect with Gleaner's own application."""
        if self._application is not None:
            await self._guarded(self._by_browser(self._application))

    async def look_at_accounts(self) -> None:
        """Tell what else the sign-in reaches. Nothing is told where that cannot be found out, or it is one alone."""
        entry = self._entry
        if entry is None or entry.signed_in is None or entry.signed_in.origin is Origin.ENVIRONMENT:
            return
        try:
            reach = await self._service()[0].accounts(await entry.signed_in.token.token())
        except HarvestError as problem:
            log.info("The accounts of the sign-in cannot be told: %s", type(problem).__name__)
            return
        if self._entry is entry and self.view.step is Step.DONE and len(reach.harvest) > 1:
            choices = tuple(AccountChoice(account.id, account.name) for account in reach.harvest)
            self._show(replace(self.view, accounts=choices))

    async def change_account(self, account_id: int) -> None:
        """Another account of the same sign-in."""
        chosen = next((one for one in self.view.accounts if one.id == account_id), None)
        if chosen is None or self.view.step is not Step.DONE:
            return
        accounts = self.view.accounts
        try:
            signed_in = await self._service()[1].change_account(Account(id=chosen.id, name=chosen.name))
        except KeyringProblem as problem:
            self._show(replace(self.view, problem=problem.reason))
            return
        if signed_in is not None:
            self._enter(Entry(signed_in))
            self._show(replace(self.view, accounts=accounts))

    async def pick(self, account_id: int) -> None:
        """Use that account of those that were found."""
        await self._guarded(self._pick(account_id))

    async def try_keyring_again(self) -> None:
        """Store or look once more."""
        await self._guarded(self._keep() if self._account else self._restore())

    async def keep_for_session(self) -> None:
        """Do without the keyring."""
        await self._guarded(self._keep(session_only=True))

    async def use_demo(self) -> None:
        """Try the demo account."""
        await self._guarded(self._by_demo())

    async def cancel(self) -> None:
        """Give up what is under way."""
        await self._end_task()
        if self.view.step is Step.KEYRING:  # what the keyring did not take is not kept anywhere else, either
            self._secrets, self._opened = Secrets(), None
        if self.view.step is not Step.DONE:
            self._ask()

    async def sign_out(self) -> None:
        """Forget the tokens."""
        await self._guarded(self._sign_out())

    # --- one step at a time ----------------------------------------------------------------------------------------

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        """One step; whatever goes wrong becomes a sentence on the panel. Only one step is under way."""
        await self._end_task()
        self._task = asyncio.current_task()
        try:
            await work
        except KeyringProblem as problem:
            self._keyring_failed(problem)
        except NotSignedIn:
            self._ask("Harvest does not accept this token. Was all of it copied, and is it still on the page?")
        except HarvestError as problem:
            self._ask(str(problem))
        except Exception as problem:  # the last net; no traceback, since its frames know the token
            log.error("Signing in failed: %s", type(problem).__name__)
            self._ask(f"Something went wrong inside Gleaner ({type(problem).__name__}). Nothing was kept.")
        finally:
            if self._task is asyncio.current_task():
                self._task = None

    async def _end_task(self) -> None:
        task, self._task = self._task, None
        if task is not None and task is not asyncio.current_task() and not task.done():
            task.cancel()
            await asyncio.wait({task})

    def _service(self) -> tuple[Identity, Session]:
        """Made when first needed, since an address that is not safe is refused here. Raises InsecureAddress."""
        if self._opened is None:
            service = identity()
            session = Session(self._secrets, service, on_problem=lambda problem: self._on_problem(str(problem)))
            self._opened = service, session
        return self._opened

    async def _restore(self) -> None:
        signed_in = await self._service()[1].restore()
        if signed_in is None:
            self._ask()
        else:
            self._enter(Entry(signed_in))

    async def _by_token(self, token: str) -> None:
        service, session = self._service()
        self._show(SignInView(Step.CHECKING))
        accounts = (await service.accounts(token)).harvest
        await self._choose(_Found(accounts, lambda account: session.keep_personal(token, account)))

    async def _by_browser(self, application: Application) -> None:
        service, session = self._service()
        self._show(SignInView(Step.BROWSER))
        grant = await sign_in_by_browser(service, application)
        self._show(SignInView(Step.CHECKING))
        accounts = (await service.accounts(grant.access_token)).harvest
        await self._choose(_Found(accounts, lambda account: session.keep_grant(grant, application, account)))

    async def _by_demo(self) -> None:
        self.enter_demo()

    async def _choose(self, found: _Found) -> None:
        self._found = found
        if not found.accounts:
            raise SignInFailed("That sign-in works, but reaches no Harvest account.")
        if len(found.accounts) == 1:
            await self._pick(found.accounts[0].id)
            return
        choices = tuple(AccountChoice(account.id, account.name) for account in found.accounts)
        self._show(SignInView(Step.PICKING, accounts=choices))

    async def _pick(self, account_id: int) -> None:
        accounts = self._found.accounts if self._found else ()
        self._account = next((account for account in accounts if account.id == account_id), None)
        await self._keep()

    async def _keep(self, *, session_only: bool = False) -> None:
        if self._found is None or self._account is None:
            return
        self._secrets.session_only = session_only
        self._show(SignInView(Step.CHECKING, note="" if session_only else "Your system may ask to unlock its keyring."))
        self._enter(Entry(await self._found.keep(self._account)))

    def _enter(self, entry: Entry) -> None:
        before, self._found, self._account = self._entry, None, None
        signed_in = entry.signed_in
        if signed_in and before and before.signed_in and self._latest and _same(before.signed_in, signed_in):
            self._latest.source = signed_in.token
        else:
            if signed_in:
                self._latest = LatestToken(signed_in.token)
                entry = Entry(replace(signed_in, token=self._latest))
            self._entry = entry
            self._left.set()
            self._arrived.set()
        self._show(self._done(signed_in))

    def _done(self, signed_in: SignedIn | None) -> SignInView:
        if signed_in is None:
            return SignInView(Step.DONE, account_name="Demo account", how="nothing leaves this machine", is_demo=True)
        how = _HOW[signed_in.origin] + (", for this session only" if self._secrets.session_only else "")
        return SignInView(
            Step.DONE,
            account_id=int(signed_in.account_id) if signed_in.account_id.isdecimal() else 0,
            account_name=signed_in.account_name,
            how=how,
            tokens_page=self._service()[0].developers_page,
        )

    async def _sign_out(self) -> None:
        before, self._entry = self._entry, None
        self._arrived.clear()
        self._left.set()
        if before is None or before.signed_in is None:
            self._ask(note="You have left the demo account.")
            return
        self._show(SignInView(Step.CHECKING, note="Signing out…"))
        service, session = self._service()
        of_environment = before.signed_in.origin is Origin.ENVIRONMENT
        try:
            note = await session.sign_out()
        except KeyringMissing:
            note = f"You are signed out. {_ENVIRONMENT_STAYS if of_environment else ''}"
        except KeyringProblem as problem:
            words = "The sign-in may still be in it. To be sure, remove it at"
            self._ask(f"{problem.reason} {words} {service.developers_page}.")
            return
        finally:
            self._secrets.session_only = False
        self._ask(note=note.strip())

    def _keyring_failed(self, problem: KeyringProblem) -> None:
        if self._account is None:  # at the start: there may be a sign-in in it
            self._ask(str(problem), may_look_again=True)
        else:
            self._show(replace(self._asking(), step=Step.KEYRING, problem=str(problem)))

    def _show(self, view: SignInView) -> None:
        self.view = view
        self._tell(view)

    def _ask(self, problem: str = "", note: str = "", *, may_look_again: bool = False) -> None:
        self._found = self._account = None
        self._show(replace(self._asking(), problem=problem, note=note, may_look_again=may_look_again))

    def _asking(self) -> SignInView:
        try:
            page = self._service()[0].developers_page
        except HarvestError as problem:  # an address that is not safe
            return SignInView(Step.ASKING, problem=str(problem))
        return SignInView(
            Step.ASKING,
            tokens_page=page,
            redirect=Application("").redirect_uri,
            has_application=self._application is not None,
        )


def _same(one: SignedIn, other: SignedIn) -> bool:
    return one.account_id == other.account_id
