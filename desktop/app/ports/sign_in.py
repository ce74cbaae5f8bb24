"""The sign-in as the screen sees it: every wish becomes a step on the worker's loop."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from desktop.ui.sign_in_port import SignInPort

if TYPE_CHECKING:
    from desktop.app.ports.sign_in_steps import SignInSteps

Submit = Callable[[Coroutine[Any, Any, None]], object]
Step = Callable[["SignInSteps"], Coroutine[Any, Any, None]]


class SignInDesk(SignInPort):
    """`submit` puts a coroutine on the worker's loop; `on_problem` hears sentences about a keyring that fails later."""

    def __init__(self, submit: Submit, on_problem: Callable[[str], None]) -> None:
        super().__init__()
        self._submit = submit
        self._on_problem = on_problem
        self._steps: SignInSteps | None = None

    @property
    def steps(self) -> SignInSteps:
        """What does the work. For the worker's thread alone."""
        if self._steps is None:
            # Keyring and HTTP take longer to import than the window to show, which must not wait for them.
            from desktop.app.ports.sign_in_steps import SignInSteps

            self._steps = SignInSteps(self._show, self._on_problem)
        return self._steps

    # --- the port --------------------------------------------------------------------------------------------------

    def use_token(self, token: str) -> None:
        """Connect with a personal access token."""
        self._do(lambda steps: steps.use_token(token.strip()))

    def use_browser(self, client_id: str, client_secret: str) -> None:
        """Connect with the user's own OAuth2 application."""
        self._do(lambda steps: steps.use_browser(client_id.strip(), client_secret.strip()))

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

    def _do(self, step: Step) -> None:
        async def work() -> None:
            await step(self.steps)

        self._submit(work())
