"""A reload takes over what it has in common with the playlist before; nobody may see a difference."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.hls.media import MediaPlaylist
from playhead.hls.media_reader import read_media_playlist
from playhead.hls.segment_table import SegmentTable

URL = "https://cdn.test/live/720p.m3u8"
HEAD = ["#EXTM3U", "#EXT-X-TARGETDURATION:6"]
NOTHING = SegmentTable((), (), (0,))
TAGS = st.lists(
    st.sampled_from(
        [
            '#EXT-X-KEY:METHOD=AES-128,URI="key"',
            "#EXT-X-KEY:METHOD=NONE",
            '#EXT-X-MAP:URI="init.mp4"',
            "#EXT-X-DISCONTINUITY",
            "#EXT-X-GAP",
            "#EXT-X-BITRATE:800",
            "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z",
            "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:10:00.5Z",
            '#EXT-X-DATERANGE:ID="a",START-DATE="2026-01-01T00:00:00Z"',
            '#EXT-X-PART:DURATION=2,URI="part.mp4"',
            "#EXT-X-CUE-OUT:30",
            "# a comment",
            "",
        ]
    ),
    max_size=2,
)
SEGMENT = st.tuples(
    # Most segments are plain: that is what is taken over.
    st.just([]) | st.just([]) | TAGS,
    st.sampled_from(["#EXTINF:6,", "#EXTINF:5.5,", "#EXTINF:6,a title"]),
    # Implied offsets are in tests of their own: most of them would be a warning here, and nothing shared.
    st.sampled_from([[], [], ["#EXT-X-BYTERANGE:100@7"]]),
    st.sampled_from(["s{}.ts", "movie.mp4", "https://other.test/s{}.ts"]),
)
TAIL = st.lists(
    st.sampled_from(
        ['#EXT-X-PRELOAD-HINT:TYPE=PART,URI="p"', '#EXT-X-PART:DURATION=2,URI="part.mp4"', "#EXT-X-ENDLIST"]
    ),
    max_size=2,
)


def playlist(segments: list[tuple[list[str], str, list[str], str]], first: int, tail: list[str]) -> bytes:
    lines = [*HEAD, f"#EXT-X-MEDIA-SEQUENCE:{first}"]
    for number, (tags, duration, byte_range, uri) in enumerate(segments[first:], first):
        lines += [*tags, duration, *byte_range, uri.format(number)]
    return "\n".join([*lines, *tail, ""]).encode()


def told(document: MediaPlaylist) -> list[object]:
    """Return everything that a document says."""
    table = document.segments
    rows = [
        (uri, line, table.starts[row], table.byte_range(row), table.discontinuity(row), table.titles.get(row))
        for row, (uri, line) in enumerate(zip(table.uris, table.lines, strict=True))
    ]
    held = (table.maps, table.keys, table.dates_us, table.bitrates_kbps, table.tiles)
    changes = [list(each.between(0, 10_000)) for each in held]
    rest = replace(document, segments=NOTHING)
    return [rows, changes, sorted(table.gaps), table.parts, table.duration, rest]


@given(
    st.lists(SEGMENT, min_size=4, max_size=20),
    st.integers(0, 2),
    st.integers(0, 3),
    st.integers(0, 3),
    TAIL,
    TAIL,
)
def test_a_reload_reads_as_if_nothing_had_been_there_before(
    segments: list[tuple[list[str], str, list[str], str]],
    first: int,
    dropped: int,
    added: int,
    tail: list[str],
    new_tail: list[str],
) -> None:
    known = segments[: max(1, len(segments) - added)]
    before = read_media_playlist(playlist(known, min(first, len(known) - 1), tail), URL)
    after = playlist(segments, min(first + dropped, len(segments) - 1), new_tail)
    assert told(read_media_playlist(after, URL, previous=before)) == told(read_media_playlist(after, URL))


def live(first: int, count: int, *, name: str = "s{}.ts") -> bytes:
    lines = [*HEAD, f"#EXT-X-MEDIA-SEQUENCE:{first}"]
    for number in range(first, first + count):
        lines += ["#EXTINF:6,", name.format(number)]
    return "\n".join([*lines, ""]).encode()


@pytest.mark.parametrize("moved", [0, 2, 39])
def test_segments_that_both_have_are_not_made_anew(moved: int) -> None:
    before = read_media_playlist(live(10, 40), URL)
    after = read_media_playlist(live(10 + moved, 42), URL, previous=before)
    assert after.segments.uris[-1] == f"s{51 + moved}.ts"
    shared = [uri for uri in after.segments.uris if any(uri is old for old in before.segments.uris)]
    # The first one is read, to see whether the two begin alike.
    assert len(shared) == max(0, 40 - moved - 1)


def test_a_playlist_that_changed_throughout_is_read_as_it_is() -> None:
    before = read_media_playlist(live(0, 9), URL)
    after = read_media_playlist(live(1, 9, name="signed/s{}.ts"), URL, previous=before)
    assert list(after.segments.uris) == [f"signed/s{number}.ts" for number in range(1, 10)]


def test_a_playlist_that_ends_keeps_no_text() -> None:
    assert read_media_playlist(live(0, 9), URL).written is not None
    assert read_media_playlist(live(0, 9) + b"#EXT-X-ENDLIST\n", URL).written is None


def ranges(count: int, first: int = 0, *, skipped: int = 0) -> bytes:
    skip = [f"#EXT-X-SKIP:SKIPPED-SEGMENTS={skipped}"] if skipped else []
    lines = [*HEAD, f"#EXT-X-MEDIA-SEQUENCE:{first}", *skip]
    for row in range(skipped, count):
        offset = f"@{(first + row) * 100}" if row == skipped else ""
        lines += ["#EXTINF:6,", f"#EXT-X-BYTERANGE:100{offset}", "movie.mp4"]
    return "\n".join([*lines, ""]).encode()


@pytest.mark.parametrize("skipped", [0, 1, 5, 9])
def test_a_delta_update_of_lines_that_all_look_alike_is_told_apart(skipped: int) -> None:
    before = read_media_playlist(ranges(10), URL)
    after = read_media_playlist(ranges(11, skipped=skipped), URL, previous=before)
    parts = [after.segments.byte_range(row) for row in range(len(after.segments))]
    assert [part and part.first for part in parts] == [row * 100 for row in range(11)]


def test_a_moving_window_of_byte_ranges_goes_on_where_it_was() -> None:
    before = read_media_playlist(ranges(10), URL)
    after = read_media_playlist(ranges(10, 3), URL, previous=before)
    parts = [after.segments.byte_range(row) for row in range(len(after.segments))]
    assert [part and part.first for part in parts] == [300 + row * 100 for row in range(10)]


def test_byte_ranges_that_lie_elsewhere_now_are_read_anew() -> None:
    before = read_media_playlist(ranges(10), URL)
    # The same lines behind the first, which moves all of them.
    moved = ranges(10).replace(b"100@0", b"100@7000")
    after = read_media_playlist(moved, URL, previous=before)
    parts = [after.segments.byte_range(row) for row in range(len(after.segments))]
    assert [part and part.first for part in parts] == [7000 + row * 100 for row in range(10)]
