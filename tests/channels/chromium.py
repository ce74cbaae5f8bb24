"""A headless Chromium of a phone's size, driven over the DevTools protocol."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.sync.client import ClientConnection, connect

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_WAITS = """
new Promise((done, fail) => {
  const find = () => { try { return %s; } catch { return null; } };
  const look = () => { const found = find(); if (found) { watch.disconnect(); clearTimeout(late); done(found); } };
  const watch = new MutationObserver(look);
  const late = setTimeout(() => { watch.disconnect(); fail(new Error("never: " + document.body.innerText)); }, 30000);
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  look();
})
"""


class Page:
    """What the browser shows. `problems` are what it logged: scripts that failed, what its policy refused."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0
        self.problems: list[str] = []
        for part in ("Runtime", "Log", "Page"):
            self.call(f"{part}.enable")

    def call(self, method: str, **values: Any) -> dict[str, Any]:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": values}))
        while True:
            heard = json.loads(self._socket.recv(timeout=60))
            if heard.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
                self.problems.append(json.dumps(heard["params"]))
            if heard.get("id") == self._number:
                assert "error" not in heard, heard
                return heard["result"]

    def run(self, script: str) -> Any:
        """The value of an expression, which may be a promise."""
        told = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def wait(self, script: str) -> Any:
        """The value of an expression once it is true; it is looked at with every change of the page."""
        return self.run(_WAITS % script)

    def open(self, url: str) -> None:
        self.call("Page.navigate", url=url)

    def type(self, words: str) -> None:
        """Into the box, as a keyboard does, and Enter."""
        self.run("document.getElementById('words').focus()")
        self.call("Input.insertText", text=words)
        for kind in ("rawKeyDown", "char", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", text="\r", windowsVirtualKeyCode=13
            )

    def tap(self, script: str) -> None:
        """A finger on the middle of an element, which must be there to be hit."""
        self.run(f"({script}).scrollIntoView({{ block: 'center' }})")
        box = self.run(f"(({script}).getBoundingClientRect()).toJSON()")
        point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[point])
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))


@contextmanager
def phone(folder: Path, width: int = 390, height: int = 844) -> Iterator[Page]:
    """A fresh browser. Where there is none, the test is skipped, but fails under CI."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None or sys.platform != "linux":
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing: sh tools/system-packages.sh test")
        pytest.skip("there is no Chromium")
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    flags += ["--disable-background-networking", "--remote-debugging-port=0", f"--user-data-dir={folder}"]
    process = subprocess.Popen([program, *flags, "about:blank"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        assert process.stderr is not None
        told = next(line for line in map(bytes.decode, process.stderr) if "DevTools listening on " in line)
        address = httpx.URL(told.rpartition(" ")[2].strip()).copy_with(scheme="http", path="/json")
        page = next(one for one in httpx.get(address).json() if one["type"] == "page")
        with connect(page["webSocketDebuggerUrl"], max_size=None, ping_interval=None) as socket:
            shown = Page(socket)
            shown.call(
                "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2, mobile=True
            )
            shown.call("Emulation.setTouchEmulationEnabled", enabled=True)
            yield shown
    finally:
        process.terminate()
        process.communicate()
