"""`make smoke`: the packed Gleaner logs, doubts, hears and takes back by itself; then by keyboard on a virtual screen.

    python tools/smoke.py dist/gleaner/gleaner

Ends with 0 where all went well, and says what did not.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JOURNEYS = ("typed", "shortcut", "connecting", "spoken")
"""Cards and commit, quick entry from another window, keyring and browser, the microphone."""
WORDS = "2h nucleus dev and 3 hours website design, spent half an hour on hooli or so fixing the build"
SPEECH = ROOT / "tests/data/speech"
_BARE = {name: value for name, value in os.environ.items() if name in ("HOME", "LANG", "TMPDIR")}


def main(program: Path) -> int:
    """Everything that only a packed program can get wrong: files that were left behind, processes beside it."""
    with tempfile.TemporaryDirectory() as home:

        def gleaner(*words: object) -> str:
            # No PATH to any Python, and nothing of this one.
            told = [program, "--home", home, "--demo", *words]
            environment = _BARE | {"PATH": "/usr/bin:/bin"}
            done = subprocess.run(list(map(str, told)), capture_output=True, text=True, env=environment, cwd="/")
            assert done.returncode == 0, (words, done.returncode, done.stdout, done.stderr)
            return done.stdout

        findings = json.loads(gleaner("doctor", "--json"))["findings"]
        found = {one["what"]: one for one in findings}
        for what in ("Data folder", "Harvest", "Second reader", "Speech model"):
            assert found[what]["is_well"], found[what]
        drafts = json.loads(gleaner("draft", WORDS, "--json"))["drafts"]
        assert any(draft["confidence"] < 1 for draft in drafts), "the second reader had no say"
        (entry,) = json.loads(gleaner("log", "2h nucleus dev", "--yes", "--json"))["committed"]
        assert entry["hours"] == 2, entry
        gleaner("undo")
        heard = json.loads(gleaner("transcribe", SPEECH / "two_entries.wav", "--json"))
        assert heard["text"], heard
        print(f"by command: well; heard: {heard['text']}")
    files = [ROOT / f"tests/e2e/test_{name}.py" for name in JOURNEYS]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files]
    return subprocess.run(command, env=os.environ | {"GLEANER_PROGRAM": str(program)}, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
