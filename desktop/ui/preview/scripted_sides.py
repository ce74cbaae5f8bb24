"""The doors beside the port, scripted: they note down what was asked and show what they are told to."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from desktop.preferences import Preferences
from desktop.ui.day_port import DayPort, DayView
from desktop.ui.model_port import ModelPort, ModelView, ToolRow
from desktop.ui.preferences_port import LoginView, PreferencesPort
from desktop.ui.shortcut_port import KeysView, ShortcutPort, ShortcutView
from desktop.ui.sign_in_port import SignInPort, SignInView, Step
from desktop.ui.speech_port import DownloadView, Fetch, MicrophoneRow, ModelRow, SpeechPort, SpeechView
from desktop.ui.texting_port import TextingPort, TextingView

ASKING = SignInView(
    Step.ASKING,
    tokens_page="https://id.getharvest.com/developers",
    redirect="http://127.0.0.1:47823/callback",
)
SPEECH = SpeechView(
    models=(
        ModelRow("tiny.en", 75_571_315, "comes with Gleaner", is_english_only=True, speed=0.06),
        ModelRow("tiny", 75_572_083, "", is_english_only=False),
        ModelRow("base.en", 145_261_783, "downloaded", is_english_only=True, held=145_261_783),
        ModelRow("base", 145_262_807, "in Whisper's folder", is_english_only=False),
        ModelRow("small.en", 483_615_683, "", is_english_only=True),
        ModelRow("small", 483_617_219, "", is_english_only=False),
        ModelRow("medium", 1_528_008_539, "", is_english_only=False, come=420_000_000, held=420_000_000),
        ModelRow("turbo", 1_617_941_637, "", is_english_only=False),
    ),
    model="tiny.en",
    language="en",
    microphones=(MicrophoneRow("one", "Built-in microphone", True), MicrophoneRow("two", "USB headset", False)),
    can_read_back=True,
)


class ScriptedSignIn(SignInPort):
    """`calls` lists what the widgets asked for, as (method, arguments)."""

    def __init__(self) -> None:
        super().__init__()
        self._view = SignInView(Step.DONE, account_name="Brightline Studio", how="personal access token")
        self.calls: list[tuple[str, tuple[object, ...]]] = []

    def show(self, view: SignInView) -> None:
        """Show that now."""
        self._show(view)

    def use_token(self, token: str) -> None:
        """Noted down; Harvest is asked."""
        self.calls.append(("use_token", (token,)))
        self.show(SignInView(Step.CHECKING))

    def use_browser(self, client_id: str, client_secret: str) -> None:
        """Noted down; the browser is open."""
        self.calls.append(("use_browser", (client_id, client_secret)))
        self.show(SignInView(Step.BROWSER))

    def use_application(self) -> None:
        """Noted down; the browser is open."""
        self.calls.append(("use_application", ()))
        self.show(SignInView(Step.BROWSER))

    def change_account(self, account_id: int) -> None:
        """Noted down; it is the one that is shown."""
        self.calls.append(("change_account", (account_id,)))
        name = next(one.name for one in self._view.accounts if one.id == account_id)
        self.show(replace(self._view, account_name=name, account_id=account_id))

    def pick(self, account_id: int) -> None:
        """Noted down."""
        self.calls.append(("pick", (account_id,)))

    def try_keyring_again(self) -> None:
        """Noted down."""
        self.calls.append(("try_keyring_again", ()))

    def keep_for_session(self) -> None:
        """Noted down."""
        self.calls.append(("keep_for_session", ()))

    def use_demo(self) -> None:
        """Noted down; signed in."""
        self.calls.append(("use_demo", ()))
        self.show(SignInView(Step.DONE, account_name="Demo account", how="nothing leaves this machine", is_demo=True))

    def cancel(self) -> None:
        """Back to the question."""
        self.calls.append(("cancel", ()))
        self.show(ASKING)

    def sign_out(self) -> None:
        """Signed out."""
        self.calls.append(("sign_out", ()))
        self.show(replace(ASKING, note="You are signed out, and this computer has forgotten the sign-in."))


class ScriptedSpeech(SpeechPort):
    """`calls` lists what the widgets asked for, as (method, arguments); choices are shown at once."""

    def __init__(self) -> None:
        super().__init__()
        self._view = SPEECH
        self.calls: list[tuple[str, tuple[object, ...]]] = []

    def show(self, view: SpeechView) -> None:
        """Show that now."""
        self._show(view)

    def look(self) -> None:
        """Nothing has changed."""
        self.show(self._view)

    def choose_model(self, name: str) -> None:
        """Chosen."""
        self._choose("model", name)

    def choose_path(self, path: str) -> None:
        """Chosen."""
        self._choose("path", path)

    def choose_language(self, code: str) -> None:
        """Chosen."""
        self._choose("language", code)

    def choose_microphone(self, device_id: str) -> None:
        """Chosen."""
        self._choose("microphone", device_id)

    def read_back(self, *, is_wanted: bool) -> None:
        """Chosen."""
        self._choose("reads_back", is_wanted)

    def end_after(self, seconds: float) -> None:
        """Chosen."""
        self._choose("ends_after", seconds)

    def try_microphone(self, *, is_wanted: bool) -> None:
        """Noted down."""
        self.calls.append(("try_microphone", (is_wanted,)))

    def ask_size(self, model: str) -> None:
        """The site answers at once."""
        self.calls.append(("ask_size", (model,)))
        self.download_changed.emit(DownloadView(model, Fetch.OFFERED, "models.example", total=483_617_219))

    def download(self, model: str) -> None:
        """A quarter is there already."""
        self.calls.append(("download", (model,)))
        view = DownloadView(model, Fetch.RUNNING, "models.example", 120_900_000, 483_617_219, 5.2e6, 69.8)
        self.download_changed.emit(view)

    def cancel_download(self) -> None:
        """Stopped."""
        self.calls.append(("cancel_download", ()))
        words = "The download was cancelled. What has come is kept."
        view = DownloadView("small", Fetch.STOPPED, "models.example", 120_900_000, 483_617_219, problem=words)
        self.download_changed.emit(view)

    def delete_download(self, model: str) -> None:
        """Deleted at once."""
        self.calls.append(("delete_download", (model,)))
        rows = {row.name: row for row in self._view.models}
        gone = replace(rows[model], source="", come=0, held=0)
        self.download_changed.emit(DownloadView(model, Fetch.DELETED, done=rows[model].held, total=gone.size))
        self.show(replace(self._view, models=tuple(gone if row.name == model else row for row in self._view.models)))

    def read_left(self, recording_id: str) -> None:
        """Noted down."""
        self.calls.append(("read_left", (recording_id,)))

    def delete_left(self, recording_id: str) -> None:
        """Noted down."""
        self.calls.append(("delete_left", (recording_id,)))

    def _choose(self, field: str, value: object) -> None:
        self.calls.append((field, (value,)))
        self.show(replace(self._view, **{field: value}))  # type: ignore[arg-type]


class ScriptedDay(DayPort):
    """`calls` lists what the widgets asked for, as (method, arguments); choices are shown at once."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, tuple[object, ...]]] = []

    def show(self, view: DayView) -> None:
        """Show that now."""
        self._show(view)

    def look(self) -> None:
        """Nothing has changed."""
        self.show(self._view)

    def set_up(self, *, is_on: bool, at: time, weekdays: tuple[int, ...]) -> None:
        """Chosen."""
        self.calls.append(("set_up", (is_on, at, weekdays)))
        self.show(replace(self._view, is_on=is_on, at=at, weekdays=weekdays))

    def snooze(self, minutes: int) -> None:
        """Noted down."""
        self.calls.append(("snooze", (minutes,)))

    def waive(self) -> None:
        """Noted down."""
        self.calls.append(("waive", ()))


class ScriptedShortcut(ShortcutPort):
    """`calls` lists what the widgets asked for, as (method, arguments); choices are shown at once."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, tuple[object, ...]]] = []
        self._view = ShortcutView(
            is_on=True,
            quick=KeysView("Ctrl+Alt+G", "Ctrl+Alt+G works everywhere.", is_active=True),
            talk=KeysView("Ctrl+Alt+Space", "Ctrl+Alt+Space works everywhere.", is_active=True),
        )

    def show(self, view: ShortcutView) -> None:
        """Show that now."""
        self._show(view)

    def switch(self, *, is_on: bool) -> None:
        """Chosen."""
        self.calls.append(("switch", (is_on,)))
        self.show(replace(self._view, is_on=is_on))

    def choose(self, *, quick: str, talk: str) -> None:
        """Chosen."""
        self.calls.append(("choose", (quick, talk)))
        first, second = (KeysView(keys, f"{keys} works everywhere.", is_active=True) for keys in (quick, talk))
        self.show(ShortcutView(is_on=True, quick=first, talk=second))

    def record(self, *, is_recording: bool) -> None:
        """Noted down."""
        self.calls.append(("record", (is_recording,)))

    def try_out(self, *, is_wanted: bool) -> None:
        """Begun or ended."""
        self.calls.append(("try_out", (is_wanted,)))
        self.show(replace(self._view, trial="Press them now." if is_wanted else "", is_trying=is_wanted))


class ScriptedPreferences(PreferencesPort):
    """Everything is taken; `can_start` is whether the system lets itself be told to start Gleaner."""

    def __init__(self) -> None:
        super().__init__(Preferences(favourites=("15 min on the stand-up", "1h internal training")))
        self.can_start = True

    @property
    def folder(self) -> str:
        """A folder as on most systems."""
        return "/home/robin/.local/share/gleaner"

    def look_at_login(self) -> None:
        """As it was left."""
        self._show_login(LoginView(self._login.is_on, can_change=True))

    def start_at_login(self, *, is_wanted: bool) -> None:
        """Done, or not."""
        problem = "" if self.can_start else "The folder for programs that start at login cannot be written."
        self._show_login(LoginView(is_wanted and self.can_start, can_change=True, problem=problem))

    def _keep(self, value: Preferences) -> None:
        """In memory alone."""


class ScriptedModel(ModelPort):
    """`calls` lists what the widgets asked for, as (method, arguments); choices are shown at once."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, tuple[object, ...]]] = []

    def show(self, view: ModelView) -> None:
        """Show that now."""
        self._show(view)

    def look(self) -> None:
        """Nothing has changed."""
        self.show(self._view)

    def choose(self, model: str, url: str, key: str) -> None:
        """Chosen."""
        self.calls.append(("choose", (model, url, key)))
        self.show(replace(self._view, model=model, url=url, has_key=bool(key), trial=None))

    def try_out(self) -> None:
        """Noted down."""
        self.calls.append(("try_out", ()))

    def stop_trying(self) -> None:
        """Noted down."""
        self.calls.append(("stop_trying", ()))

    def use_file(self, name: str) -> None:
        """Chosen."""
        self.calls.append(("use_file", (name,)))
        self.show(replace(self._view, model=name, file=name))

    def ask_size(self, name: str) -> None:
        """Noted down."""
        self.calls.append(("ask_size", (name,)))

    def download(self, name: str) -> None:
        """Noted down."""
        self.calls.append(("download", (name,)))

    def cancel_download(self) -> None:
        """Noted down."""
        self.calls.append(("cancel_download", ()))

    def delete_download(self, name: str) -> None:
        """Noted down."""
        self.calls.append(("delete_download", (name,)))

    def keep_log(self, *, is_wanted: bool) -> None:
        """Chosen."""
        self.calls.append(("keep_log", (is_wanted,)))
        self.show(replace(self._view, keeps_log=is_wanted))

    def put_tool(self, row: ToolRow) -> None:
        """Kept."""
        self.calls.append(("put_tool", (row,)))
        self.show(replace(self._view, tools=(*(one for one in self._view.tools if one.name != row.name), row)))

    def look_at_tool(self, name: str) -> None:
        """Noted down."""
        self.calls.append(("look_at_tool", (name,)))

    def forget_tool(self, name: str) -> None:
        """Forgotten."""
        self.calls.append(("forget_tool", (name,)))
        self.show(replace(self._view, tools=tuple(one for one in self._view.tools if one.name != name)))


class ScriptedTexting(TextingPort):
    """`calls` lists what the widgets asked for, as (method, arguments)."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, tuple[object, ...]]] = []

    def show(self, view: TextingView) -> None:
        """Show that now."""
        self._show(view)

    def look(self) -> None:
        """Nothing has changed."""
        self.show(self._view)

    def keep(self, numbers: str, address: str, token: str) -> None:
        """Noted down."""
        self.calls.append(("keep", (numbers, address, token)))

    def forget_token(self) -> None:
        """Forgotten."""
        self.calls.append(("forget_token", ()))
        self.show(replace(self._view, has_token=False))
