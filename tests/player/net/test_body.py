import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.errors import ErrorCode, NetworkError
from playhead.net.body import BodyReader, parse_content_range
from playhead.presentation import ByteRange


def read(
    body: bytes,
    headers: dict[str, str],
    wanted: ByteRange | None = None,
    cap: int = 10_000,
    status: int = 200,
) -> bytes:
    reader = BodyReader(status, headers, wanted, cap)
    for first in range(0, len(body), 7):
        reader.take(body[first : first + 7])
        if reader.is_satisfied:
            break
    return reader.result()


@given(st.text(), st.text())
def test_no_field_breaks_the_reader(length: str, part: str) -> None:
    for status in (200, 206):
        with suppress(NetworkError):
            read(b"body", {"content-length": length, "content-range": part}, ByteRange(0, 3), status=status)


@given(st.binary(max_size=500), st.integers(0, 600), st.integers(0, 600))
def test_a_whole_body_gives_the_range_or_is_refused(body: bytes, first: int, length: int) -> None:
    wanted = ByteRange(first, first + length)
    if first + length < len(body):
        assert read(body, {}, wanted) == body[first : first + length + 1]
        return
    with pytest.raises(NetworkError) as failure:
        read(body, {}, wanted)
    assert failure.value.problem.code is ErrorCode.NETWORK_RANGE_IGNORED


@given(st.binary(max_size=2000), st.integers(1, 3))
def test_gzip_comes_out_as_it_went_in(body: bytes, members: int) -> None:
    assert read(gzip.compress(body) * members, {"content-encoding": "gzip"}) == body * members


@given(st.binary(max_size=300))
def test_noise_that_claims_to_be_gzip_is_refused_or_read(noise: bytes) -> None:
    with suppress(NetworkError):
        read(noise, {"content-encoding": "gzip"})


def test_half_a_gzip_stream_is_refused() -> None:
    packed = gzip.compress(b"text" * 100)
    with pytest.raises(NetworkError) as failure:
        read(packed[:-5], {"content-encoding": "gzip"})
    assert failure.value.problem.code is ErrorCode.NETWORK_TRUNCATED_BODY


def test_padding_after_a_gzip_stream_is_left_out() -> None:
    assert read(gzip.compress(b"text") + bytes(20), {"content-encoding": "x-gzip"}) == b"text"


@pytest.mark.parametrize("size", [10_000, 10_001])
def test_the_cap_holds_to_the_byte(size: int) -> None:
    for body, headers in ((bytes(size), {}), (gzip.compress(bytes(size)), {"content-encoding": "gzip"})):
        if size == 10_000:
            assert read(body, headers) == bytes(size)
            continue
        with pytest.raises(NetworkError) as failure:
            read(body, headers)
        assert failure.value.problem.code is ErrorCode.NETWORK_TOO_LARGE


def test_a_bomb_within_a_bomb_is_no_way_round_the_cap() -> None:
    bomb = zlib.compress(bytes(5_000_000), wbits=31)
    with pytest.raises(NetworkError) as failure:
        read(bomb * 3, {"content-encoding": "gzip"}, cap=20_000)
    assert failure.value.problem.code is ErrorCode.NETWORK_TOO_LARGE


def test_a_range_near_the_start_of_a_huge_file_is_taken_from_a_whole_body() -> None:
    reader = BodyReader(200, {"content-length": "99999999999"}, ByteRange(2, 5), 1000)
    reader.take(b"0123456789")
    assert reader.is_satisfied
    assert reader.result() == b"2345"


@pytest.mark.parametrize(
    ("field", "wanted", "is_right"),
    [
        ("bytes 0-3/100", ByteRange(0, 3), True),
        ("bytes 0-3/*", ByteRange(0, 3), True),
        ("bytes 90-99/100", ByteRange(90, 200), True),
        ("bytes 90-99/100", ByteRange(90), True),
        ("bytes 90-99/*", ByteRange(90), True),
        ("bytes 90-98/100", ByteRange(90), False),
        ("bytes 1-3/100", ByteRange(0, 3), False),
        ("bytes 0-2/100", ByteRange(0, 3), False),
        ("bytes 0-4/100", ByteRange(0, 3), False),
        ("bytes 0-3/100", None, False),
        ("bytes 3-0/100", ByteRange(3, 0), False),
        ("bytes 0-100/100", ByteRange(0, 100), False),
        ("", ByteRange(0, 3), False),
    ],
)
def test_a_part_must_be_the_one_that_was_asked_for(
    field: str, wanted: ByteRange | None, is_right: bool
) -> None:
    if is_right:
        part = parse_content_range(field)
        assert part is not None
        body = bytes(part.last - part.first + 1)
        assert read(body, {"content-range": field}, wanted, status=206) == body
        return
    with pytest.raises(NetworkError) as failure:
        BodyReader(206, {"content-range": field}, wanted, 1000)
    assert failure.value.problem.code is ErrorCode.NETWORK_RANGE_IGNORED
