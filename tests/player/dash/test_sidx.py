"""The index inside a single file, read when it has been fetched."""

import struct
from collections.abc import Callable
from contextlib import suppress

import pytest

from playhead.errors import ErrorCode, ManifestError, MediaError, PlayerError
from playhead.presentation import (
    ByteRange,
    DeferredIndex,
    InitSegment,
    Presentation,
    Representation,
    SegmentIndex,
)

Film = Callable[..., Presentation]
Only = Callable[[Presentation], Representation]

FILE = "https://media.example/films/one/f.mp4"


def sidx(*references: tuple[int, int], start: int = 0, first_offset: int = 0, timescale: int = 10) -> bytes:
    """Return a box; a reference is (size, duration), a negative size leads to another index."""
    entries = b"".join(
        struct.pack(">III", abs(size) | (size < 0) << 31, duration, 0x90000000)
        for size, duration in references
    )
    body = struct.pack(">IIIIIHH", 0, 1, timescale, start, first_offset, 0, len(references)) + entries
    return struct.pack(">I4s", 8 + len(body), b"sidx") + body


def deferred(film: Film, only: Only, attributes: str, inner: str = "") -> DeferredIndex:
    presentation = film(f"<BaseURL>f.mp4</BaseURL><SegmentBase {attributes}>{inner}</SegmentBase>")
    index = only(presentation).index
    assert isinstance(index, DeferredIndex)
    return index


def told(index: SegmentIndex) -> list[tuple[int, int, ByteRange | None]]:
    return [(segment.start, segment.duration, segment.byte_range) for segment in index]


def test_segments_follow_one_another_behind_the_box(film: Film, only: Only) -> None:
    box = sidx((100, 40), (50, 20))
    first = 800 + len(box)
    index = deferred(film, only, f'indexRange="800-{first - 1}"').resolve(box, FILE)
    assert told(index) == [
        (0, 40, ByteRange(first, first + 99)),
        (40, 20, ByteRange(first + 100, first + 149)),
    ]
    assert index.is_complete
    assert [segment.init for segment in index] == [InitSegment(FILE, ByteRange(0, 799))] * 2


def test_the_declared_initialization_goes_before_the_guess(film: Film, only: Only) -> None:
    index = deferred(film, only, 'indexRange="800-999"', '<Initialization range="0-499"/>')
    (segment,) = index.resolve(sidx((1, 1)), FILE)
    assert segment.init == InitSegment(FILE, ByteRange(0, 499))


def test_the_offset_is_taken_off_in_the_index_s_own_timescale(film: Film, only: Only) -> None:
    attributes = 'indexRange="0-99" timescale="1000" presentationTimeOffset="2500"'
    index = deferred(film, only, attributes).resolve(sidx((9, 40), (9, 40), start=20), FILE)
    assert [segment.start_s for segment in index] == [-0.5, 3.5]


def test_segments_outside_the_period_are_left_out(film: Film, only: Only) -> None:
    index = deferred(film, only, 'indexRange="0-99"').resolve(sidx(*[(9, 100)] * 9), FILE)
    assert index.end_s == 30


def test_an_index_that_came_along_is_followed(film: Film, only: Only) -> None:
    inner = sidx((70, 30), (30, 10))
    outer = sidx((-len(inner), 40), (500, 60))
    index = deferred(film, only, 'indexRange="0-999"').resolve(outer + inner, FILE)
    at = len(outer) + len(inner)
    assert told(index) == [
        (0, 30, ByteRange(at, at + 69)),
        (30, 10, ByteRange(at + 70, at + 99)),
        (40, 60, ByteRange(at, at + 499)),
    ]


def test_an_index_elsewhere_is_refused_clearly(film: Film, only: Only) -> None:
    with pytest.raises(ManifestError, match="further indexes") as caught:
        deferred(film, only, 'indexRange="0-99"').resolve(sidx((-500, 40)), FILE)
    assert caught.value.problem.code is ErrorCode.MANIFEST_UNSUPPORTED


@pytest.mark.parametrize("body", [b"", b"\0\0\0\x10free12345678", sidx((1, 1))[:-4], b"<html>"])
def test_a_body_without_an_index_is_a_media_error(film: Film, only: Only, body: bytes) -> None:
    with pytest.raises(MediaError):
        deferred(film, only, 'indexRange="0-99"').resolve(body, FILE)


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_a_broken_index_never_raises_anything_else(film: Film, only: Only, cut: int) -> None:
    body = bytearray(sidx((100, 40), (50, 20)))
    body[cut % len(body)] ^= 0xFF
    with suppress(PlayerError):
        list(deferred(film, only, 'indexRange="0-99"').resolve(bytes(body), FILE))


def test_an_index_in_a_file_of_its_own_counts_from_the_media_s_first_byte(film: Film, only: Only) -> None:
    index = deferred(film, only, "", '<RepresentationIndex sourceURL="f.sidx"/>')
    assert (index.resource.url, index.resource.byte_range) == ("https://media.example/films/one/f.sidx", None)
    found = told(index.resolve(sidx((100, 40)), index.resource.url))
    assert found == [(0, 40, ByteRange(0, 99))]


def test_a_template_may_name_the_index_of_a_whole_file(film: Film, only: Only) -> None:
    index = only(
        film('<SegmentTemplate media="$RepresentationID$.mp4" index="$RepresentationID$.sidx"/>')
    ).index
    assert isinstance(index, DeferredIndex)
    assert index.resource.url == "https://media.example/films/one/v1.sidx"
    (segment,) = index.resolve(sidx((100, 40)), index.resource.url)
    assert segment.url == "https://media.example/films/one/v1.mp4"
