"""A model in a file: its process starts with the first question and leaves when idle."""

import asyncio
from pathlib import Path

import pytest

from desktop.agent.model.errors import ModelError, Trouble
from desktop.agent.model.gguf import LocalFile, is_model_file
from desktop.agent.model.talk import Message, Words
from tests.model.openai_server import Server, words


def serve_words(pipe, path, key):
    """Stands in for llama.cpp: the same address over the pipe, the same end."""
    server = Server()
    server.script = words(f"read by {Path(path).name}")
    pipe.send(("ready", server.url.removesuffix("/v1")))
    try:
        pipe.recv()
    except EOFError:
        server.close()


def serve_nothing(pipe, path, key):
    pipe.send(("failed", "no memory"))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "small.gguf"
    path.write_bytes(b"GGUF\x03\x00\x00\x00")
    return str(path)


async def said(model):
    return "".join([e.text async for e in model.complete([Message("user", "Hello")]) if isinstance(e, Words)])


async def test_the_process_starts_with_the_first_question_and_ends_with_the_model(file):
    model = LocalFile(file, serving=serve_words)
    assert model.process_id is None
    assert await said(model) == "read by small.gguf"
    assert model.process_id is not None
    await model.aclose()
    assert model.process_id is None


async def test_it_leaves_when_nobody_asks(file):
    model = LocalFile(file, serving=serve_words, idle_seconds=0)
    await said(model)
    process = model._child.process
    await asyncio.to_thread(process.join, 30)
    assert model.process_id is None
    await model.aclose()


async def test_a_file_that_is_no_model_is_said_to_be_none(tmp_path):
    path = tmp_path / "letter.gguf"
    path.write_text("Dear all,")
    assert not is_model_file(path)
    assert not is_model_file(tmp_path / "missing.gguf")
    with pytest.raises(ModelError) as told:
        await said(LocalFile(str(path), serving=serve_words))
    assert told.value.trouble is Trouble.NO_MODEL_FILE


async def test_a_model_that_cannot_be_loaded_is_told(file):
    with pytest.raises(ModelError) as told:
        await said(LocalFile(file, serving=serve_nothing))
    assert told.value.trouble is Trouble.UNLOADABLE
