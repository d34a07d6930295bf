"""When a decoder goes on, when it opens a new output, and when a new stream must begin."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.containers.samples import Codec, StreamFormat
from playhead.feed.shape import Transition, transition
from tests.player.feed.conftest import AAC, H264, LARGER, SAME_SIZE

HIGH = bytes([1, 100, 0, 30, 0xFF, 0xE1, 0, 1, 0x67, 1, 0, 1, 0x68])
HVCC = bytes([1, *[0] * 15, 0xFC | 1, 0xF8, 0xF8, *[0] * 4])


def test_other_parameter_sets_of_the_same_size_are_seamless() -> None:
    assert transition(H264, SAME_SIZE) is Transition.SEAMLESS


def test_another_coded_size_opens_a_new_output() -> None:
    assert transition(H264, LARGER) is Transition.NEW_OUTPUT


def test_another_visible_size_alone_is_seamless_for_the_decoder() -> None:
    assert transition(H264, replace(H264, height=352)) is Transition.SEAMLESS


@pytest.mark.parametrize("codec", [Codec.HEVC, Codec.AV1, Codec.VP9])
def test_another_codec_needs_a_new_stream(codec: Codec) -> None:
    assert transition(H264, replace(H264, codec=codec)) is Transition.NEW_STREAM


@pytest.mark.parametrize(
    "change", [{"channels": 6}, {"sample_rate_hz": 44_100}, {"codec_private": b"\x12\x10"}]
)
def test_another_sound_needs_a_new_stream(change: dict[str, int]) -> None:
    assert transition(AAC, replace(AAC, **change)) is Transition.NEW_STREAM  # pyright: ignore[reportArgumentType]  # by name


def test_opus_encodings_that_differ_in_their_pre_skip_are_seamless() -> None:
    opus = replace(AAC, codec=Codec.OPUS, codec_private=b"OpusHead\x01\x02\x38\x01")
    assert transition(opus, replace(opus, codec_private=b"OpusHead\x01\x02\x00\x00")) is Transition.SEAMLESS


def test_another_bit_depth_of_hevc_opens_a_new_output() -> None:
    eight = replace(H264, codec=Codec.HEVC, codec_private=HVCC)
    ten = replace(eight, codec_private=HVCC[:17] + b"\xfa\xfa" + HVCC[19:])
    assert transition(eight, ten) is Transition.NEW_OUTPUT


def test_another_bit_depth_of_h264_opens_a_new_output() -> None:
    eight = replace(H264, codec_private=HIGH + b"\xfd\xf8\xf8\x00")
    ten = replace(H264, codec_private=HIGH + b"\xfd\xfa\xfa\x00")
    assert transition(eight, ten) is Transition.NEW_OUTPUT


def test_h264_without_the_extension_means_eight_bits() -> None:
    told, untold = replace(H264, codec_private=HIGH + b"\xfd\xf8\xf8\x00"), replace(H264, codec_private=HIGH)
    assert transition(told, untold) is Transition.SEAMLESS


def test_a_change_of_profile_alone_is_seamless() -> None:
    # An end of sequence at an equal size would stop the video for good.
    assert transition(H264, replace(H264, codec_private=HIGH)) is Transition.SEAMLESS


def test_another_bit_depth_of_av1_opens_a_new_output() -> None:
    eight = replace(H264, codec=Codec.AV1, codec_private=b"\x81\x08\x0c\x00")
    assert transition(eight, replace(eight, codec_private=b"\x81\x08\x4c\x00")) is Transition.NEW_OUTPUT
    assert transition(eight, replace(eight, codec_private=b"")) is Transition.SEAMLESS


@given(st.binary(max_size=40), st.sampled_from([Codec.H264, Codec.HEVC, Codec.AV1]))
def test_any_configuration_record_gets_an_answer(record: bytes, codec: Codec) -> None:
    format: StreamFormat = replace(H264, codec=codec, codec_private=record)
    assert transition(format, replace(H264, codec=codec)) in Transition
