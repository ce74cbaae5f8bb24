"""Where the sound is cut, with a scripted detector: each chunk's first sample says how likely it is speech."""

from __future__ import annotations

import struct

import pytest

from desktop.speech.segments import Piece, Segmenter
from desktop.speech.vad import CHUNK_BYTES, CHUNK_SECONDS


class Scripted:
    def probability(self, chunk: bytes) -> float:
        return struct.unpack("<h", chunk[:2])[0] / 100


def sound(*parts: tuple[float, float]) -> bytes:
    """(seconds, probability) after another."""
    made = b""
    for seconds, chance in parts:
        made += struct.pack("<h", int(chance * 100)).ljust(CHUNK_BYTES, b"\1") * round(seconds / CHUNK_SECONDS)
    return made


def cut(pcm: bytes, step: int = 4000) -> list[Piece]:
    segmenter = Segmenter(Scripted())
    pieces: list[Piece] = []
    for start in range(0, len(pcm), step):
        pieces += segmenter.feed(pcm[start : start + step])
    return pieces + list(segmenter.finish())


def lasts(piece: Piece) -> float:
    return len(piece.pcm) / 32_000


def test_silence_gives_nothing():
    assert cut(sound((20, 0.05))) == []


def test_a_click_gives_nothing():
    assert cut(sound((2, 0), (0.1, 0.9), (2, 0))) == []


def test_a_piece_has_what_came_just_before_the_voice():
    (piece,) = cut(sound((2, 0), (2, 0.9)))
    assert piece.closed
    assert lasts(piece) == pytest.approx(2.3, abs=0.07)
    assert piece.start == pytest.approx(1.7, abs=0.07)


def test_a_short_piece_is_handed_out_at_a_pause_and_stays_open():
    first, second = cut(sound((2, 0.9), (0.7, 0), (2, 0.9)))
    assert not first.closed
    assert second.closed
    assert first.index == second.index
    assert second.pcm.startswith(first.pcm)


def test_nothing_more_is_decoded_when_the_end_comes_after_a_pause():
    (only,) = cut(sound((2, 0.9), (0.7, 0)))
    assert not only.closed


def test_a_long_piece_is_closed_by_a_pause():
    first, second = cut(sound((7, 0.9), (0.7, 0), (2, 0.9), (1, 0)))[:2]
    assert first.closed
    assert (first.index, second.index) == (0, 1)


def test_a_short_breath_cuts_nothing():
    assert len(cut(sound((3, 0.9), (0.4, 0), (3, 0.9)))) == 1


def test_without_a_pause_it_is_cut_at_ten_seconds_where_it_is_quietest():
    pieces = cut(sound((8.5, 0.9), (0.2, 0.4), (6, 0.9)))
    assert [piece.closed for piece in pieces] == [True, True]
    assert lasts(pieces[0]) == pytest.approx(8.6, abs=0.15)
    assert sum(map(lasts, pieces)) == pytest.approx(14.7, abs=0.1)


def test_no_piece_is_longer_than_ten_seconds_and_none_of_the_voice_is_lost():
    pieces = cut(sound((60, 0.9)))
    assert max(map(lasts, pieces)) <= 10.05
    assert sum(map(lasts, pieces)) == pytest.approx(60, abs=0.1)


def test_how_the_sound_arrives_makes_no_difference():
    pcm = sound((1, 0), (3, 0.9), (1, 0), (12, 0.9), (0.3, 0.2))
    assert cut(pcm, 100) == cut(pcm, 7777) == cut(pcm, len(pcm))


def test_what_is_being_said_can_be_asked_for_and_a_pause_is_measured():
    segmenter = Segmenter(Scripted())
    assert (segmenter.pause, segmenter.so_far) == (0.0, None)
    list(segmenter.feed(sound((1, 0.05))))
    assert segmenter.pause == 0.0, "nobody has spoken"
    assert list(segmenter.feed(sound((2, 0.9)))) == []
    now = segmenter.so_far
    assert now is not None
    assert 2 <= lasts(now) < 2.5
    assert not now.closed
    list(segmenter.feed(sound((3, 0.05))))
    assert segmenter.pause == pytest.approx(3, abs=0.1)
    assert segmenter.so_far is None, "a pause has handed it out"
