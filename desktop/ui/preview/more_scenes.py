"""Scenes around the conversation: signing in, settings, offers, what waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from desktop.agent.aliases import AliasOffer
from desktop.agent.drafts import DraftState, Reply
from desktop.ui.model_port import FoundModel, ModelView, OfferedTool, ToolRow, Trial
from desktop.ui.port import Taught, Waiting
from desktop.ui.preview.sample import ACCOUNT, ready
from desktop.ui.preview.scripted_port import ScriptedPort
from desktop.ui.preview.scripted_sides import ASKING, SPEECH
from desktop.ui.sign_in_port import AccountChoice, SignInView, Step
from desktop.ui.speech_port import DownloadView, Fetch, LeftRecording, ModelRow

_NO_KEYRING = (
    "This system has no keyring to keep the sign-in in. Install one (on Linux: GNOME Keyring or KWallet) and start "
    "Gleaner again. Or stay signed in for this session only."
)


def _signed_in(port: ScriptedPort) -> None:
    port.signed_in.emit(ACCOUNT)
    port.day_changed.emit(Decimal("1.5"))


def sign_in(port: ScriptedPort) -> None:
    """Nobody is signed in."""
    port.scripted_sign_in.show(ASKING)


def sign_in_harvest(port: ScriptedPort) -> None:
    """One button signs in."""
    port.scripted_sign_in.show(replace(ASKING, has_application=True))


def sign_in_failed(port: ScriptedPort) -> None:
    """Harvest did not like the token."""
    problem = "Harvest does not accept this token. Was all of it copied, and is it still on the page?"
    port.scripted_sign_in.show(replace(ASKING, problem=problem, may_look_again=True))


def sign_in_busy(port: ScriptedPort) -> None:
    """The browser is open."""
    port.scripted_sign_in.show(SignInView(Step.BROWSER))


def sign_in_picking(port: ScriptedPort) -> None:
    """Several accounts."""
    accounts = (AccountChoice(1, "Brightline Studio"), AccountChoice(2, "<b>Williams</b> & Co"))
    port.scripted_sign_in.show(SignInView(Step.PICKING, accounts=accounts))


def sign_in_keyring(port: ScriptedPort) -> None:
    """There is no keyring."""
    port.scripted_sign_in.show(SignInView(Step.KEYRING, problem=_NO_KEYRING))


def settings_accounts(port: ScriptedPort) -> None:
    """The sign-in reaches two accounts."""
    _signed_in(port)
    accounts = (AccountChoice(1, "Brightline Studio"), AccountChoice(2, "<b>Williams</b> & Co"))
    view = SignInView(Step.DONE, account_id=1, account_name="Brightline Studio", how="OAuth in the browser")
    port.scripted_sign_in.show(replace(view, accounts=accounts))


def settings(port: ScriptedPort) -> None:
    """Everything chosen, two names taught."""
    _signed_in(port)
    port.names_changed.emit((Taught("<i>wr</i>", "Website Redesign"), Taught("the portal", "Patient Portal")))


def settings_download(port: ScriptedPort) -> None:
    """A model on its way."""
    _signed_in(port)
    view = DownloadView("small", Fetch.RUNNING, "models.example", 120_900_000, 483_617_219, 5.2e6, 69.8)
    port.speech.download_changed.emit(view)


def settings_signed_out(port: ScriptedPort) -> None:
    """Signed out, and the settings could not be written."""
    port.scripted_sign_in.sign_out()
    port.scripted_speech.show(replace(SPEECH, problem="The settings cannot be written: No space left on device."))


_TOOLS = (
    ToolRow(
        "git",
        "mcp-server-git --repository ~/work/website",
        is_on=True,
        offered=(
            OfferedTool("git_log", "Shows the commit logs", says_it_reads=True),
            OfferedTool("git_commit", "Records changes to the repository", says_it_reads=False),
        ),
    ),
    ToolRow("calendar", "https://calendar.example/mcp"),
)


def settings_model(port: ScriptedPort) -> None:
    """A language model that was tried, and others that this machine offers."""
    _signed_in(port)
    found = (
        FoundModel("Ollama: qwen3:4b", "ollama_chat/qwen3:4b", "http://127.0.0.1:11434"),
        FoundModel("LM Studio: gemma-3-12b", "openai/gemma-3-12b", "http://127.0.0.1:1234/v1"),
    )
    trial = Trial(20, 20, 17, 42.0, is_over=True)
    port.scripted_model.show(
        ModelView(
            "openai/gpt-5-mini",
            has_key=True,
            may_read=True,
            found=found,
            trial=trial,
            log_path="sent.jsonl",
            tools=_TOOLS,
            files=(
                ModelRow("Qwen2.5 1.5B Instruct", 1_117_320_736, "3.1 s a sentence on this machine", False),
                ModelRow("Qwen3 4B Instruct", 2_497_280_736, "", False, come=400_000_000, held=400_000_000),
            ),
        )
    )


def offers(port: ScriptedPort) -> None:
    """Every quiet line there is."""
    _signed_in(port)
    port.speech.left_over.emit((LeftRecording("a.pcm", datetime(2026, 11, 20, 18, 4), 12.4),))
    port.said.emit("2 hours on WR")
    port.answer(Reply("One entry for today.", (ready("Mobile App", 11, "2"),)))
    port.offered.emit(AliasOffer("wr", 2, "Website Redesign"))
    port.speech.weights_missing.emit("small")


def outbox(port: ScriptedPort) -> None:
    """Two entries of an earlier run wait, and an e-mail is unclear."""
    _signed_in(port)
    why = "Harvest cannot be reached. Please check the network connection."
    cards = [replace(ready("Mobile App", 11, "2"), state=DraftState.CONFIRMED, reason=why) for _ in range(2)]
    waiting = [Waiting(card.id, "2 h, Mobile App", why, is_unclear=False, card=card) for card in cards]
    told = (
        "Harvest gave no clear answer, and does not list this e-mail. It was not sent again: please look, and decide."
    )
    port.outbox_changed.emit((*waiting, Waiting("mail", "Invoice 1007 to <b>Acme</b>", told, is_unclear=True)))


def offline(port: ScriptedPort) -> None:
    """Harvest cannot be reached while two entries wait."""
    outbox(port)
    port.reached.emit(False)


def sign_in_lost(port: ScriptedPort) -> None:
    """Harvest takes the sign-in no more, and an entry waits."""
    port.scripted_sign_in.show(SignInView(Step.DONE))
    _signed_in(port)
    card = replace(ready("Mobile App", 11, "2"), state=DraftState.CONFIRMED, reason="Not signed in.")
    port.outbox_changed.emit((Waiting(card.id, "2 h, Mobile App", card.reason, is_unclear=False, card=card),))
    problem = "Harvest does not accept the sign-in any more. Please sign in again."
    port.scripted_sign_in.show(replace(ASKING, problem=problem, may_look_again=True))


MORE = {
    scene.__name__: scene
    for scene in (
        sign_in,
        sign_in_harvest,
        sign_in_failed,
        sign_in_busy,
        sign_in_picking,
        sign_in_keyring,
        settings,
        settings_accounts,
        settings_model,
        settings_download,
        settings_signed_out,
        offers,
        outbox,
        sign_in_lost,
        offline,
    )
}
