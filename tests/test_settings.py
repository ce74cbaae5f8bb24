"""Settings survive what happens to files."""

import errno
import stat
from pathlib import Path

import pytest

from desktop.agent.aliases import Taught
from desktop.settings import Settings, SettingsError, SpeechSettings, load, save, take_notices


@pytest.fixture(autouse=True)
def nothing_told_before():
    take_notices()


def test_what_is_saved_is_loaded(tmp_path: Path):
    settings = Settings(aliases=(Taught("wr", 7, 2, is_alias=True),), speech=SpeechSettings(model="base"))
    save(tmp_path / "settings.toml", settings)
    assert load(tmp_path / "settings.toml") == settings


def test_without_a_file_there_are_defaults(tmp_path: Path):
    assert load(tmp_path / "none.toml") == Settings()


@pytest.mark.parametrize("text", ["speech = 3", "[[[", 'aliases = "x"', "version = {"])
def test_a_damaged_file_is_set_aside_not_overwritten(tmp_path: Path, text: str):
    path = tmp_path / "settings.toml"
    path.write_text(text)
    assert load(path) == Settings()
    save(path, Settings())
    assert (tmp_path / "settings.toml.damaged").read_text() == text


DEEP = b"x = " + b"[" * 100_000


@pytest.mark.parametrize("contents", [b"\xff\xfe\x00", DEEP, b'[speech]\nmodel = "caf\xe9"\n'])
def test_no_bytes_are_reason_to_fail_and_no_damaged_file_overwrites_another(tmp_path: Path, contents: bytes):
    path = tmp_path / "settings.toml"
    for _ in range(3):
        path.write_bytes(contents)
        assert load(path).prompt == Settings().prompt
    kept = ["settings.toml.damaged", "settings.toml.damaged-2", "settings.toml.damaged-3"]
    assert [(tmp_path / name).read_bytes() for name in kept] == [contents] * 3
    notices = take_notices()
    assert [str(tmp_path / name) in notice for name, notice in zip(kept, notices, strict=True)] == [True] * 3
    assert take_notices() == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text + b"\n[prompt\n",
        lambda text: text.replace(b'"wr"', b'"w\xffr"'),
        lambda text: text.replace(b"version = 1", b"version = one"),
        lambda text: text.replace(b"project_id = 7", b"project_id = -"),
        lambda text: text + DEEP,
    ],
)
def test_what_can_be_read_of_a_damaged_file_is_saved_for_good(tmp_path: Path, damage):
    aliases = (Taught("wr", 7, 2, is_alias=True), Taught("the {odd} one", 8), Taught("nuc", 9, declined=True))
    path = tmp_path / "settings.toml"
    save(path, Settings(aliases=aliases, speech=SpeechSettings(model="base")))
    path.write_bytes(damage(path.read_bytes()))
    saved = load(path)
    assert Taught("nuc", 9, declined=True) in saved.aliases
    assert {one for one in saved.aliases if one.said in ("wr", "the {odd} one", "nuc")} <= set(aliases)
    assert saved.speech.model == "base"
    assert load(path) == saved
    assert f"{len(saved.aliases)} of your names" in take_notices()[0]


def test_damage_that_cannot_be_set_aside_is_told_all_the_same(tmp_path: Path, monkeypatch):
    path = tmp_path / "settings.toml"
    path.write_text("[[[")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.EROFS, "Read-only")))
    assert load(path) == Settings()
    assert "cannot be set aside" in take_notices()[0]


def test_keys_of_a_newer_version_are_no_error(tmp_path: Path):
    path = tmp_path / "settings.toml"
    path.write_text('version = 9\nlater = true\n[speech]\nmodel = "small"\nnew = 1\n')
    assert load(path).speech.model == "small"


def test_only_the_owner_may_read_them(tmp_path: Path):
    save(tmp_path / "settings.toml", Settings())
    assert stat.S_IMODE((tmp_path / "settings.toml").stat().st_mode) == 0o600


def test_a_folder_in_the_way_is_told(tmp_path: Path):
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        load(tmp_path / "settings.toml")
