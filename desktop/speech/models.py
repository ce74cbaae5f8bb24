"""The Whisper models that can be chosen: what they are called, how large they are, where they come from."""

from __future__ import annotations

from dataclasses import dataclass

_SITE = "https://openaipublic.azureedge.net/main/whisper/models"


@dataclass(frozen=True, slots=True)
class Model:
    """One of OpenAI's published models.

    `sha256` is that of the checkpoint file, as `whisper/__init__.py` carries it in its addresses; `size` is the
    file's size in bytes, good for a first idea (the server's own figure decides).
    """

    name: str
    size: int
    sha256: str
    file: str

    @property
    def url(self) -> str:
        """Where OpenAI publishes it."""
        return f"{_SITE}/{self.sha256}/{self.file}"

    @property
    def english_only(self) -> bool:
        """Whether it knows no other language."""
        return self.name.endswith(".en")


def _model(name: str, size: int, sha256: str, file: str = "") -> Model:
    return Model(name, size, sha256, file or f"{name}.pt")


MODELS: dict[str, Model] = {
    each.name: each
    for each in (
        _model("tiny.en", 75_571_315, "d3dd57d32accea0b295c96e26691aa14d8822fac7d9d27d5dc00b4ca2826dd03"),
        _model("tiny", 75_572_083, "65147644a518d12f04e32d6f3b26facc3f8dd46e5390956a9424a650c0ce22b9"),
        _model("base.en", 145_261_783, "25a8566e1d0c1e2231d1c762132cd20e0f96a85d16145c3a00adf5d1ac670ead"),
        _model("base", 145_262_807, "ed3a0b6b1c0edf879ad9b11b1af5a0e6ab5db9205f891f668f8b0e6c6326e34e"),
        _model("small.en", 483_615_683, "f953ad0fd29cacd07d5a9eda5624af0f6bcf2258be67c92b79389873d91e0872"),
        _model("small", 483_617_219, "9ecf779972d90ba49c06d968637d720dd632c55bbf19d441fb42bf17a411e794"),
        _model("medium.en", 1_528_006_491, "d7440d1dc186f76616474e0ff0b3b6b879abc9d1a4926b7adfa41db2d497ab4f"),
        _model("medium", 1_528_008_539, "345ae4da62f9b3d59415adc60127b97c714f32e89e936602e85993674d08dcb1"),
        _model(
            "turbo",
            1_617_941_637,
            "aff26ae408abcba5fbf8813c21e62b0941638c5f6eebfb145be0c9839262a19a",
            "large-v3-turbo.pt",
        ),
    )
}

DEFAULT_MODEL = "tiny.en"
