"""Broken and malicious bytes: `MediaError` or fewer samples, never anything else, and never for long."""

from collections.abc import Callable
from struct import pack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playhead.containers import demux, parse_sidx
from playhead.containers.bitstream import aac, ac3, av1, h264, hevc, opus
from playhead.containers.bitstream.nal import length_prefixed, split_annex_b, split_length_prefixed
from playhead.errors import MediaError

FRAGMENTED = "movflags=frag_keyframe+empty_moov+default_base_moof+delay_moov"
FILMS: dict[str, dict[str, str]] = {
    "fragmented": {"container": "mp4", "video": "libx264", "audio": "aac", "options": FRAGMENTED},
    "plain": {"container": "mp4", "video": "libx265", "audio": "libopus"},
    "av1": {"container": "mp4", "video": "libsvtav1", "audio": "eac3", "options": FRAGMENTED},
    "transport": {"container": "mpegts", "video": "libx264", "audio": "aac"},
    "transport-hevc": {"container": "mpegts", "video": "libx265", "audio": "ac3"},
    "webm": {"container": "webm", "video": "libvpx-vp9", "audio": "libopus"},
    "adts": {"container": "adts", "audio": "aac"},
    "mp3": {"container": "mp3", "audio": "libmp3lame"},
}
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", params=FILMS, ids=str)
def film(request: pytest.FixtureRequest, encode: Callable[..., bytes]) -> bytes:
    return encode(**FILMS[request.param])


def survives(data: bytes) -> int:
    """Return how many samples came out; only a `MediaError` may stop it."""
    try:
        streams = demux(data)
    except MediaError as error:
        detail = error.problem.detail
    else:
        return sum(len(stream.samples) for stream in streams)
    assert detail
    assert "lies outside the segment" not in detail  # that net is for what we don't know of
    return 0


@QUICK
@given(cut=st.floats(0, 1))
def test_truncated_films_give_fewer_samples_or_an_error(film: bytes, cut: float) -> None:
    assert survives(film[: int(len(film) * cut)]) <= survives(film)


@QUICK
@given(
    faults=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=8)), max_size=12
    ),
    in_head=st.booleans(),
)
def test_corrupted_films_give_samples_or_an_error(
    film: bytes, faults: list[tuple[float, bytes]], in_head: bool
) -> None:
    broken = bytearray(film)
    reach = 1500 if in_head else len(broken)
    for place, noise in faults:
        at = int(place * min(reach, len(broken)))
        broken[at : at + len(noise)] = noise

    survives(bytes(broken))


@QUICK
@given(
    place=st.floats(0, 1, exclude_max=True),
    removed=st.integers(0, 400),
    inserted=st.binary(max_size=40),
)
def test_shifted_films_give_samples_or_an_error(
    film: bytes, place: float, removed: int, inserted: bytes
) -> None:
    at = int(place * len(film))

    survives(film[:at] + inserted + film[at + removed :])


@QUICK
@given(
    start=st.sampled_from(
        [b"", b"\0\0\0\x20ftyp", b"\0\0\1\0moof", b"G", b"\x1a\x45\xdf\xa3", b"ID3", b"\xff\xf1", b"\x0bw"]
    ),
    noise=st.binary(max_size=2000),
)
def test_noise_behind_a_familiar_beginning_is_survived(start: bytes, noise: bytes) -> None:
    survives(start + noise)


@QUICK
@given(record=st.binary(max_size=80))
def test_codec_records_are_read_or_refused(record: bytes) -> None:
    for parse in (
        h264.parse_avcc,
        h264.parse_sps,
        hevc.parse_hvcc,
        hevc.parse_sps,
        aac.parse_config,
        ac3.parse_dac3,
        ac3.parse_dec3,
        av1.coded_size,
        opus.head_from_dops,
    ):
        try:
            parse(record)
        except MediaError:
            continue


@given(data=st.binary(max_size=200), offset=st.integers(0, 1 << 40))
def test_segment_indexes_are_read_or_refused(data: bytes, offset: int) -> None:
    for body in (data, pack(">I4s", len(data) + 8, b"sidx") + data):
        try:
            found = parse_sidx(body, offset=offset)
        except MediaError:
            continue
        assert all(reference.byte_range.first >= offset for reference in found.references)


@given(nals=st.lists(st.binary(min_size=1, max_size=30).map(lambda nal: b"\x65" + nal + b"\x01")))
def test_nal_units_survive_both_dresses(nals: list[bytes]) -> None:
    escaped = [nal.replace(b"\0\0", b"\0\3") for nal in nals]
    stream = b"".join(b"\0\0\0\1" + nal for nal in escaped)

    assert [stream[first:end] for first, end in split_annex_b(stream)] == escaped
    assert [bytes(nal) for nal in split_length_prefixed(length_prefixed(escaped))] == escaped


@pytest.mark.parametrize(
    "data",
    [
        b"\x47\x40\x00\x10" + b"\0" * 184 + (b"\x47\x01\x00\x10" + b"\0\0\1" * 61 + b"\0") * 2000,
        b"ID3\4\0\0\0\0\0\0" * 50_000,
        b"\xff\xf1\x4c\x80" + b"\xff" * 300_000,
        b"\0\0\0\x08free" * 150_000,
        b"\x1a\x45\xdf\xa3\x80" + b"\xec\x80" * 600_000,
        b"\0\0\x10\0moof" * 100_000,
        b"\x18\x53\x80\x67\x01" + b"\xff" * 7 + (b"\x1f\x43\xb6\x75\x01" + b"\xff" * 7) * 50_000,
    ],
    ids=[
        "start codes",
        "empty tags",
        "sync bytes",
        "empty boxes",
        "empty elements",
        "nested boxes",
        "clusters",
    ],
)
@pytest.mark.timeout(10)
def test_floods_of_tiny_things_are_refused_or_read_quickly(data: bytes) -> None:
    assert survives(data) < 10
