"""WebM by hand: headers in a segment of their own, groups, unknown sizes, and what is refused."""

from collections.abc import Callable
from struct import pack

import pytest

from playhead.containers import Codec, Demuxer, demux
from playhead.errors import ErrorCode, MediaError

UNKNOWN = b"\x01" + b"\xff" * 7


def element(identity: str, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return bytes.fromhex(identity) + (1 << 56 | len(body)).to_bytes(8, "big") + body


def video_entry(*extra: bytes) -> bytes:
    size = element("E0", element("B0", b"\x01\x40"), element("BA", b"\xb4"))
    return element(
        "AE", element("D7", b"\x01"), element("83", b"\x01"), element("86", b"V_VP9"), size, *extra
    )


def init_segment(*entries: bytes, scale: int = 1_000_000) -> bytes:
    info = element("1549A966", element("2AD7B1", scale.to_bytes(4, "big")))
    tracks = element("1654AE6B", *(entries or (video_entry(),)))
    return element("1A45DFA3", element("4282", b"webm")) + bytes.fromhex("18538067") + UNKNOWN + info + tracks


def block(time: int, flags: int = 0x80, data: bytes = b"frame", track: int = 1) -> bytes:
    return bytes((0x80 | track,)) + pack(">hB", time, flags) + data


def cluster(time: int, *blocks: bytes) -> bytes:
    return element("1F43B675", element("E7", time.to_bytes(4, "big")), *blocks)


def test_dash_segments_are_bare_clusters_behind_an_init_segment() -> None:
    demuxer = Demuxer(init_segment())

    (first,) = demuxer.demux(cluster(1000, element("A3", block(0)), element("A3", block(40, 0))))
    (second,) = demuxer.demux(cluster(3000, element("A3", block(-5))))

    assert [(s.pts, s.duration, s.is_key) for s in first.samples] == [(1000, 40, True), (1040, 40, False)]
    assert (second.samples[0].pts, second.samples[0].duration) == (2995, 40)
    assert second.format is first.format
    assert (first.format.codec, first.format.width, first.format.height) == (Codec.VP9, 320, 180)


def test_block_groups_tell_durations_and_references() -> None:
    alone = element("A0", element("A1", block(0, 0)), element("9B", b"\x64"))
    leaning = element("A0", element("A1", block(100, 0)), element("FB", b"\xff"), element("9B", b"\x32"))

    (stream,) = demux(init_segment() + cluster(0, alone, leaning))

    assert [(s.pts, s.duration, s.is_key) for s in stream.samples] == [(0, 100, True), (100, 50, False)]


def test_clusters_of_unknown_size_follow_one_another() -> None:
    live = bytes.fromhex("1F43B675") + UNKNOWN
    body = (
        live
        + element("E7", b"\x00")
        + element("A3", block(7))
        + live
        + element("E7", b"\x64")
        + element("A3", block(8))
    )

    (stream,) = demux(init_segment() + body)

    assert [s.pts for s in stream.samples] == [7, 108]


def test_the_codec_delay_is_taken_off() -> None:
    delay = element("56AA", (6_000_000).to_bytes(4, "big"))

    (stream,) = demux(init_segment(video_entry(delay)) + cluster(100, element("A3", block(0))))

    assert stream.samples[0].pts == 94


def test_the_timestamp_scale_is_the_timescale() -> None:
    (stream,) = demux(init_segment(scale=100_000) + cluster(100, element("A3", block(0))))

    assert (stream.format.timescale, stream.samples[0].pts) == (10_000, 100)


def test_pictures_out_of_order_get_decoding_times(encode: Callable[..., bytes]) -> None:
    (stream,) = demux(encode("matroska", video="libx264"))

    decoding = [s.dts for s in stream.samples]
    assert decoding == sorted(decoding)
    assert all(s.dts <= s.pts for s in stream.samples)
    assert stream.format.parameter_sets


def test_lacing_is_refused() -> None:
    with pytest.raises(MediaError) as caught:
        demux(init_segment() + cluster(0, element("A3", block(0, 0x82))))

    assert caught.value.problem.code is ErrorCode.MEDIA_CONTAINER_UNSUPPORTED


def test_encrypted_tracks_are_refused_by_name() -> None:
    init = init_segment(video_entry(element("6D80", b"")))

    with pytest.raises(MediaError, match="V_VP9") as caught:
        demux(init + cluster(0, element("A3", block(0))))

    assert caught.value.problem.code is ErrorCode.MEDIA_CODEC_UNSUPPORTED


def test_a_cluster_without_its_init_segment_is_refused() -> None:
    with pytest.raises(MediaError, match="init segment"):
        demux(cluster(0, element("A3", block(0))))
