"""Packed audio: ID3 tags in front, and frames."""

from collections.abc import Callable

import pytest

from playhead.containers import Codec, Demuxer, demux
from playhead.errors import ErrorCode, MediaError

OWNER = b"com.apple.streaming.transportStreamTimestamp\0"
ADTS = bytes.fromhex("fff15080044ffc") + bytes(27)  # 44.1 kHz


def tag(clock: int | None, version: int = 4) -> bytes:
    private = OWNER + clock.to_bytes(8, "big") if clock is not None else b"someone\0else"
    frame = b"PRIV" + len(private).to_bytes(4, "big") + b"\0\0" + private
    title = b"TIT2\0\0\0\x05\0\0\x03hall"
    size = len(title + frame)
    return b"ID3" + bytes((version, 0, 0, 0, 0, size >> 7, size & 0x7F)) + title + frame


@pytest.mark.parametrize("version", [3, 4])
def test_the_tag_tells_the_time(version: int) -> None:
    (stream,) = demux(tag(900_000, version) + ADTS * 3)

    assert [s.pts for s in stream.samples] == [900_000, 902_089, 904_179]
    assert stream.format.timescale == 90_000


def test_the_time_is_found_in_the_second_tag_too() -> None:
    (stream,) = demux(tag(None) + tag(5) + ADTS)

    assert stream.samples[0].pts == 5


def test_without_a_time_it_begins_at_zero() -> None:
    (stream,) = demux(ADTS * 2)

    assert stream.samples[0].pts == 0


def test_44100_hz_does_not_drift() -> None:
    (stream,) = demux(ADTS * 4410)

    last = stream.samples[-1]
    assert last.pts + last.duration == 4410 * 1024 * 90_000 // 44_100


def test_a_tag_between_frames_is_passed_over() -> None:
    (stream,) = demux(ADTS + tag(7) + ADTS)

    assert len(stream.samples) == 2


def test_a_cut_off_frame_at_the_end_is_left_out() -> None:
    (stream,) = demux(ADTS * 2 + ADTS[:20])

    assert len(stream.samples) == 2


def test_segments_share_one_format() -> None:
    demuxer = Demuxer()

    (first,) = demuxer.demux(tag(0) + ADTS)
    (second,) = demuxer.demux(tag(90_000) + ADTS)

    assert second.format is first.format


def test_dependent_substreams_belong_to_the_frame_before(encode: Callable[..., bytes]) -> None:
    data = encode("eac3", audio="eac3")
    size = ((data[2] & 7) << 8 | data[3]) * 2 + 2
    dependent = data[:2] + bytes((0x40 | data[2] & 7,)) + data[3:size]

    (stream,) = demux((data[:size] + dependent) * 2)

    assert stream.format.codec is Codec.EAC3
    assert [len(sample.data) for sample in stream.samples] == [2 * size, 2 * size]


def test_noise_after_a_tag_is_refused() -> None:
    with pytest.raises(MediaError) as caught:
        demux(tag(0) + b"noise" * 100)

    assert caught.value.problem.code is ErrorCode.MEDIA_CODEC_UNSUPPORTED
