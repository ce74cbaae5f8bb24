"""The language model's door over the real core: chosen, kept, tried against a server on loopback."""

import asyncio

import pytest

from desktop.app.ports.model import ModelDesk
from desktop.settings import load
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
    async with asyncio.timeout(60):
        while not condition():
            told.clear()
            await told.wait()
    desk.changed.disconnect(told.set)


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
    assert load(home.settings).language_model.proved == ()
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
