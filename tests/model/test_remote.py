"""The real litellm in its own process, against a server on loopback: streams, split tool calls, failures, leaving."""

import asyncio
import threading

import pytest
import pytest_asyncio

from desktop.agent.model.errors import ModelError, Trouble
from desktop.agent.model.remote import LiteLlm
from desktop.agent.model.talk import Called, Ended, Message, Setup, ToolCall, ToolSpec, Words
from tests.model.openai_server import Script, Server, words

pytestmark = pytest.mark.asyncio(loop_scope="module")
HELLO = [Message("system", "Be short."), Message("user", "Hello")]
TOOL = ToolSpec("left", "What is left.", {"type": "object", "properties": {"project": {"type": "string"}}})


@pytest.fixture(scope="module")
def server():
    server = Server()
    yield server
    server.close()


@pytest.fixture(scope="module")
def url(server):
    return {"url": server.url, "key": "a-key"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def model(url):
    model = LiteLlm(lambda: Setup("openai/some-model", url["url"], url["key"]))
    yield model
    await model.aclose()


async def events_of(model, **more):
    return [event async for event in model.complete(HELLO, **more)]


async def test_words_come_as_they_are_streamed_and_tokens_are_counted(server, model):
    server.script = words("Hel", "lo", " there")
    events = await events_of(model)
    assert "".join(event.text for event in events if isinstance(event, Words)) == "Hello there"
    assert events[-1] == Ended(11, 3)
    assert server.asked[-1]["messages"][0] == {"role": "system", "content": "Be short."}


async def test_a_tool_call_in_pieces_is_put_together(server, model):
    def piece(name, arguments, call_id=None):
        return {
            "tool_calls": [
                {"index": 0, "id": call_id, "type": "function", "function": {"name": name, "arguments": arguments}}
            ]
        }

    server.script = Script([piece("left", "", "c1"), piece(None, '{"proj'), piece(None, 'ect": "Acme"}')])
    events = await events_of(model, tools=[TOOL])
    assert Called(ToolCall("c1", "left", '{"project": "Acme"}')) in events
    assert server.asked[-1]["tools"][0]["function"]["name"] == "left"


async def test_a_schema_is_asked_for_and_done_without_where_a_server_has_none(server, model):
    schema = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
    server.script = words("{}")
    await events_of(model, schema=schema)
    assert server.asked[-1]["response_format"]["json_schema"]["schema"] == schema
    server.script = Script([{"content": "{}"}], refuses_schema=True)
    events = await events_of(model, schema=schema)
    assert Words("{}") in events
    assert "response_format" not in server.asked[-1]


@pytest.mark.parametrize(
    ("status", "message", "trouble"),
    [
        (401, "Incorrect API key provided", Trouble.WRONG_KEY),
        (429, "Rate limit reached", Trouble.TOO_MANY),
        (429, "You exceeded your current quota, please check your plan and billing details", Trouble.NO_CREDIT),
        (404, "The model `x` does not exist", Trouble.UNKNOWN_MODEL),
        (400, "This model's maximum context length is 8192 tokens", Trouble.TOO_LONG),
        (400, "Something else", Trouble.REFUSED),
    ],
)
async def test_failures_are_told_apart(server, model, status, message, trouble):
    server.script = Script(status=status, message=message)
    with pytest.raises(ModelError) as told:
        await events_of(model)
    assert told.value.trouble is trouble
    assert message not in str(told.value)


async def test_a_reply_without_end_is_stopped(server, model):
    server.script = Script([{"content": "x" * 50_000}] * 5)
    with pytest.raises(ModelError) as told:
        await events_of(model)
    assert told.value.trouble is Trouble.ENDLESS


async def test_a_server_of_ones_own_needs_no_key(server, model, url):
    server.script = words("Hello")
    url["key"] = ""
    try:
        assert Words("Hello") in await events_of(model)
    finally:
        url["key"] = "a-key"


async def test_nobody_there_is_offline(server, model, url, free_port):
    kept, url["url"] = url["url"], f"http://127.0.0.1:{free_port}/v1"
    try:
        with pytest.raises(ModelError) as told:
            await events_of(model)
    finally:
        url["url"] = kept
    assert told.value.trouble is Trouble.OFFLINE


async def test_leaving_in_the_middle_stops_the_model_at_once(server, model):
    server.left.clear()
    server.script = Script([{"content": "So"}], stalls=True)
    stream = model.complete(HELLO)
    assert await anext(stream) == Words("So")
    await stream.aclose()
    assert await asyncio.to_thread(server.left.wait, 20)
    server.script = words("Again")
    assert Words("Again") in await events_of(model)


async def test_a_process_that_dies_is_told_and_started_anew(server, model):
    server.script = Script([{"content": "So"}], stalls=True)
    stream = model.complete(HELLO)
    await anext(stream)
    model._child.kill()
    with pytest.raises(ModelError) as told:
        await anext(stream)
    assert told.value.trouble is Trouble.BROKEN
    server.script = words("Again")
    assert Words("Again") in await events_of(model)


async def test_an_idle_process_leaves_by_itself(server, url, monkeypatch):
    codes, over = [], threading.Event()

    def end(child):
        child.process.join(20)
        codes.append(child.process.exitcode)
        over.set()

    monkeypatch.setattr("desktop.children.Child.end", end)
    model = LiteLlm(lambda: Setup("openai/some-model", url["url"], "a-key"), idle_seconds=0)
    server.script = words("Hello")
    await events_of(model)
    assert await asyncio.to_thread(over.wait, 30)
    assert codes == [0]
    assert model.process_id is None


async def test_whoever_waits_is_told_when_the_process_is_ended(server, url):
    ended = LiteLlm(lambda: Setup("openai/some-model", url["url"], "a-key"))
    server.script = Script([{"content": "So"}], stalls=True)
    events = ended.complete(HELLO)
    await anext(events)
    await ended.aclose()
    with pytest.raises(ModelError) as problem:
        await asyncio.wait_for(anext(events), 20)
    assert problem.value.trouble is Trouble.BROKEN
