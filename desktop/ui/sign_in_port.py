"""The part of the port that connects to Harvest and disconnects. No value that comes out of it holds a secret."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class Step(StrEnum):
    """Where signing in is.

    looking ─▶ asking ─▶ checking or browser ─▶ (picking) ─▶ (keyring) ─▶ done ─▶ asking
    """

    LOOKING = "looking"  # in the keyring, at the start
    ASKING = "asking"  # nobody is signed in: how is it to be done?
    CHECKING = "checking"  # Harvest is asked about a token
    BROWSER = "browser"  # consent is asked for in the browser
    PICKING = "picking"  # the sign-in reaches several accounts
    KEYRING = "keyring"  # it works, but the keyring did not take it
    DONE = "done"


@dataclass(frozen=True, slots=True)
class AccountChoice:
    """An account of Harvest that the sign-in reaches."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class SignInView:
    """What there is to show. `problem`: what went wrong; `note`: a sentence that is no problem; both may be "".

    `tokens_page` is where a person makes and revokes tokens, `redirect` what their own application must be registered
    with. `may_look_again`: the keyring could not be read, and may hold a sign-in. `account_id`, `account_name` and
    `how` ("personal access token", ...) are set once signed in. `has_application`: Gleaner has an application id of its
    own, so that one button signs in. `is_new`: nobody was signed in when Gleaner ran last, so the question stands there
    while the keyring is still looked into. `accounts` are what is picked from or, once signed in, all that the sign-in
    reaches.
    """

    step: Step = Step.LOOKING
    problem: str = ""
    note: str = ""
    accounts: tuple[AccountChoice, ...] = ()
    tokens_page: str = ""
    redirect: str = ""
    account_id: int = 0
    account_name: str = ""
    how: str = ""
    is_demo: bool = False
    may_look_again: bool = False
    has_application: bool = False
    is_new: bool = False

    @property
    def is_asking(self) -> bool:
        """Whether the person is asked how to sign in."""
        return self.step is Step.ASKING or (self.step is Step.LOOKING and self.is_new)

    @property
    def is_outside(self) -> bool:
        """Whether signing in comes before anything else."""
        return self.is_asking or self.step not in (Step.LOOKING, Step.DONE)


class SignInPort(QObject):
    """Methods return at once; `changed` (`SignInView`) follows on the screen's thread. Secrets go in, and never out."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._view = SignInView()

    @property
    def view(self) -> SignInView:
        """What is shown now."""
        return self._view

    def use_token(self, token: str) -> None:
        """Connect with a personal access token."""
        raise NotImplementedError

    def use_browser(self, client_id: str, client_secret: str) -> None:
        """Connect with the user's own OAuth2 application; without a secret by the implicit flow."""
        raise NotImplementedError

    def use_application(self) -> None:
        """Connect in the browser with Gleaner's own application."""
        raise NotImplementedError

    def look_at_accounts(self) -> None:
        """Ask which other accounts the sign-in reaches; they are in the next view, if there are any."""

    def change_account(self, account_id: int) -> None:
        """Work with another account of the same sign-in."""
        raise NotImplementedError

    def pick(self, account_id: int) -> None:
        """Use that account."""
        raise NotImplementedError

    def try_keyring_again(self) -> None:
        """Store the sign-in once more: the keyring was unlocked."""
        raise NotImplementedError

    def keep_for_session(self) -> None:
        """Do without the keyring: forget the sign-in when Gleaner ends."""
        raise NotImplementedError

    def use_demo(self) -> None:
        """Try the embedded demo account."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Give up what is under way; back to the question."""
        raise NotImplementedError

    def sign_out(self) -> None:
        """Forget the tokens, here and in the keyring."""
        raise NotImplementedError

    def _show(self, view: SignInView) -> None:
        self._view = view
        self.changed.emit(view)
