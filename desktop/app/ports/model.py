"""The language model as the screen sees it: every wish becomes a step on the worker's loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.app.ports.model_download import ModelDownload
from desktop.paths import Home
from desktop.ui.model_port import FoundModel, ModelPort, OfferedTool, ToolRow, Trial
from desktop.ui.speech_port import DownloadView, Fetch, ModelRow

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.agent.model.files import ModelFile
    from desktop.app.language_model import LanguageModel
    from desktop.settings import ConnectedTool, ModelSettings

log = logging.getLogger(__name__)

Submit = Callable[[Coroutine[Any, Any, None]], object]


class ModelDesk(ModelPort):
    """`submit` puts a coroutine on the worker's loop; `use` gives the conversation another model, there too."""

    def __init__(self, home: Home, submit: Submit, use: Callable[[LanguageModel | None], None]) -> None:
        super().__init__()
        self._home = home
        self._submit = submit
        self._use = use
        self._trying: asyncio.Task[None] | None = None
        self._looked: dict[str, ToolRow] = {}
        self._download = ModelDownload(home.models / "language", submit, self)
        self._download.changed.connect(self._show_download)

    def close(self) -> None:
        """The app ends: nothing goes on in the background."""
        self._download.cancel()

    # --- the port --------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Tell how it is set up, then what servers here offer."""

        async def work() -> None:
            from desktop.agent.model.local import found_here

            await self._tell()
            found = tuple(FoundModel(each.label, each.model, each.url) for each in await found_here())
            self._show(replace(self._view, found=found))

        self._do(work())

    def choose(self, model: str, url: str, key: str) -> None:
        """It has to prove itself, unless it has. The key goes to whom it was given for, and to nobody else."""

        async def work() -> None:
            from desktop.app.language_model import keep_key
            from desktop.settings import place_of

            self._stop()
            before = self._settings()
            owner = place_of(before.model, before.url) if before.key_for is None else before.key_for
            chosen = before.model_copy(update={"model": model, "url": url, "key_for": "" if key else owner})
            self._update(chosen)
            if key or not model:
                await keep_key(key)  # where the keyring does not take it, the old one is nobody's
            if key:
                self._update(chosen.model_copy(update={"key_for": place_of(model, url)}))
            self._show(replace(self._view, trial=None))
            await self._renew()
            await self._tell()

        self._do(work())

    def try_out(self) -> None:
        """Let it read our sentences."""

        async def work() -> None:
            self._stop()
            self._trying = asyncio.create_task(self._told(self._try()))

        self._do(work())

    def stop_trying(self) -> None:
        """End the trial."""

        async def work() -> None:
            self._stop()
            self._show(replace(self._view, trial=None))

        self._do(work())

    def use_file(self, name: str) -> None:
        """One that was fetched."""
        self.choose(str(self._path(name)), "", "")

    def ask_size(self, name: str) -> None:
        """How large is it?"""
        self._download.ask_size(self._files()[name])

    def download(self, name: str) -> None:
        """Fetch it."""
        self._download.start(self._files()[name])

    def cancel_download(self) -> None:
        """Stop."""
        self._download.cancel()

    def delete_download(self, name: str) -> None:
        """Delete what was fetched of it."""
        self._download.delete(self._files()[name])

    def keep_log(self, *, is_wanted: bool) -> None:
        """Whether what is sent is written down; what was, goes with the wish."""

        async def work() -> None:
            self._update(self._settings().model_copy(update={"keeps_log": is_wanted}))
            if not is_wanted:
                self._home.sent.unlink(missing_ok=True)
            await self._tell()

        self._do(work())

    def put_tool(self, row: ToolRow) -> None:
        """Keep a server as it is switched and ticked; one without ticks is looked at, so that there is what to tick."""

        async def work() -> None:
            def put(kept: list[ConnectedTool]) -> list[ConnectedTool]:
                seen = next((one.seen for one in kept if one.name == row.name and one.address == row.address), {})
                return [*(one for one in kept if one.name != row.name), _kept(row, seen)]

            if row.name in self._looked:
                self._looked[row.name] = replace(self._looked[row.name], problem="")  # the person has chosen since
            await self._keep_tools(put)
            if row.is_on and not row.ticked:
                await self._look_at(row)

        self._do(work())

    def look_at_tool(self, name: str) -> None:
        """Start that server and see what it offers."""

        async def work() -> None:
            for row in self._view.tools:
                if row.name == name:
                    await self._look_at(row)

        self._do(work())

    def forget_tool(self, name: str) -> None:
        """Forget a connected tool."""
        self._looked.pop(name, None)
        self._do(self._keep_tools(lambda kept: [one for one in kept if one.name != name]))

    # --- files -----------------------------------------------------------------------------------------------------

    def _show_download(self, view: DownloadView) -> None:
        self.download_changed.emit(view)
        if view.state is Fetch.DONE:
            self.use_file(view.model)
        elif view.state is Fetch.DELETED and self._view.model == str(self._path(view.model)):
            self.choose("", "", "")
        elif view.state in (Fetch.STOPPED, Fetch.DELETED):
            self._do(self._tell())

    def _files(self) -> dict[str, ModelFile]:
        from desktop.agent.model.files import FILES

        return FILES

    def _path(self, name: str) -> Path:
        return self._download.files(self._files()[name]).target

    def _file_row(self, name: str, settings: ModelSettings) -> ModelRow:
        files = self._download.files(self._files()[name])
        tried = settings.trial_of(str(files.target), "")
        speed = f"{tried.seconds:.1f} s a sentence on this machine" if tried else "here"
        source = speed if files.target.exists() else ""
        return ModelRow(name, files.model.size, source, is_english_only=False, come=files.come, held=files.held)

    # --- on the worker's loop --------------------------------------------------------------------------------------

    async def _try(self) -> None:
        from desktop.agent.model.proving import SENTENCES, may_read
        from desktop.app.language_model import try_out

        results = []
        trial = Trial(0, SENTENCES, 0, 0.0)
        self._show(replace(self._view, trial=trial))
        async for result in try_out(self._home):
            results.append(result)
            right = sum(each.is_right for each in results)
            seconds = sum(each.seconds for each in results)
            trial = Trial(len(results), SENTENCES, right, seconds, problem=result.problem)
            self._show(replace(self._view, trial=trial))
        if not trial.problem:
            await self._renew()
            await self._tell()
        self._show(replace(self._view, may_read=may_read(results), trial=replace(trial, is_over=True)))

    async def _keep_tools(self, change: Callable[[list[ConnectedTool]], list[ConnectedTool]]) -> None:
        from desktop.settings import load, update

        update(self._home.settings, connected_tools=tuple(change([*load(self._home.settings).connected_tools])))
        await self._renew()
        await self._tell()

    async def _look_at(self, row: ToolRow) -> None:
        from desktop.agent.model.connected import Server, changed_text, offered_by
        from desktop.agent.model.tools import ToolError

        self._looked[row.name] = replace(row, is_starting=True)
        await self._tell()
        try:
            found = await offered_by(Server(row.name, row.address))
            offered = tuple(OfferedTool(one.name, one.about, one.says_it_reads, one.mark) for one in found)
            changed = await self._untick_changed(row.name, {one.name: one.mark for one in offered})
            problem = changed_text(row.name, changed) if changed else ""
            seen = replace(row, offered=offered, problem=problem if offered else f"{row.name} offers no tools.")
        except ToolError as problem:
            seen = replace(row, problem=str(problem))
        if row.name in self._looked:  # not forgotten meanwhile
            self._looked[row.name] = seen
            await self._tell()

    async def _untick_changed(self, name: str, marks: dict[str, str]) -> list[str]:
        """What is offered under a ticked name and is another tool by now is ticked no more. Returns those names."""
        from desktop.settings import load

        kept = next((one for one in load(self._home.settings).connected_tools if one.name == name), None)
        changed = [tool for tool, mark in kept.seen.items() if marks.get(tool, mark) != mark] if kept else []
        if kept and changed:
            tools = tuple(tool for tool in kept.tools if tool not in changed)
            seen = {tool: mark for tool, mark in kept.seen.items() if tool in tools}
            left = kept.model_copy(update={"tools": tools, "seen": seen})
            await self._keep_tools(lambda every: [left if one.name == name else one for one in every])
        return changed

    def _stop(self) -> None:
        if self._trying is not None:
            self._trying.cancel()

    async def _renew(self) -> None:
        from desktop.app.language_model import open_model

        self._use(await open_model(self._home))

    async def _tell(self) -> None:
        from desktop.agent.model.gguf import can_run
        from desktop.app.language_model import key_of, wanted
        from desktop.settings import load

        choice = wanted(self._home)
        settings = self._settings()
        tools = load(self._home.settings).connected_tools
        names = tuple(self._files()) if can_run() else ()
        used = next((name for name in names if choice and choice.model == str(self._path(name))), "")
        self._show(
            replace(
                self._view,
                model=choice.model if choice else "",
                url=choice.url if choice else "",
                has_key=bool(choice and await key_of(choice)),
                may_read=bool(choice and choice.may_read),
                is_fixed=bool(choice and choice.is_from_environment),
                keeps_log=settings.keeps_log,
                log_path=str(self._home.sent) if self._home.sent.exists() else "",
                tools=tuple(self._row(tool) for tool in tools),
                files=tuple(self._file_row(name, settings) for name in names),
                file=used,
                problem="",
            )
        )

    def _row(self, tool: ConnectedTool) -> ToolRow:
        seen = self._looked.get(tool.name, ToolRow(tool.name, tool.address))
        return replace(seen, is_on=tool.is_on, ticked=tool.tools)

    def _settings(self) -> ModelSettings:
        from desktop.settings import load

        return load(self._home.settings).language_model

    def _update(self, settings: ModelSettings) -> None:
        from desktop.settings import update

        update(self._home.settings, language_model=settings)

    def _do(self, step: Coroutine[Any, Any, None]) -> None:
        self._submit(self._told(step))

    async def _told(self, step: Coroutine[Any, Any, None]) -> None:
        """What goes wrong is shown."""
        from desktop.harvest.errors import KeyringProblem
        from desktop.settings import SettingsError

        try:
            await step
        except (SettingsError, KeyringProblem, OSError) as problem:
            self._show(replace(self._view, trial=None, problem=str(problem)))


def _kept(row: ToolRow, before: Mapping[str, str]) -> ConnectedTool:
    """With the mark that each ticked tool had when it was ticked, else was seen with."""
    from desktop.settings import ConnectedTool

    marks = {one.name: one.mark for one in row.offered if one.mark} | dict(before)
    seen = {name: marks[name] for name in row.ticked if name in marks}
    return ConnectedTool(name=row.name, address=row.address, is_on=row.is_on, tools=row.ticked, seen=seen)
