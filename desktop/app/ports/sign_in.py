"""The sign-in as the screen sees it: every wish becomes a step on the worker's loop."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from desktop.harvest.places import CLIENT_VARIABLE, environment_signs_in, id_url
from desktop.paths import Home
from desktop.preferences import glance
from desktop.ui.sign_in_port import SignInPort, SignInView, Step

if TYPE_CHECKING:
    from desktop.app.ports.sign_in_steps import SignInSteps

Submit = Callable[[Coroutine[Any, Any, None]], object]
Work = Callable[["SignInSteps"], Coroutine[Any, Any, None]]


class SignInDesk(SignInPort):
    """`submit` puts a coroutine on the worker's loop; `on_problem` hears sentences about a keyring that fails later."""

    def __init__(self, submit: Submit, on_problem: Callable[[str], None], home: Home | None = None) -> None:
        super().__init__()
        self._submit = submit
        self._on_problem = on_problem
        self._steps: SignInSteps | None = None
        self._mark = home.signed_in if home else None
        self._client_id = os.environ.get(CLIENT_VARIABLE, "") or (glance(home.settings).application_id if home else "")
        self._view = self._first()

    @property
    def steps(self) -> SignInSteps:
        """What does the work. For the worker's thread alone."""
        if self._steps is None:
            # Keyring and HTTP take longer to import than the window to show, which must not wait for them.
            from desktop.app.ports.sign_in_steps import SignInSteps

            self._steps = SignInSteps(self._tell, self._on_problem, self._view, self._client_id)
        return self._steps

    def _first(self) -> SignInView:
        """Where nobody was signed in when Gleaner ran last, the question stands there at once; the keyring is looked
        into meanwhile.
        """
        is_new = self._mark is not None and not (self._mark.exists() or environment_signs_in())
        return SignInView(tokens_page=f"{id_url()}/developers", has_application=bool(self._client_id), is_new=is_new)

    def _tell(self, view: SignInView) -> None:
        """On the worker's thread. Leaves a mark of who may be found in the keyring when Gleaner starts again."""
        if self._mark is not None:
            with contextlib.suppress(OSError):
                if view.step is Step.DONE and not view.is_demo:
                    self._mark.touch()
                elif view.step is Step.ASKING and not view.problem:
                    self._mark.unlink(missing_ok=True)
        self._show(view)

    # --- the port --------------------------------------------------------------------------------------------------

    def use_token(self, token: str) -> None:
        """Connect with a personal access token."""
        self._do(lambda steps: steps.use_token(token.strip()))

    def use_browser(self, client_id: str, client_secret: str) -> None:
        """Connect with the user's own OAuth2 application."""
        self._do(lambda steps: steps.use_browser(client_id.strip(), client_secret.strip()))

    def use_application(self) -> None:
        """Connect with Gleaner's own application."""
        self._do(lambda steps: steps.use_application())

    def look_at_accounts(self) -> None:
        """Ask what else the sign-in reaches."""
        self._do(lambda steps: steps.look_at_accounts())

    def change_account(self, account_id: int) -> None:
        """Work with another account."""
        self._do(lambda steps: steps.change_account(account_id))

    def pick(self, account_id: int) -> None:
        """Use that account of those that were found."""
        self._do(lambda steps: steps.pick(account_id))

    def try_keyring_again(self) -> None:
        """Store or look once more."""
        self._do(lambda steps: steps.try_keyring_again())

    def keep_for_session(self) -> None:
        """Do without the keyring."""
        self._do(lambda steps: steps.keep_for_session())

    def use_demo(self) -> None:
        """Try the demo account."""
        self._do(lambda steps: steps.use_demo())

    def cancel(self) -> None:
        """Give up what is under way."""
        self._do(lambda steps: steps.cancel())

    def sign_out(self) -> None:
        """Forget the tokens."""
        self._do(lambda steps: steps.sign_out())

    def _do(self, step: Work) -> None:
        async def work() -> None:
            await step(self.steps)

        self._submit(work())
