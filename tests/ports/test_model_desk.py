"""The language model's door over the real core: chosen, kept, tried against a server on loopback."""

import asyncio
import hashlib
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from desktop.agent.model.connected import Offered
from desktop.agent.model.files import FILES, ModelFile
from desktop.agent.model.gguf import is_model_file
from desktop.app.language_model import key_of, wanted
from desktop.app.ports.model import ModelDesk
from desktop.settings import ModelSettings, load, update
from desktop.ui.model_port import ToolRow
from tests.model.openai_server import Server, words


@pytest.fixture
def server_of_models(monkeypatch):
    monkeypatch.delenv("GLEANER_LLM_MODEL", raising=False)
    server = Server()
    yield server
    server.close()


async def until(desk, condition):
    told = asyncio.Event()
    desk.changed.connect(told.set)
    async with asyncio.timeout(240):
        while not condition():
            told.clear()
            await told.wait()
    desk.changed.disconnect(told.set)


@dataclass(frozen=True)
class HereFile(ModelFile):
    """A model file that a server on loopback publishes."""

    @property
    def url(self):
        return self.repository


async def test_a_model_file_is_fetched_used_and_deleted(qapp, safe, home, monkeypatch):
    monkeypatch.delenv("GLEANER_LLM_MODEL", raising=False)
    monkeypatch.setattr("desktop.agent.model.gguf.can_run", lambda: True)
    body = b"GGUF" * 50_000

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        thread = Thread(target=site.serve_forever, args=(0.01,))
        thread.start()
        address = f"http://127.0.0.1:{site.server_port}/small.gguf"
        small = HereFile("Small", len(body), hashlib.sha256(body).hexdigest(), address, "", "small.gguf")
        monkeypatch.setattr("desktop.agent.model.files.FILES", {"Small": small})
        tasks = []
        desk = ModelDesk(home, lambda step: tasks.append(asyncio.ensure_future(step)), lambda _: None)
        desk.look()
        await until(desk, lambda: desk.view.files)
        assert desk.view.files[0].source == ""
        desk.download("Small")
        await until(desk, lambda: desk.view.file == "Small")
        site.shutdown()
        thread.join()
    assert desk.view.model == str(home.models / "language" / "small.gguf")
    assert is_model_file(Path(desk.view.model))
    assert desk.view.files[0].source
    desk.delete_download("Small")
    await until(desk, lambda: not desk.view.model)
    assert desk.view.files[0].held == 0


@pytest.mark.parametrize("model", FILES.values(), ids=lambda one: one.name)
def test_what_is_offered_is_pinned(model):
    assert len(model.sha256) == 64
    assert len(model.revision) == 40
    assert model.revision in model.url


async def test_a_key_goes_to_whom_it_was_given_for_alone(qapp, safe, home, monkeypatch):
    monkeypatch.delenv("GLEANER_LLM_MODEL", raising=False)
    steps = []
    desk = ModelDesk(home, steps.append, lambda _: None)

    async def sent(model, url="", key=""):
        desk.choose(model, url, key)
        await steps.pop()
        found = await key_of(wanted(home))
        assert desk.view.has_key == bool(found)
        return found

    before = ModelSettings(model="openai/gpt-5-mini")  # a file of before it was noted whose the key is
    update(home.settings, language_model=before)
    safe.kept["language-model"] = "sk-old"
    assert await key_of(wanted(home)) == "sk-old"
    assert await sent("openai/gpt-5") == "sk-old"
    assert await sent("ollama_chat/qwen3:4b", "http://127.0.0.1:11434") == ""
    assert await sent("openai/gpt-5", "https://proxy.example/v1") == ""
    assert await sent("mistral/small") == ""
    assert await sent("OpenAI/gpt-5") == "sk-old"
    assert await sent("openai/gpt-5", "https://proxy.example/v1", "sk-2") == "sk-2"
    assert await sent("other/model", "https://proxy.example/v1/") == "sk-2"
    assert await sent("openai/gpt-5") == ""
    safe.is_locked = True
    desk.choose("mistral/small", "", "sk-3")
    await steps.pop()
    safe.is_locked = False
    assert await key_of(wanted(home)) == "", "the old one is not sent where the new one was to go"
    update(home.settings, language_model=ModelSettings(model="x", url="http://127.0.0.1:9", key_for="openai"))
    assert await key_of(wanted(home)) == "", "the file was changed by hand"


async def test_a_ticked_tool_that_its_server_has_changed_is_unticked_and_told(qapp, safe, home, monkeypatch):
    offered = [Offered("log", "Shows commits", True, "1"), Offered("show", "Shows one", True, "7")]

    async def offered_by(_server):
        return tuple(offered)

    monkeypatch.setattr("desktop.agent.model.connected.offered_by", offered_by)
    steps = []
    desk = ModelDesk(home, steps.append, lambda _: None)

    async def row_after(deed, *given):
        deed(*given)
        await steps.pop()
        return desk.view.tools[0]

    row = await row_after(desk.put_tool, ToolRow("git", "git-server", is_on=True))
    row = await row_after(desk.put_tool, replace(row, ticked=("log", "show")))
    assert load(home.settings).connected_tools[0].seen == {"log": "1", "show": "7"}
    offered[0] = replace(offered[0], mark="2")
    row = await row_after(desk.look_at_tool, "git")
    assert row.ticked == ("show",)
    assert "tick it again: log" in row.problem
    assert load(home.settings).connected_tools[0].tools == ("show",)
    row = await row_after(desk.put_tool, replace(row, ticked=("log", "show")))
    assert (row.ticked, row.problem) == (("log", "show"), "")
    assert load(home.settings).connected_tools[0].seen == {"log": "2", "show": "7"}


async def test_a_model_is_kept_tried_and_found_too_weak_to_read(qapp, safe, home, server_of_models):
    used, tasks = [], []
    desk = ModelDesk(home, lambda step: tasks.append(asyncio.ensure_future(step)), used.append)
    desk.choose("openai/small", server_of_models.url, "sk-1")
    await until(desk, lambda: desk.view.model)
    assert desk.view.has_key
    assert safe.kept == {"language-model": "sk-1"}
    assert "sk-1" not in home.settings.read_text()
    server_of_models.script = words('{"kind": "none"}')
    desk.try_out()
    await until(desk, lambda: desk.view.trial and desk.view.trial.is_over)
    assert (desk.view.trial.read, desk.view.trial.right, desk.view.may_read) == (20, 1, False)
    (tried,) = load(home.settings).language_model.tried
    assert not tried.may_read
    assert home.sent.exists()
    assert "sk-1" not in home.sent.read_text()
    desk.keep_log(is_wanted=False)
    await until(desk, lambda: not desk.view.keeps_log)
    assert not home.sent.exists()
    desk.choose("", "", "")
    await until(desk, lambda: not desk.view.model)
    assert safe.kept == {}
    assert load(home.settings).language_model.model == ""
    assert used[-1] is None
