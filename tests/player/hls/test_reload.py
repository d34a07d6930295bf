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
SEGMENT = st.tuples(
    st.lists(
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
    ),
    st.sampled_from(["#EXTINF:6,", "#EXTINF:5.5,", "#EXTINF:6,a title"]),
    st.sampled_from([[], [], ["#EXT-X-BYTERANGE:100"], ["#EXT-X-BYTERANGE:100@7"]]),
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
    st.lists(SEGMENT, min_size=1, max_size=12),
    st.integers(0, 6),
    st.integers(0, 6),
    st.integers(0, 4),
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
