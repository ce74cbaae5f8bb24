"""`gleaner login`: connect to Harvest by a personal access token, or by OAuth in the browser."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable

from desktop.app.services import identity, session
from desktop.cli.terminal import WITHOUT_KEYRING, ask_choice, printable, read_or_nothing, to_stderr, to_stdout, told
from desktop.harvest.auth.browser import sign_in as sign_in_by_browser
from desktop.harvest.auth.identity import Account, Identity
from desktop.harvest.auth.tokens import Application, Grant
from desktop.harvest.errors import HarvestError, KeyringProblem
from desktop.text.language import tr

Read = Callable[[str], str]

_MAY_ASK = "Your system may ask to unlock its keyring."


async def login(read: Read) -> bool:
    """Ask how to connect, check it with Harvest, keep it in the system's keyring. Whether that worked."""
    service = identity()
    to_stderr(tr("How do you want to connect to Harvest?"))
    ways = [tr("With a personal access token"), tr("In the browser (OAuth, your own application)")]
    way = ask_choice("", ways, read, to_stderr)
    if way is None:
        to_stderr(tr("Nothing was changed."))
        return False
    try:
        return await (_by_token(service, read) if way == 0 else _by_browser(service, read))
    except KeyringProblem as problem:
        to_stderr(f"{told(problem.reason)} {told(problem.advice)} {tr(WITHOUT_KEYRING)}")
        return False
    except HarvestError as problem:
        to_stderr(told(str(problem)))
        return False


async def _by_token(service: Identity, read: Read) -> bool:
    page = service.developers_page
    to_stderr(tr("Make a token at {page}, then paste it here; it is not shown.", page=page))
    token = _read_secret("Token: ")
    if not token:
        to_stderr(tr("Nothing was changed."))
        return False
    account = _pick((await service.accounts(token)).harvest, read)
    if account is None:
        return False
    to_stderr(told(_MAY_ASK))
    await session().keep_personal(token, account)
    return _welcome(account)


async def _by_browser(service: Identity, read: Read) -> bool:
    page, back = service.developers_page, Application("").redirect_uri
    to_stderr(tr("Register an application at {page} with the redirect URL {address}", page=page, address=back))
    client_id = read(tr("Client id: ")).strip()
    secret = _read_secret(tr("Client secret (Enter for none): "))
    if not client_id:
        to_stderr(tr("Nothing was changed."))
        return False
    application = Application(client_id, secret)
    to_stderr(tr("Your browser opens; allow the access there."))
    grant: Grant = await sign_in_by_browser(service, application)
    account = _pick((await service.accounts(grant.access_token)).harvest, read)
    if account is None:
        return False
    to_stderr(told(_MAY_ASK))
    await session().keep_grant(grant, application, account)
    return _welcome(account)


def _read_secret(prompt: str) -> str:
    """What is typed, unseen where there is a terminal; "" at the end of input."""
    if not sys.stdin.isatty():  # a pipe or a script: there is nothing to hide it from
        return read_or_nothing(prompt).strip()
    try:
        return getpass.getpass(prompt).strip()
    except EOFError:
        return ""


def _pick(accounts: tuple[Account, ...], read: Read) -> Account | None:
    if not accounts:
        to_stderr(tr("That sign-in reaches no Harvest account."))
        return None
    if len(accounts) == 1:
        return accounts[0]
    picked = ask_choice(tr("Which account?"), [account.name for account in accounts], read, to_stderr)
    return None if picked is None else accounts[picked]


def _welcome(account: Account) -> bool:
    name = printable(account.name)
    to_stdout(tr("Connected to {name}. The token is in your system's keyring, and nowhere else.", name=name))
    return True
