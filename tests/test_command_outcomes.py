"""Exit codes and texts come from the journal: no way of printing, and no Ctrl+C, changes what is told of a write."""

import json
import os
import signal
import subprocess
import sys
from datetime import datetime

import httpx
import pytest

from desktop.demo.faults import Fault
from desktop.demo.server import running_server

NOW = "2026-11-23T18:05:00"
ONE = ("log", "2 hours of design on the Williams account", "--now", NOW, "--yes")


@pytest.fixture(scope="module")
def server():
    with running_server(now=datetime(2026, 11, 23, 18, 5)) as running:
        yield running


@pytest.fixture
def start(server, tmp_path):
    """Starts `gleaner` as a process of its own."""
    server.account.reset()
    server.account.faults.clear()
    started = []

    def run(*arguments, **more):
        environment = {
            **os.environ,
            "GLEANER_HOME": str(tmp_path / "home"),
            "GLEANER_HARVEST_URL": server.address.url,
            "HARVEST_ACCESS_TOKEN": server.address.token,
            "HARVEST_ACCOUNT_ID": str(server.address.account_id),
            **more.pop("env", {}),
        }
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        process = subprocess.Popen([sys.executable, "-m", "desktop", *arguments], env=environment, **pipes)
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()


def stored(server):
    me = httpx.get(f"{server.address.url}/users/me", headers=server.address.headers).json()["id"]
    return server.account.entries(me)


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_output_that_lacks_a_sign_degrades(start, server, encoding):
    process = start(*ONE, env={"PYTHONIOENCODING": encoding})
    out, err = (stream.decode(encoding) for stream in process.communicate())
    assert (process.returncode, len(stored(server))) == (0, 1)
    assert "in Harvest as" in out
    assert "?" not in out
    assert "Traceback" not in err


def test_json_stays_json_where_the_output_takes_ascii_alone(start, server):
    process = start(*ONE, "--json", env={"PYTHONIOENCODING": "ascii"})
    out, _ = process.communicate()
    assert process.returncode == 0
    assert [entry["hours"] for entry in json.loads(out)["committed"]] == [2]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_full_device_changes_no_outcome(start, server, options):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        process = start(*ONE, *options, stdout=full)
        _, err = process.communicate()
        assert (process.returncode, len(stored(server))) == (0, 1)
        assert b"could not be printed" in err
        assert b"Traceback" not in err
        # A mere answer that could not be printed was not given.
        asked = start("status", stdout=full)
        asked.communicate()
        assert asked.returncode == 4


def test_broken_pipe_changes_no_outcome(start, server):
    reading, writing = os.pipe()
    os.close(reading)
    process = start(*ONE, stdout=writing)
    os.close(writing)
    _, err = process.communicate()
    assert (process.returncode, len(stored(server))) == (0, 1)
    assert b"Traceback" not in err
    assert b"BrokenPipe" not in err


def interrupt_in_mid_send(process, server):
    while not stored(server):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = (stream.decode() for stream in process.communicate())
    return out, err


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_interrupt_in_mid_send_tells_what_was_confirmed(start, server):
    server.account.faults.add(Fault(kind="delay_after", method="POST", seconds=20.0, times=1))
    process = start(*ONE)
    _, err = interrupt_in_mid_send(process, server)
    assert process.returncode == 4
    assert "othing was written" not in err
    assert "looked up before anything is sent again" in err
    assert "Traceback" not in err
    retried = start("pending", "--retry", "--json")
    out, _ = retried.communicate()
    assert (retried.returncode, json.loads(out), len(stored(server))) == (0, {"pending": []}, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_interrupt_before_anything_was_confirmed_wrote_nothing(start, server):
    server.account.faults.add(Fault(kind="delay", path="/company$", seconds=20.0))
    process = start(*ONE)
    while not server.account.faults.strikes:
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert (process.returncode, stored(server)) == (3, [])
    assert b"Nothing was written" in err
