"""Which pictures can be left out unseen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.containers.samples import Codec
from playhead.feed.disposable import is_disposable
from tests.player.feed.conftest import H264

HEVC = replace(H264, codec=Codec.HEVC, codec_private=bytes([*[0] * 21, 0b0000_1111, 0]))


def unit(*heads: int) -> bytes:
    return b"".join(b"\0\0\0\3" + bytes([head, 1, 0xFF]) for head in heads)


@pytest.mark.parametrize(
    ("heads", "answer"),
    [
        ((0x65,), False),  # IDR
        ((0x41,), False),  # referred to
        ((0x01,), True),  # nal_ref_idc 0
        ((0x06, 0x01, 0x01), True),  # SEI, two slices
        ((0x01, 0x41), False),  # one slice referred to is enough
        ((0x06,), False),  # no slice at all
    ],
)
def test_h264_tells_by_nal_ref_idc(heads: tuple[int, ...], answer: bool) -> None:
    assert is_disposable(H264, unit(*heads)) is answer


@pytest.mark.parametrize(
    ("kind", "answer"), [(0, True), (1, False), (8, True), (9, False), (19, False), (21, False), (39, False)]
)
def test_hevc_tells_by_the_unit_type(kind: int, answer: bool) -> None:
    assert is_disposable(HEVC, unit(kind << 1)) is answer


def test_hevc_with_temporal_layers_keeps_everything() -> None:
    layered = replace(HEVC, codec_private=bytes([*[0] * 21, 0b0001_0111, 0]))
    assert not is_disposable(layered, unit(0))


@pytest.mark.parametrize("codec", [Codec.VP9, Codec.AV1])
def test_other_codecs_keep_everything(codec: Codec) -> None:
    assert not is_disposable(replace(H264, codec=codec), unit(0x01))


@given(st.binary(max_size=64))
def test_noise_gets_an_answer(data: bytes) -> None:
    assert is_disposable(H264, data) in (True, False)
    assert is_disposable(HEVC, data) in (True, False)
