"""Segments that are read while they arrive: however the bytes come, the samples are those of the whole."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from struct import pack

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from playhead.containers import Demuxer, ElementaryStream
from playhead.containers.isobmff.boxes import boxes
from playhead.containers.isobmff.chunks import ChunkCutter
from playhead.containers.messages import Message
from playhead.errors import ErrorCode, MediaError, PlayerError
from playhead.testing.synthetic_mp4 import video_init, video_template
from playhead_drm import Scheme
from playhead_drm.cenc import decrypt_samples
from tests.media.protected_films import Recipe, box, fragments_of, full, protect

KEYS = {b"\1" * 16: b"\xc9" * 16, b"\2" * 16: b"\xca" * 16}
TICKS = 512
INIT = video_init(320, 180, 12_800)
Facts = list[tuple[object, ...]]


def chunk(number: int, frames: int = 5) -> bytes:
    template = video_template(3_000, frames, TICKS, begins_with_key=number == 0)
    return template.segment(number + 1, number * frames * TICKS)


def emsg(name: str, after_ticks: int, version: int = 0) -> bytes:
    texts = b"urn:test\0" + name.encode() + b"\0"
    if version:
        return full(b"emsg", 1, 0, pack(">IQII", 12_800, after_ticks, 0, 1), texts, b"payload")
    return full(b"emsg", 0, 0, texts, pack(">IIII", 12_800, after_ticks, 0, 1), b"payload")


def in_a_long_box(fragment: bytes) -> bytes:
    """Return a fragment whose `mdat` tells its size in 64 bits; its samples lie eight bytes further on."""
    media = next(each for each in boxes(fragment) if each.kind == b"mdat")
    body = fragment[media.body : media.end]
    return fragment[: media.start] + pack(">I4sQ", 1, b"mdat", len(body) + 16) + body


def without_times(fragment: bytes) -> bytes:
    """Return a fragment that says nothing of when it decodes: it goes on where the one before ended."""
    return fragment.replace(b"tfdt", b"free")


def without_an_end(fragment: bytes) -> bytes:
    """Return a fragment whose `mdat` reaches to wherever the file ends."""
    media = next(each for each in boxes(fragment) if each.kind == b"mdat")
    return fragment[: media.start] + bytes(4) + fragment[media.start + 4 :]


STYP = box(b"styp", b"cmfl\0\0\0\0")
PRFT = full(b"prft", 1, 0, pack(">IQQ", 1, 0, 0))
SEGMENTS = {
    "chunks alone": b"".join(map(chunk, range(4))),
    "as packagers write them": STYP + b"".join(PRFT + chunk(number) for number in range(3)),
    "events before, between and behind": (
        STYP + emsg("a", 100) + chunk(0) + emsg("b", 2_000) + emsg("c", 9_000, 1) + chunk(1) + emsg("d", 7)
    ),
    "a sidx, padding and a box that nobody knows": (
        box(b"sidx", bytes(24)) + chunk(0) + box(b"abcd", bytes(9)) + chunk(1) + bytes(5)
    ),
    "no decoding times but the first": chunk(0) + without_times(chunk(1)) + without_times(chunk(2)),
    "one chunk": chunk(0, 25),
    "long boxes": in_a_long_box(chunk(0)) + in_a_long_box(chunk(1)),
    "an mdat without an end": chunk(0) + without_an_end(chunk(1)),
    "its own init segment": INIT + chunk(0) + chunk(1),
}


def pieces_of(data: bytes, cuts: Sequence[int]) -> Iterator[bytes]:
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return (data[begin:end] for begin, end in pairwise(edges))


def facts(streams: Sequence[ElementaryStream]) -> Facts:
    """Return all that is said of samples, stream by stream, as one row each."""
    rows: Facts = []
    for stream in streams:
        samples = stream.protection.samples if stream.protection else [None] * len(stream.samples)
        for each, how in zip(stream.samples, samples, strict=True):
            rows.append(
                (stream.format, each.pts, each.dts, each.duration, each.is_key, bytes(each.data), how)
            )
    return sorted(rows, key=lambda row: (str(row[0].__class__), repr(row[0]), repr(row[2])))


def data_of(streams: Sequence[ElementaryStream]) -> list[bytes]:
    return sorted(bytes(sample.data) for stream in streams for sample in stream.samples)


def messages(streams: Sequence[ElementaryStream]) -> list[Message]:
    return [message for stream in streams for message in stream.messages]


def read_whole(init: bytes | None, data: bytes) -> tuple[Facts, list[Message]]:
    streams = Demuxer(init).demux(data)
    return facts(streams), messages(streams)


def read_growing(init: bytes | None, data: bytes, cuts: Sequence[int]) -> tuple[Facts, list[Message]]:
    reading, cutter = Demuxer(init).begin(), ChunkCutter()
    streams: list[ElementaryStream] = []
    for piece in pieces_of(data, cuts):
        for complete in cutter.take(piece):
            streams += reading.take(complete)
    last, trailing = reading.finish(cutter.rest)
    return facts([*streams, *last]), [*messages([*streams, *last]), *trailing]


@pytest.mark.parametrize("name", SEGMENTS)
@given(cuts=st.lists(st.integers(0, 2**31), max_size=12))
@settings(max_examples=8, deadline=None)
@example(cuts=list(range(4_000)))
def test_any_split_of_the_bytes_gives_what_the_whole_gives(name: str, cuts: list[int]) -> None:
    data = SEGMENTS[name]
    assert read_growing(INIT, data, cuts) == read_whole(INIT, data)


@cache
def protected(recipe: Recipe, film: bytes) -> tuple[bytes, bytes]:
    init, made = protect(film, recipe)
    return init, b"".join(made)


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(Scheme.CENC, tuple(KEYS.items())[:1]),
        Recipe(Scheme.CENC, tuple(KEYS.items()), clear_fragments=1, is_senc=False),
        Recipe(Scheme.CBCS, tuple(KEYS.items()), iv_bytes=0, pattern=(1, 9)),
    ],
    ids=["cenc", "records behind the samples, keys in rotation", "cbcs"],
)
@given(cuts=st.lists(st.integers(0, 2**31), max_size=8))
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_protected_chunks_open_like_the_whole(
    encode: Callable[..., bytes], recipe: Recipe, cuts: list[int]
) -> None:
    options = "movflags=frag_keyframe+empty_moov+default_base_moof"
    film = encode(container="mp4", video="libx264", audio="aac", options=options, size=(320, 180))
    init, data = protected(recipe, film)
    demuxer, cutter = Demuxer(init), ChunkCutter()
    reading = demuxer.begin()
    opened: list[ElementaryStream] = []
    for piece in pieces_of(data, cuts):
        for complete in cutter.take(piece):
            opened += [
                demuxer.open(stream, decrypt_samples(stream.closed_samples, KEYS))
                for stream in reading.take(complete)
            ]
    assert not cutter.rest
    clear_init, fragments = fragments_of(film)
    clear = [stream for each in fragments for stream in Demuxer(clear_init).demux(each)]
    assert data_of(opened) == data_of(clear)


def test_a_chunk_is_given_with_its_last_byte() -> None:
    data, cutter = STYP + chunk(0) + chunk(1), ChunkCutter()
    first_ends = len(STYP) + len(chunk(0))
    given_at = [at for at in range(len(data)) for _ in cutter.take(data[at : at + 1])]
    assert given_at == [first_ends - 1, len(data) - 1]
    assert cutter.is_between_chunks


def test_between_two_chunks_nothing_is_left_over() -> None:
    cutter = ChunkCutter()
    cutter.take(chunk(0))
    assert cutter.is_between_chunks
    cutter.take(chunk(1)[:4])
    assert not cutter.is_between_chunks


@pytest.mark.parametrize("kept", [0, 3, 50, 2_000, 3_100, 3_107, 5_000])
@pytest.mark.parametrize("name", SEGMENTS)
def test_a_body_that_was_cut_short_fails_as_the_whole_does(name: str, kept: int) -> None:
    data = SEGMENTS[name][:kept]
    assert outcome(lambda: read_growing(INIT, data, [kept // 2])) == outcome(lambda: read_whole(INIT, data))


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>Not here, but with a friendly page</body></html>",
        b"\x47" + bytes(187) + b"\x47" + bytes(187),
        bytes(300),
        chunk(0) + b"\0\0\0\4moof" + bytes(200),
        chunk(0) + chunk(1).replace(b"tfhd", b"tfhx"),
        chunk(0) + b"\x7f\xff\xff\xffmoof" + bytes(64),
    ],
    ids=["a page", "empty packets", "zeros", "a box too small", "no tfhd", "a box too large"],
)
def test_what_is_broken_fails_with_the_same_error(body: bytes) -> None:
    got = outcome(lambda: read_growing(INIT, body, range(0, len(body), 17)))
    assert isinstance(got, ErrorCode)
    assert got == outcome(lambda: read_whole(INIT, body))


def test_a_broken_box_amid_chunks_is_told_at_once_with_its_place_in_the_segment() -> None:
    reading, cutter = Demuxer(INIT).begin(segment=7), ChunkCutter()
    data = chunk(0) + b"\0\0\0\4moof"
    first, second = cutter.take(data + bytes(4))
    assert reading.take(first)
    with pytest.raises(MediaError) as caught:
        reading.take(second)
    assert caught.value.problem.context.byte_offset == len(chunk(0))
    assert caught.value.problem.context.segment == 7


@given(st.binary(max_size=600), st.lists(st.integers(0, 600), max_size=6))
@settings(max_examples=40, deadline=None)
def test_noise_behind_a_chunk_gives_samples_or_an_error_and_nothing_else(
    noise: bytes, cuts: list[int]
) -> None:
    outcome(lambda: read_growing(INIT, chunk(0) + noise, cuts))


def outcome(read: Callable[[], object]) -> object:
    try:
        return read()
    except PlayerError as error:
        return error.problem.code
