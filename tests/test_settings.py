"""Settings survive what happens to files."""

import stat
from pathlib import Path

import pytest

from desktop.agent.aliases import Taught
from desktop.settings import Settings, SettingsError, SpeechSettings, load, save


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
