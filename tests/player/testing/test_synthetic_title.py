import io
from fractions import Fraction

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.containers.demux import Demuxer
from playhead.containers.samples import Codec, ElementaryStream
from playhead.errors import PlayerStateError
from playhead.testing import DEFAULT_LADDER, Rung, SyntheticTitle
from playhead.testing.synthetic_codec import h264_parameter_sets
from playhead.testing.synthetic_mp4 import audio_template, video_template

TITLE = SyntheticTitle(30.0)


def get(title: SyntheticTitle, path: str) -> bytes:
    body = title.origin(f"{title.base_url}/{path}")
    assert body is not None
    return body


def streams_of(title: SyntheticTitle, folder: str) -> list[ElementaryStream]:
    demuxer = Demuxer(get(title, f"{folder}/init.mp4"))
    return [demuxer.demux(get(title, f"{folder}/{n}.m4s"))[0] for n in range(title.segment_count)]


@pytest.mark.parametrize("number", range(len(DEFAULT_LADDER)))
def test_our_demuxer_reads_each_rung(number: int) -> None:
    rung = DEFAULT_LADDER[number]
    streams = streams_of(TITLE, f"v{number}")
    format_ = streams[0].format
    assert (format_.codec, format_.width, format_.height) == (Codec.H264, rung.width, rung.height)
    samples = [sample for stream in streams for sample in stream.samples]
    assert len(samples) == 30 * 25
    assert [sample.dts for sample in samples] == [n * 512 for n in range(750)]
    assert all(stream.samples[0].is_key for stream in streams)
    assert sum(sample.is_key for sample in samples) == len(streams)


def test_our_demuxer_reads_the_sound() -> None:
    streams = streams_of(TITLE, "a0")
    format_ = streams[0].format
    assert (format_.codec, format_.channels, format_.sample_rate_hz) == (Codec.AAC, 2, 48_000)
    samples = [sample for stream in streams for sample in stream.samples]
    assert [sample.pts for sample in samples] == [n * 1024 for n in range(len(samples))]
    assert len(samples) * 1024 / 48_000 == pytest.approx(30, abs=1024 / 48_000)


@pytest.mark.parametrize("folder", ["v0", "v4", "a0"])
def test_another_demuxer_reads_the_same(folder: str) -> None:
    body = get(TITLE, f"{folder}/init.mp4") + get(TITLE, f"{folder}/0.m4s") + get(TITLE, f"{folder}/1.m4s")
    ours = [sample for stream in streams_of(TITLE, folder)[:2] for sample in stream.samples]
    with av.open(io.BytesIO(body), "r") as container:
        packets = [packet for packet in container.demux() if packet.size]
        assert [bytes(packet) for packet in packets] == [bytes(sample.data) for sample in ours]
        assert [packet.pts for packet in packets] == [sample.pts for sample in ours]


@settings(max_examples=30, deadline=None)
@given(st.integers(16, 1024), st.integers(16, 600))
def test_a_real_decoder_reads_any_picture_size_out_of_the_parameter_sets(
    half_width: int, half_height: int
) -> None:
    width, height = half_width * 2, half_height * 2
    start = b"\0\0\0\1"
    # A slice header and no macroblocks: enough to make a picture of.
    slice_ = b"\x65\xb8\x40\xff\xff\xff\xff"
    packet = start + start.join((*h264_parameter_sets(width, height), slice_))
    decoder = av.CodecContext.create("h264", "r")
    [picture] = decoder.decode(av.Packet(packet))
    assert (picture.width, picture.height) == (width, height)


def test_segments_have_the_size_that_the_bandwidth_promises() -> None:
    for number, rung in enumerate(DEFAULT_LADDER):
        sizes = [len(get(TITLE, f"v{number}/{n}.m4s")) for n in range(TITLE.segment_count - 1)]
        assert max(sizes) * 8 / 4 == pytest.approx(rung.bandwidth_bps, rel=0.02)
        assert min(sizes) > max(sizes) / 3


@given(st.integers(0, 3_000_000), st.integers(1, 300))
def test_templates_have_the_size_that_was_asked_for_if_it_fits(size_bytes: int, frames: int) -> None:
    if 112 + frames * 40 < size_bytes:
        assert video_template(size_bytes, frames, 512).size_bytes == pytest.approx(
            size_bytes, abs=frames + 40
        )
        assert audio_template(size_bytes, frames).size_bytes == pytest.approx(size_bytes, abs=frames + 40)


def test_all_urls_of_the_playlists_lead_somewhere() -> None:
    for playlist in ("main.m3u8", "v0.m3u8", "v5.m3u8", "a0.m3u8"):
        lines = get(TITLE, playlist).decode().splitlines()
        names = [line for line in lines if line and not line.startswith("#")]
        names += [line.rpartition('URI="')[2].partition('"')[0] for line in lines if 'URI="' in line]
        assert names
        for name in names:
            get(TITLE, name)


def test_playlists_add_up_to_the_titles_length() -> None:
    for playlist in ("v0.m3u8", "a0.m3u8"):
        lines = get(TITLE, playlist).decode().splitlines()
        durations = [Fraction(line[8:-1]) for line in lines if line.startswith("#EXTINF:")]
        assert float(sum(durations)) == pytest.approx(30.0, abs=0.03)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "v9/init.mp4",
        "v0/99.m4s",
        "v0/-1.m4s",
        "v0/x.m4s",
        "a1/0.m4s",
        "v/0.m4s",
        "../v0/0.m4s",
        "v0/0.mp4",
    ],
)
def test_there_is_nothing_else(path: str) -> None:
    assert TITLE.origin(f"{TITLE.base_url}/{path}") is None


@given(st.text())
def test_no_url_breaks_the_origin(url: str) -> None:
    TITLE.origin(url)
    TITLE.origin(f"{TITLE.base_url}/{url}")


def test_a_silent_title_has_no_sound() -> None:
    title = SyntheticTitle(8.0, audio_bandwidth_bps=0)
    assert title.origin(f"{title.base_url}/a0.m3u8") is None
    assert b"AUDIO" not in get(title, "main.m3u8")
    assert b"audio" not in get(title, "main.mpd")


@pytest.mark.parametrize(
    ("duration_s", "segment_s", "frame_rate"), [(0.04, 4, 25), (7.0, 2, 60), (9.99, 1, 30)]
)
def test_any_length_comes_out_whole(duration_s: float, segment_s: float, frame_rate: int) -> None:
    title = SyntheticTitle(duration_s, [Rung(320, 180, 200_000)], segment_s=segment_s, frame_rate=frame_rate)
    samples = [sample for stream in streams_of(title, "v0") for sample in stream.samples]
    assert len(samples) == round(duration_s * frame_rate)
    assert title.duration_s == pytest.approx(duration_s, abs=0.5 / frame_rate)
    assert streams_of(title, "a0")


def test_a_title_without_anything_is_refused() -> None:
    for make in (lambda: SyntheticTitle(0.0), lambda: SyntheticTitle(10.0, [])):
        with pytest.raises(PlayerStateError):
            make()


def test_equal_titles_have_equal_bytes() -> None:
    other = SyntheticTitle(30.0)
    for path in ("main.m3u8", "main.mpd", "v3/init.mp4", "v3/5.m4s", "a0/5.m4s"):
        assert get(TITLE, path) == get(other, path)
