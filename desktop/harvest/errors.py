"""What can go wrong with Harvest, as one tree. `str(error)` is a sentence for people; it never holds a token.

    HarvestError
    ├── NotSignedIn          401: no token, or one that Harvest does not take any more
    │   ├── NobodySignedIn       no sign-in is kept here, or in the environment
    │   └── NoAccountId          what is given as the account's ID cannot be one
    ├── Forbidden            403: the person's role may not do that
    ├── NotFound             404: it is not there, or this person may not see it
    ├── Refused              400, 409, 422 and other 4xx: `.message` is what Harvest said
    ├── Throttled            429, and waiting as asked did not help or would take too long
    ├── Unreachable          the request surely did not reach Harvest: name lookup, connect, no free connection
    ├── Unclear              it may have been applied: timeout or drop after sending, 5xx, an answer that cannot be read
    │   └── TooLarge             an answer larger than any of Harvest's is, not read to its end
    ├── Incomplete           a list that could not be fetched to its end
    ├── InsecureAddress      an address that a token must not be sent to
    ├── SignInFailed         OAuth: refused consent, wrong state, no answer from the browser
    └── KeyringProblem       the system's keyring cannot be used; `.advice` says what to do
        ├── KeyringMissing       there is none
        ├── KeyringLocked        it is locked, or the question to unlock it was declined
        ├── KeyringFailing       it answered with an error
        └── KeyringSilent        it did not answer in time

For a write, only `Unclear` leaves open whether Harvest has it (`maybe_applied`); after every other error it surely
has not.
"""

# ruff: noqa: N818 - the names are Harvest's answers in plain words; all are exceptions by their base

from __future__ import annotations


class HarvestError(Exception):
    """Any failure of a call to Harvest, or of what is needed to make one."""

    maybe_applied: bool = False
    """Whether a write that ended with this may have been carried out all the same."""


class _Answered(HarvestError):
    """Harvest answered, with an error status."""

    default = "Harvest refused the request."

    def __init__(self, message: str = "", *, status: int = 0) -> None:
        self.message = message
        """Harvest's own words, "" where it gave none. Untrusted text: show it as plain text."""
        self.status = status
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        return f"{self.default.removesuffix('.')}: {self.message}" if self.message else self.default


class NotSignedIn(_Answered):
    """401. Signing in again helps; nothing else does."""

    default = "Harvest does not accept the sign-in any more. Please sign in again."

    def _sentence(self) -> str:
        return self.default


class NobodySignedIn(NotSignedIn):
    """No sign-in is kept here, or in the environment; nothing was sent."""

    default = "Nobody is signed in to Harvest on this computer."


class NoAccountId(NotSignedIn):
    """What was given as the ID of the account cannot be one; nothing was sent."""

    default = "The account ID of Harvest is a number. Please correct HARVEST_ACCOUNT_ID, or sign in again."


class Forbidden(_Answered):
    """403. The token is good, the person's role does not reach that far."""

    default = "Your role in Harvest does not allow this."


class NotFound(_Answered):
    """404. Harvest answers so, too, for some things that exist but may not be seen by this person."""

    default = "Harvest does not have this, or you may not see it."

    def _sentence(self) -> str:
        return self.default


class Refused(_Answered):
    """400, 409, 422 and every other 4xx: understood and declined. The very same request will be declined again."""

    default = "Harvest refused the request."


class Throttled(_Answered):
    """429 more often than we wait for, or a wait longer than we accept. `retry_after` is in seconds, if known."""

    default = "Harvest asks us to slow down. Please try again in a few minutes."

    def __init__(self, message: str = "", *, status: int = 429, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(message, status=status)

    def _sentence(self) -> str:
        return self.default


class Unreachable(HarvestError):
    """The request surely did not reach Harvest: sending it again later is safe."""

    def __init__(self, message: str = "Harvest cannot be reached. Please check the network connection.") -> None:
        super().__init__(message)


class Unclear(HarvestError):
    """The request may have been applied, and nothing readable came back. Look before sending it again."""

    maybe_applied = True

    def __init__(self, message: str = "Harvest gave no clear answer.", *, status: int = 0) -> None:
        self.status = status
        super().__init__(message)


class TooLarge(Unclear):
    """An answer larger than any of Harvest's is, not read to its end. Asking again would bring the same."""

    def __init__(self, *, status: int = 0) -> None:
        super().__init__("The answer is larger than any of Harvest's, so it was not read to its end.", status=status)


class Incomplete(HarvestError):
    """A list could not be fetched to its end, so nothing of it is given out."""


class InsecureAddress(HarvestError):
    """An address that is neither https nor loopback, or that belongs to another host than the account's."""


class SignInFailed(HarvestError):
    """Signing in through the browser did not end with a token. `code` is OAuth's error code, if there was one."""

    def __init__(self, message: str, *, code: str = "") -> None:
        self.code = code
        super().__init__(message)


class KeyringProblem(HarvestError):
    """The system's keyring cannot be used. `reason` says why, `advice` what a person can do about it."""

    reason = "The system's keyring cannot be used."
    advice = "Try again after signing in to the desktop anew."

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(f"{self.reason} {self.advice} Or stay signed in for this session only.")


class KeyringMissing(KeyringProblem):
    """No keyring service runs here."""

    reason = "This system has no keyring to keep the sign-in in."
    advice = "Install one (on Linux: GNOME Keyring or KWallet) and start Gleaner again."


class KeyringLocked(KeyringProblem):
    """The keyring is locked, or the person declined to unlock it."""

    reason = "The system's keyring is locked."
    advice = "Unlock it and try again."


class KeyringFailing(KeyringProblem):
    """The keyring answered with an error. `detail` names the kind of error, no secret."""

    reason = "The system's keyring does not answer as it should."


class KeyringSilent(KeyringProblem):
    """The keyring did not answer in time: it hangs, or asks to be unlocked and waits itself."""

    reason = "The system's keyring does not answer."
    advice = "If it asks to be unlocked, do so and try again. Else sign in to the desktop anew."
