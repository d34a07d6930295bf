"""The live Matroska stream, read back by PyAV."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from playhead.containers import Sample, StreamFormat, demux
from playhead.containers.matroska import Block, cluster, header

FRAGMENTED = "movflags=frag_keyframe+empty_moov+default_base_moof+delay_moov"


def written(told: StreamFormat, samples: list[Sample], origin_ms: int = 1000) -> tuple[bytes, list[int]]:
    """Return a stream of clusters of eight samples, and the block times in it."""
    times = [sample.pts * 1000 // told.timescale + origin_ms for sample in samples]
    blocks: list[Block] = [
        (1, time, sample.is_key, (sample.data,)) for sample, time in zip(samples, times, strict=True)
    ]
    clusters = [
        cluster(min(block[1] for block in blocks[at : at + 8]), blocks[at : at + 8])
        for at in range(0, len(blocks), 8)
    ]
    return header([replace(told, codec_delay_ns=0)]) + b"".join(clusters), times


@pytest.mark.parametrize(
    "encoders",
    [
        {"video": "libx264"},
        {"video": "libx265"},
        {"video": "libvpx-vp9"},
        {"video": "libsvtav1"},
        {"audio": "aac"},
        {"audio": "ac3"},
        {"audio": "eac3"},
        {"audio": "libopus"},
        {"audio": "libmp3lame"},
    ],
    ids=lambda encoders: next(iter(encoders.values())),
)
def test_what_goes_in_comes_out_of_pyav(
    encode: Callable[..., bytes], oracle: Any, encoders: dict[str, str]
) -> None:
    (stream,) = demux(encode("mp4", **encoders, options=FRAGMENTED))

    data, times = written(stream.format, stream.samples)

    (found,) = oracle(data)
    assert [p.data for p in found.packets] == [bytes(s.data) for s in stream.samples]
    assert [p.pts for p in found.packets] == times
    assert [p.is_key for p in found.packets] == [s.is_key for s in stream.samples]


def test_a_frame_may_come_in_parts_and_before_its_clusters_time(
    oracle: Any, encode: Callable[..., bytes]
) -> None:
    (stream,) = demux(encode("mp4", audio="aac", options=FRAGMENTED))
    first, second = bytes(stream.samples[0].data), bytes(stream.samples[1].data)

    data = header([stream.format]) + cluster(
        500, [(1, 480, True, (first[:3], memoryview(first)[3:])), (1, 501, True, (bytearray(second),))]
    )

    (found,) = oracle(data)
    assert [(p.pts, p.data) for p in found.packets] == [(480, first), (501, second)]


def test_tracks_are_numbered_in_their_order(encode: Callable[..., bytes], oracle: Any) -> None:
    video, audio = demux(encode("mp4", video="libx264", audio="aac", options=FRAGMENTED))
    picture, sound = video.samples[0].data, audio.samples[0].data

    data = header([video.format, audio.format]) + cluster(
        0, [(1, 80, True, (picture,)), (2, 81, True, (sound,))]
    )

    assert [(found.kind, found.packets[0].size) for found in oracle(data)] == [
        ("video", len(picture)),
        ("audio", len(sound)),
    ]


def test_the_video_track_tells_its_frame_duration(encode: Callable[..., bytes]) -> None:
    (stream,) = demux(encode("mp4", video="libx264", options=FRAGMENTED))

    data = header([stream.format])

    assert bytes.fromhex("23E383") in data
    assert (40_000_000).to_bytes(4, "big") in data


def test_our_own_reader_reads_the_live_stream(encode: Callable[..., bytes]) -> None:
    (stream,) = demux(encode("mp4", video="libx264", options=FRAGMENTED))
    data, times = written(stream.format, stream.samples)

    (again,) = demux(data)

    assert [s.pts for s in again.samples] == times
    assert again.format.parameter_sets == stream.format.parameter_sets
    assert again.format.coded_size == stream.format.coded_size
