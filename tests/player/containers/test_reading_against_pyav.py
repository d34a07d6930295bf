"""The demuxers against PyAV on the same bytes: same times, same sizes, same key frames, and it decodes."""

from collections.abc import Callable
from typing import Any

import pytest

from playhead.containers import Codec, Demuxer, demux
from playhead.containers.isobmff.boxes import boxes
from playhead.presentation import Kind

FRAGMENTED = "movflags=frag_keyframe+empty_moov+default_base_moof+delay_moov"
CODECS = {
    "libx264": Codec.H264,
    "libx265": Codec.HEVC,
    "libvpx-vp9": Codec.VP9,
    "libsvtav1": Codec.AV1,
    "aac": Codec.AAC,
    "ac3": Codec.AC3,
    "eac3": Codec.EAC3,
    "libopus": Codec.OPUS,
    "libmp3lame": Codec.MP3,
}
VIDEO = ("libx264", "libx265", "libvpx-vp9", "libsvtav1")
AUDIO = ("aac", "ac3", "eac3", "libopus", "libmp3lame")
IN_TRANSPORT_STREAMS = ("libx264", "libx265", "aac", "ac3", "eac3", "libmp3lame")


def film(encode: Callable[..., bytes], container: str, encoder: str, options: str = "") -> bytes:
    return encode(container, **{"video" if encoder in VIDEO else "audio": encoder}, options=options)


@pytest.mark.parametrize("encoder", [*VIDEO, *AUDIO])
@pytest.mark.parametrize("options", [FRAGMENTED, "", "movflags=frag_every_frame+empty_moov+delay_moov"])
def test_mp4_samples_are_those_that_pyav_reads(
    encode: Callable[..., bytes], oracle: Any, decode: Any, encoder: str, options: str
) -> None:
    data = film(encode, "mp4", encoder, options)

    (stream,) = demux(data)

    (expected,) = oracle(data)
    told = stream.format
    assert told.codec is CODECS[encoder]
    assert told.timescale == expected.timescale
    assert [(s.pts, s.dts, len(s.data), s.is_key) for s in stream.samples] == [
        (p.pts, p.dts, p.size, p.is_key) for p in expected.packets
    ]
    assert [bytes(s.data) for s in stream.samples] == [p.data for p in expected.packets]
    assert decode(told, stream.samples) >= len(stream.samples) - 1


@pytest.mark.parametrize("encoder", IN_TRANSPORT_STREAMS)
def test_transport_stream_samples_are_those_that_pyav_reads(
    encode: Callable[..., bytes], oracle: Any, decode: Any, encoder: str
) -> None:
    data = film(encode, "mpegts", encoder)

    (stream,) = demux(data)

    (expected,) = oracle(data)
    assert stream.format.codec is CODECS[encoder]
    assert stream.format.timescale == 90_000
    assert [(s.dts, s.is_key) for s in stream.samples] == [(p.dts, p.is_key) for p in expected.packets]
    assert [s.pts for s in stream.samples] == [p.pts for p in expected.packets]
    assert decode(stream.format, stream.samples) >= len(stream.samples) - 1


@pytest.mark.parametrize("video", ["libx264", "libx265"])
def test_the_same_film_in_both_containers_gives_the_same_pictures(
    encode: Callable[..., bytes], decode: Any, video: str
) -> None:
    (from_mp4,) = demux(encode("mp4", video=video, options=FRAGMENTED))
    (from_ts,) = demux(encode("mpegts", video=video))

    mp4, ts = from_mp4.format, from_ts.format
    assert ts.parameter_sets == mp4.parameter_sets
    assert (ts.width, ts.height, ts.coded_size) == (mp4.width, mp4.height, mp4.coded_size)
    assert ts.frame_duration * mp4.timescale == mp4.frame_duration * ts.timescale
    assert decode(ts, from_ts.samples) == decode(mp4, from_mp4.samples) == 30
    steps = {sample.duration for sample in from_ts.samples}
    assert steps == {3600}


@pytest.mark.parametrize("encoder", ["libvpx-vp9", "libsvtav1", "libopus"])
def test_webm_samples_are_those_that_pyav_reads(
    encode: Callable[..., bytes], oracle: Any, decode: Any, encoder: str
) -> None:
    data = film(encode, "webm", encoder)

    (stream,) = demux(data)

    (expected,) = oracle(data)
    assert stream.format.codec is CODECS[encoder]
    assert [bytes(s.data) for s in stream.samples] == [p.data for p in expected.packets]
    assert [s.is_key for s in stream.samples] == [p.is_key for p in expected.packets]
    assert all(abs(s.pts - p.pts) <= 1 for s, p in zip(stream.samples, expected.packets, strict=True))
    assert decode(stream.format, stream.samples) >= len(stream.samples) - 1


@pytest.mark.parametrize(
    ("encoder", "container"), [("aac", "adts"), ("libmp3lame", "mp3"), ("ac3", "ac3"), ("eac3", "eac3")]
)
def test_packed_audio_has_every_frame(
    encode: Callable[..., bytes], oracle: Any, decode: Any, encoder: str, container: str
) -> None:
    data = encode(container, audio=encoder)

    (stream,) = demux(data)

    (expected,) = oracle(data)
    assert stream.format.codec is CODECS[encoder]
    # MP3 files begin with a frame of metadata that PyAV leaves out and a decoder plays as silence.
    assert len(stream.samples) - len(expected.packets) in (0, 1)
    assert decode(stream.format, stream.samples) >= len(expected.packets) - 1


def test_a_muxed_transport_stream_gives_both_streams_on_one_clock(
    encode: Callable[..., bytes], oracle: Any
) -> None:
    data = encode("mpegts", video="libx264", audio="aac")

    video, audio = demux(data)

    expected_video, expected_audio = oracle(data)
    assert (video.format.kind, audio.format.kind) == (Kind.VIDEO, Kind.AUDIO)
    assert [s.pts for s in video.samples] == [p.pts for p in expected_video.packets]
    assert [s.pts for s in audio.samples] == [p.pts for p in expected_audio.packets]
    assert audio.format.codec_private == bytes.fromhex("1190")


def test_segments_of_one_init_share_one_format_object_and_copy_nothing(encode: Callable[..., bytes]) -> None:
    data = encode("mp4", video="libx264", audio="aac", options=FRAGMENTED)
    starts = [box.start for box in boxes(data) if box.kind == b"moof"]
    tail = next(box.start for box in boxes(data) if box.kind == b"mfra")
    segments = [data[a:b] for a, b in zip(starts, [*starts[1:], tail], strict=True)]
    demuxer = Demuxer(data[: starts[0]])

    results = [demuxer.demux(segment) for segment in segments]

    assert len(results) >= 2
    for streams, segment in zip(results, segments, strict=True):
        assert [stream.format for stream in streams] == [stream.format for stream in results[0]]
        assert all(a.format is b.format for a, b in zip(streams, results[0], strict=False))
        assert all(s.data.obj is segment for stream in streams for s in stream.samples)  # type: ignore[union-attr]
    whole = demux(data)
    for index, stream in enumerate(whole):
        pieces = [s.dts for streams in results for s in streams[index].samples]
        assert pieces == [s.dts for s in stream.samples]


def test_coded_and_visible_sizes_are_told_apart(encode: Callable[..., bytes]) -> None:
    (h264,) = demux(encode("mp4", video="libx264", options=FRAGMENTED))
    (hevc,) = demux(encode("mp4", video="libx265", options=FRAGMENTED))

    assert (h264.format.width, h264.format.height) == (66, 50)
    assert h264.format.coded_size == (80, 64)
    assert (hevc.format.width, hevc.format.height) == (66, 50)
    assert hevc.format.coded_size == (80, 64)
