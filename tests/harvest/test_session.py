"""Who is signed in: found again, kept, taken out."""

import keyring.errors
import pytest

from desktop.harvest.auth.identity import Account, Identity
from desktop.harvest.auth.session import Origin, Session
from desktop.harvest.auth.tokens import Application, Grant
from desktop.harvest.errors import KeyringLocked, NotSignedIn
from desktop.harvest.secrets import Secrets
from tests.harvest.scripted import Reply
from tests.harvest.test_secrets import Memory

STUDIO = Account(id=5, name="Studio", product="harvest")
APPLICATION = Application("client-1", "client-secret", "http://127.0.0.1:5000/cb")


@pytest.fixture
def backend():
    return Memory()


@pytest.fixture
def session(backend, server):
    """Makes a session, as a new process would."""

    def make(environ=None, **more):
        identity = Identity(server.origin, clock=lambda: 1000.0)
        return Session(Secrets(backend=backend), identity, environ=environ or {}, **more)

    return make


async def test_nobody_is_signed_in_at_first(session):
    assert await session().restore() is None


async def test_the_environment_comes_first_and_the_keyring_is_not_touched(session, backend):
    signed_in = await session({"HARVEST_ACCESS_TOKEN": " pt ", "HARVEST_ACCOUNT_ID": "5"}).restore()
    assert (signed_in.account_id, await signed_in.token.token(), signed_in.origin) == ("5", "pt", Origin.ENVIRONMENT)
    assert backend.calls == []
    assert await session({"HARVEST_ACCESS_TOKEN": "pt"}).restore() is None


async def test_a_personal_token_is_found_again(session, backend):
    await session().keep_personal(" pt-1\n", STUDIO)
    signed_in = await session().restore()
    assert (signed_in.account_id, signed_in.account_name, signed_in.origin) == ("5", "Studio", Origin.PERSONAL)
    assert await signed_in.token.token() == "pt-1"
    assert "pt-1" not in backend.kept["Gleaner", "details"]


async def test_an_oauth_sign_in_is_found_again_and_renewed_tokens_with_it(session, server, backend):
    grant = {"access_token": "at-2", "refresh_token": "rt-2", "expires_in": 5000}
    server.on("POST /api/v2/oauth2/token", Reply(grant))
    await session().keep_grant(Grant("at-1", "rt-1", 1100), APPLICATION, STUDIO)
    signed_in = await session().restore()
    assert await signed_in.token.token() == "at-2"
    assert server.seen[0].form["client_secret"] == "client-secret"
    again = await session().restore()
    assert await again.token.token() == "at-2"
    assert len(server.seen) == 1
    assert {name for _, name in backend.kept} == {"details", "access_token", "refresh_token", "client_secret"}
    assert not any(secret in backend.kept["Gleaner", "details"] for secret in ("at-", "rt-", "client-secret"))


async def test_two_processes_share_a_refresh_token_that_is_good_once(session, server):
    fresh = {"access_token": "at-2", "refresh_token": "rt-2", "expires_in": 5000}

    def redeem(request):
        return Reply(fresh) if request.form["refresh_token"] == "rt-1" and len(server.seen) == 1 else Reply({}, 400)

    server.on("POST /api/v2/oauth2/token", redeem)
    await session().keep_grant(Grant("at-1", "rt-1", 1100), APPLICATION, STUDIO)
    tray, command = await session().restore(), await session().restore()
    assert await tray.token.token() == "at-2"
    assert await command.token.token() == "at-2"


async def test_signing_in_with_a_token_leaves_nothing_of_the_sign_in_before(session, backend):
    await session().keep_grant(Grant("at-1", "rt-1", 1100), APPLICATION, STUDIO)
    await session().keep_personal("pt-1", STUDIO)
    assert {name for _, name in backend.kept} == {"details", "access_token"}


async def test_signing_out_deletes_everything_and_says_where_to_revoke(session, backend, server):
    here = session()
    await here.keep_grant(Grant("at-1", "rt-1", 1100), APPLICATION, STUDIO)
    assert f"{server.origin}/developers" in await here.sign_out()
    assert backend.kept == {}
    assert await here.restore() is None
    assert "HARVEST_ACCESS_TOKEN" in await session({"HARVEST_ACCESS_TOKEN": "x"}).sign_out()


async def test_a_locked_keyring_is_explained_and_this_session_can_go_on(backend, server):
    backend.error = keyring.errors.KeyringLocked("x")
    secrets = Secrets(backend=backend)
    session = Session(secrets, Identity(server.origin), environ={})
    with pytest.raises(KeyringLocked, match="this session only"):
        await session.keep_personal("pt-1", STUDIO)
    secrets.session_only = True
    await session.keep_personal("pt-1", STUDIO)
    assert await (await session.restore()).token.token() == "pt-1"
    assert backend.kept == {}


async def test_a_renewed_token_that_cannot_be_stored_still_serves(session, server, backend):
    problems = []
    server.on("POST /api/v2/oauth2/token", Reply({"access_token": "at-2", "refresh_token": "rt-2", "expires_in": 9000}))
    signed_in = await session(on_problem=problems.append).keep_grant(Grant("at-1", "rt-1", 1100), APPLICATION, STUDIO)
    backend.error = keyring.errors.KeyringLocked("x")
    assert await signed_in.token.token() == "at-2"
    assert [type(problem) for problem in problems] == [KeyringLocked]


@pytest.mark.parametrize("damaged", ["", "{", '{"origin": "oauth"}', "[]"])
async def test_damaged_details_are_no_sign_in(session, backend, damaged):
    backend.kept.update({("Gleaner", "access_token"): "at", ("Gleaner", "details"): damaged})
    assert await session().restore() is None


async def test_an_expired_implicit_token_is_no_sign_in(session):
    signed_in = await session().keep_grant(Grant("at-1", "", 900), Application("client-1"), STUDIO)
    with pytest.raises(NotSignedIn):
        await signed_in.token.token()
