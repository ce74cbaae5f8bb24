"""What is done with the system's keyring, here and now: a deed comes in, what the keyring gives comes out.

Blocks for as long as the keyring takes (D-Bus, a dialog to unlock). Which problem of ours a keyring's own is, is said
here and nowhere else; none of them bears a secret.
"""

from __future__ import annotations

from contextlib import suppress

import keyring
import keyring.errors
from keyring.backend import KeyringBackend

from desktop.harvest.errors import KeyringFailing, KeyringLocked, KeyringMissing, KeyringProblem
from desktop.harvest.keyring_deed import Deed


def do(deed: Deed, backend: KeyringBackend | None = None) -> str | None:
    """What the keyring (None: the system's own) gives for "get" and "call". Raises KeyringProblem."""
    try:
        return _done(_usable(backend if backend is not None else keyring.get_keyring()), deed)
    except KeyringProblem:
        raise
    except keyring.errors.NoKeyringError:
        raise KeyringMissing from None
    except (keyring.errors.KeyringLocked, keyring.errors.InitError):
        # InitError: there is no collection to keep secrets in yet, and the question to make one was declined.
        raise KeyringLocked from None
    except Exception as error:
        raise KeyringFailing(type(error).__name__) from None


def _done(backend: KeyringBackend, deed: Deed) -> str | None:
    if deed.verb == "call":
        return str(backend.name)
    if deed.verb == "get":
        return backend.get_password(deed.service, deed.name)
    if deed.verb == "set":
        backend.set_password(deed.service, deed.name, deed.value)
    else:
        # Backends disagree on whether deleting what is not there is an error.
        with suppress(keyring.errors.PasswordDeleteError):
            backend.delete_password(deed.service, deed.name)
    return None


def _usable(backend: KeyringBackend) -> KeyringBackend:
    """Refuse backends that keep secrets in plain files, and those that keep nothing."""
    parts = list(getattr(backend, "backends", ())) or [backend]
    modules = [type(part).__module__ for part in parts]
    if all(module.startswith(("keyrings.alt", "keyring.backends.null", "keyring.backends.fail")) for module in modules):
        raise KeyringMissing
    return backend
