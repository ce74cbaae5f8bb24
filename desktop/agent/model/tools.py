"""Tools that a model may call: derived from the signatures and docstrings of functions, checked by pydantic.

`Toolbox([look_up])` shows `look_up(project: str)` as a tool of that name; `await run(call)` gives its result as text.
An unknown tool, or arguments that do not fit, go back to the model as errors, so that it may try again.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, TypeAlias, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from desktop.agent.insights.answer import Answer
from desktop.agent.model.talk import ToolCall, ToolSpec

RESULT_LIMIT = 6000
"""Characters of one result: what is longer is cut, and says so."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool found: `text` for the model, `step` as a quiet line for the person, and what the figures rest on."""

    text: str
    step: str = ""
    numbers: frozenset[Decimal] = frozenset()
    answer: Answer | None = None
    card_ids: tuple[str, ...] = ()


Tool: TypeAlias = Callable[..., Awaitable[Result]]


@dataclass(frozen=True, slots=True)
class ForeignTool:
    """A tool of another program: its arguments go there as they are, once they are a JSON object."""

    spec: ToolSpec
    call: Callable[[dict[str, Any]], Awaitable[Result]]


class ToolError(Exception):
    """The tool cannot do that; the text tells the model why."""


@dataclass(frozen=True, slots=True)
class _Known:
    spec: ToolSpec
    arguments: type[BaseModel]
    function: Tool


@dataclass(slots=True)
class Toolbox:
    """The tools of one turn. A later tool of the same name does not replace an earlier one."""

    functions: Sequence[Tool]
    foreign: Sequence[ForeignTool] = ()
    _known: dict[str, _Known] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for function in self.functions:
            self.add(function)

    def add(self, function: Tool) -> None:
        """Offer one more function; all its parameters need types, and it needs a docstring."""
        name = function.__name__
        arguments = _arguments(function)
        text = inspect.getdoc(function) or name
        spec = ToolSpec(name, text, arguments.model_json_schema())
        self._known.setdefault(name, _Known(spec, arguments, function))

    @property
    def specs(self) -> tuple[ToolSpec, ...]:
        """All tools, as the model is told of them."""
        own = tuple(known.spec for known in self._known.values())
        return own + tuple(tool.spec for tool in self.foreign if tool.spec.name not in self._known)

    async def run(self, call: ToolCall) -> Result:
        """The result of a call, or the error that the model is to see."""
        known = self._known.get(call.name)
        foreign = next((tool for tool in self.foreign if tool.spec.name == call.name), None)
        if known is None and foreign is not None:
            return _cut(await _run_foreign(foreign, call.arguments))
        if known is None:
            return Result(f"Error: there is no tool {call.name[:60]!r}. There are: {', '.join(self._known)}.")
        try:
            given = known.arguments.model_validate_json(call.arguments or "{}")
        except ValidationError as error:
            problems = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'arguments'}: {e['msg']}" for e in error.errors())
            return Result(f"Error: the arguments do not fit: {problems[:600]}")
        try:
            result = await known.function(**{name: getattr(given, name) for name in type(given).model_fields})
        except ToolError as error:
            return Result(f"Error: {error}")
        return _cut(result)


async def _run_foreign(tool: ForeignTool, arguments: str) -> Result:
    try:
        given = json.loads(arguments or "{}")
        if not isinstance(given, dict):
            return Result("Error: the arguments have to be a JSON object.")
        return await tool.call(given)
    except ValueError:
        return Result("Error: the arguments are no JSON.")
    except ToolError as error:
        return Result(f"Error: {error}")


def _cut(result: Result) -> Result:
    if len(result.text) <= RESULT_LIMIT:
        return result
    cut = f"{result.text[:RESULT_LIMIT]}\n(cut: the rest is longer than can be shown)"
    return replace(result, text=cut)


def _arguments(function: Tool) -> type[BaseModel]:
    hints = get_type_hints(function, include_extras=True)
    fields: dict[str, Any] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        fields[name] = (hints[name], default)
    return create_model(function.__name__, __config__=ConfigDict(extra="forbid"), **fields)


def as_data(value: object) -> str:
    """A result as JSON, with decimals and days written out."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else str(value)
