"""Whisper, tuned for one spoken sentence on a CPU. Runs in the worker process: it imports torch.

What differs from `whisper.transcribe`, each measured in `benchmarks/speech.py`:

- sound that was not heard for sure is heard a second time, begun a moment later. The better text counts, the other
  one tells what to ask;
- the encoder sees only as much as was said (at least 10 s, 2 s of margin) instead of 30 s padded with silence;
- no timestamps, greedy, no conditioning on earlier text, a cap of tokens for the length of the sound;
- scores over the vocabulary are computed for the last position only, not for every token of the prompt, and in int8
  with the exact numbers for the best of them (`projection.py`);
- a name that only the prompt can have brought is taken back;
- writing stops where it only repeats itself; what comes out degenerate all the same is decoded again over the full
  30 s, and once more with a little temperature.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (torch's own habit)
from whisper.audio import SAMPLE_RATE, log_mel_spectrogram
from whisper.tokenizer import get_tokenizer

from desktop.speech import guards, numbers
from desktop.speech.names import Names
from desktop.speech.projection import Projection
from desktop.speech.sounds import squash, support
from desktop.speech.transcript import Decoded, Word
from desktop.speech.vocabulary import prompt as prompt_of

if TYPE_CHECKING:
    import whisper
    from numpy.typing import NDArray
    from torch import Tensor

FULL_WINDOW = 30.0
SHORTEST_WINDOW = 10.0
MARGIN = 2.0
#: Whisper's own limits (whisper/transcribe.py): above, it repeats itself; below, it guesses.
COMPRESSION_LIMIT = 2.4
LOG_PROBABILITY_LIMIT = -1.0
FALLBACK_TEMPERATURE = 0.4
#: Below this mean log-probability the sound is heard a second time, begun later by so much.
SURE = -0.15
SHIFT = 0.15
#: A name of which the model is less sure than this, and which the same sound without the prompt is less like than that,
#: was put there by the prompt. Of 67 names heard right none falls below both.
SUSPECT_PROBABILITY = 0.4
SUPPORT_LIMIT = 0.5
#: Hardly anybody who dictates says fewer words.
_WORDS_PER_SECOND = 2.0
_TOKENS_PER_SECOND = 8
_SPARE_TOKENS = 24


@dataclass(slots=True)
class _Written:
    """A text while it is written."""

    tokens: list[int] = field(default_factory=list)
    probabilities: list[float] = field(default_factory=list)
    rivals: list[float] = field(default_factory=list)
    twins: list[float] = field(default_factory=list)
    total: float = 0.0
    counted: int = 0
    no_speech: float = 0.0
    ended: bool = False
    is_stuck: bool = False

    def drop(self, count: int) -> None:
        """Take the last tokens back."""
        for kept in (self.tokens, self.probabilities, self.rivals, self.twins):
            del kept[-count:]


@dataclass(frozen=True, slots=True)
class _Numbers:
    """For the tokens of numbers: those that say the same number, begin another one, begin its twin."""

    alike: Mapping[int, Tensor]
    rivals: Mapping[int, Tensor]
    twins: Mapping[int, Tensor]


@dataclass(frozen=True, slots=True)
class _Attempt:
    tokens: list[int]
    probabilities: list[float]
    rivals: list[float]
    twins: list[float]
    text: str
    log_probability: float
    no_speech: float
    ended: bool
    window: float
    temperature: float

    @property
    def degenerate(self) -> bool:
        """Whether it repeats itself, guesses, or never came to an end."""
        guessed = self.log_probability < LOG_PROBABILITY_LIMIT
        return guessed or not self.ended or _compression(self.text) > COMPRESSION_LIMIT


class Engine:
    """One loaded model. `decode` turns up to 30 s of sound into words."""

    def __init__(self, model: whisper.Whisper, name: str) -> None:
        self._model = model
        self.name = name
        self._tokenizers: dict[str, whisper.tokenizer.Tokenizer] = {}
        self._prompts: tuple[tuple[str, ...], str] = ((), "")
        self._projection = Projection(model.decoder.token_embedding.weight)
        self._positions = model.encoder.positional_embedding
        self._numbers_of: dict[str, _Numbers] = {}

    def decode(
        self,
        samples: NDArray[np.float32],
        phrases: Sequence[str] = (),
        language: str | None = None,
    ) -> Decoded:
        """The words in it.

        Args:
            samples: Mono at 16 kHz, -1 to 1, shape (n,), n at most 480,000.
            phrases: To be expected, the most used last.
            language: Two letters, or None to let a multilingual model find out.
        """
        began = time.perf_counter()
        seconds = len(samples) / SAMPLE_RATE
        with torch.inference_mode():
            language = self._language(samples, language)
            tokenizer = self._tokenizer(language)
            prompt = self._prompt(tuple(phrases), tokenizer)
            short = min(FULL_WINDOW, max(SHORTEST_WINDOW, float(np.ceil(seconds + MARGIN))))
            features, window = self._encode(samples, short), short
            tried = [self._decode(features, window, tokenizer, prompt, 0.0, seconds)]
            if tried[0].degenerate or tried[0].log_probability < SURE:
                later = np.concatenate([np.zeros(int(SHIFT * SAMPLE_RATE), np.float32), samples])
                features = self._encode(later, window)
                tried.append(self._decode(features, window, tokenizer, prompt, 0.0, seconds))
            attempts = 1
            for wider, temperature in ((FULL_WINDOW, 0.0), (FULL_WINDOW, FALLBACK_TEMPERATURE)):
                if not all(attempt.degenerate for attempt in tried):
                    break
                if (window, 0.0) == (wider, temperature):
                    continue  # that is what has just been tried
                if window != wider:
                    features, window = self._encode(samples, wider), wider
                tried.append(self._decode(features, window, tokenizer, prompt, temperature, seconds))
                attempts += 1
            tried.sort(key=lambda each: (not each.degenerate, each.ended, each.log_probability), reverse=True)
            best, other = tried[0], tried[min(1, len(tried) - 1)]
            doubtful: tuple[str, ...] = ()
            if suspects := _suspects(best, phrases, tokenizer):
                # Heard without the prompt, does anything sound like those names? The sound decides.
                if window != best.window:
                    features = self._encode(samples, best.window)
                bare = self._decode(features, best.window, tokenizer, "", 0.0, seconds)
                doubtful = tuple(name for name in suspects if support(name, bare.text) < SUPPORT_LIMIT)
                best = bare if doubtful else best
        return Decoded(
            text=best.text,
            language=language,
            words=_words(best, tokenizer),
            audio_seconds=seconds,
            seconds=time.perf_counter() - began,
            model=self.name,
            temperature=best.temperature,
            window=best.window,
            log_probability=best.log_probability,
            no_speech=best.no_speech,
            compression=_compression(best.text),
            attempts=attempts,
            doubtful=doubtful,
            second=other.text,
            second_log_probability=other.log_probability,
            second_words=_words(other, tokenizer),
        )

    def _tokenizer(self, language: str) -> whisper.tokenizer.Tokenizer:
        if language not in self._tokenizers:
            self._tokenizers[language] = get_tokenizer(
                self._model.is_multilingual,
                num_languages=self._model.num_languages,
                language=language,
                task="transcribe",
            )
        return self._tokenizers[language]

    def _prompt(self, phrases: tuple[str, ...], tokenizer: whisper.tokenizer.Tokenizer) -> str:
        if self._prompts[0] != phrases:
            self._prompts = (phrases, prompt_of(phrases, lambda text: len(tokenizer.encode(" " + text))))
        return self._prompts[1]

    def _language(self, samples: NDArray[np.float32], language: str | None) -> str:
        if not self._model.is_multilingual:
            return "en"
        if language:
            return language
        _, chances = self._model.detect_language(self._encode(samples, FULL_WINDOW))
        return str(max(chances[0], key=chances[0].__getitem__))

    def _encode(self, samples: NDArray[np.float32], window: float) -> Tensor:
        """What the encoder makes of it, shape (1, 50 per second of the window, state)."""
        length = int(window * SAMPLE_RATE)
        padded = np.zeros(length, np.float32)
        padded[: min(length, len(samples))] = samples[:length]
        mel = log_mel_spectrogram(padded, self._model.dims.n_mels).unsqueeze(0)
        encoder = self._model.encoder
        x: Tensor = F.gelu(encoder.conv2(F.gelu(encoder.conv1(mel)))).permute(0, 2, 1)
        x = x + self._positions[: x.shape[1]]
        for block in encoder.blocks:
            x = block(x)
        result: Tensor = encoder.ln_post(x)
        return result

    def _decode(
        self,
        features: Tensor,
        window: float,
        tokenizer: whisper.tokenizer.Tokenizer,
        prompt: str,
        temperature: float,
        seconds: float,
    ) -> _Attempt:
        decoder = self._model.decoder
        start = list(tokenizer.sot_sequence_including_notimestamps)
        before = [tokenizer.sot_prev, *tokenizer.encode(" " + prompt)] if prompt else []
        place = len(before)
        forbidden = self._forbidden(tokenizer)
        known = self._numbers(tokenizer)
        limit = min(int(seconds * _TOKENS_PER_SECOND) + _SPARE_TOKENS, self._model.dims.n_text_ctx // 2)
        chance = torch.Generator().manual_seed(0)
        written = _Written()
        cache, hooks = self._model.install_kv_cache_hooks()
        try:
            step = torch.tensor([before + start])
            while not written.ended and len(written.tokens) < limit:
                hidden = self._hidden(step, features, cache)
                scores = self._projection.scores(hidden[:, -1], forbidden)
                if not written.tokens:
                    if tokenizer.no_speech is not None:
                        sot = F.linear(hidden[:, place], decoder.token_embedding.weight)
                        written.no_speech = float(sot.softmax(dim=-1)[0, tokenizer.no_speech])
                    scores[:, [*tokenizer.encode(" "), tokenizer.eot]] = -torch.inf
                if temperature:
                    chosen = int(torch.multinomial((scores / temperature).softmax(dim=-1), 1, generator=chance))
                else:
                    chosen = int(scores.argmax())
                logs = scores[0].log_softmax(dim=-1)
                written.total += float(logs[chosen])
                written.counted += 1
                if chosen == tokenizer.eot:
                    written.ended = True
                    break
                written.tokens.append(chosen)
                written.probabilities.append(float(logs[known.alike.get(chosen, chosen)].exp().sum()))
                written.rivals.append(_chance(logs, known.rivals.get(chosen)))
                written.twins.append(_chance(logs, known.twins.get(chosen)))
                _stop_loop(written, tokenizer, seconds)
                step = torch.tensor([[chosen]])
        finally:
            for hook in hooks:
                hook.remove()
        return _Attempt(
            written.tokens,
            written.probabilities,
            written.rivals,
            written.twins,
            tokenizer.decode(written.tokens).strip(),
            written.total / max(1, written.counted),
            written.no_speech,
            written.ended and not written.is_stuck,
            window,
            temperature,
        )

    def _hidden(self, tokens: Tensor, features: Tensor, cache: dict[torch.nn.Module, Tensor]) -> Tensor:
        decoder = self._model.decoder
        offset = next(iter(cache.values())).shape[1] if cache else 0
        x: Tensor = decoder.token_embedding(tokens) + decoder.positional_embedding[offset : offset + tokens.shape[-1]]
        for block in decoder.blocks:
            x = block(x, features, mask=decoder.mask, kv_cache=cache)
        result: Tensor = decoder.ln(x)
        return result

    def _numbers(self, tokenizer: whisper.tokenizer.Tokenizer) -> _Numbers:
        if tokenizer.language not in self._numbers_of:
            made = (known(tokenizer.encode) for known in (numbers.alike, numbers.rivals, numbers.twins))
            self._numbers_of[tokenizer.language] = _Numbers(*map(_tensors, made))
        return self._numbers_of[tokenizer.language]

    def _forbidden(self, tokenizer: whisper.tokenizer.Tokenizer) -> Tensor:
        """What never may be written: marks that are no speech, and every special token but the end."""
        mask = torch.zeros(self._model.dims.n_vocab)
        mask[list(tokenizer.non_speech_tokens)] = -torch.inf
        mask[tokenizer.eot + 1 :] = -torch.inf
        return mask


def _suspects(attempt: _Attempt, phrases: Sequence[str], tokenizer: whisper.tokenizer.Tokenizer) -> tuple[str, ...]:
    """Names of the prompt that were written with little confidence."""
    unsure = {squash(word.text) for word in _words(attempt, tokenizer) if word.probability < SUSPECT_PROBABILITY}
    unsure.discard("")
    if not phrases or not unsure:
        return ()
    named = Names(phrases).mentioned(attempt.text)
    return tuple(name for name in named if any(word in squash(name) for word in unsure if len(word) > 2))


def _stop_loop(written: _Written, tokenizer: whisper.tokenizer.Tokenizer, seconds: float) -> None:
    """End a text that repeats itself, without the repetition.

    If it has enough words for the sound it went on past its end, and is right so far; else it is stuck.
    """
    if repeated := guards.repeated(written.tokens):
        written.drop(repeated)
        words = len(tokenizer.decode(written.tokens).split())
        written.ended, written.is_stuck = True, words < _WORDS_PER_SECOND * seconds


def _chance(logs: Tensor, tokens: Tensor | None) -> float:
    """What all these tokens together had."""
    return float(logs[tokens].exp().sum()) if tokens is not None and len(tokens) else 0.0


def _tensors(groups: Mapping[int, Sequence[int]]) -> Mapping[int, Tensor]:
    return {token: torch.tensor(group) for token, group in groups.items()}


def _compression(text: str) -> float:
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def _words(attempt: _Attempt, tokenizer: whisper.tokenizer.Tokenizer) -> tuple[Word, ...]:
    words, groups = tokenizer.split_to_word_tokens([*attempt.tokens, tokenizer.eot])
    made: list[Word] = []
    at = 0
    for word, group in zip(words, groups, strict=True):
        if group[0] == tokenizer.eot:
            break
        chances = attempt.probabilities[at : at + len(group)]
        made.append(Word(word, sum(chances) / len(chances), attempt.rivals[at], attempt.twins[at]))
        at += len(group)
    return tuple(made)
