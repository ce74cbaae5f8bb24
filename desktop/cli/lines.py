"""`gleaner draft --stdin --json`: JSON lines in, JSON lines out, in the same order; each line is answered.

A line that cannot be read is answered with an error of its own, `{"id": …, "kind": "none", "error": …, "drafts": []}`,
and the next one is read.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable
from typing import Any

from desktop.agent.conversation import Conversation
from desktop.agent.intents import Channel
from desktop.cli.as_json import Json, reading_json
from desktop.cli.printing import flush, print_json
from desktop.cli.terminal import printable, to_stderr
from desktop.harvest.errors import HarvestError
from desktop.text.moment import parse_moment

log = logging.getLogger(__name__)


async def draft_lines(conversation: Conversation) -> bool:
    """Answer all of standard input; whether Harvest could be read each time. Raises HarvestError before the first."""
    await conversation.world()
    is_well = True
    # Bytes: one line that is not UTF-8 must not end the reading of the others.
    lines: Iterable[bytes | str] = getattr(sys.stdin, "buffer", sys.stdin)
    for line in lines:
        if not line.strip():
            continue
        said: Any = {}
        try:
            said = json.loads(line if isinstance(line, str) else line.decode("utf-8-sig", "replace"))
            if isinstance(line, bytes):
                line.decode()  # not before: with the line's id the error can be told apart from others
            answer = await _answer(conversation, said)
        except HarvestError as problem:
            is_well = False
            answer = _refusal(said, problem)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
            answer = _refusal(said, f"unreadable line: {problem}")
        except Exception as problem:  # the last net: the lines after this one are somebody's, too
            log.exception("A line could not be read")
            answer = _refusal(said, f"unreadable line: {type(problem).__name__}")
        print_json(answer)
        flush("stdout")
    return is_well


async def _answer(conversation: Conversation, said: Any) -> Json:
    if not isinstance(said, dict):
        raise TypeError("it is no JSON object")
    text = said.get("text")
    if not isinstance(text, str):
        raise TypeError("text is no string")
    now = parse_moment(said["now"]) if said.get("now") else None
    reading = await conversation.read(text, Channel(said.get("channel", "typed")), now)
    return reading_json(
        _id_of(said), reading.interpretation, reading.drafts, reading.reply, reading.milliseconds, reading.interpreter
    )


def _refusal(said: Any, why: object) -> Json:
    to_stderr(printable(f"A line could not be read: {why}"))
    return {"id": _id_of(said), "kind": "none", "error": str(why), "drafts": []}


def _id_of(said: Any) -> str:
    return str(said.get("id", "")) if isinstance(said, dict) else ""
