"""The language models that can be fetched to run on this machine: GGUF files of small instruct models, free to use.

`FILES["Qwen3 4B Instruct"].url` is where it comes from; size and SHA-256 are those of that very revision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model file as it is published. `size` in bytes; `repository` and `revision` are Hugging Face's."""

    name: str
    size: int
    sha256: str
    repository: str
    revision: str
    file: str

    @property
    def url(self) -> str:
        """Where it is published; a revision never changes."""
        return f"https://huggingface.co/{self.repository}/resolve/{self.revision}/{self.file}"


FILES: Final = {
    each.name: each
    for each in (
        ModelFile(
            "Qwen2.5 1.5B Instruct",
            1_117_320_736,
            "6a1a2eb6d15622bf3c96857206351ba97e1af16c30d7a74ee38970e434e9407e",
            "Qwen/Qwen2.5-1.5B-Instruct-GGUF",
            "91cad51170dc346986eccefdc2dd33a9da36ead9",
            "qwen2.5-1.5b-instruct-q4_k_m.gguf",
        ),
        ModelFile(
            "Qwen3 4B Instruct",
            2_497_280_736,
            "2fde00ce69dd4899c70d020845e2638353015bba0fdf161b3eb965f2bca4464e",
            "bartowski/Qwen_Qwen3-4B-Instruct-2507-GGUF",
            "ae44f08e1392f39c0e474af10c3ff8355c8b6688",
            "Qwen_Qwen3-4B-Instruct-2507-Q4_K_M.gguf",
        ),
    )
}
"""Both under the Apache licence 2.0; both know many languages."""
