"""From CTranslate2's tensors to openai-whisper's state dict, one to one.

Names and shapes are checked both ways: every tensor that the model needs must be there in its exact shape, and no
tensor may be left over. What differs between the two:

- self attention's query, key and value are stacked in `self_attention/linear_0`, `linear_1` is the output;
- cross attention has query in `attention/linear_0`, key and value stacked in `linear_1`, output in `linear_2`;
- Whisper's key has no bias: the container holds zeros there, and anything else is refused;
- the output projection is the token embedding itself, an alias in the container.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from desktop.speech.container import Container
from desktop.speech.errors import WeightsDamaged

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Half = NDArray[np.float16]

#: Facts that are not weights. 3 is CTranslate2's number for the exact GELU; the rest are the layout that Whisper has.
_SCALARS = {
    "decoder/activation": 3,
    "decoder/alibi": 0,
    "decoder/pre_norm": 1,
    "decoder/scale_embeddings": 0,
    "decoder/start_from_zero_embedding": 0,
}
_IGNORED = {"decoder/alignment_heads", "decoder/alignment_layer"}
_PROJECTION = {"decoder/projection/weight": "decoder/embeddings/weight"}


@dataclass(frozen=True, slots=True)
class Dimensions:
    """openai-whisper's `ModelDimensions`, under its own names."""

    n_mels: int
    n_audio_ctx: int
    n_audio_state: int
    n_audio_head: int
    n_audio_layer: int
    n_vocab: int
    n_text_ctx: int
    n_text_state: int
    n_text_head: int
    n_text_layer: int


#: The published sizes of the models that packages carry, after whisper's checkpoints.
DIMENSIONS = {
    "tiny.en": Dimensions(80, 1500, 384, 6, 4, 51864, 448, 384, 6, 4),
    "tiny": Dimensions(80, 1500, 384, 6, 4, 51865, 448, 384, 6, 4),
    "base.en": Dimensions(80, 1500, 512, 8, 6, 51864, 448, 512, 8, 6),
    "base": Dimensions(80, 1500, 512, 8, 6, 51865, 448, 512, 8, 6),
}


class _Converter:
    def __init__(self, container: Container) -> None:
        self._left = dict(container.tensors)
        self.state: dict[str, NDArray[np.generic]] = {}

    def take(self, name: str, *shape: int) -> Half:
        tensor = self._left.pop(name, None)
        if tensor is None:
            raise WeightsDamaged(f"The weights have no “{name}”.")
        if tensor.dtype != np.float16 or tensor.shape != shape:
            raise WeightsDamaged(f"The weights have “{name}” as {tensor.dtype}{tensor.shape}, not float16{shape}.")
        if not np.isfinite(tensor.astype(np.float32)).all():
            raise WeightsDamaged(f"The weights have numbers in “{name}” that are none.")
        return tensor.astype(np.float16, copy=False)

    def scalar(self, name: str, expected: int) -> None:
        tensor = self._left.pop(name, None)
        if tensor is None or tensor.shape != () or int(tensor) != expected:
            raise WeightsDamaged(f"The weights are of another make of model: “{name}” is not {expected}.")

    def put(self, name: str, weight: Half, bias: Half | None) -> None:
        self.state[f"{name}.weight"] = weight
        if bias is not None:
            self.state[f"{name}.bias"] = bias

    def norm(self, source: str, target: str, size: int) -> None:
        self.put(target, self.take(f"{source}/gamma", size), self.take(f"{source}/beta", size))

    def linear(self, source: str, target: str, wide: int, deep: int) -> None:
        self.put(target, self.take(f"{source}/weight", wide, deep), self.take(f"{source}/bias", wide))

    def stacked(self, source: str, target: str, parts: tuple[str, ...], size: int) -> None:
        weights = self.take(f"{source}/weight", size * len(parts), size)
        biases = self.take(f"{source}/bias", size * len(parts))
        for place, part in enumerate(parts):
            rows = slice(place * size, (place + 1) * size)
            if part == "key":
                if biases[rows].any():
                    raise WeightsDamaged(f"The weights have a bias for the key in “{source}”; Whisper has none.")
                self.put(f"{target}.key", weights[rows], None)
            else:
                self.put(f"{target}.{part}", weights[rows], biases[rows])

    def block(self, source: str, target: str, size: int, *, cross: bool) -> None:
        own = f"{source}/self_attention"
        self.norm(f"{own}/layer_norm", f"{target}.attn_ln", size)
        self.stacked(f"{own}/linear_0", f"{target}.attn", ("query", "key", "value"), size)
        self.linear(f"{own}/linear_1", f"{target}.attn.out", size, size)
        if cross:
            other = f"{source}/attention"
            self.norm(f"{other}/layer_norm", f"{target}.cross_attn_ln", size)
            self.linear(f"{other}/linear_0", f"{target}.cross_attn.query", size, size)
            self.stacked(f"{other}/linear_1", f"{target}.cross_attn", ("key", "value"), size)
            self.linear(f"{other}/linear_2", f"{target}.cross_attn.out", size, size)
        self.norm(f"{source}/ffn/layer_norm", f"{target}.mlp_ln", size)
        self.linear(f"{source}/ffn/linear_0", f"{target}.mlp.0", size * 4, size)
        self.linear(f"{source}/ffn/linear_1", f"{target}.mlp.2", size, size * 4)

    def close(self) -> None:
        surplus = sorted(set(self._left) - _IGNORED)
        if surplus:
            raise WeightsDamaged(f"The weights have tensors that Whisper does not know: {', '.join(surplus[:3])}.")


def state_dict(container: Container, model: str) -> dict[str, NDArray[np.generic]]:
    """The state dict of that model (a key of `DIMENSIONS`), fp16 as OpenAI publishes it, as numpy arrays.

    Raises:
        WeightsDamaged: Something is missing, left over, misshaped, or not finite.
    """
    size = DIMENSIONS[model]
    if container.aliases != _PROJECTION:
        raise WeightsDamaged("The weights do not share the token embedding with the output, as Whisper does.")
    made = _Converter(container)
    for name, expected in _SCALARS.items():
        made.scalar(name, expected)
    made.scalar("encoder/num_heads", size.n_audio_head)
    made.scalar("decoder/num_heads", size.n_text_head)

    wide = size.n_audio_state
    made.put(
        "encoder.conv1", made.take("encoder/conv1/weight", wide, size.n_mels, 3), made.take("encoder/conv1/bias", wide)
    )
    made.put("encoder.conv2", made.take("encoder/conv2/weight", wide, wide, 3), made.take("encoder/conv2/bias", wide))
    positions = made.take("encoder/position_encodings/encodings", size.n_audio_ctx, wide)
    made.state["encoder.positional_embedding"] = positions
    for layer in range(size.n_audio_layer):
        made.block(f"encoder/layer_{layer}", f"encoder.blocks.{layer}", wide, cross=False)
    made.norm("encoder/layer_norm", "encoder.ln_post", wide)

    wide = size.n_text_state
    made.state["decoder.token_embedding.weight"] = made.take("decoder/embeddings/weight", size.n_vocab, wide)
    positions = made.take("decoder/position_encodings/encodings", size.n_text_ctx, wide)
    made.state["decoder.positional_embedding"] = positions
    for layer in range(size.n_text_layer):
        made.block(f"decoder/layer_{layer}", f"decoder.blocks.{layer}", wide, cross=True)
    made.norm("decoder/layer_norm", "decoder.ln", wide)
    made.close()
    return made.state


def checkpoint(container: Container, model: str) -> dict[str, Any]:
    """What `whisper.load_model` expects in a checkpoint file: dimensions and state dict, as torch tensors."""
    import torch

    tensors = {name: torch.from_numpy(np.array(each)) for name, each in state_dict(container, model).items()}
    return {"dims": asdict(DIMENSIONS[model]), "model_state_dict": tensors}
